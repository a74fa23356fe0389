"""Commands that make what a class gets: `kit assign`, `kit release` and `kit export`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from kit.cli.group import Command
from kit.cli.options import FORCE, NAMED, PATH, LateChoice, has_no_effect, language_option
from kit.cli.terminal import with_a_bar
from kit.cli.words import say
from kit.errors import KitError
from kit.paths import command, typed


@click.command(cls=Command, short_help="Write a folder for students: a quiz to practise, or an exam.")
@click.argument("lesson", type=NAMED)
@click.option("--out", "folder", required=True, type=PATH, help="Folder to write to.")
@click.option("--exam", is_flag=True, help="Leave keys and feedback out; they go into a folder for the teacher.")
@language_option("Language of the notebook, such as ja.")
@click.option("--seed", default="", help="Any words: your templates then give the items of this seed, and no others.")
def assign(lesson: str, folder: Path, language: str, seed: str, *, exam: bool) -> None:
    """Write a folder for students with the quiz of LESSON: its number, or a file of your own items.

    The items that ship with the kit are public. For an exam that must stay secret, write items of your own, or
    templates that make them from a table, with a seed that only you know.

    Examples
    --------
      kit assign 04 --out class-b
      kit assign my-folder/90-my-lesson.yaml --exam --seed "class b" --out class-b
    """
    from kit.authoring.assign import write_assignment
    from kit.quiz.bank import load_lesson, read_own_file

    is_file = lesson.endswith((".yaml", ".yml", ".json"))
    found = read_own_file(lesson, seed, language) if is_file else load_lesson(lesson, language=language)
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
    start = f'kit.start("{notebook.with_suffix(".json").name}", learner="s07")'
    home, keys = typed(teacher.parent), typed(teacher)
    lines = [
        f"Give the students {notebook.parent}. {keep}",
        f"Students need the kit on their computers. They open the exam with: {command('lab')} {typed(notebook)}",
        f"On a computer that several students use, each writes a name into the first cell: {start}.",
        f"Score the hand-ins with: {command('report')} HAND-INS --items {keys}",
        f"Afterwards release the results with: {command('release')} {home}",
    ]
    if source.resolve().is_relative_to(data_folder().resolve()):
        lines.append(
            "Warning: these items ship with the kit, so questions and keys are on every student's computer. For an "
            "exam that counts, write items of your own, or templates with --seed."
        )
    for line in lines:
        say(line, err=True)


@click.command(cls=Command, short_help="Give out the results of an exam.")
@click.argument("folder", type=PATH)
def release(folder: Path) -> None:
    """Give out the results of the exam in FOLDER, which `kit assign --exam --out` wrote.

    The keys are copied beside the exam in the folder for students. Where students have a copy of that folder, give
    them the file that is named here, to be put into it. Their cards then show verdicts and feedback.

    Examples
    --------
      kit release class-b
    """
    from kit.authoring.assign import release_exam

    for path in release_exam(folder):
        click.echo(path)


def _formats() -> Iterable[str]:
    from kit.export.formats import FORMATS

    return FORMATS


def _moodles() -> Sequence[str]:
    from kit.export.request import MOODLES

    return MOODLES


@click.command("export", cls=Command, short_help="Take items to Moodle, Canvas, Anki, Kahoot, a spreadsheet or paper.")
@click.argument("what", nargs=-1, type=NAMED, metavar="[LESSON|ITEM|FILE]...")
@click.option("--to", required=True, type=LateChoice(_formats), help="The format.")
@click.option("--out", required=True, type=PATH, help="The file to write; for paper and plans, a folder.")
@language_option("Language of the texts, such as ja.")
@FORCE
@click.option(
    "--moodle", default=lambda: _moodles()[-1], type=LateChoice(_moodles), help="Moodle XML only: the oldest version."
)
@click.option("--versions", default=1, type=click.IntRange(1, 26), help="Paper only: how many orders, A, B, ...")
def export_items(what: tuple[str, ...], to: str, out: Path, *, force: bool, **how: Any) -> None:  # noqa: ANN401 - language, moodle, versions
    """Write the item bank, lessons or single items for another home.

    What a format cannot hold is named, item by item.

    Examples
    --------
      kit export 02 --to moodle-xml --out members.xml --moodle 4.1
      kit export 02 --to paper --out worksheets --versions 2
      kit export 02 --to lesson-plan --out monday
      kit export q-members-03 my-items/20-mine.yaml --to anki --out cards.apkg
    """
    from kit.export.formats import export
    from kit.export.request import ExportRequest
    from kit.quiz.select import chosen

    for option, format_ in (("--moodle", "moodle-xml"), ("--versions", "paper")):
        if to != format_:
            has_no_effect(f"--to {to}", option)
    how |= {"draw": _map_to_choose_from, "watch": with_a_bar("Writing sheets")}
    request = ExportRequest(chosen(what, how["language"]), out, **how)
    for line in export(request, to, force=force).lines(to):
        say(line)


def _map_to_choose_from(options: tuple[str, ...], as_of: str, language: str) -> str:
    """Return the map of a map-click item, for paper."""
    from kit.maps.pick_map import print_map

    return print_map(options, as_of, language)
