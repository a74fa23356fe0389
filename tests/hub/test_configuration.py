"""What JupyterHub is told, as far as it shows from outside: files, ports, roles."""

from __future__ import annotations

import socket
from pathlib import Path

import psycopg
import pytest
from class_server import ClassServer

from kit.errors import KitError
from kit.hub.configuration import _database, _first_passwords, secret

OPEN = {"README.md", "jupyterhub_config.py", "kit-hub.service"}


def test_only_what_is_given_out_can_be_read_by_all(school: ClassServer):
    """Nobody but root reads the server's files, apart from three that `kit hub init` writes and what is given out."""
    for path in school.folder.rglob("*"):
        name = path.relative_to(school.folder)
        if path.is_file() and not path.is_socket() and name.parts[0] not in {"given", "assignments"} | OPEN:
            assert path.stat().st_mode & 0o077 == 0, name


def test_nothing_listens_for_the_network(school: ClassServer):
    """Hub, proxy and service are bound to this machine alone."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    listening = [line.split()[1].split(":") for line in lines if line.split()[3] == "0A"]
    found = {int(port, 16): address for address, port in listening}
    ours = {port: found.get(port) for port in range(school.port, school.port + 4)}
    here = socket.inet_aton("127.0.0.1")[::-1].hex().upper()
    assert set(ours.values()) == {here}


def test_accounts_and_answers_are_in_postgresql(school: ClassServer, database: str):
    """The hub's tables and those of the class are in the one database; without its password nobody comes in."""
    with psycopg.connect(database) as connection:
        names = {row[0] for row in connection.execute("select tablename from pg_tables where schemaname = 'public'")}
    assert {"users", "users_info", "api_tokens", "lines"} <= names
    assert not list((school.folder / "state").rglob("*.sqlite"))
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(database.replace("only-for-these-tests", "guessed"))


def test_another_database_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without an address there is a file; an address of something else is one clear error, without its password."""
    monkeypatch.delenv("KIT_DATABASE_URL", raising=False)
    assert _database(tmp_path).startswith("sqlite:")
    for address in ("mysql://kit:secret@db/kit", "kit:secret@127.0.0.1/kit", "postgresql"):
        monkeypatch.setenv("KIT_DATABASE_URL", address)
        with pytest.raises(KitError, match="PostgreSQL") as raised:
            _database(tmp_path)
        assert "secret" not in str(raised.value)


def test_secrets_stay(tmp_path: Path):
    """A hub that starts again has the same secrets, and a new teacher gets a password without changing the others."""
    assert secret(tmp_path / "token") == secret(tmp_path / "token")
    first = _first_passwords(tmp_path / "words", ["a"])
    both = _first_passwords(tmp_path / "words", ["a", "b"])
    assert both["a"] == first["a"]
    assert len(both["b"]) >= 12
    assert (tmp_path / "words").stat().st_mode & 0o077 == 0
