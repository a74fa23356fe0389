"""Names of the hub and accounts of the system."""

from __future__ import annotations

import grp
import re
from types import SimpleNamespace

import pytest

from kit.hub import system_accounts
from kit.hub.system_accounts import SERVICE, TEACHERS, make_account, system_name

NAMES = [
    "hanako",
    "root",
    "postgres",
    "-service",
    "-teachers",
    "Hanako",
    "花子",
    "a b",
    "../etc",
    "x" * 80,
    "",
    "a.b",
    "7",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_to_an_account_of_the_system_itself(name: str):
    """Whatever somebody signs up as, the account is one of the kit's, of characters that the system takes."""
    account = system_name(name)
    assert re.fullmatch(r"kit-[a-z0-9-]+", account)
    assert len(account) <= 32
    assert account not in {SERVICE, TEACHERS}


def test_different_names_have_different_accounts():
    """No learner shares an account with another one."""
    assert len({system_name(name) for name in NAMES}) == len(NAMES)


def test_whoever_is_no_teacher_any_more_reads_no_keys(monkeypatch: pytest.MonkeyPatch):
    """An account leaves the group of the teachers when its server starts for a learner; others are left alone."""
    said: list[tuple[str, ...]] = []
    monkeypatch.setattr(system_accounts, "_system", lambda *words: said.append(words))
    monkeypatch.setattr(system_accounts, "_exists", lambda _account: True)
    monkeypatch.setattr(grp, "getgrnam", lambda _group: SimpleNamespace(gr_mem=["kit-tom"]))
    for account, groups in (("kit-ana", ()), ("kit-tom", (TEACHERS,)), ("kit-tom", ())):
        make_account(account, groups)
    assert said == [
        ("usermod", "--append", "--groups", TEACHERS, "kit-tom"),
        ("gpasswd", "--delete", "kit-tom", TEACHERS),
    ]
