"""Commands that bring lessons to other computers and tablets: `kit class`, `kit hub` and `kit site`."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.group import Command
from kit.cli.options import NAMED, PATH, has_no_effect, language_option, needs
from kit.cli.words import say
from kit.paths import command, typed


@click.command("class", cls=Command, short_help="Teach a lesson live, with tablets in the room.")
@click.argument("lesson", type=NAMED)
@click.option("--folder", type=PATH, help="Where the class is kept.  [default: class-LESSON]")
@language_option("Language of the board and the door, such as ja.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The first port to try.")
@click.option("--site", "pages", type=PATH, help="The course as web pages, if `kit site` made it.")
@click.option("--downloads", type=PATH, help="Folder of the files of others, to build offline.")
def teach_class(lesson: str, folder: Path | None, language: str, port: int, **places: Path | None) -> None:
    """Teach LESSON to a class with tablets, phones or computers in the room, and see their answers on your board.

    LESSON is its number, or a folder of your own with a lesson or a practice quiz. Learners open the address or the
    QR code, and type the class code and a name: no accounts, no installation. Answers are scored on this computer and
    kept in the folder of the class; the same folder continues the class. Ctrl+C ends it, and writes the hand-ins.
    Exams are refused: on tablets whoever looks finds the keys.

    Examples
    --------
      kit class 03
      kit class 03 --folder class-b/monday --language ja
      kit class my-lesson
    """
    from kit.live.run_class import run_class
    from kit.quiz.lesson_file import lesson_meant

    name = Path(lesson).resolve().name if Path(lesson).is_dir() else lesson_meant(Path(lesson).stem)
    here = folder or Path(f"class-{name}")
    run_class(lesson, here, language=language, port=port, say=say, site=places["pages"], downloads=places["downloads"])


@click.command(cls=Command, short_help="Start a class server with accounts, or write the folder of a new one.")
@click.argument("words", nargs=-1, required=True, type=NAMED, metavar="[init] FOLDER")
def hub(words: tuple[str, ...]) -> None:
    """Start the class server in FOLDER; `kit hub init FOLDER` writes the folder of a new one.

    Learners log in with a browser and have accounts, JupyterLab and their own files. Their answers go to the class by
    themselves. It needs Linux, root and, for more than a try, PostgreSQL: README.md in the folder says all of it.

    Examples
    --------
      kit hub init class-server
      sudo kit hub class-server
    """
    from kit.hub.server_folder import start_server, write_server_folder

    match words:
        case ("init", folder):
            for path in write_server_folder(Path(folder)):
                click.echo(path)
        case (folder,) if folder != "init":
            start_server(Path(folder))
        case _:
            raise click.UsageError("Name one folder: kit hub FOLDER, or kit hub init FOLDER.")


@click.command(cls=Command, short_help="Write the course as web pages, for tablets.")
@click.option("--out", type=PATH, help="Folder to write to.")
@language_option("Language in which the front page opens, such as ja.")
@click.option("--lessons", default="", help="Numbers of lessons, with commas between them.  [default: all]")
@click.option("--items", type=PATH, help="A folder of your own: a lesson, or an assigned quiz.")
@click.option("--downloads", type=PATH, help="Folder of the files of others, to build offline.")
@click.option("--check", "checked", type=PATH, help="Instead, try a site in Chromium.")
@click.option("--line", "megabits", type=click.FloatRange(min=0.1), help="With --check: also at this speed, in Mbit/s.")
def site(  # noqa: PLR0913 - one for each option
    *,
    out: Path | None,
    language: str,
    lessons: str,
    items: Path | None,
    downloads: Path | None,
    checked: Path | None,
    megabits: float | None,
) -> None:
    """Write the course as a folder of web pages, in which Python runs in the browser: nothing is installed.

    Any web server shows the folder. Learners' answers stay in their browsers, and a hand-in is a file as everywhere.
    Exams are refused: whoever looks finds the keys in the pages. The first time, about 140 MB are fetched; after
    that, or with a folder from another computer in --downloads, no network is needed.

    Examples
    --------
      kit site --out site
      kit site --out site --language ja --lessons 00,02
      kit site --out site --items my-lesson
      kit site --check site
      kit site --check site --lessons 02 --line 20
    """
    from kit.site.build import build_site
    from kit.site.check import check_site
    from kit.site.downloads import downloads_folder

    if (out is None) == (checked is None):
        raise click.UsageError("Name one of --out and --check.")
    if checked is None:
        needs("--check", "--line")
    else:
        has_no_effect("--check", "--items", "--downloads")
    numbers = [number.strip() for number in lessons.split(",") if number.strip()]
    if checked is not None:
        for line in check_site(checked, numbers, megabits):
            say(line)
        return
    assert out is not None  # noqa: S101 - for the types
    built = build_site(out, downloads or downloads_folder(), language=language, lessons=numbers, items=items)
    say(f"Written: {built.folder}, {built.bytes / 1e6:.0f} MB. A first lesson fetches about {built.first} MB.")
    look = f"{command('site --check')} {typed(built.folder)}"
    say(f"To look at it: {look}; or, in that folder: python3 -m http.server (on Windows: py -m http.server)")
