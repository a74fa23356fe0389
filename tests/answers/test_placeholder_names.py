"""Names of an example are told from names of learners."""

from __future__ import annotations

import pytest

from kit.answers.placeholder_names import is_placeholder


@pytest.mark.parametrize(
    "name",
    [
        *(
            "my-name",
            "first last",
            "tên của em",
            "isi nama",
            "My Name",
            "<your name here>",
            "YOUR_NAME_HERE",
            "Enter your name",
            "first name, last name",
            "student",
        ),
        *(
            "ｎａｍｅ",
            "名前",
            "ここに名前を書いてください",
            "氏名",
            "nama saya",
            "tên của bạn",
            "ชื่อของคุณ",
            "xxx",
            "todo",
        ),
        *("test", "テスト", "ﾅﾏｴ", "わたし", "名無しさん", "ho va ten", "ชื่อ-นามสกุล", "pangalan ko"),
        *("nama lengkap", "내 이름"),
        *("我的名字", "sXX", "aaa", "???", "N/A", "no name"),
    ],
)
def test_a_name_of_an_example_is_not_a_name(name: str):
    """Whatever says only where a name belongs is nobody's name."""
    assert is_placeholder(name)


@pytest.mark.parametrize(
    "name",
    [
        "s07",
        "Em Nguyen",
        "Anh",
        "student 7",
        "Nameko",
        "Van",
        "山田花子",
        "Ha",
        "pupil-3",
        "名取",
        "An Nguyen",
        "Student A",
        "Ten",
        "Nam",
        "🐱",
        "Testa",
    ],
)
def test_a_name_is_not_an_example(name: str):
    """Names and numbers of a register are taken as they are."""
    assert not is_placeholder(name)
