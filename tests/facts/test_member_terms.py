"""Words in languages of members: each has a page that confirms it, and is shown next to the others."""

from __future__ import annotations

import csv
import re

import pytest
from babel import Locale

from kit.errors import KitError
from kit.facts.member_terms import member_terms
from kit.facts.tables import rows
from kit.lesson import start
from kit.paths import data_folder

FILE = data_folder() / "text" / "terms-of-members.csv"
TERMS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
LANGUAGES = {"fil", "km", "lo", "ms", "my", "th", "vi"}


def test_each_term_is_of_a_word_and_has_a_page():
    """A term belongs to one word of the glossary, in a language of a member, and says where it was read."""
    words = {row["word_id"] for row in rows("glossary")}
    assert {term["word_id"] for term in TERMS} <= words
    assert {term["language"] for term in TERMS} == LANGUAGES
    assert all(term["term"].strip() and re.match(r"https?://\S+$", term["url"]) for term in TERMS)
    assert len({(term["word_id"], term["language"]) for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("language", ["en", "ja", "id"])
def test_a_lesson_shows_them_next_to_its_own_words(language: str):
    """A column more, under the name of the language; the cell is empty where no source confirmed a term."""
    listing = start("06", language=language).words("vi")
    heading = Locale(language).languages["vi"]
    assert listing.headings["term_vi"] == heading
    assert listing.lang["term_vi"] == "vi"
    shown = dict(zip(listing.table["word_id"], listing.table["term_vi"], strict=True))
    assert shown["word-south-china-sea"] == "Biển Đông"
    assert "" in shown.values()
    assert '<td role="cell" data-heading=' in listing._repr_html_()


@pytest.mark.parametrize("language", ["en", "ja", "id"])
def test_a_language_of_the_kit_is_one_more_column(language: str):
    """Indonesian terms are those of its lessons; a column that is there already does not come twice."""
    listing = start("06", language=language).words("id")
    assert list(listing.headings).count("term_id") == 1
    shown = dict(zip(listing.table["word_id"], listing.table["term_id"], strict=True))
    assert shown["word-south-china-sea"] == "Laut Tiongkok Selatan"
    assert all(shown.values())


def test_a_language_without_terms():
    """The languages that there are, and the nearest one, are named."""
    with pytest.raises(KitError, match="fil, km, lo, ms, my, th, vi"):
        member_terms("vn")
