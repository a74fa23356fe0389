"""The rows of the board: every text in them is text, names can be hidden, and only what is revealed shows a key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from class_service import lines
from msgspec.structs import replace
from payloads import MANY
from pupils import answers

from kit.live.arrivals import Judge
from kit.live.board import BoardRows, Rows, View, board_page
from kit.live.class_measures import class_now
from kit.live.database import Database
from kit.live.live_class import LiveClass, Place, Seen
from kit.quiz.bank import LessonItems, load_bank, load_lesson, read_file
from kit.text import text_in

AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


@pytest.fixture
def years(bank: tuple[LessonItems, ...]) -> LessonItems:
    """Return lesson 03."""
    return next(lesson for lesson in bank if lesson.lesson == "03")


def view(lesson: LessonItems, learners: int = 5, **changes: object) -> View:
    """Return what a board shows of a small class."""
    judge = Judge([lesson])
    kept = [judge.read(lines([each]), name, AT, lambda *_: False).lines[0] for name, each in answers(lesson, learners)]
    now = class_now(kept, [], lesson, "en")
    usual = View(now, {}, frozenset(), lesson, ("One", "Two", "Three"), AT)
    return usual._replace(**changes)


def rows(shown: View, language: str = "en") -> Rows:
    """Return the rows of a board in a language."""
    return BoardRows(language).rows(shown)


@pytest.mark.parametrize(("language", "half"), [("en", "0.5"), ("ja", "0.5"), ("id", "0,5")])
def test_marks_are_written_as_in_the_language(language: str, half: str):
    """A teacher reads a mark with the comma or point of the board's language; what is sent has a point."""
    lesson = next(each for each in load_bank() if any(item.criteria for item in each.items))
    text = "".join(rows(view(lesson), language)["words"].values())
    assert f"> {half}</label>" in text
    assert 'value="0.5"' in text


def test_a_question_says_how_many_answered_and_are_right(years: LessonItems):
    """Each question has its numbers, and the commonest wrong answer with the feedback that names the misconception."""
    shown = view(years, 12)
    row = rows(shown)["items"]["q-years-03"]
    now = next(each for each in shown.now.items if each.item.id == "q-years-03")
    assert f"{now.answered} of 12 answered" in row
    assert f"{now.right} of {now.answered} right" in row
    assert now.measure.mistakes[0].feedback in unescape(row)
    assert "not scored" in rows(shown)["items"]["q-years-28"]


def test_only_a_revealed_question_has_its_key(years: LessonItems):
    """Without a flag there is no key in a row; with it, what is right is said in words."""
    assert "Right: " not in "".join(rows(view(years))["items"].values())
    revealed = rows(view(years, flags=frozenset({("03", "q-years-03", "revealed")})))["items"]
    assert "Right: Not to become a military power" in revealed["q-years-03"]
    assert "Right: " not in revealed["q-years-04"]


def test_hands_are_in_the_order_in_which_they_went_up(years: LessonItems):
    """Who waits longest is first, with the step and the minutes."""
    seen = {
        "Siti": Seen(AT, Place("03", 2, hand=True), AT - timedelta(minutes=1)),
        "Hanako": Seen(AT, Place("03", 3, hand=True), AT - timedelta(minutes=4)),
        "Thanh": Seen(AT, Place("03", 1)),
    }
    hands = rows(view(years, seen=seen))["hands"]
    assert list(hands) == ["Hanako", "Siti"]
    assert "3. Three" in hands["Hanako"]
    assert "for 4 minutes" in hands["Hanako"]
    assert "away" not in hands["Hanako"]


def test_a_hand_whose_page_is_gone_says_so(years: LessonItems):
    """The hand stays up, for a tablet may only be asleep; the teacher sees since when nothing was heard of it."""
    seen = {"Siti": Seen(AT - timedelta(minutes=7), Place("03", 2, hand=True), AT - timedelta(minutes=9))}
    assert "for 9 minutes · away for 7 minutes" in rows(view(years, seen=seen))["hands"]["Siti"]


def test_whoever_is_not_heard_of_is_away(years: LessonItems):
    """A learner whose page is silent is away; one who has only answered earlier was not there today."""
    seen = {"Hanako": Seen(AT - timedelta(minutes=3), Place("03", 2)), "Siti": Seen(AT, Place("04", 1))}
    found = rows(view(years, seen=seen))
    assert "away for 3 minutes" in found["learners"]["Hanako"]
    assert "Lesson 04" in found["learners"]["Siti"]
    assert "not today" in found["learners"]["Thanh"]
    assert "Here now: 1 of 5" in found["tools"]["tools"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_learner_can_answer_all_that_are_counted(language: str):
    """A question that is in the place of another one in one language is not counted next to it."""
    story = read_file(load_lesson("01").path, whole=True)
    met = [item for item in load_lesson("01", language=language).items if item.use != "predict"]
    assert any(item.replaces for item in story.items)
    seen = {"Hanako": Seen(AT, Place("01", 1))}
    row = rows(View(class_now([], [], story, language), seen, frozenset(), story, (), AT), language)["learners"][
        "Hanako"
    ]
    assert text_in(language)("board.of", n=0, all=len(met)) in row


def test_a_clock_that_is_put_back_keeps_nobody_here(years: LessonItems):
    """Whoever left before the clock was put back is away; the others are heard of again within seconds."""
    seen = {"Hanako": Seen(AT + timedelta(hours=2), Place("03", 2)), "Siti": Seen(AT, Place("03", 1))}
    assert "Here now: 1 of 5" in rows(view(years, seen=seen))["tools"]["tools"]


def test_another_name_stays(years: LessonItems):
    """The name that stands for a learner stays when others come or the board is opened again, and is nobody else's."""
    numbers: dict[str, int] = {}
    before = BoardRows("en", numbers).rows(view(years, 3))["learners"]
    after = BoardRows("en", numbers).rows(view(years, 40))["learners"]

    def alias(row: str) -> str:
        return row.partition('class="alias">')[2].partition("<")[0]

    assert [alias(after[name]) for name in before] == [alias(row) for row in before.values()]
    assert len({alias(row) for row in after.values()}) == 40
    BoardRows("en", numbers).rows(view(years, 3))
    assert numbers.keys() == before.keys()


def test_answers_in_words_are_not_in_the_order_of_the_register(years: LessonItems):
    """On the projector, where names are hidden, the order of answers tells nobody who wrote them."""
    numbers: dict[str, int] = {}
    words = BoardRows("en", numbers).rows(view(years, 12))["words"]
    learners = [key.partition("/")[2] for key in words if "/" in key]
    assert "> 0.5</label>" in str(words)
    assert "> 0,5</label>" in str(BoardRows("id", numbers).rows(view(years, 12))["words"])
    assert len(learners) > 5
    assert learners == sorted(learners, key=numbers.__getitem__) != sorted(learners)


def test_no_text_of_a_learner_is_markup(years: LessonItems):
    """Names and answers in words are shown as they were typed; no element and no attribute comes of any of them."""
    (item,) = (item for item in years.items if item.criteria)
    sent = next(each for _, each in answers(years, 1) if each.item_id == item.id)
    names = ["x", *MANY]
    kept = [
        line
        for name in names
        for line in Judge([years])
        .read(lines([replace(sent, attempt_id=f"{len(name)}", response={"text": name})]), name, AT, lambda *_: False)
        .lines
    ]
    seen = {name: Seen(AT, Place("03", 1, hand=True), AT) for name in names}
    found = rows(View(class_now(kept, [], years, "en"), seen, frozenset(), years, (), AT))
    for part, key in (("hands", "{}"), ("learners", "{}"), ("words", item.id + "/{}")):
        plain = found[part][key.format("x")]
        for payload in MANY:
            row = found[part][key.format(payload)]
            assert payload.strip() in unescape(row)
            assert row.count("<") == plain.count("<")


def test_the_page_is_in_two_languages(years: LessonItems, small: Database):
    """The page speaks the language that is asked for, and begins hidden where it is for the projector."""
    live = LiveClass([years], small)
    page = board_page(live, years, "ja", "/", hidden=True)
    assert '<html lang="ja">' in page
    assert "挙手" in page
    assert "hide-names projector" in page
    assert "hide-names projector" not in board_page(live, years, "en", "/", hidden=False)


def test_the_board_of_another_lesson_hides_names_too(bank: tuple[LessonItems, ...], small: Database):
    """Whoever goes to another lesson on the projector finds no names there; elsewhere the names stay."""
    live = LiveClass(bank, small)
    on_wall, on_desk = (board_page(live, bank[0], "en", "/", hidden=hidden) for hidden in (True, False))
    assert on_wall.count("&amp;projector=1") == len(bank) > 1
    assert "projector=1" not in on_desk
