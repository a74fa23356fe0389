"""Years of Japanese and Buddhist eras become common years."""

from __future__ import annotations

import pytest

from kit.quiz.calendar_eras import in_common_era, with_era_name, year_in_thai

YEARS = {
    "昭和42年8月8日": "1967年8月8日", "平成元年": "1989年", "showa 48": "1973", "しょうわ48ねん": "1973ねん",
    "(令和5)": "(2023)", "พ.ศ. 2510": "1967", "พศ2510": "1967", "พุทธศักราช 2516": "1973", "2516 b.e.": "1973",
}  # fmt: skip


@pytest.mark.parametrize(("era", "common"), YEARS.items(), ids=YEARS)
def test_an_era_becomes_the_common_era(era: str, common: str):
    """A year is the same in the era of its country and in the common era."""
    assert in_common_era(era) == common


@pytest.mark.parametrize("text", ["1967", "2510", "昭和", "be 2023", "showa emperor 1967", "昭和42人"])
def test_what_is_not_a_year_of_an_era_stays(text: str):
    """A common year, an era without a year and other numbers stay."""
    assert in_common_era(text) == text


@pytest.mark.parametrize(("letter", "name"), [("s48", "昭和48"), ("r. 5年", "令和5年"), ("t5", "大正5"), ("x5", "x5")])
def test_the_letter_of_an_era_becomes_its_name(letter: str, name: str):
    """S48 is 昭和48, as forms in Japan have it; other letters stay."""
    assert with_era_name(letter) == name


@pytest.mark.parametrize(("written", "common"), [(2510, 1967), (1967, 1967), (8, 8)])
def test_a_year_in_thai_is_of_the_buddhist_era(written: int, common: int):
    """2510 is 1967 in Thai; a year that can only be common, and a day, stay."""
    assert year_in_thai(written) == common
