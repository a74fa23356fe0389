"""A hand-in: one small file with a learner's answers to one lesson, to be sent and to be checked for damage.

The first line says whose answers these are, each further line is the answer to one item, and the last line is a
checksum of all before it. It shows damage on the way; it does not prove who wrote the file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b, sha256
from html import unescape
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from kit import browser
from kit.answers.attempt import Attempt, kit_version, now
from kit.answers.store import NOBODY
from kit.errors import KitError
from kit.files import safe_name, write_numbered, writing
from kit.text import Key, LearnerError

SCHEMA = 1
LARGEST = 1_000_000  # bytes; a lesson of 20 items takes 3,000
TOO_LONG = "hand_in.too_long"
_LONGEST_NAME = 60
_MOST_HINTS, _MOST_SECONDS = 100, 1e9
_UNREADABLE = "It is not as the kit writes it: a line cannot be read."
_NONE = msgspec.Raw(b"")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a hand-in.

    Parameters
    ----------
    hand_in : int
        Version of this form.
    learner : str
        The name under which the answers are handed in.
    lesson : str
        Number of the lesson.
    at : datetime
        When it was handed in, with its time zone.
    began : str
        When the first answer was given; it stays the same in every later hand-in of these answers.
    kit : str
        Version of the kit that wrote it.
    answers : int
        Number of answers that follow.
    """

    hand_in: int
    learner: Annotated[str, Meta(min_length=1, max_length=_LONGEST_NAME)]
    lesson: Annotated[str, Meta(min_length=1, max_length=20)]
    at: Annotated[datetime, Meta(tz=True)]
    began: Annotated[str, Meta(max_length=40)]
    kit: Annotated[str, Meta(max_length=40)]
    answers: Annotated[int, Meta(ge=1)]


# The garbage collector passes over answers: none refers back, and a large class has ten thousands of them.
class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a learner answered to one item: the first try, and the last one where there are several.

    Parameters
    ----------
    item : str
        Id of the item.
    first : Raw
        The response as JSON.
    last : Raw
        The response of the last try as JSON; empty when it is the first.
    tries : int
        Number of tries.
    hints : int
        Hints used before the first try.
    seconds : float or None
        Time to the first try, to the second.
    fingerprint : str
        Of the exam that the learner saw; empty outside an exam, and in a hand-in of an earlier kit.
    """

    item: Annotated[str, Meta(min_length=1, max_length=100)]
    first: msgspec.Raw
    last: msgspec.Raw = _NONE
    tries: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    hints: Annotated[int, Meta(ge=0, le=_MOST_HINTS)] = 0
    seconds: Annotated[float, Meta(ge=0, le=_MOST_SECONDS)] | None = None
    fingerprint: Annotated[str, Meta(max_length=40)] = ""


class Lines:
    """The answers of many hand-ins, each different line of a lesson read and checked once.

    Learners of a class give the same answers over and over: of two million lines a few ten thousand differ.
    """

    def __init__(self) -> None:
        self.answers: list[tuple[str, Answer]] = []
        self._numbers: dict[str, dict[bytes, int]] = {}
        self._items: list[int] = []
        self._item_numbers: dict[str, int] = {}

    def numbers(self, lesson: str, lines: list[bytes]) -> list[int]:
        """Return the places of some lines in `answers`, where each has its lesson.

        Raises
        ------
        KitError
            When two lines answer one item, or an id cannot be shown.
        msgspec.DecodeError, RecursionError
            When a line is not an answer.
        """
        numbers = self._numbers.setdefault(lesson, {})
        known = numbers.get
        found = [self._new(lesson, line, numbers) if (number := known(line)) is None else number for line in lines]
        if len(set(map(self._items.__getitem__, found))) != len(found):
            raise KitError("It has two answers to one item.")
        return found

    def _new(self, lesson: str, line: bytes, numbers: dict[bytes, int]) -> int:
        answer = _ANSWER.decode(line)
        if not answer.item.isprintable():
            raise KitError(_UNREADABLE)
        numbers[line] = len(self.answers)
        self.answers.append((lesson, answer))
        self._items.append(self._item_numbers.setdefault(answer.item, len(self._item_numbers)))
        return numbers[line]


class HandIn(NamedTuple):
    """What a hand-in says; the answers by their numbers."""

    header: Header
    numbers: list[int]


class Written(NamedTuple):
    """The result of writing a hand-in; it has no path when there was nothing to write."""

    learner: str
    answers: int
    path: Path | None = None
    is_new: bool = False


_LINE_ENDS = "[\r\n\x85\u2028\u2029]"
_MARK = b"\xef\xbb\xbf\r\n\t "
_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be"}
_ENCODINGS = (  # of Windows and its programs in the countries of the region
    *("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "iso-2022-jp", "cp932", "euc-jp", "gb18030", "big5"),
    *("cp949", "cp874", "cp1258", "cp1252", "mac-roman"),
)
_BEGIN = b'{"hand_in":%d,' % SCHEMA
_HEADER = msgspec.json.Decoder(Header)
_ANSWER = msgspec.json.Decoder(Answer)


def write_hand_in(
    attempts: Iterable[Attempt], lesson: str, folder: Path, name: str | None = None, *, is_unique: bool = False
) -> Written:
    """Write the answers to one lesson into a new file; a file that is there stays as it is.

    Parameters
    ----------
    attempts : iterable of Attempt
        All attempts of one learner, in the order of their saving.
    lesson : str
        Number of the lesson that is handed in.
    folder : pathlib.Path
        Where the file belongs; made when it is missing.
    name : str, optional
        The name to hand in under; else the learner's own.
    is_unique : bool
        Whether nobody else has the name, as in a live class: then "me" is a name as any other.

    Returns
    -------
    Written
        The file; the earlier one when nothing has been answered since.

    Raises
    ------
    KitError
        When the file cannot be written; then no half of it is left behind.
    """
    attempts = list(attempts)
    own = [attempt for attempt in attempts if attempt.lesson == lesson]
    learner = _clean(name) if name and is_unique else _pseudonym(name, attempts)
    if not own:
        return Written(learner, 0)
    answers = answers_of(own)
    head = Header(
        hand_in=SCHEMA,
        learner=learner,
        lesson=lesson,
        at=datetime.fromisoformat(now()),
        began=own[0].at,
        kit=kit_version(),
        answers=len(answers),
    )
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in (head, *answers))
    if len(content) > LARGEST - 100:
        raise LearnerError(TOO_LONG)
    content += _seal(content)
    said = _says(content)
    with writing(Key("files.hand_in"), folder, Key("files.own_folder")):
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"hand-in-{safe_name(lesson)}-{safe_name(learner)}"
        path, is_new = write_numbered(folder, stem, browser.LINES_END, content, lambda earlier: _says(earlier) == said)
    return Written(learner, len(answers), path, is_new)


def parse(content: bytes, lines: Lines) -> HandIn:
    """Return what the bytes of a hand-in say; `lines` keeps the answers.

    Raises
    ------
    KitError
        When they are not a hand-in, damaged, or not as the kit writes them.
    """
    raw, content = content, content.removesuffix(b"\n")
    if not (is_whole := _is_whole(content)):
        content = _plain(raw)
        is_whole = _is_whole(content)
    if not is_whole and b"hand_in" in raw.replace(b"\0", b""):
        repaired = next(filter(_is_whole, _repaired(raw)), None)
        is_whole, content = repaired is not None, content if repaired is None else repaired
    if not content.startswith(_BEGIN):
        raise KitError(_foreign(content if _is_utf_8(raw) else raw))
    if not is_whole:
        if not _is_utf_8(raw) and not raw.startswith(tuple(_UTF_16)):
            raise KitError("It is saved in another encoding, which lost letters. Ask for the file as the kit wrote it.")
        raise KitError("It is damaged or was changed: the checksum does not fit.")
    return _hand_in(content.rpartition(b"\n")[0], lines)


def _hand_in(said: bytes, lines: Lines) -> HandIn:
    """Return what the lines of a whole file say, without its checksum."""
    head, *body = said.split(b"\n")
    try:
        header = _HEADER.decode(head)
        numbers = lines.numbers(header.lesson, body)
    except msgspec.ValidationError as error:
        raise KitError(f"It is not as the kit writes it: {error}.") from None
    except (ValueError, RecursionError):
        raise KitError(_UNREADABLE) from None
    if not header.lesson.isprintable():
        raise KitError(_UNREADABLE)
    if len(numbers) != header.answers:
        raise KitError("Its answers are not as many as it says.")
    if header.learner != _clean(header.learner):
        raise KitError("The learner's name has signs that cannot be shown.")
    return HandIn(header, numbers)


def _plain(content: bytes) -> bytes:
    """Return the lines of a file as the kit writes them: mail programs and editors change line ends and encoding."""
    for start, encoding in _UTF_16.items():
        if content.startswith(start):
            try:
                content = content.decode(encoding).encode()
            except UnicodeError:
                break
    return b"\n".join(line for line in content.lstrip(_MARK).splitlines() if line.strip())


def _is_whole(content: bytes) -> bool:
    """Return whether the lines of a hand-in have its checksum at their end."""
    said, _, seal = content.rpartition(b"\n")
    return content.startswith(_BEGIN) and seal + b"\n" == _seal(said + b"\n")


def _repaired(content: bytes) -> Iterator[bytes]:
    """Yield what a file may have been before a program saved it otherwise; the checksum tells which is right."""
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        for typed in dict.fromkeys((text, unescape(text))):  # a web page has escaped it, or a learner typed such words
            # Without marks of quoting, indents and signatures around a line.
            lines = (line[line.find("{") : line.rfind("}") + 1] for line in re.split(_LINE_ENDS, typed))
            said = "\n".join(filter(None, lines))
            yield said.encode()
            yield unicodedata.normalize("NFC", said).encode()


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _foreign(content: bytes) -> str:
    """Say what a file is that is not a hand-in, where its first bytes tell."""
    packed = "It is a packed file. Unpack it first."
    shortcut = "It is a shortcut to a file that is elsewhere. Ask for the file itself."
    known = {
        b'{"hand_in":': "Another version of the kit wrote it. Update the kit to read it.",
        **dict.fromkeys((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), packed),
        **dict.fromkeys((b"L\0\0\0\x01\x14\x02\0", b"[InternetShortcut]", b"[Desktop Entry]"), shortcut),
        b'{"schema":': "It is a learner's own answer file. lesson.hand_in() makes a hand-in of it.",
    }
    for start, what in known.items():
        if content.startswith(start):
            return what
    if content[257:262] == b"ustar":
        return packed
    if b'"nbformat"' in content:
        return "It is a notebook, which holds no answers. lesson.hand_in() writes them into a file of its own."
    if b"\nMIME-Version:" in content:
        return "It is a mail. Save the file that is attached to it, and put that here."
    return "It is no hand-in." if content else "It is empty."


def answers_of(attempts: Iterable[Attempt]) -> list[Answer]:
    """Return what a hand-in says of some attempts: one answer for each item, in the order of the first tries."""
    tries: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        tries.setdefault(attempt.item_id, []).append(attempt)
    return [_answer(item, made) for item, made in tries.items()]


def _answer(item: str, made: list[Attempt]) -> Answer:
    """Return the answer to an item; tries at another version of an exam are not tries at the last one."""
    made = [attempt for attempt in made if attempt.fingerprint == made[-1].fingerprint]
    first, seconds = _raw(made[0].response), made[0].seconds
    last = _raw(made[-1].response)
    return Answer(
        item=item,
        first=first,
        last=_NONE if last == first else last,
        tries=len(made),
        hints=min(made[0].hints, _MOST_HINTS),
        seconds=round(seconds) if seconds is not None and 0 <= seconds <= _MOST_SECONDS else None,  # a clock may jump
        fingerprint=made[-1].fingerprint,
    )


def _raw(response: object) -> msgspec.Raw:
    """Return a response as JSON on one line of any program; half a surrogate pair becomes a question mark."""
    text = json.dumps(response, ensure_ascii=False, separators=(",", ":"))
    return msgspec.Raw(re.sub(_LINE_ENDS, lambda end: f"\\u{ord(end[0]):04x}", text).encode(errors="replace"))


def _pseudonym(name: str | None, attempts: list[Attempt]) -> str:
    """Return the name to hand in under; whoever is just "me" gets a mark that no other "me" has."""
    learner = _clean(name or (attempts[0].learner if attempts else NOBODY))
    if learner.casefold() != NOBODY or not attempts:
        return learner
    return f"{NOBODY}-{blake2b(attempts[0].attempt_id.encode(), digest_size=4).hexdigest()}"


def _clean(name: str) -> str:
    """Return a name without characters that nobody can see, and no longer than fits."""
    return "".join(char if char.isprintable() else " " for char in name)[:_LONGEST_NAME].strip() or NOBODY


def _seal(content: bytes) -> bytes:
    return b'{"checksum":"' + sha256(content).hexdigest().encode() + b'"}\n'


def _says(content: bytes) -> tuple[str, list[Answer]] | None:
    """Return whose answers a file holds, and which; nothing when it is not a hand-in."""
    lines = Lines()
    try:
        header, _ = parse(content, lines)
    except KitError:
        return None
    return header.learner, [answer for _, answer in lines.answers]
