"""The card for handing in: a name and a button. Running its cell writes nothing, today or when it is opened again."""

from __future__ import annotations

from html import escape
from pathlib import Path

import traitlets

from kit.answers.notice import Notice, hand_in
from kit.answers.outbox import outbox_of
from kit.answers.placeholder_names import is_placeholder
from kit.answers.store import NOBODY, AnswerStore
from kit.assets import css, esm
from kit.errors import KitError
from kit.quiz.bank import LessonItems
from kit.text import LearnerError, strings, text_in
from kit.widgets.readable_widget import ReadableWidget, Words

_TEXTS = ("as", "ask", "button", "download", "share", "not_shared")
_OF_CARDS = ("busy", "gone", "leave")


class HandIn(ReadableWidget):
    """Hand the answers to a lesson in when the learner presses a button.

    Parameters
    ----------
    lesson : LessonItems
        The lesson.
    store : AnswerStore
        The learner's answers.
    language : str
        ISO 639-1.
    folder : pathlib.Path
        Where the file is written.
    name : str, optional
        The name to hand in under; else the learner's own, or the card asks for it.
    """

    _esm = esm("widgets/hand_in/hand_in.js")
    _css = css("widgets/hand_in/hand_in.css")
    spec = traitlets.Dict().tag(sync=True)

    def __init__(
        self, lesson: LessonItems, store: AnswerStore, language: str, folder: Path, name: str | None = None
    ) -> None:
        self._lesson, self._store, self._language, self._folder = lesson, store, language, folder
        known = name or ("" if store.learner == NOBODY else store.learner)
        self._name = "" if is_placeholder(known) else known
        texts = strings(language)
        self._about = texts["hand_in.about_in_class" if outbox_of(store.path) else "hand_in.about"]
        self._title = text_in(language)("hand_in.title", lesson=lesson.lesson, title=lesson.title)
        super().__init__(
            spec={
                "title": self._title,
                "name": self._name,
                "language": language,
                "strings": {"about": self._about}
                | {key: texts[f"hand_in.{key}"] for key in _TEXTS}
                | {key: texts[f"card.{key}"] for key in _OF_CARDS},
            }
        )
        self.on_msg(self._hear)

    @property
    def language(self) -> str:
        """Language of the card, ISO 639-1."""
        return self._language

    def write(self, name: str | None = None) -> Notice:
        """Write the file by code, where no card can be shown; see `kit.lesson.Lesson.hand_in`.

        Parameters
        ----------
        name : str, optional
            The name to hand in under; else the one that the card knows.

        Raises
        ------
        KitError
            When the file cannot be written.

        Examples
        --------
        >>> lesson.hand_in("s07").write()  # doctest: +SKIP
        """
        return hand_in(self._lesson, self._store, self._language, self._folder, name or self._name or None)

    def to_words(self) -> Words:
        """Return what the card is for, and how to hand in by code."""
        text = text_in(self._language)
        about, code = self._about, text("hand_in.code", call='lesson.hand_in("s07").write()')
        return Words(
            f"{self._title}\n{about}\n{code}",
            f"<p><strong>{escape(self._title)}</strong></p><p>{escape(about)}</p>",
        )

    def _hear(self, _widget: object, message: object, _buffers: object) -> None:
        """Write the file when the button is pressed, and say what was written, or why nothing was."""
        if not isinstance(message, dict) or message.get("ask") != "hand_in":
            return
        reply: dict[str, object] = {"n": message.get("n")}
        name = self._name or str(message.get("name") or "").strip()
        try:
            said = self.write(name) if name else Notice(self._no_name(), language=self._language)
            reply["lines"] = said.lines
            if said.path:
                reply |= {"file": said.path.name, "content": said.path.read_text("utf-8")}
        except LearnerError as error:
            reply["error"] = str(error.in_language(self._language))
        except (KitError, OSError) as error:
            reply["error"] = str(error)
        self.send(reply)

    def _no_name(self) -> tuple[str, ...]:
        text = text_in(self._language)
        return text("hand_in.no_name"), text("hand_in.placeholder_do")
