"""Text that YAML takes for something else: `kit check` names each, with the line and the quoted form to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.quiz.bank import load_bank, problems, read_file
from kit.quiz.yaml_lost_text import lost_texts
from kit.quiz.yaml_nodes import load

LESSON = """\
lesson: "02"
title: {title}
question: Which?
minutes: {{teaching: 1, exercises: 1}}
objectives: {{test: Try it.}}
items:
- id: q-test-01
  kind: short-text
  objective: test
  level: recall
  facts: [fact-one]
  stem: {stem}
  hints: {hints}
  key: {key}
  feedback: {feedback}
"""
PLAIN = {
    "title": "Any",
    "stem": "What is it?",
    "hints": "[Look again.]",
    "key": "[Hanoi]",
    "feedback": "{right: Yes., wrong: No.}",
}
LINES = {"title": 2, "stem": 12, "hints": 13, "key": 14, "feedback": 15}


def written(folder: Path, **changes: str) -> Path:
    """Write a lesson with one item, and return its file."""
    path = folder / "02-test.yaml"
    path.write_text(LESSON.format(**(PLAIN | changes)), encoding="utf-8")
    return path


LOST = {
    # what an author types, and the quoted form that is proposed
    "a number with a comma": ("key", "[1,300, one thousand]", '["1,300", one thousand]'),
    "a number with two commas": ("key", "[about, 1,234,567]", '[about, "1,234,567"]'),
    "a decimal comma": ("key", "[0,5, half]", '["0,5", half]'),
    "initials after a comma": ("key", "[Washington, D.C.]", '["Washington, D.C."]'),
    "a suffix after a comma": ("key", "[Toyota, Ltd., Toyota]", '["Toyota, Ltd.", Toyota]'),
    "a name turned round": ("key", "[South Korea, Korea, Republic of]", '[South Korea, "Korea, Republic of"]'),
    "a date": ("key", '["no", July 13, 2023]', '["no", "July 13, 2023"]'),
    "a weekday": ("key", "[Monday, 3 March 1997]", '["Monday, 3 March 1997"]'),
    "a hint with a comma": ("hints", "[First, look at the chart.]", '["First, look at the chart."]'),
    "a hint with two commas": ("hints", "[In Asia, say, or near it.]", '["In Asia, say, or near it."]'),
    "a comma in quotation marks": ("hints", '[Compare "ASEAN, Japan" here.]', "'Compare \"ASEAN, Japan\" here.'"),
    "a comma in brackets": ("key", "[Burma (now, Myanmar)]", '["Burma (now, Myanmar)"]'),
    "a list of names in a hint": ("hints", "[Laos, Burma and Cambodia came later.]", '["Laos, Burma and Cambodia'),
    "a comma of Japanese": ("key", "[ハノイ、Hanoi]", "[ハノイ, Hanoi]"),
    "a comment in an entry": ("hints", "\n  - # 13 is one.", '"# 13 is one."'),
    "a comment in a text": ("stem", "What is SDG # 13 of the members?", '"What is SDG # 13 of the members?"'),
    "a comment in a word": ("title", "Goal # 13", '"Goal # 13"'),
    "a text that is a comment": ("stem", "# 13 is what?", '"# 13 is what?"'),
    "a comment with a quotation mark": ("stem", 'The "goal" # 13 is?', "'The \"goal\" # 13 is?'"),
    "a comment in an accepted form": ("key", "\n  - Article # 9", '"Article # 9"'),
    "an anchor": ("stem", "&What is it?", '"&What is it?"'),
    "an anchor in Japanese": ("stem", "&何 これは？", '"&何 これは？"'),
    "a tag": ("stem", "!What is it?", '"!What is it?"'),
    "a tag in a list": ("key", "[Ju, !Kung San]", '"!Kung San"'),
    "an exclamation mark": ("stem", "! Look", '"! Look"'),
    "a comma in a map": ("feedback", "{right: Yes., wrong: No, it is not.}", 'wrong: "No, it is not."'),
    "two commas in a map": ("feedback", "{wrong: No, so far, not., right: Yes.}", 'wrong: "No, so far, not."'),
    "a number in a map": ("feedback", "{right: Yes., wrong: It has 1,300 km.}", 'wrong: "It has 1,300 km."'),
    "a comma in a language": ("stem", "{en: When, and where?, ja: いつ？}", 'en: "When, and where?"'),
    "a text in braces": ("stem", "{year}", '"{year}"'),
    "a colon after the comma": ("stem", "{en: First, second: third, ja: 何}", 'en: "First, second: third"'),
    "a comma after a quotation": ("stem", '{en: "Face", it is, ja: 何}', "en: '\"Face\", it is'"),
    "a comma first": ("stem", "{en: ,x, ja: 何}", 'en: ",x"'),
    "a tag with two marks": ("stem", "!!what is it?", '"!!what is it?"'),
    "an anchor in a list of forms": ("key", "\n  - &a", '"&a"'),
    "braces in a language": ("stem", "{en: {year}, ja: 何}", '"{year}"'),
    "a sentence in a form": ("key", "[Yes, it is.]", '["Yes, it is."]'),
    "a line too far to the right": ("hints", "\n  - Look north.\n    - Look south.", "- Look south."),
    "a line with its hyphen alone": ("key", "\n  - Hanoi\n   -Ha Noi", "- Ha Noi"),
    "a comma missing at a line's end": ("key", "[Hanoi\n    Ha Noi]", "[Hanoi, Ha Noi]"),
    "a comma in a pupil's quotation marks": ("key", "[‘Washington, D.C.’]", '["‘Washington, D.C.’"]'),
    "a comma after e.g.": ("hints", "[e.g., Laos]", '["e.g., Laos"]'),
    "a comma in a list of names": ("hints", "[Laos, Burma and Cambodia]", '["Laos, Burma and Cambodia"]'),
    "a semicolon": ("key", "[Hanoi; Ha Noi]", "[Hanoi, Ha Noi]"),
    "a colon without a space": ("feedback", "{right:Yes., wrong：No.}", "{right: Yes., wrong: No.}"),
    "a backslash": ("stem", '"Open C:\\temp\\x?"', "'Open C:\\temp\\x?'"),
}


@pytest.mark.parametrize(("field", "typed", "form"), LOST.values(), ids=LOST.keys())
def test_a_lost_text_is_named_with_its_line_and_the_quoted_form(tmp_path: Path, field: str, typed: str, form: str):
    """Each text of which YAML loses a part is one problem at its line, which says what to write instead."""
    found = problems(written(tmp_path, **{field: typed}))
    named = [problem for problem in found if form in problem.do]
    assert len(named) == 1, "\n".join(map(str, found))
    line = LINES[field] + typed.startswith("\n")
    assert f", line {line}" in named[0].where
    assert named[0].what


@pytest.mark.parametrize(("field", "typed", "form"), LOST.values(), ids=LOST.keys())
def test_what_follows_from_it_is_not_named_too(tmp_path: Path, field: str, typed: str, form: str):
    """A text that was cut makes no second problem: its rest is not blamed as a field or as an empty text."""
    assert form
    found = problems(written(tmp_path, **{field: typed}))
    assert len(found) == 1 or [typed, field] == ["{year}", "stem"], "\n".join(map(str, found))


@pytest.mark.parametrize(("field", "typed", "form"), LOST.values(), ids=LOST.keys())
def test_the_quoted_form_is_right(tmp_path: Path, field: str, typed: str, form: str):
    """What is proposed can be written and is then without a problem."""
    if form.startswith("'Open"):
        form = "'Open C:/temp/x?'"
    form = {
        '["Laos, Burma and Cambodia': '["Laos, Burma and Cambodia came later."]',
        "- Look south.": "\n  - Look north.\n  - Look south.",
        "- Ha Noi": "\n  - Hanoi\n  - Ha Noi",
    }.get(form, form)
    whole = {"feedback": lambda: "{right: Yes., " + form + "}"} if "right: Yes." in typed else {}
    if field == "key" and not form.startswith(("[", "\n")):
        form = f"[{form}]"
    if field == "hints" and not form.startswith(("[", "\n")):
        form = f"[{form}]"
    if form.startswith("en: "):
        form = "{" + form + "}"
    again = whole[field]() if field in whole else form
    assert problems(written(tmp_path, **{field: again})) == []


FINE = {
    "several forms": ("key", "[Hanoi, Ha Noi, ハノイ]"),
    "forms in quotes": ("key", '["Washington, D.C.", "D.C."]'),
    "years": ("key", "[1967, 1973]"),
    "years without a space": ("key", "[1967,1973]"),
    "two hints": ("hints", "[Look at the map., Think of the capital.]"),
    "two short hints": ("hints", "[look north, then south]"),
    "a hash within a word": ("stem", "What is C#?"),
    "a hash in quotes": ("stem", '"What is SDG # 13?"'),
    "a comment of its own": ("stem", "What is it?\n  # checked in March"),
    "a comment after a list": ("key", "[Hanoi]  # from table members"),
    "a comment after a number": ("key", "\n  - 1995  # as in table members"),
    "an ampersand in a text": ("stem", "What is R&D?"),
    "a multiplication": ("stem", "Is 2 * 3 six?"),
    "words of other languages of YAML": ("key", "[yes, no, on, ~, null, 2023-07-13, 0o17, 12:30]"),
    "a block text": ("stem", "|\n    What is it, # 13?\n    Say: it"),
    "a folded text": ("stem", ">-\n    What is\n    it?"),
    "a map of languages": ("stem", "{en: What?, ja: 何？}"),
    "escapes": ("stem", '"What\\u00a0is \\"it\\"?\\nSay it."'),
}


@pytest.mark.parametrize(("field", "typed"), FINE.values(), ids=FINE.keys())
def test_what_yaml_reads_as_it_was_meant_is_not_named(tmp_path: Path, field: str, typed: str):
    """Texts that arrive whole are without a problem."""
    path = written(tmp_path, **{field: typed})
    assert [str(problem) for problem in problems(path)] == []
    assert read_file(path).items


def test_a_comment_after_a_word_of_the_format(tmp_path: Path):
    """A comment after an id, a level or a number loses nothing."""
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8").replace("level: recall", "level: recall  # the lightest")
    path.write_text(text.replace("exercises: 1}", "exercises: 1}  # minutes"), encoding="utf-8")
    assert problems(path) == []


def test_the_course_itself_loses_no_text():
    """No item file of the kit has a text that YAML takes for something else."""
    assert [each for lesson in load_bank() for each in lost_texts(load(lesson.path))] == []


@pytest.mark.parametrize(
    ("typed", "do"),
    [("1.300", "Write it like this: 1300 or 1.3."), ("-2.125", "Write it like this: -2125 or -2.1250.")],
)
@pytest.mark.parametrize("field", ["key", "tolerance", "points", "value"])
def test_a_number_that_may_be_a_thousand_is_named(tmp_path: Path, field: str, typed: str, do: str):
    """Half of the world writes a thousand with a point, so 1.300 is said to be 1.3 and not taken in silence."""
    path = tmp_path / "02-test.yaml"
    lines = {"key": "7", "tolerance": "0.050", "points": "1.50", "value": "8"} | {field: typed}
    numeric = "kind: numeric\n  tolerance: {tolerance}\n  points: {points}\n".format(**lines)
    errors = f"\n  expected_errors:\n  - {{value: {lines['value']}, feedback: No.}}"
    text = LESSON.format(**PLAIN | {"key": lines["key"] + errors}).replace("kind: short-text\n", numeric)
    path.write_text(text, encoding="utf-8")
    assert do in [problem.do for problem in problems(path)]
