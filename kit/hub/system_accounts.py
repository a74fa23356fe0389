"""Accounts of the system: each learner's processes and files belong to one of her own, out of the others' reach."""

from __future__ import annotations

import grp
import pwd
import re
import shutil
import subprocess
from hashlib import blake2b

from kit.errors import KitError

PREFIX = "kit-"  # no name that somebody chooses is ever that of an account of the system
SERVICE = f"{PREFIX}-service"
TEACHERS = f"{PREFIX}-teachers"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,20}")


def system_name(name: str) -> str:
    """Return the account of the system for a name of the hub.

    Examples
    --------
    >>> system_name("hanako"), system_name("root"), system_name("花子").startswith("kit--")
    ('kit-hanako', 'kit-root', True)
    """
    if _PLAIN.fullmatch(name):
        return f"{PREFIX}{name}"
    return f"{PREFIX}-{blake2b(name.encode(), digest_size=8).hexdigest()}"


def make_account(account: str, groups: tuple[str, ...] = ()) -> None:
    """Make an account with a home that nobody else can read, where there is none yet, and put it into groups.

    It has no password: nobody logs in to it but through the hub. Whoever is no teacher any more leaves their group.

    Raises
    ------
    KitError
        When the system does not make it.
    """
    if not _exists(account):
        home = ["--create-home", "--key", "HOME_MODE=0700", "--user-group"]
        _system("useradd", *home, account)
    if groups:
        _system("usermod", "--append", "--groups", ",".join(groups), account)
    if TEACHERS not in groups and _is_in(TEACHERS, account):
        _system("gpasswd", "--delete", account, TEACHERS)


def make_group(group: str) -> None:
    """Make a group, where there is none yet."""
    _system("groupadd", "--force", group)


def _exists(account: str) -> bool:
    try:
        pwd.getpwnam(account)
    except KeyError:
        return False
    return True


def _is_in(group: str, account: str) -> bool:
    try:
        return account in grp.getgrnam(group).gr_mem
    except KeyError:
        return False


def _system(program: str, *words: str) -> None:
    found = shutil.which(program) or program
    try:
        done = subprocess.run([found, *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    except OSError as error:
        raise KitError(f"{program} cannot be started: {error.strerror}.", do="A class server needs Linux.") from None
    if done.returncode:
        do = "Start the class server as root, as its unit for systemd does."
        raise KitError(f"{program} says: {done.stderr.strip()}", do=do)
