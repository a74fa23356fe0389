"""A launch from a platform, invented for the tests, at a real class server."""

from __future__ import annotations

import html
import re
import urllib.parse
from collections.abc import Iterator

import class_server
import pytest
from class_server import ClassServer, Visitor, line
from platform_of_school import Platform

LAUNCH = """
from kit.hub.platform_launch import launch_from
launch_from(c, Path(__file__).parent, **{about!r})
c.LTI13Authenticator.uri_scheme = "http"
"""


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    """Give a platform."""
    found = Platform()
    yield found
    found.close()


@pytest.fixture(scope="module")
def tool(platform: Platform) -> Iterator[ClassServer]:
    """Give a class server to which the platform leads."""
    if why := class_server.missing():
        pytest.skip(why)
    with class_server.prepared() as server:
        path = server.folder / "jupyterhub_config.py"
        text = path.read_text(encoding="utf-8") + LAUNCH.format(about=platform.registered())
        path.write_text(text, encoding="utf-8")
        server.start()
        yield server


def launch(server: ClassServer, platform: Platform, person: str, landing: str) -> Visitor:
    """Click on the activity at the platform, and see where a browser gets from there."""
    visitor = Visitor(server)
    begun = urllib.parse.urlencode(platform.launch_of(person, server.address))
    _, _, page = visitor.get(f"hub/lti13/oauth_login?{begun}")
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]+)"', page)}
    status, address, page = visitor.post("hub/lti13/oauth_callback", **fields)
    assert status == 200, page
    assert landing in urllib.parse.unquote(address)
    return visitor


def test_learner_and_teacher_come_from_the_platform(tool: ClassServer, platform: Platform):
    """The learner lands in the lesson, the teacher at its board, which the learner does not see; a result goes back."""
    learner = launch(tool, platform, "u1", "doc/tree/02-who-is-asean.ipynb")
    teacher = launch(tool, platform, "u2", "services/class/board?lesson=02")
    groups = {name: tool.ask(f"hub/api/users/{name}")["groups"] for name in ("u1", "u2")}
    assert groups == {"u1": ["learners"], "u2": ["teachers"]}
    assert teacher.get("services/class/board?lesson=02")[0] == 200
    assert learner.get("services/class/board?lesson=02")[0] == 403
    platform.tool_keys = tool.ask("services/class/keys", "")
    platform.trouble = [503]
    tool.ask("services/class/attempts", tool.add("u1"), data=line("a" * 32, "u1", "q-members-24", "wrong"))
    tool.ask("services/class/attempts", tool.add("u1"), data=line("b" * 32, "u1", "q-members-06", "7"))
    tool.wait(lambda: platform.scores, "the result")
    assert platform.scores[0]["userId"] == "u1"


def test_a_launch_that_nobody_signed_is_refused(tool: ClassServer, platform: Platform):
    """A token of another key opens nothing."""
    other = Platform()
    other.address = platform.address
    visitor = Visitor(tool)
    begun = urllib.parse.urlencode(platform.launch_of("u2", tool.address))
    _, address, _ = visitor.get(f"hub/lti13/oauth_login?{begun}")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    page = other._form(asked)  # noqa: SLF001 - signed by somebody else
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]+)"', page)}
    assert visitor.post("hub/lti13/oauth_callback", **fields)[0] >= 400
    other.close()
