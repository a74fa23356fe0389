"""What a card says while Python is busy, and when it has gone: never more than it knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Make = Callable[..., Any]
Show = Callable[..., Any]
BUSY = {"en": "No answer from Python yet", "ja": "Pythonからまだ返事がありません"}
UNKNOWN = {
    "en": "It is not yet known whether your answer is saved.",
    "ja": "答えが保存されたかどうかは、まだ分かりません。",
}
GONE = {"en": "Python has stopped or was restarted", "ja": "Pythonが止まったか再起動しました"}


@pytest.fixture
def busy(item: Make, show: Show) -> Callable[..., Any]:
    """Return a function that shows a card whose Python is busy, and answers it."""

    def shown(language: str = "en", **changes: Any) -> Any:  # noqa: ANN401
        show(item("short-text"), language=language, **changes).tab.clock.install()
        card = show(item("short-text"), language=language, **changes)
        card.tab.evaluate("kernel.hold()")
        card.at("input").fill("Bangkok")
        card.at(".kit-check").click()
        return card

    return shown


def wait(card: Any, seconds: int) -> None:  # noqa: ANN401
    """Let the page's clock go on, and what it starts be done."""
    for _ in range(seconds):
        card.tab.clock.run_for(1000)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_busy_python_is_waited_for(busy: Callable[..., Any], language: str):
    """After seconds and minutes the card says that it waits, keeps the answer, and shows the verdict when it comes."""
    card = busy(language)
    expect(card.at(".kit-wait")).to_have_count(0)
    for seconds in (4, 170):
        wait(card, seconds)
        said = card.at(".kit-wait").inner_text()
        assert BUSY[language] in said
        assert UNKNOWN[language] in said
        assert card.at(".kit-error").count() == 0
        assert card.at("input").input_value() == "Bangkok"
        assert card.at("input:enabled, .kit-check[aria-disabled=false], .kit-retry:visible").count() == 0
    card.tab.evaluate("kernel.release()")
    card.is_judged("right")
    assert [attempt.response for attempt in card.store.read().attempts] == ["Bangkok"]
    assert card.at(".kit-wait").count() == 0
    expect(card.at(".kit-retry")).to_be_visible()


def test_a_free_python_that_says_nothing_is_asked_again(busy: Callable[..., Any]):
    """Where a request was lost, it is sent again with the id of the same answer, and the answer is saved once."""
    card = busy()
    first = card.tab.evaluate("kernel.held[0]")
    card.tab.evaluate("kernel.held = []; kernel.become('idle')")
    wait(card, 6)
    assert card.tab.evaluate("kernel.held") == [first]
    card.tab.evaluate("kernel.held.push(kernel.held[0]); kernel.release()")
    card.is_judged("right")
    assert [attempt.response for attempt in card.store.read().attempts] == ["Bangkok"]
    assert card.at(".kit-saved").count() == 1


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("status", ["dead", "autorestarting", "restarting", "terminating"])
def test_a_python_that_has_gone_is_said(busy: Callable[..., Any], status: str, language: str):
    """A card whose Python has gone says so at once, does not invite an answer, and keeps the answer as a draft."""
    card = busy(language)
    card.tab.evaluate(f"kernel.become('{status}')")
    wait(card, 2)
    expect(card.at(".kit-error")).to_contain_text(GONE[language])
    assert "once more" not in card.at(".kit-error").inner_text()
    assert card.at(".kit-saved").count() == 0
    assert card.at("input").input_value() == "Bangkok"


def test_a_python_that_does_not_know_the_card(busy: Callable[..., Any]):
    """A Python that is free and stays silent, however often it is asked, cannot be reached from this card."""
    card = busy()
    card.tab.evaluate("kernel.become('idle')")
    wait(card, 14)
    assert card.at(".kit-error").count() == 0
    wait(card, 3)
    expect(card.at(".kit-error")).to_contain_text(GONE["en"])


def test_without_a_server_the_card_waits(busy: Callable[..., Any]):
    """A page that has lost its server does not know how Python is: it waits, and goes on when both are back."""
    card = busy()
    card.tab.evaluate("kernel.become('idle'); kernel.connectionStatus = 'connecting'")
    wait(card, 60)
    assert BUSY["en"] in card.at(".kit-wait").inner_text()
    card.tab.evaluate("kernel.connectionStatus = 'connected'; kernel.release()")
    card.is_judged("right")


def test_a_hint_waits_too(item: Make, show: Show):
    """Who asks for a hint while Python is busy reads that the card waits, goes on writing, and pays once."""
    show(item("short-text")).tab.clock.install()
    card = show(item("short-text"))
    card.tab.evaluate("kernel.hold()")
    card.at(".kit-hint").click()
    wait(card, 4)
    said = card.at(".kit-wait").inner_text()
    assert BUSY["en"] in said
    assert UNKNOWN["en"] not in said
    card.at("input").fill("Bang")
    card.tab.evaluate("kernel.held.push(kernel.held[0]); kernel.release()")
    expect(card.at(".kit-hints p")).to_have_count(1)
    assert card.at("input").input_value() == "Bang"
    assert [event.kind for event in card.store.read().events] == ["hint"]


def test_a_refusal_after_waiting_gives_the_answer_back(busy: Callable[..., Any], monkeypatch: pytest.MonkeyPatch):
    """When it turns out that nothing was saved, the card says why, and what was written can be sent again."""
    card = busy()
    wait(card, 4)
    with monkeypatch.context() as patch:
        patch.setattr("kit.answers.store.os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
        card.tab.evaluate("kernel.release()")
        expect(card.at(".kit-error")).to_contain_text("No space left")
    assert card.at("input:enabled").input_value() == "Bangkok"
    card.check("right")
    assert len(card.store.read().attempts) == 1


def test_a_map_waits_and_goes(item: Make, show: Show):
    """A map is on its way as long as Python is busy; when Python has gone the card says that there is none."""
    show(item("numeric")).tab.clock.install()
    card = show(item("map-click"), is_busy=True)
    card.at(".kit-map-click").scroll_into_view_if_needed()
    wait(card, 100)
    expect(card.at(".kit-map")).to_contain_text("The map is on its way.")
    card.tab.evaluate("kernel.become('dead')")
    wait(card, 2)
    expect(card.at(".kit-map")).to_contain_text("The map could not be drawn.")


def test_a_map_comes_when_python_is_free(item: Make, show: Show):
    """A map that was asked for while Python was busy is shown when it comes."""
    card = show(item("map-click"), is_busy=True)
    expect(card.at(".kit-map")).to_contain_text("The map is on its way.")
    card.tab.evaluate("kernel.release()")
    card.at("iframe.kit-map-frame").wait_for()


def test_answers_are_not_in_the_model(item: Make, show: Show):
    """What a notebook saves as the state of its widgets holds no answer, before and after one is given."""
    card = show(item("short-text"))
    card.at("input").fill("Bangkok")
    card.check("right")
    again = show(item("short-text"))
    again.is_judged("right")
    for shown in (card, again):
        assert "Bangkok" not in shown.tab.evaluate("JSON.stringify(model.get('spec'))")
        assert "Bangkok" not in json.dumps(shown.card.get_state(), default=str)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_escape_stays_once(item: Make, show: Show, language: str):
    """The first Escape says that the second one leaves; another key or leaving the field takes that back."""
    card = show(item("short-text"), language=language)
    card.tab.evaluate(
        "document.getElementById('cell').className = 'jp-Cell'; document.getElementById('cell').tabIndex = -1"
    )
    card.at("input").focus()
    card.press("Escape")
    said = {"en": "Press Esc once more to leave.", "ja": "もう一度Escを押すと、ここから出ます。"}
    expect(card.at(".kit-leave")).to_have_text(said[language])
    expect(card.at("input")).to_be_focused()
    card.press("a", "Escape")
    expect(card.at("input")).to_be_focused()
    card.press("Escape")
    expect(card.at("#cell")).to_be_focused()
    expect(card.at(".kit-leave")).to_have_text("")
