"""How many minutes each step of a lesson takes, from what a learner reads, sees and answers there.

``python -m kit.authoring.minutes`` writes the minutes into the item files and the guides of the course. How fast
learners read, and how long they think about an item, is in ``kit.quiz.reading_time``.
"""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.files import write_whole
from kit.notebook_calls import calls
from kit.paths import data_folder, notebooks_folder
from kit.picture import Picture
from kit.quiz.reading_time import WORDS_A_MINUTE, count_words, item_minutes
from kit.text_files import read_content, to_json, to_text

PRACTICE = "practice"  # the tag of a cell that is not in the core of a lesson
HEAD = "| step | teaching | exercises | more | what you do |\n| --- | --- | --- | --- | --- |"
CLOCK_HEAD = "| clock | step | say or ask | stop when |"
CUT_HEAD = "| if you are late, leave out | minutes |"
_CORE = ("teaching", "exercises")
_OPENING, _PICTURE, _LITTLE = 2.0, 2.0, 0.25  # to open the lesson; a map, a chart or a timeline; a line of output
_TALK = {"Discuss": 4.0, "Warm-up": 2.0, "Try it": 2.0}
_GIVEN = re.compile(r"minutes-(\d+)")  # a tag: what pupils do on paper or in a group
_FOR_REFERENCE = ("New words", "Sources")
_HTML = re.compile(r'(?s)<style.*?</style>|<script.*?</script>|<p class="kit-from".*?</p>|<[^>]+>')  # as read in class
_LINK = re.compile(r"\]\([^)]*\)|`q-[^`]*`|[#*_`>|]")
_TABLE = re.compile(r"(?m)(^\|.*\n?)+")
_IDS = re.compile(r"\s*\(`q-.*\)$")


@dataclass(frozen=True)
class Step:
    """A part of a lesson below one heading.

    Parameters
    ----------
    title : str
        The heading.
    checks : tuple of str
        Ids of the items that are shown there one by one.
    teaching, exercises, more : float
        Minutes of the core, to read, look and talk, and for items; minutes of what is tagged as practice.
    """

    title: str
    checks: tuple[str, ...] = ()
    teaching: float = 0.0
    exercises: float = 0.0
    more: float = 0.0


def steps(cells: Sequence[Any]) -> list[Step]:
    """Return the parts of a lesson in order, with their minutes; the cells are run, and no answer is touched.

    Parameters
    ----------
    cells : sequence of dict
        Cells of a notebook of the course, as JSON gives them.
    """
    names: dict[str, Any] = {}
    found: list[Step] = []
    for title, part in _parts(cells):
        time = {"teaching": _OPENING if not found else _said(title), "exercises": 0.0, "more": 0.0}
        checks: list[str] = []
        for cell, source, tags in part:
            checks += [str(call.args[0]) for call in calls(source) if call.name == "lesson.check"]
            for kind, minutes in _minutes(cell["cell_type"], source, names):
                time["more" if PRACTICE in tags else kind] += minutes
            time["teaching"] += sum(int(given[1]) for tag in tags if (given := _GIVEN.fullmatch(tag)))
        if part and all(PRACTICE in tags for *_, tags in part):
            time = {"teaching": 0.0, "exercises": 0.0, "more": sum(time.values())}
        if not title.startswith(_FOR_REFERENCE):
            found.append(Step(title, tuple(checks), **time))
    return found


def whole_minutes(parts: Sequence[Step]) -> list[Step]:
    """Return steps whose minutes are whole numbers with the same sums: what is cut off one goes to the next."""
    names, done = ("teaching", "exercises", "more"), dict.fromkeys(("teaching", "exercises", "more"), 0.0)
    found = []
    for part in parts:
        before = {name: round(done[name]) for name in names}
        done = {name: done[name] + getattr(part, name) for name in names}
        found.append(Step(part.title, part.checks, **{name: round(done[name]) - before[name] for name in names}))
    return found


def plan(parts: Sequence[Step], what_you_do: dict[str, str]) -> str:
    """Return the table of a guide: each step with its checks, its minutes and what the teacher does there."""
    rows = []
    for part in whole_minutes(parts):
        checks = f" ({', '.join(f'`{name}`' for name in part.checks)})" if part.checks else ""
        times = f"{part.teaching} | {part.exercises} | {part.more}"
        rows.append(f"| {part.title}{checks} | {times} | {what_you_do.get(part.title, '…')} |")
    return "\n".join([HEAD, *rows])


def read_steps(notebook: Path) -> list[Step]:
    """Return the parts of a notebook of the course with their minutes.

    Raises
    ------
    KitError
        When the notebook cannot be read, or one of its cells ends with an error.
    """
    cells = read_notebook(notebook)["cells"]
    kept = os.environ.get("KIT_ANSWERS")
    with TemporaryDirectory(prefix="kit-") as folder:
        os.environ["KIT_ANSWERS"] = folder
        try:
            return steps(cells)
        except Exception as error:
            what = f"A cell ends with an error: {' '.join(str(error).split()) or type(error).__name__}"
            do = "Run the lesson, and correct the cell."
            raise KitError(what, where=str(notebook), do=do) from error
        finally:
            if kept is None:
                del os.environ["KIT_ANSWERS"]
            else:
                os.environ["KIT_ANSWERS"] = kept


def with_plan(text: str, parts: Sequence[Step]) -> str:
    """Return the text of a guide's cell in which the table is renewed; what the teacher does stays."""
    table = _TABLE.search(text)
    if table is None:
        return f"{text}\n\n{plan(parts, {})}"
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table[0].splitlines()[2:]]
    what_you_do = {_IDS.sub("", row[0]): row[-1] for row in rows}
    return text.replace(table[0].rstrip("\n"), plan(parts, what_you_do))


def clock(parts: Sequence[Step]) -> list[tuple[str, str]]:
    """Return the minutes of the clock from begin to end, and the title, of each step of the core."""
    found, now = [], 0
    for exact, part in zip(parts, whole_minutes(parts), strict=True):
        spent = round(part.teaching + part.exercises)
        if exact.teaching + exact.exercises:
            found.append((f"{now}–{now + spent}" if spent else f"{now}", part.title))
        now += spent
    return found


def with_clock(text: str, parts: Sequence[Step]) -> str:
    """Return the text of a Monday page in which the clock and the minutes of what can be left out are renewed.

    What the teacher says in a step stays; a new step, and one that is no longer in the lesson, has an ellipsis.
    """
    spent = {part.title: part.teaching + part.exercises for part in whole_minutes(parts)}

    def renewed(table: re.Match[str]) -> str:
        head, line, *rows = table[0].splitlines()
        cells = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]
        if head == CLOCK_HEAD:
            said = {row[1]: " | ".join(row[2:]) for row in cells}
            rows = [f"| {time} | {title} | {said.get(title, '… | …')} |" for time, title in clock(parts)]
        elif head == CUT_HEAD:
            rows = [f"| {row[0]} | {spent.get(row[0], '…')} |" for row in cells]
        return "".join(f"{row}\n" for row in (head, line, *rows))

    return _TABLE.sub(renewed, f"{text}\n").removesuffix("\n")


def write_minutes() -> list[Path]:
    """Write the minutes of each lesson into its item file and its guide, and return the files that changed.

    Raises
    ------
    KitError
        When a lesson has no item file or no guide, one of its cells ends with an error, or the guide lacks a cell in
        which minutes are written.
    """
    written = []
    for notebook in sorted(notebooks_folder().glob("[0-9][0-9]-*.ipynb")):
        parts = read_steps(notebook)
        teaching, exercises = (sum(getattr(part, name) for part in whole_minutes(parts)) for name in _CORE)
        items = data_folder() / "items" / f"{notebook.stem}.yaml"
        head = f"minutes: {{teaching: {teaching}, exercises: {exercises}}}"
        text = to_text(read_content(items), items)
        guide = notebooks_folder() / "teacher" / f"{notebook.name[:2]}-guide.ipynb"
        content = to_json(read_content(guide), guide)
        cells = {cell["id"]: cell for cell in content["cells"]}
        for name, renew in (("plan", with_plan), ("monday", with_clock)):
            if name not in cells:
                do = "Take this cell of the guide to lesson 02 as a model."
                raise KitError(f"The guide has no cell with the id {name!r}.", where=str(guide), do=do)
            cell = cells[name]
            cell["source"] = renew("".join(cell["source"]), parts).splitlines(keepends=True)
        new = {
            items: re.sub(r"(?m)^minutes: .*$", head, text, count=1),
            guide: f"{json.dumps(content, indent=1, ensure_ascii=False)}\n",
        }
        for path, changed in new.items():
            if changed != path.read_text(encoding="utf-8"):
                write_whole(path, changed.encode())
                written.append(path)
    return written


def _parts(cells: Sequence[Any]) -> Iterator[tuple[str, list[tuple[Any, str, list[str]]]]]:
    """Yield each heading of a notebook with its cells, their source and their tags."""
    title = ""
    part: list[tuple[Any, str, list[str]]] = []
    for cell in cells:
        source = "".join(cell["source"])
        heading = re.match(r"#+ (.+)", source) if cell["cell_type"] == "markdown" else None
        if heading:
            if title:
                yield title, part
            title, part = heading[1], []
        part.append((cell, source, cell.get("metadata", {}).get("tags", [])))
    yield title, part


def _said(title: str) -> float:
    """Return how long a class talks below a heading."""
    return next((minutes for word, minutes in _TALK.items() if title.startswith(word)), 0.0)


def _minutes(kind: str, source: str, names: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield what a cell takes: for teaching or for exercises."""
    if kind == "markdown":
        yield "teaching", count_words(_LINK.sub(" ", source)) / WORDS_A_MINUTE
        return
    result = _run(source, names)
    if any(call.name == "lesson.hand_in" for call in calls(source)):
        yield "teaching", _LITTLE
    elif session := getattr(result, "session", None):
        yield "exercises", sum(map(item_minutes, session.items.values()))
    elif isinstance(result, Picture) or hasattr(result, "_esm"):
        yield "teaching", _PICTURE
    elif shown := getattr(result, "_repr_html_", lambda: "")():
        yield "teaching", count_words(_HTML.sub(" ", shown)) / WORDS_A_MINUTE
    elif result is not None:
        yield "teaching", _LITTLE


def _run(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does, and return what its last line gives."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(StringIO()):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - a lesson of the course
        if not isinstance(last, ast.Expr):
            return None
        result: object = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    return result


def main() -> None:
    """Write the minutes and print which files changed; where a lesson breaks a rule, say so with exit code 1."""
    try:
        for path in write_minutes():
            print(path)  # noqa: T201 - which files changed
    except KitError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
