"""The course as a page, and the head of a lesson: pictures, questions, minutes, progress and ways."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import kit
from kit.answers.attempt import Attempt
from kit.answers.course import picture
from kit.answers.store import AnswerStore
from kit.assets import css
from kit.lesson import Lesson
from kit.paths import data_folder
from kit.quiz.bank import lesson_names, load_bank, load_lesson
from kit.text import strings

CARD_CSS = "widgets/quiz_card/card.css"


@pytest.fixture(autouse=True)
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep answers in a folder of the test."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_lesson_has_a_picture_with_words(language: str):
    """Each drawing is SVG with a title in the language of the page, and loads nothing."""
    for name in lesson_names():
        drawn = picture(name, language)
        root = ET.fromstring(drawn)  # noqa: S314 - our own file
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text == strings(language)[f"picture.{name}"]
        assert root.get("role") == "img"
        assert not re.search(r"href|url\(|<image|<script", drawn)


def test_files_of_pictures_say_what_they_show():
    """The title in each file is the English one, so that a file alone says it too."""
    files = sorted((data_folder() / "pictures").glob("*.svg"))
    assert [file.stem for file in files] == lesson_names()
    for file in files:
        assert f"<title>{strings('en')[f'picture.{file.stem}']}</title>" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_course_shows_each_lesson_with_a_link(language: str):
    """Each lesson has its title, its question and a link; the first one is where a new learner begins."""
    shown = kit.course(language)
    page = shown.to_html()
    for lesson in load_bank(language=language):
        assert f'href="{lesson.path.stem}.ipynb"' in page
        assert lesson.title in page
    assert "{" not in re.sub(r"(?s)<style>.*?</style>", "", page)
    assert shown.next is not None
    assert (shown.next.lesson, page.count("kit-here")) == ("00", 2)  # of the style and of the lesson


def test_progress_is_in_the_page(attempt: type[Attempt]):
    """What is answered is counted in words, with how many are right and the minutes that are left."""
    AnswerStore().append(attempt(lesson="02", item_id="q-members-01", verdict="right", learner="me"))
    page = kit.course().to_html()
    assert page.count("<progress") == 1
    assert 'aria-label="1 of 10 answered"' in page
    said = repr(kit.course())
    assert said.splitlines()[1] == "Continue with lesson 02: Who is ASEAN?"
    assert "02 Who is ASEAN?: 1 of 10 answered · 1 right · about " in said


def test_the_head_of_a_lesson_says_where_it_is():
    """The question, the minutes, the lesson before and the one after are there; the first lesson has none before."""
    head = Lesson(load_lesson("03"), AnswerStore())._repr_html_()
    assert "How did 1973 lead to 2023?" in head
    assert "Lesson 3 of 8" in head
    assert re.findall(r'href="(\d\d)-', head) == ["02", "04"]
    assert re.findall(r'href="(\d\d)-', Lesson(load_lesson("00"), AnswerStore())._repr_html_()) == ["01"]


def test_links_of_a_guide_lead_to_the_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A notebook in a folder below the lessons links to them there."""
    (tmp_path / "02-who-is-asean.ipynb").touch()
    (tmp_path / "teacher").mkdir()
    monkeypatch.chdir(tmp_path / "teacher")
    assert 'href="../02-who-is-asean.ipynb"' in kit.course().to_html()


def test_the_head_of_a_lesson_leaves_cards_as_they_are():
    """No class that the page of the course and the head of a lesson style is one that a card styles, too."""
    head, card = (set(re.findall(r"\.(kit-[a-z-]+)", css(path))) for path in ("answers/course.css", CARD_CSS))
    assert head
    assert not head & card
