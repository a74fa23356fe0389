"""The command line as a whole: its page of help, and how an error is said."""

from __future__ import annotations

import errno
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from kit.cli.page_of_help import PageOfHelp
from kit.cli.words import SpokenError, error_text, own_language, say, why_refused
from kit.console import write_every_character
from kit.errors import KitError
from kit.paths import command
from kit.slow_imports import leave_out_slow_parts


class _Context(click.Context):
    """A run of a command."""

    formatter_class = PageOfHelp


class Command(click.Command):
    """A command whose page of help shows commands as they work here."""

    context_class = _Context

    def get_help(self, ctx: click.Context) -> str:
        """Return the page of help, to be copied into a terminal here."""
        return re.sub(r"(?m)(^\S+(?:: |：)|^    |`)kit\b", lambda found: found[1] + command(""), super().get_help(ctx))


class Commands(Command, click.Group):
    """Commands that say in one place what went wrong, and never show a traceback for a KitError.

    Parameters
    ----------
    page : dict
        Headings of the page of help, each with its commands.
    """

    def __init__(self, *, page: dict[str, tuple[click.Command, ...]], **settings: Any) -> None:  # noqa: ANN401 - as click has it
        super().__init__(**settings, commands=[each for part in page.values() for each in part])
        self._page = page

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click has it
        """Write the commands in the order of a teacher's work, each with its whole sentence."""
        for title, commands in self._page.items():
            with formatter.section(title):
                formatter.write_dl([(each.name or "", each.short_help or "") for each in commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; one that was only begun, such as ``new``, is named whole."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            begun = [name for name in self.commands if name.startswith(args[0])]
            if begun and not vars(error).get("possibilities"):
                vars(error)["possibilities"] = begun
            raise

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command; what it prints arrives, whatever the encoding of the screen or file."""
        write_every_character()
        leave_out_slow_parts()
        gc.set_threshold(100_000)  # looking for garbage took a seventh of the time of a command, which makes little
        # Wrong use names the command as it works here.
        typed = {"prog_name": command(""), "complete_var": "_KIT_COMPLETE"}
        with own_language():
            return super().main(*args, **kwargs | typed)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401 - as click has it
        """Read what was typed."""
        with _errors_of_click():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; one that is interrupted at the keyboard ends with a word and the exit code 1."""
        try:
            with _errors_of_click():
                return super().invoke(ctx)
        except (EOFError, KeyboardInterrupt, click.Abort):
            click.echo(err=True)
            say("Aborted!", err=True)
            raise click.exceptions.Exit(1) from None


@contextmanager
def _errors_of_click() -> Iterator[None]:
    """Turn what a command cannot do into an error that click shows."""
    try:
        yield
    except KitError as error:
        raise SpokenError(click.ClickException(error_text(error))) from None
    except click.ClickException as error:
        raise SpokenError(error) from None
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever read the output has stopped
            raise
        do = "Choose another place, close the file in other programs, or look at its permissions."
        what = f"The system does not allow this: {why_refused(error)}."
        shown = KitError(what, where=str(error.filename or ""), do=do)
        raise SpokenError(click.ClickException(error_text(shown))) from None
