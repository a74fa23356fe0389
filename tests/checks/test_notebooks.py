"""What the cells of a notebook name is there; what is not is named before a class sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.authoring.new_lesson import new_lesson
from kit.checks.folder import check_folder

MINE = {  # texts of the examples, as somebody has replaced them
    "Say here ": "Of course ",
    "does this lesson answer": "costs most",
    "This row shows how a fact is written: one statement, in your own words.": "Rice is dear.",
    "two to six words": "rice is dear",
    "who says so": "a shop",
    "An event of your story": "A dry summer",
    "What happened, in one or two sentences of your own.": "It did not rain.",
    "Why it matters for the story.": "Less rice grew.",
    "The article that the lesson reads": "Rice",
    "name of the newspaper": "The Post",
    "newspaper, date": "The Post",
}


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Give a new lesson whose examples somebody has replaced in items and tables, and not yet in the notebook."""
    written = new_lesson("rice", tmp_path)
    for path in written:
        if path.suffix in {".yaml", ".csv"}:
            text = path.read_text(encoding="utf-8").replace("q-example-", "q-rice-").replace("-example", "-mine")
            for old, new in MINE.items():
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
    return tmp_path / "rice"


def asks(lesson: Path, code: str) -> list[str]:
    """Write code into the place of the check in the notebook, and return what is wrong with the folder."""
    (path,) = lesson.glob("*rice.ipynb")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = (cell for cell in notebook["cells"] if "lesson.check(" in "".join(cell["source"]))
    cell["source"] = code
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return [str(problem) for problem in check_folder(lesson)]


def test_a_new_id_that_the_notebook_does_not_have_is_named(lesson: Path):
    """Whoever renames an example learns that the notebook asks for the old one, and what is near."""
    (problem,) = map(str, check_folder(lesson))
    assert "'q-example-01'" in problem
    assert "90-rice.ipynb, lesson.check" in problem
    assert "'q-rice-0" in asks(lesson, 'lesson.check("q-rice-77")')[0].splitlines()[2]


@pytest.mark.parametrize(
    "code",
    [
        'lesson.check("q-rice-01")',
        'lesson.check(item_id="q-rice-02")',
        'kit.start("02").check("q-members-01")',
        'other = kit.start("2"); other.check("q-members-01"); lesson.documents("doc-1977-fukuda")',
        'other = kit.start(number); other.check("q-members-01")',
        "lesson.check(name)",
        'scale = Scale(); scale.check("weight"); scale.documents("a"); [word.check("b") for word in scale.words]',
        "%%html\n<p>lesson.check(",
    ],
)
def test_what_is_there_is_not_named(lesson: Path, code: str):
    """An item of the lesson or of the course, a document of the kit, another object, what only runs tell."""
    assert asks(lesson, code) == []


@pytest.mark.parametrize("code", ['lesson.check("q-members-01")', 'kit.start("03"); lesson.check("q-members-01")'])
def test_an_item_of_the_course_needs_its_lesson(lesson: Path, code: str):
    """A lesson of one's own does not have the items of the course: the cell would end with an error in class."""
    (problem,) = asks(lesson, code)
    assert 'other = kit.start("02")' in problem


@pytest.mark.parametrize("code", ['lesson.predict("q-none-01")', 'lesson.prediction("q-none-01")'])
def test_a_guess_that_is_not_there_is_named(lesson: Path, code: str):
    """Each way to ask one item is looked at."""
    assert "'q-none-01'" in asks(lesson, code)[0]


def test_a_document_that_is_not_there_is_named(lesson: Path):
    """One of several is enough."""
    (problem,) = asks(lesson, 'lesson.documents("doc-1977-fukuda", "doc-1977-fukuta")')
    assert "Did you mean 'doc-1977-fukuda'" in problem


def test_a_notebook_that_cannot_be_read_is_named(lesson: Path):
    """It would not open in class either."""
    (path,) = lesson.glob("*rice.ipynb")
    path.write_text("{", encoding="utf-8")
    assert str(path) in str(check_folder(lesson)[0])
