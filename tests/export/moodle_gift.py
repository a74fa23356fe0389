"""GIFT as Moodle 4.5 reads it: which escapes it undoes and where, and how it tells one type from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ESCAPED = {f"\\{sign}": f"&&{ord(sign):03};" for sign in ":#={}~"} | {"\\n": "&&010;"}
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_SPACE = " \t\n\r\0\x0b"


class Asked(NamedTuple):
    """A question: its type, its text, and of each answer the share, the text and the feedback (of pairs: the place)."""

    type: str
    text: str
    answers: list[tuple[float, str, str]]


def questions_of(text: str) -> dict[str, Asked]:
    """Return the questions by their names; a category is a question named by its type."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return dict(_question("\n".join(line for line in block.split("\n") if line[:2] != "//")) for block in blocks)


def _question(block: str) -> tuple[str, Asked]:
    text = block.replace("\\\\", "&&092;")
    for escape, sign in _ESCAPED.items():
        text = text.replace(escape, sign)
    text = text.replace("&&092;", "\\").strip(_SPACE)
    if text.startswith("$CATEGORY:"):
        return "category", Asked("category", text.removeprefix("$CATEGORY:").strip(_SPACE), [])
    _, name, text = text.split("::", 2)
    stem, _, answers = text.strip(_SPACE).partition("{")
    answers = answers.partition("}")[0].rpartition("####")[0].strip(_SPACE)
    kind = _type_of(answers)
    readers = {"multichoice": _choices, "match": _pairs, "shortanswer": _forms}
    return _undone(name), Asked(kind, _formatted(stem), list(readers.get(kind, lambda _: ())(answers)))


def _type_of(answers: str) -> str:
    if not answers:
        return "essay"
    if answers[0] == "#":
        return "numerical"
    if "~" in answers:
        return "multichoice"
    return "match" if "->" in answers else "shortanswer"


def _undone(text: str) -> str:
    for escape, sign in _ESCAPED.items():
        text = text.replace(sign, "\n" if escape == "\\n" else escape[1])
    return text.strip(_SPACE)


def _formatted(text: str) -> str:
    """Return a text without the format in brackets before it."""
    return _undone(re.sub(r"\A\[(?:plain|html|moodle|markdown)\]", "", text.strip(_SPACE)))


def _answer(text: str, share: float) -> tuple[float, str, str]:
    text = text.strip(_SPACE)
    if weight := _WEIGHT.match(text):
        text, share = text[weight.end() :], float(weight[1]) / 100
    words, _, feedback = text.partition("#")
    return share, _formatted(words), _formatted(feedback)


def _choices(answers: str) -> Iterator[tuple[float, str, str]]:
    for answer in answers.replace("=", "~=").split("~")[1:]:
        yield _answer(answer.removeprefix("="), float(answer.startswith("=")))


def _forms(answers: str) -> Iterator[tuple[float, str, str]]:
    yield from (_answer(answer, 1.0) for answer in answers.split("=")[1:])


def _pairs(answers: str) -> Iterator[tuple[float, str, str]]:
    for answer in answers.split("=")[1:]:
        thing, _, place = answer.partition("->")
        yield 1.0, _formatted(thing), _undone(place)  # Moodle looks for no format before a place
