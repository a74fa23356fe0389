"""Files as classes hand them in: zips of learning platforms, other encodings, and what systems leave behind."""

from __future__ import annotations

import os
import shutil
import time
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from math import inf
from pathlib import Path
from threading import Barrier, current_thread

import pytest

from kit.answers.attempt import Attempt
from kit.answers.hand_in import LARGEST, write_hand_in
from kit.class_report import hand_in_files
from kit.class_report.collect import collect
from kit.class_report.hand_in_files import find_files, read_files, read_many, take_out

Make = Callable[..., Attempt]
Tree = Mapping[str, bytes]


@pytest.fixture
def contents(tmp_path: Path, attempt: Make) -> dict[str, bytes]:
    """Return the hand-ins of three learners by their names, of whom one writes Japanese and one as in a web page."""
    names = {"aiko": "b", "binh": "1 &lt; 2", "山田花子": "がいむしょう"}
    for minute, (learner, response) in enumerate(names.items()):
        at = f"2026-05-04T08:{minute:02}:00.000+00:00"
        write_hand_in([attempt(learner=learner, at=at, response=response)], "02", tmp_path / "made")
    made = sorted((tmp_path / "made").iterdir())
    return dict(zip(names, (path.read_bytes() for path in made), strict=True))


def packed(files: Tree, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of files."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def handed_in(folder: Path, files: Tree) -> Path:
    """Return a new folder with files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a byte-order mark": lambda content: b"\xef\xbb\xbf" + content,
    "an empty first line": lambda content: b"\n" + content,
    "empty lines and a mark": lambda content: b"\r\n \r\n\xef\xbb\xbf" + content,
    "a mark and empty lines": lambda content: b"\xef\xbb\xbf\r\n\r\n" + content,
    "empty lines between and after": lambda content: content.replace(b"\n", b"\n\n") + b"\n\n",
    "line ends of Windows": lambda content: content.replace(b"\n", b"\r\n"),
    "line ends of an old Mac": lambda content: content.replace(b"\n", b"\r"),
    "UTF-16 with a mark": lambda content: content.decode().encode("utf-16"),
    "UTF-16, the other way round": lambda content: b"\xfe\xff" + content.decode().encode("utf-16-be"),
    "UTF-16 without a mark": lambda content: content.decode().encode("utf-16-le"),
    "the encoding of a Japanese Windows": lambda content: content.decode().encode("cp932"),
    "a Japanese Notepad": lambda content: content.replace(b"\n", b"\r\n").decode().encode("cp932"),
    "an empty line in UTF-16 without a mark": lambda content: ("\n" + content.decode()).encode("utf-16-le"),
    "UTF-32": lambda content: content.decode().encode("utf-32-le"),
    "the encoding of a Chinese Windows": lambda content: content.decode().encode("gb18030"),
    "the encoding of an old Unix in Japan": lambda content: content.decode().encode("euc-jp"),
    "the encoding of mail in Japan": lambda content: content.decode().encode("iso-2022-jp"),
    "an invisible character first": lambda content: "\u200b".encode() + content,
    "a no-break space last": lambda content: content + "\u00a0\n".encode(),
    "the mark of an old end of file": lambda content: content + b"\x1a",
    "NULs behind it": lambda content: content + b"\0" * 512,
    "spaces at the ends": lambda content: content.replace(b"\n", b"  \n"),
    "spaces at the beginning": lambda content: b"".join(b"  " + line + b"\n" for line in content.splitlines()),
    "quoted in a mail": lambda content: b"".join(b"> " + line + b"\n" for line in content.splitlines()),
    "a signature": lambda content: content + b"\n-- \nSent from my phone\n",
    "a page": lambda content: b"<html><pre>" + escape(content.decode()).encode() + b"</pre></html>",
    "letters and their marks apart": lambda content: unicodedata.normalize("NFD", content.decode()).encode(),
    "UTF-16 of Notepad": lambda content: content.replace(b"\n", b"\r\n").decode().encode("utf-16"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_hand_in_that_an_editor_saved_again(
    tmp_path: Path, contents: dict[str, bytes], change: Callable[[bytes], bytes]
):
    """A hand-in counts whatever line ends and encoding of Unicode it was saved with."""
    found = collect(handed_in(tmp_path / "class", {name: change(content) for name, content in contents.items()}))
    assert found.learners == sorted(contents)
    assert found.set_aside == []


@pytest.mark.parametrize(
    ("learner", "encoding"),
    [("สมชาย", "cp874"), ("김민수", "cp949"), ("王小明", "big5"), ("José", "cp1252"), ("José", "mac-roman")],
)
def test_the_encodings_of_other_countries(tmp_path: Path, attempt: Make, learner: str, encoding: str):
    """A name is read in the encoding in which the computers of its country save; the checksum says that it is right."""
    write_hand_in([attempt(learner=learner)], "02", tmp_path / "made")
    (path,) = (tmp_path / "made").iterdir()
    saved = path.read_text("utf-8").encode(encoding)
    assert collect(handed_in(tmp_path / "class", {"again.jsonl": saved})).learners == [learner]


@pytest.mark.parametrize(
    "start", [b"Rar!\x1a\x07", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ", b"x" * 257 + b"ustar"]
)
def test_other_packed_files_are_named_as_such(tmp_path: Path, start: bytes):
    """A file of another packing program is not opened, and said to be packed."""
    (said,) = collect(handed_in(tmp_path / "class", {"class.bin": start + b"\x81" * 50})).set_aside
    assert said.why == "It is a packed file. Unpack it first."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[InternetShortcut]\nURL=https://example.org", "It is a shortcut"),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0", "It is a shortcut"),
        (b"[Desktop Entry]\nType=Link\n", "It is a shortcut"),
        (b'{"hand_in":2,"learner":"hana"}\n', "Another version of the kit"),
        (b'{"schema":1,"attempt_id":"a"}\n', "It is a learner's own answer file"),
        (b"From: hana\nMIME-Version: 1.0\n\nYWJj\n", "It is a mail"),
    ],
)
def test_what_is_not_the_file_itself_is_said(tmp_path: Path, content: bytes, why: str):
    """A shortcut to a file, a mail with a file in it, and files of the kit that are no hand-ins say what to ask for."""
    (aside,) = collect(handed_in(tmp_path / "class", {"x.jsonl": content})).set_aside
    assert aside.why.startswith(why)


def test_damage_in_another_encoding_is_damage(tmp_path: Path, contents: dict[str, bytes]):
    """A changed answer is found in UTF-16 too, and half a character is no hand-in."""
    changed = contents["aiko"].replace(b'"tries":1', b'"tries":2').replace(b'"first":', b'"first": ')
    files = {"changed": changed.decode().encode("utf-16"), "half": contents["binh"].decode().encode("utf-16")[:-1]}
    found = collect(handed_in(tmp_path / "class", files))
    assert [each.why for each in found.set_aside] == [
        "It is damaged or was changed: the checksum does not fit.",
        "It is no hand-in.",
    ]


@pytest.mark.parametrize("encoding", ["cp932", "cp1252"])
def test_letters_lost_in_another_encoding_are_said(tmp_path: Path, attempt: Make, encoding: str):
    """Where saving again lost letters, nothing is guessed: the reason says what to ask for."""
    write_hand_in([attempt(learner="花子 Łódź 〜")], "02", tmp_path / "made")
    (path,) = (tmp_path / "made").iterdir()
    changed = path.read_text("utf-8").encode(encoding, errors="replace").replace(b"?", "花é".encode(encoding, "ignore"))
    found = collect(handed_in(tmp_path / "class", {"again.jsonl": changed}))
    assert found.learners == []
    (said,) = found.set_aside
    assert said.why == "It is saved in another encoding, which lost letters. Ask for the file as the kit wrote it."


MOODLE = "Hana Sato_4711_assignsubmission_file/hand-in-02-{}.jsonl"
TEAMS = "Submitted files/Hana Sato/Lesson 2/Version 1/hand-in-02-{}.jsonl"


@pytest.mark.parametrize("form", [MOODLE, TEAMS, "{}.jsonl", "class\\{}.jsonl"])
@pytest.mark.parametrize("is_in_folder", [True, False])
def test_a_zip_of_a_platform_is_read_as_it_is(
    tmp_path: Path, contents: dict[str, bytes], form: str, *, is_in_folder: bool
):
    """The zip that a learning platform gives counts by itself, and in a folder; nothing is unpacked to disk."""
    class_zip = packed({form.format(name): content for name, content in contents.items()})
    folder = handed_in(tmp_path / "class", {"all.ZIP": class_zip})
    found = collect(folder if is_in_folder else folder / "all.ZIP")
    assert found.learners == sorted(contents)
    assert found.set_aside == []
    assert found.received[0].file == f"all.ZIP/{form.format(found.received[0].learner)}".replace("\\", "/")
    assert [path.name for path in folder.iterdir()] == ["all.ZIP"]


def test_zips_in_a_zip_are_read_to_a_third_level(tmp_path: Path, contents: dict[str, bytes]):
    """A pupil may hand in a zip, which the platform puts into its own; a fourth one is named and not opened."""
    fourth = packed({"deeper.jsonl": contents["山田花子"]})
    third = packed({"deep.jsonl": contents["binh"], "fourth.zip": fourth})
    second = packed({"aiko.jsonl": contents["aiko"], "third.zip": third})
    found = collect(handed_in(tmp_path / "class", {"class.zip": packed({"Aiko/second.zip": second})}))
    assert found.learners == ["aiko", "binh"]
    assert [(each.file, each.why) for each in found.set_aside] == [
        ("class.zip/Aiko/second.zip/third.zip/fourth.zip", "It is a packed file. Unpack it first.")
    ]


SYSTEM = [
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    "Desktop.ini",
    "__MACOSX/._hand-in-02-aiko.jsonl",
    "._hand-in-02-aiko.jsonl",
    "a folder/.DS_Store",
    ".ipynb_checkpoints/02-checkpoint.ipynb",
    "~$register.docx",
    "~WRL0001.tmp",
    "hand-in-02-aiko.jsonl~",
    "ehthumbs_vista.db",
    "System Volume Information/IndexerVolumeGuid",
    "RECYCLER/x",
    "#recycle/x",
    "lost+found/x",
]


@pytest.mark.parametrize("name", ["class", "class.zip.download", "class.zip.txt"])
def test_a_zip_is_one_whatever_it_is_called(tmp_path: Path, contents: dict[str, bytes], name: str):
    """A zip without its ending is read, alone and in another one; one without a file in it is said."""
    content = packed({"aiko.jsonl": contents["aiko"], "pupil": packed({"binh.jsonl": contents["binh"]})})
    folder = handed_in(tmp_path / "class", {name: content, "nothing.zip": packed({})})
    for found in (collect(folder), collect(folder / name)):
        assert found.learners == ["aiko", "binh"]
    assert [each.why for each in collect(folder).set_aside] == ["It is a zip without a file in it."]


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("name", SYSTEM)
def test_what_a_system_leaves_behind_is_no_fault(
    tmp_path: Path, contents: dict[str, bytes], name: str, *, is_packed: bool
):
    """Files that a system writes for itself are neither counted nor set aside."""
    files = contents | {name: b"\0\x05\x16\x07"}
    found = collect(handed_in(tmp_path / "class", {"class.zip": packed(files)} if is_packed else files))
    assert found.learners == sorted(contents)
    assert found.set_aside == []


def test_no_name_in_a_zip_leads_out_of_it(tmp_path: Path, contents: dict[str, bytes]):
    """A file whose name climbs out of the zip, or is absolute, counts under a name within it; nothing is written."""
    names = ["../../aiko.jsonl", "/etc/binh.jsonl", "..\\..\\c.jsonl"]
    folder = handed_in(tmp_path / "class", {"z.zip": packed(dict(zip(names, contents.values(), strict=True)))})
    before = sorted(tmp_path.rglob("*"))
    found = collect(folder)
    assert sorted(one.file for one in found.received) == ["z.zip/aiko.jsonl", "z.zip/c.jsonl", "z.zip/etc/binh.jsonl"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_that_macos_packed(tmp_path: Path, contents: dict[str, bytes]):
    """A name in UTF-8 that is not marked so is shown as it was written."""
    content = bytearray(packed({"山田.jsonl": contents["aiko"]}))
    for start, flag in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        content[content.index(start) + flag] &= 0xF7
    assert collect(handed_in(tmp_path / "class", {"z.zip": content})).received[0].file == "z.zip/山田.jsonl"


def locked(content: bytes) -> bytes:
    """Return a zip whose files say that they are locked."""
    changed = bytearray(content)
    for start, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(start) + flag] |= 1
    return bytes(changed)


def test_zips_that_do_harm_are_named_and_the_rest_counts(tmp_path: Path, contents: dict[str, bytes]):
    """A zip bomb, a damaged, a locked and an oddly packed zip are set aside in no time; the class counts."""
    good = packed(contents)
    noise = os.urandom(3000)
    harmful = {
        "bomb.zip": packed({"bomb.jsonl": b"0" * 30_000_000}),
        "bombs.zip": packed({"in.zip": packed({"bomb.jsonl": b"0" * 30_000_000})}),
        "half.zip": good[: len(good) // 2],
        "empty.zip": b"",
        "damaged.zip": packed({"noise.jsonl": noise}, zipfile.ZIP_STORED).replace(noise[:50], b"x" * 50),
        "locked.zip": locked(packed({"a.jsonl": contents["aiko"]})),
        "odd.zip": packed({"a.jsonl": contents["aiko"]}, zipfile.ZIP_LZMA),
    }
    begin = time.process_time()
    found = collect(handed_in(tmp_path / "class", contents | harmful))
    assert time.process_time() - begin < 2
    assert found.learners == sorted(contents)
    assert {each.file: each.why for each in found.set_aside} == {
        "bomb.zip/bomb.jsonl": "It is too large for a hand-in (30 MB).",
        "bombs.zip/in.zip/bomb.jsonl": "It is too large for a hand-in (30 MB).",
        "half.zip": "It is a damaged zip.",
        "empty.zip": "It is empty.",
        "damaged.zip/noise.jsonl": "It is damaged: it cannot be unpacked.",
        "locked.zip/a.jsonl": "It is locked with a password.",
        "odd.zip/a.jsonl": "It is packed in a way that is not read here.",
    }


def test_a_trial_takes_out_of_a_zip_what_would_be_taken_out(tmp_path: Path):
    """Next to a file that is locked, damaged or packed in a rare way a zip stays whole, and a trial says so, too."""
    mine, noise = {"mine.jsonl": b"mine"}, os.urandom(3000)
    other = {"other.txt": noise}
    zips = {
        "good": packed(other | mine),
        "locked": locked(packed(other | mine)),
        "damaged": packed(other | mine, zipfile.ZIP_STORED).replace(noise[:50], b"x" * 50),
        "rare": packed(other | mine, zipfile.ZIP_LZMA),
    }
    for name, content in zips.items():
        (path := tmp_path / f"{name}.zip").write_bytes(content)
        tried = take_out(path, set(mine), is_trial=True)
        assert path.read_bytes() == content
        assert tried == take_out(path, set(mine)) == (set(mine) if name == "good" else set())
        assert (path.read_bytes() == content) is (name != "good")


def test_a_zip_of_more_files_than_a_class_hands_in(
    tmp_path: Path, contents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
):
    """Of a zip with endless files, also in the zips in it, only so many are read; this is said once."""
    monkeypatch.setattr(hand_in_files, "MOST_PACKED_FILES", 5)
    many = packed({f"{number}.zip": packed(contents) for number in range(3)})
    found = collect(handed_in(tmp_path / "class", {"many.zip": many}))
    assert len(found.received) + len(found.set_aside) <= 5
    assert "It holds more than a class hands in; the rest of it is not read." in {each.why for each in found.set_aside}


def test_a_zip_of_more_bytes_than_a_class_hands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Of a zip that would fill the memory, file by file, only so much is unpacked."""
    monkeypatch.setattr(hand_in_files, "MOST_UNPACKED", 2 * LARGEST)
    bomb = packed({f"{number}.jsonl": b"0" * LARGEST for number in range(9)})
    (tmp_path / "bomb.zip").write_bytes(bomb)
    found = list(read_files(str(tmp_path / "bomb.zip"), "bomb.zip"))
    assert [len(content) for _, content in found if isinstance(content, bytes)] == [LARGEST, LARGEST]
    assert "more than a class hands in" in str(found[-1][1])


def test_a_document_is_no_zip_of_hand_ins(tmp_path: Path):
    """Documents are zips too, and are not opened."""
    folder = handed_in(tmp_path / "class", {"essay.docx": packed({"word/document.xml": b"<x/>"})})
    assert [each.why for each in collect(folder).set_aside] == ["It is a packed file. Unpack it first."]


@pytest.mark.parametrize("is_far", [True, False])
def test_several_files_are_read_at_once_and_come_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_far: bool
):
    """A share that lets one wait for each file is asked for several, a disk is not; both give the same, in order."""
    names = [f"{number:03}.jsonl" for number in range(100)]
    for name in names:
        (tmp_path / name).write_text(name * (100_000 if name == "050.jsonl" else 1), encoding="utf-8")
    (tmp_path / names[51]).unlink()
    alone = [list(read_files(str(tmp_path / name), name)) for name in names]
    both, read = Barrier(2, timeout=60), hand_in_files._content  # noqa: SLF001 - what waits for the disk
    threads = set()

    def wait_for_another(path: str, *most: int) -> object:
        threads.add(current_thread())
        if is_far and Path(path).name in {names[20], names[99]}:
            both.wait()  # breaks where the one file is not still being read when the other one is
        return read(path, *most)

    monkeypatch.setattr(hand_in_files, "_content", wait_for_another)
    monkeypatch.setattr(hand_in_files, "_FAR", 0 if is_far else inf)
    together = [list(found) for found in read_many(tmp_path, names)]
    assert [[(name, str(content)) for name, content in found] for found in together] == [
        [(name, str(content)) for name, content in found] for found in alone
    ]
    assert is_far or threads == {current_thread()}


def test_the_order_of_files_is_that_of_their_names(tmp_path: Path):
    """Files are found in folders too, in the order of their names; a link is named with the reason."""
    folder = handed_in(tmp_path / "class", {"b/1": b"", "a": b"", "b.txt": b""})
    (folder / "link").symlink_to("a")
    files, others = find_files(folder)
    assert files == ["a", "b.txt", "b/1"]
    assert [(name, why.what) for name, why in others] == [("link", "It is a link, which is not followed.")]
    shutil.rmtree(folder)
    assert find_files(folder)[0] == []
