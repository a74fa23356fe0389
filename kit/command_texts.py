"""What commands and errors say, in another language.

Their English is written where it is said, with values filled in: ``f"There is no lesson {name}."`` The catalogue
``commands`` has it with names in braces, ``There is no lesson {name}.``, and what is said is recognised by the words
around the values. So an error is raised in the same way whether it is translated or not.
"""

from __future__ import annotations

import re
from functools import cache
from inspect import cleandoc
from itertools import chain
from typing import NamedTuple

from kit.amounts import singular
from kit.errors import KitError
from kit.text import LearnerError, error_labels, lesson_number, settings
from kit.translations import ENGLISH, catalogue

CATALOGUE = "commands"
_EXAMPLES = "Examples\n--------\n"
VALUE = re.compile(r"\{(\w+)\}")
_BETWEEN = re.compile(r"(\s*\n\s*| {2,})")
_MAY_BE_A_NAME = re.compile(r"[\w.-]+")  # a word alone, as a file, a folder or a learner can be called
_WITH_PLACE = re.compile(r"(.+?[.?!]) \((.+)\)")
_LESSON = re.compile(r"\b[Ll]esson \{(\w+)\}")
_COUNTED = re.compile(r" ([a-z]{3,}s(?: (?:are|have|were))?)\b")  # the words after a number that `counted` may write
_NEXT_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z{])")


_TEXTS = {  # names of values that are texts themselves; what else is filled in is a name or a number, and stays
    "about",
    "as_csv",
    "before",
    "between",
    "choice",
    "counts",
    "do",
    "error",
    "how",
    "how_many",
    "keep",
    "looks_like",
    "message",
    "near",
    "rule",
    "said",
    "side",
    "there",
    "what",
    "why",
    "written",
}
_PLACES = {"where", "earlier"}


class _Message(NamedTuple):
    """A message with values: how it finds them, their names, which are lessons, how many sentences, the translation."""

    pattern: re.Pattern[str]
    names: list[str]
    lessons: list[str]
    sentences: int
    own: str

    def filled(self, values: list[str]) -> str:
        """Return the translation with values."""
        of_name = dict(zip(self.names, values, strict=True))
        return VALUE.sub(lambda name: of_name[name[1]], self.own)


def help_lines(text: str) -> list[str]:
    """Return the lines of a command's help: a paragraph on one line, examples as they are, empty lines between them."""
    paragraphs = cleandoc(text).split("\n\n")
    set_anew = [
        part.replace(_EXAMPLES, "Examples:\n") if part.startswith(_EXAMPLES) else " ".join(part.split())
        for part in paragraphs
    ]
    return "\n\n".join(set_anew).split("\n")


def phrases(text: str) -> list[str]:
    """Return the parts of a text that are translated one by one: lines, and what has two spaces or more between it.

    Examples
    --------
    >>> phrases("Language of the report.  [default: en]")
    ['Language of the report.', '[default: en]']
    """
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def message_in(text: str, language: str) -> str:
    """Return what a command says in a language; a part that is not translated stays English.

    A word that is a part of more, as in a list of files, may be a name and stays.

    Examples
    --------
    >>> message_in("No such command 'chek'.", "ja")
    "コマンド'chek'はありません。"
    """
    if language == ENGLISH:
        return text
    parts = _BETWEEN.split(text)
    one_in = _part_in if len(parts) == 1 else _line_in
    return "".join(one_in(part, language) for part in parts)


def value_in(value: str, language: str) -> str:
    """Return what is filled into a sentence in a language; a word alone may be a name and stays.

    Examples
    --------
    >>> value_in("both", "ja"), value_in("Options:", "ja")
    ('both', 'Options:')
    """
    return value if _MAY_BE_A_NAME.fullmatch(value) else message_in(value, language)


def place_in(where: str, language: str) -> str:
    """Return a place in a language: a file or folder stays as it is, a template and the steps into a file are said.

    Examples
    --------
    >>> place_in("all, row 3", "ja")
    'all、3行目'
    """
    path, *steps = where.split(", ")
    if path.startswith("template "):
        path = value_in(path, language)
    return settings(language).comma.join([path, *(value_in(step, language) for step in steps)])


def error_in(error: KitError, language: str) -> KitError:
    """Return an error in a language; what is not translated stays English.

    Examples
    --------
    >>> print(error_in(KitError("This is a folder, not a file.", where="a.csv"), "ja"))
    ファイルではなく、フォルダーです。
      場所：a.csv
    """
    if isinstance(error, LearnerError):
        return error.in_language(language, lambda value: value_in(value, language))
    what, do = (message_in(part, language) for part in (error.what, error.do))
    return KitError(what, where=place_in(error.where, language), do=do, labels=error_labels(language))


def _line_in(part: str, language: str) -> str:
    return part if _MAY_BE_A_NAME.fullmatch(part.strip()) else _part_in(part, language)


def _part_in(part: str, language: str) -> str:
    said = part.strip()
    own = _phrase_in(said, language) if said else said
    if own == said:
        return part  # with its spaces: it may be a drawing
    return (settings(language).joiner if part.startswith(" ") else "") + own


def _phrase_in(said: str, language: str) -> str:
    if own := _known(said, language):
        return own
    if (found := _WITH_PLACE.fullmatch(said)) and (own := _known(found[1], language)):
        return f"{own}{settings(language).in_brackets.format(place_in(found[2], language))}"
    place, _, rest = said.partition(": ")
    if (own := value_in(rest, language)) != rest:
        return f"{place_in(place, language)}{settings(language).colon}{own}"
    sentences = _NEXT_SENTENCE.split(said)
    return said if len(sentences) == 1 else _sentences_in(sentences, language)


def _sentences_in(sentences: list[str], language: str) -> str:
    """Return sentences in a language; neighbours that are one text together are said together, the longest first."""
    for size in range(len(sentences) - 1, 1, -1):
        for start in range(len(sentences) - size + 1):
            if own := _known(" ".join(sentences[start : start + size]), language, sentences=size):
                before, after = sentences[:start], sentences[start + size :]
                said = [_sentences_in(before, language), own, _sentences_in(after, language)]
                return settings(language).joiner.join(filter(None, said))
    own_of_each = [_phrase_in(each, language) for each in sentences]
    return (" " if own_of_each == sentences else settings(language).joiner).join(own_of_each)


def _known(said: str, language: str, *, sentences: int = 1) -> str:
    """Return a text of the catalogue that has so many sentences or more, with its values; empty where none fits."""
    whole, messages = _translations(language)
    if said in whole:
        return whole[said]
    for message in messages:
        if message.sentences >= sentences and (found := message.pattern.fullmatch(said)):
            values = zip(message.names, found.groups(), strict=True)
            return message.filled(
                [
                    lesson_number(value, language) if name in message.lessons else _value_in(name, value, language)
                    for name, value in values
                ]
            )
    return ""


def _value_in(name: str, value: str, language: str) -> str:
    if name in _PLACES:
        return place_in(value, language)
    is_sentence = value.startswith(" ")
    return message_in(value, language) if is_sentence or name in _TEXTS else value


@cache
def _translations(language: str) -> tuple[dict[str, str], list[_Message]]:
    """Return the translations of all texts, and those with values: first what begins with a word, then most words."""
    whole = {english: own for (_, english), own in catalogue(language, CATALOGUE).texts.items()}
    with_values = sorted(
        (text for text in whole if VALUE.search(text)),
        key=lambda text: (text.startswith("{"), -len(VALUE.sub("", text))),
    )
    return whole, [_message(english, whole[english]) for english in with_values]


def _message(english: str, own: str) -> _Message:
    words = VALUE.split(english)
    values = [_value(name, before) for before, name in zip(words[::2], words[1::2], strict=False)]
    between = [re.escape(words[0]), *map(_of_one_or_more, words[2::2])]
    pattern = "".join(chain.from_iterable(zip(between, [*values, ""], strict=True)))
    sentences = len(_NEXT_SENTENCE.split(english))
    return _Message(re.compile(pattern, re.DOTALL), words[1::2], _LESSON.findall(english), sentences, own)


def _of_one_or_more(after: str) -> str:
    """Return the pattern of the words after a value, which may count one of what the catalogue has in the plural."""
    found = _COUNTED.match(after)
    if not found:
        return re.escape(after)
    return rf"(?: {found[1]}|(?<=\b1) {singular(found[1])}){re.escape(after[found.end() :])}"


def _value(name: str, before: str) -> str:
    """Return the pattern of a value: another sentence or none, digits, or anything."""
    if before.endswith("."):
        return "((?: .*)?)"
    return r"(\d+)" if (before, name) == ("Lesson ", "lesson") else "(.*?)"  # a file may be called "Lesson plans"
