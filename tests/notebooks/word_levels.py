"""Which words of a text are harder than level B1, and what the course does about each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cefrpy import CEFRAnalyzer, CEFRLevel

# Endings that a learner of B1 takes off a word, and what the word may end in without them.
_ENDINGS = {
    "'s": ("",), "ies": ("y",), "es": ("", "e"), "s": ("",), "ied": ("y",), "ed": ("", "e"), "ing": ("", "e"),
    "er": ("", "e"), "est": ("", "e"), "iest": ("y",), "ier": ("y",), "ly": ("", "le"), "ily": ("y",), "ness": ("",),
}  # fmt: skip
_WORD = re.compile(r"(?<!\d)[A-Za-zé][A-Za-zé']*(?<!')")
_HIDDEN = re.compile(
    r"`[^`]*`|\]\([^)]*\)|https?://\S+|\{\w+:|(?<=\w)-(?=[a-z])"
)  # code, links, ids of phrases, hyphens


def hard_words(text: str) -> Iterator[str]:
    """Yield the words of a text that no sense has at B1 or below; names, which have a capital, are not words."""
    for sentence in re.split(r"(?<=[.!?:])\s+|\n", _HIDDEN.sub(" ", text)):
        for place, match in enumerate(_WORD.finditer(sentence)):
            word = match[0]
            if not (word[0].isupper() and (place or word.isupper())) and not _is_known(word.lower()):
                yield word.lower()


def forms(word: str) -> Iterator[str]:
    """Yield a word, and what it is without its ending.

    Examples
    --------
    >>> sorted(forms("stopping"))
    ['stop', 'stopp', 'stoppe', 'stopping']
    """
    yield word
    for ending, others in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            yield from (stem + other for other in others)
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


@cache
def _levels() -> CEFRAnalyzer:
    return CEFRAnalyzer()


@cache
def _is_known(word: str) -> bool:
    found = (level for form in forms(word) for level in (_levels().get_pos_level_dict_for_word(form) or {}).values())
    return any(level <= CEFRLevel.B1 for level in found)
