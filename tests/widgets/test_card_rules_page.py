"""A quiz with rules on the page: beginning, the time that is left, the end, and what a learner hears of it."""

# ruff: noqa: SLF001 - the clock of Python is moved, as that of the page is

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from still import drawn

from kit.answers.event import Event
from kit.quiz.rules import Rules

TIMED = Rules(minutes=30)


@pytest.fixture
def items(item: Callable[..., Any]) -> list[Any]:
    """Return three items, each with a stem of its own."""
    kinds = ("single-choice", "short-text", "numeric")
    return [item(kind, number, stem=f"Question of {kind}?") for number, kind in enumerate(kinds, start=1)]


@pytest.fixture
def running(show: Callable[..., Any], items: list[Any], tab: Page) -> Callable[[float], Any]:
    """Return a function that shows a timed quiz of which some minutes have passed, and stops the page's clock."""

    def shown(minutes: float) -> Any:  # noqa: ANN401
        tab.clock.install()
        store = show(*items).store
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        store.append(Event(kind="begun", learner="hanako", lesson="02", at=at))
        return show(*items, rules=TIMED)

    return shown


def forward(card: Any, minutes: float) -> None:  # noqa: ANN401
    """Let time pass, for the page and for Python."""
    card.card.session._begun -= timedelta(minutes=minutes)
    card.tab.clock.run_for(int(minutes * 60_000))


def test_begin_by_keyboard(items: list[Any], show: Callable[..., Any]):
    """Before Begin there are rules and no question; after it the focus is on the first item and the time is shown."""
    card = show(*items, rules=TIMED)
    assert "30 minutes" in card.at(".kit-card").inner_text()
    assert "Question of" not in card.tab.content()
    card.tab_to(".kit-check")
    card.press("Enter")
    expect(card.at(".kit-item").first).to_be_focused()
    expect(card.at(".kit-head .kit-clock")).to_have_text("Time left: 30 min")
    expect(card.at(".kit-actions .kit-clock")).to_have_count(3)
    assert "30 minutes" in card.at(".kit-head").inner_text()
    assert [event.kind for event in card.store.read().events] == ["begun"]


def test_a_reload_gives_no_time_back(items: list[Any], show: Callable[..., Any], running: Callable[[float], Any]):
    """After a reload the questions are there at once, with the time that is left."""
    running(17.5)
    card = show(*items, rules=TIMED)
    expect(card.at(".kit-head .kit-clock")).to_have_text("Time left: 13 min")
    assert card.at(".kit-item:visible").count() == 3


def test_the_time_is_said_sparingly(running: Callable[[float], Any]):
    """The live region speaks at five minutes, at one and at the end; the clock itself is no live region."""
    card = running(20.1)
    expect(card.at(".kit-head .kit-clock")).to_have_text("Time left: 10 min")
    spoken = card.at(".kit-unseen[aria-live=polite]")
    heard = []
    for _ in range(10):
        heard.append(spoken.inner_text())
        forward(card, 1)
        drawn(card.tab)
    expect(spoken).to_contain_text("The time is over")
    assert list(dict.fromkeys(heard)) == ["", "Time left: 5 min", "Time left: 1 min"]
    assert (
        card.at(".kit-clock[aria-live], .kit-clock[role], [aria-live] .kit-clock, [role=status] .kit-clock").count()
        == 0
    )


def test_the_end(running: Callable[[float], Any]):
    """At the end the page is locked where the learner is, what was saved stays, and the summary comes."""
    card = running(20)
    card.answer("a")
    card.tab.clock.run_for(1000)
    card.at("[data-item=q-card-02] input").fill("Bang")
    card.at("[data-item=q-card-02] input").focus()
    forward(card, 10)
    expect(card.at(".kit-summary")).to_contain_text("1 of 3 points")
    assert card.at(".kit-summary h4").inner_text() == "The time is over"
    assert card.tab.evaluate("document.activeElement.closest('.kit-item').dataset.item") == "q-card-02"
    assert card.at("fieldset:enabled").count() == 0
    assert card.at(".kit-retry:visible, .kit-hint:visible, .kit-check[aria-disabled=false]").count() == 0
    assert card.at(".kit-feedback").all_inner_texts()[1:] == ["The time is over. No answer is saved here."] * 2
    assert card.at("[data-item=q-card-02] input").input_value() == "Bang"
    assert card.at(".kit-jump").count() == 2
    assert len(card.store.read().attempts) == 1


def test_the_clock_never_takes_the_focus(running: Callable[[float], Any]):
    """While minutes pass the focus and what is being written stay where they are."""
    card = running(20)
    field = card.at("[data-item=q-card-02] input")
    field.focus()
    for _ in range(6):
        card.tab.keyboard.type("x")
        forward(card, 1)
        expect(field).to_be_focused()
    assert field.input_value() == "xxxxxx"


@pytest.mark.parametrize(("percent", "sign", "words"), [(60, "✓", "Passed."), (70, "✗", "Not passed this time.")])
def test_who_has_passed(items: list[Any], show: Callable[..., Any], percent: float, sign: str, words: str):
    """The summary says by sign and by word whether the points are enough; the best attempt counts if it says so."""
    rules = Rules(pass_percent=percent, counts="best")
    card = show(*items, rules=rules)
    for response, item in (("a", 1), ("b", 1), ("Bangkok", 2), ("1999", 3)):
        card.answer(response, items[item - 1].id)
    card = show(*items, rules=rules)
    assert card.at(".kit-score").inner_text() == "2 of 3 points"
    assert card.at(".kit-pass").inner_text() == f"{sign}{words}"
    assert f"{percent} %" in card.at(".kit-rules").inner_text()


def test_what_is_left_is_said(items: list[Any], show: Callable[..., Any]):
    """After an answer the card says how many tries are left; after the last there is no way to try again."""
    card = show(items[0], title="", rules=Rules(attempts=2))
    card.at(".kit-option").nth(0).click()
    card.at(".kit-check").click()
    expect(card.at(".kit-saved")).to_have_text("Saved on this computer. 1 try left.")
    card.at(".kit-retry").click()
    card.at(".kit-check[aria-disabled=false]").click()
    expect(card.at(".kit-saved")).to_have_text("Saved on this computer. 0 tries left.")
    assert card.at(".kit-retry:visible").count() == 0


def test_the_price_of_a_hint(item: Callable[..., Any], show: Callable[..., Any]):
    """The button says the price before it is pressed, and the verdict says the points that are left."""
    card = show(item("single-choice"), title="", rules=Rules(hint_percent=25))
    assert card.at(".kit-hint").inner_text() == "Hint (cost in points: 0.25)"
    card.at(".kit-hint").click()
    card.at(".kit-hints p").wait_for()
    card.at(".kit-option", has_text="First").click()
    card.check("right")
    assert card.at(".kit-verdict").inner_text() == "✓Right · 0.75 of 1 point"


def test_the_way_back_to_the_step(items: list[Any], show: Callable[..., Any]):
    """What is worth a second look leads to the cell where it is taught; without such a cell there is no link."""
    aims = {"objectives": {"card-use": "Use a card."}}
    card = show(*items, **aims)
    for item, response in zip(items, ("b", "Bangkok", "1973"), strict=True):
        card.answer(response, item.id)
    card = show(*items, **aims, steps={"card-use": "ten-check"})
    link = card.at(".kit-goal a")
    assert (link.inner_text(), link.get_attribute("href")) == ("Use a card.", "#cell-id=ten-check")
    assert card.at(".kit-goal").inner_text() == "Read again: Use a card."
    assert show(*items, **aims).at(".kit-goal a").count() == 0


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("minutes", [0, 20, 31])
def test_axe_finds_nothing(
    items: list[Any], show: Callable[..., Any], running: Callable[[float], Any], minutes: float, *, is_dark: bool
):
    """Before, during and after the time the card breaks no rule of axe-core."""
    if minutes:
        running(minutes).answer("a") if minutes < 30 else running(minutes)
    rules = Rules(minutes=30, attempts=1, pass_percent=50, hint_percent=10)
    aims = {"objectives": {"card-use": "Use a card."}, "steps": {"card-use": "ten-check"}}
    card = show(*items, rules=rules, is_dark=is_dark, **aims)
    card.at(".kit-item").first.wait_for()
    found = Axe().run(card.tab, options={"rules": {"page-has-heading-one": {"enabled": False}}}).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []
