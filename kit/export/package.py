"""A zip that is the same, byte for byte, each time it is made of the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from kit.export.xml_tree import Element, written

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write_package(out: Path, files: Mapping[str, Element]) -> list[Path]:
    """Write XML files, by their path inside, into one zip."""
    with zipfile.ZipFile(out, "w") as package:
        for name, root in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            package.writestr(info, written(root), zipfile.ZIP_DEFLATED)
    return [out]
