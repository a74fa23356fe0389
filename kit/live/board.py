"""The teacher's board as a page and as rows: what is sent when something changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from kit.assets import css, esm
from kit.class_report.page import environment
from kit.html import mark_languages
from kit.live.arrivals import LOCKED
from kit.live.class_measures import ClassNow, ItemNow, LearnerNow, WordsNow
from kit.live.live_class import REVEALED, Door, LiveClass, Seen, key_of, minutes_away
from kit.quiz.bank import LessonItems
from kit.quiz.item_texts import items_for
from kit.quiz.parts import in_language
from kit.text import figure_in, text_in

Rows = dict[str, dict[str, str]]
PARTS = ("tools", "hands", "items", "words", "learners")
_HERE = Path(__file__).parent
_ALIASES = 90


class View(NamedTuple):
    """What the rows are made of.

    Parameters
    ----------
    now : ClassNow
        What is measured of questions and learners.
    seen : mapping of str to Seen
        When and where each learner was last heard of.
    flags : frozenset of (str, str, str)
        What is locked or revealed: lesson, item, flag.
    lesson : LessonItems
        The lesson of the board.
    steps : sequence of str
        Titles of its steps, in order.
    at : datetime
        The moment, with its time zone.
    door : Door, optional
        Where learners come in, in a class without accounts.
    """

    now: ClassNow
    seen: Mapping[str, Seen]
    flags: frozenset[tuple[str, str, str]]
    lesson: LessonItems
    steps: Sequence[str]
    at: datetime
    door: Door | None = None


def script() -> str:
    """Return the script of the board."""
    return esm("live/board.js")


def style() -> str:
    """Return the style of the board, after that of the class report."""
    return css("class_report/page.css", "live/board.css")


def board_page(live: LiveClass, lesson: LessonItems, language: str, base: str, *, hidden: bool) -> str:
    """Return the page of a lesson, on which the rows arrive later; `base` is the address of the service."""
    lessons = [live.lesson_in(each, language) for each in live.bank]
    given = {"lesson": lesson, "lessons": lessons, "door": live.door}
    template = environment(_HERE).get_template("board.html")
    return template.render(t=text_in(language), language=language, base=base, hidden=hidden, **given)


def refused_page(live: LiveClass, language: str) -> str:
    """Return the page for whoever may not see the board: what a teacher does to come in."""
    do = "board.no_entry_link" if live.door else "board.no_entry_login"
    template = environment(_HERE).get_template("refused.html")
    return template.render(t=text_in(language), language=language, do=do, style=css("live/pages/class.css"))


class BoardRows:
    """Makes the rows of a board; each learner keeps one pseudonym.

    Parameters
    ----------
    language : str
        ISO 639-1.
    numbers : dict of str to int, optional
        The numbers of the pseudonyms by name, which all boards of a lesson share; learners who come get one, and those
        of whom nothing is known any more lose theirs.
    """

    def __init__(self, language: str, numbers: dict[str, int] | None = None) -> None:
        self._language, self._text = language, text_in(language)
        self._numbers = {} if numbers is None else numbers

    def rows(self, view: View) -> Rows:
        """Return the rows of each part by their keys, in order."""
        names = {*view.seen, *(learner.name for learner in view.now.learners), *(view.door.names if view.door else ())}
        self._name(names)
        alias = {name: self._text("report.alias", n=number) for name, number in self._numbers.items()}
        context = {"t": self._text, "alias": alias, "hidden": False, "alone": True, "as_mark": self._mark}
        macros: Any = environment(_HERE).get_template("board_rows.html").make_module(context)
        away = {name: minutes_away(seen, view.at) for name, seen in view.seen.items()}
        up = [(seen.hand_since, name) for name, seen in view.seen.items() if seen.hand_since]
        found = {
            "tools": {"tools": self._tools(macros, view, list(away.values()).count(0), len(names))},
            "hands": {
                name: macros.hand(name, self._where(view, name), self._minutes(view.at, since), away[name])
                for since, name in sorted(up)
            },
            "items": {each.item.id: self._item(macros, view, each, len(names)) for each in self._shown(view)},
            "words": dict(self._words(macros, view.now.words)),
            "learners": {name: self._learner(macros, view, name) for name in sorted(names)},
        }
        return {
            part: {key: mark_languages(str(html), self._language).strip() for key, html in rows.items()}
            for part, rows in found.items()
        }

    def _mark(self, mark: float) -> str:
        return figure_in(f"{mark:g}", self._language)

    def _name(self, names: set[str]) -> None:
        """Give each new learner another name; the numbers follow neither the register nor the order of coming."""
        for name in self._numbers.keys() - names:
            del self._numbers[name]
        taken = set(self._numbers.values())
        for name in sorted(names - self._numbers.keys()):
            place = int.from_bytes(blake2b(name.encode(), digest_size=4).digest())
            size = _ALIASES * (1 + len(taken) // (_ALIASES // 2))
            while (number := 10 + place % size) in taken:
                place += 1
            self._numbers[name] = number
            taken.add(number)

    def _tools(self, macros: Any, view: View, here: int, all_of_them: int) -> str:  # noqa: ANN401 - a template
        quiz = [item.id for item in view.lesson.items if item.use == "quiz"]
        is_locked, is_revealed = (all(self._is(view, item, flag) for item in quiz) for flag in (LOCKED, REVEALED))
        return f"<div>{macros.tools(quiz, is_locked, is_revealed, here, all_of_them)}</div>"

    def _words(self, macros: Any, words: Sequence[WordsNow]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
        """Yield each answer in words below its question, by pseudonyms: the order of names would tell who is who."""
        for item in dict.fromkeys(each.item for each in words):
            own = sorted((each for each in words if each.item == item), key=lambda each: self._numbers[each.learner])
            yield item, macros.about(own[0])
            for each in own:
                yield f"{item}/{each.learner}", macros.answer(each, _key(each.learner, item))

    def _shown(self, view: View) -> list[ItemNow]:
        """Return the questions in order; those for practice or for one language only when somebody has answered."""
        return [
            each for each in view.now.items if each.answered or not (each.item.use == "practice" or each.item.language)
        ]

    def _item(self, macros: Any, view: View, now: ItemNow, everybody: int) -> str:  # noqa: ANN401
        is_locked, is_revealed = self._is(view, now.item.id, LOCKED), self._is(view, now.item.id, REVEALED)
        stem = in_language(now.item.stem, self._language)
        key = key_of(now.item, self._language) if is_revealed else ()
        return str(macros.item(now, stem, key, everybody, is_locked, is_revealed))

    def _learner(self, macros: Any, view: View, name: str) -> str:  # noqa: ANN401
        seen = view.seen.get(name)
        now = next((each for each in view.now.learners if each.name == name), LearnerNow(name, 0, 0))
        away = minutes_away(seen, view.at) if seen else None
        pin = view.door.pins.get(name, "") if view.door else ""
        has_hand = bool(seen and seen.hand_since)
        total = sum(item.use != "predict" for item in items_for(view.lesson.items, self._language))
        where = self._where(view, name)
        return str(macros.learner(now, where, total, away, has_hand, view.door, pin, _key(name)))

    def _where(self, view: View, name: str) -> str:
        """Return the step at which a learner is, with its title where it is known."""
        seen = view.seen.get(name)
        if seen is None or not seen.place.step:
            return ""
        place = seen.place
        if place.lesson not in {"", view.lesson.lesson}:
            return self._text("report.lesson", lesson=place.lesson)
        title = view.steps[place.step - 1] if place.step <= len(view.steps) else ""
        return self._text("board.step", n=place.step, title=title)

    @staticmethod
    def _minutes(at: datetime, since: datetime | None) -> int:
        return max(0, int((at - since).total_seconds() // 60)) if since else 0  # a clock may be put back

    @staticmethod
    def _is(view: View, item: str, flag: str) -> bool:
        return (view.lesson.lesson, item, flag) in view.flags


def _key(*names: str) -> str:
    """Return a name for an element, from names that may hold any character."""
    return blake2b("\0".join(names).encode(), digest_size=6).hexdigest()
