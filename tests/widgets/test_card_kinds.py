"""Each kind of item on a card, in a browser: by mouse, by keyboard alone, and shown again after a reload."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect
from still import drawn

Make = Callable[..., Any]
Show = Callable[..., Any]


def test_true_false_by_mouse(item: Make, show: Show):
    """A click on False and one on a reason are an answer of two parts, each with its own verdict."""
    card = show(item("true-false"))
    card.at(
        ".kit-truth label",
    ).filter(has_text="False").click()
    card.at(".kit-reason label").filter(has_text="It lies near.").click()
    card.check("partly")
    assert card.response() == {"truth": False, "reason": "near"}
    assert card.marks() == ["✓Right", "✗Not right yet"]
    assert card.at(".kit-note strong").inner_text() == "It lies near."


def test_true_false_by_keyboard(item: Make, show: Show):
    """Arrow keys move within each of the two groups, Tab from one to the other, and Enter answers."""
    card = show(item("true-false"))
    card.tab_to(".kit-truth input")
    card.press("ArrowRight")
    card.tab_to(".kit-reason input")
    card.press("ArrowDown")
    while not card.at(".kit-reason label:has(:checked)").filter(has_text="partner").count():
        card.press("ArrowDown")
    card.press("Enter")
    card.is_judged("right")
    assert card.response() == {"truth": False, "reason": "partner"}


def test_true_false_half_given(item: Make, show: Show):
    """A verdict without a reason is not scored: the card says what is missing, and nothing is locked or lost."""
    card = show(item("true-false"))
    card.at(".kit-truth label").filter(has_text="True").click()
    card.check("unreadable")
    assert "one reason" in card.at(".kit-feedback").inner_text()
    assert card.at(".kit-truth input").first.is_checked()
    assert card.at(".kit-truth input").first.is_enabled()
    assert card.store.read().attempts == ()


def test_short_text_by_mouse(item: Make, show: Show):
    """Words are typed, Check is clicked; accents and case do not matter."""
    card = show(item("short-text"))
    card.at("label").click()
    card.tab.keyboard.type("bangKOK")
    card.check("right")
    assert card.response() == "bangKOK"


def test_short_text_by_keyboard(item: Make, show: Show):
    """Tab reaches the line, Enter answers, and the focus stays on the card."""
    card = show(item("short-text"))
    card.tab_to("input[type=text]")
    card.tab.keyboard.type("Hanoi")
    card.press("Enter")
    card.is_judged("wrong")
    assert card.tab.evaluate("document.activeElement.className").split()[-1] == "kit-check"


@pytest.fixture
def method(tab: Page) -> CDPSession:
    """Return an input method: a session that can compose text."""
    return tab.context.new_cdp_session(tab)


def compose(method: CDPSession, text: str) -> None:
    """Put text under composition, as an input method does before the word is chosen."""
    method.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


@pytest.mark.parametrize("kind", ["short-text", "fill-in", "numeric"])
def test_enter_during_composition(item: Make, show: Show, method: CDPSession, kind: str):
    """The Enter that chooses a word in an input method neither answers nor moves on; the next one does."""
    card = show(item(kind))
    boxes = card.at("input[type=text]")
    for box in boxes.all()[:-1]:
        box.fill("1967")
    boxes.last.focus()
    compose(method, "ばんこく")
    card.press("Enter")
    boxes.last.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True})
    method.send("Input.insertText", {"text": "バンコク"})
    drawn(card.tab)
    assert card.store.read().attempts == ()
    assert boxes.last.input_value() == "バンコク"
    expect(boxes.last).to_be_focused()
    card.press("Enter")
    card.at(".kit-verdict").wait_for()


def test_fill_in_by_mouse(item: Make, show: Show):
    """Gaps stand in the sentence; each filled one gets its verdict, with sign and word, and an empty one says so."""
    card = show(item("fill-in"))
    assert card.at(".kit-gaps").inner_text() == "ASEAN was founded in  in ."
    card.at("input").first.click()
    card.tab.keyboard.type("1967")
    card.check("partly")
    assert card.response() == {"year": "1967"}
    assert card.marks() == ["✓Right", "–Left empty"]


def test_fill_in_by_keyboard(item: Make, show: Show):
    """Enter leads from gap to gap as long as one is empty, then answers."""
    card = show(item("fill-in"))
    card.tab_to("input")
    card.tab.keyboard.type("1976")
    card.press("Enter")
    assert card.store.read().attempts == ()
    card.tab.keyboard.type("Bangkok")
    card.press("Enter")
    card.is_judged("partly")
    assert card.response() == {"year": "1976", "city": "Bangkok"}
    assert card.marks() == ["✗Not right yet", "✓Right"]
    assert card.at(".kit-note strong").all_inner_texts() == ["Gap 1"]


def test_gaps_are_numbered_as_they_are_read(item: Make, show: Show):
    """Where a language has the gaps in another order, they are numbered as they stand in its text."""
    card = show(item("fill-in", text={"en": "{year} {city}", "ja": "{city}で{year}年"}), language="ja")
    assert [box.get_attribute("aria-label") for box in card.at("input").all()] == ["空欄1", "空欄2"]
    card.at("input").first.fill("Bangkok")
    card.at("input").last.fill("1967")
    card.check("right")
    assert card.response() == {"year": "1967", "city": "Bangkok"}


PLACED = {
    "matching": {"VNM": "hanoi", "THA": "bangkok", "LAO": "vientiane"},
    "grouping": {"met": "reported", "summit": "expected", "trade": "possible"},
}


@pytest.mark.parametrize("kind", sorted(PLACED))
def test_placing_by_list(item: Make, show: Show, kind: str):
    """Each entry has a native list; what is chosen there is the response, and every entry gets its verdict."""
    card = show(item(kind))
    for thing, place in PLACED[kind].items():
        card.at(f"[data-thing={thing}] select").select_option(place)
    card.check("right")
    assert card.response() == PLACED[kind]
    assert card.marks() == ["✓Right"] * 3


@pytest.mark.parametrize("kind", sorted(PLACED))
def test_placing_by_drag(item: Make, show: Show, kind: str):
    """An entry dragged to a place is put there, and so is a place dragged to an entry; the card says it aloud."""
    card = show(item(kind))
    (first, its_place), (second, other_place), (third, _) = PLACED[kind].items()
    card.drag(f"[data-thing={first}]", f"[data-place={its_place}]")
    assert card.at(f"[data-thing={first}] select").input_value() == its_place
    card.drag(f"[data-place={other_place}]", f"[data-thing={second}]")
    name = card.at(f"[data-thing={second}] label").inner_text()
    assert card.at(".kit-unseen").inner_text() == f"{name}: {other_place.title()}"
    card.check("partly")
    assert card.response() == {first: its_place, second: other_place}
    assert card.at(f"[data-thing={third}] .kit-mark").inner_text() == "–Left empty"


@pytest.mark.parametrize("kind", sorted(PLACED))
def test_placing_by_keyboard(item: Make, show: Show, kind: str):
    """Tab goes from list to list in the order in which they stand, letters choose, and the focus never jumps."""
    card = show(item(kind))
    things = [row.get_attribute("data-thing") for row in card.at("[data-thing]").all()]
    for thing in things:
        card.tab_to(f"[data-thing={thing}] select")
        card.tab.keyboard.type(PLACED[kind][thing].title())
        expect(card.at(f"[data-thing={thing}] select")).to_be_focused()
    card.tab_to(".kit-check")
    card.press("Enter")
    card.is_judged("right")
    assert card.response() == PLACED[kind]
    expect(card.at(".kit-check")).to_be_focused()


def test_a_drag_that_ends_nowhere(item: Make, show: Show):
    """Dropped beside every place, or on another entry, nothing is placed and the entry is back where it was."""
    card = show(item("matching"))
    before = card.at("[data-thing=VNM]").bounding_box()
    card.drag("[data-thing=VNM]", "legend")
    card.drag("[data-thing=VNM]", "[data-thing=THA]")
    assert card.at("[data-thing=VNM]").bounding_box() == before
    assert [select.input_value() for select in card.at("select").all()] == ["", "", ""]
    assert card.at(".kit-target, .kit-dragged").count() == 0


def test_an_option_dragged_on(item: Make, show: Show):
    """In matching, an option dragged to a second entry leaves the first; in grouping, a group takes many."""
    card = show(item("matching"))
    card.drag("[data-place=hanoi]", "[data-thing=THA]")
    card.drag("[data-place=hanoi]", "[data-thing=VNM]")
    assert card.at("[data-thing=THA] select").input_value() == ""
    card = show(item("grouping"))
    card.drag("[data-thing=met]", "[data-place=reported]")
    card.drag("[data-thing=trade]", "[data-place=reported]")
    assert card.at("[data-thing=met] select").input_value() == "reported"
    assert card.at("[data-place=reported] small").inner_text().count("·") == 1


def test_dragging_after_check(item: Make, show: Show):
    """What has been answered cannot be dragged about."""
    card = show(item("matching"))
    card.at("[data-thing=VNM] select").select_option("hanoi")
    card.check("partly")
    card.drag("[data-place=manila]", "[data-thing=THA]")
    assert card.at("[data-thing=THA] select").input_value() == ""


def test_ordering_by_drag(item: Make, show: Show):
    """An entry dragged above another is there in the response."""
    card = show(item("ordering"))
    for name in ("forum", "peace", "war"):
        card.drag(f"[data-id={name}]", ".kit-entry:first-child", height=0.1, steps=1)
        assert card.at(".kit-unseen").inner_text().endswith("is now number 1 of 3.")
    card.check("right")
    assert card.response() == ["war", "peace", "forum"]


def test_open_answer_by_mouse(item: Make, show: Show):
    """Own words are saved first; then come sample and rubric, and the learner's own marks are the score."""
    card = show(item("open"))
    assert card.at(".kit-after").is_hidden()
    card.at("textarea").click()
    card.tab.keyboard.type("They quarrelled.\nAbout rubber.")
    card.check("unmarked")
    assert card.response() == {"text": "They quarrelled.\nAbout rubber."}
    assert "Makers of natural rubber" in card.at(".kit-after").inner_text()
    card.at(".kit-after fieldset").first.get_by_text("Yes").click()
    card.at(".kit-own").click()
    assert card.at(".kit-after [role=status]").inner_text() == "Mark every line first."
    assert card.response() == {"text": "They quarrelled.\nAbout rubber."}
    card.at(".kit-after fieldset").last.get_by_text("In part").click()
    card.at(".kit-own").click()
    card.at(".kit-verdict", has_text="By your own marks: 2 of 3 points").wait_for()
    assert card.response() == {"text": "They quarrelled.\nAbout rubber.", "marks": {"who": 1, "why": 0.5}}


def test_open_answer_by_keyboard(item: Make, show: Show):
    """Enter in the text is a new line; every mark is reached by Tab and chosen by arrow keys."""
    card = show(item("open"))
    card.tab_to("textarea")
    card.tab.keyboard.type("One")
    card.press("Enter")
    card.tab.keyboard.type("two")
    card.tab_to(".kit-check")
    card.press("Space")
    card.is_judged("unmarked")
    expect(card.at(".kit-check")).to_be_focused()
    for line in (1, 2):
        card.tab_to(f".kit-after fieldset:nth-of-type({line}) input")
        card.press("Space")
    card.tab_to(".kit-own")
    card.press("Enter")
    card.at(".kit-verdict", has_text="3 of 3 points").wait_for()
    expect(card.at(".kit-own")).to_be_focused()
    assert card.response()["text"] == "One\ntwo"


def test_open_answer_is_never_right_or_wrong(item: Make, show: Show):
    """Whatever marks the learner gives, the card says neither right nor wrong."""
    card = show(item("open"))
    card.at("textarea").fill("Rubber.")
    card.check("unmarked")
    for choice in ("Yes", "No"):
        for line in card.at(".kit-after fieldset").all():
            line.get_by_text(choice, exact=True).click()
        card.at(".kit-own").click()
        card.at(".kit-verdict", has_text="By your own marks").wait_for()
        card.at(".kit-verdict", has_text="3 of 3" if choice == "Yes" else "0 of 3").wait_for()
        assert card.at("[data-verdict=right], [data-verdict=wrong]").count() == 0
        assert "ight" not in card.at(".kit-feedback").inner_text()


def test_changed_words_are_marked_anew(item: Make, show: Show):
    """After a change of the text the earlier marks are gone, and the rubric waits again."""
    card = show(item("open"))
    card.at("textarea").fill("Rubber.")
    card.check("unmarked")
    for line in card.at(".kit-after fieldset").all():
        line.get_by_text("Yes").click()
    card.at(".kit-own").click()
    card.at(".kit-verdict", has_text="By your own marks").wait_for()
    card.at(".kit-retry").click()
    expect(card.at("textarea")).to_be_focused()
    assert card.at(".kit-after").is_hidden()
    card.at("textarea").fill("Synthetic rubber.")
    card.check("unmarked")
    assert card.at(".kit-after input:checked").count() == 0


GIVEN = {
    "single-choice": "b",
    "multiple-choice": ["b", "c"],
    "true-false": {"truth": True, "reason": "left"},
    "numeric": "1967",
    "short-text": "ハノイ",
    "ordering": ["peace", "forum", "war"],
    "matching": {"VNM": "manila", "LAO": "vientiane"},
    "grouping": {"met": "possible", "trade": "possible"},
    "fill-in": {"year": "1976"},
    "open": {"text": "Two\nlines.", "marks": {"who": 0.5, "why": 1}},
    "map-click": "THA",
}


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_shown_again_after_a_reload(item: Make, show: Show, kind: str):
    """After a reload each control holds the saved response, with the same verdict, marks and feedback, locked."""
    card = show(item(kind))
    card.answer(GIVEN[kind])
    once = show(item(kind))
    seen = [once.at(part).all_inner_texts() for part in (".kit-feedback", ".kit-mark")]
    assert once.at(".kit-saved").count() == 1
    assert once.at(".kit-item > fieldset:disabled").count() == 1
    once.at(".kit-retry").click()
    once.at(".kit-item > fieldset:not(:disabled)").wait_for()
    if kind == "open":
        assert once.at("textarea").input_value() == "Two\nlines."
        once.at(".kit-check").click()
        once.at(".kit-after:not([hidden])").wait_for()
        assert once.response() == {"text": "Two\nlines."}
        return
    once.at(".kit-check").click()
    once.at(".kit-saved").wait_for()
    if kind == "multiple-choice":
        assert sorted(once.response()) == GIVEN[kind]
    else:
        assert once.response() == GIVEN[kind]
    assert [once.at(part).all_inner_texts() for part in (".kit-feedback", ".kit-mark")] == seen


@pytest.mark.parametrize("kind", ["short-text", "fill-in", "open", "matching"])
def test_a_hint_keeps_what_is_being_written(item: Make, show: Show, kind: str):
    """A hint asked for in the second go does not bring the first response back over the second."""
    card = show(item(kind))
    box = card.at("textarea, input[type=text], select").first
    first, second = ("hanoi", "manila") if kind == "matching" else ("one", "two")
    write = box.select_option if kind == "matching" else box.fill
    write(first)
    card.at(".kit-check").click()
    card.at(".kit-retry").click()
    card.at(".kit-hint").wait_for()
    write(second)
    card.at(".kit-hint").click()
    card.at(".kit-hints p").wait_for()
    assert box.input_value() == second


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_a_pretest_says_saved_and_no_more(item: Make, show: Show, kind: str):
    """In a pretest no kind shows a verdict, a mark, a sample or a rubric."""
    card = show(item(kind), mode="pretest")
    card.answer(GIVEN[kind])
    again = show(item(kind), mode="pretest")
    assert again.at(".kit-feedback").inner_text() == "Saved on this computer."
    assert again.at(".kit-verdict, .kit-mark:not(:empty), .kit-after:not([hidden])").count() == 0


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_keys_do_not_reach_jupyterlab(item: Make, show: Show, kind: str):
    """Keys pressed in a control, plain or with Shift, go no further than the card."""
    card = show(item(kind))
    card.at(":is(input, select, textarea, .kit-entry button:not([aria-disabled=true]))").first.focus()
    card.press("ArrowDown", "ArrowUp", "x", "d", "0", "a", "b", "Shift+M", "Space", "Shift+Enter")
    assert card.tab.evaluate("window.stray") == []


def touch(card: Any, start: str, end: str) -> None:  # noqa: ANN401
    """Move a finger from one place to another."""
    session = card.tab.context.new_cdp_session(card.tab)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for kind, place in (("touchStart", start), ("touchMove", end), ("touchMove", end), ("touchEnd", None)):
        box = card.at(place).bounding_box() if place else None
        points = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}] if box else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_drags_by_the_grip(item: Make, show: Show):
    """A finger on the grip drags; a finger on the text does not, so that the page can be scrolled."""
    card = show(item("grouping"))
    touch(card, "[data-thing=met] .kit-entry-text", "[data-place=expected]")
    assert card.at("[data-thing=met] select").input_value() == ""
    touch(card, "[data-thing=met] .kit-grip", "[data-place=reported]")
    assert card.at("[data-thing=met] select").input_value() == "reported"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_takes_nothing(item: Make, show: Show, monkeypatch: pytest.MonkeyPatch, number: int):
    """Where the disk is full or may not be written to, the card says so, never "saved", and keeps what was typed."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    card = show(item("short-text"))
    with monkeypatch.context() as patch:
        patch.setattr("kit.answers.store.os.fsync", refuse)
        card.at("input").fill("Bangkok")
        card.at(".kit-check").click()
        expect(card.at(".kit-error")).to_contain_text(os.strerror(number))
        expect(card.at(".kit-error")).to_contain_text("answer again")
        assert card.at(".kit-saved").count() == 0
        assert card.at("input").input_value() == "Bangkok"
    assert card.store.read().attempts == ()
    card.check("right")
    assert card.response() == "Bangkok"
