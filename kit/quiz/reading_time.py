"""How long a learner needs for an item: to read it, to think, and to read the feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed
from kit.quiz.item import Item

WORDS_A_MINUTE = 110  # of a fifteen-year-old who reads in a second language
_FEEDBACK_MINUTES = 0.25
_THINKING_MINUTES: dict[type[Interaction], float] = {Choice: 0.3, Pairs: 0.6, Typed: 0.6, Gaps: 0.6, Open: 4.0}
_WORD = re.compile(r"\w[\w'’-]*")
_NOT_READ = {"id", "kind", "as_of", "src"}  # the last is a picture as text


def count_words(text: str) -> int:
    """Return how many words a learner reads in a text.

    Examples
    --------
    >>> count_words("Japan's ten-year plan: two words more.")
    6
    """
    return len(_WORD.findall(text))


def item_minutes(item: Item) -> float:
    """Return the minutes that an item takes in English, by its words and by its interaction."""
    words = sum(count_words(text) for text in _texts(item.public("en")))
    return words / WORDS_A_MINUTE + _THINKING_MINUTES[type(item.interaction("en"))] + _FEEDBACK_MINUTES


def _texts(part: object) -> Iterator[str]:
    """Yield the texts in the public side of an item."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from () if name in _NOT_READ else _texts(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from _texts(value)
