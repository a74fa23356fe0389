"""Where a class is found: every network of the computer, and the next port that is free."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import psutil
import pytest

from kit.live import network
from kit.live.network import addresses_of, listen


def test_each_network_has_an_address(monkeypatch: pytest.MonkeyPatch):
    """The network that leads outwards comes first; neither the computer itself nor a cable that is out is named."""

    def card(address: str) -> list[SimpleNamespace]:
        return [SimpleNamespace(family=socket.AF_INET, address=address)]

    cards = {
        "lo": card("127.0.0.1"),
        "wifi": card("192.0.2.7"),
        "hotspot": card("198.51.100.1"),
        "out": card("10.0.0.9"),
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {name: SimpleNamespace(isup=name != "out") for name in cards})
    monkeypatch.setattr(network, "_outward", lambda: ["198.51.100.1"])
    assert addresses_of(8001) == ["http://198.51.100.1:8001/", "http://192.0.2.7:8001/"]
    monkeypatch.setattr(network, "_outward", list)
    cards |= {"wifi": [], "hotspot": []}
    assert addresses_of(8001) == []


def test_a_port_that_is_taken_is_left_alone():
    """Where a program listens already, the next port is taken, and the reply says which."""
    first, port = listen(18_400)
    second, next_port = listen(port)
    assert next_port > port
    first.close()
    second.close()
