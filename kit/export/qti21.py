"""QTI 2.1: a zip with one file for each item, scored and answered as the kit does, and a test for each lesson."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kit.export.package import write_package
from kit.export.request import Home, Job
from kit.export.shapes import forms, is_single, offers, pairs, places
from kit.export.wording import Wording, number
from kit.export.xml_tree import Element, node
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
_RESPONSE = "RESPONSE"
_ALWAYS, _RIGHT, _WRONG = "sources", "right", "wrong"
_PARTS = 10**6
_GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")
Parts = tuple[list[Element], list[Element], list[Element], dict[str, str]]  # declarations, body, rules, feedback by id


def write(job: Job) -> list[Path]:
    """Write a package: manifest, tests and items."""
    wording = Wording(job.language)
    files: dict[str, Element] = {"imsmanifest.xml": _manifest(job)}
    for lesson in job.lessons:
        files[f"{_name(lesson)}.xml"] = _test(lesson)
        files |= {f"items/{item.id}.xml": _item(item, wording) for item in lesson.items}
    return write_package(job.out, files)


def _name(lesson: LessonItems) -> str:
    return f"lesson-{lesson.path.stem}"


def _manifest(job: Job) -> Element:
    resources = []
    for lesson in job.lessons:
        name, ids = _name(lesson), [item.id for item in lesson.items]
        needs = [node("dependency", identifierref=item_id) for item_id in ids]
        resources.append(_resource(name, "imsqti_test_xmlv2p1", f"{name}.xml", needs))
        resources += [_resource(item_id, "imsqti_item_xmlv2p1", f"items/{item_id}.xml", []) for item_id in ids]
    metadata = node("metadata", node("schema", "QTIv2.1 Package"), node("schemaversion", "1.0.0"))
    inside = (metadata, node("organizations"), node("resources", *resources))
    return node("manifest", *inside, identifier="heart-to-heart", xmlns=_CONTENT)


def _resource(name: str, kind: str, path: str, needs: Sequence[Element]) -> Element:
    return node("resource", node("file", href=path), *needs, identifier=name, type=kind, href=path)


def _test(lesson: LessonItems) -> Element:
    refs = [node("assessmentItemRef", identifier=item.id, href=f"items/{item.id}.xml") for item in lesson.items]
    section = node("assessmentSection", *refs, identifier="section", title=lesson.title, visible="true")
    part = node("testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    total = _set("SCORE", node("sum", node("testVariables", variableIdentifier="SCORE")))
    inside = (_outcome("SCORE", "float"), part, node("outcomeProcessing", total))
    return node(
        "assessmentTest", *inside, identifier=_name(lesson), title=f"{lesson.lesson} {lesson.title}", xmlns=_QTI
    )


def _item(item: Item, wording: Wording) -> Element:
    declarations, body, rules, feedback = ENTRIES[item.kind](item, wording)
    everything = {_ALWAYS: wording.sources(item), **feedback}
    attributes = {"adaptive": "false", "timeDependent": "false", "xml:lang": wording.language, "xmlns": _QTI}
    return node(
        "assessmentItem",
        *declarations,
        _outcome("SCORE", "float", "0"),
        _outcome("MAXSCORE", "float", number(item.points)),
        _outcome("FEEDBACK", "identifier", cardinality="multiple"),
        node("itemBody", *_paragraphs(wording.stem(item)), *body),
        node("responseProcessing", *rules, _say(_ALWAYS)),
        *(
            node("modalFeedback", *_paragraphs(text), outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")
            for name, text in everything.items()
        ),
        identifier=item.id,
        title=item.id,
        **attributes,
    )


def _paragraphs(text: str) -> list[Element]:
    return [node("p", line) for line in text.split("\n") if line.strip()]


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
    entries = [node("mapEntry", mapKey=key, mappedValue=number(value), **folded) for key, value in up]
    bounds = {"lowerBound": "0", "upperBound": number(points), "defaultValue": "0"}
    mapping = [node("mapping", *entries, **bounds)] if entries else []
    correct = node("correctResponse", *(node("value", value) for value in right))
    return node("responseDeclaration", correct, *mapping, identifier=name, cardinality=cardinality, baseType=base)


def _set(name: str, value: Element) -> Element:
    return node("setOutcomeValue", value, identifier=name)


def _score(item: Item) -> Element:
    """Return the rule that gives all points."""
    return _set("SCORE", _value(number(item.points), "float"))


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


def _right_wrong(item: Numeric | ShortText | Ordering | PlacingItem | FillIn, wording: Wording) -> dict[str, str]:
    return {_RIGHT: wording(item.feedback.right), _WRONG: wording(item.feedback.wrong)}


def _choice(item: ChoiceItem, wording: Wording) -> Parts:
    """Return a choice whose feedback has the ids of its options."""
    offered = {f"c-{offer.id}": offer for offer in offers(item, wording)}
    single = is_single(item)
    right = [name for name, offer in offered.items() if (offer.share == 1 if single else offer.share > 0)]
    worth = {name: offer.share for name, offer in offered.items() if offer.share}
    declaration = _response(("identifier", "single" if single else "multiple"), right, worth, item.points)
    shuffle = "false" if getattr(item, "keep_order", False) else "true"
    options = [node("simpleChoice", offer.text, identifier=name) for name, offer in offered.items()]
    most = "1" if single else "0"
    body = node("choiceInteraction", *options, responseIdentifier=_RESPONSE, shuffle=shuffle, maxChoices=most)
    rules = [_set("SCORE", _mapped()), _set("FEEDBACK", node("multiple", _variable(_RESPONSE)))]
    return [declaration], [body], rules, {name: offer.feedback for name, offer in offered.items()}


def _entry(base: str, name: str = _RESPONSE) -> Element:
    length = {"float": "10", "string": "25"}[base]
    return node("textEntryInteraction", responseIdentifier=name, expectedLength=length)


def _numeric(item: Numeric, wording: Wording) -> Parts:
    known = forms(item, wording)
    declaration = _response(("float", "single"), [known[0].text], {}, item.points)
    is_right = _equals(known[0].text)
    if item.tolerance:
        low, high = (_value(number(item.key + far), "float") for far in (-item.tolerance, item.tolerance))
        is_right = node("and", node("gte", _variable(_RESPONSE), low), node("lte", _variable(_RESPONSE), high))
    errors = {f"error-{count}": form for count, form in enumerate(known[1:], start=1)}
    between = [node("responseElseIf", _equals(form.text), _say(name)) for name, form in errors.items()]
    feedback = {**_right_wrong(item, wording), **{name: form.feedback for name, form in errors.items()}}
    return [declaration], [node("p", _entry("float"))], [_verdict(is_right, _score(item), between=between)], feedback


def _equals(text: str) -> Element:
    return node("equal", _variable(_RESPONSE), _value(text, "float"), toleranceMode="exact")


def _short_text(item: ShortText, wording: Wording) -> Parts:
    known = forms(item, wording)
    right = [form.text for form in known if form.share]
    declaration = _response(("string", "single"), right[:1], dict.fromkeys(right, 1.0), item.points)
    errors = {f"error-{count}": form for count, form in enumerate(known[len(right) :], start=1)}
    between = [node("responseElseIf", _reads([form.text]), _say(name)) for name, form in errors.items()]
    rule = _verdict(_reads(right), _score(item), between=between)
    feedback = {**_right_wrong(item, wording), **{name: form.feedback for name, form in errors.items()}}
    return [declaration], [node("p", _entry("string"))], [rule], feedback


def _reads(texts: Sequence[str], name: str = _RESPONSE) -> Element:
    """Return the condition that one of the texts was typed; capitals do not matter."""
    matches = (node("stringMatch", _variable(name), _value(text, "string"), caseSensitive="false") for text in texts)
    return node("or", *matches)


def _ordering(item: Ordering, wording: Wording) -> Parts:
    declaration = _response(("identifier", "ordered"), [f"c-{name}" for name in item.key], {}, item.points)
    options = [node("simpleChoice", wording(option.text), identifier=f"c-{option.id}") for option in item.options]
    body = node("orderInteraction", *options, responseIdentifier=_RESPONSE, shuffle="true")
    is_right = node("match", _variable(_RESPONSE), node("correct", identifier=_RESPONSE))
    rule = _verdict(is_right, _score(item))
    why = "\n".join(wording.because(pair.text, pair.feedback) for pair in pairs(item, wording))
    return [declaration], [body], [rule, _say("why")], {**_right_wrong(item, wording), "why": why}


def _matching(item: PlacingItem, wording: Wording) -> Parts:
    found = pairs(item, wording)
    names = {f"t-{pair.id}": pair for pair in found}
    keys = {name: f"{name} p-{pair.place}" for name, pair in names.items()}
    worth = dict.fromkeys(keys.values(), 1 / len(found))
    declaration = _response(("directedPair", "multiple"), list(keys.values()), worth, item.points)
    things = [_associable(name, pair.text, "1") for name, pair in names.items()]
    targets = [_associable(f"p-{place}", text, "0") for place, text in places(item, wording)]
    sets = (node("simpleMatchSet", *things), node("simpleMatchSet", *targets))
    body = node(
        "matchInteraction", *sets, responseIdentifier=_RESPONSE, shuffle="true", maxAssociations=str(len(found))
    )
    is_right = node("match", _variable(_RESPONSE), node("correct", identifier=_RESPONSE))
    each = [
        _when(node("not", node("member", _value(key, "directedPair"), _variable(_RESPONSE))), _say(name))
        for name, key in keys.items()
    ]
    feedback = {
        **_right_wrong(item, wording),
        **{name: wording.because(pair.text, pair.feedback) for name, pair in names.items()},
    }
    return [declaration], [body], [_set("SCORE", _mapped()), _verdict(is_right, _score(item)), *each], feedback


def _associable(name: str, text: str, most: str) -> Element:
    return node("simpleAssociableChoice", text, identifier=name, matchMax=most)


def _gaps(item: FillIn, wording: Wording) -> Parts:
    share = item.points / len(item.gaps)
    names = {gap.id: f"{_RESPONSE}-{gap.id}" for gap in item.gaps}
    declarations = [
        _response(("string", "single"), gap.key[:1], dict.fromkeys(gap.key, 1.0), share, names[gap.id])
        for gap in item.gaps
    ]
    pieces = _GAP.split(wording(item.text))
    body = node("p", *(_entry("string", names[piece]) if place % 2 else piece for place, piece in enumerate(pieces)))
    add = _set("SCORE", node("sum", _variable("SCORE"), _value(number(share), "float")))
    rules = [
        _when(_reads(gap.key, names[gap.id]), add, otherwise=[node("responseElse", _say(f"g-{gap.id}"))])
        for gap in item.gaps
    ]
    all_but_last_bit = _value(number(item.points - share / 2), "float")
    rules.append(_verdict(node("gt", _variable("SCORE"), all_but_last_bit), _score(item)))
    feedback = {**_right_wrong(item, wording), **{f"g-{gap.id}": wording(gap.feedback) for gap in item.gaps}}
    return declarations, [body], rules, feedback


def _open(item: OpenAnswer, wording: Wording) -> Parts:
    rubric = [wording.kit("export.weight", text=wording(line.text), weight=number(line.weight)) for line in item.rubric]
    declaration = node("responseDeclaration", identifier=_RESPONSE, cardinality="single", baseType="string")
    heading = node("p", f"{wording.kit('export.rubric')}:")
    marks = node("rubricBlock", heading, *(node("p", line) for line in rubric), view="scorer")
    body = node("extendedTextInteraction", responseIdentifier=_RESPONSE, expectedLines="10")
    sample = f"{wording.kit('export.sample')}: {wording(item.sample)}"
    return [declaration], [marks, body], [_say("sample")], {"sample": sample}


def left_out(item: Item) -> Iterator[str]:
    """Yield what an item loses."""
    yield "hints"
    if isinstance(item, MapClick):
        yield "the map; the states stand in a list"
    if isinstance(item, Ordering):
        yield "points for a run in order; all places right or none"
    if isinstance(item, (ShortText, FillIn)):
        yield "leniency: accents, signs and spaces count"


ENTRIES: dict[str, Callable[..., Parts]] = {
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
