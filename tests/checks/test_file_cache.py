"""Each file is read once, however many rules look at it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.checks.file_cache import FileCache
from kit.errors import KitError
from kit.paths import data_folder

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

WATCH = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" and isinstance(args[0], str) else None)
from pathlib import Path
from kit.checks.folder import check_folder
problems = check_folder(Path(sys.argv[1]))
print("\\n".join(map(str, opened)))
sys.exit(len(problems) != int(sys.argv[2]))
"""
TEMPLATE = """
templates:
- id: q-capital
  kind: single-choice
  table: wishes
  row_id: wish
  key: city
  objective: words
  level: recall
  stem: What is the capital of {wish}?
  hints: [Look at the map.]
  right: Yes.
  wrong: No.
"""


def opened(folder: Path, problems: int) -> Counter[str]:
    """Check a folder in a Python of its own, and return how often each of its files was opened."""
    command = [sys.executable, "-c", WATCH, str(folder), str(problems)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Counter(name for name in done.stdout.splitlines() if name.startswith(str(folder)))


def test_the_kits_own_files_are_opened_once():
    """A check of the kit's own data opens every table, item file and text once, and none twice."""
    counts = opened(data_folder(), 0)
    files = [*data_folder().glob("*.csv"), *data_folder().glob("items/*.yaml"), data_folder() / "datapackage.json"]
    assert [file.name for file in files if not counts[str(file)]] == []
    texts = str(data_folder() / "text")  # the check itself speaks with them too
    again = {name: count for name, count in counts.items() if count > 1 and not name.startswith(texts)}
    assert again == {str(data_folder() / "members.csv"): 2}  # names of members are right in any language


def test_a_table_of_a_template_is_opened_once(teachers: Folder):
    """An item file and the table from which its template makes items are each opened once."""
    rows = "".join(f"Wish {name},City {name}\n" for name in "ABCD")
    (teachers.path / "items" / "wishes.csv").write_text(f"wish,city\n{rows}", encoding="utf-8")
    with teachers.items.open("a", encoding="utf-8") as file:
        file.write(TEMPLATE)
    counts = opened(teachers.path, 0)
    assert counts == {str(teachers.items): 1, str(teachers.path / "items" / "wishes.csv"): 1}


def test_a_damaged_file_is_opened_once(teachers: Folder):
    """What is wrong is found in what was read already."""
    teachers.replace("items/90-damage.yaml", "level: recall", "levle: recall")
    assert opened(teachers.path, 1) == {str(teachers.items): 1}


def test_what_was_read_stays(tmp_path: Path):
    """A file that changes while it is checked is checked as it was read first."""
    path = tmp_path / "a.json"
    path.write_text("[1]", encoding="utf-8")
    files = FileCache()
    assert files.json(path) == [1]
    path.write_text("[2]", encoding="utf-8")
    assert files.json(path) == [1]
    assert files.text(path) == "[1]"


def test_a_missing_file_is_named(tmp_path: Path):
    """A file that is not there is an error each time, with its name."""
    for _ in range(2):
        with pytest.raises(KitError, match="There is no such file"):
            FileCache().content(tmp_path / "a.csv")
