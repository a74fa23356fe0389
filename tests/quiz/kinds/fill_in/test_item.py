"""Gaps, and what may be typed into them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.interactions import Gaps
from kit.quiz.invalid_response import InvalidResponse
from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"year": "1967", "city": "Bangkok"}, 1, "right"),
        ({"year": "１９６７", "city": " bangkok"}, 1, "right"),
        ({"year": "1967", "city": "バンコク"}, 1, "right"),
        ({"year": "1967"}, 0.5, "partly"),
        ({"year": "1967", "city": ""}, 0.5, "partly"),
        ({"year": "1977", "city": "Bangkok"}, 0.5, "partly"),
        ({"year": "1977", "city": "Manila"}, 0, "wrong"),
        ({"year": " ", "city": ""}, 0, "unreadable"),
        ({"year": 1967}, 0, "unreadable"),
        ({"month": "8"}, 0, "unreadable"),
        ({"year": "1967", "month": "8"}, 0, "unreadable"),
        ({"year": "1967", "city": 1}, 0, "unreadable"),
        ("1967", 0, "unreadable"),
    ],
)
def test_fill_in(make: Make, response: object, earned: float, verdict: str):
    """Each gap counts the same, and a gap left empty does not count."""
    result = score(make("fill-in"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


def test_each_gap_says_how_it_was_filled(make: Make):
    """A gap is right, wrong or blank; only one that is wrong has feedback, with facts of its own where it has some."""
    gaps = [{"id": name, "key": [name], "feedback": f"About {name}.", "facts": ["own"]} for name in ("a", "b", "c")]
    item = make("fill-in", text="{a} {b} {c}", gaps=gaps)
    result = score(item, {"a": "a", "b": "x"})
    assert result.parts == {"a": "right", "b": "wrong", "c": "blank"}
    assert [(note.text, note.option) for note in result.notes] == [("No.", None), ("About b.", "b")]
    assert result.notes[1].facts == ("own",)
    assert score(item, {"a": "a", "b": "b", "c": "c"}).parts == {"a": "right", "b": "right", "c": "right"}


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ({"n": "370", "day": "12"}, "right"),
        ({"n": "370 km", "day": "12th"}, "right"),
        ({"n": "370 kilometres", "day": "twelfth"}, "right"),
        ({"n": "370キロ", "day": "the 12th day"}, "right"),
        ({"n": "12 km", "day": "12 day"}, "partly"),
        ({"n": "370 miles", "day": "12"}, "unreadable"),
        ({"n": "370 m", "day": "12"}, "unreadable"),
        ({"n": "370 dollars", "day": "12"}, "unreadable"),
        ({"n": "3701", "day": "12 nights"}, "wrong"),
        ({"n": "miles", "day": "twelve nights"}, "wrong"),
    ],
)
def test_what_follows_a_gap_may_be_typed_along(make: Make, typed: dict[str, str], verdict: str):
    """The unit or the word behind a gap, typed into it, is no mistake; another unit is refused."""
    gaps = [{"id": name, "key": [key], "feedback": "No."} for name, key in (("n", "370"), ("day", "12"))]
    text = {"en": "It is {n} km, and took the {day} day.", "ja": "{n}キロを{day}日目に。"}
    item = make("fill-in", text=text, gaps=gaps)
    assert score(item, typed).verdict == verdict
    assert verdict != "unreadable" or item.parse(typed) == InvalidResponse("other-unit-in", "km,")


@pytest.mark.parametrize(
    ("text", "key", "typed", "verdict"),
    [
        ("It cost ${n} billion.", "5", "$5", "right"),
        ("It cost ${n} billion.", "5", "$5 billion", "right"),
        ("Said by {n} in Manila.", "Fukuda", "by Mr Fukuda", "right"),
        ("Said by {n} in Manila.", "Fukuda", " by Fukuda", "right"),
        ("Said by {n} in Manila.", "Fukuda", "by Mr Marcos", "wrong"),
        ("It took {n}, at most.", "5", "6 km", "wrong"),
        ("The {n} Declaration of 1967.", "Bangkok", "bangkok declaration", "right"),
        ("The {n} Declaration of 1967.", "Bangkok", "Bangkok Statement", "wrong"),
        ("The {n} Declaration of 1967.", "Bangkok", "Declaration", "wrong"),
        ("With {n}0 people.", "Room 15", "Room 150", "wrong"),
        ("About {n} people.", "1.3 million", "1.3m", "right"),
        ("{n}人。", "1億2千万", "１億２０００万人", "right"),
        ("On {n}.", "8 August 1967", "08/08/1967", "right"),
        ("From {n}.", "1967–1973", "1967 to 1973", "right"),
        ("It is {n}.", "15", "1.5", "wrong"),
        ("It is {n}.", "5", "-5", "wrong"),
    ],
)
def test_the_usual_forms_in_a_gap(make: Make, text: str, key: str, typed: str, verdict: str):
    """What is before the gap may be typed along, too; amounts and dates count in any usual form."""
    gaps = [{"id": "n", "key": [key], "feedback": "No."}]
    assert score(make("fill-in", text=text, gaps=gaps), {"n": typed}).verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("Dec. 17", "right"),
        ("17/12", "right"),
        ("12/17/2023", "right"),
        ("2023-12-17", "right"),
        ("17 Desember 2023", "right"),
        ("12月17日", "right"),
        ("2023年12月17日", "right"),
        ("17 November", "wrong"),
        ("17/12/2022", "wrong"),
        ("18/12", "wrong"),
    ],
)
def test_a_whole_date_in_the_gap_of_a_day(make: Make, typed: str, verdict: str):
    """Who types month and year along means the day, in the order of any country."""
    text = {"en": "It was adopted on {day} December 2023.", "ja": "2023年12月{day}日に採択されました。"}
    gaps = [{"id": "day", "key": ["17"], "feedback": "No."}]
    item = make("fill-in", text=text, gaps=gaps)
    assert score(item, {"day": typed}).verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("12月17日", "right"),
        ("2023年12月17日", "right"),
        ("17日", "right"),
        ("11月17日", "wrong"),
        ("12月18日", "wrong"),
    ],
)
def test_a_whole_date_in_a_gap_of_japanese_alone(make: Make, typed: str, verdict: str):
    """An item that has no English knows the date around its gap, too, with the year and without it."""
    gaps = [{"id": "day", "key": ["17"], "feedback": "No."}]
    item = make("fill-in", text="共同声明は2023年12月{day}日に採択されました。", gaps=gaps)
    assert score(item, {"day": typed}).verdict == verdict


@pytest.mark.parametrize(("language", "first"), [("en", "Bangkok"), ("id", "Bangkok"), ("ja", "バンコク")])
def test_the_first_form_that_is_shown_is_one_of_the_language(make: Make, language: str, first: str):
    """A key sheet in Japanese gives the Japanese word of a gap, whichever was written first; digits stay first."""
    shape = make("fill-in").interaction(language)
    assert isinstance(shape, Gaps)
    assert [gap.accepted[0] for gap in shape.gaps] == ["1967", first]
