"""Scoring of items that are answered in two steps, in words, or by putting things into places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"truth": False, "reason": "b"}, 1, "right"),
        ({"truth": False, "reason": "a"}, 0.5, "partly"),
        ({"truth": True, "reason": "b"}, 0, "wrong"),
        ({"truth": True, "reason": "a"}, 0, "wrong"),
        ({"truth": False}, 0, "unreadable"),
        ({"reason": "b"}, 0, "unreadable"),
        ({"truth": 0, "reason": "b"}, 0, "unreadable"),
        ({"truth": "false", "reason": "b"}, 0, "unreadable"),
        ({"truth": False, "reason": ["b"]}, 0, "unreadable"),
        (False, 0, "unreadable"),
    ],
)
def test_true_false(make: Make, response: object, earned: float, verdict: str):
    """The verdict earns half, its reason the other half; a reason for the wrong verdict earns nothing."""
    result = score(make("true-false"), response)
    assert (result.score, result.verdict) == (earned, verdict)


def test_true_false_keeps_the_reason_to_itself(make: Make):
    """After a wrong verdict the feedback does not say which reason is the right one."""
    assert [note.option for note in score(make("true-false"), {"truth": True, "reason": "b"}).notes] == [None]


@pytest.mark.parametrize(
    ("response", "verdict"),
    [
        ("Hanoi", "right"),
        (" hanoi. ", "right"),
        ("HANOI", "right"),
        ("Ｈａｎｏｉ", "right"),
        ("Hà Nội", "right"),
        ("ha-noi", "right"),
        ("“Hanoi”", "right"),
        ("ハノイ", "right"),
        ("ﾊﾉｲ", "right"),
        ("バノイ", "wrong"),
        ("Hano", "wrong"),
        ("Hanoi or Hue", "wrong"),
        ("saigon", "wrong"),
        ("<b>Hanoi</b>", "wrong"),
        ("", "unreadable"),
        (" . ", "unreadable"),
        ("x" * 501, "unreadable"),
        (["Hanoi"], "unreadable"),
        (None, "unreadable"),
        (7, "unreadable"),
    ],
)
def test_short_text(make: Make, response: object, verdict: str):
    """Width, case, accents of Latin letters, spaces and signs do not matter; letters do, in every script."""
    result = score(make("short-text"), response)
    assert (result.score, result.verdict) == (float(verdict == "right"), verdict)


def test_short_text_expected_error(make: Make):
    """Wrong words that were expected get the feedback that names their reason."""
    note = score(make("short-text"), "SAIGON").notes[0]
    assert (note.text, note.facts) == ("That is in the south.", ("fact-two",))


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"VNM": "hanoi", "THA": "bangkok", "LAO": "vientiane"}, 1, "right"),
        ({"VNM": "hanoi", "THA": "vientiane", "LAO": "bangkok"}, 1 / 3, "partly"),
        ({"VNM": "hanoi", "THA": "bangkok"}, 2 / 3, "partly"),
        ({"VNM": "manila", "THA": "hanoi", "LAO": "bangkok"}, 0, "wrong"),
        ({"VNM": "manila"}, 0, "wrong"),
        ({}, 0, "unreadable"),
        ({"VNM": "london"}, 0, "unreadable"),
        ({"JPN": "hanoi"}, 0, "unreadable"),
        ({"VNM": None}, 0, "unreadable"),
        ({"VNM": ["hanoi"]}, 0, "unreadable"),
        (["hanoi"], 0, "unreadable"),
    ],
)
def test_matching(make: Make, response: object, earned: float, verdict: str):
    """Each prompt with its own option counts the same; one that is left out does not count."""
    result = score(make("matching"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, 1, "right"),
        ({"a": "x", "b": "x", "c": "x", "d": "x"}, 0.5, "partly"),
        ({"a": "y", "b": "y", "c": "x", "d": "x"}, 0, "wrong"),
        ({"a": "x"}, 0.25, "partly"),
        ({"a": "z"}, 0, "unreadable"),
    ],
)
def test_grouping(make: Make, response: object, earned: float, verdict: str):
    """Each option in its group counts the same."""
    result = score(make("grouping"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


def test_placing_explains_what_is_wrong(make: Make):
    """Feedback is about what is in the wrong place, and says how many entries are not placed, not where they go."""
    notes = score(make("grouping"), {"a": "y", "b": "x"}).notes
    assert [note.option for note in notes] == [None, "a", None]
    assert "2" in notes[2].text


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
        ("1967", 0, "unreadable"),
    ],
)
def test_fill_in(make: Make, response: object, earned: float, verdict: str):
    """Each gap counts the same, and a gap left empty does not count."""
    result = score(make("fill-in"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ({"n": "370", "day": "12"}, "right"),
        ({"n": "370 km", "day": "12th"}, "right"),
        ({"n": "370 kilometres", "day": "twelfth"}, "right"),
        ({"n": "370キロ", "day": "the 12th day"}, "right"),
        ({"n": "370 miles", "day": "12"}, "partly"),
        ({"n": "370 m", "day": "12"}, "partly"),
        ({"n": "3701", "day": "12 nights"}, "wrong"),
    ],
)
def test_what_follows_a_gap_may_be_typed_along(make: Make, typed: dict[str, str], verdict: str):
    """The unit or the word behind a gap, typed into it, is no mistake; another unit is one."""
    gaps = [{"id": name, "key": [key], "feedback": "No."} for name, key in (("n", "370"), ("day", "12"))]
    text = {"en": "It is {n} km, and took the {day} day.", "ja": "{n}キロを{day}日目に。"}
    assert score(make("fill-in", text=text, gaps=gaps), typed).verdict == verdict


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ({"text": "Because."}, None, "unmarked"),
        ({"text": "Because.", "marks": {}}, None, "unmarked"),
        ({"text": "Because.", "marks": {"who": 1}}, None, "unmarked"),
        ({"text": "Because.", "marks": {"who": 1, "why": 1}}, 1, "right"),
        ({"text": "Because.", "marks": {"who": True, "why": False}}, 0.25, "partly"),
        ({"text": "Because.", "marks": {"who": 0, "why": 0.5}}, 0.375, "partly"),
        ({"text": "Because.", "marks": {"who": 0, "why": 0}}, 0, "wrong"),
        ({"text": "Because.", "marks": {"who": 2, "why": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": {"who": float("nan"), "why": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": {"who": "1", "why": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": {"other": 1}}, 0, "unreadable"),
        ({"text": "Because.", "marks": [1]}, 0, "unreadable"),
        ({"text": " "}, 0, "unreadable"),
        ({"marks": {"who": 1, "why": 1}}, 0, "unreadable"),
        ("Because.", 0, "unreadable"),
    ],
)
def test_open(make: Make, response: object, earned: float | None, verdict: str):
    """Words without all marks have no score yet; with them it is the weighted mean of the marks."""
    result = score(make("open"), response)
    assert (result.score, result.verdict) == (earned, verdict)


def test_open_shows_the_rubric_after_the_answer(make: Make):
    """The sample answer and the rubric come as feedback, so that the learner can mark the own words."""
    item = make("open")
    assert "Says who." not in str(item.public())
    notes = score(item, {"text": "Because."}).notes
    assert [note.option for note in notes] == [None, "who", "why"]
