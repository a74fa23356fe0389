"""Commands that open lessons and items: `kit lab`, `kit present` and `kit preview`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kit.cli.group import Command
from kit.cli.options import NAMED, PATH, language_option, lesson_and_options
from kit.cli.terminal import agrees_to, may_replace
from kit.cli.words import say
from kit.errors import KitError
from kit.paths import command


@click.command(
    cls=Command, short_help="Open the course in JupyterLab.", context_settings={"ignore_unknown_options": True}
)
@click.option("--teacher", is_flag=True, help="Open the whole of JupyterLab, with the guides for teachers.")
@language_option(
    "Language of the course, such as ja; ja+en shows both.  [default: as before, else asked]",
    default="",
    takes_two=True,
)
@lesson_and_options("[LESSON]", "[JUPYTERLAB OPTIONS]", NAMED)
def lab(words: tuple[str | None, tuple[str, ...]], *, teacher: bool, language: str) -> None:
    """Open the course in JupyterLab, or LESSON: its number, or a notebook or a folder of your own.

    Pupils see the page of the course, then one lesson at a time, with a bar that leads from lesson to lesson. Teachers
    use --teacher: all of JupyterLab, and the guides.

    The notebooks are copied into the folder "my-notebooks" here; copies that are there already stay as they are.
    In a folder with an assigned quiz or a lesson of your own, that folder is opened as it is. --verbose shows
    the log of the server.

    Examples
    --------
      kit lab
      kit lab 02
      kit lab --teacher
      kit lab --language ja
      kit lab --language ja+en
      kit lab class-b/students
      kit lab --no-browser --port 8890
    """
    from kit.lab.notebook_copies import choose_folder, copy_notebooks
    from kit.lab.present import find_notebook
    from kit.lab.start_jupyterlab import run_lab
    from kit.paths import notebooks_folder
    from kit.suggest import is_folder

    lesson, options = words[0] or "", words[1]
    is_notebook, is_own_folder = lesson.endswith(".ipynb"), is_folder(lesson)
    here = Path(lesson).parent if is_notebook else Path(lesson) if is_own_folder else Path.cwd()
    language = _language(language)
    folder, has_copies = choose_folder(here, language)
    is_elsewhere = folder != here.resolve()
    if is_notebook and is_elsewhere and not Path(lesson).is_file() and here != Path():
        raise KitError("There is no such file.", where=lesson, do="Check its name, or put it back.")
    if is_own_folder and is_elsewhere:
        do = (
            "Name the folder that `kit assign` or `kit new-lesson` wrote, as in kit lab class-b/students; for the "
            "course, a number or nothing."
        )
        raise KitError("There is no lesson in this folder.", where=lesson, do=do)
    if has_copies:
        if lesson and not is_own_folder:  # a misspelt lesson leaves no folder behind
            find_notebook(Path(lesson).name, folder, notebooks_folder())
        copy_notebooks(folder, may_replace, guides=teacher, language=language)
    first = min(folder.glob("*.ipynb"), key=lambda path: path.stem)
    wanted = str(folder / Path(lesson).name) if is_notebook else str(first) if is_own_folder else lesson or str(first)
    opened = None if has_copies and not lesson and not teacher else find_notebook(wanted, folder)
    run_lab(opened, folder, options, desk=teacher, say=say)


@click.command(
    cls=Command,
    short_help="Show a lesson step by step on the projector.",
    context_settings={"ignore_unknown_options": True},
)
@click.option("--core", is_flag=True, help="Leave out what is for practice: only the 45 minutes of the lesson.")
@language_option("Language of the lesson, such as ja or ja+en.  [default: as `kit lab`]", default="", takes_two=True)
@lesson_and_options("LESSON", "[VOILA OPTIONS]", NAMED)
def present(words: tuple[str, tuple[str, ...]], *, core: bool, language: str) -> None:
    """Show a lesson step by step on the projector: by its number, or a notebook of your own.

    Next and back: PageDown and PageUp, arrows, or a clicker. Notes and keys are on a page of your own. What the
    class answers here is not kept. In JupyterLab, the button Present above a notebook does the same.

    Examples
    --------
      kit present 03
      kit present 03 --core
      kit present my-lesson/90-my-lesson.ipynb
    """
    from kit.lab.notebook_copies import choose_folder
    from kit.lab.present import find_notebook
    from kit.lab.present import present as hook
    from kit.lab.voila_page import run_page
    from kit.paths import notebooks_folder

    lesson, options = words
    language = _language(language)
    folder = choose_folder(Path.cwd(), language)[0]
    notebook = find_notebook(lesson, folder, notebooks_folder())
    is_course = notebook.resolve().is_relative_to(notebooks_folder().resolve())
    run_page(notebook, options, partial(hook, core=core, language=language, path=notebook if is_course else None))


@click.command(
    cls=Command,
    short_help="Show the items of a file as cards, to try them.",
    context_settings={"ignore_unknown_options": True},
)
@lesson_and_options("FILE", "[VOILA OPTIONS]", PATH)
def preview(words: tuple[Path, tuple[str, ...]]) -> None:
    """Show the items of FILE as cards in the browser, to try them. What you answer there is not kept.

    Examples
    --------
      kit preview my-folder/items/90-my-lesson.yaml
    """
    from kit.lab.preview import preview_page
    from kit.lab.voila_page import run_page

    file, options = words
    with TemporaryDirectory(prefix="kit-") as folder:
        run_page(preview_page(file, Path(folder)), options)


def _language(wanted: str) -> str:
    """Return the language in which the course is opened; one that the kit does not have is refused."""
    from kit.language_choice import language_to_open
    from kit.language_codes import first_and_second
    from kit.text import text_in

    first, second = first_and_second(language_to_open(wanted, _may_open_in))
    for each in (first, second or first):
        text_in(each)
    return f"{first}+{second}" if second else first


def _may_open_in(language: str) -> bool | None:
    """Ask at the keyboard whether to open the course in the system's language; None where nobody can answer."""
    from kit.language_codes import own_name

    if not sys.stdin.isatty():
        return None
    display_name = own_name(language)
    question = f"Open the course in {display_name}? `{command('lab --language en')}` opens it in English."
    return agrees_to(question, default=True)
