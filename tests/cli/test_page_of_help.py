"""A page of help fits the screen, in each language."""

from __future__ import annotations

import re

import pytest
from run_kit import run

from kit.cli import main
from kit.line_wrap import wide

ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?: [a-z]{2,}){2,}|--[a-z]+ [A-Z]{2,}|[<>]=|[ぁ-んァ-ヶ一-龠]:")


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize("command", ["", *main.commands])
def test_a_page_of_help_is_japanese_and_fits_the_screen(command: str):
    """Every page is whole in Japanese: nothing is left in English but what is typed, and no line is too wide."""
    lines = run(*filter(None, [command]), "--help").stdout.splitlines()
    assert lines[0].startswith("使い方：kit")
    assert "オプション：" in lines
    assert [line for line in lines if wide(line) > 80 and "[gift|" not in line] == []
    told = [line.replace("kit hub init", "") for line in lines if not line.startswith(("    kit ", "    sudo "))]
    assert list(filter(ENGLISH.search, told)) == []
