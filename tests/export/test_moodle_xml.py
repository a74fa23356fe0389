"""Moodle XML: well formed, read back, with shares and types that Moodle has."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import unescape
from pathlib import Path

import msgspec
import pytest
from cloze import Embedded, gaps_of, is_right, rest_of
from moodle_xml_parser.parser import parse_file

from kit.export.formats import Report, export
from kit.export.request import ExportRequest
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Pairs
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.select import core_first

# The shares that Moodle takes; it refuses a question with any other.
SHARES = {
    0,
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
}
TYPES = {"multichoice", "numerical", "shortanswer", "ordering", "matching", "cloze", "essay"}


def plain(text: str | None) -> str:
    """Return HTML of one paragraph as text."""
    return unescape((text or "").removeprefix("<p>").removesuffix("</p>"))


@pytest.fixture
def questions(exported: Callable[..., Path]) -> dict[str, ET.Element]:
    """Return the questions of every kind by their id number."""
    root = ET.parse(exported("moodle-xml")).getroot()  # noqa: S314 - our own file
    return {str(question.findtext("idnumber")): question for question in root.findall("question")[1:]}


def test_shares_and_types_are_those_of_moodle(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """In the whole bank there is no share and no type that Moodle would refuse; each item has its id number."""
    root = ET.parse(exported("moodle-xml", *bank)).getroot()  # noqa: S314
    found = root.findall("question")
    assert {str(question.get("type")) for question in found} - TYPES == {"category"}
    shares = {
        abs(float(str(a.get("fraction")))) for q in found if q.get("type") != "ordering" for a in q.findall("answer")
    }
    assert shares <= SHARES
    ids = [question.findtext("idnumber") for question in found if question.get("type") != "category"]
    assert ids == [item.id for lesson in bank for item in core_first(lesson.items)]


def test_choices_arrive(questions: dict[str, ET.Element], every_kind: LessonItems):
    """Each option of each choice has its text, share and feedback."""
    for item in every_kind.items:
        shape = item.interaction("en")
        if isinstance(shape, Choice):
            answers = questions[item.id].findall("answer")
            shares = [float(str(answer.get("fraction"))) for answer in answers]
            texts = [(plain(a.findtext("text")), plain(a.findtext("feedback/text"))) for a in answers]
            wanted = shape.joined("en").options
            assert shares == [round(100 * option.share, 5) for option in wanted]
            assert texts == [(option.text, option.feedback) for option in wanted]


def test_points_hints_and_order_arrive(questions: dict[str, ET.Element], every_kind: LessonItems):
    """What GIFT cannot hold is here: points, hints, and an order scored by its longest run."""
    assert questions["q-kinds-02"].findtext("defaultgrade") == "2"
    assert [plain(hint.findtext("text")) for hint in questions["q-kinds-01"].findall("hint")] == [
        "Look: north.",
        "H = Hà Nội",
    ]
    order = questions["q-kinds-06"]
    assert order.findtext("gradingtype") == "LONGEST_ORDERED_SUBSET"
    shape = every_kind.items[5].interaction("en")
    assert isinstance(shape, Pairs)
    assert [(a.get("fraction"), plain(a.findtext("text"))) for a in order.findall("answer")] == [
        (thing.target.text, thing.text) for thing in shape.in_order()
    ]


def test_another_reader_finds_choices_and_gaps(exported: Callable[..., Path]):
    """The package moodle-xml-parser reads the choices, and the gaps with their forms and feedback."""
    read = parse_file(str(exported("moodle-xml")))
    assert [(q.name, q.single, len(q.options)) for q in read["multichoice"]] == [
        ("q-kinds-01", True, 3),
        ("q-kinds-02", False, 4),
        ("q-kinds-03", True, 4),
        ("q-kinds-10", False, 3),
        ("q-kinds-12", False, 3),
    ]
    (cloze,) = read["cloze"]
    assert [[(o.answer, o.score, o.feedback) for o in gap.options] for gap in cloze.gaps] == [
        [("1967", 100, None), ("１９６７", 100, None), ("*", 0, "Ten years before 1977.")],
        [("five", 100, None), ("5", 100, None), ("５", 100, None), ("*", 0, "Count them.")],
    ]


NASTY = [
    "60 km/h",
    "~a~",
    "a#b",
    "{x}",
    "a}b",
    'say "yes"',
    "it's",
    "a\\b",
    "a\\}b",
    "<b>bold</b> & more",
    "50%",
    "&amp;",
    "&lt;",
    "*",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_out_of_a_gap(text: str, exported: Callable[..., Path], every_kind: LessonItems):
    """Key, feedback and the text around arrive as typed: the key is right, and what looks like HTML is shown."""
    item = every_kind.items[8]
    assert isinstance(item, FillIn)
    first, second = item.gaps
    gaps = (msgspec.structs.replace(first, key=(text,), feedback=text), second)
    around = f"{text.replace('{', '(').replace('}', ')')} {{1:SHORTANSWER:=x}}"
    changed = msgspec.structs.replace(
        item, gaps=gaps, stem=around, text=f"{text.replace('{x}', 'x')} {{year}} or {{number}}."
    )
    root = ET.parse(exported("moodle-xml", msgspec.structs.replace(every_kind, items=(changed,)))).getroot()  # noqa: S314
    written = str(root.findall("question")[1].findtext("questiontext/text"))
    found = gaps_of(written)
    assert len(found) == 2
    assert found[0][0].percent == 100
    assert is_right(text, found[0])
    assert not is_right("x y z", found[0])
    assert found[0][-1] == Embedded(0, "*", text)
    assert rest_of(written) == f"{around}{text.replace('{x}', 'x')} […] or […]."


def test_gaps_of_the_whole_bank_arrive(exported: Callable[..., Path], bank: tuple[LessonItems, ...]):
    """In every gap of the bank each accepted form is right and nothing else is, and the feedback is as written."""
    root = ET.parse(exported("moodle-xml", *bank)).getroot()  # noqa: S314
    texts = {question.findtext("idnumber"): str(question.findtext("questiontext/text")) for question in root}
    items = [item for lesson in bank for item in lesson.items if isinstance(item, FillIn)]
    assert items
    for item in items:
        shape = item.interaction("en")
        assert isinstance(shape, Gaps)
        found = gaps_of(texts[item.id])
        assert len(found) == len(item.gaps)
        for gap, answers in zip(shape.in_order(), found, strict=True):
            assert all(is_right(form, answers) for form in gap.accepted)
            assert not is_right("anything else", answers)
            assert answers[-1].feedback == gap.feedback


def test_orderings_arrive_in_moodle(questions: dict[str, ET.Element], report: Callable[..., Report]):
    """Each ordering says whether the number of right places is shown, without which Moodle stops; 4.4 is named."""
    orders = [question for question in questions.values() if question.get("type") == "ordering"]
    assert [order.findtext("shownumcorrect") for order in orders] == ["1"]
    said = [what for what, ids in report("moodle-xml").left_out.items() if ids == ["q-kinds-06"]]
    assert "any Moodle before 4.4, which takes no part of such a file; --moodle 4.1 writes pairs" in said


def test_older_moodles_get_pairs(every_kind: LessonItems, tmp_path: Path):
    """For Moodle 4.1 an ordering is a matching with the numbers of its places, and its loss is that of pairs."""
    found = export(ExportRequest((every_kind,), tmp_path / "old.xml", moodle="4.1"), "moodle-xml")
    root = ET.parse(found.files[0]).getroot()  # noqa: S314
    assert not [question for question in root if question.get("type") == "ordering"]
    (order,) = (question for question in root if question.findtext("idnumber") == "q-kinds-06")
    assert order.get("type") == "matching"
    pairs = [(plain(sub.findtext("text")), sub.findtext("answer/text")) for sub in order.findall("subquestion")]
    assert pairs == [("Timor-Leste joins", "3"), ("ASEAN is founded", "1"), ("Fukuda speaks in Manila", "2")]
    assert found.left_out["points for a run in order; each place counts by itself, as a pair"] == ["q-kinds-06"]
    assert not [what for what in found.left_out if "4.4" in what]


def test_a_unit_may_be_typed_along(questions: dict[str, ET.Element]):
    """A number with a tolerance has its unit, which Moodle takes and does not ask for."""
    number = questions["q-kinds-04"]
    assert (number.findtext("units/unit/unit_name"), number.findtext("units/unit/multiplier")) == ("°C", "1")
    assert (number.findtext("showunits"), number.findtext("unitgradingtype")) == ("0", "0")


def test_a_gap_keeps_line_breaks_and_emphasis(exported: Callable[..., Path], every_kind: LessonItems):
    """Around a gap a new line is one, and what is stressed in its feedback is stressed after Moodle has decoded it."""
    item = every_kind.items[8]
    assert isinstance(item, FillIn)
    first = msgspec.structs.replace(item.gaps[0], feedback="***Not*** </1977>\nLook.")
    text = "A: In {year}?\nB: By {number}."
    changed = msgspec.structs.replace(item, text=text, gaps=(first, item.gaps[1]))
    root = ET.parse(exported("moodle-xml", msgspec.structs.replace(every_kind, items=(changed,)))).getroot()  # noqa: S314
    written = str(root.findall("question")[1].findtext("questiontext/text"))
    assert "?<br>B: By" in re.sub(r"\{1:.*?\}", "", written)
    assert unescape(written.partition("~%0%*#")[2].partition("}")[0]) == (
        "<em><strong>Not</strong></em> &lt;&#47;1977&gt;<br>Look."
    )


@pytest.mark.parametrize("text", ["$$5 or $$$6", r"\(x\)", r"\[x\]"])
def test_nothing_becomes_a_formula(text: str, exported: Callable[..., Path], every_kind: LessonItems):
    """What Moodle's filter would set as mathematics stays as typed, in stems, options and around gaps."""
    choice, gaps = every_kind.items[0], every_kind.items[8]
    assert isinstance(choice, SingleChoice)
    assert isinstance(gaps, FillIn)
    option = msgspec.structs.replace(choice.options[0], text=text, feedback=text)
    changed = (
        msgspec.structs.replace(choice, stem=text, options=(option, *choice.options[1:])),
        msgspec.structs.replace(gaps, text=f"{text} {{year}} {{number}}"),
    )
    file = exported("moodle-xml", msgspec.structs.replace(every_kind, items=changed))
    found = [str(node.text) for node in ET.parse(file).getroot().iter("text")]  # noqa: S314
    assert sum(text in unescape(words) for words in found) == 4
    assert not [words for words in found if re.search(r"\$\$|\\[(\[]", words)]


def test_what_is_said_of_marks_arrives(questions: dict[str, ET.Element]):
    """Marks in a text are right or not as a whole, and Moodle says so."""
    marks = questions["q-kinds-12"]
    assert plain(marks.findtext("correctfeedback/text")) == "Both are past."
    assert plain(marks.findtext("incorrectfeedback/text")) == "A plan has not happened."
    assert questions["q-kinds-02"].find("correctfeedback") is None


def test_a_unit_that_moodle_has_no_room_for_is_left_to_the_stem(every_kind: LessonItems, exported: Callable[..., Path]):
    """A unit of more than 50 characters, which would stop the import, is asked for in the stem alone."""
    changed = tuple(
        msgspec.structs.replace(every_kind.items[3], id=f"q-kinds-{length}", unit="t" * length)  # type: ignore[call-arg]
        for length in (50, 51)
    )
    lesson = msgspec.structs.replace(every_kind, title="and/or", items=changed)
    category, fits, number = ET.parse(exported("moodle-xml", lesson)).getroot().findall("question")  # noqa: S314
    assert category.findtext("category/text") == "$course$/top/20 and//or"  # one alone begins another category
    assert fits.findtext("units/unit/unit_name") == "t" * 50
    assert (number.findtext("showunits"), number.find("units")) == ("3", None)
    assert "t" * 51 in str(number.findtext("questiontext/text"))
