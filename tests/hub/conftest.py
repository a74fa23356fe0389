"""A class server with PostgreSQL, two learners and a teacher, started once; where it cannot run, a test says why."""

from __future__ import annotations

from collections.abc import Iterator

import class_server
import postgresql
import pytest
from class_server import LEARNERS, TEACHER, ClassServer


@pytest.fixture(scope="package")
def database() -> Iterator[str]:
    """Give the address of a PostgreSQL of the tests' own."""
    if why := class_server.missing() or postgresql.missing():
        pytest.skip(why)
    with postgresql.running() as address:
        yield address


@pytest.fixture(scope="package")
def hub(database: str) -> Iterator[ClassServer]:
    """Give a class server that runs."""
    with class_server.prepared(database, teachers=(TEACHER,)) as server:
        server.start()
        yield server


@pytest.fixture(scope="package")
def school(hub: ClassServer) -> ClassServer:
    """Give a class server at which two learners and a teacher work."""
    for name in (*LEARNERS, TEACHER):
        hub.add(name)
        hub.begin(name)
    for name in (*LEARNERS, TEACHER):
        hub.wait_for(name)
    return hub
