"""The quiz card: one widget for one item or a whole quiz. Python scores and saves; the browser shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any, Literal
from weakref import WeakSet

import anywidget
import traitlets
from msgspec.structs import replace

from kit.answers.attempt import Attempt
from kit.answers.event import Memo
from kit.answers.history import ItemPast, Past, past
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.facts.provenance import cite, row_ids
from kit.quiz.item import ChoiceItem, Item, Note, in_language
from kit.quiz.order import shuffled, shuffled_options
from kit.quiz.plain_text import Reply, asked, replied, told
from kit.quiz.rules import Rules
from kit.quiz.score import Result, score
from kit.text import strings, text_in
from kit.widgets.assets import css, esm

Mode = Literal["practice", "pretest", "exam"]
State = dict[str, Any]

_OPTIONS, _TYPED, _DRAG, _PLACING = (f"quiz/kinds/{name}.js" for name in ("options", "typed", "drag", "placing"))
_SCRIPTS = {
    "single-choice": (_OPTIONS, "quiz/kinds/single_choice/card.js"),
    "multiple-choice": (_OPTIONS, "quiz/kinds/multiple_choice/card.js"),
    "true-false": (_OPTIONS, "quiz/kinds/true_false/card.js"),
    "numeric": (_TYPED, "quiz/kinds/numeric/card.js"),
    "short-text": (_TYPED, "quiz/kinds/short_text/card.js"),
    "ordering": (_DRAG, "quiz/kinds/ordering/card.js"),
    "matching": (_DRAG, _PLACING, "quiz/kinds/matching/card.js"),
    "grouping": (_DRAG, _PLACING, "quiz/kinds/grouping/card.js"),
    "fill-in": ("quiz/kinds/fill_in/card.js",),
    "map-click": (_OPTIONS, "widgets/map_frame.js", "quiz/kinds/map_click/card.js"),
    "open": (_OPTIONS, "quiz/kinds/open_answer/card.js"),
}

_CARDS: WeakSet[QuizCard] = WeakSet()  # of this kernel: two cards of one item in a notebook say the same


class QuizCard(anywidget.AnyWidget):
    """Show items, score what the learner answers, and keep it on disk before saying so.

    The browser gets neither key nor feedback nor a hint before it is due. In a pretest and in an
    exam it gets no verdict at all.

    Parameters
    ----------
    items : sequence of Item
        What is asked, in this order.
    lesson : str
        Number of the lesson, as the answers are filed.
    title : str
        Heading of a quiz; empty for a single item.
    mode : str
        ``"practice"`` (feedback at once), ``"pretest"`` or ``"exam"`` (saved, no verdict, no hints).
    store : AnswerStore
        Where answers are kept; earlier ones are shown again.
    seed : str
        Names the learner and the quiz; the same seed mixes the options in the same way.
    language : str
        ISO 639-1.
    objectives : mapping of str to str, optional
        Slug to sentence, for the summary of what to read again.
    folder : pathlib.Path, optional
        A data folder of the lesson's own, whose rows the items may name beside the kit's.
    rules : Rules
        Attempts allowed, which counts, pass mark, time limit, cost of a hint.
    steps : mapping of str to str, optional
        Objective to the id of the notebook's cell where it is taught, for the summary.

    Raises
    ------
    KitError
        When the answer file cannot be read, or there is no such language.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    layout = traitlets.Any(None, allow_none=True).tag(sync=True)  # else every card is two models, and 1 kB more

    def __init__(  # noqa: PLR0913 - what a quiz is made of, by name
        self,
        items: Sequence[Item],
        *,
        lesson: str,
        title: str,
        mode: Mode = "practice",
        store: AnswerStore,
        seed: str,
        language: str = "en",
        objectives: Mapping[str, str] | None = None,
        folder: Path | None = None,
        rules: Rules = Rules(),  # noqa: B008 - frozen
        steps: Mapping[str, str] | None = None,
    ) -> None:
        self._items = {item.id: item for item in items}
        self._lesson, self._mode, self._store, self._seed, self._language = lesson, mode, store, seed, language
        self._folder, self._rules = folder, rules
        self._text = text_in(language)
        self._asked = [self._public(item) for item in items]
        known, script = strings(language), _script(items, rules)
        said = {key.removeprefix("card."): known[key] for key in known if key.startswith("card.")}
        before = self._past()
        self._begun = before.begun
        super().__init__(
            _esm=script,
            _css=css("widgets/quiz_card/card.css", *(["widgets/quiz_card/rules.css"] if rules != Rules() else [])),
            spec={
                "title": title,
                "mode": mode,
                "language": language,
                "who": blake2b(seed.encode(errors="surrogatepass"), digest_size=6).hexdigest(),
                "items": self._asked if self._has_begun() else [],
                "goals": self._goals(objectives or {}, steps or {}),
                "strings": {key: said[key] for key in said if key in script},
            }
            | self._told(),
            state=self._states(before),
        )
        self.on_msg(self._hear)
        _CARDS.add(self)

    def begin(self) -> Reply:
        """Begin a quiz that has a time limit. From then on the time runs, whatever is closed or restarted.

        Returns
        -------
        Reply
            The questions as text, with the way to answer each by code.

        Raises
        ------
        KitError
            When it cannot be put on disk that the time runs; then it does not run yet.
        """
        self._begin()
        self.send_state()
        return Reply(self._questions())

    def respond(self, response: object, item: str | None = None) -> Reply:
        """Answer by code, where no widget can be shown; the answer is scored and saved as on the card.

        Parameters
        ----------
        response : object
            The id of an option, a list of ids, a number or a text, as the question printed as text says.
        item : str, optional
            Id of the item; needed when the card has several.

        Returns
        -------
        Reply
            Verdict, feedback and sources as text; where the response has not the right form, the question once more,
            with the way to answer it.

        Raises
        ------
        KitError
            When the item is not on this card, or the answer cannot be saved.
        """
        if item is None and len(self._items) == 1:
            item = next(iter(self._items))
        if item not in self._items:
            do = f"Name one of them, as in .respond({response!r}, item={next(iter(self._items), '')!r})."
            raise KitError("Which item is answered?", where=", ".join(self._items), do=do)
        state = self._check(self._items[item], {"response": response})["state"]
        self.send_state("state")
        reply = replied(state, self._text)
        if state["saved"]:
            return reply
        question = next(shown for shown in self._asked if shown["id"] == item)
        return Reply(f"{reply}\n\n{asked(question, self._text)}")

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Add the questions as text, for whoever cannot show the card."""
        shown, *rest = super()._repr_mimebundle_(**options) or ({},)
        return ({**shown, "text/plain": self._questions()}, *rest)

    def _questions(self) -> str:
        """Return rules and questions as text; before a quiz with a time limit is begun, the way to begin."""
        begin = [] if self._has_begun() else [self._text("card.respond", call=".begin()")]
        rules = self.spec.get("rules", {}).get("told", [])
        return "\n\n".join([*rules, *begin, *(asked(item, self._text) for item in self.spec["items"])])

    def _public(self, item: Item) -> dict[str, Any]:
        """Return what the browser may know, with the options in the learner's order; countries by name."""
        shown = item.public(self._language)
        del shown["points"]  # the state after scoring brings them
        if self._mode != "practice":
            shown["hints"] = 0
        elif cost := self._rules.hint_cost(item.points):
            shown["hint"] = self._text("card.hint_cost", points=f"{cost:.3g}")
        if isinstance(item, ChoiceItem):
            texts = {option["id"]: option for option in shown["options"]}
            shown["options"] = [texts[option.id] for option in shuffled_options(item, self._seed)]
        elif "options" in shown:
            is_kept = getattr(item, "keep_order", False)
            shown["options"] = shuffled(shown["options"], f"{self._seed}/{item.id}", keep_order=is_kept)
        if item.kind == "map-click":
            shown["options"].sort(key=lambda option: option["text"])
        return shown

    def _goals(self, objectives: Mapping[str, str], steps: Mapping[str, str]) -> list[dict[str, str]]:
        """Return the objectives with the cells where they are taught; each item gets the number of its own."""
        names = list(dict.fromkeys(item.objective for item in self._items.values() if item.objective in objectives))
        for shown, item in zip(self._asked, self._items.values(), strict=True):
            if item.objective in names:
                shown["goal"] = names.index(item.objective)
        return [{"text": objectives[name]} | ({"step": steps[name]} if name in steps else {}) for name in names]

    def _told(self) -> dict[str, Any]:
        """Return what the browser has to know of the rules, if there are any."""
        if self._rules == Rules():
            return {}
        told_rules = told(self._rules, self._mode, len(self._items), self._text)
        mark = self._rules.pass_percent if self._mode == "practice" else None
        return {"rules": {"told": told_rules, "isTimed": self._rules.minutes is not None, "pass": mark}}

    def _past(self) -> Past:
        """Return what is on disk of this lesson: another kernel may have written since."""
        return past(self._store.read(), self._lesson)

    def _has_begun(self) -> bool:
        return self._rules.minutes is None or self._begun is not None

    def _left(self) -> int | None:
        """Return the seconds that are left; None where there is no limit, or where the time does not run yet."""
        if self._rules.minutes is None or self._begun is None:
            return None
        return max(0, ceil(self._rules.minutes * 60 - (datetime.now(UTC) - self._begun).total_seconds()))

    def _states(self, before: Past) -> dict[str, State]:
        """Return the states of the items at which something was done, and of all when the time is over."""
        is_over = self._left() == 0
        return {
            item.id: self._shown_again(item, before.items[item.id])
            for item in self._items.values()
            if is_over or item.id in before.items
        }

    def _shown_again(self, item: Item, before: ItemPast) -> State:
        """Return the state after what was done earlier; an answer that no longer fits its item is not shown."""
        response, result = None, None
        if before.attempts:
            last = before.attempts[-1]
            result = score(item, last.response, self._language)
            if result.verdict == "unreadable":
                result = None
            elif last.verdict != "unmarked":  # else it was given in an exam, or nobody had marked it yet
                result = Result(last.score, last.max_score, last.verdict, result.notes, result.parts)
            response = last.response if result else None
        return self._state(item, response, result, before) | ({"flagged": True} if before.flagged else {})

    def _state(self, item: Item, response: object, result: Result | None, before: ItemPast) -> State:
        """Return what the card shows: after scoring, or where there is no result, without one."""
        is_saved = result is not None and result.verdict != "unreadable"
        state: State = {
            "response": response,
            "tries": _tries(item, before.attempts),
            "saved": is_saved,
            "hints": self._hints(item, before.hints),
            "feedback": [],
        }
        if result and (self._mode == "practice" or not is_saved):
            state |= {
                "verdict": result.verdict,
                "score": result.score,
                "max_score": result.max_score,
                "feedback": [self._feedback(note) for note in result.notes],
                "parts": result.parts,
            }
            if is_saved and self._rules.counts == "best":
                scores = [attempt.score for attempt in before.attempts if attempt.score is not None]
                state["counted"] = max(scores, default=None)
        return state | self._limits(item, state)

    def _limits(self, item: Item, state: State) -> State:
        """Return what the rules say about an item: whether this is final, and in words what is left."""
        if self._left() == 0:
            if state["saved"]:
                return {"final": True}
            nothing = {"score": 0, "max_score": item.points} if self._mode == "practice" else {}
            return {"final": True, "left": self._text("card.no_answer"), **nothing}
        if self._rules.attempts is None or not state["saved"]:
            return {}
        tries = max(0, self._rules.attempts - state["tries"])
        return {"final": not tries, "left": self._text("card.tries_left", count=tries)}

    def _hints(self, item: Item, used: int) -> list[str]:
        is_shown = self._mode == "practice"
        return [in_language(hint, self._language) for hint in item.hints[:used] if is_shown]

    def _feedback(self, note: Note) -> dict[str, Any]:
        sources = list(dict.fromkeys(self._source(row_id) for row_id in note.facts))
        return {"text": note.text, "sources": sources, "option": note.option}

    def _source(self, row_id: str) -> str:
        """Return the attribution line of a row; its id where no table has it, so that feedback still comes."""
        try:
            return cite(row_id, self._folder)
        except KitError:
            return row_id

    def _hear(self, _widget: object, message: object, _buffers: object) -> None:
        """Answer one message of the browser; whatever goes wrong is said, and nothing then counts as saved."""
        asked: dict[str, Any] = message if isinstance(message, dict) else {}
        of_quiz: dict[object, Callable[[], dict[str, Any]]] = {"begin": self._begin, "clock": self._clock}
        of_item: dict[object, Callable[[Item, dict[str, Any]], dict[str, Any]]] = {
            "check": self._check,
            "hint": self._hint,
            "retry": self._retry,
            "flag": self._flag,
            "map": self._map,
        }
        ask = asked.get("ask")
        if ask == "ready":
            row_ids()  # the tables of the sources are read while the learner reads the question
            return
        reply = {"n": asked.get("n"), "item": asked.get("item")}
        try:
            answer = of_quiz[ask]() if ask in of_quiz else of_item[ask](self._items[asked["item"]], asked)
            self.send(reply | answer)
        except KitError as error:
            self.send(reply | {"error": str(error)})
        except Exception as error:  # noqa: BLE001 - a learner must hear that the answer is not saved
            self.send(reply | {"error": self._text("card.failed", error=type(error).__name__)})

    def _begin(self) -> dict[str, Any]:
        if not self._has_begun():
            self._begun = self._past().begun
            if self._begun is None:
                memo = self._memo("begun")
                self._store.append(memo)
                self._begun = memo.at
            self.spec["items"] = self._asked
        return {"set": {"spec": self.spec, "state": self._renewed()}}

    def _clock(self) -> dict[str, Any]:
        left = self._left()
        return {"left": left} | ({} if left else {"set": {"state": self._renewed()}})

    def _renewed(self) -> dict[str, State]:
        """Return all states as they follow from the disk; what was not saved when the time ended is no answer."""
        states = self._states(self._past())
        self.state.clear()
        self.state.update(states)
        return states

    def _check(self, item: Item, asked: dict[str, Any]) -> dict[str, Any]:
        response, before = asked.get("response"), self._past().items[item.id]
        self._refuse_late(item, response, before)
        result = score(item, response, self._language)
        if result.verdict != "unreadable":
            if result.score is not None:
                cost = self._rules.hint_cost(item.points, before.hints)
                result = replace(result, score=max(0.0, result.score - cost))
            attempt = Attempt(
                learner=self._store.learner,
                lesson=self._lesson,
                item_id=item.id,
                response=response,
                score=result.score,
                max_score=result.max_score,
                verdict=result.verdict,
                seed=self._seed,
                hints=before.hints,
                seconds=_seconds(asked.get("seconds")),
            )
            self._store.append(attempt)
            before.attempts.append(attempt)
        return self._keep(item, self._state(item, response, result, before))

    def _refuse_late(self, item: Item, response: object, before: ItemPast) -> None:
        """Raise where the rules take no further answer; own marks for words that are saved are always taken."""
        if before.attempts and item.is_same_attempt(response, before.attempts[-1].response):
            return
        if not self._has_begun():
            raise KitError(self._text("card.not_begun"))
        if self._left() == 0:
            raise KitError(self._text("card.time_over"))
        if self._rules.attempts and _tries(item, before.attempts) >= self._rules.attempts:
            raise KitError(self._text("card.no_tries"))

    def _hint(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        now, used = self.state.get(item.id, _blank()), self._past().items[item.id].hints
        if self._mode == "practice" and used < len(item.hints) and not now.get("final"):
            self._store.append(self._memo("hint", item))  # before it is read: a killed kernel does not make it free
            used += 1
        return self._keep(item, now | {"hints": self._hints(item, used)})

    def _retry(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        before = self.state.get(item.id, _blank())
        if before.get("final"):
            return {"state": before}
        return self._keep(item, _blank() | {name: before[name] for name in ("response", "tries", "hints")})

    def _flag(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        before = self.state.get(item.id, _blank())
        is_flagged = not before.get("flagged")
        self._store.append(self._memo("flag" if is_flagged else "unflag", item))
        return self._keep(item, before | {"flagged": is_flagged})

    def _memo(self, what: Literal["begun", "hint", "flag", "unflag"], item: Item | None = None) -> Memo:
        name = item.id if item else ""
        return Memo(memo=what, learner=self._store.learner, lesson=self._lesson, item_id=name)

    def _map(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        from kit.maps.pick_map import pick_page

        options = tuple(sorted(option["id"] for option in item.public()["options"]))
        return {"page": pick_page(options, item.as_of or "today", self._language)}

    def _keep(self, item: Item, state: State) -> dict[str, Any]:
        """Keep a state for views that are opened later: no message of its own, the reply carries it."""
        if "flagged" in (before := self.state.get(item.id, {})):
            state = {"flagged": before["flagged"]} | state
        self.state[item.id] = state
        mine = self._same(item)
        for other in [card for card in _CARDS if card is not self and card._same(item) == mine]:  # noqa: SLF001
            other.state[item.id] = state
            other.send({"item": item.id, "state": state})
        return {"state": state}

    def _same(self, item: Item) -> tuple[object, ...]:
        """Return what two cards have in common that show one item to one learner, as after a cell was copied."""
        about = (self._store.path, self._lesson, self._mode, self._language, self._rules)
        return (*about, self._items.get(item.id))


def _script(items: Sequence[Item], rules: Rules) -> str:
    """Return the script of the card: the frame, of the kinds only those that are asked, and rules where there are."""
    kinds = sorted({item.kind for item in items})
    parts = dict.fromkeys(name for kind in kinds for name in _SCRIPTS[kind])
    frame = ["item", "summary", *(["rules"] if rules != Rules() else []), "card"]
    around = [f"widgets/quiz_card/{name}.js" for name in frame]
    return esm("widgets/keys.js", "widgets/quiz_card/dom.js", *parts, *around)


def _tries(item: Item, attempts: Sequence[Attempt]) -> int:
    """Return how often an item was answered; marking one's own words is no further answer."""
    marks = sum(item.is_same_attempt(now.response, before.response) for before, now in pairwise(attempts))
    return len(attempts) - marks


def _blank() -> State:
    return {"response": None, "tries": 0, "saved": False, "hints": [], "feedback": []}


def _seconds(value: object) -> float | None:
    """Return the seconds that the browser measured, when they are a number."""
    return float(value) if isinstance(value, (int, float)) and value >= 0 else None
