"""A lesson for the projector: step by step in large type, with notes on a page of the teacher's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.assets import esm
from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.lab.voila_page import first_cell
from kit.language_choice import language_here
from kit.language_codes import first_and_second
from kit.notebook_calls import calls, started
from kit.quiz.select import open_lesson
from kit.suggest import folder_error, is_folder
from kit.text import strings

if TYPE_CHECKING:
    from kit.quiz.bank import LessonItems

_STRINGS = "present."


def find_notebook(lesson: str, *folders: Path) -> Path:
    """Return the notebook of a lesson: a file, else the first one with this number in some folders.

    Parameters
    ----------
    lesson : str
        Number of the lesson, such as ``"03"`` or ``"3"``, or the path of a notebook; its ending may be left out.
    *folders : pathlib.Path
        Where to look for a number or a file's name, such as the teacher's own folder, then the course's.

    Raises
    ------
    KitError
        When there is no such notebook.
    """
    name = lesson if lesson.endswith(".ipynb") else f"{lesson}.ipynb"
    for path in (Path(name), *(folder / name for folder in folders)):
        if path.is_file():
            return path
    known = [
        path for folder in folders for path in sorted(folder.glob("[0-9][0-9]*.ipynb"), key=lambda path: path.stem)
    ]
    if re.fullmatch(r"\d{1,2}", lesson):
        for path in known:
            if path.name.startswith(lesson.zfill(2)):
                return path
    numbers = sorted({path.name[:2] for path in known})
    if is_folder(lesson):
        raise folder_error(lesson, "[0-9][0-9]*.ipynb", numbers)
    names = ", ".join(numbers)
    do = f"Choose one of: {names}; or name a notebook file." if names else "Name a notebook file."
    raise KitError("There is no such lesson.", where=lesson, do=do)


def present(  # noqa: PLR0913 - one for each option
    handler: Any,  # noqa: ANN401 - Voila's own objects
    notebook: Any,  # noqa: ANN401
    cwd: str,
    *,
    core: bool = False,
    language: str = "",
    path: Path | None = None,
) -> Any:  # noqa: ANN401
    """Answer what Voila is asked about a notebook: its steps, with ``?notes`` the notes, with ``?keys`` the keys.

    Voila calls this before it runs a notebook, as its ``prelaunch_hook``; what is answered on the steps is not kept.

    Parameters
    ----------
    handler : tornado.web.RequestHandler
        What was asked.
    notebook : nbformat.NotebookNode
        The notebook, which gets a cell in front and a title; its file stays as it is.
    cwd : str
        Its folder below that of the server.
    core : bool
        Leave out the cells that are tagged as practice.
    language : str
        The language to show it in; else that of its folder.
    path : pathlib.Path, optional
        Its file, where it is one of the course, to be translated.

    Raises
    ------
    tornado.web.Finish
        When all is said and no notebook is to run.
    """
    from tornado.web import Finish

    asked = handler.request.query_arguments
    try:
        if path and language and "kit" not in notebook.metadata:
            for cell, own in zip(notebook.cells, read_notebook(path, language)["cells"], strict=True):
                cell.source = "".join(own["source"])
        notes, keys = prepare(notebook, Path(handler.contents_manager.root_dir) / cwd, core=core, language=language)
    except KitError as error:
        handler.set_header("Content-Type", "text/plain; charset=utf-8")
        raise Finish(str(error)) from None
    if "notes" in asked:
        raise Finish(notes)
    if "keys" in asked:
        raise Finish(keys)
    return notebook


def prepare(
    notebook: Any,  # noqa: ANN401 - of nbformat, which has no types
    folder: Path,
    *,
    core: bool = False,
    language: str = "",
) -> tuple[str, dict[str, Any]]:
    """Make a notebook the steps of its lesson, and return the teacher's notes as a page, and the keys by item.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The notebook.
    folder : pathlib.Path
        Its folder, which also contains the items of a lesson of your own.
    core : bool
        Leave out the cells that are tagged as practice.
    language : str
        The language to show it in; else that of its folder.

    Raises
    ------
    KitError
        When the items of the lesson cannot be read.
    """
    from kit.export.key_sheet import key_sheet

    is_left_out = [core and "practice" in cell.metadata.get("tags", []) for cell in notebook.cells]
    for cell in notebook.cells:
        cell.metadata.tags = ["raises-exception"]  # what goes wrong shows there, and the cells after it still run
    language = language or language_here(folder)
    notebook.cells.insert(0, first_cell(folder, language))
    notebook.cells[0].source += 'os.environ["KIT_PROJECTOR"] = "1"\n'  # charts in larger type
    lesson, language = _lesson(notebook.cells, folder, first_and_second(language)[0])
    items = lesson.items if lesson else ()
    sheet: Any = key_sheet(items, language).itertuples()
    rows = {row.item: row for row in sheet}
    rows |= {item.replaces: rows[item.id] for item in items if item.replaces}  # the notebook names that one
    known = strings(language).items()
    text = {key.removeprefix(_STRINGS): value for key, value in known if key.startswith(_STRINGS)}
    numbered = list(enumerate(notebook.cells, start=1))
    notebook.metadata.title = lesson.title if lesson else notebook.metadata.get("title", "")
    notebook.metadata.kit = {
        "language": language,
        "minutes": lesson.minutes.teaching + lesson.minutes.exercises if lesson else 0,
        "skip": [1, *(place for place, is_so in enumerate(is_left_out, start=2) if is_so)],
        "start": next((place for place, cell in numbered if _starts(cell)), 0),
        "strings": text,
    }
    notebook.metadata.kit_script = esm("lab/projector/present.js")
    sets = {f"lesson.{use}": [item.id for item in items if item.use == use] for use in ("quiz", "practice")}
    notes = "".join(_notes(numbered, rows, sets, text["key"]))
    page = (Path(__file__).parent / "notes.html").read_text(encoding="utf-8")
    for name, part in {**text, "language": language, "title": notebook.metadata.title}.items():
        page = page.replace(f"@{name}@", escape(part))
    keys = {item.id: {"ids": list(item.key_ids()), "lines": rows[item.id].key.split("\n")} for item in items}
    return page.replace("@body@", notes), keys


def _lesson(cells: list[Any], folder: Path, language: str) -> tuple[LessonItems | None, str]:
    """Return the lesson that the notebook starts, and its language: the one that it names, else that of its texts."""
    for cell in cells:
        if found := _starts(cell):
            name, language = found[0], first_and_second(found[1])[0] or language
            if name.endswith(".json"):
                return None, language  # an exam holds no key
            return open_lesson(name, folder, language), language
    return None, language


def _starts(cell: Any) -> tuple[str, str] | None:  # noqa: ANN401 - of nbformat
    """Return the lesson that a cell starts, and the language that it names."""
    return started(cell.source) if cell.cell_type == "code" else None


def _notes(cells: list[tuple[int, Any]], rows: dict[str, Any], sets: dict[str, list[str]], key: str) -> Iterator[str]:
    """Yield the notes of each cell: its items with keys and the misconceptions of wrong answers; else its heading."""
    for place, cell in cells:
        named = list(calls(cell.source)) if cell.cell_type == "code" else []
        ids = [call.argument(0, "item_id") for call in named if call.name in ("lesson.check", "lesson.predict")]
        ids += [name for call in named for name in sets.get(call.name, [])]
        lines = [_note(rows[name], key) for name in ids if name in rows]
        if not lines and cell.cell_type == "markdown":
            heading = re.match(r"#+ (.*)", cell.source)
            lines = [f"<h2>{escape(heading[1])}</h2>"] if heading else []
        yield f'<section data-cell="{place}" hidden>{"".join(lines)}</section>'


def _note(row: Any, key: str) -> str:  # noqa: ANN401 - a row of the key sheet
    right, wrong = (
        "".join(f"<li>{escape(line)}</li>" for line in cell.split("\n")) for cell in (row.key, row.mistakes)
    )
    return f"<h2>{escape(row.stem)}</h2><p><strong>{escape(key)}:</strong></p><ul>{right}</ul><hr><ul>{wrong}</ul>"
