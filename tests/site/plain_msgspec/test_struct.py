"""The stand-in for msgspec does on the kit's own types what msgspec does."""

from __future__ import annotations

from collections.abc import Callable

Both = Callable[[str], tuple[str, str]]
BANK = """
import json, msgspec
from kit.quiz.bank import load_bank
from kit.quiz.score import score
for lesson in load_bank():
    print(lesson.title, msgspec.json.encode(lesson.items).decode())
    for item in lesson.items:
        print(repr(item), json.dumps(msgspec.to_builtins(item)), msgspec.json.encode(item, order="sorted").decode())
        for sample in ("right", "wrong", "invalid"):
            result = score(item, item.sample_response(sample))
            print(repr(result), msgspec.json.encode(result).decode())
"""


def test_the_whole_bank_is_read_scored_and_written_alike(both: Both):
    """Every item of the course is the same object, scores the same and is written as the same JSON."""
    real, plain = both(BANK)
    assert plain == real
    assert len(real) > 500_000
