"""The texts of an item in one language, and the words of the kit around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from kit.emphasis import Emphasised, concat, filled
from kit.facts.documents import documents
from kit.facts.provenance import source_line
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Interaction, Open, Pairs, Typed, TypedForm, plain_number
from kit.quiz.item import Item
from kit.quiz.parts import Text, in_language
from kit.quiz.plain_text import picture_text
from kit.text import Text as Strings
from kit.text import figure_in, lesson_number, settings, text_in

_NAME = 255  # characters of a name for which Moodle, Canvas and Word have room; a longer one stops the import of a file


def lesson_heading(lesson: LessonItems, language: str = "") -> str:
    """Return number and title of a lesson, in one line for which other homes have room.

    The number is as one says it in a language, and without a language as it is in the name of the file.
    """
    number = lesson_number(lesson.lesson, language) if language else lesson.lesson
    name = " ".join(f"{number} {lesson.title}".split())
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


@dataclass(frozen=True)
class Wording:
    """Gives texts in one language: of an item when called, the kit's own by their key.

    Parameters
    ----------
    language : str
        ISO 639-1.
    folder : pathlib.Path, optional
        The data folder of a lesson of somebody's own, whose rows are cited before the kit's.
    """

    language: str
    folder: Path | None = None

    def __call__(self, text: Text) -> str:
        """Return a text of an item."""
        return in_language(text, self.language)

    @cached_property
    def kit(self) -> Strings:
        """The kit's own strings."""
        return text_in(self.language)

    def number(self, value: float) -> str:
        """Return a number to read, with the point or comma of the language."""
        return figure_in(plain_number(value), self.language)

    def typed(self, shape: Typed, form: TypedForm) -> str:
        """Return what somebody types, to read."""
        return form.text if shape.number is None else figure_in(form.text, self.language)

    def accepted(self, shape: Typed, separator: str = " / ") -> str:
        """Return the right forms, and how far from a number an answer may be."""
        margin = f" ± {self.number(shape.tolerance)}" if shape.tolerance else ""
        return separator.join(self.typed(shape, form) for form in shape.accepted) + margin

    def expected_errors(self, shape: Typed) -> list[tuple[str, str]]:
        """Return the wrong forms that are expected, each with its feedback."""
        return [(self.typed(shape, form), form.feedback) for form in shape.errors]

    def asked(self, item: Item) -> str:
        """Return the stem after the documents that it is about, for places that cannot show them next to each other."""
        stem = self(item.stem_print or item.stem)
        return (
            concat(f"{documents(item.documents, self.language, self.folder)!r}\n\n", stem) if item.documents else stem
        )

    def stem(self, item: Item, shape: Interaction) -> str:
        """Return the stem as it reads without the kit's own screen.

        A number is asked with its unit, phrases with their text, in which they are in brackets; documents come first.
        """
        stem = self.asked(item)
        if isinstance(shape, Typed):
            return concat(stem, settings(self.language).in_brackets.format(shape.unit) if shape.unit else "")
        if isinstance(shape, (Choice, Pairs)) and shape.pieces:
            marked = settings(self.language).marked
            text = (marked.format(shape.phrases[piece]) if at % 2 else piece for at, piece in enumerate(shape.pieces))
            return concat(stem, "\n", *text)
        return stem

    def stem_in_words(self, item: Item, shape: Interaction) -> str:
        """Return the stem for a home without pictures: what the picture shows is told in words."""
        if item.picture is None:
            return self.stem(item, shape)
        return concat(self.stem(item, shape), "\n", picture_text(self(item.picture.alt), self.kit))

    def sample(self, shape: Open) -> str:
        """Return the sample answer, named as such."""
        return concat(self.kit("export.sample"), settings(self.language).colon, shape.sample)

    def rubric_heading(self) -> str:
        """Return what is written above the lines of a rubric."""
        return f"{self.kit('export.rubric')}{settings(self.language).colon.rstrip()}"

    def rubric(self, shape: Open) -> list[str]:
        """Return each line of the rubric with its weight."""
        said = partial(self.kit, "export.weight")
        return [filled(partial(said, weight=self.number(line.weight)), text=line.text) for line in shape.rubric]

    def exemplars(self, shape: Open) -> list[tuple[str, str]]:
        """Return each answer that is marked already, after its level and points; they are for teachers alone."""
        most, found = self.number(shape.points), []
        for answer in shape.exemplars:
            points = self.number(round(answer.points, 2))
            found.append((self.kit(f"export.exemplar_{answer.level}", points=points, most=most), answer.text))
        return found

    def because(self, text: str, feedback: str) -> str:
        """Return an option with its feedback, as one line."""
        name = text if isinstance(text, Emphasised) else text.rstrip(".。")
        return concat(name, settings(self.language).colon, feedback)

    def reasons(self, shape: Pairs) -> list[str]:
        """Return each thing with its feedback."""
        return [self.because(thing.text, thing.feedback) for thing in shape.things]

    def sources(self, item: Item) -> str:
        """Return one line that says where the item and its feedback are from."""
        lines = dict.fromkeys(
            source_line(row_id, self.folder, self.language) for row_id in (*item.facts, *sorted(item.row_ids()))
        )
        return self.kit("export.sources", sources=settings(self.language).list_joiner.join(lines))
