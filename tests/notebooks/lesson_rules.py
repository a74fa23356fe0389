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
    """At most 60 words stand at the top: the title of the items file, and not what `kit.start` shows below it."""
    cell, lesson = page.cells[0], page.lesson
    if f"# {lesson.title}\n" not in cell["source"]:
        yield f"{cell['id']}: no '# {lesson.title}'"
    if lesson.question in cell["source"]:
        yield f"{cell['id']}: the question appears twice"
    if words(cell["source"]) > 60:
        yield f"{cell['id']}: {words(cell['source'])} words"
    if page.path.stem != lesson.path.stem:
        yield f"the items are in {lesson.path.name}"


def three_objectives_are_those_of_the_items(page: Page) -> Iterator[str]:
    """There are three objectives, each as in the items file; one may stand for all of the pre-test or post-test."""
    if len(page.objectives) != 3:
        yield f"{len(page.objectives)} objectives"
    sentences = [text for slug, text in page.lesson.objectives.items() if not slug.startswith(("pre-", "post-"))]
    yield from (f"not an objective: {line}" for line in page.objectives[: len(sentences)] if line not in sentences)
    yield from (f"no {sentence!r}" for sentence in sentences if sentence not in page.objectives)


def learners_read_no_ids(page: Page) -> Iterator[str]:
    """No text of a lesson names an item, because ids are for authors, and each that is called exists."""
    for cell in page.cells:
        named = item_ids(cell["source"])
        yield from (f"{cell['id']}: {name}" for name in named if cell["cell_type"] == "markdown")
        yield from (f"{cell['id']}: no item {name}" for name in named if name not in page.items)


def practice_comes_after_the_core(page: Page) -> Iterator[str]:
    """Items beyond the core are shown after the key points, in a cell that is tagged; the core has about six."""
    uses = Counter(item.use for item in page.items.values())
    shown = [cell for cell in page.section("More practice") if cell["source"] == "lesson.practice()"]
    if len(shown) != bool(uses["practice"]) or any(cell["metadata"].get("tags") != ["practice"] for cell in shown):
        yield f"{uses['practice']} items for practice, shown {len(shown)} times with a tag"
    if shown and list(page.sections).index("Key points") > list(page.sections).index("More practice"):
        yield "practice before the key points"


def code_is_folded(page: Page) -> Iterator[str]:
    """Code is folded where a learner has nothing to change: everywhere but at the start and at "Try it"."""
    is_open = {"setup", *(cell["id"] for cell in page.section("Try it"))}
    is_open |= {"self-test"} if page.lesson.lesson == FIRST else set()
    for cell in page.cells:
        hidden = cell["metadata"].get("jupyter") == {"source_hidden": True}
        may_change = cell["id"] in is_open or 'save_as=""' in cell["source"]
        if cell["cell_type"] == "code" and hidden == may_change:
            yield f"{cell['id']}: {'folded' if hidden else 'open'}"


def every_check_is_shown_once(page: Page) -> Iterator[str]:
    """Each check of the items file has its cell, and no item of the quiz is shown before the quiz."""
    shown = Counter(re.findall(r"lesson\.check\(\"([^\"]+)\"\)", "\n".join(cell["source"] for cell in page.cells)))
    checks = {name for name, item in page.items.items() if item.use == "check"}
    yield from (f"{name}: shown {shown[name]} times" for name in checks if shown[name] != 1)
    yield from (f"{name} is no check" for name in shown if name not in checks)


def every_guess_is_returned_to(page: Page) -> Iterator[str]:
    """Each guess of the items file is asked for, nothing else is, and a later cell shows it next to the data."""
    text = "\n".join(cell["source"] for cell in page.cells if cell["cell_type"] == "code")
    asked, shown = (re.findall(rf'lesson\.{call}\("([^"]+)"\)', text) for call in ("predict", "prediction"))
    guesses = [name for name, item in page.items.items() if item.use == "predict"]
    yield from (f"{name} is not a guess" for name in asked if name not in guesses)
    for name in guesses:
        if (
            asked.count(name) != 1
            or shown.count(name) != 1
            or text.find(f'prediction("{name}') < text.find(f't("{name}')
        ):
            yield f"{name}: asked {asked.count(name)} times, then shown {shown.count(name)} times"


def setup_is_two_lines(page: Page) -> Iterator[str]:
    """Two statements open this lesson, in the first code cell, whose id is setup."""
    first = next(cell for cell in page.cells if cell["cell_type"] == "code")
    if first["source"] != f'import kit\n\nlesson = kit.start("{page.lesson.lesson}")' or first["id"] != "setup":
        yield f"{first['id']}: {first['source']}"


def the_lesson_is_not_long(page: Page) -> Iterator[str]:
    """There are at most 42 cells, and 900 words in the core."""
    prose = [cell for cell in page.cells if cell["cell_type"] == "markdown"]
    count = sum(words(cell["source"]) for cell in prose if "tags" not in cell["metadata"])
    if len(page.cells) > 42 or count > 900:
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
        "setup": "import kit",
        "objectives": "## What you will learn",
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
    more = "\n".join(cell["source"] for cell in page.section("More practice"))
    practice = sum(item.use == "practice" for item in page.lesson.items)
    for text, there in ((before["source"], count), (more, practice)):
        for said in re.findall(r"(\w+) questions", text):
            if number(said) not in {-1, there}:
                yield f"{said} questions, but there are {there}"


# ---- rules for every lesson but the first ----


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
        r"(\w+) of its (\w+) paragraphs are captions": [
            FACTS[FACTS["attribution"].str.contains("caption")]["paragraph"].nunique(),
            FACTS["paragraph"].nunique(),
        ],
        r"cut the story into (\w+) small statements": [len(FACTS)],
        r"(\w+) statements are about the future": [FACTS["strength"].notna().sum()],
        r"people say (\w+) things: (\w+) come from Hayashi, (\w+) from his ministry, and (\w+) from Japan and ASEAN": [
            *(SAID.sum(), HAYASHI, MINISTRY, SAID.sum() - HAYASHI - MINISTRY),
        ],
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
    three_objectives_are_those_of_the_items,
    learners_read_no_ids,
    practice_comes_after_the_core,
    code_is_folded,
    every_check_is_shown_once,
    every_guess_is_returned_to,
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
LATER_RULES: list[Rule] = [steps_ask_and_find]
