"""QTI 1.2 for Canvas: built of the parts that Canvas knows, scored as the kit scores."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from kit.export.formats import Report
from kit.html import NO_FORMULAS
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.score import score

NAMESPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
QUIZ = """\
Quiz title: Known
1.  One?
... general
a)  no
... why not
*b) yes
... why
2.  Several?
... general
[*] a
... why
[ ] b
3.  Number?
... general
+   right
-   wrong
=   1.5 +- 0.5
4.  Words?
... general
+   right
-   wrong
*   Hanoi
5.  Essay?
... general
____
"""
# Kinds that text2qti cannot write are checked by what they score alone.
KNOWN = {
    "multiple_choice_question",
    "multiple_answers_question",
    "numerical_question",
    "short_answer_question",
    "essay_question",
}


def items(file: bytes) -> dict[str, ET.Element]:
    """Return the items of an assessment by their ids."""
    root = ET.fromstring(file)  # noqa: S314 - our own file
    return {str(item.get("ident")): item for item in root.iter(f"{NAMESPACE}item")}


def kind_of(item: ET.Element) -> str:
    """Return the type that Canvas reads from the metadata."""
    fields = item.iter(f"{NAMESPACE}qtimetadatafield")
    return next(
        str(f.findtext(f"{NAMESPACE}fieldentry"))
        for f in fields
        if f.findtext(f"{NAMESPACE}fieldlabel") == "question_type"
    )


def paths(node: ET.Element, above: str = "") -> Iterator[str]:
    """Yield the way to each element and attribute."""
    here = f"{above}/{node.tag.removeprefix(NAMESPACE)}"
    yield from (f"{here}@{name}" for name in node.attrib)
    yield here
    for child in node:
        yield from paths(child, here)


@pytest.fixture
def assessment(exported: Callable[..., Path]) -> dict[str, ET.Element]:
    """Return every kind as items of QTI 1.2."""
    return items(zipfile.ZipFile(exported("qti12")).read("lesson-20-every-kind/lesson-20-every-kind.xml"))


def holds(condition: ET.Element, given: dict[str, list[str]]) -> bool:
    """Return whether a condition holds for responses."""
    inner = [holds(child, given) for child in condition]
    values = given.get(str(condition.get("respident")), [])
    text = condition.text or ""
    forms = [child.tag for child in condition if child.tag == f"{NAMESPACE}varequal"]
    return {
        "conditionvar": lambda: any(inner) if len(forms) > 1 else all(inner),  # several forms, as Canvas writes them
        "and": lambda: all(inner),
        "or": lambda: any(inner),
        "not": lambda: not any(inner),
        "other": lambda: True,
        "varequal": lambda: text.casefold() in [value.casefold() for value in values],
        "vargte": lambda: any(float(value) >= float(text) for value in values),
        "varlte": lambda: any(float(value) <= float(text) for value in values),
    }[condition.tag.removeprefix(NAMESPACE)]()


def share(item: ET.Element, given: dict[str, list[str]]) -> float:
    """Return the share of the points that responses earn, by the conditions of the item."""
    total = 0.0
    for rule in item.iter(f"{NAMESPACE}respcondition"):
        scored = rule.find(f"{NAMESPACE}setvar")
        condition = rule.find(f"{NAMESPACE}conditionvar")
        assert condition is not None
        if scored is not None and holds(condition, given):
            total = float(str(scored.text)) + (total if scored.get("action") == "Add" else 0)
            if rule.get("continue") == "No":
                break
    return total / 100


def chosen(*texts: str) -> Callable[[ET.Element], dict[str, list[str]]]:
    """Return what gives the options with these texts to an item."""

    def given(item: ET.Element) -> dict[str, list[str]]:
        labels = {f"<p>{text}</p>" for text in texts}
        found = [
            str(label.get("ident"))
            for label in item.iter(f"{NAMESPACE}response_label")
            if "".join(label.itertext()).strip() in labels
        ]
        assert len(found) == len(texts)
        return {"response1": found}

    return given


def typed(text: str) -> Callable[[ET.Element], dict[str, list[str]]]:
    """Return what gives a typed text to an item."""
    return lambda _: {"response1": [text]}


def placed(*names: str) -> Callable[[ET.Element], dict[str, list[str]]]:
    """Return what gives a place to each thing in turn."""
    return lambda _: {f"response_{count}": [name] for count, name in enumerate(names, start=1)}


ANSWERS: list[tuple[str, object, Callable[[ET.Element], dict[str, list[str]]]]] = [
    ("q-kinds-01", "hanoi", chosen("=Hà Nội {1}")),
    ("q-kinds-01", "dili", chosen("%5% Dili -&gt; [plain]")),
    ("q-kinds-02", ["a", "b", "c"], chosen("Thailand", "Singapore", "Indonesia")),
    ("q-kinds-02", ["d"], chosen("Brunei")),
    ("q-kinds-03", {"truth": False, "reason": "grew"}, chosen("False: It grew from five.")),
    ("q-kinds-03", {"truth": True, "reason": "grew"}, chosen("True: It grew from five.")),
    ("q-kinds-04", -1.25, typed("-1.25")),
    ("q-kinds-04", -1.2, typed("-1.2")),
    ("q-kinds-05", "timor-leste", typed("timor-leste")),
    ("q-kinds-05", "Cambodia", typed("Cambodia")),
    ("q-kinds-06", ["first", "second", "third"], placed("place_3", "place_1", "place_2")),
    ("q-kinds-07", {"PHL": "manila", "THA": "bangkok"}, placed("place_2", "place_1")),
    ("q-kinds-07", {"PHL": "manila", "THA": "dili"}, placed("place_2", "place_3")),
    (
        "q-kinds-08",
        {"summit": "expected", "talks": "possible", "rank": "possible"},
        placed("place_1", "place_2", "place_2"),
    ),
    ("q-kinds-10", ["LAO", "MMR"], chosen("Laos", "Myanmar")),
]


@pytest.mark.parametrize(("name", "response", "given"), ANSWERS)
def test_conditions_score_as_the_kit_does(
    name: str, response: object, given: Callable[[Any], Any], assessment: dict[str, ET.Element], every_kind: LessonItems
):
    """The same response earns the same share by the conditions of the package."""
    (item,) = (item for item in every_kind.items if item.id == name)
    wanted = (score(item, response).score or 0) / item.points
    assert share(assessment[name], given(assessment[name])) == pytest.approx(wanted, abs=1e-3)


def test_gaps_score_as_the_kit_does(assessment: dict[str, ET.Element]):
    """Each gap that is filled rightly earns its share; every accepted form is listed for Canvas."""
    gaps = assessment["q-kinds-09"]
    assert share(gaps, {"response_year": ["year_1"]}) == 0.5
    assert share(gaps, {"response_year": ["year_1"], "response_number": ["number_1"]}) == 1
    forms = [text.text for text in gaps.iter(f"{NAMESPACE}mattext") if text.get("texttype") is None]
    assert forms == ["year", "1967", "１９６７", "number", "five", "5", "５"]


def test_lists_hold_plain_text(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """In the whole bank each prompt and label of a matching is plain text, as Canvas shows it, without tags."""
    package = zipfile.ZipFile(exported("qti12", *bank))
    files = [package.read(name) for name in package.namelist() if name.count("lesson") > 1]
    matchings = [item for file in files for item in items(file).values() if kind_of(item) == "matching_question"]
    assert len(matchings) > 20
    for item in matchings:
        responses = item.iter(f"{NAMESPACE}response_lid")
        texts = [text for response in responses for text in response.iter(f"{NAMESPACE}mattext")]
        assert {text.get("texttype") for text in texts} == {"text/plain"}
        assert not [text.text for text in texts if re.search(r"<\w|&\w+;", text.text or "")]


def test_items_are_built_as_those_that_canvas_imports(assessment: dict[str, ET.Element]):
    """Each element and attribute of the common kinds stands where text2qti, whose packages Canvas imports, puts it."""
    package = zipfile.ZipFile(io.BytesIO(QTI(Quiz(QUIZ, config=Config())).zip_bytes()))
    (name,) = (name for name in package.namelist() if name.count("_assessment_") == 2)
    known: dict[str, set[str]] = {}
    for item in items(package.read(name)).values():
        known.setdefault(kind_of(item), set()).update(paths(item))
    assert set(known) == KNOWN
    for item in assessment.values():
        if kind_of(item) in KNOWN:
            assert set(paths(item)) - known[kind_of(item)] == set()


def test_feedback_and_files_that_are_named_are_there(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """In the whole bank, each feedback that a condition shows exists, ids are unique, and the manifest is true."""
    package = zipfile.ZipFile(exported("qti12", *bank))
    manifest = ET.fromstring(package.read("imsmanifest.xml"))  # noqa: S314
    files = {str(file.get("href")) for file in manifest.iter() if file.tag.endswith("}file")}
    assert files == set(package.namelist()) - {"imsmanifest.xml"}
    found = [(name, item) for file in files if "meta" not in file for name, item in items(package.read(file)).items()]
    assert sorted(name for name, _ in found) == sorted(item.id for lesson in bank for item in lesson.items)
    for _, item in found:
        shown = {str(rule.get("linkrefid")) for rule in item.iter(f"{NAMESPACE}displayfeedback")}
        assert shown <= {str(feedback.get("ident")) for feedback in item.iter(f"{NAMESPACE}itemfeedback")}


def test_brackets_of_an_author_are_not_taken_for_a_gap(exported: Callable[..., Path], every_kind: LessonItems):
    """Canvas puts a gap where its id first appears in brackets, so no text of the item has that id in brackets."""
    item = every_kind.items[8]
    changed = msgspec.structs.replace(item, stem="In which [year]? [number-] [number]", stem_print="")
    package = zipfile.ZipFile(exported("qti12", msgspec.structs.replace(every_kind, items=(changed,))))
    gaps = items(package.read("lesson-20-every-kind/lesson-20-every-kind.xml"))["q-kinds-09"]
    text = str(gaps.findtext(f".//{NAMESPACE}presentation/{NAMESPACE}material/{NAMESPACE}mattext"))
    names = [str(lid.get("ident")).removeprefix("response_") for lid in gaps.iter(f"{NAMESPACE}response_lid")]
    assert names == ["year-", "number--"]
    assert text.endswith("<p>Founded in [year-] by [number--] states.</p>")
    assert [text.count(f"[{name}]") for name in names] == [1, 1]


def test_ids_made_of_a_long_gap_have_room(exported: Callable[..., Path], every_kind: LessonItems):
    """An id has at most 32 characters, with what goes before and after the name of a gap."""
    gaps = every_kind.items[8]
    assert isinstance(gaps, FillIn)
    long = msgspec.structs.replace(gaps.gaps[0], id="year-in-which-the-association-was-founded")
    changed = msgspec.structs.replace(gaps, text=f"{{{long.id}}} {{number}}", gaps=(long, gaps.gaps[1]))
    package = zipfile.ZipFile(exported("qti12", msgspec.structs.replace(every_kind, items=(changed,))))
    item = items(package.read("lesson-20-every-kind/lesson-20-every-kind.xml"))["q-kinds-09"]
    assert max(len(str(node.get("ident"))) for node in item.iter() if node.get("ident")) <= 32


@pytest.mark.parametrize("text", ["$$5 or $$$6", r"\(x\)", r"\[x\]"])
def test_nothing_becomes_a_formula(text: str, exported: Callable[..., Path], every_kind: LessonItems):
    """What Canvas would set as mathematics has the class that keeps its MathJax away, and is as typed in lists."""
    choice, pairs = every_kind.items[0], every_kind.items[6]
    assert isinstance(choice, SingleChoice)
    assert isinstance(pairs, Matching)
    options = [msgspec.structs.replace(each.options[0], text=text) for each in (choice, pairs)]
    changed = (
        msgspec.structs.replace(choice, stem=text, options=(options[0], *choice.options[1:])),
        msgspec.structs.replace(pairs, options=(options[1], *pairs.options[1:])),
    )
    package = zipfile.ZipFile(exported("qti12", msgspec.structs.replace(every_kind, items=changed)))
    root = ET.fromstring(package.read("lesson-20-every-kind/lesson-20-every-kind.xml"))  # noqa: S314
    found = [node for node in root.iter(f"{NAMESPACE}mattext") if text in str(node.text)]
    assert [str(node.text) for node in found if node.get("texttype") == "text/html"] == [
        f'<div class="{NO_FORMULAS}"><p>{text}</p></div>'
    ] * 2
    assert [node.text for node in found if node.get("texttype") == "text/plain"] == [text] * 2


def test_what_is_said_of_marks_arrives(assessment: dict[str, ET.Element]):
    """Marks in a text are right or not as a whole, and Canvas says so."""
    marks = assessment["q-kinds-12"]
    said = {str(one.get("ident")): "".join(one.itertext()).strip() for one in marks.iter(f"{NAMESPACE}itemfeedback")}
    assert (said["correct_fb"], said["general_incorrect_fb"]) == (
        "<p>Both are past.</p>",
        "<p>A plan has not happened.</p>",
    )
    assert "correct_fb" not in {
        str(one.get("ident")) for one in assessment["q-kinds-02"].iter(f"{NAMESPACE}itemfeedback")
    }


def test_a_text_too_long_for_canvas_is_named(report: Callable[..., Report], every_kind: LessonItems):
    """Canvas would put a note of its own in the place of such a text."""
    choice = every_kind.items[0]
    assert isinstance(choice, SingleChoice)
    option = msgspec.structs.replace(choice.options[0], feedback="x" * 16_001)
    changed = msgspec.structs.replace(choice, options=(option, *choice.options[1:]))
    made = report("qti12", msgspec.structs.replace(every_kind, items=(changed, every_kind.items[1])))
    assert made.not_there == {choice.id: "a text has 16008 characters; 16000 fit"}


def test_what_canvas_joins_to_one_text_has_to_fit_together(report: Callable[..., Report], every_kind: LessonItems):
    """The reasons of pairs are one text there, and a character that HTML writes with five counts as five."""
    choice, pairs = every_kind.items[0], every_kind.items[6]
    assert isinstance(pairs, Matching)
    prompts = tuple(msgspec.structs.replace(prompt, feedback="x" * 9_000) for prompt in pairs.prompts)
    changed = (
        msgspec.structs.replace(choice, stem="&" * 4_000),
        msgspec.structs.replace(pairs, prompts=prompts),
        every_kind.items[1],
    )
    made = report("qti12", msgspec.structs.replace(every_kind, items=changed))
    assert set(made.not_there) == {choice.id, pairs.id}
    assert made.count == 1


def test_emphasis_of_what_has_to_be_placed_is_named(report: Callable[..., Report], every_kind: LessonItems):
    """The lists of a matching are plain in Canvas: where a thing or a place was stressed, the report says so."""
    item = every_kind.items[5]
    assert isinstance(item, ChoiceItem)
    changed = msgspec.structs.replace(
        item, options=(msgspec.structs.replace(item.options[0], text="*It* joins"), *item.options[1:])
    )
    found = report("qti12", msgspec.structs.replace(every_kind, items=(changed,)))
    assert found.left_out["emphasis in lists to choose from; the words stay"] == [item.id]
