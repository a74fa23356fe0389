"""Ask the hub again who somebody is: it may start again at this moment, or its database, or the machine is busy."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

_PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds


def ask_again(auth: Any, pauses: Sequence[float] = _PAUSES) -> None:  # noqa: ANN401 - JupyterHub has no types
    """Let what knows people by their tokens ask the hub until it answers.

    Where the hub is away, JupyterHub's own gives up at once. While the hub's database starts again, the hub says of a
    token that it does not know it, and JupyterHub's own believes that for five minutes.

    Parameters
    ----------
    auth : jupyterhub.services.auth.HubAuth
        Afterwards its `user_for_token` raises 503 only after the last pause.
    pauses : sequence of float
        Seconds before each further try.
    """
    ask = auth.user_for_token

    async def user_for_token(
        token: str,
        use_cache: bool = True,  # noqa: FBT001, FBT002 - as JupyterHub has it
        session_id: str = "",
        *,
        sync: bool = False,  # noqa: ARG001 - whoever asks here waits for a coroutine
    ) -> Any:  # noqa: ANN401 - the model of a user
        for pause in (*pauses, None):
            try:
                known = await ask(token, use_cache, session_id, sync=False)
                return known or await ask(token, use_cache=False, session_id=session_id, sync=False)
            except HTTPError as error:
                if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise
            if pause is not None:
                await asyncio.sleep(pause)
        raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE, "The hub does not answer")

    auth.user_for_token = user_for_token
