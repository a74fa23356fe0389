"""What went wrong in a response, piece by piece, each with the feedback that names the misconception behind it."""

from __future__ import annotations

from typing import Any, NamedTuple

from kit.quiz.item import ChoiceItem, Item, in_language
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.number import read_number
from kit.quiz.score import score
from kit.text import text_in


class Slip(NamedTuple):
    """One thing that is wrong: what the learner gave, to be read, and the feedback it gets."""

    given: str
    feedback: str


def slips(item: Item, response: Any, language: str = "en") -> tuple[Slip, ...]:  # noqa: ANN401 - any JSON
    """Return what is wrong in a response; nothing when all is right, or a person has to judge.

    Parameters
    ----------
    item : Item
        An item of any kind.
    response : object
        What the learner gave, as JSON.
    language : str
        ISO 639-1.

    Returns
    -------
    tuple of Slip
        One for each wrong option, thing or gap; of options that are missing one each.

    Examples
    --------
    >>> from kit.quiz.bank import load_lesson
    >>> (pre,) = (item for item in load_lesson("00").items if item.id == "q-pre-01")
    >>> slips(pre, 9)[0].given
    '9'
    """
    result = score(item, response, language)
    if result.verdict not in {"wrong", "partly"} or isinstance(item, OpenAnswer):
        return ()
    keys = _keys(item)
    wrong = [note for note in result.notes if note.option is not None and note.option not in keys]
    if wrong:
        return tuple(Slip(_given(item, response, note.option or "", language), note.text) for note in wrong)
    said = next((note.text for note in reversed(result.notes) if note.option is None), "")
    if isinstance(item, (MultipleChoice, MapClick)):
        text = text_in(language)
        missing = [name for name in keys if name not in response]
        return tuple(Slip(text("report.left_out", text=_option(item, name, language)), said) for name in missing)
    if isinstance(item, TrueFalse):
        return (Slip(text_in(language)("card.true" if response["truth"] else "card.false"), said),)
    number = read_number(response, item.unit) if isinstance(item, Numeric) else None
    return (Slip(str(response).strip() if number is None else f"{number:.12g}", said),)


def _keys(item: Item) -> tuple[str, ...]:
    """Return the options that are right on their own."""
    if isinstance(item, (SingleChoice, TrueFalse)):
        return (item.key,)
    if isinstance(item, MapClick):
        return item.keys()
    return item.key if isinstance(item, MultipleChoice) else ()


def _given(item: Item, response: Any, name: str, language: str) -> str:  # noqa: ANN401
    """Return one piece of a response as one reads it."""
    if isinstance(item, FillIn):
        return str(response[name])
    if isinstance(item, PlacingItem):
        thing = next(thing.text for thing in item.things() if thing.id == name)
        place = next(place.text for place in item.places() if place.id == response[name])
        return f"{in_language(thing, language)} → {in_language(place, language)}"
    return _option(item, name, language) if isinstance(item, ChoiceItem) else name


def _option(item: ChoiceItem, name: str, language: str) -> str:
    return next(in_language(option.text, language) for option in item.options if option.id == name)
