"""What pupils see: the page of the course, one lesson at a time with a bar, and folded code that opens with a key."""

from __future__ import annotations

import re
from collections.abc import Callable

from student import TOKEN, Desk

FOLDED = ".jp-InputPlaceholder [role=button]"
WITHIN = """() => [...document.querySelectorAll(".jp-InputPlaceholder")].every(
  code => code.getBoundingClientRect().right <= code.parentElement.getBoundingClientRect().right)"""
NARROW = 900  # pixels; JupyterLab's own title, menu, bars and foot are gone there


def wait_for_kernel(desk: Desk) -> None:
    """Wait until the kernel of the notebook is ready: a server that is stopped while a kernel starts waits for long."""
    desk.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(state="attached")


def open_page(desk: Desk, path: str) -> None:
    """Open an address of the server."""
    desk.page.goto(f"{desk.lab.url}{path}?token={TOKEN}")


def colour(desk: Desk, selector: str, part: str) -> str:
    """Return a colour of the first element of a page that fits, in six digits."""
    found = desk.page.locator(selector).first.evaluate("(node, part) => getComputedStyle(node)[part]", part)
    return "#" + "".join(f"{int(value):02x}" for value in re.findall(r"\d+", found)[:3])


def test_the_course_leads_to_a_lesson_and_the_bar_to_the_next(desk: Desk, contrast: Callable[[str, str], float]):
    """From the page of the course a pupil begins, goes on to the next lesson and comes back, in the dark too."""
    open_page(desk, "kit/course")
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        paper = colour(desk, "body", "backgroundColor")
        assert (contrast(paper, "#ffffff") > 10) == (scheme == "dark")
        assert min(contrast(colour(desk, text, "color"), paper) for text in ("h1", ".kit-name", ".kit-state")) >= 4.5
    desk.page.locator(".kit-go").click()
    bar = desk.page.locator("#kit-bar")
    bar.get_by_role("status").get_by_text("00 Start here").wait_for()
    wait_for_kernel(desk)
    desk.page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert desk.page.locator("#kit-bar a:visible").count() == 2  # no lesson before the first one
    bar.get_by_role("link", name=re.compile("Next: 01")).click()
    bar.get_by_role("status").get_by_text("01 One story").wait_for()
    wait_for_kernel(desk)
    bar.get_by_role("link", name="All lessons").click()
    desk.page.locator(".kit-course").wait_for()
    assert desk.page.url.endswith("/kit/course")


def test_a_lesson_has_nearly_the_whole_width(desk: Desk):
    """A lesson has the width but for two narrow bars, on phone and upright tablet all of it; links are for fingers.

    So it is where somebody left the list of files open on the desk of teachers. Folded code opens with a key.
    """
    desk.open("03-fifty-years.ipynb")
    desk.page.locator(".jp-DirListing-item").first.wait_for()
    wait_for_kernel(desk)
    for width, height, lesson in ((1024, 768, 950), (768, 1024, 760), (360, 740, 350)):
        desk.page.set_viewport_size({"width": width, "height": height})
        open_page(desk, "doc/tree/02-who-is-asean.ipynb")
        desk.page.locator("#kit-bar a").first.wait_for()
        desk.page.wait_for_function(
            "least => document.querySelector('.jp-WindowedPanel-outer')?.clientWidth >= least", arg=lesson
        )
        bar = desk.page.locator("#kit-bar")
        bar.get_by_role("status").get_by_text("02 Who is ASEAN").wait_for()
        said = bar.get_by_role("status").locator("span").all()
        assert [each.evaluate("part => part.scrollWidth <= part.clientWidth") for each in said] == [True] * 3
        whole = bar.bounding_box()
        assert whole
        links = bar.get_by_role("link").all()
        assert len(links) == 3  # all lessons, back, next
        for link in links:
            target = link.bounding_box()
            assert target
            assert min(target["width"], target["height"]) >= 44
            assert target["x"] + target["width"] <= width
            assert target["y"] + target["height"] <= whole["y"] + whole["height"]
        for part in (".lm-MenuBar", "#jp-main-statusbar"):
            desk.page.locator(part).first.wait_for(state="visible" if width > NARROW else "hidden")
        folded_code_opens_with_a_key(desk)
        wait_for_kernel(desk)


def folded_code_opens_with_a_key(desk: Desk) -> None:
    """See that folded code is a button with a name, and that Enter opens it."""
    sign = desk.page.locator(FOLDED).first
    sign.wait_for()
    assert sign.get_attribute("aria-label") == "Show the code"
    assert desk.page.evaluate(WITHIN)
    folded = desk.page.locator(FOLDED).count()
    sign.focus()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_function(f"document.querySelectorAll('{FOLDED}').length === {folded - 1}")
