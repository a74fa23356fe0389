"""What a folder may hold, and what happens when it is none, is empty or is hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.checks.folder import check_folder
from kit.paths import data_folder

if TYPE_CHECKING:
    from tests.checks.conftest import Folder


def test_the_kit_itself_has_no_problem():
    """The tables, items, outlines and texts that are shipped are without a problem."""
    assert [str(problem) for problem in check_folder(data_folder())] == []


def test_a_healthy_folder_has_no_problem(healthy: Folder):
    """The folder that all damages start from is without a problem."""
    assert [str(problem) for problem in healthy.problems()] == []


def test_a_teachers_items_may_rest_on_the_kits_rows(teachers: Folder):
    """A folder with nothing but items has no problem when the kit has the rows."""
    assert [str(problem) for problem in teachers.problems()] == []
