"""What a cell is told that calls the kit with other values than it takes: one error instead of a traceback.

A call costs nothing more as long as it works. Only one that failed is compared with what the function says it takes;
where the values fit, the fault is another one, and its traceback stays.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from numbers import Integral
from os import PathLike
from typing import ParamSpec, TypeVar

from kit.errors import KitError
from kit.suggest import MissingNameError
from kit.text import Key, LearnerError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_C = TypeVar("_C", bound=type)
_MOST = 40  # characters of a value in a message


def _is_table(value: object) -> bool:
    return type(value).__module__.startswith("pandas.")


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, bytes) and not _is_table(value)


def _is(*types: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, types)


_TEXT, _LIST, _TABLE = (_is(str), "call.text"), (_is_list, "call.list"), (_is_table, "call.table")
_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {  # of annotations: what fits, and what it is called
    "None": (_is(type(None)), ""),
    "str": _TEXT,
    "Name": _TEXT,
    "int": (_is(Integral), "call.number"),
    "bool": (_is(bool), "call.truth"),
    "Path": (_is(PathLike), "call.path"),
    "date": (_is(date), "call.day"),
    "Sequence": _LIST,
    "Collection": _LIST,
    "Iterable": _LIST,
    "Mapping": (_is(Mapping), "call.list"),
    "tuple": (_is(tuple), "call.list"),
    "Watch": (callable, "call.function"),
    "pd.Series": _TABLE,
    "pd.DataFrame": _TABLE,
}


def explained(function: Callable[_P, _R], call: str) -> Callable[_P, _R]:
    """Return a function that says in a `KitError` which value it cannot use.

    Parameters
    ----------
    function : callable
        A word of the notebooks.
    call : str
        How a notebook calls it, such as ``"kit.chart"``.

    Examples
    --------
    >>> def chart(name: str) -> str:
    ...     return name.upper()
    >>> explained(chart, "kit.chart")(5)
    Traceback (most recent call last):
    kit.text.LearnerError: 'name' cannot be 5.
      Where: kit.chart
      What to do: Give a text in quotation marks.
    """

    @wraps(function)
    def called(*args: _P.args, **words: _P.kwargs) -> _R:
        try:
            return function(*args, **words)
        except KitError:
            raise
        except Exception as error:
            if wrong := _misuse(inspect.signature(function), call, args, words):
                raise wrong from error
            raise

    return called


def explained_methods(name: str) -> Callable[[_C], _C]:
    """Return a decorator for a class whose public methods say which value they cannot use, and which name is wrong.

    Parameters
    ----------
    name : str
        What notebooks call an object of this class, such as ``"lesson"``.
    """

    def explain(cls: _C) -> _C:
        for method, function in list(vars(cls).items()):
            if inspect.isfunction(function) and not method.startswith("_"):
                setattr(cls, method, explained(function, f"{name}.{method}"))
        cls.__getattr__ = missing  # type: ignore[attr-defined]
        return cls

    def missing(thing: object, wrong: str) -> object:
        if wrong.startswith("_") or hasattr(type(thing), wrong):  # Python says it: a property may lack something else
            return object.__getattribute__(thing, wrong)
        raise MissingNameError(wrong, [each for each in dir(thing) if not each.startswith("_")], name)

    return explain


def _misuse(
    signature: inspect.Signature, call: str, args: tuple[object, ...], words: Mapping[str, object]
) -> LearnerError | None:
    """Return what is wrong with the values of a call; None where they fit."""
    try:
        given = signature.bind(*args, **words).arguments
    except TypeError:
        return LearnerError("call.words", where=call, signature=f"{call}({_typed(signature)})")
    for name, value in given.items():
        param = signature.parameters[name]
        several = param.kind is inspect.Parameter.VAR_POSITIONAL
        for each in value if several else [value]:
            if kind := _kind_wanted(str(param.annotation), each):
                shown = repr(each)
                shown = shown if len(shown) <= _MOST and shown.isprintable() else type(each).__name__
                return LearnerError("call.value", where=call, name=name, value=shown, kind=Key(kind))
    return None


def _kind_wanted(annotation: str, value: object) -> str:
    """Return the key of what a parameter takes instead of a value; empty where the value fits, or nothing is known."""
    names = [part.partition("[")[0] for part in annotation.split(" | ")]
    if any(name not in _KINDS or _KINDS[name][0](value) for name in names):
        return ""
    return _KINDS[names[0]][1]


def _typed(signature: inspect.Signature) -> str:
    """Return what is typed between the brackets of a call."""
    shown = []
    for param in signature.parameters.values():
        if param.name == "self":
            continue
        if param.kind in {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
            shown.append("...")
        else:
            shown.append(param.name if param.default is param.empty else f"{param.name}={param.default!r}")
    return ", ".join(shown)
