"""The hand-in: what is in the file, what is not, and that nothing gets lost."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.answers.attempt import Attempt
from kit.answers.hand_in import Answer, Header, Lines, parse, write_hand_in
from kit.errors import KitError
from kit.lesson import Lesson

Make = Callable[..., Attempt]


def parsed(content: bytes) -> tuple[Header, list[Answer]]:
    """Return the first line and the answers of a hand-in."""
    lines = Lines()
    header, _ = parse(content, lines)
    return header, [answer for _, answer in lines.answers]


def answers_in(path: Path) -> list[Answer]:
    """Return the answers in a file."""
    return parsed(path.read_bytes())[1]


def test_what_is_in_the_file(tmp_path: Path, attempt: Make):
    """The file holds the name, the answers with the seconds they took and the version, and nothing else."""
    written = write_hand_in([attempt(seed="hanako/02", seconds=4.5)], "02", tmp_path)
    first, second, last = [json.loads(line) for line in written.path.read_text("utf-8").splitlines()]
    assert list(first) == ["hand_in", "learner", "lesson", "at", "began", "kit", "answers"]
    assert second == {"item": "q-test-01", "first": "b", "seconds": 4.0}
    assert list(last) == ["checksum"]
    assert (first["learner"], first["lesson"], first["answers"]) == ("hanako", "02", 1)


def test_it_is_small(tmp_path: Path, attempt: Make):
    """Two hundred answers fit into ten kilobytes."""
    written = write_hand_in([attempt(item_id=f"q-test-{n:03}") for n in range(200)], "02", tmp_path)
    assert written.answers == 200
    assert written.path.stat().st_size < 10_000


def test_first_and_last_try(tmp_path: Path, attempt: Make):
    """Of several tries the first and the last are handed in, with the time and the hints of the first."""
    tries = [attempt(response=name, hints=n, seconds=n) for n, name in enumerate("abc")]
    (answer,) = answers_in(write_hand_in(tries, "02", tmp_path).path)
    assert (bytes(answer.first), bytes(answer.last), answer.tries) == (b'"a"', b'"c"', 3)
    assert (answer.hints, answer.seconds) == (0, 0.0)


def test_only_the_lesson(tmp_path: Path, attempt: Make):
    """Answers to other lessons stay at home."""
    written = write_hand_in([attempt(), attempt(lesson="03", item_id="q-other-01")], "02", tmp_path)
    assert [answer.item for answer in answers_in(written.path)] == ["q-test-01"]


@pytest.mark.parametrize(
    "response", [None, 7, 0.5, True, ["b", "a"], {"x": {"y": []}}, "ベトナム", 'a"\n', "\U0001f33a"]
)
def test_any_response(tmp_path: Path, attempt: Make, response: object):
    """Whatever the answer file holds comes back as it was."""
    written = write_hand_in([attempt(response=response)], "02", tmp_path)
    (answer,) = answers_in(written.path)
    assert json.loads(bytes(answer.first)) == response


def test_half_a_surrogate_pair(tmp_path: Path, attempt: Make):
    """What no file in UTF-8 can hold becomes a question mark; the other answers are handed in."""
    written = write_hand_in([attempt(response="a\ud83d"), attempt(item_id="q-test-02")], "02", tmp_path)
    assert [bytes(answer.first) for answer in answers_in(written.path)] == [b'"a?"', b'"b"']


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32-le", "gb18030"])
def test_line_breaks_of_word_processors_end_no_line(tmp_path: Path, attempt: Make, encoding: str):
    """Text that was copied from a document is handed in as it is, and a file that was saved otherwise is read."""
    typed = "日本\u2028and\u2029ASEAN\x85"
    content = write_hand_in([attempt(response=typed)], "02", tmp_path).path.read_text("utf-8")
    assert len(content.splitlines()) == 3
    (answer,) = parsed(content.encode(encoding))[1]
    assert json.loads(bytes(answer.first)) == typed


def test_nothing_to_hand_in(tmp_path: Path, attempt: Make):
    """Without an answer to the lesson nothing is written, not even a folder."""
    assert write_hand_in([attempt(lesson="03")], "02", tmp_path / "class").path is None
    assert not (tmp_path / "class").exists()
    assert write_hand_in([], "02", tmp_path / "class") == ("me", 0, None, False)


def test_tries_at_an_earlier_version_of_an_exam_are_not_handed_in(tmp_path: Path, attempt: Make):
    """An exam that was given out anew begins anew: first answer, tries and time are those at its last version."""
    given = (("a", "x"), ("b", "y"), ("c", "y"))
    tries = [attempt(response=name, fingerprint=exam) for name, exam in given]
    (answer,) = answers_in(write_hand_in(tries, "02", tmp_path).path)
    assert (bytes(answer.first), bytes(answer.last), answer.tries, answer.fingerprint) == (b'"b"', b'"c"', 2, "y")


def test_an_earlier_hand_in_stays(tmp_path: Path, attempt: Make):
    """New answers go into a file of their own beside the earlier one, which keeps every byte."""
    first = write_hand_in([attempt()], "02", tmp_path)
    before = first.path.read_bytes()
    second = write_hand_in([attempt(), attempt(item_id="q-test-02")], "02", tmp_path)
    assert [first.path.name, second.path.name] == ["hand-in-02-hanako.jsonl", "hand-in-02-hanako-2.jsonl"]
    assert first.path.read_bytes() == before


def test_the_same_again(tmp_path: Path, attempt: Make):
    """With nothing answered since, no second file is written."""
    one = attempt()
    first = write_hand_in([one], "02", tmp_path)
    again = write_hand_in([one], "02", tmp_path)
    assert (first.is_new, again.is_new, again.path) == (True, False, first.path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_the_same_name_that_is_something_else(tmp_path: Path, attempt: Make):
    """A file that happens to have the name stays, whatever is in it."""
    (tmp_path / "hand-in-02-hanako.jsonl").write_text("my notes")
    assert write_hand_in([attempt()], "02", tmp_path).path.name == "hand-in-02-hanako-2.jsonl"
    assert (tmp_path / "hand-in-02-hanako.jsonl").read_text() == "my notes"


def test_everybody_is_me(tmp_path: Path, attempt: Make):
    """Learners who never gave a name are told apart, each under the same mark every time."""
    mine, yours = [attempt(learner="me"), attempt(learner="me", lesson="03")], [attempt(learner="Me")]
    names = [write_hand_in(made, made[-1].lesson, tmp_path).learner for made in (mine, mine[:1], yours)]
    assert names[0] == names[1] != names[2]
    assert all(name.startswith("me-") for name in names)


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("s07", "s07"),
        (" 山田 花子 ", "山田 花子"),
        ("a\x1b[31mb\nc", "a [31mb c"),
        ("x" * 200, "x" * 60),
        ("\u202e", "me"),
    ],
)
def test_names(tmp_path: Path, attempt: Make, name: str, learner: str):
    """A name may be in any script; signs that nobody sees are taken out, and it cannot be endless."""
    written = write_hand_in([attempt()], "02", tmp_path, name)
    assert written.learner.partition("-")[0] == learner
    assert parsed(written.path.read_bytes())[0].learner == written.learner


@pytest.mark.parametrize("seconds", [-5.0, float("nan"), float("inf"), 1.7e9])
def test_a_time_that_a_clock_made_up_is_left_out(tmp_path: Path, attempt: Make, seconds: float):
    """Whatever clock and hints did, the kit reads the hand-in that it wrote."""
    path = write_hand_in([attempt(seconds=seconds, hints=150)], "02", tmp_path).path
    assert path is not None
    lines = Lines()
    parse(path.read_bytes(), lines)
    assert [(answer.seconds, answer.hints) for _, answer in lines.answers] == [(None, 100)]


def test_a_name_leads_nowhere_else(tmp_path: Path, attempt: Make):
    """A name with a path in it cannot put the file into another folder."""
    folder = tmp_path / "class"
    write_hand_in([attempt()], "02", folder, "../../hanako")
    assert [path.parent for path in tmp_path.rglob("*.jsonl")] == [folder]


@pytest.mark.parametrize("odd", [{"lesson": "\x1b[2J02"}, {"item_id": "q-a\nb"}])
def test_ids_that_would_change_a_screen_are_refused(tmp_path: Path, attempt: Make, odd: dict[str, str]):
    """An id of a lesson or item is shown to the teacher; no such file is of the kit."""
    path = write_hand_in([attempt(**odd)], odd.get("lesson", "02"), tmp_path).path
    assert path is not None
    with pytest.raises(KitError, match="not as the kit writes it"):
        parsed(path.read_bytes())


def test_every_change_of_a_byte_is_seen(tmp_path: Path, attempt: Make):
    """Wherever one byte changes or the file ends early, reading it is refused."""
    content = write_hand_in([attempt()], "02", tmp_path).path.read_bytes()
    for place in range(len(content) - 1):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        for damaged in (changed, content[:place]):
            with pytest.raises(KitError):
                parsed(damaged)


def test_line_ends_may_change(tmp_path: Path, attempt: Make):
    """A file that a mail program gave other line ends is read all the same."""
    content = write_hand_in([attempt()], "02", tmp_path).path.read_bytes()
    assert parsed(content.replace(b"\n", b"\r\n")) == parsed(content)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_full_disk(tmp_path: Path, attempt: Make, monkeypatch: pytest.MonkeyPatch, code: int):
    """When the disk is full the learner is told, and no half of a file is left."""

    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(KitError, match="could not be written") as raised:
        write_hand_in([attempt()], "02", tmp_path)
    assert raised.value.where == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be(tmp_path: Path, attempt: Make):
    """Where the folder is a file, the learner reads where, and what to do."""
    (tmp_path / "class").write_text("x")
    with pytest.raises(KitError) as raised:
        write_hand_in([attempt()], "02", tmp_path / "class")
    assert "lesson.hand_in(folder=" in raised.value.do


def test_the_lesson_says_what_was_written(lesson: Lesson, tmp_path: Path, attempt: Make):
    """The learner reads which file, under which name, how many answers, where, and that nothing was sent."""
    assert "nothing to hand in" in repr(lesson.hand_in(folder=tmp_path).write())
    lesson.store.append(attempt(lesson="91", learner="ines", item_id="q-draw-01"))
    with lesson.store.path.open("ab") as file:
        file.write(b"half a li")
    said = repr(lesson.hand_in(folder=tmp_path).write())
    for words in ("hand-in-91-ines.jsonl", "Nothing was sent", "(ines), 1 of 6 answers", str(tmp_path), "Line 2"):
        assert words in said
    assert "is there already" in repr(lesson.hand_in(folder=tmp_path).write())
    assert "(&lt;b&gt;)" in lesson.hand_in("<b>", tmp_path).write()._repr_html_()
