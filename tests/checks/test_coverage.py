"""Every row of the course is taught or used, and what counts as taught is what a learner sees."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from kit.checks.coverage import TABLES, Covered, coverage, nowhere, report
from kit.cli import main
from kit.errors import KitError
from kit.facts.tables import load
from kit.paths import data_folder, notebooks_folder

COURSE = coverage()


def lesson(folder: Path, *sources: str, kind: str = "code", name: str = "01-mine.ipynb") -> Path:
    """Write a notebook with some cells into a folder, and return the folder."""
    cells = [{"cell_type": kind, "source": source} for source in sources]
    (folder / name).write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return folder


def taught(folder: Path) -> set[str]:
    """Return the ids of the rows that the notebooks of a folder teach."""
    return {row.row_id for rows in coverage(None, folder).values() for row in rows if row.taught}


def ids(table: str, rows: str = "") -> set[str]:
    """Return the ids of a table, all or those that a query finds."""
    found = load(table).query(rows, engine="python") if rows else load(table)
    return set(found.iloc[:, 0])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the kit's data that may be damaged."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


def test_the_course_is_complete():
    """Each fact, document, event, forecast, word and caution is taught in a lesson or used by an item."""
    assert set(COURSE) == set(TABLES)
    assert nowhere(COURSE) == []


def test_every_word_is_taught_and_the_rest_is_asked():
    """Each word stands in a lesson's list, each statement of the story and each caution is used by an item.

    Of the other tables nine rows in ten are.
    """
    assert [row.row_id for row in COURSE["glossary"] if not row.taught] == []
    assert [row.row_id for name in ("facts", "cautions") for row in COURSE[name] if not row.used] == []
    for name in set(COURSE) - {"glossary"}:
        assert sum(bool(row.used) for row in COURSE[name]) >= 0.9 * len(COURSE[name]), name


def test_each_figure_on_people_is_in_a_lesson():
    """A lesson shows each chart or map on people (visitors, students, aid and others), or offers it to try."""
    cells = "\n".join(path.read_text(encoding="utf-8") for path in notebooks_folder().glob("[0-9]*.ipynb"))
    people = ("visitors", "students", "workers", "aid", "trust", "residents_in_japan")
    assert [name for name in people if f'\\"{name}\\"' not in cells] == []


def test_an_item_that_is_taken_out_is_missed(data: Path):
    """A row that only one item uses and no lesson teaches is nowhere once this item is gone."""
    row = next(row for rows in COURSE.values() for row in rows if len(row.used) == 1 and not row.taught)
    for path in (data / "items").glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if any(item["id"] == row.used[0] for item in content["items"]):
            content["items"] = [item for item in content["items"] if item["id"] != row.used[0]]
            content.pop("pools", None)
            for item in content["items"]:
                item.pop("pool", None)
            path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert row.row_id in nowhere(coverage(data, notebooks_folder()))


def test_a_cell_that_is_taken_out_is_missed(tmp_path: Path):
    """A fact of the eighth paragraph is taught by lesson 01, and no more once the cell that shows it is gone."""
    (path,) = notebooks_folder().glob("01-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = [cell for cell in cells if "".join(cell["source"]) != 'lesson.facts(theme="history")']
    assert len(kept) == len(cells) - 1
    for shown, is_taught in ((cells, True), (kept, False)):
        (tmp_path / path.name).write_text(json.dumps({"cells": shown}), encoding="utf-8")
        assert ("fact-p08-rubber-forum" in taught(tmp_path)) is is_taught


SHOWN = {
    "lesson.facts()": ids("facts"),
    "lesson.facts(paragraph=8)": ids("facts", "paragraph == 8"),
    "lesson.facts(8)": ids("facts", "paragraph == 8"),
    'lesson.facts(certainty="draft")': ids("facts", "certainty == 'draft'"),
    'lesson.facts(paragraph=8, theme="economy")': ids("facts", "paragraph == 8 and themes.str.contains('economy')"),
    "lesson.words()": ids("glossary", "lesson == '01'"),
    "lesson.timeline()": ids("timeline"),
    "kit.timeline(first=None)": ids("timeline"),
    "kit.timeline()": ids("timeline", "date >= '1967'"),
    'line = kit.timeline(2016, kinds=["asean"])\nline': ids("timeline", "date >= '2016' and kind == 'asean'"),
    'lesson.table("forecasts", ["statement"])': ids("forecasts"),
    'lesson.table("cautions", ["caution"], rows=["caution-who-attended"])': {"caution-who-attended"},
    'kit.cite("fact-p08-rubber-forum")': {"fact-p08-rubber-forum"},
}
NOT_SHOWN = [
    'kit.load("forecasts")',
    'lesson.table("timeline", ["title"], late)',
    'lesson.table("timeline", ["title"], rows=late)',
    'lesson.table("members", ["capital"])',
    "lesson.facts(paragraph=chosen)",
    "kit.timeline(first=year)",
    'kit.chart("ladder")',
    'kit.cite("fact-p08-rubber-forum-again")',
    "lesson.facts(",
]


@pytest.mark.parametrize("source", SHOWN)
def test_what_a_cell_shows_is_taught(source: str, tmp_path: Path):
    """A call teaches the rows that it lists, a name the row that it names, and no other."""
    assert taught(lesson(tmp_path, source)) == SHOWN[source] != set()


@pytest.mark.parametrize("source", NOT_SHOWN)
def test_what_cannot_be_known_to_be_shown_does_not_count(source: str, tmp_path: Path):
    """A table that is only loaded, rows that have to be worked out, and cells that do not run teach nothing."""
    assert taught(lesson(tmp_path, source)) == set()


def test_text_teaches_by_name_only(tmp_path: Path):
    """In a text cell an id counts and a call does not; a guide beside a lesson is no lesson."""
    lesson(tmp_path, "See `word-asean`.", "lesson.facts()", kind="markdown")
    lesson(tmp_path, "lesson.facts()", name="01-mine-guide.ipynb")
    assert taught(tmp_path) == {"word-asean"}


def test_report_names_each_place():
    """Each row stands with its lessons and items, what is nowhere is named last, and the count is explained."""
    rows = [Covered("fact-a", ("01",), ("q-a-01", "q-a-02")), Covered("fact-b", (), ())]
    text = "\n".join(report({"facts": rows}))
    assert "facts: 2 rows, 1 taught, 1 used by items" in text
    assert "fact-a: taught in 01; used by q-a-01, q-a-02" in text
    assert "Taught: a cell" in text
    assert text.endswith("Nowhere: fact-b")


def test_command_says_what_is_nowhere(tmp_path: Path):
    """`kit check --coverage` ends well for the course; of a folder without lessons it names rows and fails."""
    good = CliRunner().invoke(main, ["check", "--coverage"])
    assert (good.exit_code, good.stdout.splitlines().count("Every row is taught or used.")) == (0, 1)
    shutil.copytree(data_folder(), tmp_path / "data")
    bad = CliRunner().invoke(main, ["check", "--coverage", str(tmp_path / "data")])
    assert bad.exit_code == 1
    assert any(line.startswith("Nowhere: ") for line in bad.stdout.splitlines())


def test_damaged_notebook_is_named(tmp_path: Path):
    """A notebook that cannot be read is named, with its file."""
    (tmp_path / "01-mine.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(KitError, match=r"01-mine\.ipynb"):
        coverage(None, tmp_path)


def test_a_damaged_description_is_named(data: Path):
    """A description of tables that is not valid is one clear error, with its file."""
    package = data / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8"))
    del described["resources"][0]["schema"]["fields"][0]["name"]
    package.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(KitError, match="A column has no name") as error:
        coverage(data)
    assert error.value.where.startswith(str(package))
