"""The ways in which a class writes a number or a name, for homes that compare letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kit.quiz.interactions import Gaps, Interaction, Typed, TypedForm

_WIDE = str.maketrans("-.,0123456789", "－．，０１２３４５６７８９")
_WHOLLY_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_GROUPED = 1000
_SHORT = 3  # characters of a unit that Japanese keyboards give as wide as the digits before it
_BEFORE = "$€£¥₫฿₱₩"  # units that are written before the number
# What no keyboard has, as keyboards have it; and what nobody sees.
_STRAIGHT = str.maketrans(dict.fromkeys("’‘ʻʼ′", "'") | dict.fromkeys("“”″", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF])
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")


def with_spellings(shape: Interaction) -> Interaction:
    """Return an interaction that accepts the usual spellings of numbers, one by one.

    An exact number becomes words: homes that read numbers take neither full-width digits nor a unit, but all of them
    take several accepted forms. A number with a tolerance stays a number.

    Examples
    --------
    >>> [*spellings("1973", "年")][:4]
    ['1973', '1973年', '1973 年', '１９７３']
    """
    match shape:
        case Typed(number=None):
            return replace(shape, forms=tuple(_twins(shape.forms)))
        case Typed() if _is_spelled(shape):
            units = {True: shape.unit, False: ""}  # an expected error is shown with its feedback, unit or not
            forms = (
                replace(form, text=text) for form in shape.forms for text in spellings(form.text, units[form.share > 0])
            )
            return replace(shape, forms=tuple(forms), number=None)
        case Gaps():
            gaps = (replace(gap, accepted=tuple(dict.fromkeys(_as_typed(gap.accepted)))) for gap in shape.gaps)
            return replace(shape, gaps=tuple(gaps))
    return shape


def typing_losses(shape: Interaction) -> Iterator[str]:
    """Yield what somebody who types loses where no reader of numbers and no folding of texts is."""
    match shape:
        case Typed(number=None) | Gaps():
            yield "leniency; accents, signs and spaces count"
        case Typed() if _is_spelled(shape):
            yield "leniency; a number counts in its usual spellings, with or without its unit, and in no other"
        case Typed():
            yield "leniency; full-width digits, commas and most units typed along are not read"


def _is_spelled(shape: Typed) -> bool:
    """Return whether the spellings of a number can be listed: nobody types 1e+21, and no list holds a range."""
    return not shape.tolerance and not any("e" in form.text for form in shape.forms)


def spellings(number: str, unit: str = "") -> Iterator[str]:
    """Yield a number as it is typed: with digits of both widths, with separators, and with its unit typed along."""
    whole, _, decimals = number.partition(".")
    forms = [number]
    if decimals:
        forms.append(f"{whole},{decimals}")
    if abs(int(whole)) >= _GROUPED:
        forms.append(f"{int(whole):,}" + f".{decimals}" * bool(decimals))
    forms += [f"−{form[1:]}" for form in forms if form.startswith("-")]
    for form in _wide_too(forms):
        yield form
        if unit:
            yield from (f"{form}{unit}", f"{form} {unit}")
        if unit and unit in _BEFORE:
            yield f"{unit}{form}"
        if unit.isascii() and len(unit) <= _SHORT and unit and not form.isascii():
            yield form + unit.translate(_WHOLLY_WIDE)


def _twins(forms: Iterable[TypedForm]) -> Iterator[TypedForm]:
    known: set[str] = set()
    for form in forms:
        yield from (replace(form, text=text) for text in _as_typed([form.text]) if text not in known)
        known.update(_as_typed([form.text]))


def _as_typed(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts with one space between words, with straight signs, and with digits of both widths."""
    for text in texts:
        plain = " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())
        forms = [plain, plain.translate(_STRAIGHT)]
        forms += [form.replace(",", "") for form in forms if _THOUSANDS.fullmatch(form)]
        yield from _wide_too(dict.fromkeys((*forms, text)))


def _wide_too(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, and those that hold digits with full-width digits too."""
    for text in texts:
        yield text
        if any(character in "0123456789" for character in text):
            yield text.translate(_WIDE)
