"""Ports for servers that the tests start in processes of their own."""

from __future__ import annotations

import random
import socket

# Below what any system gives to a connection by itself: none of those can take a port before its server does.
_FROM, _TO = 20_000, 32_000


def free_ports(number: int = 1) -> int:
    """Return a port that is free, with those after it."""
    chosen = random.SystemRandom()
    while True:
        port = chosen.randrange(_FROM, _TO)
        if all(map(_is_free, range(port, port + number))):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
