"""A timeline on a page whose model keeps what the page changes, in Python too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from kit.widgets.timeline.widget import Timeline

SYNCED = ("kinds", "story", "early", "chosen", "years")
MODEL = """(state) => {
  const heard = {};
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; (heard[`change:${name}`] || []).forEach((call) => call()); },
    save_changes: () => window.keep({ ...state, spec: null }),
    on: (name, call) => (heard[name] = heard[name] || []).push(call),
    off: (name, call) => { heard[name] = heard[name].filter((other) => other !== call); },
  };
  document.addEventListener("keydown", (event) => { window.stray = event.key; });
}"""


@pytest.fixture
def put() -> Callable[[Page, Timeline], Page]:
    """Return a function that puts a timeline on a page of any size; what the page changes, Python gets."""

    def put(page: Page, shown: Timeline) -> Page:
        def keep(state: dict[str, Any]) -> None:
            for name in SYNCED:
                setattr(shown, name, state[name])

        page.expose_function("keep", keep)
        page.set_content(
            '<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Timeline</title>'
            '<main id="cell"><h1>Timeline</h1></main></html>'
        )
        page.add_style_tag(content=shown._css)  # noqa: SLF001 - the page takes the place of ipywidgets
        page.evaluate(MODEL, {"spec": shown.spec, **{name: getattr(shown, name) for name in SYNCED}})
        page.add_script_tag(content=str(shown._esm).replace("export default", "window.widget ="))  # noqa: SLF001
        page.evaluate("() => { widget.render({ model, el: document.getElementById('cell') }); }")
        return page

    return put


@pytest.fixture
def show(tab: Page, put: Callable[[Page, Timeline], Page]) -> Callable[[Timeline], Page]:
    """Return a function that puts a timeline on a page; what the page changes, the timeline in Python gets."""
    return lambda shown: put(tab, shown)
