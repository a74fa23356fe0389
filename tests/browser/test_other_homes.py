"""The same cards in Notebook 7 and in Voila; and what of JupyterLab's own a quiz uses: links, the tab's memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from answering import SAMPLES, by_keyboard, by_mouse, one_of_each, right
from msgspec.structs import replace as copied
from pages import serving
from playwright.sync_api import Locator, expect
from student import TOKEN, Desk, Lab, all_done, write_notebook

from kit.lab.jupyter_paths import PAGES
from kit.quiz.item import Item


@dataclass
class Notebook7(Desk):
    """A tab with Notebook 7, which shows one document without the frame of JupyterLab."""

    def run(self, name: str) -> None:
        """Open a notebook and run all its cells, and wait until the last one is done."""
        self.page.goto(f"{self.lab.url}notebooks/{name}?token={TOKEN}")
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
        self.menu("Run", "Run All Cells")
        all_done(self.page)


@dataclass
class Voila(Desk):
    """A tab with Voila, which runs the notebook by itself and shows one long page."""

    def run(self, name: str) -> None:
        """Open the page of a notebook, and wait until its cards are there."""
        self.page.goto(f"{self.lab.url}voila/render/{name}")
        self.page.locator(".kit-card").first.wait_for()

    def bring(self, selector: str) -> Locator:
        """Scroll the page to something."""
        found = self.page.locator(selector).first
        found.scroll_into_view_if_needed()
        return found


@pytest.fixture
def notebook7(desk: Desk) -> Notebook7:
    """Give a tab with Notebook 7; nothing may be asked of another machine."""
    return Notebook7(desk.page, desk.lab, desk.asked, desk.received)


@pytest.fixture
def voila(desk: Desk, tmp_path: Path) -> Iterator[Voila]:
    """Give a tab with a Voila that shows the notebooks with the kit's template; nothing is asked of another machine."""
    own = {"KIT_ANSWERS": str(desk.lab.answers), "JUPYTER_PATH": str(PAGES)}
    with serving(tmp_path, "voila", str(desk.lab.notebooks), "--template=kit", **own) as url:
        yield Voila(desk.page, replace(desk.lab, url=url), desk.asked, desk.received)
        desk.page.goto("about:blank")
    desk.asked[:] = [found for found in desk.asked if not found.startswith((url, url.replace("http", "ws", 1)))]


WAYS = {"mouse": by_mouse, "keyboard": by_keyboard}


def every_kind_twice(lab: Lab) -> str:
    """Write a notebook with a quiz of each kind for each way to answer, with items such as `q-mouse-01`."""
    cells = []
    for number, way in enumerate(WAYS, start=20):
        text = SAMPLES.read_text(encoding="utf-8").replace('lesson: "20"', f'lesson: "{number}"')
        (lab.notebooks / f"{number}-{way}.yaml").write_text(text.replace("q-kinds-", f"q-{way}-"), encoding="utf-8")
        cells += [
            ("code", f"start-{way}", f'import kit\nlesson = kit.start("{number}-{way}.yaml")'),
            ("code", f"quiz-{way}", "lesson.quiz()"),
        ]
    write_notebook(lab, "20-kinds.ipynb", cells)
    return "20-kinds.ipynb"


def one_of_each_for(way: str) -> list[Item]:
    """Return the items that are answered one way."""
    return [copied(item, id=item.id.replace("kinds", way)) for item in one_of_each()]


@pytest.mark.parametrize("home", ["notebook7", "voila"])
def test_every_kind_is_answered_and_found_again(desk: Desk, home: str, request: pytest.FixtureRequest):
    """An item of each kind is answered by mouse and by keyboard; in a new kernel the page shows the answers."""
    there: Desk = request.getfixturevalue(home)
    name = every_kind_twice(desk.lab)
    there.run(name)
    for way, answer in WAYS.items():
        for item in one_of_each_for(way):
            answer(there.page, there.item(item.id), item)
            right(there, item)
    there.page.goto("about:blank")
    desk.lab.end_kernels()
    there.run(name)
    for item in one_of_each_for("mouse"):
        right(there, item)


OWN = """\
lesson: "90"
title: Rules
question: How?
minutes: {teaching: 1, exercises: 1}
objectives: {count: Count to three.}
rules: {minutes: 30, attempts: 1}
items:
"""
ITEM = """\
- id: q-own-0{number}
  kind: {kind}
  use: {use}
  objective: count
  level: recall
  stem: Type {number}.
  facts: [BRN]
  hints: [It is a number.]
  {rest}
"""


def own_lesson(lab: Lab) -> str:
    """Write a lesson with a check, a quiz with a time limit, and enough text between them to scroll."""
    numeric = "key: 3\n  feedback: {right: Yes., wrong: No.}"
    short = "key: [three]\n  feedback: {right: Yes., wrong: No.}"
    items = [("numeric", "check", numeric), ("numeric", "quiz", numeric), ("short-text", "quiz", short)]
    lines = [
        ITEM.format(number=number, kind=kind, use=use, rest=rest)
        for number, (kind, use, rest) in enumerate(items, start=1)
    ]
    (lab.notebooks / "90-own.yaml").write_text(OWN + "".join(lines), encoding="utf-8")
    cells = [
        ("code", "setup", 'import kit\nlesson = kit.start("90-own.yaml")'),
        ("code", "step-check", 'lesson.check("q-own-01")'),
        *(("markdown", f"text-{number}", "# Long\n\n" + "A line.\n\n" * 80) for number in range(3)),
        ("code", "the-quiz", "lesson.quiz()"),
    ]
    write_notebook(lab, "90-own.ipynb", cells)
    return "90-own.ipynb"


def begin_and_fail(desk: Desk) -> None:
    """Begin the quiz, and answer the number wrong."""
    desk.bring(".kit-card:has-text('30 minutes') .kit-check").click()
    card = desk.item("q-own-02")
    card.locator("input.kit-number").fill("4")
    card.locator(".kit-check").click()
    card.locator(".kit-saved").wait_for()


def test_killed_and_reloaded(desk: Desk):
    """Neither a reload nor a new kernel gives time, an attempt or a hint back, nor loses a flag or what was typed."""
    name = own_lesson(desk.lab)
    desk.run(name)
    begin_and_fail(desk)
    card = desk.item("q-own-03")
    card.locator(".kit-hint").click()
    card.locator(".kit-hints p").wait_for()
    card.locator(".kit-flag").click()
    card.locator(".kit-flag[aria-pressed=true]").wait_for()
    card.locator("input").fill("thr")
    began = (desk.lab.answers / "me.jsonl").read_text(encoding="utf-8")
    desk.lab.end_kernels()
    desk.run(name)
    card = desk.item("q-own-03")
    expect(card.locator("input")).to_have_value("thr")
    expect(card.locator(".kit-flag")).to_have_attribute("aria-pressed", "true")
    expect(card.locator(".kit-hints p")).to_have_count(1)
    expect(card.locator(".kit-clock")).to_have_text(re.compile("Time left: (29|30) min"))
    failed = desk.item("q-own-02")
    expect(failed.locator(".kit-saved")).to_contain_text("0 tries left.")
    assert failed.locator(".kit-retry:visible").count() == 0
    assert (desk.lab.answers / "me.jsonl").read_text(encoding="utf-8") == began


@pytest.mark.parametrize("home", ["desk", "notebook7"])
def test_the_summary_leads_back_to_the_step(desk: Desk, home: str, request: pytest.FixtureRequest):
    """From the summary a link scrolls the notebook to the cell where the objective was taught."""
    there: Desk = request.getfixturevalue(home)
    there.run(own_lesson(desk.lab))
    begin_and_fail(there)
    card = there.item("q-own-03")
    card.locator("input").fill("three")
    card.locator(".kit-check").click()
    link = there.bring(".kit-goal a")
    expect(link).to_have_text("Count to three.")
    check = there.page.locator('.kit-item[data-item="q-own-01"]')
    expect(check).not_to_be_in_viewport()
    link.click()
    expect(check).to_be_in_viewport()
