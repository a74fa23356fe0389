"""Anki: a deck for each lesson, a note for each item; a second import renews notes by their item id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kit.export.request import Home, Job
from kit.export.shapes import forms, pairs, places
from kit.export.wording import Wording, number
from kit.export.xml_tree import html
from kit.quiz.bank import LessonItems
from kit.quiz.item import ChoiceItem, Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.placing import PlacingItem
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse
from kit.quiz.order import shuffled_options

if TYPE_CHECKING:
    import genanki

_FIELDS = ("Id", "Question", "Answer", "Why", "Hints", "Sources")
_FRONT = "{{Question}}{{#Hints}}<details><summary>?</summary>{{Hints}}</details>{{/Hints}}"
_BACK = '{{Question}}<hr id="answer">{{Answer}}<div class="why">{{Why}}</div><footer>{{Sources}}</footer>'
_STYLE = """.card { font-family: sans-serif; font-size: 1.2em; line-height: 1.5; max-width: 40em; margin: 1em auto; }
.why { margin-top: 1em; } footer { margin-top: 1em; font-size: .7em; opacity: .7; } summary { cursor: pointer; }"""
_GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")
Sides = tuple[str, str, str]  # question, answer and why, as HTML


def write(job: Job) -> list[Path]:
    """Write a package of decks."""
    import genanki

    wording = Wording(job.language)
    model = genanki.Model(
        _number("note type"),
        "Heart to heart",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    decks = [_deck(lesson, model, wording) for lesson in job.lessons]
    genanki.Package(decks).write_to_file(str(job.out))
    return [job.out]


def _number(name: str) -> int:
    """Return the number that Anki knows a thing by; the same for a name each time."""
    return int.from_bytes(blake2b(f"heart to heart/{name}".encode(), digest_size=4).digest(), "big") + 2**31


def _deck(lesson: LessonItems, model: genanki.Model, wording: Wording) -> genanki.Deck:
    import genanki

    title = f"{lesson.lesson} {lesson.title}".replace("::", ":")
    deck = genanki.Deck(_number(f"lesson {lesson.lesson}"), f"Heart to heart::{title}")
    for item in lesson.items:
        question, answer, why = ENTRIES[item.kind](item, wording)
        hints = html(*(wording(hint) for hint in item.hints))
        fields = [item.id, html(wording.stem(item)) + question, answer, why, hints, escape(wording.sources(item))]
        tags = [f"lesson-{lesson.lesson}", item.objective, item.level]
        deck.add_note(genanki.Note(model, fields, guid=item.id, tags=tags))
    return deck


def _list(texts: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{tag}>"


def _because(texts: Iterable[tuple[str, str]]) -> str:
    return _list(Wording.because(text, feedback) for text, feedback in texts)


def _options(item: ChoiceItem, wording: Wording) -> list[str]:
    """Return the texts of the options, mixed, and the same each time."""
    return [wording(option.text) for option in shuffled_options(item, "anki")]


def _choice(item: SingleChoice | MultipleChoice | MapClick | TrueFalse, wording: Wording) -> Sides:
    keys = (item.key,) if isinstance(item.key, str) else item.key
    right = [wording(option.text) for option in item.options if option.id in keys]
    why = _because((wording(option.text), wording(option.feedback)) for option in item.options)
    return _list(_options(item, wording)), html(*right), why


def _true_false(item: TrueFalse, wording: Wording) -> Sides:
    question, reason, why = _choice(item, wording)
    verdict = html(wording.kit(f"export.{'true' if item.truth else 'false'}"))
    asked = html(f"{wording.kit('export.true')} / {wording.kit('export.false')}")
    return asked + question, verdict + reason, html(wording(item.feedback.right)) + why


def _typed(item: Numeric | ShortText, wording: Wording) -> Sides:
    known = forms(item, wording)
    tolerance = f" ± {number(item.tolerance)}" if isinstance(item, Numeric) and item.tolerance else ""
    right = " / ".join(form.text for form in known if form.share) + tolerance
    wrong = [(form.text, form.feedback) for form in known if not form.share]
    return "", html(right), html(wording(item.feedback.right)) + (_because(wrong) if wrong else "")


def _ordering(item: Ordering, wording: Wording) -> Sides:
    found = {pair.id: pair for pair in pairs(item, wording)}
    why = _because((found[name].text, found[name].feedback) for name in item.key)
    return _list(_options(item, wording)), _list((found[name].text for name in item.key), "ol"), why


def _placing(item: PlacingItem, wording: Wording) -> Sides:
    found = pairs(item, wording)
    question = _list(pair.text for pair in found) + _list(text for _, text in places(item, wording))
    answer = _list(f"{pair.text} → {pair.place_text}" for pair in found)
    return question, answer, _because((pair.text, pair.feedback) for pair in found)


def _gaps(item: FillIn, wording: Wording) -> Sides:
    gaps = {gap.id: gap for gap in item.gaps}
    pieces = _GAP.split(wording(item.text))

    def filled(shown: Callable[[str], str]) -> str:
        text = (shown(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))
        return f"<p>{''.join(text)}</p>"

    answer = filled(lambda gap: f"<b>{escape(' / '.join(gaps[gap].key))}</b>")
    why = _because((gap.key[0], wording(gap.feedback)) for gap in item.gaps)
    return filled(lambda _: "_____"), answer, why


def _open(item: OpenAnswer, wording: Wording) -> Sides:
    rubric = [wording.kit("export.weight", text=wording(line.text), weight=number(line.weight)) for line in item.rubric]
    return "", html(wording(item.sample)), html(f"{wording.kit('export.rubric')}:") + _list(rubric)


def left_out(item: Item) -> Iterator[str]:
    """Yield what an item loses."""
    yield "points; in Anki the learner says how well it went"
    if isinstance(item, MapClick):
        yield "the map; the states stand in a list"


ENTRIES: dict[str, Callable[..., Sides]] = {
    "single-choice": _choice,
    "multiple-choice": _choice,
    "true-false": _true_false,
    "numeric": _typed,
    "short-text": _typed,
    "ordering": _ordering,
    "matching": _placing,
    "grouping": _placing,
    "fill-in": _gaps,
    "map-click": _choice,
    "open": _open,
}
HOME = Home(ENTRIES, write, left_out)
