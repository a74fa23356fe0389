"""What works on this machine and in this notebook, and what to do where something does not."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from kit import browser
from kit.checks.data_package import resources
from kit.checks.file_cache import FileCache
from kit.checks.hashes import damaged
from kit.checks.screen_texts import check_texts
from kit.errors import KitError
from kit.files import answers_home
from kit.paths import command, data_folder
from kit.text import Text, languages, session_language, settings, text_in
from kit.text_files import read_content

State = Literal["works", "attention", "look"]

_SIGNS = {"works": "✓", "attention": "!", "look": "→"}
_LAB_PARTS = {"anywidget": "anywidget", "ipywidgets": "@jupyter-widgets/jupyterlab-manager"}
_LEAST_FREE_MB = 10
_MOST_NAMED = 5


@dataclass(frozen=True)
class Line:
    """One thing that was looked at.

    Parameters
    ----------
    state : str
        ``"works"``, ``"attention"``, or ``"look"`` for what only the reader can see.
    text : str
        What was found.
    do : str
        What to do; empty where there is nothing to do.
    """

    state: State
    text: str
    do: str = ""


@dataclass(frozen=True)
class SelfTest:
    """What was found, as a list to read on the screen, by a screen reader or as plain text.

    Parameters
    ----------
    lines : tuple of Line
        One for each thing that was looked at.
    language : str
        Language of the list, ISO 639-1.
    """

    lines: tuple[Line, ...]
    language: str = "en"

    def __repr__(self) -> str:
        text = _text(self.language)
        shown = [line for line in self.lines if line.state != "look"]
        shown.append(Line("attention", text("self_test.plain"), text("self_test.plain_do", lab=command("lab"))))
        colon = settings(self.language).colon
        rows = [f"{_SIGNS[line.state]} {text(f'self_test.{line.state}')}{colon}{line.text}" for line in shown]
        tails = [f"\n    {line.do}" if line.do else "" for line in shown]
        return "\n".join([text("self_test.title"), *(row + tail for row, tail in zip(rows, tails, strict=True))])

    def _repr_html_(self) -> str:
        text = _text(self.language)
        title, sentence = escape(text("self_test.title")), escape(text("self_test.sentence"))
        items = "".join(f"<li>{_row(line, text, settings(self.language).colon)}</li>" for line in self.lines)
        page = (
            f'<!doctype html><html lang="{self.language}" style="color-scheme:light dark"><title>{sentence}</title>'
            '<body style="margin:0;padding:.5em;background:Canvas;color:CanvasText;font-family:sans-serif">'
            f'<main><h1 style="margin:0;font-size:1em;font-weight:normal">{sentence}</h1></main>'
        )
        return (
            "<style>[data-jp-theme-light=false] .kit-sight{color-scheme:dark}</style>"
            f'<section aria-label="{title}" lang="{self.language}"><strong>{title}</strong>'
            f'<ul style="list-style:none;margin:.5em 0;padding:0;overflow-wrap:anywhere">{items}</ul>'
            f'<iframe class="kit-sight" sandbox srcdoc="{escape(page)}" title="{sentence}"'
            ' style="width:100%;max-width:30em;height:2.5em;border:1px solid #767676"></iframe></section>'
        )


def self_test(*, language: str | None = None) -> SelfTest:
    """Look at what the course needs, and say what works here and what to do where something does not.

    Nothing is asked of the network. In the folder of the answers a file is written and deleted again.

    Parameters
    ----------
    language : str, optional
        Language of the list, ISO 639-1, such as ``"ja"``; that of the lesson unless given.

    Returns
    -------
    SelfTest
        Python, kit, data, items, texts, widgets, maps, answers, and what only the reader can see.

    Raises
    ------
    KitError
        When there is no such language, or its texts cannot be read.

    Source: this machine.

    Examples
    --------
    >>> self_test().lines[0].state
    'works'
    """
    language = session_language(language)
    text = _text(language)
    return SelfTest(tuple(look(text) for look in _LOOKS), language)


def _text(language: str) -> Text:
    """Return the strings of a language; where they are damaged, what can still be said."""
    try:
        known = text_in(language)
    except ValueError as error:
        where = str(data_folder() / "text")
        raise KitError(f"The texts cannot be read: {error}.", where=where, do="Install the kit again.") from None

    def text(key: str, **values: object) -> str:
        try:
            return known(key, **values)
        except (LookupError, ValueError):
            return " ".join([key, *map(str, values.values())])

    return text


def _row(line: Line, text: Text, colon: str) -> str:
    colour = {"works": "--jp-success-color1,#1b7f3b", "attention": "--jp-error-color1,#b3261e"}.get(line.state)
    border = f"var({colour})" if colour else "currentcolor"
    word = escape(text(f"self_test.{line.state}"))
    do = f"<br>{escape(line.do)}" if line.do else ""
    return (
        f'<div style="border-left:4px solid {border};margin:.35em 0;padding:.1em .7em">'
        f'<span aria-hidden="true">{_SIGNS[line.state]} </span><strong>{word}{colon.rstrip()}</strong>'
        f"{' ' * colon.endswith(' ')}{escape(line.text)}{do}</div>"
    )


def _python(text: Text) -> Line:
    return Line("works", text("self_test.python", version=platform.python_version()))


def _kit(text: Text) -> Line:
    try:
        return Line("works", text("self_test.kit", version=version("heart-to-heart-kit")))
    except PackageNotFoundError:
        return Line("attention", text("self_test.kit_missing"), text("self_test.kit_do"))


def _data(text: Text) -> Line:
    problems = damaged(data_folder())
    if problems:
        found = f"{problems[0].what} ({problems[0].where})"
        return Line(
            "attention",
            text("self_test.data_bad", count=len(problems), found=found),
            text("self_test.data_do", check=command("check")),
        )
    return Line("works", text("self_test.data", count=len(resources(data_folder(), FileCache())[0])))


def _items(text: Text) -> Line:
    from kit.quiz.bank import load_bank

    try:
        lessons = load_bank()
    except KitError as error:
        return Line("attention", f"{error.what} ({error.where})", error.do)
    count = sum(len(lesson.items) for lesson in lessons)
    return Line("works", text("self_test.items", items=count))


def _texts(text: Text) -> Line:
    for problem in check_texts(data_folder() / "text", FileCache()):
        return Line("attention", f"{problem.what} ({problem.where})", problem.do)
    return Line("works", text("self_test.texts", languages=", ".join(languages())))


def _widgets(text: Text) -> Line:
    """Look for the packages, and for their parts in the folders from which JupyterLab takes its extensions."""
    if browser.HERE:
        return Line("works", text("self_test.widgets_in_browser"))
    from jupyter_core.paths import jupyter_path

    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    missing = [
        package
        for package, part in _LAB_PARTS.items()
        if find_spec(package) is None or not any((folder / part / "package.json").is_file() for folder in folders)
    ]
    if missing:
        return Line("attention", text("self_test.widgets_bad", names=", ".join(missing)), text("self_test.widgets_do"))
    return Line("works", text("self_test.widgets"))


def _maps(text: Text) -> Line:
    try:
        from xstatic.pkg import leaflet

        found = find_spec("folium") is not None and (Path(leaflet.BASE_DIR) / "leaflet.js").is_file()
    except ImportError:
        found = False
    if found:
        return Line("works", text("self_test.maps"))
    return Line("attention", text("self_test.maps_bad"), text("self_test.maps_do"))


def _answers(text: Text) -> Line:
    """Write a file where answers are kept: permissions alone do not tell whether one may."""
    if browser.HERE:
        if browser.keeps_answers():
            return Line("works", text("self_test.answers_in_browser"))
        return Line("attention", text("self_test.answers_not_kept"), text("self_test.answers_not_kept_do"))
    try:
        folder = answers_home()
    except KitError as error:
        return Line("attention", f"{error.what} ({error.where})", error.do)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".self-test-") as file:
            file.write(b"answer\n")
            file.flush()
        free = shutil.disk_usage(folder).free / 1e6
    except OSError as error:
        why = error.strerror or str(error)
        return Line("attention", text("self_test.answers_bad", path=folder, why=why), text("self_test.answers_do"))
    if free < _LEAST_FREE_MB:
        return Line("attention", text("self_test.answers_full", path=folder, free=free), text("self_test.full_do"))
    return Line("works", text("self_test.answers", path=folder, free=free / 1e3))


def _earlier(text: Text) -> Line:
    """Read every answer file line by line; a line that is cut off is named and stays where it is."""
    count, aside = 0, []
    try:
        for file in sorted(answers_home().glob("*.jsonl")):
            for number, line in enumerate(read_content(file).split(b"\n"), start=1):
                if _is_answer(line):
                    count += 1
                elif line.strip():
                    aside.append(text("self_test.line", file=file.name, line=number))
    except KitError as error:
        return Line("attention", f"{error.what} ({error.where})", error.do)
    if not aside:
        return Line("works", text("self_test.earlier", count=count))
    named = ", ".join(aside[:_MOST_NAMED]) + (" …" if len(aside) > _MOST_NAMED else "")
    return Line("attention", text("self_test.earlier_bad", count=count, lines=named), text("self_test.earlier_do"))


def _is_answer(line: bytes) -> bool:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and {"item_id", "response", "verdict"} <= content.keys()


def _display(text: Text) -> Line:
    sentence = text("self_test.sentence")
    return Line("look", text("self_test.display", sentence=sentence), text("self_test.display_do"))


_LOOKS: tuple[Callable[[Text], Line], ...] = (
    _python,
    _kit,
    _data,
    _items,
    _texts,
    _widgets,
    _maps,
    _answers,
    _earlier,
    _display,
)
