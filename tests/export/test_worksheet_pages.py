"""Blocks on pages: none is broken, no page stays half empty, none is alone on the last page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.export.worksheet_pages import WIDEST_SPACE_MM, paginate

ROOM = 256.0
HEIGHTS = st.lists(st.floats(15, 120), min_size=3, max_size=24)


@given(HEIGHTS)
def test_all_blocks_are_there_and_fit(heights: list[float]):
    """Every block is on one page, in order, and what is on a page fits, with the spaces between."""
    pages = paginate(heights, ROOM)
    assert sum(page.blocks for page in pages) == len(heights)
    start = 0
    for page in pages:
        used = sum(heights[start : start + page.blocks]) + page.space_mm * (page.blocks - 1)
        assert used <= ROOM + 0.1 * page.blocks
        assert page.empty == pytest.approx(max(0, 1 - used / ROOM), abs=0.02)
        start += page.blocks


@given(HEIGHTS)
def test_there_are_no_more_pages_than_needed(heights: list[float]):
    """Filling each page before the next begins takes no fewer pages."""
    greedy, left = 1, ROOM
    for height in heights:
        if height > left:
            greedy, left = greedy + 1, ROOM
        left -= height
    assert len(paginate(heights, ROOM)) <= greedy


@given(HEIGHTS)
def test_the_heading_is_not_alone(heights: list[float]):
    """The first page holds the heading and at least one more block."""
    assert paginate(heights, ROOM)[0].blocks >= 2


def test_no_block_is_alone_on_the_last_page():
    """Where filling pages in turn would leave one block over, the page before gives one away."""
    assert [page.blocks for page in paginate([20, 100, 60, 40, 200], ROOM)] == [3, 2]


def test_pages_are_filled_evenly():
    """What does not fill two pages is spread over both, and the room left goes between the blocks."""
    first, last = paginate([20, *[40] * 8], ROOM)
    assert (first.blocks, last.blocks) == (5, 4)
    assert (first.space_mm, first.empty) == (pytest.approx(19), 0)
    assert (last.space_mm, last.empty) == (pytest.approx(32), 0)


def test_a_space_has_an_end():
    """Two small blocks are not torn apart; the rest of the page stays empty below them."""
    (page,) = paginate([20, 20], ROOM)
    assert page.space_mm == WIDEST_SPACE_MM
    assert page.empty > 0.6


def test_a_block_higher_than_a_page_has_one_of_its_own():
    """What cannot fit on any page is not refused."""
    assert [page.blocks for page in paginate([20, 30, 400, 30, 30], ROOM)] == [2, 1, 2]


def test_a_question_stays_next_to_its_text():
    """What belongs to the block before is on its page, without a space; the page after it may hold less for that."""
    heights = [20, 98, 72, 60, 62]
    assert [page.blocks for page in paginate(heights, ROOM)] == [3, 2]
    first, last = paginate(heights, ROOM, follows={3})
    assert (first.blocks, last.blocks) == (2, 3)
    assert last.empty == pytest.approx(1 - (72 + 60 + 62 + WIDEST_SPACE_MM) / ROOM, abs=0.01)


def test_a_question_leaves_its_text_rather_than_a_page_half_empty():
    """Where both together would leave more than a third of a page empty, the question begins the next page."""
    assert [page.blocks for page in paginate([20, 100, 130, 120, 100], ROOM, follows={3})] == [3, 2]
