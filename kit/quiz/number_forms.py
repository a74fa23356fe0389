"""How an author writes a number, where separators, a unit or a decimal point leave doubt."""

from __future__ import annotations

import re

from kit.quiz.interactions import plain_number
from kit.quiz.typed_number import other_reading, read_number

_OF_PROGRAMS = re.compile(r"0x[\da-f]+|0b[01]+|0o[0-7]+|[1-9]\d*(?:_\d+)+", re.IGNORECASE)
_WITH_UNIT = re.compile(r"([-+−]?\d[\d.,_ ]*?)\s*(?:[^\W\d_]|[%°]).*")


def digits_alone(typed: str, *, is_whole: bool = False) -> str:
    """Say how a number is written that has separators, a unit, or another base.

    Examples
    --------
    >>> digits_alone("1,300"), digits_alone("45 %")
    ('Write digits alone, without separators: 1300', 'Write the number alone: 45')
    """
    if _OF_PROGRAMS.fullmatch(typed):
        typed = str(int(typed, 0))
    with_unit = _WITH_UNIT.fullmatch(typed)
    number = read_number(typed)
    if number is None and with_unit and (number := read_number(with_unit[1].replace("_", ""))) is not None:
        return f"Write the number alone: {plain_number(number)}"
    if number is None:
        return f"Write a number such as {'12' if is_whole else '12 or 0.5'}."
    if is_whole and not number.is_integer():
        return f"Write a whole number, such as {round(number)}."
    return f"Write digits alone, without separators: {plain_number(number)}"


def two_numbers(typed: str) -> tuple[str, str] | None:
    """Return both forms of what may be a thousand or a number with three decimals; None where it is clear.

    Examples
    --------
    >>> two_numbers("1.300"), two_numbers("2.125"), two_numbers("0.125")
    (('1300', '1.3'), ('2125', '2.1250'), None)
    """
    number = read_number(typed)
    if number is None or "." not in typed or (large := other_reading(typed, number)) is None:
        return None
    return plain_number(large), plain_number(number) if typed.endswith("0") else f"{typed}0"
