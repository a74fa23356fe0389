"""How blocks of a worksheet are spread over its pages, so that none is broken and no page stays half empty."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from math import inf
from typing import NamedTuple

WIDEST_SPACE_MM = 40.0
_LONELY = 8.0  # what a single block on the last page costs; an empty page costs 1
_PARTED = 0.04  # what a text costs whose question is on the next page: as much as a page that is a third empty


class Page(NamedTuple):
    """How many blocks a page holds, the space to leave between them, and how much of the page stays empty below."""

    blocks: int
    space_mm: float
    empty: float


def paginate(heights: Sequence[float], room: float, follows: Collection[int] = ()) -> list[Page]:
    """Return the pages for blocks: as few as can be, filled as evenly as can be.

    There is more than one block on the last page wherever that can be, and what room is left goes between blocks.

    Parameters
    ----------
    heights : sequence of float
        Of the blocks in their order, in mm; the first is the heading, which is never alone on its page. One that is
        higher than a page gets a page of its own.
    room : float
        Height of a page, in mm.
    follows : collection of int
        Places of blocks that belong to the one before, such as a question to its text: there is no space between the
        two, and they are on one page, unless that leaves too much of a page empty.

    Examples
    --------
    >>> [page.blocks for page in paginate([20, 60, 60, 60, 10], 150)]
    [3, 2]
    """

    @cache
    def best(start: int, pages: int) -> tuple[float, tuple[int, ...]]:
        """Return the cost of the most even way to spread the blocks from `start` over so many pages."""
        found: tuple[float, tuple[int, ...]] = (inf, ())
        left, fewest = len(heights) - start, 1 if start else 2
        for count in range(left if pages == 1 else fewest, left - pages + 2):
            used = sum(heights[start : start + count])
            if used > room and count > fewest:
                break
            alone = _LONELY if count == 1 and start and pages == 1 else 0.0
            cost, counts = best(start + count, pages - 1) if pages > 1 else (alone, ())
            cost += _PARTED * (start in follows) + max(0.0, 1 - used / room) ** 3
            found = min(found, (cost, (count, *counts)))
        return found

    ways = (best(0, pages) for pages in range(1, len(heights)))
    _, counts = next((way for way in ways if way[0] < inf), (0.0, (len(heights),)))
    made, start = [], 0
    for count in counts:
        left = max(0.0, room - sum(heights[start : start + count]))
        spaces = sum(place not in follows for place in range(start + 1, start + count))
        space = min(WIDEST_SPACE_MM, left / max(1, spaces))
        made.append(Page(count, round(space, 1), round((left - space * spaces) / room, 3)))
        start += count
    return made
