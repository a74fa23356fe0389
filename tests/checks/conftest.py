"""A healthy folder of tables, items, outlines and texts, to be damaged in one place."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.checks import folder as folder_module
from kit.checks.folder import check_folder
from kit.checks.hashes import renew_hashes
from kit.checks.problem import Problem
from kit.paths import data_folder

_FEW = 40  # rows of the largest table that are kept, so that a check takes no second


class Folder:
    """A folder and ways to damage it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.items = path / "items" / "90-damage.yaml"

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file; it has to be there."""
        file = self.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def cell(self, table: str, row_id: str, column: str, value: str) -> None:
        """Write another value into a cell."""
        file = self.path / f"{table}.csv"
        with file.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
        (row,) = (line for line in lines[1:] if line[0] == row_id)
        row[lines[0].index(column)] = value
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(lines)

    def describe(self, table: str, change: Callable[[dict[str, Any]], object]) -> None:
        """Change what datapackage.json says of a table."""
        file = self.path / "datapackage.json"
        described = json.loads(file.read_text(encoding="utf-8"))
        change(next(resource for resource in described["resources"] if resource["name"] == table))
        file.write_text(json.dumps(described), encoding="utf-8")

    def renew(self) -> None:
        """Make the hashes those of the files, so that only the damage itself is found."""
        renew_hashes(self.path)

    def problems(self) -> list[Problem]:
        """Check the folder."""
        return check_folder(self.path)

    def only(self) -> Problem:
        """Check the folder and return the one problem there is."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(map(str, problems)) or "nothing was found"
        return problems[0]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that is as the kit's own, but smaller, and with a lesson made to be damaged."""
    path = tmp_path_factory.mktemp("pristine") / "data"
    shutil.copytree(data_folder(), path)
    shutil.rmtree(path / "items")
    (path / "items").mkdir()
    shutil.copy(Path(__file__).with_name("lesson.yaml"), path / "items" / "90-damage.yaml")
    indicators = path / "indicators.csv"
    lines = indicators.read_text(encoding="utf-8").splitlines(keepends=True)
    indicators.write_text("".join(lines[:_FEW]), encoding="utf-8", newline="")
    renew_hashes(path)
    return path


@pytest.fixture
def healthy(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Give a copy of it, checked as the kit's own folder is: nothing else can be referred to."""
    path = tmp_path / "data"
    shutil.copytree(pristine, path)
    monkeypatch.setattr(folder_module, "data_folder", lambda: path)
    return Folder(path)


@pytest.fixture
def teachers(tmp_path: Path) -> Folder:
    """Give a teacher's own folder with one lesson, beside the kit's data."""
    path = tmp_path / "my lesson"
    (path / "items").mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("lesson.yaml"), path / "items" / "90-damage.yaml")
    return Folder(path)
