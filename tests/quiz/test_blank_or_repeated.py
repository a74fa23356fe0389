"""What an author gets wrong inside an item, kind by kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.quiz.item import Item

Make = Callable[..., Item]
OPTION = {"id": "a", "text": "A", "feedback": "About a"}
ALIKE = [OPTION, {**OPTION, "id": "b", "text": "a."}]
IN_JAPANESE = {**OPTION, "id": "b", "text": {"en": "B", "ja": "甲 "}}
SAME, TWICE = "reads the same as", ("expected_errors", "used 2 times")
HALF = {"right": "Yes.", "wrong": " "}

WRONG: list[tuple[str, dict[str, object], str, str]] = [
    # kind, what is changed, the way to the mistake, words of the message
    ("single-choice", {"key": "z"}, "key", "'z' is not an option"),
    ("single-choice", {"options": [OPTION, OPTION], "key": "a"}, "options", "'a' is used 2 times"),
    ("single-choice", {"options": [OPTION, {**OPTION, "id": "b", "text": "a "}], "key": "a"}, "options 1 text", SAME),
    ("multiple-choice", {"key": []}, "key", "No option is right"),
    ("multiple-choice", {"key": ["a", "a"]}, "key", "'a' is used 2 times"),
    ("multiple-choice", {"key": ["a", "z"]}, "key", "'z' is not an option"),
    (
        "map-click",
        {"options": [{**OPTION, "id": "vnm"}, {**OPTION, "id": "THA"}], "key": "THA"},
        "options 0 id",
        "'vnm'",
    ),
    ("map-click", {"key": []}, "key", "No country is right"),
    ("map-click", {"key": ["VNM", "VNM"]}, "key", "2 times"),
    ("numeric", {"feedback": HALF}, "feedback wrong", "empty"),
    ("numeric", {"expected_errors": [{"value": 1, "feedback": ""}]}, "expected_errors 0 feedback", "empty"),
    ("numeric", {"expected_errors": [{"value": 1, "feedback": "x"}, {"value": 1.0, "feedback": "y"}]}, *TWICE),
    (
        "numeric",
        {"key": 1904569, "expected_errors": [{"value": 1904569, "feedback": "x"}]},
        "expected_errors 0 value",
        "error 1904569 would",
    ),
    ("numeric", {"tolerance": float("inf")}, "tolerance", "impossible"),
    ("ordering", {"feedback": HALF}, "feedback wrong", "empty"),
    ("true-false", {"key": "z"}, "key", "'z' is not an option"),
    ("true-false", {"feedback": HALF}, "feedback wrong", "empty"),
    ("short-text", {"key": []}, "key", "No form is accepted"),
    ("short-text", {"key": ["Hanoi", "…"]}, "key", "neither letter nor digit"),
    ("short-text", {"feedback": HALF}, "feedback wrong", "empty"),
    ("short-text", {"expected_errors": [{"value": "HANOI", "feedback": "x"}]}, "expected_errors 0 value", "as right"),
    ("short-text", {"expected_errors": [{"value": "Hue", "feedback": ""}]}, "expected_errors 0 feedback", "empty"),
    ("short-text", {"expected_errors": [{"value": "Hué", "feedback": "x"}, {"value": "hue", "feedback": "y"}]}, *TWICE),
    ("matching", {"prompts": ALIKE, "key": {"a": "hanoi", "b": "manila"}}, "prompts 1 text", SAME),
    ("matching", {"options": [{"id": "hanoi", "text": "Hanoi"}, {"id": "x", "text": "HANOI"}]}, "options 1 text", SAME),
    ("grouping", {"groups": [{"id": "x", "text": "X"}, {"id": "y", "text": "Ｘ"}]}, "groups 1 text", SAME),
    ("ordering", {"options": ALIKE, "key": ["a", "b"]}, "options 1 text", SAME),
    (
        "map-click",
        {"options": [{**OPTION, "id": "VNM"}, {**OPTION, "id": "THA"}], "key": "THA"},
        "options 1 text",
        SAME,
    ),
    ("open", {"rubric": [{"id": "a", "text": "Says who."}, {"id": "b", "text": "says who"}]}, "rubric 1 text", SAME),
    ("single-choice", {"options": [{**OPTION, "text": {"en": "A", "ja": "甲"}}, IN_JAPANESE]}, "options 1 text", SAME),
    ("single-choice", {"stem": {"en": "Which?", "jp": "どれ？"}}, "stem jp", "no language 'jp'"),
    ("matching", {"key": {"VNM": "hanoi", "THA": "bangkok"}}, "key", "where 'LAO' goes"),
    ("matching", {"key": {"VNM": "hanoi", "THA": "bangkok", "LAO": "hanoi"}}, "key", "'hanoi' is used 2 times"),
    ("matching", {"key": {"VNM": "hanoi", "THA": "bangkok", "LAO": "paris"}}, "key LAO", "'paris'"),
    ("matching", {"prompts": [{**OPTION, "text": ""}]}, "prompts 0 text", "empty"),
    ("grouping", {"key": {"a": "x", "b": "x", "c": "y", "d": "z"}}, "key d", "'z'"),
    ("grouping", {"key": {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}}, "key e", "'e'"),
    ("grouping", {"groups": [{"id": "x", "text": "X"}]}, "groups", "only one group"),
    ("grouping", {"groups": [{"id": "x", "text": ""}, {"id": "y", "text": "Y"}]}, "groups 0 text", "empty"),
    ("grouping", {"feedback": HALF}, "feedback wrong", "empty"),
    ("short-text", {"key": ["Five", "five."]}, "key 1", SAME),
    ("fill-in", {"gaps": [{"id": "year", "key": ["five", "ＦＩＶＥ"], "feedback": "x"}]}, "gaps 0 key 1", SAME),
    ("mark-text", {"text": "They {when:said} so and {who:Said} no."}, "phrases 1", SAME),
    ("mark-text", {"categories": [{"id": "x", "text": "X"}, {"id": "y", "text": "x."}]}, "categories 1 text", SAME),
    ("single-choice", {"hints": ["Look north.", "look north"]}, "hints 1", SAME),
    ("fill-in", {"text": "Founded in {year}."}, "text", "not those of the list"),
    ("fill-in", {"text": {"en": "In {year} in {city}.", "ja": "{year}"}}, "text", "not those of the list"),
    ("fill-in", {"text": "In {year} and {year} in {city}."}, "text", "not those of the list"),
    ("fill-in", {"gaps": []}, "gaps", "no gaps"),
    ("fill-in", {"gaps": [{"id": "year", "key": [], "feedback": "x"}]}, "gaps 0 key", "No form is accepted"),
    ("fill-in", {"gaps": [{"id": "year", "key": ["1"], "feedback": ""}]}, "gaps 0 feedback", "empty"),
    (
        "fill-in",
        {"text": "{a} km in {b}", "gaps": [{"id": "a", "key": ["5", "5 miles"], "feedback": "x"}]},
        "gaps 0 key",
        "'5 miles' would be refused: it has another unit than 'km'",
    ),
    ("short-text", {"expected_errors": [{"value": "?", "feedback": "x"}]}, "expected_errors 0 value", "neither letter"),
    ("matching", {"options": [{"id": "", "text": "Hanoi"}]}, "options 0 id", "'' is not a valid id"),
    ("grouping", {"groups": [{"id": "x y", "text": "X"}]}, "groups 0 id", "'x y' is not a valid id"),
    ("mark-text", {"categories": [{"id": "東", "text": "X"}]}, "categories 0 id", "'東' is not a valid id"),
    ("open", {"rubric": [{"id": "a,b", "text": "A"}]}, "rubric 0 id", "'a,b' is not a valid id"),
    ("open", {"sample": ""}, "sample", "empty"),
    ("open", {"rubric": []}, "rubric", "empty"),
    ("open", {"rubric": [{"id": "a", "text": "A", "weight": 0}]}, "rubric 0 weight", "impossible"),
    ("open", {"rubric": [{"id": "a", "text": " "}]}, "rubric 0 text", "empty"),
    ("open", {"rubric": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, "rubric", "2 times"),
]


@pytest.mark.parametrize(("kind_", "changes", "way", "words"), WRONG)
def test_a_mistake_is_named(make: Make, kind_: str, changes: dict[str, object], way: str, words: str):
    """Each mistake gives the way to the field, what is wrong there, and what to do."""
    found = {" ".join(map(str, mistake.path)): mistake for mistake in reversed(list(make(kind_, **changes).mistakes()))}
    assert way in found
    assert any(words in mistake.what for mistake in found.values())
    assert all(mistake.do for mistake in found.values())


@pytest.mark.parametrize(
    ("stem", "do"), [({"jp": "どれ？"}, "Did you mean 'ja'?"), ({"Note": "which?"}, '"Note: which?"')]
)
def test_a_language_that_is_none_says_what_to_write(make: Make, stem: dict[str, str], do: str):
    """A code of a state leads to the language, and a word to the quotes that the text needs."""
    (mistake,) = make("single-choice", stem=stem).mistakes()
    assert do in mistake.do


def test_the_small_items_are_sound(make: Make, kind: str):
    """The items that these tests start from have no mistake."""
    assert list(make(kind).mistakes()) == []
