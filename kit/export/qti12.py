"""QTI 1.2, as Canvas reads it: a zip with a quiz for each lesson."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kit.export.package import write_package
from kit.export.request import Home, Job
from kit.export.shapes import forms, is_single, offers, pairs, places
from kit.export.wording import Wording, number
from kit.export.xml_tree import Element, html, node
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.true_false.item import TrueFalse

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CONTENT = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_RESPONSE = "response1"
_GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")
Parts = tuple[str, list[Element], list[Element], dict[str, str]]  # type, responses, conditions, feedback by id


def write(job: Job) -> list[Path]:
    """Write a package: manifest, and for each lesson its items and what Canvas wants to know of the quiz."""
    wording = Wording(job.language)
    files: dict[str, Element] = {"imsmanifest.xml": _manifest(job)}
    for lesson in job.lessons:
        name = _name(lesson)
        files[f"{name}/{name}.xml"] = _assessment(lesson, wording)
        files[f"{name}/assessment_meta.xml"] = _meta(lesson)
    return write_package(job.out, files)


def _name(lesson: LessonItems) -> str:
    return f"lesson-{lesson.path.stem}"


def _manifest(job: Job) -> Element:
    resources = []
    for name in map(_name, job.lessons):
        quiz, meta = f"{name}/{name}.xml", f"{name}/assessment_meta.xml"
        needs = node("dependency", identifierref=f"{name}-meta")
        resources.append(node("resource", node("file", href=quiz), needs, identifier=name, type="imsqti_xmlv1p2"))
        about = node("resource", node("file", href=meta), identifier=f"{name}-meta", type=_META, href=meta)
        resources.append(about)
    metadata = node("metadata", node("schema", "IMS Content"), node("schemaversion", "1.1.3"))
    inside = (metadata, node("organizations"), node("resources", *resources))
    return node("manifest", *inside, identifier="heart-to-heart", xmlns=_CONTENT)


def _meta(lesson: LessonItems) -> Element:
    settings = {
        "title": f"{lesson.lesson} {lesson.title}",
        "description": html(lesson.question),
        "shuffle_answers": "true",
        "quiz_type": "practice_quiz",
        "points_possible": number(sum(item.points for item in lesson.items)),
        "available": "false",
    }
    return node(
        "quiz", *(node(name, value) for name, value in settings.items()), identifier=_name(lesson), xmlns=_CANVAS
    )


def _assessment(lesson: LessonItems, wording: Wording) -> Element:
    items = [_item(item, wording) for item in lesson.items]
    title = f"{lesson.lesson} {lesson.title}"
    section = node("section", *items, ident="root_section")
    return node("questestinterop", node("assessment", section, ident=_name(lesson), title=title), xmlns=_QTI)


def _item(item: Item, wording: Wording) -> Element:
    """Return an item: its kind and points, its text and responses, its conditions, its feedback."""
    kind, responses, conditions, feedback = ENTRIES[item.kind](item, wording)
    why = [wording.because(pair.text, pair.feedback) for pair in pairs(item, wording)] if _is_paired(item) else []
    general = html(*why, wording.sources(item))
    fields = {"question_type": kind, "points_possible": number(item.points)}
    facts = [
        node("qtimetadatafield", node("fieldlabel", name), node("fieldentry", value)) for name, value in fields.items()
    ]
    outcome = node("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    return node(
        "item",
        node("itemmetadata", node("qtimetadata", *facts)),
        node("presentation", _material(_stem(item, wording)), *responses),
        node("resprocessing", node("outcomes", outcome), _when([node("other")], feedback="general_fb"), *conditions),
        *(_feedback(name, text) for name, text in {"general_fb": general, **feedback}.items()),
        ident=item.id,
        title=item.id,
    )


def _is_paired(item: Item) -> bool:
    return isinstance(item, (Ordering, PlacingItem))


def _stem(item: Item, wording: Wording) -> str:
    """Return the stem as HTML; Canvas marks gaps by square brackets."""
    text = _GAP.sub(r"[\1]", wording(item.text)) if isinstance(item, FillIn) else ""
    return html(wording.stem(item), text)


def _material(text: str) -> Element:
    return node("material", node("mattext", text, texttype="text/html"))


def _feedback(name: str, text: str) -> Element:
    return node("itemfeedback", node("flow_mat", _material(text)), ident=name)


def _when(
    condition: Sequence[Element], *, share: float | None = None, add: bool = False, feedback: str = ""
) -> Element:
    """Return a condition with what follows from it; a score that replaces all others ends the matter."""
    inside = [node("conditionvar", *condition)]
    if share is not None:
        inside.append(node("setvar", number(round(100 * share, 2)), action="Add" if add else "Set", varname="SCORE"))
    if feedback:
        inside.append(node("displayfeedback", feedbacktype="Response", linkrefid=feedback))
    ends = share is not None and not add
    return node("respcondition", *inside, **{"continue": "No" if ends else "Yes"})


def _is(value: str, response: str = _RESPONSE) -> Element:
    return node("varequal", value, respident=response)


def _labels(texts: Sequence[tuple[str, str]]) -> Element:
    return node("render_choice", *(node("response_label", _material(html(text)), ident=name) for name, text in texts))


def _choice(item: ChoiceItem, wording: Wording) -> Parts:
    """Return a choice of one, or of several: then all that are right and none that is wrong."""
    named = {f"choice_{count}": offer for count, offer in enumerate(offers(item, wording), start=1)}
    conditions = [_when([_is(name)], feedback=f"{name}_fb") for name in named]
    right = [_is(name) if offer.share > 0 else node("not", _is(name)) for name, offer in named.items()]
    if is_single(item):
        right = [_is(name) for name, offer in named.items() if offer.share == 1]
    conditions.append(_when(right if is_single(item) else [node("and", *right)], share=1))
    kind, cardinality = (
        ("multiple_choice_question", "Single") if is_single(item) else ("multiple_answers_question", "Multiple")
    )
    labels = _labels([(name, offer.text) for name, offer in named.items()])
    response = node("response_lid", labels, ident=_RESPONSE, rcardinality=cardinality)
    return kind, [response], conditions, {f"{name}_fb": html(offer.feedback) for name, offer in named.items()}


def _typing(**attributes: str) -> Element:
    return node(
        "response_str",
        node("render_fib", node("response_label", ident="answer1"), **attributes),
        ident=_RESPONSE,
        rcardinality="Single",
    )


def _right_wrong(item: Numeric | ShortText | Ordering | PlacingItem | FillIn, wording: Wording) -> dict[str, str]:
    right, wrong = wording(item.feedback.right), wording(item.feedback.wrong)
    return {"correct_fb": html(right), "general_incorrect_fb": html(wrong)}


def _otherwise() -> Element:
    return _when([node("other")], feedback="general_incorrect_fb")


def _numeric(item: Numeric, wording: Wording) -> Parts:
    low, high = (
        node(name, number(item.key + far), respident=_RESPONSE)
        for name, far in (("vargte", -item.tolerance), ("varlte", item.tolerance))
    )
    right = node("or", _is(number(item.key)), node("and", low, high))
    conditions = [_when([right], share=1, feedback="correct_fb"), _otherwise()]
    return "numerical_question", [_typing(fibtype="Decimal")], conditions, _right_wrong(item, wording)


def _short_text(item: ShortText, wording: Wording) -> Parts:
    """Return accepted forms alone: Canvas takes every text that a condition names for a right one."""
    right = [_is(form) for form in item.key]
    conditions = [_when(right, share=1, feedback="correct_fb"), _otherwise()]
    return "short_answer_question", [_typing()], conditions, _right_wrong(item, wording)


def _pairs(item: Ordering | PlacingItem, wording: Wording) -> Parts:
    found, where = pairs(item, wording), places(item, wording)
    ids = {place: f"place_{count}" for count, (place, _) in enumerate(where, start=1)}
    responses = [
        node(
            "response_lid",
            _material(html(pair.text)),
            _labels([(ids[place], text) for place, text in where]),
            ident=f"response_{count}",
        )
        for count, pair in enumerate(found, start=1)
    ]
    conditions = [
        _when([_is(ids[pair.place], f"response_{count}")], share=1 / len(found), add=True)
        for count, pair in enumerate(found, start=1)
    ]
    return "matching_question", responses, [*conditions, _otherwise()], _right_wrong(item, wording)


def _gaps(item: FillIn, wording: Wording) -> Parts:
    responses, conditions = [], []
    for gap in item.gaps:
        known = [(f"{gap.id}_{count}", form.text) for count, form in enumerate(forms(gap, wording), start=1)]
        labels = [node("response_label", node("material", node("mattext", text)), ident=name) for name, text in known]
        response = f"response_{gap.id}"
        asked = node("material", node("mattext", gap.id))
        responses.append(node("response_lid", asked, node("render_choice", *labels), ident=response))
        share = 1 / len(item.gaps)
        conditions += [_when([_is(name, response)], share=share, add=True) for name, _ in known[:1]]
    return "fill_in_multiple_blanks_question", responses, [*conditions, _otherwise()], _right_wrong(item, wording)


def _open(item: OpenAnswer, wording: Wording) -> Parts:
    rubric = [wording.kit("export.weight", text=wording(line.text), weight=number(line.weight)) for line in item.rubric]
    sample = f"{wording.kit('export.sample')}: {wording(item.sample)}"
    feedback = html(sample, f"{wording.kit('export.rubric')}:", *rubric, wording.sources(item))
    return "essay_question", [_typing()], [_when([node("other")])], {"general_fb": feedback}


def left_out(item: Item) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints"
    if isinstance(item, MapClick):
        yield "the map; the states stand in a list"
    if isinstance(item, TrueFalse):
        yield "half the points for the verdict alone"
    if isinstance(item, (Numeric, ShortText)) and item.expected_errors:
        yield "feedback of expected errors"
    if isinstance(item, Ordering):
        yield "points for a run in order; each place counts by itself, as a pair"
    if _is_paired(item):
        yield "feedback of each option; it is shown after all answers, together"
    if isinstance(item, FillIn):
        yield "feedback of each gap"
    if isinstance(item, (ShortText, FillIn)):
        yield "leniency: accents, signs and spaces count"


ENTRIES: dict[str, Callable[..., Parts]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _choice,
    "numeric": _numeric,
    "short-text": _short_text,
    "ordering": _pairs,
    "matching": _pairs,
    "grouping": _pairs,
    "fill-in": _gaps,
    "map-click": _choice,
    "open": _open,
}
HOME = Home(ENTRIES, write, left_out)
