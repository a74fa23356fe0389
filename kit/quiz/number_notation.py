"""Numbers in another notation as plain ones: 1.3e3, 1.3 × 10^3, half a century, 4 out of 10."""

from __future__ import annotations

import re
from decimal import Decimal

from kit.quiz.number_words import ONES

_LARGEST_POWER = 15
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_POWER = r"(?<![\w.,])(?:(\d+(?:[.,]\d+)?)\s?(?:e|[x×*·]\s?10\s?\^)|10\s?\^)\s?([+-]?\d{1,2})(?![\w.,]*\d)"
_COUNTS = ONES[1:11]
_COUNTED = {word: str(value) for value, word in enumerate(_COUNTS, start=1)}
_HALF = r"half(?:\s+of)?(?:[\s-]+an?)?|an?\s+half|one\s+half|setengah"
_QUARTER = r"(?:an?\s+|one\s+)?quarter(?:[\s-]+of)?(?:[\s-]+an?)?"
_THREE = r"three[\s-]+quarters(?:[\s-]+of)?(?:[\s-]+an?)?"
_AND_A_HALF = r"(?:[\s-]+and[\s-]+an?[\s-]+half)?"
_COUNT = rf"{_THREE}|{_QUARTER}|{_HALF}|(?:an?|{'|'.join(_COUNTS)}|\d{{1,3}}(?:\.\d+)?){_AND_A_HALF}"
_SPAN = rf"(?<![\w.,])(?:({_COUNT})[\s-]+)?(century|centuries|decades?|abad|dekade)(\s+and\s+an?\s+half)?\b(?!\s*\d)"
_YEARS = {"century": 100, "centuries": 100, "abad": 100, "decade": 10, "decades": 10, "dekade": 10}
_IN_JAPANESE = {"四半世紀": "25年", "半世紀": "50年"}
_HALF_A_YEAR = r"\bhalf(?:[\s-]+an?)?[\s-]+year\b|\bsetengah\s+tahun\b|半年"
_OUT_OF = (
    r"(\d{1,3})\s*(?:people\s+)?(?:out\s+of|of|in)(?:\s+every)?\s+(\d{1,3})(?:\s+people)?\b",
    r"(\d{1,3})人(?:に|中|のうち)、?\s?(\d{1,3})人?",
)


def without_powers(text: str) -> str:
    """Return a normalised text with powers of ten written out.

    Examples
    --------
    >>> without_powers("1.3e3"), without_powers("1.5 × 10^9 dollars"), without_powers("10^3")
    ('1300', '1500000000 dollars', '1000')
    """
    return re.sub(_POWER, _written_out, text)


def _written_out(found: re.Match[str]) -> str:
    power = int(found[2])
    if abs(power) > _LARGEST_POWER:
        return found[0]
    return f"{Decimal((found[1] or '1').replace(',', '.')).scaleb(power):f}"


def in_years(text: str) -> str:
    """Return a normalised text with centuries and decades as years; the 20th century is not a number of years.

    Examples
    --------
    >>> in_years("half a century"), in_years("five decades"), in_years("半世紀"), in_years("the 20th century")
    ('50 year', '50 year', '50年', 'the 20th century')
    """
    for span, years in _IN_JAPANESE.items():
        text = text.replace(span, years)
    return re.sub(_SPAN, _years, text)


def _years(found: re.Match[str]) -> str:
    count, span, half = found.groups()
    if count is None:
        return found[0]
    if re.fullmatch(_THREE, count):
        value = 0.75
    elif re.fullmatch(_QUARTER, count):
        value = 0.25
    elif re.fullmatch(_HALF, count):
        value = 0.5
    else:
        word = re.split(r"\s|-", count)[0]
        value = float(_COUNTED.get(word, "1" if word.startswith("a") else word))
        value += 0.5 if half or count.endswith("half") else 0
    return f"{value * _YEARS[span]:g} year"


def in_months(text: str) -> str:
    """Return a normalised text with half a year as six months.

    Examples
    --------
    >>> in_months("half a year"), in_months("半年")
    ('6 month', '6 month')
    """
    return re.sub(_HALF_A_YEAR, "6 month", text)


def as_ratio(text: str) -> str:
    """Return a normalised text, its numbers in digits, in which 4 out of 10 is 4/10.

    Examples
    --------
    >>> as_ratio("4 out of 10"), as_ratio("2 in every 5"), as_ratio("5人に2人")
    ('4/10', '2/5', '2/5')
    """
    text = re.sub(_OUT_OF[0], r"\1/\2", text)
    return re.sub(_OUT_OF[1], r"\2/\1", text)
