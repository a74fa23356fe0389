"""Where a class is found: the addresses of this computer, and a port that is free."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address

import psutil

from kit.errors import KitError

_NEXT_PORTS, _LAST_PORT = 20, 65535


def addresses_of(port: int) -> list[str]:
    """Return the addresses of this computer in its networks, the likeliest first; none where it is in none."""
    away = {name for name, about in psutil.net_if_stats().items() if not about.isup}
    others = [
        each.address
        for name, addresses in psutil.net_if_addrs().items()
        for each in addresses
        if each.family == socket.AF_INET and name not in away
    ]
    hosts = dict.fromkeys([*_outward(), *others])
    return [f"http://{host}:{port}/" for host in hosts if not ip_address(host).is_loopback]


def _outward() -> list[str]:
    """Return the address that leads out of the room; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return []
        return [str(probe.getsockname()[0])]


def listen(port: int) -> tuple[socket.socket, int]:
    """Return a socket on the first port that is free, and the port.

    Raises
    ------
    KitError
        When none of the next ports is free, or the system keeps them for itself.
    """
    last = min(port + _NEXT_PORTS - 1, _LAST_PORT)
    for number in range(port, last + 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # on Windows this would share the port with the program that has it
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("0.0.0.0", number))  # noqa: S104 - the tablets of the room come from outside
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        listener.setblocking(False)  # noqa: FBT003 - as Python calls it
        return listener, int(listener.getsockname()[1])
    do = "Close other programs, or name a port above 1023 with --port."
    raise KitError(f"None of the ports from {port} to {last} can be used.", do=do)
