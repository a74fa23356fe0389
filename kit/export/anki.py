"""Anki: a deck for each lesson and language, a note for each item; a second import renews notes by their ids.

An item of a teacher's own has the name of its file in the id of its note: two lessons may call an item the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kit.emphasis import concat, emphasis_html
from kit.export.pictures import picture_html, picture_of
from kit.export.request import ExportRequest, Format
from kit.export.verdict_losses import verdict_losses
from kit.export.wording import Wording, lesson_heading
from kit.export.xml_tree import html
from kit.extras import teacher_part
from kit.html import NO_FORMULAS
from kit.quiz.bank import LessonItems, is_of_the_course, load_bank
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed
from kit.quiz.item import Item
from kit.translations import ENGLISH

if TYPE_CHECKING:
    import genanki

_FIELDS = ("Id", "Question", "Answer", "Why", "Hints", "Sources")
_FRONT = "{{Question}}{{#Hints}}<details><summary>?</summary>{{Hints}}</details>{{/Hints}}"
_BACK = '{{Question}}<hr id="answer">{{Answer}}<div class="why">{{Why}}</div><footer>{{Sources}}</footer>'
_STYLE = """.card { font-family: sans-serif; font-size: 1.2em; line-height: 1.5; max-width: 40em; margin: 1em auto; }
.why { margin-top: 1em; } footer { margin-top: 1em; font-size: .7em; opacity: .7; } summary { cursor: pointer; }"""
Sides = tuple[str, str, str]  # question, answer and why, as HTML


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return a package of decks."""
    with teacher_part("A deck for Anki"):
        import genanki

    model = genanki.Model(
        _number("note type"),
        "Heart to heart",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _side(_FRONT), "afmt": _side(_BACK)}],
        css=_STYLE,
    )
    decks = [_deck(lesson, model, Wording(request.language, lesson.folder)) for lesson in request.lessons]
    shown = [shown for lesson in request.lessons for item in lesson.items if (shown := picture_of(item))]
    content = BytesIO()
    with TemporaryDirectory() as folder:  # genanki takes pictures from the disk alone
        files = [Path(folder, picture.name) for picture in shown]
        for file, picture in zip(files, shown, strict=True):
            file.write_bytes(picture.content)
        genanki.Package(decks, [str(file) for file in files]).write_to_file(content)
    return {request.out: content.getvalue()}


def _side(template: str) -> str:
    """Return a side of a card on which no text becomes a formula."""
    return f'<div class="{NO_FORMULAS}">{template}</div>'


def _plainly(field: str) -> str:
    """Return HTML in which Anki finds no sound, no voice and no LaTeX; it looks for them in brackets."""
    return field.replace("[", "&#91;")


def _number(name: str) -> int:
    """Return the number that Anki knows a thing by; the same for a name each time."""
    return int.from_bytes(blake2b(f"heart to heart/{name}".encode(), digest_size=4).digest(), "big") + 2**31


def _deck(lesson: LessonItems, model: genanki.Model, wording: Wording) -> genanki.Deck:
    import genanki

    title = lesson_heading(lesson).replace("::", ":")
    own = "" if wording.language == ENGLISH else f"/{wording.language}"  # next to the deck of another language
    # Teachers may use one number twice, and one id of an item; those of the course are each there once.
    file = "" if is_of_the_course(lesson) else lesson.path.stem
    deck = genanki.Deck(_number(f"lesson {file or lesson.lesson}{own}"), f"Heart to heart::{title}")
    of_the_course = {item.id for each in load_bank(whole=True) for item in each.items} if file else set()
    for item in lesson.items:
        shape = item.interaction(wording.language)
        question, answer, why = ENTRIES[type(shape)](item, shape, wording)
        image = picture_html(item, shown.name, wording) if (shown := picture_of(item)) else ""
        hints = html(*(wording(hint) for hint in item.hints))
        name = f"{item.id}{own}"
        fields = [
            name,
            html(wording.stem(item, shape)) + image + question,
            answer,
            why,
            hints,
            escape(wording.sources(item)),
        ]
        tags = ["-".join(tag.split()) for tag in (f"lesson-{lesson.lesson}", item.objective, item.level)]
        guid = f"{file}/{name}" if file and item.id not in of_the_course else name
        deck.add_note(genanki.Note(model, [*map(_plainly, fields)], guid=guid, tags=tags))
    return deck


def _list(texts: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{emphasis_html(text)}</li>' for text in texts)}</{tag}>"


def _because(wording: Wording, texts: Iterable[tuple[str, str]]) -> str:
    return _list(wording.because(text, feedback) for text, feedback in texts)


def _mixed(item: Item, texts: Mapping[str, str]) -> str:
    """Return texts by their ids as a list, mixed, and the same each time."""
    return _list(texts[option["id"]] for option in item.mix([{"id": name} for name in texts], "anki"))


def _choice(item: Item, shape: Choice, wording: Wording) -> Sides:
    question = _mixed(item, {option.id: option.text for option in shape.options})
    answer = html(*(option.text for option in shape.key))
    why = _because(wording, ((option.text, option.feedback) for option in shape.options))
    if shape.verdict is None:
        return question, answer, why
    verdict = shape.verdict
    return html(" / ".join(verdict.words)) + question, html(verdict.key) + answer, html(verdict.right) + why


def _typed(_item: Item, shape: Typed, wording: Wording) -> Sides:
    wrong = wording.expected_errors(shape)
    return "", html(wording.accepted(shape)), html(shape.right) + (_because(wording, wrong) if wrong else "")


def _pairs(item: Item, shape: Pairs, wording: Wording) -> Sides:
    if shape.is_order:
        why = _because(wording, ((thing.text, thing.feedback) for thing in shape.in_order()))
        question = _mixed(item, {thing.id: thing.text for thing in shape.things})
        return question, _list((thing.text for thing in shape.in_order()), "ol"), why
    question = _list(thing.text for thing in shape.things) + _list(target.text for target in shape.targets)
    answer = _list(concat(thing.text, " → ", thing.target.text) for thing in shape.things)
    return question, answer, _because(wording, ((thing.text, thing.feedback) for thing in shape.things))


def _gaps(_item: Item, shape: Gaps, wording: Wording) -> Sides:
    accepted = {gap.id: escape(" / ".join(gap.accepted)) for gap in shape.gaps}
    question = f"<p>{shape.text(lambda _: '_____', emphasis_html)}</p>"
    answer = f"<p>{shape.text(lambda name: f'<b>{accepted[name]}</b>', emphasis_html)}</p>"
    return question, answer, _because(wording, ((gap.accepted[0], gap.feedback) for gap in shape.in_order()))


def _open(_item: Item, shape: Open, wording: Wording) -> Sides:
    return "", html(shape.sample), html(wording.rubric_heading()) + _list(wording.rubric(shape))


def left_out(_item: Item, shape: Interaction, _request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses."""
    yield "points; in Anki the learner says how well it went"
    yield from verdict_losses(shape)
    if isinstance(shape, Choice) and shape.picture == "map":
        yield "the map; the states stand in a list"


ENTRIES: dict[type[Interaction], Callable[..., Sides]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}
FORMAT = Format("anki", ENTRIES, write, left_out, emphasis=True, pictures=True)
