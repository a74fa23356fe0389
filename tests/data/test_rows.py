"""What the rows say: every fact has its evidence, every row its source, every link its other end."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from kit.checks.coverage import coverage
from kit.dates import span
from kit.facts.membership import members
from kit.facts.tables import load, table_names
from kit.quiz.bank import lesson_names, load_bank

SAID = {"quoted", "reported", "draft", "characterisation"}
PROMISES = {"planned", "promise", "expected", "aim", "possible"}
FOUND = {"confirmed", "known", "mixed", "disputed"}
THEMES = {"diplomacy", "economy", "history", "media-literacy", "membership", "security"}
WHO = {
    "the reporter (Kyodo)",
    "Japan's foreign ministry, by Kyodo",
    "Yoshimasa Hayashi, by Kyodo",
    "photo caption (Kyodo)",
    "a draft statement, by Kyodo",
}
STORY = "2023-07-13"
CITED = [name for name in table_names() if name != "sources"]
GROUP = "ASEAN"


def runs(text: str, length: int) -> set[str]:
    """Return every run of so many words of a text."""
    words = re.findall(r"[\w'-]+", text.lower())
    return {" ".join(words[place : place + length]) for place in range(len(words) - length + 1)}


def test_every_paragraph_has_facts():
    """The facts come from all 14 paragraphs, in their order."""
    paragraphs = load("facts")["paragraph"].tolist()
    assert sorted(set(paragraphs)) == list(range(1, 15))
    assert paragraphs == sorted(paragraphs)


def test_id_locator_and_paragraph_of_a_fact_agree():
    """The id and the locator of a fact name its paragraph, and its source is the story."""
    for fact in load("facts").itertuples():
        assert fact.fact_id.startswith(f"fact-p{fact.paragraph:02d}-")
        assert (fact.locator, fact.source_id) == (f"paragraph {fact.paragraph}", "kyodo-2023-07-13")


def test_evidence():
    """The evidence is two to six words with plain signs, and with none that stand for words left out or added."""
    for fact in load("facts").itertuples():
        assert 2 <= len(fact.evidence.split()) <= 6, fact.fact_id
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9',. -]*[A-Za-z0-9.]", fact.evidence), fact.fact_id
        assert ".." not in fact.evidence, fact.fact_id


def test_statements_are_in_our_own_words():
    """No statement has five words in a row from its evidence, but for the full name of ASEAN."""
    copied = [fact.fact_id for fact in load("facts").itertuples() if runs(fact.statement, 5) & runs(fact.evidence, 5)]
    assert copied == ["fact-p02-asean-full-name"]


def test_nothing_is_said_twice():
    """No two facts share seven words in a row, but for the sentences on each member."""
    shared = defaultdict(list)
    for fact in load("facts").query("kind != 'membership'").itertuples():
        for run in runs(fact.statement, 7):
            shared[run].append(fact.fact_id)
    assert {run: ids for run, ids in shared.items() if len(ids) > 1} == {}


def test_who_says_a_fact_and_how_sure_it_is():
    """Each fact says who says so, and how sure it is that this was said; what a draft says is from the draft."""
    facts = load("facts")
    assert set(facts["attribution"]) == WHO
    assert set(facts["certainty"]) == SAID
    assert set(facts.loc[facts["certainty"] == "draft", "attribution"]) == {"a draft statement, by Kyodo"}


def test_what_lies_ahead_has_a_strength():
    """Each forecast among the facts says how strong the promise is, and claims are the reporter's own views."""
    facts = load("facts")
    assert set(facts["strength"].dropna()) == PROMISES
    assert facts.loc[facts["kind"] == "forecast", "strength"].notna().all()
    assert (facts["kind"] == "claim").tolist() == (facts["certainty"] == "characterisation").tolist()
    assert set(facts.loc[facts["kind"] == "claim", "attribution"]) == {"the reporter (Kyodo)"}


def test_captions_are_the_paragraphs_of_photos():
    """What a caption says stands in paragraphs 4 and 9, and nothing else does."""
    facts = load("facts")
    assert set(facts.loc[facts["attribution"].str.startswith("photo caption"), "paragraph"]) == {4, 9}
    assert set(facts.loc[facts["paragraph"].isin([4, 9]), "attribution"]) == {"photo caption (Kyodo)"}


def test_themes():
    """Each fact has one theme or several different ones, and each theme has facts."""
    themes = load("facts")["themes"].str.split(";").tolist()
    assert {theme for row in themes for theme in row} == THEMES
    assert all(len(set(row)) == len(row) for row in themes)


def test_the_members_of_the_story():
    """The story names the ten members of its day, one fact each, in the order of the alphabet."""
    facts = load("facts")
    named = facts[facts["fact_id"].str.startswith("fact-p11-member-")]["actors"].tolist()
    assert named == sorted(members(STORY)["name_en"])
    assert sorted(load("members").query("in_story")["name_en"]) == named


@pytest.mark.parametrize("table", CITED)
def test_every_source_is_there(table: str):
    """Every source that a row names stands in table sources, once."""
    known = set(load("sources")["source_id"])
    for cell in load(table)["source_id"]:
        sources = cell.split(";")
        assert set(sources) <= known, cell
        assert len(set(sources)) == len(sources), cell


def test_every_source_is_used():
    """Every source is named by a row, but for that of the outlines."""
    named = {source for table in CITED for cell in load(table)["source_id"] for source in cell.split(";")}
    assert set(load("sources")["source_id"]) - named == {"natural-earth"}


@pytest.mark.parametrize("table", [table for table in CITED if table != "facts"])
def test_attribution_names_the_sources(table: str):
    """Outside the story, the line that names who says so is made of the lines of the row's sources."""
    line = load("sources").set_index("source_id")["attribution"]
    for row in load(table).itertuples():
        assert row.attribution == "; ".join(dict.fromkeys(line[source] for source in row.source_id.split(";")))


@pytest.mark.parametrize("table", [table for table in CITED if table not in {"facts", "forecasts"}])
def test_certainty_of_what_was_looked_up(table: str):
    """What was looked up is confirmed, known, mixed or disputed."""
    assert set(load(table)["certainty"]) <= FOUND


def test_sources_have_addresses_and_terms():
    """Every source has an address, but for the story, our own words and papers; all but the papers have terms."""
    sources = load("sources").set_index("source_id")
    assert set(sources[sources["url"].isna()].index) == {"kyodo-2023-07-13", "own-wording", "primary-documents"}
    assert set(sources[sources["licence"].isna()].index) == {"primary-documents"}
    assert sources["url"].dropna().str.startswith("https://").all()


def test_forecasts_rest_on_facts():
    """Each forecast names a fact of its paragraph, and no fact is named twice."""
    facts = load("facts").set_index("fact_id")
    forecasts = load("forecasts")
    assert len(forecasts) == 9
    assert facts.loc[forecasts["fact_id"], "paragraph"].tolist() == forecasts["paragraph"].tolist()
    assert forecasts["fact_id"].is_unique
    for column in ("strength", "certainty"):
        assert facts.loc[forecasts["fact_id"], column].tolist() == forecasts[column].tolist()


def test_forecasts_were_settled_after_the_story():
    """Each forecast was settled on a day after the story, and none of them is open."""
    forecasts = load("forecasts")
    assert (forecasts["outcome_date_day"] > STORY).all()
    assert set(forecasts["outcome"]) == {"true", "partly"}


def test_the_timeline():
    """The events are in the order of their dates, from the war on, and their ids name their years."""
    events = load("timeline")
    assert events["event_id"].str[6:10].tolist() == events["date"].str[:4].tolist()
    first = [span(date)[0] for date in events["date"]]
    assert first == sorted(first)
    assert (first[0].year, first[-1].year) == (1941, 2026)


def test_places():
    """Places of events are on the list of places, and so are capitals, each in its own state."""
    places = load("places").set_index("place")
    assert set(load("timeline")["place"].dropna()) <= set(places.index)
    for member in load("members").itertuples():
        capital = places.loc[member.capital]
        assert (capital["iso3"], capital["capital"]) == (member.iso3, True)
    assert set(places[places["iso3"].isna()].index) == {"East China Sea", "South China Sea"}


def test_ranks_come_one_after_the_other():
    """No partner has a higher rank before a lower one, and Japan's dates are those of the timeline."""
    for partner in load("partnerships").itertuples():
        dates = [partner.dialogue_since, partner.strategic_since, partner.comprehensive_since]
        steps = [span(date) for date in dates if isinstance(date, str)]
        assert all(lower[0] <= higher[1] for lower, higher in pairwise(steps)), partner.partner_id
    japan = load("partnerships").set_index("partner_id").loc["partner-japan"]
    events = load("timeline").set_index("event_id")["date"]
    assert japan["strategic_since"] == events["event-2005-strategic-partnership"]
    assert japan["comprehensive_since"] == events["event-2023-japan-csp"]


@pytest.mark.parametrize("event", load("timeline")["event_id"][load("timeline")["event_id"].str.endswith("-csp")])
def test_the_top_rank_has_one_date(event: str):
    """The day of a top rank is the same on the timeline and in the table of partners."""
    day = load("timeline").set_index("event_id")["date"][event]
    assert day in set(load("partnerships")["comprehensive_since"].dropna())


def test_members_joined_on_the_days_of_the_timeline():
    """The day on which a member joined is a day of the timeline."""
    assert set(load("members")["joined"]) <= set(load("timeline")["date"])
    assert load("members").query("founder")["joined"].unique().tolist() == ["1967-08-08"]


def test_figures():
    """Each figure has one unit throughout, is of a member, Japan, ASEAN or the world, and a share is at most all."""
    figures = load("indicators")
    assert (figures.groupby("indicator")["unit"].nunique() == 1).all()
    assert set(figures["iso3"]) == {*load("members")["iso3"], "JPN", GROUP, "WLD"}
    assert figures[figures["unit"] == "percent"]["value"].max() <= 100
    assert figures["year"].between(1967, 2025).all()


def test_no_sums_are_kept():
    """ASEAN has figures only as they were published: sums of members are computed for a date when they are needed."""
    figures = load("indicators")
    own = set(figures.loc[figures["iso3"].str.len() == 3, "indicator"])
    assert own.isdisjoint(figures.loc[figures["iso3"] == GROUP, "indicator"])


def test_what_is_not_known_is_not_there():
    """There is no figure for states and years for which none was found: none is guessed, and none is zero."""
    figures = load("indicators")
    in_1973 = set(figures.query("indicator == 'gdp_usd' and year == 1973")["iso3"])
    assert in_1973 == {"IDN", "MYS", "PHL", "SGP", "THA", "BRN", "MMR", "JPN"}
    assert figures["value"].min() > 0


def test_words_belong_to_lessons():
    """Each word belongs to a lesson of the course, and is written in kana as it is read."""
    words = load("glossary")
    assert len(words) == 61
    assert set(words["lesson"]) <= {f"{number:02d}" for number in range(9)}
    assert set(lesson_names()) <= {f"{number:02d}" for number in range(9)}
    assert words[~words["reading_ja"].str.fullmatch(r"[ぁ-ゖァ-ヺー・（）、]+")]["word_id"].tolist() == []


def test_cautions_name_paragraphs_of_the_story():
    """Each of the 31 cautions concerns paragraphs of the story, in their order, or the story as a whole."""
    cautions = load("cautions")["paragraphs"]
    assert len(cautions) == 31
    for cell in cautions.dropna():
        paragraphs = [int(number) for number in cell.split(";")]
        assert paragraphs == sorted(set(paragraphs)), cell
        assert set(paragraphs) <= set(range(1, 15)), cell


def test_documents_are_short_and_have_terms():
    """An excerpt has at most 60 words, one of the press or of a citizen in it at most 25, and says its terms."""
    for document in load("documents").itertuples():
        count = len(document.excerpt_en.split())
        assert 15 <= count <= (25 if document.terms.startswith("Press") else 60), document.document_id
        assert document.terms.endswith("."), document.document_id


def test_a_source_that_is_quoted_says_so():
    """Where a document quotes a source, the terms of the source do not say that it is cited for facts only."""
    terms = load("sources").set_index("source_id")["licence"]
    quoted = {source for sources in load("documents")["source_id"] for source in sources.split(";")}
    assert [source for source in sorted(quoted) if "facts only" in terms[source]] == []


def test_documents_explain_words_that_they_use():
    """Each word that a document explains is followed by its meaning, and paragraphs and lessons stand in order."""
    for document in load("documents").itertuples():
        assert all(": " in word for word in document.words.split("; ")), document.document_id
        for cell in (document.lessons, document.paragraphs):
            numbers = [int(number) for number in cell.split(";")]
            assert numbers == sorted(set(numbers)), document.document_id


def test_documents_name_the_lessons_that_use_them():
    """The lessons of a document are those that show it or have an item on it, and every document has one."""
    used: dict[str, set[str]] = defaultdict(set)
    for row in coverage()["documents"]:
        used[row.row_id] |= set(row.taught)
    for lesson in load_bank():
        for item in lesson.items:
            for row_id in item.row_ids():
                used[row_id].add(lesson.lesson)
    for document in load("documents").itertuples():
        assert document.lessons == ";".join(sorted(used[document.document_id])), document.document_id


def test_documents_let_several_sides_speak():
    """Japan, ASEAN, its members, China, citizens and the press all speak in the documents."""
    assert {"japan", "asean", "member", "china", "citizen", "press", "joint"} <= set(load("documents")["side"])


def test_the_story_has_every_paragraph():
    """The retelling has the 14 paragraphs in order, and its captions are those of the facts."""
    story = load("story")
    assert story["paragraph"].tolist() == list(range(1, 15))
    assert story.loc[story["photo"], "paragraph"].tolist() == [4, 9]


def test_the_story_is_in_our_own_words():
    """No paragraph of the retelling shares five words in a row with its evidence, but for ASEAN's name."""
    facts, story = load("facts"), load("story").set_index("paragraph")["text_en"]
    copied = [fact.fact_id for fact in facts.itertuples() if runs(story[fact.paragraph], 5) & runs(fact.evidence, 5)]
    assert copied == ["fact-p02-asean-full-name"]
    assert "2022" not in " ".join(story)
