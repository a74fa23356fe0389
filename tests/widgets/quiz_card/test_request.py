"""What the browser may ask of a card."""

from __future__ import annotations

import msgspec
import pytest

from kit.widgets.quiz_card.request import Request, attempt_id


@pytest.mark.parametrize(
    "message", [{"ask": "check"}, {"n": "a-1", "ask": "keys"}, {"n": "a-1", "ask": "check", "seconds": -1}, [], None]
)
def test_what_a_card_does_not_know_is_refused(message: object):
    """A message without a name, with another wish or with a time below nothing is not taken."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(message, Request)


def test_a_request_that_comes_again_makes_the_same_attempt():
    """The id of an attempt follows from the name of its request alone, whatever that name is."""
    assert attempt_id("a-1") == attempt_id("a-1") != attempt_id("a-2")
    assert len(attempt_id("\ud800")) == 32
