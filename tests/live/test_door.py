"""The door of a class: who comes in under which name, and who does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.session import utc_now
from kit.answers.store import line_of
from kit.live.arrivals import Judge
from kit.live.database import Database
from kit.live.door import MOST_OF_ONE_ADDRESS, ClassDoor, DoorError


@pytest.fixture
def door(small: Database) -> ClassDoor:
    """Return the door of a new class."""
    return ClassDoor(small, "http://192.0.2.7:8000/")


def test_a_secret_is_known_after_a_restart_and_is_nowhere_in_the_file(door: ClassDoor, small: Database, tmp_path: Path):
    """The device of a learner is known by its secret, also when the class was started again; only a digest is kept."""
    secret = door.come_in(door.code.upper() + " ", "  Hanako   Sato ")
    assert door.name_of(secret) == "Hanako Sato"
    again = ClassDoor(small, door.address)
    assert (again.code, again.key, again.name_of(secret)) == (door.code, door.key, "Hanako Sato")
    assert all(secret.encode() not in path.read_bytes() for path in tmp_path.iterdir())


REFUSED = {
    "a wrong code": ("wrong", "Hanako", "class.wrong_code"),
    "no code": ("", "Hanako", "class.wrong_code"),
    "a code in another script": ("код", "Hanako", "class.wrong_code"),
    "no name": (None, "  ", "class.bad_name"),
    "a long name": (None, "x" * 61, "class.bad_name"),
    "a name that turns the text": (None, "x\u202ey", "class.bad_name"),
    "a name with a null": (None, "x\0y", "class.bad_name"),
    "a taken name": (None, "Thanh", "class.taken"),
    "a taken name in capitals": (None, "THANH", "class.taken"),
    "a taken name in full width": (None, "Ｔｈａｎｈ", "class.taken"),
    "a taken name with a space": (None, "Tha nh", "class.taken"),
    "a taken name with letters of another script": (None, "Th\u0430n\u04bb", "class.taken"),
    "a taken name and a blank that is no space": (None, "Thanh\u2800", "class.taken"),
    "a name that nobody sees": (None, "\u3164", "class.bad_name"),
    "a name of a blank that is no space": (None, "\u2800", "class.bad_name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nobody_comes_in_like_this(door: ClassDoor, name: str):
    """A wrong code, a name that cannot be used, or one that reads like another's, is refused with its reason."""
    code, typed, why = REFUSED[name]
    secret = door.come_in(door.code, "Thanh")
    with pytest.raises(DoorError) as error:
        door.come_in(door.code if code is None else code, typed)
    assert error.value.why == why
    assert (door.names, door.name_of(secret)) == (["Thanh"], "Thanh")


def test_a_name_is_handed_over_once(door: ClassDoor):
    """With the teacher's PIN another device gets the name; then the first one is not known, and the PIN is gone.

    A device that has not been asked for the PIN yet is told of it, and that is no wrong PIN.
    """
    first = door.come_in(door.code, "Thanh")
    door.hand_over("Thanh")
    assert door.name_of(first) == "Thanh"
    pin = door.pins["Thanh"]
    for _ in range(9):
        with pytest.raises(DoorError, match=r"class\.taken"):
            door.come_in(door.code, "Thanh")
    second = door.come_in(door.code, "thanh", pin)
    assert (door.name_of(first), door.name_of(second), dict(door.pins)) == (None, "Thanh", {})
    with pytest.raises(DoorError, match=r"class\.taken"):
        door.come_in(door.code, "Thanh", pin)


def test_a_pin_cannot_be_guessed(door: ClassDoor):
    """After five wrong PINs the right one does not count either, and the name stays where it is."""
    first = door.come_in(door.code, "Thanh")
    door.hand_over("Thanh")
    pin = door.pins["Thanh"]
    for _ in range(5):
        with pytest.raises(DoorError, match=r"class\.wrong_pin"):
            door.come_in(door.code, "Thanh", "wrong")
    with pytest.raises(DoorError, match=r"class\.taken"):
        door.come_in(door.code, "Thanh", pin)
    assert door.name_of(first) == "Thanh"


@pytest.mark.parametrize("secret", ["", "x", "' or 1=1 --", "\ud800", "ä" * 100])
def test_a_wrong_secret_is_nobodys(door: ClassDoor, secret: str):
    """Nothing but the secret itself tells who somebody is, or opens the board."""
    door.come_in(door.code, "Thanh")
    assert door.name_of(secret) is None
    assert not door.is_teacher(secret)


def test_one_device_cannot_fill_the_class(door: ClassDoor):
    """Names from one address have an end, as many as tablets may share a router; others still come in."""
    for number in range(MOST_OF_ONE_ADDRESS):
        door.come_in(door.code, f"bot {number}", address="192.0.2.66")
    with pytest.raises(DoorError, match=r"class\.full_here"):
        door.come_in(door.code, "one more", address="192.0.2.66")
    assert door.name_of(door.come_in(door.code, "Thanh", address="192.0.2.8")) == "Thanh"
    door.hand_over("bot 7")
    assert door.come_in(door.code, "bot 7", door.pins["bot 7"], address="192.0.2.66")


def test_a_full_class_takes_no_further_name(door: ClassDoor, monkeypatch: pytest.MonkeyPatch):
    """Whoever is in it already comes in again with another device."""
    monkeypatch.setattr("kit.live.door._MOST_MEMBERS", 2)
    for name in ("Hanako", "x" * 60):
        door.come_in(door.code, name)
    with pytest.raises(DoorError, match=r"class\.full$"):
        door.come_in(door.code, "Siti")
    door.hand_over("Hanako")
    assert door.name_of(door.come_in(door.code, "Hanako", door.pins["Hanako"])) == "Hanako"
    assert len(door.names) == 2


def test_names_that_nobody_uses_make_room(door: ClassDoor, small: Database, attempt: Callable[..., Attempt]):
    """Those who are here stay, and those who have answered; the others are gone for good, and may come in again."""
    names = ("bot", "Hanako", "Thanh")
    secrets = {name: door.come_in(door.code, name, address="192.0.2.66") for name in names}
    small.keep(Judge([]).read(line_of(attempt()), "Thanh", utc_now()).lines)
    door.remove_unused({"Hanako"})
    assert {door.name_of(secret) for secret in secrets.values()} == {None, "Hanako", "Thanh"}
    assert set(ClassDoor(small, door.address).names) == {"Hanako", "Thanh"}
    for number in range(MOST_OF_ONE_ADDRESS - 2):
        door.come_in(door.code, f"tablet {number}", address="192.0.2.66")
    with pytest.raises(DoorError, match=r"class\.full_here"):
        door.come_in(door.code, "bot", address="192.0.2.66")


def test_the_code_is_in_the_link_and_the_key_is_not(door: ClassDoor):
    """The QR code leads to the door with the class code; it does not hold the teacher's key."""
    assert door.link == f"http://192.0.2.7:8000/?code={door.code}"
    assert door.qr.startswith("<svg")
    assert len(door.key) > 30
