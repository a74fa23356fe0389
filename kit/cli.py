"""The command line: open the course, check tables and items."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, TypeVar

import click

from kit.console import write_every_character
from kit.errors import KitError
from kit.export.formats import FORMATS
from kit.export.request import MOODLES, ExportRequest
from kit.files import path_meant
from kit.paths import command, typed

_Part = TypeVar("_Part")
_PAGE = {
    "Learn": ("lab",),
    "Teach a class": ("class", "hub", "site", "present", "assign", "release", "collect", "report", "forget", "export"),
    "Write items and lessons": ("new-lesson", "preview", "check", "translate"),
}


class _Path(click.ParamType[Path]):
    """A file or folder as somebody types it: ``~`` and ``%USERPROFILE%`` are the folders that they mean."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401 - as click has it
        """Return the path; an empty one, as of a variable that is not set, is refused."""
        if isinstance(value, str) and not value.strip():
            self.fail("it is empty", param, ctx)
        path = path_meant(value)
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            pass  # what is to be written may not be there yet
        except (OSError, ValueError) as error:
            self.fail(f"no file can be called so ({getattr(error, 'strerror', None) or error})", param, ctx)
        return path


class _Named(_Path):
    """A lesson, by its number or as a file or folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """Return the name, in which a folder is what it means."""
        return str(super().convert(value, param, ctx))


_PATH, _NAMED = _Path(), _Named()
_FORCE = click.option("--force", is_flag=True, help="Replace a file that is not an earlier output of this command.")


class _Command(click.Command):
    """A command whose page of help shows commands as they work here."""

    def get_help(self, ctx: click.Context) -> str:
        return _as_it_works(super().get_help(ctx))


class _Commands(click.Group):
    """Commands that say in one place what went wrong, and never show a traceback for a KitError."""

    command_class = _Command

    def get_help(self, ctx: click.Context) -> str:
        return _as_it_works(super().get_help(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click has it
        """Write the commands in the order of a teacher's work, each with its whole sentence."""
        for title, names in _PAGE.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].short_help or "") for name in names])

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command; what it prints arrives, whatever the encoding of the screen or file."""
        write_every_character()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KitError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has stopped
                raise
            do = "Choose another place, close the file in other programs, or look at its permissions."
            what = f"The system does not allow this: {error.strerror or error}."
            raise click.ClickException(str(KitError(what, where=str(error.filename or ""), do=do))) from None


def _as_it_works(page: str) -> str:
    """Return a page of help in which each command is written as it works here."""
    return re.sub(r"(?m)(^Usage: |^    |`)kit\b", lambda found: found[1] + command(""), page)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="heart-to-heart-kit", prog_name="kit")
def main() -> None:
    """Fifty years of Japan and ASEAN, read from one news story: the course, the class, your own items.

    \b
    Examples:
      kit lab                                open the course
      kit present 03                         show lesson 03 on the projector
      kit report class-b --out report.html   say what the class knows
      kit COMMAND --help                     more on one command
    """  # noqa: D301 - \b is click's character for "keep these lines"


@main.command(short_help="Open the course in JupyterLab.", context_settings={"ignore_unknown_options": True})
@click.option("--teacher", is_flag=True, help="Open the whole of JupyterLab, with the guides for teachers.")
@click.option(
    "--language",
    default="",
    help="Language of the course, such as ja; ja+en shows both.  [default: as before, else asked]",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[LESSON] [JUPYTERLAB OPTIONS]")
def lab(options: tuple[str, ...], *, teacher: bool, language: str) -> None:
    """Open the course in JupyterLab, or LESSON: its number, or a notebook or a folder of your own.

    Pupils see the page of the course, then one lesson at a time, with a bar that leads from lesson to lesson. Teachers
    use --teacher: all of JupyterLab, and the guides.

    The notebooks are copied into the folder "my-notebooks" here; copies that are there already stay as they are.
    In a folder with an assigned quiz or a lesson of your own, that folder is opened as it is. To stop JupyterLab,
    press Ctrl+C twice in this window. --verbose shows the log of the server.

    \b
    Examples:
      kit lab
      kit lab 02
      kit lab --teacher
      kit lab --language ja
      kit lab --language ja+en
      kit lab class-b/students
      kit lab --no-browser --port 8890
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.lab.notebook_copies import choose_folder, copy_notebooks
    from kit.lab.present import find_notebook
    from kit.lab.server import run_lab
    from kit.paths import notebooks_folder

    lesson = "" if not options or options[0].startswith("-") else str(path_meant(options[0]))
    is_file, is_folder = lesson.endswith(".ipynb"), bool(lesson) and Path(lesson).is_dir()
    here = Path(lesson).parent if is_file else Path(lesson) if is_folder else Path.cwd()
    language = _language_to_open(language)
    folder, has_copies = choose_folder(here, language)
    if is_folder and folder != here.resolve():
        do = "Name the folder that `kit assign` or `kit new-lesson` wrote, as in kit lab class-b/students."
        raise KitError("There is no lesson in this folder.", where=lesson, do=do)
    if has_copies:
        if lesson and not is_folder:  # a misspelt lesson leaves no folder behind
            find_notebook(Path(lesson).name, folder, notebooks_folder())
        copy_notebooks(folder, _may_replace, guides=teacher, language=language)
    first = min(folder.glob("*.ipynb"), key=lambda path: path.stem)
    wanted = str(folder / Path(lesson).name) if is_file else str(first) if is_folder else lesson or str(first)
    opened = None if has_copies and not lesson and not teacher else find_notebook(wanted, folder)
    run_lab(opened, folder, options[bool(lesson) :], desk=teacher)


@main.command(short_help="Check tables and items, and say what to fix.")
@click.argument("folder", required=False, type=_PATH)
@click.option("--renew-hashes", is_flag=True, help="First write the hashes of changed tables into datapackage.json.")
@click.option(
    "--coverage", is_flag=True, help="Instead, say where each row is taught or used, and how far translations are."
)
@click.option("--json", "as_json", is_flag=True, help="Write the problems for a program.")
def check(folder: Path | None, *, renew_hashes: bool, coverage: bool, as_json: bool) -> None:
    """Check the tables and items of FOLDER, else the kit's own.

    Each problem is named with its file, its row or item, and what to do. The exit code is 0 when all is
    well, 1 when there is a problem.

    \b
    Examples:
      kit check
      kit check my-folder
      kit check --renew-hashes data
      kit check --coverage
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.checks import hashes
    from kit.checks.folder import check_folder
    from kit.checks.problem import Problem
    from kit.paths import data_folder
    from kit.translate.review import translation_problems

    where = folder or data_folder()
    if renew_hashes:
        renewed = hashes.renew_hashes(where)
        click.echo(f"Hashes renewed: {', '.join(renewed) or 'none, all are up to date'}", err=as_json)
    if coverage:
        _cover(where)
        return
    problems = [*check_folder(where), *map(Problem.of, translation_problems(folder))]
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
        sys.exit(bool(problems))
    for problem in problems:
        click.echo(f"{problem}\n")
    if problems:
        click.echo(f"{len(problems)} to fix in {where}")
        sys.exit(1)
    click.echo(f"All is well in {where}")


def _cover(folder: Path) -> None:
    """Print where each row is used and how far translations are; the exit code is 1 when a row is used nowhere."""
    from kit.checks.coverage import coverage, nowhere, report
    from kit.translate.review import progress, translated_languages

    found = coverage(folder)
    for line in report(found):
        click.echo(line)
    for language in translated_languages(folder):
        done, behind = progress(language, folder)
        click.echo("\n".join(["", *(line for each in done for line in (str(each), *each.left))]))
        if behind:
            click.echo(
                f"The English has changed: run `{command(f'translate update {language}')}`. ({', '.join(behind)})"
            )
    if nowhere(found):
        sys.exit(1)


@main.command(short_help="Bring the catalogues of a language up to date.")
@click.argument("what", type=click.Choice(["update"]))
@click.argument("language")
@click.argument("names", nargs=-1, metavar="[CATALOGUE]...")
@click.option("--folder", type=_PATH, help="A folder with a lesson of your own.")
def translate(what: str, language: str, names: tuple[str, ...], folder: Path | None) -> None:  # noqa: ARG001 - `what` has one value
    """Bring the catalogues of LANGUAGE up to date: all of them, or each CATALOGUE that is named.

    A catalogue is a file for Poedit, Weblate, OmegaT or an editor, in data/text/LANGUAGE. New texts come in empty. A
    translation whose English has changed becomes "fuzzy" and is not shown until somebody has looked at it. A
    translation whose text is gone is kept at the end of its file.

    \b
    Examples:
      kit translate update ja
      kit translate update ja lesson-02 guide-02
      kit translate update id --folder my-lesson
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.translate.update import update

    for done in update(language, names, folder):
        click.echo(done)


@main.command("export", short_help="Take items to Moodle, Canvas, Anki, Kahoot, a spreadsheet or paper.")
@click.argument("what", nargs=-1, type=_NAMED, metavar="[LESSON|ITEM|FILE]...")
@click.option("--to", required=True, type=click.Choice(list(FORMATS)), help="The format.")
@click.option("--out", required=True, type=_PATH, help="The file to write; for paper and plans, a folder.")
@click.option("--language", default="en", show_default=True, help="Language of the texts, such as ja.")
@_FORCE
@click.option("--moodle", default=MOODLES[-1], type=click.Choice(MOODLES), help="Moodle XML only: the oldest version.")
@click.option("--versions", default=1, type=click.IntRange(1, 26), help="Paper only: how many orders, A, B, ...")
def export_items(what: tuple[str, ...], to: str, out: Path, *, force: bool, **how: Any) -> None:  # noqa: ANN401 - language, moodle, versions
    """Write the item bank, lessons or single items for another home.

    What a format cannot hold is named, item by item.

    \b
    Examples:
      kit export 02 --to moodle-xml --out members.xml --moodle 4.1
      kit export 02 --to paper --out worksheets --versions 2
      kit export 02 --to lesson-plan --out monday
      kit export q-members-03 my-items/20-mine.yaml --to anki --out cards.apkg
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.export.formats import export
    from kit.quiz.select import chosen

    how |= {"draw": _map_to_choose_from, "watch": _with_a_bar("Writing sheets")}
    request = ExportRequest(chosen(what, how["language"]), out, **how)
    for line in export(request, to, force=force).lines(to):
        click.echo(line)


@main.command("new-lesson", short_help="Begin a lesson on another article.")
@click.argument("name")
@click.option("--number", default="", help="Two free digits that name the lesson.  [default: the first from 90]")
def new(name: str, number: str) -> None:
    """Begin a lesson on another article: a folder NAME with facts, events, sources, items and a notebook.

    Everything in it works at once, with examples. Replace them, and run `kit check NAME` until all is well.

    \b
    Examples:
      kit new-lesson rice-prices
      kit check rice-prices
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.authoring.new_lesson import new_lesson

    for path in new_lesson(name, Path.cwd(), number):
        click.echo(path)


@main.command(short_help="Write a folder for students: a quiz to practise, or an exam.")
@click.argument("lesson", type=_NAMED)
@click.option("--out", "folder", required=True, type=_PATH, help="Folder to write to.")
@click.option("--exam", is_flag=True, help="Leave keys and feedback out; they go into a folder for the teacher.")
@click.option("--language", default="en", show_default=True, help="Language of the notebook, such as ja.")
@click.option("--seed", default="", help="Any words: your templates then give the items of this seed, and no others.")
def assign(lesson: str, folder: Path, language: str, seed: str, *, exam: bool) -> None:
    """Write a folder for students with the quiz of LESSON: its number, or a file of your own items.

    The items that ship with the kit are public. For an exam that must stay secret, write items of your own, or
    templates that make them from a table, with a seed that only you know.

    \b
    Examples:
      kit assign 04 --out class-b
      kit assign my-folder/90-my-lesson.yaml --exam --seed "class b" --out class-b
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.authoring.assign import write_assignment
    from kit.quiz.bank import load_lesson, read_file

    is_file = lesson.endswith((".yaml", ".yml", ".json"))
    found = read_file(lesson, seed, language) if is_file else load_lesson(lesson, language=language)
    if seed and not found.templates:
        do = "Leave --seed out, or write templates into an item file of your own."
        raise KitError("This lesson has no templates, so a seed changes nothing.", where=str(found.path), do=do)
    written = write_assignment(found, folder, exam=exam, language=language)
    for path in written:
        click.echo(path)
    if exam:
        _say_how_an_exam_goes(found.path, written[0], written[-1].parent)


def _say_how_an_exam_goes(source: Path, notebook: Path, teacher: Path) -> None:
    """Print what a teacher does with an exam, from beginning to end."""
    from kit.paths import data_folder

    keep = f"Keep {teacher}: `{command('report')}` needs it as --items."
    home, keys = typed(teacher.parent), typed(teacher)
    lines = [
        f"Give the students {notebook.parent}. {keep}",
        f"Students need the kit on their computers. They open the exam with: {command('lab')} {typed(notebook)}",
        f"Score the hand-ins with: {command('report')} HAND-INS --items {keys}",
        f"Afterwards release the results with: {command('release')} {home}",
    ]
    if source.resolve().is_relative_to(data_folder().resolve()):
        lines.append(
            "Warning: these items ship with the kit, so questions and keys are on every student's computer. For an "
            "exam that counts, write items of your own, or templates with --seed."
        )
    for line in lines:
        click.echo(line, err=True)


@main.command(short_help="Give out the results of an exam.")
@click.argument("folder", type=_PATH)
def release(folder: Path) -> None:
    """Give out the results of the exam in FOLDER, which `kit assign --exam --out` wrote.

    The keys are copied beside the exam in the folder for students. Where students have a copy of that folder, give
    them the file that is named here, to be put into it. Their cards then show verdicts and feedback.

    \b
    Examples:
      kit release class-b
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.authoring.assign import release_exam

    for path in release_exam(folder):
        click.echo(path)


@main.command(short_help="Start a class server with accounts, or write the folder of a new one.")
@click.argument("words", nargs=-1, required=True, type=_NAMED, metavar="[init] FOLDER")
def hub(words: tuple[str, ...]) -> None:
    """Start the class server in FOLDER; `kit hub init FOLDER` writes the folder of a new one.

    Learners log in with a browser and have accounts, JupyterLab and their own files. Their answers go to the class by
    themselves. It needs Linux, root and, for more than a try, PostgreSQL: README.md in the folder says all of it.

    \b
    Examples:
      kit hub init class-server
      sudo kit hub class-server
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.hub.server_folder import start_server, write_server_folder

    match words:
        case ("init", folder):
            for path in write_server_folder(Path(folder)):
                click.echo(path)
        case (folder,) if folder != "init":
            start_server(Path(folder))
        case _:
            raise click.UsageError("Name one folder: kit hub FOLDER, or kit hub init FOLDER.")


@main.command(short_help="Write the course as web pages, for tablets.")
@click.option("--out", type=_PATH, help="Folder to write to.")
@click.option("--language", default="en", show_default=True, help="Language in which the front page opens, such as ja.")
@click.option("--lessons", default="", help="Numbers of lessons, with commas between them.  [default: all]")
@click.option("--items", type=_PATH, help="A folder of your own: a lesson, or an assigned quiz.")
@click.option("--downloads", type=_PATH, help="Folder of the files of others, to build offline.")
@click.option("--check", "checked", type=_PATH, help="Instead, try a site in Chromium.")
def site(  # noqa: PLR0913 - one for each option
    *,
    out: Path | None,
    language: str,
    lessons: str,
    items: Path | None,
    downloads: Path | None,
    checked: Path | None,
) -> None:
    """Write the course as a folder of web pages, in which Python runs in the browser: nothing is installed.

    Any web server shows the folder. Learners' answers stay in their browsers, and a hand-in is a file as everywhere.
    Exams are refused: whoever looks finds the keys in the pages. The first time, about 140 MB are fetched; after
    that, or with a folder from another computer in --downloads, no network is needed.

    \b
    Examples:
      kit site --out site
      kit site --out site --language ja --lessons 00,02
      kit site --out site --items my-lesson
      kit site --check site
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.site.build import build_site
    from kit.site.check import check_site
    from kit.site.downloads import downloads_folder

    if (out is None) == (checked is None):
        raise click.UsageError("Name one of --out and --check.")
    numbers = [number.strip() for number in lessons.split(",") if number.strip()]
    if checked is not None:
        for line in check_site(checked, numbers):
            click.echo(line)
        return
    assert out is not None  # noqa: S101 - for the types
    built = build_site(out, downloads or downloads_folder(), language=language, lessons=numbers, items=items)
    click.echo(f"Written: {built.folder}, {built.bytes / 1e6:.0f} MB. A first lesson fetches about {built.first} MB.")
    click.echo(
        f"To look at it: {command('site --check')} {typed(built.folder)}; or, in that folder: python -m http.server"
    )


@main.command("class", short_help="Teach a lesson live, with tablets in the room.")
@click.argument("lesson", type=_NAMED)
@click.option("--folder", type=_PATH, help="Where the class is kept.  [default: class-LESSON]")
@click.option("--language", default="en", show_default=True, help="Language of the board and the door, such as ja.")
@click.option("--port", default=8000, show_default=True, help="The first port to try.")
@click.option("--site", "pages", type=_PATH, help="The course as web pages, if `kit site` made it.")
@click.option("--downloads", type=_PATH, help="Folder of the files of others, to build offline.")
def teach_class(lesson: str, folder: Path | None, language: str, port: int, **places: Path | None) -> None:
    """Teach LESSON to a class with tablets, phones or computers in the room, and see their answers on your board.

    LESSON is its number, or a folder of your own with a lesson or a practice quiz. Learners open the address or the
    QR code, and type the class code and a name: no accounts, no installation. Answers are scored on this computer and
    kept in the folder of the class; the same folder continues the class. Ctrl+C ends it, and writes the hand-ins.
    Exams are refused: on tablets whoever looks finds the keys.

    \b
    Examples:
      kit class 03
      kit class 03 --folder class-b/monday --language ja
      kit class my-lesson
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.live.run_class import run_class

    name = Path(lesson).resolve().name if Path(lesson).is_dir() else Path(lesson).stem
    here = folder or Path(f"class-{name}")
    run_class(
        lesson, here, language=language, port=port, say=click.echo, site=places["pages"], downloads=places["downloads"]
    )


@main.command(
    short_help="Show a lesson step by step on the projector.", context_settings={"ignore_unknown_options": True}
)
@click.argument("lesson", type=_NAMED)
@click.option("--core", is_flag=True, help="Leave out what is for practice: only the 45 minutes of the lesson.")
@click.option("--language", default="", help="Language of the lesson, such as ja or ja+en.  [default: as `kit lab`]")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[VOILA OPTIONS]")
def present(lesson: str, options: tuple[str, ...], *, core: bool, language: str) -> None:
    """Show a lesson step by step on the projector: by its number, or a notebook of your own.

    Next and back: PageDown and PageUp, arrows, or a clicker. Notes and keys are on a page of your own. What the
    class answers here is not kept. In JupyterLab, the button Present above a notebook does the same.

    \b
    Examples:
      kit present 03
      kit present 03 --core
      kit present my-lesson/90-my-lesson.ipynb
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.lab.notebook_copies import choose_folder
    from kit.lab.present import find_notebook
    from kit.lab.present import present as hook
    from kit.lab.voila_page import run_page
    from kit.paths import notebooks_folder

    language = _language_to_open(language)
    folder = choose_folder(Path.cwd(), language)[0]
    notebook = find_notebook(lesson, folder, notebooks_folder())
    is_course = notebook.resolve().is_relative_to(notebooks_folder().resolve())
    run_page(notebook, options, partial(hook, core=core, language=language, path=notebook if is_course else None))


@main.command(
    short_help="Show the items of a file as cards, to try them.", context_settings={"ignore_unknown_options": True}
)
@click.argument("file", type=_PATH)
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[VOILA OPTIONS]")
def preview(file: Path, options: tuple[str, ...]) -> None:
    """Show the items of FILE as cards in the browser, to try them. What you answer there is not kept.

    \b
    Examples:
      kit preview my-folder/items/90-my-lesson.yaml
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.lab.preview import preview_page
    from kit.lab.voila_page import run_page

    with TemporaryDirectory(prefix="kit-") as folder:
        run_page(preview_page(file, Path(folder)), options)


@main.command("collect", short_help="Check hand-ins: which count, which are set aside, and why.")
@click.argument("folder", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="Write the same for a program.")
@click.option("--rows", type=_PATH, help="Also write scored rows without names: a .parquet file.")
@click.option("--school", default="", help="With --rows: what the district calls the school.")
@click.option("--class", "group", default="", help="With --rows: what the district calls the class.")
@click.option("--items", type=_PATH, help="With --rows: items of your own, a file or folder.")
def collect_hand_ins(  # noqa: PLR0913 - one for each option
    folder: Path, *, as_json: bool, rows: Path | None, school: str, group: str, items: Path | None
) -> None:
    """Check the hand-ins in FOLDER: which ones count, which files are set aside, and why.

    FOLDER may be a zip as a learning platform gives it, and may contain such zips. Of several hand-ins of one
    learner for one lesson the latest counts. The exit code is 0 when every file can be used, 1 when one cannot;
    the others count all the same.

    \b
    Examples:
      kit collect hand-ins
      kit collect class.zip --json
      kit collect hand-ins --rows class-b.parquet --school north --class b
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.class_report.collect import collect

    found = collect(folder, _with_a_bar("Reading hand-ins"))
    click.echo(found.to_json() if as_json else str(found))
    if rows:
        from kit.class_report.report import bank_of
        from kit.class_report.scored_rows import write_scored_rows

        path, count = write_scored_rows(found, bank_of(items, "en"), rows, school, group)
        click.echo(f"Written: {path}, {count} rows without names", err=as_json)
    sys.exit(any(each.kind == "unusable" for each in found.set_aside))


@main.command("forget", short_help="Remove one learner from answers, hand-ins, marks and reports.")
@click.argument("name")
@click.argument("folders", nargs=-1, required=True, type=_PATH, metavar="FOLDER...")
@click.option("--yes", is_flag=True, help="Do not ask first, as in a script.")
def forget_learner(name: str, folders: tuple[Path, ...], *, yes: bool) -> None:
    """Remove the learner NAME from all files below each FOLDER: answers, hand-ins, marks, names, reports, live classes.

    It first shows what it would remove, and asks. Then files and rows are deleted for good, and it says what was
    removed and what is out of reach. The exit code is 1 when nothing was found or the answer is no.

    \b
    Examples:
      kit forget s07 class-b
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.class_report.forget import forget
    from kit.live.forgetting import forget_in_classes

    if not yes:
        trial = forget(name, folders, is_trial=True)
        trial.removed += forget_in_classes(name, folders, is_trial=True)
        click.echo(str(trial))
        if not trial.removed or not _agrees():
            sys.exit(1)
    done = forget(name, folders)
    done.removed += forget_in_classes(name, folders)
    click.echo(str(done))
    sys.exit(not done.removed)


@main.command("report", short_help="Report what a class knows, and what to teach again.")
@click.argument("folder", required=False, type=_PATH)
@click.option("--out", type=_PATH, help="The page to write.  [default: report.html]")
@click.option("--gradebook", type=_PATH, help="Also write a new .csv or .xlsx file of results.")
@click.option("--items", type=_PATH, help="Items of your own or of an exam: a file or folder.")
@click.option("--marks", type=_PATH, help="Your marks for open answers: a .csv file, made for you.")
@click.option("--hide-names", is_flag=True, help="Call the learners Learner 1, 2, ... everywhere.")
@click.option("--language", default="en", show_default=True, help="Language of the report, such as ja.")
@click.option("--json", "as_json", is_flag=True, help="Write every figure for a program, and no page without --out.")
@_FORCE
def report_class(  # noqa: PLR0913 - one for each option
    folder: Path | None,
    *,
    out: Path | None,
    gradebook: Path | None,
    items: Path | None,
    marks: Path | None,
    hide_names: bool,
    language: str,
    as_json: bool,
    force: bool,
) -> None:
    """Report what a class knows from the hand-ins in FOLDER; without FOLDER, show an invented class.

    The page says what to teach again, who needs help with what, and how each item did. It needs no network.

    To mark open answers, name a file for --marks. It is made for you, with a row for each line of a rubric. Open it
    with a spreadsheet, write a number from 0 to 1 into the column Mark, save it as CSV, and run the command again:
    your marks count in the place of the learners' own. New answers are added; your marks are never written over.

    \b
    Examples:
      kit report hand-ins --out report.html
      kit report hand-ins --marks marks.csv --gradebook grades.xlsx
      kit report hand-ins --hide-names --gradebook grades.xlsx
      kit report
    """  # noqa: D301 - \b is click's character for "keep these lines"
    from kit.class_report.report import class_report

    watch = _with_a_bar("Reading hand-ins")
    made = class_report(folder, items=items, language=language, hide_names=hide_names, marks=marks, watch=watch)
    if as_json:
        click.echo(made.to_json())
    for said in filter(None, (made.marking, *made.left_out)):
        click.echo(said, err=as_json)
    if out or not as_json:
        click.echo(f"Written: {made.save(out or Path('report.html'), force=force)}", err=as_json)
    if gradebook:
        click.echo(f"Written: {made.gradebook(gradebook, force=force)}", err=as_json)


def _map_to_choose_from(options: tuple[str, ...], as_of: str, language: str) -> str:
    """Return the map of a map-click item, for paper."""
    from kit.maps.pick_map import print_map

    return print_map(options, as_of, language)


def _with_a_bar(label: str) -> Callable[[list[_Part]], Iterator[_Part]]:
    """Return what gives parts of some work one by one; once this takes more than a second, it shows how far it is."""

    def watch(parts: list[_Part]) -> Iterator[_Part]:
        rest, begin, count = iter(parts), monotonic(), 0
        for part in rest:
            yield part
            count += 1
            if monotonic() - begin > 1:
                break
        if count < len(parts):
            with click.progressbar(rest, length=len(parts) - count, label=label, file=sys.stderr) as bar:
                yield from bar

    return watch


def _agrees() -> bool:
    """Ask at the keyboard whether to delete; where nobody can answer, nothing is deleted."""
    if not sys.stdin.isatty():
        click.echo("Nothing was removed. Add --yes to remove it without a question.")
        return False
    return click.confirm("Remove this for good?", default=False)


def _language_to_open(wanted: str) -> str:
    """Return the language in which the course is opened; one that the kit does not have is refused."""
    from kit.language_choice import language_to_open
    from kit.language_codes import first_and_second
    from kit.text import text_in

    language = language_to_open(wanted, _may_open_in)
    for each in filter(None, first_and_second(language)):
        text_in(each)
    return language


def _may_open_in(language: str) -> bool:
    """Ask at the keyboard whether to open the course in the system's language; where nobody can answer, in English."""
    from babel import Locale

    name = Locale(language)
    return sys.stdin.isatty() and click.confirm(
        f"{name.display_name}? (Open the course in {name.english_name}; `{command('lab --language en')}` for English.)",
        default=True,
    )


def _may_replace(copy: Path) -> bool:
    """Ask at the keyboard; where nobody can answer, the student's copy stays."""
    if not sys.stdin.isatty():
        click.echo(f"{copy.name}: the kit has a newer version. To take it, rename your copy and start again.")
        return False
    question = f"{copy.name}: the kit has a newer version. Take it, and keep your copy under another name?"
    return click.confirm(question, default=False)
