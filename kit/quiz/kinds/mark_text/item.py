"""Mark text: mark phrases in a short text, each with one of the categories or, where there are none, simply marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from msgspec.structs import replace

from kit.quiz.anonymous_ids import anonymous_ids, renamed
from kit.quiz.blank_or_repeated import blank_texts, feedback_mistakes, invalid_ids, repeated, same_texts
from kit.quiz.interactions import Choice, Pairs, ScoredOption, Target, Thing
from kit.quiz.invalid_response import InvalidResponse, PublicItem, chosen_ids, placed_ids, public_ids
from kit.quiz.item import Grade, Item, Misconception, Note, Sample, general_note, likely_place
from kit.quiz.kinds.placing import Place
from kit.quiz.mistake import Mistake, unknown
from kit.quiz.parts import Part, RightWrong, Text, as_written, in_language, named_texts
from kit.text import text_in

PHRASE = re.compile(r"\{([A-Za-z0-9-]+):([^{}]*)\}")
_MARKED = "marked"
_FEWEST = 2
_PHRASE_AT = 2

Marks = dict[str, str]  # the ids of phrases, each with the id of its category


class Phrase(Part, frozen=True, kw_only=True):
    """One phrase that can be marked, and the feedback for whoever marks it wrongly."""

    id: str
    feedback: Text
    facts: tuple[str, ...] = ()


class MarkText(Item, frozen=True, kw_only=True, tag="mark-text"):
    """Mark phrases of `text`, in which ``{when:in 1967}`` is the phrase of that id.

    With categories the response maps ids of phrases to ids of categories, without them it is the list of marked ids;
    the key has the same form, and a phrase that it does not name stays unmarked. The score is (phrases marked
    rightly - phrases marked that belong to no category) / phrases of the key, never below zero.
    """

    text: Text
    phrases: tuple[Phrase, ...]
    key: dict[str, str] | tuple[str, ...]
    feedback: RightWrong
    categories: tuple[Place, ...] = ()

    @classmethod
    def parse_public(cls, public: PublicItem, response: object) -> Marks | InvalidResponse:
        """Take the marks of some phrases, one at least."""
        if "categories" in public:
            marks = placed_ids(response, tuple(public["phrases"]), public_ids(public, "categories"))
        else:
            marks = dict.fromkeys(chosen_ids(response, tuple(public["phrases"])) or (), _MARKED)
        return marks or InvalidResponse("mark-some")

    def grade(self, parsed: Marks, language: str) -> Grade:
        """Give a share for each phrase that is marked rightly, and take one for each that belongs to no category."""
        key = self.marks()
        parts = {name: "right" if key.get(name) == mark else "wrong" for name, mark in parsed.items()}
        right = sum(verdict == "right" for verdict in parts.values())
        spare = sum(name not in key for name in parsed)
        fraction = max(0.0, (right - spare) / len(key))
        if fraction == 1:
            return Grade(1.0, (self.note(self.feedback.right, language),), parts=parts)
        wrong = [phrase for phrase in self.phrases if parts.get(phrase.id) == "wrong"]
        notes = [self.note(self.feedback.wrong, language)]
        notes += [self.note(phrase.feedback, language, facts=phrase.facts, option=phrase.id) for phrase in wrong]
        if missing := len(key.keys() - parsed.keys()):
            notes.append(Note(text_in(language)("quiz.missing", count=missing)))
        return Grade(fraction, tuple(notes), parts=parts)

    def marks(self) -> Marks:
        """Return the key as a map; without categories each phrase of it is simply marked."""
        return self.key if isinstance(self.key, dict) else dict.fromkeys(self.key, _MARKED)

    def describe_parsed(self, parsed: Marks, language: str) -> tuple[str, ...]:
        """Return each marked phrase, with its category, in the order of the text."""
        texts = self._texts(language)
        return tuple(self._marked(text, parsed[name], language) for name, text in texts.items() if name in parsed)

    def explain_errors(self, parsed: Marks, notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:
        """Return one misconception for each wrong mark; where there is none, one for each mark that is missing."""
        texts, text = self._texts(language), text_in(language)
        wrong = tuple(
            Misconception(self._marked(texts[note.option], parsed[note.option], language), note.text)
            for note in notes
            if note.option is not None
        )
        missing = (name for name in self.marks() if name not in parsed)
        left_out = (Misconception(text("report.left_out", text=texts[name]), general_note(notes)) for name in missing)
        return wrong or tuple(left_out)

    def sample_response(self, sample: Sample, chance: Random | None = None) -> Any:  # noqa: ANN401 - a list or a map
        """Return the key, the key with one mark too many, in another category or missing, or no mark."""
        marks = {} if sample == "invalid" else dict(self.marks())
        if sample == "wrong":
            spare = [phrase.id for phrase in self.phrases if phrase.id not in marks]
            name = (spare or list(marks))[likely_place(len(spare or marks), chance)]
            others = [category.id for category in self.categories if category.id != marks.get(name)]
            if spare or others:
                marks[name] = others[0] if others else _MARKED
            else:
                del marks[name]
        return marks if self.categories else list(marks)

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return a mark on the first phrase."""
        first = public["phrases"][0]
        return {first: public["categories"][0]["id"]} if "categories" in public else [first]

    def anonymised(self) -> Item:
        """Return the full item with its phrases counted as they appear in the text."""
        names = {name: f"m{place}" for place, name in enumerate(self._texts(""), start=1)}
        kinds = anonymous_ids(self.id, self.categories, "c")
        marked = {names[name]: kinds.get(mark, mark) for name, mark in self.marks().items()}
        return replace(
            self,
            text=_with_names(self.text, names),
            phrases=renamed(self.phrases, names),
            categories=renamed(self.categories, kinds),
            key=marked if self.categories else tuple(marked),
            key_from=None,
        )

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring."""
        shown = super().public(language) | {
            "text": as_written(self.text, language),
            "phrases": [phrase.id for phrase in self.phrases],
        }
        if self.categories:
            shown["categories"] = named_texts(self.categories, language)
        return shown

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from blank_texts(self.text, "text")
        yield from feedback_mistakes(self.feedback)
        yield from repeated([phrase.id for phrase in self.phrases], "phrase id", "phrases")
        yield from repeated([category.id for category in self.categories], "category id", "categories")
        yield from invalid_ids([category.id for category in self.categories], "categories")
        for number, phrase in enumerate(self.phrases):
            yield from blank_texts(phrase.feedback, "phrases", number, "feedback")
        for number, category in enumerate(self.categories):
            yield from blank_texts(category.text, "categories", number, "text")
        yield from same_texts([category.text for category in self.categories], "categories")
        for words in [self.text] if isinstance(self.text, str) else self.text.values():
            found = PHRASE.findall(words)
            if sorted(name for name, _ in found) != sorted(phrase.id for phrase in self.phrases):
                what = "The phrases of the text are not those of the list."
                do = "Let each {id:phrase} appear once in the text, in every language, and its id once under phrases."
                yield Mistake(("text",), what, do)
            yield from same_texts([phrase for _, phrase in found], "phrases", part="")
            if not all(phrase.strip() for _, phrase in found):
                yield Mistake(("text",), "A phrase of the text is empty.", "Write its words, as in {when:in 1967}.")
        yield from self._key_mistakes()

    def _key_mistakes(self) -> Iterator[Mistake]:
        """Yield what is wrong with phrases, categories and key together."""
        if len(self.phrases) < _FEWEST:
            yield Mistake(("phrases",), "There are fewer than two phrases.", "Give at least two.")
        if len(self.categories) == 1:
            yield Mistake(("categories",), "There is only one category.", "Give at least two, or take the list out.")
        if not self.key:
            yield Mistake(("key",), "No phrase is to be marked.", "Name at least one phrase as key.")
        if isinstance(self.key, dict) is not bool(self.categories):
            do = "With categories write a map, as in {when: fact}; without them a list, as in [when]."
            yield Mistake(("key",), "The key does not have the form that the categories ask for.", do)
        names, kinds = [phrase.id for phrase in self.phrases], [category.id for category in self.categories]
        yield from repeated(list(self.key), "phrase", "key")
        for name, kind in self.marks().items():
            if name not in names:
                yield unknown(f"The key names {name!r}, which is not a phrase.", name, names, "key")
            if kinds and kind not in kinds:
                what = f"The key marks {name!r} as {kind!r}, which is not a category."
                yield unknown(what, kind, kinds, "key")

    def interaction(self, language: str) -> Choice | Pairs:
        """Return what formats, worksheets and key sheets show of the item."""
        marks, texts = self.marks(), self._texts(language)
        parts = PHRASE.split(as_written(self.text, language))  # by turns a piece, an id and its phrase
        cut = tuple(part for at, part in enumerate(parts) if at % 3 != _PHRASE_AT)
        feedback = {phrase.id: in_language(phrase.feedback, language) for phrase in self.phrases}
        right, wrong = (in_language(text, language) for text in (self.feedback.right, self.feedback.wrong))
        if not self.categories:
            share = 1 / len(marks)
            options = (
                ScoredOption(id=name, text=text, share=share if name in marks else -share, feedback=feedback[name])
                for name, text in texts.items()
            )
            return Choice(options=tuple(options), several=True, keep_order=True, pieces=cut, right=right, wrong=wrong)
        targets = {place.id: Target(id=place.id, text=in_language(place.text, language)) for place in self.categories}
        if len(marks) < len(self.phrases):
            name = "no-mark"
            while name in targets:
                name += "-"
            targets[""] = Target(id=name, text=text_in(language)("export.no_mark"))
        things = (
            Thing(id=name, text=text, target=targets[marks.get(name, "")], feedback=feedback[name])
            for name, text in texts.items()
        )
        return Pairs(
            things=tuple(things),
            targets=tuple(targets.values()),
            right=right,
            wrong=wrong,
            shared=True,
            pieces=cut,
            takes_back="" in targets,
        )

    def _texts(self, language: str) -> Mapping[str, str]:
        """Return the phrases by their ids, in the order of the text."""
        return dict(PHRASE.findall(as_written(self.text, language)))

    def _marked(self, text: str, mark: str, language: str) -> str:
        category = next((category for category in self.categories if category.id == mark), None)
        return f"{text} → {in_language(category.text, language)}" if category else text


def _with_names(text: Text, names: Mapping[str, str]) -> Text:
    if isinstance(text, dict):
        return {language: str(_with_names(words, names)) for language, words in text.items()}
    return PHRASE.sub(lambda phrase: f"{{{names.get(phrase[1], phrase[1])}:{phrase[2]}}}", text)
