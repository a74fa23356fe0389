"""A hub that is away, or whose database is, is asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.web import HTTPError

from kit.hub.patience import ask_again

HANAKO = {"name": "hanako"}
AWAY = HTTPError(500, "Failed to connect to Hub API")


@pytest.fixture
def asked() -> Callable[..., tuple[Any, list[bool]]]:
    """Return a function that asks a hub with given answers; it returns what is known, and which tries used a cache."""

    def ask(*answers: object) -> tuple[Any, list[bool]]:
        left, tries = list(answers), []

        async def once(_token: str, use_cache: bool = True, session_id: str = "", *, sync: bool = True) -> object:  # noqa: FBT001, FBT002
            assert (session_id, sync) == ("a session", False)
            tries.append(use_cache)
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        auth = SimpleNamespace(user_for_token=once)
        ask_again(auth, pauses=(0, 0))
        known = auth.user_for_token("token", session_id="a session", sync=False)
        with ThreadPoolExecutor(1) as thread:  # a browser of other tests has a loop in this one
            return thread.submit(asyncio.run, known).result(), tries

    return ask


def test_a_hub_that_was_away_is_asked_again(asked: Callable[..., tuple[Any, list[bool]]]):
    """Whoever asks while the hub starts again waits, and is known then."""
    assert asked(AWAY, HTTPError(502), HANAKO) == (HANAKO, [True] * 3)


def test_that_a_token_is_not_known_is_not_believed_at_once(asked: Callable[..., tuple[Any, list[bool]]]):
    """What was remembered as unknown while the database was away is asked for once more, past the memory."""
    assert asked(None, HANAKO) == (HANAKO, [True, False])
    assert asked(None, None) == (None, [True, False])


def test_a_hub_that_stays_away_is_an_error_that_says_so(asked: Callable[..., tuple[Any, list[bool]]]):
    """In the end there is an answer, by which a page knows that it may try again; a refusal is one at once."""
    with pytest.raises(HTTPError) as raised:
        asked(AWAY, AWAY, AWAY)
    assert raised.value.status_code == 503
    with pytest.raises(HTTPError) as raised:
        asked(HTTPError(403))
    assert raised.value.status_code == 403
