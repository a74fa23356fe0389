"""Normalise texts so that what looks the same to a reader is the same to the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_RAISED = str.maketrans({"²": "^2", "³": "^3", "¹": "^1", "½": "/", "¼": "/", "¾": "/"})


def normalise(text: str) -> str:
    """Return a text in lower case, compatibility forms folded, and the digits of any script as 0 to 9.

    Examples
    --------
    >>> normalise("ＡＳＥＡＮ １９６７")
    'asean 1967'
    """
    folded = unicodedata.normalize("NFKC", text.translate(_RAISED)).casefold()
    return "".join(
        character if (digit := unicodedata.decimal(character, None)) is None else str(digit) for character in folded
    )


@lru_cache(maxsize=4096)  # keys are compared with every answer
def normalise_loosely(text: str) -> str:
    """Return what is left of a text without spaces, punctuation, and the accents of Latin letters.

    Accents are dropped for Latin letters alone: a learner may lack the keyboard for Hà Nội, but が and か, or the
    vowels of Thai, are different letters.

    Examples
    --------
    >>> normalise_loosely("“Hà Nội”") == normalise_loosely("hanoi")
    True
    """
    decomposed = unicodedata.normalize("NFKD", normalise(text)).replace("đ", "d")
    letters = re.sub(r"([a-z])[\u0300-\u036f]+", r"\1", decomposed)
    kept = (character for character in letters if unicodedata.category(character)[0] not in "PZC")
    return unicodedata.normalize("NFC", "".join(kept))


def is_one_of(typed: str, accepted: Iterable[str]) -> bool:
    """Return whether a typed text is one of the accepted ones, case, accents, punctuation and spaces aside."""
    return normalise_loosely(typed) in {normalise_loosely(form) for form in accepted}
