"""A Japanese font for what is printed, so that it has all its letters on a computer without one."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "IPAexGothic"


@cache
def japanese_font() -> Path | None:
    """Return the file of IPAex Gothic, which is part of the teacher's installation; None in a student's.

    Source: Information-technology Promotion Agency, Japan, under the IPA Font License 1.0, as matplotlib-fontja has it.
    """
    found = find_spec("matplotlib_fontja")  # it is not imported, as it changes Matplotlib's settings
    return Path(found.origin).parent / "fonts" / "ipaexg.ttf" if found and found.origin else None
