"""Why a file is not YAML: the line, the item, and the quoted form to write."""

from __future__ import annotations

import re
from itertools import product
from math import inf
from pathlib import Path

import yaml
from yaml.error import Mark, MarkedYAMLError
from yaml.reader import ReaderError

from kit.amounts import counted
from kit.errors import KitError, place

_GENERAL = "Put quotes around texts with special characters, a space after each colon, and two spaces for each step in."
_SLIPS = (  # what is wrong, as it is typed, and as it is right
    (
        "The colon after a name is full-width (：) or another sign, so YAML does not see it.",
        r"^([^:：∶﹕]*)[：∶﹕]\s*",
        r"\1: ",
    ),
    ("A space is missing after the hyphen.", r"^(\s*)-(?=\w)", r"\1- "),
    ("A tab is not a space to YAML.", r"^(\s*(?:- *)*)\t+", r"\1 "),
    (
        "The hyphen is not the one of the keyboard, so YAML does not see it.",
        r"^(\s*)[－–—−ー・•]\s*(?=[\w-]+:\s)",
        r"\1- ",
    ),
    ("A space is missing after the colon.", r"^(\s*(?:- )?[a-z_]+):(?=[^\s:/])", r"\1: "),
    ("An equals sign is in the place of a colon.", r"^(\s*(?:- )?[a-z_]+)\s*=\s*", r"\1: "),
)
_FIELD = re.compile(r" *(?:- )?[\w-]+: ")
_DO = {
    "but found another document": "Take the line --- out: a file is one lesson.",
    "did not find expected <document start>": "Take the line ... out: a file is one lesson.",
    "found undefined alias": "Write out what it means: each item is complete in itself.",
}
_SAID = {
    "but found another document": "A line --- begins another document.",
    "did not find expected <document start>": "A line ... ends the document before the file ends.",
    "found undefined alias": "An alias (*name) comes without its anchor (&name).",
    "could not find expected ':'": "A name is not followed by a colon and a space.",
    "found unexpected end of stream": "A quote is opened and never closed.",
}
_NAME = re.compile(r"(?<![\w-])[\w-]+:\s+")
_LAST_NAME = re.compile(r"(?:[\w-]+:|-)\s+$")
_OPEN_QUOTE = re.compile(r"(?:: +|- +|[\[,] *)([\"'])(?!.*\1)")
_MOST_TRIED = 150  # forms of a line; YAML is quick, and a file is long
_OTHER_SPACE = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
_WIDE = re.compile(rf" *(?:- +)*(?:[\w-]+:)?{_OTHER_SPACE.pattern}+")  # where a line begins, or after a name
_ID = re.compile(r"^- id: *(\S+)", re.MULTILINE)
_WHOLE_QUOTE = re.compile(r"""(?:^|(?<=[\s\[{]))(["'])(?:(?!\1).)*\1(?=\s*(?:[,}\]]|$))""")
_CLOSING = {"[": "]", "{": "}"}
_LISTS = re.compile(r"(?:hints|key|facts|documents|objectives): *\Z")
_NAME_INSIDE = re.compile(r"[\s;；，、,]*[\s；，、]([\w-]+): ")
_SPECIAL = "&*!%@`|>?-{[]},"


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
    lines = text.splitlines()
    if (found := _wide_space(lines, index) or _line_break(lines, text) or _mended(text, error, index)) is not None:
        index, what, do = found
    else:
        index, what, do = _on_line(lines, index, error)
    ids = _ID.findall("\n".join(text.splitlines()[: index + 1]))
    where = place(path, line=index + 1) + (f", item {ids[-1]}" if ids else "")
    return KitError(what, where=where, do=do)


def _line_break(lines: list[str], text: str) -> tuple[int, str, str] | None:
    """Return line, mistake and advice where a text has a line break that nobody sees, as copied from a document."""
    found = re.search("[\x85\u2028\u2029]", text)
    if found is None:
        return None
    index = len(text[: found.start()].splitlines()) - 1
    what = f"A text contains a line break that editors do not show (U+{ord(found[0]):04X})."
    return index, what, f"Type a space instead, behind {' '.join(lines[index].split()[-3:])!r}."


def _wide_space(lines: list[str], index: int) -> tuple[int, str, str] | None:
    """Return line, mistake and advice where a space that is none to YAML is in a line, or in the one before."""
    for at in (index - 1, index):
        if 0 <= at < len(lines) and (found := _WIDE.match(lines[at])):
            plain = _OTHER_SPACE.sub(" ", found[0]) + lines[at][found.end() :]
            what = "A wide or non-breaking space is not a space to YAML."
            return at, what, f"Type plain spaces instead: {plain.strip()}"
    return None


def _on_line(lines: list[str], index: int, error: MarkedYAMLError) -> tuple[int, str, str]:
    """Return line, mistake and advice where no quotation marks put a line right."""
    said, line = str(error.problem), lines[index] if index < len(lines) else ""
    if re.match(r" *\t", line):
        return index, "A line begins with a tab.", "Use spaces: two for each step to the right."
    for at, (what, wrong, right) in product(range(max(index - 1, 0), min(index + 1, len(lines))), _SLIPS):
        form = re.sub(wrong, right, lines[at])
        if form != lines[at]:
            return at, what, f"Write it like this: {form.strip()}"
    before = next((other for other in reversed(lines[:index]) if other.strip()), "")
    steps, steps_before = (len(text) - len(text.lstrip(" -")) for text in (line, before))
    if _FIELD.match(line) and _FIELD.match(before) and steps != steps_before:
        what = f"The line begins {steps} to the right, and the one before it {steps_before}."
        do = f"Begin it with {counted(steps_before, 'spaces')}, or with as many as the field to which it belongs."
        return index, what, do
    known = [len(other) - len(other.lstrip(" -")) for other in lines[:index] if _FIELD.match(other)]
    if _FIELD.match(line) and known and steps not in known:
        near = min(reversed(known), key=lambda other: abs(other - steps))
        what = f"The line begins {steps} to the right, and no field before it does."
        return index, what, f"Begin it with {counted(near, 'spaces')}, as the other fields."
    return index, _SAID.get(said, f"This is not YAML: {said}."), _DO.get(said, _GENERAL)


def _mended(text: str, error: MarkedYAMLError, index: int) -> tuple[int, str, str] | None:
    """Return line, mistake and advice where quotation marks around one text of a line let YAML read on.

    The shortest such text is taken; that it helps was tried, so the advice is never another mistake.
    """
    lines = text.splitlines()
    tried = _MOST_TRIED
    for at in _suspects(lines, error, index):
        last = at if at == index else max(index, error.problem_mark.line if error.problem_mark else 0)
        for start, end in _spans(lines[at]):
            raw = lines[at][start:end].strip()
            for form in _forms(raw, lines[at][:start]):
                fixed = lines[at][:start] + form + lines[at][end:]
                tried -= 1
                if tried < 0:
                    return None
                if _reads_to("\n".join([*lines[:at], fixed, *lines[at + 1 :]])) > last:
                    return at, *_mistake_in(raw, form, lines[at][:start])
    return None


def _suspects(lines: list[str], error: MarkedYAMLError, index: int) -> list[int]:
    """Return the lines in which the mistake may be, the likeliest first."""
    opened = error.context_mark.line if error.context_mark and "flow" in str(error.context) else index
    open_quotes = [at for at in range(index - 1, max(index - 8, -1), -1) if _OPEN_QUOTE.search(lines[at])]
    return [at for at in dict.fromkeys([opened, index, *open_quotes, index - 1]) if 0 <= at < len(lines)]


def _spans(line: str) -> list[tuple[int, int]]:
    """Return where texts of a line may begin and end, the shortest first, whole brackets before halves."""
    whole = len(line.rstrip())
    within = [range(quote.start() + 1, quote.end()) for quote in _WHOLE_QUOTE.finditer(line)]
    named = {match.end() for match in _NAME.finditer(line)}
    listed = {match.end() for match in re.finditer(r"^\s*(?:- +)+|[\[,]\s*", line)} - named
    before_name = {match.start() for match in re.finditer(r"\s*,\s*[\w-]+:(?=\s)", line)}
    closing = {match.start() for match in re.finditer(r"[}\]]", line)}
    commas = {match.start() for match in re.finditer(",", line)}
    found = [(start, end) for start in named for end in {whole, *before_name, *closing}]
    found += [(start, end) for start in listed for end in {whole, *closing, *commas}]
    found = [span for span in found if not any(span[0] in quote for quote in within)]
    fit = [span for span in found if _is_text(line[slice(*span)].strip())]
    return sorted(fit, key=lambda span: (_has_half_a_pair(line[slice(*span)]), span[1] - span[0]))


def _has_half_a_pair(raw: str) -> bool:
    return any(raw.count(opened) != raw.count(closed) for opened, closed in ("[]", "{}"))


def _is_text(raw: str) -> bool:
    """Return whether something may be one text, and is not a list or a map as it should be."""
    is_collection = raw[:1] + raw[-1:] in ("{}", "[]") and re.search(r"[\w-]: |, ", raw)
    return bool(raw) and not is_collection


def _forms(raw: str, before: str) -> list[str]:
    """Return the ways to write a text in quotes that may have been meant, the likeliest first."""
    char, inner = raw[0], raw[1:-1]
    if char in _CLOSING and (_LISTS.search(before) if char == "[" else _NAME.search(raw)):
        one_list = char + re.sub(r"[\[\]]", "", raw) + _CLOSING[char]
        return [raw + _CLOSING[char], one_list, quoted(raw)] if _has_half_a_pair(raw) else [one_list, quoted(raw)]
    if char not in "\"'":
        return [*_with_comma(raw, before), quoted(raw)]
    if char not in raw[1:]:
        is_apostrophe = char == "'" and raw[1:2].islower()
        return [quoted(raw), raw + char] if is_apostrophe else [raw + char, quoted(raw)]
    if raw.endswith(char) and char not in inner:
        return [quoted(inner)]  # it has a backslash
    if raw.endswith(char) and (inner.count(char) % 2 or re.search(rf"[\s(]{char}", inner[: inner.find(char) + 1])):
        return [quoted(inner), quoted(raw)]
    return [quoted(raw), quoted(inner)]


def _with_comma(raw: str, before: str) -> list[str]:
    """Return a part of a map with the comma that is missing before the name of the next field, if one is."""
    from kit.language_codes import is_language  # a file is seldom wrong, and a lesson begins without them
    from kit.quiz.item_schema import field_names

    found = _NAME_INSIDE.search(raw) if "{" in before else None
    is_field = found is not None and (found[1] in field_names() or is_language(found[1]) or found[1].isupper())
    return [f"{raw[: found.start()]}, {raw[found.start(1) :]}"] if found and is_field else []


def _reads_to(text: str) -> float:
    """Return the line to which YAML reads a text; infinite where it reads all."""
    try:
        yaml.compose(text, Loader=yaml.CBaseLoader)
    except MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except (ReaderError, RecursionError):
        return 0
    return inf


def _mistake_in(raw: str, form: str, before: str) -> tuple[str, str]:
    """Return what is wrong with a text, and its quoted form behind the name of its field."""
    hash_ = re.search(r"(?:^|\s)#", raw)
    name = _LAST_NAME.search(before)
    right = f"{name[0].strip()} {form}" if name else form
    do, like_this = f"Put quotes around it: {right}", f"Write it like this: {right}"
    if form == raw + _CLOSING.get(raw[0], ""):
        what, do = "A bracket is opened and never closed.", like_this
    elif form[0] == "[":
        what, do = "A list goes on after its closing bracket.", like_this
    elif form[0] not in "\"'":
        what, do = "A comma is missing between two fields.", like_this
    elif raw[0] in "\"'" and raw[0] not in raw[1:]:
        what, do = "A quote is opened and never closed.", like_this
    elif raw[0] == '"' and raw.find('"', 1) == len(raw) - 1:
        what = "A backslash has a meaning of its own between double quotes."
        do = f"Use single quotes: {right}"
    elif raw[0] in "\"'":
        what = "The text goes on after its closing quotation mark."
        do = f"Put other quotes around it: {right}"
    elif hash_:
        return commented(raw[: hash_.start()].strip(), raw)
    elif raw[0] in _SPECIAL:
        what = f"A text without quotes begins with {raw[0]}, which has a meaning of its own in YAML."
    elif re.search(r":(?:\s|$)", raw):
        what = "A colon and a space are in a text without quotes."
    else:
        char = next((char for char in raw if char in "[]{},"), raw[0])
        what = f"A text without quotes contains {char}, which has a meaning of its own in YAML."
    return what, do


def commented(kept: str, whole: str) -> tuple[str, str]:
    """Return what is wrong and what to do where a comment has cut a text."""
    return (
        f"Everything after # is a comment, so the text ends with {kept!r}.",
        f"Put quotes around the whole text: {quoted(whole)}; or write the comment on a line of its own.",
    )
