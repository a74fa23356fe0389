"""A PostgreSQL of the tests' own: Debian's program, a folder that goes, a password, and no address but this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from free_ports import free_ports

PASSWORD = "only-for-these-tests"  # noqa: S105
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def missing() -> str:
    """Return why PostgreSQL cannot be started on this machine; nothing where it can."""
    if not _program("initdb"):
        return "PostgreSQL is not installed here (Debian: apt-get install postgresql)"
    if _is_root() and _account() is None:
        return "PostgreSQL does not run as root, and there is no account postgres or nobody"
    return ""


@contextmanager
def running() -> Iterator[str]:
    """Start a server, and give the address of an empty database in it."""
    with TemporaryDirectory(prefix="kit-postgresql-", dir="/tmp") as place:
        folder, port = Path(place), free_ports()
        account = _account() if _is_root() else None
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if account:
            for path in (folder, folder / "password"):
                shutil.chown(path, account)
        data = folder / "data"
        begin = ["--auth", "scram-sha-256", "--username", "teacher", "--pwfile", str(folder / "password")]
        _run([_program("initdb"), "--pgdata", str(data), "--encoding", "UTF8", "--no-sync", *begin], account)
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        control = [_program("pg_ctl"), "--pgdata", str(data), "--wait"]
        _run([*control, "--log", str(folder / "log"), "--options", options, "start"], account)
        try:
            yield f"postgresql://teacher:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "--mode", "immediate", "stop"], account)


def _run(command: list[str], account: str | None) -> None:
    done = subprocess.run(
        command, user=account, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def _program(name: str) -> str:
    places = [str(found) for place in _PLACES for found in Path("/").glob(place[1:])]
    return shutil.which(name, path=os.pathsep.join([*sorted(places, reverse=True), os.environ["PATH"]])) or ""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _account() -> str | None:
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)
