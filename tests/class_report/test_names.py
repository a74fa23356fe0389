"""The names of a class: what reads alike is one doubt, and names.csv decides."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report.collect import collect
from kit.class_report.names import as_row, folded, read_names
from kit.errors import KitError

Make = Callable[..., Attempt]


@pytest.fixture
def give(tmp_path: Path, attempt: Make) -> Callable[..., Path]:
    """Return what writes the hand-in of a learner whose first answer was given in some minute."""

    def write(learner: str, minute: int = 0) -> Path:
        at = f"2026-05-04T08:{minute:02}:00.000+00:00"
        path = write_hand_in(
            [attempt(learner=learner, at=at, seconds=float(minute))], "02", tmp_path / "class", learner
        ).path
        assert path is not None
        return path

    return write


def decide(folder: Path, content: str, encoding: str = "utf-8") -> None:
    """Write the table of names."""
    (folder / "names.csv").write_bytes(content.encode(encoding))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("s07", "ｓ０７"),
        ("s07", "S07"),
        ("s07", "s 07"),
        ("s07", "s-07"),
        ("s07", "s\u200b07"),
        ("山田花子", "山田 花子"),
        ("山田花子", "山田\u3000花子"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
        ("Tran Thi Lan", "tran thi lan"),
        ("Nguyễn Văn Hà", "Nguyen Van Ha"),
        ("José", "JOSE"),
        ("やまだ", "ヤマダ"),
        ("髙橋", "高橋"),
        ("渡邉", "渡邊"),
        ("𠮷田", "吉田"),
        ("辻󠄀", "辻"),
        ("ジョ-", "ジョー"),
        ("นํ้า", "น้ำ"),
        ("เเก้ว", "แก้ว"),
        ("s7", "s007"),
        ("1-07", "1-7"),
        ("Yamada Hanako", "Hanako YAMADA"),
        ("山田 花子", "花子山田"),
        ("Tran, Thi Lan", "Lan Tran Thi"),
        ("Nguyễn Thị", "Nguyen Thị"),
    ],
)
def test_names_that_read_alike_are_one_doubt(give: Callable[..., Path], name: str, other: str):
    """Names that differ in case, width, spaces or invisible signs are one doubt, with the row to write."""
    folder = give(name).parent
    give(other, 1)
    written = [one.learner for one in collect(folder).received]
    (doubt,) = collect(folder).doubts
    assert "read alike" in doubt
    row = next(row for row in (as_row(*written), as_row(*reversed(written))) if row in doubt)
    decide(folder, f"handed in,counts as\n{row}\n")
    found = collect(folder)
    assert (len(found.learners), found.doubts) == (1, [])


@pytest.mark.parametrize(
    ("name", "other"), [("1-11", "11-1"), ("s07", "s70"), ("Hà", "Hạ"), ("か", "が"), ("--", "..")]
)
def test_names_that_are_two_are_no_doubt(give: Callable[..., Path], name: str, other: str):
    """Numbers of a class, and letters that differ, are two learners."""
    assert folded(name) != folded(other)
    folder = give(name).parent
    give(other, 1)
    assert collect(folder).doubts == []


def test_a_row_names_a_file_that_macos_wrote(give: Callable[..., Path]):
    """A Mac writes letters and their marks apart in names of files; a row with the same name in one piece counts."""
    path = give("Hà")
    apart = path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    assert apart.name != path.name
    decide(path.parent, f"handed in,counts as\n{path.name},Trần Hà\n")
    found = collect(path.parent)
    assert (found.learners, found.doubts) == (["Trần Hà"], [])


def test_the_table_may_be_called_in_capitals_and_another_one_is_a_doubt(give: Callable[..., Path]):
    """The table counts in capital letters, too; one in a folder below is not used, which is said."""
    folder = give("s07").parent
    (folder / "Names.CSV").write_text("handed in,counts as\ns07,Sato Hana\n", "utf-8")
    (folder / "monday").mkdir()
    decide(folder / "monday", "handed in,counts as\ns07,Ito\n")
    found = collect(folder)
    assert found.learners == ["Sato Hana"]
    assert found.doubts == [f"monday/names.csv is not used. Write its rows into {folder / 'Names.CSV'}."]


def test_four_spellings_are_one_doubt_and_can_be_joined(give: Callable[..., Path]):
    """All spellings of a name are one doubt, whose rows join them; then the latest hand-in counts."""
    spellings = ["s07", "ｓ０７", "S07", "s 07"]
    for minute, name in enumerate(spellings):
        folder = give(name, minute).parent
    (doubt,) = collect(folder).doubts
    rows = doubt.partition("rows of their own: ")[2].partition(". Several")[0].split("; ")
    assert len(rows) == 3
    decide(folder, "\n".join(["handed in,counts as", *rows]))
    found = collect(folder)
    assert (found.learners, found.doubts, len(found.received)) == ([rows[0].split(",")[1]], [], 1)
    assert [each.kind for each in found.set_aside] == ["earlier"] * 3


def test_names_that_read_alike_may_stay_two(give: Callable[..., Path]):
    """A row with the same name in both cells says that a name counts as it is."""
    folder = give("Anna").parent
    give("anna", 1)
    decide(folder, "name;counts as\r\nAnna;Anna\r\nanna;anna\r\n")
    found = collect(folder)
    assert (found.learners, found.doubts) == (["Anna", "anna"], [])


def test_two_learners_of_one_name_stay_two(give: Callable[..., Path]):
    """Two hand-ins of one name that begin otherwise both count, with a doubt, until the table gives each a name."""
    one = give("花子")
    two = give("花子", 1)
    found = collect(one.parent)
    assert found.learners == ["花子", "花子 (2)"]
    assert found.set_aside == []
    (doubt,) = found.doubts
    assert f"{two.name},花子 B" in doubt
    decide(one.parent, f"file,name\n{one.name},花子 A\n{two.name},花子 B\n")
    found = collect(one.parent)
    assert ({each.file: each.learner for each in found.received}, found.doubts) == (
        {one.name: "花子 A", two.name: "花子 B"},
        [],
    )


def test_one_learner_on_two_computers_can_be_joined(give: Callable[..., Path]):
    """Rows that give two files the same name join them: the latest counts, and no doubt is left."""
    one = give("hana")
    two = give("hana", 1)
    decide(one.parent, f"file,name\n{one.name},hana\n{two.name},hana\n")
    found = collect(one.parent)
    assert (found.learners, found.doubts) == (["hana"], [])
    assert [each.kind for each in found.set_aside] == ["earlier"]


def test_another_name_for_two_learners_does_not_join_them(give: Callable[..., Path]):
    """A row that renames what two learners of one name call themselves leaves the doubt."""
    folder = give("hana").parent
    give("hana", 1)
    decide(folder, "name,counts\nhana,Sato Hana\n")
    found = collect(folder)
    assert found.learners == ["Sato Hana", "Sato Hana (2)"]
    assert len(found.doubts) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_table_as_spreadsheets_save_it(give: Callable[..., Path], encoding: str, separator: str):
    """The table may have any usual separator, a byte-order mark, and no heading."""
    folder = give("s07").parent
    decide(folder, f"s07{separator}Sato Hana\r\n{separator}\r\n", encoding)
    found = collect(folder)
    assert (found.learners, found.doubts, found.set_aside) == (["Sato Hana"], [], [])


def test_rows_that_belong_to_nothing_are_named(give: Callable[..., Path]):
    """A row for a name that nobody has, or for a file of which there are two, is brought to the teacher."""
    path = give("s07")
    for folder in ("a", "b"):
        (path.parent / folder).mkdir()
        (path.parent / folder / "same.jsonl").write_bytes(path.read_bytes())
    decide(path.parent, "file,name\ns77,x\nsame.jsonl,y\n")
    assert collect(path.parent).doubts[:2] == [
        "names.csv, row 2: nobody handed in s77.",
        "names.csv, row 3: 2 files are called same.jsonl. Write the folder in front of it.",
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"a,b\ns07,\n", "two cells"),
        (b"a,b\ns07\n", "two cells"),
        (b"a,b\ns07,x,y\n", "two cells"),
        (b"a,b\ns07,x\ns07,y\n", "already counts as x, in row 2"),
        (b"a,b\ns07," + b"x" * 61, "cannot be used"),
        ("a,b\ns07,花".encode("cp932"), "not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_error(tmp_path: Path, content: bytes, what: str):
    """A row that says nothing or contradicts another one is an error with its place; nothing counts by guess."""
    (tmp_path / "names.csv").write_bytes(content)
    with pytest.raises(KitError, match=what) as caught:
        read_names(tmp_path)
    assert "names.csv" in str(caught.value)


@pytest.mark.parametrize(
    "row",
    ["one.jsonl,", ",Ann", "one.jsonl", "one.jsonl,Ann,more", "one.jsonl,An\x07n", f"one.jsonl,{'x' * 61}"],
)
def test_a_row_that_names_nobody_is_named_with_what_to_do(tmp_path: Path, row: str):
    """Two cells with a text in each, the second of which can be shown: any other row is no decision."""
    (tmp_path / "names.csv").write_text(f"file,name\n{row}\n", encoding="utf-8")
    with pytest.raises(KitError) as raised:
        read_names(tmp_path)
    assert raised.value.where == f"{tmp_path / 'names.csv'}, row 2"
    assert raised.value.do


def test_spaces_and_empty_rows_decide_nothing(tmp_path: Path):
    """Cells are read without the spaces around them, and a name may have sixty characters."""
    longest = "x" * 60
    content = f"file,name\n , \n one.jsonl , Ann \n\none.jsonl,Ann,\ntwo.jsonl,{longest}\n"
    (tmp_path / "names.csv").write_text(content, encoding="utf-8")
    names = read_names(tmp_path)
    assert names.decided("one.jsonl", "a") == ("Ann", "")
    assert names.decided("two.jsonl", "b") == (longest, "")
