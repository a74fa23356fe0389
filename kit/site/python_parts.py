"""The Python of the site: Pyodide's own files, and one file with what the packages for it install."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from kit.assets import esm
from kit.paths import data_folder
from kit.quiz.yaml_nodes import load
from kit.site.downloads import Download
from kit.text import languages

# Pyodide 0.27 reads these from its lock; they name the interpreter for which compiled wheels were made.
_INTERPRETER = {
    "abi_version": "2024_0",
    "arch": "wasm32",
    "platform": "emscripten_3_1_58",
    "python": "3.12.7",
    "version": "0.27.7",
}
_KIT = Path(__file__).resolve().parents[1]
# Compiled for another system, only read by compilers and type checkers, or tests.
_SPARE = re.compile(
    r"\.(pyi|c|h|pxd|pyx|a|map|pth)$|(^|/)(tests?|testing_data|conftest\.py)(/|$)"
    r"|^[^/]+\.data/|/labextension/"
)
_SPARE_OF: dict[str, str] = {
    "numpy": r"numpy/(f2py|distutils|_pyinstaller)/",
    "xyzservices": r"$^",
}
# The kernel of JupyterLite asks for these; the course needs none of them.
_NAMES_ALONE = ("ssl", "jedi")
# What teachers and servers use, and no lesson.
_NOT_FOR_LESSONS = ("authoring", "class_report", "cli", "hub", "lab", "live", "site", "translate")


class Packages(NamedTuple):
    """What Python has in the site besides its own library.

    Parameters
    ----------
    names : tuple of str
        Their projects.
    script : str
        The file that starts Python with them; its name changes with what it starts.
    """

    names: tuple[str, ...]
    script: str


def write_python(folder: Path, files: Mapping[str, Path], wanted: Sequence[Download]) -> Packages:
    """Write Pyodide, its packages and the kit into a folder, and return the packages.

    Parameters
    ----------
    folder : pathlib.Path
        The folder from which the page loads Python.
    files : mapping of str to pathlib.Path
        Where each download is, by its name.
    wanted : sequence of Download
        What the downloads are.
    """
    folder.mkdir(parents=True)
    content = {"kept_code.py": (_KIT / "site" / "kept_code.py").read_bytes()}
    digest, names = sha256(), list(_NAMES_ALONE)
    for each in wanted:
        if each.use == "runtime":
            (folder / each.file).write_bytes(files[each.file].read_bytes())
            digest.update(each.sha256.encode())
        elif each.use == "package":
            names.append(each.name)
            content |= _small(each, files[each.file])
    for name, part in (*_ours(), *_kernel(files)):
        names.append(name)
        content |= part
    packed = _packed(content)
    digest.update(packed)
    file = f"packages-{digest.hexdigest()[:16]}.bin"
    (folder / file).write_bytes(packed)
    start = f"(() => {{{esm('site/pages/python.js').replace('@packages@', file)}}})();\n".encode()
    script = f"python-{sha256(start).hexdigest()[:16]}.js"
    (folder / script).write_bytes(start)
    lock = {"info": _INTERPRETER, "packages": {}}  # nothing is left for Pyodide to install
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    return Packages(tuple(sorted(names)), script)


def _small(download: Download, path: Path) -> dict[str, bytes]:
    """Return what a wheel installs, without what a browser cannot use."""
    own = _spare_of(download.name) if download.file.endswith(("wasm32.whl", "any.whl")) else r"\.so$"
    with zipfile.ZipFile(path) as wheel:
        return {
            name: wheel.read(name)
            for name in wheel.namelist()
            if not name.endswith("/") and not _SPARE.search(name) and not (own and re.search(own, name))
        }


def _spare_of(package: str) -> str | None:
    """Return what of a package nobody needs, as a pattern; of Babel all words but those of the kit's languages."""
    own = "|".join(["root", *(language.replace("-", "_") for language in languages())])
    return rf"locale-data/(?!({own})(_[A-Z0-9]+)*\.dat$)" if package == "babel" else _SPARE_OF.get(package)


def _ours() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield the kit with its data, and what stands in for libraries that nobody compiled for this Python."""
    name, number = "heart-to-heart-kit", version("heart-to-heart-kit")
    content = {f"kit/{path}": data for path, data in _tree(_KIT, _is_for_lessons)}
    content |= {f"kit/data/{path}": data for path, data in _tree(data_folder(), lambda path: not path.endswith(".md"))}
    content |= {f"kit/data/items/{path.name}": item_file(path) for path in (data_folder() / "items").glob("*.yaml")}
    yield name, content | _about(name, number)
    for library in ("msgspec", "pyproj"):
        plain = _tree(_KIT / "site" / f"plain_{library}", lambda _: True)
        own, new = f"kit.site.plain_{library}".encode(), library.encode()
        yield library, {f"{library}/{path}": data.replace(own, new) for path, data in plain} | _about(library, number)


def _is_for_lessons(path: str) -> bool:
    return path.partition("/")[0] not in _NOT_FOR_LESSONS


def item_file(path: Path) -> bytes:
    """Return an item file as JSON, which is YAML too: the plain parser refuses some of what the C parser reads."""
    return json.dumps(load(path).content, ensure_ascii=False, indent=1).encode()


def _kernel(files: Mapping[str, Path]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield the kernel's own packages, which JupyterLite carries within its extension."""
    carrier = next(path for name, path in files.items() if name.startswith("jupyterlite_pyodide_kernel"))
    with zipfile.ZipFile(carrier) as wheel:
        for place in wheel.namelist():
            found = re.search(r"/static/pypi/(ipykernel|pyodide_kernel|piplite)-[\d.]+-py3-none-any\.whl$", place)
            if found:
                with zipfile.ZipFile(io.BytesIO(wheel.read(place))) as own:
                    yield found[1], {name: own.read(name) for name in own.namelist() if not name.endswith("/")}


def _tree(folder: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder, by their place in it."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if path.is_file() and not re.search(r"(^|/)(\.|__pycache__)", place) and wanted(place):
            yield place, path.read_bytes()


def _about(name: str, number: str) -> dict[str, bytes]:
    """Return what Python reads of a package that is installed."""
    meta = f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n"
    return {f"{name.replace('-', '_')}-{number}.dist-info/METADATA": meta.encode()}


def _packed(content: Mapping[str, bytes]) -> bytes:
    """Return files as one, in which nothing depends on the day or the computer; pages/python.js reads it.

    A line of JSON, with place and size of each, and their bytes in this order; all of it in one gzip.
    """
    places = json.dumps([[place, len(data)] for place, data in content.items()], separators=(",", ":"))
    return gzip.compress(b"".join((places.encode(), b"\n", *content.values())), compresslevel=9, mtime=0)
