"""What a command says is recognised by the words around its values, and said in another language."""

from __future__ import annotations

import pytest

from kit.command_texts import help_lines, message_in


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("There is no such file.", "そのようなファイルはありません。"),
        ("No such command 'chek'. Did you mean 'check'?", "コマンド'chek'はありません。'check'のことですか。"),
        (
            "Use one of: a.csv, b.csv. Did you mean 'a.csv'?",
            "次から選んでください：a.csv, b.csv。'a.csv'のことですか。",
        ),
        ("Choose one of: en, ja.", "次から選んでください：en, ja。"),
        ("This is a workbook and not CSV.", "表計算ソフトのブックであり、CSVではありません。"),
        ("  notes.txt: It is no hand-in.\n", "  notes.txt：提出ファイルではありません。\n"),
        ("both: It is no hand-in.", "both：提出ファイルではありません。"),
        ("A later one of all counts: both.", "allさんの、より新しいbothを集計します。"),
        ("Lesson plans/marks.csv: 3 rows", "Lesson plans/marks.csv：3行"),
        ("Written: both", "書き出しました：both"),
        ("To remove: 2\n  both\n  all: answers\n  less, row 3", "削除するもの：2\n  both\n  all：答え\n  less, row 3"),
        ("1 of 1 item written to both", "1問のうち1問を書き出しました：both"),
        ("Folder to write to.  [required]", "書き込むフォルダー。  （必須）"),
        ("A sentence of others. It stays: as it is.", "A sentence of others. It stays: as it is."),
        ("", ""),
        (" █▀ ▄  ▀ \n ▄ █", " █▀ ▄  ▀ \n ▄ █"),
    ],
)
def test_a_message_is_said_with_its_values(english: str, japanese: str):
    """Values stay, those that are words of the kit are said too, and what has no translation stays English."""
    assert message_in(english, "ja") == japanese
    assert message_in(english, "en") == english


@pytest.mark.parametrize("counts", [("1 cell", "2 columns"), ("1 cell", "1 column"), ("3 cells", "2 columns")])
def test_one_thing_is_said_as_several_are(counts: tuple[str, str]):
    """The catalogue has what is counted in the plural; one thing finds the same translation."""
    cells, columns = (text.split()[0] for text in counts)
    said = message_in(f"The row has {counts[0]}, the table {counts[1]}.", "ja")
    assert said == f"行にはセルが{cells}個、表には列が{columns}個あります。"


def test_neighbours_that_are_one_text_are_said_together():
    """A text of two sentences is found wherever it is joined to others."""
    english = (
        "Lesson 02: a.json by Mia is dated 2001-01-01 00:00, before there was a kit. b.json counts. "
        "Was the clock of a computer wrong? Take out of the folder what is not to count."
    )
    assert message_in(english, "ja") == (
        "第2課：Miaさんのa.jsonの日時は2001-01-01 00:00で、この教材ができるより前です。b.jsonを集計します。"
        "コンピューターの時計が狂っていませんでしたか。集計しないものは、フォルダーから出してください。"
    )


def test_a_language_without_the_catalogue_stays_english():
    """A language whose commands nobody has translated shows them in English, and so is a text that is not yet there."""
    assert message_in("There is no such file.", "vi") == "There is no such file."
    assert message_in("There is no such file.", "id") == "Tidak ada berkas seperti itu."
    assert message_in("Nobody says this in a command.", "id") == "Nobody says this in a command."


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("There is no such file. (a (1).csv, row 3)", "そのようなファイルはありません。（a (1).csv、3行目）"),
        ("Two rows are called 'x'. (template q-a, row x)", "二つの行の名前がどちらも'x'です。（ひな型q-a、x行目）"),
        ("Fill it in.", "埋めてください。"),
        ("The key is empty, but has to be a number.", "keyが空ですが、数でなければなりません。"),
        ("Give the students a. Keep b: `c` needs it as --items.",
         "生徒にaを配ってください。bは保管してください。`c`の--itemsに必要です。"),
        ("Left out (gift): hints: q-1", "入らなかったもの（gift）：ヒント：q-1"),
        ("hand-in (1).jsonl", "hand-in (1).jsonl"),
    ],
)  # fmt: skip
def test_what_a_sentence_is_joined_to_is_said_too(english: str, japanese: str):
    """A place behind a sentence, a sentence that may follow, and a word that is filled in; names stay."""
    assert message_in(english, "ja") == japanese


def test_a_paragraph_of_help_is_one_line_and_examples_stay():
    """Paragraphs can be set in lines again; the lines of examples are as they were typed."""
    assert help_lines("One thought\n    in two lines.\n\n    Examples\n    --------\n      kit lab") == [
        "One thought in two lines.",
        "",
        "Examples:",
        "  kit lab",
    ]
