"""Everything that is wrong with an item file, with line, item and mend; used only when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import msgspec
from yaml.nodes import Node

from kit.errors import KitError
from kit.quiz.item import Item, Mistake
from kit.quiz.kinds.registry import KINDS, AnyItem
from kit.quiz.lesson_file import LessonFile, mistakes_of, within
from kit.quiz.yaml_nodes import Way, line_of
from kit.suggest import did_you_mean, name_list, nearest

Form = Any  # a type as a field has it: a class, a union, tuple[...]

_LONGEST_SHOWN = 40
_WORDS = {
    "str": "a text",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "tuple": "a list, as in [one, two]",
    "dict": "a map, as in {name: text}",
}


def problems_of(node: Node, content: object, path: Path) -> list[KitError]:
    """Return every problem of a file that could be parsed, from top to bottom."""
    mistakes = [*_form(content, LessonFile, ()), *_meaning(content, path)]
    lines = [line_of(node, mistake.path) for mistake in mistakes]
    return [
        KitError(
            mistake.what, where=", ".join([f"{path}", f"line {line}", *_steps(mistake.path, content)]), do=mistake.do
        )
        for line, mistake in sorted(zip(lines, mistakes, strict=True), key=lambda pair: pair[0])
    ]


def _meaning(content: object, path: Path) -> Iterator[Mistake]:
    """Yield the mistakes in meaning of all parts whose form is right."""
    if not isinstance(content, dict):
        return
    raw_items = content.get("items")
    items = {
        place: item
        for place, raw in enumerate(raw_items if isinstance(raw_items, list) else [])
        if (item := _converted(raw, AnyItem))
    }
    head = _converted({**content, "items": []}, LessonFile)
    if head is None:
        for place, item in items.items():
            yield from within(place, item.mistakes())
        return
    places = list(items)
    is_whole = not raw_items or len(places) == len(raw_items)
    for mistake in mistakes_of(msgspec.structs.replace(head, items=tuple(items.values())), path):
        if mistake.path[0] == "items" and len(mistake.path) > 1:
            yield mistake._replace(path=("items", places[int(mistake.path[1])], *mistake.path[2:]))
        elif is_whole or mistake.path[0] not in {"items", "pools"}:  # else the items left out would be missed there
            yield mistake


def _form(value: object, form: Form, way: Way) -> Iterator[Mistake]:
    """Yield where a value has not the form of its type, going into structs and lists of structs."""
    form = _without_none(form)
    if form == AnyItem:
        yield from _item_form(value, way)
    elif isinstance(form, type) and issubclass(form, msgspec.Struct):
        yield from _fields(value, form, way)
    elif isinstance(value, list) and _origin(form) is tuple:
        for place, part in enumerate(value):
            yield from _form(part, get_args(form)[0], (*way, place))
    elif isinstance(value, dict) and _origin(form) is dict:
        for name, part in value.items():
            yield from _form(part, get_args(form)[1], (*way, name))
    elif not _fits(value, form):
        yield Mistake(way, f"The {_name(way)} is {_shown(value)}, but has to be {_wanted(form)}.", _advice(value, form))


def _without_none(form: Form) -> Form:
    """Return what an optional field takes when it is there."""
    parts = [part for part in get_args(form) if part is not type(None)] if isinstance(form, UnionType) else []
    return parts[0] if len(parts) == 1 else form


def _item_form(value: object, way: Way) -> Iterator[Mistake]:
    kind = value.get("kind") if isinstance(value, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        yield from _fields(value, KINDS[kind], way)
    elif isinstance(value, dict):
        what = "The kind is missing." if kind is None else f"There is no kind {_shown(kind)}."
        yield Mistake((*way, "kind"), what, f"Use one of: {name_list(KINDS)}.{did_you_mean(str(kind), KINDS)}")
    else:
        yield Mistake(
            way, f"An item is {_shown(value)}, but has to be a map of fields.", "Begin it with '- id: q-topic-01'."
        )


def _fields(value: object, form: type[msgspec.Struct], way: Way) -> Iterator[Mistake]:
    if not isinstance(value, dict):
        noun = "file" if not way else _name(way)
        yield Mistake(
            way, f"The {noun} is {_shown(value)}, but has to be a map of fields.", "Write it as 'name: value' lines."
        )
        return
    fields = {field.name: field for field in msgspec.structs.fields(form)}
    known = [*fields, "kind"] if issubclass(form, Item) else list(fields)
    for name in value:
        if name not in known:
            yield Mistake(
                (*way, name),
                f"There is no field {name!r} here.",
                f"Fields are: {name_list(known)}.{did_you_mean(name, known)}",
            )
    mistyped = {near for name in value if name not in known for near in nearest(name, known, 1)}
    for name, field in fields.items():
        if name in value:
            yield from _form(value[name], field.type, (*way, name))
        elif field.required and name not in mistyped:
            yield Mistake((*way, name), f"The field {name!r} is missing.", f"Add a line that begins with '{name}:'.")


def _fits(value: object, form: Form) -> bool:
    try:
        msgspec.convert(value, form, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _converted(value: object, form: Form) -> Any:  # noqa: ANN401
    """Return the struct of a value, None when it has not its form."""
    try:
        return msgspec.convert(value, form, strict=False)
    except msgspec.ValidationError:
        return None


def _origin(form: Form) -> object:
    return get_origin(form)


def _wanted(form: Form) -> str:
    """Say in words what a field takes."""
    if _origin(form) is Literal:
        return f"one of {name_list(get_args(form))}"
    if isinstance(form, UnionType):
        return " or ".join(_wanted(part) for part in get_args(form))
    return _WORDS[getattr(_origin(form) or form, "__name__", "str")]


def _advice(value: object, form: Form) -> str:
    if _origin(form) is Literal:
        return f"Write one of these words.{did_you_mean(str(value), get_args(form))}"
    return "Write the value, or take the line out." if value == "" else "Change the value."


def _shown(value: object) -> str:
    """Return a value as a reader recognises it, short."""
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return "empty" if not text else repr(text if len(text) < _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")


def _name(way: Way) -> str:
    return next((str(step) for step in reversed(way) if isinstance(step, str)), "file")


def _steps(way: Way, content: object) -> list[str]:
    """Return the way in words: items and options by their ids, anything else by name and number."""
    words: list[str] = []
    for step in way:
        content = _child(content, step)
        if isinstance(step, str):
            words.append(step)
        elif words and isinstance(content, dict) and isinstance(content.get("id"), str):
            words[-1] = f"{words[-1].removesuffix('s')} {content['id']}"
        elif words:
            words[-1] = f"{words[-1]} {step + 1}"
    return words


def _child(content: object, step: str | int) -> object:
    if isinstance(content, dict):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None
