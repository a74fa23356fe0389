"""Rules for every lesson, as the course has it: each yields what breaks it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import textstat
from notebook_page import Page, Rule, item_ids, number, plain, points, stems, words

from kit.facts.membership import members
from kit.facts.tables import load
from kit.quiz.shuffle import drawn

FIRST = "00"  # it teaches how a notebook works, so its parts stand in another order
SPELLED = {"ASEAN": "Association of Southeast Asian Nations"}  # others by their first letters
NAMES = {"PDR"}  # part of a name that the lesson tells about: some texts write Lao PDR
SMALL_WORD = r"(?:[ -](?:of|the|on|and|to|for|in))*"
PICTURES = ("kit.map(", "kit.chart(", "kit.dial(", "kit.timeline(")
TWINS = (".to_table()", "as a list", "as a table")


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
    prose = [cell for cell in page.cells if cell["cell_type"] == "markdown"]
    longer = {cell["id"]: plain(cell["source"]) for cell in prose if words(cell["source"]) >= 30}
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


def new_words_are_explained_where_they_stand(page: Page) -> Iterator[str]:
    """Each new word that the lesson uses after the warm-up is a link to the list of words, and says what it means.

    The words a mouse finds on the link are those of the list, in English, with the Japanese term.
    """
    text = "\n".join(cell["source"] for cell in page.cells if cell["cell_type"] == "markdown")
    warm_up = "\n".join(cell["source"] for cell in page.section("Warm-up"))
    list_at = next((title.replace(" ", "-") for title in page.sections if title.startswith("New words")), "")
    words_of_the_lesson = WORDS[WORDS["lesson"] == page.lesson.lesson]
    for term, meaning, japanese in zip(
        *(words_of_the_lesson[name] for name in ("term_en", "definition_en", "term_ja")), strict=True
    ):
        link = f'(#{list_at} "{meaning} 日本語: {japanese}")'
        bare = re.escape(re.sub(r"^to | \([^)]*\)", "", term))
        used = re.search(rf"(?<![\w-]){bare}(?![\w-])", plain(text.replace(warm_up, "")), re.IGNORECASE)
        if text.count(link) > 1 or (used and not text.count(link)):
            yield f"{term}: write [{term}]{link} once"


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
    """Each objective stands as in the items file, with exactly the items that test it; one may be the post-test."""
    post_test = {name for name, item in page.items.items() if item.objective.startswith("post-")}
    for line in page.objectives:
        sentence = plain(line)
        slugs = [slug for slug, text in page.lesson.objectives.items() if text == sentence]
        tested = {name for name, item in page.items.items() if [item.objective] == slugs}
        named = set(item_ids(line))
        if named != post_test and (named != tested or not slugs):
            yield f"{sentence!r}: {sorted(tested ^ named)}"


def steps_ask_and_find(page: Page) -> Iterator[str]:
    """Three or four steps: a question, why, code, what we saw, and a check at the end."""
    if not 3 <= len(page.steps()) <= 4:
        yield f"{len(page.steps())} steps"
    for title, cells in page.steps().items():
        code = "".join(
            "q" if cell["source"].startswith("lesson.check(") else "t" if cell["cell_type"] == "markdown" else "c"
            for cell in cells
        )
        if not re.fullmatch(r"t+c+t[tc]*q", code):
            yield f"{title}: {code}"
        if not title.endswith("?") or len(title.split()) < 3:
            yield f"{title}: asks no question"
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


WORDS = load("glossary")
FACTS, PEOPLE = load("facts"), load("indicators").query("indicator == 'population' and year == 2023")
SAID = FACTS[FACTS["kind"] == "statement"]["attribution"].value_counts()
HAYASHI, MINISTRY = SAID["Yoshimasa Hayashi, by Kyodo"], SAID["Japan's foreign ministry, by Kyodo"]
IN_STORY = members("2023-07-13")["iso3"]
COUNTS: dict[str, dict[str, list[int]]] = {
    "01": {
        r"has (\w+) paragraphs": [FACTS["paragraph"].nunique()],
        r"(\w+) of them are captions": [FACTS[FACTS["attribution"].str.contains("caption")]["paragraph"].nunique()],
        r"cut the story into (\w+) small statements": [len(FACTS)],
        r"(\w+) statements are about the future": [FACTS["strength"].notna().sum()],
        r"(\w+) of the (\w+) things that people said come from Hayashi and (\w+) from": [HAYASHI, SAID.sum(), MINISTRY],
    },
    "02": {
        r"Indonesia had (\w+) million people in 2023, out of (\w+) million in all (\w+) members": [
            round(PEOPLE.set_index("iso3")["value"]["IDN"] / 1e6),
            round(PEOPLE[PEOPLE["iso3"].isin(IN_STORY)]["value"].sum() / 1e6),
            len(IN_STORY),
        ],
    },
}


RULES: list[Rule] = [
    header_is_that_of_the_lesson,
    three_objectives_name_their_items,
    named_items_exist,
    every_check_is_shown_once,
    setup_is_two_lines,
    the_lesson_is_not_long,
    language_is_plain,
    acronyms_are_spelled_out,
    new_words_are_explained_where_they_stand,
    pictures_have_twins,
    key_points_mirror_the_objectives,
    parts_stand_in_order,
    the_learner_has_a_turn,
    counts_of_questions_are_right,
    counts_are_those_of_the_data,
]
LATER_RULES: list[Rule] = [objectives_are_those_of_the_items, steps_ask_and_find]
