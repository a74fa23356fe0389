"""In which language a command speaks: its help, what it asks and says, and its errors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import StringIO
from typing import IO, Any

import click

from kit.command_texts import error_in, message_in
from kit.errors import KitError
from kit.language_choice import language_of_commands
from kit.language_codes import first_and_second
from kit.text import Key, LanguageSettings, languages, reason, settings, text_in
from kit.translations import ENGLISH

_SPOKEN: ContextVar[str] = ContextVar("_SPOKEN", default=ENGLISH)


def spoken(text: str) -> str:
    """Return a text in the language in which the command speaks."""
    return message_in(text, _SPOKEN.get())


def punctuation() -> LanguageSettings:
    """Return what the language in which the command speaks puts between words."""
    return settings(_SPOKEN.get())


def say(text: object, *, err: bool = False) -> None:
    """Print a line in the language in which the command speaks."""
    click.echo(spoken(str(text)), err=err)


@contextmanager
def own_language() -> Iterator[None]:
    """Speak the language of whoever uses this computer."""
    before = _SPOKEN.set(_or_english(language_of_commands()))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def speak(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Speak the language that is named for an option."""
    language = first_and_second(value)[0]
    is_named = ctx.get_parameter_source(param.name or "") is click.core.ParameterSource.COMMANDLINE
    if is_named and language in languages():
        _SPOKEN.set(_or_english(language))
    return value


def error_text(error: KitError) -> str:
    """Return an error in the language in which the command speaks."""
    return str(error_in(error, _SPOKEN.get()))


def why_refused(error: OSError) -> str:
    """Return why the system refused something, in the language in which the command speaks."""
    why = reason(error)
    return text_in(_SPOKEN.get())(why) if isinstance(why, Key) else why


class SpokenError(click.ClickException):
    """What click says of wrong use, in the language in which the command speaks."""

    def __init__(self, error: click.ClickException) -> None:
        super().__init__(error.format_message())
        self._error = error

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """Whether it was used wrongly, or something else went wrong."""
        return self._error.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the error."""
        written = StringIO()
        self._error.show(written)
        click.echo(spoken(written.getvalue()), file=file, nl=False, err=file is None)


def _or_english(language: str) -> str:
    """Return a language, or English where the screen or file cannot hold its letters, or its texts are damaged."""
    try:
        message_in("Options", language).encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, KitError):
        return ENGLISH
    return language
