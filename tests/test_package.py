"""The wheel: data, notebooks and texts travel with it, and it works far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kit.quiz.bank import load_lesson

ROOT = Path(__file__).parents[1]
PROBE = """
import kit, pathlib
assert pathlib.Path(kit.__file__).is_relative_to({folder!r}), kit.__file__
print(len(kit.load("facts")), len(kit.members("2023-07-13")), len(kit.map("members", "2023-07-13").to_svg()) > 1000)
from kit.quiz.bank import load_lesson
print(len(load_lesson("02").items))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools of the lock, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return Path(built)


def test_the_wheel_holds_data_notebooks_and_scripts(wheel: Path):
    """Every file of data/ and notebooks/, and every script and style of the widgets, is in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607
    wanted = {path for path in listed.splitlines() if path.startswith(("data/", "notebooks/"))}
    wanted = {f"kit/{path}" for path in wanted if (ROOT / path).exists()}
    wanted |= {path for path in listed.splitlines() if path.startswith("kit/") and (ROOT / path).exists()}
    assert len(wanted) > 80
    assert wanted - names == set()


def test_an_installed_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path):
    """From an empty folder, with only the wheel in reach, tables, maps and items are there."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    code = PROBE.format(folder=str(site))
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, check=False, capture_output=True, text=True
    )
    assert result.stdout.split() == ["74", "10", "True", str(len(load_lesson("02").items))], result.stderr


def test_import_kit_loads_nothing_heavy():
    """`import kit` loads none of the libraries that take their time."""
    code = "import kit, sys; print({'pandas', 'folium', 'ipywidgets', 'plotly', 'msgspec'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "set()"
