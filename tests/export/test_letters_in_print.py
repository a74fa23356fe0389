"""A teacher learns that a PDF has empty boxes before the class does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

CODE = """
from kit.export import print_layout
from kit.export.letters_in_print import without_letters
{before}
print(*without_letters({language!r}), end="")
"""
NO_FONT_OF_OURS = "print_layout.japanese_font = lambda: None"
FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'


@pytest.fixture
def few_fonts(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a computer whose fonts have no Japanese letters."""
    file = tmp_path / "fonts.conf"
    file.write_text(FONTS.format(Path(mpl.get_data_path()) / "fonts" / "ttf"), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file), "XDG_CACHE_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}


def said(language: str, environment: dict[str, str] | None, before: str = "") -> str:
    """Return what is said of the letters of a language."""
    code = CODE.format(language=language, before=before)
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    return told.stdout.decode("utf-8")


def test_letters_that_no_font_has_are_named(few_fonts: dict[str, str]):
    """Some of them, with what to install."""
    assert "Noto Sans CJK" in said("ja", few_fonts, NO_FONT_OF_OURS)
    assert said("id", few_fonts) == ""
    assert said("en", few_fonts) == ""


def test_the_font_of_ours_has_all_letters_of_japanese(few_fonts: dict[str, str]):
    """So a PDF needs no Japanese font of the computer."""
    assert said("ja", few_fonts) == ""
