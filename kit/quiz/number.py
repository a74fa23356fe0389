"""Read a number as pupils type it: digits of any script, separators, sign, and the unit typed along."""

from __future__ import annotations

import math
import re

from kit.quiz.normalisation import normalise
from kit.quiz.number_words import with_digits

_LONGEST = 200
_SIGNS = "+−–—‐‑ー-"  # plus and minus on the keyboards of all countries
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_NUMBER = rf"(?P<sign>[{_SIGNS}])?\s?(?P<digits>\d(?:[\d.,'’ ]*\d)?|\.\d+)"
_FORMS = (
    (r"\d+(?:\.\d+)?|\.\d+", ""),  # 1973, 0.5
    (r"(?!0)\d{1,3}([,'’ ])\d{3}(?:\1\d{3})*(?:\.\d+)?", ",'’ "),  # 1,234,567.8
    (r"(?!0)\d{1,3}(?:\.\d{3})+,\d+|(?!0)\d{1,3}(?:\.\d{3}){2,}", "."),  # 1.234.567,8
    (r"\d+,\d+", ""),  # 0,5
)
_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9,
    "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12,
}  # fmt: skip
_SAME = {
    **dict.fromkeys(("percent", "pct", "パーセント"), "%"),
    **dict.fromkeys(("dollar", "usd", "ドル", "米ドル"), "$"),
    **dict.fromkeys(("円", "¥", "jpy"), "yen"),
    **dict.fromkeys(("年", "yr"), "year"),
    **dict.fromkeys(("日", "日間"), "day"),
    **dict.fromkeys(("倍", "回"), "time"),
    **dict.fromkeys(("人", "名", "people", "person"), "person"),
    **dict.fromkeys(("カ国", "ヶ国", "ヵ国", "ケ国", "箇国"), "か国"),
    **dict.fromkeys(("kilometre", "kilometer", "キロメートル", "キロ"), "km"),
    **dict.fromkeys(("metre", "meter", "メートル"), "m"),
    **dict.fromkeys(("hectare", "ヘクタール"), "ha"),
    **dict.fromkeys(("ton", "tonne", "トン"), "t"),
    **dict.fromkeys(("マイル", "mi"), "mile"),
    **dict.fromkeys(("キログラム", "kilogram"), "kg"),
}
_UNITS = {*_SAME.values()}
_SQUARE = r"(?:square|sq\.?)\s*(?:km|kilomet(?:re|er)s?)|平方(?:km|キロメートル|キロ)"
_PER_CENT = r"\bper\s+cent\b"
_IDLE = {".", ",", "。", "、", "the", "of", "in"}


def read_number(response: object, unit: str | dict[str, str] = "") -> float | None:
    """Return the number that was given, or None when there is none, more than one, or a unit not asked for.

    Parameters
    ----------
    response : object
        A JSON number, or the text that was typed.
    unit : str or dict
        The unit asked for, in one or more languages; it may be typed along, and "million" typed counts as such.

    Examples
    --------
    >>> read_number("１，９７３年", "year")
    1973.0
    >>> read_number("1967 or 1973") is None
    True
    """
    if isinstance(response, bool) or not isinstance(response, (int, float, str)):
        return None
    try:
        number = _typed(response, unit) if isinstance(response, str) else float(response)
    except OverflowError:
        return None
    return number if number is not None and math.isfinite(number) else None


def has_one_number(response: object) -> bool:
    """Return whether there is one number in a text, whatever words are next to it.

    Examples
    --------
    >>> has_one_number("370 miles"), has_one_number("1967 or 1973")
    (True, False)
    """
    found = list(re.finditer(_NUMBER, with_digits(_spelled(response)))) if isinstance(response, str) else []
    return len(found) == 1 and _value(found[0]["digits"]) is not None


def units_in(text: str) -> set[str]:
    """Return the units that a text names, each by one name whatever its language and number.

    Examples
    --------
    >>> units_in("370 kilometres"), units_in("370 nights")
    ({'km'}, set())
    """
    return _words(_spelled(text)) & _UNITS


def _typed(text: str, unit: str | dict[str, str]) -> float | None:
    if len(text) > _LONGEST:
        return None
    units = [_spelled(name) for name in ([unit] if isinstance(unit, str) else unit.values()) if name.strip()]
    folded = with_digits(_without(_spelled(text), [name for name in units if re.search(r"\d", name)]))
    found = list(re.finditer(_NUMBER, folded))
    if len(found) != 1:
        return None
    match = found[0]
    number = _value(match["digits"])
    if not units and re.fullmatch(r"\d{4}", match["digits"]):
        units = ["year"]  # 1982年 is a year whether the item says so or not
    factor = _factor(_words(folded[: match.start()] + " " + folded[match.end() :]), [_words(name) for name in units])
    if number is None or factor is None:
        return None
    return number * factor * (-1 if match["sign"] not in (None, "+") else 1)


def _spelled(text: str) -> str:
    """Return a normalised text with one spelling for units of two words."""
    return re.sub(_PER_CENT, "%", re.sub(_SQUARE, "km^2", normalise(text)))


def _without(text: str, names: list[str]) -> str:
    """Take out a unit that contains a digit, such as km²."""
    for name in names:
        for form in (name, name.replace("^", "")):
            if form in text:
                return text.replace(form, " ", 1)
    return text


def _value(digits: str) -> float | None:
    """Return the value of digits with separators, None when the separators make no sense."""
    for form, grouping in _FORMS:
        if re.fullmatch(form, digits):
            kept = "".join(char for char in digits if char not in grouping)
            return float(kept.replace(",", "."))
    return None


def _words(text: str) -> set[str]:
    """Return the words and symbols of a text, in the singular and in one language."""
    spaced = re.sub(r"([千万億兆])", r" \1 ", text)
    words = {word.removesuffix("s") for word in re.findall(r"[^\W\d_]+|[^\w\s]", spaced)} - _IDLE
    return {_SAME.get(word, word) for word in words}


def _factor(typed: set[str], units: list[set[str]]) -> float | None:
    """Return what the words beside a number multiply it by; None when a word is neither unit nor scale."""
    expected: set[str] = set().union(*units)
    scales = [_SCALES[word] for word in typed - expected if word in _SCALES]
    if len(scales) > 1 or typed - expected - set(_SCALES):
        return None
    in_unit = math.prod(_SCALES.get(word, 1.0) for word in (units[0] if units else ()))
    return scales[0] / in_unit if scales else 1.0
