"""The site in Chromium, as learners meet it: lessons run, answers stay, and nothing is said to be kept that is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from answering import by_keyboard, by_mouse, one_of_each
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Locator, Page, expect
from student import PATIENCE_MS

from kit.class_report.collect import collect
from kit.quiz.item import Item
from kit.site.check import lessons, run_all

Context = Callable[..., BrowserContext]
LESSONS = [f"{number:02}" for number in range(9)]
WAYS = {"mouse": by_mouse, "touch": by_mouse, "keyboard": by_keyboard}
FAILED = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap(cell => {
  const outputs = cell.model.type === 'code' ? cell.model.outputs.toJSON() : [];
  return outputs.filter(each => each.output_type === 'error').map(each => each.evalue);
})"""
# Runs the code of a lesson in the kernel of a page, cell by cell, and tells how many cells, and what failed.
RUN = """async path => {
  const answer = await fetch(new URL(`files/${path}`, location.origin));
  const cells = (await answer.json()).cells.filter(each => each.cell_type === 'code');
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  const failed = [];
  for (const cell of cells) {
    const { content } = await kernel.requestExecute({ code: [cell.source].flat().join('') }).done;
    if (content.status !== 'ok') failed.push(content.evalue ?? content.status);
  }
  return { cells: cells.length, failed };
}"""
ATTEMPTS = """async () => {
  const { allLines } = await import(new URL('pages/answers.js', location.origin));
  return (await allLines()).map(each => JSON.parse(each.line));
}"""
# Chromium looks at its quota again some time after it allowed a write; until then it writes as before.
IS_FULL = """async () => {
  const line = JSON.stringify({ memo: 'room?' }) + '\\n';
  const { status } = await fetch('/kit-answers/nobody', { method: 'POST', body: line });
  return status === 507;
}"""


def attempts(page: Page, item_id: str = "") -> list[dict[str, object]]:
    """Return the answers that the browser keeps."""
    kept = page.evaluate(ATTEMPTS)
    return [entry for entry in kept if "memo" not in entry and item_id in ("", entry["item_id"])]


def opened(context: BrowserContext, address: str) -> Page:
    """Open a notebook of the site, and run all its cells."""
    page = context.new_page()
    page.goto(address)
    run_all(page)
    return page


def notebook(site: str, number: str, language: str = "en") -> str:
    """Return the address of a lesson."""
    names = {"00": "00-start-here", "02": "02-who-is-asean"}
    return f"{site}notebooks/index.html?path={language}/{names[number]}.ipynb"


def question(page: Page, item_id: str) -> Locator:
    """Return the card of a question, as far as it is seen."""
    return page.locator(f".kit-item[data-item='{item_id}']:visible").first


def answer(card: Locator) -> None:
    """Choose the first option, and press Check."""
    card.locator("input").first.check()
    card.get_by_role("button", name=re.compile("^Check")).click()


def test_lesson_02_runs_to_the_end(asean: Page):
    """Every cell of the lesson of the tests below runs without an error; the bar leads to the lessons beside it."""
    assert asean.evaluate(FAILED) == []
    links = asean.locator("#kit-bar").get_by_role("link")
    assert links.evaluate_all("found => found.map(each => each.getAttribute('href'))") == [
        "../index.html?language=en",
        "index.html?path=en/01-one-story-many-facts.ipynb",
        "index.html?path=en/03-fifty-years.ipynb",
    ]


def test_axe_finds_nothing_in_a_lesson(asean: Page):
    """Cards, maps, lists and the hand-in of a lesson break no rule that axe knows, as the browser shows them."""
    question(asean, "q-members-14").wait_for()
    for part in ("#kit-bar", ".kit-card", ".kit-map-list", ".kit-hand-in"):
        found = Axe().run(asean, context=part, options={"resultTypes": ["violations"]})
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []


def test_nothing_of_a_lesson_is_missing(first_visit: tuple[Page, list[str]]):
    """Whatever the page of a lesson asks for is there, the pictures in the browser's tab too."""
    assert first_visit[1] == []


@pytest.mark.parametrize("number", [number for number in LESSONS if number != "02"])
def test_a_lesson_runs_to_the_end(site: str, asean: Page, number: str):
    """Every cell of a lesson runs in the browser alone, in a Python that runs already, and none ends in an error."""
    front = asean.context.new_page()
    (address,) = lessons(front, site, [number])
    front.close()
    asean.bring_to_front()
    run = asean.evaluate(RUN, address.partition("path=")[2])
    assert run["cells"] > 10
    assert run["failed"] == []


@pytest.mark.parametrize("way", WAYS)
def test_every_kind_is_answered(kinds: Page, monkeypatch: pytest.MonkeyPatch, way: str):
    """One item of each kind of a teacher's own quiz is answered by mouse, touch and keyboard, and kept."""
    if way == "touch":
        monkeypatch.setattr(Locator, "click", Locator.tap)
    kinds.bring_to_front()
    for item in one_of_each():
        own = replace(item, id=item.id.replace("kinds", way))
        card = question(kinds, own.id)
        WAYS[way](kinds, card, own)
        right(kinds, card, own)


def right(page: Page, card: Locator, item: Item) -> None:
    """Wait until a card says that the answer is right and saved, and look whether the browser keeps it."""
    verdict = card.locator(".kit-verdict")
    if item.kind == "open":
        expect(verdict).to_contain_text(re.compile(r"By your own marks"))
    else:
        expect(verdict).to_have_attribute("data-verdict", "right")
    expect(card.locator(".kit-saved")).to_have_text("Saved in this browser.")
    expected = ["unmarked", "right"] if item.kind == "open" else ["right"]
    assert [each["verdict"] for each in attempts(page, item.id)] == expected


def test_two_tabs_lose_nothing(site: str, asean: Page):
    """A later tab, in Japanese with menus and maps, shows an answer; then both tabs answer at once, and all count."""
    before, *names = ["q-members-24", "q-members-03", "q-members-04"]
    answer(question(asean, before))
    question(asean, before).locator(".kit-saved").wait_for()
    later = opened(asean.context, notebook(site, "02", "ja"))
    expect(question(later, before).locator("input:checked")).to_have_count(1)
    expect(later.get_by_role("menuitem", name="実行")).to_be_visible()
    expect(later.locator("summary", has_text="地図の内容（一覧）").first).to_be_visible()
    pages = [asean, later]
    for page, name in zip(pages, names, strict=True):
        page.bring_to_front()  # what is behind is not drawn
        question(page, name).locator("input").first.check()
    for page, name in zip(pages, names, strict=True):  # both are on their way before either has an answer
        question(page, name).locator(".kit-check").evaluate("button => button.click()")
    for page, name in zip(pages, names, strict=True):
        page.bring_to_front()
        question(page, name).locator(".kit-saved").wait_for()
    kept = {each["item_id"] for each in attempts(asean) if each["lesson"] == "02"}
    assert kept >= {before, *names}
    later.goto(site)
    expect(later.locator("[data-lesson='02'] .done span")).to_contain_text(f"{len(kept)} of ")
    later.close()
    asean.bring_to_front()


def test_a_full_browser_is_said_and_nothing_is_called_saved(site: str, asean: Page):
    """Where the browser has no room left, the card says so and not "saved"; with room the next answer brings it."""
    # The notebook itself cannot be saved then either, and JupyterLite says so in a dialog whenever it tries.
    asean.add_locator_handler(asean.get_by_role("dialog"), lambda dialog: dialog.get_by_role("button").first.click())
    card, origin = question(asean, "q-members-01"), {"origin": site.rstrip("/")}
    quota = asean.context.new_cdp_session(asean)
    quota.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 1})
    tries = 0  # the browser goes on for half a minute with the room that it has counted before
    while not asean.evaluate(IS_FULL):
        tries += 1
        assert tries < PATIENCE_MS / 500
        asean.wait_for_timeout(500)
    answer(card)
    expect(card.locator(".kit-saved")).to_contain_text("not kept")
    assert attempts(asean, "q-members-01") == []
    quota.send("Storage.overrideQuotaForOrigin", origin)
    other = question(asean, "q-members-02")
    other.get_by_role("button", name=re.compile("^Check")).click()
    expect(other.locator(".kit-saved")).to_contain_text("Saved in this browser")
    assert len(attempts(asean, "q-members-01")) == 1


def test_plain_http_is_said_before_and_after_an_answer(site: str, context: Context, tmp_path: Path):
    """On a phone without a service worker no card says "saved", and the hand-in with the answer is offered at once."""
    page = context(accept_downloads=True, viewport={"width": 360, "height": 740}).new_page()
    site = site.replace("127.0.0.1", "school.test")
    page.goto(site)
    expect(page.locator("#kit-kept")).to_contain_text("not kept")
    page.goto(notebook(site, "00"))
    run_all(page)
    tools = page.locator(".jp-NotebookPanel-toolbar")
    assert tools.evaluate("line => line.scrollHeight <= line.clientHeight"), "tools lie upon the lesson"
    card = question(page, "q-start-04")
    answer(card)
    expect(card.locator(".kit-saved")).to_contain_text("not kept")
    hand_in = page.locator(".kit-hand-in:visible").first
    hand_in.locator("input").fill("s07")
    hand_in.locator("button").first.click()
    with page.expect_download() as download:
        hand_in.locator("a[download]").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert "Learners: 1." in str(collect(tmp_path))
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["answers"] == 1


def test_answers_move_to_another_device(site: str, context: Context, tmp_path: Path):
    """Answers are taken out as a file and read by another profile, twice without doubles; another file is refused."""
    here, there = context(accept_downloads=True), context()
    page = here.new_page()
    page.goto(site)
    expect(page.locator("#kit-kept")).to_contain_text("are kept")
    line = json.dumps({"lesson": "02", "item_id": "q-members-01"}) + "\n"
    page.evaluate("async line => (await import('/pages/answers.js')).addLine('me', line)", line)
    with page.expect_download() as download:
        page.get_by_role("button", name="Take my answers").click()
    file = tmp_path / "my-answers.json"
    download.value.save_as(file)
    other = there.new_page()
    other.goto(site)
    expect(other.locator("#kit-kept")).to_contain_text("are kept")
    for _ in range(2):
        other.locator("#kit-bring").set_input_files(file)
        expect(other.locator("[data-lesson='02'] .done span")).to_contain_text("1 of ")
    expect(other.locator("#kit-said")).to_contain_text("here: 0")
    assert [each["item_id"] for each in attempts(other)] == ["q-members-01"]
    wrong = tmp_path / "photo.json"
    wrong.write_text("[]", encoding="utf-8")
    other.locator("#kit-bring").set_input_files(wrong)
    expect(other.locator("#kit-said")).to_contain_text("photo.json is not a file of answers")
    other.on("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="Delete my answers").click()
    expect(other.locator("#kit-said")).to_contain_text("deleted")
    assert attempts(other) == []


@pytest.mark.parametrize("width", [1366, 1024, 360])
def test_the_front_page_is_for_everyone(site: str, context: Context, width: int):
    """The front page fits laptop, tablet and phone, has no fault that axe finds, and speaks two languages."""
    page = context(viewport={"width": width, "height": 768}).new_page()
    page.goto(site)
    expect(page.locator("#kit-kept")).not_to_be_empty()
    page.get_by_role("button", name="日本語").click()
    expect(page.locator("h2").first).to_have_text("授業")
    assert page.locator("a.open").first.get_attribute("href") == "notebooks/index.html?path=ja/00-start-here.ipynb"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
