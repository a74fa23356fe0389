"""Excerpts next to each other: who speaks, in which language, which words are hard, from where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.errors import KitError
from kit.facts.documents import documents
from kit.facts.localization import localized
from kit.facts.tables import load
from kit.html import html_of
from tests.facts.test_listing import Page

TEXTS = ("title", "speaker", "head_note", "terms")
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
        said = {field: localized(row, field, language) for field in (*TEXTS, "words", "excerpt")}
        terms = [pair.partition(":")[0].strip() for pair in said["words"].split(";")]
        assert sorted(page.texts["strong"]) == sorted(terms)
        for cell in (*(said[field] for field in TEXTS), row["url"], *terms, said["excerpt"]):
            assert cell in text


def test_the_language_of_a_quotation_is_marked():
    """An official Japanese text and one of ours are marked as Japanese, and what is English as English."""
    for language in ("ja", "en"):
        page = Page(documents(["doc-1977-fukuda", "doc-2023-retno"], language)._repr_html_())
        assert [quote["lang"] for quote in page.attributes("blockquote")] == [language, language]


def test_a_translation_names_its_original():
    """A document that was written in another language than the one shown says in which."""
    assert "Original language: Indonesian" in repr(documents(["doc-2023-indonesia-press"], "en"))
    assert "Original language" not in repr(documents(["doc-2023-retno"], "en"))
    assert "原文の言語：英語" in repr(documents(["doc-2023-retno"], "ja"))
    assert "原文の言語" not in repr(documents(["doc-1977-fukuda"], "ja"))  # the official Japanese text


@pytest.mark.parametrize("words", ["bloc: a group; summit: a meeting;", "bloc：a group；summit：a meeting"])
def test_words_are_separated_by_semicolons(words: str):
    """One at the end, or those of a Japanese keyboard, make no other words."""
    shown = documents(["doc-1977-fukuda"], "en")
    assert "\n  bloc: a group\n  summit: a meeting\n" in repr(replace(shown, table=shown.table.assign(words=words)))


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
