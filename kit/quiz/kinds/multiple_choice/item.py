"""Multiple choice: one or more options are right, and each wrong tick takes a right one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from kit.quiz.blank_or_repeated import repeated
from kit.quiz.interactions import Choice
from kit.quiz.invalid_response import InvalidResponse, PublicItem, chosen_ids, public_ids
from kit.quiz.item import Grade, Misconception, Note, Sample, general_note, likely_place
from kit.quiz.kinds.choice import ChoiceItem
from kit.quiz.mistake import Mistake
from kit.text import text_in


class MultipleChoice(ChoiceItem, frozen=True, kw_only=True, tag="multiple-choice"):
    """Tick every option that is right; the response is the list of ticked ids.

    The score is (right ticks - wrong ticks) / number of right options, never below zero.
    """

    key: tuple[str, ...]
    keep_order: bool = False

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> list[str] | InvalidResponse:
        """Take a list of ids of options, one at least."""
        return chosen_ids(response, public_ids(public, "options")) or InvalidResponse("tick-some")

    def grade(self, parsed: list[str], language: str) -> Grade:
        """Give a share for each right tick and take one for each wrong tick."""
        notes = self.option_notes(parsed, language) + missing_note(parsed, self.key, language)
        return Grade(share_of_ticks(parsed, self.key), notes)

    def describe_parsed(self, parsed: list[str], language: str) -> tuple[str, ...]:
        """Return the texts of the ticked options."""
        return tuple(self.option_text(name, language) for name in parsed)

    def explain_errors(self, parsed: list[str], notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:
        """Return one misconception for each wrong tick; where there is none, one for each tick that is missing."""
        wrong = super().explain_errors(parsed, notes, language)
        return wrong or missing_options(self, parsed, notes, language)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> list[str]:
        """Return the key, the key with one option changed, or no tick."""
        return [] if sample == "invalid" else sample_ticks(self, sample, chance)

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return a list of the first option."""
        return [super().example(public)]

    def key_ids(self) -> tuple[str, ...]:
        """Return the key."""
        return self.key

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        return {**super().public(language), "multiple": True}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from self.key_mistakes(self.key, "key")
        yield from repeated(self.key, "key", "key")
        if not self.key:
            yield Mistake(("key",), "No option is right.", "Name at least one option as key.")

    def interaction(self, language: str) -> Choice:
        """Return what formats, worksheets and key sheets show of the item."""
        share = 1 / len(self.key)
        options = self.scored_options(dict.fromkeys(self.key, share), language, other=-share)
        return Choice(options=options, several=True, keep_order=self.keep_order)


def share_of_ticks(ticked: list[str], key: tuple[str, ...]) -> float:
    """Return (right ticks - wrong ticks) / number of right options, at least 0."""
    right = len(set(ticked) & set(key))
    wrong = len(set(ticked) - set(key))
    return max(0.0, (right - wrong) / len(key))


def sample_ticks(item: ChoiceItem, sample: Sample, chance: Random | None) -> list[str]:
    """Return the key of an item with several right options, or for a wrong response one option instead of another."""
    key = list(item.key_ids())
    others = [name for name in item.option_ids() if name not in key]
    if sample == "right":
        return key
    return [*key[1:], *others[(place := likely_place(len(others), chance)) : place + 1]]


def missing_options(
    item: ChoiceItem, ticked: list[str], notes: Sequence[Note], language: str
) -> tuple[Misconception, ...]:
    """Return one misconception for each right option that was not chosen."""
    text, missing = text_in(language), [name for name in item.key_ids() if name not in ticked]
    return tuple(
        Misconception(text("report.left_out", text=item.option_text(name, language)), general_note(notes))
        for name in missing
    )


def missing_note(ticked: list[str], key: tuple[str, ...], language: str) -> tuple[Note, ...]:
    """Say how many right options are still missing, without naming them."""
    missing = len(set(key) - set(ticked))
    return (Note(text_in(language)("quiz.missing", count=missing)),) if missing else ()
