"""Lessons 00 to 05 explain each word that pupils at level B1 do not know, in the lesson in which it is first read."""

from __future__ import annotations

import re
from functools import cache

import pytest
from word_levels import forms, hard_words

from kit.facts.tables import load
from kit.translate.sources import sources

LESSONS = [f"{number:02d}" for number in range(6)]
# Names that begin a sentence, and names of coins and keys.
_NAMES = """
abe aiko asean bayu brunei cambodia chai dewi esc fukuda hanoi hayashi hello india indonesia jakarta jiji
kishida kyodo laos ly malaysia myanmar naypyidaw noor nusantara philippines putrajaya singapore tan tanaka
thai thailand timor ukraine yangon yen
"""
NAMES = frozenset(_NAMES.split())
# Irregular forms, easy words in one, British spellings, numbers, and words that every pupil has met at school.
_KNOWN = """
according cannot data diplomatic false fiftieth found known minister neither partnership payment percentage prime
timeline twentieth tyre
"""
KNOWN = frozenset(_KNOWN.split())
# Where a lesson says what a word means, or shows it.
EXPLAINED = {
    "alliance": "only an alliance promises help in a war",
    "billion": "a billion is a thousand million",
    "bloc": 'bloc", so a group of states',
    "brackets": "brackets `[ ]`",
    "communiqué": "communiqué, tells what was said at a meeting",
    "comprehensive": "the rank covers all fields",
    "condemn": "to condemn an act is to say openly that it is wrong",
    "constant": "dollars, here of 2015, leave higher prices out",
    "cooperate": "to *cooperate* is to work together",
    "cooperation": "to *cooperate* is to work together",
    "diplomat": "a diplomat, a person who works for a government in another country",
    "dispute": "a dispute, which means an argument",
    "domestic": "is the value of everything that a country produces",
    "exclamation": "exclamation mark !",
    "expectation": "an *expectation* is what people think will happen",
    "export": "**exports** leave japan",
    "founded": "founded, so they started,",
    "founder": "founded, so they started,",
    "founding": "founded, so they started,",
    "gross": "is the value of everything that a country produces",
    "import": "**imports** come in",
    "informal": "**informal**: people met because of one problem, without fixed rules",
    "label": "a *label*, a name without fixed duties",
    "legend": "a legend, which explains the colours",
    "mainland": "the mainland, the large land in the north",
    "multiply": "(× 100)",
    "output": "is the value of everything that a country produces",
    "quote": "exact words in quotation marks are a",
    "riot": "a riot, which means violence in the streets",
    "stability": "*stability* means that things do not change suddenly",
    "theme": "the theme, which means the subject",
    "trainee": "a trainee, a person who works in order to learn",
    "treaty": "a treaty sets rules that both sides must follow",
    "triangle": "triangle ▶",
    "troops": "its troops, which means its soldiers",
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
    return "\n".join([*prose, *heads]).lower()


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


def test_the_table_of_the_story_has_no_hard_word_either():
    """Statements of the story, which lesson 01 shows as a table, have no other hard words than that lesson explains."""
    hard = {word for text in load("facts")["statement"] for word in hard_words(text)}
    assert sorted(word for word in hard if not is_explained(word, "01")) == []


def test_meanings_are_of_use():
    """Each meaning that this test counts on is in a lesson, and its word is hard."""
    assert [word for word, meaning in EXPLAINED.items() if meaning not in words_so_far("05")] == []
    read = set(hard_words(words_so_far("05")))
    assert [word for word in EXPLAINED if not any(word in forms(hard) for hard in read)] == []


def test_a_hard_word_is_found():
    """A word of level C is named, an easy one and a name are not."""
    assert list(hard_words("The tribunal asked Hayashi about the conundrums of the meetings.")) == [
        "tribunal",
        "conundrums",
    ]
