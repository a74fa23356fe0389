"""The parts that not everybody needs, the extras: where one is missing, a line says how to get it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.errors import KitError
from kit.paths import typed_program

_PYTHON = typed_program(Path(sys.executable or "python"))  # in a browser it has no file
INSTALL = f'{_PYTHON} -m pip install "heart-to-heart-kit[teacher]"'
INSTALL_HUB = INSTALL.replace("[teacher]", "[teacher,hub]")
INSTALL_PLAYWRIGHT = f"{_PYTHON} -m pip install playwright"


@contextmanager
def teacher_part(what: str) -> Iterator[None]:
    """Import a library of the extra ``teacher``.

    Parameters
    ----------
    what : str
        What needs it, as the beginning of a sentence: ``"The class report"``.

    Raises
    ------
    KitError
        When the library is not installed; it says how to install it.

    Examples
    --------
    >>> with teacher_part("A workbook"):
    ...     import xlsxwriter
    """
    with _part(f"{what} needs {{name}}, which is not part of the student's installation.", INSTALL):
        yield


@contextmanager
def hub_part(what: str) -> Iterator[None]:
    """Import a library of the extra ``hub``; `what` needs it, as for `teacher_part`.

    Raises
    ------
    KitError
        When the library is not installed; it says how to install it.
    """
    with _part(f"{what} needs {{name}}, which is installed only on a server.", INSTALL_HUB):
        yield


@contextmanager
def _part(why: str, install: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise KitError(why.format(name=error.name), do=f"Install it by this command: {install}") from None
