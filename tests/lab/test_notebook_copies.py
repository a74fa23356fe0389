"""Which folder is opened, and a student's copies in it: made once, never overwritten without asking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.lab import notebook_copies
from kit.lab.notebook_copies import choose_folder, copy_notebooks
from kit.language_choice import language_here
from kit.paths import notebooks_folder


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a course of two notebooks, one in a folder of its own."""
    folder = tmp_path / "course"
    (folder / "teacher").mkdir(parents=True)
    (folder / "00-one.ipynb").write_text("first version", encoding="utf-8")
    (folder / "teacher" / "guide.ipynb").write_text("guide", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "00-one-checkpoint.ipynb").write_text("old", encoding="utf-8")
    monkeypatch.setattr(notebook_copies, "notebooks_folder", lambda: folder)
    return folder


def never(copy: Path) -> bool:
    """Fail: nobody should be asked here."""
    message = f"asked about {copy}"
    raise AssertionError(message)


def test_everything_is_copied_once(course: Path, tmp_path: Path):
    """The first time all notebooks come, folders too; the second time none, and nobody is asked."""
    mine = tmp_path / "mine"
    assert copy_notebooks(mine, never) == [mine / "00-one.ipynb", mine / "teacher" / "guide.ipynb"]
    assert copy_notebooks(mine, never) == []
    assert sorted(path.name for path in mine.rglob("*.ipynb")) == ["00-one.ipynb", "guide.ipynb"]
    assert (course / "00-one.ipynb").read_text(encoding="utf-8") == "first version"


def test_guides_have_their_pictures_in_their_language(course: Path, tmp_path: Path):
    """Pictures come with the guides, in the language where there is one, and newer ones take their place."""
    for notebook in course.rglob("*.ipynb"):
        notebook.write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    pictures = course / "teacher" / "pictures"
    (pictures / "ja").mkdir(parents=True)
    for name, content in (("00.png", "old"), ("01.png", "English"), ("ja/00.png", "Japanese")):
        (pictures / name).write_text(content, encoding="utf-8")
    copy_notebooks(tmp_path / "pupil", never, guides=False)
    assert not (tmp_path / "pupil" / "teacher").exists()
    for language, expected in (("en", ["new", "English"]), ("ja", ["Japanese", "English"])):
        copy_notebooks(tmp_path / language, never, language=language)
        (pictures / "00.png").write_text("new", encoding="utf-8")
        copy_notebooks(tmp_path / language, never, language=language)
        copies = sorted((tmp_path / language / "teacher" / "pictures").iterdir())
        assert [path.read_text(encoding="utf-8") for path in copies] == expected


def test_own_work_stays_without_a_question(course: Path, tmp_path: Path):
    """A copy that the student changed stays as it is while the kit brings nothing newer."""
    assert course.is_dir()
    copy_notebooks(tmp_path / "mine", never)
    (tmp_path / "mine" / "00-one.ipynb").write_text("my work", encoding="utf-8")
    assert copy_notebooks(tmp_path / "mine", never) == []
    assert (tmp_path / "mine" / "00-one.ipynb").read_text(encoding="utf-8") == "my work"


@pytest.mark.parametrize("takes", [True, False])
def test_a_newer_version_is_offered_once(course: Path, tmp_path: Path, *, takes: bool):
    """A newer version asks once; the student's copy is kept in either case, and she is not asked again."""
    mine, asked = tmp_path / "mine", []
    copy_notebooks(mine, never)
    (mine / "00-one.ipynb").write_text("my work", encoding="utf-8")
    (course / "00-one.ipynb").write_text("second version", encoding="utf-8")

    def ask(copy: Path) -> bool:
        asked.append(copy.name)
        return takes

    copy_notebooks(mine, ask)
    copy_notebooks(mine, ask)
    assert asked == ["00-one.ipynb"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in mine.glob("*.ipynb")}
    assert "my work" in texts.values()
    assert texts["00-one.ipynb"] == ("second version" if takes else "my work")


def test_copies_kept_before_are_not_overwritten(course: Path, tmp_path: Path):
    """Each copy that makes room for a newer version gets a name of its own."""
    mine = tmp_path / "mine"
    copy_notebooks(mine, never)
    for version in ("second", "third"):
        (mine / "00-one.ipynb").write_text(f"work on {version}", encoding="utf-8")
        (course / "00-one.ipynb").write_text(version, encoding="utf-8")
        copy_notebooks(mine, lambda _: True)
    kept = {path.read_text(encoding="utf-8") for path in mine.glob("00-one-mine-*.ipynb")}
    assert kept == {"work on second", "work on third"}


def test_a_notebook_of_unknown_origin_is_asked_about(course: Path, tmp_path: Path):
    """A notebook of the same name that the kit did not copy is not replaced without a question."""
    assert course.is_dir()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "00-one.ipynb").write_text("somebody's", encoding="utf-8")
    copy_notebooks(mine, lambda _: False)
    assert (mine / "00-one.ipynb").read_text(encoding="utf-8") == "somebody's"


@pytest.mark.parametrize("record", [b"", b"[1]", b"\xff\xfe", b"{"])
def test_a_damaged_record_costs_a_question_at_most(course: Path, tmp_path: Path, record: bytes):
    """When the record of copies is damaged, equal copies are left alone and nobody is asked."""
    assert course.is_dir()
    copy_notebooks(tmp_path / "mine", never)
    (tmp_path / "mine" / ".kit-copies.json").write_bytes(record)
    assert copy_notebooks(tmp_path / "mine", never) == []


@pytest.mark.parametrize("place", [".", "teacher"])
def test_the_course_itself_is_never_opened(course: Path, tmp_path: Path, place: str):
    """In the folder of the course, and below it, the copies are in a folder beside the course's."""
    assert choose_folder(course / place) == (tmp_path / "my-notebooks", True)


def test_anywhere_else_the_copies_are_in_a_folder_of_their_own(course: Path, tmp_path: Path):
    """From an empty folder and from a checkout the copies are in my-notebooks; from there they are where they are."""
    assert course.is_dir()
    mine = tmp_path / "my-notebooks"
    assert choose_folder(tmp_path) == (mine, True)
    copy_notebooks(mine, never)
    assert choose_folder(tmp_path) == choose_folder(mine) == (mine, True)


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [('{"source": ["lesson = kit.start(\\"90\\")"]}', True), ('{"source": ["1 + 1"]}', False), ("\udcff", False)],
)
def test_a_folder_with_a_lesson_is_opened_as_it_is(course: Path, tmp_path: Path, text: str, *, is_ours: bool):
    """An assigned quiz or a lesson of one's own is opened without the course; any other notebook is not ours."""
    assert course.is_dir()
    own = tmp_path / "students"
    own.mkdir()
    (own / "90-own.ipynb").write_text(text, encoding="utf-8", errors="surrogateescape")
    assert choose_folder(own) == ((own, False) if is_ours else (own / "my-notebooks", True))


def book(*code: str, output: str = "") -> str:
    """Return a notebook of these cells, as it is after a run with an output."""
    cells = [{"cell_type": "code", "source": [each], "outputs": [output] if output else []} for each in code]
    return json.dumps({"cells": cells, "metadata": {"seen": output}})


def test_a_copy_that_was_only_run_is_renewed_without_a_question(course: Path, tmp_path: Path):
    """Outputs are no work of a student's: when nothing was written, the newer version comes, and no second file."""
    mine = tmp_path / "mine"
    (course / "00-one.ipynb").write_text(book("1"), encoding="utf-8")
    copy_notebooks(mine, never)
    (mine / "00-one.ipynb").write_text(book("1", output="seen"), encoding="utf-8")
    assert copy_notebooks(mine, never) == []
    (course / "00-one.ipynb").write_text(book("1", "2"), encoding="utf-8")
    assert copy_notebooks(mine, never) == [mine / "00-one.ipynb"]
    assert (mine / "00-one.ipynb").read_text(encoding="utf-8") == book("1", "2")
    assert len(list(mine.glob("*.ipynb"))) == 1


def test_a_full_disk_leaves_what_was_there(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """When a newer version cannot be written, the student's copy is still whole under its name."""
    mine = tmp_path / "mine"
    copy_notebooks(mine, never)
    (mine / "00-one.ipynb").write_text("my work", encoding="utf-8")
    (course / "00-one.ipynb").write_text("second version", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KitError, match="No space left"):
        copy_notebooks(mine, lambda _: True)
    assert (mine / "00-one.ipynb").read_text(encoding="utf-8") == "my work"


def test_each_language_has_a_folder_of_its_own(tmp_path: Path):
    """From a folder of copies in another language, theirs is next to it."""
    english, _ = choose_folder(tmp_path)
    copy_notebooks(english, never, guides=False)
    japanese, has_copies = choose_folder(english, "ja")
    assert (japanese, has_copies) == (tmp_path / "my-notebooks-ja", True)
    copy_notebooks(japanese, never, guides=False, language="ja")
    assert choose_folder(japanese, "ja") == (japanese, True)
    assert choose_folder(japanese) == (english, True)


def test_copies_in_two_languages_start_their_lessons_in_both(tmp_path: Path):
    """Their folder is next to those in one language, and `kit.start` reads there which ones they are."""
    both, _ = choose_folder(tmp_path, "id+en")
    assert both == tmp_path / "my-notebooks-id+en"
    copy_notebooks(both, never, guides=False, language="id+en")
    assert language_here(both) == "id+en"
    cells = json.loads(next(both.glob("02*")).read_text(encoding="utf-8"))["cells"]
    assert '<small lang="en">Who is ASEAN?</small>' in "".join(cells[0]["source"])


def test_copies_in_a_language_have_the_code_of_the_course(tmp_path: Path):
    """A second time nothing is copied, so work in them is safe."""
    written = copy_notebooks(tmp_path / "ja", never, language="ja")
    assert copy_notebooks(tmp_path / "ja", never, language="ja") == []
    for copy in written:
        original = json.loads((notebooks_folder() / copy.relative_to(tmp_path / "ja")).read_text("utf-8"))
        cells = json.loads(copy.read_text("utf-8"))["cells"]
        assert [("".join(c["source"]), c["id"]) for c in cells if c["cell_type"] == "code"] == [
            ("".join(c["source"]), c["id"]) for c in original["cells"] if c["cell_type"] == "code"
        ]
