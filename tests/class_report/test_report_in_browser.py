"""The page of the class report in Chromium: sorted, filtered, hidden, printed, with no network."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from kit.class_report.demo_class import invented_class
from kit.class_report.report import ClassReport
from kit.quiz.bank import load_bank, load_lesson


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Return the page in each language, and with hidden names."""
    bank = tuple(lesson for lesson in load_bank() if lesson.lesson in {"00", "01", "02", "08"})
    collection = invented_class(bank)
    made = {language: ClassReport(collection, bank, language).to_html() for language in ("en", "ja")}
    return {**made, "hidden": ClassReport(collection, bank, alias={}).to_html()}


def column(table: Locator, place: int) -> list[str]:
    """Return the visible text of a column, 0 for the heading of each row."""
    return [text.strip() for text in table.locator(f"tbody tr:visible > :nth-child({place + 1})").all_inner_texts()]


def violations(tab: Page) -> list[str]:
    """Return what axe-core finds."""
    found: list[dict[str, Any]] = Axe().run(tab).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("which", "width"), [("en", 380), ("en", 1200), ("ja", 380), ("hidden", 1200)])
def test_axe_finds_nothing(tab: Page, pages: dict[str, str], which: str, width: int):
    """The page breaks no rule of axe-core, wide or narrow, in either language, with and without names."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.set_content(pages[which])
    assert violations(tab) == []
    if which != "hidden":
        tab.locator("#hide").check()
        assert violations(tab) == []


def test_a_narrow_page_does_not_scroll_sideways(tab: Page, pages: dict[str, str]):
    """On a phone the tables scroll in their frames, and the page itself does not."""
    tab.set_viewport_size({"width": 380, "height": 800})
    tab.set_content(pages["en"])
    assert tab.evaluate("document.documentElement.scrollWidth") <= 380


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_sorting(tab: Page, pages: dict[str, str], by: str):
    """A heading sorts its column, first as one wants it, then the other way; a screen reader hears which way."""
    tab.set_content(pages["en"])
    table = tab.locator("[data-lesson='02'] .items")
    head = table.locator("thead th").nth(1)
    button = head.get_by_role("button")
    for order in ("ascending", "descending"):
        if by == "mouse":
            button.click()
        else:
            button.focus()
            tab.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == order
        shares = [int(text.split("%")[0]) for text in column(table, 1)]
        assert shares == sorted(shares, reverse=order == "descending")
    assert len(shares) == len([item for item in load_lesson("02").items if item.use != "predict"])
    assert table.locator("[aria-sort]").count() == 1


def test_names_sort_as_people_do(tab: Page, pages: dict[str, str]):
    """Learner 2 comes before Learner 10, and names are in the order of the alphabet."""
    tab.set_content(pages["en"])
    table = tab.locator(".learners")
    button = table.locator("thead th button").first
    button.click()
    names = column(table, 0)
    assert names == sorted(names)
    tab.locator("#hide").check()
    assert column(table, 0) == [f"Learner {n}" for n in range(1, 25)]


def test_the_foot_of_a_table_stays(tab: Page, pages: dict[str, str]):
    """Sorting the gains leaves the line of all together below the others."""
    tab.set_content(pages["en"])
    table = tab.locator("#gain table")
    table.locator("thead th button").nth(3).click()
    changes = [float(text.split()[0].replace("−", "-")) for text in column(table, 3)]
    assert changes == sorted(changes, reverse=True)
    assert table.locator("tfoot tr").inner_text().startswith("All together")


def test_one_lesson_alone(tab: Page, pages: dict[str, str]):
    """Choosing a lesson leaves only its part among the lessons; choosing all brings them back."""
    tab.set_content(pages["en"])
    tab.locator("#lesson").select_option("02")
    assert tab.locator("[data-lesson]:visible").count() == 1
    assert tab.locator("[data-lesson='02']").is_visible()
    tab.locator("#lesson").select_option("")
    assert tab.locator("[data-lesson]:visible").count() == 4


def test_finding_rows(tab: Page, pages: dict[str, str]):
    """Only rows with the word stay, a screen reader hears how many, and an empty field brings all back."""
    tab.set_content(pages["en"])
    every = tab.locator("tbody tr:visible").count()
    tab.get_by_label("Find rows with").fill("KAITO")
    found = tab.locator("tbody tr:visible")
    assert 0 < found.count() < every
    assert all("Kaito" in text for text in found.all_inner_texts())
    assert tab.get_by_role("status").inner_text() == str(found.count())
    tab.get_by_label("Find rows with").fill("")
    assert tab.locator("tbody tr:visible").count() == every


def test_hidden_names_cannot_be_seen_or_found(tab: Page, pages: dict[str, str]):
    """With names hidden no name is on the screen, and looking for one finds nothing."""
    tab.set_content(pages["en"])
    tab.get_by_label("Find rows with").fill("kaito")
    tab.get_by_label("Hide names").check()
    assert tab.locator("tbody tr:visible").count() == 0
    tab.get_by_label("Find rows with").fill("")
    seen = tab.locator("body").inner_text()
    assert "Learner 24" in seen
    assert "Kaito" not in seen
    tab.get_by_label("Hide names").uncheck()
    assert "Kaito" in tab.locator("body").inner_text()


def test_a_heat_map_does_not_need_colour(tab: Page, pages: dict[str, str]):
    """Each cell of the heat map has a sign, and each colour one sign only."""
    tab.set_content(pages["en"])
    cells = tab.locator(".heat tbody td[class]").evaluate_all("cells => cells.map(c => [c.className, c.innerText])")
    signs = {tuple(cell) for cell in cells}
    assert signs <= {("right", "✓"), ("partly", "½"), ("wrong", "✗"), ("waits", "?"), ("", "·")}
    assert len(signs) >= 3


def test_colours_of_the_heat_map(tab: Page, pages: dict[str, str], least_apart: Any):  # noqa: ANN401 - a shared fixture
    """Right, partly right and wrong differ in colour too, for everybody."""
    tab.set_content(pages["en"])
    names = ("--right", "--partly", "--wrong")
    style = "name => getComputedStyle(document.getElementById('report')).getPropertyValue(name).trim()"
    assert least_apart([tab.evaluate(style, name) for name in names]) > 15


def test_it_works_without_a_script(tab: Page, pages: dict[str, str]):
    """Without a script everything is there to read, and no control that would do nothing."""
    start, end = pages["en"].index("<script "), pages["en"].index("</script>")
    tab.set_content(pages["en"][:start] + pages["en"][end:])
    assert not tab.locator(".tools").is_visible()
    assert tab.locator(".heat").count() == 4


@pytest.mark.parametrize("which", ["en", "ja"])
def test_printing(tab: Page, pages: dict[str, str], which: str):
    """On paper there are no controls, nothing is cut off at the side, and each lesson begins a page."""
    tab.set_content(pages[which])
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 1032, "height": 700})  # A4 on its side less the margins, at 96 dots to the inch
    assert not tab.locator(".tools").is_visible()
    assert not tab.locator("nav").is_visible()
    for table in tab.locator("table").all():
        box = table.bounding_box()
        assert box["x"] + box["width"] <= 1033, table.locator("caption").inner_text()
    assert tab.locator("section.lesson").first.evaluate("part => getComputedStyle(part).breakBefore") == "page"
    assert tab.locator(".heat td.wrong").first.evaluate("cell => getComputedStyle(cell).printColorAdjust") == "exact"
    printed = tab.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") in range(8, 40)


def test_headings_step_down_one_by_one(tab: Page, pages: dict[str, str]):
    """There is one heading of the first level, and no level is left out below it."""
    tab.set_content(pages["en"])
    levels = tab.locator("h1, h2, h3, h4").evaluate_all("found => found.map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
