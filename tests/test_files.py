"""Files: names that are safe, writing that is whole or not at all, and nobody's work overwritten."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.files import (
    answers_home,
    can_be_completed,
    is_left_over,
    path_meant,
    renew,
    renew_all,
    safe_name,
    safe_stem,
    write_new,
    write_new_files,
    write_numbered,
    write_whole,
    writing,
)
from kit.text import LearnerError

TRICKS = [
    "../../etc/passwd", "..", ".", "/", "\\", "/etc/passwd", "C:\\Windows\\x", "..\\..\\x", "~", "~root",
    "a/b", "a\x00b", "con", "CON", "nul", "com1", "com¹", "lpt9", "me.", "me ", " me", "", " ", "-", "--",
    "*", "?", "|", "a:b", "$HOME", "`id`", "%2e%2e%2f", "\u202egnp.exe", "\ud83d", "a" * 300, "愛" * 300,
    "😀", "\n", "<script>alert(1)</script>", "{{ 7*7 }}",
]  # fmt: skip


@pytest.mark.parametrize("name", ["me", "hanako", "s01", "hanako-sato", "a_b", "愛子", "nguyễn", "สมชาย"])
def test_a_plain_name_stays(name: str):
    """A plain lower-case name in any script is the name of its file, so that a teacher finds it."""
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../Hanako", "hanako-d3a9f123"),
        ("Hanako", "hanako-a2775a13"),
        ("佐藤 花子", "佐藤-花子-f1d6446d"),
        ("", "learner-1271cf25"),
    ],
)
def test_a_name_has_the_same_file_in_every_version(name: str, stem: str):
    """Under another stem nobody would find the answers that an earlier kit has kept."""
    assert safe_name(name) == stem


@pytest.mark.parametrize("name", TRICKS)
def test_tricks_stay_in_the_folder(name: str, tmp_path: Path):
    """No name leads out of the folder of answers, is reserved by a system or is too long for one."""
    stem = safe_name(name)
    assert re.fullmatch(r"\w[\w-]*", stem)
    assert stem.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert len(f"{stem}.jsonl.lock".encode()) < 143
    assert AnswerStore(tmp_path, name or "x").path.resolve().parent == tmp_path.resolve()


def test_different_names_have_different_files():
    """Two learners never share a file, also where a system does not tell capitals or accents apart."""
    names = [
        "anna",
        "Anna",
        "ANNA",
        "anna ",
        "anna.",
        "an/na",
        "an-na",
        "an\\na",
        "élan",
        "e\u0301lan",
        "Élan",
        *TRICKS,
    ]
    stems = [safe_name(name).casefold() for name in dict.fromkeys(names)]
    assert len(set(stems)) == len(stems)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_name_has_a_file(name: str):
    """Every text gives a file name, always the same one, of letters, digits, hyphens and underscores."""
    stem = safe_name(name)
    assert stem
    assert stem == safe_name(name)
    assert not set(stem) & set('/\\.:*?"<>| \x00\n')
    assert len(stem.encode()) <= 110


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("ASEAN: 10 members?", "ASEAN-10-members"),
        ("東南アジア", "東南アジア"),
        ("第Ⅳ回 10²", "第Ⅳ回-10²"),
        ("CON", "map-CON"),
        ("??", "map"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_title_stays_readable_in_a_file_name(title: str, stem: str):
    """A title keeps its capitals and any script; what some system does not accept becomes a hyphen."""
    assert safe_stem(title, "map") == stem


# ---- whole or not at all ----


@pytest.fixture(params=[("fsync",), ("link", "replace")], ids=["fsync", "replace"])
def full_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a step of writing fail as on a full disk."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for step in request.param:
        monkeypatch.setattr(os, step, full)


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize(
    "write",
    [
        lambda path: write_whole(path, b"new"),
        lambda path: write_new(path.with_name("b"), b"new"),
        lambda path: write_numbered(path.parent, "a", "", b"new"),
        lambda path: renew(path, b"new", "kind", force=True),
        lambda path: write_new_files({path.parent / "c" / "d" / "e": b"new"}),
    ],
    ids=["whole", "new", "numbered", "renew", "files"],
)
def test_a_full_disk_leaves_everything_as_it_was(write: Callable[[Path], object], tmp_path: Path):
    """Where a file cannot be written, the earlier one is still there, and nothing else is."""
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "a")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_no_folder_is_left_where_the_next_one_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A disk may be full after the first of several folders."""
    make = os.mkdir

    def mkdir(path: Path, mode: int = 0o777) -> None:
        if Path(path).name == "d" and Path(path).parent.is_dir():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        make(path, mode)

    monkeypatch.setattr(os, "mkdir", mkdir)
    with pytest.raises(OSError, match="No space left"):
        write_new_files({tmp_path / "c" / "d" / "e": b"new"})
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed_and_permissions_stay(tmp_path: Path):
    """A file behind a link is written where it is, with its permissions."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert ((tmp_path / "real").read_bytes(), (tmp_path / "real").stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_check_before_the_last_step_can_stop_it(tmp_path: Path):
    """What is found out after writing and before replacing leaves the earlier file."""
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_whole(tmp_path / "a", b"new", lambda: 1 / 0)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("write", [write_whole, write_new])
def test_a_new_name_is_put_on_the_disk_too(
    write: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Without its folder a file is lost with the power."""
    synchronised: list[Path] = []
    monkeypatch.setattr("kit.files.sync_folder", synchronised.append)
    write(tmp_path / "a", b"new")
    assert synchronised == [tmp_path]


def test_what_is_being_written_is_hidden_and_known_as_a_part(tmp_path: Path):
    """Whoever lists the folder meanwhile passes by it, and no other file is taken for one."""
    seen: list[Path] = []
    write_whole(tmp_path / "a", b"new", lambda: seen.extend(tmp_path.iterdir()))
    assert re.fullmatch(r"\.a-[0-9a-f]{8}\.part", seen[0].name)
    assert [is_left_over(Path(name)) for name in (seen[0].name, ".a", "a.part", "a")] == [True, False, False, False]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path):
    """A name that is taken is refused, and the file stays."""
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("trouble", [PermissionError, AttributeError])
def test_a_new_file_is_written_where_there_are_no_links(
    trouble: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """On a memory stick and in a browser a new file is written, too, and never in the place of another one."""
    monkeypatch.setattr(os, "link", Mock(side_effect=trouble()))
    write_new(tmp_path / "a", b"new")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"newer")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"new")]


def test_several_files_are_written_together_or_not_at_all(tmp_path: Path):
    """When the second file cannot be written or the check fails, the first and its folder are taken away again."""
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new_files({tmp_path / "x" / "a": b"1", tmp_path / "b": b"2"})
    with pytest.raises(ZeroDivisionError):
        write_new_files({tmp_path / "x" / "a": b"1"}, lambda: 1 / 0)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    (tmp_path / "c").write_bytes(b"2")
    (tmp_path / "gone").symlink_to("nowhere")
    with pytest.raises(OSError, match="gone"):
        write_new_files({tmp_path / "gone" / "a": b"1"})
    assert (tmp_path / "gone").is_symlink()
    written = write_new_files({tmp_path / "x" / "y" / "a": b"1", tmp_path / "c": b"2"})
    assert [path.read_bytes() for path in written] == [b"1", b"2"]


def test_what_was_ended_is_known(tmp_path: Path):
    """Some of the files as they would be written, and nothing else but a rest of writing: a program was ended there."""
    files = {tmp_path / "a": b"1", tmp_path / "b" / "c": b"2"}
    assert can_be_completed(files, tmp_path)
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / ".c-12345678.part").write_bytes(b"")
    assert can_be_completed(files, tmp_path)
    write_new_files(files)
    assert not can_be_completed(files)
    (tmp_path / "b" / "c").unlink()
    (tmp_path / "mine").write_bytes(b"3")
    assert (can_be_completed(files), can_be_completed(files, tmp_path)) == (True, False)
    (tmp_path / "a").write_bytes(b"other")
    assert not can_be_completed(files)


def test_numbers_go_up_and_the_same_is_not_written_twice(tmp_path: Path):
    """Each new content gets the next number; what the last file says already is not written again."""
    names = [write_numbered(tmp_path, "a", ".txt", content) for content in (b"1", b"1", b"2", b"1")]
    assert [(path.name, is_new) for path, is_new in names] == [
        ("a.txt", True),
        ("a.txt", False),
        ("a-2.txt", True),
        ("a-3.txt", True),
    ]


def test_a_failure_is_said_with_place_and_advice(tmp_path: Path):
    """A failure of the system becomes an error with the file, the reason and what to do; a full disk has its own."""
    with (
        pytest.raises(KitError, match="The map could not be written: No such file") as error,
        writing("The map", tmp_path),
    ):
        (tmp_path / "no" / "file").write_bytes(b"")
    assert (error.value.where, "Choose another place" in error.value.do) == (str(tmp_path), True)
    with pytest.raises(KitError) as error, writing("It", tmp_path):
        raise OSError(errno.ENOSPC, "full")
    assert error.value.do.startswith("Make room")


# ---- nobody's work ----


def zipped() -> bytes:
    """Return a zip with one file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a", "b")
    return content.getvalue()


FORMS = {
    "html": b"<!DOCTYPE html><p>x</p>",
    "xml": b'<?xml version="1.0"?>\n<a/>\n',
    "gift": b"$CATEGORY: x\n\n::a:: b {=c}\n",
    "pdf": b"%PDF-1.7\n%%EOF\n",
    "md": b"# Title\n",
    "zip": zipped(),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_own_file_is_renewed_until_somebody_changes_it(form: str, tmp_path: Path):
    """The kit renews a file that it wrote; once one byte is another, or the kind is, the file stays."""
    path, content = tmp_path / "file", FORMS[form]
    renew(path, content, "one")
    assert path.read_bytes().startswith(content[:-2])
    changed_later = content.replace(b"x", b"y")
    assert renew(path, changed_later, "one") == path
    first = path.read_bytes()
    with pytest.raises(KitError, match="exists already"):
        renew(path, content, "another")
    path.write_bytes(first[:12] + b"!" + first[13:])
    with pytest.raises(KitError, match="exists already") as error:
        renew(path, content + b" ", "one")
    assert "--force" in error.value.do
    renew(path, content, "one", force=True)


def test_a_zip_stays_a_zip(tmp_path: Path):
    """The comment in a zip is the zip's own: any program still opens it."""
    renew(tmp_path / "a.zip", zipped(), "deck")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert (archive.testzip(), archive.read("a")) == (None, b"b")
        assert archive.comment.startswith(b"heart-to-heart-kit deck ")


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", zipped() + b"xl/workbook.xml"])
def test_a_table_is_never_renewed(content: bytes, tmp_path: Path):
    """People write into tables, so a table that is there stays, and a new one is as it was given, to the byte."""
    renew(tmp_path / "a", content, "gradebook")
    assert (tmp_path / "a").read_bytes() == content
    with pytest.raises(KitError, match="exists already"):
        renew(tmp_path / "a", content, "gradebook")
    renew(tmp_path / "a", b"x", "gradebook", force=True)
    assert (tmp_path / "a").read_bytes() == b"x"


def test_of_several_files_none_is_written_when_one_has_to_stay(tmp_path: Path):
    """A worksheet of somebody's own stops the whole set, before anything is written."""
    (tmp_path / "b.html").write_text("mine")
    with pytest.raises(KitError, match=r"b\.html"):
        renew_all({tmp_path / "a.html": b"<p>", tmp_path / "b.html": b"<p>"}, "paper")
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]


def test_an_empty_file_is_somebodys(tmp_path: Path):
    """A file of another program stays, an empty one too."""
    (tmp_path / "a").touch()
    with pytest.raises(KitError):
        renew(tmp_path / "a", b"<p>", "page")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_path_that_means_nothing_is_said_to_learners_in_their_language(
    language: str, monkeypatch: pytest.MonkeyPatch
):
    """The folder of a hand-in, of a picture or of the answers is one error in both languages, and not a folder."""
    monkeypatch.setenv("KIT_ANSWERS", "%NO_SUCH_9%/answers")
    for ask in (answers_home, lambda: path_meant("%NO_SUCH_9%/x")):
        with pytest.raises(LearnerError) as caught:
            ask()
        said = caught.value.in_language(language)
        assert said.what.startswith({"en": "A part of this path", "ja": "この場所の名前には"}[language])
        assert said.where.startswith("%NO_SUCH_9%")
        assert said.do


def test_a_device_a_pipe_and_a_link_to_itself_stay(tmp_path: Path):
    """What is not a file is never replaced by one: as root, that would be /dev/null for the whole computer."""
    os.mkfifo(pipe := tmp_path / "pipe")
    (loop := tmp_path / "loop").symlink_to("loop")
    (device := tmp_path / "device").symlink_to("/dev/full")
    (tmp_path / "folder").mkdir()
    for path in (pipe, loop, device, tmp_path / "folder"):
        with pytest.raises(LearnerError, match="could not be written"), writing("The report", path):
            renew(path, b"new", "report", force=True)
    assert (pipe.is_fifo(), loop.is_symlink(), device.is_char_device()) == (True, True, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["device", "folder", "loop", "pipe"]


def test_what_a_program_left_that_was_ended_is_deleted_by_the_next_one(tmp_path: Path):
    """An old hidden half of this file goes when the file is written again; a young one, and those of others, stay."""
    names = (".a.txt-12345678.part", ".a.txt-87654321.part", ".b.txt-12345678.part", ".a.txt-mine.part")
    names += (".a.txt-12345678.docx",)
    for name in names:
        (tmp_path / name).write_bytes(b"half")
    for name in (names[0], *names[2:]):
        os.utime(tmp_path / name, (1e9, 1e9))
    write_whole(tmp_path / "a.txt", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names[1:], "a.txt"])
