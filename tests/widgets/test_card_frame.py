"""What stands around the items of a quiz: places to go to, flags, one at a time, and the summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

KINDS = ("single-choice", "short-text", "open")


@pytest.fixture
def items(item: Callable[..., Any]) -> list[Any]:
    """Return three items, each with a stem of its own."""
    return [item(kind, number, stem=f"Question of {kind}?") for number, kind in enumerate(KINDS, start=1)]


def names(card: Any) -> list[str | None]:  # noqa: ANN401
    """Return what the buttons of the places are called."""
    return [place.get_attribute("aria-label") for place in card.at(".kit-go").all()]


def test_a_single_check_has_no_frame(item: Callable[..., Any], show: Callable[..., Any]):
    """An item that stands alone has neither places nor a flag nor a summary."""
    card = show(item("numeric"), title="")
    assert card.at(".kit-head, .kit-flag, .kit-next, .kit-summary, .kit-place").count() == 0


def test_all_on_a_page_at_first(items: list[Any], show: Callable[..., Any]):
    """Every item is there at once, and a place leads the focus to its item."""
    card = show(*items)
    assert card.at(".kit-item:visible").count() == 3
    assert card.at(".kit-next").is_hidden()
    card.at(".kit-go").nth(2).click()
    expect(card.at(".kit-item").nth(2)).to_be_focused()
    assert card.at(".kit-item:visible").count() == 3


def test_one_at_a_time(items: list[Any], show: Callable[..., Any]):
    """The first open item stands alone, Next goes on up to the last, and what was written stays."""
    card = show(*items)
    card.answer("b")
    card = show(*items)
    card.tab_to(".kit-single")
    card.press("Enter")
    expect(card.at(".kit-single[aria-pressed=true]")).to_be_focused()
    assert [item.get_attribute("data-item") for item in card.at(".kit-item:visible").all()] == ["q-card-02"]
    assert card.at("[aria-current=true]").inner_text() == "2"
    card.at("input[type=text]").fill("Bang")
    card.tab_to(".kit-next")
    card.press("Enter")
    expect(card.at(".kit-item").nth(2)).to_be_focused()
    assert card.at(".kit-next").is_hidden()
    card.at(".kit-go").nth(1).click()
    assert card.at("input[type=text]").input_value() == "Bang"
    card.at(".kit-single").click()
    assert card.at(".kit-item:visible").count() == 3


def test_a_flag_is_kept(items: list[Any], show: Callable[..., Any]):
    """A flag is a switch; it is shown at the place by sign and by word, and stays through Check and Try again."""
    card = show(*items)
    flag = card.at("[data-item=q-card-01] .kit-flag")
    flag.click()
    card.at(".kit-flag[aria-pressed=true]").wait_for()
    assert names(card)[0] == "Question 1 of 3, flagged"
    assert card.at(".kit-go").first.inner_text() == "1 ⚑"
    card.at(".kit-option").first.click()
    card.at(".kit-check").first.click()
    card.at(".kit-saved").wait_for()
    assert names(card) == ["Question 1 of 3, answered, flagged", "Question 2 of 3", "Question 3 of 3"]
    card.at(".kit-retry:visible").click()
    card.at(".kit-check[aria-disabled=false]").nth(2).wait_for()
    assert names(card)[0] == "Question 1 of 3, flagged"
    flag.click()
    card.at(".kit-flag[aria-pressed=true]").wait_for(state="detached")
    assert names(card)[0] == "Question 1 of 3"
    assert len(card.store.read().attempts) == 1


def test_a_flag_keeps_what_is_being_written(items: list[Any], show: Callable[..., Any]):
    """Flagging an item in the middle of an answer leaves the answer alone."""
    card = show(*items)
    card.at("textarea").fill("Half a sent")
    card.at("[data-item=q-card-03] .kit-flag").click()
    card.at(".kit-flag[aria-pressed=true]").wait_for()
    assert card.at("textarea").input_value() == "Half a sent"


def answered(card: Any, show: Callable[..., Any], items: list[Any], *responses: object, **changes: object) -> Any:  # noqa: ANN401
    """Answer all items and show the card again."""
    for item, response in zip(items, responses, strict=True):
        card.answer(response, item.id)
    return show(*items, **changes)


def test_the_summary(items: list[Any], show: Callable[..., Any]):
    """When all is answered: points, and a way back to what was not right or is flagged, each with its objective."""
    aims = {"objectives": {"card-use": "Use a card."}}
    marked = {"text": "Rubber.", "marks": {"who": 1, "why": 1}}
    card = answered(show(*items, **aims), show, items, "a", "Hanoi", marked, **aims)
    assert card.at(".kit-score").inner_text() == "4 of 5 points"
    assert card.at(".kit-jump").all_inner_texts() == ["Question of short-text?"]
    assert card.at(".kit-goal").inner_text() == "Use a card."
    card.at(".kit-flag").first.click()
    expect(card.at(".kit-jump")).to_have_count(2)
    card.at(".kit-single").click()
    card.at(".kit-jump").nth(1).click()
    expect(card.at(".kit-item").nth(1)).to_be_focused()


def test_what_is_not_marked_counts_neither_way(items: list[Any], show: Callable[..., Any]):
    """An open answer that has no marks yet is not in the points, and waits under what is worth a second look."""
    card = answered(show(*items), show, items, "a", "Bangkok", {"text": "Rubber."})
    assert card.at(".kit-score").inner_text() == "2 of 2 points"
    assert card.at(".kit-jump").all_inner_texts() == ["Question of open?"]


def test_the_summary_of_a_pretest(items: list[Any], show: Callable[..., Any]):
    """After a pretest there are no points; only what is flagged is listed."""
    card = answered(show(*items, mode="pretest"), show, items, "b", "Hanoi", {"text": "Rubber."}, mode="pretest")
    assert card.at(".kit-score, .kit-jump").count() == 0
    assert "Your answers are saved." in card.at(".kit-summary").inner_text()
    card.at(".kit-flag").last.click()
    expect(card.at(".kit-jump")).to_have_text("Question of open?")


@pytest.mark.parametrize("is_dark", [False, True])
def test_axe_finds_nothing(items: list[Any], show: Callable[..., Any], *, is_dark: bool):
    """Flagged, answered and one at a time, the frame breaks no rule of axe-core."""
    card = answered(show(*items), show, items, "b", "Hanoi", {"text": "Rubber."}, is_dark=is_dark)
    card.at(".kit-flag").first.click()
    card.at(".kit-single").click()
    card.at(".kit-flag[aria-pressed=true]").wait_for()
    found = Axe().run(card.tab, options={"rules": {"page-has-heading-one": {"enabled": False}}}).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []


def test_what_the_projector_reads_is_there(item: Callable[..., Any], show: Callable[..., Any]):
    """Items are named in the page, choices are inputs with a value and a label, and one button shows a single item."""
    first, second = item("single-choice", 1), item("true-false", 2)
    card = show(first, second)
    assert card.at("[data-item]").evaluate_all("all => all.map((one) => one.dataset.item)") == [first.id, second.id]
    read = "all => all.map((one) => [one.value, one.labels[0].textContent])"
    choice = f"[data-item={first.id}] > fieldset input[value]"
    assert sorted(card.at(choice).evaluate_all(read)) == [["a", "First"], ["b", "Second"]]
    groups = card.at(f"[data-item={second.id}] > fieldset fieldset:has(input[value]) > legend")
    assert groups.count() == 2
    card.at(".kit-single").click()
    assert card.at("[data-item]:visible").count() == 1
