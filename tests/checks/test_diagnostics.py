"""The self test says what works and what to do where something does not, and never fails itself."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
import xstatic.pkg.leaflet
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from kit import text as text_module
from kit.checks import diagnostics as module
from kit.checks.diagnostics import Line, SelfTest, self_test
from kit.errors import KitError
from kit.paths import data_folder

ANSWER = '{"item_id": "q-damage-01", "response": "hanoi", "verdict": "right"}\n'


@pytest.fixture(autouse=True)
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep answers in a folder of the test."""
    folder = tmp_path / "answers"
    monkeypatch.setenv("KIT_ANSWERS", str(folder))
    return folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the data that may be damaged."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    for home in (module, text_module, sys.modules["kit.quiz.bank"]):
        monkeypatch.setattr(home, "data_folder", lambda: folder)
    kept = (text_module._read, text_module.strings)  # noqa: SLF001 - texts are read once, and this test changes them
    for each in kept:
        each.cache_clear()
    yield folder
    for each in kept:
        each.cache_clear()


def line(number: int) -> Line:
    """Return one line of the self test."""
    return self_test().lines[number]


def test_all_is_well_on_a_healthy_machine():
    """Where everything is there, every line but the last says that it works, and the last asks to look."""
    states = [line.state for line in self_test().lines]
    assert states == ["works"] * 9 + ["look"]


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch):
    """The self test opens no connection."""

    def refused(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert len(self_test().lines) == 10


def test_it_costs_no_heavy_library():
    """The self test needs neither pandas nor the library that checks tables."""
    heavy = "{'pandas', 'frictionless', 'folium', 'ipywidgets', 'plotly'}"
    code = f"import kit, sys; kit.self_test(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_kit_is_not_installed(monkeypatch: pytest.MonkeyPatch):
    """A kit that runs without being installed says how to install it."""

    def unknown(name: str) -> NoReturn:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "version", unknown)
    assert line(1).state == "attention"
    assert "make lab" in line(1).do


def test_data_that_has_changed(data: Path):
    """A changed and a missing file are counted and the first is named, with both ways out."""
    (data / "facts.csv").write_text("fact_id\n", encoding="utf-8")
    (data / "places.csv").unlink()
    assert line(2).state == "attention"
    assert line(2).text.startswith("2 files are damaged, missing or changed.")
    assert "facts.csv" in line(2).text
    assert "install the kit again" in line(2).do


def test_items_that_cannot_be_read(data: Path):
    """A damaged item file is named with its line."""
    (data / "items" / "00-start-here.yaml").write_text("lesson: [", encoding="utf-8")
    assert line(3).state == "attention"
    assert "00-start-here.yaml, line " in line(3).text


def test_texts_that_are_not_complete(data: Path):
    """A language in which a text has lost its key is named."""
    file = data / "text" / "ja" / "screens.po"
    file.write_text(file.read_text(encoding="utf-8").replace("card.check", "card.chek"), encoding="utf-8")
    assert line(4).state == "attention"
    assert "card.chek" in line(4).text


def test_its_own_words_are_missing(data: Path):
    """Where even the words of the self test are damaged, it says what can still be said."""
    (data / "text" / "en.po").write_text('msgid "card.check"\nmsgstr "Check"\n', encoding="utf-8")
    found = self_test()
    assert found.lines[0].text.startswith("self_test.python 3.")
    assert "self_test.title" in repr(found)


@pytest.mark.parametrize("content", [b"\xff", b""])
def test_its_own_words_cannot_be_read(data: Path, content: bytes):
    """Texts that are no texts are an error in words, or a list without them."""
    (data / "text" / "en.po").write_bytes(b'msgid "a"\nmsgstr "' + content + b'"\n')
    try:
        assert self_test().lines
    except KitError as error:
        assert "cannot be read" in error.what  # noqa: PT017 - one of two good ends


def test_no_such_language():
    """A language that the kit does not speak is refused with those it does."""
    with pytest.raises(KitError, match="no texts in 'xx'"):
        self_test(language="xx")


@pytest.mark.parametrize("package", ["anywidget", "ipywidgets"])
def test_a_package_is_missing(package: str, monkeypatch: pytest.MonkeyPatch):
    """A missing package is named, with the command that installs it."""
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == package else importlib.util.find_spec(name))
    assert line(5).state == "attention"
    assert line(5).text.endswith(f": {package}")
    assert "pip install" in line(5).do


def test_the_parts_for_jupyterlab_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Packages whose parts JupyterLab does not find do not count as installed."""
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *_: [str(tmp_path)])
    assert line(5).text.endswith(": anywidget, ipywidgets")


def test_leaflet_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without Leaflet's own file no map can be drawn, and that is said."""
    monkeypatch.setattr(xstatic.pkg.leaflet, "BASE_DIR", str(tmp_path))
    assert line(6).state == "attention"
    assert "XStatic-Leaflet" in line(6).do


def test_the_package_of_leaflet_is_missing(monkeypatch: pytest.MonkeyPatch):
    """A package that cannot be imported is no failure of the self test."""
    monkeypatch.setitem(sys.modules, "xstatic.pkg", None)
    assert line(6).state == "attention"


def test_where_answers_are_kept(answers: Path):
    """The folder of the answers is named, and nothing of the trial is left in it."""
    assert str(answers) in line(7).text
    assert list(answers.iterdir()) == []


def test_a_file_in_the_place_of_the_answers(answers: Path):
    """Where no answer can be kept it is said why, and how to choose another folder."""
    answers.write_text("", encoding="utf-8")
    assert line(7).state == "attention"
    assert "File exists" in line(7).text
    assert "KIT_ANSWERS" in line(7).do


def test_a_folder_that_may_not_be_written_to(monkeypatch: pytest.MonkeyPatch):
    """A folder that only looks writable is found out by writing."""

    def closed(**_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module, "NamedTemporaryFile", closed)
    assert line(7).state == "attention"
    assert "Permission denied" in line(7).text


def test_a_disk_that_is_nearly_full(monkeypatch: pytest.MonkeyPatch):
    """Little room is said before the first answer is lost."""
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: SimpleNamespace(free=9_000_000))
    assert line(7).state == "attention"
    assert "Only 9 MB" in line(7).text


def test_earlier_answers_are_counted(answers: Path):
    """Answers of all learners on this machine are read."""
    answers.mkdir()
    (answers / "me.jsonl").write_text(ANSWER * 3, encoding="utf-8")
    (answers / "hanako.jsonl").write_text(ANSWER, encoding="utf-8")
    assert line(8) == Line("works", "4 earlier answers can be read.")


@pytest.mark.parametrize("damage", ['{"item_id": "q-da', "[]", "{}", "\0\0", "[" * 100_000], ids=str.__len__)
def test_an_answer_that_is_cut_off(answers: Path, damage: str):
    """A line that is no answer is named with its file and number, and the others count."""
    answers.mkdir()
    (answers / "me.jsonl").write_text(f"{ANSWER}{damage}\n{ANSWER}", encoding="utf-8")
    assert line(8).text == "2 earlier answers can be read. Set aside: me.jsonl line 2"
    assert "answer once more" in line(8).do


def test_many_answers_that_are_cut_off(answers: Path):
    """Five lines are named, and that there are more."""
    answers.mkdir()
    (answers / "me.jsonl").write_text("torn\n" * 9, encoding="utf-8")
    assert line(8).text.endswith("me.jsonl line 5 …")


def test_answers_that_cannot_be_read(answers: Path):
    """A folder in the place of a file of answers is named."""
    (answers / "me.jsonl").mkdir(parents=True)
    assert line(8).state == "attention"
    assert "me.jsonl" in line(8).text


# ---- how it is shown ----


def test_plain_text_says_that_it_is_plain_text():
    """Who reads the list as plain text cannot see a card, and is told so."""
    shown = repr(self_test())
    assert "✓ works: Python 3." in shown
    assert "plain text: cards and maps are not shown" in shown
    assert "frame" not in shown


def test_what_is_shown_is_shown_as_typed():
    """A path with signs of HTML in it is shown, not interpreted."""
    found = SelfTest((Line("attention", "<script>alert(1)</script>", "a & b"),))
    shown = found._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "a &amp; b" in shown


def test_the_list_is_one(answers: Path):
    """The notebook shows one list with an entry for each line, each with its state as a word."""
    answers.write_text("", encoding="utf-8")
    words: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            words.append(tag)

        def handle_data(self, data: str) -> None:
            words.append(data)

    Reader().feed(self_test()._repr_html_())
    assert words.count("li") == 10
    assert words.count("works:") == 8
    assert words.count("attention:") == 1
    assert words.count("look for yourself:") == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_browser_shows_the_frame_and_finds_no_barrier(tab: Page, language: str, monkeypatch: pytest.MonkeyPatch):
    """The frame shows its sentence, and axe finds nothing to fix in list and frame."""
    monkeypatch.setattr(module, "_LAB_PARTS", {"anywidget": "nowhere"})
    body = self_test(language=language)._repr_html_()
    tab.set_content(f'<html lang="{language}"><title>t</title><main><h1>t</h1>{body}</main></html>')
    sentence = text_module.text_in(language)("self_test.sentence")
    assert tab.frame_locator("iframe").get_by_role("heading", name=sentence).is_visible()
    assert [found["id"] for found in Axe().run(tab).response["violations"]] == []
