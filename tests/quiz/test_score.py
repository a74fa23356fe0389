"""Scoring: what each response to each kind of item earns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]

NAMES = st.sampled_from(["truth", "reason", "text", "marks", "who", "why", "a", "b", "VNM", "year"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[]))
    | st.sampled_from(["a", "b", "x", "hanoi", "VNM", "1973", "１，９７３年"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(NAMES | st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NOT_ANSWERS = [None, True, False, "", "zzz", [], {}, [[]], [None], {"a": 1}, -1, 0.5, "b ", "B", float("nan"), 10**400]


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [("b", 1, "right"), ("a", 0, "wrong"), ("c", 0, "wrong")],
)
def test_single_choice(make: Make, response: str, earned: float, verdict: str):
    """The key earns everything, any other option nothing."""
    result = score(make("single-choice"), response)
    assert (result.score, result.verdict) == (earned, verdict)


@pytest.mark.parametrize("response", [*NOT_ANSWERS, ["b"]])
def test_single_choice_needs_an_option(make: Make, response: object):
    """Whatever is not an option id is not scored, and the learner reads what to do."""
    result = score(make("single-choice"), response)
    assert (result.score, result.verdict) == (0, "unreadable")
    assert result.notes[0].text


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        (["a", "b", "c"], 1, "right"),
        (["c", "b", "a"], 1, "right"),
        (["a", "a", "b", "c"], 1, "right"),
        (["a", "b"], 2 / 3, "partly"),
        (["a"], 1 / 3, "partly"),
        (["a", "b", "c", "d"], 2 / 3, "partly"),
        (["a", "b", "c", "d", "e"], 1 / 3, "partly"),
        (["a", "d"], 0, "wrong"),
        (["a", "d", "e"], 0, "wrong"),
        (["d", "e"], 0, "wrong"),
        (["d"], 0, "wrong"),
    ],
)
def test_multiple_choice(make: Make, response: list[str], earned: float, verdict: str):
    """Each wrong tick takes one right tick back, never below nothing; order and repetition do not matter."""
    result = score(make("multiple-choice"), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@pytest.mark.parametrize("response", [*NOT_ANSWERS, "a", ["a", "zzz"], ["a", None], {"a": True}, ["a", ["b"]]])
def test_multiple_choice_needs_known_options(make: Make, response: object):
    """A list with anything but option ids is not scored, so that a stale page never counts as wrong."""
    assert score(make("multiple-choice"), response).verdict == "unreadable"


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
        (1e12, 0, 1e12 + 1, "wrong"),
    ],
)
def test_numeric_tolerance(make: Make, key: float, tolerance: float, response: object, verdict: str):
    """The edge of the tolerance is right, and the last bit of a binary fraction does not count."""
    item = make("numeric", key=key, tolerance=tolerance, expected_errors=[])
    assert score(item, response).verdict == verdict


def test_numeric_expected_error(make: Make):
    """A wrong number that was expected gets the feedback that names its reason, with its own facts."""
    note = score(make("numeric"), "1967").notes[0]
    assert (note.text, note.facts) == ("That was ASEAN's founding.", ("fact-two",))


@pytest.mark.parametrize(
    ("response", "earned", "verdict"),
    [
        ("abcd", 1, "right"),
        ("bacd", 2 / 3, "partly"),
        ("dabc", 2 / 3, "partly"),
        ("badc", 1 / 3, "partly"),
        ("cdab", 1 / 3, "partly"),
        ("dcba", 0, "wrong"),
    ],
)
def test_ordering(make: Make, response: str, earned: float, verdict: str):
    """The longest run in right order counts: one entry out of place costs one step."""
    result = score(make("ordering"), list(response))
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@pytest.mark.parametrize("response", [*NOT_ANSWERS, ["a", "b"], list("abcc"), list("abcde"), list("abcda"), "abcd"])
def test_ordering_needs_all_entries(make: Make, response: object):
    """An order that misses, repeats or invents an entry is not scored."""
    assert score(make("ordering"), response).verdict == "unreadable"


def test_ordering_explains_what_moved(make: Make):
    """A wrong order is answered by the general feedback and by that of each entry that has to move."""
    notes = score(make("ordering"), list("dabc")).notes
    assert [note.option for note in notes] == [None, "d"]


@pytest.mark.parametrize(
    ("key", "response", "earned", "verdict"),
    [
        ("VNM", "VNM", 1, "right"),
        ("VNM", "LAO", 0, "wrong"),
        ("VNM", ["VNM"], 1, "right"),
        ("VNM", ["VNM", "LAO"], 0, "unreadable"),
        ("VNM", "JPN", 0, "unreadable"),
        ("VNM", [], 0, "unreadable"),
        (["VNM", "LAO"], ["VNM", "LAO"], 1, "right"),
        (["VNM", "LAO"], ["LAO", "VNM"], 1, "right"),
        (["VNM", "LAO"], ["LAO"], 0.5, "partly"),
        (["VNM", "LAO"], "LAO", 0.5, "partly"),
        (["VNM", "LAO"], ["VNM", "LAO", "THA"], 0.5, "partly"),
        (["VNM", "LAO"], ["VNM", "THA"], 0, "wrong"),
        (["VNM", "LAO"], [], 0, "unreadable"),
    ],
)
def test_map_click(make: Make, key: object, response: object, earned: float, verdict: str):
    """One country is right or wrong; several are scored as in multiple choice."""
    result = score(make("map-click", key=key), response)
    assert (result.score, result.verdict) == (pytest.approx(earned), verdict)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(response=JSON, points=st.floats(0.1, 100))
def test_scoring_is_total_and_bounded(make: Make, kind: str, response: object, points: float):
    """Any JSON value gets a result between nothing and the points of the item, and always something to read."""
    result = score(make(kind, points=points), response, "ja")
    assert result.max_score == points
    assert (result.score is None) == (result.verdict == "unmarked")
    assert 0 <= (result.score or 0) <= points
    assert (result.score == points) == (result.verdict == "right")
    assert (result.score == 0) == (result.verdict in {"wrong", "unreadable"})
    assert result.notes
    assert all(isinstance(note.text, str) and note.text for note in result.notes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(list("abcd")))
def test_ordering_is_right_only_in_order(make: Make, order: list[str]):
    """Only the key itself earns everything, and only its reverse nothing."""
    earned = score(make("ordering"), order).score
    assert (earned == 1) == (order == list("abcd"))
    assert (earned == 0) == (order == list("dcba"))


def test_points_weigh_the_score(make: Make):
    """An item of three points gives two of them for two thirds."""
    result = score(make("multiple-choice", points=3), ["a", "b"])
    assert (result.score, result.max_score) == (pytest.approx(2), 3)


def test_feedback_rests_on_facts(make: Make):
    """Feedback carries the facts of its option, and those of the item where the option names none."""
    choices = [
        {"id": "a", "text": "A", "feedback": "No.", "facts": ["own"]},
        {"id": "b", "text": "B", "feedback": "Yes."},
    ]
    item = make("single-choice", options=choices)
    assert score(item, "a").notes[0].facts == ("own",)
    assert score(item, "b").notes[0].facts == ("fact-one",)


def test_missing_ticks_are_counted_but_not_named(make: Make):
    """Feedback says how many right options are missing and gives no feedback of an option not ticked."""
    notes = score(make("multiple-choice"), ["a"]).notes
    assert [note.option for note in notes] == ["a", None]
    assert "2" in notes[1].text


def test_feedback_in_the_language_asked_for(make: Make):
    """A map of languages gives the language asked for, else English, else what there is."""
    choices = [
        {"id": "a", "text": "A", "feedback": {"en": "No.", "ja": "いいえ。"}},
        {"id": "b", "text": "B", "feedback": {"id": "Ya."}},
    ]
    item = make("single-choice", options=choices)
    assert score(item, "a", "ja").notes[0].text == "いいえ。"
    assert score(item, "a", "vi").notes[0].text == "No."
    assert score(item, "b", "ja").notes[0].text == "Ya."


def test_markup_is_text(make: Make):
    """Script in a response, a stem or feedback is handed on as the text it is."""
    script = "<script>alert(1)</script>{{ 7*7 }}"
    choices = [{"id": "a", "text": script, "feedback": script}, {"id": "b", "text": "B", "feedback": "B"}]
    item = make("single-choice", stem=script, options=choices)
    assert item.public()["stem"] == script
    assert item.public()["options"][0]["text"] == script
    assert score(item, "a").notes[0].text == script
    assert score(item, script).verdict == "unreadable"
