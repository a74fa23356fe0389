"""Answers in one's own words, and the rubric."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.interactions import Open
from kit.quiz.item import Item
from kit.quiz.score import score

Make = Callable[..., Item]


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


def exemplars(**changes: object) -> list[dict[str, object]]:
    """Return three exemplars, with fields of the first one changed."""
    marked = [("strong", "Best.", {"who": 1, "why": 1}), ("middle", "Good.", {"who": 0, "why": 1})]
    marked.append(("weak", "Poor.", {"who": 0, "why": 0}))
    first, *others = [{"level": level, "text": text, "marks": marks} for level, text, marks in marked]
    return [first | changes, *others]


def test_exemplars_are_for_teachers_alone(make: Make):
    """A learner gets no exemplar, before or after marking; whoever marks gets each with its points by the rubric."""
    item = make("open", exemplars=exemplars(), points=2)
    for text in ("Best.", "Good.", "Poor."):
        assert text not in str(item.public())
        assert text not in str(score(item, {"text": "Because.", "marks": {"who": 1, "why": 1}}).notes)
    shape = item.interaction("en")
    assert isinstance(shape, Open)
    assert [(each.level, each.points) for each in shape.exemplars] == [("strong", 2), ("middle", 1.5), ("weak", 0)]
    assert [each.marks for each in shape.exemplars] == [(1, 1), (0, 1), (0, 0)]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (exemplars()[:2], "not one of each level"),
        (exemplars()[::-1], "not one of each level"),
        (exemplars(level="weak"), "not one of each level"),
        (exemplars(text=" "), "The text is empty."),
        (exemplars(text="good"), "reads the same"),
        (exemplars(marks={"who": 1}), "do not fit the lines of the rubric"),
        (exemplars(marks={"who": 1, "why": 2}), "do not fit the lines of the rubric"),
        (exemplars(marks={"who": 0, "why": 1}), "does not earn more"),
    ],
)
def test_exemplars_that_would_mislead_are_mistakes(make: Make, given: list[dict[str, object]], what: str):
    """One of each level, the strongest first, marked by each line of the rubric, and worth less and less."""
    assert any(what in mistake.what for mistake in make("open", exemplars=given).mistakes())
    assert not list(make("open", exemplars=exemplars()).mistakes())


@pytest.mark.parametrize("weights", [(-1, 1), (0, 0), (float("inf"), 1), (float("nan"), 1), ()])
def test_weights_that_cannot_be_shared_out_are_named(make: Make, weights: tuple[float, ...]):
    """Each impossible weight is a mistake, a rubric without lines too, and exemplars are not weighed by them."""
    rubric = [{"id": f"l{at}", "text": f"Line {at}.", "weight": weight} for at, weight in enumerate(weights)]
    marked = [{**each, "marks": {line["id"]: 1 for line in rubric}} for each in exemplars()]
    found = [mistake.what for mistake in make("open", rubric=rubric, exemplars=marked).mistakes()]
    wrong = [weight for weight in weights if not 0 < weight < float("inf")]
    assert found == ([f"A weight of {float(weight)} is impossible." for weight in wrong] or ["The rubric is empty."])


@pytest.mark.parametrize(
    ("response", "earlier", "is_same"),
    [
        ({"text": "A.", "marks": {"who": 1}}, {"text": "A."}, True),
        ({"text": "A.", "marks": {"who": 1}}, {"text": "A.", "marks": {"who": 0}}, True),
        ({"text": "B.", "marks": {"who": 1}}, {"text": "A."}, False),
        ({"text": "A."}, {"text": "A."}, False),
        ("A.", {"text": "A."}, False),
        ({"text": "A.", "marks": {"who": 1}}, "A.", False),
    ],
)
def test_only_marks_for_the_same_words_go_on_with_an_attempt(
    make: Make, response: object, earlier: object, *, is_same: bool
):
    """Marking one's own words is no further try; the same words again, or other ones, are."""
    assert make("open").is_same_attempt(response, earlier) is is_same
