"""Words that a text explains in place: a note opens by a tap or a key, and on paper it is below the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from kit.html import Node, element

_ENDINGS = "(?:s|es|d|ed|ing)?"
_REMARK = re.compile(r"\s*[(（][^)）]*[)）]")  # as in "chair (of ASEAN)"


class Word(NamedTuple):
    """A word as a list of words gives it, and what it means."""

    term: str
    meaning: str


def explain(text: str, words: Sequence[Word]) -> tuple[list[Node], list[Word]]:
    """Return a text in which the first place of each word opens its note, and below it the notes.

    Parameters
    ----------
    text : str
        One paragraph.
    words : sequence of Word
        The words to look for; "to condemn" is also found as "condemned". A longer one goes first.

    Returns
    -------
    shown : list of elements
        A paragraph, and the note of each word that was found.
    found : list of Word
        The words that the text has, in its order.
    """
    places: list[tuple[int, int, Word]] = []  # where each begins and ends
    for word in sorted(words, key=lambda word: -len(word.term)):
        match = next((m for m in _pattern(word.term).finditer(text) if not _is_taken(m.span(), places)), None)
        if match:
            places.append((*match.span(), word))
    inside, notes, end = [], [], 0
    for start, stop, word in sorted(places):
        name = f"kit-note-{uuid4().hex[:12]}"  # two outputs on one page may show the same text
        inside += [text[end:start], _opener(text[start:stop], name)]
        notes.append(note(word, popover="auto", id=name, style=f"position-anchor:--{name}"))
        end = stop
    return [element("p", "", *inside, text[end:]), *notes], [word for _, _, word in sorted(places)]


def _opener(shown: str, name: str) -> Node:
    """Return a word that opens a note. Lines do not break in a button, so its label shows the word."""
    opens = {"type": "button", "popovertarget": name, "aria_label": shown, "aria_describedby": name}
    words = element("span", "", shown, aria_hidden="true", style=f"anchor-name:--{name}")
    return element("label", "kit-word", element("button", "", **opens), words)


def note(word: Word, **attributes: str) -> Node:
    """Return a word and what it means."""
    return element("div", "kit-note", element("strong", "", word.term), f" {word.meaning}", **attributes)


def _pattern(term: str) -> re.Pattern[str]:
    """Return what finds a word in a text: with other endings; in Japanese, in each of its forms."""
    bare = _REMARK.sub("", term).strip()
    if not bare[:1].isascii():
        forms = sorted(bare.split("・"), key=len, reverse=True)
        return re.compile("|".join(re.escape(form) for form in forms))
    stem = re.escape(bare.removeprefix("to ").removesuffix("ness")).replace(r"\ ", "[ -]").replace(r"\-", "[ -]")
    return re.compile(rf"\b{stem}{_ENDINGS}\b", re.IGNORECASE)


def _is_taken(span: tuple[int, int], places: list[tuple[int, int, Word]]) -> bool:
    return any(start < span[1] and span[0] < stop for start, stop, _ in places)
