"""Excerpts next to each other: who speaks, in which language, which words are hard, from where."""

from __future__ import annotations

import pytest

from kit.errors import KitError
from kit.facts.documents import documents
from kit.facts.tables import load
from kit.html import html_of
from tests.facts.test_listing import Page

ALL = list(load("documents")["document_id"])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_document_has_what_a_reader_needs(language: str):
    """Head note, speaker, source, terms, address, hard words and the whole excerpt are on the page and in the text."""
    for name in ALL:
        found = documents([name], language)
        (row,) = found.to_table().to_dict("records")
        html, text = html_of(found.to_element()), repr(found)
        page = Page(html)
        assert page.attributes("a")[0]["href"] == row["url"]
        terms = [pair.partition(":")[0].strip() for pair in row["words"].split(";")]
        assert sorted(page.texts["strong"]) == sorted(terms)
        for cell in (row["title"], row["speaker"], row["head_note"], row["terms"], row["url"], *terms):
            assert cell in text
        excerpt = row[f"excerpt_{language}"] if isinstance(row[f"excerpt_{language}"], str) else row["excerpt_en"]
        assert excerpt in text


def test_the_language_of_a_quotation_is_marked():
    """Japanese words are marked as Japanese where there are any, else the English ones as English."""
    quotes = Page(documents(["doc-1977-fukuda", "doc-2023-retno"], "ja")._repr_html_()).attributes("blockquote")
    assert [quote["lang"] for quote in quotes] == ["ja", "en"]


def test_a_translation_names_its_original():
    """A document that was written in another language than the one shown says in which."""
    assert "Original language: Indonesian" in repr(documents(["doc-2023-indonesia-press"], "en"))
    assert "Original language" not in repr(documents(["doc-2023-retno"], "en"))


def test_the_order_is_that_of_the_call():
    """Documents are shown as they are named."""
    wanted = ["doc-2023-retno", "doc-1977-fukuda"]
    assert list(documents(wanted, "en").to_table()["document_id"]) == wanted


def test_an_unknown_document():
    """A name that is nearly right is answered with the right one."""
    with pytest.raises(KitError, match="doc-2023-retno"):
        documents(["doc-2023-retnoo"], "en")


def test_no_document():
    """A call without a name says what to give."""
    with pytest.raises(KitError, match="No document is named"):
        documents([], "en")
