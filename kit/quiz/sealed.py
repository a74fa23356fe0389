"""Items without keys: what an exam hands out, so that nothing on a student's machine can tell what is right."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from kit.errors import KitError
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Interaction
from kit.quiz.invalid_response import InvalidResponse, PublicItem
from kit.quiz.item import Grade, Item, Part, Text
from kit.quiz.kinds.fill_in.item import GAP, FillIn
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.registry import KINDS
from kit.quiz.lesson_file import Minutes
from kit.quiz.rules import Rules

_LISTS = ("options", "prompts", "groups", "gaps")


class SealedItem(Item, frozen=True, kw_only=True, tag="sealed"):
    """What may be shown of an item, by language; the response is kept and scored elsewhere, with the full item."""

    shown: dict[str, dict[str, Any]]
    facts: tuple[str, ...] = ()
    hints: tuple[Text, ...] = ()
    keep_order: bool = False

    @property
    def kind(self) -> str:
        """The kind of the item, as it is shown."""
        return str(next(iter(self.shown.values()))["kind"])

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know: here that is all there is."""
        return dict(self.shown.get(language) or next(iter(self.shown.values())))

    def parse(self, response: object) -> Any:  # noqa: ANN401 - each kind has a form of its own
        """Take a response of the right form; a unit may be that of any language."""
        parsed = [self.parse_public(public, response) for public in self.shown.values()]
        return next((each for each in parsed if not isinstance(each, InvalidResponse)), parsed[0])

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> Any:  # noqa: ANN401
        """Parse a response as the kind of the item does."""
        return KINDS[public["kind"]].parse_public(public, response)

    def grade(self, parsed: object, language: str) -> Grade:  # noqa: ARG002 - there is no verdict
        """Give no verdict: the response is scored elsewhere."""
        return Grade(None)

    def interaction(self, language: str) -> Interaction:  # noqa: ARG002 - as every item
        """Refuse: what others show of an item holds its key, which a sealed one lacks."""
        do = "Use the item file from which the exam was made."
        raise KitError("A sealed item has no key to export.", where=self.id, do=do)


class Exam(Part, frozen=True, kw_only=True):
    """A file of sealed items; `lesson` is the name under which the answers are kept."""

    lesson: str
    title: str
    question: str
    objectives: dict[str, str]
    pools: dict[str, int]
    mix_items: bool = False
    rules: Rules = Rules()
    items: tuple[SealedItem, ...]


def neutral(item: Item) -> Item:
    """Return a full item whose options, prompts, groups and gaps have ids that say nothing, such as ``o1``.

    Authors choose ids that they recognise, ``right`` or ``too-early``, and a sealed item has to name its options too.
    The new ids follow from the texts that everybody sees, and gaps are counted as they stand in the text: so they
    are the same each time, and give nothing away. States of a map keep their codes, by which it is drawn.
    """
    if isinstance(item, MapClick):
        return item
    fields = {name: msgspec.to_builtins(getattr(item, name)) for name in item.__struct_fields__}
    names: dict[str, dict[str, str]] = {}
    for field in _LISTS:
        parts = fields.get(field, ())
        ranked = enumerate(sorted(parts, key=lambda part: _by_what_is_seen(item, part)), start=1)
        names[field] = {part["id"]: f"{field[0]}{place}" for place, part in ranked}
        if parts:
            fields[field] = [{**part, "id": names[field][part["id"]]} for part in parts]
    if isinstance(item, FillIn):
        fields["text"] = _with_gaps(item.text, names["gaps"])
    key, options = fields.get("key"), names["options"]
    if isinstance(key, dict):
        things, places = (names["prompts"], options) if isinstance(item, Matching) else (options, names["groups"])
        fields["key"] = {things[thing]: places[place] for thing, place in key.items()}
    elif options and key is not None:
        fields["key"] = options[key] if isinstance(key, str) else [options[name] for name in key]
    return msgspec.convert({**fields, "key_from": None}, type(item))  # the data knows the ids of before


def _by_what_is_seen(item: Item, part: dict[str, Any]) -> tuple[int, bytes]:
    """Sort gaps by their place, and what has a text in an order that follows from the text and from nothing else."""
    if isinstance(item, FillIn):
        first = item.text if isinstance(item.text, str) else next(iter(item.text.values()))
        return first.index(f"{{{part['id']}}}"), b""
    return 0, blake2b(msgspec.json.encode([item.id, part["text"]])).digest()


def _with_gaps(text: Text, names: dict[str, str]) -> Text:
    if isinstance(text, dict):
        return {language: str(_with_gaps(words, names)) for language, words in text.items()}
    return GAP.sub(lambda gap: f"{{{names.get(gap[1], gap[1])}}}", text)


def sealed(items: Sequence[Item], languages: Sequence[str]) -> tuple[SealedItem, ...]:
    """Return items without key, feedback and hints, with ids that say nothing and in an order that says nothing.

    Parameters
    ----------
    items : sequence of Item
        Full items.
    languages : sequence of str
        ISO 639-1; the texts of each are kept.
    """
    return tuple(
        SealedItem(
            id=item.id,
            objective=item.objective,
            level=item.level,
            stem="",  # it stands in what is shown
            use=item.use,
            as_of=item.as_of,
            points=item.points,
            pool=item.pool,
            keep_order=getattr(item, "keep_order", False),
            shown=_shown(item, languages),
        )
        for item in items
    )


def _shown(item: Item, languages: Sequence[str]) -> dict[str, dict[str, Any]]:
    def listed(shown: dict[str, Any]) -> dict[str, Any]:
        """Put lists in the order of their ids, for authors often write them in that of the key."""
        return {name: sorted(value, key=_by_id) if name in mixed else value for name, value in shown.items()}

    mixed = () if getattr(item, "keep_order", False) else _LISTS
    texts = {language: {**listed(neutral(item).public(language)), "hints": 0} for language in languages}
    first = texts[languages[0]]
    return {language: shown for language, shown in texts.items() if shown is first or shown != first}


def _by_id(part: dict[str, Any] | str) -> tuple[int, str]:
    name = part if isinstance(part, str) else str(part["id"])
    return len(name), name


def write_exam(path: Path, lesson: LessonItems) -> None:
    """Write a lesson of sealed items as JSON.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    fields = {name: getattr(lesson, name) for name in Exam.__struct_fields__}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(Exam(**fields)), indent=1) + b"\n")


def read_exam(path: Path) -> LessonItems:
    """Read a file of sealed items.

    Raises
    ------
    KitError
        When it cannot be read, or is no such file.
    """
    do = "Ask your teacher for the file again, and put it beside the notebook."
    try:
        exam = msgspec.json.decode(path.read_bytes(), type=Exam)
    except OSError as error:
        raise KitError(f"The exam cannot be read: {error.strerror or error}.", where=str(path), do=do) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise KitError(f"This is no exam of the kit: {error}", where=str(path), do=do) from None
    for item in exam.items:
        try:
            item.parse(None)
        except (LookupError, StopIteration, TypeError, AttributeError):
            raise KitError(f"This version of the kit cannot show item {item.id!r}.", where=str(path), do=do) from None
    minutes = Minutes(teaching=0, exercises=0)
    return LessonItems(path=path, mode="exam", minutes=minutes, **msgspec.structs.asdict(exam))
