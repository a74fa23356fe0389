"""The card for everybody: axe, what a screen reader reads, focus, small screens, forced colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

GIVEN = {
    "single-choice": "b",
    "multiple-choice": ["b", "c"],
    "true-false": {"truth": False, "reason": "left"},
    "numeric": "1967",
    "short-text": "ハノイ",
    "ordering": ["peace", "forum", "war"],
    "matching": {"VNM": "manila", "LAO": "vientiane"},
    "grouping": {"met": "possible", "trade": "possible"},
    "fill-in": {"year": "1967", "city": "Hanoi"},
    "map-click": "THA",
    "open": {"text": "Two\nlines.", "marks": {"who": 0.5, "why": 1}},
}


@pytest.fixture
def quiz(item: Callable[..., Any], show: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that shows a quiz of all kinds, answered or not."""

    def shown(*, is_answered: bool, **changes: object) -> Any:  # noqa: ANN401
        items = [item(kind, number) for number, kind in enumerate(GIVEN, start=1)]
        card = show(*items, **changes)
        if not is_answered:
            return card
        for asked, response in zip(items, GIVEN.values(), strict=True):
            card.answer(response, asked.id)
        return show(*items, **changes)

    return shown


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("is_answered", [False, True])
def test_axe_finds_nothing(quiz: Callable[..., Any], *, is_answered: bool, is_dark: bool):
    """A quiz of all kinds breaks no rule of axe-core, before and after the answers, in light and in dark."""
    card = quiz(is_answered=is_answered, is_dark=is_dark)
    card.at(".kit-place").first.wait_for()
    found = Axe().run(card.tab, options={"rules": {"page-has-heading-one": {"enabled": False}}}).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []


READ = {
    "true-false": """
        - group "Japan is a member of ASEAN.":
          - text: Japan is a member of ASEAN.
          - group "Is this true? Right":
            - text: Is this true? Right
            - radio "True" [disabled]
            - text: "True"
            - radio "False" [checked] [disabled]
            - text: "False"
          - group "Why? Not right yet"
    """,
    "short-text": """
        - group "Which one?":
          - text: Which one? Your answer
          - textbox "Your answer" [disabled]: ハノイ
    """,
    "matching": """
        - group "Which one?":
          - text: Which one?
          - paragraph: Choose from the list next to each entry, or drag it to its place.
          - list:
            - listitem:
              - text: Vietnam
              - combobox "Vietnam" [disabled]:
                - option "Choose …"
                - option "Manila, the capital of another member than these three" [selected]
              - text: Not right yet
            - listitem:
              - text: Thailand
              - combobox "Thailand" [disabled]:
                - option "Choose …" [selected]
              - text: Left empty
            - listitem:
              - text: Laos
              - combobox "Laos" [disabled]:
                - option "Vientiane" [selected]
              - text: Right
    """,
    "grouping": """
        - group "Which one?":
          - text: Which one?
          - paragraph: Choose from the list next to each entry, or drag it to its place.
          - list:
            - listitem:
              - combobox [disabled]
    """,
    "fill-in": """
        - group "Which one?":
          - text: Which one?
          - paragraph:
            - text: ASEAN was founded in
            - textbox "Gap 1" [disabled]: "1967"
            - text: Right in
            - textbox "Gap 2" [disabled]: Hanoi
            - text: Not right yet.
    """,
    "open": """
        - group "Which one?":
          - text: Which one? Your answer
          - textbox "Your answer" [disabled]: Two lines.
        - button "Save answer" [disabled]
        - button "Change answer"
        - status:
          - paragraph: "By your own marks: 2.5 of 3 points"
          - paragraph: Saved on this computer.
        - paragraph:
          - strong: "One good answer:"
          - text: Makers of natural rubber complained.
        - group "Says who complained.":
          - radio "Yes"
          - radio "In part" [checked]
          - radio "No"
        - group "Says why.":
          - radio "Yes" [checked]
        - button "Save my marks"
    """,
}


@pytest.mark.parametrize("kind", sorted(READ))
def test_what_a_screen_reader_reads(item: Callable[..., Any], show: Callable[..., Any], kind: str):
    """The question is the name of the group, each control has its name, marks stand beside, feedback comes last."""
    card = show(item(kind))
    card.answer(GIVEN[kind])
    card = show(item(kind))
    expect(card.at(".kit-item")).to_match_aria_snapshot(READ[kind])
    read = card.at(".kit-item").aria_snapshot()
    assert read.index("group") < read.index("button") < read.index("status")
    assert card.at("[role=status], [aria-live]").count() >= 3
    assert not [sign for sign in "✓✗–⠿✎" if sign in read]


CONTROLS = {"radio", "checkbox", "textbox", "combobox", "button", "group", "listitem", "Iframe", "status"}


def controls(shown: dict[str, Any]) -> list[str]:
    """Return what has to be told of the controls of an item, from what the browser knows of it."""
    options, prompts = ([part["text"] for part in shown.get(field, [])] for field in ("options", "prompts"))
    radios = [f"radio {text}" for text in options]
    told = {
        "single-choice": radios,
        "multiple-choice": [f"checkbox {text}" for text in options],
        "true-false": ["group Is this true?", "radio True", "radio False", "group Why?", *radios],
        "numeric": ["textbox Your answer, year"],
        "ordering": [
            part for text in options for part in ("listitem", f"button Move up: {text}", f"button Move down: {text}")
        ],
        "matching": [part for text in prompts for part in ("listitem", f"combobox {text}")],
        "grouping": [part for text in options for part in ("listitem", f"combobox {text}")],
        "fill-in": ["textbox Gap 1", "textbox Gap 2"],
        "map-click": ["Iframe Map to choose from", *radios],
    }
    return told.get(shown["kind"], ["textbox Your answer"])


def heard(tab: Page) -> list[str]:
    """Return what Chromium tells a screen reader, in its order: role and name of whatever can be used or speaks."""
    nodes = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[str]:
        role, name, more = (node.get(part, {}).get("value", "") for part in ("role", "name", "description"))
        if role in CONTROLS and not node["ignored"]:
            yield ", ".join(filter(None, [" ".join(f"{role} {name}".split()), more]))
        for child in node["childIds"]:
            yield from walk(known[child]) if child in known else ()

    return list(walk(nodes[0]))


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_what_chromium_tells_a_screen_reader(item: Callable[..., Any], show: Callable[..., Any], kind: str):
    """In Chromium's own tree: the question, then each control by its name, then the buttons, then the live region."""
    card = show(item(kind), item("numeric", 2))
    if kind == "map-click":
        card.at(".kit-map iframe").wait_for()
    ends = [f"button {'Save answer' if kind == 'open' else 'Check'}", "button Hint", "button Flag for review", "status"]
    read = heard(card.tab)
    shown = card.card.spec["items"][0]
    begin = read.index(f"group Question 1 of 2 {shown['stem']}")
    end = read.index("group Question 2 of 2 Which one?")
    assert read[begin + 1 : end] == controls(shown) + ends


def test_marks_are_told_with_their_parts(item: Callable[..., Any], show: Callable[..., Any]):
    """After Check the verdict of a part stands in the name of its group, a word apart and without its sign."""
    card = show(item("true-false"))
    card.answer(GIVEN["true-false"])
    card = show(item("true-false"))
    assert {"group Is this true? Right", "group Why? Not right yet"} <= set(heard(card.tab))


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_focus_stays_on_the_card(item: Callable[..., Any], show: Callable[..., Any], kind: str):
    """After Check the focus is on Check, after Try again in the control; it is never lost to the page."""
    card = show(item(kind))
    card.tab_to(".kit-check")
    card.press("Enter")
    card.at(".kit-verdict").wait_for()
    expect(card.at(".kit-check")).to_be_focused()
    card.answer(GIVEN[kind])
    card = show(item(kind))
    card.tab_to(".kit-retry")
    card.press("Enter")
    card.at("fieldset :focus").wait_for()
    ring = "focus => getComputedStyle(focus.closest('label') ?? focus).outlineStyle"
    assert card.at("fieldset :focus").evaluate(ring) == "solid"


@pytest.mark.parametrize("is_answered", [False, True])
@pytest.mark.parametrize("width", [320, 400, 640])
def test_no_loss_on_a_small_screen(quiz: Callable[..., Any], width: int, *, is_answered: bool):
    """On 320 and 400 pixels, and at 200 % zoom of 1280, nothing is cut off and nothing scrolls sideways."""
    card = quiz(is_answered=is_answered)
    card.tab.set_viewport_size({"width": width, "height": 800})
    cut = card.tab.evaluate("""() => [...document.querySelectorAll(".kit-card *:not(option)")].filter((node) => {
      const box = node.getBoundingClientRect();
      if (node.closest(".kit-unseen, [hidden]")) return false;
      const isClipped = node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflow !== "visible";
      return box.right > innerWidth || box.left < 0 || (isClipped && !node.children.length && !node.matches("input"));
    }).map((node) => node.outerHTML.slice(0, 90))""")
    assert cut == []
    assert card.tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("is_answered", [False, True])
def test_targets_are_large_enough(quiz: Callable[..., Any], *, is_answered: bool):
    """Whatever can be pressed is at least 24 by 24 CSS pixels, also on 400 pixels."""
    card = quiz(is_answered=is_answered)
    card.tab.set_viewport_size({"width": 400, "height": 800})
    pressed = card.at("button, select, textarea, .kit-option, summary, input[type=text], .kit-grip")
    small = pressed.evaluate_all("""nodes => nodes.filter((node) => {
      const box = node.getBoundingClientRect();
      return node.checkVisibility() && (box.width < 24 || box.height < 24);
    }).map((node) => node.outerHTML.slice(0, 90))""")
    assert small == []


def test_forced_colours(quiz: Callable[..., Any]):
    """With forced colours, what is chosen, aimed at or dragged still has a border of the system's highlight."""
    card = quiz(is_answered=False)
    card.tab.emulate_media(forced_colors="active", reduced_motion="reduce")
    card.at(".kit-option").first.click()
    highlight = card.tab.evaluate("""() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style = "forced-color-adjust: none; color: Highlight";
      return getComputedStyle(probe).color;
    }""")
    style = "node => [getComputedStyle(node).borderTopColor, getComputedStyle(node).transitionDuration]"
    assert card.at(".kit-option:has(:checked)").evaluate(style) == [highlight, "0s"]
    card.at("[data-thing=VNM] .kit-entry-text").hover(position={"x": 5, "y": 5})
    card.tab.mouse.down()
    box = card.at("[data-place=manila]").bounding_box()
    card.tab.mouse.move(box["x"] + 20, box["y"] + 10, steps=3)
    assert card.at(".kit-target").evaluate(style)[0] == highlight
    assert card.at(".kit-dragged").evaluate(style)[0] == highlight
    card.tab.mouse.up()
