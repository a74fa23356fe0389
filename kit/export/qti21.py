"""QTI 2.1: a zip with one file for each item, scored and answered as the kit does, and a test for each lesson."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kit.emphasis import concat, lines_of
from kit.export.number_spellings import typing_losses, with_spellings
from kit.export.pair_losses import marking_losses
from kit.export.pictures import alt_of, picture_of
from kit.export.request import ExportRequest, Format
from kit.export.wording import Wording, lesson_heading
from kit.export.xml_tree import Element, inline, node
from kit.export.zip_package import identifier, zipped
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Target, Typed, plain_number
from kit.quiz.item import Item

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
_RESPONSE = "RESPONSE"
_ALWAYS, _RIGHT, _WRONG = "sources", "right", "wrong"
_PARTS = 10**6
Parts = tuple[list[Element], list[Element], list[Element], dict[str, str]]  # declarations, body, rules, feedback by id


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return a package: manifest, tests and items."""
    files: dict[str, Element | bytes] = {"imsmanifest.xml": _manifest(request)}
    for lesson in request.lessons:
        wording = Wording(request.language, lesson.folder)
        files[f"{_name(lesson)}.xml"] = _test(lesson)
        files |= {_path(item): _item(item, wording) for item in lesson.items}
        files |= {f"items/{shown.name}": shown.content for item in lesson.items if (shown := picture_of(item))}
    return {request.out: zipped(files)}


def _name(lesson: LessonItems) -> str:
    return identifier(f"lesson-{lesson.path.stem}")


def _path(item: Item) -> str:
    return f"items/{identifier(item.id)}.xml"


def _manifest(request: ExportRequest) -> Element:
    resources = []
    for lesson in request.lessons:
        name = _name(lesson)
        needs = [node("dependency", identifierref=identifier(item.id)) for item in lesson.items]
        resources.append(_resource(name, "imsqti_test_xmlv2p1", f"{name}.xml", needs))
        for item in lesson.items:
            files = [node("file", href=f"items/{shown.name}")] if (shown := picture_of(item)) else []
            resources.append(_resource(identifier(item.id), "imsqti_item_xmlv2p1", _path(item), files))
    metadata = node("metadata", node("schema", "QTIv2.1 Package"), node("schemaversion", "1.0.0"))
    inside = (metadata, node("organizations"), node("resources", *resources))
    return node("manifest", *inside, identifier="heart-to-heart", xmlns=_CONTENT)


def _resource(name: str, kind: str, path: str, needs: Sequence[Element]) -> Element:
    return node("resource", node("file", href=path), *needs, identifier=name, type=kind, href=path)


def _test(lesson: LessonItems) -> Element:
    paths = {identifier(item.id): _path(item) for item in lesson.items}
    refs = [node("assessmentItemRef", identifier=item_id, href=path) for item_id, path in paths.items()]
    section = node("assessmentSection", *refs, identifier="section", title=lesson.title, visible="true")
    part = node("testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    total = _set("SCORE", node("sum", node("testVariables", variableIdentifier="SCORE")))
    inside = (_outcome("SCORE", "float"), part, node("outcomeProcessing", total))
    return node("assessmentTest", *inside, identifier=_name(lesson), title=lesson_heading(lesson), xmlns=_QTI)


def _item(item: Item, wording: Wording) -> Element:
    shape = with_spellings(item.interaction(wording.language))
    declarations, body, rules, feedback = ENTRIES[type(shape)](item, shape, wording)
    everything = {_ALWAYS: wording.sources(item), **feedback}
    attributes = {"adaptive": "false", "timeDependent": "false", "xml:lang": wording.language, "xmlns": _QTI}
    return node(
        "assessmentItem",
        *declarations,
        _outcome("SCORE", "float", "0"),
        _outcome("MAXSCORE", "float", plain_number(item.points)),
        _outcome("FEEDBACK", "identifier", cardinality="multiple"),
        node(
            "itemBody",
            *_paragraphs(wording.asked(item) if _is_hottext(shape) else wording.stem(item, shape)),
            *_picture(item, wording),
            *body,
        ),
        node("responseProcessing", *rules, _say(_ALWAYS)),
        *(
            node("modalFeedback", *_paragraphs(text), outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")
            for name, text in everything.items()
        ),
        identifier=identifier(item.id),
        title=item.id,
        **attributes,
    )


def _picture(item: Item, wording: Wording) -> list[Element]:
    shown = picture_of(item)
    return [node("p", node("img", src=shown.name, alt=alt_of(item, wording)))] if shown else []


def _paragraphs(text: str) -> list[Element]:
    return [node("p", *inline(line)) for line in lines_of(text) if line.strip()]


def _outcome(name: str, base: str, value: str = "", cardinality: str = "single") -> Element:
    default = [node("defaultValue", node("value", value))] if value else []
    return node("outcomeDeclaration", *default, identifier=name, cardinality=cardinality, baseType=base)


def _response(
    of: tuple[str, str], right: Sequence[str], worth: dict[str, float], points: float, name: str = _RESPONSE
) -> Element:
    """Return a declaration of what may be given (type and cardinality), what is right, and what each part is worth.

    A third is rounded up, so that three of them reach the upper bound.
    """
    base, cardinality = of
    folded = {"caseSensitive": "false"} if base == "string" else {}
    up = [(key, math.copysign(math.ceil(abs(share * points) * _PARTS) / _PARTS, share)) for key, share in worth.items()]
    entries = [node("mapEntry", mapKey=key, mappedValue=plain_number(value), **folded) for key, value in up]
    bounds = {"lowerBound": "0", "upperBound": plain_number(points), "defaultValue": "0"}
    mapping = [node("mapping", *entries, **bounds)] if entries else []
    correct = node("correctResponse", *(node("value", value) for value in right))
    return node("responseDeclaration", correct, *mapping, identifier=name, cardinality=cardinality, baseType=base)


def _set(name: str, value: Element) -> Element:
    return node("setOutcomeValue", value, identifier=name)


def _score(item: Item) -> Element:
    """Return the rule that gives all points."""
    return _set("SCORE", _value(plain_number(item.points), "float"))


def _variable(name: str) -> Element:
    return node("variable", identifier=name)


def _value(text: str, base: str) -> Element:
    return node("baseValue", text, baseType=base)


def _mapped() -> Element:
    return node("mapResponse", identifier=_RESPONSE)


def _say(name: str) -> Element:
    """Return the rule that adds a feedback to what is shown."""
    return _set("FEEDBACK", node("multiple", _variable("FEEDBACK"), _value(name, "identifier")))


def _when(condition: Element, *rules: Element, otherwise: Sequence[Element] = ()) -> Element:
    """Return a condition; what follows `otherwise` are further branches."""
    return node("responseCondition", node("responseIf", condition, *rules), *otherwise)


def _verdict(condition: Element, *rules: Element, between: Sequence[Element] = ()) -> Element:
    """Return the rule that says right or wrong; `between` are expected errors."""
    return _when(condition, *rules, _say(_RIGHT), otherwise=[*between, node("responseElse", _say(_WRONG))])


def _right_wrong(shape: Choice | Typed | Pairs | Gaps) -> dict[str, str]:
    return {_RIGHT: shape.right, _WRONG: shape.wrong}


def _choice(item: Item, shape: Choice, wording: Wording) -> Parts:
    """Return a choice whose feedback has the ids of its options."""
    offered = {identifier(f"c-{option.id}"): option for option in shape.joined(wording.language).options}
    enough = 0 if shape.several else 0.5
    right = [name for name, option in offered.items() if option.share > enough]
    worth = {name: option.share for name, option in offered.items() if option.share}
    declaration = _response(("identifier", "multiple" if shape.several else "single"), right, worth, item.points)
    shuffle, most = "false" if shape.keep_order else "true", "0" if shape.several else "1"
    if _is_hottext(shape):
        body = node("hottextInteraction", _hottext(shape), responseIdentifier=_RESPONSE, maxChoices=most)
    else:
        options = [node("simpleChoice", *inline(option.text), identifier=name) for name, option in offered.items()]
        body = node("choiceInteraction", *options, responseIdentifier=_RESPONSE, shuffle=shuffle, maxChoices=most)
    rules = [_set("SCORE", _mapped()), _set("FEEDBACK", node("multiple", _variable(_RESPONSE)))]
    feedback = {name: option.feedback for name, option in offered.items()}
    if shape.right:
        rules.append(_verdict(_is_correct()))
        feedback |= _right_wrong(shape)
    return [declaration], [body], rules, feedback


def _is_hottext(shape: Interaction) -> bool:
    """Return whether the options are phrases of a text, which QTI marks in the text itself."""
    return isinstance(shape, Choice) and bool(shape.pieces)


def _hottext(shape: Choice) -> Element:
    """Return the text with its phrases."""
    inside = _filled(
        shape.pieces, lambda piece: node("hottext", shape.phrases[piece], identifier=identifier(f"c-{piece}"))
    )
    return node("div", *inside)  # a block that each reader knows to hold phrases; some do not take them in a <p>


def _filled(pieces: Sequence[str], control: Callable[[str], Element]) -> Iterator[Element | str]:
    """Yield a text with its line breaks; every second piece is the name of a control in it."""
    for place, piece in enumerate(pieces):
        if place % 2:
            yield control(piece)
        else:
            first, *others = piece.split("\n")
            yield first
            for line in others:
                yield from (node("br"), line)


def _entry(base: str, name: str = _RESPONSE) -> Element:
    length = {"float": "10", "string": "25"}[base]
    return node("textEntryInteraction", responseIdentifier=name, expectedLength=length)


def _typed(item: Item, shape: Typed, _wording: Wording) -> Parts:
    """Return a number or words; each error that is expected is a branch of its own."""
    right = [form.text for form in shape.accepted]
    if shape.number is None:
        base, worth, is_right = "string", dict.fromkeys(right, 1.0), _reads(right)
    else:
        base, worth, is_right = "float", {}, _is_near(shape.number, shape.tolerance)
    declaration = _response((base, "single"), right[:1], worth, item.points)
    errors = {f"error-{count}": form for count, form in enumerate(shape.errors, start=1)}
    says = {name: _reads([form.text]) if base == "string" else _equals(form.text) for name, form in errors.items()}
    between = [node("responseElseIf", condition, _say(name)) for name, condition in says.items()]
    rule = _verdict(is_right, _score(item), between=between)
    feedback = {**_right_wrong(shape), **{name: form.feedback for name, form in errors.items()}}
    return [declaration], [node("p", _entry(base))], [rule], feedback


def _is_near(value: float, tolerance: float) -> Element:
    low, high = (_value(plain_number(value + far), "float") for far in (-tolerance, tolerance))
    return node("and", node("gte", _variable(_RESPONSE), low), node("lte", _variable(_RESPONSE), high))


def _equals(text: str) -> Element:
    return node("equal", _variable(_RESPONSE), _value(text, "float"), toleranceMode="exact")


def _reads(texts: Sequence[str], name: str = _RESPONSE) -> Element:
    """Return the condition that one of the texts was typed; capitals do not matter."""
    matches = (node("stringMatch", _variable(name), _value(text, "string"), caseSensitive="false") for text in texts)
    return node("or", *matches)


def _pairs(item: Item, shape: Pairs, wording: Wording) -> Parts:
    return (_ordering if shape.is_order else _matching)(item, shape, wording)


def _ordering(item: Item, shape: Pairs, wording: Wording) -> Parts:
    names = {thing.id: identifier(f"c-{thing.id}") for thing in shape.things}
    right = [names[thing.id] for thing in shape.in_order()]
    declaration = _response(("identifier", "ordered"), right, {}, item.points)
    options = [node("simpleChoice", *inline(thing.text), identifier=names[thing.id]) for thing in shape.things]
    body = node("orderInteraction", *options, responseIdentifier=_RESPONSE, shuffle="true")
    rule = _verdict(_is_correct(), _score(item))
    return (
        [declaration],
        [body],
        [rule, _say("why")],
        {**_right_wrong(shape), "why": concat(*wording.reasons(shape), between="\n")},
    )


def _is_correct() -> Element:
    return node("match", _variable(_RESPONSE), node("correct", identifier=_RESPONSE))


def _matching(item: Item, shape: Pairs, wording: Wording) -> Parts:
    names = {identifier(f"t-{thing.id}"): thing for thing in shape.things}
    keys = {name: f"{name} {_name_of(thing.target)}" for name, thing in names.items()}
    worth = dict.fromkeys(keys.values(), 1 / len(names))
    declaration = _response(("directedPair", "multiple"), list(keys.values()), worth, item.points)
    things = [_associable(name, thing.text, "1") for name, thing in names.items()]
    targets = [_associable(_name_of(target), target.text, "0") for target in shape.targets]
    sets = (node("simpleMatchSet", *things), node("simpleMatchSet", *targets))
    most = str(len(names))
    body = node("matchInteraction", *sets, responseIdentifier=_RESPONSE, shuffle="true", maxAssociations=most)
    each = [
        _when(node("not", node("member", _value(key, "directedPair"), _variable(_RESPONSE))), _say(name))
        for name, key in keys.items()
    ]
    feedback = {**_right_wrong(shape), **dict(zip(names, wording.reasons(shape), strict=True))}
    return [declaration], [body], [_set("SCORE", _mapped()), _verdict(_is_correct(), _score(item)), *each], feedback


def _name_of(target: Target) -> str:
    return identifier(f"p-{target.id}")


def _associable(name: str, text: str, most: str) -> Element:
    return node("simpleAssociableChoice", *inline(text), identifier=name, matchMax=most)


def _gaps(item: Item, shape: Gaps, _wording: Wording) -> Parts:
    share = item.points / len(shape.gaps)
    names = {gap.id: identifier(f"{_RESPONSE}-{gap.id}") for gap in shape.gaps}
    said = {gap.id: identifier(f"g-{gap.id}") for gap in shape.gaps}
    declarations = [
        _response(("string", "single"), gap.accepted[:1], dict.fromkeys(gap.accepted, 1.0), share, names[gap.id])
        for gap in shape.gaps
    ]
    body = node("p", *_filled(shape.pieces, lambda piece: _entry("string", names[piece])))
    add = _set("SCORE", node("sum", _variable("SCORE"), _value(plain_number(share), "float")))
    rules = [
        _when(_reads(gap.accepted, names[gap.id]), add, otherwise=[node("responseElse", _say(said[gap.id]))])
        for gap in shape.gaps
    ]
    all_but_last_bit = _value(plain_number(item.points - share / 2), "float")
    rules.append(_verdict(node("gt", _variable("SCORE"), all_but_last_bit), _score(item)))
    feedback = {**_right_wrong(shape), **{said[gap.id]: gap.feedback for gap in shape.gaps}}
    return declarations, [body], rules, feedback


def _open(_item: Item, shape: Open, wording: Wording) -> Parts:
    declaration = node("responseDeclaration", identifier=_RESPONSE, cardinality="single", baseType="string")
    heading = node("p", wording.rubric_heading())
    marked = (wording.because(level, text) for level, text in wording.exemplars(shape))
    lines = (node("p", *inline(line)) for line in (*wording.rubric(shape), *marked))
    marks = node("rubricBlock", heading, *lines, view="scorer")
    body = node("extendedTextInteraction", responseIdentifier=_RESPONSE, expectedLines="10")
    return [declaration], [marks, body], [_say("sample")], {"sample": wording.sample(shape)}


def left_out(_item: Item, shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints"
    match shape:
        case Choice(picture="map"):
            yield "the map; the states stand in a list"
        case Pairs(scoring="run"):
            yield "points for a run in order; all places right or none"
        case Pairs():
            yield from marking_losses(shape)
    yield from typing_losses(shape)


ENTRIES: dict[type[Interaction], Callable[..., Parts]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("qti21", ENTRIES, write, left_out, emphasis=True, pictures=True, exemplars=True)
