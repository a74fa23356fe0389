"""What a platform says in a launch decides who teaches and which lesson is meant."""

from __future__ import annotations

import pytest
from platform_of_school import CLAIM, GRADES, ROLES

from kit.hub.launch_claims import groups_of, place_of_grades


@pytest.mark.parametrize(
    ("role", "group"), [("Instructor", "teachers"), ("Learner", "learners"), ("Mentor", "learners")]
)
def test_who_teaches_there_teaches_here(role: str, group: str):
    """Only instructors and their like are teachers; whoever has no role is not."""
    assert groups_of({f"{CLAIM}roles": [f"{ROLES}{role}"]}) == [group]
    assert groups_of({}) == ["learners"]


def test_where_a_result_goes_follows_from_the_launch():
    """The lesson is that of the setting, else that of the title; without a place or a right to write there is none."""
    endpoint = {"lineitem": "https://lms.example/line", "scope": [f"{GRADES}scope/score"]}
    claims = {f"{GRADES}claim/endpoint": endpoint, f"{CLAIM}resource_link": {"title": "02 Who is ASEAN?"}}
    assert place_of_grades(claims) == ("02", "https://lms.example/line")
    assert place_of_grades(claims | {f"{CLAIM}custom": {"lesson": "90exam"}}) == ("90exam", "https://lms.example/line")
    assert place_of_grades({}) is None
    assert place_of_grades(claims | {f"{GRADES}claim/endpoint": {"lineitem": "https://lms.example/line"}}) is None
