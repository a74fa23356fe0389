"""What was wrong once: the right words stand in their row, and the wrong ones stand nowhere in data or lessons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from kit.facts.provenance import find
from kit.facts.tables import load
from kit.paths import data_folder, notebooks_folder

# The claim as it was checked: a row, a column, and words that the cell has to hold.
RIGHT = {
    "W1 strongly, for the missile too": ("fact-p14-missile-condemned", "statement", "strongly condemned"),
    "W2 the forum was in November": ("event-1973-rubber-forum", "date", "1973-11"),
    "W2 two months before the riots": ("event-1973-rubber-forum", "significance", "Two months later"),
    "W3 a deputy came for Thailand": ("event-2013-tokyo-summit-40", "what_happened", "deputy prime minister"),
    "W4 the first meeting of all": ("event-1997-plus-three", "date", "1997-12-15"),
    "W4 Japan alone one day later": ("event-1997-japan-alone", "date", "1997-12-16"),
    "W5 44 billion, and not the largest": ("event-1998-miyazawa-initiative", "significance", "44 billion dollars"),
    "W6 one source is from ASEAN": ("caution-one-sided-sources", "caution", "One source is from ASEAN: a draft"),
    "W7 the pillars have names": ("word-pillar", "definition_en", "Heart-to-Heart Partners across Generations"),
    "W8 a number instead of most": ("caution-left-out-people", "caution", "4.4 million visitors"),
    "M1 substantial has two meanings": ("fact-p08-ties-called-substantial", "statement", "large or real"),
    "M2 his words are quoted": ("fact-p10-true-friends", "certainty", "quoted"),
    "M3 the number is a choice": ("caution-kit-chose", "caution", "you get another number"),
    "M4 Taiwan has claims": ("word-south-china-sea", "definition_en", "Taiwan"),
    "M4 Natuna": ("word-south-china-sea", "definition_en", "Natuna"),
    "M4 the name of 2017": ("caution-maps-take-no-side", "caution", "North Natuna Sea"),
    "M5 what the award decided": ("event-2016-sea-award", "what_happened", "no legal basis for historic rights"),
    "M5 and in the caution": ("caution-award-not-islands", "caution", "nine-dash line"),
    "M6 the third promise is whole": ("event-1977-fukuda-doctrine", "what_happened", "Indochina"),
    "M6 and in the word list": ("word-fukuda-doctrine", "definition_en", "Indochina"),
    "M7 causes at home": ("event-1974-malari-riots", "what_happened", "corruption and high prices"),
    "M7 whom it hit": ("event-1974-malari-riots", "what_happened", "Chinese Indonesians"),
    "M8 Indochina before Malaya": ("event-1941-attack-on-southeast-asia", "what_happened", "since 1940"),
    "M9 2003 can be defended": ("partner-japan", "note", "used in 2003"),
    "M10 what the ministry calls it": ("forecast-three-days", "what_happened", "the Commemorative Summit"),
    "M11 others if it allows it": ("word-exclusive-economic-zone", "definition_en", "only if it allows it"),
    "M12 the place of the principles": ("event-2013-five-principles", "place", "Jakarta"),
    "M12 the speech was not given": ("event-2013-five-principles", "what_happened", "written but not given"),
    "M13 no ladder of ASEAN": ("caution-rank-is-label", "caution", "ASEAN publishes no ladder"),
    "M15 two scales": ("forecast-work-for-success", "strength", "promise"),
    "M16 two Japanese terms": ("word-communique", "term_ja", "コミュニケ"),
    "M17 Hayashi gave the dates": ("fact-p06-summit-three-days", "attribution", "Yoshimasa Hayashi, by Kyodo"),
    "X1 the ministers since 1978": ("event-1978-foreign-ministers", "date", "1978-06-17"),
    "X2 the birthday moved": ("caution-when-it-began", "caution", "In 1997 both sides counted 20 years"),
    "X3 talks with China on the same day": ("event-2023-code-guidelines", "date", "2023-07-13"),
    "X3 the promise of a code": ("event-2002-conduct-declaration", "date", "2002-11-04"),
    "X4 a list of wishes": ("doc-1977-embassy-manila", "excerpt_en", "SHOPPING LIST"),
    "X5 money for exchanges": ("event-2023-tokyo-summit-50", "significance", "40 billion yen"),
    "X6 Cambodia": ("event-1979-cambodia", "date", "1979-01-12"),
    "X6 the oil shock": ("event-1973-oil-shock", "date", "1973-10"),
    "X7 a figure of 1983": ("event-1983-sixth-forum", "what_happened", "less than six percent"),
}
# Wording that was wrong, or that made a choice of the kit a finding: nowhere in tables, items, lessons and guides.
WRONG = {
    "W1": [
        r"minister condemns north korea",
        r"hayashi condemned the (newest )?launch",
        r"condemns russia and north korea",
    ],
    "W2": [r"of 1973 we know the year only", r"(?<!half )a year after the forum", r"the rubber forum by a year"],
    "W3": [r"leaders of all ten members come to tokyo and", r"all ten were there"],
    "W5": [r"largest single help"],
    "W6": [r"nearly everything comes from japan", r"rests nearly all on one side"],
    "W7": [r"cannot say what the pillars are called", r"(do|does) not hold the text", r"what the three are called"],
    "W8": [r"fill most of the fifty years", r"fills much of that time"],
    "M2": [r"judgement of the reporter or the speaker"],
    "M3": [r"eleven of (the )?thirteen statements", r"sixty of the 74"],
    "M4": [r"sea between china, vietnam, the philippines, malaysia and brunei"],
    "M5": [r"gave the islands to nobody"],
    "M8": [r"japanese troops land(ed)? in (malaya|southeast asia)"],
    "M11": [r"only the coastal state may use", r"only this state may use"],
    "M13": [
        r"the highest rank of an asean partner",
        r"highest rank that asean gives",
        r"highest that a partner can have",
    ],
    "M14": [r"shorter and weaker", r"price of a text that all can sign"],
}


def texts() -> Iterator[tuple[str, str]]:
    """Yield every file that pupils and teachers read, in small letters and on one line."""
    paths = [*data_folder().glob("*.csv"), *(data_folder() / "items").glob("*.yaml"), data_folder() / "README.md"]
    for path in [*paths, *notebooks_folder().rglob("*.ipynb")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        yield "/".join(path.parts[-2:]), re.sub(r"\s+", " ", text.lower())


TEXTS = dict(texts())


@pytest.mark.parametrize("claim", RIGHT)
def test_what_was_corrected_is_there(claim: str):
    """The row says what the source says."""
    row_id, column, words = RIGHT[claim]
    assert words in str(find(row_id)[column])


@pytest.mark.parametrize(("claim", "pattern"), [(claim, text) for claim, found in WRONG.items() for text in found])
def test_what_was_wrong_is_gone(claim: str, pattern: str):
    """The wrong words stand in no table, item, lesson or guide."""
    assert [name for name, text in TEXTS.items() if re.search(pattern, text)] == [], claim


def test_wrong_words_would_be_found():
    """The search reads across lines and in notebooks: words that do stand there are found."""
    assert any("we cut the story into 74 small statements" in text for text in TEXTS.values())
    assert any("strongly condemned" in text for name, text in TEXTS.items() if name.endswith(".yaml"))


def test_counts_and_labels_are_said_to_be_the_kits_own():
    """Lessons say to pupils that the number of statements, the ladder, the scale and "partly" are the kit's choice."""
    for lesson, words in {
        "01": "the number is our choice",
        "04": "asean publishes no ladder",
        "07": '"partly" is our judgement',
    }.items():
        (text,) = (text for name, text in TEXTS.items() if re.match(rf"notebooks/{lesson}-", name))
        assert words in text, lesson


def test_visitors_of_2024_add_up():
    """The 4.4 million visitors are the sum of the ten members of the story in the figures."""
    figures, members = load("indicators"), load("members")
    ten = members[members["in_story"]]["iso3"]
    of_2024 = figures.query("indicator == 'visitors_to_japan' and year == 2024")
    assert round(of_2024[of_2024["iso3"].isin(ten)]["value"].sum() / 1e6, 1) == 4.4


def test_the_words_of_the_two_scales_do_not_mix():
    """No word says both how sure it is that something was said and how strong a promise is."""
    facts = load("facts")
    assert set(facts["certainty"]).isdisjoint(facts["strength"].dropna())
