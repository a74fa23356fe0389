"""What a home does not say after an answer: that it is right, or that it is not."""

from __future__ import annotations

from collections.abc import Iterator

from kit.quiz.interactions import Choice, Gaps, Interaction, Pairs, Typed

VERDICTS = "what is said when all is right, and when it is not"
NOT_RIGHT = "what is said when the answer is not right"


def verdict_losses(shape: Interaction) -> Iterator[str]:
    """Yield what is lost where the key stands with its reasons, and nobody looks at an answer."""
    if isinstance(shape, (Pairs, Gaps)) or (isinstance(shape, Choice) and shape.right):
        yield VERDICTS
    elif isinstance(shape, Typed) or (isinstance(shape, Choice) and shape.verdict):
        yield NOT_RIGHT
