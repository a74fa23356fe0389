"""Lessons and tables explain each word that pupils at level B1 do not know, in the lesson in which it is first read."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest
from word_levels import forms, hard_words

from kit.facts.tables import load
from kit.translate.sources import sources

LESSONS = [f"{number:02d}" for number in range(9)]
# Columns that pupils read, with the first lesson that shows them; names of people and places are no words to explain.
TABLES = {
    "facts": ("01", ["statement"]),
    "story": ("01", ["text_en"]),
    "members": ("02", ["official_name", "note"]),
    "timeline": ("03", ["title", "what_happened", "significance"]),
    "partnerships": ("04", ["note"]),
    "places": ("06", ["note"]),
    "forecasts": ("07", ["statement", "what_happened"]),
    "cautions": ("08", ["caution", "advice"]),
}
# Names that begin a sentence, names of coins and keys, and a foreign word that its excerpt explains.
_NAMES = """
abe aiko arab asean asian aspri bali bayu brunei burma cambodia chai chiang dewi ema esc farid fukuda goro hana hanoi
hayashi hello india indonesia jakarta jiji kamikawa kishida kyodo lao laos ly malaysia myanmar naypyidaw noor nusantara
omar papua philippines plaza putrajaya putri rangoon retno saigon singapore takeshita tan tanaka tetum thai thailand
timor ukraine vientiane wang yangon yen yoshimasa
"""
NAMES = frozenset(_NAMES.split())
# Irregular forms, easy words in one, British spellings, numbers, and words that every pupil has met at school.
_KNOWN = """
according cannot communities community data diplomatic eighth energy etc false fiftieth found known minister neither
ninth partnership payment percentage prime projects timeline translation twentieth tyre version website
"""
KNOWN = frozenset(_KNOWN.split())
# Where a lesson says what a word means, or shows it.
EXPLAINED = {
    "alliance": "only an alliance promises help in a war",
    "billion": "a billion is a thousand million",
    "bloc": 'bloc", so a group of states',
    "boycott": "such a protest is called a boycott",
    "brackets": "brackets `[ ]`",
    "cable": "a cable is a message to one's own government from an embassy",
    "calibration": "as sure as they should be",
    "communiqué": "communiqué, tells what was said at a meeting",
    "comprehensive": "the rank covers all fields",
    "condemn": "to condemn an act is to say openly that it is wrong",
    "constant": "dollars, here of 2015, leave higher prices out",
    "cooperate": "to *cooperate* is to work together",
    "cooperative": "to *cooperate* is to work together",
    "cooperation": "to *cooperate* is to work together",
    "creation": "*co-creation* means that people make something together",
    "dash": "nine-dash line, a line on chinese maps",
    "deputy": "a deputy prime minister, another member of her government",
    "diplomat": "a diplomat, a person who works for a government in another country",
    "dispute": "a dispute, which means an argument",
    "domestic": "is the value of everything that a country produces",
    "embassy": "an embassy, its office in another country",
    "exclamation": "exclamation mark !",
    "expectation": "an *expectation* is what people think will happen",
    "export": "**exports** leave japan",
    "founded": "founded, so they started,",
    "founder": "founded, so they started,",
    "founding": "founded, so they started,",
    "gross": "is the value of everything that a country produces",
    "guidelines": "guidelines, common rules for the talks",
    "import": "**imports** come in",
    "informal": "**informal**: people met because of one problem, without fixed rules",
    "label": "a *label*, a name without fixed duties",
    "legend": "a legend, which explains the colours",
    "mainland": "the mainland, the large land in the north",
    "multiply": "(× 100)",
    "nautical": "a nautical mile is 1.852 kilometres",
    "null": "null and void, which means that it does not count",
    "outcome": "what became of each one is its outcome",
    "output": "is the value of everything that a country produces",
    "peacekeeper": "peacekeepers, who help to keep the peace",
    "pillar": "pillars, or main parts",
    "poll": "a poll asks people for their opinion",
    "quote": "exact words in quotation marks are a",
    "refugee": "refugees from indochina, people who had to leave their countries",
    "riot": "a riot, which means violence in the streets",
    "stability": "*stability* means that things do not change suddenly",
    "theme": "the theme, which means the subject",
    "trainee": "a trainee, a person who works in order to learn",
    "treaty": "a treaty sets rules that both sides must follow",
    "triangle": "triangle ▶",
    "tribunal": "a kind of court",
    "troops": "its troops, which means its soldiers",
    "void": "null and void, which means that it does not count",
}

# Words of level B1 over which a reader of fifteen stumbled all the same, and what they are said to be.
STUMBLED = {
    "figure": "*figure* is a number that was counted or measured",
    "forum": "*forum* is a series of meetings for talks",
    "goods": "goods, which means things that people sell",
}


@cache
def texts() -> dict[str, list[str]]:
    """Return the English texts of the course by catalogue; of tables those that a translator would get."""
    return {name: [text.english for text in found] for name, found in sources("id").items()}


@cache
def words_so_far(lesson: str) -> str:
    """Return what pupils have read up to a lesson, in small letters."""
    documents = load("documents")
    heads = documents["head_note"][documents["lessons"].str[:2] <= lesson]
    prose = (text for each in LESSONS if each <= lesson for text in texts()[f"lesson-{each}"])
    tables = (text for table, (since, _) in TABLES.items() if since <= lesson for text in cells(table))
    return "\n".join([*prose, *heads, *tables]).lower()


def cells(table: str) -> list[str]:
    """Return what pupils read in a table."""
    return [cell for column in TABLES[table][1] for cell in load(table)[column] if not pd.isna(cell)]


@cache
def noted(lesson: str) -> set[str]:
    """Return the words that have a note up to a lesson: in the list of words, the story and the documents."""
    words, documents = load("glossary"), load("documents")
    story = " ".join(texts()["story"]).lower() if lesson > "00" else ""
    terms = [
        term.lower()
        for term, since in zip(words["term_en"], words["lesson"], strict=True)
        if since <= lesson or term.lower().removeprefix("to ").partition(" (")[0] in story
    ]
    for lessons, notes in zip(documents["lessons"], documents["words"], strict=True):
        if lessons[:2] <= lesson:
            terms += [note.partition(":")[0].lower() for note in str(notes).split("; ")]
    return {form for term in terms for word in re.findall(r"[\w']+", term) for form in forms(word)}


def is_explained(word: str, lesson: str) -> bool:
    """Tell whether pupils can know a word in a lesson."""
    for form in forms(word):
        if form in NAMES | KNOWN | noted(lesson) or EXPLAINED.get(form, "\0") in words_so_far(lesson):
            return True
    return False


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_hard_word_is_left_without_a_meaning(lesson: str):
    """In prose, items, hints and feedback no word beyond B1 is without a meaning, a name or a school word."""
    hard = {word for text in texts()[f"lesson-{lesson}"] for word in hard_words(text)}
    assert sorted(word for word in hard if not is_explained(word, lesson)) == []


@pytest.mark.parametrize("table", TABLES)
def test_tables_have_no_hard_word_either(table: str):
    """What pupils read in a table has no other hard words than lessons explain up to the first one that shows it."""
    hard = {word for text in cells(table) for word in hard_words(text)}
    assert sorted(word for word in hard if not is_explained(word, TABLES[table][0])) == []


def test_documents_explain_their_hard_words():
    """Titles, notes, excerpts and terms of a document have no hard word without a meaning in its first lesson."""
    left = {
        (document.document_id, word)
        for document in load("documents").itertuples()
        for text in (document.title, document.head_note, document.excerpt_en, document.words, document.terms)
        for word in hard_words(text)
        if not is_explained(word, document.lessons[:2])
    }
    assert sorted(left) == []


def test_the_list_of_words_is_easy_itself():
    """A meaning in the list of words has no hard word that needs a meaning."""
    words = load("glossary")
    left = {
        (term, word)
        for term, meaning, lesson in zip(words["term_en"], words["definition_en"], words["lesson"], strict=True)
        for word in hard_words(meaning)
        if not is_explained(word, lesson)
    }
    assert sorted(left) == []


def test_meanings_are_of_use():
    """Each meaning that this test counts on is in a lesson, and its word is hard."""
    assert [word for word, meaning in EXPLAINED.items() if meaning not in words_so_far("08")] == []
    read = set(hard_words("\n".join([words_so_far("08"), *load("documents")["excerpt_en"]])))
    assert [word for word in EXPLAINED if not any(word in forms(hard) for hard in read)] == []


@pytest.mark.parametrize("word", STUMBLED)
def test_what_a_reader_stumbled_over_is_explained_at_once(word: str):
    """A word over which a reader of fifteen stumbled has its meaning in the first lesson whose texts have it."""
    first = next(each for each in LESSONS if re.search(rf"(?i)\b{word}s?\b", "\n".join(texts()[f"lesson-{each}"])))
    assert STUMBLED[word] in "\n".join(texts()[f"lesson-{first}"]).lower()


def test_a_hard_word_is_found():
    """A word of level C is named, an easy one and a name are not."""
    assert list(hard_words("The tribunal asked Hayashi about the conundrums of the meetings.")) == [
        "tribunal",
        "conundrums",
    ]
