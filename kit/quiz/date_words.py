"""Dates as pupils of several countries write them: 8 August 1967, 8/8/1967, 1967年8月8日, ngày 8 tháng 8 năm 1967."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kit.quiz.calendar_eras import year_in_thai

_MONTHS = (
    "january jan januari มกราคม ม.ค",
    "february feb februari pebruari กุมภาพันธ์ ก.พ",
    "march mar maret mac มีนาคม มี.ค",
    "april apr เมษายน เม.ย",
    "may mei พฤษภาคม พ.ค",
    "june jun juni มิถุนายน มิ.ย",
    "july jul juli julai กรกฎาคม ก.ค",
    "august aug agustus ogos agu สิงหาคม ส.ค",
    "september sep sept กันยายน ก.ย",
    "october oct oktober okt ตุลาคม ต.ค",
    "november nov nopember พฤศจิกายน พ.ย",
    "december dec desember disember des ธันวาคม ธ.ค",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_IDLE = {
    *("the", "of", "on", "in", "at", "a.d", "ad", "ce", "ngày", "năm", "tanggal", "tgl", "tahun", "วันที่", "ค.ศ"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "西暦"),
}
_JAPANESE = r"(?:西暦)?(?:(\d{4})年)?\s*(\d{1,2})月\s*(?:(\d{1,2})日)?\s*(?:[(（]?[月火水木金土日](?:曜日?)?[)）]?)?"
_VIETNAMESE = r"tháng\s*(0?[1-9]|1[0-2])(?!\d)"
_IN_DIGITS = r"(\d{4}|\d{1,2})\s?([-./‐‑–])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{1,2})"
_SHORT = r"(\d{1,2})/(\d{1,2})"
_LONG_YEAR = 1000


class Reading(NamedTuple):
    """A date as it may be meant; 0 where year or day is not given."""

    year: int
    month: int
    day: int


@lru_cache(maxsize=4096)  # keys are compared with every answer
def date_readings(text: str) -> frozenset[Reading]:
    """Return the dates that a whole normalised text may mean; 8/7/1967 has two, in July and in August.

    Examples
    --------
    >>> date_readings("the 8 of august, 1967") == date_readings("1967年8月8日") == date_readings("08.08.1967")
    True
    >>> date_readings("in 1967"), date_readings("august")
    (frozenset(), frozenset())
    """
    return frozenset(found for found in _readings(text.strip(" .。")) if _is_day(found))


def is_plainly_a_date(text: str) -> bool:
    """Return whether a normalised text cannot be anything but a date: it has a year or the name of a month."""
    return any(reading.year for reading in date_readings(text)) or bool(
        date_readings(text) and not re.fullmatch(_SHORT, text.strip())
    )


def _is_day(reading: Reading) -> bool:
    longest = 29 if reading.month == 2 else 30 if reading.month in {4, 6, 9, 11} else 31  # noqa: PLR2004 - months
    return 1 <= reading.month <= 12 and 0 <= reading.day <= longest  # noqa: PLR2004 - months


def _readings(text: str) -> Iterator[Reading]:
    if japanese := re.fullmatch(_JAPANESE, text):
        year, month, day = (int(part or 0) for part in japanese.groups())
        if year or day:
            yield Reading(year, month, day)
    elif digits := re.fullmatch(_IN_DIGITS, text):
        first, _, second, third = digits.groups()
        if len(first) > 2:  # noqa: PLR2004 - a year
            yield Reading(int(first), int(second), int(third))
        else:
            for year in _years(int(third)):
                yield Reading(year, int(second), int(first))
                yield Reading(year, int(first), int(second))
    elif short := re.fullmatch(_SHORT, text):
        yield Reading(0, int(short[1]), int(short[2]))
        yield Reading(0, int(short[2]), int(short[1]))
    else:
        yield from _in_words(text)


def _in_words(text: str) -> Iterator[Reading]:
    """Yield the dates of a text with one name of a month, and a day, a year or both."""
    names = re.sub(_VIETNAMESE, lambda month: f" {_MONTHS[int(month[1]) - 1].split()[0]} ", text)
    words = [word for word in re.findall(r"\d+|[^\s\d,/()‐‑–-]+", names) if word.rstrip(".") not in _IDLE]
    words = [word.rstrip(".") for word in words if word.rstrip(".")]
    named = [word for word in words if word in _MONTH]
    months = [_MONTH[word] for word in named]
    numbers = [int(word) for word in words if word.isdecimal()]
    if any("\u0e00" <= word <= "\u0e7f" for word in named):
        numbers = [year_in_thai(number) for number in numbers]
    if len(months) != 1 or len(words) != 1 + len(numbers):
        return
    match sorted(numbers, key=lambda number: number >= _LONG_YEAR):
        case [one]:
            yield Reading(one, months[0], 0) if one >= _LONG_YEAR else Reading(0, months[0], one)
        case [day, year]:
            for each in _years(year):
                yield Reading(each, months[0], day)


def _years(number: int) -> tuple[int, ...]:
    """Return the years that a number may mean: two digits leave out the century."""
    return (number,) if number >= _LONG_YEAR else (1900 + number, 2000 + number)
