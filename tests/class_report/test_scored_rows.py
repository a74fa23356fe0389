"""Scored rows for a district: the same figures as the report of the school, and no name."""

from __future__ import annotations

import errno
import os
import zipfile
from array import array
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest
from click.testing import CliRunner
from simulator import simulate

from kit.answers.attempt import Attempt
from kit.answers.hand_in import write_hand_in
from kit.class_report import scored_rows
from kit.class_report.collect import Collection, collect
from kit.class_report.report import ClassReport, DistrictReport, class_report
from kit.class_report.scored_rows import KEY, forget_rows, has_scored_rows, write_scored_rows
from kit.cli import main
from kit.errors import KitError
from kit.quiz.bank import LessonItems, load_bank
from kit.text import text_in

NAME = "Sato Hanako"


@pytest.fixture
def hand_ins(tmp_path: Path, attempt: Callable[..., Attempt]) -> Path:
    """Return a folder with the hand-in of a learner who writes her own name into an answer."""
    folder = tmp_path / "hand-ins"
    folder.mkdir()
    items = {item.id: item for lesson in load_bank() if lesson.lesson == "02" for item in lesson.items}
    given = {"q-members-24": "wrong", "q-members-06": "right"}
    made = [
        attempt(learner=NAME, item_id=name, response=items[name].sample_response(how)) for name, how in given.items()
    ]
    made.append(attempt(learner=NAME, item_id="q-members-17", response=f"I am {NAME}"))
    write_hand_in(made, "02", folder, NAME)
    return folder


def rows(path: Path) -> list[tuple[object, ...]]:
    """Return all rows of a file."""
    return duckdb.connect().execute(f"select * from read_parquet('{path}')").fetchall()  # noqa: S608


def test_no_name_leaves_the_school(hand_ins: Path, tmp_path: Path):
    """Neither the name nor words that a learner typed are in the file; the key of the numbers stays at the school."""
    path, count = write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "b.parquet", "north", "b")
    assert count >= 2
    text = repr(rows(path))
    assert not any(part in text for part in (NAME, "Sato", "Hanako", "I am"))
    assert NAME.encode() not in path.read_bytes()
    assert (hand_ins / KEY).stat().st_mode & 0o077 == 0
    assert ClassReport(collect(hand_ins), load_bank()).measures.learners[0].name == NAME


def test_the_order_of_rows_tells_nobody(tmp_path: Path):
    """The rows of an item follow the numbers, not the names of learners or files."""
    truth = simulate(tmp_path / "in", 40, items=10)
    path, _ = write_scored_rows(collect(tmp_path / "in"), truth.lessons, tmp_path / "b.parquet", "north", "b")
    found = duckdb.connect().execute(f"select item, learner from read_parquet('{path}')").fetchall()  # noqa: S608
    assert len(found) == 400
    assert found == sorted(found)


@pytest.mark.parametrize("content", [b"PAR1 somebody's", b""])
def test_rows_of_somebody_else_are_not_replaced(hand_ins: Path, tmp_path: Path, content: bytes):
    """Only earlier rows of the kit are replaced: Parquet is written by many programs."""
    (path := tmp_path / "b.parquet").write_bytes(content)
    result = CliRunner().invoke(main, ["collect", str(hand_ins), "--rows", str(path)])
    assert (result.exit_code, path.read_bytes()) == (1, content)
    assert "Another file has this name" in result.stderr
    path.unlink()
    for _ in range(2):
        assert write_scored_rows(collect(hand_ins), load_bank(), path, "north", "b")[1] >= 2


def test_a_full_disk_leaves_no_empty_secret(hand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a secret cannot be written, the next run makes one."""
    place = (collect(hand_ins), load_bank(), tmp_path / "b.parquet", "north", "b")
    with monkeypatch.context() as full:
        full.setattr(os, "write", Mock(side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        with pytest.raises(KitError, match="No space left") as said:
            write_scored_rows(*place)
    assert said.value.where == str(hand_ins / KEY)
    assert not (hand_ins / KEY).exists()
    assert write_scored_rows(*place)[1] >= 2


def test_a_full_folder_for_temporary_files_is_one_error(
    hand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Rows are first written there: where that fails an earlier file stays, and nothing ends in a traceback."""
    path, _ = write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "b.parquet", "north", "b")
    before = path.read_bytes()
    monkeypatch.setattr(scored_rows, "TemporaryDirectory", lambda **_: nullcontext(tmp_path / "gone"))
    with pytest.raises(KitError, match="rows could not be written: IO Error"):
        write_scored_rows(collect(hand_ins), load_bank(), path, "north", "b")
    with pytest.raises(KitError, match="rows could not be written: IO Error"):
        forget_rows(path, [hand_ins / KEY], NAME)
    assert path.read_bytes() == before


def test_a_secret_that_cannot_be_read_is_named(hand_ins: Path, tmp_path: Path):
    """What is in the place of the secret is one clear error."""
    (hand_ins / KEY).mkdir()
    with pytest.raises(KitError, match="a folder, not a file") as said:
        write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "b.parquet", "north", "b")
    assert said.value.where == str(hand_ins / KEY)


@pytest.mark.parametrize("secret", [b"", b"x" * 100])
def test_a_damaged_secret_is_refused(hand_ins: Path, tmp_path: Path, secret: bytes):
    """With an empty secret everybody could tell whose a number is."""
    (hand_ins / KEY).write_bytes(secret)
    with pytest.raises(KitError, match="secret behind the numbers of learners is damaged"):
        write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "b.parquet", "north", "b")
    assert ((hand_ins / KEY).read_bytes(), list(tmp_path.glob("*.parquet"))) == (secret, [])


def test_a_learner_keeps_the_number_and_another_school_has_another(hand_ins: Path, tmp_path: Path):
    """The number is the same next time; with the key of another school the same name has another number."""
    first, _ = write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "a.parquet", "north", "b")
    again, _ = write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "b.parquet", "north", "b")
    assert rows(first) == rows(again)
    (hand_ins / KEY).unlink()
    other, _ = write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "c.parquet", "north", "b")
    assert rows(first) != rows(other)


def test_a_district_has_the_figures_of_its_schools(tmp_path: Path):
    """From two folders of rows follow the same lessons, objectives and items as from all hand-ins at once."""
    truth = simulate(tmp_path / "all", 40, items=20, lessons=2)
    files = sorted((tmp_path / "all").iterdir())
    for school, half in (("north", files[::2]), ("south", files[1::2])):
        (tmp_path / school).mkdir()
        for path in half:
            (tmp_path / school / path.name).write_bytes(path.read_bytes())
        (tmp_path / school / KEY).write_bytes(b"one key for both, so that learners can be compared")
        out = tmp_path / "district" / school / "a.parquet"
        out.parent.mkdir(parents=True)
        write_scored_rows(collect(tmp_path / school), truth.lessons, out, school, "a")
    whole = ClassReport(collect(tmp_path / "all"), truth.lessons)
    district = DistrictReport(tmp_path / "district", truth.lessons)
    for name in ("lessons", "objectives", "items"):
        ours, theirs = getattr(whole.measures, name), getattr(district.measures, name)
        assert len(ours) == len(theirs) > 0
        for one, other in zip(ours, theirs, strict=True):
            assert figures(one) == pytest.approx(figures(other), abs=1e-6)
    ours, theirs = ([set(item.mistakes) for item in found.measures.items] for found in (whole, district))
    assert ours == theirs  # which of two equally common ones is first is open
    assert district.measures.learners == ()
    assert "40" in repr(district)


def figures(measure: object) -> dict[str, float]:
    """Return the numbers of a measure."""
    share = getattr(measure, "share", None) or getattr(measure, "facility", None)
    found = {"share": share.share, "n": share.n}
    return found | {name: getattr(measure, name) for name in ("discrimination", "seconds") if hasattr(measure, name)}


def test_the_report_on_a_district_says_nothing_of_single_learners(tmp_path: Path):
    """No part claims that nobody needs help, or that a district is a small class; a notebook can ask for each part."""
    truth = simulate(tmp_path / "in", 40, items=20)
    (folder := tmp_path / "rows").mkdir()
    write_scored_rows(collect(tmp_path / "in"), truth.lessons, folder / "a.parquet", "north", "a")
    report = DistrictReport(folder, truth.lessons)
    page, (text, nobody) = report.to_html(), (text_in(), text_in()("report.of_nobody"))
    assert nobody in page
    assert not any(text(f"report.{name}") in page for name in ("help_none", "heat", "aside"))
    assert "small class" not in page
    assert page.count("<td>40</td>") == 3
    for part in (report.help_needed(), report.heat_map("00"), report.learners(), report.set_aside()):
        assert nobody in part._repr_html_()
        assert part.to_table().empty
    with pytest.raises(KitError, match="Nobody has handed in lesson '07'"):
        report.heat_map("07")


def test_rows_of_items_that_are_not_in_the_bank_are_named(tmp_path: Path):
    """A district that has not got the items of a school hears which, and how many answers are not counted."""
    truth = simulate(tmp_path / "all", 12, items=20, lessons=2)
    out = tmp_path / "district" / "a.parquet"
    out.parent.mkdir()
    write_scored_rows(collect(tmp_path / "all"), truth.lessons, out, "north", "a")
    district = DistrictReport(out.parent, truth.lessons[:1])
    assert district.measures.unknown == {item.id: 12 for item in truth.lessons[1].items}
    assert "120" in district.left_out[0]
    assert [lesson.lesson for lesson in district.measures.lessons] == ["00"]


def test_the_page_names_nobody(hand_ins: Path, tmp_path: Path):
    """The page of a district is written, without a learner in it."""
    (tmp_path / "rows").mkdir()
    write_scored_rows(collect(hand_ins), load_bank(), tmp_path / "rows" / "b.parquet", "north", "b")
    page = class_report(tmp_path / "rows").to_html()
    assert "Who is ASEAN" in page
    assert NAME not in page


@pytest.mark.parametrize("name", ["class [b]", "town=south", "school=south", "lesson=99"])
def test_a_folder_may_have_any_name(hand_ins: Path, tmp_path: Path, name: str):
    """Brackets in the name of a folder are no pattern, and a name as Spark gives it is no column."""
    (folder := tmp_path / name).mkdir()
    for _ in range(2):
        write_scored_rows(collect(hand_ins), load_bank(), folder / "b.parquet", "north", "b")
    assert class_report(folder).measures.items
    assert forget_rows(folder / "b.parquet", [hand_ins / KEY], NAME, is_trial=True) >= 2


def test_rows_next_to_hand_ins_are_not_a_district(hand_ins: Path):
    """A school may keep its rows in the folder of its hand-ins: the report there is still that of the class."""
    write_scored_rows(collect(hand_ins), load_bank(), hand_ins / "b.parquet", "north", "b")
    assert [each.name for each in class_report(hand_ins).measures.learners] == [NAME]


@pytest.mark.parametrize(("inside", "is_district"), [("read-me.txt", True), ("s01-02.jsonl", False)])
def test_a_zip_counts_as_what_is_in_it(tmp_path: Path, inside: str, *, is_district: bool):
    """Rows next to a zip are of a district, if no hand-in is in the zip; a damaged zip may hold hand-ins."""
    (tmp_path / "b.parquet").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "any.ZIP", "w") as archive:
        archive.writestr(inside, "text")
    assert has_scored_rows(tmp_path) == is_district
    (tmp_path / "any.ZIP").write_bytes(b"PK\x03\x04")
    assert not has_scored_rows(tmp_path)


def test_rows_in_a_zip_are_not_left_out_without_a_word(tmp_path: Path):
    """Of a school that sent its rows packed, the report of the district would say nothing."""
    (tmp_path / "b.parquet").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("c/c.parquet", "text")
    with pytest.raises(KitError, match="not read") as said:
        has_scored_rows(tmp_path)
    assert said.value.where == str(tmp_path / "c.zip")


def test_a_district_has_no_marks_and_no_gradebook(hand_ins: Path, tmp_path: Path):
    """What needs the words or the names of learners is refused, and nothing is written."""
    (folder := tmp_path / "rows").mkdir()
    write_scored_rows(collect(hand_ins), load_bank(), folder / "b.parquet", "north", "b")
    with pytest.raises(KitError, match="no answers to mark"):
        class_report(folder, marks=tmp_path / "marks.csv")
    with pytest.raises(KitError, match="name no learners"):
        class_report(folder).gradebook(tmp_path / "grades.csv")
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize("content", [b"PAR1 no", b""])
def test_a_damaged_file_is_named(hand_ins: Path, tmp_path: Path, content: bytes):
    """Rows that cannot be read are one clear error, which names the file."""
    (folder := tmp_path / "rows").mkdir()
    write_scored_rows(collect(hand_ins), load_bank(), folder / "a.parquet", "north", "b")
    (folder / "b.parquet").write_bytes(content)
    assert has_scored_rows(folder)
    with pytest.raises(KitError, match="cannot be read") as said:
        class_report(folder)
    assert said.value.where == str(folder / "b.parquet")


def test_rows_of_another_program_are_named(tmp_path: Path):
    """Parquet with other columns is one clear error, which names the file."""
    duckdb.connect().execute(f"copy (select 1 as a) to '{tmp_path}/other.parquet'")
    with pytest.raises(KitError, match="cannot be read") as said:
        class_report(tmp_path)
    assert said.value.where == str(tmp_path / "other.parquet")


def test_another_name_is_refused(tmp_path: Path):
    """A file that is not to be called .parquet is not written."""
    empty = Collection(tmp_path, [], [], [], [], array("i"), [])
    lessons: tuple[LessonItems, ...] = ()
    with pytest.raises(KitError, match="Parquet"):
        write_scored_rows(empty, lessons, tmp_path / "a.csv", "north", "a")


def test_the_commands(hand_ins: Path, tmp_path: Path):
    """`kit collect --rows` says how many rows it wrote, and `kit report` reads their folder."""
    (tmp_path / "rows").mkdir()
    out = tmp_path / "rows" / "b.parquet"
    done = CliRunner().invoke(main, ["collect", str(hand_ins), "--rows", str(out), "--school", "north", "--class", "b"])
    assert done.exit_code == 0
    assert "rows without names" in done.output
    said = CliRunner().invoke(main, ["report", str(tmp_path / "rows"), "--json"])
    assert said.exit_code == 0
    assert '"q-members-24"' in said.output
