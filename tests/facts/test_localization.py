"""What a row says in a language."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from kit import translations
from kit.facts.localization import attribution_in, cells_in, localized, localized_with_code, with_language
from kit.facts.provenance import cite
from kit.facts.tables import load, rows

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


CATALOGUES = {
    "timeline": [("timeline/event-1945-war-ends/title", "The war ends", "La milito finiĝas")],
    "members": [("members/LAO/name", "Laos", "Laoso")],
    "places": [("places/Bangkok/place", "Bangkok", "Bangkoko")],
    "sources": [("sources/attribution", "Kyodo News, 13 July 2023", "Kjodo")],
}


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the tables a few translations into a language that they have no columns for."""
    (tmp_path / "text" / "eo").mkdir(parents=True)
    for name, entries in CATALOGUES.items():
        told = "".join(f'msgctxt "{one}"\nmsgid "{two}"\nmsgstr "{three}"\n\n' for one, two, three in entries)
        (tmp_path / "text" / "eo" / f"{name}.po").write_text(f'msgid ""\nmsgstr ""\n\n{told}', encoding="utf-8")
    monkeypatch.setattr(translations, "data_folder", lambda: tmp_path)


@pytest.mark.usefixtures("esperanto")
def test_a_catalogue_has_what_a_table_has_no_column_for():
    """A name, the title of an event and a place are found by the table of the row."""
    event = next(row for row in rows("timeline") if row["event_id"] == "event-1945-war-ends")
    assert localized_with_code(event, "title", "eo") == ("La milito finiĝas", "eo")
    assert localized_with_code(event, "what_happened", "eo") == (event["what_happened"], "en")
    assert localized({"iso3": "LAO", "name_en": "Laos"}, "name", "eo") == "Laoso"
    assert localized({"place": "Bangkok"}, "name", "eo") == "Bangkoko"
    assert localized({"iso3": "THA", "capital": "Bangkok"}, "capital", "eo") == "Bangkoko"


@pytest.mark.usefixtures("esperanto")
def test_who_says_so_is_translated_name_by_name():
    """A row with two sources has both, and one that nobody has translated stays."""
    both = "Kyodo News, 13 July 2023; World Bank"
    assert attribution_in(both, "eo") == "Kjodo; World Bank"
    assert attribution_in(both, "en") == both


@pytest.mark.usefixtures("esperanto")
def test_the_cells_of_a_column_are_found_by_their_english():
    """None is a text that is left in English; a column of codes or dates has no texts."""
    table = load("timeline").set_index("event_id", drop=False).loc[["event-1945-war-ends", "event-1967-asean-founded"]]
    cells = cells_in(table, "title", "eo")
    assert cells["The war ends"] == "La milito finiĝas"
    assert list(cells.values()).count(None) == 1
    assert cells_in(table, "date", "eo") == cells_in(table, "kind", "eo") == cells_in(table, "title", "en") == {}


@pytest.mark.usefixtures("esperanto")
def test_rows_take_a_column_in_the_language():
    """Where nothing is translated it is in English, so that no word of a list is empty."""
    members = with_language(load("members"), ["name"], "eo").set_index("iso3")
    assert members.loc["LAO", "name_eo"] == "Laoso"
    assert members.loc["THA", "name_eo"] == "Thailand"
    assert not pd.isna(members["name_eo"]).any()


def test_a_line_on_the_source_is_in_the_language():
    """Place and certainty have words of their own in Japanese."""
    assert cite("fact-p08-rubber-forum", language="ja").endswith("、第8段落（報道による）")
    assert cite("fact-p08-rubber-forum") == "the reporter (Kyodo), paragraph 8 (reported)"


def test_the_ids_of_a_table_are_no_texts_of_a_language():
    """The code of Indonesian is also how the name of a column with ids ends."""
    row = load("cautions").iloc[0]
    own = localized(row, "caution", "id")
    assert own not in {row["caution_id"], row["caution"]}
    of_ones_own = {"event_id": "a", "title": "A flood", "title_id": "b"}
    assert localized(of_ones_own, "title", "id") == "A flood"
    assert localized({"place": "Bangkok of mine", "name_id": "Bangkokku"}, "name", "id") == "Bangkokku"
