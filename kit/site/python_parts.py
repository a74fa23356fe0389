"""The Python of the site: Pyodide's own files, and wheels made small for it, in one lock that Pyodide reads."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    r"\.(pyi|c|h|pxd|pyx|a|map)$|(^|/)(tests?|testing_data|conftest\.py)(/|$)"
    r"|^[^/]+\.data/|/labextension/"
)
_SPARE_OF: dict[str, str] = {
    "numpy": r"numpy/(f2py|distutils|_pyinstaller)/",
    "xyzservices": r"$^",
}
# The kernel of JupyterLite asks for these; the course needs none of them.
_EMPTY = ("ssl", "jedi")
_LEFT_OUT = re.compile(r"(^|/)(__pycache__|node_modules)(/|$)|^(site|lab|class_report|authoring)/|^cli\.py$")


class Part(NamedTuple):
    """One file of the site's Python."""

    file: str
    content: bytes


def write_python(folder: Path, files: Mapping[str, Path], wanted: Sequence[Download]) -> list[str]:
    """Write Pyodide, its packages and the kit into a folder, and return the names of the packages to load at once.

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
    locked: dict[str, dict[str, object]] = {}
    for each in wanted:
        if each.use == "runtime":
            (folder / each.file).write_bytes(files[each.file].read_bytes())
        elif each.use == "package":
            part = _small(each, files[each.file])
            (folder / part.file).write_bytes(part.content)
            locked[each.name] = _entry(each.name, each.version, part)
    for name in _EMPTY:
        part = _wheel(name, "0", {f"{name}_left_out.py": b""})
        (folder / part.file).write_bytes(part.content)
        locked[name] = _entry(name, "0", part)
    for name, number, part in (*_ours(), *_kernel(files)):
        (folder / part.file).write_bytes(part.content)
        locked[name] = _entry(name, number, part)
    (folder / "python.js").write_text(f"(() => {{{esm('site/pages/python.js')}}})();\n", encoding="utf-8")
    shutil.copy(_KIT / "site" / "kept_code.py", folder)
    lock = {"info": _INTERPRETER, "packages": locked}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    return sorted(locked)


def _entry(name: str, number: str, part: Part) -> dict[str, object]:
    """Return what Pyodide's lock says of a package; all are loaded together, so none names what it needs."""
    with zipfile.ZipFile(io.BytesIO(part.content)) as wheel:
        tops = {each.split("/")[0].removesuffix(".py") for each in wheel.namelist()}
    return {
        "name": name,
        "version": number,
        "file_name": part.file,
        "install_dir": "site",
        "sha256": sha256(part.content).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": [],
        "unvendored_tests": False,
    }


def _small(download: Download, path: Path) -> Part:
    """Return a wheel without what a browser cannot use."""
    own = _spare_of(download.name) if download.file.endswith(("wasm32.whl", "any.whl")) else r"\.so$"
    with zipfile.ZipFile(path) as wheel:
        kept = [
            name
            for name in wheel.namelist()
            if not name.endswith("/") and not _SPARE.search(name) and not (own and re.search(own, name))
        ]
        return Part(_pure(download.file), _packed((name, wheel.read(name)) for name in kept))


def _spare_of(package: str) -> str | None:
    """Return what of a package nobody needs, as a pattern; of Babel all words but those of the kit's languages."""
    own = "|".join(["root", *(language.replace("-", "_") for language in languages())])
    return rf"locale-data/(?!({own})(_[A-Z0-9]+)*\.dat$)" if package == "babel" else _SPARE_OF.get(package)


def _pure(file: str) -> str:
    """Return the name of a wheel without its compiled part: one for every system, unless it is for the browser."""
    project, number, *_, platform = file.removesuffix(".whl").split("-")
    return file if platform.endswith(("wasm32", "any")) else f"{project}-{number}-py3-none-any.whl"


def _ours() -> Iterator[tuple[str, str, Part]]:
    """Yield the kit with its data, and what stands in for libraries that nobody compiled for this Python."""
    name, number = "heart-to-heart-kit", version("heart-to-heart-kit")
    content = {f"kit/{path}": data for path, data in _tree(_KIT, lambda path: not _LEFT_OUT.search(path))}
    content |= {f"kit/data/{path}": data for path, data in _tree(data_folder(), lambda path: not path.endswith(".md"))}
    content |= {f"kit/data/items/{path.name}": item_file(path) for path in (data_folder() / "items").glob("*.yaml")}
    yield name, number, _wheel(name, number, content)
    for library in ("msgspec", "pyproj"):
        plain = _tree(_KIT / "site" / f"plain_{library}", lambda _: True)
        own, new = f"kit.site.plain_{library}".encode(), library.encode()
        yield (
            library,
            number,
            _wheel(library, number, {f"{library}/{path}": data.replace(own, new) for path, data in plain}),
        )


def item_file(path: Path) -> bytes:
    """Return an item file as JSON, which is YAML too: the plain parser refuses some of what the C parser reads."""
    return json.dumps(load(path).content, ensure_ascii=False, indent=1).encode()


def _kernel(files: Mapping[str, Path]) -> Iterator[tuple[str, str, Part]]:
    """Yield the kernel's own packages, which JupyterLite carries within its extension."""
    carrier = next(path for name, path in files.items() if name.startswith("jupyterlite_pyodide_kernel"))
    with zipfile.ZipFile(carrier) as wheel:
        for place in wheel.namelist():
            found = re.search(r"/static/pypi/((ipykernel|pyodide_kernel|piplite)-([\d.]+)-py3-none-any\.whl)$", place)
            if found:
                yield found[2].replace("_", "-"), found[3], Part(found[1], wheel.read(place))


def _tree(folder: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder, by their place in it."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if path.is_file() and not re.search(r"(^|/)(\.|__pycache__)", place) and wanted(place):
            yield place, path.read_bytes()


def _wheel(name: str, number: str, content: Mapping[str, bytes]) -> Part:
    """Return a wheel of some files."""
    project = name.replace("-", "_")
    about = f"{project}-{number}.dist-info"
    meta = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{place},,\n" for place in (*content, *meta, f"{about}/RECORD"))
    files = {**content, **meta, f"{about}/RECORD": record.encode()}
    return Part(f"{project}-{number}-py3-none-any.whl", _packed(files.items()))


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip in which nothing depends on the day or the computer."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, content in files:
            wheel.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return room.getvalue()
