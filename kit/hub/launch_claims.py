"""What a learning platform says of somebody in a launch: the role, the lesson, and where the result goes."""

from __future__ import annotations

import re
from typing import Any

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
_TEACH = ("#Instructor", "#Administrator", "#TeachingAssistant")
_GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"


def teaches(claims: dict[str, Any]) -> bool:
    """Return whether somebody teaches, from the roles in a launch."""
    return any(str(role).endswith(_TEACH) for role in claims.get(f"{_CLAIM}roles", []))


def lesson_of(claims: dict[str, Any]) -> str:
    """Return the lesson that an activity names in its setting, else in the first word of its title; else nothing."""
    custom = claims.get(f"{_CLAIM}custom") or {}
    title = (claims.get(f"{_CLAIM}resource_link") or {}).get("title", "")
    found = re.match(r"\w{2,20}", str(custom.get("lesson") or title))
    return found[0] if found else ""


def groups_of(claims: dict[str, Any]) -> list[str]:
    """Return the groups of somebody, from the roles in a launch."""
    return ["teachers" if teaches(claims) else "learners"]


def place_of_grades(claims: dict[str, Any]) -> tuple[str, str] | None:
    """Return the lesson of a launch, and the address that takes a learner's result in it; None where there is none."""
    endpoint = claims.get(_GRADES) or {}
    line = str(endpoint.get("lineitem", ""))
    if not line or _SCORE not in endpoint.get("scope", []):
        return None
    lesson = lesson_of(claims)
    return (lesson, line) if lesson else None
