"""The page of the course, and the way through it, as a server gives them to a pupil's browser."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.lab.course_page import _CoursePage, _Page, _Way, add_course_page
from kit.language_choice import RECORD
from kit.quiz.bank import load_bank
from kit.text import LearnerError


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - what the pages use of a request
    """Give a page of a server in whose folder there are two lessons."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    for lesson in load_bank()[:2]:
        (tmp_path / f"{lesson.path.stem}.ipynb").touch()
    said: list[Any] = []
    return SimpleNamespace(
        contents_manager=SimpleNamespace(root_dir=str(tmp_path)),
        base_url="/",
        settings={},
        finish=said.append,
        said=said,
        current_user="me",
    )


def course(page: Any) -> Any:  # noqa: ANN401
    """Let a page find its course."""
    page.course = lambda: _Page.course(page)
    return page


def test_the_page_links_to_single_documents(page: Any):  # noqa: ANN401
    """Each lesson that is in the folder is a link to JupyterLab with one document; others are not shown."""
    _CoursePage.get(course(page))
    (shown,) = page.said
    assert 'href="/doc/tree/00-start-here.ipynb"' in shown
    assert "02-who-is-asean" not in shown


def test_what_the_teacher_gave_out_is_above_the_lessons(page: Any):  # noqa: ANN401
    """The page links to it, whatever the name of its folder is; where nothing was given out, nothing is said."""
    page.settings["kit_given"] = lambda: ["class b/02 quiz.ipynb"]
    _CoursePage.get(course(page))
    page.settings["kit_given"] = tuple
    _CoursePage.get(course(page))
    with_it, without = page.said
    link = '<a href="/doc/tree/class%20b/02%20quiz.ipynb">class b/02 quiz</a>'
    assert with_it.index("From your teacher") < with_it.index(link) < with_it.index("<ol>")
    assert "From your teacher" not in without


@pytest.mark.parametrize(
    ("asked", "first", "hand"),
    [("ja", "すべての課", "手を挙げる"), ("en", "All lessons", "Raise hand"), ("en", "All lessons", "")],
)
def test_the_way_speaks_the_language_of_the_notebooks(page: Any, asked: str, first: str, hand: str):  # noqa: ANN401
    """The bar is in the language in which `kit lab` copied the notebooks, and has a hand only in a class."""
    page.settings["kit_in_class"] = bool(hand)
    record = Path(page.contents_manager.root_dir) / RECORD
    record.write_text(json.dumps({"language": asked}), encoding="utf-8")
    _Way.get(course(page))
    (way,) = page.said
    assert (way["all"], way["hand"]) == (first, hand)
    assert [lesson["path"] for lesson in way["lessons"]] == ["00-start-here.ipynb", "01-one-story-many-facts.ipynb"]
    numbers = [lesson["title"].partition(" ")[0] for lesson in way["lessons"]]
    assert numbers == (["0", "1"] if asked == "ja" else ["00", "01"])
    assert all(lesson["state"] and lesson["state"] not in lesson["title"] for lesson in way["lessons"])


def test_a_hub_that_does_not_answer_is_waited_for(page: Any):  # noqa: ANN401
    """The page says so, and tries again by itself; nobody sees an empty page."""
    headers: dict[str, str] = {}
    page.set_header = headers.__setitem__
    _Page.write_error(page, 503)
    assert headers == {"Refresh": "5"}
    assert "One moment" in page.said[0]


def test_an_error_is_in_the_language_of_the_course(page: Any):  # noqa: ANN401
    """Answers that cannot be read are said as a lesson says it."""
    record = Path(page.contents_manager.root_dir) / RECORD
    record.write_text(json.dumps({"language": "ja"}), encoding="utf-8")
    page.set_header = lambda *_: None
    _Page.write_error(page, 500, exc_info=(None, LearnerError("card.not_begun"), None))
    assert page.said == ["まだ始まっていません。先に「始める」を押してください。"]


def test_pages_are_below_the_address_of_the_server():
    """Behind a hub the pages are where the hub has the server."""
    added: list[Any] = []
    app = SimpleNamespace(settings={"base_url": "/user/a/"}, add_handlers=lambda _, pages: added.extend(pages))
    add_course_page(SimpleNamespace(web_app=app))
    assert [address for address, _ in added] == ["/user/a/kit/course", "/user/a/kit/way"]
