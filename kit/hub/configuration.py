"""What JupyterHub is told for a class: accounts, processes, roles, the service, and what is given out."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyterhub.services.service import _ServiceSpawner

from kit.answers.outbox import ADDRESS
from kit.errors import KitError
from kit.files import write_whole
from kit.hub.class_service import TEACH
from kit.hub.given_out import ASSIGNMENTS, GIVEN
from kit.hub.system_accounts import SERVICE, TEACHERS, make_account, make_group
from kit.live.database import ADDRESS as DATABASE

STATE, ASSIGNED, GIVEN_OUT, PASSWORDS = "state", "assignments", "given", "first-passwords.txt"
_PROXY = "configurable-http-proxy"
_MOST_MEMORY = "2G"  # of one process; a lesson has a tenth of it
_START_SECONDS = 600  # thirty learners wait in one row
_LOOK_SECONDS = 2  # whether proxy, service and servers still run
_ACCESS = "access:services!service=class"


def configure(c: Any, folder: Path, teachers: Sequence[str], *, port: int = 8000) -> None:  # noqa: ANN401 - of traitlets
    """Set everything that a class server needs; what the folder's ``jupyterhub_config.py`` sets after it counts more.

    Parameters
    ----------
    c : traitlets.config.Config
        What JupyterHub reads.
    folder : pathlib.Path
        The folder that `kit hub init` wrote.
    teachers : sequence of str
        The names under which teachers log in.
    port : int
        Of the class server; the three ports after it are used on this machine only.

    Raises
    ------
    KitError
        When accounts of the system cannot be made.
    """
    address, state = f"http://127.0.0.1:{port}", folder / STATE
    _lay_out(folder)
    c.JupyterHub.bind_url = address
    c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{port + 1}"
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
    c.ConfigurableHTTPProxy.command = [shutil.which(_PROXY) or _PROXY]
    c.ConfigurableHTTPProxy.auth_token = secret(state / "proxy-token")
    c.ConfigurableHTTPProxy.check_running_interval = _LOOK_SECONDS
    _ServiceSpawner.poll_interval = _LOOK_SECONDS  # JupyterHub looks after its services each 30 s, and has no setting
    c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
    c.JupyterHub.cookie_secret_file = str(state / "cookie-secret")
    c.JupyterHub.db_url = _database(state)
    c.JupyterHub.cleanup_servers = False  # a hub that starts again finds the learners where they were
    c.JupyterHub.concurrent_spawn_limit = 0  # they wait in the row of LearnerSpawner, and see that they wait
    c.JupyterHub.active_server_limit = 0

    c.JupyterHub.authenticator_class = "kit.hub.accounts.ClassAuthenticator"
    c.ClassAuthenticator.first_passwords = _first_passwords(folder / PASSWORDS, teachers)
    c.ClassAuthenticator.minimum_password_length = 8
    c.ClassAuthenticator.check_common_password = True
    c.ClassAuthenticator.allowed_failed_logins = 10
    c.ClassAuthenticator.seconds_before_next_try = 60
    c.Authenticator.allow_all = True  # whoever has an account here that a teacher has let in

    c.JupyterHub.spawner_class = "kit.hub.spawner.LearnerSpawner"
    c.LearnerSpawner.at_a_time = 2 * (os.cpu_count() or 1)
    c.Spawner.cmd = [sys.executable, "-m", "kit.hub.learner_server"]
    c.Spawner.default_url = "/kit/course"
    c.Spawner.mem_limit = _MOST_MEMORY
    c.Spawner.start_timeout = c.Spawner.http_timeout = _START_SECONDS
    c.Spawner.environment = {
        ADDRESS: f"{address}/services/class/",
        GIVEN: str(folder / GIVEN_OUT),
        ASSIGNMENTS: lambda spawner: str(folder / ASSIGNED) if spawner.is_teacher else "",
    }
    c.JupyterHub.load_groups = {"teachers": {"users": list(teachers)}}
    c.JupyterHub.custom_scopes = {TEACH: {"description": "See and lead the class"}}
    c.JupyterHub.load_roles = _roles()
    c.JupyterHub.services = _services(folder, port)


def _roles() -> list[dict[str, Any]]:
    """Return who may what: learners their own server and the service; teachers the board and who may come in."""
    return [
        {"name": "user", "scopes": ["self", _ACCESS]},
        {"name": "server", "scopes": ["users:activity!user", "access:servers!server", _ACCESS, TEACH]},
        {
            "name": "teacher",
            "scopes": [TEACH, _ACCESS, "admin-ui", "admin:users", "list:users", "read:users:activity"],
            "groups": ["teachers"],
        },
        {
            "name": "cull",
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
            "services": ["cull"],
        },
    ]


def _services(folder: Path, port: int) -> list[dict[str, Any]]:
    return [
        {
            "name": "class",
            "url": f"http://127.0.0.1:{port + 3}",
            "command": [sys.executable, "-m", "kit.hub.class_service"],
            "cwd": str(folder / STATE / "class"),
            "user": SERVICE,
            "environment": {
                ASSIGNMENTS: str(folder / ASSIGNED),
                GIVEN: str(folder / GIVEN_OUT),
                DATABASE: os.environ.get(DATABASE, ""),
            },
            "oauth_no_confirm": True,
            "oauth_client_allowed_scopes": [TEACH],
        },
        {"name": "cull", "command": [sys.executable, "-m", "kit.hub.culler"]},
    ]


def _lay_out(folder: Path) -> None:
    """Make the folders of a class server: what is for all can be read, what is for teachers or for nobody cannot."""
    make_group(TEACHERS)
    make_account(SERVICE, (TEACHERS,))
    folder.chmod(0o711)
    for name, mode in ((STATE, 0o711), (f"{STATE}/class", 0o700), (GIVEN_OUT, 0o755), (ASSIGNED, 0o2770)):
        place = folder / name
        place.mkdir(exist_ok=True)
        place.chmod(mode)
    for name in (f"{STATE}/class", GIVEN_OUT):
        shutil.chown(folder / name, SERVICE, SERVICE)
    shutil.chown(folder / ASSIGNED, group=TEACHERS)


def _database(state: Path) -> str:
    """Return where the hub keeps accounts: in the class's PostgreSQL, else in a file, for a try."""
    address = os.environ.get(DATABASE, "")
    if not address:
        return f"sqlite:///{state / 'hub.sqlite'}"
    kind, is_address, rest = address.partition("://")
    if not is_address or kind not in {"postgresql", "postgres"}:
        where = f"{kind}://…" if is_address else ""  # the rest may have a password in it
        raise KitError(f"{DATABASE} does not name a PostgreSQL.", where=where, do="Write postgresql://…")
    return f"postgresql+psycopg://{rest}"


def secret(path: Path) -> str:
    """Return a secret that stays when the hub starts again."""
    if not path.exists():
        write_whole(path, secrets.token_hex(32).encode())
    path.chmod(0o600)
    return path.read_text(encoding="ascii")


def _first_passwords(path: Path, teachers: Sequence[str]) -> Mapping[str, str]:
    """Return the password with which each teacher logs in for the first time; the file is for root alone."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = dict(line.split("\t", 1) for line in lines if "\t" in line)
    if missing := [name for name in teachers if name not in known]:
        known |= {name: secrets.token_urlsafe(9) for name in missing}
        write_whole(path, "".join(f"{name}\t{password}\n" for name, password in known.items()).encode())
    path.chmod(0o600)
    return {name: known[name] for name in teachers}
