"""An item file as its author writes it: a head about the lesson, then the items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from kit.amounts import counted
from kit.errors import KitError
from kit.language_codes import is_language, language_meant
from kit.quiz.blank_or_repeated import blank_texts
from kit.quiz.item import Item
from kit.quiz.item_picture import picture_mistakes
from kit.quiz.kinds.registry import AnyItem
from kit.quiz.mistake import Mistake
from kit.quiz.parts import Part, Text
from kit.quiz.rules import Rules
from kit.quiz.template import ReadTable, Template, read_table
from kit.suggest import did_you_mean, name_list

_LONGEST_LESSON = 16  # an exam adds four characters


class Minutes(Part, frozen=True, kw_only=True):
    """How long a lesson takes."""

    teaching: int
    exercises: int


class LessonFile(Part, frozen=True, kw_only=True):
    """The whole of an item file.

    `pools` says how many items are drawn from each, `mix_items` whether each learner has an order of items of her own,
    `rules` what holds in the quiz, `templates` which items are made from tables. `fingerprint` names the version of an
    exam to which the file holds the keys, and `sources` holds what feedback says of rows that learners do not get, by
    their ids; `kit assign --exam` writes both.
    """

    lesson: str
    title: str
    question: str
    minutes: Minutes
    mode: Literal["practice", "pretest", "exam"] = "practice"
    objectives: dict[str, str]
    pools: dict[str, int] = msgspec.field(default_factory=dict)
    mix_items: bool = False
    rules: Rules = Rules()
    items: tuple[AnyItem, ...]
    templates: tuple[Template, ...] = ()
    fingerprint: str = ""
    sources: dict[str, Text] = msgspec.field(default_factory=dict)

    @property
    def counts_first(self) -> bool:
        """Whether the first try counts, because the feedback tells after it; where there is none, the last counts."""
        return self.mode == "practice"

    def made(self, path: Path, seed: str = "", read: ReadTable = read_table) -> tuple[Item, ...]:
        """Return the items that the templates give; without a seed, always the same ones for a lesson.

        `read` gives heading and rows of a table; see `kit.quiz.template.Template.rows`.

        Raises
        ------
        KitError
            When a template does not fit its table.
        """
        return tuple(
            item
            for template in self.templates
            for item in template.items(template.rows(path, read), seed or self.lesson)
        )


def lesson_name(path: Path) -> str:
    """Return the number of the lesson, with which the name of its file begins."""
    return path.stem.partition("-")[0]


def lesson_meant(name: str) -> str:
    """Return the number of the lesson that somebody means; a name that is not a number as it is.

    Examples
    --------
    >>> lesson_meant("2"), lesson_meant("02"), lesson_meant("")
    ('02', '02', '')
    """
    return name.zfill(2) if name.isdecimal() else name


def mistakes_of(file: LessonFile, path: Path, read: ReadTable = read_table) -> Iterator[Mistake]:
    """Yield what the types alone cannot rule out in a whole file."""
    yield from _in_head(file, path)
    yield from _in_templates(file, path, read)
    first: dict[str, int] = {}
    for place, item in enumerate(file.items):
        yield from (mistake.below("items", place) for mistake in item.mistakes())
        if item.picture:
            found = picture_mistakes(item.picture, path.parent)
            yield from (mistake.below("items", place, "picture") for mistake in found)
        yield from _objective(file, item.objective, "items", place)
        if item.pool is not None and item.pool not in file.pools:
            size = sum(other.pool == item.pool for other in file.items)
            do = f"Add it to the pools of the file, with how many are drawn: pools: {{{item.pool}: {size}}}."
            do += did_you_mean(item.pool, file.pools)
            yield Mistake(("items", place, "pool"), f"There is no pool {item.pool!r} in this lesson.", do)
        yield from (mistake.below("items", place) for mistake in _for_one_language(file, item))
        if first.setdefault(item.id, place) != place:
            what = f"The item id {item.id!r} appears twice."
            yield Mistake(("items", place, "id"), what, "Give each item its own id.")


def _for_one_language(file: LessonFile, item: Item) -> Iterator[Mistake]:
    """Yield what is wrong with an item that is written for one language."""
    if bool(item.language) != bool(item.replaces):
        do = "Give both, as in language: ja and replaces: q-members-03, or neither."
        yield Mistake(("language",), "An item for one language names the item that it replaces.", do)
    elif item.language:
        others = {other.id: other for other in file.items if not other.language}
        if item.language == "en" or not is_language(item.language):
            do = f"Use a code such as ja.{language_meant(item.language)}"
            yield Mistake(("language",), f"An item cannot be for the language {item.language!r} alone.", do)
        if item.replaces not in others:
            do = f"Use the id of an item of this file.{did_you_mean(item.replaces, others)}"
            yield Mistake(("replaces",), f"There is no item {item.replaces!r} to be replaced.", do)
        elif (item.use, item.pool) != (others[item.replaces].use, others[item.replaces].pool):
            do = "Give it the use and the pool of the item that it replaces."
            yield Mistake(("replaces",), "The two items are not for the same use.", do)
        same = [other.id for other in file.items if (other.language, other.replaces) == (item.language, item.replaces)]
        if same[0] != item.id:
            what = f"The item {same[0]!r} replaces {item.replaces!r} in this language already."
            yield Mistake(("replaces",), what, "Take one of the two out.")


def _in_head(file: LessonFile, path: Path) -> Iterator[Mistake]:
    if file.lesson != lesson_name(path):
        what = f"The lesson is {file.lesson!r}, but the name of the file begins with {lesson_name(path)!r}."
        yield Mistake(("lesson",), what, "Make the two the same.")
    if len(file.lesson) > _LONGEST_LESSON and not file.fingerprint:
        what = (
            f"The number of the lesson has {len(file.lesson)} characters, and hand-ins have room for {_LONGEST_LESSON}."
        )
        yield Mistake(("lesson",), what, "Write two digits, here and before the first hyphen of the name of the file.")
    yield from blank_texts(file.title, "title")
    yield from blank_texts(file.question, "question")
    for slug, sentence in file.objectives.items():
        yield from blank_texts(sentence, "objectives", slug)
    for name in ("teaching", "exercises"):
        if getattr(file.minutes, name) < 0:
            what = "A lesson cannot take less than no time."
            yield Mistake(("minutes", name), what, "Write a whole number of minutes.")
    for name, count in file.pools.items():
        size = _drawable(file, name)
        if not 1 <= count <= size:
            what = f"{counted(count, 'items are')} to be drawn from the pool {name!r}, which has {size}."
            yield Mistake(("pools", name), what, "Write a number from 1 to the size of the pool.")
    yield from file.rules.mistakes(file.mode)
    if not file.items and not file.templates:
        yield Mistake(("items",), "There are no items.", "Write at least one.")


def _drawable(file: LessonFile, pool: str) -> int:
    """Return how many items the quiz, or the practice, can draw from a pool; one for a language adds none."""
    uses = [item.use for item in file.items if item.pool == pool and not item.language]
    return max(uses.count("quiz"), uses.count("practice"))


def _in_templates(file: LessonFile, path: Path, read: ReadTable) -> Iterator[Mistake]:
    for place, template in enumerate(file.templates):
        yield from _objective(file, template.objective, "templates", place)
        if template.id in [other.id for other in file.templates[:place]]:
            do = "Give each template its own id."
            yield Mistake(("templates", place, "id"), f"The template id {template.id!r} appears twice.", do)
        try:
            replace(file, templates=(template,)).made(path, read=read)
        except KitError as error:
            yield Mistake(("templates", place), f"{error.what} ({error.where})", error.do)


def _objective(file: LessonFile, slug: str, *way: str | int) -> Iterator[Mistake]:
    if slug not in file.objectives:
        do = f"Use one of: {name_list(file.objectives)}.{did_you_mean(slug, file.objectives)}"
        do = do if file.objectives else "Write the objectives of the file first, as in {members: Name members.}"
        yield Mistake((*way, "objective"), f"There is no objective {slug!r} in this lesson.", do)
