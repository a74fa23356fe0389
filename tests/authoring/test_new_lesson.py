"""A lesson from another article: begun with one command, filled in without Python, checked, run."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit.answers.store import AnswerStore
from kit.authoring.new_lesson import new_lesson
from kit.checks.folder import check_folder
from kit.errors import KitError
from kit.lesson import start
from kit.paths import data_folder

FACTS = [
    ["fact-p01-bridge-opens", "1", "event", "2019-05-01", "", "the town", "", "A new bridge was opened.", "the bridge"],
    ["fact-p02-cost", "2", "claim", "", "", "the mayor", "", "It is said to have cost 40 million.", "about 40 million"],
    ["fact-p03-traffic", "3", "forecast", "", "", "experts", "", "Traffic may fall by half.", "might be halved"],
]
EVENTS = [
    [
        "event-2015-vote",
        "2015",
        "The town votes",
        "Most were for a bridge.",
        "world",
        "",
        "",
        "It began here.",
    ],
    ["event-2019-opening", "2019-05-01", "The opening", "The bridge was opened.", "world", "", "1", "It is the story."],
]
ITEMS = """
- id: q-bridge-01
  kind: single-choice
  use: check
  objective: judge
  level: analyse
  stem: How sure is the third fact?
  facts: [fact-p03-traffic]
  hints: [Look at the little word before the verb.]
  options:
  - {id: possible, text: It is possible., feedback: "Yes. A cautious word says so."}
  - {id: certain, text: It is certain., feedback: "Nobody says that. Look at the cautious word."}
  key: possible
- id: q-bridge-02
  kind: single-choice
  objective: find
  level: recall
  stem: Who says what the bridge has cost?
  facts: [fact-p02-cost]
  hints: [Look at the second fact.]
  options:
  - {id: mayor, text: The mayor, feedback: "Yes, and nobody else does."}
  - {id: experts, text: The experts, feedback: "They speak of traffic."}
  key: mayor
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a lesson that was only just begun."""
    new_lesson("new-bridge", tmp_path, "91")
    return tmp_path / "new-bridge"


def fill(path: Path, rows: list[list[str]]) -> None:
    """Put rows in the place of a table's example, with the same source for each, as a spreadsheet would."""
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    certainty = {"fact-p03-traffic": "draft"}
    strength = {"fact-p03-traffic": "possible"}
    end = ["article", "paragraph 1", "the local paper"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for row in rows:
            theme = ["town", strength.get(row[0], "")] if row[0].startswith("fact") else []
            last = "known" if row[0].startswith("event") else certainty.get(row[0], "reported")
            writer.writerow([*row, *theme, *end, last])


@pytest.fixture
def filled(folder: Path) -> Path:
    """Return the folder after a teacher has filled in tables and items, and nothing else."""
    fill(folder / "facts.csv", FACTS)
    fill(folder / "timeline.csv", EVENTS)
    sources = folder / "sources.csv"
    text = sources.read_text("utf-8").replace("The article that the lesson reads", "A bridge at last")
    text = text.replace("name of the newspaper", "The Town Post").replace('"newspaper, date"', "The Town Post")
    sources.write_text(text, "utf-8")
    items = folder / "items" / "91-new-bridge.yaml"
    head = items.read_text(encoding="utf-8").partition("- id:")[0].replace("this lesson answer", "the town ask")
    items.write_text(head + ITEMS.lstrip(), encoding="utf-8")
    for notebook in folder.glob("*.ipynb"):
        text = notebook.read_text(encoding="utf-8")
        notebook.write_text(text.replace("q-example", "q-bridge").replace("2026-01-01", "2019-05-01"), "utf-8")
    return folder


def test_a_new_lesson_is_guided_to_completeness(folder: Path):
    """Right after the beginning the check names every example, each with what to do, and nothing else."""
    problems = check_folder(folder)
    assert {problem.what for problem in problems} == {
        "This row is still the example of a new lesson.",
        "This item is still the example of a new lesson.",
        "This question is still the example of a new lesson.",
    }
    assert len(problems) == 6
    assert (folder / "items" / "91-new-bridge.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: ")
    assert json.loads((folder / "items" / "items.schema.json").read_text(encoding="utf-8"))["title"] == "Item file"
    assert all("in its place" in problem.do for problem in problems)


def test_an_example_with_another_id_is_still_one(folder: Path):
    """Whoever renames the examples and leaves what they say is told about each, as before."""
    for path in [*folder.glob("*.csv"), *folder.glob("items/*.yaml")]:
        text = path.read_text("utf-8").replace("q-example-", "q-bridge-").replace("-example", "-opening")
        path.write_text(text, "utf-8")
    problems = check_folder(folder)
    assert len(problems) == 6
    assert all("still the example" in problem.what for problem in problems)


def test_a_second_article_becomes_a_lesson(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With rows and items filled in, the check is content, and the notebook runs: facts, timeline, map, quiz."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    assert check_folder(filled) == []
    for path in sorted(filled.glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(filled)}}).execute()
        shown = {cell.id: str(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"}
        assert "Lesson 91: New bridge" in shown["setup"]
        if "facts" in shown:
            assert "Traffic may fall by half." in shown["facts"]
            assert "q-bridge-02" in shown["quiz"]
            assert "kit-map" in shown["map"]


def test_its_cards_cite_its_own_rows(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Feedback names the teacher's own source; answers are filed under the lesson's number; the timeline is hers."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    lesson = start(str(filled / "items" / "91-new-bridge.yaml"))
    reply = lesson.check("q-bridge-01").respond("possible")
    assert "the local paper, paragraph 1 (from a draft)" in reply
    assert [attempt.lesson for attempt in AnswerStore().read().attempts] == ["91"]
    assert list(lesson.timeline().to_table()["event_id"]) == ["event-2015-vote", "event-2019-opening"]
    assert list(lesson.facts(certainty="draft").to_table()["fact_id"]) == ["fact-p03-traffic"]
    assert list(lesson.sources().to_table()["source_id"]) == ["article"]


def test_a_mistake_in_it_is_named_by_its_file(filled: Path):
    """A wrong cell of the teacher's table is named with her file, row and column."""
    path = filled / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("draft", "perhaps"), encoding="utf-8")
    (problem, *_) = check_folder(filled)
    assert re.search(r"facts\.csv, row 4.*column certainty", problem.where)


@pytest.mark.parametrize("name", ["", "Rice", "rice prices", "../rice", "a--b", "稲", "guide", "tour-guide"])
def test_names_that_make_no_folder(tmp_path: Path, name: str):
    """A name that is no slug is refused before anything is written."""
    with pytest.raises(KitError, match="not a name for a lesson"):
        new_lesson(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(folder: Path):
    """A second time under the same name is refused; what the teacher wrote is still there."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(KitError, match="there already"):
        new_lesson("new-bridge", folder.parent, "91")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("number", ["2", "123", "ab", "1 0", "٩٠", "-1", "../9"])
def test_a_number_is_two_digits(tmp_path: Path, number: str):
    """Anything else is refused before anything is written, with a number that is free."""
    with pytest.raises(KitError, match="two digits") as raised:
        new_lesson("new-bridge", tmp_path, number)
    assert "--number 90" in raised.value.do
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", ["00", "02", "91"])
def test_a_number_is_free(folder: Path, number: str):
    """A number of a lesson of the kit, or of one in the same place, is refused with the lesson that has it."""
    with pytest.raises(KitError, match=f"a lesson {number} already") as raised:
        new_lesson("another-bridge", folder.parent, number)
    assert f"{number}-" in raised.value.where
    assert "--number 90" in raised.value.do


def test_the_first_free_number_is_taken(tmp_path: Path):
    """Without a number each new lesson has one of its own, from 90."""
    names = [new_lesson(name, tmp_path)[0].name for name in ("one", "two")]
    assert names == ["90-one.ipynb", "91-two.ipynb"]


def test_the_columns_are_the_kit_s_own(folder: Path):
    """The skeleton's tables have the columns of the kit's tables, in the same order."""
    for table in ("facts", "timeline", "sources"):
        own, kit = (home / f"{table}.csv" for home in (folder, data_folder()))
        assert own.read_text(encoding="utf-8").split("\n")[0] == kit.read_text(encoding="utf-8").split("\n")[0]
