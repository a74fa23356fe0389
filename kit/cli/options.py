"""What several commands take: files and folders as they are typed, and the permission to replace a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kit.cli.words import speak
from kit.files import path_meant

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


class _Path(click.ParamType[Path]):
    """A file or folder as somebody types it: ``~`` and ``%USERPROFILE%`` are the folders that they mean."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401 - as click has it
        """Return the path; an empty one, as of a variable that is not set, is refused."""
        if isinstance(value, str) and not value.strip():
            self.fail("The path is empty.", param, ctx)
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

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """Return the name, in which a folder is what it means."""
        return str(super().convert(value, param, ctx))


PATH, NAMED = _Path(), _Named()


def language_option(text: str, default: str = "en") -> Callable[[_Decorated], _Decorated]:
    """Return the option for the language of what a command writes or opens, in which it then speaks too."""
    return click.option(
        "--language", default=default, show_default=bool(default), help=text, callback=speak, is_eager=True
    )


FORCE = click.option("--force", is_flag=True, help="Replace a file that is not an earlier output of this command.")
