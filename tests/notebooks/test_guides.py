"""Every teacher's guide keeps its rules, and each rule is seen to name what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import guide_rules as guide
import pytest
from notebook_page import Page, Rule, read

from kit.answers.store import AnswerStore
from kit.lesson import Lesson
from kit.paths import notebooks_folder
from kit.quiz.bank import lesson_names, load_lesson
from kit.quiz.select import core_first

Damage = Callable[[dict[str, Any]], object]

TEACHER = notebooks_folder() / "teacher"
GUIDES = [TEACHER / f"{name}-guide.ipynb" for name in lesson_names()]
COURSE = TEACHER / "guide.ipynb"
CASES = [
    *((rule, path) for rule in guide.RULES for path in GUIDES),
    *((rule, COURSE) for rule in guide.COURSE_RULES),
]


@pytest.mark.parametrize(("rule", "path"), CASES, ids=[f"{path.stem}-{rule.__name__}" for rule, path in CASES])
def test_rule_is_kept(rule: Rule, path: Path):
    """Every rule for guides is kept by the guide of every lesson, and by that of the course."""
    assert list(rule(read(path))) == []


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_every_item_of_the_lesson_is_on_the_key_sheet(path: Path, tmp_path: Path):
    """What the guide opens and shows as key sheet has each item of its lesson, with key and mistakes."""
    name = path.stem.partition("-")[0]
    sheet = Lesson(load_lesson(name), AnswerStore(tmp_path)).key_sheet().to_table()
    assert list(sheet["item"]) == [item.id for item in core_first(read(path).items.values())]
    assert (sheet[["key", "mistakes", "sources"]] != "").all(axis=None)


# ---- each rule, broken once ----


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a cell by its id."""
    (found,) = (cell for cell in notebook["cells"] if cell["id"] == name)
    return found


def swap(name: str, old: str, new: str) -> Damage:
    """Damage a notebook by other words in a cell; the old ones have to be there."""

    def damage(notebook: dict[str, Any]) -> None:
        before, found, after = "".join(cell(notebook, name)["source"]).partition(old)
        assert found
        cell(notebook, name)["source"] = before + new + after

    return damage


def drop(name: str) -> Damage:
    """Damage a notebook by taking a cell out."""
    return lambda notebook: notebook["cells"].remove(cell(notebook, name))


DAMAGES: list[tuple[Rule, Damage, str]] = [
    (guide.sections_stand_in_order, drop("discussion"), "sections are"),
    (guide.sections_stand_in_order, swap("before", "Before the lesson", "Beforehand"), "Background, Beforehand"),
    (
        guide.sections_stand_in_order,
        lambda notebook: cell(notebook, "frameworks").update(source="## Frameworks\n\nNone."),
        "Frameworks: says next to nothing",
    ),
    (guide.header_is_that_of_the_lesson, swap("title", "Who is ASEAN?", "Who?"), "no '# Guide to lesson 02"),
    (guide.header_is_that_of_the_lesson, swap("setup", "02", "03"), "setup"),
    (guide.the_guide_is_not_long, swap("before", "- Have", "word " * 1200), "words"),
    (guide.minutes_are_computed, swap("plan", "| 3 | 2 |", "| 5 | 2 |"), "write the minutes"),
    (
        guide.minutes_are_computed,
        swap("plan", "Two pupils read the two voices. Then guess and draw. No comment yet.", "…"),
        "write the minutes",
    ),
    (guide.minutes_are_computed, swap("plan", "**Cut first:**", "Cut"), "nothing to cut first"),
    (guide.monday_page_follows_the_lesson, swap("monday", "| 0–2 |", "| 0–3 |"), "write the minutes"),
    (guide.monday_page_follows_the_lesson, swap("monday", "if you are late", "in a hurry"), "the cuts save 0"),
    (guide.printed_texts_fit_their_paper, swap("monday", "**Exit ticket.**", "At the end:"), "no **Exit ticket.**"),
    (guide.printed_texts_fit_their_paper, swap("background", "Why did", "word " * 120), "background: "),
    (guide.plan_follows_the_lesson, swap("plan", "(`q-members-02`)", ""), "checks: q-members-01, q-members-03"),
    (guide.mistakes_are_seen_in_items, swap("mistakes", "`q-members-03`", "`q-story-03`"), "q-story-03"),
    (guide.mistakes_are_seen_in_items, swap("mistakes", "`q-members-18`", "everywhere"), "everywhere"),
    (guide.prompts_say_what_to_listen_for, swap("discussion", "What would you print?", "Print it."), "Print it."),
    (guide.a_picture_shows_what_pupils_see, swap("before", "pictures/02", "pictures/12"), "12.png: missing"),
    (guide.answers_are_computed, drop("warm-up-answers"), "cells"),
    (guide.answers_are_computed, swap("key-sheet", "lesson.key_sheet()", '"Hanoi"'), "cells"),
    (guide.other_rooms_are_thought_of, swap("other-rooms", "**One computer.**", "One."), "no **One computer.**"),
    (
        guide.other_rooms_are_thought_of,
        lambda notebook: cell(notebook, "other-rooms").update(source="## In other rooms\n\n" + " a".join(guide.ROOMS)),
        "words for one room",
    ),
    (guide.frameworks_are_named_as_they_are_called, swap("frameworks", "Knowing ASEAN", "Liking ASEAN"), "Liking"),
    (guide.commands_exist, swap("no-computer", '"export', '"explore'), "explore"),
]
COURSE_DAMAGES: list[tuple[Rule, Damage, str]] = [
    (guide.sections_of_the_course_stand_in_order, drop("privacy-delete"), "sections are"),
    (guide.plans_have_their_periods, swap("nine", "| 2 | 01 |", "| 2 | 02 |"), "nine: not each lesson once"),
    (guide.plans_have_their_periods, swap("five", "| 5 | 08 |", "| 5 | 09 |"), "five: no lesson 09"),
    (guide.plans_have_their_periods, swap("three", "| 3 | 07 |", "| 4 | 07 |"), "three: 3 periods"),
    (guide.plans_have_their_periods, swap("three", "| 3 | 07 |", "| 3 | later |"), "three: period 3 has no lesson"),
    (guide.plans_take_the_minutes_that_they_say, swap("five", "| 42 |", "| 24 |"), "period 1 takes 42 minutes, not 24"),
    (guide.one_period_is_as_long_as_a_period, swap("one", "| 10 |", "| 15 |"), "50 minutes"),
    (guide.frameworks_are_those_of_the_lessons, swap("frameworks", "| 00, ", "| "), "but the guides say"),
    (guide.minutes_of_lessons_fit_a_period, drop("glance-lessons"), "minutes are not computed"),
]
BROKEN = [*((TEACHER / "02-guide.ipynb", *damage) for damage in DAMAGES), *((COURSE, *one) for one in COURSE_DAMAGES)]


@pytest.mark.parametrize(("path", "rule", "damage", "named"), BROKEN, ids=[rule.__name__ for _, rule, *_ in BROKEN])
def test_what_breaks_a_rule_is_named(path: Path, rule: Rule, damage: Damage, named: str):
    """A guide that keeps a rule is damaged in one place, and the rule names it."""
    healthy = read(path)
    notebook = deepcopy(healthy.notebook)
    damage(notebook)
    assert list(rule(healthy)) == []
    assert named in "\n".join(rule(Page(path, notebook)))


def test_every_rule_can_be_broken():
    """No rule is without a damage that it names."""
    assert {rule for rule, *_ in [*DAMAGES, *COURSE_DAMAGES]} >= {*guide.RULES, *guide.COURSE_RULES}
