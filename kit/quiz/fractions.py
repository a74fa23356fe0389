"""Fractions as pupils write them, as decimals: half, 3/4, two thirds, 1½, 三分の一, 3割5分, setengah."""

from __future__ import annotations

import re

from kit.quiz.number_words import ONES, with_digits

_SIGNS = str.maketrans({"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 ", "⅓": " 1/3 ", "⅔": " 2/3 ", "⅕": " 1/5 "})
_COUNTS = {"a": 1, "an": 1} | {word: value for value, word in enumerate(ONES[:10]) if value}
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PARTS = {"half": 2, "halve": 2, "quarter": 4} | {word: value for value, word in enumerate(_ORDINALS, start=3)}
_INDONESIAN = {"setengah": "1/2", "sepertiga": "1/3", "seperempat": "1/4", "dua pertiga": "2/3", "tiga perempat": "3/4"}
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_IN_WORDS = rf"\b({'|'.join(_COUNTS)}|[1-9])[\s-]+({'|'.join(_PARTS)})s?\b(?:\s+(?:of\s+)?an?\b)?"
_HALF = r"\bhalf\b(?!\s+(?:an?\s+)?dozen)(?:\s+an?\b)?|半分"
_JAPANESE = r"(\d+)\s?分の\s?(\d+)"
_TENTHS = r"(\d+)\s?割(?:\s?(\d)\s?分)?"  # 3割5分 is 35 %
_FRACTION = r"(?<![\d./,])(?:(\d+)(?:\s+and\s+|\s+))?(\d{1,2})\s?/\s?(\d{1,3})(?![\d/])"


def fraction_signs(text: str) -> str:
    """Return a text as it was typed, with ½ and the like as 1/2."""
    return text.translate(_SIGNS)


def with_decimals(text: str) -> str:
    """Return a normalised text with its numbers in digits, and proper fractions as decimals.

    Examples
    --------
    >>> with_decimals("three quarters"), with_decimals("1 and a half"), with_decimals("3割5分"), with_decimals("17/12")
    ('0.75', '1.5', '35%', '17/12')
    """
    for word, fraction in _INDONESIAN.items():
        text = text.replace(word, fraction)
    text = re.sub(_IN_WORDS, lambda found: f"{_COUNTS.get(found[1], found[1])}/{_PARTS[found[2]]}", text)
    text = with_digits(re.sub(_HALF, "1/2", text))
    text = re.sub(_TENTHS, lambda found: f"{10 * int(found[1]) + int(found[2] or 0)}%", text)
    return re.sub(_FRACTION, _decimal, re.sub(_JAPANESE, r"\2/\1", text)).strip()


def _decimal(found: re.Match[str]) -> str:
    """Return a fraction as a decimal; 17/12 may be a day, and stays."""
    whole, upper, lower = (int(part or 0) for part in found.groups())
    return repr(whole + upper / lower) if upper < lower else found[0]
