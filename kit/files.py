"""Files: safe names, written whole or not at all, and nobody's work overwritten."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b, sha256
from itertools import count
from pathlib import Path
from time import time
from uuid import uuid4

from kit.errors import KitError
from kit.paths import answers_folder, expanded
from kit.text import Key, LearnerError, reason

_RESERVED = re.compile(r"con|prn|aux|nul|clock\$|com\d|lpt\d", re.IGNORECASE)
_LONGEST_BYTES = 100
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PART = ".part"  # the ending of what is being written
_LONGEST_SECONDS = 3600  # that a file takes to be written
_ZIP, _NO_COMMENT = b"PK\x03\x04", b"\0\0"
_COMMENTS = {
    b"<": (b"<!-- ", b" -->\n"),
    b"%PDF": (b"% ", b"\n"),
    b"$CATEGORY": (b"// ", b"\n"),
    b"# ": (b"<!-- ", b" -->\n"),
}
_OFFICE = (b"xl/workbook.xml", b"word/document.xml")
_SEAL = b"heart-to-heart-kit "


def safe_name(learner: str) -> str:
    """Return the stem of a learner's file; two learners never share one.

    A plain lower-case word stays as it is. Anything else loses what some system cannot keep apart or must not
    see in a file name (capitals, dots, slashes, control characters), and gets a short digest of the full name.

    Examples
    --------
    >>> safe_name("hanako")
    'hanako'
    >>> safe_name("../Hanako")
    'hanako-d3a9f123'
    """
    slug = _slug(unicodedata.normalize("NFC", learner).casefold(), "LM")
    if slug and slug == learner and not _RESERVED.fullmatch(slug):
        return slug
    digest = blake2b(learner.encode(errors="surrogatepass"), digest_size=4).hexdigest()
    return f"{slug or 'learner'}-{digest}"


def safe_stem(title: str, otherwise: str) -> str:
    """Return a stem that every system accepts: letters and digits of any script, hyphens and underscores.

    Examples
    --------
    >>> safe_stem("ASEAN: 10 members?", "map")
    'ASEAN-10-members'
    """
    slug = _slug(title, "LMN")
    return f"{otherwise}-{slug}".rstrip("-") if not slug or _RESERVED.fullmatch(slug) else slug


def _slug(text: str, categories: str) -> str:
    """Keep characters of some Unicode categories, decimal digits, hyphens and underscores."""
    plain = "".join(
        char if char in "-_" or char.isdecimal() or unicodedata.category(char)[0] in categories else "-"
        for char in unicodedata.normalize("NFC", text)
    )
    return re.sub(r"-+", "-", plain).strip("-").encode()[:_LONGEST_BYTES].decode(errors="ignore")


@contextmanager
def _meaning() -> Iterator[None]:
    """Let a path that means nothing here be an error that learners can read."""
    try:
        yield
    except LearnerError:
        raise
    except KitError as error:
        raise LearnerError("files.no_meaning", where=error.where) from None


def path_meant(path: str | Path) -> Path:
    """Return the path that somebody means who typed it: ``~``, ``$HOME`` and ``%USERPROFILE%`` are folders.

    Raises
    ------
    KitError
        When one of them means nothing here, so that no folder with such a name is made.
    """
    with _meaning():
        return expanded(Path(path))


def answers_home() -> Path:
    """Return the folder of the learners' answer files, as `kit.paths.answers_folder` does.

    Raises
    ------
    KitError
        When the environment variable ``KIT_ANSWERS`` means nothing here.
    """
    with _meaning():
        return answers_folder()


@contextmanager
def writing(what: str, path: Path, do: str = Key("files.elsewhere")) -> Iterator[None]:
    """Turn a failure of the system into a KitError.

    Parameters
    ----------
    what : str
        What is written, as the beginning of a sentence: ``"The report"``; a `Key` where a learner may read it.
    path : pathlib.Path
        The file or folder.
    do : str
        What the reader can do; when the disk is full, to make room comes first.
    """
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        stays = Key("files.stays") if os.path.isfile(path) else ""  # noqa: PTH113 - that of pathlib raises for some names
        room = Key("files.room") if getattr(error, "errno", 0) in _NO_ROOM else ""
        why = reason(error)
        raise LearnerError(
            "files.not_written", where=path, what=what, why=why, stays=stays, room=room, advice=do
        ) from None


def write_whole(path: Path, content: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Write a file in one step, in the place of an earlier one; a failure leaves that as it was.

    Parameters
    ----------
    path : pathlib.Path
        The file; a link is followed, and the permissions of an earlier file stay.
    content : bytes
        What it contains afterwards.
    check : callable, optional
        Called once everything is on the disk and before the file is replaced; it may raise.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    path = _target(path)
    with _on_disk(path, content) as new:
        check()
        if path.exists():
            shutil.copymode(path, new)
        os.replace(new, path)  # noqa: PTH105 - the tests stop this step


@contextmanager
def _on_disk(path: Path, content: bytes) -> Iterator[Path]:
    """Write a hidden file next to another one, which is to become that one; those that a program left are deleted."""
    start = f".{path.name[:40]}-"
    new = path.with_name(f"{start}{uuid4().hex[:8]}{_PART}")
    _delete_left(path.parent, start)
    try:
        with new.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield new
    finally:
        with suppress(OSError):
            new.unlink()
    sync_folder(path.parent)


def _delete_left(folder: Path, start: str) -> None:
    """Delete the hidden files of a program that was ended while it wrote; young ones may be of one that still does."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_part = entry.name.startswith(start) and len(entry.name) == len(start) + 8 + len(_PART)
            if is_part and entry.name.endswith(_PART) and time() - entry.stat().st_mtime > _LONGEST_SECONDS:
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - an entry of a folder


def is_left_over(path: Path) -> bool:
    """Return whether a file is one that a program left which was ended while it wrote."""
    return path.name.startswith(".") and path.suffix == _PART


def _target(path: Path) -> Path:
    """Return the file to which a path leads; a folder, a device, a pipe or a link to itself cannot be replaced."""
    path = Path(os.path.realpath(path))
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    return path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises
    ------
    FileExistsError
        When there is a file of that name.
    OSError
        When it cannot be written.
    """
    with _on_disk(path, content) as new:
        try:
            os.link(new, path)
        except FileExistsError:
            raise
        except (OSError, AttributeError):  # a disk without links, such as a memory stick; a browser has none at all
            _take_name(new, path)


def _take_name(new: Path, path: Path) -> None:
    """Give a file a name that no file has yet, in two steps."""
    path.open("xb").close()  # the name is ours from here on
    try:
        os.replace(new, path)  # noqa: PTH105 - the tests stop this step
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def write_new_files(files: Mapping[Path, bytes], check: Callable[[], object] = lambda: None) -> list[Path]:
    """Write files that are not there yet, and their folders: all of them, or none when one fails or `check` raises.

    A file that is there with the same content stays: of a program that was ended before it had written all, or of one
    that does the same now.

    Raises
    ------
    FileExistsError
        When there is another file of one of these names.
    OSError
        When one cannot be written.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            # a link that leads nowhere is somebody's, and stays
            missing = [folder for folder in path.parents if not os.path.lexists(folder)]
            made += reversed(missing)  # before they are made: the disk may be full after the first of them
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                write_new(path, content)
                made.append(path)
            except FileExistsError:
                if not path.is_file() or path.read_bytes() != content:
                    raise
        check()
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
    return list(files)


def can_be_completed(files: Mapping[Path, bytes], folder: Path | None = None) -> bool:
    """Return whether files are missing, and those that are there are as they would be written.

    So it is where a program was ended before all were written. In a `folder`, if one is given, nothing else may be.
    """
    there = {path: path.read_bytes() for path in files if path.is_file()}
    is_part = len(there) < len(files) and all(content == files[path] for path, content in there.items())
    known = {*files, *(parent for path in files for parent in path.parents)}
    inside = {path for path in folder.rglob("*") if path.suffix != _PART} if folder else set()
    return is_part and inside <= known


def write_numbered(
    folder: Path, stem: str, ending: str, content: bytes, is_same: Callable[[bytes], bool] | None = None
) -> tuple[Path, bool]:
    """Write a new file under the first free number: ``name``, ``name-2``, ``name-3``.

    Parameters
    ----------
    folder : pathlib.Path
        An existing folder.
    stem, ending : str
        The name before and after the number.
    content : bytes
        What is written.
    is_same : callable, optional
        Takes the content of the last of these files, and returns whether a new one would say nothing new; else the
        two are compared.

    Returns
    -------
    tuple of pathlib.Path and bool
        The file, and whether it is new.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    last: Path | None = None
    for number in count(1):
        path = folder / (f"{stem}-{number}{ending}" if number > 1 else f"{stem}{ending}")
        if path.exists():
            last = path
            continue
        if last and last.is_file() and (is_same or content.__eq__)(last.read_bytes()):
            return last, False
        with suppress(FileExistsError):
            write_new(path, content)
            return path, True
        last = path
    raise AssertionError  # count() never ends


def renew(path: Path, content: bytes, kind: str, *, force: bool = False) -> Path:
    """Write a file, or renew one that the kit wrote and nobody changed since; any other file stays as it is.

    The kit knows its own files by their last line: a comment with the kind and a checksum of all before it; in a zip
    it is the zip's own comment. Tables, workbooks and texts of a word processor have none: people write into them.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    content : bytes
        What is written; where a comment is possible, it is added.
    kind : str
        A slug of what the file is, such as ``"class-report"``; a file of another kind is not renewed.
    force : bool
        Replace whatever file is there.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    KitError
        When another file has this name.
    OSError
        When the file cannot be written.
    """
    return renew_all({path: content}, kind, force=force)[0]


def renew_all(files: Mapping[Path, bytes], kind: str, *, force: bool = False) -> list[Path]:
    """Write files like `renew`; when one of them has to stay, none is written.

    Raises
    ------
    KitError
        When another file has one of these names.
    OSError
        When one cannot be written.
    """
    for path in files:
        if path.is_file() and not force and not is_own(path.read_bytes(), kind):
            raise LearnerError("files.other", where=path, name=repr(path.name))
    for path, content in files.items():
        write_whole(path, _sealed(content, kind))
    return list(files)


def is_own(content: bytes, kind: str) -> bool:
    """Return whether a file ends with the comment of a kind, and everything before it is as it was."""
    body, seal, _ = content.rpartition(_SEAL)
    if not seal:
        return False
    opening = next((opening for start, (opening, _) in _COMMENTS.items() if body.startswith(start)), b"")
    return _sealed(body[:-2] + _NO_COMMENT if body.startswith(_ZIP) else body.removesuffix(opening), kind) == content


def _sealed(content: bytes, kind: str) -> bytes:
    """Return a file with the comment that says what it is; unchanged where its form has no comments."""
    seal = _SEAL + f"{kind} {sha256(content).hexdigest()[:16]}".encode()
    if content.startswith(_ZIP) and not any(
        part in content for part in _OFFICE
    ):  # what people write into is not renewed
        return content[:-2] + len(seal).to_bytes(2, "little") + seal if content.endswith(_NO_COMMENT) else content
    for start, (opening, closing) in _COMMENTS.items():
        if content.startswith(start):
            return content + opening + seal + closing
    return content


def sync_folder(folder: Path) -> None:
    """Put the name of a new file on disk too, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
