"""A language comes into the kit by catalogues alone: no module and no script knows it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import kit
from kit import paths
from kit.answers.course import course
from kit.cli import main
from kit.facts.documents import documents
from kit.facts.notebook_texts import read_notebook
from kit.facts.story import story
from kit.maps.catalogue import map as kit_map
from kit.quiz.bank import load_lesson
from kit.text import languages, text_in
from kit.translate.review import translation_problems
from kit.translate.update import of_today, po_file, update

LANGUAGE, MARK = "tet", "Ĉ"  # Tetum, of Timor-Leste, of which CLDR knows nothing but the name


@pytest.fixture(scope="module", autouse=True)
def tetum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Copy the data of the kit, and fill the catalogues of a language that it does not have with marked English."""
    shipped, home = paths._shipped, tmp_path_factory.mktemp("house") / "data"  # noqa: SLF001
    shutil.copytree(shipped("data"), home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "_shipped", lambda name: home if name == "data" else shipped(name))
        update(LANGUAGE)
        for path, catalogue in of_today(LANGUAGE).items():
            for message in (each for each in catalogue if each.id):
                english = message.id if isinstance(message.id, tuple) else (message.id,)
                marked = tuple(f"{MARK}{text}" for text in english)
                message.string = marked if isinstance(message.id, tuple) else marked[0]
            path.write_bytes(po_file(catalogue, LANGUAGE))
        yield home


def test_the_language_is_one_of_the_kits():
    """Its words of screens are there, with both plural forms."""
    assert {"en", LANGUAGE, "ja"} <= set(languages())
    assert text_in(LANGUAGE)("card.check") == f"{MARK}Check"
    said = [text_in(LANGUAGE)("card.tries_left", count=count) for count in (1, 3)]
    assert said == [f"{MARK}{text_in('en')('card.tries_left', count=count)}" for count in (1, 3)]


def test_nothing_is_lost_on_the_way():
    """Every text has its links and gaps, and every item is whole."""
    assert [str(problem) for problem in translation_problems() if f"/{LANGUAGE}/" in problem.where] == []


def test_items_are_in_the_language():
    """Stem, options, feedback and title."""
    lesson = load_lesson("02", language=LANGUAGE)
    assert lesson.title == f"{MARK}{load_lesson('02').title}"
    for item in lesson.items:
        assert item.public(LANGUAGE)["stem"].startswith(MARK)
        assert (
            item.public("en")["stem"]
            == next(one for one in load_lesson("02").items if one.id == item.id).public()["stem"]
        )


@pytest.mark.parametrize("name", ["02-who-is-asean", "teacher/02-guide"])
def test_notebooks_are_in_the_language_and_their_code_is_not(name: str):
    """Each heading is translated, each link to a heading leads to one, and each word has its note in the language."""
    path = paths.notebooks_folder() / f"{name}.ipynb"
    cells = read_notebook(path, LANGUAGE)["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    headings = re.findall(r"(?m)^#+ (.+)$", text)
    assert headings
    assert all(heading.startswith(MARK) for heading in headings)
    anchors = {f"#{heading.replace(' ', '-')}" for heading in headings}
    assert set(re.findall(r"\]\((#[^)\" ]+)", text)) <= anchors
    assert all(note.startswith(MARK) for note in re.findall(r'\]\(#\S+ "([^"]+)"\)', text))
    code = ["".join(cell["source"]) for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]
    assert ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"] == code


def test_story_excerpts_map_and_course_are_in_the_language():
    """Tables, names of states and words of pictures."""
    assert f"{MARK}The foreign ministers" in repr(story(1, None, LANGUAGE))
    shown = repr(documents(["doc-1977-fukuda"], LANGUAGE))
    assert shown.startswith(MARK)
    assert f"{MARK}Laos" in kit_map("members", "2023-07-13", language=LANGUAGE).to_svg()
    assert f"02 {MARK}" in repr(course(LANGUAGE))
    assert MARK in kit.cite("event-1977-fukuda-doctrine", language=LANGUAGE)


def test_a_worksheet_and_a_plan_are_in_the_language(tmp_path: Path):
    """From the command line, as for any other language."""
    made = CliRunner().invoke(
        main, ["export", "q-members-03", "--to", "csv", "--language", LANGUAGE, "--out", str(tmp_path / "a.csv")]
    )
    assert made.exit_code == 0, made.output
    assert MARK in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_what_a_translator_has_not_done_is_in_english(tetum: Path):
    """One text at a time, not a whole lesson."""
    path = tetum / "text" / LANGUAGE / "lesson-02.po"
    told = path.read_text("utf-8")
    path.write_text(told.replace(f'msgstr "{MARK}Its capital is Vientiane."', 'msgstr ""'), "utf-8")
    (item,) = (one for one in load_lesson("02", language=LANGUAGE).items if one.id == "q-members-01")
    assert item.hints[1] == "Its capital is Vientiane."
    assert item.hints[0][LANGUAGE].startswith(MARK)
    path.write_text(told, "utf-8")
