"""Ordering: put all options in order; what is already in order counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from random import Random

from kit.quiz.blank_or_repeated import feedback_mistakes
from kit.quiz.data_key import COMPARE, Cell, cells_of, no_one_row
from kit.quiz.interactions import Pairs, Target
from kit.quiz.invalid_response import InvalidResponse, PublicItem, chosen_ids, public_ids
from kit.quiz.item import Grade, Sample, T, likely_place
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.kinds.placing import thing_of
from kit.quiz.mistake import Mistake
from kit.quiz.parts import RightWrong, in_language
from kit.quiz.shuffle import id_of
from kit.quiz.typed_number import read_number
from kit.suggest import name_list


class Ordering(ChoiceItem, frozen=True, kw_only=True, tag="ordering"):
    """Put the options in order; the response is the list of all their ids.

    The score is (longest run in right order - 1) / (number of options - 1).
    """

    key: tuple[str, ...]
    feedback: RightWrong

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> list[str] | InvalidResponse:
        """Take a list of the ids of all options."""
        known = public_ids(public, "options")
        order = chosen_ids(response, known)
        return order if order and sorted(order) == sorted(known) else InvalidResponse("order-all")

    def grade(self, parsed: list[str], language: str) -> Grade:
        """Give all for the whole order, less for each option that has to move."""
        in_place = longest_run([self.key.index(name) for name in parsed])
        if len(in_place) == len(self.key):
            return Grade(1.0, (self.note(self.feedback.right, language),))
        moved = [name for place, name in enumerate(self.key) if place not in in_place]
        notes = (self.note(self.feedback.wrong, language), *self.option_notes(moved, language))
        return Grade((len(in_place) - 1) / (len(self.key) - 1), notes)

    def describe_parsed(self, parsed: list[str], language: str) -> tuple[str, ...]:
        """Return the options with their numbers."""
        return tuple(f"{place}. {self.option_text(name, language)}" for place, name in enumerate(parsed, start=1))

    def sample_response(self, sample: Sample, chance: Random | None = None) -> list[str]:
        """Return the key, the key with two neighbours exchanged, or the key without its last option."""
        order = list(self.key)
        if sample == "wrong":
            first = likely_place(len(order) - 1, chance)
            order[first : first + 2] = order[first + 1], order[first]
        return order[:-1] if sample == "invalid" else order

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return all options as they are shown."""
        return list(public_ids(public, "options"))

    def mix(self, options: Sequence[T], seed: str) -> list[T]:
        """Return the options in an order that depends on the seed, but never in that of the key."""
        mixed = super().mix(options, seed)
        return [*mixed[1:], mixed[0]] if tuple(map(id_of, mixed)) == self.key else mixed

    def compare_key(self, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Yield a mistake when the rows of the options, in the order of the key, neither rise nor fall."""
        options = {option.id: option for option in self.options}
        found: list[str] = []
        for name in self.key:
            own = cells_of(options[name], cells)
            if len(own) != 1:
                yield no_one_row(options[name], own)
                return
            found.append(own[0].value)
        numbers = [number for number in map(read_number, found) if number is not None]
        order: list[float] | list[str] = numbers if len(numbers) == len(found) else found
        if list(order) not in (sorted(order), sorted(order, reverse=True)):
            steps = name_list(f"{name} {value}" for name, value in zip(self.key, found, strict=True))
            yield Mistake(("key",), f"The data does not give this order: {steps}.", COMPARE)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from feedback_mistakes(self.feedback)
        yield from self.key_mistakes(self.key, "key")
        for name in self.option_ids():
            if self.key.count(name) != 1:
                what = f"The key names {name!r} {self.key.count(name)} times."
                yield Mistake(("key",), what, "Name every option once, in the right order.")

    def interaction(self, language: str) -> Pairs:
        """Return what formats, worksheets and key sheets show of the item."""
        targets = {name: Target(id=f"place-{place}", text=str(place)) for place, name in enumerate(self.key, start=1)}
        things = (thing_of(option, targets[option.id], language) for option in self.options)
        return Pairs(
            things=tuple(things),
            targets=tuple(targets.values()),
            right=in_language(self.feedback.right, language),
            wrong=in_language(self.feedback.wrong, language),
            scoring="run",
        )


def longest_run(places: list[int]) -> set[int]:
    """Return the places of one longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        pile = bisect_left(tails, place)
        before[place] = tails[pile - 1] if pile else None
        tails[pile : pile + 1] = [place]
    run: set[int] = set()
    place_or_none = tails[-1] if tails else None
    while place_or_none is not None:
        run.add(place_or_none)
        place_or_none = before[place_or_none]
    return run
