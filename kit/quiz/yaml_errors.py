"""Why a file is not YAML: the line, the item, and the quoted form to write."""

from __future__ import annotations

import re
from pathlib import Path

from yaml.error import Mark, MarkedYAMLError

from kit.errors import KitError, place

_GENERAL = "Put quotes around texts with special characters, a space after each colon, and two spaces for each step in."
_SAID = {
    "could not find expected ':'": "A name is not followed by a colon and a space.",
    "found unexpected end of stream": "A quote is opened and never closed.",
}
_LINE = re.compile(r"(?P<before>\s*(?:- +)*(?:[\w-]+:(?= ))?) *(?P<value>.*?)\s*$")
_OTHER_SPACE = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
_WIDE = re.compile(rf" *(?:- +)*(?:[\w-]+:)?{_OTHER_SPACE.pattern}+")  # where a line begins, or after a name
_ID = re.compile(r"^- id: *(\S+)", re.MULTILINE)
_SPECIAL = "&*!%@`|>?-{[\"'"


def quoted(text: str) -> str:
    """Return a text as one writes it in YAML, in quotes.

    Examples
    --------
    >>> print(quoted('The "Look East" policy'), quoted("It's: so"))
    'The "Look East" policy' "It's: so"
    """
    text = " ".join(text.split())
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def not_yaml(text: str, error: MarkedYAMLError, path: Path) -> KitError:
    """Say what is wrong with a text that cannot be parsed, in which line and item, and what to write."""
    opened_before = error.context in {"while scanning a quoted scalar", "while scanning a simple key"}
    mark: Mark | None = (error.context_mark if opened_before else None) or error.problem_mark
    index = mark.line if mark else 0
    comment = _swallowing_comment(text, error)
    if comment is not None:
        index, what, do = comment
    elif (wide := _wide_space(text.splitlines(), index)) is not None:
        index, what, do = wide
    else:
        lines = text.splitlines()
        line = lines[index] if index < len(lines) else ""
        what, do = _on_line(line, error, mark.column if mark else 0)
    ids = _ID.findall("\n".join(text.splitlines()[: index + 1]))
    where = place(path, line=index + 1) + (f", item {ids[-1]}" if ids else "")
    return KitError(what, where=where, do=do)


def _wide_space(lines: list[str], index: int) -> tuple[int, str, str] | None:
    """Return line, mistake and advice where a space that is none to YAML is in a line, or in the one before."""
    for at in (index - 1, index):
        if 0 <= at < len(lines) and (found := _WIDE.match(lines[at])):
            plain = _OTHER_SPACE.sub(" ", found[0]) + lines[at][found.end() :]
            what = "A wide or non-breaking space is not a space to YAML."
            return at, what, f"Type plain spaces instead: {plain.strip()}"
    return None


def _on_line(line: str, error: MarkedYAMLError, column: int) -> tuple[str, str]:
    """Return what is wrong with a line, and what to do."""
    said = str(error.problem)
    match = _LINE.match(line)
    before, value = (match["before"], match["value"]) if match else ("", "")
    in_brackets = said.startswith("did not find expected ','")
    if re.match(r" *\t", line):
        what, do = "A line begins with a tab.", "Use spaces: two for each step to the right."
    elif said.startswith("mapping values") or line[column : column + 1] == ":":
        inner = _segment(line, column) if in_brackets else value if column >= len(before) else ""
        what = "A colon and a space are in a text without quotes."
        do = f"Put quotes around it: {_as_written(before, inner)}" if inner else _GENERAL
    elif "：" in line and ":" not in line:
        what = "The colon after a name is full-width (：), so YAML does not see it."
        do = f"Write it as : and a space: {line.strip().replace('：', ': ', 1)}"
    elif "escape" in said and value[1:-1]:
        single = "'" + value.strip(value[0]).replace("'", "''") + "'"
        what, do = "A backslash has a meaning of its own between double quotes.", f"Use single quotes: {single}"
    elif said in _SAID:
        what, do = _SAID[said], _GENERAL
    elif value and value[0] in _SPECIAL and value != "---" and not in_brackets:
        what, do = _special(before, value)
    else:
        what, do = f"This is not YAML: {error.problem}.", _GENERAL
    return what, do


def _special(before: str, value: str) -> tuple[str, str]:
    """Return what is wrong with a text that begins with a character of YAML, and what to do."""
    if value[0] in "\"'":
        inner = value[1:-1] if value.endswith(value[0]) and len(value) > 1 else value
        what = "The text goes on after its closing quotation mark."
        return what, f"Put other quotes around it: {_as_written(before, inner)}"
    what = f"A text without quotes begins with {value[0]}, which has a meaning of its own in YAML."
    return what, f"Put quotes around it: {_as_written(before, value)}"


def _as_written(before: str, text: str) -> str:
    return f"{before.strip()} {quoted(text)}".strip()


def _segment(line: str, column: int) -> str:
    """Return the text of a flow map that contains a second colon: ``who said: yes`` of ``{en: who said: yes}``."""
    start = max(line.rfind(char, 0, column) for char in ",{[") + 1
    end = min((at for char in ",}]" if (at := line.find(char, column)) >= 0), default=len(line))
    return line[start:end].partition(":")[2].strip()


def _swallowing_comment(text: str, error: MarkedYAMLError) -> tuple[int, str, str] | None:
    """Return line, mistake and advice where a comment has swallowed the end of a list or map in brackets."""
    if not (str(error.problem).startswith("did not find expected ','") and error.context_mark and error.problem_mark):
        return None
    start = error.context_mark.index
    match = re.search(r"([^,\[\]{}:\n\"']*[^\s,\[\]{}:\"'])(\s+#[^,\]}\n]*)", text[start : error.problem_mark.index])
    if match is None:
        return None
    line = text[: start + match.start(2)].count("\n")
    return line, *commented(match[1].strip(), match[0].strip())


def commented(kept: str, whole: str) -> tuple[str, str]:
    """Return what is wrong and what to do where a comment has cut a text."""
    return (
        f"Everything after # is a comment, so the text ends with {kept!r}.",
        f"Put quotes around the whole text: {quoted(whole)}; or write the comment on a line of its own.",
    )
