"""Where a learner is, on its way from her page to the class."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.web import HTTPError

from kit.hub.learner_place import PlaceHandler, take_places


def posted(body: bytes, trouble: Exception | None = None, said: bytes = b"{}") -> tuple[list[bytes], list[Any]]:
    """Let the server of a learner take a body; return what it told the class, and its answers."""
    told: list[bytes] = []
    answers: list[Any] = []

    def tell(place: bytes) -> bytes:
        if trouble:
            raise trouble
        told.append(place)
        return said

    request: Any = SimpleNamespace(
        current_user="me",
        request=SimpleNamespace(body=body),
        outbox=SimpleNamespace(tell_place=tell),
        finish=answers.append,
    )
    with ThreadPoolExecutor(1) as thread:  # Playwright has a loop in that of the tests
        thread.submit(asyncio.run, PlaceHandler.post(request)).result()
    return told, answers


def test_it_is_passed_on():
    """The class hears what the page said, and the page hears of the hand, and nothing more."""
    said = b'{"name": "hanako", "hand": true, "locked": []}'
    assert posted(b'{"lesson": "02"}', said=said) == ([b'{"lesson": "02"}'], [{"hand": True}])


@pytest.mark.parametrize(
    ("body", "trouble", "status"), [(b"{}", OSError("away"), 503), (b" " * 1001, None, 413), (b"{}", None, 503)]
)
def test_what_cannot_be_told_is_said(body: bytes, trouble: Exception | None, status: int):
    """A class that is out of reach, or is another page, and a body that is no place, are told from a place."""
    with pytest.raises(HTTPError) as raised:
        posted(body, trouble)
    assert raised.value.status_code == status


def test_the_address_is_below_that_of_the_server():
    """Behind the hub it is where the hub has the server."""
    added: list[Any] = []
    app = SimpleNamespace(settings={"base_url": "/user/a/"}, add_handlers=lambda _, pages: added.extend(pages))
    outbox: Any = object()
    take_places(SimpleNamespace(web_app=app), outbox)
    assert [page[0] for page in added] == ["/user/a/kit/place"]
