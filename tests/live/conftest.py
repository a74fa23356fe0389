"""A database of each sort, and a service over a small bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import class_service
import postgresql
import psycopg
import pytest

from kit.live.database import Database
from kit.quiz.bank import LessonItems


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL of the tests' own; where there is none, the test says why it cannot run."""
    if why := postgresql.missing():
        pytest.skip(why)
    with postgresql.running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "class.sqlite")
    found: str = request.getfixturevalue("postgres")
    with psycopg.connect(found, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return found


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """Give an empty database."""
    found = Database(address)
    yield found
    found.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Database]:
    """Give an empty database in a file, for tests to which its sort does not matter."""
    found = Database(tmp_path / "class.sqlite")
    yield found
    found.close()


@pytest.fixture
def port(small: Database, bank: tuple[LessonItems, ...]) -> Iterator[int]:
    """Give the port of a service over the whole bank."""
    with class_service.running(lambda: class_service.make_app(bank, small)) as found:
        yield found
