"""QTI 2.1: read by an engine of the format, which runs the scoring, and compared with the kit's own."""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.quiz.bank import LessonItems
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.mark_text.item import MarkText
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.score import score

pytestmark = pytest.mark.filterwarnings("ignore")  # the engine is of 2017
NAMESPACE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
Run = Callable[[str, dict[str, Any]], tuple[float, set[str]]]


def item_of(package: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - pyslet has no types
    """Return an item as the engine reads it."""
    from pyslet.qtiv2.xml import QTIDocument

    document = QTIDocument()
    document.read(src=package.open(name))
    return document.root


@pytest.fixture
def run(exported: Callable[..., Path], caplog: pytest.LogCaptureFixture) -> Run:
    """Return a function that gives responses to an item and returns its score and the feedback shown."""
    from pyslet.qtiv2.variables import ItemSessionState

    caplog.set_level(logging.CRITICAL)
    package = zipfile.ZipFile(exported("qti21"))

    def given(name: str, responses: dict[str, Any]) -> tuple[float, set[str]]:
        session = ItemSessionState(item_of(package, f"items/{name}.xml"))
        session.begin_session()
        for variable, value in responses.items():
            session[variable].set_value(value)
        session.end_attempt()
        return session["SCORE"].value, set(session["FEEDBACK"].value) - {"sources"}

    return given


# Response to the kit, the same to QTI, and the feedback that is shown besides the sources.
ANSWERS = [
    ("q-kinds-01", "hanoi", "c-hanoi", {"c-hanoi"}),
    ("q-kinds-01", "dili", "c-dili", {"c-dili"}),
    ("q-kinds-02", ["a", "b", "c"], ["c-a", "c-b", "c-c"], {"c-a", "c-b", "c-c"}),
    ("q-kinds-02", ["a", "b"], ["c-a", "c-b"], {"c-a", "c-b"}),
    ("q-kinds-02", ["a", "b", "d"], ["c-a", "c-b", "c-d"], {"c-a", "c-b", "c-d"}),
    ("q-kinds-02", ["d"], ["c-d"], {"c-d"}),
    ("q-kinds-03", {"truth": False, "reason": "grew"}, "c-false-grew", {"c-false-grew"}),
    ("q-kinds-03", {"truth": False, "reason": "left"}, "c-false-left", {"c-false-left"}),
    ("q-kinds-03", {"truth": True, "reason": "grew"}, "c-true-grew", {"c-true-grew"}),
    ("q-kinds-04", "-1.5", "-1.5", {"right"}),
    ("q-kinds-04", "-1.25", "-1.25", {"right"}),
    ("q-kinds-04", "-1.2", "-1.2", {"wrong"}),
    ("q-kinds-04", "1.5", "1.5", {"error-1"}),
    ("q-kinds-05", "timor-leste", "timor-leste", {"right"}),
    ("q-kinds-05", "東ティモール", "東ティモール", {"right"}),
    ("q-kinds-05", "cambodia", "cambodia", {"error-1"}),
    ("q-kinds-05", "Laos", "Laos", {"wrong"}),
    ("q-kinds-06", ["first", "second", "third"], ["c-first", "c-second", "c-third"], {"right", "why"}),
    ("q-kinds-06", ["third", "second", "first"], ["c-third", "c-second", "c-first"], {"wrong", "why"}),
    ("q-kinds-07", {"PHL": "manila", "THA": "bangkok"}, ["t-PHL p-manila", "t-THA p-bangkok"], {"right"}),
    ("q-kinds-07", {"PHL": "manila", "THA": "dili"}, ["t-PHL p-manila", "t-THA p-dili"], {"wrong", "t-THA"}),
    (
        "q-kinds-08",
        {"summit": "expected", "talks": "expected", "rank": "possible"},
        ["t-summit p-expected", "t-talks p-expected", "t-rank p-possible"],
        {"right"},
    ),
    (
        "q-kinds-08",
        {"summit": "expected", "talks": "possible", "rank": "possible"},
        ["t-summit p-expected", "t-talks p-possible", "t-rank p-possible"],
        {"wrong", "t-talks"},
    ),
    ("q-kinds-09", {"year": "1967", "number": "FIVE"}, {"year": "1967", "number": "FIVE"}, {"right"}),
    ("q-kinds-09", {"year": "1967", "number": "six"}, {"year": "1967", "number": "six"}, {"wrong", "g-number"}),
    ("q-kinds-10", ["LAO", "MMR"], ["c-LAO", "c-MMR"], {"c-LAO", "c-MMR"}),
    ("q-kinds-10", ["LAO"], ["c-LAO"], {"c-LAO"}),
    ("q-kinds-10", ["LAO", "VNM"], ["c-LAO", "c-VNM"], {"c-LAO", "c-VNM"}),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer[0]}-{answer[2]}")
def test_the_engine_scores_as_the_kit_does(
    answer: tuple[str, object, Any, set[str]], run: Run, every_kind: LessonItems
):
    """The same response earns the same points there and here, and shows the feedback that goes with it."""
    name, response, value, feedback = answer
    (item,) = (item for item in every_kind.items if item.id == name)
    given = (
        {f"RESPONSE-{gap}": words for gap, words in value.items()} if isinstance(value, dict) else {"RESPONSE": value}
    )
    points, shown = run(name, given)
    assert points == pytest.approx(score(item, response).score, abs=1e-5)
    assert shown == feedback


def test_an_open_answer_shows_the_sample(run: Run):
    """An open answer earns nothing by itself, and the sample is shown."""
    assert run("q-kinds-11", {"RESPONSE": "Ten."}) == (0, {"sample"})


def test_the_engine_reads_the_whole_bank(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """Every item and every test of the bank is read, and the feedback that a rule names is there."""
    package = zipfile.ZipFile(exported("qti21", *bank))
    names = [name for name in package.namelist() if name != "imsmanifest.xml"]
    kinds = [type(item_of(package, name)).__name__ for name in names]
    assert kinds.count("AssessmentTest") == len(bank)
    assert kinds.count("AssessmentItem") == sum(len(lesson.items) for lesson in bank)
    qti = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
    for name in (name for name in names if name.startswith("items/")):
        root = ET.fromstring(package.read(name))  # noqa: S314 - our own file
        shown = {str(feedback.get("identifier")) for feedback in root.iter(f"{qti}modalFeedback")}
        ids = {value.text for value in root.iter(f"{qti}baseValue") if value.get("baseType") == "identifier"}
        assert ids <= shown


def test_the_manifest_names_what_is_there(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """The manifest lists each file of the package once, and each dependency is a resource of it."""
    package = zipfile.ZipFile(exported("qti21", *bank))
    root = ET.fromstring(package.read("imsmanifest.xml"))  # noqa: S314
    files = [file.get("href") for file in root.iter(f"{NAMESPACE}file")]
    assert sorted(str(file) for file in files) == sorted(set(package.namelist()) - {"imsmanifest.xml"})
    resources = {resource.get("identifier") for resource in root.iter(f"{NAMESPACE}resource")}
    assert {needed.get("identifierref") for needed in root.iter(f"{NAMESPACE}dependency")} <= resources


def test_a_converter_takes_all_to_qti3_and_back(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """Citolab's converter reads the package of the whole course; keys, points and words come back from QTI 3.0."""
    from qti_convert import downgrade_package, upgrade_package

    made = exported("qti21", *bank)
    folder = made.parent
    upgrade_package(str(made), folder / "3.zip")
    downgrade_package(str(folder / "3.zip"), folder / "2.zip")
    with zipfile.ZipFile(made) as ours, zipfile.ZipFile(folder / "2.zip") as theirs:
        items = [name for name in ours.namelist() if name.startswith("items/")]
        assert len(items) == sum(len(lesson.items) for lesson in bank)
        for name in items:
            sent, came = (ET.fromstring(package.read(name)) for package in (ours, theirs))  # noqa: S314
            assert [told(sent, part) for part in PARTS] == [told(came, part) for part in PARTS], name


PARTS = ("correctResponse", "mapEntry", "itemBody", "modalFeedback", "responseProcessing")


def told(item: ET.Element, part: str) -> list[str]:
    """Return the words of each such part of an item, and what maps to which points."""
    found = item.iter(f"{{http://www.imsglobal.org/xsd/imsqti_v2p1}}{part}")
    return [
        " ".join(f"{each.get('mapKey')} {each.get('mappedValue')} {''.join(each.itertext())}".split()) for each in found
    ]


def test_line_breaks_of_a_text_stay(exported: Callable[..., Path], every_kind: LessonItems):
    """A text with gaps, one with phrases, an option and a thing to place keep their lines, as on the card."""
    gaps, marks, choice, pairs = (every_kind.items[at] for at in (8, 11, 0, 6))
    assert isinstance(choice, ChoiceItem)
    assert isinstance(pairs, Matching)
    assert isinstance(gaps, FillIn)
    assert isinstance(marks, MarkText)
    changed = (
        msgspec.structs.replace(gaps, text="One\n{year}\n{number} two"),
        msgspec.structs.replace(marks, text="One\n{founded:a}{summit:b}\n{joined:c}"),
        msgspec.structs.replace(
            choice, options=(msgspec.structs.replace(choice.options[0], text="*One*\n*two*"), *choice.options[1:])
        ),
        msgspec.structs.replace(choice, id="q-kinds-13", stem="One\n \n\ntwo", keep_order=True),  # type: ignore[call-arg]
        msgspec.structs.replace(
            pairs, prompts=(msgspec.structs.replace(pairs.prompts[0], text="One\ntwo"), *pairs.prompts[1:])
        ),
    )
    package = zipfile.ZipFile(exported("qti21", msgspec.structs.replace(every_kind, items=changed)))
    texts = [package.read(f"items/{item.id}.xml").decode() for item in changed]
    assert re.search(r"<p>One<br /><textEntryInteraction [^>]*/><br /><textEntryInteraction [^>]*/> two</p>", texts[0])
    assert "><em>One</em><br /><em>two</em></simpleChoice>" in texts[2]
    assert re.search(r"<itemBody>\s*<p>One</p>\s*<p>two</p>\s*<choiceInteraction", texts[3])
    assert ['shuffle="false"' in text for text in texts[2:4]] == [False, True]  # kept as they are written
    assert ">One<br />two</simpleAssociableChoice>" in texts[4]
    assert re.search(r"<div>One<br /><hottext[^>]*>a</hottext><hottext[^>]*>b</hottext><br /><hottext", texts[1])


def test_long_ids_stay_apart(exported: Callable[..., Path], every_kind: LessonItems):
    """Items whose ids differ only after 300 characters are two files with two names that any disk can hold."""
    first = every_kind.items[0]
    twins = tuple(msgspec.structs.replace(first, id=f"q-{'a' * 300}-0{number}") for number in (1, 2))
    package = zipfile.ZipFile(exported("qti21", msgspec.structs.replace(every_kind, items=twins)))
    names = [name for name in package.namelist() if name.startswith("items/")]
    assert len(set(names)) == 2
    assert max(map(len, names)) < 50
