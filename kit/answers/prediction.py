"""A guess that was made before, next to what the data say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.answers.store import AnswerStore
from kit.assets import css
from kit.facts.provenance import source_line
from kit.html import NO_FORMULAS, Node, element, html_of
from kit.quiz.invalid_response import InvalidResponse
from kit.quiz.item import Item
from kit.quiz.parts import in_language
from kit.text import settings, text_in


@dataclass(frozen=True)
class Prediction:
    """A learner's last guess and the key of the item, as one reads them.

    Parameters
    ----------
    stem : str
        What was asked.
    guess : tuple of str
        What the learner guessed, line by line; nothing where nobody has guessed yet.
    key : tuple of str
        What the data say, line by line.
    notes : tuple of str
        What is said about the guess.
    sources : tuple of str
        Who says so.
    language : str
        ISO 639-1.
    """

    stem: str
    guess: tuple[str, ...]
    key: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    language: str

    def __repr__(self) -> str:
        text = text_in(self.language)
        if not self.guess:
            return "\n".join([self.stem, text("prediction.none")])
        joiner = settings(self.language).list_joiner
        both = text("prediction.both", guess=joiner.join(self.guess), data=joiner.join(self.key))
        return "\n".join([self.stem, both, *self.notes, *(f"  {source}" for source in self.sources)])

    def _repr_html_(self) -> str:
        text = text_in(self.language)
        data = [_side(text("prediction.data"), self.key, "kit-data")]
        data += [element("p", "", note) for note in self.notes]
        data += [element("p", "kit-from", settings(self.language).list_joiner.join(self.sources))]
        stem = element("p", "kit-title", self.stem)
        if self.guess:
            sides = element("div", "kit-sides", _side(text("prediction.guess"), self.guess, "kit-guess"), data[0])
            inside = [stem, sides, *data[1:]]
        else:  # as on the projector, where nothing is kept
            summary = element("summary", "", text("prediction.show"))
            inside = [stem, element("p", "kit-none", text("prediction.none")), element("details", "", summary, *data)]
        page = html_of(element("div", f"kit-reading kit-prediction {NO_FORMULAS}", *inside, lang=self.language))
        return f"<style>{css('facts/reading.css')}</style>{page}"


def prediction(item: Item, store: AnswerStore, lesson: str, language: str, folder: Path | None = None) -> Prediction:
    """Return the last guess at an item of a lesson, next to its key.

    Raises
    ------
    KitError
        When the answers cannot be read.

    Source: the answer file, the item, and the rows that it names.
    """
    tries = [each for each in store.read().attempts if (each.lesson, each.item_id) == (lesson, item.id)]
    parsed = item.parse(tries[-1].response) if tries else InvalidResponse("")
    is_there = not isinstance(parsed, InvalidResponse)
    return Prediction(
        stem=in_language(item.stem, language),
        guess=item.describe_parsed(parsed, language) if is_there else (),
        key=item.describe(item.sample_response("right"), language),
        notes=tuple(note.text for note in item.grade(parsed, language).notes) if is_there else (),
        sources=tuple(dict.fromkeys(source_line(row_id, folder, language) for row_id in item.facts)),
        language=language,
    )


def _side(heading: str, lines: tuple[str, ...], kind: str) -> Node:
    return element("div", kind, element("strong", "", heading), *(element("p", "", line) for line in lines))
