"""Text that YAML takes for something else in a file that it can read: cut at a comma or #, dropped after & or !."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kit.language_codes import is_language, language_meant
from kit.quiz.item_schema import field_names
from kit.quiz.kinds.registry import has_number_as_key
from kit.quiz.mistake import Mistake
from kit.quiz.number_forms import two_numbers
from kit.quiz.yaml_errors import commented, quoted
from kit.quiz.yaml_nodes import NodePath, YamlFile
from kit.suggest import did_you_mean

_COMMENT = re.compile(r"[ \t]+#[^\n]*")
_TEXTS = {
    *("title", "question", "objectives", "stem", "hints", "text", "feedback", "right", "wrong", "otherwise"),
    *("sample", "unit", "stem_print"),
}
_LISTS_OF_IDS = {"options", "prompts", "groups"}  # next to such a list, a key names its ids
_TAG_OF_YAML = re.compile(r"!!(?:str|int|float|bool|null|map|seq)\b")
_NUMBER = re.compile(r"[-+]?[\d.,]+")
_SECOND_HALF = re.compile(r"(?:[A-Z]\.)+[A-Z]?|(?:Jr|Sr|Inc|Ltd|Co|Corp|Ph\.? ?D|Esq)\.?|\S.* of(?: the)?")
_PAIRS = tuple(zip("(“‘«「『（【〈", ")”’»」』）】〉", strict=True))
_ENDS = (".", "?", "!", "…", "。", "？", "！")
_OTHER_COMMA = re.compile(r"[、，；;](?!(?<=\d.)\d)\s*")
_SHORTENED = re.compile(r"(?:.* )?(?:e\.g|i\.e|cf|etc)\.?|Yes|No")
_TWO_NAMES = re.compile(r"\w+ (?:and|or) \w+")
_JOINED = re.compile(r"\n\s*(-\s+\S.*|-\w.*)")
_NUMBERS = {"tolerance", "points", "weight", "pass_percent", "hint_percent"}
_GLUED = re.compile(r"([\w-]+)\s*[:：∶=]\s*(?=\S)|([a-z_]+) +(?=\S)")
_DAY = re.compile(r"(?:.*\b\d{1,2}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")
_DATE = re.compile(r"\d{4}\b.*|\d{1,2} [A-Z]\w+.*|[A-Z]\w+ \d{1,2}\b.*")


class LostText(NamedTuple):
    """A mistake, and the paths at which it makes other rules complain."""

    mistake: Mistake
    hides: tuple[NodePath, ...] = ()


def lost_texts(file: YamlFile) -> Iterator[LostText]:
    """Yield each text that YAML has cut, or of which it has taken a part for something else."""
    yield from _in_node(file, file.node, file.content, ())


def _in_node(file: YamlFile, node: Node, content: object, path: NodePath) -> Iterator[LostText]:
    begin, end = node.start_mark.index, node.end_mark.index
    if file.text.startswith(("&", "!"), begin, end) and not _TAG_OF_YAML.match(file.text, begin):
        yield _dropped_word(file, node, path)
    if isinstance(node, ScalarNode):
        yield from _in_scalar(file, node, path)
    elif isinstance(node, MappingNode):
        yield from _cut_pairs(file, node, path)
        for key, child in node.value:
            inner = content.get(key.value) if isinstance(content, dict) else None
            yield from _in_node(file, child, inner, (*path, key.value))
    elif isinstance(node, SequenceNode):
        if node.flow_style and _is_list_of_texts(file.content, path):
            yield from _cut_parts(file, node, path)
        for place_, child in enumerate(node.value):
            inner = content[place_] if isinstance(content, list) else None
            yield from _in_node(file, child, inner, (*path, place_))


def _source(file: YamlFile, first: Node, last: Node) -> str:
    return file.text[first.start_mark.index : last.end_mark.index]


def _is_plain(file: YamlFile, node: Node) -> bool:
    return isinstance(node, ScalarNode) and file.text[node.start_mark.index : node.start_mark.index + 1] not in "\"'|>"


def _dropped_word(file: YamlFile, node: Node, path: NodePath) -> LostText:
    source = _source(file, node, node)
    char, word = source[0], source.split()[0]
    what = f"A text without quotes begins with {char}, so YAML drops the word {word!r}."
    if not isinstance(node, ScalarNode):
        return LostText(Mistake(path, what, f"Take the word {word} out."))
    return LostText(Mistake(path, what, f"Put quotes around it: {quoted(source)}"), (path, *_whole(path)))


def _whole(path: NodePath) -> tuple[NodePath, ...]:
    """Return the path of what a part of a list or a language belongs to, where other rules complain of its parts."""
    return (path[:-1],) if isinstance(path[-1], int) or is_language(path[-1]) else ()


def _in_scalar(file: YamlFile, node: ScalarNode, path: NodePath) -> Iterator[LostText]:
    """Look for a comment after a text, and for invisible characters that a backslash has made."""
    start, end = node.start_mark.index, node.end_mark.index
    is_empty = start == end
    yield from _joined_lines(file, node, path)
    if _is_number(file.content, path) and (both := two_numbers(node.value)):
        what = f"{node.value!r} is {both[1]} here, because the point is a decimal point."
        yield LostText(Mistake(path, what, f"Write it like this: {both[0]} or {both[1]}."), (path,))
    comment = _COMMENT.match(file.text, end)
    if comment and (is_empty or _is_plain(file, node)) and _is_text(file.content, path, node.value):
        yield LostText(
            Mistake(path, *commented(node.value, file.text[start : comment.end()].strip())), (path, *_whole(path))
        )
    bad = next((char for char in node.value if ord(char) < ord(" ") and char != "\n"), "")
    source = _source(file, node, node)
    if bad and source.startswith('"') and bad not in source:
        right = "'" + source.strip('"') + "'"
        what = f"The text contains the invisible character {bad!r}, which a backslash has made."
        yield LostText(Mistake(path, what, f"Use single quotes: {right}"))


def _joined_lines(file: YamlFile, node: ScalarNode, path: NodePath) -> Iterator[LostText]:
    """Find lines that begin too far to the right, so that YAML joins them to the text of the line before."""
    source = _source(file, node, node)
    if not path or "\n" not in source or not _is_plain(file, node):
        return
    joined = _JOINED.search(source)
    if joined and (isinstance(path[-1], int) or joined[1][1:2].isspace()):
        what = f"The line {joined[1]!r} begins so far to the right that YAML joins it to the text before."
        entry = f"- {joined[1][1:].strip()}"
        do = f"Begin it below the field to which it belongs: {entry}; if it is one text, put quotes around the whole."
        yield LostText(Mistake(path, what, do), (path, *_whole(path)))
    elif path[-2:-1] == ("key",) and _is_list_of_texts(file.content, path[:-1]):
        forms = ", ".join(line.strip() for line in source.splitlines())
        what = "A comma is missing at the end of a line, so YAML joins two lines to one text."
        yield LostText(Mistake(path, what, f"Write [{forms}]; if it is one text, write it on one line."))


def _is_number(content: object, path: NodePath) -> bool:
    """Return whether a field takes a number."""
    is_key = path[-1:] in {("key",), ("value",)} and has_number_as_key(_at(content, path[:2]).get("kind"))
    return is_key or (bool(path) and path[-1] in _NUMBERS)


def _cut_pairs(file: YamlFile, node: MappingNode, path: NodePath) -> Iterator[LostText]:
    """Find names without a colon in ``{text: Washington, D.C., …}``: they are the rest of the text before."""
    home: tuple[ScalarNode, Node] | None = None
    names: list[str] = []
    last: Node | None = None

    def lost() -> LostText:
        hidden = tuple((*path, name) for name in names)
        if home is None or last is None:
            raw = "{" + ", ".join(names) + "}"
            if all(map(_glued, names)):
                return LostText(Mistake(path, *_spaced(names)), (path, *hidden, *_whole(path)))
            what = "A text without quotes begins with {, so YAML takes it for a map."
            hidden = (path, *hidden, *_whole(path))
            return LostText(Mistake(path, what, f"Put quotes around the whole text: {quoted(raw)}"), hidden)
        name, value = home
        if all(":" in name or "：" in name for name in names) and all(map(_glued, names)):
            return LostText(Mistake((*path, name.value), *_spaced(names)), ((*path, name.value), path, *hidden))
        what = f"The text ends at its comma with {value.value!r}: YAML takes {names[0]!r} for the name of a field."
        do = f"Put quotes around it: {name.value}: {quoted(_source(file, value, last))}"
        return LostText(Mistake((*path, name.value), what, do), ((*path, name.value), *hidden))

    for key, value in node.value if node.flow_style else ():
        between = file.text[key.end_mark.index : value.end_mark.index + 1]
        is_nameless = isinstance(value, ScalarNode) and not value.value and ":" not in between and _is_plain(file, key)
        if is_nameless or (home and _has_text(path, home[0].value) and _is_no_field(key.value)):
            names.append(key.value)
            last = key if is_nameless else value
            continue
        if names:
            yield lost()
            names, last = [], None
        home = (key, value) if isinstance(value, ScalarNode) else None
    if names:
        yield lost()


def _glued(name: str) -> str:
    """Return ``right: Yes.`` for ``right:Yes.``, ``right：Yes.`` and ``right Yes.``; empty where that is not meant."""
    found = _GLUED.match(name)
    if found is None:
        return ""
    field = found[1] or found[2]
    is_known = field in field_names() or (found[1] and is_language(field))
    return f"{field}: {name[found.end() :]}" if is_known or (found[1] and field.isupper()) else ""


def _spaced(names: list[str]) -> tuple[str, str]:
    """Return mistake and advice where names and texts are not separated by a colon and a space."""
    what = f"A colon and a space are missing in {names[0]!r}, so YAML takes all of it for a name."
    return what, f"Write it like this: {{{', '.join(map(_glued, names))}}}"


def _has_text(path: NodePath, name: str) -> bool:
    """Return whether a field has a text, so that what follows may be the rest of it."""
    return path[-1:] not in {("objectives",), ("key",)} and (name in _TEXTS or name == "value" or is_language(name))


def _is_no_field(name: str) -> bool:
    """Return whether a name is neither a field, nor nearly one, nor a language."""
    known = field_names()
    return not (name in known or is_language(name) or language_meant(name) or did_you_mean(name, known))


def _cut_parts(file: YamlFile, node: SequenceNode, path: NodePath) -> Iterator[LostText]:
    """Find texts of ``[one, two]`` that were one text before their comma."""
    for number, part in enumerate(node.value):
        if path[-1] == "key" and _is_plain(file, part) and _OTHER_COMMA.search(part.value):
            comma = _OTHER_COMMA.search(part.value)
            what = f"YAML does not separate texts at {comma[0].strip() if comma else ''} in {part.value!r}."
            do = f"Write [{_OTHER_COMMA.sub(', ', part.value)}]; if it is one text, put quotes around it."
            yield LostText(Mistake((*path, number), what, do))
    runs: list[list[Node]] = [[part] for part in node.value[:1]]
    for first, second in pairwise(node.value):
        if _is_plain(file, first) and _is_plain(file, second) and _is_cut(file, runs[-1], second, path):
            runs[-1].append(second)
        else:
            runs.append([second])
    if any(len(run) > 1 for run in runs):
        whole = [_source(file, run[0], run[-1]) for run in runs]
        form = ", ".join(quoted(text) if len(run) > 1 else text for text, run in zip(whole, runs, strict=True))
        cut = next(run for run in runs if len(run) > 1)
        what = f"YAML takes the comma in {_source(file, cut[0], cut[-1])!r} for the end of a text."
        at = (*path, node.value.index(cut[0]))
        do = f"Put quotes around it: [{form}]; if these are several texts, put quotes around each."
        yield LostText(Mistake(at, what, do), (path,))


def _is_cut(file: YamlFile, before: list[Node], second: Node, path: NodePath) -> bool:
    """Return whether a text reads as the rest of the ones before, which was cut off at the comma."""
    begin, one, two = str(before[0].value), str(before[-1].value), str(second.value)
    gap = file.text[before[-1].end_mark.index : second.start_mark.index]
    digits = re.search(r"\d{1,3}$", one)
    if gap == "," and digits and two[:1].isdigit():
        return len(digits[0]) == len(one) or not one[-4:].isdigit()
    whole = _source(file, before[0], before[-1])
    if any(whole.count(opened) > whole.count(closed) for opened, closed in _PAIRS) or whole.count('"') % 2:
        return True
    if _SHORTENED.fullmatch(one) and (two[:1].islower() or not one[:1].isupper()):
        return True
    if _SECOND_HALF.fullmatch(two) or (_DAY.fullmatch(one) and _DATE.fullmatch(two) and not one.isdigit()):
        return True
    is_sentence_cut = two.endswith(_ENDS) and not one.endswith(_ENDS)
    if path[-1] != "hints":
        return is_sentence_cut and begin[:1].isupper() and two[:1].islower() and " " in two
    return (
        is_sentence_cut
        or (_TWO_NAMES.fullmatch(two) is not None and " " not in one)
        or (begin[:1].isupper() and (two[:1].islower() or two[:1].isdigit()))
    )


def _is_list_of_texts(content: object, path: NodePath) -> bool:
    """Return whether a list has hints or accepted forms in it, not ids."""
    if path[-1:] == ("key",):
        return not _LISTS_OF_IDS & _at(content, path[:-1]).keys()
    return path[-1:] == ("hints",)


def _is_text(content: object, path: NodePath, value: str) -> bool:
    """Return whether a scalar is something to read, and not a number, an id or a word of the format."""
    if path[-1:] == ("value",) or (path[-2:-1] == ("key",) and _is_list_of_texts(content, path[:-1])):
        return not _NUMBER.fullmatch(value)
    return bool(_TEXTS & set(path)) and path[-1] not in ("id", "source")


def _at(content: object, path: NodePath) -> dict[str, object]:
    """Return the map at a path; an empty one where there is none."""
    for step in path:
        if isinstance(content, dict):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
    return content if isinstance(content, dict) else {}
