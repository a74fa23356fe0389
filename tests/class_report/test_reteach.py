"""What to teach again, and the mistakes behind it."""

from __future__ import annotations

import pytest

from kit.class_report.results import ItemMeasure, LessonMeasure, Measures, ObjectiveMeasure, Share, WrongAnswer
from kit.class_report.reteach import teach_again


def lesson(name: str, mode: str = "practice") -> LessonMeasure:
    """Return a lesson."""
    return LessonMeasure(lesson=name, title="", mode=mode, learners=9, share=None, seconds=None, reliability=None)


def objective(name: str, share: float, *, lesson: str = "02", items: int = 3, n: int = 9) -> ObjectiveMeasure:
    """Return an objective of which a class earned a share."""
    return ObjectiveMeasure(id=name, lesson=lesson, sentence="", items=items, share=Share(share, n, 0, 1), help=())


def item(name: str, aim: str, *mistakes: WrongAnswer, answered: int = 9) -> ItemMeasure:
    """Return an item with its mistakes."""
    about = {"lesson": "02", "objective": aim, "is_marked": False, "use": "quiz", "stem": f"Stem {name}"}
    return ItemMeasure(
        id=name, **about, answered=answered, facility=None, finally_right=None, discrimination=None, hinted=0.0,
        seconds=None, mistakes=mistakes,
    )  # fmt: skip


def measures(objectives: list[ObjectiveMeasure], items: tuple[ItemMeasure, ...] = ()) -> Measures:
    """Return what is measured of a class in a lesson and a pre-test."""
    return Measures(
        lessons=(lesson("02"), lesson("00", "pretest")), objectives=tuple(objectives), items=items, learners=(),
        gain=None, gains=(), unknown={}, unreadable=0, unmarked=0, guesses=(), other_exam={}, unsure_exam={},
    )  # fmt: skip


def test_the_weakest_three_come_first():
    """Of many weak objectives the three weakest are named, the weakest first."""
    found = teach_again(measures([objective(f"aim-{share}", share) for share in (0.6, 0.2, 0.5, 0.4)]))
    assert [each.objective.id for each in found] == ["aim-0.2", "aim-0.4", "aim-0.5"]


@pytest.mark.parametrize(
    "strong",
    [
        objective("reached", 0.7),
        objective("one-item", 0.1, items=1),
        objective("few-learners", 0.1, n=4),
        objective("not-taught", 0.1, lesson="00"),
    ],
    ids=lambda each: each.id,
)
def test_what_says_too_little_is_left_out(strong: ObjectiveMeasure):
    """An objective that is reached, rests on too little, or was asked before it was taught is not named."""
    assert teach_again(measures([strong])) == ()


def test_five_learners_and_two_items_are_enough():
    """At the limits an objective is named."""
    (found,) = teach_again(measures([objective("edge", 0.69, items=2, n=5)]))
    assert (found.objective.id, found.mistakes) == ("edge", ())


def test_the_commonest_mistake_is_that_of_the_largest_part():
    """Of three learners two are more than three of nine; the fourth mistake is left out."""
    few = item("q-a-01", "aim", WrongAnswer("Hue", "Read.", 2), answered=3)
    many = item("q-a-02", "aim", *(WrongAnswer(f"{n}", "Read.", n) for n in (2, 3, 7)))
    (found,) = teach_again(measures([objective("aim", 0.3)], (many, few)))
    assert [(each.item, each.mistake.n) for each in found.mistakes] == [("q-a-02", 7), ("q-a-01", 2), ("q-a-02", 3)]


def test_the_mistakes_behind_it():
    """Of its items the mistakes of several learners are named, the commonest first; one learner's says nothing."""
    often, once, other = (
        WrongAnswer("Manila", "Read.", 4),
        WrongAnswer("Hue", "Read.", 1),
        WrongAnswer("Bali", "Read.", 6),
    )
    items = (item("q-a-01", "aim", once), item("q-a-02", "aim", often), item("q-b-01", "other", other))
    (found,) = teach_again(measures([objective("aim", 0.3)], items))
    assert [(each.item, each.mistake) for each in found.mistakes] == [("q-a-02", often)]
