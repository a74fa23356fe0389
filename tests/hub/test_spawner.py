"""The process of a learner's server: whose it is, what it may, and who starts when."""

from __future__ import annotations

import grp
import os
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


LIMITS = {"processes": "512", "core file size": "0", "file size": "200000000", "data size": str(2 * 1024**3)}


@pytest.mark.parametrize("kind", LIMITS)
@pytest.mark.usefixtures("school")
def test_a_learner_cannot_take_what_all_need(kind: str):
    """Processes, files and the memory of a process have an end, which kernels inherit; a crash leaves no file."""
    for pid in pids_of(system_name(LEARNERS[0])):
        limits = Path(f"/proc/{pid}/limits").read_text()
        line = next(line for line in limits.splitlines() if line.startswith(f"Max {kind}"))
        assert line.removeprefix(f"Max {kind}").split()[:2] == [LIMITS[kind]] * 2


def test_a_learner_gives_way_to_hub_and_service(school: ClassServer):
    """Where memory or time is short, processes of learners are ended, or wait, before those that all need."""
    assert school.running is not None
    mine, hub = pids_of(system_name(LEARNERS[0]))[0], school.running.pid
    scores = [int(Path(f"/proc/{pid}/oom_score_adj").read_text()) for pid in (mine, hub)]
    assert scores[0] >= scores[1] + 400
    assert os.getpriority(os.PRIO_PROCESS, mine) > os.getpriority(os.PRIO_PROCESS, hub)
