"""Cards in a browser: a page whose model is a real card in Python, with a real answer file."""

# ruff: noqa: SLF001 - the page takes the place of ipywidgets

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Locator, Page

from kit.attempts.store import AnswerStore
from kit.quiz.item import Item
from kit.quiz.kinds import AnyItem
from kit.widgets.quiz_card import QuizCard

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Card</title></head>
<body data-jp-theme-light="{light}" style="margin:0;{colors}"><main id="cell"></main></body></html>"""
_DARK = "background:#111;--jp-layout-color1:#111;--jp-content-font-color1:rgba(255,255,255,1)"
_LIGHT = "background:#fff;--jp-layout-color1:#fff;--jp-content-font-color1:rgba(0,0,0,0.87)"
_MODEL = """([spec, state]) => {
  const known = { spec, state };
  const heard = {};
  const call = (name, ...given) => (heard[name] || []).forEach((callback) => callback(...given));
  window.stray = [];
  document.addEventListener("keydown", (event) => window.stray.push(event.key));
  window.model = {
    get: (name) => known[name],
    set: (name, value) => { known[name] = value; call(`change:${name}`); },
    on: (name, callback) => (heard[name] = heard[name] || []).push(callback),
    send: async (message) => { for (const reply of await window.ask(message)) call("msg:custom", reply); },
  };
}"""


class Shown:
    """A card on a page."""

    def __init__(self, tab: Page, card: QuizCard, store: AnswerStore) -> None:
        self.tab, self.card, self.store = tab, card, store

    def at(self, selector: str) -> Locator:
        """Return what stands at a selector."""
        return self.tab.locator(selector)

    def check(self, verdict: str | None = None) -> None:
        """Press the first Check by mouse, and wait for a verdict."""
        self.at(".kit-check").first.click()
        if verdict:
            self.at(f".kit-verdict[data-verdict={verdict}]").wait_for()

    def response(self, item: str = "q-card-01") -> object:
        """Return the last response on disk."""
        return self.store.latest()[item].response

    def marks(self) -> list[str]:
        """Return the verdicts of the parts, as they are read."""
        return [mark.inner_text() for mark in self.at(".kit-mark:not(:empty)").all()]


@pytest.fixture
def item() -> Callable[..., Item]:
    """Return a function that makes an item from the fields that matter to a test."""

    def made(kind: str, number: int = 1, **fields: object) -> Item:
        shared = {
            "id": f"q-card-{number:02}",
            "kind": kind,
            "objective": "card-use",
            "level": "recall",
            "stem": "Which one?",
            "facts": ["fact-p08-rubber-forum"],
            "hints": ["Look again.", "Look at 1973."],
        }
        return msgspec.convert(shared | fields, AnyItem)

    return made


@pytest.fixture
def show(tab: Page, tmp_path: Path) -> Callable[..., Shown]:
    """Return a function that shows items on a page; calling it again is a reload with the same answer file."""
    current: list[QuizCard] = []

    def ask(message: dict[str, Any]) -> list[object]:
        replies: list[object] = []
        current[-1].send = lambda content, _buffers=None: replies.append(json.loads(json.dumps(content)))  # type: ignore[method-assign]
        current[-1]._handle_custom_msg(message, [])
        return replies

    def shown(*items: Item, is_dark: bool = False, **changes: Any) -> Shown:  # noqa: ANN401
        store = AnswerStore(tmp_path / "answers", learner="hanako")
        given = {"lesson": "02", "title": "A quiz", "store": store, "seed": "hanako/02"} | changes
        card = QuizCard(items, **given)
        if not current:
            tab.expose_function("ask", ask)
        current.append(card)
        tab.goto("about:blank")
        tab.set_content(_PAGE.format(light=str(not is_dark).lower(), colors=_DARK if is_dark else _LIGHT))
        tab.add_style_tag(content=card._css)
        tab.evaluate(_MODEL, [card.spec, card.state])
        tab.add_script_tag(content=card._esm.replace("export default", "window.widget ="))
        tab.evaluate("""() => {
          widget.initialize({ model });
          widget.render({ model, el: document.getElementById("cell"), signal: new AbortController().signal });
        }""")
        return Shown(tab, card, store)

    return shown
