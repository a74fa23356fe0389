"""What several commands take: files and folders as they are typed, and the permission to replace a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from kit.cli.words import speak
from kit.files import path_meant

_NEARLY = 0.8  # of the letters of an option: --langauge is one, --port is not --core
_WITHOUT_VALUE = {"--no-browser", "--verbose", "--debug", "--allow-root", "--show-config", "-y"}  # of Jupyter's options
_EXTRA = "Got unexpected extra argument ({args})"  # as click says of other commands
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


class _Path(click.ParamType[Path]):
    """A file or folder as somebody types it: ``~`` and ``%USERPROFILE%`` are the folders that they mean."""

    name = "path"
    empty = "The path is empty."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401 - as click has it
        """Return the path; an empty one, as of a variable that is not set, is refused."""
        if isinstance(value, str) and not value.strip():
            self.fail(self.empty, param, ctx)
        path = path_meant(value)
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            pass  # what is to be written may not be there yet
        except (OSError, ValueError) as error:
            self.fail(f"No file can have this name: {getattr(error, 'strerror', None) or error}.", param, ctx)
        return path


class _Named(_Path):
    """A lesson, by its number or as a file or folder."""

    empty = "The name is empty."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """Return the name, in which a folder is what it means."""
        return str(super().convert(value, param, ctx))


def lesson_and_options(name: str, options: str, kind: click.ParamType[Any]) -> Callable[[_Decorated], _Decorated]:
    """Return the argument ``words`` of a command that starts a program: what it opens, and that program's options.

    What is opened may be before the options, between them or after them; the command gets both as a pair.

    Parameters
    ----------
    name : str
        What is opened, on the page of help: ``LESSON``; where it may be missing, and is then None, ``[LESSON]``.
    options : str
        The options, on the page of help: ``[VOILA OPTIONS]``.
    kind : click.ParamType
        How what is opened is read.
    """

    def read(ctx: click.Context, _: click.Parameter, words: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
        _refuse_misspelt(ctx, words)
        free = [at for at, word in enumerate(words) if not word.startswith("-") and not _is_value(words, at)]
        if len(free) > 1:
            raise click.UsageError(_EXTRA.format(args=words[free[1]]), ctx)
        if free:
            place = free[0]
            return _converted(words[place], name, kind, ctx), (*words[:place], *words[place + 1 :])
        if not name.startswith("["):
            raise click.MissingParameter(ctx=ctx, param_hint=f"'{name}'", param_type="argument")
        return None, words

    return click.argument("words", nargs=-1, type=click.UNPROCESSED, callback=read, metavar=f"{name} {options}")


def _is_value(words: tuple[str, ...], at: int) -> bool:
    """Return whether a word is the value of the option before it."""
    before = words[at - 1] if at else ""
    return before.startswith("-") and "=" not in before and before not in _WITHOUT_VALUE


def _converted(word: str, name: str, kind: click.ParamType[Any], ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
    """Read one of the words; an error names what it is for, without the options of the program next to it."""
    try:
        return kind.convert(word, None, ctx)
    except click.BadParameter as error:
        error.param_hint = f"'{name.strip('[]')}'"
        raise


def _refuse_misspelt(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Refuse a word that is nearly an option of the command, or the beginning of one: the program would ignore it."""
    own = [name for param in ctx.command.params for name in param.opts if name.startswith("--")]
    for word in words:
        name = word.partition("=")[0]
        near = get_close_matches(name, own, 1, _NEARLY) or [each for each in own if each.startswith(name)]
        if name.startswith("--") and len(name) > len("--") and near:
            raise click.NoSuchOption(name, possibilities=near, ctx=ctx)


class LateChoice(click.ParamType[str]):
    """One of some words that a heavy module knows, which is read only where the option is shown or given."""

    name = "choice"

    def __init__(self, read: Callable[[], Iterable[str]]) -> None:
        self._read = read

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return the words, for the page of help."""
        return self._choice().get_metavar(param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Return the words, for whoever left the option out."""
        return self._choice().get_missing_message(param, ctx)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - as click has it
        """Return the word; another one is refused."""
        return self._choice().convert(value, param, ctx)

    def _choice(self) -> click.Choice[str]:
        return click.Choice(list(self._read()))


def needs(other: str, *names: str) -> None:
    """Refuse options of the command that runs, which mean nothing without another one.

    Raises
    ------
    click.UsageError
        When one of them was typed.
    """
    for option in _typed(names):
        message = f"Name {other} together with {option}."
        raise click.UsageError(message)


def has_no_effect(other: str, *names: str) -> None:
    """Refuse options of the command that runs, which mean nothing together with another one.

    Raises
    ------
    click.UsageError
        When one of them was typed.
    """
    for option in _typed(names):
        message = f"{option} has no effect together with {other}. Leave one of the two out."
        raise click.UsageError(message)


def _typed(names: tuple[str, ...]) -> list[str]:
    ctx = click.get_current_context()
    params = [param for name in names for param in ctx.command.params if name in param.opts]
    is_typed = click.core.ParameterSource.COMMANDLINE
    return [param.opts[0] for param in params if ctx.get_parameter_source(param.name or "") is is_typed]


PATH, NAMED = _Path(), _Named()


def language_option(text: str, default: str = "en", *, takes_two: bool = False) -> Callable[[_Decorated], _Decorated]:
    """Return the option for the language of what a command writes or opens, in which it then speaks too.

    Parameters
    ----------
    text : str
        The help of the option.
    default : str
        The language where none is named; empty where it depends on more.
    takes_two : bool
        Whether two languages are shown at once, as in ``ja+en``.
    """
    how = speak if takes_two else _speak_one
    return click.option(
        "--language", default=default, show_default=bool(default), help=text, callback=how, is_eager=True
    )


def _speak_one(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse two languages."""
    speak(ctx, param, value)
    if "+" in value:
        message = "This command takes one language. Two at once, such as ja+en, are for `kit lab` and `kit present`."
        raise click.BadParameter(message, ctx, param)
    return value


FORCE = click.option("--force", is_flag=True, help="Replace a file that is not an earlier output of this command.")
