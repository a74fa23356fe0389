"""Collecting a class: what counts, what is set aside by name, and that nothing stops the rest."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.hand_in import LARGEST, write_hand_in
from kit.class_report.collect import collect
from kit.errors import KitError
from kit.files import renew

Make = Callable[..., Attempt]
HEAD = {
    "hand_in": 1,
    "learner": "mallory",
    "lesson": "02",
    "at": "2026-05-04T09:00:00Z",
    "began": "2026-05-04T08:00:00.000+00:00",
    "kit": "0.1.0",
    "answers": 1,
}
LINE = {"item": "q-test-01", "first": "b", "last": "c", "tries": 2, "hints": 1, "seconds": 3.0}


def sealed(*lines: object) -> bytes:
    """Return lines with a checksum that fits: what somebody writes who has read how it is made."""
    raw = [line if isinstance(line, bytes) else json.dumps(line, separators=(",", ":")).encode() for line in lines]
    content = b"".join(line + b"\n" for line in raw)
    return content + b'{"checksum":"' + sha256(content).hexdigest().encode() + b'"}\n'


def head(**changes: object) -> bytes:
    """Return a hand-in with its first line changed."""
    return sealed(HEAD | changes, LINE)


def line(**changes: object) -> bytes:
    """Return a hand-in with its answer changed."""
    return sealed(HEAD, LINE | changes)


def without(field: str) -> bytes:
    """Return a hand-in that lacks a field."""
    return sealed(*({name: value for name, value in part.items() if name != field} for part in (HEAD, LINE)))


def nested(depth: int) -> bytes:
    """Return a hand-in whose response is a list in a list in a list."""
    deep = json.dumps(LINE | {"first": "X"}, separators=(",", ":")).encode()
    return sealed(HEAD, deep.replace(b'"X"', b"[" * depth + b"]" * depth))


def packed(size: int) -> bytes:
    """Return a packed file that would grow a thousandfold."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hand-in-02-mallory.jsonl", b"0" * size)
    return file.getvalue()


GOOD = sealed(HEAD, LINE)
HOSTILE = {
    "empty": b"",
    "one-byte": b"\x00",
    "zeros": b"\x00" * 5000,
    "noise": bytes(range(256)) * 20,
    "text": "Dear teacher, here are my answers".encode("utf-16"),
    "html": b"<html><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n",
    "csv": b"learner,item\n=cmd|' /C calc'!A0,1\n",
    "notebook": b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "answer-file": b'{"schema":1,"attempt_id":"0","learner":"mallory"}\n',
    "zip": packed(10),
    "zip-bomb": packed(20_000_000),
    "gzip-bomb": gzip.compress(b"0" * 20_000_000),
    "yaml-bomb": b"a: &a [x,x]\nb: &b [*a,*a,*a,*a]\n",
    "pickle": b"\x80\x04\x95cos\nsystem\n(S'true'\ntR.",
    "json-list": b"[1, 2, 3]",
    "deep-file": b"[" * 500_000,
    "too-large": GOOD + b" " * LARGEST,
    "no-checksum": GOOD[: GOOD.rindex(b'{"checksum"')],
    "half": GOOD[: len(GOOD) // 2],
    "wrong-checksum": GOOD.replace(b'"b"', b'"a"'),
    "only-the-seal": sealed(),
    "twice-in-one": GOOD + GOOD,
    "more-after-the-seal": GOOD + b"{}\n",
    "header-only": sealed(HEAD),
    "answers-more-than-said": head(answers=2),
    "answers-none": sealed(HEAD | {"answers": 0}),
    "answers-text": head(answers="1"),
    "answers-negative": head(answers=-1),
    "answers-enormous": head(answers=10**30),
    "newer": head(hand_in=2),
    "version-text": head(hand_in="1"),
    "learner-missing": without("learner"),
    "learner-null": head(learner=None),
    "learner-list": head(learner=["mallory"]),
    "learner-empty": head(learner=""),
    "learner-blank": head(learner="  "),
    "learner-endless": head(learner="x" * 100_000),
    "learner-escape": head(learner="\x1b[2J\x1b[31mmallory"),
    "learner-turned": head(learner="mallory\u202etxt"),
    "learner-newline": head(learner="mallory\nhanako"),
    "lesson-number": head(lesson=2),
    "lesson-endless": head(lesson="0" * 1000),
    "at-text": head(at="yesterday"),
    "at-no-zone": head(at="2026-05-04T09:00:00"),
    "at-number": head(at=1e300),
    "kit-map": head(kit={"a": 1}),
    "began-list": head(began=[]),
    "item-missing": without("item"),
    "item-number": line(item=7),
    "item-endless": line(item="q" * 10_000),
    "item-twice": sealed(HEAD | {"answers": 2}, LINE, LINE),
    "tries-zero": line(tries=0),
    "tries-enormous": line(tries=10**12),
    "tries-half": line(tries=1.5),
    "hints-negative": line(hints=-1),
    "seconds-negative": line(seconds=-5),
    "seconds-text": line(seconds="long"),
    "seconds-infinite": sealed(HEAD, json.dumps(LINE).replace("3.0", "1e999").encode()),
    "seconds-nan": sealed(HEAD, json.dumps(LINE).replace("3.0", "NaN").encode()),
    "answer-list": sealed(HEAD, [1, 2]),
    "answer-null": sealed(HEAD, b"null"),
    "answer-half": sealed(HEAD, b'{"item":"q-test-01",'),
    "answer-not-utf8": sealed(HEAD, json.dumps(LINE).replace("q-test-01", "q\udcff").encode(errors="surrogateescape")),
    "response-deep": nested(100_000),
}


@pytest.fixture
def hand_ins(tmp_path: Path, attempt: Make) -> Path:
    """Return a folder with the hand-ins of three learners."""
    folder = tmp_path / "class"
    for minute, learner in enumerate(("aiko", "binh", "citra")):
        at = f"2026-05-04T08:{minute:02}:00.000+00:00"
        write_hand_in([attempt(learner=learner, at=at, seconds=7.0)], "02", folder)
    return folder


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_named_and_the_rest_is_read(hand_ins: Path, name: str):
    """A file that is damaged, foreign or made to do harm is set aside by name with a reason; all others count."""
    (hand_ins / f"b-{name}.jsonl").write_bytes(HOSTILE[name])
    begin = time.process_time()
    found = collect(hand_ins)
    assert time.process_time() - begin < 2
    assert found.learners == ["aiko", "binh", "citra"]
    assert [(aside.file, aside.kind) for aside in found.set_aside] == [(f"b-{name}.jsonl", "unusable")]
    why = found.set_aside[0].why
    assert why.startswith(("It is ", "It has ", "Its answers ", "The learner's ", "Another version "))
    assert why.isprintable()
    assert len(why) < 200


def test_what_hostile_files_would_be_without_their_fault(hand_ins: Path):
    """The file that the hostile ones are made of counts: it is their fault that sets them aside."""
    (hand_ins / "mallory.jsonl").write_bytes(GOOD)
    found = collect(hand_ins)
    assert found.learners == ["aiko", "binh", "citra", "mallory"]
    assert found.set_aside == []


def test_all_hostile_files_at_once(hand_ins: Path):
    """All hostile files together are each named once, and the class counts."""
    for name, content in HOSTILE.items():
        (hand_ins / name).write_bytes(content)
    found = collect(hand_ins)
    assert [aside.file for aside in found.set_aside] == sorted(HOSTILE)
    assert found.learners == ["aiko", "binh", "citra"]
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("response", [b"[" * 400 + b"]" * 400, b'"<script>alert(1)</script>"', b"1" + b"0" * 5000])
def test_strange_responses_are_only_responses(hand_ins: Path, response: bytes):
    """A response may be any JSON; what it is worth is for the report to say."""
    strange = json.dumps(LINE, separators=(",", ":")).encode().replace(b'"first":"b"', b'"first":' + response)
    (hand_ins / "m.jsonl").write_bytes(sealed(HEAD, strange))
    found = collect(hand_ins)
    assert "mallory" in found.learners
    assert response in {bytes(answer.first) for _, answer in found.answers}


def test_links_are_not_followed(hand_ins: Path, tmp_path: Path):
    """A link to a file, to a folder, to itself or to nothing is named and not followed."""
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    (secret / "other.jsonl").write_bytes(GOOD)
    links = {"file": secret / "other.jsonl", "folder": secret, "loop": hand_ins, "nothing": tmp_path / "no"}
    for name, target in links.items():
        (hand_ins / name).symlink_to(target)
    (hand_ins / "self").symlink_to("self")
    found = collect(hand_ins)
    assert found.learners == ["aiko", "binh", "citra"]
    assert [aside.file for aside in found.set_aside] == sorted([*links, "self"])
    assert {aside.why for aside in found.set_aside} == {"It is a link, which is not followed."}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_does_not_hold_it_up(hand_ins: Path):
    """A pipe that nobody writes to is set aside and not waited for."""
    os.mkfifo(hand_ins / "pipe.jsonl")
    assert [(aside.file, aside.why) for aside in collect(hand_ins).set_aside] == [("pipe.jsonl", "It is no file.")]


def test_folders_in_folders(hand_ins: Path):
    """Hand-ins are found in folders too, as a learning platform packs them, even very deep ones."""
    deep = hand_ins / "Hanako_17_file"
    for _ in range(60):
        deep = deep / "a folder in it"
    deep.mkdir(parents=True)
    (deep / "hand-in-02-hanako (1).jsonl.txt").write_bytes(head(learner="hanako"))
    found = collect(hand_ins)
    assert found.learners == ["aiko", "binh", "citra", "hanako"]
    assert len(next(one for one in found.received if one.learner == "hanako").file) <= 151


def test_names_of_files_cannot_change_the_screen(hand_ins: Path):
    """A file name with control signs, or that is no UTF-8, is shown without them."""
    (hand_ins / "\x1b[2Jclean\u202e\n.jsonl").write_bytes(b"x")
    if sys.platform == "linux":
        (hand_ins / os.fsdecode(b"latin-\xe9.jsonl")).write_bytes(b"x")
    for aside in collect(hand_ins).set_aside:
        assert aside.file.isprintable()
        aside.file.encode()


AS_NOBODY = """
import os, sys
from pathlib import Path
from kit.class_report.collect import collect
os.getuid() or os.setuid(65534)
found = collect(Path(sys.argv[1]))
print(found.learners, *(f"{aside.file}: {aside.why}" for aside in found.set_aside))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are set otherwise there")
def test_what_may_not_be_read(hand_ins: Path, open_folder: Path):
    """A file or folder without the right to read it is named; the rest counts."""
    folder = shutil.copytree(hand_ins, open_folder / "class")
    folder.chmod(0o755)
    (folder / "closed").mkdir(mode=0o000)
    (folder / "hand-in-02-binh.jsonl").chmod(0o000)
    shutil.copytree("kit", open_folder / "kit")
    environment = {**os.environ, "PYTHONPATH": str(open_folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", AS_NOBODY, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    assert "['aiko', 'citra']" in said
    assert "closed/: The folder cannot be opened" in said
    assert "hand-in-02-binh.jsonl: It cannot be opened" in said


def test_the_latest_counts(hand_ins: Path):
    """Of several hand-ins of one learner for one lesson the latest counts, whatever the files are called."""
    times = {"z": "2026-05-01T09:00:00Z", "a": "2026-05-04T18:00:00+09:00", "m": "2026-05-04T08:59:59.999Z"}
    for name, at in times.items():
        (hand_ins / f"{name}.jsonl").write_bytes(head(at=at, began="2026-05-01T08:00:00.000+00:00"))
    found = collect(hand_ins)
    assert [one.file for one in found.received if one.learner == "mallory"] == ["a.jsonl"]
    assert [(aside.file, aside.kind) for aside in found.set_aside] == [("m.jsonl", "earlier"), ("z.jsonl", "earlier")]
    assert "A later one of mallory counts: a.jsonl" in found.set_aside[0].why
    assert found.doubts == []


def test_what_a_teacher_keeps_next_to_hand_ins_is_passed_over_by_name(hand_ins: Path, tmp_path: Path):
    """Tables, items, exams and reports are no fault of a learner, unless a hand-in was saved as one."""
    report = renew(tmp_path / "report.html", b"<p>s07</p>", "class-report").read_bytes()
    own = renew(tmp_path / "own.html", b"<p>s07</p>", "learner-report").read_bytes()
    files = {
        "own.html": own,
        "marks.csv": b"Learner,Mark\n",
        "Grades.XLSX": b"PK\x03\x04x",
        "98-mine.yaml": b"lesson: 98\n",
    }
    files |= {"r.html": report, "class.sqlite": b"SQLite", "98exam.json": b'{"objectives":{},"fingerprint":""}'}
    for name, content in files.items():
        (hand_ins / name).write_bytes(content)
    found = collect(hand_ins)
    assert (sorted(found.passed_over), found.set_aside) == (sorted(files), [])
    assert "Passed over" in str(found)
    assert all(name in str(found) for name in files)
    learners = {"aiko.csv": GOOD[:-9], "hand-in-02-binh.xlsx": b"PK\x03\x04x", "monday/Hand-in-02-citra.csv": b"x"}
    learners |= {"objectives.json": b'{"objectives":{}}', "fingerprint.json": b'{"fingerprint":""}'}
    learners |= {"list.json": b'[{"objectives":{},"fingerprint":""}]', "page.html": b"<p>s07</p>"}
    (hand_ins / "monday").mkdir()
    for name, content in learners.items():
        (hand_ins / name).write_bytes(content)
    assert [each.file for each in collect(hand_ins).set_aside] == sorted(learners)


def test_a_collection_in_words_and_for_a_program(tmp_path: Path):
    """Words and JSON say the same: what counts, what is set aside, what is passed over, and what is to be decided."""
    assert str(collect(tmp_path)) == "Hand-ins that count: 0. Learners: 0."
    (tmp_path / "m2.jsonl").write_bytes(GOOD)
    (tmp_path / "m1.jsonl").write_bytes(head(lesson="01"))
    (tmp_path / "n.jsonl").write_bytes(head(learner="nils", lesson="01"))
    assert str(collect(tmp_path)).splitlines()[:2] == [
        "Hand-ins that count: 3 (lessons 01: 2, 02: 1). Learners: 2.",
        "",
    ]
    for name in ("b.csv", "a.csv", "note.txt"):
        (tmp_path / name).write_bytes(b"Hi")
    found = collect(tmp_path)
    doubt = "Lesson 01: mallory, nils handed in the same answers. One learner, or a copy?"
    assert str(found).splitlines()[2:] == [
        "Set aside: 1",
        "  note.txt: It is no hand-in.",
        "",
        "Passed over, as learners do not hand in such files: a.csv, b.csv",
        "",
        "For you to decide:",
        f"  {doubt}",
    ]
    said = json.loads(found.to_json())
    one = {"file": "m2.jsonl", "learner": "mallory", "lesson": "02", "at": HEAD["at"], "answers": 1}
    assert one in said.pop("received")
    assert said == {
        "set_aside": [{"file": "note.txt", "why": "It is no hand-in.", "kind": "unusable"}],
        "passed_over": ["a.csv", "b.csv"],
        "doubts": [doubt],
    }


def test_two_learners_of_one_name(hand_ins: Path):
    """Two hand-ins under one name that do not begin with the same answer are brought to the teacher."""
    (hand_ins / "one.jsonl").write_bytes(GOOD)
    (hand_ins / "two.jsonl").write_bytes(head(at="2026-05-05T09:00:00Z", began="2026-05-05T08:00:00.000+00:00"))
    (doubt,) = collect(hand_ins).doubts
    assert doubt.startswith("Lesson 02: one.jsonl, two.jsonl are both by mallory")


def test_names_that_look_the_same_are_the_same(hand_ins: Path):
    """A name counts as one learner however its accents are stored."""
    (hand_ins / "one.jsonl").write_bytes(head(learner="Nguye\u0302\u0303n"))
    (hand_ins / "two.jsonl").write_bytes(head(learner="Nguy\u1ec5n", at="2026-05-05T09:00:00Z"))
    assert [name for name in collect(hand_ins).learners if name.startswith("N")] == ["Nguy\u1ec5n"]


def test_learners_are_in_the_order_in_which_one_looks_for_them(tmp_path: Path, attempt: Make):
    """Numbers in names count by size, and capitals are next to small letters."""
    for name in ("s10", "S2", "s1", "Zoë", "anna", "Learner"):
        write_hand_in([attempt(learner=name)], "02", tmp_path, name)
    assert collect(tmp_path).learners == ["anna", "Learner", "s1", "S2", "s10", "Zoë"]


def test_the_watcher_sees_every_file(hand_ins: Path):
    """Whoever shows the progress gets all files, the unusable ones too."""
    (hand_ins / "x").write_bytes(b"x")
    seen: list[str] = []
    collect(hand_ins, lambda paths: (seen.append(path) or path for path in paths))
    assert len(seen) == 4


def test_no_folder(tmp_path: Path):
    """A folder that is not there is one clear error; an empty one is an empty class."""
    with pytest.raises(KitError, match="no such folder") as raised:
        collect(tmp_path / "no")
    assert (raised.value.where, raised.value.do) == (str(tmp_path / "no"), "Look at the name of the folder or zip.")
    (tmp_path / "file").write_text("x")
    with pytest.raises(KitError, match="no such folder") as raised:
        collect(tmp_path / "file")
    assert raised.value.do == f"Name the folder or zip that it is in: {tmp_path}"
    assert collect(tmp_path).learners == []


def several(learner: str, began: str, **changed: str) -> bytes:
    """Return a hand-in of six answers, each in so many seconds."""
    lines = [
        {"item": f"q-test-0{at}", "first": changed.get(f"q_{at}", "b"), "seconds": 10.0 + at} for at in range(1, 7)
    ]
    at = f"2026-05-04T09:0{len(changed)}:00Z"
    return sealed(HEAD | {"learner": learner, "began": began, "at": at, "answers": len(lines)}, *lines)


def test_a_copy_under_another_name_is_a_doubt_though_its_beginning_was_changed(tmp_path: Path):
    """Six answers that took two learners the same seconds each are one learner's, or a copy."""
    for name, minute in (("hana", "08:00"), ("eve", "08:03")):
        (tmp_path / f"{name}.jsonl").write_bytes(several(name, f"2026-05-04T{minute}:00.000+00:00"))
    (tmp_path / "ken.jsonl").write_bytes(several("ken", "2026-05-04T08:04:00.000+00:00", q_3="c"))
    assert collect(tmp_path).doubts == ["Lesson 02: eve, hana handed in the same answers. One learner, or a copy?"]


def test_a_first_answer_that_was_changed_afterwards_is_a_doubt(tmp_path: Path):
    """A later hand-in whose first answers are not those of the earlier one was edited, whatever its checksum says."""
    began = "2026-05-04T08:00:00.000+00:00"
    (tmp_path / "one.jsonl").write_bytes(several("ken", began))
    (tmp_path / "two.jsonl").write_bytes(several("ken", began, q_3="c", q_5="a"))
    found = collect(tmp_path)
    assert [one.file for one in found.received] == ["two.jsonl"]
    (doubt,) = found.doubts
    assert doubt.startswith(
        "Lesson 02: two.jsonl by ken has another first answer than one.jsonl to q-test-03, q-test-05. "
    )
