"""A lesson for the projector: step by step in large type, with notes on a page of the teacher's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.export.csv_table import row
from kit.export.wording import Wording
from kit.lab.voila_page import cell, work_in, write_page
from kit.paths import notebooks_folder
from kit.quiz.bank import LessonItems, load_lesson, read_file
from kit.text import text_in

_START = re.compile(r"""kit\.start\(\s*["']([^"']+)["'](?:,\s*(?:language=)?["'](\w+)["'])?""")
_ITEM = re.compile(r"""lesson\.check\(\s*["']([^"']+)["']""")
_STRINGS = ("back", "next", "steps", "hands", "reveal", "key", "notes")


def find_notebook(lesson: str, here: Path) -> Path:
    """Return the notebook of a lesson: a file, else the teacher's copy in ``here/notebooks``, else the course's.

    Parameters
    ----------
    lesson : str
        Number of the lesson, such as ``"03"``, or the path of a notebook.
    here : pathlib.Path
        Where the teacher works.

    Raises
    ------
    KitError
        When there is no such notebook.
    """
    if lesson.endswith(".ipynb") and Path(lesson).is_file():
        return Path(lesson)
    if re.fullmatch(r"\d\d", lesson):
        for folder in (here / "notebooks", notebooks_folder()):
            found = next(iter(sorted(folder.glob(f"{lesson}-*.ipynb"))), None)
            if found is not None:
                return found
    known = ", ".join(sorted(path.name[:2] for path in notebooks_folder().glob("[0-9][0-9]-*.ipynb")))
    raise KitError("There is no such lesson.", where=lesson, do=f"Choose one of: {known}; or name a notebook file.")


def present_page(notebook: Path, folder: Path) -> Path:
    """Write what is shown of a notebook, the teacher's notes and the keys.

    Parameters
    ----------
    notebook : pathlib.Path
        The notebook; it stays as it is.
    folder : pathlib.Path
        Where the page, and what is answered on it, belong.

    Returns
    -------
    pathlib.Path
        The page, for `kit.lab.voila_page.run_page`.

    Raises
    ------
    KitError
        When the notebook or the items of its lesson cannot be read.
    """
    try:
        own = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        cells = [cell(one["cell_type"], "".join(one["source"]), one["id"]) for one in own]
    except (OSError, ValueError, KeyError, TypeError):
        do = "Open it in JupyterLab, mend and save it."
        raise KitError("This notebook cannot be read.", where=str(notebook), do=do) from None
    lesson, language = _lesson(cells, notebook.parent)
    wording = Wording(language)
    rows = {item.id: row(item, lesson.lesson, wording) for item in lesson.items} if lesson else {}
    keys = {item.id: {"ids": _ids(item), "text": rows[item.id]["key"]} for item in lesson.items} if lesson else {}
    minutes = lesson.minutes.teaching if lesson else 0
    text = text_in(language)
    shown = [work_in(notebook.parent), *cells]
    quiz = [item.id for item in lesson.items if item.use == "quiz"] if lesson else []
    notes = "".join(_notes(shown, rows, quiz, text("present.key")))
    page = (Path(__file__).parent / "notes.html").read_text(encoding="utf-8")
    for name in ("notes", "back", "next", "none"):
        page = page.replace(f"@{name}@", escape(text(f"present.{name}")))
    title = escape(lesson.title if lesson else notebook.stem)
    page = page.replace("@language@", language).replace("@title@", title).replace("@body@", notes)
    (folder / "notes.html").write_text(page, encoding="utf-8")
    (folder / "keys.json").write_text(json.dumps(keys), encoding="utf-8")
    skip = [place for place, one in enumerate(shown, start=1) if place == 1 or _START.search(one["source"])]
    strings = {name: text(f"present.{name}") for name in _STRINGS}
    about = {"steps": True, "minutes": minutes, "skip": skip, "strings": strings}
    return write_page(folder, lesson.title if lesson else notebook.stem, shown, about)


def _lesson(cells: list[dict[str, Any]], folder: Path) -> tuple[LessonItems | None, str]:
    """Return the lesson that the notebook starts, and its language."""
    for one in cells:
        if one["cell_type"] == "code" and (started := _START.search(one["source"])):
            name = started[1]
            items = read_file(folder / name) if name.endswith((".yaml", ".yml")) else load_lesson(name)
            return items, started[2] or "en"
    return None, "en"


def _ids(item: Any) -> list[str]:  # noqa: ANN401 - each kind has a key of its own
    """Return the ids of the right options; none where nothing is chosen."""
    key = getattr(item, "key", ())
    return [key] if isinstance(key, str) else [*key] if isinstance(key, (tuple, dict)) else []


def _notes(cells: list[dict[str, Any]], rows: dict[str, dict[str, str]], quiz: list[str], key: str) -> Iterator[str]:
    """Yield the notes of each cell: its items with key and what each wrong answer stands for; else its text."""
    for place, one in enumerate(cells, start=1):
        ids = quiz if "lesson.quiz(" in one["source"] else _ITEM.findall(one["source"])
        lines = [_note(rows[name], key) for name in ids if name in rows]
        if not lines and one["cell_type"] == "markdown":
            heading = re.match(r"#+ (.*)", one["source"])
            lines = [f"<h2>{escape(heading[1])}</h2>"] if heading else []
        yield f'<section data-cell="{place}" hidden>{"".join(lines)}</section>'


def _note(cells: dict[str, str], key: str) -> str:
    options = [
        f"<li>{escape(cells[name])}<br>{escape(cells.get(f'feedback_{name[7:]}', ''))}</li>"
        for name in cells
        if name.startswith("option_") and cells[name]
    ]
    right = f"<p><strong>{escape(key)}:</strong> {escape(cells['key'])}</p>"
    return f"<h2>{escape(cells['stem'])}</h2>{right}<ul>{''.join(options)}</ul>"
