"""Which of a learner's hand-ins counts: the latest, unless a clock was wrong; and what a teacher has to decide."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit.class_report.which_counts import Received, changed_first_answers, same_answers, which_count

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
BEGAN = ("2026-05-04T08:00:00.000+00:00", 0)


def hand_in(file: str, at: str, learner: str = "mallory", lesson: str = "02") -> Received:
    """Return a hand-in of one answer."""
    return Received(0, file, learner, lesson, datetime.fromisoformat(at), 1, BEGAN)


@pytest.mark.parametrize("future", ["2035-01-01T00:00:00Z", "2026-05-04T21:30:00Z", "2026-05-05T09:00:00+09:00"])
def test_a_hand_in_from_the_future_does_not_win(future: str):
    """A hand-in that a clock has dated in the future is a doubt, and does not count where there is another one."""
    today, before = hand_in("today", "2026-05-04T12:04:00Z"), hand_in("before", "2026-05-04T10:00:00Z")
    counted, earlier, doubts = which_count([hand_in("future", future), today, before], NOW)
    assert counted == [today]
    assert [each.why for each in earlier if each.file == "future"] == [
        "It is dated in the future; another one of mallory counts: today."
    ]
    assert doubts[0].endswith(
        ". today counts in its place. Was the clock of a computer wrong? Take out of the folder what is not to count."
    )
    assert [doubt.partition(". ")[0] for doubt in doubts] == [
        f"Lesson 02: future by mallory is dated in the future, {datetime.fromisoformat(future):%Y-%m-%d %H:%M %Z}"
    ]


def test_a_hand_in_from_the_future_counts_alone():
    """Where there is no other one, what is dated in the future counts, and is a doubt all the same."""
    future = hand_in("future", "2035-01-01T00:00:00Z")
    counted, earlier, (doubt,) = which_count([future], NOW)
    assert (counted, earlier) == ([future], [])
    assert "It counts, as there is no other" in doubt


def test_a_clock_that_fell_back_is_a_doubt():
    """A hand-in that is dated before its own first answer is a doubt, and does not count where there is another one."""
    fell_back, today = hand_in("fell-back", "2000-01-01T00:00:00Z"), hand_in("today", "2026-05-04T12:04:00Z")
    _, _, (doubt,) = which_count([fell_back], NOW)
    assert "is dated 2000-01-01 00:00 UTC, before its first answer. fell-back counts" in doubt
    counted, _, (doubt,) = which_count([fell_back, today], NOW)
    assert counted == [today]
    assert "today counts" in doubt
    hour = hand_in("hour", "2026-05-04T07:00:00Z")
    counted, _, (doubt,) = which_count([hour, today], NOW)
    assert "is dated 2026-05-04 07:00 UTC, before its first answer. today counts" in doubt


@pytest.mark.parametrize("at", ["2026-05-04T12:05:00Z", "2026-05-04T07:55:00Z"])
def test_clocks_that_differ_by_five_minutes_are_no_doubt(at: str):
    """A computer may be five minutes ahead of the teacher's, or behind its own first answer."""
    fewer, more = hand_in("fewer", at), hand_in("more", at)._replace(answers=2)
    counted, (aside,), doubts = which_count([more, fewer], NOW)
    assert (counted, doubts) == ([more], [])
    assert aside.why == "A later one of mallory counts: more."


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00+12:00"])
def test_a_day_before_there_was_a_kit_is_a_doubt(at: str):
    """A computer without a battery is in 1970: that is a doubt, also where the answers are as old."""
    old = hand_in("old", at)._replace(begins=(at, 0))
    counted, earlier, (doubt,) = which_count([old], NOW)
    assert (counted, earlier) == ([old], [])
    assert "before there was a kit. old counts" in doubt


def test_a_later_one_with_fewer_answers_is_a_doubt():
    """Answers are never fewer in a later hand-in, unless a clock went wrong: the teacher is told."""
    more, fewer = hand_in("more", "2026-05-04T10:00:00Z")._replace(answers=2), hand_in("fewer", "2026-05-04T11:00:00Z")
    counted, _, (doubt,) = which_count([more, fewer], NOW)
    assert counted == [fewer]
    assert "fewer by mallory has a later date than more, but fewer answers" in doubt
    joined = more._replace(given="mal", begins=("2026-05-04T09:30:00.000+00:00", 0))
    assert which_count([joined, fewer._replace(given="mallory")], NOW)[2] == []


def test_a_second_learner_of_a_name_gets_no_name_of_another_one():
    """Where a teacher has called somebody "mallory (2)", the next one of that name is the third."""
    begun = [hand_in(f"{hour}", f"2026-05-04T{hour}:30:00Z") for hour in ("09", "10")]
    two = [one._replace(begins=(f"{one.at}", 0), given="mallory") for one in begun]
    named = hand_in("named", "2026-05-04T11:00:00Z", learner="mallory (2)")
    counted, _, _ = which_count([*two, named], NOW)
    assert [(one.file, one.learner) for one in counted] == [
        ("09", "mallory"),
        ("10", "mallory (3)"),
        ("named", "mallory (2)"),
    ]


def test_the_first_learners_of_names_that_a_teacher_joined_are_one():
    """By when they began, not by their place; the second learner of each name is the second one of the joined name."""
    given = [("ken", "10"), ("ken", "08"), ("Ken", "09"), ("Ken", "11"), ("ken", "08"), ("", "11")]
    several = [
        hand_in(f"{place}", f"2026-05-04T11:0{place}:00Z", learner="Ken")._replace(
            number=place, given=name, begins=(f"2026-05-04T{hour}:00:00.000+00:00", 20 - int(hour))
        )
        for place, (name, hour) in enumerate(given)
    ]
    counted, earlier, (doubt,) = which_count(several, NOW)
    assert [(one.file, one.learner) for one in counted] == [("5", "Ken"), ("3", "Ken (2)")]
    assert sorted(each.file for each in earlier) == ["0", "1", "2", "4"]
    assert doubt.startswith("Lesson 02: 5, 3 are both by Ken, ")
    assert "next to the hand-ins, with a name of its own: 3,Ken B. One learner, two computers?" in doubt


def test_more_than_two_learners_of_a_name_are_all_named():
    """Of three learners of one name the teacher reads all three files."""
    three = [
        hand_in(f"{hour}", f"2026-05-04T{hour}:30:00Z")._replace(begins=(f"2026-05-04T{hour}", 0), given="mallory")
        for hour in ("09", "10", "11")
    ]
    assert which_count(three, NOW)[2][0].startswith("Lesson 02: 09, 10, 11 are all by mallory, ")


def test_each_lesson_counts_on_its_own():
    """Hand-ins of one learner for different lessons do not replace each other."""
    three = [hand_in(lesson, "2026-05-04T09:00:00Z", lesson=lesson) for lesson in ("01", "02", "03")]
    assert which_count(three, NOW) == (three, [], [])


def test_a_copy_is_a_copy():
    """A file that is there twice counts once, and is called a copy."""
    twice = [hand_in("me", "2026-05-04T09:00:00Z"), hand_in("me (1)", "2026-05-04T09:00:00Z")]
    counted, (aside,), doubts = which_count(twice, NOW)
    assert (len(counted), aside.kind, doubts) == (1, "copy", [])
    assert aside.why == "It is a copy of me (1)."


def test_one_learner_of_two_names():
    """The same answers under two names are brought to the teacher, and both count."""
    two = [hand_in(name, "2026-05-04T09:00:00Z", learner=name) for name in ("mallory", "eve")]
    counted, _, _ = which_count(two, NOW)
    assert counted == two
    assert same_answers(counted, {}) == ["Lesson 02: eve, mallory handed in the same answers. One learner, or a copy?"]


def test_of_groups_in_one_lesson_the_largest_is_named():
    """Who is in a larger group of the same lesson is named once; a group of another lesson takes nothing away."""
    at = "2026-05-04T09:00:00Z"
    more = [hand_in(name, at, learner=name)._replace(number=number) for number, name in enumerate(("ai", "bo", "cy"))]
    more[2] = more[2]._replace(begins=("2026-05-04T08:30:00.000+00:00", 2))
    other = [one._replace(lesson="03", number=one.number + 3) for one in more]
    assert same_answers([*more, *other], dict.fromkeys(range(3), "in the same seconds")) == [
        "Lesson 03: ai, bo handed in the same answers. One learner, or a copy?",
        "Lesson 02: ai, bo, cy handed in the same answers. One learner, or a copy?",
    ]


def test_a_first_answer_is_compared_with_that_of_the_earliest_hand_in():
    """The earliest is so by its date, whatever its place; also where the very first answer was changed."""
    late, early = hand_in("late", "2026-05-04T11:00:00Z"), hand_in("early", "2026-05-04T10:00:00Z")
    late = late._replace(number=1, begins=(BEGAN[0], 1))
    firsts = [{("q-1", ""): b"a", ("q-2", ""): b"a"}, {("q-1", ""): b"b", ("q-2", ""): b"a"}]
    (doubt,) = changed_first_answers([late, early], firsts.__getitem__)
    assert doubt.startswith("Lesson 02: late by mallory has another first answer than early to q-1. ")


@pytest.mark.parametrize(
    "other", [{"learner": "eve"}, {"given": "eve"}, {"lesson": "03"}, {"begins": ("2026-05-04T08:00:01.000+00:00", 0)}]
)
def test_first_answers_of_others_are_not_compared(other: dict[str, object]):
    """Another learner, name, lesson or beginning has other first answers, and nobody changed any."""
    one = hand_in("one", "2026-05-04T10:00:00Z")
    two = one._replace(number=1, file="two", **other)
    firsts = [{("q-1", ""): b"a"}, {("q-1", ""): b"b"}]
    assert changed_first_answers([one, two], firsts.__getitem__) == []
    assert len(changed_first_answers([one, one._replace(number=1)], firsts.__getitem__)) == 1
