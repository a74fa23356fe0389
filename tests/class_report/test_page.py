"""The page of the report: the order of its heat map, and what it leaves out."""

from __future__ import annotations

import pytest

from kit.class_report.page import Heat, environment, heat_map

FACILITY = {"q-a-01": 0.2, "q-b-01": 0.9, "q-c-01": 0.9}
SHARES: Heat = {
    "ana": {"q-a-01": 0.0, "q-b-01": 1.0},
    "ben": {"q-a-01": 1.0, "q-b-01": 1.0, "q-c-01": 0.5},
    "cho": {"q-a-01": None},
}


def test_the_easiest_item_and_the_strongest_learner_come_first():
    """Items are in the order of their facility, then of their names; learners by what they earned, unmarked last."""
    found = heat_map(SHARES, FACILITY)
    assert found.items == ["q-b-01", "q-c-01", "q-a-01"]
    assert [row.name for row in found.rows] == ["ben", "ana", "cho"]


@pytest.mark.parametrize(
    ("name", "signs"), [("ana", ["✓", "·", "✗"]), ("ben", ["✓", "½", "✓"]), ("cho", ["·", "·", "?"])]
)
def test_every_cell_has_a_sign(name: str, signs: list[str]):
    """A sign tells right, wrong, partly right, waiting and not answered apart, without colour."""
    (row,) = (row for row in heat_map(SHARES, FACILITY).rows if row.name == name)
    assert [sign for sign, _ in row.cells] == signs


def test_a_share_leaves_out_what_waits():
    """The mean of a learner is over the marked answers; without one there is none."""
    shares = {row.name: row.share for row in heat_map(SHARES, FACILITY).rows}
    assert shares == {"ana": 0.5, "ben": pytest.approx(2.5 / 3), "cho": None}


@pytest.mark.parametrize(
    ("share", "said"),
    [(None, "–"), (0.0, "0%"), (0.002, "1%"), (0.495, "50%"), (0.996, "99%"), (1 - 1e-12, "100%"), (1.0, "100%")],
)
def test_all_is_said_of_all_alone(share: float | None, said: str):
    """A page says that 100% means all: 249 of 250 are not all, and one of 500 is not nobody."""
    assert environment().from_string("{{ share | percent }}").render(share=share) == said


@pytest.mark.parametrize(
    ("value", "language", "said"), [(0.851, "en", "0.85"), (-0.851, "id", "−0,85"), (-0.001, "ja", "0.00")]
)
def test_figures_have_the_decimals_of_the_language(value: float, language: str, said: str):
    """Discrimination and reliability have a comma in Indonesian, a minus as it is printed, and no minus before 0."""
    template = environment().from_string("{{ value | hundredths }}")
    assert template.render(value=value, language=language) == said
