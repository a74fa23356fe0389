"""Rows for reading: safe on a page, clear to a screen reader, and the same as plain text."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from html.parser import HTMLParser

import pandas as pd
import pytest
from playwright.sync_api import Page as Tab

from kit.facts.listing import Listing, listing_in
from kit.facts.localization import with_language
from kit.facts.tables import load

NASTY = "<script>alert(1)</script> & \"quoted\" 'too' {{ 7*7 }}"


class Page(HTMLParser):
    """Collect the elements of a page, and check that each one is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and what it holds."""
        if tag == "wbr":
            return
        self.open.append(tag)
        self.elements.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Look whether it was this one that stood open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Add text to the element it stands in."""
        self.texts[self.open[-1]][-1] += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def listing(*cells: str, caption: str = "New words", heading: str = "Word") -> Listing:
    """Return a listing of two columns of three, in rows of two cells."""
    rows = [(cells[place], cells[place + 1], "hidden") for place in range(0, len(cells), 2)]
    table = pd.DataFrame(rows, columns=["term", "meaning", "note"], dtype="string")
    return Listing(caption, table, {"term": heading, "meaning": "What it means"}, {"term": "ja"})


def test_the_page():
    """The page has one caption, a heading for each column and each row, and the cells in their order."""
    page = Page(listing("rubber", "ゴム", "tariff", "関税")._repr_html_())
    assert page.texts["caption"] == ["New words"]
    assert page.texts["th"] == ["Word", "What it means", "rubber", "tariff"]
    assert page.texts["td"] == ["ゴム", "関税"]
    assert [heading["scope"] for heading in page.attributes("th")] == ["col", "col", "row", "row"]


def test_languages_are_named_for_screen_readers():
    """Only the cells of a column in another language name it; its heading is in the language of the page."""
    page = Page(listing("rubber", "ゴム")._repr_html_())
    assert [heading.get("lang") for heading in page.attributes("th")] == [None, None, "ja"]
    assert [cell.get("lang") for cell in page.attributes("td")] == [None]


def test_a_phone_shows_every_column(tab: Tab):
    """In a narrow frame each cell is below the one before, names its heading and is on the screen; it stays a table."""
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.set_content(
        f"<!DOCTYPE html><html lang=en><main>{listing('rubber', 'x' * 30, 'tariff', 'y' * 30)._repr_html_()}"
    )
    cell = tab.get_by_role("cell", name="x" * 30)
    assert tab.get_by_role("columnheader").count() == 2
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"What it means: "'
    for box in (part.bounding_box() for part in tab.locator("tbody :is(th, td)").all()):
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 360
    head, own = tab.locator("tbody th").first.bounding_box(), cell.bounding_box()
    assert head
    assert own
    assert own["y"] >= head["y"] + head["height"]


def test_a_wide_table_is_reached_by_keyboard():
    """The part that may scroll has a name and can be reached without a mouse."""
    (group,) = Page(listing("rubber", "ゴム")._repr_html_()).attributes("div")
    assert (group["role"], group["aria-label"], group["tabindex"]) == ("group", "New words", "0")


def test_everything_is_escaped():
    """Whatever stands in a cell, a heading or the caption is shown as typed and never run."""
    page = Page(listing(NASTY, NASTY, caption=NASTY, heading=NASTY)._repr_html_())
    assert "script" not in page.texts
    assert page.texts["caption"] == [NASTY]
    assert page.texts["th"] == [NASTY, "What it means", NASTY]
    assert page.texts["td"] == [NASTY]
    assert page.attributes("div")[0]["aria-label"] == NASTY


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("https://www.asean.org/a?b=1&c=2", ["https://www.asean.org/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ("see https://asean.org", []),
        ('https://asean.org/"onclick="alert(1)', []),
    ],
)
def test_an_address_can_be_opened(value: str, links: list[str]):
    """A cell that is an address and nothing else is a link, which opens beside the lesson."""
    page = Page(listing("source", value)._repr_html_())
    assert [link["href"] for link in page.attributes("a")] == links
    assert all(link["rel"] == "noopener noreferrer" for link in page.attributes("a"))


def test_an_address_ends_a_line_after_a_part():
    """A long address is shown without its scheme, and its lines end after slashes and low lines."""
    html = listing("source", "https://asean.org/a/b_c/")._repr_html_()
    assert ">asean.org/<wbr>a/<wbr>b_<wbr>c/</a>" in html


@pytest.mark.parametrize(
    ("value", "is_reading"),
    [("ほうかつてきせんりゃくてきパートナーシップ", True), ("包括的", False), ("ほうかつ CSP", False), ("", False)],
)
def test_a_reading_does_not_end_a_line_after_its_first_letters(value: str, *, is_reading: bool):
    """How a word is read is one word to the browser: no line ends after ほう, which it takes for a phrase."""
    html = listing("term", value)._repr_html_()
    assert ('class="kit-kana"' in html) is is_reading
    assert ".kit-kana{word-break:normal" in html


def test_the_plain_twin():
    """The plain text holds the caption, every heading and every cell that the page holds."""
    assert repr(listing("rubber", "ゴム", "tariff", "関税")) == (
        "New words\n\n  Word: rubber\n  What it means: ゴム\n\n  Word: tariff\n  What it means: 関税"
    )


def test_an_empty_cell_is_empty():
    """A value that is not known leaves its cell empty instead of printing a sign of the library."""
    events = load("timeline").iloc[[0]]
    without_place = Listing("Events", events, {"title": "Event", "place": "Place", "paragraph": "Paragraph"}, {})
    assert Page(without_place._repr_html_()).texts["td"] == ["", ""]
    assert "NA" not in repr(without_place)


def test_codes_are_said_in_words():
    """A code that has words is shown by them, any other as it is; the table keeps both."""
    figures = pd.DataFrame({"figure": ["gdp", "area"]}, dtype="string")
    shown = Listing("Figures", figures, {"figure": "Figure"}, {}, {"figure": {"gdp": "Output"}})
    assert Page(shown._repr_html_()).texts["th"] == ["Figure", "Output", "area"]
    assert "Output" in repr(shown)
    assert list(shown.to_table()["figure"]) == ["gdp", "area"]


@pytest.mark.parametrize("language", ["en", "ja", "id"])
def test_no_reader_sees_the_code_of_a_figure(language: str):
    """Each figure of the kit has a name in a list, with its unit; a good is named as in the chart of goods."""
    rows = load("indicators").drop_duplicates("indicator")
    page = Page(listing_in(language, "table.indicators", rows, ["indicator"])._repr_html_())
    assert [name for name in page.texts["th"] if "_" in name] == []
    assert len(set(page.texts["th"])) == len(rows) + 1


def test_a_good_is_named_within_its_sentence():
    """The share of a good is a sentence with the name of the good."""
    rows = pd.DataFrame({"indicator": ["asean_share_of_japan_imports_shrimp_percent"]})
    shown = listing_in("en", "table.rows", rows, ["indicator"])
    assert "ASEAN's share of the shrimp that Japan imports (percent)" in repr(shown)


@pytest.mark.parametrize(
    ("language", "shown"), [("en", ["yes", "17 December 2023"]), ("ja", ["実現した", "2023年12月17日"])]
)
def test_codes_and_dates_of_the_tables_are_shown_as_one_reads_them(language: str, shown: list[str]):
    """A table of the kit shows words for its codes, and dates as one reads them; its rows keep both."""
    rows = load("forecasts").query("forecast_id == 'forecast-tokyo-summit'")
    found = listing_in(language, "table.forecasts", rows, ["fact_id", "outcome", "outcome_date"])
    assert Page(found._repr_html_()).texts["td"] == shown
    assert found.to_table()["outcome_date"].item() == "2023-12-17"


def test_a_year_alone_is_a_date_where_dates_are():
    """A partner whose day is not known has a year as one reads it, and a heading that fits names in any language."""
    rows = load("partnerships").query("partner_id == 'partner-australia'")
    found = listing_in("ja", "table.partnerships", rows, ["name_en", "dialogue_since"])
    assert Page(found._repr_html_()).texts["td"] == ["1974年"]
    assert Page(found._repr_html_()).texts["th"][0] == "名前"


def test_what_looks_like_a_date_and_is_none_stays():
    """Two years with a hyphen, as of a season or a school year, are shown as they are."""
    assert Page(listing("1977-78", "2023-02-30")._repr_html_()).texts["td"] == ["2023-02-30"]
    assert "1977-78" in repr(listing("1977-78", "2023-02-30"))


def test_ids_of_rows_are_not_indonesian():
    """A column of ids ends in the code of Indonesian; no screen reader is told that its cells are in this language."""
    rows = with_language(load("glossary").head(1), ["definition"], "id")
    page = Page(listing_in("en", "table.rows", rows, ["word_id", "source_id", "definition_id"])._repr_html_())
    assert page.attributes("th")[-1].get("lang") is None
    assert [cell.get("lang") for cell in page.attributes("td")] == [None, "id"]


def test_ids_of_ones_own_are_not_indonesian():
    """A table of a lesson of one's own names its ids as it likes; a term in Indonesian is next to its English."""
    columns = ["price_id", "shop", "shop_id", "text_id", "term_id", "term_en"]
    rows = pd.DataFrame([["a", "Sari", "b", "c", "beras", "rice"]], columns=columns)
    listing = listing_in("en", "table.rows", rows, columns)
    page = Page(listing._repr_html_())
    cells = [*page.attributes("th")[6:], *page.attributes("td")]
    assert [cell.get("lang") for cell in cells] == [None, None, None, None, "id", "en"]
    assert list(listing.headings.values()) == [*columns[:4], "Indonesian", "English"]


@pytest.mark.parametrize(("language", "marked"), [("ja", 1), ("en", 0)])
def test_words_of_the_story_are_english_in_a_japanese_table(language: str, marked: int):
    """A voice reads them as English; in an English lesson the table says so once, for all."""
    rows = pd.DataFrame({"fact_id": ["a"], "evidence": ["forum on synthetic rubber"]})
    page = listing_in(language, "table.facts", rows, ["fact_id", "evidence"])._repr_html_()
    assert page.count('lang="en">forum on synthetic rubber') == marked


@pytest.mark.parametrize(("language", "shown"), [("en", ["Laos"]), ("ja", ["ラオス"])])
def test_states_have_names_where_only_their_codes_are(language: str, shown: list[str]):
    """Rows that a cell has worked out by state are read with names; where names are columns, codes stay codes."""
    rows = load("members").query("iso3 == 'LAO'")
    assert Page(listing_in(language, "table.rows", rows, {"iso3": "State"})._repr_html_()).texts["th"][1:] == shown
    assert Page(listing_in(language, "table.rows", rows, ["iso3", "name_en"])._repr_html_()).texts["th"][2:] == ["LAO"]


@pytest.mark.parametrize(
    ("language", "shown"), [("en", ["Yes", "No"]), ("ja", ["はい", "いいえ"]), ("id", ["Ya", "Tidak"])]
)
def test_what_is_so_or_not_is_said_in_the_language(language: str, shown: list[str]):
    """A founder is one in words, not in Python's."""
    rows = load("members").query("iso3 in ['THA', 'VNM']")
    found = listing_in(language, "table.members", rows, ["iso3", "founder"])
    assert Page(found._repr_html_()).texts["td"] == shown
    assert list(found.to_table()["founder"]) == [True, False]


def test_what_is_not_known_is_neither_yes_nor_no():
    """A column that a cell has made with gaps is no column of truth values for pandas, and has the same words."""
    rows = pd.DataFrame({"state": ["a", "b", "c"], "signed": [True, False, None]})
    assert Page(listing_in("en", "table.rows", rows, ["state", "signed"])._repr_html_()).texts["td"] == [
        "Yes",
        "No",
        "",
    ]
    texts = rows.assign(signed=["True", "x", None])
    assert Page(listing_in("en", "table.rows", texts, ["state", "signed"])._repr_html_()).texts["td"][0] == "True"


def test_a_column_can_be_a_year():
    """Columns that a cell has made of years are shown, too."""
    rows = load("members").query("iso3 == 'LAO'").assign(**{"1973": "763"}).rename(columns={"1973": 1973})
    assert Page(listing_in("ja", "table.rows", rows, {"iso3": "", 1973: "1973"})._repr_html_()).texts["td"] == ["763"]


@pytest.mark.parametrize(("language", "shown"), [("en", "1,079"), ("ja", "1,079"), ("id", "1.079")])
def test_thousands_are_written_as_the_language_does(language: str, shown: str):
    """A number of a column has the commas or points of the language; a year has none, and a text stays as it is."""
    heads = pd.DataFrame({"year": [1973], "dollars": ["1,079"], "note": ["1,079 dollars"]})
    page = Page(Listing("Heads", heads, {name: name for name in heads}, {}, language=language)._repr_html_())
    assert page.texts["td"] == [shown, "1,079 dollars"]
    assert page.texts["th"][-1] == "1973"


def test_no_rows():
    """A listing without rows still says what it would list."""
    assert repr(listing()) == "New words"
    assert Page(listing()._repr_html_()).texts["caption"] == ["New words"]


def test_the_table_is_the_callers_own():
    """The table has all columns, shown or not, and changing it changes nothing on the page."""
    words = listing("rubber", "ゴム")
    before = words._repr_html_()
    table = words.to_table()
    assert table.columns.tolist() == ["term", "meaning", "note"]
    table.loc[0, "term"] = "X"
    assert words._repr_html_() == before


def test_a_listing_is_frozen():
    """A listing cannot be changed once it is made."""
    with pytest.raises(FrozenInstanceError):
        listing().caption = "Others"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("language", "figures", "kind", "rank"),
    [
        ("en", ["2.125", "501,427,500,080", "1973", ""], "Japan and ASEAN", "strategic partner"),
        ("id", ["2,125", "501.427.500.080", "1973", ""], "Jepang dan ASEAN", "mitra strategis"),
    ],
)
def test_codes_and_figures_are_words_of_the_language(language: str, figures: list[str], kind: str, rank: str):
    """A reader sees no code and no number as Python writes it; thousands are grouped, years are not."""
    rows = pd.DataFrame({"value": [2.125, 501427500080.0, 1973.0, None], "kind": "japan-asean", "rank": "strategic"})
    listed = listing_in(language, "table.rows", rows, ["kind", "rank", "value"])
    page = Page(listed._repr_html_())
    assert page.texts["td"][1::2] == figures
    assert set(page.texts["td"][::2]) == {rank}
    assert kind in page.texts["th"]
    assert listed.to_table()["kind"].tolist() == ["japan-asean"] * 4
