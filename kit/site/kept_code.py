"""In the browser: keep what Python compiled of the packages, so that a later visit need not compile it again.

Pyodide runs this file by itself, before the kit is there; see `pages/python.js`.
"""

from __future__ import annotations

import io
import marshal
import sys
import zipfile
import zipimport
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

_UNCHECKED = (1).to_bytes(4, "little") + bytes(8)  # of a compiled file: no source is compared with it
kept: dict[str, bytes] = {}
_compile = SourceFileLoader.get_code
_compile_zipped = zipimport._get_module_code  # type: ignore[attr-defined]  # noqa: SLF001 - what is public compiles


def keep_code_below(folder: str) -> None:
    """Keep the code of each module that is imported from a folder; files elsewhere are the learner's, and change."""

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        if not loader.path.startswith(folder):
            return _compile(loader, name)
        if loader.path in kept:
            return marshal.loads(kept[loader.path])  # type: ignore[no-any-return]  # noqa: S302 - written below
        code = _compile(loader, name)
        kept[loader.path] = marshal.dumps(code)
        return code

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def keep_code_of(archive: str) -> None:
    """Keep the code of each module in a zip, the standard library: Python compiles one to find it and to run it."""

    def get_module_code(loader: zipimport.zipimporter, name: str) -> tuple[CodeType, bool, str]:
        if loader.archive != archive:
            return _compile_zipped(loader, name)  # type: ignore[no-any-return]
        place = f"{archive}/{loader.prefix}{name}"
        if place not in kept:
            kept[place] = marshal.dumps(_compile_zipped(loader, name))
        return marshal.loads(kept[place])  # type: ignore[no-any-return]  # noqa: S302 - written above

    zipimport._get_module_code = get_module_code  # type: ignore[attr-defined]  # noqa: SLF001


def library_with_code(archive: str) -> bytes:
    """Return a zip, the standard library, with the code of what is imported from it before any code can be kept.

    Python itself starts with these modules. They are the ones that are loaded and not kept; a file with the code of
    each is next to the source, where Python looks first.
    """
    room = io.BytesIO(Path(archive).read_bytes())
    with zipfile.ZipFile(room, "a") as packed:
        for name, module in list(sys.modules.items()):
            loader = getattr(module, "__loader__", None)
            if not isinstance(loader, zipimport.zipimporter) or loader.archive != archive:
                continue
            if f"{archive}/{loader.prefix}{name}" not in kept:
                code, _, path = _compile_zipped(loader, name)
                packed.writestr(f"{path.removeprefix(f'{archive}/')}c", MAGIC_NUMBER + _UNCHECKED + marshal.dumps(code))
    return room.getvalue()


def take(content: bytes) -> None:
    """Take what `give` gave on an earlier visit with the same packages."""
    kept.update(marshal.loads(content))  # noqa: S302 - the browser keeps it for this site alone


def give() -> bytes:
    """Return all that is kept."""
    return marshal.dumps(kept)
