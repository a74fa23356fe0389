"""QTI 1.2, as Canvas reads it: a zip with a quiz for each lesson."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kit.export.number_spellings import typing_losses, with_spellings
from kit.export.pair_losses import AS_PAIRS, marking_losses
from kit.export.pictures import NamedPicture, emphasis_losses, picture_html, picture_of
from kit.export.request import ExportRequest, Format
from kit.export.wording import Wording, lesson_heading
from kit.export.xml_tree import Element, html, node
from kit.export.zip_package import identifier, zipped
from kit.html import NO_FORMULAS
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed, plain_number
from kit.quiz.item import Item

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CONTENT = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_RESPONSE = "response1"
_PICTURES = "web_resources"  # where Canvas looks for files
_FORMULA = re.compile(r"\$\$|\\[(\[]")
_LONGEST = 16_000  # Canvas has room for 16,384, tags of HTML included
_DECIMAL = {"fibtype": "Decimal"}
Parts = tuple[str, list[Element], list[Element], dict[str, str]]  # type, responses, conditions, feedback by id


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return a package: manifest, and for each lesson its items and what Canvas wants to know of the quiz."""
    files: dict[str, Element | bytes] = {"imsmanifest.xml": _manifest(request)}
    for lesson in request.lessons:
        name = _name(lesson)
        files[f"{name}/{name}.xml"] = _assessment(lesson, Wording(request.language, lesson.folder))
        files[f"{name}/assessment_meta.xml"] = _meta(lesson)
        files |= {f"{_PICTURES}/{shown.name}": shown.content for shown in _shown(lesson)}
    return {request.out: zipped(files)}


def _shown(lesson: LessonItems) -> list[NamedPicture]:
    return [shown for item in lesson.items if (shown := picture_of(item))]


def _name(lesson: LessonItems) -> str:
    return identifier(f"lesson-{lesson.path.stem}")


def _manifest(request: ExportRequest) -> Element:
    resources = []
    for name in map(_name, request.lessons):
        quiz, meta = f"{name}/{name}.xml", f"{name}/assessment_meta.xml"
        needs = node("dependency", identifierref=identifier(f"{name}-meta"))
        resources.append(node("resource", node("file", href=quiz), needs, identifier=name, type="imsqti_xmlv1p2"))
        about = node("resource", node("file", href=meta), identifier=identifier(f"{name}-meta"), type=_META, href=meta)
        resources.append(about)
    for shown in (shown for lesson in request.lessons for shown in _shown(lesson)):
        href, name = f"{_PICTURES}/{shown.name}", identifier(f"picture-{shown.name}")
        resources.append(node("resource", node("file", href=href), identifier=name, type="webcontent", href=href))
    metadata = node("metadata", node("schema", "IMS Content"), node("schemaversion", "1.1.3"))
    inside = (metadata, node("organizations"), node("resources", *resources))
    return node("manifest", *inside, identifier="heart-to-heart", xmlns=_CONTENT)


def _meta(lesson: LessonItems) -> Element:
    settings = {
        "title": lesson_heading(lesson),
        "description": html(lesson.question),
        "shuffle_answers": "true",
        "quiz_type": "practice_quiz",
        "points_possible": plain_number(sum(item.points for item in lesson.items)),
        "available": "false",
    }
    return node(
        "quiz", *(node(name, value) for name, value in settings.items()), identifier=_name(lesson), xmlns=_CANVAS
    )


def _assessment(lesson: LessonItems, wording: Wording) -> Element:
    items = [_item(item, wording) for item in lesson.items]
    title = lesson_heading(lesson)
    section = node("section", *items, ident="root_section")
    return node("questestinterop", node("assessment", section, ident=_name(lesson), title=title), xmlns=_QTI)


def _item(item: Item, wording: Wording) -> Element:
    """Return an item: its type and points, its text and responses, its conditions, its feedback."""
    shape = with_spellings(item.interaction(wording.language))
    kind, responses, conditions, feedback = ENTRIES[type(shape)](item, shape, wording)
    general = html(*(wording.reasons(shape) if isinstance(shape, Pairs) else ()), wording.sources(item))
    fields = {"question_type": kind, "points_possible": plain_number(item.points)}
    facts = [
        node("qtimetadatafield", node("fieldlabel", name), node("fieldentry", value)) for name, value in fields.items()
    ]
    image = picture_html(item, f"$IMS-CC-FILEBASE$/{shown.name}", wording) if (shown := picture_of(item)) else ""
    outcome = node("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    text = ""
    if isinstance(shape, Gaps):
        gaps = _gap_names(item, shape, wording)
        text = shape.text(lambda name: f"[{gaps[name]}]")  # as Canvas marks gaps
    return node(
        "item",
        node("itemmetadata", node("qtimetadata", *facts)),
        node("presentation", _material(html(wording.stem(item, shape)) + image + html(text)), *responses),
        node("resprocessing", node("outcomes", outcome), _when([node("other")], feedback="general_fb"), *conditions),
        *(_feedback(name, text) for name, text in {"general_fb": general, **feedback}.items()),
        ident=identifier(item.id),
        title=item.id,
    )


def _material(text: str) -> Element:
    """Return HTML; Canvas makes no formula of what is in it."""
    shown = f'<div class="{NO_FORMULAS}">{text}</div>' if _FORMULA.search(text) else text
    return node("material", node("mattext", shown, texttype="text/html"))


def _plain(text: str) -> Element:
    """Return a text that Canvas shows as it is, as in the lists of a matching."""
    return node("material", node("mattext", text, texttype="text/plain"))


def _feedback(name: str, text: str) -> Element:
    return node("itemfeedback", node("flow_mat", _material(text)), ident=name)


def _when(
    condition: Sequence[Element], *, share: float | None = None, add: bool = False, feedback: str = ""
) -> Element:
    """Return a condition with what follows from it; a score that replaces all others ends the matter."""
    inside = [node("conditionvar", *condition)]
    if share is not None:
        inside.append(
            node("setvar", plain_number(round(100 * share, 2)), action="Add" if add else "Set", varname="SCORE")
        )
    if feedback:
        inside.append(node("displayfeedback", feedbacktype="Response", linkrefid=feedback))
    ends = share is not None and not add
    return node("respcondition", *inside, **{"continue": "No" if ends else "Yes"})


def _is(value: str, response: str = _RESPONSE) -> Element:
    return node("varequal", value, respident=response)


def _labels(texts: Sequence[tuple[str, str]]) -> Element:
    return node("render_choice", *(node("response_label", _material(html(text)), ident=name) for name, text in texts))


def _choice(_item: Item, shape: Choice, wording: Wording) -> Parts:
    """Return a choice of one, or of several: then all that are right and none that is wrong."""
    named = {f"choice_{count}": option for count, option in enumerate(shape.joined(wording.language).options, start=1)}
    conditions = [_when([_is(name)], feedback=f"{name}_fb") for name in named]
    if shape.several:
        right = [_is(name) if option.share > 0 else node("not", _is(name)) for name, option in named.items()]
        kind, cardinality = "multiple_answers_question", "Multiple"
        conditions.append(_when([node("and", *right)], share=1, feedback="correct_fb" if shape.right else ""))
    else:
        kind, cardinality = "multiple_choice_question", "Single"
        conditions.append(_when([_is(name) for name, option in named.items() if option.share == 1], share=1))
    labels = _labels([(name, option.text) for name, option in named.items()])
    response = node("response_lid", labels, ident=_RESPONSE, rcardinality=cardinality)
    feedback = {f"{name}_fb": html(option.feedback) for name, option in named.items()}
    if shape.right:
        conditions.append(_otherwise())
        feedback |= _right_wrong(shape)
    return kind, [response], conditions, feedback


def _typing(**attributes: str) -> Element:
    return node(
        "response_str",
        node("render_fib", node("response_label", ident="answer1"), **attributes),
        ident=_RESPONSE,
        rcardinality="Single",
    )


def _right_wrong(shape: Choice | Typed | Pairs | Gaps) -> dict[str, str]:
    return {"correct_fb": html(shape.right), "general_incorrect_fb": html(shape.wrong)}


def _otherwise() -> Element:
    return _when([node("other")], feedback="general_incorrect_fb")


def _typed(_item: Item, shape: Typed, _wording: Wording) -> Parts:
    """Return accepted forms alone: Canvas takes every text that a condition names for a right one."""
    right = [_is(form.text) for form in shape.accepted]
    if shape.number is not None:
        low, high = (
            node(name, plain_number(shape.number + far), respident=_RESPONSE)
            for name, far in (("vargte", -shape.tolerance), ("varlte", shape.tolerance))
        )
        right = [node("or", *right, node("and", low, high))]
    conditions = [_when(right, share=1, feedback="correct_fb"), _otherwise()]
    kind, decimal = ("short_answer_question", {}) if shape.number is None else ("numerical_question", _DECIMAL)
    return kind, [_typing(**decimal)], conditions, _right_wrong(shape)


def _pairs(_item: Item, shape: Pairs, _wording: Wording) -> Parts:
    ids = {target: f"place_{count}" for count, target in enumerate(shape.targets, start=1)}
    numbered = list(enumerate(shape.things, start=1))
    responses = []
    for count, thing in numbered:
        labels = (node("response_label", _plain(target.text), ident=name) for target, name in ids.items())
        choices = node("render_choice", *labels)
        responses.append(node("response_lid", _plain(thing.text), choices, ident=f"response_{count}"))
    share = 1 / len(shape.things)
    conditions = [
        _when([_is(ids[thing.target], f"response_{count}")], share=share, add=True) for count, thing in numbered
    ]
    return "matching_question", responses, [*conditions, _otherwise()], _right_wrong(shape)


def _gap_names(item: Item, shape: Gaps, wording: Wording) -> dict[str, str]:
    """Return for each gap an id with room for what goes before and after it, and which no text has in brackets."""
    names, texts = {}, wording.stem(item, shape) + "".join(shape.pieces[::2])
    for gap in shape.gaps:
        name = identifier(gap.id, longest=20)
        while f"[{name}]" in texts:
            name += "-"
        names[gap.id] = name
    return names


def _gaps(item: Item, shape: Gaps, wording: Wording) -> Parts:
    responses, conditions = [], []
    for gap, name in zip(shape.gaps, _gap_names(item, shape, wording).values(), strict=True):
        known = [(f"{name}_{count}", form) for count, form in enumerate(gap.accepted, start=1)]
        labels = [node("response_label", node("material", node("mattext", text)), ident=label) for label, text in known]
        response = f"response_{name}"
        prompt = node("material", node("mattext", name))
        responses.append(node("response_lid", prompt, node("render_choice", *labels), ident=response))
        share = 1 / len(shape.gaps)
        conditions += [_when([_is(label, response)], share=share, add=True) for label, _ in known[:1]]
    return "fill_in_multiple_blanks_question", responses, [*conditions, _otherwise()], _right_wrong(shape)


def _open(item: Item, shape: Open, wording: Wording) -> Parts:
    feedback = html(wording.sample(shape), wording.rubric_heading(), *wording.rubric(shape), wording.sources(item))
    return "essay_question", [_typing()], [_when([node("other")])], {"general_fb": feedback}


def refusal(item: Item, _shape: Interaction, wording: Wording) -> str:
    """Return why an item cannot be there; Canvas puts a note of its own in the place of a text that is too long."""
    longest = max(len(text.text or "") for text in _item(item, wording).iter("mattext"))
    return f"a text has {longest} characters; {_LONGEST} fit" if longest > _LONGEST else ""


def left_out(_item: Item, shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints"
    yield from typing_losses(shape)
    match shape:
        case Choice():
            if shape.keep_order:
                yield "the order of the options; Canvas mixes them"
            if shape.picture == "map":
                yield "the map; the states stand in a list"
            if shape.verdict:
                yield "half the points for the verdict alone"
        case Pairs():
            if shape.is_order:
                yield AS_PAIRS
            yield "feedback of each option; it is shown after all answers, together"
            yield from marking_losses(shape)
            yield from emphasis_losses(shape, things=True)
        case Typed():
            if shape.errors:
                yield "feedback of expected errors"
        case Gaps():
            yield "feedback of each gap"


ENTRIES: dict[type[Interaction], Callable[..., Parts]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("qti12", ENTRIES, write, left_out, emphasis=True, pictures=True, refusal=refusal)
