"""Forget one learner: take the learner out of answers, hand-ins, tables and reports, and name what is out of reach."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import msgspec

from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.hand_in import Lines, parse
from kit.class_report.hand_in_files import DATABASE, find_files, is_zip, read_files
from kit.class_report.names import is_table, read_names, reads_alike
from kit.csv_files import csv_lines, csv_text
from kit.errors import KitError
from kit.files import is_own, safe_name, write_whole, writing
from kit.text import languages, text_in
from kit.text_files import read_content

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
        When there is no such folder, names.csv cannot be read, or a file cannot be changed.
    """
    for folder in folders:
        if not folder.is_dir():
            raise KitError("There is no such folder.", where=str(folder), do="Look at the name of the folder.")
    name, done = unicodedata.normalize("NFC", name).strip(), Forgotten(is_trial=is_trial)
    for each in [_Folder(folder, name, done) for folder in folders]:  # all names are read before anything is removed
        each.forget()
    return done


class _Folder:
    """One folder, with what each ``names.csv`` in it says."""

    def __init__(self, folder: Path, name: str, done: Forgotten) -> None:
        self._folder, self._name, self._done = folder, name, done
        self._names = {path.parent: read_names(path.parent) for path in folder.rglob("*.*") if is_table(path.name)}
        word = "|".join(re.escape(form) for form in {name, escape(name), name.encode("unicode_escape").decode()})
        self._word = re.compile(rf"(?<!\w)(?:{word})(?!\w)".encode())

    def forget(self) -> None:
        files, others = find_files(self._folder)
        self._done.left += [f"{self._folder / file}: {why.what}" for file, why in others]
        for file in sorted(files, key=lambda file: file.endswith(".csv")):  # tables last: they say who is who
            path = self._folder / file
            if file.endswith(DATABASE):  # kit/live forgets there
                continue
            if not path.exists():  # the lock of an answer file that went
                continue
            for inside, content in list(read_files(str(path), file)) if is_zip(path) else [_whole(path, file)]:
                if isinstance(content, KitError):
                    self._done.left.append(f"{self._folder / inside}: {content.what}")
                else:
                    self._file(path, inside, content)

    def _file(self, path: Path, shown: str, content: bytes) -> None:
        where = self._folder / shown
        whose = self._whose(path, shown, content)
        is_packed = where != path
        if whose == self._name:
            if is_packed:
                self._done.left.append(f"{where}: it is the learner's, in a zip. Delete the zip, or this file in it.")
            else:
                self._delete(path, "answers" if path.name == f"{safe_name(self._name)}.jsonl" else "a hand-in")
        elif whose is not None:
            if reads_alike(whose, self._name):
                self._done.left.append(f"{where}: it is by {whose}, which reads alike. Forget that name too?")
        elif path.suffix == ".csv" and not is_packed and self._table(path, content):
            pass
        elif not is_packed and is_own(content, "class-report") and self._word.search(content):
            self._delete(path, "a report that names the learner; make it again")
        elif self._word.search(content):
            self._done.left.append(f"{where}: it contains the name.")
        elif path.suffix == ".xlsx":
            self._done.left.append(f"{where}: a workbook, which may contain the name.")

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
        with writing("The file", path):
            if not self._done.is_trial:
                path.unlink()
                if path.suffix == ".jsonl":
                    for end in (".lock", ".sent"):  # files of the store and the outbox next to it
                        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
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
        mine = {self._name, *(given for given, (_, counts) in rows if counts == self._name)}
        kept = [row for row in lines if not any(_nfc(row[at]) in mine for at in columns if at < len(row))]
        if len(kept) < len(lines):
            if not self._done.is_trial:
                file = io.StringIO(newline="")
                csv.writer(file, delimiter=separator).writerows(kept)
                encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
                with writing("The table", path):
                    write_whole(path, file.getvalue().encode(encoding))
            self._done.removed.append(f"{path}: {len(lines) - len(kept)} rows")
        return True


def _whole(path: Path, file: str) -> tuple[str, bytes | KitError]:
    """Return the content of a file; answers and reports are larger than hand-ins."""
    try:
        return file, read_content(path)
    except KitError as error:
        return file, error


def _nfc(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
