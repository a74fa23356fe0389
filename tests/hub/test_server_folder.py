"""The folder of a class server: what is written, where it is refused, and what is missing on this computer."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from kit.cli import main
from kit.errors import KitError
from kit.hub.server_folder import problems, write_server_folder


def test_the_folder_has_all_that_a_server_needs(tmp_path: Path):
    """Configuration, README, unit and the file for the database are there, with the paths of this place."""
    folder = tmp_path / "server"
    written = write_server_folder(folder)
    names = ["README.md", "database.env", "jupyterhub_config.py", "kit-hub.service"]
    assert sorted(path.name for path in written) == names
    unit = (folder / "kit-hub.service").read_text()
    assert f'ExecStart="{Path(sys.executable).with_name("kit")}" hub "{folder}"' in unit
    assert "ProtectSystem=true" in unit.splitlines()  # "full" and "strict" close /etc, where accounts are made
    ast.parse((folder / "jupyterhub_config.py").read_text(encoding="utf-8"))
    assert not any("$" in (folder / name).read_text(encoding="utf-8") for name in names)


def test_a_folder_with_a_space_is_one_place(tmp_path: Path):
    """A shell and systemd read a name with a space or a per cent sign as it is."""
    folder = tmp_path / "class 100%"
    write_server_folder(folder)
    assert f"hub '{folder}'" in (folder / "README.md").read_text(encoding="utf-8")
    unit = (folder / "kit-hub.service").read_text(encoding="utf-8")
    assert f'hub "{folder}%"' in unit
    assert f"EnvironmentFile=-{folder}%/database.env" in unit


def test_the_readme_is_one_page(tmp_path: Path):
    """A technician reads it in five minutes."""
    write_server_folder(tmp_path)
    assert len((tmp_path / "README.md").read_text(encoding="utf-8").split()) < 400


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions, and no class server")
@pytest.mark.parametrize("name", ["database.env", "jupyterhub_config.py"])
def test_a_password_is_for_its_owner_alone(name: str, tmp_path: Path):
    """Nobody else can read the files into which passwords are written, that of the database or of a directory."""
    write_server_folder(tmp_path)
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "make", [lambda path: (path / "mine.txt").write_text("mine"), lambda path: (path / "a").mkdir()]
)
def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, make: object):
    """Neither a file nor a folder of others is mixed with those of a server, or changed."""
    make(tmp_path)  # type: ignore[operator]
    before = list(tmp_path.iterdir())
    with pytest.raises(KitError, match="something in this folder already"):
        write_server_folder(tmp_path)
    assert list(tmp_path.iterdir()) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path):
    """So is a file of that name."""
    (tmp_path / "server").write_text("mine")
    with pytest.raises(KitError, match="already"):
        write_server_folder(tmp_path / "server")


def test_what_is_missing_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """No folder of a server, no root, no proxy: each is one error that says how to get it."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = {problem.what: problem.do for problem in problems(tmp_path)}
    assert "kit hub init" in found["This is not the folder of a class server."]
    assert "sudo" in found["Learners get accounts of the system, which only root can make."]
    assert any("configurable-http-proxy" in what and "apt install" in do for what, do in found.items())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions, and no class server")
def test_a_folder_that_learners_cannot_reach_is_named(tmp_path: Path):
    """A server in a home that is closed would start, and no learner's server would."""
    closed = tmp_path / "closed"
    write_server_folder(closed / "server")
    closed.chmod(0o700)
    assert any("cannot reach" in problem.what for problem in problems(closed / "server"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions, and no class server")
def test_an_environment_that_learners_cannot_reach_is_named(monkeypatch: pytest.MonkeyPatch):
    """Their servers run by the Python of the environment, which may be in a closed home though the kit is not."""
    with TemporaryDirectory(dir="/tmp") as name:  # a folder of pytest's own is closed
        place, closed = Path(name), Path(name) / "venv"
        place.chmod(0o711)
        (closed / "bin").mkdir(parents=True)
        (closed / "bin" / "python").symlink_to(sys.executable)
        monkeypatch.setattr(sys, "executable", str(closed / "bin" / "python"))
        closed.chmod(0o700)
        found = [problem.where for problem in problems(place / "server") if "cannot reach" in problem.what]
    assert found == [str(closed)]


def test_the_command(tmp_path: Path):
    """`kit hub init` says what it wrote; a folder of something else, or no folder, is one clear error."""
    runner = CliRunner()
    done = runner.invoke(main, ["hub", "init", str(tmp_path / "server")])
    assert done.exit_code == 0
    assert len(done.output.splitlines()) == 4
    assert "not the folder of a class server" in runner.invoke(main, ["hub", str(tmp_path)]).output
    assert "Name one folder" in runner.invoke(main, ["hub", "init"]).output
