"""What kinds with options to choose from share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from kit.quiz.anonymous_ids import anonymous_ids, renamed
from kit.quiz.blank_or_repeated import option_mistakes
from kit.quiz.data_key import COMPARE, Cell, values_of
from kit.quiz.interactions import ScoredOption
from kit.quiz.invalid_response import PublicItem, public_ids
from kit.quiz.item import Item, Misconception, Note
from kit.quiz.mistake import Mistake, unknown
from kit.quiz.parts import Option, in_language, named_texts
from kit.quiz.table_answer import TableAnswer, fingerprint
from kit.suggest import name_list


class ChoiceItem(Item, frozen=True, kw_only=True):
    """An item with options to choose from."""

    options: tuple[Option, ...]
    key: Any

    def option_ids(self) -> tuple[str, ...]:
        """Return the ids of the options, in the order of the file."""
        return tuple(option.id for option in self.options)

    def anonymised(self) -> Item:
        """Return the full item under ids that follow from the texts of its options."""
        names = anonymous_ids(self.id, self.options, "o")
        key = names[self.key] if isinstance(self.key, str) else tuple(names[name] for name in self.key)
        return replace(self, options=renamed(self.options, names), key=key, key_from=None)

    def option_text(self, name: str, language: str) -> str:
        """Return the text of an option."""
        return next(in_language(option.text, language) for option in self.options if option.id == name)

    def explain_errors(self, parsed: Any, notes: Sequence[Note], language: str) -> tuple[Misconception, ...]:  # noqa: ANN401, ARG002
        """Return one misconception for each option that was chosen wrongly."""
        wrong = [note for note in notes if note.option is not None and note.option not in self.key_ids()]
        return tuple(Misconception(self.option_text(note.option or "", language), note.text) for note in wrong)

    @classmethod
    def example(cls, public: PublicItem) -> object:
        """Return the first option."""
        return public_ids(public, "options")[0]

    def option_notes(self, chosen: Sequence[str], language: str) -> tuple[Note, ...]:
        """Return the feedback of the chosen options, in the order of the file."""
        options = (option for option in self.options if option.id in chosen)
        return tuple(self.note(each.feedback, language, facts=each.facts, option=each.id) for each in options)

    def public(self, language: str = "en") -> dict[str, Any]:
        """Return what the browser may know before scoring, with the id and the text of each option."""
        return super().public(language) | {"options": named_texts(self.options, language)}

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the types alone cannot rule out."""
        yield from super().mistakes()
        yield from option_mistakes(self.options, "options")

    def compare_key(self, cells: Sequence[Cell]) -> Iterator[Mistake]:
        """Compare the key with the options that the data gives: all of them and no other."""
        keys, values = self.key_ids(), name_list(values_of(cells))
        given = [option.id for option in self.options if any(cell.is_called(option.id, option.text) for cell in cells)]
        if not given:
            yield Mistake(("key",), f"The data gives {values}, which is not an option.", COMPARE)
        elif set(given) != set(keys):
            what = f"The key is {name_list(keys)}, but the data gives {name_list(given)} ({values!r})."
            yield Mistake(("key",), what, COMPARE)

    def key_mistakes(self, keys: Iterable[str], *path: str | int) -> Iterator[Mistake]:
        """Yield every key that is not an option."""
        known = self.option_ids()
        for key in keys:
            if key not in known:
                yield unknown(f"The key {key!r} is not an option.", key, known, *path)

    def scored_options(
        self, shares: Mapping[str, float], language: str, other: float = 0.0
    ) -> tuple[ScoredOption, ...]:
        """Return the options with the shares that they earn; those that are not named earn `other`."""
        return tuple(
            ScoredOption(
                id=option.id,
                text=in_language(option.text, language),
                share=shares.get(option.id, other),
                feedback=in_language(option.feedback, language),
            )
            for option in self.options
        )


def options_from_rows(
    right: TableAnswer, wrong: Sequence[TableAnswer], name: Callable[[TableAnswer], str]
) -> dict[str, Any]:
    """Return options and key that follow from the answers of rows; `name` gives each its id.

    Where several have one id, as the slugs of 5 and -5 are the same, a fingerprint tells them apart.
    """
    uses = Counter(map(name, (right, *wrong)))

    def own_name(answer: TableAnswer) -> str:
        shared = name(answer)
        return shared if uses[shared] == 1 else f"{shared}-{fingerprint(answer.value)}"

    options = sorted(
        (answer.option(own_name(answer)) for answer in (right, *wrong)), key=lambda option: str(option["id"])
    )
    return {"options": options, "key": own_name(right)}
