"""The page of attributions says what table sources says, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from kit.facts.attributions import page
from kit.facts.tables import load
from kit.paths import data_folder

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_table_gives():
    """ATTRIBUTIONS.md is as `python -m kit.facts.attributions` writes it."""
    lines = (ROOT / "ATTRIBUTIONS.md").read_text(encoding="utf-8").splitlines()
    assert lines[:-1] == page().splitlines()


def test_each_source_stands_once():
    """Each source has one row with its attribution, title and address; its licence stands there where it has one."""
    rows = [line.split(" | ") for line in page().replace("| ", " | ", 1).splitlines() if line.startswith("| ")]
    for _, source in load("sources").fillna("").iterrows():
        found = [row for row in rows if source["title"] in row]
        assert len(found) == 1, source["source_id"]
        assert source["attribution"] in found[0][0]
        assert not source["url"] or source["url"] in found[0]
        stands_apart = re.search("facts only|quoted briefly|^$", source["licence"])
        assert stands_apart or source["licence"] in found[0]


def test_what_is_only_cited_stands_apart():
    """Sources with a licence, those that are quoted briefly and those for facts only stand in a part of their own."""
    licensed, quoted, cited = re.split("## (?:Quoted briefly|Cited for facts only)", page())
    assert "World Bank" in licensed
    assert "World Bank" not in cited
    assert "The Korea Herald" in cited
    assert "The Korea Herald" not in licensed + quoted
    assert all(name in quoted for name in ("Jiji Press", "The Straits Times"))
    assert "Jiji Press" not in licensed + cited


def test_a_new_source_changes_the_page(tmp_path: Path):
    """A row that is added to the table stands on the page, and a bar in it breaks no column."""
    folder = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("class-3b,Wishes | hopes,Class 3b,2026,,,CC0,Class 3b\n")
    assert "| Class 3b | Wishes \\| hopes | Class 3b | CC0 |  |  |\n" in page(folder)


def test_one_command_writes_it(tmp_path: Path):
    """`python -m kit.facts.attributions` writes the page into the folder it is called in."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "kit.facts.attributions"], cwd=tmp_path, check=True, env=settings)
    assert (tmp_path / "ATTRIBUTIONS.md").read_bytes() == (ROOT / "ATTRIBUTIONS.md").read_bytes()
