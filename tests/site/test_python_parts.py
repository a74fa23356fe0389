"""The Python of the site: what its packages install, without what a browser cannot use, in one file."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from answering import SAMPLES

import kit
from kit.paths import data_folder
from kit.quiz.yaml_nodes import load
from kit.site import python_parts
from kit.site.downloads import gather, listed
from kit.site.python_parts import item_file, write_python
from kit.text import languages


def installed(folder: Path) -> dict[str, bytes]:
    """Return the files that the packages install, as `pages/python.js` reads them."""
    (path,) = folder.glob("packages-*.bin")
    places, _, content = gzip.decompress(path.read_bytes()).partition(b"\n")
    found, begin = dict[str, bytes](), 0
    for place, size in json.loads(places):
        found[place] = content[begin : begin + size]
        begin += size
    assert begin == len(content)
    return found


def packages(site: Path) -> set[str]:
    """Return the packages of which JupyterLite knows that they are there, each with what Python reads of it."""
    config = json.loads((site / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    (kernel,) = config["litePluginSettings"].values()
    assert (site / kernel["pyodideUrl"]).is_file()
    return set(kernel["loadPyodideOptions"]["packages"])


def test_each_package_is_installed_whole(site_folder: Path, downloads: Path):
    """What the site says of its packages is true, and a file of one has the bytes of the wheel that is checked."""
    found = installed(site_folder / "static" / "pyodide")
    abouts = {
        re.sub(r"[-_.]+", "-", place.split("/")[0].rsplit("-", 2)[0]).lower()
        for place in found
        if "dist-info/" in place
    }
    assert {name.replace("_", "-") for name in packages(site_folder)} - abouts == {"ssl", "jedi"}
    assert found["kit/quiz/bank.py"] == (Path(kit.__file__).parent / "quiz" / "bank.py").read_bytes()
    (pandas,) = (each.file for each in listed() if each.name == "pandas")
    with zipfile.ZipFile(downloads / pandas) as wheel:
        compiled = [name for name in wheel.namelist() if name.endswith(".so")]
        assert compiled
        assert all(found[name] == wheel.read(name) for name in compiled)


# Of a student's libraries, those that a page has no use for: JupyterLab itself with its words, charts of plotly, what
# reads memory, and what looks for all mistakes of an item file, which the build has done.
NOT_IN_A_PAGE = {"jsonschema", "jupyterlab", "jupyterlab-language-pack-ja-JP", "nbformat", "plotly", "psutil"}


def test_what_a_lesson_may_import_is_there(site_folder: Path):
    """Every library of a student's installation is in the site, or named here with the reason why it is not."""
    project = tomllib.loads((Path(kit.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^\w-]", each)[0] for each in project["dependencies"]}
    assert needed - packages(site_folder) == NOT_IN_A_PAGE


def test_what_no_lesson_needs_is_absent(site_folder: Path):
    """Plotly, matplotlib and the words of other languages are not there."""
    assert packages(site_folder) & {"plotly", "narwhals", "matplotlib"} == set()
    names = [name for name in installed(site_folder / "static" / "pyodide") if "locale-data/" in name]
    assert {f"babel/locale-data/{language}.dat" for language in ("root", *languages())} <= set(names)
    assert not [name for name in names if "/fr" in name]


def test_what_only_teachers_and_servers_use_is_absent():
    """The parts of the kit that no lesson uses are not fetched; each of those that are named exists."""
    parts = {place.split("/")[1] for _, part in python_parts._ours() for place in part if place.startswith("kit/")}  # noqa: SLF001
    left_out = set(python_parts._NOT_FOR_LESSONS)  # noqa: SLF001 - a whole site needs downloads
    assert {"quiz", "widgets", "maps", "lesson.py", "data"} <= parts
    assert not parts & left_out
    assert all((Path(kit.__file__).parent / name).is_dir() for name in left_out)


def test_no_compiled_part_is_for_another_system(site_folder: Path):
    """What is compiled is compiled for the browser, and nothing is done at the start of Python for a package."""
    found = installed(site_folder / "static" / "pyodide")
    compiled = [content for name, content in found.items() if name.endswith((".so", ".pyd"))]
    assert len(compiled) > 50
    assert {content[:4] for content in compiled} == {b"\0asm"}
    assert not [name for name in found if name.endswith(".pth")]


def test_two_builds_give_the_same_bytes(downloads: Path, site_folder: Path, tmp_path: Path):
    """A second build of Python's part is the same, byte for byte: caches stay good, and hosts copy nothing anew."""
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
