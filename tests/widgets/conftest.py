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

from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.quiz.item import Item
from kit.quiz.kinds.registry import AnyItem
from kit.widgets.quiz_card.spec import without_unread
from kit.widgets.quiz_card.widget import QuizCard

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Card</title></head>
<body data-jp-theme-light="{light}" style="margin:0;{colors}"><main id="cell"></main></body></html>"""
_DARK = "background:#111;--jp-layout-color1:#111;--jp-content-font-color1:rgba(255,255,255,1)"
_LIGHT = "background:#fff;--jp-layout-color1:#fff;--jp-content-font-color1:rgba(0,0,0,0.87)"
_MODEL = """spec => {
  const known = { spec };
  const heard = {};
  const call = (name, ...given) => (heard[name] || []).forEach((callback) => callback(...given));
  window.stray = [];
  document.addEventListener("keydown", (event) => window.stray.push(event.key));
  const watchers = [];
  window.kernel = {  // a Python that a test can keep busy, and end
    status: "idle", connectionStatus: "connected", held: null,
    statusChanged: { connect: (watcher) => watchers.push(watcher) },
    hold() { this.status = "busy"; this.held = []; },
    async release() {
      const late = this.held;
      this.become("idle");
      this.held = null;
      for (const message of late) await window.model.send(message);
    },
    become(status) { this.status = status; watchers.forEach((watcher) => watcher(this, status)); },
  };
  window.model = {
    widget_manager: { kernel: window.kernel },
    get: (name) => known[name],
    set: (name, value, { silent } = {}) => { known[name] = value; if (!silent) call(`change:${name}`, window.model); },
    on: (name, callback) => (heard[name] = heard[name] || []).push(callback),
    async ask(message) {
      for (const reply of await window.ask(message)) call("msg:custom", reply);
    },
    send(message) {
      if (window.kernel.held) return window.kernel.held.push(message);
      return window.answered = window.model.ask(message);
    },
  };
}"""


def _named(**texts: str) -> list[dict[str, str]]:
    return [{"id": name, "text": text, "feedback": f"Think again about {name}."} for name, text in texts.items()]


_YES_NO = {"right": "Yes, so it is.", "wrong": "Not all of it."}
# The tests of these kinds look for these texts; any other kind is shown with its sample.
_SMALL: dict[str, dict[str, Any]] = {
    "single-choice": {"options": _named(a="First", b="Second"), "key": "a"},
    "multiple-choice": {"options": _named(a="First", b="Second", c="Third"), "key": ["a", "b"]},
    "true-false": {
        "stem": "Japan is a member of ASEAN.",
        "truth": False,
        "options": _named(near="It lies near.", partner="It is a partner.", left="It left in 1997."),
        "key": "partner",
        "feedback": _YES_NO,
    },
    "numeric": {"key": 1973, "unit": "year", "feedback": _YES_NO},
    "short-text": {"key": ["Bangkok", "バンコク"], "feedback": _YES_NO},
    "ordering": {
        "options": _named(war="War", peace="Peace", forum="Forum"),
        "key": ["war", "peace", "forum"],
        "feedback": _YES_NO,
    },
    "matching": {
        "prompts": _named(VNM="Vietnam", THA="Thailand", LAO="Laos"),
        "options": [{"id": name.lower(), "text": name} for name in ("Hanoi", "Bangkok", "Vientiane")]
        + [{"id": "manila", "text": "Manila, the capital of another member than these three"}],
        "key": {"VNM": "hanoi", "THA": "bangkok", "LAO": "vientiane"},
        "feedback": _YES_NO,
    },
    "grouping": {
        "options": _named(met="The forum met in 1973.", summit="A summit will be held.", trade="Trade may grow."),
        "groups": [{"id": name.lower(), "text": name} for name in ("Reported", "Expected", "Possible")],
        "key": {"met": "reported", "summit": "expected", "trade": "possible"},
        "feedback": _YES_NO,
    },
    "fill-in": {
        "text": "ASEAN was founded in {year} in {city}.",
        "gaps": [
            {"id": "year", "key": ["1967"], "feedback": "Think of the year."},
            {"id": "city", "key": ["Bangkok"], "feedback": "Think of the city."},
        ],
        "feedback": _YES_NO,
    },
    "open": {
        "points": 3.0,
        "sample": "Makers of natural rubber complained.",
        "rubric": [{"id": "who", "text": "Says who complained."}, {"id": "why", "text": "Says why.", "weight": 2}],
    },
    "map-click": {"options": _named(VNM="Vietnam", THA="Thailand"), "key": "VNM", "as_of": "2023-07-13"},
}


class Shown:
    """A card on a page."""

    def __init__(self, tab: Page, card: QuizCard, store: AnswerStore) -> None:
        self.tab, self.card, self.store = tab, card, store

    def at(self, selector: str, has_text: str | None = None) -> Locator:
        """Return what stands at a selector."""
        return self.tab.locator(selector, has_text=has_text)

    def answer(self, response: object, item: str = "q-card-01") -> None:
        """Answer in Python, as if on an earlier day; the page shows it after a reload."""
        self.card.session.answer(item, response, seconds=1)

    def check(self, verdict: str) -> None:
        """Press Check by mouse, and wait for a verdict."""
        self.at(".kit-check").click()
        self.is_judged(verdict)

    def is_judged(self, verdict: str) -> None:
        """Wait for a verdict."""
        self.at(f".kit-verdict[data-verdict={verdict}]").wait_for()

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        for _ in range(30):
            self.tab.keyboard.press("Tab")
            if self.tab.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        pytest.fail(f"Tab never reaches {selector}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.tab.keyboard.press(key)

    def drag(self, start: str, end: str, height: float = 0.5, steps: int = 6) -> None:
        """Drag by mouse from the text of one entry to a height of another, from 0 to 1."""
        self.at(f"{start} .kit-entry-text").hover(position={"x": 5, "y": 5})
        self.tab.mouse.down()
        box = self.at(end).bounding_box()
        assert box
        self.tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * height, steps=steps)
        self.tab.mouse.up()

    def response(self, item: str = "q-card-01") -> object:
        """Return the last response on disk."""
        return [each.response for each in self.store.read().attempts if each.item_id == item][-1]

    def marks(self) -> list[str]:
        """Return the verdicts of the parts, as they are read."""
        return [mark.inner_text() for mark in self.at(".kit-mark:not(:empty)").all()]


@pytest.fixture
def fields(sample_fields: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the fields of an item of each kind."""
    return sample_fields | _SMALL


@pytest.fixture
def item(fields: dict[str, dict[str, Any]]) -> Callable[..., Item]:
    """Return a function that makes an item of a kind, with fields changed."""

    def made(kind: str, number: int = 1, **changes: object) -> Item:
        shared = {
            "kind": kind,
            "objective": "card-use",
            "level": "recall",
            "stem": "Which one?",
            "facts": ["fact-p08-rubber-forum"],
            "hints": ["Look again.", "Look at 1973."],
        }
        return msgspec.convert(shared | fields[kind] | {"id": f"q-card-{number:02}"} | changes, AnyItem)

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

    def shown(*items: Item, is_dark: bool = False, is_busy: bool = False, **changes: Any) -> Shown:  # noqa: ANN401
        store = AnswerStore(tmp_path / "answers", learner="hanako")
        own = {"title": changes.pop("title", "A quiz")}
        own |= {name: changes.pop(name) for name in ("objectives", "steps") if name in changes}
        card = QuizCard(QuizSession(items, **{"lesson": "02", "store": store, "seed": "hanako/02"} | changes), **own)
        if not current:
            tab.expose_function("ask", ask)
        current.append(card)
        tab.goto("about:blank")
        tab.set_content(_PAGE.format(light=str(not is_dark).lower(), colors=_DARK if is_dark else _LIGHT))
        tab.add_style_tag(content=card._css)
        tab.evaluate(_MODEL, without_unread(card.spec))
        tab.add_script_tag(content=card._esm.replace("export default", "window.widget ="))
        if is_busy:
            tab.evaluate("kernel.hold()")
        tab.evaluate("""() => {
          widget.initialize({ model });
          widget.render({ model, el: document.getElementById("cell"), signal: new AbortController().signal });
          return window.answered;
        }""")
        return Shown(tab, card, store)

    return shown
