"""Item files as teachers type and paste them: each is read as it was meant, or refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.quiz.bank import problems, read_file

FILE = """lesson: "20"
title: A lesson
question: What?
minutes: {teaching: 1, exercises: 1}
objectives: {one: Say it.}
items:
- id: q-mine-01
  kind: single-choice
  objective: one
  level: recall
  stem: Which one?
  facts: [VNM]
  hints: [Look.]
  options:
  - {id: a, text: Hanoi, feedback: Yes.}
  - {id: b, text: Dili, feedback: No.}
  key: a
"""
STEM, FIRST = 11, 15
REFUSED = {
    "a Japanese keyboard left on for a colon": ("key: a", "key：a", 17, "full-width"),
    "a Japanese keyboard left on for an indent": ("  stem", "\u3000stem", STEM, "wide or non-breaking space"),
    "an indent pasted from a web page": ("  stem", "\u00a0\u00a0stem", STEM, "wide or non-breaking space"),
    "a space pasted from Word after a name": ("stem: ", "stem:\u00a0", STEM, "wide or non-breaking space"),
    "digits of a Japanese keyboard in an id": ("q-mine-01", "q-mine-０１", 7, "not of the form"),
    "brackets of a Japanese keyboard": ("[VNM]", "［VNM］", 12, "has to be a list"),
    "Word's quotation marks around an id": ("id: a,", "id: “a”,", FIRST, "not a valid id"),
    "a key of a Japanese keyboard": ("key: a", "key: ａ", 17, "is not an option"),
    "an invisible character behind the key": ("key: a", "key: a\u200b", 17, "is not an option"),
    "Word's quotation marks and a colon": ("Which one?", "“Which: one?”", STEM, "A colon and a space"),
    "a tab of a spreadsheet": ("  stem", "\tstem", STEM, "tab"),
    "emphasis at the beginning": ("Which one?", "*Which* one?", STEM, 'stem: "*Which* one?"'),
    "code at the beginning": ("Which one?", "`Which` one?", STEM, 'stem: "`Which` one?"'),
    "an option twice in other widths": ("Dili", "Ｈａｎｏｉ", 16, "reads the same"),
    "an option twice, once stressed": ("Dili", '"*Hanoi*"', 16, "reads the same"),
    "a number sign": ("Hanoi,", "Hanoi #1,", FIRST, "is a comment"),
}
READ = {
    "words that YAML takes for truth": ("No", "Yes"),
    "numbers of other systems": ("010", "0x1F"),
    "numbers with powers and lines": ("1e3", "1_000"),
    "a day and a year": ("1967-08-08", "1967"),
    "times of a clock": ("12:30", "13:30"),
    "a sign for nothing": ("~", "null"),
    "quotation marks of Word": ("“Look East”", "‘Look East’ policy"),
    "stars that are no emphasis": ("5 * 3", "2 ** 3"),
    "HTML": ("<b>Hanoi</b>", "a &lt; b"),
    "a path of Windows": (r"\\server\new", r"C:\temp"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_is_refused_with_its_line(case: str, tmp_path: Path):
    """The error names the line that was typed, and what is wrong there."""
    typed, instead, line, said = REFUSED[case]
    (tmp_path / "20-a.yaml").write_text(FILE.replace(typed, instead, 1), encoding="utf-8")
    error = problems(tmp_path / "20-a.yaml")[0]
    assert said in f"{error.what} {error.do}"
    assert f"line {line}," in error.where


@pytest.mark.parametrize("case", READ)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_is_typed_is_what_is_shown(case: str, line_end: str, encoding: str, tmp_path: Path):
    """Options are texts, letter by letter, whatever YAML makes of such words elsewhere."""
    file = FILE
    for place, text in zip(("Hanoi", "Dili"), READ[case], strict=True):
        file = file.replace(f"text: {place}", f"text: {text}")
    path = tmp_path / "20-a.yaml"
    path.write_bytes(file.replace("\n", line_end).encode(encoding))
    (item,) = read_file(path).items
    assert tuple(option["text"] for option in item.public_for("s")["options"]) in {READ[case], READ[case][::-1]}
