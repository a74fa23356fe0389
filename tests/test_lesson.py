"""One lesson: what a notebook can ask of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from msgspec.structs import replace

import kit
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.facts.tables import table_names
from kit.lesson import Lesson
from kit.paths import data_folder
from kit.quiz.bank import load_lesson, read_file
from kit.quiz.select import core_first
from kit.text import strings

HEAD = """
lesson: "91"
title: A lesson with pools
question: Which items are drawn?
minutes: {teaching: 5, exercises: 5}
objectives: {count: Count to six.}
pools: {states: 2}
items:
"""


@pytest.fixture
def lesson(tmp_path: Path, six_items: list[str]) -> Lesson:
    """Give a lesson of six items: one for every quiz, one check, and a pool of four."""
    six_items[1] += "  use: check\n"
    six_items[2:] = [item + "  pool: states\n" for item in six_items[2:]]
    path = tmp_path / "91-pools.yaml"
    path.write_text(HEAD + "".join(six_items), encoding="utf-8")
    return Lesson(read_file(path), AnswerStore(tmp_path / "answers", learner="ines"))


def test_the_quiz_draws_from_its_pools(lesson: Lesson):
    """A quiz has the items without a pool and as many of each pool as the lesson says, the same ones each time."""
    drawn = [item["id"] for item in lesson.quiz().spec["items"]]
    assert drawn[0] == "q-draw-01"
    assert len(drawn) == 3
    assert "q-draw-02" not in drawn
    assert [item["id"] for item in lesson.quiz().spec["items"]] == drawn


def test_the_first_words_say_how_to_hand_in(lesson: Lesson):
    """Whoever starts a lesson reads how the answers reach the teacher."""
    assert "lesson.hand_in()" in repr(lesson)


def test_items_are_mixed_where_the_file_wants_it(lesson: Lesson, tmp_path: Path):
    """Each learner has an order of her own, the same each time, of the items that are hers; in an exam too."""
    items = tuple(replace(item, use="quiz", pool=None) for item in lesson.items.items)
    mixed = replace(lesson.items, items=items, pools={}, mix_items=True)
    orders = {}
    for name in ("ines", "taro", "ken", "yui"):
        card = Lesson(mixed, AnswerStore(tmp_path, learner=name)).quiz()
        orders[name] = [item["id"] for item in card.spec["items"]]
        assert sorted(orders[name]) == [item.id for item in items]
        again = Lesson(mixed, AnswerStore(tmp_path, learner=name)).quiz()
        assert [item["id"] for item in again.spec["items"]] == orders[name]
    assert len({tuple(order) for order in orders.values()}) > 2


# ---- rows of any table ----


def course(language: str = "en") -> Lesson:
    """Return a lesson of the course."""
    return Lesson(load_lesson("07"), AnswerStore(learner="ines"), language)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", table_names())
def test_any_table_is_listed_with_headings(name: str, language: str):
    """Each column of each table has a heading in the learner's language, and every row is there."""
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    columns = next([field["name"] for field in one["schema"]["fields"]] for one in described if one["name"] == name)
    listing = course(language).table(name, columns)
    assert len(listing.to_table()) == len(kit.load(name))
    assert {listing.caption, *listing.headings.values()} <= set(strings(language).values())
    assert {listing.lang[column] for column in columns if column.endswith("_ja")} <= {"ja"}


def test_rows_are_chosen_by_a_condition_or_by_id():
    """A condition keeps the order of the table, ids bring their own, and a cell that is not known does not fit."""
    timeline = kit.load("timeline")
    months = course().table("timeline", ["date"], timeline["date"].between("2023-07-14", "2023-08-31"))
    assert list(months.to_table()["event_id"]) == ["event-2023-regional-forum-jakarta"]
    states = course().table("members", ["name_en"], ["VNM", "BRN"])
    assert list(states.to_table()["name_en"]) == ["Vietnam", "Brunei"]
    named = course().table("timeline", ["title"], timeline["paragraph"] > 1)
    assert len(named.to_table()) == (timeline["paragraph"] > 1).sum()


def test_one_column_needs_no_list():
    """A name alone is a column; it is not read letter by letter."""
    assert list(course().table("members", "capital", "VNM").headings) == ["capital"]


def test_a_lesson_by_its_number_as_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever leaves out the quotation marks gets the lesson, or reads which lessons there are."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path))
    assert kit.start(2).items.lesson == "02"  # type: ignore[arg-type]
    with pytest.raises(KitError, match="no lesson '20'"):
        kit.start(20)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "said"), [("en", "Japan's share of ASEAN's trade"), ("ja", "に占める日本の割合")])
def test_figures_have_names(language: str, said: str):
    """Where a figure has a name, a learner reads it in place of the code."""
    code = "japan_share_of_asean_trade_percent"
    listing = course(language).table("indicators", ["indicator", "year"], kit.load("indicators")["indicator"] == code)
    assert said in repr(listing)
    assert code not in repr(listing)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("forecast", ["statement"]), "There is no table 'forecast'"),
        (("forecasts", ["statements"]), "Did you mean statement"),
        (("forecasts", ["statement"], ["forecast-tokyo-sumit"]), "Did you mean forecast-tokyo-summit"),
        (("forecasts", ["statement"], kit.load("facts")["paragraph"] == 1), 'Begin the condition with kit.load("forec'),
    ],
)
def test_what_a_table_has_not_is_named(asked: tuple[Any, ...], said: str):
    """An unknown table, column or row, and a condition on another table, are named with what to do."""
    with pytest.raises(KitError, match=re.escape(said)):
        course().table(*asked)


def test_the_key_sheet_has_every_item():
    """A teacher finds each item of the lesson, checks and quiz, on one sheet, under headings in each language."""
    for language in ("en", "ja"):
        lesson = course(language)
        sheet = lesson.key_sheet()
        assert list(sheet.to_table()["item"]) == [item.id for item in core_first(lesson.items.items)]
        assert "{" not in sheet.caption
        assert set(sheet.headings.values()) <= set(strings(language).values())


def own_lesson(folder: Path, *tables: str) -> Lesson:
    """Return a lesson of somebody's own, in a folder with some tables that have one row each of the kit's."""
    (folder / "items").mkdir()
    shutil.copy(data_folder() / "items" / "02-who-is-asean.yaml", folder / "items" / "02-mine.yaml")
    package = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in tables]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in tables:
        row = {"facts": "paragraph == 14", "glossary": "lesson == '02'"}.get(name, "index == 0")
        kit.load(name).query(row).iloc[:1].to_csv(folder / f"{name}.csv", index=False)
    return Lesson(read_file(folder / "items" / "02-mine.yaml"), AnswerStore(folder / "answers", learner="ines"))


def test_tables_of_ones_own_come_before_those_of_the_kit(tmp_path: Path):
    """Words, facts, events and the words of the story are those of the lesson's own tables."""
    lesson = own_lesson(tmp_path, "facts", "glossary", "timeline")
    assert len(lesson.words().to_table()) == len(lesson.facts().to_table()) == len(lesson.timeline().to_table()) == 1
    assert [word.term for word in lesson.story(1).words] == list(lesson.words().to_table()["term_en"])
    first, second = kit.load("glossary").query("lesson == '02'")["definition_en"].iloc[:2]
    assert first in lesson._repr_html_()
    assert second not in lesson._repr_html_()
    lesson.quiz().respond("10", next(item["id"] for item in lesson.quiz().spec["items"]))
    assert list(lesson.report().words["definition_en"]) == [first]


@pytest.mark.parametrize(("table", "call"), [("story", Lesson.story), ("timeline", Lesson.timeline)])
def test_a_table_without_rows_cannot_be_shown(table: str, call: Callable[[Lesson], object], tmp_path: Path):
    """A teacher who has only begun a table reads which one it is."""
    lesson = own_lesson(tmp_path, table)
    path = tmp_path / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(KitError, match="a heading and no rows") as caught:
        call(lesson)
    assert caught.value.where == str(path)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_a_folder_of_ones_own_lacks_is_the_kits(language: str, tmp_path: Path):
    """A lesson on the same story with one table of its own has all others, as translated as they are in the course."""
    own = own_lesson(tmp_path, "forecasts")
    lesson, whole = (Lesson(items, own.store, language) for items in (own.items, load_lesson("02")))
    shown: tuple[Callable[[Lesson], object], ...] = (
        lambda it: it.words(),
        lambda it: it.facts(14),
        lambda it: it.story(3),
        lambda it: it.documents("doc-1977-fukuda"),
        lambda it: it.table("members", "capital"),
        lambda it: it.sources(),
        lambda it: it.timeline().to_words(),
    )
    for show in shown:
        assert repr(show(lesson)) == repr(show(whole))


def test_practice_has_what_the_quiz_leaves_out(tmp_path: Path):
    """Quiz, practice, checks and guesses share no item, and together they are the lesson."""
    lesson = Lesson(load_lesson("02"), AnswerStore(tmp_path))
    quiz, practice = ({item["id"] for item in card.spec["items"]} for card in (lesson.quiz(), lesson.practice()))
    checks = {item.id for item in lesson.items.items if item.use in {"check", "predict"}}
    assert quiz | practice | checks == {item.id for item in lesson.items.items}
    assert len(quiz) + len(practice) + len(checks) == len(lesson.items.items)


def test_a_lesson_without_practice_says_where_its_items_are(lesson: Lesson):
    """Who asks for practice where there is none reads that all items are in the quiz."""
    with pytest.raises(KitError, match=r"no items for more practice(?s:.*)lesson\.quiz\(\)"):
        lesson.practice()


def test_rows_that_were_worked_out_are_shown_the_same_way():
    """A DataFrame gets headings, a caption and no index; a column that is not there is named."""
    counts = kit.load("forecasts")["strength"].value_counts().reset_index()
    listing = course().table(counts, {"strength": "Strength", "count": "How many"}, caption="Strengths")
    assert (listing.caption, list(listing.headings.values())) == ("Strengths", ["Strength", "How many"])
    with pytest.raises(KitError, match="do not have a column 'counts'"):
        course().table(counts, ["counts"])


def test_a_guess_is_kept_for_later(lesson: Lesson):
    """A guess on its card is shown next to the data by a later cell; an item that is scored is refused for both."""
    guess = replace(lesson.items.items[1], use="predict")
    own = replace(lesson.items, items=(lesson.items.items[0], guess))
    lesson = Lesson(own, lesson.store)
    card = lesson.predict(guess.id)
    assert card.session.mode == "prediction"
    assert str(card.respond(5)).startswith("Saved")
    assert "You guessed: 5. The answer: 2." in repr(lesson.prediction(guess.id))
    for call in (lesson.predict, lesson.prediction):
        with pytest.raises(KitError, match="not an item to be guessed"):
            call("q-draw-01")


def test_a_lesson_in_two_languages_shows_each_text_in_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Cards, story and documents have the second language below the first; a lesson in one has nothing of it."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path))
    both, one = kit.start("02", language="ja+en"), kit.start("02", language="ja")
    stem = next(item.stem for item in load_lesson("02").items if item.id == "q-members-03")
    assert stem in both.check("q-members-03").spec["also"].values()
    assert 'lang="en">Guess' not in one.story(3)._repr_html_()
    assert both.story(3).also == both.documents("doc-2022-heaven").also == "en"
    assert "also" not in one.check("q-members-03").spec
    with pytest.raises(KitError, match="'tlh'"):
        kit.start("02", language="ja+tlh")


@pytest.mark.parametrize("language", ["ja", "id"])
def test_what_a_lesson_shows_says_its_language(tmp_path: Path, language: str):
    """The page around an output is English in JupyterLab, so head, lists, excerpts and report say theirs."""
    lesson = Lesson(load_lesson("02"), AnswerStore(tmp_path, "hanako"), language)
    shown = [
        lesson,
        lesson.words(),
        lesson.sources(),
        lesson.documents("doc-1967-founding"),
        lesson.report(),
        kit.course(language, "hanako"),
    ]
    for each in shown:
        roots = re.findall(r"<(?:div|section)\b[^>]*>", each._repr_html_())
        assert f'lang="{language}"' in roots[0], type(each)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "There is no word '{}'."), ("ja", "'{}' という語はありません。")]
)
def test_a_wrong_word_of_the_kit_is_named_in_the_language_of_the_notebook(
    language: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A cell shows what was meant instead of a traceback, after `kit.`, a lesson and a picture."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    lesson = kit.start("02", language=language)
    for thing, wrong, meant in (
        (kit, "chrat", "chart"),
        (lesson, "qiuz", "quiz"),
        (kit.map("members"), "to_sgv", "to_svg"),
    ):
        with pytest.raises(AttributeError, match=f" has no '{wrong}'") as caught:
            getattr(thing, wrong)
        shown = caught.value._render_traceback_()  # type: ignore[attr-defined]
        assert shown[0] == said.format(wrong)
        assert shown[-1].count(meant) == 2  # in the list, and as what was meant


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["There is no such folder.", "What to do: "]),
        ("ja", ["そのようなフォルダーはありません。", "次にすること："]),
        ("id", ["Tidak ada folder seperti itu.", "Yang harus dilakukan: "]),
    ],
)
def test_a_teachers_error_is_in_the_language_of_the_notebook(
    language: str, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """After `kit.start`, a cell shows errors of teachers' words in the language of the lesson, too."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    shell = InteractiveShell.instance()
    shell.user_ns |= {"kit": kit, "language": language, "folder": str(tmp_path / "nowhere")}
    with capture_output() as shown:
        shell.run_cell("from kit.class_report.report import class_report; kit.start('02', language=language)")
        shell.run_cell("class_report(folder)")
    assert [line for line in said if line not in shown.stdout] == []
    assert "Traceback" not in shown.stdout
