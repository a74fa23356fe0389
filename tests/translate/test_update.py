"""An update brings in what is new, marks what has changed, and loses nothing."""

from __future__ import annotations

from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kit.errors import KitError
from kit.language_codes import locale_of
from kit.translate import update as module
from kit.translate.sources import Source
from kit.translate.update import merged, plural_forms, po_file, update

ONE, TWO = Source("02/why/text-1", "Who joined first? Five states did."), Source("02/why/text-2", "80 % of them speak.")


def read(content: bytes) -> Catalog:
    """Read a catalogue."""
    return read_po(BytesIO(content), charset="utf-8")


def translated(*texts: tuple[Source, str]) -> Catalog:
    """Return a catalogue of translations, through a file as translators have it."""
    made = merged([text for text, _ in texts], None, "ja")
    for text, own in texts:
        made.get(text.english, text.context).string = own
    return read(po_file(made, "ja"))


def entry(catalogue: Catalog, text: Source):
    """Return one message of a catalogue, written and read again."""
    return read(po_file(catalogue, "ja")).get(text.english, text.context)


@pytest.mark.parametrize("language", ["en", "ja", "id", "fil", "ms", "vi", "fr", "pl", "ar", "lv", "tet", "tr", "he"])
def test_plural_forms_are_those_of_the_language(language: str):
    """Filipino counts 2 and 3 with 1; Indonesian has one form; a million, which French counts otherwise, needs none."""
    count, expression = plural_forms(language).removeprefix("nplurals=").rstrip(";").split("; plural=")
    form, rule = c2py(expression), locale_of(language).plural_form
    pairs = {(form(number), rule(number)) for number in range(200)}
    assert len(pairs) == len({of for _, of in pairs}) == int(count)


def test_a_new_text_is_empty_and_is_not_fuzzy():
    """It has no flag either: Babel would take the percent sign for a format."""
    message = entry(merged([TWO], None, "ja"), TWO)
    assert (message.string, po_file(merged([TWO], None, "ja"), "ja").count(b"#")) == ("", 0)


def test_a_translation_stays_when_nothing_has_changed():
    """The same texts give the same bytes."""
    old = translated((ONE, "最初は？"), (TWO, "八割。"))
    again = po_file(merged([ONE, TWO], old, "ja"), "ja")
    assert again == po_file(merged([ONE, TWO], read(again), "ja"), "ja")
    assert entry(read(again), ONE).string == "最初は？"


def test_a_text_that_moved_keeps_its_translation():
    """A paragraph in front of it changes its number, and nothing else."""
    made = merged([Source(ONE.context, "New."), Source(TWO.context, ONE.english)], translated((ONE, "最初は？")), "ja")
    message = entry(made, Source(TWO.context, ONE.english))
    assert (message.string, message.flags) == ("最初は？", set())


def test_changed_english_makes_a_translation_fuzzy_and_says_what_it_was():
    """The translator sees both, and nobody else sees the translation."""
    changed = Source(ONE.context, "Who joined last? Nobody knows.")
    content = po_file(merged([changed], translated((ONE, "最初は？")), "ja"), "ja").decode()
    assert '#, fuzzy\n#| msgid "Who joined first? Five states did."\n' in content
    assert 'msgstr "最初は？"' in content


def test_a_fuzzy_translation_stays_fuzzy_until_somebody_takes_the_mark_out():
    """A second update, or a third change, neither forgives nor forgets."""
    changed, again = Source(ONE.context, "Who joined last?"), Source(ONE.context, "Who joined next?")
    once = read(po_file(merged([changed], translated((ONE, "最初は？")), "ja"), "ja"))
    content = po_file(merged([again], read(po_file(merged([changed], once, "ja"), "ja")), "ja"), "ja").decode()
    assert '#, fuzzy\n#| msgid "Who joined first? Five states did."\n' in content


def test_english_that_changes_back_makes_its_translation_valid_again():
    """It was made for these words."""
    once = read(po_file(merged([Source(ONE.context, "Changed.")], translated((ONE, "最初は？")), "ja"), "ja"))
    message = entry(merged([ONE], once, "ja"), ONE)
    assert (message.string, message.flags) == ("最初は？", set())


def test_much_the_same_english_in_the_same_cell_is_offered_as_fuzzy():
    """A paragraph may move and change at once."""
    other = Source("02/why/text-9", "Who joined first? Five states!")
    assert entry(merged([other], translated((ONE, "最初は？")), "ja"), other).flags == {"fuzzy"}


def test_a_translation_whose_text_is_gone_is_kept_and_comes_back():
    """Nothing that somebody wrote is thrown away."""
    without = read(po_file(merged([TWO], translated((ONE, "最初は？"), (TWO, "八割。")), "ja"), "ja"))
    assert [message.string for message in without.obsolete.values()] == ["最初は？"]
    assert entry(merged([ONE, TWO], without, "ja"), ONE).string == "最初は？"


def test_a_comment_of_a_translator_stays():
    """It is the only place for a question."""
    old = translated((ONE, "最初は？"))
    old.get(ONE.english, ONE.context).user_comments.append("五か国？")
    assert entry(merged([ONE], old, "ja"), ONE).user_comments == ["五か国？"]


def test_known_words_are_filled_in():
    """Names of states, and what another lesson says, need no second translation."""
    assert entry(merged([ONE], None, "ja", {ONE.english: "最初は？"}), ONE).string == "最初は？"


def test_an_update_begins_a_language_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The files are there afterwards, and a second run changes none of them."""
    monkeypatch.setattr(module, "sources", lambda *_: {"lesson-02": [ONE, Source("q-a-01/stem", "Laos")]})
    (done,) = update("id", folder=tmp_path)
    assert str(done) == "id/lesson-02.po: 2 texts, 1 translated, 0 fuzzy, 1 missing"
    before = done.path.stat().st_mtime_ns
    update("id", ["lesson-02"], tmp_path)
    assert done.path.stat().st_mtime_ns == before


def test_what_another_lesson_says_is_taken_over_but_not_what_an_item_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Headings are alike in all lessons; a short option may mean something else."""
    pages = {"lesson-00": [Source("00/a/heading-1", "Key points")], "lesson-01": [Source("q-a-01/stem", "Yes.")]}
    monkeypatch.setattr(module, "sources", lambda *_: pages)
    for done, own in zip(update("ja", folder=tmp_path), ("まとめ", "はい。"), strict=True):
        head, message = done.path.read_text("utf-8").rsplit('msgstr ""', 1)
        done.path.write_text(f'{head}msgstr "{own}"{message}', "utf-8")
    more = {"lesson-02": [Source("02/a/heading-1", "Key points"), Source("q-b-01/stem", "Yes.")]}
    monkeypatch.setattr(module, "sources", lambda *_: pages | more)
    assert str(update("ja", ["lesson-02"], tmp_path)[0]) == "ja/lesson-02.po: 2 texts, 1 translated, 0 fuzzy, 1 missing"


@pytest.mark.parametrize(("language", "said"), [("en", "'en'"), ("jp", "Did you mean 'ja'"), ("japanese", "'ja'")])
def test_english_and_an_unknown_language_are_refused(language: str, said: str):
    """Before a folder is made for it."""
    with pytest.raises(KitError) as caught:
        update(language)
    assert said in str(caught.value)


def test_an_unknown_catalogue_is_refused_with_the_nearest_name():
    """The names are those of the files."""
    with pytest.raises(KitError, match="There is no catalogue 'lesson-2'") as caught:
        update("ja", ["lesson-2"])
    assert "lesson-02" in caught.value.do


def test_a_text_that_gets_plural_forms_keeps_its_translation_whole():
    """What was one text is the first form of several, and the other way round; it is marked, and no letter is lost."""
    one, many = (
        Source("card.tries", "{count} tries left."),
        Source("card.tries", "{count} try left.", "{count} tries left."),
    )
    old = translated((one, "残り{count}回"))
    again = read(po_file(merged([many], old, "ja"), "ja"))
    assert (entry(again, many).string, entry(again, many).fuzzy) == (("残り{count}回",), True)
    back = read(po_file(merged([one], again, "ja"), "ja"))
    assert entry(back, one).string == "残り{count}回"
