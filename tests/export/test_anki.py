"""Anki itself imports the deck."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import msgspec
import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.notes import Note

from kit.export.formats import export
from kit.export.request import ExportRequest
from kit.html import NO_FORMULAS
from kit.quiz.bank import LessonItems
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.select import chosen

pytestmark = pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
Counts = dict[str, int]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Return an empty collection, as of somebody who has just installed Anki."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def taken(collection: Collection, deck: Path) -> Counts:
    """Import a deck, and return how many notes were new, renewed, or there already."""
    options = ImportAnkiPackageOptions()
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=options)).log
    return {"new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate)}


def note(collection: Collection, guid: str) -> Note:
    """Return the note of an item."""
    (found,) = collection.find_notes(f'"Id:{guid}"')
    return collection.get_note(found)


def test_anki_imports_every_kind(collection: Collection, exported: Callable[..., Path], every_kind: LessonItems):
    """Each item is one note with one card in the deck of its lesson, known by its id, with its tags."""
    assert taken(collection, exported("anki"))["new"] == len(every_kind.items)
    for item in every_kind.items:
        found = note(collection, item.id)
        (card,) = found.cards()
        assert found.guid == f"20-every-kind/{item.id}"
        assert set(found.tags) == {"lesson-20", item.objective, item.level}
        assert collection.decks.name(card.did) == "Heart to heart::20 Every <kind> & a half"


def test_an_objective_of_several_words(collection: Collection, exported: Callable[..., Path], every_kind: LessonItems):
    """A tag of Anki has no spaces, so the words of an objective, and of a lesson's name, are joined."""
    first = msgspec.structs.replace(every_kind.items[0], objective="name all members")
    taken(collection, exported("anki", msgspec.structs.replace(every_kind, lesson="lesson 1", items=(first,))))
    assert set(note(collection, first.id).tags) == {"lesson-lesson-1", "name-all-members", first.level}


def test_a_card_shows_question_then_answer(collection: Collection, exported: Callable[..., Path]):
    """The front asks and keeps the answer; the back has answer, feedback and sources; signs stay text."""
    taken(collection, exported("anki"))
    (card,) = note(collection, "q-kinds-05").cards()
    assert "Which state is the eleventh?" in card.question()
    assert "Timor-Leste" not in card.question()
    assert all(text in card.answer() for text in ("Timor-Leste / East * Timor", "Cambodia: The tenth.", "Sources: "))
    (card,) = note(collection, "q-kinds-01").cards()
    assert "&lt;b&gt;&amp;&quot;q&quot;&lt;/b&gt;" in card.question()


def test_nothing_becomes_a_sound_or_a_formula(
    collection: Collection, exported: Callable[..., Path], every_kind: LessonItems
):
    """Signs of Anki for sounds, voices and LaTeX are text on each side, and MathJax passes the card by."""
    text = r"[sound:a.mp3] [anki:tts lang=en_US]hi[/anki:tts] [latex]x[/latex] [$]y[/$] \(z\)"
    choice = every_kind.items[0]
    assert isinstance(choice, SingleChoice)
    option = msgspec.structs.replace(choice.options[0], text=text, feedback=text)
    changed = msgspec.structs.replace(choice, stem=text, hints=(text,), options=(option, *choice.options[1:]))
    taken(collection, exported("anki", msgspec.structs.replace(every_kind, title=text, items=(changed,))))
    (card,) = note(collection, choice.id).cards()
    shown = card.render_output()
    assert not shown.question_av_tags
    assert not shown.answer_av_tags
    assert unescape(shown.answer_text).count(text) == 5  # stem, option, key, and both parts of why
    for side in (shown.question_text, shown.answer_text):
        assert side.startswith(f'<div class="{NO_FORMULAS}">')
        assert side.endswith("</div>")


def test_a_second_import_adds_nothing(
    collection: Collection, exported: Callable[..., Path], bank: tuple[LessonItems, ...]
):
    """The whole bank goes in; a second time every note is known."""
    total = sum(len(lesson.items) for lesson in bank)
    assert taken(collection, exported("anki", *bank)) == {"new": total, "updated": 0, "duplicate": 0}
    assert taken(collection, exported("anki", *bank))["new"] == 0
    assert len(collection.find_notes("")) == total


def test_a_changed_item_renews_its_note(
    collection: Collection, exported: Callable[..., Path], every_kind: LessonItems, monkeypatch: pytest.MonkeyPatch
):
    """An item that was mended renews the note that a learner has already, and leaves it one note."""
    taken(collection, exported("anki"))
    mended = msgspec.structs.replace(every_kind.items[4], stem="Which is the newest?")
    lesson = msgspec.structs.replace(every_kind, items=(*every_kind.items[:4], mended, *every_kind.items[5:]))
    now = time.time
    monkeypatch.setattr("time.time", lambda: now() + 60)
    assert taken(collection, exported("anki", lesson))["new"] == 0
    assert "Which is the newest?" in note(collection, mended.id)["Question"]


def test_decks_of_two_languages_stay_next_to_each_other(collection: Collection, tmp_path: Path):
    """A Japanese deck changes no note of an English one; each renews its own."""
    decks = {}
    for language in ("en", "ja"):
        lessons = chosen(["02"], language)
        decks[language] = tmp_path / f"{language}.apkg"
        export(ExportRequest(lessons, decks[language], language), "anki")
    count = taken(collection, decks["en"])["new"]
    assert taken(collection, decks["ja"]) == {"new": count, "updated": 0, "duplicate": 0}
    english, japanese = note(collection, "q-members-01"), note(collection, "q-members-01/ja")
    assert (english.guid, japanese.guid) == ("q-members-01", "q-members-01/ja")
    assert english["Question"] != japanese["Question"]
    homes = {collection.decks.name(card.did) for each in (english, japanese) for card in each.cards()}
    assert len(homes) == 2
    assert taken(collection, decks["ja"])["new"] == 0


def test_lessons_of_two_teachers_with_one_number_have_decks_of_their_own(
    collection: Collection, exported: Callable[..., Path], every_kind: LessonItems
):
    """In one file of decks, too, each keeps its notes, where two files of items begin with the same number."""
    lessons = [
        msgspec.structs.replace(every_kind, lesson="90", title=name, path=Path(f"90-{name}.yaml"), items=(item,))
        for name, item in zip(("rice", "bridge"), every_kind.items, strict=False)
    ]
    taken(collection, exported("anki", *lessons))
    cards = [note(collection, lesson.items[0].id).cards()[0] for lesson in lessons]
    homes = [collection.decks.name(card.did) for card in cards]
    assert homes == ["Heart to heart::90 rice", "Heart to heart::90 bridge"]


def test_items_of_two_lessons_with_one_id_are_two_notes(
    collection: Collection, exported: Callable[..., Path], every_kind: LessonItems, bank: tuple[LessonItems, ...]
):
    """A second lesson of a teacher's own changes no note of the first one; a copy of the course keeps the course's."""
    for name in ("90-rice", "91-bridge"):
        taken(collection, exported("anki", msgspec.structs.replace(every_kind, path=Path(f"{name}.yaml"))))
    assert len(collection.find_notes("")) == 2 * len(every_kind.items)
    copy = msgspec.structs.replace(bank[2], path=Path("90-copy.yaml"))
    assert taken(collection, exported("anki", bank[2]))["new"] == len(copy.items)
    assert taken(collection, exported("anki", copy))["new"] == 0
