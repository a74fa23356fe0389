"""What can be done with structs is as in msgspec."""

from __future__ import annotations

from collections.abc import Callable

CODE = """
import msgspec
from msgspec.structs import asdict, fields, replace
from kit.answers.attempt import Attempt
one = Attempt(learner="a", lesson="02", item_id="q", response="x", score=1.0, max_score=1.0, verdict="right",
              attempt_id="1", at="now", kit="0")
print(asdict(one), replace(one, score=None), one == replace(one), hash(one) == hash(replace(one)))
print([(field.name, field.encode_name, str(field.type)) for field in fields(Attempt)])
for act in (lambda: setattr(one, "score", 2), lambda: Attempt(learner="a"), lambda: Attempt(nobody=1)):
    try:
        act()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)
"""


def test_structs_are_changed_compared_and_refused_alike(both: Callable[[str], tuple[str, str]]):
    """Copies, fields, equality and refusals are those of msgspec."""
    real, plain = both(CODE)
    assert plain == real
