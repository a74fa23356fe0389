"""The quiz card: a quiz session on the screen. Python scores and saves; the browser shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from zlib import crc32

import msgspec
import traitlets

from kit.answers.item_state import ItemState
from kit.answers.session import QuizSession
from kit.facts.provenance import row_ids
from kit.quiz.plain_text import Reply
from kit.widgets.quiz_card.bundle import card_script, card_style
from kit.widgets.quiz_card.request import Request, attempt_id, error_text
from kit.widgets.quiz_card.spec import card_spec, in_english, in_second, map_page, session_html, without_unread
from kit.widgets.readable_widget import ReadableWidget, Words

Message = dict[str, Any]


class QuizCard(ReadableWidget):
    """Show items, score what the learner answers, and keep it on disk before saying so.

    The browser gets neither key nor feedback nor a hint before it is due. In a pretest and in an
    exam it gets no verdict at all.

    Parameters
    ----------
    session : QuizSession
        The quiz, or a single item.
    title : str
        Heading of a quiz; empty for a single item.
    objectives : mapping of str to str, optional
        Slug to sentence, for the summary of what to read again.
    steps : mapping of str to str, optional
        Objective to the id of the notebook's cell where it is taught, for the summary.
    also : pair of str and mapping, optional
        A second language, and each text with what it is there: shown below the text.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True, to_json=lambda spec, _card: without_unread(spec))
    layout = traitlets.Any(None, allow_none=True).tag(sync=True)  # else every card is two models, and 1 kB more
    tabbable = tooltip = traitlets.Any(None)  # not sent: nobody sets them

    def __init__(
        self,
        session: QuizSession,
        *,
        title: str = "",
        objectives: Mapping[str, str] | None = None,
        steps: Mapping[str, str] | None = None,
        also: tuple[str, Mapping[str, str]] = ("", MappingProxyType({})),
    ) -> None:
        self.session, self._also = session, also[1]
        self.state: Message = {}  # no trait: notebooks may save those
        self._keep(session.states)
        script, style = card_script(session, also[0]), card_style(session, also[0])
        super().__init__(
            # A page keeps one style for each id, and cards do not all have the same kinds.
            _anywidget_id=f"kit-card-{crc32(style.encode()):x}",
            _esm=script,
            _css=style,
            spec=self._both(card_spec(session, title, objectives or {}, steps or {}, script)),
        )
        session.on_change, session.on_delivery = self._show, self._show_delivery
        session.on_class = lambda notes: self.send({"class": notes})
        self.on_msg(self._hear)

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
        self.send(self._begin())
        return self.session.as_text()

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
            Verdict, feedback and sources as text; where the response does not have the right form, the question once
            more, with the way to answer it.

        Raises
        ------
        KitError
            When the item is not on this card, or the answer cannot be saved.
        """
        reply = self.session.respond(response, item)
        self._keep(self.session.states)
        self.send({"set": {"state": self.state}})
        return reply

    @property
    def language(self) -> str:
        """Language of the card, ISO 639-1."""
        return self.session.language

    def to_words(self) -> Words:
        """Return the rules and, as soon as they may be seen, the questions with what there is to choose."""
        return Words(str(self.session.as_text()), session_html(self.session, self.spec["title"]))

    def _show(self, item_id: str, state: ItemState) -> None:
        """Show what another card of the same item has heard."""
        self._keep({item_id: state})
        self.send({"item": item_id, "state": self.state[item_id]})

    def _show_delivery(self, item_id: str, said: str) -> None:
        """Show whether the teacher has an answer; it is heard in another thread than the browser."""
        self._keep(self.session.states)
        self.send({"item": item_id, "sent": said})

    def _hear(self, _widget: object, message: object, _buffers: object) -> None:
        """Answer one message of the browser, and say nothing of the way to the teacher before that."""
        with self.session.delivering:
            self._answer(message)

    def _answer(self, message: object) -> None:
        """Answer one message of the browser; whatever goes wrong is said, with what is known of the answer."""
        asked = message if isinstance(message, dict) else {}
        if asked.get("ask") == "ready":
            if self.state:
                self.send({"set": {"state": self.state}})
            if self.session.class_notes:
                self.send({"class": self.session.class_notes})
            row_ids()  # the tables of the sources are read while the learner reads the question
            return
        reply = {"n": asked.get("n"), "item": asked.get("item")}
        try:
            reply |= self._reply(msgspec.convert(message, Request))
        except Exception as error:  # noqa: BLE001 - a learner must hear what became of the answer
            reply["error"] = error_text(error, self.session, asked)
        self.send(reply)

    def _reply(self, asked: Request) -> Message:
        session, item = self.session, asked.item or ""
        match asked.ask:
            case "check":
                state = session.answer(item, asked.response, seconds=asked.seconds, attempt_id=attempt_id(asked.n))
            case "hint":
                state = session.hint(item, asked.seen)
            case "retry":
                state = session.retry(item)
            case "flag":
                state = session.flag(item, is_flagged=asked.flagged)
            case "map":
                return {"page": map_page(session.items[item], session.language)}
            case "begin":
                return self._begin()
            case "clock":
                if left := session.seconds_left():
                    return {"left": left}
                session.refresh()
                self._renew()
                return {"left": left, "set": {"state": self.state}}
        self._keep({item: state})
        return {"state": self.state[item]}

    def _begin(self) -> Message:
        self.session.begin()
        shown = self.session.questions
        # In its place: the reply carries it, so that the trait need not be sent as well.
        self.spec.update(self._both(self.spec | {"items": shown} | in_english(self.session, shown)))
        self._renew()
        return {"set": {"spec": without_unread(self.spec), "state": self.state}}

    def _renew(self) -> None:
        self.state.clear()  # what was not saved is not an answer
        self._keep(self.session.states)

    def _keep(self, states: Mapping[str, ItemState]) -> None:
        """Keep states for views that are opened later: no message of its own, the reply carries them."""
        for name, state in msgspec.to_builtins(states).items():
            self.state[name] = self._both(state | in_english(self.session, state))

    def _both(self, message: Message) -> Message:
        """Return a message to the browser with what its texts are in the second language, if there is one."""
        return message | in_second(self._also, message)
