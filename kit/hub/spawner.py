"""A learner's server, as a process of an account of her own; a few start at a time, the others wait in a row."""

from __future__ import annotations

import asyncio
import os
import pwd
import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Integer

from kit.hub.system_accounts import TEACHERS, make_account, system_name

_MOST_PROCESSES = 512  # of one learner, threads too; a lesson has about 60
_LARGEST_FILE = 200_000_000  # bytes
_ENDED_FIRST = 500  # of 1000: where memory runs out, the system ends a learner's process, not the hub or the database
_COURTESY = 5  # a loop without end lets hub and service go first
_LOOK_SECONDS = 0.2


class LearnerSpawner(LocalProcessSpawner):  # type: ignore[misc] # JupyterHub has no types
    """Starts the server of a learner; JupyterHub's `mem_limit` counts for each of its processes.

    Attributes
    ----------
    at_a_time : int
        How many servers may start at one moment; a start takes a core for some seconds.
    """

    at_a_time = Integer(4, config=True)
    _row: ClassVar[asyncio.Semaphore | None] = None

    async def start(self) -> tuple[str, int]:
        """Start it when its turn has come, and let the next one start when it answers."""
        cls = type(self)
        cls._row = cls._row or asyncio.Semaphore(self.at_a_time)
        make_account(self._account, (TEACHERS,) if self.is_teacher else ())
        async with cls._row:
            ip, port = await super().start()
            while await self.poll() is None:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection(ip, port)
                    writer.close()
                    break
                await asyncio.sleep(_LOOK_SECONDS)
        return ip, port

    def make_preexec_fn(self, name: str) -> Callable[[], None]:  # noqa: ARG002 - JupyterHub names its own user
        """Return what makes a process the learner's: her account, its limits, and files that others cannot read."""
        become = super().make_preexec_fn(self._account)
        limits = {
            resource.RLIMIT_NPROC: _MOST_PROCESSES,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: _LARGEST_FILE,
            resource.RLIMIT_DATA: self.mem_limit or resource.RLIM_INFINITY,
        }

        def begin() -> None:
            for kind, most in limits.items():
                resource.setrlimit(kind, (most, most))
            os.nice(_COURTESY)
            with suppress(OSError):  # a container may not have it
                Path("/proc/self/oom_score_adj").write_text(str(_ENDED_FIRST), encoding="ascii")
            os.umask(0o007)  # her group is hers alone; in the teachers' folder it is that of the teachers
            become()

        return begin

    def user_env(self, env: dict[str, Any]) -> dict[str, Any]:
        """Return the environment with what belongs to the learner's account."""
        account = pwd.getpwnam(self._account)
        return env | {"USER": account.pw_name, "HOME": account.pw_dir, "SHELL": account.pw_shell}

    @property
    def is_teacher(self) -> bool:
        """Whether this is the server of a teacher."""
        return any(group.name == "teachers" for group in self.user.orm_user.groups)

    @property
    def _account(self) -> str:
        return system_name(self.user.name)
