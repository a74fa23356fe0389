"""Short text: a word or a name, in any of the forms that are accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from kit.quiz.blank_or_repeated import blank_texts, feedback_mistakes, repeated, same_texts
from kit.quiz.data_key import COMPARE, Cell
from kit.quiz.interactions import Typed, TypedForm
from kit.quiz.invalid_response import InvalidResponse, PublicItem, typed_text
from kit.quiz.item import Grade, Item, Sample
from kit.quiz.mistake import Mistake
from kit.quiz.normalisation import is_one_of, normalise_loosely, usual_form
from kit.quiz.parts import Part, RightWrong, Text, in_language
from kit.text import own_letters_first


class ExpectedText(Part, frozen=True, kw_only=True):
    """Wrong words that learners do give, with the feedback that names the reason."""

    value: str
    feedback: Text
    facts: tuple[str, ...] = ()


class ShortText(Item, frozen=True, kw_only=True, tag="short-text"):
    """Type a few words; the response is the text. Width, case, Latin accents and punctuation do not matter."""

    key: tuple[str, ...]
    feedback: RightWrong
    expected_errors: tuple[ExpectedText, ...] = ()

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> str | InvalidResponse:  # noqa: ARG003 - any words do
        """Take a short text with a letter or a digit."""
        return typed_text(response) or InvalidResponse("type-words")

    def grade(self, parsed: str, language: str) -> Grade:
        """Give all for an accepted form; wrong words that were expected get their own feedback."""
        if is_one_of(parsed, self.key):
            return Grade(1.0, (self.note(self.feedback.right, language),))
        for error in self.expected_errors:
            if is_one_of(parsed, [error.value]):
                return Grade(0.0, (self.note(error.feedback, language, facts=error.facts),))
        return Grade(0.0, (self.note(self.feedback.wrong, language),))

    def describe_parsed(self, parsed: str, language: str) -> tuple[str, ...]:  # noqa: ARG002
        """Return what was typed."""
        return (parsed,)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> str:  # noqa: ARG002
        """Return the first accepted form, the first error that is expected, or no word."""
        wrong = self.expected_errors[0].value if self.expected_errors else "I do not know"
        return {"right": self.key[0], "wrong": wrong, "invalid": ""}[sample]

    @classmethod
    def example(cls, public: PublicItem) -> object:  # noqa: ARG003 - any words do
        """Return some words."""
        return "my answer"

    def compare_key(self, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Yield each text of the data that is not accepted in one of its forms."""
        for cell in {cell.value: cell for cell in cells}.values():
            if not any(is_one_of(form, self.key) for form in cell.forms):
                yield Mistake(("key",), f"The data gives {cell.value!r}, which is not accepted.", COMPARE)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from accepted_mistakes(self.key, "key")
        yield from feedback_mistakes(self.feedback)
        yield from repeated([usual_form(error.value) for error in self.expected_errors], "value", "expected_errors")
        for place, error in enumerate(self.expected_errors):
            yield from blank_texts(error.feedback, "expected_errors", place, "feedback")
            if not normalise_loosely(error.value):
                what = f"The expected error {error.value!r} has neither letter nor digit."
                yield Mistake(("expected_errors", place, "value"), what, "Write what learners type, or take it out.")
            if is_one_of(error.value, self.key):
                what = f"The expected error {error.value!r} would be scored as right."
                yield Mistake(("expected_errors", place, "value"), what, "Change it, or take the accepted form out.")

    def interaction(self, language: str) -> Typed:
        """Return what formats, worksheets and key sheets show of the item."""
        right = in_language(self.feedback.right, language)
        said = {error.value: in_language(error.feedback, language) for error in self.expected_errors}
        errors = (TypedForm(text=form, share=0.0, feedback=said[form]) for form in own_letters_first(said, language))
        accepted = (TypedForm(text=form, share=1.0, feedback=right) for form in own_letters_first(self.key, language))
        return Typed(forms=(*accepted, *errors), right=right, wrong=in_language(self.feedback.wrong, language))


def accepted_mistakes(forms: tuple[str, ...], *path: str | int) -> Iterator[Mistake]:
    """Yield a mistake when there is no accepted form, one that nobody can type, or one twice."""
    yield from same_texts(forms, *path, part="")
    if not forms:
        yield Mistake(path, "No form is accepted.", "Write at least one, as in [Hanoi].")
    for form in forms:
        if not normalise_loosely(form):
            yield Mistake(path, f"The accepted form {form!r} has neither letter nor digit.", "Write a word.")
