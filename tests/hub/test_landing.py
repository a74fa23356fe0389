"""Where a launch from a platform leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from platform_of_school import CLAIM, ROLES

from kit.hub.landing import landing


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Return a folder of what was given out, with an exam."""
    (tmp_path / "class b").mkdir()
    (tmp_path / "class b" / "90exam-my-own.ipynb").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("title", "lesson", "role", "place"),
    [
        ("02 Who is ASEAN?", "", "Learner", "user-redirect/doc/tree/02-who-is-asean.ipynb"),
        ("02 Who is ASEAN?", "", "Instructor", "services/class/board?lesson=02"),
        ("Monday", "90exam", "Learner", "user-redirect/doc/tree/class%20b/90exam-my-own.ipynb"),
        ("90exam", "", "Instructor", "services/class/board?lesson=90exam"),
        ("Essay", "", "Learner", None),
        ("../02 out of the folder", "", "Learner", None),
        ("", "*", "Instructor", None),
    ],
)
def test_a_launch_leads_to_the_lesson_of_the_activity(
    title: str, lesson: str, role: str, place: str | None, given: Path
):
    """The setting counts before the title; a lesson that nobody has leads nowhere, nor does a pattern of names."""
    claims = {f"{CLAIM}resource_link": {"title": title}, f"{CLAIM}roles": [f"{ROLES}{role}"]}
    assert landing(claims | {f"{CLAIM}custom": {"lesson": lesson}}, given) == place


def test_a_launch_without_an_activity_leads_nowhere_special(given: Path):
    """A platform may say nothing of the activity."""
    assert landing({}, given) is None
