"""Commands for those who write: `kit new-lesson`, `kit check` and `kit translate`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from kit.cli.group import Command
from kit.cli.options import PATH, has_no_effect
from kit.cli.words import error_text, say
from kit.paths import command


@click.command("new-lesson", cls=Command, short_help="Begin a lesson on another article.")
@click.argument("name")
@click.option("--number", default="", help="Two free digits that name the lesson.  [default: the first from 90]")
def new(name: str, number: str) -> None:
    """Begin a lesson on another article: a folder NAME with facts, events, sources, items and a notebook.

    Everything in it works at once, with examples. Replace them, and run `kit check NAME` until all is well.

    Examples
    --------
      kit new-lesson rice-prices
      kit check rice-prices
    """
    from kit.authoring.new_lesson import new_lesson

    for path in new_lesson(name, Path.cwd(), number):
        click.echo(path)


@click.command(cls=Command, short_help="Check tables and items, and say what to fix.")
@click.argument("folder", required=False, type=PATH)
@click.option("--renew-hashes", is_flag=True, help="First write the hashes of changed tables into datapackage.json.")
@click.option(
    "--coverage", is_flag=True, help="Instead, say where each row is taught or used, and how far translations are."
)
@click.option("--json", "as_json", is_flag=True, help="Write the problems for a program.")
def check(folder: Path | None, *, renew_hashes: bool, coverage: bool, as_json: bool) -> None:
    """Check the tables and items of FOLDER, else the kit's own.

    Each problem is named with its file, its row or item, and what to do. The exit code is 0 when all is
    well, 1 when there is a problem. Translations whose English has changed are named, and are no problem.

    Examples
    --------
      kit check
      kit check my-folder
      kit check --renew-hashes data
      kit check --coverage
    """
    from kit.checks import hashes
    from kit.checks.folder import check_folder
    from kit.checks.problem import Problem
    from kit.paths import data_folder
    from kit.translate.review import changed_since, translation_problems

    if coverage:
        has_no_effect("--coverage", "--json")
    where = folder or data_folder()
    if renew_hashes:
        renewed = ", ".join(hashes.renew_hashes(where))
        say(f"Hashes renewed: {renewed}" if renewed else "Hashes renewed: none, all are up to date.", err=as_json)
    if coverage:
        _cover(where)
        return
    problems = [*check_folder(where), *map(Problem.of, translation_problems(folder))]
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
        sys.exit(bool(problems))
    for problem in problems:
        click.echo(f"{error_text(problem.as_error())}\n")
    if problems:
        say(f"{len(problems)} to fix in {where}")
        sys.exit(1)
    for name, contexts in changed_since(folder).items():
        say(f"The English has changed in {name}, so learners see it: {', '.join(contexts)}")
    say(f"All is well in {where}")


def _cover(folder: Path) -> None:
    """Print where each row is used and how far translations are; the exit code is 1 when a row is used nowhere."""
    from kit.checks.coverage import coverage, nowhere, report
    from kit.translate.review import progress, translated_languages

    found = coverage(folder)
    for line in report(found):
        say(line)
    for language in translated_languages(folder):
        done, behind = progress(language, folder)
        say("\n".join(["", *(line for each in done for line in (str(each), *each.left))]))
        if behind:
            say(f"The English has changed: run `{command(f'translate update {language}')}`. ({', '.join(behind)})")
    if nowhere(found):
        sys.exit(1)


@click.command(cls=Command, short_help="Bring the catalogues of a language up to date.")
@click.argument("what", type=click.Choice(["update"]))
@click.argument("language")
@click.argument("names", nargs=-1, metavar="[CATALOGUE]...")
@click.option("--folder", type=PATH, help="A folder with a lesson of your own.")
def translate(what: str, language: str, names: tuple[str, ...], folder: Path | None) -> None:  # noqa: ARG001 - `what` has one value
    """Bring the catalogues of LANGUAGE up to date: all of them, or each CATALOGUE that is named.

    A catalogue is a file for Poedit, Weblate, OmegaT or an editor, in data/text/LANGUAGE. New texts come in empty. A
    translation whose English has changed becomes "fuzzy" and is not shown until somebody has looked at it. A
    translation whose text is gone is kept at the end of its file.

    Examples
    --------
      kit translate update ja
      kit translate update ja lesson-02 guide-02
      kit translate update id --folder my-lesson
    """
    from kit.translate.update import update

    for done in update(language, names, folder):
        say(done)
