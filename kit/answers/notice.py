"""A few lines for the learner: where the answers are, and what was handed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kit.answers.store import AnswerStore, SetAside
from kit.files import path_meant
from kit.paths import command, kept_key, surroundings
from kit.quiz.bank import LessonItems
from kit.quiz.reading_time import item_minutes
from kit.text import Text, text_in

_NAME = (
    "names?|pseudonym|nickname|username|fullname|firstname|lastname|surname|myname|yourname|namae|noname|student|pupil|learner"
    "|user|guest|someone|somebody|nobody|anonymous|unknown|undefined|none|null|nil|todo|test|testing|tester|example|sample"
    "|nama|namaku|namamu|siswa|murid|pelajar|pangalan|tên|ชื่อ|นามสกุล|ทดสอบ|นักเรียน|이름|姓名|名字|ຊື່|ឈ្មោះ"
)
_AROUND = (
    "an?|the|my|your|own|our|here|full|first|last|given|family|put|write|type|enter|insert|this|is|of|in|and|or|no|please|id"
    "|number|class|saya|anda|kamu|lengkap|ang|ko|mo|aking|iyong|của|bạn|tôi|họ|và|내|我的|你的|您的"
)
_WORDS = re.compile(
    rf"(?:(?:{_AROUND}) )*(?:{_NAME})(?: (?:{_NAME}|{_AROUND}))*(?<! a)"  # "Student A" is somebody
    r"|ten cua \w+|ten ban|ho (?:va )?ten|h[oọ]c sinh|n a"  # Ten alone is a name
)
_WITHOUT_SPACES = re.compile(
    r"(?:じぶん|自分|わたし|私|あなた|君|せいと|生徒|学生|児童|ここ|こちら|の|に|を|書く|かく|書いて|かいて|入れる|いれる|入力|して|ください|下さい)*"
    r"(?:お?(?:名前|なまえ)|氏名|仮名|匿名|にっくねーむ|ぺんねーむ|名無し|てすと|見本|さんぷる|(?:学籍|出席|生徒)?番号|自分|わたし|私|ぼく|僕|生徒|児童)"
    r"(?:さん|を?(?:書く|かく|書いて|かいて|入れる|入力)?(?:して)?(?:ください|下さい)?)"
    r"|ชื่อ(?:เล่น|จริง)?(?:ของ)?(?:คุณ|ฉัน|ผม|หนู|นักเรียน)?|[我你您]的(?:名字|姓名)"
    r"|s?x{2,}|s0+x+|snn|([^\W\d_])\1{2,}"  # sXX, s0X; one letter again and again
)


@dataclass(frozen=True)
class Notice:
    """A few lines for the learner: a heading, then what it is about; and the file that it is about, if any."""

    lines: tuple[str, ...]
    path: Path | None = None
    language: str = "en"

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        title, *lines = (escape(line) for line in self.lines)
        body = "".join(f'<div style="overflow-wrap:anywhere">{line}</div>' for line in lines)
        return (
            f'<div lang="{escape(self.language)}" '
            'style="border-left:4px solid var(--jp-brand-color1,#1976d2);padding:.2em 0 .2em 1em">'
            f"<strong>{title}</strong>{body}</div>"
        )


def lesson_notice(lesson: LessonItems, store: AnswerStore, language: str) -> Notice:
    """Say which lesson this is, where its answers are, and how many there are already."""
    text, answers = text_in(language), store.read()
    own = {item.id for item in lesson.items}
    more = round(sum(item_minutes(item) for item in lesson.items if item.use == "practice"))
    found = len({each.item_id for each in answers.attempts if each.may_be_of(lesson.fingerprint)} & own)
    return Notice(
        (
            text("lesson.title", lesson=lesson.lesson, title=lesson.title),
            lesson.question,
            text("lesson.minutes", minutes=lesson.minutes.teaching + lesson.minutes.exercises, more=more),
            text(kept_key(), learner=store.learner, path=store.path),
            text("lesson.found", found=found, total=len(own)) if found else text("lesson.none"),
            text("lesson.hand_in"),
            *_surroundings(lesson, text),
            *_set_aside(answers.set_aside, language),
        ),
        language=language,
    )


def _surroundings(lesson: LessonItems, text: Text) -> Iterator[str]:
    """Yield what is different where this notebook runs."""
    if (place := surroundings()) == "VS Code":
        yield text("lesson.vscode", command=command(f"present {lesson.lesson}"))
    elif place:
        yield text("lesson.passing", place=place)


def hand_in(lesson: LessonItems, store: AnswerStore, language: str, folder: Path, name: str | None = None) -> Notice:
    """Write a hand-in, and say what was written and what to do next; nothing under a name that is only an example.

    Raises
    ------
    KitError
        When the file cannot be written.
    """
    from kit.answers.hand_in import write_hand_in

    folder = path_meant(folder)
    text, answers = text_in(language), store.read()
    if name and is_placeholder(name):
        return Notice((text("hand_in.placeholder", name=name), text("hand_in.placeholder_do")), language=language)
    written = write_hand_in(answers.attempts, lesson.lesson, folder, name)
    if written.path is None:
        return Notice((text("hand_in.none_title", lesson=lesson.lesson), text("hand_in.none")), language=language)
    state = "hand_in.written" if written.is_new else "hand_in.same"
    return Notice(
        (
            text(state, file=written.path.name),
            text("hand_in.what", learner=written.learner, answers=written.answers, total=len(lesson.items)),
            text("hand_in.where", path=written.path.resolve()),
            text("hand_in.next"),
            *_set_aside(answers.set_aside, language),
        ),
        written.path,
        language,
    )


def is_placeholder(name: str) -> bool:
    """Return whether a name is only that of an example, such as ``my-name`` or ``<your name here>``."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    words = "".join(" " if _is_between_words(char) else char for char in folded).split()
    kana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in "".join(words))
    return not words or bool(_WORDS.fullmatch(" ".join(words)) or _WITHOUT_SPACES.fullmatch(kana))


def _is_between_words(char: str) -> bool:
    return char == "_" or unicodedata.category(char) in {"Sm", "Sk"} or unicodedata.category(char)[0] in "PZC"


def _set_aside(lines: tuple[SetAside, ...], language: str) -> list[str]:
    text = text_in(language)
    return [text("lesson.set_aside", line=line.line_number, why=line.why.in_language(language).what) for line in lines]
