"""The Python of the site: small wheels, and a lock that names each with its hash."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from answering import SAMPLES

import kit
from kit.paths import data_folder
from kit.quiz.yaml_nodes import load
from kit.site.python_parts import item_file
from kit.text import languages


def test_the_lock_names_each_package_with_its_hash(site_folder: Path):
    """Every package of the lock is there, and has the hash that Pyodide will compare."""
    folder = site_folder / "static" / "pyodide"
    packages = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {"heart-to-heart-kit", "msgspec", "numpy", "pandas", "pyproj"} <= packages.keys()
    for each in packages.values():
        assert sha256((folder / each["file_name"]).read_bytes()).hexdigest() == each["sha256"]


# Of a student's libraries, those that a page has no use for: JupyterLab itself, charts of plotly, what reads memory,
# and what looks for all mistakes of an item file, which the build has done.
NOT_IN_A_PAGE = {"jsonschema", "jupyterlab", "nbformat", "plotly", "psutil"}


def test_what_a_lesson_may_import_is_there(site_folder: Path):
    """Every library of a student's installation is in the lock, or named here with the reason why it is not."""
    folder = site_folder / "static" / "pyodide"
    packages = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    project = tomllib.loads((Path(kit.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^\w-]", each)[0] for each in project["dependencies"]}
    assert needed - packages.keys() == NOT_IN_A_PAGE


def test_what_no_lesson_needs_is_absent(site_folder: Path):
    """Plotly, matplotlib and the words of other languages are not there."""
    folder = site_folder / "static" / "pyodide"
    packages = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    assert set(packages) & {"plotly", "narwhals", "matplotlib"} == set()
    with zipfile.ZipFile(next(folder.glob("babel-*.whl"))) as babel:
        names = [name for name in babel.namelist() if "locale-data/" in name]
    assert {f"babel/locale-data/{language}.dat" for language in ("root", *languages())} <= set(names)
    assert not [name for name in names if "/fr" in name]


def test_no_wheel_has_a_compiled_part_for_another_system(site_folder: Path):
    """What is compiled is compiled for the browser, and each package keeps its licence."""
    for path in (site_folder / "static" / "pyodide").glob("*.whl"):
        with zipfile.ZipFile(path) as wheel:
            compiled = [name for name in wheel.namelist() if name.endswith((".so", ".pyd"))]
        assert not compiled or path.name.endswith("wasm32.whl")


def test_two_builds_give_the_same_bytes(downloads: Path, site_folder: Path, tmp_path: Path):
    """A second build of Python's part is the same, byte for byte: caches stay good, and hosts copy nothing anew."""
    from kit.site.downloads import gather, listed
    from kit.site.python_parts import write_python

    write_python(tmp_path / "static" / "pyodide", gather(downloads), listed())
    first = site_folder / "static" / "pyodide"
    for path in (tmp_path / "static" / "pyodide").iterdir():
        assert path.read_bytes() == (first / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    "path", [SAMPLES, *sorted((data_folder() / "items").glob("*.yaml"))], ids=lambda path: path.stem
)
def test_items_are_the_same_for_the_plain_parser(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """An item file as the site has it says for the parser without C what the file says for the C parser."""
    expected, copy = load(path).content, tmp_path / path.name
    copy.write_bytes(item_file(path))
    monkeypatch.setattr(yaml, "CBaseLoader", yaml.BaseLoader)
    assert load(copy).content == expected
