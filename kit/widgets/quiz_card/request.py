"""What the browser may ask of a card."""

from __future__ import annotations

from hashlib import blake2b
from typing import Annotated, Any, Literal

import msgspec


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
