"""What Voila is given of a lesson: its steps, the teacher's notes, the keys."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from jinja2 import DictLoader, Environment
from msgspec.structs import astuple
from tornado.web import Finish

from kit.errors import KitError
from kit.lab import voila_page
from kit.lab.present import find_notebook, prepare, present
from kit.paths import notebooks_folder
from kit.quiz.bank import load_lesson


def read(lesson: str) -> Any:  # noqa: ANN401 - of nbformat, which has no types
    """Return the notebook of a lesson."""
    return nbformat.read(find_notebook(lesson, notebooks_folder()), as_version=4)


def started(code: str) -> Any:  # noqa: ANN401
    """Return a notebook that starts a lesson by this code."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])


def handler(folder: Path, **asked: bytes) -> Any:  # noqa: ANN401
    """Return what the hook uses of a request."""
    headers: dict[str, str] = {}
    return SimpleNamespace(
        request=SimpleNamespace(query_arguments=asked),
        contents_manager=SimpleNamespace(root_dir=str(folder)),
        set_header=headers.__setitem__,
        headers=headers,
    )


def test_the_notebook_becomes_steps(tmp_path: Path):
    """Answers are kept apart, errors stop nothing, the start is known, and the teacher may leave out practice."""
    notebook, before = read("03"), read("03")
    prepare(notebook, tmp_path)
    assert len(notebook.cells) == len(before.cells) + 1
    assert "KIT_ANSWERS" in notebook.cells[0].source
    assert str(tmp_path) in notebook.cells[0].source
    assert all("raises-exception" in cell.metadata.tags for cell in notebook.cells)
    about = notebook.metadata.kit
    assert (notebook.metadata.title, about["minutes"]) == ("Fifty years", sum(astuple(load_lesson("03").minutes)))
    assert [notebook.cells[place - 1].source[:11] for place in about["skip"]] == ["import os\ni"]
    assert "kit.start(" in notebook.cells[about["start"] - 1].source
    json.dumps(about)
    core = read("03")
    prepare(core, tmp_path, core=True)
    skipped = [core.cells[place - 1] for place in core.metadata.kit["skip"][1:]]
    assert "lesson.practice()" in [cell.source for cell in skipped]
    assert not any(cell.source in {"lesson.quiz()", "lesson.words()"} for cell in skipped)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_says_its_language(tmp_path: Path, language: str):
    """What nbconvert calls English gets the language of the lesson from the template, before its first tag."""
    notebook, resources = read("03"), {"language_code": "en"}
    prepare(notebook, tmp_path, language=language)
    template = Path(voila_page.__file__).parent / "pages/voila/templates/kit/index.html.j2"
    first = template.read_text(encoding="utf-8").partition("{%- block")[0]
    own = first.replace("voila/templates/lab/index.html.j2", "page")
    loader = DictLoader(
        {"own": own, "page": '<html lang="{{ resources.language_code }}">', "spinner.macro.html.j2": ""}
    )
    page = Environment(loader=loader, autoescape=True).get_template("own")
    assert page.render(nb=notebook, resources=resources) == f'<html lang="{language}">'


def test_a_notebook_of_an_older_form_becomes_steps(tmp_path: Path):
    """Colab and older programs give cells no id; such a notebook of one's own is shown all the same."""
    notebook = started('kit.start("02")')
    notebook.cells[0].metadata.tags = ["practice"]
    del notebook.cells[0]["id"]
    prepare(notebook, tmp_path, core=True)
    assert notebook.metadata.kit["skip"] == [1, 2]


def test_every_item_has_its_key():
    """Each item's key is there in words, and by id where there is something to choose from."""
    for lesson in ("02", "06"):
        _, keys = prepare(read(lesson), notebooks_folder())
        for item in load_lesson(lesson).items:
            key = keys[item.id]
            assert all(key["lines"]), item.id
            if item.kind == "true-false":
                assert key["ids"] == [str(item.truth).lower(), item.key]
            elif item.kind in ("single-choice", "multiple-choice", "map-click"):
                assert set(key["ids"]) <= {option.id for option in item.options}
                assert key["ids"]
            elif item.kind == "ordering":
                assert key["lines"][0].startswith("1. ")
            else:
                assert key["ids"] == [] or item.kind == "short-text"


def test_notes_are_in_the_language_of_the_lesson():
    """The notes have a section for each cell, with stem, key and mistakes; texts are escaped, and in one language."""
    code = 'lesson = kit.start("02", language="ja")'
    notebook = started(code)
    notebook.cells += [
        nbformat.v4.new_code_cell('lesson.check("q-members-03")'),
        nbformat.v4.new_markdown_cell("# <b>"),
    ]
    notes, _ = prepare(notebook, notebooks_folder())
    assert '<html lang="ja">' in notes
    assert "先生用のメモ" in notes
    assert notes.count("<section") == len(notebook.cells)
    assert '<section data-cell="4" hidden><h2>&lt;b&gt;</h2></section>' in notes
    assert "@" not in notes


@pytest.mark.parametrize("code", ['kit.start("90exam-mine.json")', "1 + 1"])
def test_without_keys_there_are_steps_all_the_same(code: str):
    """An exam holds no key, and a notebook may have no lesson; both can be shown."""
    notebook = started(code)
    _, keys = prepare(notebook, Path())
    assert keys == {}
    assert notebook.metadata.kit["minutes"] == 0


def test_what_is_asked_decides(tmp_path: Path):
    """The same address gives the steps, with ?notes the notes, with ?keys the keys; then no notebook runs."""
    notebook = read("02")
    assert present(handler(tmp_path), notebook, "") is notebook
    with pytest.raises(Finish) as notes:
        present(handler(tmp_path, notes=b""), read("02"), "")
    assert notes.value.args[0].startswith("<!doctype html>")
    with pytest.raises(Finish) as keys:
        present(handler(tmp_path, keys=b""), read("02"), "")
    assert keys.value.args[0]["q-members-03"]["lines"]


def test_broken_items_are_named(tmp_path: Path):
    """When the items of a lesson of one's own cannot be read, the page says what to mend, and runs nothing."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "90-mine.yaml").write_text("lesson: [", encoding="utf-8")
    asked = handler(tmp_path)
    with pytest.raises(Finish) as said:
        present(asked, started('kit.start("90-mine.yaml")'), "mine")
    assert "90-mine.yaml" in said.value.args[0]
    assert asked.headers["Content-Type"].startswith("text/plain")


def test_the_teachers_copy_comes_first(tmp_path: Path):
    """A number, with one digit or two, means the copy in the first folder that has it; a file means itself."""
    course = notebooks_folder()
    assert find_notebook("03", tmp_path, course).parent == course
    mine = tmp_path / "03exam-mine.ipynb"
    mine.write_text("{}", encoding="utf-8")
    assert find_notebook("03", tmp_path, course) == find_notebook("3", tmp_path, course) == mine
    assert find_notebook(str(mine)) == mine
    assert find_notebook(mine.name, tmp_path, course) == mine


def test_a_lesson_comes_before_its_guide(tmp_path: Path):
    """In the folder of a new lesson the number means the lesson, and not the guide to it."""
    for name in ("90-mine-guide", "90-mine"):
        (tmp_path / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    assert find_notebook("90", tmp_path) == tmp_path / "90-mine.ipynb"


@pytest.mark.parametrize("wrong", ["99", "003", "none.ipynb", "--verbose"])
def test_what_is_no_lesson_is_refused_with_the_choice(wrong: str):
    """A number that no notebook has, or a file that is not there, is refused, and all numbers are named."""
    with pytest.raises(KitError, match="Choose one of: 00, 01"):
        find_notebook(wrong, notebooks_folder())


def test_where_no_notebook_has_a_number_there_is_no_choice(tmp_path: Path):
    """In a folder of notebooks without numbers the error asks for a file alone."""
    (tmp_path / "mine.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(KitError) as said:
        find_notebook("05", tmp_path)
    assert said.value.do == "Name a notebook file."
