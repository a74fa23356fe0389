"""What matching and grouping share: things, places, and a key that says which thing goes where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, ClassVar

from msgspec.structs import replace

from kit.quiz.anonymous_ids import anonymous_ids, renamed
from kit.quiz.blank_or_repeated import (
    blank_texts,
    feedback_mistakes,
    invalid_ids,
    option_mistakes,
    repeated,
    same_texts,
)
from kit.quiz.data_key import COMPARE, Cell, cells_of, no_one_row
from kit.quiz.interactions import Pairs, Target, Thing
from kit.quiz.invalid_response import InvalidResponse, PublicItem, placed_ids, public_ids
from kit.quiz.item import Grade, Item, Misconception, Note, Sample, likely_place
from kit.quiz.mistake import Mistake, unknown
from kit.quiz.parts import Option, Part, RightWrong, Text, in_language, named_texts
from kit.text import text_in


class Place(Part, frozen=True, kw_only=True):
    """Where things can go: a choice of matching, a group of grouping."""

    id: str
    text: Text


def thing_of(option: Option, target: Target, language: str) -> Thing:
    """Return an option as a thing that belongs to a target."""
    text, feedback = in_language(option.text, language), in_language(option.feedback, language)
    return Thing(id=option.id, text=text, target=target, feedback=feedback)


class PlacingItem(Item, frozen=True, kw_only=True):
    """Put each thing into its place; the response maps the ids of things to ids of places.

    The score is things in their right place / all things; a thing that is left out is not in its place.
    """

    key: dict[str, str]
    feedback: RightWrong
    thing_field: ClassVar[str]  # the name of the field of the things
    place_field: ClassVar[str]  # the name of the field of the places
    shared: ClassVar[bool] = False  # whether several things can go to one place

    def things(self) -> tuple[Option, ...]:
        """Return what has to be placed."""
        things: tuple[Option, ...] = getattr(self, self.thing_field)
        return things

    def places(self) -> tuple[Place, ...]:
        """Return where it can go."""
        places: tuple[Place, ...] = getattr(self, self.place_field)
        return places

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> dict[str, str] | InvalidResponse:
        """Take the places of some things, one at least."""
        known = public_ids(public, cls.thing_field), public_ids(public, cls.place_field)
        return placed_ids(response, *known) or InvalidResponse("place-some")

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return the first thing in the first place."""
        return {public_ids(public, cls.thing_field)[0]: public_ids(public, cls.place_field)[0]}

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        return super().public(language) | {
            self.thing_field: named_texts(self.things(), language),
            self.place_field: named_texts(self.places(), language),
        }

    def grade(self, parsed: dict[str, str], language: str) -> Grade:
        """Give a share for each thing in its place."""
        things = self.things()
        parts = {thing.id: "blank" for thing in things}
        parts |= {thing: "right" if place == self.key[thing] else "wrong" for thing, place in parsed.items()}
        wrong = [thing for thing in things if parts[thing.id] == "wrong"]
        missing = len(self.key) - len(parsed)
        share = 1 - (len(wrong) + missing) / len(self.key)
        if share == 1:
            return Grade(1.0, (self.note(self.feedback.right, language),), parts=parts)
        notes = [self.note(self.feedback.wrong, language)]
        notes += [self.note(thing.feedback, language, facts=thing.facts, option=thing.id) for thing in wrong]
        if missing:
            notes.append(Note(text_in(language)("quiz.unplaced", count=missing)))
        return Grade(max(0.0, share), tuple(notes), parts=parts)

    def anonymised(self) -> Item:
        """Return the full item under ids that follow from the texts of its things and places."""
        things, places = self.thing_field, self.place_field
        names = anonymous_ids(self.id, self.things(), things[0]), anonymous_ids(self.id, self.places(), places[0])
        fields: dict[str, Any] = {things: renamed(self.things(), names[0]), places: renamed(self.places(), names[1])}
        key = {names[0][thing]: names[1][place] for thing, place in self.key.items()}
        return replace(self, **fields, key=key, key_from=None)

    def describe_parsed(self, parsed: dict[str, str], language: str) -> tuple[str, ...]:
        """Return each thing with its place."""
        return tuple(self._pair(thing, parsed[thing.id], language) for thing in self.things() if thing.id in parsed)

    def explain_errors(self, parsed: dict[str, str], notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:
        """Return one misconception for each thing in a wrong place."""
        things = {thing.id: thing for thing in self.things()}
        wrong = [note for note in notes if note.option is not None]
        return tuple(
            Misconception(self._pair(things[name], parsed[name], language), note.text)
            for note in wrong
            if (name := note.option or "")
        ) or super().explain_errors(parsed, notes, language)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> dict[str, str]:
        """Return the key, the key with one thing in a wrong place, or nothing placed."""
        if sample == "wrong":
            thing = list(self.key)[likely_place(len(self.key), chance)]
            return {**self.key, thing: next(place.id for place in self.places() if place.id != self.key[thing])}
        return dict(self.key) if sample == "right" else {}

    def _pair(self, thing: Option, place: str, language: str) -> str:
        target = next(target.text for target in self.places() if target.id == place)
        return f"{in_language(thing.text, language)} → {in_language(target, language)}"

    def compare_key(self, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Compare the place of each thing with what its row says."""
        places = {place.id: place for place in self.places()}
        for thing in self.things():
            own, place = cells_of(thing, cells), places[self.key[thing.id]]
            if len(own) != 1:
                yield no_one_row(thing, own)
            elif not own[0].is_called(place.id, place.text):
                what = f"The key puts {thing.id!r} into {place.id!r}, the data gives {own[0].value}."
                yield Mistake(("key",), what, COMPARE)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        things, places = self.thing_field, self.place_field
        yield from super().mistakes()
        yield from option_mistakes(self.things(), things)
        yield from repeated([place.id for place in self.places()], "id", places)
        yield from invalid_ids([place.id for place in self.places()], places)
        for number, place in enumerate(self.places()):
            yield from blank_texts(place.text, places, number, "text")
        yield from same_texts([place.text for place in self.places()], places)
        yield from feedback_mistakes(self.feedback)
        ids = [thing.id for thing in self.things()]
        targets = [place.id for place in self.places()]
        for thing in ids:
            if thing not in self.key:
                yield Mistake(("key",), f"The key does not say where {thing!r} goes.", f"Add '{thing}: …' to the key.")
        for thing, target in self.key.items():
            if thing not in ids:
                yield unknown(f"The key names {thing!r}, which is not there.", thing, ids, "key", thing)
            if target not in targets:
                what = f"The key puts {thing!r} into {target!r}, which is not there."
                yield unknown(what, target, targets, "key", thing)

    def interaction(self, language: str) -> Pairs:
        """Return what formats, worksheets and key sheets show of the item."""
        targets = {place.id: Target(id=place.id, text=in_language(place.text, language)) for place in self.places()}
        things = (thing_of(thing, targets[self.key[thing.id]], language) for thing in self.things())
        return Pairs(
            things=tuple(things),
            targets=tuple(targets.values()),
            right=in_language(self.feedback.right, language),
            wrong=in_language(self.feedback.wrong, language),
            shared=self.shared,
        )
