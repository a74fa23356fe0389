"""A response that cannot be scored: nothing is counted, and the learner reads why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kit.quiz.normalisation import normalise_loosely

_LONGEST = 500

PublicItem = Mapping[str, Any]  # what `Item.public` returns


class InvalidResponse(NamedTuple):
    """A response that does not have the form of its item.

    Parameters
    ----------
    reason : str
        A key of the texts ``quiz.unreadable``.
    unit : str or dict
        The unit that is wanted, where the reason names one.
    """

    reason: str
    unit: str | dict[str, str] = ""


def as_json(response: object) -> Any:  # noqa: ANN401 - any JSON
    """Return what a cell gave as an answer as JSON; None, which answers nothing, for what JSON does not have.

    A number that pandas or NumPy worked out is a number, and a column of a table is a list.
    """
    to_list = getattr(response, "tolist", None)
    value = to_list() if callable(to_list) else response
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(name): as_json(part) for name, part in value.items()}
    return [as_json(part) for part in value] if isinstance(value, (list, tuple, set, frozenset)) else None


def typed_text(response: object) -> str | None:
    """Return a response as a short text with at least one letter or digit, or None when it is anything else."""
    if not isinstance(response, str) or len(response) > _LONGEST:
        return None
    return response if normalise_loosely(response) else None


def chosen_ids(response: object, known: tuple[str, ...]) -> list[str] | None:
    """Return a response as a list of known ids, or None when it is anything else."""
    if not isinstance(response, (list, tuple)):
        return None
    names = [name for name in response if isinstance(name, str) and name in known]
    return names if len(names) == len(response) else None


def placed_ids(response: object, things: tuple[str, ...], places: tuple[str, ...]) -> dict[str, str] | None:
    """Return a response that maps known things to known places, or None when it is anything else."""
    if not isinstance(response, dict):
        return None
    for thing, place in response.items():
        if thing not in things or not isinstance(place, str) or place not in places:
            return None
    return response


def public_ids(public: PublicItem, field: str) -> tuple[str, ...]:
    """Return the ids of a list in the public side of an item."""
    return tuple([part["id"] for part in public[field]])
