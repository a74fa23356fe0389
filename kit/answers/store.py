"""The file that keeps a learner's answers: one line of JSON each, on disk before anybody is told "saved"."""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from kit import browser
from kit.answers.attempt import SCHEMA, Attempt
from kit.answers.event import Event
from kit.files import answers_home, safe_name, sync_folder
from kit.text import LearnerError, reason

NOBODY = "me"  # what learners are called who have not said otherwise
_PATIENCE_SECONDS = 10
_POLL_SECONDS = 0.005
_DECODER = msgspec.json.Decoder(Attempt)


class SetAside(NamedTuple):
    """A line that could not be used; it stays in the file."""

    line_number: int
    why: LearnerError


class Reading(NamedTuple):
    """What an answer file holds."""

    attempts: tuple[Attempt, ...]
    set_aside: tuple[SetAside, ...]
    events: tuple[Event, ...] = ()


class AnswerStore:
    """The answers of one learner, in an append-only file of JSON Lines.

    Parameters
    ----------
    folder : str, Path or None
        Folder of the answer files; the user data folder, or ``KIT_ANSWERS``, when None.
    learner : str or None
        Who answers; the environment variable ``KIT_LEARNER``, or "me", when None.
    """

    def __init__(self, folder: str | Path | None = None, learner: str | None = None) -> None:
        self.learner = learner or os.environ.get("KIT_LEARNER") or NOBODY
        self.folder = answers_home() if folder is None else Path(folder)
        self.path = self.folder / f"{safe_name(self.learner)}.jsonl"

    def append(self, entry: Attempt | Event) -> None:
        """Put an attempt or an event on disk; when this returns it survives a power cut.

        Raises
        ------
        KitError
            When it could not be written; then nothing of it counts as saved.
        """
        from filelock import FileLock, Timeout  # a lesson is shown before anything is saved

        try:
            line = line_of(entry)
        except (TypeError, ValueError, RecursionError):
            raise LearnerError("store.not_json", where=self.path) from None
        try:
            if browser.HERE:
                browser.keep_answer(self.path.stem, line)
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=_PATIENCE_SECONDS, poll_interval=_POLL_SECONDS):
                _append(self.path, line)
        except Timeout:
            raise LearnerError("store.locked", where=self.path) from None
        except browser.RefusedError as error:
            raise LearnerError("store.class_locked" if error.why == "locked" else "store.class_left") from None
        except OSError as error:
            raise LearnerError("store.not_saved", where=self._where(), do=_advice(error), why=reason(error)) from None

    def read(self) -> Reading:
        """Return all attempts and events in the order of their saving, and the lines that had to be set aside.

        Raises
        ------
        KitError
            When there is a file that cannot be read.
        """
        try:
            content = browser.kept_answers(self.path.stem) if browser.HERE else self.path.read_bytes()
        except FileNotFoundError:
            return Reading((), ())
        except OSError as error:
            raise LearnerError("store.not_read", where=self._where(), do=_advice(error), why=reason(error)) from None
        attempts: list[Attempt] = []
        events: list[Event] = []
        set_aside: list[SetAside] = []
        for number, line in enumerate(content.split(b"\n"), start=1):
            found = entry_of(line)
            if isinstance(found, Attempt):
                attempts.append(found)
            elif isinstance(found, Event):
                events.append(found)
            elif found:
                set_aside.append(SetAside(number, found))
        return Reading(tuple(attempts), tuple(set_aside), tuple(events))

    def _where(self) -> object:
        return "" if browser.HERE else self.path


def line_of(entry: Attempt | Event) -> bytes:
    """Return one line of UTF-8; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    try:
        return msgspec.json.encode(entry) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(entry), separators=(",", ":")).encode("ascii") + b"\n"


def _append(path: Path, line: bytes) -> None:
    """Add one line in one write, or leave the file as it was."""
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        try:
            _write(handle, line if _ends_well(handle, size) else b"\n" + line)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if is_new:
        sync_folder(path.parent)


def _write(handle: int, line: bytes) -> None:
    if os.write(handle, line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(handle)


def _ends_well(handle: int, size: int) -> bool:
    """Return whether the next line would start on its own: a torn one must not swallow it."""
    if size == 0:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def entry_of(line: bytes) -> Attempt | Event | LearnerError | None:
    """Return the attempt or event of a line, or why there is none; nothing for an empty line."""
    if not line.strip():
        return None
    try:
        attempt = _DECODER.decode(line)
    except (ValueError, RecursionError):  # half a surrogate pair among them, which only json reads
        return _second_look(line)
    return attempt if attempt.schema <= SCHEMA else _newer(attempt.schema)


def _second_look(line: bytes) -> Attempt | Event | LearnerError:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return LearnerError("store.cut_off")
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        return _newer(schema)
    try:
        return msgspec.convert(raw, Event) if isinstance(raw, dict) and "memo" in raw else msgspec.convert(raw, Attempt)
    except msgspec.ValidationError as error:
        return LearnerError("store.not_attempt", error=error)


def _newer(schema: int) -> LearnerError:
    return LearnerError("store.newer", schema=schema, known=SCHEMA)


def _advice(error: OSError) -> str:
    if browser.HERE:
        return "store.in_browser"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "store.make_room"
    return "store.other_folder"
