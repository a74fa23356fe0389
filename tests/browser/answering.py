"""How a student answers with the controls that a card shows, with the mouse and with the keyboard alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate
from still import drawn
from student import PATIENCE_MS, Desk, Lab, write_notebook

from kit.quiz.bank import load_lesson, read_file
from kit.quiz.interactions import Gaps, Typed
from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS
from kit.quiz.parts import in_language

# A point well inside a shape: the middle of its frame may lie in a neighbour, and a click is a pixel wide.
INSIDE = """path => {
  const box = path.getBoundingClientRect();
  const isIn = (x, y) => document.elementFromPoint(box.left + x, box.top + y)?.dataset.area === path.dataset.area;
  const around = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]];
  for (let part = 2; part < 40; part++)
    for (let i = 1; i < part; i++)
      for (let j = 1; j < part; j++) {
        const [x, y] = [(box.width * i) / part, (box.height * j) / part];
        if (around.every(([dx, dy]) => isIn(x + dx, y + dy))) return [x, y];
      }
}"""
_KEY_TO = """(card, name) => {
  const focus = document.activeElement, wanted = card.querySelector(name);
  if (card.contains(focus) && focus.matches(name)) return null;
  const before = wanted && focus.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING;
  return before ? "Shift+Tab" : "Tab";
}"""
SAMPLES = Path(__file__).parents[1] / "export" / "20-every-kind.yaml"
TYPED = "fieldset :is(input[type=text], textarea)"
LOOKS = 30  # at a card, in the time that a test waits
WORDS = "Because the two sides trade."


Way = Callable[[Page, Locator, Any], None]


def items(lesson: str, language: str = "en") -> dict[str, Item]:
    """Return the items of a lesson by id."""
    return {item.id: item for item in load_lesson(lesson, language=language).items}


def quiz_item(kind: str, lesson: str = "02") -> Any:  # noqa: ANN401 - each kind has a key of its own
    """Return the first item of a kind in a lesson's quiz."""
    return next(item for item in items(lesson).values() if item.kind == kind and item.use == "quiz")


def one_of_each() -> tuple[Item, ...]:
    """Return the sample item of every kind there is."""
    samples = read_file(SAMPLES).items
    assert {item.kind for item in samples} == set(KINDS)
    return samples


def every_kind(lab: Lab) -> str:
    """Write a lesson with the sample item of every kind, and return its notebook."""
    shutil.copy(SAMPLES, lab.notebooks)
    cells = [("setup", f'import kit\nlesson = kit.start("{SAMPLES.name}")'), ("quiz", "lesson.quiz()")]
    write_notebook(lab, "20-every-kind.ipynb", [("code", name, source) for name, source in cells])
    return "20-every-kind.ipynb"


def by_mouse(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    """Answer right with the mouse, press Check, and mark own words."""
    _ways(card)[0](page, card, item)
    card.locator(".kit-check").click()
    if item.kind == "open":
        card.locator(".kit-saved").wait_for()
        for line in card.locator(".kit-after fieldset").all():
            line.locator("label.kit-option").first.click()
        card.locator(".kit-own").click()


def by_keyboard(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    """Answer right from the keyboard, beginning where Tab enters the card, press Check, and mark own words."""
    card.evaluate("card => card.focus()")
    _ways(card)[1](page, card, item)
    _tab_to(card, ".kit-check")
    page.keyboard.press("Enter")
    if item.kind == "open":
        card.locator(".kit-saved").wait_for()
        for line in range(len(item.rubric)):
            _tab_to(card, f".kit-after fieldset:nth-of-type({line + 1}) input")
            page.keyboard.press("Space")
        _tab_to(card, ".kit-own")
        page.keyboard.press("Enter")


def right(desk: Desk, item: Any) -> None:  # noqa: ANN401
    """Wait until a card says that the answer is right and saved, and look whether it is on disk."""
    for _ in range(LOOKS):  # a map or chart above may still grow, and then JupyterLab takes the card out of the page
        card = desk.item(item.id)
        with suppress(TooLate):
            _says_right(card, item).wait_for(timeout=PATIENCE_MS / LOOKS)
            break
    else:
        raise AssertionError(card.inner_text())
    card.locator(".kit-saved").wait_for()
    expected = ["unmarked", "right"] if item.kind == "open" else ["right"]
    assert [attempt["verdict"] for attempt in desk.lab.attempts() if attempt["item_id"] == item.id] == expected


def _says_right(card: Locator, item: Any) -> Locator:  # noqa: ANN401
    if item.kind == "open":
        return card.locator(".kit-verdict", has_text=re.compile(r"By your own marks: (\S+) of \1 point"))
    return card.locator(".kit-verdict[data-verdict=right]")


def _click_options(_page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    for option in _keys(item):
        _option(card, option).click()


def _click_reason(_page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    _option(card, str(item.truth).lower()).click()
    _option(card, item.key).click()


def _option(card: Locator, name: str) -> Locator:
    return card.locator("label.kit-option", has=card.page.locator(f'input[value="{name}"]'))


def _type(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    for place, words in enumerate(_typed(card, item)):
        card.locator(TYPED).nth(place).click()
        page.keyboard.type(words)


def _type_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    _tab_to(card, TYPED)
    for place, words in enumerate(_typed(card, item)):
        if place:
            page.keyboard.press("Enter")  # leads to the next gap
        expect(card.locator(TYPED).nth(place)).to_be_focused()
        page.keyboard.type(words)


def _typed(card: Locator, item: Any) -> list[str]:  # noqa: ANN401
    """Return what is typed, field by field; gaps in the order of the text."""
    right, asked = item.sample_response("right"), item.interaction(_language(card))
    if isinstance(asked, Gaps):
        return [right[gap.id] for gap in asked.in_order()]
    if not isinstance(asked, Typed):
        return [WORDS]
    return [right if isinstance(right, str) else f"{right:.10g}"]


def _drag(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    """Drag each thing onto its place, from text to text."""
    for thing, place in item.key.items():
        start = card.locator(f'[data-thing="{thing}"] .kit-entry-text')
        end = card.locator(f'[data-place="{place}"]')
        start.scroll_into_view_if_needed()
        start.hover(position={"x": 5, "y": 5})
        page.mouse.down()
        end.hover()
        page.mouse.up()
        expect(card.locator(f'[data-thing="{thing}"] select')).to_have_value(place)


def _choose_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    """Choose each thing's place from the list beside it."""
    for thing, place in item.key.items():
        _tab_to(card, f'[data-thing="{thing}"] select')
        select = card.locator(f'[data-thing="{thing}"] select')
        for _ in range(select.locator("option").count()):
            if select.input_value() == place:
                break
            page.keyboard.press("ArrowDown")
        expect(select).to_have_value(place)


def _order(_page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    _sort(card, item, lambda button: button.click())


def _order_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    def press(button: Locator) -> None:
        button.evaluate("button => button.focus()")
        page.keyboard.press("Enter")

    _tab_to(card, ".kit-down, .kit-up")
    _sort(card, item, press)


def _sort(card: Locator, item: Any, press: Callable[[Locator], None]) -> None:  # noqa: ANN401
    for place, option in enumerate(item.key):
        row = card.locator(f'.kit-entry[data-id="{option}"]')
        while row.evaluate("row => [...row.parentNode.children].indexOf(row)") > place:
            press(row.locator(".kit-up"))


def _click_map(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    for area in _keys(item):
        path = card.frame_locator("iframe.kit-map-frame").locator(f'path.kit-area[data-area="{area}"]').last
        path.wait_for()
        chosen = card.locator(f'input[value="{area}"]:checked')
        for _ in range(6):  # a map that just fits itself to its frame moves away from under the click
            before, point = None, None
            while point is None or point != before:
                drawn(page)
                before, point = point, path.evaluate(INSIDE)
            path.click(position={"x": point[0], "y": point[1]})
            with suppress(TooLate):
                chosen.wait_for(state="attached", timeout=PATIENCE_MS / LOOKS)
                break
        expect(chosen).to_have_count(1)


def _reason_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    _choose_radio(page, card, ".kit-truth", str(item.truth).lower())
    _choose_radio(page, card, ".kit-reason", item.key)


def _choose_radio(page: Page, card: Locator, group: str, wanted: str) -> None:
    _tab_to(card, f'{group} input[type="radio"]')
    page.keyboard.press("Space")
    for _ in range(card.locator(f'{group} input[type="radio"]').count()):
        if page.evaluate("document.activeElement.value") == wanted:
            return
        page.keyboard.press("ArrowDown")
    message = f"the arrow keys never reach {wanted} from {page.evaluate('document.activeElement.outerHTML')[:200]}"
    raise AssertionError(message)


def _list_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    if isinstance(item.key, str):
        _choose_radio(page, card, "fieldset", item.key)
        return
    for option in item.key:
        _tab_to(card, f'input[value="{option}"]')
        page.keyboard.press("Space")


def _mark(_page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    for place, category in _marks(card, item):
        control = card.locator(".kit-phrase").nth(place).locator("input, select")
        control.select_option(category) if item.categories else control.check()


def _mark_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    categories = ["", *(category.id for category in item.categories)]
    for place, category in _marks(card, item):
        _tab_to(card, f".kit-phrase:nth-of-type({place + 1}) :is(input, select)")
        for _ in range(categories.index(category) if item.categories else 0):
            page.keyboard.press("ArrowDown")
        if not item.categories:
            page.keyboard.press("Space")


def _marks(card: Locator, item: Any) -> list[tuple[int, str]]:  # noqa: ANN401
    """Return the place in the text of each phrase to be marked, and its category."""
    marks = item.marks()
    names = re.findall(r"\{([A-Za-z0-9-]+):", in_language(item.text, _language(card)))
    return [(place, marks[name]) for place, name in enumerate(names) if name in marks]


def _language(card: Locator) -> str:
    """Return the language that a card speaks."""
    return str(card.evaluate("card => card.closest('[lang]').lang"))


def _tab_to(card: Locator, selector: str) -> None:
    """Press Tab, or Shift+Tab where it stands before, until something in the card has the focus."""
    for _ in range(120):
        key = card.evaluate(_KEY_TO, selector)
        if not key:
            return
        card.page.keyboard.press(key)
    message = f"Tab never reaches {selector}"
    raise AssertionError(message)


def _keys(item: Any) -> list[str]:  # noqa: ANN401
    return list(item.key) if isinstance(item.key, (list, tuple)) else [item.key]


# The controls of a card, the more telling ones first, and how they are used by mouse and by keyboard.
_WAYS = {
    ".kit-map-click": (_click_map, _list_by_keys),
    ".kit-truth": (_click_reason, _reason_by_keys),
    ".kit-up": (_order, _order_by_keys),
    "[data-thing]": (_drag, _choose_by_keys),
    ".kit-phrase": (_mark, _mark_by_keys),
    TYPED: (_type, _type_by_keys),
    "input[type=radio], input[type=checkbox]": (_click_options, _list_by_keys),
}


def _ways(card: Locator) -> tuple[Way, Way]:
    """Return how a card is answered by mouse and by keyboard."""
    card.locator(".kit-check").wait_for()
    return next(ways for controls, ways in _WAYS.items() if card.locator(controls).count())
