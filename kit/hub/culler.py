"""Stops servers that are idle, as long as the hub lives that started this: the next hub starts its own."""

from __future__ import annotations

import ctypes
import os
import signal

from jupyterhub_idle_culler import IdleCuller

_IDLE_SECONDS = 3600  # a class server in a cluster has its own: docs/cluster/values.yaml
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main() -> None:
    """Look after servers until the hub ends, however it ends."""
    hub = os.getppid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
    if os.getppid() == hub:  # it may have ended in between
        IdleCuller.launch_instance([f"--timeout={_IDLE_SECONDS}"])


if __name__ == "__main__":
    main()
