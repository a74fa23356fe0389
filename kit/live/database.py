"""What a live class keeps: SQLite on the teacher's computer, PostgreSQL on a server; the statements are the same."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kit.errors import KitError

if TYPE_CHECKING:
    import psycopg

ADDRESS = "KIT_DATABASE_URL"
SQLITE_ID = 0x4B697431  # "Kit1": by this number other programs know what the file is
_TABLES = """
create table if not exists lines (
    place {number}, id text not null, learner text not null, lesson text not null, item text not null,
    verdict text, arrived text not null, line text not null, unique (learner, id));
create index if not exists lines_by_lesson on lines (lesson, place);
create table if not exists flags (lesson text not null, item text not null, flag text not null,
    primary key (lesson, item, flag));
create table if not exists marks (learner text not null, lesson text not null, item text not null,
    criterion text not null, words text not null, mark double precision not null,
    primary key (learner, lesson, item, criterion));
create table if not exists members (learner text primary key, folded text not null unique, secret text not null,
    pin text not null, joined text not null);
create table if not exists settings (name text primary key, value text not null)
"""
_OF_A_LEARNER = ("lines", "marks", "members")


class Line(NamedTuple):
    """One line of a learner: an attempt as the service scored it, or an event.

    Parameters
    ----------
    id : str
        That of the attempt; of an event, a digest of its line.
    learner, lesson, item : str
        Who, in which lesson, at which item.
    verdict : str or None
        What the service says about an attempt; None for an event.
    arrived : str
        The service's own time in UTC, ISO 8601.
    line : str
        The line as JSON.
    """

    id: str
    learner: str
    lesson: str
    item: str
    verdict: str | None
    arrived: str
    line: str


class Mark(NamedTuple):
    """A teacher's mark, 0 to 1, for one line of the rubric of an open answer; `words` is a digest of that answer."""

    learner: str
    lesson: str
    item: str
    criterion: str
    words: str
    mark: float


class Member(NamedTuple):
    """A learner of a class without accounts: the name, what it folds to, a digest of the secret, when she came in."""

    learner: str
    folded: str
    secret: str
    joined: str


class Database:
    """The tables of a class, behind plain functions; each is one transaction, on the disk when it returns.

    Parameters
    ----------
    address : str or Path
        A file for SQLite, or an address ``postgresql://…``.

    Raises
    ------
    KitError
        When it cannot be opened.
    """

    def __init__(self, address: str | Path) -> None:
        self._address = str(address)
        self._is_postgresql = self._address.startswith(("postgresql:", "postgres:"))
        self._lock = threading.Lock()
        self._connection: Any = None
        number = "bigserial primary key" if self._is_postgresql else "integer primary key autoincrement"
        with self._transaction() as connection:
            for statement in _TABLES.format(number=number).split(";"):
                connection.execute(statement)

    def keep(self, lines: Sequence[Line]) -> None:
        """Keep lines; one that is there already, by learner and id, is not kept again."""
        statement = (
            "insert into lines (id, learner, lesson, item, verdict, arrived, line) values (?, ?, ?, ?, ?, ?, ?) "
            "on conflict do nothing"
        )
        self._run([(statement, lines)])

    def lines(self, lesson: str | None = None, learner: str | None = None) -> list[Line]:
        """Return the lines in the order of their arrival, of one lesson or one learner where they are named."""
        return [Line(*row) for row in self._lines(lesson, learner, after=0, columns=_LINE)]

    def lines_after(self, place: int, lesson: str) -> tuple[int, list[Line]]:
        """Return what arrived in a lesson after a place, and the place of the last of it."""
        rows = self._lines(lesson, None, after=place, columns=f"place, {_LINE}")
        return (rows[-1][0] if rows else place), [Line(*row[1:]) for row in rows]

    def count(self, lesson: str, until: int) -> int:
        """Return how many lines of a lesson there are up to a place."""
        return int(self._read("select count(*) from lines where lesson = ? and place <= ?", (lesson, until))[0][0])

    def known(self, learner: str, ids: Sequence[str]) -> set[str]:
        """Return those of some ids under which a learner has a line."""
        statement = "select id from lines where learner = ? and id = ?"
        return {name for name in ids if self._read(statement, (learner, name))}

    def sizes(self, learner: str) -> dict[str, int]:
        """Return how many characters the lines of a learner have, by lesson."""
        statement = "select lesson, sum(length(line)) from lines where learner = ? group by lesson"
        return dict(self._read(statement, (learner,)))

    def flags(self) -> set[tuple[str, str, str]]:
        """Return what is locked or revealed: lesson, item, flag."""
        return {(lesson, item, flag) for lesson, item, flag in self._read("select lesson, item, flag from flags")}

    def set_flags(self, lesson: str, items: Iterable[str], flag: str, *, is_set: bool) -> None:
        """Set a flag of some items, or take it away."""
        insert = "insert into flags (lesson, item, flag) values (?, ?, ?) on conflict do nothing"
        delete = "delete from flags where lesson = ? and item = ? and flag = ?"
        self._run([(insert if is_set else delete, [(lesson, item, flag) for item in items])])

    def marks(self) -> list[Mark]:
        """Return the teacher's marks."""
        return [Mark(*row) for row in self._read("select learner, lesson, item, criterion, words, mark from marks")]

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Keep marks, in the place of earlier ones for the same lines of the rubric."""
        delete = "delete from marks where learner = ? and lesson = ? and item = ? and criterion = ?"
        insert = "insert into marks (learner, lesson, item, criterion, words, mark) values (?, ?, ?, ?, ?, ?)"
        self._run([(delete, [mark[:4] for mark in marks]), (insert, marks)])

    def members(self) -> list[Member]:
        """Return the learners of a class without accounts, in the order of their names."""
        rows = self._read("select learner, folded, secret, joined from members order by learner")
        return [Member(*row) for row in rows]

    def set_member(self, member: Member) -> None:
        """Keep a learner, in the place of one whose name reads alike."""
        # The column pin is of the first classes; no PIN is kept.
        insert = "insert into members (learner, folded, secret, pin, joined) values (?, ?, ?, '', ?)"
        delete = "delete from members where folded = ? or learner = ?"
        self._run([(delete, [(member.folded, member.learner)]), (insert, [member])])

    def remove_members(self, learners: Iterable[str]) -> None:
        """Delete learners of a class without accounts, but none who has lines."""
        delete = "delete from members where learner = ? and learner not in (select learner from lines)"
        self._run([(delete, [(learner,) for learner in learners])])
        self._wipe()

    def settings(self) -> dict[str, str]:
        """Return the settings of the class."""
        return dict(self._read("select name, value from settings"))

    def set_settings(self, **values: str) -> None:
        """Keep settings of the class, in the place of earlier ones."""
        insert = (
            "insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value"
        )
        self._run([(insert, list(values.items()))])

    def forget(self, learner: str, *, is_trial: bool = False) -> int:
        """Delete everything of a learner, and return the number of rows; in a trial only the number."""
        rows = sum(
            int(self._read(f"select count(*) from {table} where learner = ?", (learner,))[0][0])  # noqa: S608 - our own names
            for table in _OF_A_LEARNER
        )
        if rows and not is_trial:
            self._run([(f"delete from {table} where learner = ?", [(learner,)]) for table in _OF_A_LEARNER])  # noqa: S608
            self._wipe()
        return rows

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._drop()

    def _lines(self, lesson: str | None, learner: str | None, *, after: int, columns: str) -> list[tuple[Any, ...]]:
        wanted = {"lesson": lesson, "learner": learner}
        named = {name: value for name, value in wanted.items() if value is not None}
        where = "".join(f" and {name} = ?" for name in named)
        statement = f"select {columns} from lines where place > ?{where} order by place"  # noqa: S608 - our own names
        return self._read(statement, (after, *named.values()))

    def _read(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._connected() as connection:
            return list(connection.execute(self._worded(statement), values).fetchall())

    def _run(self, steps: Iterable[tuple[str, Sequence[Sequence[object]]]]) -> None:
        """Execute statements, each for some rows, in one transaction."""
        with self._transaction() as connection:
            cursor = connection.cursor()
            for statement, rows in steps:
                cursor.executemany(self._worded(statement), rows)

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with self._connected() as connection, connection.transaction() if self._is_postgresql else connection:
            yield connection

    def _worded(self, statement: str) -> str:
        return statement.replace("?", "%s") if self._is_postgresql else statement

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """Give the connection; one that breaks is opened anew the next time, as after the server was restarted."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._open()
                yield self._connection
            except self._broken() as error:
                self._drop()
                what = f"The database of the class does not answer: {_short(error)}."
                if self._is_postgresql:  # its address has a password in it
                    raise KitError(what, do=f"Look whether it runs, and at {ADDRESS}.") from None
                do = "Make room on the disk. Where another program wrote this file, name another folder."
                raise KitError(what, where=self._address, do=do) from None

    def _broken(self) -> tuple[type[Exception], ...]:
        if not self._is_postgresql:
            return (sqlite3.Error,)
        import psycopg

        return (psycopg.Error,)

    def _open(self) -> sqlite3.Connection | psycopg.Connection:
        if self._is_postgresql:
            import psycopg

            return psycopg.connect(self._address, connect_timeout=5, autocommit=True)
        connection = sqlite3.connect(self._address, check_same_thread=False, timeout=10)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")  # what is acknowledged survives a power cut
        connection.execute(f"pragma application_id = {SQLITE_ID}")
        return connection

    def _wipe(self) -> None:
        """Let no deleted text stay in the file of SQLite."""
        if not self._is_postgresql:
            with self._connected() as connection:
                connection.execute("vacuum")
                connection.execute("pragma wal_checkpoint(truncate)")

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(*self._broken()):
                self._connection.close()
        self._connection = None


_LINE = "id, learner, lesson, item, verdict, arrived, line"


def open_database(path: Path) -> Database:
    """Return the database that ``KIT_DATABASE_URL`` names, else the one in a file.

    Raises
    ------
    KitError
        When it cannot be opened.
    """
    return Database(os.environ.get(ADDRESS) or path)


def _short(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
