"""Eleven kinds, seen as platforms see them: options with shares, things with places, forms that are accepted."""

from __future__ import annotations

from typing import NamedTuple

from kit.export.wording import Wording, number
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import Gap
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.true_false.item import TrueFalse


class Offer(NamedTuple):
    """An option, and the share of the points that it earns; it may take points back."""

    id: str
    text: str
    share: float
    feedback: str


class Pair(NamedTuple):
    """A thing, and the id and the text of the place where it belongs."""

    id: str
    text: str
    place: str
    place_text: str
    feedback: str


class Form(NamedTuple):
    """Something typed, and the share of the points that it earns."""

    text: str
    share: float
    feedback: str


def is_single(item: Item) -> bool:
    """Return whether one option alone is chosen."""
    return isinstance(getattr(item, "key", None), str)


def offers(item: ChoiceItem, wording: Wording) -> list[Offer]:
    """Return the options of a choice; a verdict and its reason become one option."""
    if isinstance(item, TrueFalse):
        return [
            _verdict(item, truth, reason, wording) for truth in (True, False) for reason in range(len(item.options))
        ]
    keys = item.keys() if isinstance(item, MapClick) else getattr(item, "key")  # noqa: B009 - of several kinds
    keys = (keys,) if isinstance(keys, str) else keys
    wrong = 0.0 if is_single(item) else -1.0
    return [
        Offer(
            option.id, wording(option.text), (1.0 if option.id in keys else wrong) / len(keys), wording(option.feedback)
        )
        for option in item.options
    ]


def _verdict(item: TrueFalse, truth: bool, place: int, wording: Wording) -> Offer:  # noqa: FBT001 - it is the verdict
    """Return a verdict with one of the reasons, scored as the kit does: half for each."""
    reason = item.options[place]
    name = "true" if truth else "false"
    text = wording.kit("export.verdict", verdict=wording.kit(f"export.{name}"), reason=wording(reason.text))
    if truth is not item.truth:
        return Offer(f"{name}-{reason.id}", text, 0.0, wording(item.feedback.wrong))
    feedback = f"{wording(item.feedback.right)} {wording(reason.feedback)}"
    return Offer(f"{name}-{reason.id}", text, 1.0 if reason.id == item.key else 0.5, feedback)


def places(item: Item, wording: Wording) -> list[tuple[str, str]]:
    """Return ids and texts of where things can go: options, groups, or the numbers of an order."""
    if isinstance(item, PlacingItem):
        return [(place.id, wording(place.text)) for place in item.places()]
    return [(f"place-{count}", str(count)) for count in range(1, len(getattr(item, "key")) + 1)]  # noqa: B009


def pairs(item: Item, wording: Wording) -> list[Pair]:
    """Return each thing of a matching, grouping or ordering item with its place."""
    texts = dict(places(item, wording))
    if isinstance(item, PlacingItem):
        things, key = item.things(), item.key
    elif isinstance(item, Ordering):
        things, key = item.options, {name: f"place-{count}" for count, name in enumerate(item.key, start=1)}
    return [
        Pair(thing.id, wording(thing.text), key[thing.id], texts[key[thing.id]], wording(thing.feedback))
        for thing in things
    ]


def forms(item: Numeric | ShortText | Gap, wording: Wording) -> list[Form]:
    """Return what can be typed: the key first, then wrong ones that are expected."""
    right = "" if isinstance(item, Gap) else wording(item.feedback.right)
    keys = [number(item.key)] if isinstance(item, Numeric) else item.key
    errors = () if isinstance(item, Gap) else item.expected_errors
    return [
        *(Form(key, 1.0, right) for key in keys),
        *(
            Form(error.value if isinstance(error.value, str) else number(error.value), 0.0, wording(error.feedback))
            for error in errors
        ),
    ]
