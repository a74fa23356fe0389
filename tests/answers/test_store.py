"""The answer file: what goes in comes out, and what cannot be read is named and kept."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.answers.attempt import SCHEMA, Attempt, kit_version
from kit.answers.store import AnswerStore
from kit.errors import KitError

Make = Callable[..., Attempt]

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=[])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=[])), inner, max_size=4)
    ),
    max_leaves=8,
)
TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)


@settings(max_examples=50)
@given(
    responses=st.lists(JSON, min_size=1, max_size=4),
    learner=TEXT,
    seed=TEXT,
    hints=st.integers(0, 9),
    seconds=st.none() | st.floats(0, 1e6),
    score=st.none() | st.floats(0, 100),
)
def test_what_is_stored_is_read(  # noqa: PLR0913, PLR0917 - one argument for each field
    store: AnswerStore,
    responses: list[object],
    learner: str,
    seed: str,
    hints: int,
    seconds: float | None,
    score: float | None,
):
    """Any JSON answer, with any name and seed, is read back as it was stored, in the order of saving."""
    store.path.unlink(missing_ok=True)
    stored = [
        Attempt(
            learner=learner,
            lesson="02",
            item_id="q-test-01",
            response=response,
            score=score,
            max_score=100.0,
            verdict="partly",
            seed=seed,
            hints=hints,
            seconds=seconds,
        )
        for response in responses
    ]
    for one in stored:
        store.append(one)
    reading = store.read()
    assert list(reading.attempts) == stored
    assert reading.set_aside == ()
    assert store.path.read_bytes().count(b"\n") == len(stored)


def test_an_attempt_knows_when_and_by_what(attempt: Make):
    """An attempt has an id of its own, the time in UTC, the version of the kit and the schema."""
    one, other = attempt(), attempt()
    assert one.attempt_id != other.attempt_id
    assert re.fullmatch(r"[0-9a-f]{32}", one.attempt_id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", one.at)
    assert one.schema == SCHEMA
    assert one.kit


def test_a_kit_that_is_not_installed(attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """Where the kit runs from a folder without being installed its version is 0."""
    import importlib.metadata

    def missing(_name: str) -> str:
        raise importlib.metadata.PackageNotFoundError

    kit_version.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(importlib.metadata, "version", missing)
        assert attempt().kit == "0"
    kit_version.cache_clear()


def test_half_a_surrogate_pair(store: AnswerStore, attempt: Make):
    """What a browser may send but UTF-8 cannot hold is kept too."""
    store.append(attempt(response="\ud83d"))
    assert store.read().attempts[0].response == "\ud83d"


def test_a_line_is_plain_json(store: AnswerStore, attempt: Make):
    """A line is one JSON object in UTF-8 that any tool reads, with every field of an attempt."""
    store.append(attempt(response=["ベトナム", "<script>"]))
    line = store.path.read_text(encoding="utf-8")
    assert "ベトナム" in line
    assert list(json.loads(line)) == list(Attempt.__struct_fields__)


def test_nothing_yet(store: AnswerStore):
    """A learner who has answered nothing has no file and no attempts."""
    assert store.read().attempts == ()
    assert not store.folder.exists()


def test_where_answers_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Folder and learner come from the environment, or are the user's own folder and "me"."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path))
    monkeypatch.delenv("KIT_LEARNER", raising=False)
    assert AnswerStore().path == tmp_path / "me.jsonl"
    monkeypatch.setenv("KIT_LEARNER", "hanako")
    assert AnswerStore().path == tmp_path / "hanako.jsonl"
    assert AnswerStore().learner == "hanako"
    monkeypatch.setenv("KIT_LEARNER", "")
    assert AnswerStore().learner == "me"
    assert AnswerStore(tmp_path / "x", "s01").path == tmp_path / "x" / "s01.jsonl"


def test_a_torn_last_line(store: AnswerStore, attempt: Make):
    """A line cut off by a power cut is named, the rest is read, and the next answer does not grow into it."""
    first, second = attempt(), attempt(response="c")
    store.append(first)
    whole = store.path.read_bytes()
    for cut in range(1, len(whole) - 1):
        store.path.write_bytes(whole + whole[:cut])
        store.append(second)
        reading = store.read()
        assert reading.attempts == (first, second)
        assert [aside.line_number for aside in reading.set_aside] == [2]
        assert "cut off" in reading.set_aside[0].why.what


def test_a_last_line_without_its_end(store: AnswerStore, attempt: Make):
    """A line that is whole but for its line end is read, before and after the next answer."""
    first, second = attempt(), attempt(response="c")
    store.append(first)
    store.path.write_bytes(store.path.read_bytes().rstrip(b"\n"))
    assert store.read() == ((first,), (), ())
    store.append(second)
    assert store.read() == ((first, second), (), ())


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"\x00" * 100, "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"hello", "damaged"),
        (b"[]", "not an attempt"),
        (b"7", "not an attempt"),
        (b"{}", "not an attempt"),
        (b"[" * 100_000, "damaged"),
        (b'{"schema": 1, "learner": 7}', "not an attempt"),
        (b'{"schema": "x"}', "not an attempt"),
    ],
)
def test_a_damaged_line_in_the_middle(store: AnswerStore, attempt: Make, line: bytes, why: str):
    """A line that is not an attempt is set aside with its number and a reason; the others are read."""
    store.append(attempt())
    with store.path.open("ab") as file:
        file.write(line + b"\n")
    store.append(attempt(response="c"))
    reading = store.read()
    assert [one.response for one in reading.attempts] == ["b", "c"]
    assert [aside.line_number for aside in reading.set_aside] == [2]
    assert why in reading.set_aside[0].why.what


@pytest.mark.parametrize(
    "changes",
    [{"schema": SCHEMA + 1}, {"schema": 99, "score": {"new": "form"}}, {"schema": 2, "later": True, "lone": "\ud83d"}],
)
def test_a_line_of_a_newer_kit(store: AnswerStore, attempt: Make, changes: dict[str, object]):
    """A line of a newer schema is set aside and named, stays in the file, and does not stop this kit from saving."""
    store.append(attempt())
    raw = json.loads(store.path.read_text(encoding="utf-8"))
    newer = json.dumps({**raw, **changes}).encode() + b"\n"
    with store.path.open("ab") as file:
        file.write(newer)
    store.append(attempt(response="c"))
    reading = store.read()
    assert [one.response for one in reading.attempts] == ["b", "c"]
    assert "newer kit" in reading.set_aside[0].why.what
    assert str(changes["schema"]) in reading.set_aside[0].why.what
    assert newer in store.path.read_bytes()


def test_a_line_of_an_older_kit(store: AnswerStore, attempt: Make):
    """A line that lacks what later schemas added is read, with the defaults in its place."""
    store.append(attempt(hints=2, seed="x"))
    raw = json.loads(store.path.read_text(encoding="utf-8"))
    for name in ("schema", "seed", "hints", "seconds", "kit"):
        del raw[name]
    with store.path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(raw) + "\n" + json.dumps({**raw, "schema": 0, "gone": 1}) + "\n")
    attempts, set_aside, _ = store.read()
    assert set_aside == ()
    assert [(one.response, one.seed, one.hints) for one in attempts] == [("b", "x", 2), ("b", "", 0), ("b", "", 0)]


def test_lines_of_windows_and_empty_lines(store: AnswerStore, attempt: Make):
    """Line ends of another system and empty lines do no harm."""
    store.append(attempt())
    store.path.write_bytes(b"\n" + store.path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\n")
    assert store.read().set_aside == ()
    assert len(store.read().attempts) == 1


def test_what_is_no_json_is_refused(store: AnswerStore, attempt: Make):
    """An answer that JSON cannot hold is an error in words, and the file stays as it was."""
    endless: list[object] = []
    endless.append(endless)
    for response in (object(), endless):
        with pytest.raises(KitError, match="JSON") as raised:
            store.append(attempt(response=response))
        assert raised.value.where == str(store.path)
    assert not store.path.exists()


def test_many_threads(store: AnswerStore, attempt: Make):
    """Threads of one program do not mix their lines."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.append(attempt(response=number)), range(64)))
    attempts, set_aside, _ = store.read()
    assert set_aside == ()
    assert sorted(one.response for one in attempts) == list(range(64))


def test_the_file_keeps_the_rights_of_the_folder(store: AnswerStore, attempt: Make):
    """The file has the rights that files of this user have, so that a teacher's shared folder stays readable."""
    store.append(attempt())
    usual = store.folder / "usual"
    usual.touch()
    assert store.path.stat().st_mode == usual.stat().st_mode
    assert os.access(store.path, os.R_OK | os.W_OK)
