"""A quiz without a screen: what a learner may do at its items, and what is known after each step."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from threading import RLock
from typing import Any, ClassVar
from weakref import WeakSet

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from kit import browser
from kit.answers.attempt import FIRST_KIT, Attempt, new_id
from kit.answers.event import Event, EventKind
from kit.answers.history import ItemHistory, LessonHistory, lesson_history
from kit.answers.item_state import ItemState, Mode, Setting, count_tries
from kit.answers.outbox import Outbox, outbox_of
from kit.answers.store import AnswerStore
from kit.quiz.invalid_response import as_json
from kit.quiz.item import Item
from kit.quiz.parts import Text
from kit.quiz.plain_text import Reply, question_text, reply_text, rules_text
from kit.quiz.rules import Rules
from kit.quiz.score import score
from kit.suggest import nearest
from kit.text import LearnerError, figure_in, text_in

_CLOCKS_DIFFER = timedelta(minutes=1)
_ATTEMPT_ID = re.compile(r"[0-9a-f]{32}")
_LOOK_SECONDS = 3.0  # at what the teacher has closed or shown
_DELIVERIES = {"kept": "card.with_teacher", "refused": "card.refused", "waiting": "card.not_with_teacher"}


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


class QuizSession:
    """Score what a learner answers, keep it on disk, and hold the rules of the quiz.

    Every request may be repeated: an answer that is on disk is not saved again and is not a further try.

    Parameters
    ----------
    items : sequence of Item
        What is asked, in this order.
    lesson : str
        Number of the lesson, as the answers are filed.
    store : AnswerStore
        Where answers are kept; earlier ones count.
    seed : str
        Names the learner and the quiz; the same seed mixes the options in the same way.
    mode : str
        ``"practice"`` (feedback at once); ``"pretest"``, ``"exam"`` or ``"prediction"`` (saved, no verdict, no hints).
    rules : Rules
        Attempts allowed, which counts, pass mark, time limit, cost of a hint.
    language : str
        ISO 639-1.
    folder : pathlib.Path, optional
        A data folder of the lesson's own, whose rows the items may name besides the kit's.
    fingerprint : str
        Of the exam that the items are of; answers to another version of it do not count.
    is_released : bool
        Whether this is an exam that is over: results are shown, and no answer is taken.
    sources : mapping, optional
        Row id to what feedback says of it, for rows that are not in the tables.
    clock : callable
        Returns the time, with its time zone.

    Raises
    ------
    KitError
        When the answer file cannot be read, or there is no such language.

    Examples
    --------
    >>> session = QuizSession(items, lesson="02", store=store, seed="hanako/02")  # doctest: +SKIP
    >>> session.answer("q-members-05", "VNM").verdict  # doctest: +SKIP
    'right'
    """

    _open: ClassVar[WeakSet[QuizSession]] = WeakSet()  # of this process: two on one item tell each other

    def __init__(  # noqa: PLR0913 - what a quiz is made of, by name
        self,
        items: Sequence[Item],
        *,
        lesson: str,
        store: AnswerStore,
        seed: str,
        mode: Mode = "practice",
        rules: Rules = Rules(),  # noqa: B008 - frozen
        language: str = "en",
        folder: Path | None = None,
        fingerprint: str = "",
        is_released: bool = False,
        sources: Mapping[str, Text] | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.items = {item.id: item for item in items}
        rules = replace(rules, minutes=None) if is_released else rules
        self.mode, self.rules, self.language = mode, rules, language
        self.is_released = is_released
        self.on_change: Callable[[str, ItemState], object] = lambda _item_id, _state: None
        self.on_delivery: Callable[[str, str], object] = lambda _item_id, _said: None
        self.on_class: Callable[[dict[str, dict[str, Any]]], object] = lambda _notes: None
        self.class_notes: dict[str, dict[str, Any]] = {}
        self.delivering = RLock()  # what is said of an answer comes before what is said of its way to the teacher
        self._setting = Setting(mode, rules, language, folder, is_released=is_released, sources=sources or {})
        self._lesson, self.store, self.seed, self._clock = lesson, store, seed, clock
        self._fingerprint = fingerprint
        self._text = text_in(language)
        self._documents: dict[str, str] = {}  # as text, by the item that shows them
        self.questions = [self._question(item) for item in items]
        self._outbox = outbox_of(store.path)
        self._last: dict[str, str] = {}  # of each item the id of the last attempt
        history = self._history()
        self._begun = history.begun
        self._clock_was = ""
        self._latest = history.latest
        self.seconds_left()  # before any state is known
        self.states = self._states(history)
        self._open.add(self)
        if self._outbox:
            self._outbox.listeners.add(self)
            self._outbox.wake(every=_LOOK_SECONDS)  # also for what an earlier kernel could not send

    @property
    def rules_text(self) -> list[str]:
        """The rules as sentences, none where nothing is limited; first, that the clock was wrong, where it was."""
        wrong = [self._text(self._clock_was)] if self._clock_was else []
        return wrong + rules_text(self.rules, self.mode, len(self.items), self.language)

    @property
    def has_begun(self) -> bool:
        """Whether the questions may be seen: always, where there is no time limit."""
        return self.rules.minutes is None or self._begun is not None

    @property
    def is_sent(self) -> bool:
        """Whether answers go to a service of the class, besides the disk."""
        return self._outbox is not None

    def seconds_left(self) -> int | None:
        """Return the seconds that are left; None where there is no limit, or where the time does not run yet."""
        if self.rules.minutes is None or self._begun is None:
            return None
        now = self._clock()
        if self._begun < FIRST_KIT <= now:
            self._begin_again("card.clock_behind", now)
        elif max(self._begun, self._latest or self._begun) - now > _CLOCKS_DIFFER:  # what was used up stays so
            used = max(timedelta(0), (self._latest or self._begun) - self._begun)
            self._begin_again("card.clock_ahead", now - min(used, timedelta(minutes=self.rules.minutes)))
        elapsed = max(0, (now - self._begun).total_seconds())
        return max(0, ceil(self.rules.minutes * 60 - elapsed))

    def begin(self) -> None:
        """Begin a quiz that has a time limit. From then on the time runs, whatever is closed or restarted.

        Raises
        ------
        KitError
            When it cannot be put on disk that the time runs; then it does not run yet.
        """
        if not self.has_begun:
            self._begun = self._history().begun or self._append("begun").at
        self.refresh()

    def _begin_again(self, said: str, at: datetime) -> None:
        """Begin once more, as the clock was wrong before; the earliest beginning that can be counts."""
        known = self._history().begun  # another kernel may have begun again already
        if known is None or known == self._begun:
            self._clock_was, known = said, self._append("begun", at=at).at
        self._begun, self._latest = known, None

    def refresh(self) -> None:
        """Take all states from the disk; what was not saved when the time ended is not an answer."""
        self.states = self._states(self._history())

    def answer(
        self, item_id: str, response: object, *, seconds: float | None = None, attempt_id: str = ""
    ) -> ItemState:
        """Score a response and put it on disk.

        Parameters
        ----------
        item_id : str
            Which item is answered.
        response : object
            What the learner gave, as JSON.
        seconds : float, optional
            Time from showing the item to the answer.
        attempt_id : str
            An id of 32 hexadecimal digits that the asker chose, so that it can ask again and nothing is saved twice.

        Returns
        -------
        ItemState
            What is known now; a response of the wrong form is not saved and not a try.

        Raises
        ------
        KitError
            When the rules take no further answer, or it cannot be saved.
        """
        item, history = self.items[item_id], self._history().items[item_id]
        if attempt_id and any(attempt.attempt_id == attempt_id for attempt in history.attempts):
            return self._keep(item, self._setting.known_state(item, history, is_over=self._is_over()))
        self._refuse_late(item, response, history)
        result = score(item, response, self.language)
        if result.verdict != "unreadable":
            result = replace(result, score=self.rules.after_hints(result.score, item.points, history.hints))
            attempt = Attempt(
                attempt_id=attempt_id if _ATTEMPT_ID.fullmatch(attempt_id) else new_id(),
                learner=self.store.learner,
                lesson=self._lesson,
                item_id=item.id,
                response=response,
                score=result.score,
                max_score=result.max_score,
                verdict=result.verdict,
                at=(at := self._clock()).isoformat(timespec="milliseconds"),
                seed=self.seed,
                hints=history.hints,
                seconds=seconds,
                fingerprint=self._fingerprint,
            )
            self.store.append(attempt)
            self._latest = at
            history.attempts.append(attempt)
            self._last[item.id] = attempt.attempt_id
            if self._outbox:
                self._outbox.wake()
        return self._keep(item, self._setting.state(item, response, result, history, is_over=self._is_over()))

    def is_saved(self, attempt_id: str) -> bool:
        """Return whether an attempt is on disk.

        Raises
        ------
        KitError
            When the answer file cannot be read.
        """
        return any(attempt.attempt_id == attempt_id for attempt in self.store.read().attempts)

    def hint(self, item_id: str, seen: int | None = None) -> ItemState:
        """Give one hint more.

        Parameters
        ----------
        item_id : str
            Of which item.
        seen : int, optional
            How many hints the asker shows; when more were given, those come and no further one.

        Raises
        ------
        KitError
            When it cannot be put on disk that the hint was read; then it is not given.
        """
        item, now = self.items[item_id], self._now(item_id)
        used = self._history().items[item_id].hints
        is_new = seen is None or seen >= used
        if self.mode == "practice" and is_new and used < len(item.hints) and now.final is not True:
            self._append("hint", item_id)  # before it is read: a killed kernel does not make it free
            used += 1
        return self._keep(item, self._setting.with_hints(now, item, used))

    def retry(self, item_id: str) -> ItemState:
        """Take verdict and feedback away, so that the item can be answered again."""
        now = self._now(item_id)
        if now.final is True:
            return now
        again = ItemState(response=now.response, tries=now.tries, hints=now.hints, runs=now.runs, flagged=now.flagged)
        return self._keep(self.items[item_id], again)

    def flag(self, item_id: str, *, is_flagged: bool | None = None) -> ItemState:
        """Mark an item for review, or take the mark away; without a wish, what it is not now.

        Raises
        ------
        KitError
            When it cannot be put on disk.
        """
        now = self._now(item_id)
        was = now.flagged is True
        wanted = not was if is_flagged is None else is_flagged
        if wanted != was:
            self._append("flag" if wanted else "unflag", item_id)
        return self._keep(self.items[item_id], replace(now, flagged=wanted))

    def respond(self, response: object, item_id: str | None = None) -> Reply:
        """Answer by code, and return what a card would show as text.

        Raises
        ------
        KitError
            When the item is not in this quiz, or the answer cannot be saved.
        """
        if item_id is None and len(self.items) == 1:
            item_id = next(iter(self.items))
        if not isinstance(item_id, str) or item_id not in self.items:
            key = "card.no_item" if isinstance(item_id, str) else "card.which_item"
            near = next(iter(nearest(str(item_id), self.items) or self.items), "")
            if isinstance(response, str) and response in self.items:  # the two in the wrong order
                near, response = response, "..." if item_id is None else item_id
            names = {"name": str(item_id), "call": f".respond({response!r}, item={near!r})"}
            where, do = ", ".join(self.items), "card.which_item_do"
            raise LearnerError(key, where=where, do=do, **names).in_language(self.language)
        try:
            state = self.answer(item_id, as_json(response))
        except LearnerError as error:
            raise error.in_language(self.language) from None
        reply = reply_text(msgspec.to_builtins(state), self._text)
        if state.saved:
            return reply
        question = next(shown for shown in self.questions if shown["id"] == item_id)
        return Reply(f"{reply}\n\n{self._question_text(question)}")

    def as_text(self) -> Reply:
        """Return rules and questions as text; before a quiz with a time limit is begun, the way to begin."""
        begin = [] if self.has_begun else [self._text("card.respond", call=".begin()")]
        shown = self.questions if self.has_begun else []
        return Reply("\n\n".join([*self.rules_text, *begin, *map(self._question_text, shown)]))

    def _question_text(self, question: dict[str, Any]) -> str:
        """Return a question as text, after the documents that it is about."""
        return "\n\n".join([*filter(None, [self._documents.get(question["id"])]), question_text(question, self._text)])

    def _question(self, item: Item) -> dict[str, Any]:
        """Return what may be known before an answer, with the options in the learner's order."""
        shown = item.public_for(self.seed, self.language)
        if ids := shown.get("documents"):
            from kit.facts.documents import documents

            texts = documents(ids, self.language, self._setting.folder)
            shown["documents"], self._documents[item.id] = texts.to_element(), repr(texts)
        del shown["points"]  # the state after scoring brings them
        if self.mode != "practice":
            shown["hints"] = 0
        elif cost := self.rules.hint_cost(item.points):
            shown["hint"] = self._text("card.hint_cost", points=figure_in(f"{cost:.3g}", self.language))
        return shown

    def _history(self) -> LessonHistory:
        """Return what is on disk of this lesson: another kernel may have written since."""
        return lesson_history(self.store.read(), self._lesson, self._fingerprint)

    def _append(self, kind: EventKind, item_id: str = "", at: datetime | None = None) -> Event:
        event = Event(
            kind=kind,
            learner=self.store.learner,
            lesson=self._lesson,
            item_id=item_id,
            at=at or self._clock(),
            fingerprint=self._fingerprint,
        )
        self.store.append(event)
        return event

    def _states(self, history: LessonHistory) -> dict[str, ItemState]:
        """Return the states of the items at which something was done, and of all when the time is over."""
        known = {name: each.attempts[-1].attempt_id for name, each in history.items.items() if each.attempts}
        self._last = {name: attempt_id for name, attempt_id in known.items() if name in self.items}
        return {
            item.id: self._with_delivery(
                item.id, self._setting.known_state(item, history.items[item.id], is_over=self._is_over())
            )
            for item in self.items.values()
            if self._is_over() or item.id in history.items
        }

    def _is_over(self) -> bool:
        return self.is_released or self.seconds_left() == 0

    def _refuse_late(self, item: Item, response: object, history: ItemHistory) -> None:
        """Raise where the rules take no further answer; own marks for words that are saved are always taken."""
        if isinstance(self._outbox, Outbox) and item.id in self._outbox.news.locked:
            raise LearnerError("store.class_locked")
        if history.attempts and item.is_same_attempt(response, history.attempts[-1].response):
            return
        if not self.has_begun:
            raise LearnerError("card.not_begun")
        if self.is_released:
            raise LearnerError("card.released")
        if self._is_over():
            raise LearnerError("card.time_over")
        if self.rules.attempts and count_tries(item, history.attempts) >= self.rules.attempts:
            raise LearnerError("card.no_tries")

    def _now(self, item_id: str) -> ItemState:
        return self.states.get(item_id) or ItemState()

    def _keep(self, item: Item, state: ItemState) -> ItemState:
        """Keep a state, and tell it to those who show the same item to the same learner, as after a cell was copied."""
        flagged = self._now(item.id).flagged
        if state.flagged is UNSET and flagged is not UNSET:
            state = replace(state, flagged=flagged)
        state = self._with_delivery(item.id, state)
        self.states[item.id] = state
        mine = self._same(item)
        for other in [each for each in self._open if each is not self and each._same(item) == mine]:  # noqa: SLF001
            if item.id in self._last:
                other._last[item.id] = self._last[item.id]  # noqa: SLF001
            other.states[item.id] = state
            other.on_change(item.id, state)
        return state

    def hear_delivery(self) -> None:
        """Tell what became of answers on their way to the teacher and what the teacher did, where that has changed."""
        with self.delivering:
            if (notes := self._notes()) != self.class_notes:
                self.class_notes = notes
                self.on_class(notes)
            for item_id, state in list(self.states.items()):
                now = self._with_delivery(item_id, state)
                if now.sent != state.sent:
                    self.states[item_id] = now
                    self.on_delivery(item_id, now.sent or "")

    def _notes(self) -> dict[str, dict[str, Any]]:
        """Return what the teacher has closed or shown of these items, as a card takes it.

        Of each item there is whether it is locked, and what to say. In a class of one room the page hears it itself.
        """
        if not isinstance(self._outbox, Outbox):
            return {}
        news, found = self._outbox.news, {}
        for name in [name for name in self.items if name in news.revealed or name in news.locked]:
            is_locked, keys = name in news.locked, news.revealed.get(name, {})
            key = keys.get(self.language) or keys.get("en") or []
            words = [self._text("board.key", words=line) if at == 0 else line for at, line in enumerate(key)]
            found[name] = {"isLocked": is_locked, "words": [self._text("store.class_locked")] * is_locked + words}
        return found

    def _with_delivery(self, item_id: str, state: ItemState) -> ItemState:
        """Return a state with what is known of the way to the teacher; nothing is said while all is well and fresh."""
        if not (state.saved and item_id in self._last):
            return state
        if browser.is_in_memory(self._last[item_id]):
            return replace(state, kept=self._text("card.not_kept"))
        if not self._outbox:
            return state
        said = _DELIVERIES.get(self._outbox.delivery(self._last[item_id]))
        return replace(state, sent=self._text(said) if said else UNSET)

    def _same(self, item: Item) -> tuple[object, ...]:
        """Return what two sessions have in common that ask one learner one item."""
        return (self.store.path, self._lesson, self.mode, self.language, self.rules, self.items.get(item.id))
