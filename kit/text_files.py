"""Files of text as they are found: what cannot be read as text is said in words, and nothing is guessed."""

from __future__ import annotations

import errno
import json
import stat
from pathlib import Path
from typing import Any

from kit.errors import KitError, place

LARGEST = 20_000_000  # bytes
_MARK = b"\xef\xbb\xbf"  # what Excel writes before UTF-8
_AS_TEXT = 'In Notepad choose File > Save as, and "UTF-8" under Encoding.'
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
AS_CSV = 'In Excel choose "CSV UTF-8 (comma delimited)", in LibreOffice "Text CSV" with the character set UTF-8.'


def read_content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    KitError
        When it is not a regular file, is too large or cannot be read.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise KitError(
                "This is a folder, not a file.", where=str(path), do="Name a file in it, or put the file in its place."
            )
        if not stat.S_ISREG(found.st_mode):
            raise KitError("This is not a regular file.", where=str(path), do="Put a regular file in its place.")
        if found.st_size > LARGEST:
            size, most = round(found.st_size / 1e6), round(LARGEST / 1e6)
            what = f"The file is too large: it has {size} MB, and files of up to {most} MB are read."
            do = "Check that it is the right file. Divide it, or leave out what is not needed."
            raise KitError(what, where=str(path), do=do)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> KitError:
    """Say why the system does not give a file or folder."""
    if error.errno == errno.ELOOP:
        what, do = "The link leads back to itself.", "Put the file itself in the place of the link."
    elif isinstance(error, FileNotFoundError):
        what, do = "There is no such file.", "Check its name, or put it back."
    else:
        what = f"It cannot be read: {error.strerror or error}."
        do = "Close it in other programs, and check its permissions."
    return KitError(what, where=str(path), do=do)


def to_text(content: bytes, path: Path, *, mark_allowed: bool = False) -> str:
    """Return the text that the bytes of a file are.

    Parameters
    ----------
    content : bytes
        From `read_content`.
    path : pathlib.Path
        The file, to be named in errors.
    mark_allowed : bool
        Whether the text may begin with a byte-order mark, as Excel writes it; JSON may not.

    Raises
    ------
    KitError
        When it is not UTF-8 or not text.
    """
    how = AS_CSV if path.suffix.casefold() in (".csv", ".tsv", ".txt") else _AS_TEXT
    if content.startswith(_UTF_16):
        do = f"Save it again as UTF-8. {how}"
        raise KitError("The file is UTF-16, not UTF-8.", where=place(path, line=1), do=do)
    if b"\0" in content:
        raise KitError(
            "The file contains a NUL character, which no text has.",
            where=place(path, line=_line(content, content.index(b"\0"))),
            do="Open it in the program it was made with, and save it again as text in UTF-8.",
        )
    if content.startswith(_MARK) and not mark_allowed:
        raise KitError(
            "The file begins with an invisible byte-order mark.",
            where=str(path),
            do='Save it again as "UTF-8", not as "UTF-8 with BOM".',
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        do = f"Save it again with the encoding UTF-8. {how}"
        raise KitError("The file is not UTF-8.", where=place(path, line=_line(content, error.start)), do=do) from None


def to_json(content: bytes, path: Path) -> Any:  # noqa: ANN401 - whatever the file contains
    """Return what the bytes of a JSON file say.

    Raises
    ------
    KitError
        When it is not text, not JSON, nested too deeply, or has a number too long to be read.
    """
    text = to_text(content, path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{place(path, line=error.lineno)}, character {error.colno}"
        do = "Look for a missing comma, quotation mark or bracket there or just before."
        raise KitError(f"This is not JSON: {error.msg}.", where=where, do=do) from None
    except ValueError:
        what = "The file contains a number of more than 4,300 digits."
        raise KitError(what, where=str(path), do="Correct the number.") from None
    except RecursionError:
        do = "Take out brackets that do not belong."
        raise KitError("The file is nested too deeply.", where=str(path), do=do) from None


def _line(content: bytes, index: int) -> int:
    return content[:index].count(b"\n") + 1
