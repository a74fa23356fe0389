"""The ways in which a class writes a number, for homes that compare letter by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kit.quiz.interactions import Gaps, Interaction, Typed, TypedForm

_WIDE = str.maketrans("-.,0123456789", "－．，０１２３４５６７８９")
_GROUPED = 1000
VERDICTS = "what is said when all is right, and when it is not"


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
        case Typed(tolerance=0.0) if not any("e" in form.text for form in shape.forms):  # 1e+21 is typed by nobody
            units = {True: shape.unit, False: ""}  # an expected error is shown with its feedback, unit or not
            forms = (
                replace(form, text=text) for form in shape.forms for text in spellings(form.text, units[form.share > 0])
            )
            return replace(shape, forms=tuple(forms), number=None)
        case Gaps():
            gaps = (replace(gap, accepted=tuple(dict.fromkeys(_wide_too(gap.accepted)))) for gap in shape.gaps)
            return replace(shape, gaps=tuple(gaps))
    return shape


def typing_losses(shape: Interaction) -> Iterator[str]:
    """Yield what somebody who types loses where no reader of numbers and no folding of texts is."""
    match shape:
        case Typed(number=None) | Gaps():
            yield "leniency: accents, signs and spaces count"
        case Typed(tolerance=0.0):
            yield "leniency: a number counts in its usual spellings, with or without its unit, and in no other"
        case Typed():
            yield "leniency: full-width digits, commas and most units typed along are not read"


def spellings(number: str, unit: str = "") -> Iterator[str]:
    """Yield a number as it is typed: with digits of both widths, with separators, and with its unit typed along."""
    whole, _, decimals = number.partition(".")
    forms = [number]
    if decimals:
        forms.append(f"{whole},{decimals}")
    elif abs(int(whole)) >= _GROUPED:
        forms.append(f"{int(whole):,}")
    for form in _wide_too(forms):
        yield form
        if unit:
            yield from (f"{form}{unit}", f"{form} {unit}")


def _twins(forms: Iterable[TypedForm]) -> Iterator[TypedForm]:
    known = {form.text for form in forms}
    for form in forms:
        yield form
        yield from (replace(form, text=text) for text in _wide_too([form.text]) if text not in known)


def _wide_too(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, and those that hold digits with full-width digits too."""
    for text in texts:
        yield text
        if any(character in "0123456789" for character in text):
            yield text.translate(_WIDE)
