"""The database of a class, in SQLite and in PostgreSQL: what is kept is there, once, and what is forgotten is gone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.live.database import ADDRESS, SQLITE_ID, Database, Line, Mark, Member, open_database

LINE = Line("a1", "hanako", "03", "q-years-03", "right", "2026-11-27T04:00:00.000+00:00", '{"schema":1}\n')
INJECTIONS = (
    "'; drop table lines; --",
    "' or '1'='1",
    '"; delete from lines; --',
    "%s %(name)s ? ?",
    "hanako'/*",
    "\\'; select pg_sleep(9); --",
    "名前'); attach database 'x' as y; --",
)


def test_a_line_is_kept_once(database: Database):
    """The same line of one learner is kept once, in whatever request it comes; another learner may use the id too."""
    database.keep([LINE, LINE._replace(id="a2"), LINE])
    database.keep([LINE, LINE._replace(learner="thanh", verdict="wrong")])
    assert [(line.id, line.learner, line.verdict) for line in database.lines()] == [
        ("a1", "hanako", "right"),
        ("a2", "hanako", "right"),
        ("a1", "thanh", "wrong"),
    ]
    assert database.lines(learner="thanh")[0].line == LINE.line
    assert len(database.lines(learner="hanako")) == 2
    assert database.known("hanako", ["a1", "a9"]) == {"a1"}


def test_lines_come_in_order_and_from_a_place_on(database: Database):
    """Lines of a lesson come in the order of their arrival, and later only those that are new."""
    database.keep([LINE, LINE._replace(id="a2", lesson="04"), LINE._replace(id="a3")])
    place, lines = database.lines_after(0, "03")
    assert [line.id for line in lines] == ["a1", "a3"]
    database.keep([LINE._replace(id="a4")])
    place, lines = database.lines_after(place, "03")
    assert [line.id for line in lines] == ["a4"]
    assert database.lines_after(place, "03") == (place, [])


def test_flags_marks_members_and_settings_are_there_after_a_restart(address: str):
    """What the teacher has set is there when the service starts again."""
    first = Database(address)
    first.set_flags("03", ["q-years-03", "q-years-04"], "locked", is_set=True)
    first.set_flags("03", ["q-years-03"], "locked", is_set=True)
    first.set_flags("03", ["q-years-04"], "locked", is_set=False)
    mark = Mark("hanako", "03", "q-years-20", "names", "d1", 0.5)
    first.set_marks([mark])
    first.set_marks([mark._replace(mark=1.0)])
    member = Member("Hanako", "hanako", "digest", LINE.arrived)
    first.set_member(member)
    first.set_member(member._replace(secret="other"))  # noqa: S106 - a digest
    first.set_settings(code="abc", key="k")
    first.set_settings(code="def")
    first.close()
    again = Database(address)
    assert again.flags() == {("03", "q-years-03", "locked")}
    assert again.marks() == [mark._replace(mark=1.0)]
    assert again.members() == [member._replace(secret="other")]  # noqa: S106
    assert again.settings() == {"code": "def", "key": "k"}
    again.close()


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_is_a_statement(database: Database, text: str):
    """A name, an id or an answer that looks like a statement is kept as it is, and does nothing else."""
    database.keep([LINE, LINE._replace(id=text, learner=text, lesson=text, item=text, line=text)])
    database.set_flags(text, [text], text, is_set=True)
    database.set_settings(**{text: text})
    assert [line.line for line in database.lines(text, text)] == [text]
    assert (text, text, text) in database.flags()
    assert database.forget(text) == 1
    assert [line.id for line in database.lines()] == ["a1"]


def test_a_learner_is_forgotten(database: Database):
    """Lines, marks and name of a learner go, those of the others stay; a trial only counts."""
    database.keep([LINE, LINE._replace(learner="thanh")])
    database.set_marks([Mark("hanako", "03", "q-years-20", "names", "d1", 0.5)])
    database.set_member(Member("hanako", "hanako", "digest", LINE.arrived))
    assert database.forget("hanako", is_trial=True) == 3
    assert len(database.lines(learner="hanako")) == 1
    assert database.forget("hanako") == 3
    assert database.forget("hanako") == 0
    assert [line.learner for line in database.lines()] == ["thanh"]
    assert (database.marks(), database.members()) == ([], [])


def test_nothing_of_a_forgotten_learner_stays_in_the_file(tmp_path: Path):
    """After a learner was forgotten, no byte of the file holds the answer."""
    path = tmp_path / "class.sqlite"
    database = Database(path)
    database.keep([LINE._replace(line="a very private answer" * 50)])
    database.forget("hanako")
    assert all(b"private" not in file.read_bytes() for file in tmp_path.iterdir())
    database.close()


def test_the_file_says_what_it_is(tmp_path: Path):
    """The file of SQLite has the number by which `kit forget` knows it, and the safest way of writing."""
    Database(tmp_path / "class.sqlite").close()
    with sqlite3.connect(tmp_path / "class.sqlite") as other:
        assert other.execute("pragma application_id").fetchone() == (SQLITE_ID,)
        assert other.execute("pragma journal_mode").fetchone() == ("wal",)


def test_a_database_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the database cannot be opened, the error says so without its password, and what to look at."""
    with pytest.raises(KitError, match="database of the class does not answer"):
        Database(tmp_path / "no" / "such" / "class.sqlite")
    monkeypatch.setenv(ADDRESS, "postgresql://teacher:secret-word@127.0.0.1:1/none")
    with pytest.raises(KitError, match="does not answer") as error:
        open_database(tmp_path / "class.sqlite")
    assert ADDRESS in error.value.do
    assert "secret-word" not in str(error.value)


def test_a_broken_connection_is_opened_anew(address: str):
    """After the connection broke, one request fails, and the next one works."""
    database = Database(address)
    database.keep([LINE])
    database._connection.close()  # noqa: SLF001 - as when the server is restarted
    with pytest.raises(KitError, match="does not answer"):
        database.keep([LINE._replace(id="a2")])
    database.keep([LINE._replace(id="a2")])
    assert [line.id for line in database.lines()] == ["a1", "a2"]
    database.close()


def test_a_file_of_another_program_is_named(tmp_path: Path):
    """What is no database stays as it is, and the error names the file."""
    path = tmp_path / "class.sqlite"
    path.write_text("a list of my pupils, written by another program " * 50, encoding="utf-8")
    with pytest.raises(KitError, match="not a database") as error:
        Database(path)
    assert error.value.where == str(path)
