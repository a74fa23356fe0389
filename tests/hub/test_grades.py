"""Results on their way to the school's platform: an invented one, which fails as a test wants it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from platform_of_school import Platform

from kit.answers.attempt import Attempt, new_id
from kit.hub.grades import Grades, results
from kit.live.database import Database, Line
from kit.quiz.bank import LessonItems, load_lesson

LEARNER = "ana"


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Give a platform."""
    found = Platform()
    yield found
    found.close()


@pytest.fixture
def lesson() -> LessonItems:
    """Return the lesson that is graded."""
    return load_lesson("02")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Give an empty database."""
    found = Database(tmp_path / "class.sqlite")
    yield found
    found.close()


@pytest.fixture
def make(platform: Platform, database: Database, lesson: LessonItems, tmp_path: Path) -> Callable[[], Grades]:
    """Return a function that gives what sends the results of a learner who came from the platform once."""
    launches = tmp_path / "launches"
    launches.mkdir()
    place = f'{{"learner": "{LEARNER}", "id": "u1", "lesson": "02", "line": "{platform.address}/line"}}'
    (launches / "a.json").write_text(place, encoding="utf-8")
    about = platform.registered() | {"launches": str(launches)}
    return lambda: Grades(about, database, {lesson.lesson: lesson}, tmp_path, every=0)


@pytest.fixture
def grades(make: Callable[[], Grades], platform: Platform) -> Grades:
    """Give one, whose key the platform knows."""
    found = make()
    platform.tool_keys = found.keys()
    return found


@pytest.fixture
def again(make: Callable[[], Grades]) -> Grades:
    """Give another one, as after a restart."""
    return make()


@pytest.fixture
def answer(database: Database, lesson: LessonItems, attempt: Callable[..., Attempt]) -> Callable[[int], None]:
    """Return a function that answers so many items of the quiz, all right."""
    quiz = [item for item in lesson.items if item.use == "quiz"]

    def answered(count: int) -> None:
        for item in quiz[:count]:
            made = attempt(learner=LEARNER, item_id=item.id, response=item.sample_response("right"))
            text = made_line(made)
            database.keep([Line(new_id(), LEARNER, "02", item.id, "right", made.at, text)])

    return answered


def made_line(made: Attempt) -> str:
    """Return a line as the store writes it."""
    from kit.answers.store import line_of

    return line_of(made).decode()


def test_a_result_is_sent_once(grades: Grades, platform: Platform, answer: Callable[[int], None]):
    """Nothing is sent before there is an answer; a result goes once, and again only when it has changed."""
    assert grades.send_new() == 0
    answer(2)
    assert grades.send_new() == 1
    assert grades.send_new() == 0
    (score,) = platform.scores
    assert (score["userId"], score["scoreGiven"], score["activityProgress"]) == ("u1", 2, "InProgress")
    assert score["scoreMaximum"] > 2
    answer(99)
    assert grades.send_new() == 1
    last = platform.scores[-1]
    assert (last["scoreGiven"], last["gradingProgress"]) == (last["scoreMaximum"], "FullyGraded")
    assert platform.tokens == 1


def test_nothing_is_measured_while_nothing_arrives(
    grades: Grades, answer: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
):
    """A class that has gone home costs no measuring; the next answer is measured."""
    measured: list[str] = []
    monkeypatch.setattr(
        "kit.hub.grades.results", lambda lesson, database: measured.append("") or results(lesson, database)
    )
    answer(2)
    for _ in range(3):
        grades.send_new()
    assert len(measured) == 1
    answer(1)
    grades.send_new()
    assert len(measured) == 2


def test_an_item_that_is_corrected_counts(
    grades: Grades, platform: Platform, lesson: LessonItems, answer: Callable[[int], None]
):
    """A teacher may correct the file of a quiz: the results follow, before anybody answers again, and once."""
    answer(2)
    grades.send_new()
    doubled = replace(lesson, items=tuple(replace(item, points=2 * item.points) for item in lesson.items))
    grades._bank[lesson.lesson] = doubled  # type: ignore[index] # noqa: SLF001 - as the service does with its bank
    assert [grades.send_new(), grades.send_new()] == [1, 0]
    first, second = (score["scoreMaximum"] for score in platform.scores)
    assert second == 2 * first


def test_no_half_of_a_key_is_left(make: Callable[[], Grades], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the key cannot be kept, there is none: the next start makes one, and not for ever the same error."""
    with monkeypatch.context() as patch:
        patch.setattr("kit.hub.grades.write_whole", lambda *_: (_ for _ in ()).throw(OSError("no room")))
        with pytest.raises(OSError, match="no room"):
            make().keys()
    assert not (tmp_path / "platform-key.pem").exists()
    assert make().keys()["keys"]


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_platform_that_fails_gets_it_later(
    status: int, grades: Grades, platform: Platform, answer: Callable[[int], None]
):
    """The result is not taken for sent, and goes again until it is there, once."""
    answer(3)
    platform.trouble = [status, status]
    assert [grades.send_new() for _ in range(4)] == [0, 0, 1, 0]
    assert len(platform.scores) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 503])
def test_a_platform_that_gives_no_token_gets_it_later(
    status: int, grades: Grades, platform: Platform, answer: Callable[[int], None]
):
    """A platform that does not know the key of this tool yet says 400, as OAuth has it: no result is given up."""
    answer(3)
    platform.token_trouble = [status, status]
    assert [grades.send_new() for _ in range(4)] == [0, 0, 1, 0]
    assert len(platform.scores) == 1


def test_a_platform_that_is_away_gets_it_later(
    grades: Grades, platform: Platform, answer: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
):
    """No connection is no reason to forget a result."""
    answer(3)
    with monkeypatch.context() as patch:
        patch.setattr("kit.hub.grades.urlopen", lambda *_a, **_k: (_ for _ in ()).throw(OSError("away")))
        assert grades.send_new() == 0
    assert grades.send_new() == 1
    assert len(platform.scores) == 1


def test_a_learner_who_is_gone_there_is_left_out(grades: Grades, platform: Platform, answer: Callable[[int], None]):
    """Where the platform says that there is no such place, it is not asked for ever."""
    answer(3)
    platform.trouble = [404]
    grades.send_new()
    assert grades.send_new() == 0
    assert platform.scores == []


def test_what_was_sent_is_known_after_a_restart(
    grades: Grades, again: Grades, platform: Platform, answer: Callable[[int], None], tmp_path: Path
):
    """A service that starts again has the same key and sends nothing twice."""
    answer(3)
    grades.send_new()
    assert again.keys() == grades.keys()
    assert again.send_new() == 0
    assert len(platform.scores) == 1
    assert (tmp_path / "platform-key.pem").stat().st_mode & 0o077 == 0


def test_what_the_platform_did_not_take_goes_after_a_restart(
    grades: Grades, again: Grades, platform: Platform, answer: Callable[[int], None]
):
    """A result that is on its way when the service ends is sent by the one that takes its place, once."""
    answer(3)
    platform.trouble = [503]
    assert grades.send_new() == 0
    assert [again.send_new(), again.send_new()] == [1, 0]
    assert [score["scoreGiven"] for score in platform.scores] == [3]


def test_the_result_is_that_of_the_report(database: Database, lesson: LessonItems, answer: Callable[[int], None]):
    """Points and possible points are those of the class report; others have none."""
    answer(1)
    found = results(lesson, database)
    assert found.keys() == {LEARNER}
    assert found[LEARNER].points == 1
    assert not found[LEARNER].is_whole
