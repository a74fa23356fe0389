"""Mark text: phrases of a text, each with a category or simply marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kit.quiz.interactions import Choice, Pairs
from kit.quiz.item import Item
from kit.quiz.kinds.mark_text.item import MarkText
from kit.quiz.score import score
from kit.quiz.sealed import seal_items

Make = Callable[..., MarkText]
TEXT = "It {met:met in 1973}, {plan:will meet} again, and {hope:may grow}; {name:so it is called}."
PLAIN: dict[str, Any] = {"key": ["met", "plan"]}
SORTED: dict[str, Any] = {
    "categories": [{"id": name, "text": name.title()} for name in ("fact", "forecast")],
    "key": {"met": "fact", "plan": "forecast", "hope": "forecast"},
}


@pytest.fixture(scope="module")
def make() -> Make:
    """Return a function that makes an item, with fields changed."""

    def item(**fields: object) -> MarkText:
        shared = {
            "id": "q-test-01",
            "objective": "test",
            "level": "analyse",
            "stem": "Which?",
            "facts": ["fact-one"],
            "hints": ["Look again."],
            "text": TEXT,
            "phrases": [{"id": name, "feedback": f"About {name}."} for name in ("met", "plan", "hope", "name")],
            "feedback": {"right": "Yes.", "wrong": "No."},
        }
        return msgspec.convert(shared | fields, MarkText)

    return item


@pytest.mark.parametrize(
    ("fields", "response", "points", "verdict"),
    [
        (PLAIN, ["met", "plan"], 1, "right"),
        (PLAIN, ["met"], 0.5, "partly"),
        (PLAIN, ["met", "plan", "hope"], 0.5, "partly"),
        (PLAIN, ["met", "plan", "hope", "name"], 0, "wrong"),
        (PLAIN, ["hope", "name"], 0, "wrong"),
        (PLAIN, [], 0, "unreadable"),
        (PLAIN, ["met", "x"], 0, "unreadable"),
        (PLAIN, {"met": "marked"}, 0, "unreadable"),
        (SORTED, {"met": "fact", "plan": "forecast", "hope": "forecast"}, 1, "right"),
        (SORTED, {"met": "fact", "plan": "fact"}, 1 / 3, "partly"),
        (SORTED, {"met": "fact", "plan": "forecast", "hope": "forecast", "name": "fact"}, 2 / 3, "partly"),
        (SORTED, {"name": "fact"}, 0, "wrong"),
        (SORTED, {}, 0, "unreadable"),
        (SORTED, ["met"], 0, "unreadable"),
        (SORTED, {"met": "x"}, 0, "unreadable"),
    ],
)
def test_marks_are_scored(make: Make, fields: dict[str, Any], response: object, points: float, verdict: str):
    """Each right mark earns a share, a mark on a phrase that needs none takes one, and nobody falls below zero."""
    result = score(make(**fields), response)
    assert (result.score, result.verdict) == (pytest.approx(points), verdict)


def test_each_phrase_has_its_verdict_and_its_feedback(make: Make):
    """What is marked is judged phrase by phrase; what is not marked is counted and not given away."""
    result = score(make(**SORTED), {"met": "fact", "plan": "fact"})
    assert result.parts == {"met": "right", "plan": "wrong"}
    assert [note.text for note in result.notes] == ["No.", "About plan.", "1 right answer is still missing."]
    right = score(make(**SORTED), SORTED["key"])
    assert [note.text for note in right.notes] == ["Yes."]
    assert set(right.parts.values()) == {"right"}
    own = [{"id": name, "feedback": name, "facts": ["own"]} for name in ("met", "plan", "hope", "name")]
    assert [note.facts for note in score(make(**PLAIN, phrases=own), ["hope"]).notes][1] == ("own",)


def test_a_response_in_words_has_the_marked_phrases_in_the_order_of_the_text(make: Make):
    """Each with its category, where there are some."""
    assert make(**PLAIN).describe(["hope", "met"]) == ("met in 1973", "may grow")
    assert make(**SORTED).describe({"hope": "fact", "met": "forecast"}) == (
        "met in 1973 → Forecast",
        "may grow → Fact",
    )


def test_misconceptions_name_phrase_and_category(make: Make):
    """A wrong mark is named with its category; where marks are only missing, these are named."""
    item = make(**SORTED)
    assert [one.given for one in item.misconceptions({"met": "fact", "plan": "fact"})] == ["will meet → Fact"]
    found = item.misconceptions({"met": "fact", "plan": "forecast"})
    assert [one.given for one in found] == ["Not chosen: may grow"]


@pytest.mark.parametrize("fields", [PLAIN, SORTED], ids=["plain", "sorted"])
def test_an_exam_tells_nothing_about_the_key(make: Make, fields: dict[str, Any]):
    """Another key gives the same sealed item, and no id of an author is in it."""
    other = {"key": ["name"]} if fields is PLAIN else {"key": {"met": "forecast"}}
    one, two = (seal_items([make(**each)], ["en"])[0] for each in (fields, fields | other))
    assert one == two
    assert "met:" not in str(msgspec.to_builtins(one))
    hidden = make(**fields).anonymised()
    assert score(hidden, hidden.sample_response("right")).verdict == "right"
    assert not {category.id for category in hidden.categories} & {"fact", "forecast"}
    assert {phrase.id for phrase in hidden.phrases} == {"m1", "m2", "m3", "m4"}


def test_phrases_are_a_choice_in_the_text_and_with_categories_pairs(make: Make):
    """Formats get options or things with the text around them; a phrase without a category goes to no mark."""
    choice = make(**PLAIN).interaction("en")
    assert isinstance(choice, Choice)
    assert [option.share for option in choice.options] == [0.5, 0.5, -0.5, -0.5]
    assert "".join(choice.phrases.get(piece, piece) for piece in choice.pieces).startswith("It met in 1973, will meet")
    pairs = make(**SORTED).interaction("en")
    assert isinstance(pairs, Pairs)
    assert [thing.target.text for thing in pairs.things] == ["Fact", "Forecast", "Forecast", "no mark"]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"key": []}, "No phrase is to be marked."),
        ({"key": ["met"], "text": "It {met:met}.", "phrases": [{"id": "met", "feedback": "A."}]}, "fewer than two"),
        ({"key": ["met", "met"]}, "is used 2 times"),
        ({"key": ["mat"]}, "'mat', which is not a phrase"),
        ({"key": {"met": "fact"}}, "does not have the form"),
        (SORTED | {"key": ["met"]}, "does not have the form"),
        (SORTED | {"key": {"met": "x"}}, "'x', which is not a category"),
        (SORTED | {"categories": [{"id": "fact", "text": "Fact"}], "key": {"met": "fact"}}, "only one category"),
        (PLAIN | {"text": "It {met:met}."}, "are not those of the list"),
        (PLAIN | {"text": TEXT.replace("met in 1973", " ")}, "is empty"),
        (PLAIN | {"text": {"en": TEXT, "ja": "…"}}, "are not those of the list"),
    ],
)
def test_what_an_author_may_get_wrong(make: Make, fields: dict[str, Any], what: str):
    """Text, phrases, categories and key that do not fit are named."""
    assert any(what in mistake.what for mistake in make(**PLAIN | fields).mistakes())


@pytest.mark.parametrize("fields", [PLAIN, SORTED])
def test_brackets_around_a_word_are_not_a_phrase(make: Make, fields: dict[str, Any]):
    """A word in curly brackets without a colon stays in the text, in every home."""
    shape = make(**fields, text=f"In {{1973}} {TEXT}").interaction("en")
    assert isinstance(shape, (Choice, Pairs))
    assert shape.pieces[:2] == ("In {1973} It ", "met")
    assert set(shape.pieces[1::2]) == set(shape.phrases)


def test_a_sound_item_has_no_mistakes(make: Make):
    """Both forms of the key are accepted as an author writes them."""
    items: list[Item] = [make(**PLAIN), make(**SORTED)]
    assert [list(item.mistakes()) for item in items] == [[], []]


def test_a_wrong_sample_is_wrong_where_each_phrase_is_to_be_marked(make: Make):
    """Where no phrase is left to be marked too much, the wrong response lacks one."""
    item = make(key=["met", "plan", "hope", "name"])
    assert score(item, item.sample_response("wrong")).verdict == "partly"
