"""A Japanese font is there for what is printed."""

from __future__ import annotations

import subprocess
import sys
from importlib.machinery import ModuleSpec

import pytest
from fontTools.ttLib import TTFont

from kit import japanese_font as module
from kit.text import strings


def test_the_font_has_every_letter_of_the_screens():
    """Each letter of a Japanese string is in it, under the name by which pages ask for it."""
    file = module.japanese_font()
    assert file is not None
    with TTFont(file) as font:
        assert font["name"].getDebugName(1) == module.FAMILY
        known = font.getBestCmap()
    letters = {letter for text in strings("ja").values() for letter in text if letter.isalpha()}
    assert {letter for letter in letters if ord(letter) not in known} == set()


def test_a_students_installation_has_none(monkeypatch: pytest.MonkeyPatch):
    """It prints with the fonts of its computer."""

    def missing(_name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(module, "find_spec", missing)
    module.japanese_font.cache_clear()
    assert module.japanese_font() is None
    module.japanese_font.cache_clear()


def test_matplotlib_keeps_its_settings():
    """The package with the font is not imported: it would change how a teacher's own charts look."""
    code = "import sys; from kit.japanese_font import japanese_font; japanese_font(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "kit.japanese_font" in loaded
    assert "matplotlib_fontja" not in loaded
