"""The service of the class on a hub: what it scores by, and where it sends whoever is not logged in."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from class_server import LEARNERS, TEACHER, ClassServer, Visitor

from kit.authoring.assign import write_assignment
from kit.errors import KitError
from kit.hub import class_service
from kit.hub.class_service import item_files, lessons
from kit.quiz.bank import load_bank, load_lesson


def test_an_assigned_exam_is_scored_with_its_keys(tmp_path: Path):
    """The course is there, and an exam with what the teacher's folder has; the sealed part is not taken for it."""
    write_assignment(load_lesson("02"), tmp_path / "class-b", exam=True)
    found = {lesson.lesson: lesson for lesson in lessons(item_files(tmp_path))}
    assert found.keys() == {lesson.lesson for lesson in load_bank()} | {"02exam"}
    assert all(item.kind != "sealed" for item in found["02exam"].items)


def test_an_own_question_of_one_language_is_scored(tmp_path: Path):
    """A lesson of ones own may have a question that only Japanese pupils meet."""
    mine, course = tmp_path / "91-mine.yaml", load_lesson("01").path
    mine.write_text(course.read_text(encoding="utf-8").replace('lesson: "01"', 'lesson: "91"', 1), encoding="utf-8")
    found = {lesson.lesson: lesson for lesson in lessons([mine])}
    assert any(item.language == "ja" for item in found["91"].items)


def test_a_damaged_file_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """An assigned file that cannot be read is named in the log, and the lessons of the course are there."""
    path = tmp_path / "class-b" / "teacher" / "91-mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("items: [", encoding="utf-8")
    assert len(lessons(item_files(tmp_path))) == len(load_bank())
    assert "91-mine.yaml" in capsys.readouterr().err


def test_what_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """A database that is away, or a full disk, ends nothing: it is said once, and the work goes on afterwards."""
    monkeypatch.setattr(class_service, "_LOOK_SECONDS", 0)
    troubles = [KitError("The database is away."), KitError("The database is away."), OSError("no room")]

    async def work() -> None:
        if troubles:
            raise troubles.pop(0)
        raise EOFError  # reached: the end of this test

    async def keep_doing() -> None:
        await class_service._keep_doing(work)  # noqa: SLF001 - what the service does until it ends

    with ThreadPoolExecutor(1) as thread, pytest.raises(EOFError):
        thread.submit(asyncio.run, keep_doing()).result()
    assert capsys.readouterr().err == "The database is away.\nno room\n"


def test_lessons_that_could_not_be_read_are_read_at_the_next_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """While the kit is updated, a file of the course may not read; what was assigned meanwhile comes all the same."""
    write_assignment(load_lesson("02"), tmp_path / "class-b", exam=True)
    given: list[object] = []

    async def renew(bank: object) -> None:
        given.append(bank)

    live = SimpleNamespace(renew=renew)
    troubles = [KitError("The file cannot be read.")]

    def read(_files: object) -> str:
        if troubles:
            raise troubles.pop()
        return "lessons"

    monkeypatch.setattr(class_service, "lessons", read)

    async def look_three_times() -> None:
        seen: dict[Path, int] = {}
        with pytest.raises(KitError):
            seen = await class_service._renewed(live, tmp_path, seen)  # noqa: SLF001 - what the service does each second
        for _ in range(2):
            seen = await class_service._renewed(live, tmp_path, seen)  # noqa: SLF001

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, look_three_times()).result()
    assert given == ["lessons"]


def test_a_browser_is_sent_to_the_login(hub: ClassServer):
    """Whoever opens the board without a login is asked for one, and is back at the service after it."""
    visitor = Visitor(hub)
    assert "hub/login" in visitor.get("services/class/state")[1]
    visitor.log_in(TEACHER, hub.first_password(TEACHER))
    status, address, page = visitor.get("services/class/state")
    assert (status, address) == (200, f"{hub.address}services/class/state")
    assert TEACHER in page


def test_a_script_is_not_sent_to_the_login(school: ClassServer):
    """A request that no person opens is refused, not led elsewhere; so is a token of another service."""
    assert school.status("services/class/state") == 403
    assert school.status("services/class/state", school.environment_of(LEARNERS[0])["JUPYTERHUB_API_TOKEN"]) == 200
