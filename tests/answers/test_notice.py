"""What a learner reads of her answers and of her hand-in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.answers.notice import Notice, hand_in, lesson_notice
from kit.answers.outbox import ADDRESS
from kit.answers.store import AnswerStore
from kit.quiz.bank import LessonItems, load_lesson
from kit.text import text_in


@pytest.fixture
def lesson() -> LessonItems:
    """Return a lesson of the course."""
    return load_lesson("02")


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    """Return the answers of a learner with a name that looks like markup."""
    return AnswerStore(tmp_path / "answers", learner="<b>ines")


def test_the_first_lines_say_where_answers_are_kept(lesson: LessonItems, store: AnswerStore):
    """Title, learner, file, and how to hand in are there, in the language of the lesson."""
    said = repr(lesson_notice(lesson, store, "en"))
    for words in (lesson.title, "<b>ines", str(store.path), "lesson.hand_in("):
        assert words in said
    assert "答え" in repr(lesson_notice(lesson, store, "ja"))


def test_minutes_and_items_are_those_that_a_learner_meets(
    lesson: LessonItems, store: AnswerStore, attempt: Callable[..., Attempt]
):
    """An exam says no minutes; once it is released, it counts what it asked, and not all of its lesson."""
    assert "42 minutes. More practice" in repr(lesson_notice(lesson, store, "en"))
    core = replace(lesson, items=tuple(item for item in lesson.items if item.use != "practice"))
    assert "\n42 minutes\n" in repr(lesson_notice(core, store, "en"))
    quiz = [item.id for item in core.items if item.use == "quiz"]
    store.append(attempt(item_id=quiz[0], lesson="02"))
    for exam in (replace(core, mode="exam"), replace(core, is_released=True)):
        assert " minutes" not in repr(lesson_notice(exam, store, "en"))
    assert 0 < len(quiz) < len(core.items)
    assert f"1 of {len(quiz)} items" in repr(lesson_notice(replace(core, is_released=True), store, "en"))


def test_in_a_class_nothing_has_to_be_handed_in(
    lesson: LessonItems, store: AnswerStore, attempt: Callable[..., Attempt], monkeypatch: pytest.MonkeyPatch
):
    """Where answers go to the teacher by themselves, neither the first lines nor those of a file ask for a hand-in."""
    store.append(attempt())
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:1/")
    for said in (lesson_notice(lesson, store, "en"), hand_in(lesson, store, "en", store.path.parent)):
        assert "Nothing has to be handed in" in repr(said)
        assert "lesson.hand_in(" not in repr(said)
        assert "Give this file" not in repr(said)


@pytest.mark.parametrize(
    ("mode", "learner", "is_told"), [("exam", "me", True), ("exam", "s07", False), ("practice", "me", False)]
)
def test_answers_to_an_exam_may_be_those_of_another_pupil(
    lesson: LessonItems, tmp_path: Path, mode: str, learner: str, *, is_told: bool
):
    """Who opens an exam that nobody by name has answered on this computer reads how to begin an own one."""
    exam, store = replace(lesson, mode=mode, path=Path("02exam-members.json")), AnswerStore(tmp_path, learner=learner)
    call = 'kit.start("02exam-members.json", learner="s07")'
    assert call not in repr(lesson_notice(exam, store, "en"))
    store.append(
        Attempt(
            learner=learner,
            lesson="02",
            item_id=lesson.items[0].id,
            response="a",
            score=None,
            max_score=1,
            verdict="unmarked",
        )
    )
    for language in ("en", "ja", "id"):
        assert (call in repr(lesson_notice(exam, store, language))) is is_told


def test_without_answers_there_is_nothing_to_hand_in(lesson: LessonItems, store: AnswerStore, tmp_path: Path):
    """Who has answered nothing reads so, and no file is written."""
    said = hand_in(lesson, store, "en", tmp_path / "out")
    assert "nothing to hand in" in repr(said)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["my-name", "my name", "Your Name", "ＭＹ＿ＮＡＭＥ", "名前"])
def test_the_name_of_an_example_hands_nothing_in(lesson: LessonItems, store: AnswerStore, tmp_path: Path, name: str):
    """Pupils who leave the example's name in place do not become one learner: nothing is written, and why is said."""
    store.append(answer(store, lesson))
    for language, said in (("en", "your own name"), ("ja", "自分の名前")):
        assert said in repr(hand_in(lesson, store, language, tmp_path / "out", name))
    assert not (tmp_path / "out").exists()


def test_the_home_folder_may_be_a_tilde(
    lesson: LessonItems, store: AnswerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A folder that begins with ~ is in the learner's home, as it is in a terminal."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    store.append(answer(store, lesson))
    hand_in(lesson, store, "en", Path("~/Desktop"), "s07")
    assert [file.name for file in (tmp_path / "home" / "Desktop").iterdir()] == ["hand-in-02-s07.jsonl"]


def answer(store: AnswerStore, lesson: LessonItems) -> Attempt:
    """Return an answer to a lesson."""
    item = lesson.items[0].id
    known = {"learner": store.learner, "lesson": lesson.lesson, "item_id": item, "response": 1}
    return Attempt(**known, score=1.0, max_score=1.0, verdict="right")


def test_answers_to_the_same_item_in_another_lesson_do_not_count(lesson: LessonItems, store: AnswerStore):
    """A quiz or an exam that a teacher made of items of the course is new, even where its items are known."""
    store.append(answer(store, lesson))
    assert f"1 of {len(lesson.items)} items" in repr(lesson_notice(lesson, store, "en"))
    quiz = replace(lesson, lesson="90exam", mode="exam", fingerprint="a")
    assert text_in("en")("lesson.none") in repr(lesson_notice(quiz, store, "en"))


def test_a_line_that_could_not_be_read_is_named(lesson: LessonItems, store: AnswerStore):
    """A damaged line of the answer file is named with its number."""
    store.folder.mkdir()
    store.path.write_text("half a li", encoding="utf-8")
    assert "Line 1" in repr(lesson_notice(lesson, store, "en"))


def test_a_notice_is_escaped_on_a_page():
    """What a learner typed is never markup, and the first line is the heading."""
    page = Notice(("<i>", "<b>"))._repr_html_()
    assert "<strong>&lt;i&gt;</strong>" in page
    assert "<b>" not in page
