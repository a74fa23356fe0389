"""What the browser may ask of a card, and what it hears where that could not be done."""

from __future__ import annotations

from hashlib import blake2b
from typing import Annotated, Any, Literal

import msgspec

from kit.answers.error_log import log_error
from kit.answers.session import QuizSession
from kit.errors import KitError
from kit.text import LearnerError, sentences, text_in


class Request(msgspec.Struct):
    """What the browser may ask; each may be asked again, and then changes nothing."""

    n: str  # names the request, and the attempt that it makes
    ask: Literal["check", "hint", "retry", "flag", "map", "begin", "clock"]
    item: str | None = None  # none where it is about the quiz
    response: Any = None
    seconds: Annotated[float, msgspec.Meta(ge=0)] | None = None
    seen: int | None = None  # hints that are shown
    flagged: bool | None = None  # what is wished


def attempt_id(request: str) -> str:
    """Return the id of the attempt that a request makes: the same when it comes again."""
    return blake2b(request.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def error_text(error: Exception, session: QuizSession, asked: dict[str, Any]) -> str:
    """Say what went wrong in the language of the session.

    An unexpected error is written down, and the text says what it means for the answer and where it is written.
    """
    if isinstance(error, KitError):
        return str(error.in_language(session.language) if isinstance(error, LearnerError) else error)
    text = text_in(session.language)
    log = log_error(
        session.store.folder, f"The quiz card could not do {asked.get('ask')!r} for {asked.get('item')!r}.", error
    )
    try:
        key = "card.failed_saved" if session.is_saved(attempt_id(str(asked.get("n")))) else "card.failed"
    except KitError:
        key = "card.failed_unknown"
    where = text("card.log", path=log) if log else text("card.log_stderr")
    return sentences((text(key, error=type(error).__name__), where), session.language)
