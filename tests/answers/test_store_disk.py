"""Full disks, folders that may not be written to, files that are in the way."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kit.answers import store as store_module
from kit.answers.attempt import Attempt
from kit.answers.store import AnswerStore
from kit.errors import KitError

Make = Callable[..., Attempt]
Run = Callable[..., subprocess.Popen[str]]

FILL = """
saved = 0
try:
    while True:
        store.append(attempt(saved, response="x" * 1500))
        saved += 1
except KitError as error:
    print(saved, error.do)
"""
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
"""
AS_NOBODY = """
import filelock
import os
from kit.text import text_in
text_in()("error.do")  # nobody may read neither the kit nor its libraries where it is tested
one = attempt(1)
if os.getuid() == 0:
    os.setuid(65534)
try:
    store.append(one)
except KitError as error:
    print(error)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of 64 KiB; for a user who may not mount one, an ordinary folder."""
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    mounted = os.getuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    yield tmp_path
    if mounted:
        subprocess.run(["/usr/bin/umount", str(tmp_path)], check=True)


@pytest.mark.parametrize("code", [FILL, LIMITED + FILL], ids=["small disk", "small file"])
def test_no_more_room(small_disk: Path, run: Run, code: str):
    """When no more fits the learner is told, and everything acknowledged is whole in the file and nothing else."""
    full = AnswerStore(small_disk / "answers", "hanako")
    said, _ = run(code if small_disk.is_mount() else LIMITED + FILL, full).communicate(timeout=60)
    count, advice = said.split(" ", 1)
    assert int(count) > 5
    assert "Make room" in advice
    reading = full.read()
    assert (len(reading.attempts), reading.set_aside) == (int(count), ())


@pytest.mark.parametrize("written", [0, 1, 50])
def test_half_a_line_is_taken_back(store: AnswerStore, attempt: Make, monkeypatch: pytest.MonkeyPatch, written: int):
    """When the system takes only part of a line, that part is taken out again and the answer counts as not saved."""
    store.append(attempt())
    before = store.path.read_bytes()
    real = os.write
    monkeypatch.setattr(store_module.os, "write", lambda handle, line: real(handle, line[:written]))
    with pytest.raises(KitError, match="could not be saved") as raised:
        store.append(attempt())
    assert "Make room" in raised.value.do
    assert store.path.read_bytes() == before


def test_a_disk_that_fails(store: AnswerStore, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """When the disk cannot confirm a line it counts as not saved, and is taken back."""
    store.append(attempt())
    before = store.path.read_bytes()

    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(store_module.os, "fsync", fail)
    with pytest.raises(KitError, match="could not be saved"):
        store.append(attempt())
    assert store.path.read_bytes() == before


def test_the_name_of_a_new_file_is_put_on_disk_too(store: AnswerStore, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """The folder is synchronised when a file is new, or the first answers would be lost with the power."""
    synchronised: list[Path] = []
    monkeypatch.setattr(store_module, "sync_folder", synchronised.append)
    store.append(attempt())
    assert synchronised == [store.folder]
    store.append(attempt())
    assert synchronised == [store.folder]


def test_even_taking_back_fails(store: AnswerStore, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """When half a line stays in the file, it is set aside and the next answer stands on its own line."""
    store.append(attempt())
    real = os.write

    def refuse(_handle: int, _size: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(store_module.os, "write", lambda handle, line: real(handle, line[:30]))
        patch.setattr(store_module.os, "ftruncate", refuse)
        with pytest.raises(KitError):
            store.append(attempt())
    store.append(attempt(response="c"))
    reading = store.read()
    assert [one.response for one in reading.attempts] == ["b", "c"]
    assert [aside.line_number for aside in reading.set_aside] == [2]


def test_a_folder_that_may_not_be_written_to(open_folder: Path, run: Run):
    """In a read-only folder the learner reads where the answers were to go and how to choose another folder."""
    open_folder.chmod(0o555)
    said, _ = run(AS_NOBODY, AnswerStore(open_folder, "hanako")).communicate(timeout=60)
    assert "could not be saved" in said
    assert str(open_folder) in said
    assert "KIT_ANSWERS" in said


def test_things_in_the_way(tmp_path: Path, attempt: Make):
    """A file where the folder should be, or a folder where the file should be, is an error in words."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(KitError, match="could not be saved"):
        AnswerStore(tmp_path / "file", "me").append(attempt())
    with pytest.raises(KitError, match="cannot be read"):
        AnswerStore(tmp_path / "file", "me").read()
    (tmp_path / "me.jsonl").mkdir()
    with pytest.raises(KitError, match="could not be saved"):
        AnswerStore(tmp_path, "me").append(attempt())
    with pytest.raises(KitError, match="cannot be read"):
        AnswerStore(tmp_path, "me").read()


def test_a_lock_that_stays(store: AnswerStore, attempt: Make, monkeypatch: pytest.MonkeyPatch):
    """A lock that another program does not give back ends in an error, not in waiting for ever."""
    from filelock import FileLock

    monkeypatch.setattr(store_module, "_PATIENCE_SECONDS", 0.1)
    store.append(attempt())
    with FileLock(f"{store.path}.lock"), pytest.raises(KitError, match="locked"):
        store.append(attempt())
    assert len(store.read().attempts) == 1
