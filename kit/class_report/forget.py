"""Forget one learner: take the learner out of answers, hand-ins, tables and reports, and name what is out of reach."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import msgspec

from kit.amounts import counted
from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.hand_in import Lines, parse
from kit.class_report.hand_in_files import DATABASE, find_files, is_zip, read_files, take_out
from kit.class_report.names import KEY, is_table, read_names, reads_alike
from kit.csv_files import csv_lines, csv_text
from kit.errors import KitError, place
from kit.files import is_own, safe_name, write_whole, writing
from kit.spreadsheet import escape_formula
from kit.text import languages, text_in
from kit.text_files import read_content

_NEXT_TO_ANSWERS = (".lock", ".sent")  # files of the store and the outbox
_CLOSED = {".pdf", ".doc", ".xls", ".ppt"}
_ENCODINGS = ("utf-16-le", "utf-16-be", "cp932", "euc-jp", "cp874", "cp1258", "cp1252", "gb18030", "cp949")
_ENTRY = msgspec.json.Decoder(Attempt)
_EVENT = msgspec.json.Decoder(Event)
_ELSEWHERE = (
    "Not reached: the pupil's own computer, mail, learning platforms, backups, other folders, and what was printed."
)


@dataclass
class Forgotten:
    """What was done, or in a trial what would be: each file with a sentence."""

    is_trial: bool = False

    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        head = "To remove" if self.is_trial else "Removed"
        removed = [f"{head}: {len(self.removed)}", *(f"  {each}" for each in self.removed)]
        left = ["", "Look at these yourself:", *(f"  {each}" for each in self.left)] if self.left else []
        return "\n".join([*removed, *left, "", _ELSEWHERE])


def forget(name: str, folders: Sequence[Path], *, is_trial: bool = False) -> Forgotten:
    """Take one learner out of the files below some folders.

    Answers and hand-ins of the learner and reports that name the learner are deleted; rows are taken out of tables.

    Parameters
    ----------
    name : str
        The name that counts, as the report shows it.
    folders : sequence of Path
        Where answers, hand-ins, marks and reports are.
    is_trial : bool
        Change nothing, and return what would be done.

    Returns
    -------
    Forgotten
        What was removed, and what cannot be.

    Raises
    ------
    KitError
        When the name is empty, there is no such folder, names.csv cannot be read, or a file cannot be changed.
    """
    for folder in folders:
        if not folder.is_dir():
            raise KitError("There is no such folder.", where=str(folder), do="Look at the name of the folder.")
    name, done = unicodedata.normalize("NFC", name).strip(), Forgotten(is_trial=is_trial)
    if not name:  # as of a variable that is not set: each row without a name would go
        raise KitError("The name of the learner is empty.", where="kit forget", do="Name the learner.")
    secrets = [path for folder in folders for path in folder.rglob(KEY)]
    # All names are read before anything is removed.
    for each in [_Folder(folder, name, secrets, done) for folder in folders]:
        each.forget()
    return done


class _Folder:
    """One folder, with what each ``names.csv`` in it says, and the secrets of all folders."""

    def __init__(self, folder: Path, name: str, secrets: Sequence[Path], done: Forgotten) -> None:
        self._folder, self._name, self._done = folder, name, done
        self._names = {path.parent: read_names(path.parent) for path in folder.rglob("*.*") if is_table(path.name)}
        self._secrets = secrets
        self._gone: set[Path] = set()
        apart = unicodedata.normalize("NFD", name)  # as macOS writes letters and their marks
        self._words = {name, apart, escape(name), json.dumps(name)[1:-1]}
        encoded = {other: name.encode(other, errors="ignore") for other in _ENCODINGS}
        self._encoded = {other: form for other, form in encoded.items() if form.decode(other) == name}

    def forget(self) -> None:
        files, others = find_files(self._folder, with_hidden=True)
        self._done.left += [f"{self._folder / file}: {why.what}" for file, why in others]
        for file in files:
            path = self._folder / file
            if file.endswith(DATABASE):  # kit/live forgets there
                continue
            if not path.exists():  # the lock of an answer file that went
                continue
            if path.suffix == ".parquet":
                self._rows(path)
                continue
            mine: set[str] = set()
            for inside, content in self._contents(path, file):
                if isinstance(content, KitError):
                    self._done.left.append(f"{self._folder / inside}: {content.what}")
                elif inside != file and self._whose(path, inside, content) == self._name:
                    mine.add(inside)
                else:
                    self._file(path, inside, content)
            self._out_of_zip(path, file, mine)
        for path in sorted(self._folder.rglob("*")):
            is_named = any(line.startswith(f"{path}: ") for line in self._done.left)
            if not is_named and path not in self._gone and self._is_in(path.name):
                self._done.left.append(f"{path}: it is called by the name.")

    def _contents(self, path: Path, file: str) -> list[tuple[str, bytes | KitError]]:
        """Return what is in a file; of a zip, and of a document that is one, what each file in it contains."""
        if not is_zip(path):
            return [_whole(path, file)]
        found = list(read_files(str(path), file, with_documents=True))
        if path.suffix.lower() != ".zip":
            found = [(inside, each) for inside, each in found if not isinstance(each, KitError)]
        return found or [(file, KitError("It is a document, which may contain the name."))]

    def _file(self, path: Path, shown: str, content: bytes) -> None:
        where = self._folder / shown
        whose = self._whose(path, shown, content)
        is_packed = where != path
        if whose == self._name:
            self._delete(path, "answers" if path.name == f"{safe_name(self._name)}.jsonl" else "a hand-in")
        elif whose is not None:
            if reads_alike(whose, self._name):
                self._done.left.append(f"{where}: it is by {whose}, which reads alike. Forget that name too?")
            elif self._is_in_bytes(content):
                self._done.left.append(f"{where}: it is by {whose}, and contains the name.")
        elif path.suffix == ".csv" and not is_packed and self._table(path, content):
            pass
        elif not is_packed and is_own(content, "class-report") and self._is_in(content.decode()):
            self._delete(path, "a report that names the learner; make it again")
        elif doubt := self._doubt(path, where, content):
            self._done.left.append(f"{where}: {doubt}")

    def _out_of_zip(self, path: Path, file: str, mine: set[str]) -> None:
        """Take the learner's files out of a zip; those in a zip within it stay, and are named."""
        gone: set[str] = set()
        if mine:
            with writing("The zip", path):
                gone = take_out(
                    path, {inside.removeprefix(f"{file}/") for inside in mine}, is_trial=self._done.is_trial
                )
        self._done.removed += [f"{path}: a hand-in in the zip, {name}" for name in sorted(gone)]
        for inside in sorted(mine - {f"{file}/{name}" for name in gone}):
            where = self._folder / inside
            self._done.left.append(f"{where}: it is the learner's, in a zip. Delete the zip, or this file in it.")

    def _doubt(self, path: Path, where: Path, content: bytes) -> str:
        """Return what a file, or one in a zip, may have to do with the learner; empty where it has nothing."""
        if self._is_in_bytes(content):
            return "it contains the name."
        if path.suffix.lower() in _CLOSED:
            return "it is a document, which may contain the name."
        is_called_so = where != path and self._is_in(where.relative_to(path).as_posix())  # platforms make such folders
        return "it is called by the name." if is_called_so else ""

    def _is_in(self, text: str) -> bool:
        """Return whether a text contains the name as a word of its own: Ana is not in Anna or Aná."""
        return any(
            not (_is_letter(text[found.start() - 1 : found.start()]) or _is_letter(text[found.end() : found.end() + 1]))
            for word in self._words
            for found in re.finditer(re.escape(word), text)
        )

    def _is_in_bytes(self, content: bytes) -> bool:
        """Return whether a file contains the name, in whatever encoding a program has saved it."""
        return self._is_in(content.decode(errors="replace")) or any(
            form in content and self._is_in(content.decode(other, errors="replace"))
            for other, form in self._encoded.items()
        )

    def _rows(self, path: Path) -> None:
        try:
            from kit.class_report.scored_rows import forget_rows

            if rows := forget_rows(path, self._secrets, self._name, is_trial=self._done.is_trial):
                self._done.removed.append(f"{path}: {counted(rows, 'rows')}")
            elif not self._secrets:
                self._done.left.append(f"{path}: rows without names. Name the folder with their {KEY} too.")
        except KitError as error:
            self._done.left.append(f"{path}: {error.what}")

    def _whose(self, path: Path, shown: str, content: bytes) -> str | None:
        """Return the name under which a hand-in or an answer file counts; none when it is neither."""
        try:
            learner = unicodedata.normalize("NFC", parse(content, Lines()).header.learner)
            names = next((self._names[each] for each in path.parents if each in self._names), None)
            counts, given = names.decided(shown, learner) if names else (learner, learner)
        except KitError:
            for line in content.split(b"\n"):
                for decoder in (_ENTRY, _EVENT):
                    try:
                        return unicodedata.normalize("NFC", decoder.decode(line).learner)
                    except (ValueError, RecursionError):
                        continue
            return None
        return self._name if given == self._name else counts

    def _delete(self, path: Path, what: str) -> None:
        beside = [path.with_name(f"{path.name}{end}") for end in _NEXT_TO_ANSWERS]
        self._gone |= {path, *beside}
        with writing("The file", path):
            if not self._done.is_trial:
                path.unlink()
                if path.suffix == ".jsonl":
                    for each in beside:
                        each.unlink(missing_ok=True)
        self._done.removed.append(f"{path}: {what}")

    def _table(self, path: Path, content: bytes) -> bool:
        """Take the learner's rows out of a table of the kit; return whether it is one."""
        try:
            text = csv_text(content, path)
            separator = max(",;\t", key=text.partition("\n")[0].count)
            lines = csv_lines(text, path, separator)
        except KitError:
            return False
        known = {text_in(each)(key) for each in languages() for key in ("marks.learner", "report.learner")}
        names = self._names.get(path.parent) if is_table(path.name) else None
        columns = [0, 1] if names else [at for at, cell in enumerate(lines[0] if lines else []) if cell in known]
        if not columns:
            return False
        rows = names.rows.items() if names else ()
        mine = {self._name, escape_formula(self._name), *(given for given, (_, counts) in rows if counts == self._name)}

        def is_kept(row: list[str]) -> bool:
            return not any(_nfc(row[at]) in mine for at in columns if at < len(row))

        kept = [row for row in lines if is_kept(row)]
        if len(kept) < len(lines):
            if not self._done.is_trial:
                file = io.StringIO(newline="")
                csv.writer(file, delimiter=separator).writerows(kept)
                encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
                with writing("The table", path):
                    write_whole(path, file.getvalue().encode(encoding))
            self._done.removed.append(f"{path}: {counted(len(lines) - len(kept), 'rows')}")
        if any(self._is_in(cell) for row in kept for cell in row):
            self._done.left.append(f"{path}: it contains the name in rows of others.")
        now = enumerate(lines if self._done.is_trial else kept, start=1)
        others = {row[at]: number for number, row in now if is_kept(row) for at in columns if at < len(row)}
        for whose, number in others.items():  # a spreadsheet makes 7 of 007
            if reads_alike(whose, self._name):
                where = place(path, row=number)
                self._done.left.append(f"{where}: it is by {whose}, which reads alike. Forget that name too?")
        return True


def _whole(path: Path, file: str) -> tuple[str, bytes | KitError]:
    """Return the content of a file; answers and reports are larger than hand-ins."""
    try:
        return file, read_content(path)
    except KitError as error:
        return file, error


def _is_letter(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "LNM"


def _nfc(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
