"""The card for handing in: only a press of its button writes the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kit.answers.attempt import Attempt
from kit.answers.store import AnswerStore
from kit.lesson import Lesson
from kit.quiz.bank import load_lesson
from kit.widgets.hand_in.widget import HandIn

Make = Callable[..., Attempt]
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Card</title></head>
<body><main><h1>Lesson</h1><h2>Hand in</h2><div id="cell" class="jp-Cell" tabindex="-1"></div></main></body></html>"""
_MODEL = """spec => {
  const heard = [];
  window.model = {
    get: () => spec, set: () => {},
    on: (name, callback) => { if (name === "msg:custom") heard.push(callback); },
    send: async message => { for (const reply of await window.ask(message)) heard.forEach(call => call(reply)); },
  };
}"""


@pytest.fixture
def lesson(tmp_path: Path, attempt: Make) -> Callable[..., Lesson]:
    """Return a function that gives lesson 02, with one answer of a learner."""

    def make(learner: str = "s07", language: str = "en") -> Lesson:
        store = AnswerStore(tmp_path / "answers", learner)
        store.append(attempt(learner=learner, item_id="q-members-05", response="VNM"))
        return Lesson(load_lesson("02"), store, language)

    return make


@pytest.fixture
def press(tab: Page) -> Callable[[HandIn], None]:
    """Return a function that shows a card on a page."""
    cards: list[HandIn] = []

    def ask(message: dict[str, Any]) -> list[object]:
        replies: list[object] = []
        cards[-1].send = lambda content, _buffers=None: replies.append(json.loads(json.dumps(content)))  # type: ignore[method-assign]
        cards[-1]._handle_custom_msg(message, [])  # noqa: SLF001 - the page takes the place of ipywidgets
        return replies

    def shown(card: HandIn) -> None:
        if not cards:
            tab.expose_function("ask", ask)
        cards.append(card)
        tab.set_content(_PAGE)
        tab.add_style_tag(content=str(card._css))  # noqa: SLF001
        tab.evaluate(_MODEL, card.spec)
        tab.add_script_tag(content=str(card._esm).replace("export default", "window.widget ="))  # noqa: SLF001
        tab.evaluate("""() => {
          widget.initialize({ model });
          widget.render({ model, el: document.getElementById("cell"), signal: new AbortController().signal });
        }""")

    return shown


def files(folder: Path) -> list[str]:
    """Return the names of the hand-ins in a folder."""
    return sorted(file.name for file in folder.glob("hand-in-*"))


def test_showing_the_card_writes_nothing(lesson: Callable[..., Lesson], tmp_path: Path):
    """Running the cell, as Run All does on reopening, writes no file; a call that says so does."""
    card = lesson().hand_in(folder=tmp_path)
    card._repr_mimebundle_()
    card._handle_custom_msg({"ask": "ready"}, [])  # noqa: SLF001
    assert files(tmp_path) == []
    assert 'lesson.hand_in("s07").write()' in card.to_words().plain
    assert card.write().path == tmp_path / "hand-in-02-s07.jsonl"
    assert files(tmp_path) == ["hand-in-02-s07.jsonl"]


@pytest.mark.parametrize(("learner", "name", "known"), [("s07", None, "s07"), ("me", None, ""), ("me", "my-name", "")])
def test_who_hands_in(lesson: Callable[..., Lesson], learner: str, name: str | None, known: str):
    """A name that is known is shown; of nobody, and of an example, the card asks."""
    assert lesson(learner).hand_in(name).spec["name"] == known


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_known_learner_presses_once(
    lesson: Callable[..., Lesson], press: Callable[[HandIn], None], tab: Page, tmp_path: Path, language: str
):
    """By keyboard alone: the button writes the file, and the card says which, where, and offers it as a download."""
    press(lesson(language=language).hand_in(folder=tmp_path))
    assert tab.locator("input").count() == 0
    expect(tab.locator(".kit-hand-in")).to_contain_text("s07")
    assert tab.locator(".kit-hand-in").get_attribute("lang") == language
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("[role=status]")).to_contain_text(str(tmp_path))
    assert files(tmp_path) == ["hand-in-02-s07.jsonl"]
    with tab.expect_download() as download:
        tab.locator("a[download]").click()
    assert download.value.suggested_filename == "hand-in-02-s07.jsonl"
    assert Path(download.value.path()).read_bytes() == (tmp_path / "hand-in-02-s07.jsonl").read_bytes()
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []


_SHARE = """means => {
  window.shared = [];
  navigator.canShare = ({ files }) => files.length === 1;
  navigator.share = async ({ files }) => {
    if (means === "refused") throw new DOMException("no", "NotAllowedError");
    if (means === "closed") throw new DOMException("", "AbortError");
    shared.push(files[0].name, files[0].type, await files[0].text());
  };
}"""


def test_a_device_that_shares_files_gets_the_file(
    lesson: Callable[..., Lesson], press: Callable[[HandIn], None], tab: Page, tmp_path: Path
):
    """Where the browser can share a file, a button does, and the download is there as well."""
    press(lesson().hand_in(folder=tmp_path))
    tab.evaluate(_SHARE, "taken")
    tab.locator(".kit-hand-in-button").click()
    tab.get_by_role("button", name="Share the file").click()
    tab.wait_for_function("shared.length")
    written = (tmp_path / "hand-in-02-s07.jsonl").read_text("utf-8")
    assert tab.evaluate("shared") == ["hand-in-02-s07.jsonl", "text/plain", written]
    expect(tab.locator("a[download]")).to_be_visible()
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []


@pytest.mark.parametrize("means", ["closed", "refused"])
def test_a_file_that_is_not_shared_is_said(
    lesson: Callable[..., Lesson], press: Callable[[HandIn], None], tab: Page, tmp_path: Path, means: str
):
    """Where the device refuses, the card says so and leads to the download; whoever closes the list is told nothing."""
    press(lesson().hand_in(folder=tmp_path))
    tab.evaluate(_SHARE, means)
    tab.locator(".kit-hand-in-button").click()
    tab.get_by_role("button", name="Share the file").click()
    tab.evaluate("new Promise(resolve => setTimeout(() => resolve(true)))")  # after what the click led to
    expect(tab.get_by_text("The file was not shared")).to_have_count(int(means == "refused"))


def test_without_sharing_there_is_only_the_download(
    lesson: Callable[..., Lesson], press: Callable[[HandIn], None], tab: Page, tmp_path: Path
):
    """A browser that cannot share files, as on most computers, shows no button for it."""
    press(lesson().hand_in(folder=tmp_path))
    tab.locator(".kit-hand-in-button").click()
    expect(tab.locator("a[download]")).to_be_visible()
    assert tab.locator(".kit-hand-in-share").count() == 0


def test_the_card_asks_for_a_name(
    lesson: Callable[..., Lesson], press: Callable[[HandIn], None], tab: Page, tmp_path: Path
):
    """Without a name, or with that of an example, nothing is written and the card says so; then Enter hands in."""
    press(lesson("me").hand_in("my-name", tmp_path))
    name = tab.get_by_label("Your name, or the one that your teacher gave you")
    for typed in ("", "  ", "Your Name"):
        name.fill(typed)
        tab.get_by_role("button", name="Hand in").click()
        expect(tab.locator("[role=status]")).to_contain_text("Nothing is written yet")
        expect(name).to_be_focused()
    assert files(tmp_path) == []
    name.fill("花子")
    name.press("Enter")
    expect(tab.locator("[role=status]")).to_contain_text("Nothing was sent.")
    assert len(files(tmp_path)) == 1
    assert '"learner":"花子"' in next(tmp_path.glob("hand-in-*")).read_text("utf-8")


def test_an_error_is_said(lesson: Callable[..., Lesson], press: Callable[[HandIn], None], tab: Page, tmp_path: Path):
    """Where the file cannot be written, the card says why and what to do, and the button can be pressed again."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    press(lesson().hand_in(folder=tmp_path / "taken"))
    tab.get_by_role("button").click()
    expect(tab.locator("[role=status]")).to_contain_text("lesson.hand_in(folder=")
    assert tab.get_by_role("button").get_attribute("aria-disabled") == "false"
