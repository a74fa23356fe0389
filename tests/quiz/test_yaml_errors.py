"""A file that is not YAML: the error says where and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.yaml_errors import quoted
from kit.quiz.yaml_nodes import load

BROKEN = {
    # what follows `stem:`, what is said, and the form to write
    "a percent sign": ("%5 of it?", "begins with %", 'stem: "%5 of it?"'),
    "an at sign": ("@home?", "begins with @", 'stem: "@home?"'),
    "a backtick": ("`kit` is?", "begins with `", 'stem: "`kit` is?"'),
    "an asterisk": ("*What is it?", "begins with *", 'stem: "*What is it?"'),
    "a bar": ("|What is it?", "begins with |", 'stem: "|What is it?"'),
    "more than": ("> 50 percent?", "begins with >", 'stem: "> 50 percent?"'),
    "a question mark": ("? what", "begins with ?", 'stem: "? what"'),
    "a hyphen": ("- so", "begins with -", 'stem: "- so"'),
    "a gap first": ("{year} was?", "begins with {", 'stem: "{year} was?"'),
    "a bracket first": ("[sic] is?", "begins with [", 'stem: "[sic] is?"'),
    "a colon": ("Who said: yes?", "A colon and a space", 'stem: "Who said: yes?"'),
    "a colon at the end": ("Who said this:", "A colon and a space", 'stem: "Who said this:"'),
    "a colon in a map": ("{en: Who said: yes?}", "A colon and a space", '"Who said: yes?"'),
    "a word in double quotes": ('"Face" is?', "after its closing quotation mark", "stem: '\"Face\" is?'"),
    "an apostrophe": ("'It's so'", "after its closing quotation mark", 'stem: "It\'s so"'),
    "a backslash": ('"50\\% of it"', "A backslash", "'50\\% of it'"),
    "a comment in a list": ("[SDG # 13 of it]", "Everything after # is a comment", '"SDG # 13 of it"'),
    "a full-width colon": ("Any?\n  level：recall", "full-width", "level: recall"),
    "a wide space in front": ("Any?\n\u3000level: recall", "wide or non-breaking", "level: recall"),
    "a space of a web page in front": ("Any?\n\u00a0\u00a0level: recall", "wide or non-breaking", "level: recall"),
    "a space of a web page after a name": ("Any?\n  level:\u00a0recall", "wide or non-breaking", "level: recall"),
    "a wide space after a name": ("Any?\n  level:\u3000recall", "wide or non-breaking", "level: recall"),
    "an open quote": ('"Who', "never closed", 'stem: "Who"'),
    "an open quote in a map": ('{en: "Who, ja: 誰}', "never closed", 'en: "Who"'),
    "an open quote before another": ('"Who\n  hints: ["Look", "Go"]', "never closed", 'stem: "Who"'),
    "an apostrophe first": ("'tis so", "never closed", 'stem: "\'tis so"'),
    "two quotations": ('"Yes" and "no"', "after its closing quotation mark", 'stem: \'"Yes" and "no"\''),
    "quotes in quotes": ('"The "Face" is?"', "after its closing quotation mark", "stem: 'The \"Face\" is?'"),
    "a space missing after a colon": ("Any?\n  level:recall", "space is missing after the colon", "level: recall"),
    "another hyphen": ("Any?\n－ id: q-c-03", "not the one of the keyboard", "- id: q-c-03"),
    "a space missing after a hyphen": ("Any?\n-id: q-c-03", "space is missing after the hyphen", "- id: q-c-03"),
    "a space too many": ("Any?\n   level: recall", "begins 3 to the right", "Begin it with 2"),
    "a space too few": ("Any?\n level: recall", "begins 1 to the right", "Begin it with 2"),
    "another document": ("Any?\n---", "begins another document", "Take the line --- out"),
    "a line break of a document": ("Who\u2028is it?", "line break", "behind 'stem: Who'"),
    "brackets in a list": ("[Hanoi [old]]", "contains [", '"Hanoi [old]"'),
    "brackets in a map": ("{en: Who [sic] said it?, ja: 誰}", "contains [", 'en: "Who [sic] said it?"'),
    "braces in a map": ("{en: a {year: x} b, ja: 誰}", "A colon and a space", 'en: "a {year: x} b"'),
    "a bracket first in a map": ("{en: [sic] is?, ja: 誰}", "begins with [", 'en: "[sic] is?"'),
    "a gap first in a map": ("{en: {year} was?, ja: 誰}", "begins with {", 'en: "{year} was?"'),
    "a star in a map": ("{en: *Who* is it?, ja: 誰}", "begins with *", 'en: "*Who* is it?"'),
    "an at sign in a map": ("{en: @home?, ja: 誰}", "begins with @", 'en: "@home?"'),
    "more than in a map": ("{en: > 50?, ja: 誰}", "begins with >", 'en: "> 50?"'),
    "a quotation in a map": ('{en: "Face" is?, ja: 誰}', "after its closing", "en: '\"Face\" is?'"),
    "a colon at the end in a map": ("{en: Who:, ja: 誰}", "A colon and a space", 'en: "Who:"'),
    "a hash first in a map": ("{en: #13 is?, ja: 誰}", "Everything after #", '"#13 is?"'),
    "a star in a list": ("[*Who, is]", "begins with *", '"*Who"'),
    "a comma first": (", and who?", "begins with ,", 'stem: ", and who?"'),
    "a closing bracket first": ("] who?", "begins with ]", 'stem: "] who?"'),
    "an open bracket": ("Any?\n  hints: [Look north.", "A bracket is opened and never closed", "hints: [Look north.]"),
    "a comma missing in a map": ("{en: Who?、ja: 誰}", "A comma is missing", "en: Who?, ja: 誰"),
    "words after a list": ("Any?\n  key: [Hanoi], Hue", "goes on after its closing bracket", "key: [Hanoi, Hue]"),
    "a tab after a hyphen": ("Any?\n  key:\n  -\tHanoi", "A tab is not a space", "Write it like this: - Hanoi"),
    "an alias of nothing": ("Any?\n  <<: *base", "An alias (*name)", "Write out what it means"),
    "half a bracket in a map": ("{en: a] b, ja: 誰}", "contains ]", 'en: "a] b"'),
}


@pytest.mark.parametrize(("typed", "what", "form"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_says_where_and_what_to_write(tmp_path: Path, typed: str, what: str, form: str):
    """The error names line and item, and the form in quotes."""
    path = tmp_path / "02-x.yaml"
    path.write_text(f"items:\n- id: q-a-01\n  stem: Any?\n- id: q-b-02\n  stem: {typed}\n  level: recall\n", "utf-8")
    with pytest.raises(KitError) as raised:
        load(path)
    assert what in raised.value.what
    line = 5 + typed.split(', "Go"]', maxsplit=1)[0].count("\n") - ('"Who\n' in typed)
    assert raised.value.where == f"{path}, line {line}, item q-b-02"
    assert form in raised.value.do


@pytest.mark.parametrize(("typed", "form"), [(typed, form) for typed, _, form in BROKEN.values() if "stem: " in form])
def test_the_quoted_form_is_read(tmp_path: Path, typed: str, form: str):
    """What is proposed for a stem can be written there, and YAML reads it."""
    path = tmp_path / "02-x.yaml"
    path.write_text(f"items:\n- id: q-b-02\n  {form}\n  level: recall\n", "utf-8")
    assert load(path).content["items"][0]["level"] == "recall", typed


@pytest.mark.parametrize(
    "text", ["plain", "a: b", "it's", 'the "Look East" policy', 'it\'s "so"', "C:\\temp", "# 13", "[1, 2]", "&x *y %z"]
)
def test_a_quoted_text_is_read_as_it_was_written(tmp_path: Path, text: str):
    """Whatever a text contains, its quoted form gives it back."""
    path = tmp_path / "x.yaml"
    path.write_text(f"key: {quoted(text)}\n", encoding="utf-8")
    assert load(path).content == {"key": text}
