"""A learner is forgotten in live classes too, and no other database is touched."""

from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path

import pytest

from kit.command_texts import message_in
from kit.live.database import ADDRESS, Database, Line
from kit.live.forgetting import forget_in_classes

LINE = Line("a1", "hanako", "03", "q-years-03", "right", "2026-11-27T04:00:00.000+00:00", "{}\n")


def test_a_learner_is_forgotten_in_each_class_below_a_folder(tmp_path: Path):
    """Rows of the learner go, others stay; a trial changes nothing; a database of another program is left alone."""
    (tmp_path / "monday").mkdir()
    database = Database(tmp_path / "monday" / "class.sqlite")
    database.keep([LINE, LINE._replace(learner="thanh")])
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("create table lines (learner text)")
        other.execute("insert into lines values ('hanako')")
    (tmp_path / "no-database.sqlite").write_bytes(b"hello")
    (said,) = forget_in_classes("hanako", [tmp_path], is_trial=True)
    assert "class.sqlite: 1 row" in said
    assert "class.sqlite：1行" in message_in(said, "ja")
    assert len(database.lines(learner="hanako")) == 1
    assert len(forget_in_classes("hanako", [tmp_path])) == 1
    assert forget_in_classes("hanako", [tmp_path]) == []
    assert [line.learner for line in database.lines()] == ["thanh"]
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        assert other.execute("select count(*) from lines").fetchone() == (1,)
    database.close()


def test_a_name_that_macos_wrote_is_forgotten_too(tmp_path: Path):
    """Letters whose marks are apart, and blanks around the name, are those of the name that the class keeps."""
    database = Database(tmp_path / "class.sqlite")
    database.keep([LINE._replace(learner="José")])
    assert len(forget_in_classes(f"{unicodedata.normalize('NFD', 'José')} ", [tmp_path])) == 1
    assert database.lines() == []
    database.close()


def test_a_learner_is_forgotten_on_the_server(postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a server keeps answers, they are deleted there, and no password is in what is said."""
    database = Database(postgres)
    database.keep([LINE._replace(learner="hanako-of-this-test")])
    monkeypatch.setenv(ADDRESS, postgres)
    (said,) = forget_in_classes("hanako-of-this-test", [tmp_path])
    assert said.startswith(f"{ADDRESS}: 1 row")
    assert len(database.lines(learner="hanako-of-this-test")) == 0
    database.close()
