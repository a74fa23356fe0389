"""Normalise texts so that what looks the same to a reader is the same to the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kit.quiz.number_words import with_digits

_RAISED = {"²": "^2", "³": "^3", "¹": "^1", "½": "/", "¼": "/", "¾": "/"}
_APOSTROPHES = dict.fromkeys("´`ʹʻʼʽ′‵＇‘’‛", "'")
_INVISIBLE = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
_WRITTEN = str.maketrans(_RAISED | _APOSTROPHES)
_LATIN = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_PERCENT = r"\bper\s?cent\b|パーセント"
_ARTICLE = r"(?:the|an?)\s+(?=\S)|(?:l|d)'(?=\w)"
_TITLE = (
    r"(?:(?:the|his|her|former|then|late|mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|madam|excellency|majesty"
    r"|prime|deputy|vice|foreign|chief|cabinet|secretary|general|president|minister|premier|chancellor|chairman"
    r"|chairperson|governor|senator|ambassador|king|queen|emperor|empress|prince|princess|sultan|pm|fm)\b[\s.-]*)++(?=\w)"
)
_TITLE_AFTER = (
    r"(?<=.)(?:(?:内閣)?総理大臣|(?:前|元)?首相|副?大統領|外務大臣|外相|大臣|国王|女王|天皇|皇帝|事務総長|議長|大使"
    "|総理|氏|さん|様|先生)$"
)
_THOUSAND = r"(?<=\d)\s?thousand\b"
_YEAR = r"(?<=\d{4})\s?年"


def normalise(text: str) -> str:
    """Return a text in lower case, compatibility forms folded, the digits of any script as 0 to 9, nothing invisible.

    Examples
    --------
    >>> normalise("ＡＳＥＡＮ １９６７")
    'asean 1967'
    """
    folded = unicodedata.normalize("NFKC", text.translate(_WRITTEN)).casefold()
    return "".join(
        character if (digit := unicodedata.decimal(character, None)) is None else str(digit)
        for character in folded
        if unicodedata.category(character) != "Cf"  # zero-width characters, marks of direction
    )


def as_read(text: str) -> str:
    """Return a text as it reads in a list: case, width, spaces, a full stop and invisible characters aside.

    Examples
    --------
    >>> as_read("Manila ") == as_read("manila.")
    True
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE).split())
    return folded.rstrip(".。 ") or folded


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
    decomposed = unicodedata.normalize("NFKD", normalise(text)).translate(_LATIN)
    letters = re.sub(r"([a-z])[\u0300-\u036f]+", r"\1", decomposed)
    kept = (character for character in letters if unicodedata.category(character)[0] not in "PZC")
    return unicodedata.normalize("NFC", "".join(kept))


def is_one_of(typed: str, accepted: Iterable[str]) -> bool:
    """Return whether a typed text is one of the accepted ones in any usual form.

    Case, accents, punctuation and spaces do not matter, nor a leading article, a number in words or as an ordinal,
    or a title that is typed along with a name.

    Examples
    --------
    >>> is_one_of("the Twelfth", ["12"]), is_one_of("Foreign Minister Kamikawa", ["Kamikawa"])
    (True, True)
    """
    forms = {usual_form(form) for form in accepted}
    plain = normalise(typed).strip()
    untitled = (typed, re.sub(_TITLE, "", plain, count=1), re.sub(_TITLE_AFTER, "", plain))
    return any(usual_form(form) in forms for form in untitled)


@lru_cache(maxsize=4096)  # keys are compared with every answer
def usual_form(text: str) -> str:
    """Return what is left of a text without a leading article, with numbers in digits, loosely normalised."""
    plain = re.sub(_ARTICLE, "", re.sub(_PERCENT, "%", normalise(text).strip()), count=1)
    return normalise_loosely(re.sub(_YEAR, "", re.sub(_THOUSAND, "000", with_digits(plain))))
