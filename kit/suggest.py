"""Words for errors: names as a list to read, and the name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def name_list(names: Iterable[str]) -> str:
    """Return names as a list to read.

    Examples
    --------
    >>> name_list(["facts", "members"])
    'facts, members'
    """
    return ", ".join(names)


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words that are spelled most like a word, the nearest first; none when all are far away."""
    return get_close_matches(str(word), list(known), n=most)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the nearest known word and a space before it, or nothing.

    Examples
    --------
    >>> did_you_mean("fact", ["facts", "members"])
    " Did you mean 'facts'?"
    """
    near = nearest(word, known, 1)
    return f" Did you mean {near[0]!r}?" if near else ""
