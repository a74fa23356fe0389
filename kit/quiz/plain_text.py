"""Questions and replies as plain text, for places where no widget can be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kit.quiz.rules import Rules

_SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗", "unreadable": "!", "unmarked": "…"}
_LISTS = ("prompts", "options", "groups")


class Reply(str):
    """A text that shows itself without quotation marks, line by line."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def rules_text(rules: Rules, mode: str, questions: int, text: Callable[..., str]) -> list[str]:
    """Return the rules of a quiz as sentences, before anybody begins; none where nothing is limited."""
    parts = {
        "minutes": {"count": questions, "minutes": rules.minutes} if rules.minutes else None,
        "attempts": {"count": rules.attempts} if rules.attempts else None,
        rules.counts: {} if rules.counts == "best" or (rules.attempts or 1) > 1 else None,
        "pass": {"percent": f"{rules.pass_percent:g}"} if rules.pass_percent else None,
        "hint": {"percent": f"{rules.hint_percent:g}"} if rules.hint_percent and mode == "practice" else None,
    }
    return [text(f"card.rule_{name}", **values) for name, values in parts.items() if values is not None]


def question_text(item: Mapping[str, Any], text: Callable[..., str]) -> str:
    """Return one question as text: what is asked, what there is to choose, and how to answer with code."""
    lines = [f"[{item['id']}] {item['stem']}"]
    lines += [item["text"]] if "text" in item else []
    lines += [f"    {part['id']}: {part['text']}" for name in _LISTS for part in item.get(name, [])]
    how = text("card.respond", call=f".respond({_example(item)}, item={item['id']!r})")
    return "\n".join([*lines, f"  {how}"])


def _example(item: Mapping[str, Any]) -> str:
    """Return a response of the right form; it says nothing about which one is right."""
    first = next((part["id"] for part in item.get("options", [])), "")
    examples: dict[str, object] = {
        "numeric": 1,
        "short-text": "my answer",
        "multiple-choice": [first],
        "ordering": [part["id"] for part in item.get("options", [])],
        "true-false": {"truth": True, "reason": first},
        "matching": {part["id"]: first for part in item.get("prompts", [])[:1]},
        "grouping": dict.fromkeys([first], next((group["id"] for group in item.get("groups", [])), "")),
        "fill-in": dict.fromkeys(item.get("gaps", []), "my answer"),
        "open": {"text": "my answer"},
    }
    default: object = [first] if item.get("multiple") else first
    return repr(examples.get(item["kind"], default))


def reply_text(state: Mapping[str, Any], text: Callable[..., str]) -> Reply:
    """Return what a card would show after an answer: verdict, feedback, sources, and whether it is saved."""
    lines = []
    if verdict := state.get("verdict"):
        lines.append(f"{_SIGNS[verdict]} {text(f'card.{verdict}')}")
    for note in state["feedback"]:
        lines.append(note["text"])
        lines += [f"    {text('card.source')}: {source}" for source in note["sources"]]
    lines += [text("card.saved")] if state["saved"] else []
    return Reply("\n".join([*lines, *filter(None, [state.get("left")])]))
