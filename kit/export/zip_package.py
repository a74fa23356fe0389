"""A zip that is the same, byte for byte, each time it is made of the same files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from hashlib import blake2b
from io import BytesIO

from kit.export.xml_tree import Element, written

_OTHER = re.compile(r"[^A-Za-z0-9_.-]+")  # spaces, letters of other scripts and signs, which are not for ids of XML
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def identifier(name: str, longest: int = 32) -> str:
    """Return a name as an identifier of at most 32 plain characters, which is what all platforms take, or fewer.

    Of another one its beginning stays; a digest of the whole tells it from others that begin in the same way.

    Examples
    --------
    >>> identifier("q-members-03"), identifier("my lesson")
    ('q-members-03', 'my-lesson-9c730a80')
    """
    plain = _OTHER.sub("-", name)
    if plain == name and len(name) <= longest:
        return name
    digest = blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{plain[: longest - len(digest) - 1]}-{digest}"


def zipped(files: Mapping[str, Element | bytes]) -> bytes:
    """Return XML files and others, by their path inside, as one zip."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in files.items():
            inside = file if isinstance(file, bytes) else written(file)
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), inside, zipfile.ZIP_DEFLATED)
    return content.getvalue()
