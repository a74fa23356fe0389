"""`kit class`: which lessons and which folders it takes, and what it tells the teacher."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kit.authoring.assign import write_assignment
from kit.errors import KitError
from kit.live import run_class
from kit.live.database import Database
from kit.live.door import ClassDoor
from kit.live.run_class import course_of, site_of
from kit.paths import notebooks_folder
from kit.quiz.bank import LessonItems, load_lesson
from kit.site.build import Built, course_mark
from kit.site.put_in_place import RECORD
from kit.site.python_parts import item_file
from kit.text import languages


def test_a_number_is_a_lesson_of_the_course():
    """The number of a lesson leads to its notebook in each language; zeros may be left out."""
    course = course_of("3")
    assert course.lesson.lesson == "03"
    assert course.notebooks == {language: f"{language}/03-fifty-years.ipynb" for language in languages()}


def test_an_exam_is_refused(tmp_path: Path, bank: tuple[LessonItems, ...]):
    """An exam, sealed or with its keys, as a file or in a folder, is never given to tablets."""
    written = write_assignment(bank[4], tmp_path / "exam", exam=True, language="en")
    students, teacher = written[0].parent, written[-1].parent
    sealed = next(students.glob("*.json"))
    for place in (sealed, students, *teacher.glob("*.yaml")):
        with pytest.raises(KitError, match="This is an exam"):
            course_of(str(place))


def test_questions_of_every_language_are_scored(tmp_path: Path):
    """A lesson of the course, and a copy of it as one's own, has the question that only Japanese pupils meet."""
    items = Path(shutil.copy(load_lesson("01").path, tmp_path))
    notebook = next(notebooks_folder().glob("01-*.ipynb"))
    own = notebook.read_text(encoding="utf-8").replace('kit.start(\\"01\\")', f'kit.start(\\"{items.name}\\")')
    (tmp_path / notebook.name).write_text(own, encoding="utf-8")
    assert course_of(str(tmp_path)).lesson.path == items
    for name in ("01", str(tmp_path)):
        assert any(item.language == "ja" for item in course_of(name).lesson.items)


def test_the_notebooks_of_the_course_are_no_lesson_of_ones_own(tmp_path: Path):
    """A teacher who names the folder of the course, or her copy of it, is told to name a lesson; a changed one goes."""
    for path in notebooks_folder().glob("*.ipynb"):
        shutil.copy(path, tmp_path)
    for folder in (notebooks_folder(), tmp_path):
        with pytest.raises(KitError, match="notebooks of the course") as said:
            course_of(str(folder))
        assert "as in 03" in said.value.do
    (own := tmp_path / "own").mkdir()
    shutil.copy(next(notebooks_folder().glob("03-*.ipynb")), own)
    assert course_of(str(own)).lesson.lesson == "03"


def test_a_file_without_its_notebook_is_refused(tmp_path: Path):
    """A file of items alone cannot be taught; the error says what to name."""
    path = tmp_path / "02-mine.yaml"
    path.write_text(load_lesson("02").path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(KitError, match="needs a lesson with its notebook"):
        course_of(str(path))


def site(place: Path, name: str, course: str = "", copied: Path | None = None) -> Path:
    """Write what a class looks at in the site of a lesson: its record, its notebooks, and the items of a folder."""
    about = {"lessons": [course_of(name).lesson.lesson], "course": course or course_mark()}
    place.mkdir(parents=True, exist_ok=True)
    (place / RECORD).write_text(json.dumps(about), encoding="utf-8")
    for notebook in course_of(name).notebooks.values():
        (place / "files" / notebook).parent.mkdir(parents=True, exist_ok=True)
        (place / "files" / notebook).touch()
    if copied:
        (place / "files" / "own" / copied.name).write_bytes(item_file(copied))
    return place


def test_a_site_is_taken_as_it_is_or_refused(tmp_path: Path):
    """A site that has the lesson is used; one that has not, when it was named, is an error and stays."""
    site(tmp_path, "03")
    said: list[str] = []
    assert site_of(course_of("03"), tmp_path, None, "en", said.append) == tmp_path
    with pytest.raises(KitError, match="does not have lesson 04"):
        site_of(course_of("04"), tmp_path, None, "en", said.append)
    assert said == []


def test_a_site_of_another_state_of_the_course_is_not_taken_silently(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Pages from before an update have other questions than those that score: they are made again, or it is said."""
    place, built, said = site(tmp_path / "class-03", "03", "of last year"), [], list[str]()
    monkeypatch.setattr(run_class, "downloads_folder", lambda: tmp_path / "downloads")
    monkeypatch.setattr(run_class, "build_site", lambda out, *_, **__: built.append(out) or Built(out, ("03",), 0, 0))
    assert site_of(course_of("03"), None, None, "en", said.append) == place
    assert built == [place]
    assert site_of(course_of("03"), place, None, "en", said.append) == place
    assert built == [place]
    assert "another state of the course" in said[-1]


def test_pages_of_ones_own_quiz_are_not_taken_for_those_of_the_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A quiz that was assigned has the number of its lesson; a class of the lesson itself gets other pages."""
    students = write_assignment(load_lesson("04"), tmp_path / "class-b", exam=False)[0].parent
    places = list[Path]()

    def build(out: Path, *_: object, lessons: list[str], **__: object) -> Built:
        about = {"lessons": [*lessons, "04"], "course": course_mark()}
        out.mkdir(parents=True)
        (out / RECORD).write_text(json.dumps(about), encoding="utf-8")
        places.append(out)
        return Built(out, ("04",), 0, 0)

    monkeypatch.setattr(run_class, "downloads_folder", lambda: tmp_path / "downloads")
    monkeypatch.setattr(run_class, "build_site", build)
    site_of(course_of(str(students)), None, None, "en", str)
    site_of(course_of("04"), None, None, "en", str)
    assert len(set(places)) == 2


def test_a_site_with_ones_own_quiz_is_taken_as_it_is_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A site that a teacher named is not written anew for a quiz of her own; it is said where the quiz has changed."""
    items = next(path for path in write_assignment(load_lesson("04"), tmp_path, exam=False) if path.suffix == ".yaml")
    course, said = course_of(str(items.parent)), list[str]()
    monkeypatch.setattr(run_class, "build_site", lambda *_, **__: pytest.fail("the site was written anew"))
    of_all = site(tmp_path / "of all", "04")
    with pytest.raises(KitError, match="does not have lesson 04") as error:
        site_of(course, of_all, None, "en", said.append)
    assert f"--items {items.parent}" in error.value.do
    own = site(tmp_path / "own", str(items.parent), copied=items)
    assert site_of(course, own, None, "en", said.append) == own
    assert said == []
    (own / "files" / "own" / items.name).write_text("{}", encoding="utf-8")
    assert site_of(course, own, None, "en", said.append) == own
    assert "another state of the course" in said[-1]
    with pytest.raises(KitError, match="does not have lesson 04"):
        site_of(course_of("04"), own, None, "en", said.append)


def test_two_classes_in_one_folder_are_refused(tmp_path: Path):
    """A second class in the folder of one that runs says so; when the first has ended, it may run."""
    first = run_class._alone_in(tmp_path)  # noqa: SLF001 - the whole command serves until Ctrl+C
    with first, pytest.raises(KitError, match="running already"), run_class._alone_in(tmp_path):  # noqa: SLF001
        pass
    with run_class._alone_in(tmp_path):  # noqa: SLF001
        pass


@pytest.mark.parametrize(
    ("address", "others", "wanted", "said"),
    [
        ("http://192.0.2.7:8001/", ["http://198.51.100.4:8001/"], 8001, "http://198.51.100.4:8001/"),
        ("http://192.0.2.7:8001/", [], 8000, "uses port 8000"),
        ("http://127.0.0.1:8001/", [], 8001, "not in a network"),
    ],
)
def test_what_a_teacher_has_to_know_is_said(small: Database, address: str, others: list[str], wanted: int, said: str):
    """A second network, another port, no network: each is said, and nothing of it where all is as ever."""
    greeting = "\n".join(run_class._greeting(ClassDoor(small, address), others, 8001, wanted, "en"))  # noqa: SLF001
    assert said in greeting
    usual = "\n".join(run_class._greeting(ClassDoor(small, "http://192.0.2.7:8001/"), [], 8001, 8001, "en"))  # noqa: SLF001
    assert said not in usual
