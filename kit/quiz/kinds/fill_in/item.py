"""Fill in: a text with gaps, each filled by a word, a name or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.quiz.interactions import Gaps, TextGap
from kit.quiz.invalid_response import typed_text, unreadable
from kit.quiz.item import Grade, Item, Mistake, Part, RightWrong, Text, blank_texts, in_language, twice
from kit.quiz.kinds.short_text.item import accepted_mistakes
from kit.quiz.normalise import is_one_of

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

    def grade(self, response: object, language: str) -> Grade:
        """Give a share for each gap that is filled with an accepted form."""
        typed = self._read(response)
        if not typed:
            return unreadable("fill-some", language)
        wrong = [gap for gap in self.gaps if not is_one_of(typed.get(gap.id, ""), gap.key)]
        parts = {gap.id: "right" if gap not in wrong else "wrong" if gap.id in typed else "blank" for gap in self.gaps}
        if not wrong:
            return Grade(1.0, (self.note(self.feedback.right, language),), parts=parts)
        notes = [self.note(gap.feedback, language, facts=gap.facts, option=gap.id) for gap in wrong if gap.id in typed]
        share = 1 - len(wrong) / len(self.gaps)
        return Grade(share, (self.note(self.feedback.wrong, language), *notes), parts=parts)

    def _read(self, response: object) -> dict[str, str] | None:
        """Return the gaps with something in them, None when anything is no known gap or no text."""
        if not isinstance(response, dict):
            return None
        known = {gap.id for gap in self.gaps}
        if any(name not in known or not isinstance(words, str) for name, words in response.items()):
            return None
        return {name: words for name, words in response.items() if typed_text(words) is not None}

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        gaps = [gap.id for gap in self.gaps]
        return {**super().public(language), "text": in_language(self.text, language), "gaps": gaps}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from blank_texts(self.text, "text")
        yield from self.feedback.mistakes()
        yield from twice([gap.id for gap in self.gaps], "gap id", "gaps")
        for number, gap in enumerate(self.gaps):
            yield from accepted_mistakes(gap.key, "gaps", number, "key")
            yield from blank_texts(gap.feedback, "gaps", number, "feedback")
        if not self.gaps:
            yield Mistake(("gaps",), "There are no gaps.", "Give at least one.")
        for words in [self.text] if isinstance(self.text, str) else self.text.values():
            if sorted(GAP.findall(words)) != sorted(gap.id for gap in self.gaps):
                yield Mistake(
                    ("text",),
                    "The gaps of the text are not those of the list.",
                    "Let each {id} stand once in the text, in every language, and once under gaps.",
                )

    def interaction(self, language: str) -> Gaps:
        """Return what formats, worksheets and key sheets show of the item."""
        gaps = (TextGap(id=gap.id, accepted=gap.key, feedback=in_language(gap.feedback, language)) for gap in self.gaps)
        return Gaps(
            pieces=tuple(GAP.split(in_language(self.text, language))),
            gaps=tuple(gaps),
            right=in_language(self.feedback.right, language),
            wrong=in_language(self.feedback.wrong, language),
        )
