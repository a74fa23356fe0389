"""What matching and grouping share: things, places, and a key that says which thing goes where."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from kit.quiz.interactions import Pairs, Target, Thing
from kit.quiz.item import (
    Grade,
    Item,
    Mistake,
    Note,
    Option,
    Part,
    RightWrong,
    Text,
    blank_texts,
    in_language,
    listed,
    meant,
    option_mistakes,
    twice,
)
from kit.text import text_in


class Place(Part, frozen=True, kw_only=True):
    """Where things can go: a choice of matching, a group of grouping."""

    id: str
    text: Text


class PlacingItem(Item, frozen=True, kw_only=True):
    """Put each thing into its place; the response maps the ids of things to ids of places.

    The score is things in their right place / all things; a thing that is left out is not in its place.
    """

    key: dict[str, str]
    feedback: RightWrong
    shared: ClassVar[bool] = False  # whether several things can go to one place

    @abstractmethod
    def things(self) -> tuple[Option, ...]:
        """Return what has to be placed."""

    @abstractmethod
    def places(self) -> tuple[Place, ...]:
        """Return where it can go."""

    def grade(self, parsed: dict[str, str], language: str) -> Grade:
        """Give a share for each thing in its place."""
        parts = {thing.id: self._verdict(thing.id, parsed.get(thing.id)) for thing in self.things()}
        wrong = [thing for thing in self.things() if parts[thing.id] == "wrong"]
        missing = len(self.key) - len(parsed)
        share = 1 - (len(wrong) + missing) / len(self.key)
        if share == 1:
            return Grade(1.0, (self.note(self.feedback.right, language),), parts=parts)
        notes = [self.note(self.feedback.wrong, language)]
        notes += [self.note(thing.feedback, language, facts=thing.facts, option=thing.id) for thing in wrong]
        if missing:
            notes.append(Note(text_in(language)("quiz.unplaced", count=missing)))
        return Grade(max(0.0, share), tuple(notes), parts=parts)

    def _verdict(self, thing: str, place: str | None) -> str:
        if place is None:
            return "blank"
        return "right" if place == self.key[thing] else "wrong"

    def mistakes_in(self, things: str, places: str) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out; `things` and `places` are the names of their fields."""
        yield from option_mistakes(self.things(), things)
        yield from twice([place.id for place in self.places()], "id", places)
        for number, place in enumerate(self.places()):
            yield from blank_texts(place.text, places, number, "text")
        yield from self.feedback.mistakes()
        ids = [thing.id for thing in self.things()]
        targets = [place.id for place in self.places()]
        for thing in ids:
            if thing not in self.key:
                yield Mistake(("key",), f"The key does not say where {thing!r} goes.", f"Add '{thing}: …' to the key.")
        for thing, target in self.key.items():
            if thing not in ids:
                do = f"Use one of {listed(ids)}.{meant(thing, ids)}"
                yield Mistake(("key", thing), f"The key names {thing!r}, which is not there.", do)
            if target not in targets:
                do = f"Use one of {listed(targets)}.{meant(target, targets)}"
                yield Mistake(("key", thing), f"The key puts {thing!r} into {target!r}, which is not there.", do)

    def interaction(self, language: str) -> Pairs:
        """Return what formats, worksheets and key sheets show of the item."""
        targets = {place.id: Target(id=place.id, text=in_language(place.text, language)) for place in self.places()}
        things = (
            Thing(
                id=thing.id,
                text=in_language(thing.text, language),
                target=targets[self.key[thing.id]],
                feedback=in_language(thing.feedback, language),
            )
            for thing in self.things()
        )
        return Pairs(
            things=tuple(things),
            targets=tuple(targets.values()),
            right=in_language(self.feedback.right, language),
            wrong=in_language(self.feedback.wrong, language),
            shared=self.shared,
        )


def public_parts(parts: tuple[Option, ...] | tuple[Place, ...], language: str) -> list[dict[str, Any]]:
    """Return ids and texts."""
    return [{"id": part.id, "text": in_language(part.text, language)} for part in parts]
