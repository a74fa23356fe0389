"""Numbers as pupils of many countries type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.quiz.typed_number import has_one_number, read_number


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("1e3", "km", 1000),
        ("1.3 × 10³ km", "km", 1300),
        ("half a century", "years", 50),
        ("半世紀", "年", 50),
        ("half a year", "months", 6),
        ("two in five", "percent", 40),
        ("10人中4人", "%", 40),
        ("30億ドル", "十億ドル", 3),
        ("half a dozen", "", 6),
        ("1973", "", 1973),
        ("１９７３", "", 1973),
        ("१९७३", "", 1973),
        ("๑๙๗๓", "", 1973),
        ("၁၉၇၃", "", 1973),
        ("១៩៧៣", "", 1973),
        ("１，９７３", "", 1973),
        ("1 973", "", 1973),
        ("1\u202f973", "", 1973),
        ("1’973’000", "", 1973000),
        ("1.973.000", "", 1973000),
        ("1.973,5", "", 1973.5),
        ("1,973.5", "", 1973.5),
        ("1.973", "", 1.973),
        ("3,5", "", 3.5),
        ("0,500", "", 0.5),
        (".5", "", 0.5),
        ("-.5", "", -0.5),
        ("1973.", "", 1973),
        ("１９７３。", "", 1973),
        ("−5", "", -5),
        ("–5", "", -5),
        ("ー５", "", -5),
        ("+5", "", 5),
        ("＋ 5", "", 5),
        ("1973 year", "year", 1973),
        ("year 1973", "year", 1973),
        ("1973年", "year", 1973),
        ("50 Years", "year", 50),
        ("10 members", {"en": "members", "ja": "か国"}, 10),
        ("10カ国", {"en": "members", "ja": "か国"}, 10),
        ("6か国・機関", {"en": "partners", "ja": "つ"}, 6),
        ("仏暦2516年", "year", 1973),
        ("4.5%", "percent", 4.5),
        ("４．５％", "%", 4.5),
        ("45パーセント", "%", 45),
        ("$5 billion", "billion dollars", 5),
        ("US$5bn", "US$ billion", 5),
        ("5,000 million", "billion dollars", 5),
        ("680 million", "people", 680e6),
        ("680", "million people", 680),
        ("680 million", "million people", 680),
        ("5億ドル", "億ドル", 5),
        ("12万", "人", 120000),
        ("331 km²", "km²", 331),
        ("331 km2", "km²", 331),
        ("331㎢", "km²", 331),
        ("331 square kilometres", "km²", 331),
        ("331平方キロメートル", "km²", 331),
        ("370 kilometres", "km", 370),
        ("370キロ", "km", 370),
        ("40 per cent", "percent", 40),
        ("forty percent", "%", 40),
        ("12th", "", 12),
        ("the 12th", "members", 12),
        ("seventeenth", "", 17),
        ("the seventeenth", "day", 17),
        ("7th of July", "July", 7),
        ("ten", "members", 10),
        ("nineteen sixty-seven", "year", 1967),
        ("two million", "people", 2e6),
        ("five thousand tonnes", "thousand tonnes", 5),
        ("1982年", "", 1982),
        ("十か国", {"en": "members", "ja": "か国"}, 10),
        ("第12回", "", 12),
        ("\u200e1973\u200f", "", 1973),
        ("19\u200b73", "", 1973),
        ("5,000 people", "人", 5000),
        ("6億8,900万人", "people", 689e6),
        ("一億二千万", "人", 1.2e8),
        ("12万5千", "人", 125000),
        ("6億8,900万", "million people", 689),
        ("1.5M", "people", 1.5e6),
        ("20B", "billion yen", 20),
        ("1.2 tn", "trillion dollars", 1.2),
        ("US$ 500", "dollars", 500),
        ("500 U.S. dollars", "dollars", 500),
        ("-$500", "dollars", -500),
        ("€500", "euros", 500),
        ("500 ₫", "dong", 500),
        ("฿500", "baht", 500),
        ("Rp 500", "rupiah", 500),
        ("500円", "yen", 500),
        ("12,34,567", "", 1234567),
        ("1\u202f234,5", "", 1234.5),
        ("۱۲٫۵", "", 12.5),
        ("1٬234", "", 1234),
        ("1、234", "", 1234),
        ("△5", "", -5),
        ("マイナス5", "", -5),
        ("minus five", "", -5),
        ("three point five", "", 3.5),
        ("a hundred", "", 100),
        ("a dozen", "members", 12),
        ("(12)", "", 12),
        ("「12」", "", 12),
        ("12!", "", 12),
        ("No. 12", "", 12),
        ("10 countries", "members", 10),
        ("10国", "か国", 10),
        ("12 out of 100", "of 100", 12),
        ("12/100", "of 100", 12),
        ("100人中12人", "of 100", 12),
        ("12%", "of 100", 12),
        ("昭和42年", "year", 1967),
        ("令和元年", "year", 2019),
        ("พ.ศ. 2510", "year", 1967),
        ("AD 1967", "year", 1967),
        ("西暦1967年", "year", 1967),
        ("twenty oh three", "year", 2003),
        ("50年間", "years", 50),
        ("6ヶ月", "months", 6),
        ("2 hrs", "hours", 2),
        ("3倍", "times", 3),
        ("×3", "times", 3),
        ("25度", "°C", 25),
        ("5 kilos", "kg", 5),
        ("5キロ", "kg", 5),
        ("5 sqm", "m²", 5),
        ("60 kilometres per hour", "km/h", 60),
        ("時速60km", "km/h", 60),
        ("1973年に", "year", 1973),
        ("It was 1973.", "year", 1973),
        ("since 1973", "year", 1973),
        ("1973年です", "year", 1973),
        ("しょうわ48年", "year", 1973),
        ("ปี 1973", "year", 1973),
        ("B.E. 2516", "year", 1973),
        ("tahun seribu sembilan ratus tujuh puluh tiga", "year", 1973),
        ("10 ASEAN members", "members", 10),
        ("There were ten members", "members", 10),
        ("sepuluh negara", "members", 10),
        ("10 thành viên", "members", 10),
        ("10 ประเทศ", "members", 10),
        ("ten (10)", "members", 10),
        ("10個", "members", 10),
        ("99,8 phần trăm", "percent", 99.8),
        ("99.8 เปอร์เซ็นต์", "percent", 99.8),
        ("九十九点八%", "percent", 99.8),
        ("10 ribu dolar", "dollars", 10000),
        ("10 nghìn đô la", "dollars", 10000),
        ("about 370", "km", 370),
        ("約370km", "km", 370),
        ("370キロくらい", "km", 370),
        ("sekitar 370", "km", 370),
        ("Rp 500,-", "rupiah", 500),
        ("½", "", 0.5),
        ("2½", "", 2.5),
        ("half a million", "million people", 0.5),
        ("half", "percent", 50),
        ("half a percent", "percent", 0.5),
        ("two thirds", "", 2 / 3),
        ("三分の一", "", 1 / 3),
        ("setengah", "", 0.5),
        ("3割5分", "%", 35),
        ("50-year", "years", 50),
        ("2023年（令和5年）", "year", 2023),
        ("Shōwa 48", "year", 1973),
        ("S48", "year", 1973),
        ("duabelas", "", 12),
        ("ke-17", "", 17),
        ("ketiga", "", 3),
    ],
)
def test_numbers_that_are_meant(typed: str, unit: object, number: float):
    """Digits of any script, separators, signs and the unit typed along give the number that is meant."""
    assert read_number(typed, unit) == pytest.approx(number)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "no one", "1967 or 1973", "1967-1973", "1967/1973", "10 11", "1,2,3", "1,234,56", "10²",
        "5 apples", "5 million billion", "1e5", "0x10", "<b>5</b>", "5;", "=5", "9" * 201, "++5", "a5",
        "1973年代", "before 1973", "over 5", "between 5 and 6", "17/12", "1/12", "10 (11)", "10 B.C.",
        "1.2.3億", "1..5万",
    ],
)  # fmt: skip
def test_what_is_no_number(typed: str):
    """Where it is not clear what is meant nothing is guessed."""
    assert read_number(typed, "year") is None


def test_another_unit_is_not_taken_for_a_scale():
    """The m of metres is million where people or money are counted, and nowhere else."""
    assert [read_number("5 m", unit) for unit in ("people", "km", "m", "")] == [5e6, None, 5, None]
    assert [read_number(typed, "dollars") for typed in ("€500", "¥500", "500 baht")] == [None] * 3
    assert read_number("5億6億", "人") is None


@given(st.text() | st.text("0123456789.,-/^×e 千万億兆分割の年点%½"))
def test_any_text_is_read_or_refused(typed: str):
    """No text makes reading fail."""
    assert isinstance(read_number(typed, "km²"), float | None)


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_with_separators(number: int):
    """A whole number comes back whatever grouping it is written with."""
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "'")):
        assert read_number(text) == number


@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 4)))
def test_decimals(number: float):
    """A decimal written in full comes back."""
    assert read_number(f"{number:.4f}") == pytest.approx(number)


def test_a_text_longer_than_any_number_is_not_searched():
    """A number is found among words, but not in a page of them: such a search would hold up the whole class."""
    assert has_one_number("370 " + "miles " * 20)
    assert not has_one_number("370 " + "miles " * 40)
