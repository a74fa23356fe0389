"""What a folder may hold, and what happens when it is none, is empty or is hard to read."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import csv_files, text_files
from kit.checks.folder import check_folder
from kit.facts.tables import load
from kit.paths import data_folder

if TYPE_CHECKING:
    from tests.checks.conftest import Folder

WISHES = """\
wish_id,wish,source_id,locator,attribution,certainty
wish-peace,"Peace, above all",class-3b,page 1,Class 3b,known
wish-exchange,Exchange visits,kyodo-2023-07-13,paragraph 4,Class 3b,known
"""
SOURCES = """\
source_id,title,publisher,published,url,accessed,licence,attribution
class-3b,What we wish for,Class 3b,2026,,,,Class 3b
"""
SHARED = ["source_id", "locator", "attribution", "certainty"]


def described(name: str, columns: list[str]) -> dict[str, object]:
    """Return the least that describes a table."""
    fields = [{"name": column, "type": "string"} for column in columns]
    return {"name": name, "path": f"{name}.csv", "schema": {"fields": fields, "primaryKey": columns[0]}}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Give a teacher's folder with two tables of her own and no items."""
    (tmp_path / "wishes.csv").write_text(WISHES, encoding="utf-8")
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    resources = [
        described("wishes", ["wish_id", "wish", *SHARED]),
        described("sources", SOURCES.splitlines()[0].split(",")),
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return tmp_path


def whats(folder: Path) -> list[str]:
    """Return what is wrong with a folder, without where and what to do; each has all three."""
    problems = check_folder(folder)
    assert all(problem.what and problem.where and problem.do for problem in problems)
    return [problem.what for problem in problems]


# ---- what may be there ----


def test_the_kit_itself_has_no_problem():
    """The tables, items, outlines and texts that are shipped are without a problem."""
    assert [str(problem) for problem in check_folder(data_folder())] == []


def test_a_healthy_folder_has_no_problem(healthy: Folder):
    """The folder that all damages start from is without a problem."""
    assert [str(problem) for problem in healthy.problems()] == []


def test_a_teachers_items_may_rest_on_the_kits_rows(teachers: Folder):
    """A folder with nothing but items has no problem when the kit has the rows."""
    assert [str(problem) for problem in teachers.problems()] == []


def test_item_files_need_no_folder_of_their_own(teachers: Folder):
    """A folder of item files can be checked as it is."""
    assert whats(teachers.path / "items") == []


def test_a_teachers_tables_may_name_the_kits_sources(tables: Path):
    """Tables of one's own are checked against their own description, and may name sources of both sides."""
    assert whats(tables) == []


def test_a_teachers_items_may_rest_on_her_own_rows(tables: Path, teachers: Folder):
    """An item may rest on a row of the folder it is in."""
    shutil.copytree(teachers.path / "items", tables / "items")
    item = tables / "items" / teachers.items.name
    item.write_text(item.read_text(encoding="utf-8").replace("[word-asean]", "[wish-peace]"), encoding="utf-8")
    assert whats(tables) == []
    (tables / "wishes.csv").write_text(WISHES.replace("wish-peace", "wish-quiet"), encoding="utf-8")
    assert whats(tables) == ["There is no row 'wish-peace' in any table."]


def test_a_key_comes_from_the_nearer_table(tables: Path, teachers: Folder):
    """Where folder and kit have a table of the same name, a key is computed from that of the folder."""
    shutil.copytree(teachers.path / "items", tables / "items")
    members = ["iso3", "name_en", "capital", "joined", "founder", *SHARED]
    content = json.loads((tables / "datapackage.json").read_text(encoding="utf-8"))
    content["resources"].append(described("members", members))
    (tables / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    row = "VNM,Vietnam,Bangkok,1995-07-28,false,class-3b,page 1,Class 3b,known"
    (tables / "members.csv").write_text(f"{','.join(members)}\n{row}\n", encoding="utf-8")
    assert "The key is hanoi, but the data gives bangkok ('Bangkok')." in whats(tables)


WISHED = {
    "no attribution": (",Class 3b,known", ",,known", "The cell is empty."),
    "no id": ("wish-peace,", ",", "The row has no id."),
    "a certainty of neither sort": (",known", ",sure", "'sure' is not a certainty."),
    "another source": ("class-3b", "class-3c", "There is no source 'class-3c'."),
    "too long": ("Exchange visits", "Exchange visits " * 9, "does not fit this column: constraint"),
    "the same again": (
        "wish-exchange,Exchange visits",
        "wish-exchange,Peace",
        "'Peace' appears in this column",
    ),
}


@pytest.mark.parametrize(("old", "new", "what"), WISHED.values(), ids=WISHED.keys())
def test_a_damaged_table_of_a_teacher(tables: Path, old: str, new: str, what: str):
    """The rules of the kit hold for her tables too, however little their description says."""
    content = json.loads((tables / "datapackage.json").read_text(encoding="utf-8"))
    content["resources"][0]["schema"]["fields"][1]["constraints"] = {"maxLength": 50, "unique": True}
    (tables / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    text = WISHES.replace('"Peace, above all"', "Peace")
    (tables / "wishes.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    (problem,) = check_folder(tables)
    assert what in problem.what
    assert problem.where.startswith(f"{tables / 'wishes.csv'}, row ")
    assert problem.do


def test_a_long_cell(tables: Path):
    """A cell of a hundred pages is read like any other, whatever was imported before."""
    (tables / "wishes.csv").write_text(WISHES.replace("Exchange", "x" * 200_000), encoding="utf-8")
    assert whats(tables) == []
    assert load("wishes", tables)["wish"].str.len().max() > 200_000


def test_a_heading_of_one_column(tables: Path):
    """A table without commas has one column, and the others are missing."""
    (tables / "wishes.csv").write_text("wish_id\nwish-peace\n", encoding="utf-8")
    assert whats(tables)[0] == "The columns wish, source_id, locator, attribution, certainty are missing."


def test_a_table_that_the_reader_gives_up_on(tables: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever else the reader of tables says is passed on with the line."""

    def failing(*_: object) -> NoReturn:
        raise csv.Error("no idea")

    monkeypatch.setattr(csv_files, "tuple", failing, raising=False)
    problem = check_folder(tables)[0]
    assert problem.what == "The table cannot be read: no idea."
    assert problem.where == str(tables / "wishes.csv")


@pytest.mark.parametrize(("mark", "newline"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_table_as_excel_saves_it(tables: Path, mark: str, newline: str):
    """A byte-order mark and Windows line ends in a table are no problem where the table is loaded all the same."""
    (tables / "wishes.csv").write_text(mark + WISHES, encoding="utf-8", newline=newline)
    assert whats(tables) == []
    assert load("wishes", tables)["wish_id"].tolist() == ["wish-peace", "wish-exchange"]


# ---- what is not as it should be ----


def test_there_is_no_such_folder(tmp_path: Path):
    """A folder that does not exist is said not to."""
    assert whats(tmp_path / "nowhere") == ["There is no such folder."]


def test_a_file_instead_of_a_folder(healthy: Folder):
    """A file is refused with the name of the folder it is in."""
    (problem,) = check_folder(healthy.path / "facts.csv")
    assert problem.what == "This is a file, not a folder."
    assert str(healthy.path) in problem.do


def test_an_empty_folder(tmp_path: Path):
    """A folder in which there is nothing to check is no success."""
    assert whats(tmp_path) == ["There is nothing to check in this folder."]


def test_the_folder_above(healthy: Folder):
    """Who gives the folder above the right one is told which it is."""
    (problem,) = check_folder(healthy.path.parent)
    assert problem.what == "There is nothing to check in this folder."
    assert str(healthy.path) in problem.do


def test_a_folder_that_leads_back_to_itself(tmp_path: Path):
    """A link in a circle is said to be one."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert whats(loop) == ["The link leads back to itself."]


@pytest.mark.parametrize("name", ["facts.csv", "boundaries.geojson", "items/90-damage.yaml", "text/ja/screens.po"])
def test_a_file_that_leads_back_to_itself(healthy: Folder, name: str):
    """A link in a circle in the place of a file is said to be one, once."""
    file = healthy.path / name
    file.unlink()
    file.symlink_to(file)
    problems = [problem for problem in healthy.problems() if problem.where == str(file)]
    assert {problem.what for problem in problems} == {"The link leads back to itself."}


@pytest.mark.parametrize(
    "name", ["facts.csv", "datapackage.json", "boundaries.geojson", "items/90-damage.yaml", "text/ja/screens.po"]
)
def test_a_folder_instead_of_a_file(healthy: Folder, name: str):
    """A folder that has the name of a file is said to be one."""
    file = healthy.path / name
    file.unlink()
    file.mkdir()
    assert ("This is a folder, not a file.", str(file)) in [(one.what, one.where) for one in healthy.problems()]


@pytest.mark.parametrize("name", ["facts.csv", "items/90-damage.yaml", "text/ja/screens.po"])
def test_a_pipe_instead_of_a_file(healthy: Folder, name: str):
    """Something that would never end is not read."""
    file = healthy.path / name
    file.unlink()
    os.mkfifo(file)
    assert ("This is not a regular file.", str(file)) in [(one.what, one.where) for one in healthy.problems()]


@pytest.mark.parametrize("name", ["facts.csv", "boundaries.geojson", "items/90-damage.yaml", "text/ja/screens.po"])
def test_a_file_that_may_not_be_read(healthy: Folder, name: str, monkeypatch: pytest.MonkeyPatch):
    """A file whose permissions keep it closed is named with the system's reason."""
    plain = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path == healthy.path / name:
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    problem = next(problem for problem in healthy.problems() if problem.where == str(healthy.path / name))
    assert problem.what == "It cannot be read: Permission denied."
    assert "permissions" in problem.do


@pytest.mark.parametrize("name", ["facts.csv", "datapackage.json", "items/90-damage.yaml", "text/ja/screens.po"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("東京,ジャカルタ\n".encode("cp932"), "The file is not UTF-8."),
        ("fact_id,paragraph\n".encode("utf-16"), "The file is UTF-16, not UTF-8."),
        (b"fact_id\nfact-\0", "The file contains a NUL character, which no text has."),
    ],
    ids=["Shift JIS", "UTF-16", "NUL"],
)
def test_a_file_that_is_no_text(healthy: Folder, name: str, content: bytes, what: str):
    """A file in another encoding, or no text at all, is named with the way to save it."""
    (healthy.path / name).write_bytes(content)
    problem = next(problem for problem in healthy.problems() if problem.what == what)
    assert problem.where.startswith(str(healthy.path / name))
    assert "UTF-8" in problem.do


@pytest.mark.parametrize("name", ["facts.csv", "items/90-damage.yaml"])
def test_a_file_that_is_too_large(healthy: Folder, name: str, monkeypatch: pytest.MonkeyPatch):
    """A file that would fill the memory is not read."""
    monkeypatch.setattr(text_files, "LARGEST", 200_000)
    with (healthy.path / name).open("ab") as file:
        file.truncate(200_001)
    assert "MB are read" in next(one.what for one in healthy.problems() if str(healthy.path / name) in one.where)


@pytest.mark.parametrize("name", ["facts.csv", "items/90-damage.yaml", "text/ja/screens.po", "boundaries.geojson"])
def test_a_file_without_content(healthy: Folder, name: str):
    """An empty file is a problem of that file."""
    (healthy.path / name).write_bytes(b"")
    assert str(healthy.path / name) in " ".join(problem.where for problem in healthy.problems())


def test_a_file_is_missing(healthy: Folder):
    """A table that is described and not there is named."""
    (healthy.path / "places.csv").unlink()
    assert healthy.problems()[0].where == str(healthy.path / "places.csv")
    assert healthy.problems()[0].what == "There is no such file."


# ---- nothing is passed over in silence ----


def test_a_table_that_is_not_described(healthy: Folder, tmp_path: Path):
    """A table that no description names cannot be checked, and that is said."""
    (healthy.path / "wishes.csv").write_text(WISHES, encoding="utf-8")
    assert healthy.only().where == str(healthy.path / "wishes.csv")
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "wishes.csv").write_text(WISHES, encoding="utf-8")
    assert whats(alone) == ["No datapackage.json describes this table, so it cannot be checked."]


def test_a_workbook(teachers: Folder):
    """A workbook is not read, and it is said how to make tables of it."""
    (teachers.path / "wishes.xlsx").write_bytes(b"PK")
    assert "CSV UTF-8" in teachers.only().do


@pytest.mark.parametrize("name", ["91-more.YAML", "91-more.yaml.txt", "items.json"])
def test_a_file_that_is_not_read_as_items(teachers: Folder, name: str):
    """A file that would be left out because of its name is named."""
    (teachers.path / "items" / name).write_text("lesson: 91", encoding="utf-8")
    problem = teachers.only()
    assert problem.where == str(teachers.path / "items" / name)
    assert ".yaml" in problem.do


def test_an_item_file_beside_the_items(teachers: Folder):
    """An item file outside the folder of items is said not to be read."""
    shutil.copy(teachers.items, teachers.path / "91-more.yaml")
    assert teachers.only().do == f"Move it into {teachers.path / 'items'}."


def test_no_item_file_in_the_folder_of_items(teachers: Folder):
    """A folder of items without items is a problem."""
    teachers.items.unlink()
    assert teachers.only().what == "There are no item files."


def test_one_file_that_cannot_be_read_does_not_hide_another(teachers: Folder):
    """Item files beside one that is no text are checked all the same."""
    (teachers.path / "items" / "91-more.yaml").write_bytes(b"\0")
    teachers.replace("items/90-damage.yaml", "key: 1995", "key: 1994")
    found = " ".join(whats(teachers.path))
    assert "NUL" in found
    assert "The key is 1994" in found


def test_a_teacher_is_told_when_the_kits_own_data_is_damaged(teachers: Folder, healthy: Folder):
    """Where the kit's own tables cannot be read, her items are not blamed for it."""
    (healthy.path / "members.csv").unlink()
    problems = teachers.problems()
    assert problems[0].where == str(healthy.path / "members.csv")
    assert "compared with the data yet" in problems[1].what
    assert len(problems) == 2


FILES = ["datapackage.json", "members.csv", "items/90-damage.yaml", "text/en.po", "boundaries.geojson"]
BYTES = st.sampled_from([b'"', b"\n", b",", b"{", b"}", b"- ", b": ", b"\xff", b"\0", b"&a ", b"*a", b"!!x ", b""])


@given(name=st.sampled_from(FILES), damage=st.tuples(st.floats(0, 1), st.integers(0, 400), BYTES))
@settings(max_examples=40)
def test_any_damage_comes_to_an_end(pristine: Path, tmp_path: Path, name: str, damage: tuple[float, int, bytes]):
    """Whatever is cut out of a file or written into it, all that is found says what, where and what to do."""
    folder = tmp_path / "any"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pristine, folder)
    share, cut, new = damage
    content = (folder / name).read_bytes()
    start = int(share * len(content))
    (folder / name).write_bytes(content[:start] + new + content[start + cut :])
    whats(folder)
