"""The texts of commands and errors are found in the code that says them."""

from __future__ import annotations

import ast
import re

import pytest

from kit.command_texts import CATALOGUE, VALUE, message_in
from kit.quiz import file_errors
from kit.quiz.item_schema import schema
from kit.translate import command_texts as room
from kit.translate.command_texts import command_texts
from kit.translations import catalogue

THREE = 3


def found(code: str) -> list[str]:
    """Return the texts in a piece of code."""
    return list(room._texts(ast.parse(code), room._is_sentence))  # noqa: SLF001 - the rule, without a file


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("raise KitError(f'There is no lesson {name!r}.')", ["There is no lesson {name}."]),
        ("f'{one.file} is a copy of {two.file}.'", ["{file} is a copy of {file_2}."]),
        ("f'It has {counted(len(rows), \"rows\")} here.'", ["It has {rows} rows here."]),
        ("f'It is {name} or {name}.'", ["It is {name} or {name}."]),
        ("f'Choose one of: {\", \".join(known) or \"none\"}.'", ["Choose one of: {known}."]),
        ("f'Call it {kind if kind else \"This is a file.\"}.'", ["Call it {kind}.", "This is a file."]),
        ("say('Written')", ["Written"]),
        ("path = 'data/text'; key = 'card.check'; sql = 'select a from b'; page = f'{a} {b}'", []),
        ("def lab():\n    '''Open it in a browser.'''", []),
        ("@click.command()\ndef lab():\n    '''Open it.\n\n    Examples\n    --------\n      kit lab   all\n    '''",
         ["Open it.", "Examples:", "all"]),
    ],
)  # fmt: skip
def test_a_text_is_what_somebody_reads(code: str, texts: list[str]):
    """Sentences, what is said, and the help of a command are texts; names, keys and docstrings are not."""
    assert found(code) == texts


def test_each_text_of_a_command_is_in_the_catalogue():
    """What a teacher reads first is among the texts: help, an option, an error, and what a format leaves out."""
    texts = {text for _, text in command_texts()}
    assert texts >= {
        "Open the course in JupyterLab.",
        "Language of the report, such as ja.",
        "It is no hand-in.",
        "emphasis; the words stay",
    }


def test_what_a_field_takes_is_a_text():
    """An error says in whole words what may stand in a field, also where it takes one of two forms."""
    fields = [field for part in schema()["$defs"].values() for field in part.get("properties", {}).values()]
    plain = [field for field in fields if not re.search(r"'(enum|const|\$ref)':", str(field))]
    assert {file_errors._wanted(field) for field in plain} - {text for _, text in command_texts()} == set()  # noqa: SLF001


def test_a_text_with_values_is_recognised_by_its_words():
    """It has three words, or begins with words and a colon; short ones are places, and what click says."""
    short = [text for _, text in command_texts() if len(re.findall(r"[A-Za-z]+", VALUE.sub(" ", text))) < THREE]
    unlike = [text for text in short if VALUE.search(text) and not re.match(r"[A-Z][a-z ]+( \(\{to\}\))?: ", text)]
    assert set(unlike) <= set(room._OTHERS)  # noqa: SLF001 - what is not found in the code
    assert [text for _, text in command_texts() if "}{" in text] == []


def test_each_text_is_said_in_japanese():
    """Whoever changes the English of a message runs `kit translate update ja commands`, and has it translated."""
    known = {VALUE.sub("{}", english) for _, english in catalogue("ja", CATALOGUE).texts}
    assert [text for _, text in command_texts() if VALUE.sub("{}", text) not in known] == []


@pytest.mark.parametrize("language", ["ja", "id"])
def test_each_text_is_recognised_with_its_values(language: str):
    """Whatever is filled in, a message is said with its own translation, and the values stay as they are."""
    texts = catalogue(language, CATALOGUE).texts
    wrong = []
    for (_, english), own in texts.items():
        of_name = {name: f"x{number}y" for number, name in enumerate(dict.fromkeys(VALUE.findall(english)))}
        of_name |= dict.fromkeys(re.findall(r"\.\{(\w+)\}", english), "")  # another sentence, or nothing
        of_name |= {"lesson": "07"} if english.startswith("Lesson {lesson}") else {}
        said, expected = (VALUE.sub(lambda name: of_name[name[1]], text) for text in (english, own))  # noqa: B023
        expected = expected.replace("第07課", "第7課")  # as `lesson_number` writes it
        if message_in(said, language) != expected:
            wrong.append((said, message_in(said, language), expected))
    assert wrong == []
