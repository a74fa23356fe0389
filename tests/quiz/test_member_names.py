"""Names of members: those of the kit's languages, and those of their own."""

from __future__ import annotations

import pytest

from kit.facts.tables import load
from kit.quiz.member_names import names_at_home, names_in_lessons
from kit.quiz.normalisation import is_one_of


def test_every_member_has_a_name_in_each_language():
    """The names of the table are there, and a language that CLDR does not know is left out."""
    for row in load("members").itertuples():
        assert {row.name_en, row.name_ja} <= names_in_lessons()[row.iso2]
        assert row.name_own in names_at_home()[row.iso2] | names_in_lessons()[row.iso2]
    assert names_at_home()["TL"] == {"Timor-Leste"}


@pytest.mark.parametrize("language", ["name_en", "name_ja"])
def test_a_member_is_right_in_any_of_its_languages(language: str):
    """Where an item asks for a member, its name in another language is right, and no other member is."""
    members = load("members")
    known = {code: names_in_lessons()[code] | names_at_home()[code] for code in members["iso2"]}
    for row in members.itertuples():
        for code, names in known.items():
            for name in names:
                assert is_one_of(name, [getattr(row, language)]) is (code == row.iso2), (name, row.name_en)


@pytest.mark.parametrize(
    ("typed", "key", "right"),
    [
        ("ประเทศไทย", "Thailand", True),
        ("ベトナム社会主義共和国です", "Vietnam", True),
        ("ビルマ", "Myanmar", True),
        ("ミャンマー", "Burma", False),  # the item asks for the other name
        ("Thailand", "ไทย", False),  # the item asks for the name at home
        ("ラオス", "Vientiane", False),
    ],
)
def test_what_an_item_asks_for_stays_so(typed: str, key: str, right: bool):  # noqa: FBT001 - a column of the table
    """Formal names count as well; an earlier name and the name at home are asked for only where the key has them."""
    assert is_one_of(typed, [key]) is right
