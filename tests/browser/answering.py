"""How a student answers each kind of item, with the mouse and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from kit.quiz.bank import load_lesson
from kit.quiz.item import Item

# A point of a shape: the middle of its frame may lie in a neighbour.
INSIDE = """path => {
  const box = path.getBoundingClientRect();
  for (let part = 2; part < 40; part++)
    for (let i = 1; i < part; i++)
      for (let j = 1; j < part; j++) {
        const at = [(box.width * i) / part, (box.height * j) / part];
        const hit = document.elementFromPoint(box.left + at[0], box.top + at[1]);
        if (hit && hit.dataset.area === path.dataset.area) return at;
      }
}"""
KINDS = ("single-choice", "multiple-choice", "numeric", "ordering", "map-click")


def items(lesson: str) -> dict[str, Item]:
    """Return the items of a lesson by id."""
    return {item.id: item for item in load_lesson(lesson).items}


def quiz_item(kind: str, lesson: str = "02") -> Any:  # noqa: ANN401 - each kind has a key of its own
    """Return the first item of a kind in a lesson's quiz."""
    return next(item for item in items(lesson).values() if item.kind == kind and item.use == "quiz")


def by_mouse(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    """Answer right with the mouse, and press Check."""
    _MOUSE[item.kind](page, card, item)
    card.locator(".kit-check").click()


def by_keyboard(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    """Answer right from the keyboard, beginning where Tab enters the card, and press Check."""
    card.evaluate("card => card.focus()")
    _KEYBOARD[item.kind](page, card, item)
    _tab_to(page, ".kit-check")
    page.keyboard.press("Enter")


def _click_options(_page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    for option in _keys(item):
        card.locator("label.kit-option", has=card.page.locator(f'input[value="{option}"]')).click()


def _type(_page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    card.locator("input.kit-number").click()
    card.page.keyboard.type(f"{item.key:g}")


def _order(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    _sort(card, item, lambda button: button.click())
    assert page is card.page


def _order_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    def press(button: Locator) -> None:
        button.evaluate("button => button.focus()")
        page.keyboard.press("Enter")

    _tab_to(page, ".kit-down, .kit-up")
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
        page.wait_for_timeout(1000)  # the map first fits itself to its frame
        x, y = path.evaluate(INSIDE)
        path.click(position={"x": x, "y": y})
        card.locator(f'input[value="{area}"]:checked').wait_for(state="attached")


def _arrow_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    _tab_to(page, 'input[type="radio"]')
    page.keyboard.press("Space")
    for _ in range(card.locator('input[type="radio"]').count()):
        if page.evaluate("document.activeElement.value") == _keys(item)[0]:
            return
        page.keyboard.press("ArrowDown")
    message = f"{item.id}: the arrow keys never reach {_keys(item)[0]}"
    raise AssertionError(message)


def _space_bar(page: Page, _card: Locator, item: Any) -> None:  # noqa: ANN401
    for option in _keys(item):
        _tab_to(page, f'input[value="{option}"]')
        page.keyboard.press("Space")


def _type_by_keys(page: Page, _card: Locator, item: Any) -> None:  # noqa: ANN401
    _tab_to(page, "input.kit-number")
    page.keyboard.type(f"{item.key:g}")


def _list_by_keys(page: Page, card: Locator, item: Any) -> None:  # noqa: ANN401
    (_arrow_keys if isinstance(item.key, str) else _space_bar)(page, card, item)


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus, round the card at most a few times."""
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 120:
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    message = f"Tab never reaches {selector}"
    raise AssertionError(message)


def _keys(item: Any) -> list[str]:  # noqa: ANN401
    return list(item.key) if isinstance(item.key, (list, tuple)) else [item.key]


_MOUSE = {
    "single-choice": _click_options,
    "multiple-choice": _click_options,
    "numeric": _type,
    "ordering": _order,
    "map-click": _click_map,
}
_KEYBOARD = {
    "single-choice": _arrow_keys,
    "multiple-choice": _space_bar,
    "numeric": _type_by_keys,
    "ordering": _order_by_keys,
    "map-click": _list_by_keys,
}
