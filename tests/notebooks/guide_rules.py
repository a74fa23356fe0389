"""Rules for the teacher's guides, one for each lesson and one for the course: each yields what breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notebook_page import Page, Rule, item_ids, read, words

from kit.authoring.minutes import CUT_HEAD, Step, read_steps, whole_minutes, with_clock, with_plan
from kit.cli import main
from kit.paths import notebooks_folder
from kit.quiz.bank import lesson_names, load_lesson

SECTIONS = (
    "Monday page",
    "Background",
    "Before the lesson",
    "Minute by minute",
    "Warm-up: what to expect",
    "Mistakes to expect",
    "Discussion: what to listen for",
    "Key sheet",
    "Where to take care",
    "In other rooms",
    "Frameworks",
)
COURSE_SECTIONS = (
    "The course at a glance",
    "Plan for nine periods",
    "Plan for five periods",
    "Plan for three periods",
    "Plan for one period",
    "Frameworks",
    "Curricula",
    "Hard conversations: a protocol",
    "Fairness: who speaks in this article",
    "Fairness: what is left out",
    "Privacy: where the answers of pupils are",
    "Privacy: what a hand-in contains",
    "Privacy: how to delete",
)
PRINTED = {"monday": range(300, 560), "background": range(150, 270)}  # words on a page, and on half a page
LATE = 10  # minutes that a class may lose
TEACHER = notebooks_folder() / "teacher"
LARGEST_PICTURE = 60_000  # bytes
ROOMS = ("**No network.**", "**One computer.**", "**No computer.**")
THEMES = {
    "Knowing ASEAN",
    "Valuing Identity and Diversity",
    "Connecting Global and Local",
    "Promoting Equity and Justice",
    "Working Together for a Sustainable Future",
}
DIMENSIONS = {
    "developing questions",
    "applying disciplinary tools",
    "evaluating sources and using evidence",
    "communicating conclusions and taking informed action",
}
MONDAY_PARTS = ("**Open.**", "**Board**", "**Exit ticket.**")
PERIODS = {"nine": 9, "five": 5, "three": 3}
LONGEST_PERIOD = 45  # minutes
START = 5  # minutes, of something from another lesson
# How the titles of the steps begin that a period of a plan takes.
TAKEN: dict[str, list[dict[str, str]]] = {
    "five": [
        {"00": "Start|How do(es)? |Where are|What do you know", "01": "One story|Warm-up|Who met"},
        {"01": "What you|How sure|Did Hayashi|What do other|Discuss|The quiz|Key"},
        {"03": "(?!Discuss|What did they do)"},
        {"04": "The partnership|What does the long|Where did", "07": "(?!What you|Discuss|The quiz)"},
        {"08": ""},
    ],
    "three": [{"01": ""}, {"03": "(?!Discuss)"}, {"07": "(?!Discuss)"}],
}


@cache
def lesson_steps(name: str) -> list[Step]:
    """Return the steps of a lesson with their minutes."""
    return read_steps(next(notebooks_folder().glob(f"{name}-*.ipynb")))


def rows(page: Page, section: str) -> list[list[str]]:
    """Return the cells of the table in a section, without its head."""
    text = "\n".join(cell["source"] for cell in page.section(section))
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines[2:]]


def source_of(page: Page, name: str) -> str:
    """Return the source of a cell; empty when there is none."""
    return next((str(cell["source"]) for cell in page.cells if cell["id"] == name), "")


def framework_names(page: Page) -> set[str]:
    """Return what stands in bold under Frameworks."""
    text = "\n".join(cell["source"] for cell in page.section("Frameworks"))
    return set(re.findall(r"^- \*\*(.+?)\*\*:", text, re.MULTILINE))


def sections_stand_in_order(page: Page, wanted: tuple[str, ...] = SECTIONS) -> Iterator[str]:
    """Every part of a guide is there once, in this order, with something in it."""
    if (found := [title for title in page.sections if title]) != list(wanted):
        yield f"sections are {', '.join(found)}"
    for title in page.sections:
        if words("".join(cell["source"] for cell in page.section(title))) < 20:
            yield f"{title}: says next to nothing"


# ---- rules for the guide of one lesson ----


def header_is_that_of_the_lesson(page: Page) -> Iterator[str]:
    """Title and question are those of the items file, and the setup opens this lesson."""
    first, lesson = page.cells[0]["source"], page.lesson
    for text in (f"# Guide to lesson {lesson.lesson}: {lesson.title}\n", lesson.question):
        if text not in first:
            yield f"no {text!r}"
    setup = [cell["source"] for cell in page.cells if cell["id"] == "setup"]
    if setup != [f'import kit\n\nlesson = kit.start("{lesson.lesson}")']:
        yield f"setup: {setup}"


def the_guide_is_not_long(page: Page) -> Iterator[str]:
    """From 8 to 17 cells make a guide, with at most 1,300 words beside Monday page, background and pictures."""
    texts = [cell for cell in page.cells if cell["cell_type"] == "markdown" and cell["id"] not in PRINTED]
    count = sum(words(re.sub(r"!\[.*?\]", "", cell["source"])) for cell in texts)
    if not 8 <= len(page.cells) <= 17 or count > 1300:
        yield f"{len(page.cells)} cells, {count} words"


def minutes_are_computed(page: Page) -> Iterator[str]:
    """Each step of the lesson has the minutes that its words, pictures and items take, and what the teacher does.

    So have the items. The core fits into a period, and the guide says what to cut first.
    """
    parts = lesson_steps(page.lesson.lesson)
    (cell,) = (cell for cell in page.cells if cell["id"] == "plan")
    if with_plan(cell["source"], parts) != cell["source"] or "| … |" in cell["source"]:
        yield "write the minutes with `python -m kit.authoring.minutes`, and what the teacher does in a new step"
    whole = whole_minutes(parts)
    sums = tuple(sum(getattr(part, name) for part in whole) for name in ("teaching", "exercises"))
    if sums != (page.lesson.minutes.teaching, page.lesson.minutes.exercises):
        yield f"the items say {page.lesson.minutes}, but it is {sums[0]} and {sums[1]}"
    if sum(part.teaching + part.exercises for part in parts) > LONGEST_PERIOD:
        yield f"the core takes {sum(sums)} minutes: tag cells as practice"
    if "**Cut first:**" not in cell["source"]:
        yield "nothing to cut first"


def monday_page_follows_the_lesson(page: Page) -> Iterator[str]:
    """Each step of the core has its minutes on the clock, with what to say and when to stop; so has what is cut.

    What can be cut is enough for a class that begins ten minutes late.
    """
    text = source_of(page, "monday")
    if with_clock(text, lesson_steps(page.lesson.lesson)) != text or "| … " in text:
        yield "write the minutes with `python -m kit.authoring.minutes`, and what you say in a new step"
    cuts = text.partition(CUT_HEAD)[2].partition("\n\n")[0]
    if (saved := sum(map(int, re.findall(r"\| (\d+) \|$", cuts, re.MULTILINE)))) < LATE:
        yield f"the cuts save {saved} minutes"


def printed_texts_fit_their_paper(page: Page) -> Iterator[str]:
    """No part is missing on the Monday page; it is short enough for a page, and the background for half a page."""
    for name, room in PRINTED.items():
        if (count := len(source_of(page, name).split())) not in room:
            yield f"{name}: {count} words"
    for part in MONDAY_PARTS:
        if f"\n\n{part}" not in source_of(page, "monday"):
            yield f"no {part}"


def plan_follows_the_lesson(page: Page) -> Iterator[str]:
    """Each check of the lesson is named once in the plan, in the order of the items file."""
    named = item_ids("\n".join(row[0] for row in rows(page, "Minute by minute")))
    if named != [item.id for item in page.lesson.items if item.use == "check"]:
        yield f"checks: {', '.join(named)}"


def mistakes_are_seen_in_items(page: Page) -> Iterator[str]:
    """Three mistakes at least, each with items of this lesson in which it shows, and with what helps."""
    found = rows(page, "Mistakes to expect")
    if len(found) < 3:
        yield f"{len(found)} mistakes"
    for said, where, helps in found:
        if not item_ids(where) or not set(item_ids(where)) <= set(page.items) or not helps:
            yield f"{said}: {where}"


def prompts_say_what_to_listen_for(page: Page) -> Iterator[str]:
    """Three prompts at least; each asks, says what to listen for, and what to do if it does not come."""
    found = rows(page, "Discussion")
    if len(found) < 3:
        yield f"{len(found)} prompts"
    yield from (
        f"{row[0]}: no question or no advice" for row in found if "?" not in row[0] or len(row) != 3 or not all(row)
    )


def a_picture_shows_what_pupils_see(page: Page) -> Iterator[str]:
    """One picture shows a step of the lesson, which is named, and says it in words; the files are small."""
    found = re.findall(r"step \*(.+?)\*.*\n\n!\[(.+)\]\((pictures/\d\d\.png)\)", source_of(page, "before"))
    if len(found) != 1:
        yield f"{len(found)} pictures"
    for step, said, name in found:
        if step not in {part.title for part in lesson_steps(page.lesson.lesson)}:
            yield f"no step {step}"
        if not 10 <= words(said) <= 35:
            yield f"{name}: {words(said)} words"
        for path in (TEACHER / name, TEACHER / name.replace("/", "/ja/")):
            if not path.is_file() or path.stat().st_size > LARGEST_PICTURE:
                yield f"{path.name}: missing, or too large"


def answers_are_computed(page: Page) -> Iterator[str]:
    """Key sheet, cautions and answers of the warm-up come from cells that run, and no key is typed."""
    code = {cell["id"]: cell["source"] for cell in page.cells if cell["cell_type"] == "code"}
    if code.get("key-sheet") != "lesson.key_sheet()" or not {"care", "warm-up-answers"} <= set(code):
        yield f"cells {', '.join(code)}"


def other_rooms_are_thought_of(page: Page) -> Iterator[str]:
    """There is a way without a network, with one computer, and with none."""
    text = "\n".join(cell["source"] for cell in page.section("In other rooms"))
    yield from (f"no {room}" for room in ROOMS if text.count(room) != 1)
    parts = re.split("|".join(map(re.escape, ROOMS)), text)
    yield from (f"{len(part.split())} words for one room" for part in parts[1:] if len(part.split()) < 15)


def frameworks_are_named_as_they_are_called(page: Page) -> Iterator[str]:
    """At least one theme and one dimension are named, in the words of the frameworks."""
    found = framework_names(page)
    if not found & THEMES or not found & DIMENSIONS or found - THEMES - DIMENSIONS:
        yield f"{sorted(found)}"


# ---- rules for every guide ----


def commands_exist(page: Page) -> Iterator[str]:
    """Each command that is named is one of the command line."""
    text = "\n".join(cell["source"] for cell in page.cells)
    yield from (name for name in re.findall(r"(?:`kit |kit.command\(\")([a-z-]+)", text) if name not in main.commands)


# ---- rules for the guide of the course ----


def sections_of_the_course_stand_in_order(page: Page) -> Iterator[str]:
    """Every part of the guide of the course is there once, in this order."""
    yield from sections_stand_in_order(page, COURSE_SECTIONS)


def plans_have_their_periods(page: Page) -> Iterator[str]:
    """Each plan has as many periods as it says, each with lessons that exist; nine periods take each lesson once."""
    names = lesson_names()
    for word, count in PERIODS.items():
        plan = rows(page, f"Plan for {word} periods")
        taken = [re.findall(r"\b\d\d\b", row[1]) for row in plan]
        if [row[0] for row in plan] != [str(number) for number in range(1, count + 1)]:
            yield f"{word}: {len(plan)} periods"
        yield from (f"{word}: period {place} has no lesson" for place, lessons in enumerate(taken, 1) if not lessons)
        yield from (f"{word}: no lesson {name}" for lessons in taken for name in lessons if name not in names)
        if word == "nine" and [name for lessons in taken for name in lessons] != names:
            yield "nine: not each lesson once"


def plans_take_the_minutes_that_they_say(page: Page) -> Iterator[str]:
    """Each period of the shorter plans says the minutes of the steps that it takes, and they fit into a period."""
    for word, periods in TAKEN.items():
        for row, taken in zip(rows(page, f"Plan for {word} periods"), periods, strict=True):
            parts = [
                part
                for lesson, titles in taken.items()
                for part in whole_minutes(lesson_steps(lesson))
                if re.match(titles, part.title)
            ]
            minutes = sum(part.teaching + part.exercises for part in parts) + START * (
                "start of five minutes" in row[2]
            )
            if row[3] != str(minutes) or minutes > LONGEST_PERIOD:
                yield f"{word}: period {row[0]} takes {minutes} minutes, not {row[3]}"


def one_period_is_as_long_as_a_period(page: Page) -> Iterator[str]:
    """Minutes in the plan for one period add up to 45."""
    plan = rows(page, "Plan for one period")
    if sum(int(row[0]) for row in plan) != 45:
        yield f"{sum(int(row[0]) for row in plan)} minutes"


def frameworks_are_those_of_the_lessons(page: Page) -> Iterator[str]:
    """Each theme and dimension has the lessons whose guides name it, and none is without a lesson."""
    guides = [(name, page.path.with_name(f"{name}-guide.ipynb")) for name in lesson_names()]
    named = {name: framework_names(read(path)) for name, path in guides}
    said = {row[0]: re.findall(r"\d\d", row[1]) for row in rows(page, "Frameworks")}
    for title in THEMES | DIMENSIONS:
        lessons = [name for name, titles in named.items() if title in titles]
        if said.get(title) != lessons or not lessons:
            yield f"{title}: {said.get(title)}, but the guides say {lessons}"


def minutes_of_lessons_fit_a_period(page: Page) -> Iterator[str]:
    """No lesson takes longer than a period, and the guide computes what it says of minutes and items."""
    for name in lesson_names():
        minutes = load_lesson(name).minutes
        if minutes.teaching + minutes.exercises > LONGEST_PERIOD:
            yield f"lesson {name}"
    if not any("load_bank()" in cell["source"] for cell in page.section("The course at a glance")):
        yield "minutes are not computed"


RULES: list[Rule] = [
    sections_stand_in_order,
    header_is_that_of_the_lesson,
    the_guide_is_not_long,
    minutes_are_computed,
    monday_page_follows_the_lesson,
    printed_texts_fit_their_paper,
    plan_follows_the_lesson,
    mistakes_are_seen_in_items,
    prompts_say_what_to_listen_for,
    a_picture_shows_what_pupils_see,
    answers_are_computed,
    other_rooms_are_thought_of,
    frameworks_are_named_as_they_are_called,
    commands_exist,
]
COURSE_RULES: list[Rule] = [
    sections_of_the_course_stand_in_order,
    plans_have_their_periods,
    plans_take_the_minutes_that_they_say,
    one_period_is_as_long_as_a_period,
    frameworks_are_those_of_the_lessons,
    minutes_of_lessons_fit_a_period,
    commands_exist,
]
