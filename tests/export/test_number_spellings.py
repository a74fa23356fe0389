"""Numbers as a class types them: what is right here is right in homes that compare letter by letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kit.export.number_spellings import spellings, typing_losses, with_spellings
from kit.quiz.bank import LessonItems, load_bank
from kit.quiz.interactions import Gaps, Typed
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.score import score

SCORED = [item for lesson in load_bank() for item in lesson.items if item.use != "predict"]
EXACT = [item for item in SCORED if isinstance(item, Numeric) and not item.tolerance]


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("1973", "", ["1973", "１９７３", "1,973", "１，９７３"]),
        ("7", "年", ["7", "7年", "7 年", "７", "７年", "７ 年"]),
        ("-0.5", "", ["-0.5", "－０．５", "-0,5", "－０，５", "−0.5", "−０．５", "−0,5", "−０，５"]),
        ("1300.5", "", ["1300.5", "１３００．５", "1300,5", "１３００，５", "1,300.5", "１，３００．５"]),
        ("50", "%", ["50", "50%", "50 %", "５０", "５０%", "５０ %", "５０％"]),
        ("5", "$", ["5", "5$", "5 $", "$5", "５", "５$", "５ $", "$５", "５＄"]),
    ],
)  # fmt: skip
def test_each_usual_spelling_is_there(number: str, unit: str, said: list[str]):
    """Digits of both widths, separators, and the unit with and without a space."""
    assert list(spellings(number, unit)) == said


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("item", EXACT, ids=lambda item: str(item.id))
def test_what_counts_there_counts_here(item: Numeric, language: str):
    """Every spelling that is written as right is right in the kit, and every one of an error is wrong."""
    shape = with_spellings(item.interaction(language))
    assert isinstance(shape, Typed)
    assert shape.number is None
    assert {score(item, form.text).verdict for form in shape.accepted} == {"right"}
    assert all(score(item, form.text).verdict == "wrong" for form in shape.errors)
    assert len({form.text for form in shape.forms}) == len(shape.forms)


def test_words_and_gaps_take_digits_of_both_widths(every_kind: LessonItems):
    """A form that holds digits is there in both widths; one without is there once."""
    gaps = with_spellings(every_kind.items[8].interaction("en"))
    assert isinstance(gaps, Gaps)
    assert [gap.accepted for gap in gaps.gaps] == [("1967", "１９６７"), ("five", "5", "５")]
    words = every_kind.items[4].interaction("en")
    assert with_spellings(words) == words


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("Kalla’s", ("Kalla’s", "Kalla's")),
        ("Timor–Leste", ("Timor–Leste", "Timor-Leste")),
        ("Viet\u00a0 Nam", ("Viet Nam", "Viet\u00a0 Nam")),
        ("Ha\u200bnoi", ("Hanoi", "Ha\u200bnoi")),
        ("1,300", ("1,300", "１，３００", "1300", "１３００")),
        ("1967", ("1967", "１９６７")),
    ],
)  # fmt: skip
def test_words_are_there_as_a_keyboard_writes_them(form: str, said: tuple[str, ...], every_kind: LessonItems):
    """A form with characters that no keyboard has is there without them too, as a key of words and as one of a gap."""
    words, gaps = every_kind.items[4].interaction("en"), every_kind.items[8].interaction("en")
    assert isinstance(words, Typed)
    assert isinstance(gaps, Gaps)
    typed = with_spellings(msgspec.structs.replace(words, forms=(msgspec.structs.replace(words.forms[0], text=form),)))
    filled = with_spellings(
        msgspec.structs.replace(gaps, gaps=(msgspec.structs.replace(gaps.gaps[0], accepted=(form,)),))
    )
    assert isinstance(typed, Typed)
    assert isinstance(filled, Gaps)
    assert tuple(one.text for one in typed.accepted) == filled.gaps[0].accepted == said


def test_a_number_that_nobody_spells_out_stays_a_number(every_kind: LessonItems):
    """A number of more digits than anybody types is no list of spellings."""
    item = msgspec.structs.replace(every_kind.items[3], key=1e21, tolerance=0.0)  # type: ignore[call-arg]
    shape = item.interaction("en")
    assert with_spellings(shape) == shape
    assert list(typing_losses(shape)) == ["leniency; full-width digits, commas and most units typed along are not read"]


def test_a_number_with_a_tolerance_stays_a_number(every_kind: LessonItems):
    """No list of spellings can hold a range; what is lost is named."""
    shape = every_kind.items[3].interaction("en")
    assert with_spellings(shape) == shape
    assert list(typing_losses(shape)) == ["leniency; full-width digits, commas and most units typed along are not read"]


@pytest.mark.parametrize("to", ["gift", "moodle-xml", "qti12", "qti21"])
def test_each_home_is_told_each_spelling(to: str, exported: Callable[..., Path], every_kind: LessonItems):
    """Four homes that compare letter by letter get every spelling of an exact number, and name what they lose."""
    (item,) = (item for item in EXACT if item.id == "q-start-02")
    file = exported(to, msgspec.structs.replace(every_kind, items=(item,)))
    content = file.read_bytes() if to in {"gift", "moodle-xml"} else _unzipped(file)
    for text in ("1973", "１９７３", "1973 year", "1,973", "１９７３year"):
        assert f"{text}<".encode() in content or f"%100%{text}#".encode() in content


def _unzipped(file: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(file) as package:
        return b"\n".join(package.read(name) for name in package.namelist())
