"""A real class on the class server: two learners and a teacher with browsers, from the account to the board."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from class_server import TEACHER, ClassServer, Visitor, kill, pids_of
from playwright.sync_api import Browser, Page, expect
from student import Desk, Lab

from kit.hub.system_accounts import SERVICE

PUPILS = ("aoi", "ren")
NOTEBOOK = "lab/tree/class-b/02-who-is-asean.ipynb"
PICTURES = os.environ.get("KIT_HUB_PICTURES", "")  # a folder, to look at what the test sees
ITEM = "q-members-24"


@pytest.fixture
def open_tab(chromium: Browser, school: ClassServer) -> Iterator[Callable[[str], Page]]:
    """Return a function that opens a browser of somebody's own, logged in."""
    contexts = []

    def opened(name: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{school.address}hub/login?next=%2Fhub%2Fhome")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", word_of(school, name))
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/hub/home*")
        return page

    yield opened
    for context in contexts:
        context.close()


def word_of(school: ClassServer, name: str) -> str:
    """Return somebody's password."""
    return school.first_password(name) if name == TEACHER else f"a long word of {name}"


def look(page: Page, name: str) -> None:
    """Take a picture where somebody wants to look."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def course_of(page: Page, school: ClassServer, name: str) -> Page:
    """Open the course, in the server of a learner that starts for it."""
    page.goto(f"{school.address}hub/spawn/{name}?next=%2Fuser%2F{name}%2Fkit%2Fcourse")
    page.locator(".kit-course").wait_for()
    return page


def lesson_of(page: Page, school: ClassServer, name: str) -> Desk:
    """Open the course again, find the quiz that was given out meanwhile, and run it."""
    page.reload()
    page.get_by_role("link", name="class-b/02-who-is-asean").wait_for()
    look(page, f"course-{name}")
    desk = Desk(page, Lab(f"{school.address}user/{name}/", Path(), Path()))
    page.goto(f"{school.address}user/{name}/{NOTEBOOK}")
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(state="attached")
    desk.menu("Run", "Run All Cells")
    page.locator(f'.kit-item[data-item="{ITEM}"]').wait_for()
    return desk


def test_answers_of_two_learners_are_on_the_teachers_board(school: ClassServer, open_tab: Callable[[str], Page]):
    """Learners sign up and are let in, get a quiz while they are there, answer, and read that the teacher has it.

    The board shows each answer without a reload, also after the service was killed between two answers.
    """
    office = Visitor(school)
    office.log_in(TEACHER, school.first_password(TEACHER))
    for name in PUPILS:
        Visitor(school).sign_up(name, word_of(school, name))
        office.get(f"hub/authorize/{name}")
    board = open_tab(TEACHER)
    board.goto(f"{school.address}services/class/")
    board.goto(f"{school.address}services/class/board?lesson=02")
    courses = [course_of(open_tab(name), school, name) for name in PUPILS]
    run = f"{school.python} -c 'from kit.cli import main; main()' assign 02 --out ~/assignments/class-b"
    assert school.shell(TEACHER, run).returncode == 0
    school.wait((school.folder / "given/class-b/02-who-is-asean.ipynb").exists, "what was given out")
    for number, (name, course) in enumerate(zip(PUPILS, courses, strict=True)):
        desk = lesson_of(course, school, name)
        card = desk.item(ITEM)
        card.locator("input").nth(number).check()
        card.locator(".kit-check").click()
        expect(card.locator(".kit-saved")).to_contain_text("Saved here.")
        expect(card.locator(".kit-sent")).to_have_text("With your teacher.")
        card.locator(".kit-sent").scroll_into_view_if_needed()
        look(desk.page, f"card-{name}")
        expect(board.locator("[data-rows=learners] tr", has_text=name)).to_have_count(1)
        if number == 0:
            for pid in pids_of(SERVICE):
                kill(pid)
    page = courses[0].context.new_page()
    page.goto(f"{school.address}user/{PUPILS[0]}/{NOTEBOOK.replace('lab/', 'doc/')}")
    page.get_by_role("button", name="Raise hand").press("Space")
    expect(board.locator("[data-rows=hands] li")).to_contain_text(PUPILS[0])
    look(page, "hand")
    look(board, "board")
    learner = open_tab(PUPILS[0])
    answer = learner.goto(f"{school.address}services/class/board?lesson=02")
    assert answer is not None
    assert answer.status == 403
