"""A notebook that is only read: words instead of widgets, and no answer in what it keeps."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, expect
from traitlets.config import Config

from kit.answers.store import AnswerStore
from kit.html import NO_FORMULAS
from kit.lesson import Lesson
from kit.paths import notebooks_folder
from kit.quiz.bank import load_lesson
from kit.widgets.map_dial.widget import dial
from kit.widgets.readable_widget import ReadableWidget
from kit.widgets.timeline.widget import timeline

VIEW = "application/vnd.jupyter.widget-view+json"


def run(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Run a notebook as `jupyter nbconvert --execute` does, which keeps the state of widgets."""
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    return client.execute()


@pytest.mark.parametrize(
    ("language", "menu"), [("en", "Run > Run All Cells"), ("ja", "「実行」から「すべてのセルを実行」（Run All Cells）")]
)
def test_every_widget_has_words(language: str, menu: str, tmp_path: Path):
    """Beside the view, the output of card, dial and timeline says in words what to see and to do; $ is a sign."""
    lesson = Lesson(load_lesson("02"), AnswerStore(tmp_path, "hanako"), language)
    stem = lesson.check("q-members-05").spec["items"][0]["stem"]
    widgets: dict[ReadableWidget, str] = {
        lesson.check("q-members-05"): stem,
        lesson.quiz(): lesson.quiz().spec["items"][-1]["options"][-1]["text"],
        dial(language=language): dial(language=language).spec["names"]["VNM"],
        timeline(language=language): timeline(language=language).spec["events"][-1]["title"],
    }
    for widget, said in widgets.items():
        shown = widget._repr_mimebundle_()[0]
        assert VIEW in shown
        assert f'{NO_FORMULAS}" lang="{language}"' in shown["text/html"]
        assert escape(said) in shown["text/html"]
        assert said in shown["text/plain"]
        assert escape(menu) in shown["text/html"]
        assert menu in shown["text/plain"]


def test_words_bring_the_documents_of_a_question(tmp_path: Path):
    """Where a question is about a document, its words in HTML show the excerpt before the question."""
    asked = next(item for item in load_lesson("03").items if item.documents)
    html = Lesson(load_lesson("03"), AnswerStore(tmp_path, "hanako"), "en").check(asked.id).to_words().html
    assert -1 < html.find('class="kit-reading kit-documents ') < html.find("<p><strong>")


def test_words_say_their_language(tmp_path: Path):
    """An English question in a Japanese card is English in words too, and what the kit says is Japanese."""
    html = Lesson(load_lesson("02"), AnswerStore(tmp_path, "hanako"), "ja").check("q-members-05").to_words().html
    shown = Lesson(load_lesson("02"), AnswerStore(tmp_path, "hanako"), "ja").check("q-members-05")._repr_mimebundle_()
    assert '<strong lang="en">' not in html
    assert '<strong lang="en">' in shown[0]["text/html"]
    assert re.search(r"<em>[^<]*実行", shown[0]["text/html"])


def test_words_are_text(tmp_path: Path):
    """Tags in a question are seen as they were typed."""
    lesson = Lesson(load_lesson("02"), AnswerStore(tmp_path, "hanako"))
    card = lesson.check("q-members-05")
    card.session.questions[0]["stem"] = "<script>1</script>"
    assert "<script" not in card.to_words().html


@pytest.mark.parametrize("name", ["02-who-is-asean", "03-fifty-years"])
def test_a_converted_lesson_shows_everything_offline(name: str, jupyter_folder: Path, chromium: Browser):
    """`nbconvert --execute --to html` of a lesson shows every question and map without a network."""
    notebook = run(nbformat.read(notebooks_folder() / f"{name}.ipynb", as_version=4), jupyter_folder)
    assert "widgets" not in notebook.metadata
    page = jupyter_folder / "page.html"
    page.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    context = chromium.new_context(offline=True)
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="domcontentloaded")
    for item in load_lesson(name[:2]).items:
        if item.pool is None:
            expect(tab.locator(".kit-said strong", has_text=str(item.public()["stem"])).first).to_be_visible()
    maps = sum("kit.map(" in cell.source for cell in notebook.cells if cell.cell_type == "code")
    expect(tab.locator("iframe.kit-map")).to_have_count(maps)
    for at in range(maps):
        tab.locator("iframe.kit-map").nth(at).scroll_into_view_if_needed()  # a browser draws what is near the screen
        tab.frame_locator("iframe.kit-map").nth(at).locator("path[data-area]").first.wait_for()
    context.close()


@pytest.mark.parametrize("saved_by", ["JupyterLab", "VS Code", "Colab"])
def test_a_saved_notebook_shows_words(tmp_path: Path, saved_by: str):
    """A page of a notebook that was saved elsewhere says each card in words; docs/elsewhere.md has the option."""
    card = Lesson(load_lesson("02"), AnswerStore(tmp_path, "hanako")).check("q-members-05")
    shown = card._repr_mimebundle_()[0]
    output = nbformat.v4.new_output("display_data", shown)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("card", outputs=[output])])
    models = {shown[VIEW]["model_id"]: {"model_module": "anywidget", "model_name": "AnyModel", "state": {}}}
    kept = {"JupyterLab": {"state": models, "version_major": 2, "version_minor": 0}, "Colab": models}.get(saved_by)
    if kept:
        notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": kept}
    option = Config({"ClearMetadataPreprocessor": {"enabled": True}})
    page = HTMLExporter(config=option).from_notebook_node(notebook)[0]
    assert 'class="kit-said ' in page
    assert "widget-view+json" not in page


def test_no_answer_is_in_what_a_notebook_keeps(jupyter_folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the state of widgets is kept, no typed answer is in it, from now or from an earlier day."""
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")  # a program that connects the widgets
    sources = [
        'import kit\nlesson = kit.start("00")',
        'card = lesson.check("q-start-02")\nreply = card.respond("197" "354321")\ncard',
        'lesson.check("q-start-02")',
    ]
    notebook = run(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in sources]), jupyter_folder
    )
    kept = json.dumps(notebook.metadata)
    assert "q-start-02" in kept
    assert "197354321" in (jupyter_folder / "kit_answers" / "me.jsonl").read_text("utf-8")
    assert "197354321" not in json.dumps(notebook)
