"""Where a class is found: every network of the computer, and the next port that is free."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import psutil
import pytest

from kit.command_texts import message_in
from kit.errors import KitError
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


def test_where_no_port_can_be_had_it_is_said_in_each_language(monkeypatch: pytest.MonkeyPatch):
    """The system keeps the first ports for itself: the error says which were tried, and what else to name."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(network.socket, "socket", lambda *_: SimpleNamespace(bind=refuse, close=list, setsockopt=max))
    with pytest.raises(KitError, match="from 80 to 99 can be used") as error:
        listen(80)
    assert "above 1023" in error.value.do
    for language in ("ja", "id"):
        assert message_in(error.value.what, language) != error.value.what
        assert message_in(error.value.do, language) != error.value.do
