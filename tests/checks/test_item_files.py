"""Every damage to an item is found: mutations of items that rest on the data, one at a time."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.checks.conftest import Folder


class Swap(NamedTuple):
    """A text in the item file and what stands there instead; then the item, the field and what is said."""

    old: str
    new: str
    item: str
    field: str
    what: str


MUTATIONS = {
    # keys that are not what the data says
    "wrong key": Swap("key: hanoi", "key: bangkok", "01", "key", "The key is bangkok, but the data gives hanoi"),
    "swapped ids of options": Swap(
        "id: hanoi\n    text: {en: Hanoi", "id: bangkok\n    text: {en: Hanoi", "01", "options", "used 2 times"
    ),
    "key from another row": Swap("where: {iso3: VNM}", "where: {iso3: THA}", "01", "key", "the data gives bangkok"),
    "key from another column": Swap("column: capital", "column: currency", "01", "key", "which is not an option"),
    "key from no row": Swap("where: {iso3: VNM}", "where: {iso3: VNN}", "01", "key_from", "No row of table members"),
    "key from no column": Swap("column: capital", "column: captal", "01", "key_from", "no column 'captal'"),
    "key where no column": Swap("where: {iso3: VNM}", "where: {iso: VNM}", "01", "key_from", "no column 'iso'"),
    "key from no table": Swap("table: members", "table: member", "01", "key_from", "no table 'member'"),
    "a key too many": Swap(
        "[thailand, singapore]", "[thailand, singapore, brunei]", "02", "key", "gives thailand, sing"
    ),
    "a key too few": Swap("[thailand, singapore]", "[thailand]", "02", "key", "gives thailand, singapore"),
    "wrong country": Swap("key: BRN", "key: VNM", "03", "key", "The key is VNM, but the data gives BRN"),
    "a member before its day": Swap('"2023-07-13"', '"1980-01-01"', "03", "key_from", "No row of table members"),
    "wrong number": Swap("key: 1995", "key: 1994", "04", "key", "The key is 1994, but the data gives 1995-07-28"),
    "a number from words": Swap(
        "VNM}, column: joined", "VNM}, column: name_en", "04", "key_from", "which is not a number"
    ),
    "a number from many rows": Swap(
        "{iso3: VNM}, column: joined", "{}, column: joined", "04", "key_from", "more than one"
    ),
    "wrong order": Swap("[founding, fukuda, crisis]", "[fukuda, founding, crisis]", "05", "key", "not give this order"),
    "an event in no row": Swap(
        "In 1977., facts: [event-1977-fukuda-doctrine]", "In 1977.", "05", "key_from", "names 0 rows"
    ),
    "a name not accepted": Swap(
        "[Bangkok, Krung Thep]", "[Krung Thep]", "06", "key", "'Bangkok', which is not accepted"
    ),
    "wrong truth": Swap("truth: false", "truth: true", "07", "truth", "The truth is true, but the data gives false"),
    "a truth from words": Swap("column: founder", "column: currency", "07", "key_from", "not one true or false"),
    "wrong match": Swap(
        "{VNM: hanoi, THA: bangkok}", "{VNM: bangkok, THA: hanoi}", "08", "key", "puts 'VNM' into 'bangkok'"
    ),
    "an empty cell": Swap(
        "{iso3: VNM}, column: capital", "{iso3: THA}, column: note", "01", "key_from", "THA is empty"
    ),
    # what an item rests on
    "a document that is none": Swap(
        "facts: [VNM]", "facts: [VNM]\n  documents: [doc-none]", "01", "documents 1", "no document 'doc-none'"
    ),
    "a row that is not a document": Swap(
        "facts: [VNM]", "facts: [VNM]\n  documents: [VNM]", "01", "documents 1", "no document 'VNM'"
    ),
    "a fact that is none": Swap("facts: [VNM]", "facts: [VNN]", "01", "facts 1", "no row 'VNN'"),
    "an option's fact that is none": Swap(
        "facts: [THA]", "facts: [THB]", "01", "option bangkok, facts 1", "no row 'THB'"
    ),
    "a state that is none": Swap(
        "{id: IDN, text: Indonesia", "{id: INA, text: Indonesia", "03", "option INA, id", "no state 'INA'"
    ),
    "a state that is not on the map": Swap(
        "{id: IDN, text: Indonesia", "{id: AUS, text: Australia", "03", "option AUS, id", "no state 'AUS' on the map"
    ),
    "a state by another's name": Swap(
        "{id: IDN, text: Indonesia", "{id: IDN, text: Thailand", "03", "option IDN, text", "name of THA"
    ),
    # what a learner reads
    "feedback missing": Swap(
        ", feedback: It joined in 1984.}", "}", "02", "option brunei, feedback", "'feedback' is missing"
    ),
    "feedback empty": Swap(
        "feedback: It joined in 1984.", 'feedback: ""', "02", "option brunei, feedback", "feedback is empty"
    ),
    "feedback in one language": Swap(
        ", ja: タイの首都です。}", "}", "01", "option bangkok, feedback", "not there in ja"
    ),
    "a hint in one language": Swap(", ja: 北部にあります。}", "}", "01", "hints 1", "not there in ja"),
    "a text in a language too many": Swap(
        "text: Thailand,", "text: {en: Thailand, ja: タイ},", "02", "option thailand, text", "there in ja"
    ),
    "no hint": Swap("hints: [It is small.]", "hints: []", "03", "hints", "has 0 hints"),
    # the form
    "an unknown field": Swap("level: recall", "levle: recall", "01", "levle", "no field 'levle'"),
    "an unknown kind": Swap("kind: map-click", "kind: map-clik", "03", "kind", "no kind 'map-clik'"),
    "an unknown level": Swap("level: recall", "level: remember", "01", "level", "one of recall"),
    "an unknown objective": Swap("objective: words", "objective: wrods", "09", "objective", "no objective 'wrods'"),
    "a key that is no option": Swap("key: association", "key: associaton", "09", "key", "is not an option"),
    "an id twice": Swap("id: q-damage-09", "id: q-damage-08", "08", "id", "'q-damage-08' appears twice"),
    "an id of another form": Swap("id: q-damage-09", "id: damage", "damage", "id", "not of the form"),
    "a field twice": Swap("  key: association", "  key: association\n  key: alliance", "", "", "'key' appears twice"),
    "a tab": Swap("  key: association", "\tkey: association", "", "", "begins with a tab"),
}


@pytest.mark.parametrize("swap", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_damaged_item(healthy: Folder, swap: Swap):
    """A damage to an item is named with file, line, item and field."""
    healthy.replace("items/90-damage.yaml", swap.old, swap.new)
    problems = healthy.problems()
    assert problems
    (problem,) = [problem for problem in problems if swap.what in problem.what]
    assert problem.where.startswith(f"{healthy.items}, line ")
    item = swap.item if not swap.item.isdecimal() else f"q-damage-{swap.item}"
    assert f"item {item}" in problem.where or not item
    assert problem.where.endswith(swap.field)
    assert problem.do


def test_ids_of_two_options_are_exchanged(healthy: Folder):
    """Options that have exchanged their ids no longer give the key, whichever of id and text one believes."""
    healthy.replace("items/90-damage.yaml", "id: hanoi\n", "id: other\n")
    healthy.replace("items/90-damage.yaml", "id: bangkok\n", "id: hanoi\n")
    healthy.replace("items/90-damage.yaml", "id: other\n", "id: bangkok\n")
    assert "The key is hanoi, but the data gives bangkok, hanoi" in healthy.only().what


def test_the_data_changes_below_a_key(healthy: Folder):
    """A key that was right when it was written is a problem once its row in the data says otherwise."""
    healthy.cell("members", "VNM", "capital", "Jakarta")
    healthy.renew()
    whats = [problem.what for problem in healthy.problems()]
    assert "The key is hanoi, but the data gives jakarta ('Jakarta')." in whats


def test_an_objective_that_nothing_tests(healthy: Folder):
    """An objective without an item is a promise that is not kept."""
    healthy.replace("items/90-damage.yaml", "  words: Choose", "  more: Do more.\n  words: Choose")
    problem = healthy.only()
    assert problem.what == "No item tests the objective 'more'."
    assert problem.where == f"{healthy.items}, line 7, objectives, more"


def test_one_broken_item_does_not_hide_the_next(healthy: Folder):
    """Items after one that has not the right form are compared with the data all the same."""
    healthy.replace("items/90-damage.yaml", "kind: multiple-choice", "kind: many")
    healthy.replace("items/90-damage.yaml", "key: 1995", "key: 1994")
    whats = " ".join(problem.what for problem in healthy.problems())
    assert "no kind 'many'" in whats
    assert "The key is 1994" in whats


def test_an_id_in_two_lessons(healthy: Folder):
    """An item id is used once in the whole bank: answers are kept under it."""
    second = healthy.items.with_name("91-second.yaml")
    shutil.copy(healthy.items, second)
    healthy.replace("items/91-second.yaml", 'lesson: "90"', 'lesson: "91"')
    problems = healthy.problems()
    assert len(problems) == 9
    assert all("is used in two files" in problem.what for problem in problems)
    assert all("91-second.yaml" in problem.where for problem in problems)


def test_a_key_of_a_kind_that_cannot_be_computed(healthy: Folder):
    """An item that says where its key is from, and is of a kind without one, is not passed in silence."""
    text = healthy.items.read_text(encoding="utf-8")
    item = """
- id: q-damage-10
  kind: open
  objective: words
  level: evaluate
  stem: Why?
  facts: [VNM]
  hints: [Think.]
  sample: Because.
  rubric: [{id: why, text: Says why.}]
  key_from: {table: members, where: {iso3: VNM}, column: capital}
"""
    healthy.items.write_text(text + item, encoding="utf-8")
    assert healthy.only().what == "The key of an item of kind open cannot be computed."


def test_numbers_are_compared_as_numbers(healthy: Folder):
    """An order by a figure is that of the numbers, not of their digits as text."""
    healthy.replace("items/90-damage.yaml", "facts: [event-1977-fukuda-doctrine]", "facts: [SGP]")
    healthy.replace("items/90-damage.yaml", "In 1967., facts: [event-1967-asean-founded]", "In 1967., facts: [BRN]")
    healthy.replace("items/90-damage.yaml", "facts: [event-1997-financial-crisis]", "facts: [IDN]")
    healthy.replace(
        "items/90-damage.yaml",
        "table: timeline, where: {}, column: date",
        "table: members, where: {}, column: area_km2",
    )
    healthy.replace("items/90-damage.yaml", "key: [founding, fukuda, crisis]", "key: [crisis, founding, fukuda]")
    assert [str(problem) for problem in healthy.problems()] == []
    healthy.replace("items/90-damage.yaml", "key: [crisis, founding, fukuda]", "key: [fukuda, crisis, founding]")
    assert "fukuda 710, crisis 1904569, founding 5765" in healthy.only().what


@pytest.mark.parametrize("text", ["1995", "28 July 1995", "1995年7月28日", "1995-07-28"])
def test_a_date_may_be_written_as_one_reads_it(healthy: Folder, text: str):
    """An option is the date in the data whether it has the year, the day in words or the day in digits."""
    healthy.replace("items/90-damage.yaml", "text: {en: Hanoi, ja: ハノイ}", f"text: {text}")
    healthy.replace("items/90-damage.yaml", "column: capital", "column: joined")
    assert [str(problem) for problem in healthy.problems()] == []


def test_a_list_in_the_place_of_a_lesson(healthy: Folder):
    """A file that is no lesson at all is left to those who know its form, and named once."""
    healthy.items.write_text("- one\n- two\n", encoding="utf-8")
    assert healthy.only().where == f"{healthy.items}, line 1"


def test_feedback_of_a_kind_without_options(healthy: Folder):
    """The two texts of a number's feedback are there in the languages of its stem."""
    healthy.replace("items/90-damage.yaml", "stem: In which year", "stem: {en: In which year")
    healthy.replace("items/90-damage.yaml", "did Vietnam join?", "did Vietnam join?, ja: いつ加盟しましたか。}")
    fields = [problem.where.rpartition(", item q-damage-04, ")[2] for problem in healthy.problems()]
    assert fields == ["hints 1", "feedback, right", "feedback, wrong"]


TEMPLATE = """\
templates:
- id: q-capital
  kind: single-choice
  table: members
  row_id: iso3
  key: capital
  objective: asked-by-template
  level: recall
  stem: {en: "What is the capital of {name_en}?", ja: "{name_ja} の首都は？"}
  hints: [{en: Look at the map., ja: 地図を見ましょう。}]
  right: {en: Yes., ja: はい。}
  wrong: {en: No., ja: いいえ。}
"""


def with_template(folder: Folder) -> Folder:
    """Add a template to a folder, and an objective that nothing else asks for."""
    folder.replace("items/90-damage.yaml", "objectives:\n", "objectives:\n  asked-by-template: Name capitals.\n")
    with folder.items.open("a", encoding="utf-8") as file:
        file.write(TEMPLATE)
    return folder


def test_a_template_is_checked(teachers: Folder):
    """A template that rests on rows that exist is well, and an objective that it asks for is tested."""
    assert with_template(teachers).problems() == []


def test_a_template_with_a_state_off_the_map(teachers: Folder):
    """A map made from a table with a state that has no outline is named before a learner sees a card without a map."""
    (teachers.path / "items" / "lands.csv").write_text("land,code\nHanoi,VNM\nPerth,AUS\n", encoding="utf-8")
    folder = with_template(teachers)
    folder.replace("items/90-damage.yaml", "kind: single-choice\n  table: members", "kind: map-click\n  table: lands")
    folder.replace("items/90-damage.yaml", "row_id: iso3\n  key: capital", "row_id: land\n  key: code")
    folder.replace("items/90-damage.yaml", "of {name_en}?", "of {land}?")
    folder.replace("items/90-damage.yaml", "{name_ja} の", "{land} の")
    problem = folder.only()
    assert problem.what == "There is no state 'AUS' on the map."
    assert problem.where.endswith("template q-capital, key")


@pytest.mark.parametrize(
    ("old", "new", "field", "what"),
    [
        ("row_id: iso3", "row_id: name_en", "row_id", "There is no row 'Brunei' in any table"),
        (", ja: はい。", "", "right", "not there in ja"),
        ("[{en: Look at the map., ja: 地図を見ましょう。}]", "[Look.]", "hints 1", "not there in ja"),
    ],
)
def test_a_damaged_template_is_found(teachers: Folder, old: str, new: str, field: str, what: str):
    """A row without an id, and a text that lacks a language, are named with line, template and field."""
    with_template(teachers).replace("items/90-damage.yaml", old, new)
    problem = teachers.only()
    assert what in problem.what
    assert f"template q-capital, {field}" in problem.where
    assert "line " in problem.where
