"""What Python compiled on one visit is there on the next, of packages alone."""

from __future__ import annotations

import importlib
import sys
import zipfile
import zipimport
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from kit.site import kept_code

NAME = "module_of_a_package"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of packages with one module; nothing that is kept of it outlives the test."""
    monkeypatch.setattr(SourceFileLoader, "get_code", SourceFileLoader.get_code)
    monkeypatch.setattr(zipimport, "_get_module_code", zipimport._get_module_code)  # type: ignore[attr-defined]  # noqa: SLF001
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    folder = tmp_path / "packages"
    folder.mkdir()
    (folder / f"{NAME}.py").write_text("number = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    yield folder
    kept_code.kept.clear()
    for name in (NAME, f"{NAME}_2"):
        sys.modules.pop(name, None)


def imported_again() -> ModuleType:
    """Import the module as a new visit does."""
    sys.modules.pop(NAME, None)
    importlib.invalidate_caches()
    return importlib.import_module(NAME)


def test_a_module_of_a_package_is_compiled_once(packages: Path):
    """What one visit gives, the next takes: the module is not compiled from its file again."""
    kept_code.keep_code_below(f"{packages}/")
    assert imported_again().number == 1
    content = kept_code.give()
    kept_code.kept.clear()
    kept_code.take(content)
    (packages / f"{NAME}.py").write_text("number = 2\n", encoding="utf-8")
    assert imported_again().number == 1


def test_a_module_of_a_learner_is_compiled_each_time(packages: Path):
    """A file that is not below the folder of the packages is read anew, and nothing of it is kept."""
    kept_code.keep_code_below(f"{packages}/another/")
    assert imported_again().number == 1
    (packages / f"{NAME}.py").write_text("number = 22\n", encoding="utf-8")
    assert imported_again().number == 22
    assert kept_code.kept == {}


def test_a_module_of_the_library_is_compiled_once(packages: Path, monkeypatch: pytest.MonkeyPatch):
    """A module in the zip is compiled to be found, and neither to be run nor on a later visit."""
    library, other = (packages / name for name in ("library.zip", "other.zip"))
    for path in (library, other):
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr(f"{NAME}.py", f"place = {path.name!r}\n")
    compiled: list[str] = []
    monkeypatch.setattr(
        "zipimport._compile_source", lambda path, source: compiled.append(path) or compile(source, path, "exec")
    )
    kept_code.keep_code_of(str(library))
    monkeypatch.syspath_prepend(library)
    assert imported_again().place == "library.zip"
    content = kept_code.give()
    kept_code.kept.clear()
    kept_code.take(content)
    assert imported_again().place == "library.zip"
    assert compiled == [str(library / f"{NAME}.py")]
    monkeypatch.syspath_prepend(other)
    assert imported_again().place == "other.zip"
    assert len(kept_code.kept) == 1


def test_what_python_starts_with_is_compiled_once(packages: Path, monkeypatch: pytest.MonkeyPatch):
    """The library that is kept has the code of what was imported before any could be kept, and of nothing else."""
    library = packages / "library.zip"
    with zipfile.ZipFile(library, "w") as packed:
        packed.writestr(f"{NAME}.py", "number = 1\n")
        packed.writestr(f"{NAME}_2.py", "number = 2\n")
    monkeypatch.syspath_prepend(library)
    assert imported_again().number == 1
    kept_code.keep_code_of(str(library))
    importlib.import_module(f"{NAME}_2")
    library.write_bytes(kept_code.library_with_code(str(library)))
    with zipfile.ZipFile(library) as packed:
        assert packed.namelist() == [f"{NAME}.py", f"{NAME}_2.py", f"{NAME}.pyc"]
    monkeypatch.setattr("zipimport._compile_source", lambda _, __: pytest.fail("a module is compiled again"))
    assert imported_again().number == 1
