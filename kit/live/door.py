"""The door of a class without accounts: a class code and a name; a secret that stays with the device is the key."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from kit.answers.session import utc_now
from kit.class_report.names import folded
from kit.extras import teacher_part
from kit.live.database import Database, Member
from kit.quiz.normalisation import normalise

with teacher_part("A class in one room"):
    import segno

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that reads as another one
# Letters of other scripts that look like Latin ones, and a blank that no space is.
_LOOKS_LIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаекорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧανιο",
    "ABEKMHOPCTYXIJSaekopcyxijshdqwABEZHIKMNOPTYXavio",
    "\u2800",
)
_CODE_LENGTH, _LONGEST_NAME, _MOST_MEMBERS, _MOST_TRIES = 6, 60, 400, 5
MOST_OF_ONE_ADDRESS = 100  # names; a router may give all tablets of a room the same address, and one device many names


class DoorError(Exception):
    """Somebody cannot come in; `why` is the key of the sentence that says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ClassDoor:
    """Lets learners in, and knows them by their secrets; what it knows is in the database, so that it may restart.

    Parameters
    ----------
    database : Database
        Where names and digests of secrets are kept; no secret of a learner is.
    address : str
        The address that learners open.
    clock : callable
        Returns the time, with its time zone.
    """

    def __init__(self, database: Database, address: str, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self.address, self._clock = database, address, clock
        known = database.settings()
        if "code" not in known:
            known |= {
                "code": "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH)),
                "key": secrets.token_urlsafe(24),
            }
            database.set_settings(**known)
        self.code, self.key = known["code"], known["key"]
        self._members = {_looks(member.learner): member for member in database.members()}
        self._pins: dict[str, str] = {}
        self._tries: dict[str, int] = {}
        self._came_from: dict[str, set[str]] = {}

    @property
    def link(self) -> str:
        """The address with the class code in it."""
        return f"{self.address}?code={self.code}"

    @property
    def qr(self) -> str:
        """The QR code of the link, as SVG."""
        return str(segno.make(self.link, micro=False).svg_inline(scale=4, light="white"))

    @property
    def names(self) -> Sequence[str]:
        """Everybody who has come in."""
        return [member.learner for member in self._members.values()]

    @property
    def pins(self) -> Mapping[str, str]:
        """The PINs that wait for a new device, by name; they are not kept."""
        return self._pins

    def name_of(self, secret: str) -> str | None:
        """Return whose secret this is."""
        wanted = _digest(secret)
        found = [member for member in self._members.values() if compare_digest(member.secret, wanted)]
        return found[0].learner if secret and found else None

    def is_teacher(self, key: str) -> bool:
        """Return whether this is the teacher's key."""
        return compare_digest(key.encode(errors="replace"), self.key.encode())

    def come_in(self, code: str, name: str, pin: str = "", address: str = "") -> str:
        """Let a learner in, and return the secret of the device.

        From which address of the network names came is in memory only.

        Raises
        ------
        DoorError
            When the code is wrong, the name cannot be used, it is taken and the PIN is not the teacher's, or there are
            too many names, in the class or from this address.
        """
        if not compare_digest(_plain(code).encode(errors="replace"), self.code.encode()):
            raise DoorError("class.wrong_code")
        name = " ".join(unicodedata.normalize("NFC", name).split())
        key = _looks(name)
        if not normalise(key).strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise DoorError("class.bad_name")
        there = self._members.get(key)
        of_address = self._came_from.setdefault(address, set())
        of_address.intersection_update(self._members)
        if there is None and len(self._members) >= _MOST_MEMBERS:
            raise DoorError("class.full")
        if there is None and len(of_address) >= MOST_OF_ONE_ADDRESS:
            raise DoorError("class.full_here")
        if there is not None:
            self._check_pin(there.learner, pin)
            name = there.learner
        secret = secrets.token_urlsafe(24)
        member = Member(name, key, _digest(secret), self._clock().isoformat(timespec="seconds"))
        self._database.set_member(member)
        self._members = self._members | {key: member}  # a new one: another thread may be looking through the old one
        if there is None:
            of_address.add(key)
        self._pins.pop(name, None)
        return secret

    def remove_unused(self, here: Collection[str]) -> None:
        """Take away the names that have no answer, apart from those of learners who are here; they are free again."""
        away = [name for name in self.names if name not in here]
        self._database.remove_members(away)
        self._members = {_looks(member.learner): member for member in self._database.members()}

    def hand_over(self, name: str) -> None:
        """Make a PIN with which the next device gets a name; the device that has it now keeps it until then."""
        if name in self.names:
            self._pins[name], self._tries[name] = f"{secrets.randbelow(10_000):04}", 0

    def _check_pin(self, name: str, pin: str) -> None:
        wanted = self._pins.get(name)
        if wanted is None or not pin.strip():  # the page asks for a PIN only when somebody has typed such a name
            raise DoorError("class.taken")
        if not compare_digest(_plain(pin).encode(errors="replace"), wanted.encode()):
            self._tries[name] += 1
            if self._tries[name] >= _MOST_TRIES:
                del self._pins[name]
            raise DoorError("class.wrong_pin")


def _looks(name: str) -> str:
    """Return how a name looks to a teacher, who cannot see case, width and script of its letters."""
    return folded(name.translate(_LOOKS_LIKE))


def _plain(typed: str) -> str:
    """Return what was typed without case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", typed).casefold().split())


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
