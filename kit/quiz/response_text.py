"""A response as one reads it, without the ids and codes in which it is kept."""

from __future__ import annotations

import re
from typing import Any

from kit.quiz.item import ChoiceItem, Item, in_language
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.text import text_in


def in_words(item: Item, response: Any, language: str = "en") -> tuple[str, ...]:  # noqa: ANN401 - any JSON
    """Return a response that fits its item, line by line; what was typed stays as it was typed.

    Parameters
    ----------
    item : Item
        An item of any kind.
    response : object
        What the learner gave, as JSON; one that `kit.quiz.score` can read.
    language : str
        ISO 639-1.

    Returns
    -------
    tuple of str
        One line for each choice, thing or place; a text with gaps is one line.

    Examples
    --------
    >>> from kit.quiz.bank import load_lesson
    >>> (pre,) = (item for item in load_lesson("00").items if item.id == "q-pre-05")
    >>> in_words(pre, "rubber")
    ('An informal forum on a quarrel over trade',)
    """
    lines: tuple[str, ...]
    match item:
        case OpenAnswer():
            lines = (response["text"],)
        case FillIn():
            typed = {gap.id: response.get(gap.id) or "…" for gap in item.gaps}
            lines = (re.sub(r"\{([\w-]+)\}", lambda gap: f"[{typed[gap[1]]}]", in_language(item.text, language)),)
        case PlacingItem():
            places = {place.id: in_language(place.text, language) for place in item.places()}
            things = [thing for thing in item.things() if thing.id in response]
            lines = tuple(f"{in_language(thing.text, language)} → {places[response[thing.id]]}" for thing in things)
        case TrueFalse():
            truth = text_in(language)("card.true" if response["truth"] else "card.false")
            lines = (truth, *_options(item, [response["reason"]], language))
        case Ordering():
            lines = tuple(f"{n}. {text}" for n, text in enumerate(_options(item, response, language), start=1))
        case ChoiceItem():
            lines = _options(item, [response] if isinstance(response, str) else response, language)
        case Numeric():
            unit = in_language(item.unit, language)
            lines = (response if isinstance(response, str) else f"{response:.12g} {unit}".strip(),)
        case _:
            lines = (str(response),)
    return lines


def _options(item: ChoiceItem, names: list[str], language: str) -> tuple[str, ...]:
    """Return the texts of options, in the order in which they are named."""
    texts = {option.id: in_language(option.text, language) for option in item.options}
    return tuple(texts[name] for name in names)
