"""What `kit.amounts` writes."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from kit.amounts import Amount, counted
from kit.charts.catalogue import chart
from kit.maps.catalogue import map as draw

_STEPS = {"兆": 10**12, "億": 10**8, "万": 10**4, "": 1}
_ENGLISH = {"billion": 10**9, "million": 10**6, "": 1}


@pytest.mark.parametrize(
    ("value", "unit", "spec", "words"),
    [
        (113.42, "billion current US dollars", ",.1f兆億万", "1,134億"),
        (2000, "billion yen", ",.0f兆億万", "2兆"),
        (689.4, "million", ",.0f兆億万", "6億8,900万"),
        (22.63, "billion", ".2f兆億万", "226億3,000万"),
        (31.6, "thousand", ".1f兆億万", "3万1,600"),
        (0, "billion", ",.0f兆億万", "0"),
        (2417, "billion yen", ",.0f億", "24,170億"),
        (-4114.72, "billion yen", ",.1f兆億万", "-4兆1,147億"),
        (12.5, "percent", ".1f", "12.5"),
        (12.5, "percent", ".6f兆億万", "12.5"),
    ],
)
def test_an_amount_is_counted_in_the_steps_of_its_format(value: float, unit: str, spec: str, words: str):
    """An amount is rounded where the format says, and counted in the steps that end the format."""
    assert format(Amount(value, unit), spec) == words


@pytest.mark.parametrize("name", ["trade", "investment", "population", "gdp", "aid"])
def test_both_languages_say_the_same_numbers(name: str):
    """Each number in what a chart says in English is in what it says in Japanese, counted in other steps."""
    english, japanese = (chart(name, "2023-07-13", language=language).chart for language in ("en", "ja"))
    for here, there in zip(english.said, japanese.said, strict=True):
        assert _numbers(here) <= _numbers(there), (here, there)


def test_the_arrows_of_trade_have_the_same_numbers():
    """The list of the map of trade has the same numbers of yen in both languages."""
    english, japanese = (repr(draw("trade", 2023, language=language)) for language in ("en", "ja"))
    yen = {Decimal(number.replace(",", "")) * 10**9 for number in re.findall(r"yen\): ([\d,.]*\d)", english)}
    assert yen
    assert yen <= _numbers(japanese)


def _numbers(sentence: str) -> set[Decimal]:
    """Return the numbers of a sentence, in single things."""
    found = re.findall(r"((?:\d[\d,]*(?:\.\d+)?[兆億万]?)+)(?: (billion|million))?", sentence)
    return {_single(digits) * _ENGLISH[unit] for digits, unit in found}


def _single(digits: str) -> Decimal:
    parts = re.findall(r"(\d[\d,]*(?:\.\d+)?)([兆億万]?)", digits)
    return sum((Decimal(number.replace(",", "")) * _STEPS[step] for number, step in parts), Decimal(0))


@pytest.mark.parametrize(
    ("number", "things", "said"),
    [
        (1, "rows", "1 row"),
        (2, "rows", "2 rows"),
        (0, "rows", "0 rows"),
        (1, "items are", "1 item is"),
        (3, "items are", "3 items are"),
        (1, "entries", "1 entry"),
    ],
)
def test_one_thing_is_not_called_as_several(number: int, things: str, said: str):
    """A number is followed by the singular or the plural of what it counts, and by the verb for it."""
    assert counted(number, things) == said
