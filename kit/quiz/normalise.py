"""Fold texts so that what looks the same to a reader is the same to the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RAISED = str.maketrans({"²": "^2", "³": "^3", "¹": "^1", "½": "/", "¼": "/", "¾": "/"})


def fold(text: str) -> str:
    """Return a text in lower case, compatibility forms folded, and the digits of any script as 0 to 9.

    Examples
    --------
    >>> fold("ＡＳＥＡＮ １９６７")
    'asean 1967'
    """
    folded = unicodedata.normalize("NFKC", text.translate(_RAISED)).casefold()
    return "".join(sign if (digit := unicodedata.decimal(sign, None)) is None else str(digit) for sign in folded)


def bare(text: str) -> str:
    """Return what is left of a text without spaces, punctuation, and the accents of Latin letters.

    Accents are dropped for Latin letters alone: a learner may lack the keyboard for Hà Nội, but が and か, or the
    vowels of Thai, are different letters.

    Examples
    --------
    >>> bare("“Hà Nội”") == bare("hanoi")
    True
    """
    letters = re.sub(r"([a-z])[\u0300-\u036f]+", r"\1", unicodedata.normalize("NFKD", fold(text)).replace("đ", "d"))
    kept = (sign for sign in letters if unicodedata.category(sign)[0] not in "PZC")
    return unicodedata.normalize("NFC", "".join(kept))


def is_one_of(typed: str, accepted: Iterable[str]) -> bool:
    """Return whether a typed text is one of the accepted ones, spelling of signs and spaces aside."""
    return bare(typed) in {bare(form) for form in accepted}
