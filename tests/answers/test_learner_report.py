"""The learner's own report: verdicts when they are due, texts as typed, one file that is never lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from kit.answers.attempt import Attempt
from kit.answers.learner_report import OwnReport, Pair, Part, Told, own_report
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.facts.tables import load
from kit.lesson import Lesson
from kit.paths import data_folder
from kit.quiz.bank import load_bank, load_lesson, read_file
from kit.quiz.score import Result, score
from kit.text import text_in

BANK = load_bank()
ITEMS = {item.id: (lesson.lesson, item) for lesson in BANK for item in lesson.items}
Answer = Callable[..., None]
Report = Callable[..., OwnReport]
EXAM = """
lesson: "91"
title: An exam
question: How many?
minutes: {teaching: 5, exercises: 5}
mode: exam
objectives: {count: Count.}
items:
- id: q-exam-01
  kind: numeric
  objective: count
  level: recall
  stem: Type 6.
  facts: [BRN]
  hints: [It is a number.]
  key: 6
  feedback: {right: Well counted., wrong: Count again.}
"""


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    """Give the empty answer file of a learner whose name is full of signs."""
    return AnswerStore(tmp_path / "answers", "Mika & <Ana>")


@pytest.fixture
def answer(store: AnswerStore) -> Answer:
    """Return a function that answers an item of the course."""

    def given(name: str, response: object) -> None:
        lesson, item = ITEMS[name]
        result = score(item, response)
        store.append(
            Attempt(
                learner=store.learner,
                lesson=lesson,
                item_id=name,
                response=response,
                score=result.score,
                max_score=result.max_score,
                verdict=result.verdict,
            )
        )

    return given


@pytest.fixture
def report(store: AnswerStore) -> Report:
    """Return a function that makes the report of what is answered by now."""
    return lambda language="en": own_report(store, BANK, language, "08")


def text(report: OwnReport) -> str:
    """Return what is read on the page, in one line."""
    body = report.to_html().partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_nothing_is_answered(report: Report):
    """Before the first answer the report says what to do, and has no empty tables."""
    assert "You have not answered anything yet." in text(report())
    assert "<table" not in report().to_html()


def test_the_verdict_comes_with_the_twin(answer: Answer, report: Report):
    """A question of the pre-test has no verdict and no feedback until its twin is answered."""
    answer("q-pre-05", "japan-sold")
    answer("q-pre-12", "law")
    answer("q-post-12", "plan")
    shown = text(report())
    assert "Saved, no verdict yet. Japan complained about what ASEAN sold." in shown
    assert "the other side that complained" not in shown
    assert "✗ Not right yet A treaty" in shown
    assert "This line sets no rule." in shown


def test_after_the_course_the_first_try_counts(answer: Answer, report: Report):
    """Of the pre-test the last answer counts, of the post-test the first; a later one is named."""
    for response in ("9", "10"):
        answer("q-pre-01", response)
    for response in ("10", "11"):
        answer("q-post-01", response)
    assert "Before: 1 of 1 points. After: 0 of 1 points." in repr(report())
    assert "✓ Right 10 ✗ Not right yet 10 Later: ✓ Right" in text(report())


def test_pairs_that_are_not_complete_do_not_count(answer: Answer, report: Report):
    """The sum before and after is over the pairs of which both are answered."""
    answer("q-pre-01", "10")
    answer("q-post-02", "LAO")
    assert "Before:" not in repr(report())
    answer("q-post-01", "11")
    assert "Before: 1 of 1 points. After: 1 of 1 points." in repr(report())


def test_each_side_is_out_of_its_own_points():
    """In a lesson of one's own the twin may give more points, and a question may have two twins."""
    item = ITEMS["q-pre-01"][1]
    words, sources = load("glossary").head(0), load("sources").head(0)
    before, after = ([Told(item, (), (), *[Result(each, 2 * each, "partly")] * 2)] for each in (1.0, 3.0))
    shown = OwnReport("Ana", [], [Pair("Count.", before, after * 2)], words, sources)
    assert "Before: 1 of 2 points. After: 6 of 12 points." in repr(shown)
    assert shown.to_html().count('width="50.0"') == 2


def test_what_nobody_has_marked_is_no_gain():
    """A pair whose answers have no points yet is not counted; points have the comma of the language."""
    item = ITEMS["q-pre-01"][1]
    words, sources = load("glossary").head(0), load("sources").head(0)

    def pair(before: float | None, after: float | None) -> Pair:
        points = [(score, 1.0, "unmarked" if score is None else "partly") for score in (before, after)]
        told = [[Told(item, (), (), *[Result(*each)] * 2)] for each in points]
        return Pair("Count.", *told)

    of_pairs = [
        ([pair(None, None)], False),
        ([pair(0.25, None)], False),
        ([pair(0.25, 0.5), pair(None, 1)], True),
    ]
    said = text_in("id")("own.gain", before="0,25", after="0,5", total="1", total_after="1")
    for pairs, is_known in of_pairs:
        shown = OwnReport("Ana", [], pairs, words, sources, language="id")
        assert (said in repr(shown)) == is_known
        assert ('<rect class="before" width="25.0"' in shown.to_html()) == is_known
        assert ('class="bars"' in shown.to_html()) == is_known


def test_all_points_are_said_of_all_alone():
    """Whoever lacks a tenth of a point does not read 100 %; tenths that add up to all of them are all."""
    lesson = load_lesson("08")
    words, sources = load("glossary").head(0), load("sources").head(0)
    points = [(19.9, 20.0), (0.1 * 3 + 0.7, 1.0)]
    report = OwnReport("Ana", [Part(lesson, [], each, (0.0, 0.0)) for each in points], [], words, sources)
    shown = text(report)
    assert (shown.count(" 99 % "), shown.count(" 100 % ")) == (1, 1)


def test_texts_stand_as_typed(answer: Answer, report: Report):
    """What the learner wrote is shown sign by sign, runs nothing, and has the learner's own marks."""
    typed = ' We, the members <script>x</script> {{ 7*7 }}\n\n  {% if %} & "sign" \ud83d'
    answer("q-vision-03", {"text": typed})
    marks = dict.fromkeys(("direction", "all", "people", "honest", "own"), 0.5) | {"own": 1}
    answer("q-vision-03", {"text": typed, "marks": marks})
    page = report().to_html()
    shown = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    assert shown.replace("\ud83d", "?") in page
    assert "Mika &amp; &lt;Ana&gt;" in page
    assert "Yes : The words are our own." in text(report())
    assert page.count("<script") == 0


def test_stems_are_read_as_on_a_card(store: AnswerStore, tmp_path: Path):
    """Quotation marks of a stem and of its feedback are escaped once, and what is stressed is stressed here, too."""
    path = tmp_path / "91-marks.yaml"
    text = EXAM.replace("mode: exam\n", "").replace("Type 6.", "'Is it \"5 & 1\", and *not* 4?'")
    path.write_text(text.replace("Well counted.", "'Yes, it is *six*.'"), encoding="utf-8")
    lesson = Lesson(read_file(path), store)
    lesson.check("q-exam-01").respond("6")
    page = lesson.report().to_html()
    assert "Is it &quot;5 &amp; 1&quot;, and <em>not</em> 4?" in page
    assert "Yes, it is <em>six</em>." in page


def test_sources_whose_rows_were_not_given_out(store: AnswerStore, tmp_path: Path):
    """After an exam of somebody's own is released, items name rows that learners do not have: others are listed."""
    path = tmp_path / "91-rows.yaml"
    path.write_text(EXAM.replace("mode: exam\n", "").replace("[BRN]", "[BRN, fact-p01-own]"), encoding="utf-8")
    lesson = Lesson(read_file(path), store)
    lesson.check("q-exam-01").respond("6")
    assert set(lesson.report().sources["source_id"]) == set(load("members")["source_id"].iloc[0].split(";"))


def test_an_item_that_has_changed(store: AnswerStore, report: Report):
    """An answer that no longer fits its item keeps the verdict that it had."""
    attempt = Attempt(
        learner=store.learner, lesson="08", item_id="q-post-03", response="gone", score=1, max_score=1, verdict="right"
    )
    store.append(attempt)
    assert "✓ Right" in text(report())


def test_an_exam_gets_no_verdict(store: AnswerStore, tmp_path: Path):
    """The report of a lesson from a file is on this lesson, and of an exam it says only that answers are saved."""
    path = tmp_path / "91-exam.yaml"
    path.write_text(EXAM, encoding="utf-8")
    attempt = Attempt(
        learner=store.learner, lesson="91", item_id="q-exam-01", response="6", score=1, max_score=1, verdict="right"
    )
    store.append(attempt)
    shown = text(Lesson(read_file(path), store).report())
    assert "91 An exam" in shown
    assert "Saved, no verdict yet." in shown
    assert "Well counted." not in shown


def test_words_and_sources_are_those_of_the_lessons(answer: Answer, report: Report):
    """The report has the words of the lessons with an answer, and the sources of the items answered."""
    answer("q-post-02", "LAO")
    found = report()
    assert set(found.words["lesson"]) == {"08"}
    assert {"cldr", "own-wording"} & set(found.sources["source_id"])
    assert len(found.sources) < 10


def test_words_are_in_the_language_of_the_report(answer: Answer, report: Report):
    """English and Japanese readers have the words of both; a reader of another language has English and her own."""
    answer("q-members-05", "VNM")
    for language, own, other in (("ja", "加盟国", "negara anggota"), ("id", "negara anggota", "加盟国")):
        page = report(language).to_html()
        assert f'<th scope="row" lang="en">member state</th><td lang="{language}">{own}' in page
        assert f">{other}" not in page


def test_a_report_is_saved_and_renewed(answer: Answer, store: AnswerStore, tmp_path: Path):
    """The file has the ending of a page, says where it is, and is renewed by the next report of that name."""
    lesson = Lesson(load_lesson("08"), store)
    assert lesson.report().saved is None
    first = lesson.report(save_as=str(tmp_path / "mika.report"))
    assert first.saved == tmp_path / "mika.report.html"
    assert f"Saved as {first.saved}" in repr(first)
    answer("q-post-02", "LAO")
    lesson.report(save_as=str(tmp_path / "mika.report.html"))
    assert "Vientiane" in (tmp_path / "mika.report.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.glob("mika*")) == ["mika.report.html"]


@pytest.mark.parametrize("name", ["mine.html", "no/such/folder.html", "/", "nul\0.html"])
def test_no_other_file_is_lost(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    """A file that is no report stays as it is, and a place where nothing can be written is named."""
    monkeypatch.chdir(tmp_path)
    Path("mine.html").write_text("my homework", encoding="utf-8")
    with pytest.raises(KitError) as caught:
        report().save(name)
    assert caught.value.do
    assert Path("mine.html").read_text(encoding="utf-8") == "my homework"


# ---- on the screen and on paper ----


@pytest.fixture
def answered(answer: Answer) -> None:
    """Answer some items of several lessons."""
    answer("q-pre-12", "law")
    answer("q-post-12", "plan")
    answer("q-pre-06", ["crisis", "war-ends", "timor-leste", "founding", "fukuda"])
    answer("q-next-02", {"forecast-three-days": "end"})
    answer("q-vision-07", {"text": "I sign.", "marks": {"stand": 1, "give": 0, "know": 0.5}})


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_axe_finds_nothing(report: Report, tab: Page, language: str, scheme: str):
    """The page breaks no rule of axe-core, in either language, in light and in dark, with all lessons open."""
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_content(report(language).to_html())
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = Axe().run(tab).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.usefixtures("answered")
def test_the_part_of_a_notebook(report: Report, tab: Page):
    """Below a cell the headings go on from the notebook's own, and axe-core finds nothing."""
    tab.set_content(f'<html lang="en"><title>Lesson</title><main><h1>A</h1><h2>B</h2>{report()._repr_html_()}</main>')
    assert Axe().run(tab).response["violations"] == []
    assert tab.locator("h3").count() > 3


@pytest.mark.usefixtures("answered")
def test_small_screens(report: Report, tab: Page):
    """On a telephone nothing has to be scrolled sideways."""
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.set_content(report().to_html())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.usefixtures("answered")
def test_paper(report: Report, tab: Page):
    """Printed are the open lessons and not the folded ones, dark on light even where the screen is dark."""
    tab.emulate_media(media="print", color_scheme="dark")
    tab.set_content(report().to_html())
    assert tab.locator("details").count() == 3
    assert tab.locator("details:visible").all_inner_texts()[0].startswith("08 The summit table")
    assert tab.locator("details:visible").count() == 1
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate("getComputedStyle(document.querySelector('.kit-own')).color") == "rgb(26, 26, 26)"


@pytest.mark.usefixtures("answered")
def test_words_of_ones_own_glossary_come_first(store: AnswerStore, tmp_path: Path):
    """The report has the words that the lessons showed: those of the folder, where it has a glossary."""
    resources = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    own = [table for table in resources if table["name"] == "glossary"]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": own}), encoding="utf-8")
    load("glossary").iloc[:1].assign(term_en="rice", lesson="08").to_csv(tmp_path / "glossary.csv", index=False)
    assert list(own_report(store, BANK, "en", folder=tmp_path).words["term_en"]) == ["rice"]


@pytest.mark.usefixtures("answered")
def test_english_is_marked_in_japanese(report: Report):
    """In a Japanese report, what there is only in English says so to a screen reader."""
    page = report("ja").to_html()
    assert '<html lang="ja">' in page
    assert '<span lang="en">What would you sign?' in page


@pytest.mark.usefixtures("answered")
def test_what_is_translated_is_not_marked_as_english(store: AnswerStore):
    """Titles and objectives of a lesson in Japanese have the language of the page around them."""
    page = own_report(store, load_bank(language="ja"), "ja").to_html()
    names = re.findall(r"<(?:summary|th scope=\"row\"[^>]*)>([^<]+)", page)
    assert any("はじめに" in name for name in names)
    assert not re.search(r'lang="en">[^<]*[ぁ-ん]', page)


@pytest.mark.parametrize(
    ("stem", "language", "said"),
    [
        ("ビールは何本？", "ja", "<li>"),
        ("ビールは何本？", "id", '<li lang="ja">'),
        ("ビールは何本？", "en", '<li lang="ja">'),
        ("How many?", "ja", '<li lang="en">'),
        ("How many?", "id", '<li lang="en">'),
        ("How many?", "en", "<li>"),
    ],
)
def test_an_item_of_ones_own_is_in_the_language_of_its_letters(
    store: AnswerStore, tmp_path: Path, stem: str, language: str, said: str
):
    """A teacher writes in one language, which is not always English; the verdict is in that of the report."""
    path = tmp_path / "91-own.yaml"
    path.write_text(EXAM.replace("exam\nobjectives", "practice\nobjectives").replace("Type 6.", stem), encoding="utf-8")
    store.append(
        Attempt(
            learner=store.learner,
            lesson="91",
            item_id="q-exam-01",
            response="6",
            score=1.0,
            max_score=1.0,
            verdict="right",
        )
    )
    page = own_report(store, [read_file(path)], language, "91").to_html()
    assert f"{said}{stem}" in page
    assert f'<span class="verdict" lang="{language}">✓' in page
