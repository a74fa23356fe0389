"""Paper: a worksheet and its key for each lesson and version, as pages for a browser and as PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from kit.export.request import Home, Job
from kit.export.shapes import Pair, forms, pairs
from kit.export.wording import Wording, number
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.grouping.item import Grouping
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.order import shuffled, shuffled_options

if TYPE_CHECKING:
    from jinja2 import Template

_GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")
_VIEW = re.compile(r'viewBox="[^"]*"')
_FRAME = re.compile(r'<svg y="([\d.]+)" width="([\d.]+)" height="([\d.]+)">')
_NAME = re.compile(r'<text([^>]*)( paint-order="stroke" stroke="#fff" stroke-width="\d")([^>]*>[^<]*)</text>')
_WORDS, _LONG_LINES = 1, 6  # lines to write on


class Question(NamedTuple):
    """What stands on the worksheet, and what on the key.

    `asked` is a string of the kit that says what to do; `verdicts` are true and false to choose from; `pieces` is a
    text cut at its gaps; `boxes` are things with an empty box; `options` stand beside their letters. `mark` is the
    answer as short as can be; `why` is feedback, each after the letter or the text that it is about.
    """

    asked: str = ""
    verdicts: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    unit: str = ""
    mark: str = ""
    answer: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()


def write(job: Job) -> list[Path]:
    """Write for each lesson and version a worksheet and a key, each as HTML and, where it can be made, as PDF."""
    job.out.mkdir(exist_ok=True)
    files = []
    for lesson, letter, is_key in job.watch(list(product(job.lessons, ascii_uppercase[: job.versions], (False, True)))):
        page = _page(job, lesson, letter, is_key=is_key)
        file = job.out / f"{lesson.path.stem}-{letter}{'-key' if is_key else ''}.html"
        file.write_text(page, encoding="utf-8", newline="\n")
        files += [file, *_pdf(file, page)]
    return files


def _page(job: Job, lesson: LessonItems, letter: str, *, is_key: bool) -> str:
    """Return a page; the first version keeps the order of the items, the others mix it."""
    wording, seed = Wording(job.language), f"paper/{lesson.lesson}/{letter}"
    items = shuffled(lesson.items, seed, letter == ascii_uppercase[0])
    maps = {item.id: _map(item, job) for item in items if not is_key}
    questions = [(item, ENTRIES[item.kind](item, wording, seed), maps.get(item.id, "")) for item in items]
    about = {"lesson": lesson, "letter": letter, "is_key": is_key, "questions": questions}
    points = number(sum(item.points for item in items))
    return _template().render(**about, points=points, wording=wording, text=wording.kit, number=number)


@cache
def _template() -> Template:
    """Return the template of a page; every text in it is escaped."""
    from jinja2 import Environment

    source = Path(__file__).with_name("paper.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)


def _map(item: Item, job: Job) -> str:
    if not isinstance(item, MapClick) or job.draw is None:
        return ""
    return _alone(job.draw(item.as_of or "today", job.language, item.option_ids()))


def _alone(svg: str) -> str:
    """Return a map without title and notes, its names readable where no browser draws their white rims first."""
    frame = _FRAME.search(svg)
    if frame:
        svg = _VIEW.sub('viewBox="0 {} {} {}"'.format(*frame.groups()), svg, count=1)
    return _NAME.sub(r"<text\1\2\3</text><text\1\3</text>", svg)


@cache
def has_pdf() -> bool:
    """Return whether PDF can be made here: WeasyPrint needs Pango, which most Linux systems have."""
    try:
        import weasyprint  # noqa: F401 - it loads Pango
    except OSError:
        return False
    return True


def _pdf(file: Path, page: str) -> list[Path]:
    if not has_pdf():
        return []
    from weasyprint import HTML

    pdf = file.with_suffix(".pdf")
    pdf.write_bytes(HTML(string=page).write_pdf(pdf_tags=True) or b"")
    return [pdf]


def _lettered(texts: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return a letter and a text for each id."""
    return {name: (letter, text) for (name, text), letter in zip(texts, _letters(), strict=False)}


def _letters() -> Iterator[str]:
    """Yield A to Z, then AA, AB, ..."""
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _options(item: ChoiceItem, wording: Wording, seed: str) -> dict[str, tuple[str, str]]:
    return _lettered([(option.id, wording(option.text)) for option in shuffled_options(item, seed)])


def _choice(item: SingleChoice | MultipleChoice | MapClick | TrueFalse, wording: Wording, seed: str) -> Question:
    letters = _options(item, wording, seed)
    keys = (item.key,) if isinstance(item.key, str) else item.key
    asked = "one" if isinstance(item.key, str) else "several"
    right = sorted(letters[key] for key in keys)
    feedback = {option.id: wording(option.feedback) for option in item.options}
    return Question(
        asked,
        options=tuple(letters.values()),
        mark=", ".join(letter for letter, _ in right),
        answer=tuple(" ".join(pair) for pair in right),
        why=tuple((letter, feedback[name]) for name, (letter, _) in letters.items()),
    )


def _map_click(item: MapClick, wording: Wording, seed: str) -> Question:
    return _choice(item, wording, seed)._replace(asked="map" if isinstance(item.key, str) else "map_several")


def _true_false(item: TrueFalse, wording: Wording, seed: str) -> Question:
    question = _choice(item, wording, seed)
    verdicts = (wording.kit("export.true"), wording.kit("export.false"))
    verdict = verdicts[not item.truth]
    return question._replace(
        asked="reason",
        verdicts=verdicts,
        mark=f"{verdict}, {question.mark}",
        answer=(verdict, *question.answer),
        why=((verdict, wording(item.feedback.right)), *question.why),
    )


def _typed(item: Numeric | ShortText, wording: Wording, _seed: str) -> Question:
    known = forms(item, wording)
    tolerance = f" ± {number(item.tolerance)}" if isinstance(item, Numeric) and item.tolerance else ""
    right = " / ".join(form.text for form in known if form.share) + tolerance
    why = [(form.text, form.feedback) for form in known if not form.share]
    unit = wording(item.unit) if isinstance(item, Numeric) else ""
    first = (known[0].text, wording(item.feedback.right))
    return Question(lines=_WORDS, unit=unit, mark=known[0].text + tolerance, answer=(right,), why=(first, *why))


def _ordering(item: Ordering, wording: Wording, seed: str) -> Question:
    found = {pair.id: pair for pair in pairs(item, wording)}
    boxes = tuple(found[option.id].text for option in shuffled_options(item, seed))
    places = tuple(found[option.id].place_text for option in shuffled_options(item, seed))
    why = tuple((f"{found[name].place_text} {found[name].text}", found[name].feedback) for name in item.key)
    return Question("order", boxes=boxes, mark=" ".join(places), answer=(" ".join(places),), why=why)


def _matching(item: Matching, wording: Wording, seed: str) -> Question:
    letters = _lettered([(place.id, wording(place.text)) for place in shuffled(item.options, f"{seed}/{item.id}")])
    return _placing("letters", pairs(item, wording), letters, f"{seed}/{item.id}")


def _grouping(item: Grouping, wording: Wording, seed: str) -> Question:
    letters = _lettered([(group.id, wording(group.text)) for group in item.groups])
    return _placing("groups", pairs(item, wording), letters, f"{seed}/{item.id}")


def _placing(asked: str, found: Sequence[Pair], letters: dict[str, tuple[str, str]], seed: str) -> Question:
    mixed = shuffled(found, seed)
    mark = " ".join(letters[pair.place][0] for pair in mixed)
    return Question(
        asked,
        boxes=tuple(pair.text for pair in mixed),
        options=tuple(letters.values()),
        mark=mark,
        answer=(mark,),
        why=tuple((f"{letters[pair.place][0]} {pair.text}", pair.feedback) for pair in mixed),
    )


def _gaps(item: FillIn, wording: Wording, _seed: str) -> Question:
    gaps = {gap.id: gap for gap in item.gaps}
    order = _GAP.findall(wording(item.text))
    pieces = tuple(_GAP.sub("\0", wording(item.text)).split("\0"))
    answer = tuple(" / ".join(gaps[name].key) for name in order)
    why = tuple((gaps[name].key[0], wording(gaps[name].feedback)) for name in order)
    return Question(pieces=pieces, mark=", ".join(gaps[name].key[0] for name in order), answer=answer, why=why)


def _open(item: OpenAnswer, wording: Wording, _seed: str) -> Question:
    rubric = (wording.kit("export.weight", text=wording(line.text), weight=number(line.weight)) for line in item.rubric)
    why = tuple((wording.kit("export.rubric"), line) for line in rubric)
    return Question(lines=_LONG_LINES, mark="…", answer=(wording(item.sample),), why=why)


def left_out(_item: Item) -> Iterator[str]:
    """Yield what an item loses: nothing but the PDF, where it cannot be made."""
    if not has_pdf():
        yield "PDF, as Pango is not installed here; open the page in a browser and print it"


ENTRIES: dict[str, Callable[..., Question]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _true_false,
    "numeric": _typed,
    "short-text": _typed,
    "ordering": _ordering,
    "matching": _matching,
    "grouping": _grouping,
    "fill-in": _gaps,
    "map-click": _map_click,
    "open": _open,
}
HOME = Home(ENTRIES, write, left_out)
