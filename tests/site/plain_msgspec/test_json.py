"""Answer files are read, refused and written as msgspec does it."""

from __future__ import annotations

from collections.abc import Callable

CODE = """
import msgspec
from datetime import UTC, datetime
from kit.answers.attempt import Attempt
from kit.answers.event import Event
from kit.answers.hand_in import Answer, Header
lines = [b'', b'{', b'[]', b'{"a":1}', b'nonsense',
         b'{"learner":"a","lesson":"02","item_id":"q","response":{"x":[1,2.5,null,true]},'
         b'"score":1,"max_score":1.0,"verdict":"right","attempt_id":"1","at":"now","kit":"0"}',
         b'{"memo":"hint","learner":"a","lesson":"02","item_id":"q","at":"2026-01-02T03:04:05Z"}',
         b'{"memo":"hint","learner":"a","lesson":"02","at":"2026-01-02T03:04:05"}',
         b'{"item":"q","first":{"a": [1, "b"]},"tries":0}', b'{"item":"q","first":"x","tries":2,"seconds":3}',
         '{"item":"q","first":"\u65e5\u672c"}'.encode(), b'{"item":"q"}', b'{"item":"q","first":"\\\\ud800"}']
for type_ in (Attempt, Event, Answer, Header):
    decoder = msgspec.json.Decoder(type_)
    for line in lines:
        try:
            found = decoder.decode(line)
        except (ValueError, RecursionError):
            print("refused", type_, line)
        else:
            print(repr(found).replace("b'", "'"), )
            print(msgspec.json.encode(found).decode().replace(" ", ""))
print(msgspec.json.encode({"b": 1, "a": [True, None, 1.5, "\u65e5", datetime(2026, 1, 2, tzinfo=UTC)]}, order="sorted"))
"""


def test_lines_are_read_refused_and_written_alike(both: Callable[[str], tuple[str, str]]):
    """Lines of answers and hand-ins become the same objects and the same JSON, or are refused."""
    real, plain = (text.splitlines() for text in both(CODE))
    shown = [(a, b) for a, b in zip(real, plain, strict=True) if a != b and "Raw" not in a]
    assert shown == []
