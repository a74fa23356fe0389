"""The quiz card: one widget for one item or a whole quiz. Python scores and saves; the browser shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import anywidget
import traitlets

from kit.attempts.attempt import Attempt
from kit.attempts.store import AnswerStore
from kit.errors import KitError
from kit.facts.provenance import cite, row_ids
from kit.quiz.item import ChoiceItem, Item, Note, in_language
from kit.quiz.order import shuffled, shuffled_options
from kit.quiz.score import Result, score
from kit.text import strings, text_in
from kit.widgets.joined import css, esm
from kit.widgets.plain_card import Reply, asked, replied

Mode = Literal["practice", "pretest", "exam"]
State = dict[str, Any]

_SCRIPTS = {
    "single-choice": ("options", "single_choice"),
    "multiple-choice": ("options", "multiple_choice"),
    "true-false": ("options", "true_false"),
    "numeric": ("typed", "numeric"),
    "short-text": ("typed", "short_text"),
    "ordering": ("drag", "ordering"),
    "matching": ("drag", "placing", "matching"),
    "grouping": ("drag", "placing", "grouping"),
    "fill-in": ("fill_in",),
    "map-click": ("options", "../map_frame", "map_click"),
    "open": ("options", "open"),
}


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
    ) -> None:
        self._items = {item.id: item for item in items}
        self._lesson, self._mode, self._store, self._seed, self._language = lesson, mode, store, seed, language
        self._folder = folder
        known, script = strings(language), _script(items)
        said = {key.removeprefix("card."): known[key] for key in known if key.startswith("card.")}
        super().__init__(
            _esm=script,
            _css=css("quiz_card.css"),
            spec={
                "title": title,
                "mode": mode,
                "language": language,
                "items": [self._public(item) | {"objective": item.objective} for item in items],
                "objectives": {item.objective: objectives[item.objective] for item in items} if objectives else {},
                "strings": {key: said[key] for key in said if key in script},
            },
            state=self._earlier(),
        )
        self.on_msg(self._hear)

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
            Verdict, feedback and sources as text.

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
        return replied(state, text_in(self._language))

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Add the questions as text, for whoever cannot show the card."""
        shown, *rest = super()._repr_mimebundle_(**options) or ({},)
        text = text_in(self._language)
        questions = "\n\n".join(asked(item, text) for item in self.spec["items"])
        return ({**shown, "text/plain": questions}, *rest)

    def _public(self, item: Item) -> dict[str, Any]:
        """Return what the browser may know, with the options in the learner's order; countries by name."""
        shown = item.public(self._language)
        del shown["points"]  # the state after scoring brings them
        if self._mode != "practice":
            shown["hints"] = 0
        if isinstance(item, ChoiceItem):
            texts = {option["id"]: option for option in shown["options"]}
            shown["options"] = [texts[option.id] for option in shuffled_options(item, self._seed)]
        elif "options" in shown:
            shown["options"] = shuffled(shown["options"], f"{self._seed}/{item.id}")
        if item.kind == "map-click":
            shown["options"].sort(key=lambda option: option["text"])
        return shown

    def _earlier(self) -> dict[str, State]:
        """Return the states of the items that have an answer in the store."""
        own = [
            attempt
            for attempt in self._store.read().attempts
            if attempt.lesson == self._lesson and attempt.item_id in self._items
        ]
        states: dict[str, State] = {}
        for attempt in own:
            tries = states.get(attempt.item_id, {"tries": 0})["tries"] + 1
            states[attempt.item_id] = {"attempt": attempt, "tries": tries}
        return {
            item_id: shown
            for item_id, found in states.items()
            if (shown := self._shown_again(found["attempt"], found["tries"]))
        }

    def _shown_again(self, attempt: Attempt, tries: int) -> State | None:
        """Return the state after an earlier answer; None when the item has changed so that it fits no more."""
        item = self._items[attempt.item_id]
        result = score(item, attempt.response, self._language)
        if result.verdict == "unreadable":
            return None
        if attempt.verdict != "unmarked":  # else it was given in an exam, or nobody had marked it yet
            result = Result(attempt.score, attempt.max_score, attempt.verdict, result.notes, result.parts)
        return self._state(item, attempt.response, result, tries=tries, hints=attempt.hints)

    def _state(self, item: Item, response: object, result: Result, *, tries: int, hints: int) -> State:
        """Return what the card shows after scoring."""
        is_saved = result.verdict != "unreadable"
        state: State = {
            "response": response,
            "tries": tries,
            "saved": is_saved,
            "hints": [in_language(hint, self._language) for hint in item.hints[:hints]],
            "feedback": [],
        }
        if self._mode == "practice" or not is_saved:
            state |= {
                "verdict": result.verdict,
                "score": result.score,
                "max_score": result.max_score,
                "feedback": [self._feedback(note) for note in result.notes],
                "parts": result.parts,
            }
        return state

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
        asks: dict[object, Callable[[Item, dict[str, Any]], dict[str, Any]]] = {
            "check": self._check,
            "hint": self._hint,
            "retry": self._retry,
            "flag": self._flag,
            "map": self._map,
        }
        if asked.get("ask") == "ready":
            row_ids()  # the tables of the sources are read while the learner reads the question
            return
        reply = {"n": asked.get("n"), "item": asked.get("item")}
        try:
            self.send(reply | asks[asked["ask"]](self._items[asked["item"]], asked))
        except KitError as error:
            self.send(reply | {"error": str(error)})
        except Exception as error:  # noqa: BLE001 - a learner must hear that the answer is not saved
            text = text_in(self._language)("card.failed", error=type(error).__name__)
            self.send(reply | {"error": text})

    def _check(self, item: Item, asked: dict[str, Any]) -> dict[str, Any]:
        before = self.state.get(item.id, {"tries": 0, "hints": []})
        response = asked.get("response")
        result = score(item, response, self._language)
        tries, hints = before["tries"], len(before["hints"])
        if result.verdict != "unreadable":
            tries += 1
            self._store.append(
                Attempt(
                    learner=self._store.learner,
                    lesson=self._lesson,
                    item_id=item.id,
                    response=response,
                    score=result.score,
                    max_score=result.max_score,
                    verdict=result.verdict,
                    seed=self._seed,
                    hints=hints,
                    seconds=_seconds(asked.get("seconds")),
                )
            )
        return self._keep(item, self._state(item, response, result, tries=tries, hints=hints))

    def _hint(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        before = self.state.get(item.id, _blank())
        used = len(before["hints"]) + (self._mode == "practice")
        return self._keep(item, before | {"hints": [in_language(hint, self._language) for hint in item.hints[:used]]})

    def _retry(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        before = self.state.get(item.id, _blank())
        return self._keep(item, _blank() | {name: before[name] for name in ("response", "tries", "hints")})

    def _flag(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        before = self.state.get(item.id, _blank())
        return self._keep(item, before | {"flagged": not before.get("flagged")})

    def _map(self, item: Item, _asked: dict[str, Any]) -> dict[str, Any]:
        from kit.widgets.pick_page import pick_page

        options = tuple(sorted(option["id"] for option in item.public()["options"]))
        return {"page": pick_page(options, item.as_of or "today", self._language)}

    def _keep(self, item: Item, state: State) -> dict[str, Any]:
        """Keep a state for views that are opened later: no message of its own, the reply carries it."""
        if "flagged" in (before := self.state.get(item.id, {})):
            state = {"flagged": before["flagged"]} | state
        self.state[item.id] = state
        return {"state": state}


def _script(items: Sequence[Item]) -> str:
    """Return the script of the card: the frame, and of the kinds only those that are asked."""
    kinds = sorted({item.kind for item in items})
    parts = dict.fromkeys(name for kind in kinds for name in _SCRIPTS[kind])
    return esm(*(f"quiz_card/{name}.js" for name in ("dom", *parts, "item", "summary", "card")))


def _blank() -> State:
    return {"response": None, "tries": 0, "saved": False, "hints": [], "feedback": []}


def _seconds(value: object) -> float | None:
    """Return the seconds that the browser measured, when they are a number."""
    return float(value) if isinstance(value, (int, float)) and value >= 0 else None
