"""What a card shows: to the browser questions, goals, rules and the strings that its script uses; and as plain HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from html import escape
from itertools import groupby
from typing import Any

from kit.answers.session import QuizSession
from kit.html import html_of
from kit.paths import saved_key
from kit.quiz.item import Item
from kit.quiz.item_texts import english_in
from kit.quiz.plain_text import question_html
from kit.quiz.rules import Rules
from kit.text import settings, strings

Spec = dict[str, Any]
_UNREAD = {"gaps", "phrases", "as_of"}  # the text of the item names them, and Python draws the map of the day
_HINTS = 2  # that an item has where its number is not sent
_MARKS = {"right", "wrong", "blank"}  # what is said of a part, by the name of its verdict


def card_spec(
    session: QuizSession, title: str, objectives: Mapping[str, str], steps: Mapping[str, str], script: str
) -> Spec:
    """Return what the browser may know of a quiz before anything is answered.

    Parameters
    ----------
    session : QuizSession
        The quiz.
    title : str
        Its heading.
    objectives : mapping of str to str
        Slug to sentence.
    steps : mapping of str to str
        Objective to the id of the notebook's cell where it is taught.
    script : str
        The card's script; a string that it does not name is not sent.
    """
    known = strings(session.language)
    said = {key.removeprefix("card."): known[key] for key in known if key.startswith("card.")}
    said["saved"] = known[saved_key()]
    if kept := said.get(f"kept.{session.mode}"):
        said["kept"] = kept
    said["joiner"] = settings(session.language).joiner  # between two sentences
    if session.mode == "prediction":
        said["saved"] = f"{said['saved']}{said['joiner']}{said['kept']}"
    if session.is_released:
        said["ended"] = known["card.results"]
    goals = _goals(session, objectives, steps)
    return {
        "title": title,
        "mode": session.mode,
        "language": session.language,
        "who": blake2b(session.seed.encode(errors="surrogatepass"), digest_size=6).hexdigest(),
        "items": session.questions if session.has_begun else [],
        "goals": goals,
        "strings": {key: said[key] for key in said if f"'{key}'" in script or key in _MARKS},
        **in_english(session, session.questions if session.has_begun else []),
    } | _rules(session)


def in_english(session: QuizSession, shown: object) -> dict[str, list[str]]:
    """Return what of a message to the browser is in English because it is not translated; nothing where letters tell.

    Never more than the message itself says: no key goes to the browser in this way.
    """
    left = english_in(session.items.values(), session.language)
    texts = sorted(left.intersection(_texts(shown))) if left else []
    return {"english": texts} if texts else {}


def in_second(also: Mapping[str, str], message: Spec) -> dict[str, dict[str, str]]:
    """Return what the texts of a message to the browser are in a second language, and never another text."""
    texts = {text: also[text] for text in _texts(message) if text in also} if also else {}
    return {"also": texts} if texts else {}


def _texts(shown: object) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict | list | tuple):
        for part in shown.values() if isinstance(shown, dict) else shown:
            yield from _texts(part)


def without_unread(spec: Spec) -> Spec:
    """Return what the browser gets of the quiz: options and the like as pairs, and only what it must be told."""
    items = [
        {
            name: _pairs(value)
            for name, value in item.items()
            if name not in _UNREAD and value is not False and (name, value) != ("hints", _HINTS)
        }
        for item in spec["items"]
    ]
    return spec | {"items": items}


def _pairs(value: object) -> object:
    is_named = isinstance(value, list) and all(isinstance(part, dict) and set(part) == {"id", "text"} for part in value)
    return [[part["id"], part["text"]] for part in value] if is_named else value  # type: ignore[attr-defined]


def _goals(session: QuizSession, objectives: Mapping[str, str], steps: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the objectives with the cells where they are taught; an item gets the number of its own, unless 0."""
    items = session.items.values()
    names = list(dict.fromkeys(item.objective for item in items if item.objective in objectives))
    for shown, item in zip(session.questions, items, strict=True):
        goal = names.index(item.objective) if item.objective in names else -1
        if goal:
            shown["goal"] = goal
    return [{"text": objectives[name]} | ({"step": steps[name]} if name in steps else {}) for name in names]


def _rules(session: QuizSession) -> Spec:
    """Return what the browser has to know of the rules, if there are any."""
    rules = session.rules
    if rules == Rules():
        return {}
    mark = rules.pass_percent if session.mode == "practice" else None
    return {"rules": {"told": session.rules_text, "isTimed": rules.minutes is not None, "pass": mark}}


def session_html(session: QuizSession, title: str) -> str:
    """Return a quiz as it is read where no widget is: title and rules and, once they may be seen, the questions."""
    parts = [f"<p><strong>{escape(title)}</strong></p>"] if title else []
    parts += [f"<p>{escape(rule)}</p>" for rule in session.rules_text]
    shown = session.questions if session.has_begun else ()
    for documents, questions in groupby(shown, lambda each: each.get("documents")):
        parts += [html_of(documents)] if documents else []
        parts += map(question_html, questions)
    return "".join(parts)


def map_page(item: Item, language: str) -> str:
    """Return the page of the map from which the states of an item are chosen."""
    from kit.maps.pick_map import pick_page

    options = tuple(sorted(option["id"] for option in item.public()["options"]))
    return pick_page(options, item.as_of or "today", language)
