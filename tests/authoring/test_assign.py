"""A folder for students: practice with keys, an exam without, and the release afterwards."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from kit.answers.hand_in import write_hand_in
from kit.answers.store import AnswerStore
from kit.authoring.assign import release_exam, write_assignment
from kit.checks.folder import check_folder
from kit.class_report.report import class_report
from kit.cli import main
from kit.errors import KitError
from kit.lesson import start
from kit.paths import command, data_folder
from kit.quiz.bank import LessonItems, load_lesson, problems, read_file
from kit.quiz.item import Use
from kit.quiz.item_picture import Picture
from kit.widgets.quiz_card.widget import QuizCard


def answer_all(card: QuizCard) -> None:
    """Give an answer of the right form to every item, as the questions in plain text say."""
    parts = str(card._repr_mimebundle_()[0]["text/plain"]).split("\n\n")
    for question in (part for part in parts if ".respond(" in part):  # a document before a question has parts, too
        call = question.rpartition("card.")[2] if "card." in question else question[question.index(".respond(") :]
        eval(f"card{call}", {"card": card})  # noqa: S307 - what the question tells a student to type


@pytest.mark.parametrize("name", ["00", "01", "02", "03", "04", "05", "06", "07"])
def test_an_exam_is_answered_collected_and_released(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Answers to an exam get no verdict; with the teacher's file beside it, the same cards show verdicts."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    notebook, handout, full = write_assignment(load_lesson(name), tmp_path / "class", exam=True)
    assert sorted(path.name for path in handout.parent.iterdir()) == sorted([notebook.name, handout.name])
    exam = start(str(handout)).quiz()
    answer_all(exam)
    assert {state.get("verdict") for state in exam.state.values()} == {None}
    assert {attempt.verdict for attempt in AnswerStore().read().attempts} == {"unmarked"}
    with pytest.raises(KitError, match="holds no keys"):
        start(str(handout)).key_sheet()
    (handout.parent / full.name).write_bytes(full.read_bytes())
    released = start(str(handout)).quiz()
    assert released.spec["mode"] == "practice"
    assert len(released.state) == len(exam.state) > 10
    assert {state["verdict"] for state in released.state.values()} <= {"right", "partly", "wrong", "unmarked"}
    assert all(state["feedback"] for state in released.state.values())


def test_no_id_of_an_author_is_handed_out(tmp_path: Path):
    """In an exam no option, prompt, group or gap has the id that its author gave it; states keep their codes."""
    for name in ("01", "02", "06", "07", "08"):
        lesson = load_lesson(name)
        _, handout, full = write_assignment(lesson, tmp_path / name, exam=True)
        given = json.loads(handout.read_bytes())["items"]
        for item in given:
            shown = item["shown"]["en"]
            parts = [part["id"] for field in PARTS for part in shown.get(field, [])]
            form = "[A-Z]{3}" if shown["kind"] == "map-click" else r"[copgm]\d+"
            given_ids = parts + shown.get("gaps", []) + shown.get("phrases", [])
            assert [part for part in given_ids if not re.fullmatch(form, part)] == []
            assert set(shown) <= SHOWN
            assert set(item) <= SEALED
        again = write_assignment(lesson, tmp_path / f"{name}-again", exam=True)
        assert [again[1].read_bytes(), again[2].read_bytes()] == [handout.read_bytes(), full.read_bytes()]


PARTS = ("options", "prompts", "groups", "categories")
SHOWN = {"id", "kind", "stem", "points", "hints", "as_of", "options", "prompts", "groups", "gaps", "text", "unit"}
SHOWN |= {"multiple", "documents", "phrases", "categories"}
SEALED = {"kind", "id", "objective", "level", "stem", "as_of", "points", "pool", "keep_order", "shown"}


def test_the_last_answer_to_an_exam_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An answer that was changed before anybody knew a verdict is the one that the class report scores."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    _, handout, full = write_assignment(read_file(with_head(tmp_path)), tmp_path / "class", exam=True)
    lesson = start(str(handout))
    exam = lesson.quiz()
    for item in read_file(full).items:
        exam.respond(next(option for option in item.option_ids() if option != item.key), item=item.id)
        exam.respond(item.key, item=item.id)
    lesson.hand_in("s07", folder=tmp_path / "hand-ins").write()
    report = class_report(tmp_path / "hand-ins", items=full)
    assert [item.facility.share for item in report.measures.items if item.facility] == [1] * 4


CAPITALS = {"ha-noi": "Hanoi", "hue": "Hue", "vinh": "Vinh", "da-lat": "Da Lat", "can-tho": "Can Tho"}
GIVEN = "".join(f"  - {{id: {name}, text: {text}, feedback: Read on.}}\n" for name, text in CAPITALS.items())
CHANGES = {
    "the same again": (lambda lines: lines, True),
    "options in another order": (lambda lines: lines[::-1], True),
    "two options reworded": (
        lambda lines: [*lines[:3], lines[3].replace("Lat", "Lạt"), lines[4].replace("T", "t")],
        False,
    ),
    "an option more": (lambda lines: [*lines, "  - {id: dong-hoi, text: Dong Hoi, feedback: No.}\n"], False),
    "an option fewer": (lambda lines: lines[:4], False),
}


ITEM = "- id: q-five-0{}\n  kind: single-choice\n  objective: aim\n  level: recall\n  stem: Which one ({})?\n"


def exam_of_five(
    folder: Path, options: list[str], numbers: Sequence[int] = range(1, 6), key: str = "ha-noi"
) -> list[Path]:
    """Write an exam of items, five if nothing else is said, with some options; return notebook, handout and keys."""
    rest = f"  facts: [VNM]\n  hints: [Look.]\n  options:\n{''.join(options)}  key: {key}\n"
    folder.mkdir()
    path = folder / "90-five.yaml"
    head = OLD_KEYS.partition("items:")[0].replace("90exam", "90")
    path.write_text(f"{head}items:\n" + "".join(ITEM.format(at, at) + rest for at in numbers), encoding="utf-8")
    return write_assignment(read_file(path), folder / "class", exam=True)


@pytest.fixture
def hand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which s07 handed in five right answers to the exam of five as it was given."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    _, handout, full = exam_of_five(tmp_path / "given", GIVEN.splitlines(keepends=True))
    lesson = start(str(handout))
    exam = lesson.quiz()
    for item in read_file(full).items:
        exam.respond(item.key, item=item.id)
    lesson.hand_in("s07", folder=tmp_path / "hand-ins").write()
    return tmp_path / "hand-ins"


@pytest.mark.parametrize("change", list(CHANGES))
def test_answers_are_scored_by_the_exam_that_was_seen(change: str, hand_ins: Path, tmp_path: Path):
    """With an exam that was made again, right answers stay right or are refused by name; none is scored otherwise."""
    how, is_the_same = CHANGES[change]
    _, handout, full = exam_of_five(tmp_path / "again", how(GIVEN.splitlines(keepends=True)))
    report = class_report(hand_ins, items=full)
    shares = [each.facility.share for each in report.measures.items if each.facility]
    again = start(str(handout)).quiz()
    assert [bool(state.get("saved")) for state in again.state.values()] == [True] * 5 * is_the_same
    if is_the_same:
        assert (shares, report.left_out) == ([1] * 5, ())
        return
    assert (shares, len(report.measures.learners[0].results)) == ([], 0)
    (said,) = report.left_out
    assert said.startswith("Exam 90exam: not scored are s07,")
    assert "--items" in said
    assert said in report.to_html().replace("&#39;", "'")
    told = CliRunner().invoke(
        main, ["report", str(hand_ins), "--items", str(full), "--out", str(tmp_path / "report.html")]
    )
    assert said in told.output
    given = class_report(hand_ins, items=tmp_path / "given" / "class" / "teacher")
    assert [each.facility.share for each in given.measures.items if each.facility] == [1] * 5


@pytest.mark.parametrize("numbers", [[1, 2, 3, 4], [2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 6], []])
def test_items_that_came_or_went_are_said(numbers: list[int], hand_ins: Path, tmp_path: Path):
    """With an item more or fewer than the learner saw, nothing is scored and it is said; with the old keys, all is."""
    if not numbers:
        _, _, full = exam_of_five(tmp_path / "again", GIVEN.splitlines(keepends=True), [5, 4, 3, 2, 1])
        report = class_report(hand_ins, items=full)  # only the order of the items changed
        assert ([each.facility.share for each in report.measures.items if each.facility], report.left_out) == (
            [1] * 5,
            (),
        )
        return
    _, handout, full = exam_of_five(tmp_path / "again", GIVEN.splitlines(keepends=True), numbers)
    report = class_report(hand_ins, items=full)
    assert [each.facility for each in report.measures.items if each.facility] == []
    said, *others = report.left_out
    assert ["q-five-0" in other for other in others] == [True] * (not {1, 2, 3, 4, 5} <= set(numbers))
    assert said.startswith("Exam 90exam: not scored are s07,")
    assert not any(state.get("saved") for state in start(str(handout)).quiz().state.values())
    given = class_report(hand_ins, items=tmp_path / "given" / "class" / "teacher")
    assert [each.facility.share for each in given.measures.items if each.facility] == [1] * 5


def test_another_draw_is_another_version(tmp_path: Path):
    """Who was asked three items of a pool did not leave out those that a later version asks."""
    names = ["given", "the same", "five", "none"]
    drawn = [{"a": 3}, {"a": 3}, {"a": 5}, {}]
    found = []
    for name, pools in zip(names, drawn, strict=True):
        rest = ("  pool: a\n" if pools else "") + f"  facts: [VNM]\n  hints: [Look.]\n  options:\n{GIVEN}  key: hue\n"
        head = OLD_KEYS.partition("items:")[0].replace("90exam", "90") + f"pools: {json.dumps(pools)}\nitems:\n"
        path = tmp_path / name / "90-five.yaml"
        path.parent.mkdir()
        path.write_text(head + "".join(ITEM.format(at, at) + rest for at in range(1, 7)), encoding="utf-8")
        found.append(read_file(write_assignment(read_file(path), path.parent / "class", exam=True)[2]).fingerprint)
    assert found[0] == found[1]
    assert len(set(found)) == 3


def test_keys_of_another_version_are_not_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Neither the command nor the cards show an exam by the keys of another version, and results are released once."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    options = GIVEN.splitlines(keepends=True)
    _, handout, full = exam_of_five(tmp_path / "one", options)
    other = exam_of_five(tmp_path / "two", options[:4])[2]
    right = full.read_bytes()
    full.write_bytes(other.read_bytes())
    with pytest.raises(KitError, match="another version of the exam"):
        release_exam(tmp_path / "one" / "class")
    (released := handout.with_name(full.name)).write_bytes(other.read_bytes())
    with pytest.raises(KitError, match="another version of the exam"):
        start(str(handout))
    full.write_bytes(right)
    with pytest.raises(KitError, match="Other results are released"):
        release_exam(tmp_path / "one" / "class")
    released.unlink()
    release_exam(tmp_path / "one" / "class")
    with pytest.raises(KitError, match="released already"):
        release_exam(tmp_path / "one" / "class")


def test_a_key_that_was_corrected_counts(hand_ins: Path, tmp_path: Path):
    """A wrong key is corrected after the exam: what the learner saw is the same, and is scored by the new key."""
    _, _, full = exam_of_five(tmp_path / "again", GIVEN.splitlines(keepends=True), key="hue")
    report = class_report(hand_ins, items=full)
    assert ([each.facility.share for each in report.measures.items if each.facility], report.left_out) == ([0] * 5, ())


def test_one_item_made_again_is_answered_again(hand_ins: Path, tmp_path: Path):
    """Who opens the new version finds it unanswered; what is answered there counts with the new keys."""
    how, _ = CHANGES["two options reworded"]
    _, handout, full = exam_of_five(tmp_path / "again", how(GIVEN.splitlines(keepends=True)))
    lesson = start(str(handout))
    exam = lesson.quiz()
    items = read_file(full).items
    for item in items[:4]:
        exam.respond(item.key, item=item.id)
    lesson.hand_in("s07", folder=hand_ins).write()
    assert (
        "s07" in class_report(hand_ins, items=full).left_out[0]
    )  # one of five answers is still to the version of before
    exam.respond(items[4].key, item=items[4].id)
    lesson.hand_in("s07", folder=hand_ins).write()
    report = class_report(hand_ins, items=full)
    assert ([each.facility.share for each in report.measures.items if each.facility], report.left_out) == ([1] * 5, ())
    (handout.parent / full.name).write_bytes(full.read_bytes())
    assert {state["verdict"] for state in start(str(handout)).quiz().state.values()} == {"right"}


@pytest.mark.usefixtures("hand_ins")
def test_a_hand_in_of_before_says_what_nobody_can_know(tmp_path: Path):
    """Answers without a fingerprint are scored, and the report names whose they are and when they are wrong."""
    attempts = [msgspec.structs.replace(each, fingerprint="") for each in AnswerStore().read().attempts]
    write_hand_in(attempts, "90exam", tmp_path / "old", "s08")
    (old,) = (tmp_path / "old").iterdir()
    assert "fingerprint" not in old.read_text(encoding="utf-8")
    report = class_report(tmp_path / "old", items=tmp_path / "given" / "class" / "teacher")
    assert [each.facility.share for each in report.measures.items if each.facility] == [1] * 5
    (said,) = report.left_out
    assert said.startswith("Exam 90exam: the hand-ins of s08 are of an earlier kit")


def test_an_exam_of_before_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Folders that an earlier kit wrote, with the ids of their authors, are answered and released as they were."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    shown = {"id": "q-old-01", "kind": "single-choice", "stem": "Which?", "points": 1.0, "hints": 0}
    shown["options"] = [{"id": "false-one", "text": "This"}, {"id": "rubber", "text": "That"}]
    item = {"kind": "sealed", "id": "q-old-01", "objective": "aim", "level": "recall", "stem": ""}
    item["shown"] = {"en": shown}
    head = {"lesson": "90exam", "title": "Old", "question": "Which?", "objectives": {"aim": "Know."}, "pools": {}}
    handout = tmp_path / "90exam-old.json"
    handout.write_text(json.dumps({**head, "items": [item]}), encoding="utf-8")
    start(str(handout)).quiz().respond("rubber")
    handout.with_suffix(".yaml").write_text(OLD_KEYS, encoding="utf-8")
    assert start(str(handout)).quiz().state["q-old-01"]["verdict"] == "right"


OLD_KEYS = """\
lesson: "90exam"
title: Old
question: Which?
minutes: {teaching: 1, exercises: 1}
objectives: {aim: Know.}
items:
- id: q-old-01
  kind: single-choice
  objective: aim
  level: recall
  stem: Which?
  facts: [VNM]
  hints: [Look.]
  options:
  - {id: false-one, text: This, feedback: No.}
  - {id: rubber, text: That, feedback: Yes.}
  key: rubber
"""


@pytest.mark.parametrize("exam", [False, True])
def test_a_question_of_one_language_goes_along_in_it(exam: bool, tmp_path: Path):  # noqa: FBT001
    """A lesson in which a question is another one in Japanese is assigned in Japanese, with that question."""
    lesson = load_lesson("01", language="ja")
    (own,) = (item for item in lesson.items if item.replaces)
    written = write_assignment(lesson, tmp_path, exam=exam, language="ja")
    found = {item.id for item in read_file(written[-1] if exam else written[1]).items}
    assert (own.id in found, own.replaces in found) == (True, False)


def test_practice_has_what_its_notebook_asks(tmp_path: Path):
    """Without --exam the student folder holds the items as they are, but for checks and guesses on the way.

    Nobody would be asked these, so that a hand-in would never be complete. There is no teacher folder.
    """
    written = write_assignment(load_lesson("02"), tmp_path, exam=False)
    assert [path.suffix for path in written] == [".ipynb", ".yaml"]
    asked = [item for item in load_lesson("02").items if item.use in {"quiz", "practice"}]
    assert list(read_file(written[1]).items) == asked
    assert check_folder(written[1].parent) == []
    assert not (tmp_path / "teacher").exists()


@pytest.mark.parametrize("exam", [False, True])
@pytest.mark.parametrize("language", ["ja", "id"])
def test_items_for_one_language_are_assigned(language: str, exam: bool, tmp_path: Path):  # noqa: FBT001
    """Lesson 01 has a Japanese item in the place of one that cannot be translated; the folder has that one alone."""
    lesson = load_lesson("01", language=language)
    *_, full = write_assignment(lesson, tmp_path, exam=exam, language=language)
    asked = [item.id for item in lesson.items if item.use in {"quiz", "practice"}]
    assert [item.id for item in read_file(full, language=language).items] == asked
    assert any(item.replaces for item in lesson.items) == (language == "ja")


def test_the_notebook_names_the_file_beside_it(tmp_path: Path):
    """The student's notebook is clean and opens the file that lies beside it."""
    notebook, handout, _ = write_assignment(load_lesson("02"), tmp_path, exam=True, language="ja")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert f'kit.start("{handout.name}", language="ja")' in code[0]
    assert not any(cell.get("outputs") for cell in cells)


def test_nothing_is_overwritten(tmp_path: Path):
    """A second time into the same folder is refused before anything is written."""
    write_assignment(load_lesson("02"), tmp_path, exam=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(KitError, match="there already"):
        write_assignment(load_lesson("02"), tmp_path, exam=True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_assign_names_what_it_wrote(tmp_path: Path):
    """The command lists its files; a lesson that is not there is one clear message."""
    result = CliRunner().invoke(main, ["assign", "02", "--exam", "--out", str(tmp_path / "class")])
    assert [Path(line).suffix for line in result.stdout.splitlines()] == [".ipynb", ".json", ".yaml"]
    assert f"Keep {tmp_path / 'class' / 'teacher'}: `{command('report')}` needs it as --items." in result.stderr
    assert f"They open the exam with: {command('lab')} {result.stdout.splitlines()[0]}" in result.stderr
    assert f"release the results with: {command('release')} {tmp_path / 'class'}" in result.stderr
    assert "questions and keys are on every student's computer" in result.stderr
    wrong = CliRunner().invoke(main, ["assign", "77", "--exam", "--out", str(tmp_path / "class")])
    assert (wrong.exit_code, "no lesson '77'" in wrong.output) == (1, True)


def test_an_exam_of_ones_own_items_needs_no_warning(tmp_path: Path):
    """Items that do not ship with the kit are on nobody's computer, and nothing is said of it."""
    result = CliRunner().invoke(main, ["assign", str(with_head(tmp_path)), "--exam", "--out", str(tmp_path / "class")])
    assert (result.exit_code, "Warning" in result.stderr) == (0, False)


def test_a_command_releases_the_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The keys are copied beside the exam, whose cards then show verdicts; a second time or elsewhere it is refused."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    _, handout, full = write_assignment(load_lesson("02"), tmp_path / "class", exam=True)
    answer_all(start(str(handout)).quiz())
    result = CliRunner().invoke(main, ["release", str(tmp_path / "class")])
    assert result.stdout.splitlines() == [str(handout.with_suffix(".yaml"))]
    assert handout.with_suffix(".yaml").read_bytes() == full.read_bytes()
    assert all(state["verdict"] for state in start(str(handout)).quiz().state.values())
    again = CliRunner().invoke(main, ["release", str(tmp_path / "class")])
    assert (again.exit_code, "released already" in again.output) == (1, True)
    elsewhere = CliRunner().invoke(main, ["release", str(tmp_path)])
    assert (elsewhere.exit_code, "no exam with its keys" in elsewhere.output) == (1, True)


@pytest.mark.parametrize("exam", [False, True])
def test_documents_of_ones_own_go_along(
    exam: bool,  # noqa: FBT001
    own_documents: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """A quiz on documents that a teacher's own table has can be answered; in an exam no other row is handed out."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    text = own_documents.read_text(encoding="utf-8").replace("  use: check\n", "  documents: [doc-mine]\n")
    own_documents.write_text(text, encoding="utf-8")
    _, handout, *_ = write_assignment(read_file(own_documents), tmp_path / "class", exam=exam)
    assert "The door of rice" in str(start(str(handout)).quiz().spec)
    tables = {path.stem: len(list(csv.reader(path.open(encoding="utf-8")))) for path in handout.parent.glob("*.csv")}
    assert tables == {"documents": 2} if exam else tables.keys() == {"documents", "facts", "sources", "timeline"}
    second = own_documents.with_name("91-second.yaml")
    second.write_text(text.replace('lesson: "90"', 'lesson: "91"'), encoding="utf-8")
    write_assignment(read_file(second), tmp_path / "class", exam=exam)
    with pytest.raises(KitError, match="there already"):
        write_assignment(read_file(second), tmp_path / "class", exam=exam)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", {"who says so, paragraph 1 (reported)", "who says so, paragraph 1 (generally known)"}),
        ("ja", {"who says so、第1段落（報道による）", "who says so、第1段落（周知）"}),
    ],
)
def test_released_feedback_says_where_rows_of_ones_own_are_from(
    language: str, said: set[str], own_documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Feedback of a released exam has the source line of a row whose table no student gets, in each language."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    text = own_documents.read_text(encoding="utf-8").replace("  use: check\n", "")
    own_documents.write_text(text, encoding="utf-8")
    _, handout, *_ = write_assignment(read_file(own_documents), tmp_path / "class", exam=True)
    answer_all(start(str(handout)).quiz())
    release_exam(tmp_path / "class")
    states = start(str(handout), language=language).quiz().state.values()
    assert {source for state in states for note in state["feedback"] for source in note["sources"]} == said


def test_exams_in_one_folder_are_released_one_after_the_other(tmp_path: Path):
    """A second exam goes into the folder of the first one, and is released although that is released already."""
    sources = [with_head(tmp_path), tmp_path / "91-towns.yaml"]
    sources[1].write_text(OWN.replace('"90"', '"91"').replace("q-capital", "q-town"), encoding="utf-8")
    released = []
    for source in sources:
        write_assignment(read_file(source), tmp_path / "class", exam=True)
        released += [path.name for path in release_exam(tmp_path / "class")]
    assert released == ["90exam-capitals.yaml", "91exam-towns.yaml"]
    with pytest.raises(KitError, match="released already"):
        release_exam(tmp_path / "class")


@pytest.mark.parametrize("mode", ["mode: exam", "mode : pretest\n"])
def test_practice_is_practice_wherever_the_file_says_otherwise(mode: str, tmp_path: Path):
    """A line that makes a file an exam is left out, also the last one without a line break."""
    item = msgspec.yaml.encode({"items": msgspec.to_builtins(read_file(with_head(tmp_path)).items[:1])}).decode()
    source = tmp_path / "92-mode.yaml"
    head = OWN.replace('"90"', '"92"').partition("items: []")[0]
    source.write_text(f"{head}{item}{mode}", encoding="utf-8")
    assert read_file(source).mode != "practice"
    assert read_file(write_assignment(read_file(source), tmp_path / "class", exam=False)[1]).mode == "practice"


def test_a_released_exam_is_locked_and_has_one_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Released, every item is final and takes no answer; what was not answered is there with 0 of its points."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    source = with_head(tmp_path, "rules: {minutes: 30}")
    _, handout, full = write_assignment(read_file(source), tmp_path / "class", exam=True)
    exam, items = start(str(handout)).quiz(), read_file(full).items
    exam.begin()
    for item in items[:2]:
        exam.respond(item.key, item=item.id)
    release_exam(tmp_path / "class")
    released = start(str(handout)).quiz()
    states = [released.state[item.id] for item in items]
    assert [state["final"] for state in states] == [True] * 4
    assert [(state["score"], state["max_score"]) for state in states] == [(1, 1), (1, 1), (0, 1), (0, 1)]
    assert states[3]["left"] == "You gave no answer here."
    for item in (items[0], items[3]):
        with pytest.raises(KitError, match="The exam is over"):
            released.respond(next(name for name in item.option_ids() if name != item.key), item=item.id)
    assert released.session.retry(items[0].id).verdict == "right"
    assert len(AnswerStore().read().attempts) == 2


def with_head(folder: Path, *lines: str) -> Path:
    """Write an item file of a teacher's own with one template and some lines in its head."""
    path = folder / "90-capitals.yaml"
    path.write_text(OWN.replace("items:", "".join(f"{line}\n" for line in lines) + "items:"), encoding="utf-8")
    return path


OWN = """\
lesson: "90"  # of my own
title: Capitals
question: Where?
minutes: {teaching: 1, exercises: 1}
objectives: {aim: Name capitals.}
items: []
templates:
- id: q-capital
  kind: single-choice
  table: members
  row_id: iso3
  count: 4
  key: capital
  objective: aim
  level: recall
  stem: {en: "What is the capital of {name_en}?", ja: "{name_ja} の首都は？"}
  hints: [{en: Look at the map., ja: 地図を見ましょう。}]
  right: {en: Yes., ja: はい。}
  wrong: {en: No., ja: いいえ。}
"""


def assigned(*options: str) -> list[Path]:
    """Run kit assign, and return what it wrote."""
    result = CliRunner().invoke(main, ["assign", *options])
    assert result.exit_code == 0, result.output
    return [Path(line) for line in result.stdout.splitlines()]


def test_an_exam_of_ones_own_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A seed chooses the items of templates; students get them sealed, and the teacher's file scores the same ones."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    source = str(with_head(tmp_path, "mode: practice", "rules: {attempts: 1}"))
    written = [
        assigned(source, "--exam", "--seed", seed, "--out", str(tmp_path / name))
        for name, seed in (("a", "spring"), ("b", "autumn"), ("c", "spring"))
    ]
    ids = [[item.id for item in read_file(full).items] for _, _, full in written]
    assert len(ids[0]) == 4
    assert ids[0] == ids[2]
    assert set(ids[0]).isdisjoint(ids[1])
    _, handout, full = written[0]
    assert "templates" not in full.read_text(encoding="utf-8") + handout.read_text(encoding="utf-8")
    assert "spring" not in handout.read_text(encoding="utf-8")
    exam = start(str(handout)).quiz()
    assert [item["id"] for item in exam.spec["items"]] == ids[0]
    assert exam.spec["rules"]["told"] == ["You have 1 try for each question."]
    keys = {item.id: item.key for item in read_file(full).items}
    for name, key in keys.items():
        exam.respond(key, item=name)
    (handout.parent / full.name).write_bytes(full.read_bytes())
    released = start(str(handout), language="ja").quiz()
    assert {state["verdict"] for state in released.state.values()} == {"right"}
    assert "の首都は" in released.spec["items"][0]["stem"]


def test_practice_from_a_template(tmp_path: Path):
    """Without --exam the students get the items that the seed gave, which need neither template nor seed."""
    source = str(with_head(tmp_path))
    _, handout = assigned(source, "--seed", "spring", "--out", str(tmp_path / "class"))
    assert read_file(handout).items == read_file(source, "spring").items
    assert read_file(handout).templates == ()


def test_a_seed_without_a_template(tmp_path: Path):
    """A seed that would change nothing is refused before anything is written."""
    result = CliRunner().invoke(main, ["assign", "02", "--seed", "spring", "--out", str(tmp_path / "class")])
    assert (result.exit_code, "has no templates" in result.output) == (1, True)
    assert not (tmp_path / "class").exists()


def test_the_best_cannot_count_in_an_exam(tmp_path: Path):
    """Rules that need a verdict are refused for an exam before anything is written, and are fine in practice."""
    lesson = read_file(with_head(tmp_path, "rules: {counts: best}"))
    with pytest.raises(KitError, match="the best attempt cannot count"):
        write_assignment(lesson, tmp_path / "class", exam=True)
    assert not (tmp_path / "class").exists()
    assert len(write_assignment(lesson, tmp_path / "class", exam=False)) == 2


def test_a_name_with_quotes_is_a_text_in_the_notebook(tmp_path: Path, every_kind: LessonItems):
    """The first cell opens the quiz whatever signs the name of the file has."""
    file = tmp_path / '20-the "every" kind.yaml'
    file.write_bytes(every_kind.path.read_bytes())
    notebook, handout = write_assignment(read_file(file), tmp_path / "class", exam=False)
    cell = json.loads(notebook.read_bytes())["cells"][1]["source"]
    (call,) = [node for node in ast.walk(ast.parse("".join(cell))) if isinstance(node, ast.Call)]
    assert ast.literal_eval(call.args[0]) == handout.name


@pytest.mark.parametrize("exam", [True, False])
def test_a_quiz_that_asks_nothing_is_refused(exam: bool, tmp_path: Path, every_kind: LessonItems):  # noqa: FBT001
    """Where all items are checks within a lesson or guesses, students would get an empty quiz."""
    items = tuple(msgspec.structs.replace(item, use="check") for item in every_kind.items)
    with pytest.raises(KitError, match="No item of this lesson is for its quiz"):
        write_assignment(msgspec.structs.replace(every_kind, items=items), tmp_path / "class", exam=exam)
    assert not (tmp_path / "class").exists()


@pytest.mark.parametrize(
    "stem", ["on and on " * 7 + "- in lines of " * 9, "one\ntwo\n\n  - three: 3 #4", "'", '"\\x', "\u2028#"]
)
def test_what_is_written_passes_the_check(stem: str, tmp_path: Path, every_kind: LessonItems):
    """Whatever its texts are like, a file with the keys of an exam has them whole, and nothing in it is to be fixed."""
    items = tuple(msgspec.structs.replace(item, stem=stem) for item in every_kind.items)
    lesson = msgspec.structs.replace(every_kind, items=items)
    full = write_assignment(lesson, tmp_path / "class", exam=True)[-1]
    assert [str(problem) for problem in problems(full)] == []
    assert {item.stem for item in read_file(full).items} == {stem}


@pytest.mark.parametrize("exam", [False, True])
@pytest.mark.parametrize(("use", "pictures"), [("quiz", ["map.svg"]), ("check", [])])
def test_pictures_of_what_is_not_asked_stay_behind(
    use: Use,
    pictures: list[str],
    exam: bool,  # noqa: FBT001
    tmp_path: Path,
    every_kind: LessonItems,
):
    """A folder has no picture that none of its items shows."""
    path = tmp_path / "map.svg"
    path.write_bytes((data_folder() / "pictures" / "02.svg").read_bytes())
    first, *others = every_kind.items
    first = msgspec.structs.replace(first, use=use, picture=Picture(file=str(path), alt="A map."))
    lesson = msgspec.structs.replace(every_kind, items=(first, *others))
    written = write_assignment(lesson, tmp_path / "class", exam=exam)
    assert [each.name for each in written if each.suffix == ".svg"] == pictures
