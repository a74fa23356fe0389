"""Fill in: a text with gaps, each filled by a word, a name or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from msgspec.structs import replace

from kit.quiz.anonymous_ids import renamed
from kit.quiz.blank_or_repeated import blank_texts, feedback_mistakes, repeated
from kit.quiz.interactions import Gaps, TextGap
from kit.quiz.invalid_response import InvalidResponse, PublicItem, typed_text
from kit.quiz.item import Grade, Item, Misconception, Note, Sample, likely_place
from kit.quiz.kinds.short_text.item import accepted_mistakes
from kit.quiz.mistake import Mistake
from kit.quiz.normalisation import is_one_of, is_same_date, normalise, normalise_loosely, usual_form
from kit.quiz.parts import Part, RightWrong, Text, as_written, in_language
from kit.quiz.typed_number import as_percent, has_one_number, read_number, units_in
from kit.text import own_letters_first

GAP = re.compile(r"\{([A-Za-z0-9-]+)\}")


class Gap(Part, frozen=True, kw_only=True):
    """One gap: the forms that are accepted, and the feedback for anything else."""

    id: str
    key: tuple[str, ...]
    feedback: Text
    facts: tuple[str, ...] = ()


class FillIn(Item, frozen=True, kw_only=True, tag="fill-in"):
    """Fill the gaps of `text`, where ``{year}`` marks the gap of that id; the response maps gap ids to what was typed.

    The score is gaps filled rightly / all gaps.
    """

    text: Text
    gaps: tuple[Gap, ...]
    feedback: RightWrong

    def parse(self, response: object) -> dict[str, str] | InvalidResponse:
        """Take the texts of gaps, with the words around them in any language of the item."""
        return self.parse_public({**self._public_side, "text": self.text}, response)

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> dict[str, str] | InvalidResponse:
        """Take the texts of gaps, one at least with something in it; empty ones are left out.

        A number with another unit than the one behind its gap is refused, as a numeric item refuses it.
        """
        known, text = public["gaps"], public["text"]
        if not isinstance(response, dict) or any(
            name not in known or not isinstance(words, str) for name, words in response.items()
        ):
            return InvalidResponse("fill-some")
        typed = {name: words for name, words in response.items() if typed_text(words) is not None}
        for name, words in typed.items():
            behind = [_next_word(after) for after in _after(text, name)]
            wanted = set().union(*map(units_in, behind))
            is_read = any(read_number(words, f"{front} {unit}") is not None for front, unit in _beside(text, name))
            if wanted and not is_read and has_one_number(words) and units_in(words) - wanted:
                return InvalidResponse("other-unit-in", behind[0])
        return typed or InvalidResponse("fill-some")

    def grade(self, parsed: dict[str, str], language: str) -> Grade:
        """Give a share for each gap that is filled with an accepted form."""
        wrong = [gap for gap in self.gaps if not self._is_right(gap, parsed.get(gap.id, ""))]
        parts = {gap.id: "right" if gap not in wrong else "wrong" if gap.id in parsed else "blank" for gap in self.gaps}
        if not wrong:
            return Grade(1.0, (self.note(self.feedback.right, language),), parts=parts)
        notes = [self.note(gap.feedback, language, facts=gap.facts, option=gap.id) for gap in wrong if gap.id in parsed]
        share = 1 - len(wrong) / len(self.gaps)
        return Grade(share, (self.note(self.feedback.wrong, language), *notes), parts=parts)

    def _is_right(self, gap: Gap, typed: str) -> bool:
        """Return whether an accepted form was typed, alone or with the words around the gap, such as its unit."""
        if is_one_of(typed, gap.key):
            return True
        if any(is_same_date(typed, date) for form in gap.key for date in _dates(self.text, gap.id, form)):
            return True
        for front, unit in _beside(self.text, gap.id):
            plain = normalise(typed).strip()
            if front and plain.startswith(front) and is_one_of(plain.removeprefix(front), gap.key):
                return True
            numbers = [number for form in gap.key if (number := read_number(form)) is not None]
            number = read_number(typed, f"{front} {unit}") if numbers else None
            if number is not None and {number, as_percent(typed, number, unit)} & {*numbers}:
                return True
        for after in _after(self.text, gap.id):
            words = normalise_loosely(after)
            for form in gap.key:
                rest = usual_form(typed).removeprefix(usual_form(form))
                if rest and rest != usual_form(typed) and not rest[0].isdigit() and words.startswith(rest):
                    return True
        return False

    def anonymised(self) -> Item:
        """Return the full item with its gaps counted as they appear in the text."""
        first = self.text if isinstance(self.text, str) else next(iter(self.text.values()))
        names = {name: f"g{place}" for place, name in enumerate(GAP.findall(first), start=1)}
        return replace(self, text=_with_gaps(self.text, names), gaps=renamed(self.gaps, names), key_from=None)

    def describe_parsed(self, parsed: dict[str, str], language: str) -> tuple[str, ...]:
        """Return the text with what was typed in brackets."""
        return (GAP.sub(lambda gap: f"[{parsed.get(gap[1], '…')}]", as_written(self.text, language)),)

    def explain_errors(self, parsed: dict[str, str], notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:
        """Return one misconception for each gap that is filled wrongly."""
        wrong = tuple(Misconception(parsed[note.option], note.text) for note in notes if note.option is not None)
        return wrong or super().explain_errors(parsed, notes, language)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> dict[str, str]:
        """Return the first accepted forms, these with one gap filled wrongly, or nothing."""
        right = {gap.id: gap.key[0] for gap in self.gaps}
        if sample == "wrong":
            return {**right, self.gaps[likely_place(len(self.gaps), chance)].id: "I do not know"}
        return right if sample == "right" else {}

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return some words for each gap."""
        return dict.fromkeys(public["gaps"], "my answer")

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        gaps = [gap.id for gap in self.gaps]
        return {**super().public(language), "text": as_written(self.text, language), "gaps": gaps}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from blank_texts(self.text, "text")
        yield from feedback_mistakes(self.feedback)
        yield from repeated([gap.id for gap in self.gaps], "gap id", "gaps")
        for number, gap in enumerate(self.gaps):
            yield from accepted_mistakes(gap.key, "gaps", number, "key")
            yield from blank_texts(gap.feedback, "gaps", number, "feedback")
        if not self.gaps:
            yield Mistake(("gaps",), "There are no gaps.", "Give at least one.")
        for words in [self.text] if isinstance(self.text, str) else self.text.values():
            if sorted(GAP.findall(words)) != sorted(gap.id for gap in self.gaps):
                do = "Let each {id} appear once in the text, in every language, and once under gaps."
                yield Mistake(("text",), "The gaps of the text are not those of the list.", do)
        yield from self._refused_keys()

    def _refused_keys(self) -> Iterator[Mistake]:
        """Yield each accepted form that would be refused, because its unit is not the one behind the gap."""
        for number, gap in enumerate(self.gaps):
            for form in gap.key:
                refused = self.parse_public({"gaps": [gap.id], "text": self.text}, {gap.id: form})
                if isinstance(refused, InvalidResponse) and refused.unit:
                    what = f"The accepted form {form!r} would be refused: it has another unit than {refused.unit!r}."
                    do = "Write it without its unit, or change the word behind the gap."
                    yield Mistake(("gaps", number, "key"), what, do)

    def interaction(self, language: str) -> Gaps:
        """Return what formats, worksheets and key sheets show of the item."""
        gaps = (
            TextGap(
                id=gap.id,
                accepted=tuple(own_letters_first(gap.key, language)),
                feedback=in_language(gap.feedback, language),
            )
            for gap in self.gaps
        )
        return Gaps(
            pieces=tuple(GAP.split(as_written(self.text, language))),
            gaps=tuple(gaps),
            right=in_language(self.feedback.right, language),
            wrong=in_language(self.feedback.wrong, language),
        )


def _after(text: Text, gap: str) -> list[str]:
    """Return the text between a gap and the next one, in each language of a text."""
    return [
        GAP.split(words.partition(f"{{{gap}}}")[2])[0] for words in ([text] if isinstance(text, str) else text.values())
    ]


def _beside(text: Text, gap: str) -> list[tuple[str, str]]:
    """Return the word before a gap, normalised, and the one behind it, in each language of a text."""
    fronts = [
        next(reversed(GAP.split(normalise(words).partition(f"{{{gap.casefold()}}}")[0])[-1].split()), "")
        for words in ([text] if isinstance(text, str) else text.values())
    ]
    return list(zip(fronts, map(_next_word, _after(text, gap)), strict=True))


def _dates(text: Text, gap: str, form: str) -> Iterator[str]:
    """Yield what may be a date around a gap, with its year and without: 17 December 2023, 2023年12月17日, 12月17日."""
    for words in [text] if isinstance(text, str) else text.values():
        before, _, after = words.partition(f"{{{gap}}}")
        names = after.split()
        yield from (" ".join([form, *names[:count]]) for count in (1, 2))
        front = re.sub(r".*[^0-9年月]", "", before)
        yield from (f"{shown}{form}{after[:1]}" for shown in (front, front.rpartition("年")[2]))


def _next_word(after: str) -> str:
    return next(iter(after.split()), "")


def _with_gaps(text: Text, names: dict[str, str]) -> Text:
    if isinstance(text, dict):
        return {language: str(_with_gaps(words, names)) for language, words in text.items()}
    return GAP.sub(lambda gap: f"{{{names.get(gap[1], gap[1])}}}", text)
