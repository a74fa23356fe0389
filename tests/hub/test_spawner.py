"""The process of a learner's server: whose it is, what it may, and who starts when."""

from __future__ import annotations

import grp
import pwd
from pathlib import Path

import pytest
from class_server import LEARNERS, TEACHER, ClassServer, pids_of

from kit.hub.system_accounts import TEACHERS, system_name


@pytest.mark.usefixtures("school")
def test_each_server_is_a_process_of_an_account_of_its_own():
    """Two learners and a teacher have three accounts, none of them root's, each with a home that is closed."""
    accounts = {pwd.getpwnam(system_name(name)) for name in (*LEARNERS, TEACHER)}
    assert len({account.pw_uid for account in accounts}) == 3
    assert all(account.pw_uid >= 1000 for account in accounts)
    assert all(Path(account.pw_dir).stat().st_mode & 0o077 == 0 for account in accounts)
    assert all(pids_of(account.pw_name) for account in accounts)


def test_only_the_teacher_is_of_the_teachers_group(school: ClassServer):
    """The group that may enter the assignments has the teacher in it, and no learner."""
    members = grp.getgrnam(TEACHERS).gr_mem
    assert system_name(TEACHER) in members
    assert not {system_name(name) for name in LEARNERS} & set(members)
    groups = school.shell(LEARNERS[0], "id -nG").stdout.split()
    assert groups == [system_name(LEARNERS[0])]


@pytest.mark.usefixtures("school")
def test_a_learner_cannot_start_processes_without_end():
    """A server has a limit of processes, which its kernels inherit; it leaves no file with the memory of a crash."""
    limits = Path(f"/proc/{pids_of(system_name(LEARNERS[0]))[0]}/limits").read_text()
    processes = next(line for line in limits.splitlines() if line.startswith("Max processes"))
    assert processes.split()[2:4] == ["512", "512"]
    assert next(line for line in limits.splitlines() if line.startswith("Max core")).split()[4:6] == ["0", "0"]
