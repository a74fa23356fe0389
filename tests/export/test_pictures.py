"""Emphasis and pictures in every format: there and safe, or named as lost."""

from __future__ import annotations

import sqlite3
import zipfile
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from PIL import Image

from kit.authoring.assign import release_exam, write_assignment
from kit.checks.folder import check_folder
from kit.export.formats import FORMATS, Report
from kit.export.key_sheet import key_sheet
from kit.quiz.bank import LessonItems, read_file
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.sealed import read_exam
from kit.quiz.yaml_nodes import load


def png() -> bytes:
    """Return a picture of one point."""
    made = BytesIO()
    Image.new("L", (1, 1)).save(made, "PNG")
    return made.getvalue()


PNG = png()
ALT = 'A "map" of <b>{rivers}</b>'
MARKS = "*very* **strong** `<script>alert(1)</script>` "
SHOWN = "<em>very</em> <strong>strong</strong> <code>&lt;script&gt;alert(1)&lt;/script&gt;</code>"
PLAIN = "very strong <script>alert(1)</script>"
LISTS = ("options", "prompts", "groups", "rubric")


def stressed(text: Any) -> Any:  # noqa: ANN401 - a text or its languages
    """Return a text that begins with emphasis."""
    return {name: MARKS + words for name, words in text.items()} if isinstance(text, dict) else MARKS + text


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> LessonItems:
    """Return an item of each kind with emphasis in all its texts, and a picture."""
    content: Any = load(Path(__file__).parent / "20-every-kind.yaml").content
    for item in content["items"]:
        item.pop("key_from", None)
        item |= {"stem": stressed(item["stem"]), "hints": [stressed(hint) for hint in item["hints"]]}
        item["picture"] = {"file": "m.png", "alt": ALT}
        for part in (part for name in LISTS for part in item.get(name, [])):
            part |= {name: stressed(part[name]) for name in ("text", "feedback") if name in part}
        if "feedback" in item:
            item["feedback"] = {name: stressed(text) for name, text in item["feedback"].items()}
    folder = tmp_path_factory.mktemp("looks")
    (folder / "m.png").write_bytes(PNG)
    (folder / "20-looks.yaml").write_bytes(msgspec.yaml.encode(content))
    return read_file(folder / "20-looks.yaml")


def inside(file: Path) -> dict[str, bytes]:
    """Return the files of an export: what is in its package, or itself."""
    if not zipfile.is_zipfile(file):
        return {file.name: file.read_bytes()}
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_kit_check_takes_the_file(looks: LessonItems):
    """Emphasis and pictures are no problem of a folder, and a picture in it is not called an unread file."""
    assert check_folder(looks.path.parent) == []


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize("to", FORMATS)
def test_nothing_is_lost_without_a_word(to: str, looks: LessonItems, report: Callable[..., Report]):
    """Where words cannot be stressed or pictures cannot go, the report says so for each item that lost them."""
    made = report(to, looks)
    lost = {what: ids for what, ids in made.left_out.items() if what.startswith(("emphasis;", "the picture"))}
    written = [item.id for item in looks.items if item.id not in made.not_there]
    assert all(ids == written for ids in lost.values())
    assert len(lost) == {"gift": 2, "csv": 2, "xlsx": 2}.get(to, 0)


def test_emphasis_of_an_option_alone_is_named(every_kind: LessonItems, report: Callable[..., Report]):
    """A stressed word in one option is named as lost, too."""
    item = every_kind.items[1]
    assert isinstance(item, MultipleChoice)
    option = msgspec.structs.replace(item.options[0], text="Thai*land*")
    changed = msgspec.structs.replace(item, options=(option, *item.options[1:]))
    made = report("gift", msgspec.structs.replace(every_kind, items=(changed, every_kind.items[2])))
    assert made.left_out["emphasis; the words stay"] == [item.id]


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize("to", FORMATS)
def test_nothing_of_an_author_runs(to: str, looks: LessonItems, report: Callable[..., Report]):
    """No mark stays, what looks like a script is text in all that is HTML, and no address leads out of the file."""
    for file in report(to, looks).files:
        for name, content in inside(file).items():
            if not name.endswith((".png", ".db", ".anki2", ".anki21", "0")):
                assert b"**strong" not in content, name
                assert to in {"gift", "csv"} or b"<script" not in content, name
                assert b"onerror" not in content, name
                assert b'src="http' not in content, name


def test_moodle_gets_the_file_in_the_question(looks: LessonItems, exported: Callable[..., Path]):
    """Moodle XML holds the picture in base64 under the name that the text gives after @@PLUGINFILE@@."""
    questions = ET.parse(exported("moodle-xml", looks)).getroot().findall("question[questiontext]")  # noqa: S314
    assert len(questions) == len(looks.items)
    for question in questions:
        text, file = question.findtext("questiontext/text") or "", question.find("questiontext/file")
        assert file is not None
        assert b64decode(file.text or "") == PNG
        assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in text
        assert 'alt="A &quot;map&quot; of &lt;b&gt;&#123;rivers}&lt;/b&gt;"' in text
        assert SHOWN in text


@pytest.mark.parametrize(
    ("to", "folder", "where"), [("qti12", "web_resources", "$IMS-CC-FILEBASE$/"), ("qti21", "items", "")]
)
def test_a_package_carries_each_picture(
    to: str, folder: str, where: str, looks: LessonItems, exported: Callable[..., Path]
):
    """The manifest names each picture, the package holds it, and the item shows it by that name."""
    files = inside(exported(to, looks))
    manifest = files["imsmanifest.xml"].decode()
    texts = "".join(content.decode() for name, content in files.items() if name.endswith(".xml"))
    for item in looks.items:
        name = f"{folder}/{item.id}.png"
        assert files[name] == PNG
        assert f'href="{name}"' in manifest
        assert f'src="{where}{item.id}.png"' in texts or f"src=&quot;{where}" in texts or f'src="{where}' in texts


def test_qti21_marks_words_in_its_own_way(looks: LessonItems, exported: Callable[..., Path]):
    """Stem, options and feedback of QTI 2.1 have elements for emphasis, not text that looks like them."""
    item = inside(exported("qti21", looks))["items/q-kinds-01.xml"].decode()
    assert item.count(SHOWN) == 1 + 3 + 3  # stem, options, feedback


def test_anki_gets_the_file(looks: LessonItems, exported: Callable[..., Path]):
    """A deck lists each picture among its media, and the field of the question shows it."""
    files = inside(exported("anki", looks))
    media = msgspec.json.decode(files["media"])
    assert sorted(media.values()) == sorted(f"{item.id}.png" for item in looks.items)
    assert {files[number] for number in media} == {PNG}


@pytest.mark.usefixtures("no_pdf")
def test_paper_shows_both(looks: LessonItems, report: Callable[..., Report]):
    """A worksheet holds the pictures itself, with their words, and both sheets show emphasis."""
    sheet, key = (file.read_text(encoding="utf-8") for file in report("paper", looks).files)
    assert sheet.count('<img class="picture" src="data:image/png;base64,') == len(looks.items)
    assert sheet.count('alt="A &#34;map&#34; of &lt;b&gt;{rivers}&lt;/b&gt;"') == len(looks.items)
    assert SHOWN in sheet
    assert SHOWN in key


def test_plain_homes_tell_the_picture(looks: LessonItems, exported: Callable[..., Path]):
    """GIFT, a table and the key sheet say in words what the picture shows, after the plain words of the question."""
    assert r'[Picture\: A "map" of <b>\{rivers\}</b>]' in exported("gift", looks).read_text(encoding="utf-8")
    stems = key_sheet(looks.items)["stem"]
    assert all(stem.startswith(PLAIN) and f"[Picture: {ALT}]" in stem for stem in stems)


def test_an_assignment_takes_its_pictures_along(looks: LessonItems, tmp_path: Path):
    """Practice has the picture next to its file, an exam within it; released results find it again."""
    write_assignment(looks, tmp_path / "practice", exam=False)
    write_assignment(looks, tmp_path / "exam", exam=True)
    assert (tmp_path / "practice" / "students" / "m.png").read_bytes() == PNG
    sealed = read_exam(tmp_path / "exam" / "students" / "20exam-looks.json")
    assert all(item.public()["picture"]["src"].startswith("data:image/png") for item in sealed.items)
    assert all("runs" in item.public() for item in sealed.items)
    assert not (tmp_path / "exam" / "students" / "m.png").exists()
    release_exam(tmp_path / "exam")
    (released,) = (tmp_path / "exam" / "students").glob("*.yaml")
    assert all(item.picture for item in read_file(released).items)


@pytest.mark.parametrize("to", ["moodle-xml", "qti12", "qti21"])
def test_emphasis_stays_where_the_kit_writes_a_sentence_around_it(
    to: str, looks: LessonItems, report: Callable[..., Report]
):
    """A reason after its verdict, feedback after "right", and a line of a rubric before its weight stay stressed."""
    items = tuple(item for item in looks.items if item.kind in {"true-false", "open"})
    found = report(to, msgspec.structs.replace(looks, items=items)).files[0]
    text = "".join(part.decode() for name, part in inside(found).items() if name.endswith(("xml", found.name)))
    for _ in range(2):
        text = unescape(text)
    for words in ("It grew from five.", "By 1999.", "Gives both numbers."):
        assert f"</code> {words}" in text


@pytest.mark.parametrize("to", ["moodle-xml", "qti12", "qti21", "anki"])
def test_a_picture_comes_before_a_text_with_gaps(to: str, looks: LessonItems, report: Callable[..., Report]):
    """As on the card, the picture is between what is asked and the text to fill; its words are one line."""
    (item,) = (item for item in looks.items if item.kind == "fill-in")
    assert item.picture
    changed = msgspec.structs.replace(item, picture=msgspec.structs.replace(item.picture, alt="Two\nlines, $$ 5"))
    file = report(to, msgspec.structs.replace(looks, items=(changed,))).files[0]
    if to == "anki":
        zipfile.ZipFile(file).extract("collection.anki2", file.parent)
        with sqlite3.connect(file.parent / "collection.anki2") as cards:
            ((text,),) = cards.execute("select flds from notes").fetchall()
    else:
        text = "".join(content.decode() for name, content in inside(file).items() if name.endswith(("xml", file.name)))
    assert (
        text.index("Fill the gaps.")
        < text.index("<img" if to in {"anki", "qti21"} else "&lt;img")
        < text.index("Founded in")
    )
    assert "Two lines, $" in text
