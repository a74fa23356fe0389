"""Numbers in sentences: with what they count, and millions or billions, which each language counts in its own steps."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

_STEPS = {"兆": 10**12, "億": 10**8, "万": 10**4}
_UNITS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


_IRREGULAR = {"are": "is", "have": "has", "were": "was"}


def counted(number: int, things: str) -> str:
    """Return a number with what it counts, in English; catalogues have the sentence around it with the plural.

    Parameters
    ----------
    number : int
        How many.
    things : str
        The plural, and perhaps its verb: ``"rows"``, ``"items are"``.

    Examples
    --------
    >>> counted(1, "items are"), counted(0, "rows")
    ('1 item is', '0 rows')
    """
    return f"{number} {singular(things) if number == 1 else things}"


def singular(things: str) -> str:
    """Return what one of some things is called in English, with its verb if there is one.

    Examples
    --------
    >>> singular("rows"), singular("entries have")
    ('row', 'entry has')
    """
    noun, *verb = things.split(" ")
    one = f"{noun.removesuffix('ies')}y" if noun.endswith("ies") else noun.removesuffix("s")
    return " ".join([one, *(_IRREGULAR.get(each, each) for each in verb)])


class Amount(float):
    """A number of thousands, millions or billions that a sentence of the catalogues fills in.

    ``{value:,.1f}`` writes it as it is. Japanese has no word for a billion: after ``{value:,.1f兆億万}`` it is
    rounded in the same place and counted in these steps, so that both languages say the same number.

    Parameters
    ----------
    value : float
        How many of them.
    unit : str
        Begins with ``"thousand"``, ``"million"``, ``"billion"`` or ``"trillion"``, as ``"billion yen"``; with
        anything else the number counts single things.

    Examples
    --------
    >>> trade = Amount(4114.72, "billion yen")
    >>> f"{trade:,.1f} billion yen, {trade:,.1f兆億万}円, {trade:,.0f億}円"
    '4,114.7 billion yen, 4兆1,147億円, 41,150億円'
    """

    __slots__ = ("_one",)
    _one: int

    def __new__(cls, value: float, unit: str) -> Self:
        """Return the number, which knows what it counts."""
        self = super().__new__(cls, value)
        self._one = _UNITS.get(unit.partition(" ")[0], 1)
        return self

    def __format__(self, spec: str, /) -> str:
        """Return the number in the steps that end the format; without any, as Python writes it."""
        plain = spec.rstrip("".join(_STEPS))
        if plain == spec:
            return super().__format__(spec)
        rest = Decimal(super().__format__(plain.replace(",", ""))) * self._one
        rest, words = abs(rest), "-" if rest < 0 else ""
        for step in spec[len(plain) :]:
            count, rest = divmod(rest, _STEPS[step])
            words += f"{count:,.0f}{step}" if count else ""
        return words + (f"{rest.normalize():,f}" if rest or not words else "")
