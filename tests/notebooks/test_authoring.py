"""Every notebook and every lesson keeps its rules, and each rule is seen to name what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import lesson_rules as lesson
import notebook_rules as every
import pytest
from notebook_page import Page, Rule, read

from kit.paths import notebooks_folder

Damage = Callable[[dict[str, Any]], object]

LEARNERS = sorted(notebooks_folder().glob("*.ipynb"))
ALL = [*LEARNERS, *sorted((notebooks_folder() / "teacher").glob("*.ipynb"))]
CASES = [
    *((rule, path) for rule in every.RULES for path in ALL),
    *((rule, path) for rule in lesson.RULES for path in LEARNERS),
    *((rule, path) for rule in lesson.LATER_RULES for path in LEARNERS if not path.stem.startswith(lesson.FIRST)),
]


@pytest.mark.parametrize(("rule", "path"), CASES, ids=[f"{path.stem[:2]}-{rule.__name__}" for rule, path in CASES])
def test_rule_is_kept(rule: Rule, path: Path):
    """Every rule above is kept by every notebook it is for."""
    assert list(rule(read(path))) == []


# ---- each rule, broken once: no rule that nothing can break ----

HEALTHY = read(notebooks_folder() / "02-who-is-asean.ipynb")


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a cell by its id."""
    (found,) = (cell for cell in notebook["cells"] if cell["id"] == name)
    return found


def put(name: str, source: str) -> Damage:
    """Damage a notebook by another text in a cell."""
    return lambda notebook: cell(notebook, name).update(source=source)


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


def last(name: str) -> Damage:
    """Damage a notebook by moving a cell to its end."""
    return lambda notebook: notebook["cells"].sort(key=lambda cell: cell["id"] == name)


def both(one: Damage, other: Damage) -> Damage:
    """Damage a notebook in two places."""
    return lambda notebook: (one(notebook), other(notebook))


FOLDED = {"jupyter": {"source_hidden": True}}
LONG_WORDS = "Intergovernmental organisations institutionalise multilateral responsibilities. " * 10
DAMAGES: list[tuple[Rule, Damage, str]] = [
    (every.form_is_plain, lambda notebook: notebook.update(nbformat_minor=4), "4.5"),
    (every.form_is_plain, lambda notebook: notebook["metadata"].update(toc={}), "toc"),
    (every.form_is_plain, lambda notebook: cell(notebook, "quiz")["metadata"].update(collapsed=True), "quiz: metadata"),
    (every.form_is_plain, lambda notebook: cell(notebook, "quiz").pop("outputs"), "not valid"),
    (every.nothing_is_saved, lambda notebook: cell(notebook, "quiz").update(execution_count=7), "quiz"),
    (every.nothing_is_saved, lambda notebook: cell(notebook, "quiz")["outputs"].append({}), "quiz"),
    (every.cell_ids_are_readable, lambda notebook: cell(notebook, "quiz").update(id="setup"), "setup"),
    (every.cell_ids_are_readable, lambda notebook: cell(notebook, "quiz").update(id="3f2a9c1e"), "3f2a9c1e"),
    (every.headings_step_down_one_by_one, swap("quiz-intro", "## ", "# "), "one H1"),
    (every.headings_step_down_one_by_one, swap("discuss", "## ", "#### "), "discuss: from level 2 to 4"),
    (every.code_is_short, put("quiz", "1\n" * 9), "quiz: 9 lines"),
    (every.code_is_short, put("quiz", " "), "quiz: 0 lines"),
    (every.links_lead_somewhere, swap("discuss", "Is it", "[Is](no-such.ipynb) it"), "no-such.ipynb"),
    (every.links_lead_somewhere, swap("discuss", "Is it", "`09-no-lesson`"), "09-no-lesson"),
    (every.nothing_comes_from_the_network, swap("discuss", "Is it", "https://example.org"), "discuss: https:"),
    (lesson.header_is_that_of_the_lesson, swap("title", "ASEAN?", "it?"), "title: no '# "),
    (lesson.header_is_that_of_the_lesson, swap("title", "ASEAN is", HEALTHY.lesson.question), "question appears twice"),
    (lesson.header_is_that_of_the_lesson, swap("title", "ASEAN is", "word " * 60), "words"),
    (lesson.three_objectives_are_those_of_the_items, swap("objectives", "- Say", "Say"), "2 objectives"),
    (
        lesson.three_objectives_are_those_of_the_items,
        swap("objectives", "Find members", "Find all"),
        "not an objective",
    ),
    (lesson.learners_read_no_ids, swap("discuss", "Is it", "`q-members-05`"), "discuss: q-members-05"),
    (lesson.learners_read_no_ids, swap("ten-check", "01", "99"), "ten-check: no item q-members-99"),
    (lesson.practice_comes_after_the_core, drop("practice"), "shown 0 times"),
    (lesson.practice_comes_after_the_core, lambda notebook: cell(notebook, "practice").update(metadata={}), "a tag"),
    (lesson.practice_comes_after_the_core, last("key-points"), "before the key points"),
    (lesson.code_is_folded, lambda notebook: cell(notebook, "quiz").update(metadata={}), "quiz: open"),
    (lesson.code_is_folded, lambda notebook: cell(notebook, "setup").update(metadata=FOLDED), "setup: folded"),
    (lesson.every_check_is_shown_once, drop("ten-check"), "q-members-01: shown 0 times"),
    (lesson.every_check_is_shown_once, swap("ten-check", "01", "09"), "q-members-09 is no check"),
    (
        lesson.every_guess_is_returned_to,
        put("try-it-map", 'lesson.predict("q-members-01")'),
        "q-members-01 is not a guess",
    ),
    (lesson.setup_is_two_lines, swap("setup", "02", "03"), "setup"),
    (lesson.the_lesson_is_not_long, swap("discuss", "Is it", "word " * 200), "words"),
    (
        lesson.the_lesson_is_not_long,
        lambda notebook: notebook["cells"].extend([cell(notebook, "quiz")] * 6),
        "47 cells",
    ),
    (lesson.language_is_plain, put("discuss", LONG_WORDS), "discuss: grade"),
    (lesson.acronyms_are_spelled_out, swap("title", "Association of", "Group of"), "ASEAN"),
    (lesson.acronyms_are_spelled_out, swap("discuss", "Is it", "GDP"), "GDP"),
    (
        lesson.new_words_are_explained_where_they_stand,
        swap("ten-why", "A group of states that act together. ", "States. "),
        "bloc: write",
    ),
    (lesson.new_words_are_explained_where_they_stand, swap("ten-why", "(#New-words-and", "(#Words-and"), "bloc: write"),
    (
        lesson.pictures_have_twins,
        both(swap("ten-saw", "as a list", ""), swap("people-saw", "as a list", "")),
        "no table",
    ),
    (lesson.key_points_mirror_the_objectives, swap("key-points", "**Where:**", "Where:"), "2 key points"),
    (
        lesson.key_points_mirror_the_objectives,
        put("key-points", "## Key points\n- **a** b\n- **c** d\n- **e** f"),
        "no word",
    ),
    (lesson.parts_stand_in_order, drop("warm-up"), "warm-up: 0 times"),
    (lesson.parts_stand_in_order, last("discuss"), "order"),
    (lesson.the_learner_has_a_turn, put("discuss", "## Discuss: names\n\nTalk."), "nothing is asked"),
    (lesson.the_learner_has_a_turn, put("try-it-map", "1 + 1"), "1 + 1"),
    (lesson.counts_of_questions_are_right, swap("quiz-intro", "six", "twenty"), "there are 6"),
    (lesson.counts_of_questions_are_right, swap("more", "eleven", "twenty"), "there are 11"),
    (lesson.steps_ask_and_find, swap("people-why", "## ", ""), "Ten or eleven"),
    (
        lesson.steps_ask_and_find,
        swap("people-why", "Where do most people of ASEAN live?", "Most live in Indonesia"),
        "asks no question",
    ),
    (lesson.steps_ask_and_find, last("ten-check"), "Which ten states does the story name?: tccttc"),
    (lesson.steps_ask_and_find, swap("people-why", "Guess first", "word " * 90), "people-why"),
    (lesson.steps_ask_and_find, both(drop("discuss"), drop("warm-up")), "0 steps"),
    (lesson.counts_are_those_of_the_data, swap("people-saw", "281", "282"), "281, 689, 10"),
    (lesson.counts_are_those_of_the_data, swap("people-saw", "Indonesia", "It"), "nothing like"),
]


@pytest.mark.parametrize(("rule", "damage", "named"), DAMAGES, ids=[rule.__name__ for rule, *_ in DAMAGES])
def test_what_breaks_a_rule_is_named(rule: Rule, damage: Damage, named: str):
    """A lesson that keeps a rule is damaged in one place, and the rule names the place."""
    notebook = deepcopy(HEALTHY.notebook)
    damage(notebook)
    assert list(rule(HEALTHY)) == []
    assert named in "\n".join(rule(Page(HEALTHY.path, notebook)))


def test_only_prose_is_measured():
    """Long names in code do not make the language of a lesson hard."""
    notebook = deepcopy(HEALTHY.notebook)
    cell(notebook, "quiz")["source"] = LONG_WORDS
    assert list(lesson.language_is_plain(Page(HEALTHY.path, notebook))) == []


def test_every_rule_can_be_broken():
    """No rule is without a damage that it names."""
    assert {rule for rule, *_ in DAMAGES} == {*every.RULES, *lesson.RULES, *lesson.LATER_RULES}
