"""The files that a class hands in, from a folder or a zip; nothing is unpacked to disk."""

from __future__ import annotations

import os
import stat
import zlib
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, TypeAlias, overload
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kit.answers.hand_in import LARGEST
from kit.errors import KitError
from kit.files import write_whole

Found: TypeAlias = tuple[str, bytes | KitError]

DATABASE = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal")  # of a live class
LARGEST_ZIP = 50_000_000  # bytes
MOST_UNPACKED = 200_000_000  # bytes of one zip and the zips in it
MOST_PACKED_FILES = 20_000
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # with files, and without any
_OF_A_HAND_IN = b"hand_in"
_UTF_8_FLAG, _LOCKED_FLAG = 0x800, 0x1
_OF_THE_SYSTEM = {
    *(
        "thumbs.db",
        "thumbs.db:encryptable",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "iconcache.db",
        "desktop.ini",
        "icon\r",
    ),
    *("__macosx", "$recycle.bin", "recycler", "system volume information", "lost+found", "network trash folder"),
    *("@eadir", "@recycle", "#recycle", "@__thumb", "pspdatathumbs"),
}
_DEEPEST = 3  # zips within each other
_READERS, _PART = 8, 16  # threads, and how many files one of them reads in one go
_FAR = 0.001  # seconds for a file; a disk of one's own takes less
_LARGEST_AHEAD = 1_000_000  # bytes of a file that is read before its turn
# A link is not followed, a pipe not waited for; Windows has neither flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def is_zip(path: Path) -> bool:
    """Return whether a file is named as a zip or begins as one; documents of many programs do, too."""
    try:
        with path.open("rb") as file:
            return _is_named_zip(path.name) or file.read(4) in _ZIPS
    except OSError:
        return False


def find_files(folder: Path, *, with_hidden: bool = False) -> tuple[list[str], list[tuple[str, KitError]]]:
    """Return the names of all files below a folder in their order, and what is neither file nor folder.

    Files that a system writes on its own, such as ``.DS_Store`` and ``Thumbs.db``, are left out, if not wanted too.
    """
    files: list[str] = []
    others: list[tuple[str, KitError]] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as entries:
                for entry in entries:
                    name = f"{inside}{entry.name}"
                    if _is_of_the_system(entry.name) and not with_hidden:
                        continue
                    if entry.is_symlink():
                        others.append((name, KitError("It is a link, which is not followed.")))
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{name}/")
                    else:
                        files.append(name)
        except OSError as error:
            why = KitError(f"The folder cannot be opened: {error.strerror or error}.")
            others.append((inside or ".", why))
    return sorted(files), others


def read_files(path: str, name: str, *, with_documents: bool = False) -> Iterator[Found]:
    """Yield the content of a file, or why it cannot be used; of a zip the content of each file in it.

    Parameters
    ----------
    path : str
        Where the file is.
    name : str
        What it is called in messages.
    with_documents : bool
        Open zips in which no hand-in is, too: documents of many programs are zips.
    """
    yield from _found(_content(path), name, with_documents=with_documents)


def read_many(folder: Path, names: Sequence[str]) -> Iterator[Iterator[Found]]:
    """Yield for each file below a folder what `read_files` yields, in order, and read several at once ahead of it.

    A share in the network lets one wait for each file: eight at once take an eighth of the time. From a disk of one's
    own one after the other is faster.
    """
    parts = [names[at : at + _PART] for at in range(0, len(names), _PART)]
    places = [[os.path.join(folder, name) for name in part] for part in parts]  # noqa: PTH118 - thousands of files
    coming: deque[Future[list[bytes | KitError | None]]] = deque()
    is_far = False
    with ThreadPoolExecutor(_READERS, "hand-ins") as readers:
        for at, part in enumerate(parts):
            if coming:
                contents = coming.popleft().result()
            else:
                began = perf_counter()
                contents = _small_contents(places[at])
                is_far = perf_counter() - began > _FAR * len(part)
            if is_far:
                ahead = places[at + 1 + len(coming) : at + 1 + _READERS]
                coming.extend(readers.submit(_small_contents, part) for part in ahead)
            for name, path, content in zip(part, places[at], contents, strict=True):
                yield _found(_content(path) if content is None else content, name)


def _small_contents(paths: Sequence[str]) -> list[bytes | KitError | None]:
    """Return what is in files; nothing of large ones, which are read when it is their turn, one in memory at a time."""
    return [_content(path, _LARGEST_AHEAD) for path in paths]


@overload
def _content(path: str) -> bytes | KitError: ...
@overload
def _content(path: str, most: int) -> bytes | KitError | None: ...
def _content(path: str, most: int | None = None) -> bytes | KitError | None:
    """Return what is in a file, or why it cannot be used; nothing where it has more bytes than are wanted."""
    try:
        handle = os.open(path, _FLAGS)
        try:
            about = os.fstat(handle)
            if most is not None and about.st_size > most:
                return None
            content = os.read(handle, 4) if stat.S_ISREG(about.st_mode) else b""
            is_fit = about.st_size <= (LARGEST_ZIP if content in _ZIPS else LARGEST)
            content += os.read(handle, about.st_size) if content and is_fit else b""
        finally:
            os.close(handle)
    except OSError as error:
        return KitError(f"It cannot be opened: {error.strerror or error}.")
    if not stat.S_ISREG(about.st_mode):
        return KitError("It is no file.")
    return content if is_fit else _too_large(about.st_size)


def _found(content: bytes | KitError, name: str, *, with_documents: bool = False) -> Iterator[Found]:
    """Yield a file with its content; of a zip each file in it."""
    if isinstance(content, bytes) and content.startswith(_ZIPS):
        yield from _Unpacking(with_documents=with_documents).unpacked(content, name)
    else:
        yield name, content


def take_out(path: Path, names: Collection[str], *, is_trial: bool = False) -> set[str]:
    """Write a zip anew without some of its files, and return which of them it had; one that is empty then is deleted.

    A zip with a file that is locked or packed in another way stays whole, and nothing is returned.

    Parameters
    ----------
    path : pathlib.Path
        The zip.
    names : collection of str
        The files, as `read_files` names them behind the name of the zip.
    is_trial : bool
        Change nothing, and return what would be taken out.

    Raises
    ------
    OSError
        When it cannot be written; then it stays as it was.
    """
    new = BytesIO()
    try:
        with ZipFile(path) as archive, ZipFile(new, "w", ZIP_DEFLATED) as kept:
            entries = archive.infolist()
            if not all(map(_can_be_read, entries)):
                return set()
            gone = {entry.filename: name for entry in entries if (name := _inside(entry)) in names}
            for entry in entries:
                if entry.filename not in gone:
                    content = archive.read(entry)  # in a trial, too: a damaged file would stop the real one
                    if not is_trial:
                        kept.writestr(entry, content)
    except (BadZipFile, EOFError, ValueError, NotImplementedError, zlib.error):
        return set()
    if gone and not is_trial:
        with ZipFile(new) as rest:
            is_empty = all(entry.is_dir() for entry in rest.infolist())
        path.unlink() if is_empty else write_whole(path, new.getvalue())
    return {*gone.values()}


def _inside(entry: ZipInfo) -> str:
    """Return what a file in a zip is called in messages."""
    return "/".join(part for part in _name(entry).split("/") if part not in {"", ".", ".."})


def _can_be_read(entry: ZipInfo) -> bool:
    """Return whether a file in a zip is neither locked nor packed in a rare way."""
    return not entry.flag_bits & _LOCKED_FLAG and entry.compress_type in {ZIP_STORED, ZIP_DEFLATED}


class _Unpacking:
    """Unpacks one zip and the zips in it, as far as the limits go: a small zip may say that it holds the world."""

    def __init__(self, *, with_documents: bool) -> None:
        self._with_documents = with_documents
        self._bytes_left, self._files_left = MOST_UNPACKED, MOST_PACKED_FILES

    def unpacked(self, content: bytes, name: str, depth: int = 1) -> Iterator[Found]:
        """Yield the files of a zip; of one that is not called so, such as a document, only where a hand-in is in it."""
        if self._with_documents or _is_named_zip(name):
            yield from self._files(BytesIO(content), name, depth)
            return
        found = list(self._files(BytesIO(content), name, depth))
        is_of_class = any(isinstance(each, bytes) and _OF_A_HAND_IN in each.replace(b"\0", b"") for _, each in found)
        yield from found if is_of_class else [(name, KitError("It is a packed file. Unpack it first."))]

    def _files(self, file: BinaryIO, name: str, depth: int) -> Iterator[Found]:
        try:
            archive = ZipFile(file)
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            yield name, KitError("It is a damaged zip.")
            return
        with archive:
            if all(entry.is_dir() for entry in archive.infolist()):
                yield name, KitError("It is a zip without a file in it.")
            for entry in archive.infolist():
                parts = [part for part in _name(entry).split("/") if part not in {"", ".", ".."}]
                if entry.is_dir() or any(map(_is_of_the_system, parts)):
                    continue
                self._files_left -= 1
                self._bytes_left -= entry.file_size
                if self._files_left < 0 or self._bytes_left < 0:
                    yield name, KitError("It holds more than a class hands in; the rest of it is not read.")
                    return
                yield from self._file(archive, entry, "/".join([name, *parts]), depth)

    def _file(self, archive: ZipFile, entry: ZipInfo, name: str, depth: int) -> Iterator[Found]:
        if entry.file_size > (LARGEST_ZIP if _is_named_zip(name) else LARGEST):
            yield name, _too_large(entry.file_size)
        elif entry.flag_bits & _LOCKED_FLAG:
            yield name, KitError("It is locked with a password.")
        elif not _can_be_read(entry):
            yield name, KitError("It is packed in a way that is not read here.")
        else:
            try:
                content = archive.read(entry)  # never more than the size it says
            except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
                yield name, KitError("It is damaged: it cannot be unpacked.")
                return
            if content.startswith(_ZIPS) and depth < _DEEPEST:
                yield from self.unpacked(content, name, depth + 1)
            else:
                yield name, content


def _is_named_zip(name: str) -> bool:
    return name.casefold().endswith(".zip")


def _name(entry: ZipInfo) -> str:
    """Return the name in a zip; macOS writes UTF-8 without saying so."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8_FLAG:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")


def _is_of_the_system(name: str) -> bool:
    """Return whether a system or an editor wrote a file or folder for itself."""
    name = name.casefold()
    return (
        name.startswith((".", "~$", "~wrl"))
        or name.endswith(("~", ".lock", ":zone.identifier"))
        or name in _OF_THE_SYSTEM
    )


def _too_large(size: int) -> KitError:
    return KitError(f"It is too large for a hand-in ({size / 1e6:,.0f} MB).")
