"""Moodle XML: what GIFT holds, and hints, points, gaps and orders too."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from msgspec.structs import replace

from kit.emphasis import runs_of
from kit.export.moodle_shares import SECOND_TRY, id_number, percent, refusal
from kit.export.number_spellings import typing_losses, with_spellings
from kit.export.pair_losses import AS_PAIRS, marking_losses
from kit.export.pictures import emphasis_losses, picture_html, picture_of
from kit.export.request import MOODLES, ExportRequest, Format
from kit.export.verdict_losses import VERDICTS
from kit.export.wording import Wording, lesson_heading
from kit.export.xml_tree import Element, html, node, written
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, ScoredOption, Typed, TypedForm, plain_number
from kit.quiz.item import Item

_CLOZE_CONTROL = re.compile(r"""[\\{}~/"'#]""")  # what opens or ends a part of an embedded answer
_FORMULA = re.compile(r"(?<=\\)[(\[]|(?<=\$)\$")  # what opens a formula for Moodle's filter, after one character
_UNIT = 50  # characters of a unit that its database holds
_UNDONE = re.compile(r"\\(?=[}#])")  # Moodle takes away a backslash before these


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return one file, a category for each lesson."""
    quiz = node("quiz", *(part for lesson in request.lessons for part in _lesson(lesson, request)))
    return {request.out: written(quiz)}


def _lesson(lesson: LessonItems, request: ExportRequest) -> Iterator[Element]:
    wording = Wording(request.language, lesson.folder)
    name = lesson_heading(lesson).replace("/", "//")
    yield node("question", node("category", _text(f"$course$/top/{name}")), type="category")
    for item in lesson.items:
        shape = with_spellings(item.interaction(request.language))
        if isinstance(shape, Pairs) and not _has_orders(request):
            shape = replace(shape, scoring="each")
        yield ENTRIES[type(shape)](item, shape, wording)


def _has_orders(request: ExportRequest) -> bool:
    """Return whether the Moodle that is to read the file knows orderings."""
    return request.moodle == MOODLES[-1]


def _text(words: str) -> Element:
    return node("text", words)


def _words(*paragraphs: str) -> str:
    """Return texts as HTML in which nothing is taken for a formula."""
    return _plainly(html(*paragraphs))


def _plainly(text: str) -> str:
    return _FORMULA.sub(lambda found: f"&#{ord(found[0])};", text)


def _html(tag: str, *paragraphs: str) -> Element:
    return node(tag, _text(_words(*paragraphs)), format="html")


def _question(
    kind: str, item: Item, stem: str | tuple[str, str], wording: Wording, *inside: Element, why: Sequence[str] = ()
) -> Element:
    """Return a question with what all have in common; `stem` is HTML, that above the picture and that below it."""
    return node(
        "question",
        node("name", _text(item.id)),
        node("questiontext", *_with_picture(item, stem, wording), format="html"),
        _html("generalfeedback", *why, wording.sources(item)),
        node("defaultgrade", plain_number(item.points)),
        node("penalty", "0.3333333"),
        node("hidden", "0"),
        node("idnumber", id_number(item.id)),
        *inside,
        *(_html("hint", wording(hint)) for hint in item.hints),
        node("tags", *(node("tag", _text(tag)) for tag in (item.objective, item.level))),
        type=kind,
    )


def _with_picture(item: Item, stem: str | tuple[str, str], wording: Wording) -> list[Element]:
    """Return the text of a question, and the file of its picture, which Moodle knows by a name of its own."""
    above, below = stem if isinstance(stem, tuple) else (stem, "")
    if not (shown := picture_of(item)):
        return [_text(above + below)]
    image = picture_html(item, "@@PLUGINFILE@@/" + shown.name, wording)
    return [
        _text(f"{above}{_gapless(_plainly(image))}{below}"),
        node("file", b64encode(shown.content).decode(), name=shown.name, path="/", encoding="base64"),
    ]


def _answer(form: ScoredOption | TypedForm, text: str, form_of_text: str, *more: Element) -> Element:
    feedback = _html("feedback", form.feedback)
    return node("answer", _text(text), feedback, *more, fraction=percent(form.share), format=form_of_text)


def _choice(item: Item, shape: Choice, wording: Wording) -> Element:
    return _question(
        "multichoice",
        item,
        _words(wording.stem(item, shape)),
        wording,
        node("single", "false" if shape.several else "true"),
        node("shuffleanswers", "false" if shape.keep_order else "true"),
        node("answernumbering", "abc"),
        *(_verdicts(shape) if shape.right else ()),
        *(_answer(option, _words(option.text), "html") for option in shape.joined(wording.language).options),
    )


def _verdicts(shape: Choice | Pairs) -> list[Element]:
    """Return what is said of an answer as a whole."""
    names = {"correctfeedback": shape.right, "partiallycorrectfeedback": shape.wrong, "incorrectfeedback": shape.wrong}
    return [_html(name, text) for name, text in names.items()]


def _typed(item: Item, shape: Typed, wording: Wording) -> Element:
    """Return a question for a number or for words; a star is any text, and so it is in the last answer."""
    last = TypedForm(text="*", share=0.0, feedback=shape.wrong)
    stem = _words(wording.stem(item, shape))
    if shape.number is None:
        texts = [(form, form.text.replace("*", r"\*")) for form in shape.forms]
        answers = [_answer(form, text, "moodle_auto_format") for form, text in (*texts, (last, last.text))]
        return _question("shortanswer", item, stem, wording, node("usecase", "0"), *answers)
    tolerances = [node("tolerance", plain_number(shape.tolerance if form.share else 0)) for form in shape.forms]
    known = zip((*shape.forms, last), (*tolerances, node("tolerance", "0")), strict=True)
    answers = [_answer(form, form.text, "moodle_auto_format", tolerance) for form, tolerance in known]
    unit = shape.unit if len(shape.unit) <= _UNIT else ""
    shown = "0" if unit else "3"  # a unit may be typed along, or there is none
    settings = {"unitgradingtype": "0", "unitpenalty": "0.1", "showunits": shown, "unitsleft": "0"}
    inside = [*answers, *(node(name, value) for name, value in settings.items())]
    if unit:
        inside.append(node("units", node("unit", node("multiplier", "1"), node("unit_name", unit))))
    return _question("numerical", item, stem, wording, *inside)


def _pairs(item: Item, shape: Pairs, wording: Wording) -> Element:
    """Return a matching, or an order, scored by the longest run; Moodle has the latter since version 4.4."""
    verdicts = _verdicts(shape)
    if shape.is_order:
        answers = [
            node("answer", _text(_words(thing.text)), fraction=thing.target.text, format="html")
            for thing in shape.in_order()
        ]
        settings = {
            "layouttype": "VERTICAL",
            "selecttype": "ALL",
            "selectcount": "0",
            "gradingtype": "LONGEST_ORDERED_SUBSET",
            "showgrading": "SHOW",
            "numberingstyle": "none",
            "shownumcorrect": "1",  # without it Moodle stops at an ordering with one hint
        }
        inside = [*(node(name, value) for name, value in settings.items()), *verdicts, *answers]
    else:
        subquestions = [_subquestion(_words(thing.text), thing.target.text) for thing in shape.things]
        spare = [_subquestion("", target.text) for target in shape.unused]
        inside = [node("shuffleanswers", "true"), *verdicts, *subquestions, *spare]
    kind = "ordering" if shape.is_order else "matching"
    return _question(kind, item, _words(wording.stem(item, shape)), wording, *inside, why=wording.reasons(shape))


def _subquestion(text: str, answer: str) -> Element:
    return node("subquestion", _text(text), node("answer", _text(answer)), format="html")


def _gaps(item: Item, shape: Gaps, wording: Wording) -> Element:
    """Return a text with embedded answers; Moodle decodes both, and the feedback is HTML after that."""
    gaps = {gap.id: gap for gap in shape.gaps}

    def embedded(name: str) -> str:
        answers = [f"%100%{_cloze(form.replace('*', chr(92) + '*'))}" for form in gaps[name].accepted]
        return f"{{1:SHORTANSWER:{'~'.join(answers)}~%0%*#{_decoded_twice(gaps[name].feedback)}}}"

    text = shape.text(embedded, lambda words: _gapless(_words(words).removeprefix("<p>").removesuffix("</p>")))
    return _question("cloze", item, (_gapless(_words(wording.stem(item, shape))), f"<p>{text}</p>"), wording)


def _gapless(text: str) -> str:
    """Return HTML in which no text can be taken for a gap."""
    return text.replace("{", "&#123;")


def _cloze(text: str) -> str:
    """Return a text for an embedded answer: Moodle decodes its entities, then takes some backslashes away."""
    return _entities(_UNDONE.sub(r"\\\\", text))


def _decoded_twice(text: str) -> str:
    """Return a text as HTML inside an embedded answer: its tags are decoded once, its words once more."""
    return "".join(
        "".join(f"&lt;{tag}&gt;" for tag in tags)
        + escape(_entities(words), quote=False).replace("\n", "&lt;br&gt;")
        + "".join(f"&lt;&#47;{tag}&gt;" for tag in reversed(tags))
        for words, tags in runs_of(text)
    )


def _entities(text: str) -> str:
    """Return a text as HTML in which no character opens or ends a part of an embedded answer."""
    return _CLOZE_CONTROL.sub(lambda found: f"&#{ord(found[0])};", escape(text, quote=False))


def _open(item: Item, shape: Open, wording: Wording) -> Element:
    sample = wording.sample(shape)
    settings = {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "10", "attachments": "0"}
    rubric = wording.rubric_heading(), *wording.rubric(shape)
    marked = (wording.because(level, text) for level, text in wording.exemplars(shape))
    notes = _html("graderinfo", sample, *rubric, *marked)
    inside = [*(node(name, value) for name, value in settings.items()), notes, _html("responsetemplate")]
    return _question("essay", item, _words(wording.stem(item, shape)), wording, *inside, why=(sample,))


def left_out(item: Item, shape: Interaction, request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    if not isinstance(shape, Open):  # a person marks it, and there is one try
        yield SECOND_TRY
    match shape:
        case Choice(picture="map"):
            yield "the map; the states stand in a list"
        case Pairs():
            yield "feedback of each option; it is shown after all answers, together"
            yield from marking_losses(shape)
            yield from emphasis_losses(shape)
            if shape.is_order and _has_orders(request):
                yield "points for part of an order; a run of 2 of 4 earns 2/4 there and 1/3 here"
                yield "any Moodle before 4.4, which takes no part of such a file; --moodle 4.1 writes pairs"
            elif shape.is_order:
                yield AS_PAIRS
        case Gaps():
            yield VERDICTS
            if item.points != len(shape.gaps):
                yield "points; Moodle counts 1 for each gap"
        case Open():
            yield "hints"
    yield from typing_losses(shape)


ENTRIES: dict[type[Interaction], Callable[..., Element]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("moodle-xml", ENTRIES, write, left_out, emphasis=True, pictures=True, exemplars=True, refusal=refusal)
