"""Paper: a worksheet and its key for each lesson and version, as pages for a browser and as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from kit.export.request import ExportRequest, Format
from kit.export.wording import Wording
from kit.html import templates
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed, plain_number
from kit.quiz.item import Item
from kit.quiz.order import shuffled

if TYPE_CHECKING:
    from jinja2 import Template

_WORDS, _LONG_LINES = 1, 6  # lines to write on


class Question(NamedTuple):
    """What stands on the worksheet, and what on the key.

    `ask` is a string of the kit that says what to do; `verdicts` are true and false to choose from; `pieces` is a
    text cut at its gaps; `boxes` are things with an empty box; `options` stand beside their letters. `mark` is the
    answer as short as can be; `why` is feedback, each after the letter or the text that it is about.
    """

    ask: str = ""
    verdicts: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    unit: str = ""
    mark: str = ""
    answer: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return for each lesson and version a worksheet and a key, each as HTML and, where it can be made, as PDF."""
    files: dict[Path, bytes] = {}
    sheets = list(product(request.lessons, ascii_uppercase[: request.versions], (False, True)))
    for lesson, letter, is_key in request.watch(sheets):
        page = _page(request, lesson, letter, is_key=is_key)
        file = request.out / f"{lesson.path.stem}-{letter}{'-key' if is_key else ''}.html"
        files |= {file: page.encode(), **_pdf(file, page)}
    return files


def _page(request: ExportRequest, lesson: LessonItems, letter: str, *, is_key: bool) -> str:
    """Return a page; the first version keeps the order of the items, the others mix it."""
    wording, seed = Wording(request.language), f"paper/{lesson.lesson}/{letter}"
    items = shuffled(lesson.items, seed, letter == ascii_uppercase[0])
    questions = []
    for item in items:
        shape = item.interaction(request.language)
        question = ENTRIES[type(shape)](item, shape, wording, seed)
        questions.append((item, question, "" if is_key else _map(item, shape, request)))
    about = {"lesson": lesson, "letter": letter, "is_key": is_key, "questions": questions}
    points = plain_number(sum(item.points for item in items))
    return _template().render(**about, points=points, wording=wording, text=wording.kit, number=plain_number)


@cache
def _template() -> Template:
    """Return the template of a page; every text in it is escaped."""
    return templates(Path(__file__).parent).get_template("paper.html")


def _map(item: Item, shape: Interaction, request: ExportRequest) -> str:
    if request.draw is None or not (isinstance(shape, Choice) and shape.picture == "map"):
        return ""
    codes = tuple(option.id for option in shape.options)
    return request.draw(codes, item.as_of or "today", request.language)


@cache
def has_pdf() -> bool:
    """Return whether PDF can be made here: WeasyPrint needs Pango, which most Linux systems have."""
    try:
        import weasyprint  # noqa: F401 - it loads Pango
    except OSError:
        return False
    return True


def _pdf(file: Path, page: str) -> dict[Path, bytes]:
    if not has_pdf():
        return {}
    from weasyprint import HTML

    return {file.with_suffix(".pdf"): HTML(string=page).write_pdf(pdf_tags=True) or b""}


def _lettered(texts: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return a letter and a text for each id."""
    return {name: (letter, text) for (name, text), letter in zip(texts, _letters(), strict=False)}


def _letters() -> Iterator[str]:
    """Yield A to Z, then AA, AB, ..."""
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _choice(item: Item, shape: Choice, _wording: Wording, seed: str) -> Question:
    options = {option.id: option for option in shape.options}
    letters = _lettered([(option.id, option.text) for option in item.mix(shape.options, seed)])
    right = sorted(letters[option.id] for option in shape.key)
    ask = ("map_several" if shape.several else "map") if shape.picture else ("several" if shape.several else "one")
    question = Question(
        ask,
        options=tuple(letters.values()),
        mark=", ".join(letter for letter, _ in right),
        answer=tuple(" ".join(pair) for pair in right),
        why=tuple((letter, options[name].feedback) for name, (letter, _) in letters.items()),
    )
    if shape.verdict is None:
        return question
    verdict = shape.verdict.key
    return question._replace(
        ask="reason",
        verdicts=shape.verdict.words,
        mark=f"{verdict}, {question.mark}",
        answer=(verdict, *question.answer),
        why=((verdict, shape.verdict.right), *question.why),
    )


def _typed(_item: Item, shape: Typed, _wording: Wording, _seed: str) -> Question:
    right = " / ".join(form.text for form in shape.accepted) + shape.margin
    first = shape.accepted[0].text
    why = ((first, shape.right), *((form.text, form.feedback) for form in shape.errors))
    return Question(lines=_WORDS, unit=shape.unit, mark=first + shape.margin, answer=(right,), why=why)


def _pairs(item: Item, shape: Pairs, _wording: Wording, seed: str) -> Question:
    """Return things with boxes for the numbers of an order, or for the letters of their targets."""
    if shape.is_order:
        mixed = item.mix(shape.things, seed)
        mark = " ".join(thing.target.text for thing in mixed)
        why = tuple((f"{thing.target.text} {thing.text}", thing.feedback) for thing in shape.in_order())
        return Question("order", boxes=tuple(thing.text for thing in mixed), mark=mark, answer=(mark,), why=why)
    seed = f"{seed}/{item.id}"
    targets = shape.targets if shape.shared else shuffled(shape.targets, seed)
    letters = _lettered([(target.id, target.text) for target in targets])
    mixed = shuffled(shape.things, seed)
    mark = " ".join(letters[thing.target.id][0] for thing in mixed)
    return Question(
        "groups" if shape.shared else "letters",
        boxes=tuple(thing.text for thing in mixed),
        options=tuple(letters.values()),
        mark=mark,
        answer=(mark,),
        why=tuple((f"{letters[thing.target.id][0]} {thing.text}", thing.feedback) for thing in mixed),
    )


def _gaps(_item: Item, shape: Gaps, _wording: Wording, _seed: str) -> Question:
    gaps = shape.in_order()
    answer = tuple(" / ".join(gap.accepted) for gap in gaps)
    why = tuple((gap.accepted[0], gap.feedback) for gap in gaps)
    return Question(pieces=shape.pieces[::2], mark=", ".join(gap.accepted[0] for gap in gaps), answer=answer, why=why)


def _open(_item: Item, shape: Open, wording: Wording, _seed: str) -> Question:
    why = tuple((wording.kit("export.rubric"), line) for line in wording.rubric(shape))
    return Question(lines=_LONG_LINES, mark="…", answer=(shape.sample,), why=why)


def left_out(_item: Item, _shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses: nothing but the PDF, where it cannot be made."""
    if not has_pdf():
        yield "PDF, as Pango is not installed here; open the page in a browser and print it"


ENTRIES: dict[type[Interaction], Callable[..., Question]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("paper", ENTRIES, write, left_out)
