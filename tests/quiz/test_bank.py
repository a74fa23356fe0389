"""Reading item files: what authors may write, and what they read when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.errors import KitError
from kit.quiz import bank
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.select import item_of
from kit.quiz.yaml_lost_text import lost_texts
from kit.quiz.yaml_nodes import load

HEAD = """\
lesson: "02"
title: Who is ASEAN?
question: Who are the members?
minutes: {teaching: 25, exercises: 20}
mode: practice
objectives:
  members-now: Say who the members are.
items:
"""
CHOICE = """\
- id: q-members-01
  kind: single-choice
  objective: members-now
  level: recall
  stem: Which?
  facts: [fact-one]
  hints: [Look again.]
  options:
  - id: no
    text: No
    feedback: Not so.
  - id: "1995"
    text: 1995
    feedback: Yes.
  key: 1995
"""
NUMBER = """\
- id: q-members-02
  kind: numeric
  objective: members-now
  level: recall
  stem: How many?
  facts: [fact-one]
  hints: [Look again.]
  key: 10
  feedback: {right: Yes., wrong: No.}
"""
ORDER = """\
- id: q-members-03
  kind: ordering
  objective: members-now
  level: recall
  stem: In which order?
  facts: [fact-one]
  hints: [Look again.]
  options:
  - {id: b, text: B, feedback: b}
  - {id: a, text: A, feedback: a}
  key: [a, b]
  feedback: {right: Yes., wrong: No.}
"""
GOOD = HEAD + CHOICE + NUMBER + ORDER


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of an item file, not yet written."""
    return tmp_path / "02-who-is-asean.yaml"


def written(file: Path, content: str | bytes) -> Path:
    """Write an item file."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_good_file(file: Path):
    """A file is read into its head and its items, in the order of the file."""
    lesson = bank.read_file(written(file, GOOD))
    assert (lesson.lesson, lesson.title, lesson.mode, lesson.path) == ("02", "Who is ASEAN?", "practice", file)
    assert (lesson.minutes.teaching, lesson.minutes.exercises) == (25, 20)
    assert lesson.objectives == {"members-now": "Say who the members are."}
    assert [item.id for item in lesson.items] == ["q-members-01", "q-members-02", "q-members-03"]
    assert isinstance(lesson.items[2], Ordering)
    assert bank.problems(file) == []


def test_words_stay_words(file: Path):
    """What looks like a truth value, a number or a date to YAML is text where a text is asked for."""
    text = GOOD.replace('lesson: "02"', "lesson: 02").replace("  facts", "  as_of: 2023-07-13\n  facts", 1)
    lesson = bank.read_file(written(file, text))
    assert lesson.lesson == "02"
    assert [option.id for option in lesson.items[0].options] == ["no", "1995"]
    assert lesson.items[0].options[0].text == "No"
    assert (lesson.items[0].key, lesson.items[0].as_of) == ("1995", "2023-07-13")
    assert lesson.items[1].key == 10.0


def test_texts_in_languages(file: Path):
    """Every text of an item may be a map of languages."""
    text = GOOD.replace("stem: Which?", "stem: {en: Which?, ja: どれ？}").replace(
        "hints: [Look again.]", "hints: [{ja: もう一度}]"
    )
    item = bank.read_file(written(file, text)).items[0]
    assert item.public("ja")["stem"] == "どれ？"


def test_signs_of_editors_are_welcome(file: Path):
    """A byte order mark, Windows line ends and comments change nothing."""
    plain = bank.read_file(written(file, GOOD))
    other = bank.read_file(written(file, b"\xef\xbb\xbf# note\r\n" + GOOD.replace("\n", "\r\n").encode()))
    assert other.items == plain.items


def test_the_values_are_those_of_yaml():
    """What our reader gives is what the YAML library gives, for the same text without guessing types."""
    shipped = bank.data_folder() / "items"
    for path in sorted(shipped.glob("*.yaml")):
        assert load(path).content == yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506 - texts only


WRONG: dict[str, tuple[str, str, int, list[str]]] = {
    # what is damaged: text, its replacement, the line named, words in the message
    "unknown kind": ("kind: numeric", "kind: numerik", 25, ["q-members-02", "numerik", "Did you mean 'numeric'"]),
    "no kind": ("  kind: numeric\n", "", 24, ["q-members-02", "kind is missing", "single-choice"]),
    "unknown field": ("level: recall", "levle: recall", 12, ["q-members-01", "'levle'", "Did you mean 'level'"]),
    "missing field": ("  hints: [Look again.]\n", "", 9, ["q-members-01", "'hints' is missing"]),
    "unknown level": ("level: recall", "level: recal", 12, ["q-members-01", "'recal'", "Did you mean 'recall'"]),
    "no option feedback": ("    feedback: Not so.\n", "", 17, ["q-members-01", "option no", "'feedback' is missing"]),
    "empty option feedback": ("feedback: Not so.", "feedback:", 19, ["option no", "feedback is empty"]),
    "blank option text": ("    text: No\n", '    text: " "\n', 18, ["option no", "text is empty"]),
    "blank language": ("stem: Which?", 'stem: {en: "", ja: x}', 13, ["stem", "'en'", "is empty"]),
    "no language": ("stem: Which?", "stem: {}", 13, ["stem", "map of languages is empty"]),
    "same item id": ("id: q-members-02", "id: q-members-01", 24, ["'q-members-01'", "appears twice"]),
    "same option id": ('id: "1995"', "id: no", 16, ["option id 'no'", "2 times"]),
    "key no option": ("key: 1995", "key: 1994", 23, ["key '1994'", "no, 1995", "Did you mean '1995'"]),
    "key a list": ("key: 1995", "key: [no]", 23, ["q-members-01", "key", "a text"]),
    "key no number": ("key: 10", "key: ten", 31, ["q-members-02", "'ten'", "a number"]),
    "key not finite": ("key: 10", "key: inf", 31, ["q-members-02", "inf"]),
    "tolerance below 0": ("key: 10", "key: 10\n  tolerance: -1", 32, ["tolerance", "-1"]),
    "error is right": (
        "key: 10", "key: 10\n  expected_errors: [{value: 10, feedback: x}]", 32, ["expected error 10", "right"],
    ),
    "order incomplete": ("key: [a, b]", "key: [a]", 43, ["q-members-03", "'b' 0 times"]),
    "order doubled": ("key: [a, b]", "key: [a, b, a]", 43, ["q-members-03", "'a' 2 times"]),
    "order unknown": ("key: [a, b]", "key: [a, b, c]", 43, ["key 'c'", "not an option"]),
    "one option": ("  - {id: b, text: B, feedback: b}\n", "", 40, ["q-members-03", "at least two"]),
    "option id not valid": ("id: b,", "id: b c,", 41, ["'b c'", "not a valid id"]),
    "feedback no map": ("{right: Yes., wrong: No.}", "well done", 32, ["q-members-02", "feedback", "map"]),
    "feedback half": ("{right: Yes., wrong: No.}", "{right: Yes.}", 32, ["'wrong' is missing"]),
    "item id form": ("id: q-members-02", "id: Members2", 24, ["'Members2'", "q-members-03"]),
    "three hints": ("hints: [Look again.]", "hints: [a, b, c]", 15, ["3 hints"]),
    "no hints": ("hints: [Look again.]", "hints: []", 15, ["0 hints"]),
    "hints no list": ("hints: [Look again.]", "hints: Look again.", 15, ["hints", "a list"]),
    "no facts": ("facts: [fact-one]", "facts: []", 14, ["names no fact"]),
    "points 0": ("level: recall", "level: recall\n  points: 0", 13, ["points"]),
    "points nan": ("level: recall", "level: recall\n  points: nan", 13, ["points"]),
    "key_from no map": ("level: recall", "level: recall\n  key_from: members", 13, ["key_from", "map of fields"]),
    "key_from half": ("level: recall", "level: recall\n  key_from: {table: x}", 13, ["'where' is missing"]),
    "where no map": (
        "level: recall", "level: recall\n  key_from: {table: x, where: y, column: z}", 13, ["where", "'y'", "a map"],
    ),
    "no day": ("level: recall", "level: recall\n  as_of: 2023-02-30", 13, ["2023-02-30", "2023-07-13"]),
    "unknown objective": ("objective: members-now", "objective: members-nwo", 11, ["Did you mean 'members-now'"]),
    "unknown pool": ("level: recall", "level: recall\n  pool: hard", 13, ["pool 'hard'", "pools: {hard: 1}"]),
    "pool too small": ("mode: practice", "mode: practice\npools: {easy: 1}", 6, ["'easy'", "which has 0"]),
    "pool no number": ("mode: practice", "mode: practice\npools: {easy: x}", 6, ["pools, easy", "whole number"]),
    "empty list name": ("objective: members-now", "objective:", 11, ["no objective ''"]),
    "head no map": ("minutes: {teaching: 25, exercises: 20}", "minutes: soon", 4, ["'soon'", "map of fields"]),
    "long value": ("teaching: 25", f"teaching: {'x' * 99}", 4, [f"{'x' * 40}…"]),
    "fact no text": ("facts: [fact-one]", "facts: [{a: b}]", 14, ["facts 1", "a map", "a text"]),
    "unknown mode": ("mode: practice", "mode: practise", 5, ["mode", "Did you mean 'practice'"]),
    "minutes no number": ("teaching: 25", "teaching: some", 4, ["minutes", "teaching", "'some'"]),
    "minutes below 0": ("teaching: 25", "teaching: -5", 4, ["minutes", "teaching"]),
    "other lesson": ('lesson: "02"', 'lesson: "03"', 1, ["'03'", "'02'"]),
    "no title": ("title: Who is ASEAN?", "title:", 2, ["title is empty"]),
    "items no list": ("items:\n", "items: none\nrest:\n", 8, ["items", "'none'", "a list"]),
    "unknown head field": ("mode: practice", "mood: good\nmode: practice", 5, ["'mood'", "Did you mean 'mode'"]),
    "tab": ("  kind: numeric", "\tkind: numeric", 25, ["tab", "spaces"]),
    "field twice": ("level: recall", "level: recall\n  level: apply", 13, ["'level' appears twice"]),
    "no space after colon": ("title: Who is ASEAN?", "title:Who is ASEAN?", 2, ["space is missing", "title: Who"]),
    "colon in a text": ("title: Who is ASEAN?", "title: ASEAN: who?", 2, ["colon", "quotes"]),
    "quote left open": ("stem: How many?", 'stem: "How many?', 28, ["quote"]),
    "alias": ("  - {id: b, text: B, feedback: b}", "  - &x {id: b, text: B, feedback: b}\n  - *x", 41, ["alias"]),
    "two documents": ("- id: q-members-02", "---\n- id: q-members-02", 24, ["begins another document"]),
    "control character": ("stem: How many?", "stem: How\x00 many?", 28, ["NUL character"]),
    "map as a name": ("mode: practice", "mode: practice\n{a: b}: c", 6, ["name"]),
}  # fmt: skip


@pytest.mark.parametrize("damage", WRONG)
def test_damage_is_named(file: Path, damage: str):
    """Each damage gives an error with file, line, item id and fix, from both ways of reading."""
    old, new, line, words = WRONG[damage]
    assert old in GOOD
    written(file, GOOD.replace(old, new, 1))
    with pytest.raises(KitError) as raised:
        bank.read_file(file)
    found = bank.problems(file)
    message = str(raised.value)
    assert message == str(found[0])
    assert f"{file}, line {line}" in message
    assert [word for word in words if word not in message] == []
    assert raised.value.do
    assert "`" not in message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"# only a comment\n", "empty"),
        (GOOD.encode("utf-16"), "UTF-8"),
        (GOOD.replace("Which?", "どれ？").encode("shift-jis"), "line 13"),
        (b"\xff", "line 1"),
        (b"- a\n- b\n", "map of fields"),
        (b"just words", "map of fields"),
        (b"[" * 5000 + b"]" * 5000, "nested too deeply"),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "alias"),
        (b"a: *nothing", "begins with *"),
        (HEAD.encode() + b"  []\n", "no items"),
        (HEAD.encode().replace(b"mode: practice", b"mode: x") + CHOICE.replace("key: 1995", "key: x").encode(), "mode"),
    ],
)
def test_a_file_that_is_no_item_file(file: Path, content: bytes, words: str):
    """A file that is not what it should be is named, with what to do; nothing is read from it."""
    written(file, content)
    with pytest.raises(KitError) as raised:
        bank.read_file(file)
    assert words in str(raised.value)
    assert str(file) in raised.value.where
    assert raised.value.do
    assert str(bank.problems(file)[0]) == str(raised.value)


def test_items_are_looked_at_below_a_bad_head(file: Path):
    """A mistake in the head does not hide those of the items."""
    found = bank.problems(written(file, GOOD.replace("mode: practice", "mode: x").replace("key: 1995", "key: x")))
    assert [error.where.split(", ")[-1] for error in found] == ["mode", "key"]


def test_one_mistake_brings_no_others(file: Path):
    """An item left out because of its form is not missed in its pool, nor are the items said to be none."""
    text = (HEAD.replace("items:", "pools: {easy: 1}\nitems:") + NUMBER).replace("key: 10", "key: ten\n  pool: easy")
    assert [error.where.split(", ")[-1] for error in bank.problems(written(file, text))] == ["key"]


def test_an_alias_bomb_costs_nothing(file: Path):
    """Nine levels of nine aliases each would be a billion texts: they are refused, not expanded."""
    levels = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    with pytest.raises(KitError, match="alias"):
        bank.read_file(written(file, "\n".join(levels)))


def test_all_problems_are_collected(file: Path):
    """A file with many problems names them all, from top to bottom, also several within one option."""
    text = GOOD.replace("mode: practice", "mode: x").replace("    feedback: Not so.\n", "    colour: red\n")
    text = text.replace("key: 10", "key: ten").replace("key: [a, b]", "key: [a]") + "- nothing\n"
    found = bank.problems(written(file, text))
    assert [error.where.split(", ", 1)[1] for error in found] == [
        "line 5, mode",
        "line 17, item q-members-01, option no, feedback",
        "line 19, item q-members-01, option no, colour",
        "line 31, item q-members-02, key",
        "line 43, item q-members-03, key",
        "line 45, items 4",
    ]


SPLICES = st.sampled_from(
    ["", "\t", "\n", ": ", "- ", "[", "}", '"', "&a ", "*a", "!!int ", "? ", "|\n", "\x00", "\u2028", "é", "---\n", "x"]
)


@settings(max_examples=150)
@given(
    start=st.integers(0, len(GOOD)),
    length=st.integers(0, 30),
    new=st.lists(SPLICES, max_size=3).map("".join) | st.text(max_size=5),
)
@example(start=0, length=0, new="? \n&a ")  # an empty value, and the sign of another text right behind it
def test_no_damage_is_too_strange(file: Path, start: int, length: int, new: str):
    """Whatever is cut from a file or put into it, reading gives items or an error in words, and both ways agree.

    Only text that YAML takes for something else is named by the check alone: such a file can be read.
    """
    written(file, (GOOD[:start] + new + GOOD[start + length :]).encode(errors="replace"))
    found = bank.problems(file)
    try:
        assert bank.read_file(file).items
    except KitError as error:
        assert str(error) == str(found[0])  # noqa: PT017 - one of two good ends
    else:
        assert len(found) == len(list(lost_texts(load(file))))


def test_a_file_that_is_missing(tmp_path: Path):
    """A file that is not there, or that is a folder, is an error in words."""
    with pytest.raises(KitError, match="There is no such file"):
        bank.read_file(tmp_path / "02-x.yaml")
    (tmp_path / "03-x.yaml").mkdir()
    with pytest.raises(KitError, match="This is a folder"):
        bank.read_file(tmp_path / "03-x.yaml")


def test_lessons_of_a_folder(tmp_path: Path):
    """Lessons are named by the beginning of their files; hidden files and other files are not lessons."""
    written(tmp_path / "02-who.yaml", GOOD)
    written(tmp_path / "01-story.yml", GOOD.replace('"02"', '"01"').replace("q-members", "q-story"))
    written(tmp_path / "._02-who.yaml", b"\x00\x01")
    written(tmp_path / "notes.txt", "x")
    assert bank.lesson_names(tmp_path) == ["01", "02"]
    for name in ("02", "2"):
        assert bank.load_lesson(name, tmp_path).items[0].id == "q-members-01"
    assert [lesson.lesson for lesson in bank.load_bank(tmp_path)] == ["01", "02"]
    assert bank.problems(tmp_path) == []


def test_a_name_that_is_empty():
    """What a variable that is not set leaves of a command is not lesson 00, and not the folder of the terminal."""
    with pytest.raises(KitError, match="There is no lesson ''"):
        bank.load_lesson("")


def test_an_unknown_lesson(tmp_path: Path):
    """A lesson that is not there is answered by the names of those that are."""
    written(tmp_path / "02-who.yaml", GOOD)
    with pytest.raises(KitError, match="'20'") as raised:
        bank.load_lesson("20", tmp_path)
    assert "02" in raised.value.do


def test_a_damaged_file_in_a_folder(tmp_path: Path):
    """A file that cannot be read at all does not hide the problems of the others."""
    written(tmp_path / "01-a.yaml", b"\xff")
    written(tmp_path / "02-b.yaml", GOOD.replace("key: 10", "key: ten"))
    assert ["UTF-8" in problem.what for problem in bank.problems(tmp_path)] == [True, False]


def test_two_files_for_one_lesson(tmp_path: Path):
    """Two files for one lesson are an error: one of them would be overlooked."""
    written(tmp_path / "02-a.yaml", GOOD)
    written(tmp_path / "02-b.yaml", GOOD)
    for read in (bank.lesson_names, bank.load_bank):
        with pytest.raises(KitError, match="two item files"):
            read(tmp_path)
    assert "two item files" in bank.problems(tmp_path)[0].what


def test_one_id_in_two_files(tmp_path: Path):
    """An item id belongs to one file: answers are kept by it."""
    written(tmp_path / "01-a.yaml", GOOD.replace('"02"', '"01"'))
    written(tmp_path / "02-b.yaml", GOOD)
    with pytest.raises(KitError, match="'q-members-01' is used in two files"):
        bank.load_bank(tmp_path)
    assert len(bank.problems(tmp_path)) == 3
    assert all("02-b.yaml, line" in error.where for error in bank.problems(tmp_path))


def test_no_folder(tmp_path: Path):
    """A folder that is not there is an error in words."""
    with pytest.raises(KitError, match="no such folder"):
        bank.lesson_names(tmp_path / "none")


def test_the_shipped_bank_is_sound():
    """Every item file of the kit is without a problem, and no id is used twice."""
    folder = bank.data_folder() / "items"
    assert bank.problems(folder) == []
    assert [lesson.lesson for lesson in bank.load_bank()] == bank.lesson_names()


JAPANESE = """\
- id: q-members-ja-01
  language: ja
  replaces: q-members-01
  kind: numeric
  objective: members-now
  level: recall
  stem: 何か国ですか。
  facts: [fact-one]
  hints: [数えてみましょう。]
  key: 11
  feedback: {right: はい。, wrong: いいえ。}
"""


def test_an_item_for_one_language_is_in_the_place_of_the_other(file: Path):
    """Learners of that language meet it, all others do not, and whoever scores knows both."""
    file.write_text(HEAD + CHOICE + JAPANESE, encoding="utf-8")
    english, japanese = (bank.read_file(file, language=language).items for language in ("en", "ja"))
    assert ([item.id for item in english], [item.id for item in japanese]) == (["q-members-01"], ["q-members-ja-01"])
    assert [item.id for item in bank.read_file(file, whole=True).items] == ["q-members-01", "q-members-ja-01"]
    assert item_of(bank.read_file(file, language="ja"), "q-members-01").id == "q-members-ja-01"


def test_items_have_the_texts_of_their_catalogue(file: Path):
    """The catalogue is in the folder beside the items; what it does not have is in English."""
    folder = file.parent / "text" / "ja"
    folder.mkdir(parents=True)
    entry = 'msgctxt "q-members-01/stem"\nmsgid "Which?"\nmsgstr "どれ？"\n'
    (folder / "lesson-02.po").write_text(f'msgid ""\nmsgstr ""\n\n{entry}', encoding="utf-8")
    file.write_text(HEAD + CHOICE, encoding="utf-8")
    (item,) = bank.read_file(file, language="ja").items
    assert (item.stem, item.hints) == ({"en": "Which?", "ja": "どれ？"}, ("Look again.",))
    assert bank.read_file(file).items[0].stem == "Which?"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_head_of_each_lesson_is_that_of_its_file(language: str):
    """Title, question, minutes and objectives are the same without the items, in each language."""
    for lesson in bank.load_bank(language=language):
        head = bank.read_head(lesson.path, language)
        assert head.items == ()
        for name in ("lesson", "title", "question", "minutes", "objectives", "path"):
            assert getattr(head, name) == getattr(lesson, name)


def test_a_file_that_does_not_begin_with_its_head_is_read_whole(file: Path):
    """Where the items come before the title, the head is that of the whole file."""
    head, _, items = GOOD.partition("\nitems:")
    turned = written(file, f"items:{items.rstrip()}\n{head}\n")
    assert bank.read_head(turned) == bank.read_file(turned)
