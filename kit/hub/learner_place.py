"""Where a learner is, and her hand: her page says it to her own server, which has the token for the class."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

import msgspec
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from kit.answers.outbox import Outbox

_LONGEST = 1000  # bytes


class _Said(msgspec.Struct):
    """What a page has to know of what the class says."""

    hand: bool


_SAID = msgspec.json.Decoder(_Said)


class PlaceHandler(JupyterHandler):
    """Passes on where a learner is."""

    def initialize(self, outbox: Outbox) -> None:
        """Take what knows the class."""
        self.outbox = outbox

    @web.authenticated
    async def post(self) -> None:
        """Tell it to the class, and say whether the hand is up; where that fails, the page tells it again soon."""
        if len(self.request.body) > _LONGEST:
            raise web.HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            said = _SAID.decode(await asyncio.to_thread(self.outbox.tell_place, self.request.body))
        except (OSError, HTTPException, msgspec.MsgspecError):
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        self.finish({"hand": said.hand})


def take_places(server: Any, outbox: Outbox) -> None:  # noqa: ANN401 - of jupyter_server
    """Let the pages of a server say where the learner is."""
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [(f"{base}kit/place", PlaceHandler, {"outbox": outbox})])
