"""Results go back to the school's platform (LTI 1.3, Assignment and Grade Services), until they are there."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kit.class_report.analysis import measure
from kit.class_report.scoring import scored
from kit.files import write_whole
from kit.live.class_measures import attempts_of, collected
from kit.live.database import Database
from kit.quiz.bank import LessonItems

PLATFORM = "KIT_PLATFORM"  # what the service is told of it, as JSON
_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_PATIENCE_SECONDS, _LONGEST_WAIT = 10, 60
_GONE = {400, 404, 410, 422}  # the platform has no such place or person: it will not have it later


class Result(NamedTuple):
    """Points of a learner in the quiz of a lesson, and how many there are; `is_whole` once every item has an answer."""

    points: float
    possible: float
    is_whole: bool


class Grades:
    """Sends what is new to a platform.

    Parameters
    ----------
    platform : mapping of str to str
        ``issuer``, ``client_id``, ``token_url`` of the platform, and ``launches``, the folder of what launches told.
    database : Database
        The answers of the class.
    bank : mapping of str to LessonItems
        The lessons by which they are scored, by their numbers; further ones may come.
    folder : Path
        Where the key of this tool and the note of what was sent are kept.
    every : float
        Seconds between two looks.

    Raises
    ------
    OSError
        When the key of this tool cannot be kept or read.
    """

    def __init__(
        self,
        platform: Mapping[str, str],
        database: Database,
        bank: Mapping[str, LessonItems],
        folder: Path = Path(),
        every: float = 10.0,
    ) -> None:
        self._every = every
        self._platform, self._database = platform, database
        self._bank = bank
        self._key, self._sent = _key_in(folder / "platform-key.pem"), folder / "grades-sent.json"
        self._token, self._token_ends = "", 0.0
        self._tries, self._next = 0, 0.0
        self._measured: dict[str, tuple[int, LessonItems, dict[str, Result]]] = {}

    def keys(self) -> dict[str, Any]:
        """Return the public key of this tool, as a platform asks for it."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [public | {"kid": "kit", "alg": "RS256", "use": "sig"}]}

    def send_new(self) -> int:
        """Send each result that the platform does not have, and return how many it took; after a failure wait first."""
        if time.monotonic() < self._next:
            return 0
        noted: dict[str, list[float]] = json.loads(self._sent.read_bytes()) if self._sent.exists() else {}
        count, is_late = 0, False
        launches = self._launches()
        known = {name: self._results(name) for name in {launch["lesson"] for launch in launches} & self._bank.keys()}
        for launch in launches:
            result = known.get(launch["lesson"], {}).get(launch["learner"])
            if result is None or noted.get(launch["line"] + launch["id"]) == list(result):
                continue
            try:
                self._post(launch, result, self._access())
            except (OSError, ValueError, KeyError):  # no connection, no token, or an answer of another form
                is_late = True
                continue
            count += 1
            noted[launch["line"] + launch["id"]] = list(result)
            write_whole(self._sent, json.dumps(noted).encode())
        self._tries = self._tries + 1 if is_late else 0
        self._next = time.monotonic() + self._every * min(_LONGEST_WAIT, 2**self._tries)
        return count

    def _results(self, lesson: str) -> dict[str, Result]:
        """Return the results in a lesson, measured again only when answers have arrived or its items were corrected."""
        items = self._bank[lesson]
        place, before, known = self._measured.get(lesson, (0, items, {}))
        place, new = self._database.lines_after(place, lesson)
        if new or before != items:
            known = results(items, self._database)
        self._measured[lesson] = place, items, known
        return known

    def _launches(self) -> list[dict[str, str]]:
        folder = Path(self._platform["launches"])
        return [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]

    def _post(self, launch: Mapping[str, str], result: Result, token: str) -> None:
        """Send a result; one that the platform will never take is given up."""
        body = {
            "userId": launch["id"],
            "scoreGiven": result.points,
            "scoreMaximum": result.possible,
            "activityProgress": "Completed" if result.is_whole else "InProgress",
            "gradingProgress": "FullyGraded" if result.is_whole else "Pending",
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        line, _, query = launch["line"].partition("?")
        address = f"{line.rstrip('/')}/scores{'?' * bool(query)}{query}"
        kind = "application/vnd.ims.lis.v1.score+json"
        try:
            _ask(address, json.dumps(body).encode(), {"Authorization": f"Bearer {token}", "Content-Type": kind})
        except HTTPError as error:
            if error.code not in _GONE:
                raise

    def _access(self) -> str:
        """Return a token of the platform, asked for with this tool's key."""
        if time.monotonic() < self._token_ends:
            return self._token
        client, address, now = self._platform["client_id"], self._platform["token_url"], int(time.time())
        claims = {"iss": client, "sub": client, "aud": address, "iat": now, "exp": now + 60, "jti": uuid4().hex}
        signed = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": "kit"})
        wish = {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION,
            "client_assertion": signed,
            "scope": _SCORE,
        }
        reply = json.loads(_ask(address, urlencode(wish).encode(), {}))
        self._token = str(reply["access_token"])
        self._token_ends = time.monotonic() + 0.8 * float(reply.get("expires_in", 60))
        return self._token


def results(lesson: LessonItems, database: Database) -> dict[str, Result]:
    """Return the result of each learner in the quiz of a lesson, as the class report has it."""
    answers = scored(collected(attempts_of(database.lines(lesson.lesson)), lesson.lesson), [lesson])
    measured = measure(answers)
    answers.tables.close()
    return {
        learner.name: Result(round(result.points, 4), result.possible, result.answered >= result.of)
        for learner in measured.learners
        for result in learner.results
        if result.possible
    }


def _ask(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    request = Request(address, data=body, headers=dict(headers), method="POST")  # noqa: S310 - the school's platform
    with urlopen(request, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310
        return bytes(answer.read())


def _key_in(path: Path) -> rsa.RSAPrivateKey:
    """Return the key of this tool; made once, for this service alone."""
    if not path.exists():
        made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        kind, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        write_whole(path, made.private_bytes(serialization.Encoding.PEM, kind, plain))
        path.chmod(0o600)
    found = serialization.load_pem_private_key(path.read_bytes(), None)
    assert isinstance(found, rsa.RSAPrivateKey)  # noqa: S101 - for the types
    return found
