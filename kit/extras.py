"""The parts that only teachers need, the extra ``teacher``: where one is missing, a line says how to get it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kit.errors import KitError

INSTALL = f'{shlex.quote(sys.executable)} -m pip install "heart-to-heart-kit[teacher]"'


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
    try:
        yield
    except ModuleNotFoundError as error:
        why = f"{what} needs {error.name}, which is not part of the student's installation."
        raise KitError(why, do=f"Run {INSTALL}") from None
