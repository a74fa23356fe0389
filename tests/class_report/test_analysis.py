"""What is measured: by hand for a small class, and against the truth of a simulated one."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import correlation, variance
from typing import Any

import msgspec
import numpy as np
import pytest
from simulator import NAMES, Simulated, simulate

from kit.answers.attempt import Attempt
from kit.answers.hand_in import Lines, parse, write_hand_in
from kit.class_report.analysis import measure
from kit.class_report.collect import collect
from kit.class_report.confidence_intervals import alpha_range, mean_range, share_range, student_t
from kit.class_report.results import Measures
from kit.class_report.scoring import scored
from kit.quiz.bank import LessonItems, read_file

Class = Callable[..., Measures]
LESSON = """
lesson: "{lesson}"
title: A lesson
question: What?
minutes: {{teaching: 5, exercises: 5}}
mode: {mode}
objectives: {{{objectives}}}
items:
"""
CHOICE = """
- id: {item}
  kind: single-choice
  objective: {objective}
  level: recall
  stem: Which?
  facts: [BRN]
  hints: [Look.]
  options:
  - {{id: a, text: Apple, feedback: Right.}}
  - {{id: b, text: Berry, feedback: A berry is none.}}
  - {{id: c, text: Cherry, feedback: A cherry is none.}}
  key: a
"""
OPEN = """
- id: q-open-01
  kind: open
  objective: one
  level: evaluate
  stem: Why?
  facts: [BRN]
  hints: [Think.]
  sample: Because.
  rubric:
  - {id: why, text: Says why.}
"""


def lesson(folder: Path, name: str, items: dict[str, str], mode: str = "practice", more: str = "") -> LessonItems:
    """Return a lesson of single choices, given the objective of each."""
    path = folder / f"{name}-lesson.yaml"
    head = LESSON.format(lesson=name, mode=mode, objectives=", ".join(f"{aim}: Do it." for aim in set(items.values())))
    path.write_text(
        head + "".join(CHOICE.format(item=item, objective=aim) for item, aim in items.items()) + more, "utf-8"
    )
    return read_file(path)


@pytest.fixture
def measured(tmp_path: Path, attempt: Callable[..., Attempt]) -> Class:
    """Return what measures a class, given the tries of each learner at the items of each lesson."""

    def of(bank: Iterable[LessonItems], **learners: dict[str, Any]) -> Measures:
        bank = tuple(bank)
        home = {item.id: each.lesson for each in bank for item in each.items}
        for name, given in learners.items():
            tries = [
                attempt(learner=name, item_id=item, lesson=home.get(item, "01"), response=response, **more)
                for item, responses in given.items()
                for response, more in (each if isinstance(each, tuple) else (each, {}) for each in responses)
            ]
            for each in sorted({one.lesson for one in tries}):
                write_hand_in(tries, each, tmp_path / "class")
        return measure(scored(collect(tmp_path / "class"), bank))

    return of


@pytest.fixture
def three(tmp_path: Path) -> LessonItems:
    """Return a lesson of three items on one objective and one on another."""
    return lesson(tmp_path, "01", {"q-a-01": "one", "q-a-02": "one", "q-a-03": "one", "q-a-04": "two"})


def test_facility_and_mistakes(measured: Class, three: LessonItems):
    """Facility is the share of the first tries; the commonest wrong answer comes first, with its feedback."""
    found = measured([three], **{f"s{n}": {"q-a-01": [given]} for n, given in enumerate("aabbbc")})
    (item,) = found.items
    assert (item.answered, item.facility.share) == (6, pytest.approx(2 / 6))
    assert item.facility.low < 2 / 6 < item.facility.high
    assert [(one.given, one.feedback, one.n) for one in item.mistakes] == [
        ("Berry", "A berry is none.", 3),
        ("Cherry", "A cherry is none.", 1),
    ]


def test_guesses_are_counted_and_never_scored(measured: Class, tmp_path: Path):
    """The last guess of each learner is counted in words; items, objectives and learners' results know none of it."""
    bank = lesson(tmp_path, "01", {"q-a-01": "one", "q-a-02": "one"})
    first, second = bank.items
    bank = msgspec.structs.replace(bank, items=(msgspec.structs.replace(first, use="predict"), second))
    given = {"anna": ["a", "b"], "bela": ["b"], "cilla": ["c"]}
    found = measured([bank], **{name: {"q-a-01": tries, "q-a-02": ["a"]} for name, tries in given.items()})
    (guesses,) = found.guesses
    assert (guesses.id, guesses.lesson, guesses.key, guesses.n) == ("q-a-01", "01", "Apple", 3)
    assert guesses.guesses == (("Berry", 2), ("Cherry", 1))
    assert [item.id for item in found.items] == ["q-a-02"]
    assert [(each.items, each.share.share) for each in found.objectives] == [(1, 1.0)]
    assert [(one.results[0].of, one.results[0].points) for one in found.learners] == [(1, 1.0)] * 3
    assert found.unmarked == 0


def test_the_first_try_counts_in_practice(measured: Class, three: LessonItems):
    """In practice the first try counts, and what came of it in the end is told beside it."""
    (item,) = measured([three], anna={"q-a-01": ["b", "c", "a"]}, bela={"q-a-01": ["c"]}).items
    assert (item.facility.share, item.finally_right) == (0.0, 0.5)
    assert {one.given: one.n for one in item.mistakes} == {"Berry": 1, "Cherry": 1}


@pytest.mark.parametrize("mode", ["pretest", "exam"])
def test_the_last_try_counts_without_feedback(measured: Class, tmp_path: Path, mode: str):
    """Where no feedback comes before the end, the last try counts."""
    bank = lesson(tmp_path, "01", {"q-a-01": "one"}, mode)
    (item,) = measured([bank], anna={"q-a-01": ["b", "a"]}).items
    assert (item.facility.share, item.finally_right, item.mistakes) == (1.0, 1.0, ())


def test_hints_and_time(measured: Class, three: LessonItems):
    """Use of hints is a share of the learners; time is the median of the first tries that were timed."""
    given = [(2.0, 1), (4.0, 0), (600.0, 0), (None, 0)]
    learners = {f"s{n}": {"q-a-01": [("a", {"seconds": s, "hints": h})]} for n, (s, h) in enumerate(given)}
    (item,) = measured([three], **learners).items
    assert (item.hinted, item.seconds) == (0.25, 4.0)


def test_discrimination_by_hand(measured: Class, three: LessonItems):
    """Discrimination is the correlation of an item with the learner's other items of the lesson."""
    rows = ["aaa", "aab", "aba", "baa", "abb", "bab", "bba", "bbb", "aaa", "aab", "bbb", "abb"]
    found = measured([three], **{f"s{n:02}": dict(zip(ITEMS, row, strict=True)) for n, row in enumerate(rows)})
    shares = [[given == "a" for given in row] for row in rows]
    for place, item in enumerate(found.items):
        rest = [(sum(row) - row[place]) / 2 for row in shares]
        assert item.discrimination == pytest.approx(correlation([float(row[place]) for row in shares], rest))


ITEMS = ("q-a-01", "q-a-02", "q-a-03")


def test_nine_answers_do_not_discriminate(measured: Class, three: LessonItems):
    """Below ten answers no discrimination is given: nine learners cannot tell a good item from a bad one."""
    rows = ["aaa", "bbb", "aab", "abb", "aaa", "bbb", "aab", "abb", "aaa"]
    found = measured([three], **{f"s{n}": dict(zip(ITEMS, row, strict=True)) for n, row in enumerate(rows)})
    assert [item.discrimination for item in found.items] == [None] * 3


def test_an_item_that_all_have_right(measured: Class, three: LessonItems):
    """Where there is no difference between learners there is no discrimination and no reliability."""
    found = measured([three], **{f"s{n}": dict.fromkeys(ITEMS, "a") for n in range(12)})
    assert [item.discrimination for item in found.items] == [None] * 3
    assert found.lessons[0].reliability is None


def test_reliability_by_hand(measured: Class, three: LessonItems):
    """KR-20 is k / (k - 1) times one less the share of the items' variances, over learners with every item."""
    rows = ["aaa", "aab", "aba", "bbb", "abb", "aaa", "bbb"]
    learners = {f"s{n}": dict(zip(ITEMS, row, strict=True)) for n, row in enumerate(rows)}
    found = measured([three], **learners, unfinished={"q-a-01": ["a"]})
    shares = [[float(given == "a") for given in row] for row in rows]
    parts = sum(variance(column) for column in zip(*shares, strict=True))
    reliability = found.lessons[0].reliability
    assert reliability.alpha == pytest.approx(3 / 2 * (1 - parts / variance([sum(row) for row in shares])), abs=1e-6)
    assert (reliability.name, reliability.items, reliability.n) == ("KR-20", 3, 7)
    assert reliability.low < reliability.alpha < reliability.high


def test_items_that_all_agree_are_reliable(measured: Class, three: LessonItems):
    """Where each learner has all right or all wrong nothing is left to chance, and the range is a point."""
    learners = {f"s{n}": dict.fromkeys(ITEMS, given) for n, given in enumerate("aabb")}
    reliability = measured([three], **learners).lessons[0].reliability
    assert (reliability.low, reliability.alpha, reliability.high) == pytest.approx((1, 1, 1))


def test_who_earned_what_is_asked_for_needs_no_help(measured: Class, tmp_path: Path):
    """Two marks of 0.9 and one of 0 are 60 percent, and not less."""
    more = "".join(OPEN.replace("q-open-01", name) for name in ("q-open-01", "q-open-02"))
    own = [{"text": "Because.", "marks": {"why": 0.9}}]
    tries = {"q-a-01": ["b"], "q-open-01": own, "q-open-02": own}
    found = measured([lesson(tmp_path, "01", {"q-a-01": "one"}, more=more)], anna=tries)
    (objective,) = found.objectives
    assert (objective.share.share, objective.help) == (0.6, ())


def test_objectives_and_help(measured: Class, three: LessonItems):
    """An objective is the mean of its learners; help is for those below 60 % of at least three items."""
    found = measured(
        [three],
        anna=dict.fromkeys((*ITEMS, "q-a-04"), "b"),
        bela=dict.fromkeys((*ITEMS, "q-a-04"), "a"),
        cora=dict(zip(ITEMS, "abb", strict=True)),
        dora={"q-a-01": "b", "q-a-02": "b"},
    )
    one, two = sorted(found.objectives, key=lambda each: each.id)
    assert (one.id, one.share.share, one.share.n) == ("one", pytest.approx((0 + 1 + 1 / 3 + 0) / 4), 4)
    assert one.help == ("anna", "cora")
    assert (two.id, two.share.share, two.share.n, two.help) == ("two", 0.5, 2, ())
    assert [learner.help for learner in found.learners] == [("one",), (), ("one",), ()]


def test_results_of_learners(measured: Class, three: LessonItems):
    """What was not answered earns nothing of the points possible; the shares of those answered are told apart."""
    found = measured([three], anna={"q-a-01": ["a"], "q-a-02": ["b", "a"]})
    (result,) = found.learners[0].results
    assert (result.lesson, result.answered, result.of) == ("01", 2, 4)
    assert (result.points, result.possible, found.learners[0].earned) == (1, 4, 0.25)
    assert (result.share, result.finally_right) == (0.5, 1.0)


def test_results_of_learners_for_whom_items_are_drawn(measured: Class, three: LessonItems):
    """Drawn items that were answered count, those still missing as an average one; more than drawn take nothing off."""
    drawn = tuple(msgspec.structs.replace(item, pool="p", points=2.0) for item in three.items[1:])
    bank = msgspec.structs.replace(three, items=(three.items[0], *drawn), pools={"p": 2})
    found = measured(
        [bank],
        anna={"q-a-01": ["a"], "q-a-03": ["a"]},
        bela=dict.fromkeys(("q-a-02", "q-a-03", "q-a-04"), "b"),
    )
    results = [learner.results[0] for learner in found.learners]
    assert [(each.answered, each.of, each.points, each.possible) for each in results] == [(2, 3, 3, 5), (3, 3, 0, 7)]


def test_gain_by_hand(measured: Class, tmp_path: Path):
    """The gain is the mean over learners of after less before, in objectives that both tests ask, with its interval."""
    bank = [
        lesson(tmp_path, "00", {"q-pre-01": "pre-x", "q-pre-02": "pre-y", "q-pre-03": "pre-z"}, "pretest"),
        lesson(tmp_path, "08", {"q-post-01": "post-x", "q-post-02": "post-y"}),
    ]
    rows = {"anna": "bbaaa", "bela": "bbaab", "cora": "abaab", "dora": "aaaab"}
    learners = {
        name: dict(zip(["q-pre-01", "q-pre-02", "q-pre-03", "q-post-01", "q-post-02"], row, strict=True))
        for name, row in rows.items()
    }
    found = measured(bank, **learners, early={"q-pre-01": "b"}, late={"q-post-01": "a"})
    gains = [1.0, 0.5, 0.0, -0.5]
    mean, deviation = sum(gains) / 4, variance(gains) ** 0.5
    assert (found.gain.n, found.gain.after - found.gain.before) == (4, pytest.approx(mean))
    assert (found.gain.low, found.gain.high) == pytest.approx(
        (mean - 3.182446 * deviation / 2, mean + 3.182446 * deviation / 2), abs=1e-4
    )
    assert [(gain.objective, gain.n, gain.before, gain.after) for gain in found.gains] == [
        ("x", 4, 0.5, 1.0),
        ("y", 4, 0.25, 0.25),
    ]


def test_without_a_post_test_there_is_no_gain(measured: Class, tmp_path: Path):
    """As long as there is only a pre-test, or nobody took both, no gain is given."""
    pre = lesson(tmp_path, "00", {"q-pre-01": "pre-x"}, "pretest")
    post = lesson(tmp_path, "08", {"q-post-01": "post-x"})
    assert measured([pre], anna={"q-pre-01": "a"}).gain is None
    found = measured([pre, post], anna={"q-pre-01": "a"}, bela={"q-post-01": "a"})
    assert (found.gain, found.gains) == (None, ())
    (gain,) = measured([pre, post], bela={"q-pre-01": "b"}).gains
    assert (gain.n, gain.after - gain.before, gain.low, gain.high) == (1, 1.0, None, None)


def test_open_answers_wait_for_a_person(measured: Class, tmp_path: Path):
    """An answer without marks counts neither for nor against; the report says how many wait."""
    bank = lesson(tmp_path, "01", {"q-a-01": "one"}, more=OPEN)
    found = measured(
        [bank],
        anna={"q-open-01": [{"text": "So."}], "q-a-01": "b"},
        bela={"q-open-01": [{"text": "So.", "marks": {"why": 0.5}}]},
    )
    item = next(each for each in found.items if each.id == "q-open-01")
    assert (item.answered, item.facility.n, item.facility.share) == (2, 1, 0.5)
    assert found.unmarked == 1
    assert found.objectives[0].share.share == pytest.approx((0.0 + 0.5) / 2)


def test_marks_of_ones_own_belong_to_the_words_that_they_mark(measured: Class, tmp_path: Path):
    """A card saves words first and their marks after: the first try then counts with them; new words are a new try."""
    bank = lesson(tmp_path, "01", {"q-a-01": "one"}, more=OPEN)
    one, other = {"text": "So."}, {"text": "Because."}
    (item,) = measured(
        [bank],
        anna={"q-open-01": [one, {**one, "marks": {"why": 1}}]},
        bela={"q-open-01": [one, {**other, "marks": {"why": 1}}]},
    ).items
    assert (item.answered, item.facility.n, item.facility.share) == (2, 1, 1.0)


def test_an_item_that_nobody_has_marked(measured: Class, tmp_path: Path):
    """An item whose answers all wait has no facility; everything else is measured."""
    bank = lesson(tmp_path, "01", {"q-a-01": "one"}, more=OPEN)
    found = measured([bank], anna={"q-open-01": [{"text": "So."}]})
    assert (found.items[0].facility, found.learners[0].share, found.lessons[0].share) == (None, None, None)


def test_a_claimed_item_does_not_count(measured: Class, three: LessonItems):
    """Items that the bank does not have, or has in another lesson, and responses that fit no option are left out."""
    found = measured(
        [three],
        anna={"q-a-01": "a", "q-other-01": "a"},
        bela={"q-a-01": ["zebra"], "q-a-02": [[["deep"]]], "q-a-03": [None]},
        cora={"q-a-01": "a"},
    )
    assert found.unknown == {"q-other-01": 1}
    assert found.unreadable == 3
    assert [(item.id, item.answered) for item in found.items] == [("q-a-01", 2)]


def test_nobody(three: LessonItems, tmp_path: Path):
    """An empty folder gives an empty report, not an error."""
    (tmp_path / "class").mkdir()
    found = measure(scored(collect(tmp_path / "class"), [three]))
    assert (found.lessons, found.items, found.learners, found.gain) == ((), (), (), None)


def test_earlier_hand_ins_do_not_count_twice(measured: Class, three: LessonItems):
    """Of two hand-ins of one learner only the later one is measured."""
    first = ("b", {"at": "2026-05-04T08:00:00.000+00:00"})
    measured([three], anna={"q-a-01": [first]})
    found = measured([three], anna={"q-a-01": [first], "q-a-02": [("a", {"at": "2026-05-04T08:05:00.000+00:00"})]})
    assert [(item.answered, item.facility.share) for item in found.items] == [(1, 0.0), (1, 1.0)]


# ---- a simulated class ----


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Simulated, Measures]:
    """Return the truth about 600 learners of 60 items in three lessons, and what is measured."""
    folder = tmp_path_factory.mktemp("simulated")
    truth = simulate(folder, learners=600, items=60, lessons=3)
    return truth, measure(scored(collect(folder), truth.lessons))


def ranks(values: Iterable[float]) -> list[float]:
    """Return the place of each value in their order."""
    return [float(rank) for rank in np.argsort(np.argsort(list(values)))]


def test_the_order_of_the_items_is_recovered(simulated: tuple[Simulated, Measures]):
    """The items stand in the order of their true difficulty (rank correlation above 0.98)."""
    truth, found = simulated
    measured = [-item.facility.share for item in found.items]
    assert [item.id for item in found.items] == [item.id for each in truth.lessons for item in each.items]
    assert correlation(ranks(measured), ranks(truth.difficulty)) > 0.98


def test_the_order_of_the_learners_is_recovered(simulated: tuple[Simulated, Measures]):
    """The learners stand in the order of their true ability (rank correlation above 0.9, with 60 items)."""
    truth, found = simulated
    assert correlation(ranks(learner.share for learner in found.learners), ranks(truth.ability)) > 0.9


def test_every_figure_is_that_of_the_simulation(simulated: tuple[Simulated, Measures]):
    """Facility, discrimination, reliability and counts of wrong options are those of the matrix that was simulated."""
    truth, found = simulated
    right = (truth.chosen == 0).astype(float)
    for place, item in enumerate(found.items):
        part = right[:, place // 20 * 20 : place // 20 * 20 + 20]
        rest = part.sum(axis=1) - right[:, place]
        assert item.facility.share == pytest.approx(right[:, place].mean())
        assert item.discrimination == pytest.approx(np.corrcoef(right[:, place], rest)[0, 1])
        counts = {f"The {NAMES[code]}": int((truth.chosen[:, place] == code).sum()) for code in (1, 2, 3)}
        assert {one.given: one.n for one in item.mistakes} == counts
    for place, each in enumerate(found.lessons):
        part = right[:, place * 20 : place * 20 + 20]
        alpha = 20 / 19 * (1 - part.var(axis=0, ddof=1).sum() / part.sum(axis=1).var(ddof=1))
        assert each.reliability.alpha == pytest.approx(alpha)
        assert (each.reliability.name, each.reliability.n) == ("KR-20", 600)


def test_the_misconception_is_found(simulated: tuple[Simulated, Measures]):
    """The option that was made the commonest mistake is named as such, in nearly every item."""
    _, found = simulated
    assert sum(item.mistakes[0].given == "The myth" for item in found.items) >= 57


def test_ranges_hold_the_truth(simulated: tuple[Simulated, Measures]):
    """About 95 of 100 ranges of a class of 30 hold the facility that the items have for everybody."""
    truth, _ = simulated
    right = truth.chosen == 0
    known = right.mean(axis=0)
    held = [
        low <= known[item] <= high
        for start in range(0, 600, 30)
        for item in range(60)
        for low, high in [share_range(right[start : start + 30, item].mean(), 30)]
    ]
    assert 0.93 <= sum(held) / len(held) <= 0.985


def test_the_simulator_writes_what_the_kit_writes(tmp_path: Path, attempt: Callable[..., Attempt]):
    """A simulated hand-in is a hand-in: one that the kit writes from the same answers differs only in its times."""
    truth = simulate(tmp_path / "simulated", learners=1, items=4)
    (path,) = (tmp_path / "simulated").iterdir()
    lines = Lines()
    header, _ = parse(path.read_bytes(), lines)
    tries = [
        attempt(
            learner=header.learner,
            lesson="00",
            item_id=one.item,
            response=json.loads(bytes(one.first)),
            seconds=one.seconds,
        )
        for _, one in lines.answers
    ]
    written = write_hand_in(tries, "00", tmp_path / "written").path
    first, *answers, _ = written.read_bytes().splitlines()
    simulated_first, *simulated_answers, _ = path.read_bytes().splitlines()
    assert answers == simulated_answers
    assert list(json.loads(first)) == list(json.loads(simulated_first))
    assert [NAMES[code] for code in truth.chosen[0]] == [one.response for one in tries]


def test_the_same_seed_gives_the_same_class(tmp_path: Path):
    """A simulated class is the same each time for the same seed, and another for another."""
    one, again, other = (simulate(tmp_path / str(n), 5, 6, seed=seed) for n, seed in enumerate((1, 1, 2)))
    assert (one.chosen == again.chosen).all()
    assert (one.chosen != other.chosen).any()


# ---- intervals ----


@pytest.mark.parametrize(
    ("freedom", "value"),
    [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (10, 2.228),
        (29, 2.045),
        (30, 2.042),
        (120, 1.980),
        (9999, 1.960),
    ],
)
def test_student_t(freedom: int, value: float):
    """Student's t is that of the printed tables."""
    assert student_t(freedom) == pytest.approx(value, abs=6e-4)


@pytest.mark.parametrize("n", [1, 2, 30, 10_000])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 1.0])
def test_share_ranges_stay_shares(share: float, n: int):
    """A range holds its share, lies between 0 and 1, and is never a point."""
    low, high = share_range(share, n)
    assert 0 <= low <= share <= high <= 1
    assert low < high


def test_other_ranges():
    """The ranges of a mean and of alpha are those of the formulas, and become narrower with more learners."""
    assert mean_range(0.2, 0.3, 25) == pytest.approx((0.2 - 2.0639 * 0.06, 0.2 + 2.0639 * 0.06), abs=1e-4)
    low, high = alpha_range(0.8, 10, 30)
    assert math.log((1 - low) / (1 - 0.8)) == pytest.approx(1.95996 * math.sqrt(20 / (9 * 28)), abs=1e-4)
    assert alpha_range(0.8, 10, 300)[0] > low
    assert alpha_range(0.8, 10, 300)[1] < high
