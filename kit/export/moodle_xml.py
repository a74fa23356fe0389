"""Moodle XML: what GIFT holds, and hints, points, gaps and orders too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from kit.export.request import Home, Job
from kit.export.shapes import Form, Offer, forms, is_single, offers, pairs, places
from kit.export.wording import Wording, number
from kit.export.xml_tree import Element, html, node, written
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText

_CLOZE_SIGNS = re.compile(r'[\\}#~/"]')
_GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")


def write(job: Job) -> list[Path]:
    """Write one file, a category for each lesson."""
    wording = Wording(job.language)
    quiz = node("quiz", *(part for lesson in job.lessons for part in _lesson(lesson, wording)))
    job.out.write_bytes(written(quiz))
    return [job.out]


def _lesson(lesson: LessonItems, wording: Wording) -> Iterator[Element]:
    name = f"{lesson.lesson} {lesson.title}".replace("/", "//")
    yield node("question", node("category", _text(f"$course$/top/{name}")), type="category")
    for item in lesson.items:
        yield ENTRIES[item.kind](item, wording)


def _text(words: str) -> Element:
    return node("text", words)


def _html(tag: str, *paragraphs: str) -> Element:
    return node(tag, _text(html(*paragraphs)), format="html")


def _question(
    kind: str, item: Item, wording: Wording, *inside: Element, why: tuple[str, ...] = (), stem: str = ""
) -> Element:
    """Return a question with what all have in common; `stem` is HTML."""
    return node(
        "question",
        node("name", _text(item.id)),
        node("questiontext", _text(stem or html(wording.stem(item))), format="html"),
        _html("generalfeedback", *why, wording.sources(item)),
        node("defaultgrade", number(item.points)),
        node("penalty", "0.3333333"),
        node("hidden", "0"),
        node("idnumber", item.id),
        *inside,
        *(_html("hint", wording(hint)) for hint in item.hints),
        node("tags", *(node("tag", _text(tag)) for tag in (item.objective, item.level))),
        type=kind,
    )


def _verdicts(item: Ordering | PlacingItem, wording: Wording) -> list[Element]:
    """Return what is said when all, some or none is right."""
    right, wrong = wording(item.feedback.right), wording(item.feedback.wrong)
    return [
        _html("correctfeedback", right),
        _html("partiallycorrectfeedback", wrong),
        _html("incorrectfeedback", wrong),
    ]


def _answer(form: Offer | Form, text: str, form_of_text: str, *more: Element) -> Element:
    share = number(round(100 * form.share, 5))
    return node("answer", _text(text), _html("feedback", form.feedback), *more, fraction=share, format=form_of_text)


def _choice(item: ChoiceItem, wording: Wording) -> Element:
    keep_order = getattr(item, "keep_order", False)
    return _question(
        "multichoice",
        item,
        wording,
        node("single", "true" if is_single(item) else "false"),
        node("shuffleanswers", "false" if keep_order else "true"),
        node("answernumbering", "abc"),
        *(_answer(offer, html(offer.text), "html") for offer in offers(item, wording)),
    )


def _numeric(item: Numeric, wording: Wording) -> Element:
    known = forms(item, wording)
    answers = [
        _answer(form, form.text, "moodle_auto_format", node("tolerance", number(item.tolerance if form.share else 0)))
        for form in known
    ]
    last = Form("*", 0.0, wording(item.feedback.wrong))
    answers.append(_answer(last, "*", "moodle_auto_format", node("tolerance", "0")))
    units = (node("unitgradingtype", "0"), node("unitpenalty", "0.1"), node("showunits", "3"), node("unitsleft", "0"))
    return _question("numerical", item, wording, *answers, *units)


def _short_text(item: ShortText, wording: Wording) -> Element:
    answers = [_answer(form, form.text.replace("*", r"\*"), "moodle_auto_format") for form in forms(item, wording)]
    last = _answer(Form("*", 0.0, wording(item.feedback.wrong)), "*", "moodle_auto_format")
    return _question("shortanswer", item, wording, node("usecase", "0"), *answers, last)


def _why(item: Item, wording: Wording) -> tuple[str, ...]:
    """Return the feedback of each thing; Moodle shows it when all is answered."""
    return tuple(wording.because(pair.text, pair.feedback) for pair in pairs(item, wording))


def _ordering(item: Ordering, wording: Wording) -> Element:
    """Return an order, scored by the longest run; Moodle has this kind since version 4.4."""
    texts = {pair.id: pair.text for pair in pairs(item, wording)}
    answers = [
        node("answer", _text(html(texts[name])), fraction=str(place), format="html")
        for place, name in enumerate(item.key, start=1)
    ]
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "0",
        "gradingtype": "LONGEST_ORDERED_SUBSET",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    inside = [*(node(name, value) for name, value in settings.items()), *_verdicts(item, wording), *answers]
    return _question("ordering", item, wording, *inside, why=_why(item, wording))


def _matching(item: PlacingItem, wording: Wording) -> Element:
    found = pairs(item, wording)
    used = {pair.place for pair in found}
    subquestions = [_subquestion(html(pair.text), pair.place_text) for pair in found]
    spare = [_subquestion("", text) for place, text in places(item, wording) if place not in used]
    inside = (node("shuffleanswers", "true"), *_verdicts(item, wording), *subquestions, *spare)
    return _question("matching", item, wording, *inside, why=_why(item, wording))


def _subquestion(text: str, answer: str) -> Element:
    return node("subquestion", _text(text), node("answer", _text(answer)), format="html")


def _gaps(item: FillIn, wording: Wording) -> Element:
    """Return a text with embedded answers; the text around them is HTML, and so are the answers."""
    gaps = {gap.id: gap for gap in item.gaps}

    def gap(name: str) -> str:
        answers = [f"%100%{_cloze(form.text.replace('*', chr(92) + '*'))}" for form in forms(gaps[name], wording)]
        return f"{{1:SHORTANSWER:{'~'.join(answers)}~%0%*#{_cloze(wording(gaps[name].feedback))}}}"

    pieces = _GAP.split(wording(item.text))
    text = "".join(gap(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))
    return _question("cloze", item, wording, stem=f"{html(wording(item.stem))}<p>{text}</p>")


def _cloze(text: str) -> str:
    """Return a text that may stand within an embedded answer."""
    return escape(_CLOZE_SIGNS.sub(r"\\\g<0>", text), quote=False)


def _open(item: OpenAnswer, wording: Wording) -> Element:
    rubric = [wording.kit("export.weight", text=wording(line.text), weight=number(line.weight)) for line in item.rubric]
    sample = f"{wording.kit('export.sample')}: {wording(item.sample)}"
    settings = {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "10", "attachments": "0"}
    inside = [node(name, value) for name, value in settings.items()]
    notes = _html("graderinfo", sample, f"{wording.kit('export.rubric')}:", *rubric)
    return _question("essay", item, wording, *inside, notes, _html("responsetemplate"), why=(sample,))


def left_out(item: Item) -> Iterator[str]:
    """Yield what an item loses."""
    if isinstance(item, MapClick):
        yield "the map; the states stand in a list"
    if isinstance(item, (Ordering, PlacingItem)):
        yield "feedback of each option; it is shown after all answers, together"
    if isinstance(item, (ShortText, FillIn)):
        yield "leniency: accents, signs and spaces count"
    if isinstance(item, FillIn) and item.points != len(item.gaps):
        yield "points: Moodle counts 1 for each gap"
    if isinstance(item, OpenAnswer):
        yield "hints"


ENTRIES: dict[str, Callable[..., Element]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _choice,
    "numeric": _numeric,
    "short-text": _short_text,
    "ordering": _ordering,
    "matching": _matching,
    "grouping": _matching,
    "fill-in": _gaps,
    "map-click": _choice,
    "open": _open,
}
HOME = Home(ENTRIES, write, left_out)
