"""The texts of commands and of errors that a teacher meets, from the code that says them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from keyword import iskeyword
from pathlib import Path

from kit.command_texts import VALUE, help_lines, phrases

_HOUSE = Path(__file__).parents[1]
_ROOMS = (
    "cli/*.py",
    "class_report/*.py",
    "checks/*.py",
    "quiz/**/*.py",
    "facts/notebook_texts.py",
    "facts/tables.py",
    "authoring/assign.py",
    "authoring/new_lesson.py",
    "export/*.py",
    "lab/*.py",
    "answers/hand_in.py",
    "csv_files.py",
    "extras.py",
    "files.py",
    "hub/*.py",
    "language_codes.py",
    "live/database.py",
    "live/hand_ins.py",
    "live/network.py",
    "live/run_class.py",
    "paths.py",
    "site/*.py",
    "spreadsheet.py",
    "suggest.py",
    "text.py",
    "text_files.py",
    "translate/*.py",
    "translations.py",
)
_PATH = re.compile(r"[a-z]/\{|::")
_SAY = {"say", "with_a_bar", "writing", "teacher_part", "hub_part"}  # whatever these functions get first is a text
_OTHERS = (  # what click says, the places of an error, and what is put together from parts
    "Usage:",
    "Options",
    "Show the version and exit.",
    "Show this message and exit.",
    "[default: {value}]",
    "[default: {value}; {least}<=x<={most}]",
    "[{least}<=x<={most}]",
    "[x>={least}]",
    "[required]",
    "Error: {message}",
    "Try '{command}' for help.",
    "Missing command.",
    "Missing argument {name}.",
    "Missing option {name}.",
    "Missing option {name}. Choose from:",
    "No such command {name}.",
    "No such option {name}.",
    "{what} (Did you mean one of: {names}?)",
    "Got unexpected extra argument ({name})",
    "Got unexpected extra arguments ({names})",
    "Invalid value: {message}",
    "Invalid value for {name}: {message}",
    "Option {name} requires an argument.",
    "Option {name} does not take a value.",
    "{value} is not one of {values}.",
    "'{value}' is not '{only}'.",
    "{value} is not a valid integer range.",
    "{value} is not a valid float range.",
    "{value} is not in the range {least}<=x<={most}.",
    "{value} is not in the range x>={least}.",
    "Aborted!",
    "[OPTIONS]",
    "[ARGS]...",
    "[JUPYTERLAB OPTIONS]",
    "[VOILA OPTIONS]",
    "INTEGER RANGE",
    "FLOAT RANGE",
    "PATH",
    "TEXT",
    "[y/N]:",
    "[Y/n]:",
    "yes",
    "no",
    "Learn",
    "Teach a class",
    "Write items and lessons",
    "line {number}",
    "row {number}",
    "id {name}",
    "item {name}",
    "feature {number}",
    "column {name}",
    "template {name}",
    "and {number} more",
    "Write it like this: {text}",
    ", such as {name}",
    "a text",
    "a number",
    "a whole number",
    "a day",
    "true or false",
    "a list, as in [one, two]",
    "a map, as in {name: text}",
    "a text or a list, as in [one, two]",
    "a text or a map, as in {name: text}",
    "a map, as in {name: text} or a list, as in [one, two]",
    "a list",
    "a map",
    "empty",
    "one of {names}",
    "less",
    "more",
    "a workbook",
    "a PDF",
    "a web page",
    "JSON or another format",
    "semicolons",
    "tabs",
    "vertical bars",
    "wide semicolons",
    "wide commas",
    "both",
    "all",
    "nothing",
    "hints",
    "none is there yet",
    "its first answer",
    "there was a kit",
    "Lesson {lesson}: {what}",
    "{table}: {number} rows, {taught} taught, {used} used by items",
    "{row}: taught in {lessons}",
    "{row}: used by {items}",
    "{row}: taught in {lessons}; used by {items}",
    "{file}: {number} texts, {translated} translated, {fuzzy} fuzzy, {missing} missing",
    "Learners open",
    "Class code",
    "Your board",
    "To remove: {number}",
    "Removed: {number}",
    "{path}: answers",
    "{path}: a hand-in",
    "{path}: {number} rows",
    "{path}: a report that names the learner; make it again",
)


@cache  # code does not change while it runs, and each language asks for all of it
def command_texts() -> tuple[tuple[str, str], ...]:
    """Return file and English of all texts of commands, and of errors in the rooms that a teacher's commands use.

    A text is a page of help, what is given to a function that says it, or a string that reads as a sentence. What is
    filled in is a name in braces.
    """
    found = [("click", text) for text in _OTHERS]
    for path in chain.from_iterable(sorted(_HOUSE.glob(room)) for room in _ROOMS):
        name = path.relative_to(_HOUSE).with_suffix("").as_posix()
        is_text = _is_part if name.startswith("export/") else _is_sentence
        found += [(name, text) for text in _texts(ast.parse(path.read_text(encoding="utf-8")), is_text)]
    return tuple(found)


def _texts(node: ast.AST, is_text: Callable[[str], bool]) -> Iterator[str]:
    """Yield the texts in a piece of code, in their order."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return  # a docstring
        case ast.FunctionDef() if any(ast.unparse(each).startswith("click.") for each in node.decorator_list):
            lines = help_lines(ast.get_docstring(node) or "")
            shown = [phrase for line in lines for phrase in phrases(line)]
            yield from (phrase for phrase in shown if not phrase.startswith(("kit ", "sudo ")))
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant() | ast.JoinedStr() as text, *_]) if name in _SAY:
            yield from (phrase for phrase in phrases(_as_template(text)) if VALUE.sub("", phrase))
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield from filter(is_text, phrases(_as_template(node)))
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _texts(child, is_text)


def _as_template(node: ast.AST) -> str:
    """Return a string of the code, in which each value is a name in braces; one name is one value."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    names: dict[str, str] = {}
    parts = []
    for part in node.values if isinstance(node, ast.JoinedStr) else []:
        if isinstance(part, ast.FormattedValue):
            number, things = _counted(part.value)
            code = ast.unparse(number)
            name = next(name for name in _numbered(_name_of(code)) if names.setdefault(name, code) == code)
            parts.append(f"{{{name}}}{things}")
        elif isinstance(part, ast.Constant):
            parts.append(str(part.value))
    return "".join(parts)


def _counted(value: ast.expr) -> tuple[ast.expr, str]:
    """Return a value that is filled in, and what it counts in the plural: of ``counted(number, "rows")`` both."""
    match value:
        case ast.Call(func=ast.Name(id="counted"), args=[number, ast.Constant(value=str(things))]):
            return number, f" {things}"
    return value, ""


def _name_of(code: str) -> str:
    """Return the last name in a piece of code, which says most about its value."""
    found = re.findall(r"[A-Za-z]\w+", re.sub(r"'[^']*'|\"[^\"]*\"", "", code))
    return next((name.lower() for name in reversed(found) if not iskeyword(name)), "value")


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}_{number}" for number in range(2, 9))


def _is_sentence(text: str) -> bool:
    """Return whether a text of the code is meant to be read: it begins and ends as a sentence, and has two words."""
    words = VALUE.sub("", text)
    if _PATH.search(text):
        return False
    has_words = len(re.findall(r"(?<![\w-])[A-Za-z]{2,}", words)) > 1
    return has_words and bool(re.match(r"[A-Z]|\{\w+\}|\[default", text) and re.search(r"[.?!:}\]]$", text))


def _is_part(text: str) -> bool:
    """Return whether a text is a sentence, or a part of one, as what a format leaves out is said."""
    words = VALUE.sub("", text).strip()
    is_part = re.fullmatch(r"[a-z][\w ,;:.'/-]+", words) and len(words.split()) > 2 and not _PATH.search(text)  # noqa: PLR2004
    return _is_sentence(text) or bool(is_part)
