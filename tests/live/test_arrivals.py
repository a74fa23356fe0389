"""What arrives from a learner is checked, named and scored by the service, whatever it says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from class_service import lines

from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.outbox import MOST_LINES
from kit.answers.store import line_of
from kit.live.arrivals import Arrived, Judge
from kit.quiz.bank import LessonItems

NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
Make = Callable[..., Attempt]


@pytest.fixture
def judge(bank: tuple[LessonItems, ...]) -> Judge:
    """Return who scores by the whole bank."""
    return Judge(bank)


def read(judge: Judge, body: bytes, locked: str = "") -> Arrived:
    """Read what hanako sends."""
    return judge.read(body, "hanako", NOW, lambda _lesson, item: item == locked)


def test_every_item_is_scored_again(judge: Judge, attempt: Make):
    """A forged score, verdict, name and time change nothing: the service scores and names by what it knows."""
    for (lesson, item_id), item in judge.items.items():
        if item.use == "predict" or item.criteria:
            continue
        for sample, verdict in (("right", "right"), ("wrong", None)):
            response = item.sample_response(sample)
            forged = attempt(
                learner="thanh",
                lesson=lesson,
                item_id=item_id,
                response=response,
                score=99.0,
                max_score=99.0,
                at="1999",
            )
            (line,) = read(judge, lines([forged])).lines
            assert (line.verdict == "right") is (verdict == "right"), item_id
            kept = json.loads(line.line)
            assert kept["learner"] == line.learner == "hanako"
            assert kept["score"] <= kept["max_score"] == item.points
            assert line.arrived == "2026-11-27T04:00:00.000+00:00"


def test_a_hint_costs_here_too(attempt: Make, every_kind: LessonItems):
    """Where the rules of a quiz let a hint cost something, the service takes it off as well."""
    from msgspec.structs import replace

    lesson = replace(every_kind, rules=replace(every_kind.rules, hint_percent=50.0))
    item = next(item for item in lesson.items if item.use == "quiz" and not item.criteria)
    sent = attempt(lesson=lesson.lesson, item_id=item.id, response=item.sample_response("right"), hints=1)
    (line,) = read(Judge([lesson]), lines([sent])).lines
    assert json.loads(line.line)["score"] == item.points / 2


def test_what_the_bank_does_not_know_is_kept_without_a_verdict(judge: Judge, attempt: Make):
    """An answer to an item of another bank is not lost; nobody is told that it is right."""
    (line,) = read(judge, lines([attempt(lesson="90", item_id="q-mine-01", score=1.0, verdict="right")])).lines
    assert line.verdict == "unmarked"
    assert json.loads(line.line)["score"] is None


def test_an_event_is_kept_once(judge: Judge):
    """An event has no id of its own; sent again it has the same name."""
    event = Event(kind="hint", learner="thanh", lesson="03", item_id="q-years-03", at=NOW)
    first, again = (read(judge, line_of(event)).lines[0] for _ in range(2))
    assert first == again
    assert (first.learner, first.verdict, json.loads(first.line)["memo"]) == ("hanako", None, "hint")


BAD = {
    "no JSON": b"hello",
    "cut off": b'{"schema":1,"attempt_id":"a"',
    "no attempt": b'{"schema":1}',
    "a list": b"[1,2]",
    "a newer kit": b'{"schema":99}',
    "not UTF-8": b"\xff\xfe\xfd",
    "deep": b'{"response":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
}
CHANGES: dict[str, dict[str, object]] = {
    "long id": {"attempt_id": "a" * 65},
    "no id": {"attempt_id": ""},
    "no item": {"item_id": ""},
    "no lesson": {"lesson": ""},
    "a response in a response": {"response": json.loads("[" * 22 + "]" * 22)},
    "long item": {"item_id": "q" * 101},
    "a null in the item": {"item_id": "q\0"},
    "long lesson": {"lesson": "9" * 21},
    "line break in the lesson": {"lesson": "0\n3"},
    "long line": {"response": "x" * 70_000},
    "hints below 0": {"hints": -1},
    "too many hints": {"hints": 10**9},
    "time below 0": {"seconds": -5.0},
    "endless time": {"seconds": 1e300},
    "long seed": {"seed": "s" * 500},
}


@pytest.mark.parametrize("name", [*BAD, *CHANGES])
def test_a_bad_line_is_named_and_the_others_are_kept(judge: Judge, attempt: Make, name: str):
    """A line that cannot be kept is named by its number, with the reason; the lines around it are kept."""
    bad = BAD.get(name) or line_of(attempt(**CHANGES[name]))
    first, last = attempt(attempt_id="a" * 32), attempt(attempt_id="b" * 32)
    found = read(judge, line_of(first) + bad.rstrip(b"\n") + b"\n\n" + line_of(last))
    assert [line.id for line in found.lines] == [first.attempt_id, last.attempt_id]
    (refused,) = found.refused
    assert refused.line == 2
    assert refused.why


def test_more_lines_than_a_request_may_have_are_refused(judge: Judge, attempt: Make):
    """Of a request that is too long the first lines are kept, and each further one is named."""
    found = read(judge, lines([attempt(attempt_id=f"{number:032}") for number in range(MOST_LINES + 2)]))
    assert len(found.lines) == MOST_LINES
    assert [each.line for each in found.refused] == [MOST_LINES + 1, MOST_LINES + 2]


def test_a_locked_item_takes_no_answer(judge: Judge, attempt: Make):
    """An answer to an item that the teacher has locked is refused, and says so."""
    found = read(judge, lines([attempt(item_id="q-years-03"), attempt(item_id="q-years-04")]), locked="q-years-03")
    assert [line.item for line in found.lines] == ["q-years-04"]
    assert [each.why for each in found.refused] == ["locked"]
    assert (
        read(judge, lines([attempt(item_id="q-years-03", seconds=-1.0)]), locked="q-years-03").refused[0].why
        != "locked"
    )
    hint = Event(kind="hint", learner="hanako", lesson="03", item_id="q-years-03", at=NOW)
    assert len(read(judge, line_of(hint), locked="q-years-03").lines) == 1


def test_what_is_refused_is_named_by_the_id_of_its_attempt(judge: Judge, attempt: Make):
    """So that the card of this answer says it; a number beyond all numbers is not kept, as no table can hold it."""
    line = line_of(attempt(attempt_id="c" * 32, response=7)).replace(b'"response":7', b'"response":1e999')
    (refused,) = read(judge, line + b"  \n").refused
    assert (refused.attempt_id, refused.why) == (
        "c" * 32,
        "the response is nested too deep, or has a number beyond all numbers",
    )
    assert [each.attempt_id for each in read(judge, b"hello\n").refused] == [""]


def test_half_a_surrogate_pair_is_kept(judge: Judge, attempt: Make):
    """A response that UTF-8 cannot hold is kept as its line has it."""
    (line,) = read(judge, line_of(attempt(response="\ud800"))).lines
    assert json.loads(line.line)["response"] == "\ud800"
