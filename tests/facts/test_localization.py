"""What a row says in a language."""

from __future__ import annotations

import pytest

from kit.facts.localization import localized, localized_column
from kit.facts.tables import rows

ROW = {"iso3": "LAO", "name_en": "Laos", "name_ja": "ラオス", "note_ja": None}


@pytest.mark.parametrize(
    ("field", "language", "said"),
    [("name", "en", "Laos"), ("name", "ja", "ラオス"), ("name", "th", "Laos"), ("note", "ja", "LAO")],
)
def test_a_field_is_given_in_the_language_else_in_english(field: str, language: str, said: str):
    """A field comes in the language, else in English; where there is no such text, it is the id of the row."""
    assert localized(ROW, field, language) == said


def test_a_place_is_called_by_its_id_in_english():
    """Places have their English name as id; in Japanese each has its own."""
    place = next(row for row in rows("places") if row["place"] == "Bangkok")
    assert (localized(place, "name", "en"), localized(place, "name", "ja")) == ("Bangkok", "バンコク")


def test_a_column_is_that_of_the_language_where_there_is_one():
    """A table without a column in the language has its English one."""
    assert localized_column(["term_en", "term_ja"], "term", "ja") == "term_ja"
    assert localized_column(["term_en", "term_ja"], "term", "th") == "term_en"
