"""Names that only say where a learner's own name belongs, in the languages of the region."""

from __future__ import annotations

import re
import unicodedata

_NAME = (
    "names?|pseudonym|nickname|username|fullname|firstname|lastname|surname|myname|yourname|namae|noname|student|pupil|learner"
    "|user|guest|someone|somebody|nobody|anonymous|unknown|undefined|none|null|nil|todo|test|testing|tester|example|sample"
    "|nama|namaku|namamu|siswa|murid|pelajar|pangalan|tên|ชื่อ|นามสกุล|ทดสอบ|นักเรียน|이름|姓名|名字|ຊື່|ឈ្មោះ"
)
_AROUND = (
    "an?|the|my|your|own|our|here|full|first|last|given|family|put|write|type|enter|insert|this|is|of|in|and|or|no|please|id"
    "|number|class|saya|anda|kamu|lengkap|ang|ko|mo|aking|iyong|của|bạn|tôi|em|anh|chị|họ|và|isi|tulis|내|我的|你的|您的"
)
_WORDS = re.compile(
    rf"(?:(?:{_AROUND}) )*(?:{_NAME})(?: (?:{_NAME}|{_AROUND}))*(?<! a)"  # "Student A" is somebody
    r"|(?:given|first) (?:and )?(?:last|family)"
    r"|ten cua \w+|ten ban|ho (?:va )?ten|h[oọ]c sinh|n a"  # Ten alone is a name
)
_WITHOUT_SPACES = re.compile(
    r"(?:じぶん|自分|わたし|私|あなた|君|せいと|生徒|学生|児童|ここ|こちら|の|に|を|書く|かく|書いて|かいて|入れる|いれる|入力|して|ください|下さい)*"
    r"(?:お?(?:名前|なまえ)|氏名|仮名|匿名|にっくねーむ|ぺんねーむ|名無し|てすと|見本|さんぷる|(?:学籍|出席|生徒)?番号|自分|わたし|私|ぼく|僕|生徒|児童)"
    r"(?:さん|を?(?:書く|かく|書いて|かいて|入れる|入力)?(?:して)?(?:ください|下さい)?)"
    r"|ชื่อ(?:เล่น|จริง)?(?:ของ)?(?:คุณ|ฉัน|ผม|หนู|นักเรียน)?|[我你您]的(?:名字|姓名)"
    r"|s?x{2,}|s0+x+|snn|([^\W\d_])\1{2,}"  # sXX, s0X; one letter again and again
)


def is_placeholder(name: str) -> bool:
    """Return whether a name is only that of an example, such as ``my-name`` or ``<your name here>``."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    words = "".join(" " if _is_between_words(char) else char for char in folded).split()
    kana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in "".join(words))
    return not words or bool(_WORDS.fullmatch(" ".join(words)) or _WITHOUT_SPACES.fullmatch(kana))


def _is_between_words(char: str) -> bool:
    return char == "_" or unicodedata.category(char) in {"Sm", "Sk"} or unicodedata.category(char)[0] in "PZC"
