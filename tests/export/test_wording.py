"""The texts of an item around which a format builds its question."""

from __future__ import annotations

import msgspec
import pytest

from kit.export.wording import Wording, lesson_heading
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import (
    Choice,
    MarkedAnswer,
    Open,
    Pairs,
    RubricLine,
    ScoredOption,
    Target,
    Thing,
    Typed,
    TypedForm,
)
from kit.quiz.kinds.choice import ChoiceItem


def test_a_number_is_asked_with_its_unit(every_kind: LessonItems):
    """The stem of a number names the unit, any other stem stays as it is."""
    stems = {item.kind: Wording("en").stem(item, item.interaction("en")) for item in every_kind.items}
    assert stems["numeric"] == "How cold was it? (°C)"
    assert stems["short-text"] == "Which state is the eleventh?"


def test_a_long_title_is_cut(every_kind: LessonItems):
    """Moodle, Canvas and Word have room for 255 characters, and stop at a longer name."""
    named = [
        lesson_heading(msgspec.structs.replace(every_kind, title=title)) for title in ("a\n b", "x" * 252, "x" * 253)
    ]
    assert named == ["20 a b", f"20 {'x' * 252}", f"20 {'x' * 251}…"]
    assert lesson_heading(msgspec.structs.replace(every_kind, lesson="07", title="x" * 300), "ja").startswith("7 x")


def test_sources_are_in_the_same_order_each_time(every_kind: LessonItems, monkeypatch: pytest.MonkeyPatch):
    """The rows of the item come first, then those of its feedback by name, and each only once."""
    monkeypatch.setattr("kit.export.wording.source_line", lambda row_id, *_: row_id)
    item = every_kind.items[0]
    assert isinstance(item, ChoiceItem)
    rows = ("THA", "BRN", "VNM", "PHL", "LAO", "MMR", "IDN")
    changed = msgspec.structs.replace(item, options=(msgspec.structs.replace(item.options[0], facts=rows),))
    assert Wording("en").sources(changed) == "Sources: VNM; BRN; IDN; LAO; MMR; PHL; THA"


def test_the_stem_for_paper_is_asked_where_there_is_no_screen(every_kind: LessonItems):
    """A stem that says what to do on a screen has another one beside it, which exports take."""
    item = msgspec.structs.replace(every_kind.items[0], stem="Click it.", stem_print="Find it.")
    assert Wording("en").stem(item, item.interaction("en")) == "Find it."


def test_phrases_are_shown_in_their_text(every_kind: LessonItems):
    """Where options or things are phrases of a text, the text follows the stem, with the phrases in brackets."""
    item = next(item for item in every_kind.items if item.kind == "multiple-choice")
    option = ScoredOption(id="a", text="in 1967", share=1.0, feedback="")
    thing = Thing(id="a", text="in 1967", target=Target(id="t", text="Fact"), feedback="")
    pieces = ("Founded ", "a", ".")
    choice = Choice(options=(option,), several=True, pieces=pieces)
    pairs = Pairs(things=(thing,), targets=(thing.target,), right="", wrong="", pieces=pieces)
    for shape in (choice, pairs):
        assert Wording("en").stem(item, shape) == "Which three?\nFounded [in 1967]."


def test_documents_are_written_before_the_stem(every_kind: LessonItems):
    """Where documents cannot be shown next to each other, their words, speaker and source come before the question."""
    item = msgspec.structs.replace(every_kind.items[0], documents=("doc-2023-retno", "doc-1977-fukuda"))
    stem = Wording("en").stem(item, item.interaction("en"))
    places = [
        stem.find(text)
        for text in ("staunch Asean partner", "Fukuda Takeo", "role of a military", Wording("en")(item.stem))
    ]
    assert places == sorted(places)
    assert places[0] > 0


def test_points_of_an_exemplar_are_told_to_the_hundredth():
    """Points above one and points of a hundred are told as they are, not cut after two digits."""
    marked = {1.25: "Middle answer (1.25 of 100 points)", 100.0: "Middle answer (100 of 100 points)"}
    answers = tuple(MarkedAnswer(level="middle", text="x", marks=(), points=points) for points in (*marked, 2 / 3))
    shape = Open(sample="", rubric=(), points=100, exemplars=answers)
    told = [heading for heading, _ in Wording("en").exemplars(shape)]
    assert told == [*marked.values(), "Middle answer (0.67 of 100 points)"]


def test_numbers_to_read_have_the_comma_of_their_language():
    """A weight of a half is 0,5 in Indonesian, as everywhere else in that language."""
    shape = Open(sample="", rubric=(RubricLine(text="x", weight=0.5),))
    assert [Wording(language).rubric(shape)[0].count("0,5") for language in ("en", "ja", "id")] == [0, 0, 1]


@pytest.mark.parametrize(("language", "key", "wrong"), [("en", "-1.5 ± 0.25", "1.5"), ("id", "-1,5 ± 0,25", "1,5")])
def test_a_number_to_be_typed_reads_as_in_the_language(language: str, key: str, wrong: str):
    """Key, tolerance and expected errors have the point or comma of the language; accepted words stay as they are."""
    errors = (TypedForm(text="1.5", share=0.0, feedback="No minus."),)
    forms = (TypedForm(text="-1.5", share=1.0, feedback=""), *errors)
    shape = Typed(forms=forms, right="", wrong="", number=-1.5, tolerance=0.25)
    assert Wording(language).accepted(shape) == key
    assert Wording(language).expected_errors(shape) == [(wrong, "No minus.")]
    words = Typed(forms=(TypedForm(text="v. 1.5", share=1.0, feedback=""),), right="", wrong="")
    assert Wording(language).accepted(words) == "v. 1.5"
