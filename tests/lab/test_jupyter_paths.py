"""Where Jupyter looks for its parts, and what is said where it may not write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.lab.jupyter_paths import PAGES, look_in, prepare_jupyter

HOMES = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "KIT_ANSWERS")


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give Jupyter and the answers folders that are not made yet."""
    monkeypatch.setenv("JUPYTER_PATH", "/own")
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    return tmp_path / "home"


def test_the_kit_comes_before_the_users_own(homes: Path):
    """Jupyter looks among the kit's pages first, then in this environment, then where the user said."""
    prepare_jupyter()
    wanted = [str(PAGES), str(Path(sys.prefix, "share", "jupyter")), "/own"]
    assert os.environ["JUPYTER_PATH"].split(os.pathsep) == wanted
    assert not homes.exists()


def test_a_first_folder(monkeypatch: pytest.MonkeyPatch):
    """Where nothing was said yet, the folder is the only one."""
    monkeypatch.setenv("JUPYTER_PATH", "")
    look_in(Path("here"), "JUPYTER_PATH")
    assert os.environ["JUPYTER_PATH"] == "here"


@pytest.mark.parametrize("name", HOMES)
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    """Where a file is in the way, the error names the place and the variable that chooses another."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(name, str(tmp_path / "file" / "home"))
    with pytest.raises(KitError) as caught:
        prepare_jupyter()
    assert caught.value.where == str(tmp_path / "file" / "home")
    assert f"export {name}=" in caught.value.do
