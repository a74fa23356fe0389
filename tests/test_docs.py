"""The pages for users: they build without a warning, lead nowhere that is not there, and name commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kit.cli import main
from kit.quiz.bank import load_bank

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*ROOT.glob("*.md"), *DOCS, ROOT / "data" / "README.md", ROOT / "data" / "items" / "README.md"]
LINK = re.compile(r"(?<!`)\]\(([^)\s]+)\)")
TITLES = re.compile(r"(?m)^\| (\d\d) (.+?) \| (.+?) \|$")
MINUTES = re.compile(r"(?m)^\| (\d\d) \|.* (\d+) \|$")
COMMANDS = re.compile(r"(?ms)^```kit\n(.*?)^```")


def page_of(name: str) -> str:
    """Return the text of a page for users."""
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as `make docs` does."""
    out = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", out / "trees", ROOT / "docs", out / "html"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / "html"


def headings(page: Path) -> set[str]:
    """Return the anchors of a page as GitHub and MyST make them."""
    titles = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def dead(page: Path) -> list[str]:
    """Return the links of a page that lead to no file, or to no heading of one."""
    found = []
    for link in LINK.findall(re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not re.match(r"\w+:", link) and (
            not target.exists() or (anchor and target.suffix == ".md" and anchor not in headings(target))
        ):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_is_dead(page: Path):
    """Each link of a page, to another page, a heading, a file or a picture, leads somewhere."""
    assert dead(page) == []


def test_a_dead_link_is_named(tmp_path: Path):
    """A link to a file or a heading that is not there is found; one that is there, or goes out, is not."""
    page = tmp_path / "page.md"
    page.write_text("# One two\n[a](page.md#one-two) [b](none.md) [c](#three) [d](https://example.org/x)", "utf-8")
    assert dead(page) == ["none.md", "#three"]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_commands_work_as_they_are_written(page: Path):
    """Each command in a page exists and takes the options that are written there."""
    blocks = COMMANDS.findall(page.read_text(encoding="utf-8"))
    for line in "".join(blocks).splitlines():
        _, name, *words = shlex.split(line, comments=True)
        command = main.commands[name]
        with click.Context(command) as context:
            command.parse_args(context, words)


def test_tables_of_lessons_say_what_the_lessons_say():
    """Titles, questions and minutes in the docs are those of the course today."""
    lessons = load_bank()
    assert TITLES.findall(page_of("run-for-a-class")) == [(each.lesson, each.title, each.question) for each in lessons]
    minutes = [(each.lesson, str(each.minutes.teaching + each.minutes.exercises)) for each in lessons]
    assert MINUTES.findall(page_of("write-a-lesson")) == minutes


def test_a_site_is_built_that_asks_no_network(site: Path):
    """Every page is there, each command in the forms of both systems, and nothing is loaded from elsewhere."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in site.glob("*.html")}
    assert {page.stem for page in DOCS} <= set(pages)
    loads = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]+")
    assert [found for text in pages.values() for found in loads.findall(text)] == []
    text = re.sub(r"<[^>]+>", "", pages["give-a-quiz"])
    assert ".venv/bin/kit assign 04 --out class-b" in text
    assert r".venv\Scripts\kit assign 04 --out class-b" in text


def test_every_page_is_in_the_table_of_contents():
    """The first page leads to each other one."""
    listed = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").splitlines()
    assert {page.stem for page in DOCS} - set(listed) == {"index"}


def test_pictures_are_small():
    """Each picture of the docs is 1280 px wide, and small enough for a slow line."""
    from PIL import Image

    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert [picture.stem for picture in pictures] == ["class-report", "lesson", "projector", "timeline"]
    for picture in pictures:
        assert Image.open(picture).width == 1280
        assert picture.stat().st_size < 150_000
