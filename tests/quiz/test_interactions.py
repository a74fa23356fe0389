"""Each kind, seen as one of five interactions: nothing is lost on the way, and nothing is of a kind."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from kit.quiz.bank import read_file
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed, plain_number

ITEMS = {item.kind: item for item in read_file(Path(__file__).parents[1] / "export" / "20-every-kind.yaml").items}


def shape(kind: str, language: str = "en") -> Interaction:
    """Return the interaction of the example of a kind."""
    return ITEMS[kind].interaction(language)


@pytest.mark.parametrize("kind", ITEMS)
def test_every_kind_is_one_of_five_interactions(kind: str):
    """Every kind says which of the five it is, and two calls give equal objects."""
    assert isinstance(shape(kind), get_args(Interaction))
    assert shape(kind) == shape(kind)


def test_one_right_option_earns_all():
    """A single choice gives all points for its key and none for the others."""
    found = shape("single-choice")
    assert isinstance(found, Choice)
    assert [(option.id, option.share) for option in found.options] == [("hanoi", 1.0), ("dili", 0.0), ("html", 0.0)]
    assert not found.several
    assert [option.id for option in found.key] == ["hanoi"]


def test_a_wrong_tick_takes_a_right_one_back():
    """With several right options each earns a share, and a wrong one takes as much back."""
    found = shape("multiple-choice")
    assert isinstance(found, Choice)
    assert found.several
    assert [round(option.share, 6) for option in found.options] == [0.333333, 0.333333, 0.333333, -0.333333]


def test_the_map_is_a_choice_with_a_picture():
    """A map click is a choice of several countries that misses a map elsewhere."""
    found = shape("map-click")
    assert isinstance(found, Choice)
    assert (found.picture, found.several) == ("map", True)
    assert [option.id for option in found.key] == ["LAO", "MMR"]


def test_a_verdict_and_its_reason_become_one_option():
    """Joined, each verdict with each reason is an option that earns what the kit gives: half for the verdict alone."""
    found = shape("true-false")
    assert isinstance(found, Choice)
    assert found.verdict is not None
    assert (found.verdict.key, found.verdict.truth) == ("False", False)
    joined = found.joined("en")
    assert joined.verdict is None
    assert {option.id: option.share for option in joined.options} == {
        "true-grew": 0.0, "true-left": 0.0, "false-grew": 1.0, "false-left": 0.5,
    }  # fmt: skip
    assert joined.options[2].text == "False: It grew from five."
    assert joined.options[2].feedback == "It is false. By 1999."


def test_a_choice_without_verdict_is_joined_already():
    """Joining changes nothing where no verdict is asked for."""
    found = shape("single-choice")
    assert isinstance(found, Choice)
    assert found.joined("en") is found


def test_a_number_has_tolerance_and_unit():
    """A number comes with its tolerance, its unit and the errors that are expected."""
    found = shape("numeric")
    assert isinstance(found, Typed)
    assert (found.number, found.tolerance, found.unit) == (-1.5, 0.25, "°C")
    assert [form.text for form in found.accepted] == ["-1.5"]
    assert [(form.text, form.feedback) for form in found.errors] == [("1.5", "The sign is lost.")]


def test_words_have_accepted_forms_and_no_number():
    """Short text has each accepted form, with all points, then the expected errors, with none."""
    found = shape("short-text")
    assert isinstance(found, Typed)
    assert found.number is None
    assert not found.tolerance
    assert [form.text for form in found.accepted] == ["Timor-Leste", "East * Timor", "東ティモール"]
    assert [form.text for form in found.errors] == ["Cambodia"]


def test_an_order_is_pairs_with_numbers():
    """An ordering pairs its options with the numbers of their places, and says that a run counts."""
    found = shape("ordering")
    assert isinstance(found, Pairs)
    assert found.is_order
    assert [(thing.id, thing.target.text) for thing in found.things] == [
        ("third", "3"),
        ("first", "1"),
        ("second", "2"),
    ]
    assert [thing.id for thing in found.in_order()] == ["first", "second", "third"]


def test_targets_are_shared_by_groups_alone():
    """Several things go to one group; of a matching each option is used once, and some are not."""
    matching, grouping = shape("matching"), shape("grouping")
    assert isinstance(matching, Pairs)
    assert isinstance(grouping, Pairs)
    assert (matching.shared, grouping.shared) == (False, True)
    assert [target.id for target in matching.unused] == ["dili"]
    assert grouping.unused == ()


def test_a_text_is_cut_at_its_gaps():
    """The pieces of a text and its gaps are put together in any form, gaps in the order of the language."""
    found, japanese = shape("fill-in"), shape("fill-in", "ja")
    assert isinstance(found, Gaps)
    assert isinstance(japanese, Gaps)
    assert found.text("[{}]".format, str.upper) == "FOUNDED IN [year] BY [number] STATES."
    assert japanese.text("<{}>".format) == "<year>年に<number>か国で始まった。"
    assert [gap.accepted for gap in found.in_order()] == [("1967",), ("five", "5")]


def test_an_open_answer_has_a_sample_and_a_rubric():
    """An open answer brings its sample and each line of its rubric with a weight."""
    found = shape("open", "ja")
    assert isinstance(found, Open)
    assert found.sample == "当時は十、今は十一。"
    assert [(line.text, line.weight) for line in found.rubric] == [("両方の数がある。", 2), ("日付がある。", 1)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1973.0, "1973"),
        (0.5, "0.5"),
        (-1.5, "-1.5"),
        (0.1 + 0.2, "0.3"),
        (22_139e12, "22139000000000000"),
        (-2.5e-5, "-0.000025"),
        (1e-30, "1e-30"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_written_as_one_writes_it(value: float, said: str):
    """A number has no decimals where there are none, and no noise in its last digits."""
    assert plain_number(value) == said
