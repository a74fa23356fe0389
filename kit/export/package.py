"""A zip that is the same, byte for byte, each time it is made of the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from kit.export.xml_tree import Element, written

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, Element]) -> bytes:
    """Return XML files, by their path inside, as one zip."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, root in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            archive.writestr(info, written(root), zipfile.ZIP_DEFLATED)
    return content.getvalue()
