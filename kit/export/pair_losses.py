"""What pairs lose in a home that counts each of them by itself."""

from __future__ import annotations

from collections.abc import Iterator

from kit.quiz.interactions import Pairs

AS_PAIRS = "points for a run in order; each place counts by itself, as a pair"


def marking_losses(shape: Pairs) -> Iterator[str]:
    """Yield what is lost where a thing that belongs nowhere is one more pair."""
    if shape.takes_back:
        yield "points; a phrase left unmarked counts as a pair; here it earns nothing, and marked it takes some back"
