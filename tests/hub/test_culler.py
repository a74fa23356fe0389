"""What stops servers that are idle for an hour ends with the hub that started it."""

from __future__ import annotations

import subprocess
import sys

CULLER = """
import time
from kit.hub import culler

class Idle:
    @staticmethod
    def launch_instance(options):
        print(*options, flush=True)
        time.sleep(600)

culler.IdleCuller = Idle
culler.main()
"""
HUB = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


def test_it_ends_with_a_hub_that_is_killed():
    """A hub that is killed can end nothing; the system does it, and what the two write comes to an end."""
    hub = subprocess.Popen([sys.executable, "-c", HUB, CULLER], stdout=subprocess.PIPE, text=True)
    assert hub.stdout is not None
    assert hub.stdout.readline() == "--timeout=3600\n"
    hub.kill()
    assert hub.stdout.read() == ""
    hub.wait()
    hub.stdout.close()
