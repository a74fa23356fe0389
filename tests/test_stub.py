"""What a type checker knows of the kit: the same names as a notebook, with their types."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from inspect import getdoc, signature
from pathlib import Path
from pkgutil import iter_modules

import pytest

import kit
from kit.errors import KitError

FOLDER = Path(kit.__file__).parent
RIGHT = 'import kit\nprint(len(kit.load("members")), kit.map("trade", 2023).to_svg(), kit.start("02").quiz())\n'
WRONG = 'import kit\nrows: int = kit.load("members")\nkit.chart("trade", language=3)\nkit.lode("members")\n'


def stubbed() -> dict[str, str]:
    """Return the names in the stub, each with the module from which it is."""
    tree = ast.parse((FOLDER / "__init__.pyi").read_text(encoding="utf-8"))
    froms = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert all(alias.name == alias.asname for node in froms for alias in node.names)
    return {alias.name: str(node.module) for node in froms for alias in node.names}


def test_the_stub_has_the_names_of_the_lazy_table():
    """The stub and the table of names that are loaded lazily say the same."""
    assert stubbed() == kit._HOME  # noqa: SLF001 - the table itself
    assert sorted(stubbed()) == dir(kit)
    assert (FOLDER / "py.typed").is_file()


def test_a_package_does_not_hide_the_word_of_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The words of the kit can be called also where a package of the same name was imported first."""
    hidden = {module.name for module in iter_modules(kit.__path__)} & set(dir(kit))
    assert hidden == {"class_report"}
    monkeypatch.delattr(kit, "class_report", raising=False)
    function = kit.class_report
    assert function is import_module("kit.class_report")
    assert list(signature(function).parameters)[:2] == ["folder", "items"]
    assert str(getdoc(function)).startswith("Report what a class knows")
    with pytest.raises(KitError, match="nowhere"):
        function(tmp_path / "nowhere")
    with pytest.raises(KitError, match=r"kit\.class_report\(folder=None"):
        function(tmp_path, hide_nmes=True)


def checked(folder: Path, source: str) -> list[str]:
    """Return what mypy says about a user's file, line by line."""
    mine = folder / "mine.py"
    mine.write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", str(mine)]  # here, where it knows the kit already from `make lint`
    done = subprocess.run(command, cwd=FOLDER.parent, check=False, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_a_type_checker_knows_the_kit(tmp_path: Path):
    """A file of two lines is all right; a wrong type, a wrong argument and a wrong name are each seen."""
    assert checked(tmp_path, RIGHT) == ["Success: no issues found in 1 source file"]
    found = [line.split(" ", 1)[0].rpartition("/")[2] for line in checked(tmp_path, WRONG) if ": error:" in line]
    assert found == ["mine.py:2:", "mine.py:3:", "mine.py:4:"]
