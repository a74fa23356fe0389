"""Maps and charts as files: three forms, safe names, nothing overwritten, and failures in words."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from kit.errors import KitError
from kit.maps.catalogue import map as kit_map
from kit.maps.colours import WAVES
from kit.maps.extent import MEMBERS_AND_JAPAN
from kit.maps.map_view import SceneMap
from kit.maps.projection import place

MAPS = ["members", "places", "trade"]


@pytest.fixture
def shown() -> SceneMap:
    """Return the map of the story's day."""
    return kit_map("members", "2023-07-13")


@pytest.mark.parametrize("name", MAPS)
def test_each_map_has_each_form(name: str, tmp_path: Path):
    """Every map can be a page, a vector and a picture, and the file is what its name says."""
    drawn = kit_map(name)
    assert drawn.save(tmp_path / "map.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert drawn.save(tmp_path / "map.svg").read_text(encoding="utf-8") == drawn.to_svg()
    picture = Image.open(drawn.save(str(tmp_path / "map.PNG")))
    assert (picture.format, picture.width) == ("PNG", 1600)


def colours(picture: Image.Image, left: float, top: float, width: float, height: float) -> set[tuple[int, ...]]:
    """Return the colours in a part of a picture, given in the units of the vector."""
    factor = picture.width / 800
    box = tuple(round(factor * edge) for edge in (left, top, left + width, top + height))
    return set(map(tuple, np.asarray(picture.convert("RGB").crop(box)).reshape(-1, 3).tolist()))


def test_a_picture_shows_singapore_and_letters(shown: SceneMap, tmp_path: Path):
    """In the picture Singapore has its fill, and black letters stand in the title, in Japanese too."""
    picture = Image.open(shown.save(tmp_path / "map.png"))
    x, y = place(1.36, 103.81, MEMBERS_AND_JAPAN)
    fill = tuple(bytes.fromhex(WAVES[1967][1:]))
    assert fill in colours(picture, x - 9, 30 + y - 9, 18, 18)
    for title in (picture, Image.open(kit_map("members", language="ja").save(tmp_path / "ja.png"))):
        assert (0, 0, 0) in colours(title, 0, 4, 300, 20)


def test_a_page_opens_from_a_stick(tab: Page, tmp_path: Path, shown: SceneMap):
    """A saved page opened as a file shows the map and asks for nothing more."""
    path = shown.save(tmp_path / "map.html")
    asked: list[str] = []
    tab.context.on("request", lambda request: asked.append(request.url))
    with tab.context.browser.new_context() as fresh:
        page = fresh.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert page.locator("[data-area=SGP]").is_visible()
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []


@pytest.mark.parametrize(
    ("given", "got"),
    [
        ("map.svg", "map.svg"),
        ("ASEAN: 10 members?.svg", "ASEAN-10-members.svg"),
        ("東南アジア.SVG", "東南アジア.svg"),
        ("..svg.svg", "svg.svg"),
        ("con.svg", "map-con.svg"),
        ("???.svg", "map.svg"),
        ("a\\b*c|d.svg", "a-b-c-d.svg"),
        ("x" * 300 + ".svg", "x" * 100 + ".svg"),
    ],
)
def test_names_are_safe(shown: SceneMap, tmp_path: Path, given: str, got: str):
    """What some system does not take in a name becomes a hyphen; letters of any script stay."""
    assert shown.save(tmp_path / given) == tmp_path / got
    assert [path.name for path in tmp_path.iterdir()] == [got]


@pytest.mark.parametrize("ending", ["html", "svg", "png"])
def test_nothing_is_overwritten(shown: SceneMap, tmp_path: Path, ending: str):
    """A file of another content stays, and the map gets the next number; the same map again is not a new file."""
    first = tmp_path / f"map.{ending}"
    first.write_text("mine")
    assert shown.save(first).name == f"map-2.{ending}"
    assert shown.save(first).name == f"map-2.{ending}"
    assert kit_map("members", "1967-08-08").save(first).name == f"map-3.{ending}"
    assert first.read_text() == "mine"


def test_the_same_map_is_the_same_file_tomorrow(shown: SceneMap, tmp_path: Path):
    """Another Python makes the same page of the same map, byte for byte."""
    code = f"from kit.maps.catalogue import map; map('members', '2023-07-13').save({str(tmp_path / 'map.html')!r})"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert shown.save(tmp_path / "map.html").name == "map.html"


@pytest.mark.parametrize("wrong", ["map.pdf", "map", "", "folder/map.svg", "map.svg/other.svg"])
def test_a_wrong_name_is_an_error_with_advice(shown: SceneMap, tmp_path: Path, wrong: str):
    """Another ending, none, or a folder that is not there is said, with what to do; nothing is made."""
    with pytest.raises(KitError) as error:
        shown.save(f"{tmp_path}/{wrong}" if wrong else wrong)
    assert error.value.do
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_nothing(shown: SceneMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """When there is no room, an error says so, and no half file is left."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KitError, match="No space left") as error:
        shown.save(tmp_path / "map.svg")
    assert "room" in error.value.do
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_file_is_named(shown: SceneMap):
    """Where nothing can be written, the error names the file."""
    folder = Path("/proc")
    if not folder.is_dir():
        pytest.skip("there is no such folder here")
    with pytest.raises(KitError, match="could not be written") as error:
        shown.save(folder / "map.svg")
    assert error.value.where == "/proc/map.svg"
