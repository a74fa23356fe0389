"""Everything that is wrong with an item file, with line, item and what to do; used only when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kit.errors import KitError, place
from kit.quiz.item_schema import schema
from kit.quiz.kinds.registry import KINDS, AnyItem
from kit.quiz.lesson_file import LessonFile, mistakes_of
from kit.quiz.mistake import Mistake
from kit.quiz.number_forms import digits_alone
from kit.quiz.template import ReadTable
from kit.quiz.yaml_errors import quoted
from kit.quiz.yaml_lost_text import lost_texts
from kit.quiz.yaml_nodes import NodePath, YamlFile, line_of
from kit.suggest import did_you_mean, name_list

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

_LONGEST_SHOWN = 40
_WORDS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list, as in [one, two]",
    "object": "a map, as in {name: text}",
}
_TRUTHS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false", "0": "false"}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_SCALARS: dict[str, type] = {"string": str, "number": float, "integer": int, "boolean": bool}


def problems_of(file: YamlFile, read: ReadTable) -> list[KitError]:
    """Return every problem of a file that could be parsed, from top to bottom.

    Parameters
    ----------
    file : YamlFile
        The file.
    read : callable
        Reads the tables of its templates, as `kit.quiz.template.Template.rows` has it.
    """
    lost = list(lost_texts(file))
    hidden = {path for each in lost for path in each.hides}
    mistakes = [each.mistake for each in lost]
    mistakes += [
        mistake
        for mistake in (*_form(file.content), *_meaning(file.content, file.path, read))
        if not any(mistake.path[:end] in hidden for end in range(len(mistake.path) + 1))
    ]
    lines = [line_of(file.node, mistake.path) for mistake in mistakes]
    return [
        KitError(
            mistake.what,
            where=", ".join([place(file.path, line=line), *steps_in_words(mistake.path, file.content)]),
            do=mistake.do,
        )
        for line, mistake in sorted(zip(lines, mistakes, strict=True), key=lambda pair: pair[0])
    ]


def _meaning(content: object, path: Path, read: ReadTable) -> Iterator[Mistake]:
    """Yield the mistakes in meaning of all parts whose form is right."""
    if not isinstance(content, dict):
        return
    raw_items = content.get("items")
    items = {
        number: item
        for number, raw in enumerate(raw_items if isinstance(raw_items, list) else [])
        if (item := _converted(raw, AnyItem)) is not None
    }
    head = _converted({**content, "items": []}, LessonFile)
    if head is None:
        for number, item in items.items():
            yield from (mistake.below("items", number) for mistake in item.mistakes())
        return
    numbers = list(items)
    is_whole = not raw_items or len(numbers) == len(raw_items)
    for mistake in mistakes_of(msgspec.structs.replace(head, items=tuple(items.values())), path, read):
        if mistake.path[0] == "items" and len(mistake.path) > 1:
            yield mistake._replace(path=("items", numbers[int(mistake.path[1])], *mistake.path[2:]))
        elif is_whole or mistake.path[0] not in {"items", "pools"}:  # else the items left out would be missed there
            yield mistake


def _converted(value: object, type_: Any) -> Any:  # noqa: ANN401 - any type that msgspec knows
    """Return the struct of a value, None when it does not have its form."""
    try:
        return msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError:
        return None


# ---- form: the JSON Schema of the file, on content in which every scalar is a text ----


def _form(content: object) -> Iterator[Mistake]:
    """Yield where the content does not have the form that the schema describes."""
    if _converted(content, LessonFile) is None:  # jsonschema is slow, and seldom needed
        for error in _validator().iter_errors(content):
            yield from _in_words(error)


@cache
def _validator() -> Validator:
    """Return a validator to which a text that reads as a number is one, and an item is of the kind it names."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    def any_of(validator: Validator, options: list[Any], value: object, part: dict[str, Any]) -> Iterator[Any]:
        kinds = part.get("discriminator", {}).get("mapping", {})
        kind = value.get("kind") if isinstance(value, dict) else None
        if isinstance(kind, str) and kind in kinds:
            yield from validator.descend(value, {"$ref": kinds[kind]})
        else:
            yield from Draft202012Validator.VALIDATORS["anyOf"](validator, options, value, part)

    scalars = {
        name: (lambda _, value, type_=type_: isinstance(value, str) and _converted(value, type_) is not None)
        for name, type_ in _SCALARS.items()
    }
    checker = Draft202012Validator.TYPE_CHECKER.redefine_many(scalars)
    return extend(Draft202012Validator, {"anyOf": any_of}, type_checker=checker)(schema())


def _in_words(error: ValidationError) -> Iterator[Mistake]:
    """Yield what a failed rule of the schema means; rules that items check themselves are left to them."""
    path, value, rule = tuple(error.absolute_path), error.instance, error.schema
    if error.validator == "additionalProperties":
        known = list(rule["properties"])
        for name in value:
            if name not in known:
                is_missing = any(field not in value for field in rule.get("required", ()))
                meant = [field for field in known if not (is_missing and field in value)]
                do = f"Fields are: {name_list(known)}.{did_you_mean(name, meant)}"
                yield Mistake((*path, name), f"There is no field {name!r} here.", do)
    elif error.validator == "required":
        name = next(name for name in error.validator_value if f"{name!r} is a required" in error.message)
        if not any(other not in rule["properties"] and did_you_mean(other, [name]) for other in value):
            do = f"Add it, as in {name}: {_example(rule['properties'][name])}"
            yield Mistake((*path, name), f"The field {name!r} is missing.", do)
    elif error.validator == "anyOf" and "discriminator" in rule:
        yield _wrong_kind(path, value)
    elif error.validator in ("type", "enum", "anyOf"):
        yield _wrong_value(path, value, rule)


def _wrong_kind(path: NodePath, value: object) -> Mistake:
    if not isinstance(value, dict):
        written = _shown(value)
        what = f"An item is {written}, but has to be a map of fields."
        return Mistake(path, what, "Begin it with '- id: q-topic-01'.")
    kind = value.get("kind")
    what = "The kind is missing." if kind is None else f"There is no kind {_shown(kind)}."
    return Mistake((*path, "kind"), what, f"Use one of: {name_list(KINDS)}.{did_you_mean(str(kind), KINDS)}")


def _wrong_value(path: NodePath, value: object, rule: dict[str, Any]) -> Mistake:
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "file")
    written = _shown(value)
    if "properties" in rule:
        what = f"The {name} is {written}, but has to be a map of fields."
        return Mistake(path, what, f"Write it with its fields, as in {_example(rule)}")
    what = f"The {name} is {written}, but has to be {_wanted(rule)}."
    return Mistake(path, what, _advice(name, value, rule))


def _wanted(rule: dict[str, Any]) -> str:
    """Say in words what a field takes."""
    if "enum" in rule:
        return f"one of {name_list(rule['enum'])}"
    if "anyOf" in rule:
        return " or ".join(_wanted(part) for part in rule["anyOf"])
    return _WORDS[rule["type"][0] if isinstance(rule["type"], list) else rule["type"]]


def _advice(name: str, value: object, rule: dict[str, Any]) -> str:
    if "enum" in rule:
        return f"Write one of these words.{did_you_mean(str(value), rule['enum'])}"
    if isinstance(value, str):
        return _advice_on_scalar(name, value, rule)
    if (
        isinstance(value, list)
        and len(value) == 1
        and isinstance(value[0], str)
        and not {"array", "object"} & {*_types(rule)}
    ):
        return f"Write it without brackets: {value[0]}"
    if isinstance(value, dict) and len(value) == 1 and "a text" in _wanted(rule):
        (pair,) = value.items()
        return f"If it is one text, put quotes around it: {quoted(f'{pair[0]}: {pair[1]}')}"
    if rule.get("type") == "object" and isinstance(value, list) and all(isinstance(part, dict) for part in value):
        pairs = ", ".join(f"{name}: {inner}" for part in value for name, inner in part.items())
        return f"Write it as a map: {{{pairs}}}"
    return f"Write it like this: {_example(rule)}"


def _types(rule: dict[str, Any]) -> Iterator[str]:
    """Yield the types that a rule allows."""
    for part in rule.get("anyOf", [rule]):
        types = part.get("type", "object" if "properties" in part or "$ref" in part else "string")
        yield from [types] if isinstance(types, str) else types


def _example(rule: dict[str, Any]) -> str:
    """Return what a field may look like: its fields that must be there, a list, or a value."""
    if "$ref" in rule:
        return _example(schema()["$defs"][rule["$ref"].rpartition("/")[2]])
    if "anyOf" in rule:
        return _example(rule["anyOf"][0])
    if "properties" in rule:
        named = ((name, rule["properties"][name]) for name in rule.get("required", ()))
        return "{" + ", ".join(f"{name}: {_example(each)}" for name, each in named) + "}"
    if "enum" in rule:
        return str(rule["enum"][0])
    if items := rule.get("items"):
        is_items = "discriminator" in items
        return "[] with '- id: q-topic-01' in the place of []" if is_items else f"[{_example(items)}]"
    forms = {"array": "[one, two]", "object": "{name: text}", "boolean": "true", "number": "1", "integer": "1"}
    return forms.get(next(_types(rule)), "text")


def _advice_on_scalar(name: str, typed: str, rule: dict[str, Any]) -> str:
    if typed in _NOTHING:
        is_needed = any(name in part.get("required", ()) for part in schema()["$defs"].values())
        example = _example(rule)
        if is_needed:
            return f"Write the value, as in {example}."
        return f"Write the value, as in {example}, or take the line out."
    if rule.get("type") in ("number", "integer"):
        return digits_alone(typed, is_whole=rule["type"] == "integer")
    if rule.get("type") == "array":
        return f"Write it as a list: {_as_list(typed)}"
    if rule.get("type") == "boolean":
        truth = _TRUTHS.get(typed.casefold())
        return f"Write it like this: {truth}." if truth else "Write true or false."
    return f"Write it like this: {_example(rule)}"


def _as_list(typed: str) -> str:
    """Return what may have been meant as a list, such as ``(a、b)``."""
    parts = re.split(r"\s*[,、，;；]\s*", typed.strip("[]()［］（） "))
    return f"[{', '.join(quoted(part) if re.search(r'[:#{}]', part) else part for part in parts if part)}]"


def _shown(value: object) -> str:
    """Return a value as a reader recognises it, short."""
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return "empty" if not text else repr(text if len(text) < _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")


def steps_in_words(path: NodePath, content: object) -> Iterator[str]:
    """Yield a path in words: items and options by their ids, anything else by name and number."""
    above = ""
    for step in path:
        if isinstance(content, dict):
            content = content.get(str(step))
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            content = None
        if isinstance(step, str):
            if above:
                yield above
            above = step
        elif above:
            name = content.get("id") if isinstance(content, dict) else None
            one = re.sub("ies$", "y", above).removesuffix("s")
            yield f"{one} {name}" if isinstance(name, str) else f"{above} {step + 1}"
            above = ""
    if above:
        yield above
