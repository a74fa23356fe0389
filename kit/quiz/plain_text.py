"""Questions and replies as plain text, for places where no widget can be shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from kit.emphasis import emphasis_html, stressed
from kit.paths import saved_key
from kit.quiz.kinds.registry import KINDS
from kit.quiz.rules import Rules
from kit.text import figure_in, text_in

_SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗", "unreadable": "!", "unmarked": "…"}
_SLOT = re.compile(r"\{[\w-]+(?::([^{}]*))?\}")  # a gap of a text, or a phrase in it


class Reply(str):
    """A text that shows itself without quotation marks, line by line."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def rules_text(rules: Rules, mode: str, questions: int, language: str) -> list[str]:
    """Return the rules of a quiz as sentences, before anybody begins; none where nothing is limited."""
    text = text_in(language)

    def percent(value: float) -> dict[str, str]:
        return {"percent": figure_in(f"{value:g}", language)}

    time = rules.minutes and text("count.minutes", count=rules.minutes)
    parts = {
        "minutes": {"time": time, "questions": text("count.questions", count=questions)} if time else None,
        "attempts": {"count": rules.attempts} if rules.attempts else None,
        rules.counts: {} if rules.counts == "best" or (rules.attempts or 1) > 1 else None,
        "pass": percent(rules.pass_percent) if rules.pass_percent else None,
        "hint": percent(rules.hint_percent) if rules.hint_percent and mode == "practice" else None,
    }
    return [text(f"card.rule_{name}", **values) for name, values in parts.items() if values is not None]


def question_text(item: Mapping[str, Any], text: Callable[..., str]) -> str:
    """Return one question as text: what is asked, what there is to choose, and how to answer with code."""
    lines = [f"[{item['id']}] {item['stem']}"]
    lines += [picture_text(item["picture"]["alt"], text)] if "picture" in item else []
    lines += [item["text"]] if "text" in item else []
    lists = [parts for parts in item.values() if isinstance(parts, list)]
    lines += [f"    {part['id']}: {part['text']}" for parts in lists for part in parts if isinstance(part, dict)]
    example = KINDS[item["kind"]].example(item)
    how = text("card.respond", call=f".respond({example!r}, item={item['id']!r})")
    return "\n".join([*lines, f"  {how}"])


def picture_text(alt: str, text: Callable[..., str]) -> str:
    """Return the text for a place where a picture cannot be shown."""
    return f"[{text('card.picture', alt=alt)}]"


def question_html(item: Mapping[str, Any]) -> str:
    """Return one question as HTML for reading: what is asked, and what there is to choose."""
    runs = item.get("runs", {})
    parts = [f"<p><strong>{emphasis_html(stressed(item['stem'], runs))}</strong></p>"]
    if "picture" in item:
        parts.append(f'<p><img src="{item["picture"]["src"]}" alt="{escape(item["picture"]["alt"])}"></p>')
    if "text" in item:
        parts.append(f"<p>{escape(_SLOT.sub(lambda slot: slot[1] or '____', item['text']))}</p>")
    for choices in item.values():
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            parts += ["<ul>", *(f"<li>{emphasis_html(stressed(each['text'], runs))}</li>" for each in choices), "</ul>"]
    return "".join(parts)


def reply_text(state: Mapping[str, Any], text: Callable[..., str]) -> Reply:
    """Return what a card would show after an answer: verdict, feedback, sources, and whether it is saved."""
    lines = []
    if verdict := state.get("verdict"):
        lines.append(f"{_SIGNS[verdict]} {state['line']}")
    for note in state["feedback"]:
        lines.append(note["text"])
        lines += [f"    {text('card.source')}{source}" for source in note["sources"]]
    lines += [state.get("kept") or text(saved_key())] if state["saved"] else []
    return Reply("\n".join([*lines, *filter(None, [state.get("left")])]))
