"""Everything that is wrong with a file at once, each with its place in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.file_errors import problems_of, steps_in_words
from kit.quiz.template import read_table
from kit.quiz.yaml_nodes import parse

PATH = Path("02-x.yaml")
FILE = """\
lesson: "02"
title: {A: b}
question: Which?
minutes: {teaching: "1,300", exercises: soon}
modus: practice
objectives: {test: [Try it.]}
items:
- id: q-test-01
  kind: numeric
  objective: tset
  level: recal
  stem: Which?
  facts: fact-one
  hints: [[look]]
  key: many
  feedback: {right: Yes., wrogn: No.}
- kind: numerik
- just a text
"""


def test_all_mistakes_of_form_are_named_at_once():
    """Fields that are unknown, missing or of another type are all named, from top to bottom, with lines."""
    found = problems_of(parse(FILE.encode(), PATH), read_table)
    said = [(problem.where.removeprefix("02-x.yaml, line "), problem.what, problem.do) for problem in found]
    for where, what, do in [
        ("2, title", "The title is a map, but has to be a text.", '"A: b"'),
        ("4, minutes, teaching", "The teaching is '1,300', but has to be a whole number.", "without separators: 1300"),
        ("4, minutes, exercises", "The exercises is 'soon', but has to be a whole number.", "such as 12"),
        ("5, modus", "There is no field 'modus' here.", "Did you mean 'mode'?"),
        ("6, objectives, test", "The test is a list, but has to be a text.", "Write it "),
        ("11, item q-test-01, level", "'recal', but has to be one of recall, understand", "Did you mean 'recall'?"),
        ("13, item q-test-01, facts", "'fact-one', but has to be a list, as in [one, two].", "[fact-one]"),
        ("14, item q-test-01, hints 1", "a list, but has to be a text or a map", "Write it "),
        ("15, item q-test-01, key", "The key is 'many', but has to be a number.", "such as 12 or 0.5"),
        ("16, item q-test-01, feedback, wrogn", "There is no field 'wrogn' here.", "Did you mean 'wrong'?"),
        ("17, items 2, kind", "There is no kind 'numerik'.", "Did you mean 'numeric'?"),
        ("18, items 3", "An item is 'just a text', but has to be a map of fields.", "- id: q-topic-01"),
    ]:
        assert [1 for at, is_said, to_do in said if at == where and what in is_said and do in to_do], (where, said)
    lines = [int(where.partition(",")[0]) for where, _, _ in said]
    assert lines == sorted(lines)
    assert len(said) == 12


@pytest.mark.parametrize(
    ("typed", "do"),
    [("yes", "Write it like this: true."), ("No", "Write it like this: false."), ("maybe", "Write true or false.")],
)
def test_a_word_for_a_truth_value(typed: str, do: str):
    """Words that other programs take for truth values lead to the ones that are meant here."""
    head = 'lesson: "02"\ntitle: A\nquestion: B?\nminutes: {teaching: 1, exercises: 1}\nobjectives: {}\nitems: []\n'
    found = problems_of(parse(f"{head}mix_items: {typed}\n".encode(), PATH), read_table)
    assert do in [problem.do for problem in found if "mix_items" in problem.where]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("items", 0, "options", 1, "feedback"), ["item q-one", "option b", "feedback"]),
        (("items", 1, "hints", 0), ["items 2", "hints 1"]),
        (("items", 1, "categories", 0, "text"), ["items 2", "category fact", "text"]),
        (("minutes", "teaching"), ["minutes", "teaching"]),
        ((), []),
    ],
)
def test_a_place_in_words(path: tuple[str | int, ...], words: list[str]):
    """Items and options go by their ids, all else by name and number."""
    content = {"items": [{"id": "q-one", "options": [{"id": "a"}, {"id": "b"}]}]}
    content["items"].append({"hints": ["x"], "categories": [{"id": "fact"}]})
    assert list(steps_in_words(path, content)) == words


def test_a_sound_file_asks_for_no_schema():
    """Jsonschema is slow, so nothing imports it while the items of the course are read."""
    code = "import sys; from kit.quiz.bank import load_bank; load_bank(); sys.exit('jsonschema' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


HEAD = """\
lesson: "02"
title: A
question: B?
minutes: {teaching: 1, exercises: 1}
objectives: {test: You know.}
items:
  - id: q-test-01
    kind: single-choice
    objective: test
    level: recall
    facts: [fact-p01-ministers-meet]
    hints: [Think.]
    stem: Which?
    options:
      - {id: a, text: A, feedback: Yes.}
      - {id: b, text: B, feedback: "No: not this one."}
    key: a
"""


@pytest.mark.parametrize(
    ("right", "wrong", "line", "do"),
    [
        ("    key: a", "    key：a", 17, "Write it like this: key: a"),
        ("    key: a", "    key:a", 17, "Write it like this: key: a"),
        ("    key: a", "    key = a", 17, "Write it like this: key: a"),
        ("    key: a", "   key: a", 17, "Begin it with 4 spaces, as the other fields."),
        ("    key: a", "\tkey: a", 17, "Use spaces: two for each step to the right."),
        ("    key: a", "    key: [a]", 17, "Write it without brackets: a"),
        ("    hints: [Think.]", "    hints:", 12, "Write the value, as in [text]."),
        ("    hints: [Think.]\n", "", 7, "Add it, as in hints: [text]"),
        ("minutes: {teaching: 1, exercises: 1}", "minutes: 2", 4, "as in {teaching: 1, exercises: 1}"),
        ("    hints", "    pool: easy\n    hints", 12, "pools: {easy: 1}."),
        (
            "    key: a",
            "    key: a\n    id: q-test-02",
            18,
            "Write a hyphen before it where another item or option begins, - id: …",
        ),
    ],
)
def test_advice_can_be_followed_word_for_word(right: str, wrong: str, line: int, do: str):
    """What is wrong is named in its own line, and who does what is said gets on."""
    assert right in HEAD
    try:
        found = problems_of(parse(HEAD.replace(right, wrong, 1).encode(), PATH), read_table)
    except KitError as error:
        found = [error]
    assert [(f"line {line}" in problem.where, do in problem.do) for problem in found[:1]] == [(True, True)], found


def test_no_field_is_meant_that_is_there_while_another_one_is_missing():
    """A field by another name is not guessed to be one that the item has already."""
    found = problems_of(parse(HEAD.replace("    options:", "    items:").encode(), PATH), read_table)
    assert ["Did you mean" in problem.do for problem in found if "'items'" in problem.what] == [False]
