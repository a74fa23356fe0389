"""What every notebook and every lesson must be like: each rule names what breaks it, and is seen to do so."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
import textstat

from kit.facts.as_of import members
from kit.facts.tables import load
from kit.paths import notebooks_folder
from kit.quiz.bank import LessonItems, load_lesson
from kit.quiz.item import Item
from kit.quiz.order import drawn

LEARNERS = sorted(notebooks_folder().glob("*.ipynb"))
ALL = [*LEARNERS, *sorted((notebooks_folder() / "teacher").glob("*.ipynb"))]
FIRST = "00"  # it teaches how a notebook works, so its parts stand in another order
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
SPELLED = {"ASEAN": "Association of Southeast Asian Nations"}  # others by their first letters
NAMES = {"PDR"}  # part of a name that the lesson tells about: some texts write Lao PDR
SMALL_WORD = r"(?:[ -](?:of|the|on|and|to|for|in))*"
PICTURES = ("kit.member_map(", "kit.chart(", "kit.dial(")
TWINS = (".to_table()", "as a list", "as a table")
UP_TO_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
NUMBERS = {word: count for count, word in enumerate(UP_TO_TWENTY.split())} | {"sixty": 60}


@dataclass(frozen=True)
class Page:
    """A notebook as its author wrote it, and the items that belong to it."""

    path: Path
    notebook: dict[str, Any]

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """All cells, their source as one text."""
        return [{**cell, "source": "".join(cell["source"])} for cell in self.notebook["cells"]]

    @cached_property
    def lesson(self) -> LessonItems:
        """The items file of the same number."""
        return load_lesson(self.path.stem.partition("-")[0])

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items by their ids."""
        return {item.id: item for item in self.lesson.items}

    @cached_property
    def objectives(self) -> list[str]:
        """The lines that name items in the cell before the first code."""
        return next((lines for cell in self.cells if (lines := points(cell["source"], "`q-"))), [])

    @cached_property
    def sections(self) -> dict[str, list[dict[str, Any]]]:
        """The cells under each heading of the second level, in order."""
        found: dict[str, list[dict[str, Any]]] = {"": []}
        for cell in self.cells:
            heading = re.match(r"## (.+)", cell["source"]) if cell["cell_type"] == "markdown" else None
            if heading:
                found[heading[1]] = []
            found[next(reversed(found))].append(cell)
        return found

    def section(self, name: str) -> list[dict[str, Any]]:
        """Return the cells of the section whose heading begins so."""
        return next((cells for title, cells in self.sections.items() if title.startswith(name)), [])

    def steps(self) -> dict[str, list[dict[str, Any]]]:
        """Return the sections between warm-up and discussion."""
        titles = list(self.sections)
        ends = [place for place, title in enumerate(titles) if title.startswith(("Warm-up", "Discuss"))]
        first, last = (ends[0], ends[-1]) if ends else (0, 0)
        return {title: self.sections[title] for title in titles[first + 1 : last]}

    def prose(self) -> str:
        """Return what a learner reads, without marks and without the ids of items."""
        return "\n".join(plain(cell["source"]) for cell in self.cells if cell["cell_type"] == "markdown")


Rule = Callable[[Page], Iterator[str]]
Damage = Callable[[dict[str, Any]], object]


def points(text: str, mark: str = "") -> list[str]:
    """Return the points of a list, those with a mark in them."""
    return [line[2:] for line in text.splitlines() if line.startswith("- ") and mark in line]


def plain(text: str) -> str:
    """Return markdown as it is read: each heading and each point a sentence."""
    text = re.sub(r"\s*\((`q-[^)]*)\)|`q-[\w-]+`", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    lines = [re.sub(r"^[#>\-\d. ]+ |[*`_]", "", line).strip() for line in text.splitlines()]
    return "\n".join(line if line.endswith((".", "?", "!", ":", ",")) else f"{line}." for line in lines if line)


def words(text: str) -> int:
    """Return how many words a learner reads in markdown."""
    return len(re.findall(r"\w[\w'’-]*", plain(text)))


def item_ids(text: str) -> list[str]:
    """Return the items that a text names; `q-pre-01` to `q-pre-12` stands for twelve."""
    found: list[str] = re.findall(r"q-[a-z0-9-]+", text)
    for name, first, last in re.findall(r"`(q-[a-z-]+-)(\d+)` to `\1(\d+)`", text):
        found += [f"{name}{number:02d}" for number in range(int(first) + 1, int(last))]
    return found


def stems(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that a map and maps are the same."""
    return {word[:4] for word in re.findall(r"\w{3,}", plain(text).lower())}


def number(text: str) -> int:
    """Return a number that is written in digits or as a word, -1 when it is none."""
    return int(text) if text.isdigit() else NUMBERS.get(text.lower(), -1)


# ---- rules for every notebook, those of teachers too ----


def form_is_plain(page: Page) -> Iterator[str]:
    """Each file is a valid notebook 4.5 with the kernel of the kit, and no editor left anything of its own."""
    if (page.notebook["nbformat"], page.notebook["nbformat_minor"]) != (4, 5):
        yield "not nbformat 4.5"
    if page.notebook["metadata"] != METADATA:
        yield f"metadata {page.notebook['metadata']}"
    yield from (f"{cell['id']}: metadata {cell['metadata']}" for cell in page.cells if cell["metadata"])
    for error in nbformat.validator.iter_validate(nbformat.from_dict(page.notebook)):
        yield f"not valid: {error.message}"


def nothing_is_saved(page: Page) -> Iterator[str]:
    """No cell holds an output, a picture or the number of a run."""
    for cell in page.cells:
        if cell.get("outputs") or cell.get("execution_count") or cell.get("attachments"):
            yield f"{cell['id']}: clear its output"


def cell_ids_are_readable(page: Page) -> Iterator[str]:
    """Each cell has an id of its own, made of words."""
    for name, count in Counter(cell["id"] for cell in page.cells).items():
        if count > 1 or not re.fullmatch(r"[a-z]{2,}(-([a-z]+|\d{1,4}))*", name):
            yield f"{name}: {count} times, or no words"


def headings_step_down_one_by_one(page: Page) -> Iterator[str]:
    """There is one heading of the first level, at the top, and no level is left out below it."""
    levels = [
        (len(marks), cell["id"])
        for cell in page.cells
        if cell["cell_type"] == "markdown"
        for marks in re.findall(r"^(#+) ", cell["source"], re.MULTILINE)
    ]
    if not page.cells[0]["source"].startswith("# ") or [level for level, _ in levels].count(1) != 1:
        yield "one H1, and it comes first"
    for (above, _), (level, name) in pairwise(levels):
        if level > above + 1:
            yield f"{name}: from level {above} to {level}"


def code_is_short(page: Page) -> Iterator[str]:
    """No cell has more than eight lines of code, and none is empty."""
    for cell in page.cells:
        lines = cell["source"].strip().count("\n") + 1 if cell["source"].strip() else 0
        if lines == 0 or (cell["cell_type"] == "code" and lines > 8):
            yield f"{cell['id']}: {lines} lines"


def links_lead_somewhere(page: Page) -> Iterator[str]:
    """Each link and each name of a notebook is that of a file here."""
    for cell in page.cells:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", cell["source"]):
            if not (page.path.parent / target).exists():
                yield f"{cell['id']}: {target}"
        for name in re.findall(r"`(\d\d-[a-z-]+)`", cell["source"]):
            if not (notebooks_folder() / f"{name}.ipynb").exists():
                yield f"{cell['id']}: {name}"


def nothing_comes_from_the_network(page: Page) -> Iterator[str]:
    """No cell has a network address, in text or in code."""
    for cell in page.cells:
        for address in re.findall(r"(?i)(?:https?|ftp):|www\.|src=.//|pip install|<iframe|<script", cell["source"]):
            yield f"{cell['id']}: {address}"


# ---- rules for every lesson ----


def header_is_that_of_the_lesson(page: Page) -> Iterator[str]:
    """At most 60 words stand at the top: the title, the question and the minutes of the items file, and a level."""
    cell, lesson = page.cells[0], page.lesson
    minutes = f"- Teaching: {lesson.minutes.teaching} minutes\n- Exercises: {lesson.minutes.exercises} minutes"
    for text in (f"# {lesson.title}\n", lesson.question, "- Level: ", minutes):
        if text not in f"{cell['source']}\n":
            yield f"{cell['id']}: no {text!r}"
    if words(cell["source"]) > 60:
        yield f"{cell['id']}: {words(cell['source'])} words"
    if page.path.stem != lesson.path.stem:
        yield f"the items are in {lesson.path.name}"


def three_objectives_name_their_items(page: Page) -> Iterator[str]:
    """There are three objectives; between them they name each item of the lesson once, and nothing else."""
    if len(page.objectives) != 3:
        yield f"{len(page.objectives)} objectives"
    named = Counter(item_ids(" ".join(page.objectives)))
    yield from (f"{name} named {named[name]} times" for name in page.items.keys() | named if named[name] != 1)
    yield from (f"no item {name}" for name in named if name not in page.items)


def named_items_exist(page: Page) -> Iterator[str]:
    """Every item that is named or shown anywhere exists."""
    for cell in page.cells:
        yield from (f"{cell['id']}: {name}" for name in item_ids(cell["source"]) if name not in page.items)


def every_check_is_shown_once(page: Page) -> Iterator[str]:
    """Each check of the items file has its cell, and no item of the quiz is shown before the quiz."""
    shown = Counter(re.findall(r"lesson\.check\(\"([^\"]+)\"\)", "\n".join(cell["source"] for cell in page.cells)))
    checks = {name for name, item in page.items.items() if item.use == "check"}
    yield from (f"{name}: shown {shown[name]} times" for name in checks if shown[name] != 1)
    yield from (f"{name} is no check" for name in shown if name not in checks)


def setup_is_two_lines(page: Page) -> Iterator[str]:
    """Two statements open this lesson, in the first code cell, whose id is setup."""
    first = next(cell for cell in page.cells if cell["cell_type"] == "code")
    if first["source"] != f'import kit\n\nlesson = kit.start("{page.lesson.lesson}")' or first["id"] != "setup":
        yield f"{first['id']}: {first['source']}"


def the_lesson_is_not_long(page: Page) -> Iterator[str]:
    """There are at most 40 cells and 900 words."""
    count = sum(words(cell["source"]) for cell in page.cells if cell["cell_type"] == "markdown")
    if len(page.cells) > 40 or count > 900:
        yield f"{len(page.cells)} cells, {count} words"


def language_is_plain(page: Page) -> Iterator[str]:
    """All prose together, and each longer cell of it, reads at grade 9 at most (Flesch-Kincaid)."""
    longer = {cell["id"]: plain(cell["source"]) for cell in page.cells if words(cell["source"]) >= 30}
    for name, text in {"lesson": page.prose(), **longer}.items():
        if (grade := textstat.flesch_kincaid_grade(text)) > 9:
            yield f"{name}: grade {grade:.1f}"


def acronyms_are_spelled_out(page: Page) -> Iterator[str]:
    """Each acronym is spelled out once at least."""
    prose = re.sub(r"\s+", " ", page.prose())
    for acronym in sorted(set(re.findall(r"\b[A-Z]{2,}\b", prose)) - NAMES):
        letters = rf"\w*{SMALL_WORD}[ -]".join(acronym)
        if not re.search(SPELLED.get(acronym, rf"\b{letters}"), prose, re.IGNORECASE):
            yield acronym


def pictures_have_twins(page: Page) -> Iterator[str]:
    """Where there is a map, a chart or a dial, the lesson says where to read the same as a list or a table."""
    text = "\n".join(cell["source"] for cell in page.cells)
    if any(picture in text for picture in PICTURES) and not any(twin in text for twin in TWINS):
        yield "no table and no list for the pictures"


def key_points_mirror_the_objectives(page: Page) -> Iterator[str]:
    """There are three key points; each has a label, and speaks of what the objective of its number names."""
    found = points("\n".join(cell["source"] for cell in page.section("Key points")), "**")
    if len(found) != 3:
        yield f"{len(found)} key points"
    for objective, point in zip(page.objectives, found, strict=False):
        if not stems(objective) & stems(point) - stems("and the what which that"):
            yield f"{point!r} has no word of {objective!r}"


def parts_stand_in_order(page: Page) -> Iterator[str]:
    """Every part of a lesson is there once, in the order of the course; of the first lesson, the frame is."""
    marks = {
        "title": "# ",
        "objectives": "## What you will learn",
        "setup": "import kit",
        "warm-up": "## Warm-up",
        "discussion": "## Discuss",
        "try it": "## Try it",
        "quiz": "lesson.quiz()",
        "key points": "## Key points",
        "words": "lesson.words()",
        "sources": "lesson.sources()",
    }
    places = {
        part: [place for place, cell in enumerate(page.cells) if cell["source"].startswith(mark)]
        for part, mark in marks.items()
    }
    yield from (f"{part}: {len(found)} times" for part, found in places.items() if len(found) != 1)
    frame = ["title", "objectives", "quiz", "key points", "words", "sources"]
    wanted = frame if page.lesson.lesson == FIRST else list(marks)
    order = [found[0] for part in wanted if (found := places[part])]
    if order != sorted(order):
        yield f"order of {', '.join(wanted)}"


def the_learner_has_a_turn(page: Page) -> Iterator[str]:
    """There is a question to discuss, and one call with an argument to change."""
    if not any("?" in cell["source"] for cell in page.section("Discuss")):
        yield "nothing is asked under Discuss"
    code = [cell["source"] for cell in page.section("Try it") if cell["cell_type"] == "code"]
    calls = [line.value for text in code for line in ast.parse(text).body if isinstance(line, ast.Expr)]
    if len(code) != 1 or not any(isinstance(call, ast.Call) and (call.args or call.keywords) for call in calls):
        yield f"under Try it stands {code}"


def counts_of_questions_are_right(page: Page) -> Iterator[str]:
    """Where the lesson says how many questions the quiz has, it has so many."""
    quiz = [item for item in page.lesson.items if item.use == "quiz"]
    count = len(drawn(quiz, page.lesson.pools, "anybody"))
    before = next((above for above, cell in pairwise(page.cells) if cell["source"] == "lesson.quiz()"), page.cells[0])
    for said in re.findall(r"(\w+) questions", before["source"]):
        if number(said) not in {-1, count}:
            yield f"{said} questions, but there are {count}"


# ---- rules for every lesson but the first ----


def objectives_are_those_of_the_items(page: Page) -> Iterator[str]:
    """Each objective stands as in the items file, with exactly the items that test it."""
    for line in page.objectives:
        sentence = plain(line)
        slugs = [slug for slug, text in page.lesson.objectives.items() if text == sentence]
        tested = {name for name, item in page.items.items() if [item.objective] == slugs}
        if set(item_ids(line)) != tested or not slugs:
            yield f"{sentence!r}: {sorted(tested ^ set(item_ids(line)))}"


def steps_find_something(page: Page) -> Iterator[str]:
    """Three or four steps: a finding, why, code, what we saw, and a check at the end."""
    if not 3 <= len(page.steps()) <= 4:
        yield f"{len(page.steps())} steps"
    for title, cells in page.steps().items():
        code = "".join(
            "q" if cell["source"].startswith("lesson.check(") else "t" if cell["cell_type"] == "markdown" else "c"
            for cell in cells
        )
        if not re.fullmatch(r"t+c+t[tc]*q", code):
            yield f"{title}: {code}"
        if title.endswith("?") or len(title.split()) < 3:
            yield f"{title}: says no finding"
        for cell in cells:
            if cell["cell_type"] == "markdown" and words(cell["source"]) > 90:
                yield f"{cell['id']}: {words(cell['source'])} words"


# ---- a rule for the lessons that state counts ----


def counts_are_those_of_the_data(page: Page) -> Iterator[str]:
    """Every count that lesson 01 states of the story, and lesson 02 of people, is that of the table."""
    for sentence, counts in COUNTS.get(page.lesson.lesson, {}).items():
        found = re.search(sentence, page.prose())
        if found is None:
            yield f"nothing like {sentence!r}"
        elif [number(text) for text in found.groups()] != counts:
            yield f"{found[0]!r}, but the data gives {counts}"


FACTS, PEOPLE = load("facts"), load("indicators").query("indicator == 'population' and year == 2023")
SAID = FACTS[FACTS["kind"] == "statement"]["attribution"].value_counts()
SURE = FACTS["certainty"].value_counts()
HAYASHI, MINISTRY = SAID["Yoshimasa Hayashi, by Kyodo"], SAID["Japan's foreign ministry, by Kyodo"]
IN_STORY = members("2023-07-13")["iso3"]
COUNTS: dict[str, dict[str, list[int]]] = {
    "01": {
        r"story has (\w+) paragraphs": [FACTS["paragraph"].nunique()],
        r"(\w+) of them are a caption": [FACTS[FACTS["attribution"].str.contains("caption")]["paragraph"].nunique()],
        r"found (\w+) facts": [len(FACTS)],
        r"How many of the (\w+) are told": [len(FACTS)],
        r"(\w+) facts are statements": [SAID.sum()],
        r"lists the (\w+) members": [len(IN_STORY)],
        r"(\w+) of the (\w+) facts are told as being so": [SURE["reported"], len(FACTS)],
        r"(\w+) facts are expected": [SURE["expected"]],
        r"(\w+) fact is weaker": [SURE["possible"]],
        r"(\w+) of (\w+) statements come from one side": [HAYASHI + MINISTRY, SAID.sum()],
        r"(\w+) come from Hayashi, (\w+) from his foreign ministry": [HAYASHI, MINISTRY],
        r"In the other (\w+), the reporter": [SAID["the reporter (Kyodo)"]],
        r"All (\w+) readings and judgements are the reporter's": [SURE["characterisation"]],
    },
    "02": {
        r"Indonesia had (\w+) million people in 2023, out of (\w+) million in all (\w+) members": [
            round(PEOPLE.set_index("iso3")["value"]["IDN"] / 1e6),
            round(PEOPLE[PEOPLE["iso3"].isin(IN_STORY)]["value"].sum() / 1e6),
            len(IN_STORY),
        ],
    },
}


EVERY_NOTEBOOK: list[Rule] = [
    form_is_plain,
    nothing_is_saved,
    cell_ids_are_readable,
    headings_step_down_one_by_one,
    code_is_short,
    links_lead_somewhere,
    nothing_comes_from_the_network,
]
EVERY_LESSON: list[Rule] = [
    header_is_that_of_the_lesson,
    three_objectives_name_their_items,
    named_items_exist,
    every_check_is_shown_once,
    setup_is_two_lines,
    the_lesson_is_not_long,
    language_is_plain,
    acronyms_are_spelled_out,
    pictures_have_twins,
    key_points_mirror_the_objectives,
    parts_stand_in_order,
    the_learner_has_a_turn,
    counts_of_questions_are_right,
    counts_are_those_of_the_data,
]
LATER_LESSONS: list[Rule] = [objectives_are_those_of_the_items, steps_find_something]
CASES = [
    *((rule, path) for rule in EVERY_NOTEBOOK for path in ALL),
    *((rule, path) for rule in EVERY_LESSON for path in LEARNERS),
    *((rule, path) for rule in LATER_LESSONS for path in LEARNERS if not path.stem.startswith(FIRST)),
]


def read(path: Path) -> Page:
    """Return the page in a file."""
    return Page(path, json.loads(path.read_text(encoding="utf-8")))


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


LONG_WORDS = "Intergovernmental organisations institutionalise multilateral responsibilities. " * 10
DAMAGES: list[tuple[Rule, Damage, str]] = [
    (form_is_plain, lambda notebook: notebook.update(nbformat_minor=4), "4.5"),
    (form_is_plain, lambda notebook: notebook["metadata"].update(toc={}), "toc"),
    (form_is_plain, lambda notebook: cell(notebook, "quiz")["metadata"].update(collapsed=True), "quiz: metadata"),
    (form_is_plain, lambda notebook: cell(notebook, "quiz").pop("outputs"), "not valid"),
    (nothing_is_saved, lambda notebook: cell(notebook, "quiz").update(execution_count=7), "quiz"),
    (nothing_is_saved, lambda notebook: cell(notebook, "quiz")["outputs"].append({}), "quiz"),
    (cell_ids_are_readable, lambda notebook: cell(notebook, "quiz").update(id="setup"), "setup"),
    (cell_ids_are_readable, lambda notebook: cell(notebook, "quiz").update(id="3f2a9c1e"), "3f2a9c1e"),
    (headings_step_down_one_by_one, swap("quiz-intro", "## ", "# "), "one H1"),
    (headings_step_down_one_by_one, swap("discuss", "## ", "#### "), "discuss: from level 2 to 4"),
    (code_is_short, put("quiz", "1\n" * 9), "quiz: 9 lines"),
    (code_is_short, put("quiz", " "), "quiz: 0 lines"),
    (links_lead_somewhere, swap("discuss", "Is it", "[Is](no-such.ipynb) it"), "no-such.ipynb"),
    (links_lead_somewhere, swap("discuss", "Is it", "`09-no-lesson`"), "09-no-lesson"),
    (nothing_comes_from_the_network, swap("discuss", "Is it", "https://example.org"), "discuss: https:"),
    (header_is_that_of_the_lesson, swap("title", "ASEAN?", "it?"), "title: no '# "),
    (header_is_that_of_the_lesson, swap("title", "25", "26"), "25 minutes"),
    (header_is_that_of_the_lesson, swap("title", "basic", "word " * 60), "words"),
    (three_objectives_name_their_items, swap("objectives", "`q-members-01`, ", ""), "q-members-01 named 0 times"),
    (three_objectives_name_their_items, swap("objectives", "- Say", "Say"), "2 objectives"),
    (named_items_exist, swap("discuss", "Is it", "`q-members-99`"), "discuss: q-members-99"),
    (every_check_is_shown_once, drop("ten-check"), "q-members-01: shown 0 times"),
    (every_check_is_shown_once, swap("ten-check", "01", "09"), "q-members-09 is no check"),
    (setup_is_two_lines, swap("setup", "02", "03"), "setup"),
    (the_lesson_is_not_long, swap("discuss", "Is it", "word " * 200), "words"),
    (the_lesson_is_not_long, lambda notebook: notebook["cells"].extend([cell(notebook, "quiz")] * 6), "41 cells"),
    (language_is_plain, put("discuss", LONG_WORDS), "discuss: grade"),
    (acronyms_are_spelled_out, swap("title", "Association of", "Group of"), "ASEAN"),
    (acronyms_are_spelled_out, swap("discuss", "Is it", "GDP"), "GDP"),
    (pictures_have_twins, both(swap("ten-saw", "as a list", ""), drop("people-table")), "no table"),
    (key_points_mirror_the_objectives, swap("key-points", "**Where:**", "Where:"), "2 key points"),
    (key_points_mirror_the_objectives, put("key-points", "## Key points\n- **a** b\n- **c** d\n- **e** f"), "no word"),
    (parts_stand_in_order, drop("warm-up"), "warm-up: 0 times"),
    (parts_stand_in_order, last("discuss"), "order"),
    (the_learner_has_a_turn, put("discuss", "## Discuss: names\n\nTalk."), "nothing is asked"),
    (the_learner_has_a_turn, put("try-it-map", "1 + 1"), "1 + 1"),
    (counts_of_questions_are_right, swap("quiz-intro", "Sixteen", "Twenty"), "there are 16"),
    (objectives_are_those_of_the_items, swap("objectives", "Find members", "Find all members"), "q-members-01"),
    (objectives_are_those_of_the_items, swap("objectives", "`q-members-01`, ", ""), "q-members-01"),
    (steps_find_something, swap("people-why", "## ", ""), "Ten and eleven"),
    (
        steps_find_something,
        swap("people-why", "Two in five people live in one member", "Who lives where?"),
        "no finding",
    ),
    (steps_find_something, last("ten-check"), "Ten members stand in the story: tcctc"),
    (steps_find_something, swap("people-why", "The next", "word " * 90), "people-why"),
    (steps_find_something, both(drop("discuss"), drop("warm-up")), "0 steps"),
    (counts_are_those_of_the_data, swap("people-saw", "281", "282"), "281, 689, 10"),
    (counts_are_those_of_the_data, swap("people-saw", "Indonesia", "It"), "nothing like"),
]


@pytest.mark.parametrize(("rule", "damage", "named"), DAMAGES, ids=[rule.__name__ for rule, *_ in DAMAGES])
def test_what_breaks_a_rule_is_named(rule: Rule, damage: Damage, named: str):
    """A lesson that keeps a rule is damaged in one place, and the rule names the place."""
    notebook = deepcopy(HEALTHY.notebook)
    damage(notebook)
    assert list(rule(HEALTHY)) == []
    assert named in "\n".join(rule(Page(HEALTHY.path, notebook)))


def test_every_rule_can_be_broken():
    """No rule is without a damage that it names."""
    assert {rule for rule, *_ in DAMAGES} == {*EVERY_NOTEBOOK, *EVERY_LESSON, *LATER_LESSONS}
