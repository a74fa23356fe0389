"""Numbers: how they are typed, and how near they have to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.invalid_response import InvalidResponse
from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "verdict"),
    [
        (1973, "right"),
        (1973.0, "right"),
        ("1973", "right"),
        (" 1973 ", "right"),
        ("１９７３", "right"),
        ("1,973", "right"),
        ("1973年", "right"),
        ("1973 years", "right"),
        ("+1973", "right"),
        ("-1973", "wrong"),
        ("1974", "wrong"),
        (1972.999, "wrong"),
        (10**300, "wrong"),
        (10**400, "unreadable"),
        (float("inf"), "unreadable"),
        (float("nan"), "unreadable"),
        ("nan", "unreadable"),
        ("1967 or 1973", "unreadable"),
        (True, "unreadable"),
        (["1973"], "unreadable"),
        (None, "unreadable"),
    ],
)
def test_numeric(make: Make, response: object, verdict: str):
    """A number is compared as a number, however it is typed; anything else is not scored."""
    result = score(make("numeric"), response)
    assert (result.score, result.verdict) == (float(verdict == "right"), verdict)


@pytest.mark.parametrize(
    ("key", "tolerance", "response", "verdict"),
    [
        (10, 0.5, 10.5, "right"),
        (10, 0.5, 9.5, "right"),
        (10, 0.5, 10.6, "wrong"),
        (0.3, 0, 0.1 + 0.2, "right"),
        (0.3, 0.1, 0.4, "right"),
        (0, 0, "-0", "right"),
        (-5, 0, "−5", "right"),
        (-5, 0, "ー５", "right"),
        (1300, 0, "1.300", "right"),
        (1.3, 0, "1,300", "right"),
        (1300, 0, "1.30", "wrong"),
        (1400, 0, "1.300", "wrong"),
        (1e12, 0, 1e12 + 1, "wrong"),
    ],
)
def test_numeric_tolerance(make: Make, key: float, tolerance: float, response: object, verdict: str):
    """The edge of the tolerance is right, and the last bit of a binary fraction does not count."""
    item = make("numeric", key=key, tolerance=tolerance, expected_errors=[])
    assert score(item, response).verdict == verdict


def test_decimals_are_written_as_the_language_does(make: Make):
    """A key and a wrong number have the comma of the language; what was typed stays as typed."""
    item = make("numeric", key=99.8, unit={"en": "percent", "id": "persen"}, expected_errors=[])
    assert (item.describe(99.8, "id"), item.describe(99.8)) == (("99,8 persen",), ("99.8 percent",))
    assert item.misconceptions(2.5, "id")[0].given == "2,5"
    assert item.describe("99.8", "id") == ("99.8",)


def test_a_japanese_number_and_its_unit_are_one_word(make: Make):
    """A lesson in Japanese has no space between a number and what it counts."""
    item = make("numeric", key=10, unit={"en": "members", "ja": "か国"})
    assert [item.describe(10, language) for language in ("en", "ja")] == [("10 members",), ("10か国",)]


def test_numeric_expected_error(make: Make):
    """A wrong number that was expected gets the feedback that names its reason, with its own facts."""
    note = score(make("numeric"), "1967").notes[0]
    assert (note.text, note.facts) == ("That was ASEAN's founding.", ("fact-two",))


@pytest.mark.parametrize(
    ("key", "unit", "response", "verdict"),
    [
        (40, "percent", "0.4", "right"),
        (40, "percent", 0.4, "right"),
        (40, "percent", "0,4", "right"),
        (40, "percent", "0.4 %", "wrong"),
        (0.4, "percent", "0.4", "right"),
        (40, "percent", "0.5", "wrong"),
        (40, "km", "0.4", "wrong"),
        (1967, "year", "'67", "right"),
        (1967, "year", "67", "wrong"),
        (1967, "year", "'68", "wrong"),
    ],
)
def test_numeric_in_a_shorter_form(make: Make, key: float, unit: str, response: object, verdict: str):
    """A decimal fraction is that many percent, and '67 that year, where the key says so; a unit typed along decides."""
    assert score(make("numeric", key=key, unit=unit), response).verdict == verdict


def test_a_wrong_number_is_read_as_it_was_typed(make: Make):
    """A decimal fraction is percent only where that is right: an error that is expected stays that error."""
    errors = [{"value": 0.4, "feedback": "That is a fraction."}, {"value": 50, "feedback": "Too many."}]
    item = make("numeric", key=40, unit="percent", expected_errors=errors)
    assert score(item, "0.4").notes[0].text == "That is a fraction."
    assert (score(item, "0.5").notes[0].text, item.misconceptions("0.5", "en")[0].given) == ("No.", "0.5")


@pytest.mark.parametrize(
    ("unit", "response", "reason"),
    [("km", "5 kg", "other-unit-in"), ("km", "far", "type-number-in"), ("", "5 kg", "other-unit"),
     ("", "far", "type-number")],
)  # fmt: skip
def test_why_a_number_cannot_be_read(make: Make, unit: str, response: str, reason: str):
    """Whoever typed another unit hears so; all others are asked for a number, and in which unit."""
    assert make("numeric", unit=unit).parse(response) == InvalidResponse(reason, unit)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"tolerance": float("inf")}, "The tolerance inf is impossible."),
        ({"expected_errors": [{"value": 1967, "feedback": "A."}] * 2}, "The value '1967' is used 2 times."),
        ({"expected_errors": [{"value": 1974, "feedback": "A."}], "tolerance": 1}, "would be scored as right."),
        ({"expected_errors": [{"value": float("nan"), "feedback": "A."}]}, "error nan is not a plain number."),
        ({"expected_errors": [{"value": float("inf"), "feedback": "A."}]}, "error inf is not a plain number."),
        ({"key": float("nan")}, "The key nan is not a plain number."),
    ],
)
def test_numbers_that_an_author_cannot_mean(make: Make, changes: dict[str, object], what: str):
    """A tolerance with which any number is right, an error that is there twice, and one that is right are named."""
    (mistake,) = make("numeric", **{"expected_errors": [], **changes}).mistakes()
    assert mistake.what.endswith(what)
