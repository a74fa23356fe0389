"""Whoever needs a browser says so: `make quick` starts none, and no test starts one of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_every_test_that_needs_a_browser_is_marked(request: pytest.FixtureRequest):
    """A test has the marker if and only if it, or a fixture of it, uses the browser of all tests."""
    wrong = [
        item.nodeid
        for item in request.session.items
        if ("chromium" in getattr(item, "fixturenames", ())) != bool(item.get_closest_marker("browser"))
    ]
    assert wrong == []


def test_every_test_of_the_browser_is_marked(request: pytest.FixtureRequest):
    """Also one that asks for its page by name, so that nothing shows before it runs that it needs one."""
    of_the_browser = [item for item in request.session.items if item.path.parent == TESTS / "browser"]
    assert [item.nodeid for item in of_the_browser if not item.get_closest_marker("browser")] == []


def test_the_marker_is_set_by_the_fixtures(pytester: pytest.Pytester):
    """A page leads to the marker over any number of fixtures; a test without one is left in a quick round."""
    pytester.makeconftest((TESTS / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def card(tab):
            return tab

        def test_card(card): ...

        def test_words(): ...
        """
    )
    pytester.makeini("[pytest]\nmarkers =\n    browser: needs Chromium")
    found = pytester.runpytest("--collect-only", "-q", "-m", "not browser").stdout.str()
    assert "::test_words" in found
    assert "::test_card" not in found


def test_no_test_starts_a_browser_of_its_own():
    """Only the fixture that is shared starts Playwright, and the benchmarks, which are programs."""
    starts = [path for path in TESTS.rglob("*.py") if "sync_playwright(" in path.read_text(encoding="utf-8")]
    others = [path.relative_to(TESTS).as_posix() for path in starts if "benchmarks" not in path.parts]
    assert sorted(others) == ["conftest.py", "test_markers.py"]


def test_what_is_made_once_for_a_file_is_made_on_one_worker(request: pytest.FixtureRequest):
    """All tests of a file with a fixture of the whole file go to one worker, and all of a class server to one."""
    plugins = request.config.pluginmanager.get_plugins()
    scope_of = next(each for each in plugins if getattr(each, "__file__", "") == str(TESTS / "conftest.py")).scope_of
    apart = []
    for item in request.session.items:
        several = item._fixtureinfo.name2fixturedefs.values()  # type: ignore[attr-defined] # noqa: SLF001
        if any(each.scope == "module" for made in several for each in made) and scope_of(item.nodeid) == item.nodeid:
            apart.append(item.nodeid)
    assert apart == []
    assert {scope_of(f"tests/hub/test_{name}.py::test_it") for name in ("kills", "grades")} == {"hub"}
    assert scope_of("tests/browser/test_lesson.py::test_it") == "tests/browser/test_lesson.py::test_it"
