"""Commands for what a class hands in: `kit collect`, `kit report` and `kit forget`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kit.amounts import counted
from kit.cli.group import Command
from kit.cli.options import FORCE, PATH, language_option, needs
from kit.cli.terminal import agrees, with_a_bar
from kit.cli.words import say


@click.command("collect", cls=Command, short_help="Check hand-ins: which count, which are set aside, and why.")
@click.argument("folder", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Write the same for a program.")
@click.option("--rows", type=PATH, help="Also write scored rows without names: a .parquet file.")
@click.option("--school", default="", help="With --rows: what the district calls the school.")
@click.option("--class", "group", default="", help="With --rows: what the district calls the class.")
@click.option("--items", type=PATH, help="With --rows: items of your own, a file or folder.")
def collect_hand_ins(  # noqa: PLR0913 - one for each option
    folder: Path, *, as_json: bool, rows: Path | None, school: str, group: str, items: Path | None
) -> None:
    """Check the hand-ins in FOLDER: which ones count, which files are set aside, and why.

    FOLDER may be a zip as a learning platform gives it, and may contain such zips. Of several hand-ins of one
    learner for one lesson the latest counts. The exit code is 0 when every file can be used, 1 when one cannot;
    the others count all the same.

    Examples
    --------
      kit collect hand-ins
      kit collect class.zip --json
      kit collect hand-ins --rows class-b.parquet --school north --class b
    """
    from kit.class_report.collect import collect

    if not rows:
        needs("--rows", "--school", "--class", "--items")
    found = collect(folder, with_a_bar("Reading hand-ins"))
    if as_json:
        click.echo(found.to_json())
    else:
        say(found)
    if rows:
        from kit.class_report.report import bank_of
        from kit.class_report.scored_rows import write_scored_rows

        path, count = write_scored_rows(found, bank_of(items, "en"), rows, school, group)
        say(f"Written: {path}, {counted(count, 'rows')} without names", err=as_json)
    sys.exit(any(each.kind == "unusable" for each in found.set_aside))


@click.command("report", cls=Command, short_help="Report what a class knows, and what to teach again.")
@click.argument("folder", required=False, type=PATH)
@click.option("--out", type=PATH, help="The page to write.  [default: report.html]")
@click.option("--gradebook", type=PATH, help="Also write a new .csv or .xlsx file of results.")
@click.option("--items", type=PATH, help="Items of your own or of an exam: a file or folder.")
@click.option("--marks", type=PATH, help="Your marks for open answers: a .csv file, made for you.")
@click.option("--hide-names", is_flag=True, help="Call the learners Learner 1, 2, ... everywhere.")
@language_option("Language of the report, such as ja.")
@click.option("--json", "as_json", is_flag=True, help="Write every figure for a program, and no page without --out.")
@FORCE
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

    Examples
    --------
      kit report hand-ins --out report.html
      kit report hand-ins --marks marks.csv --gradebook grades.xlsx
      kit report hand-ins --hide-names --gradebook grades.xlsx
      kit report
    """
    from kit.class_report.report import class_report

    watch = with_a_bar("Reading hand-ins")
    made = class_report(folder, items=items, language=language, hide_names=hide_names, marks=marks, watch=watch)
    if as_json:
        click.echo(made.to_json())
    for said in filter(None, (made.marking, *made.left_out)):
        say(said, err=as_json)
    if out or not as_json:
        page = made.save(out or Path("report.html"), force=force)
        say(f"Written: {page}", err=as_json)
    if gradebook:
        grades = made.gradebook(gradebook, force=force)
        say(f"Written: {grades}", err=as_json)


@click.command("forget", cls=Command, short_help="Remove one learner from answers, hand-ins, marks and reports.")
@click.argument("name")
@click.argument("folders", nargs=-1, required=True, type=PATH, metavar="FOLDER...")
@click.option("--yes", is_flag=True, help="Do not ask first, as in a script.")
def forget_learner(name: str, folders: tuple[Path, ...], *, yes: bool) -> None:
    """Remove the learner NAME from all files below each FOLDER: answers, hand-ins, marks, names, reports, live classes.

    It first shows what it would remove, and asks. Then files and rows are deleted for good, and it says what was
    removed and what is out of reach. The exit code is 1 when nothing was found or the answer is no.

    Examples
    --------
      kit forget s07 class-b
    """
    from kit.class_report.forget import forget
    from kit.live.forgetting import forget_in_classes

    if not yes:
        trial = forget(name, folders, is_trial=True)
        trial.removed += forget_in_classes(name, folders, is_trial=True)
        say(trial)
        if not trial.removed or not agrees():
            sys.exit(1)
    done = forget(name, folders)
    done.removed += forget_in_classes(name, folders)
    say(done)
    sys.exit(not done.removed)
