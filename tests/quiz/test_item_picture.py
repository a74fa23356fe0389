"""The picture of an item: safe, small, next to its item file, and with words for who cannot see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.quiz.bank import problems, read_file
from kit.quiz.item_picture import read_picture

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'
FILE = """lesson: "20"
title: A lesson
question: What?
minutes: {{teaching: 1, exercises: 1}}
objectives: {{one: Say it.}}
items:
- id: q-mine-01
  kind: single-choice
  objective: one
  level: recall
  stem: What does the *map* show?
  picture: {picture}
  facts: [VNM]
  hints: [Look.]
  options:
  - {{id: a, text: Hanoi, feedback: Yes.}}
  - {{id: b, text: Dili, feedback: No.}}
  key: a
"""
REFUSED = {
    "<script>alert(1)</script>": "<script>",
    '<g onload="alert(1)"/>': "'onload'",
    '<a href="https://x.example"><rect/></a>': "<a>",
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>': "<foreignObject>",
    '<image href="https://x.example/a.png"/>': "'href'",
    '<image xlink:href="//x.example/a.png"/>': "'href'",
    '<use href="data:image/svg+xml;base64,AAAA#a"/>': "'href'",
    '<rect fill="url(https://x.example/a)"/>': "'fill'",
    '<style>@import "https://x.example/a.css";</style>': "<style>",
    r'<rect style="fill: \75rl(x)"/>': "'style'",
    '<set attributeName="href" to="javascript:alert(1)"/>': "<set>",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>': "script",
}  # fmt: skip


def svg(inside: str = "", attributes: str = "") -> bytes:
    """Return an SVG."""
    return SVG.format(inside=inside, attributes=attributes).encode()


@pytest.mark.parametrize("inside", REFUSED)
def test_what_may_do_more_than_draw_is_refused(inside: str, tmp_path: Path):
    """A script, a link or another file in an SVG is refused by its name."""
    file = tmp_path / "a.svg"
    file.write_bytes(svg(inside))
    with pytest.raises(KitError) as error:
        read_picture(file)
    assert REFUSED[inside] in error.value.what


@pytest.mark.parametrize("whole", [PNG + b"more", b"\xff\xd8\xff\xd9" + bytes(90) + b"\xff\xd9"])
def test_a_picture_that_was_copied_in_part(whole: bytes, tmp_path: Path):
    """A PNG or JPEG without its end is damaged, also where a small picture in it has one."""
    file = tmp_path / "a.png"
    file.write_bytes(whole)
    assert read_picture(file).content == whole
    file.write_bytes(whole[:48])
    with pytest.raises(KitError, match="its end is missing"):
        read_picture(file)


def test_a_drawing_that_is_nested_too_deeply(tmp_path: Path):
    """A drawing with groups in groups without end is refused, not a Python error."""
    file = tmp_path / "a.svg"
    file.write_bytes(svg("<g>" * 3000 + "</g>" * 3000))
    with pytest.raises(KitError, match="nested too deeply"):
        read_picture(file)


def test_what_an_editor_leaves_is_taken_out(tmp_path: Path):
    """An SVG of a drawing program loses its comments, style sheets and own data, and keeps what draws."""
    file = tmp_path / "a.svg"
    head = b'\xef\xbb\xbf<?xml version="1.0"?><?xml-stylesheet href="http://x.example/a.css"?><!-- secret -->'
    inside = '<i:view xmlns:i="urn:i"/><metadata>Hanako</metadata><g id="q"><circle r="2"/></g><use xlink:href="#q"/>'
    file.write_bytes(head + svg(inside, 'viewBox="0 0 9 9"'))
    found = read_picture(file)
    assert found.media_type == "image/svg+xml"
    assert not any(word in found.content for word in (b"secret", b"x.example", b"Hanako", b"xlink"))
    assert all(word in found.content for word in (b"circle", b'href="#q"', b"viewBox", b"http://www.w3.org/2000/svg"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a" + bytes(30), "not a PNG, a JPEG or an SVG"),
        (b"", "not a PNG, a JPEG or an SVG"),
        (PNG + bytes(500_001), "500 kB"),
        (b"<svg", "damaged"),
        (b"<svg><rect/></svg>", "not an SVG"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "entities"),
        (b"<html><svg></svg></html>", "not an SVG"),
    ],
)
def test_no_other_file_is_taken(content: bytes, said: str, tmp_path: Path):
    """The content decides, not the ending of the name; what is too large or damaged is refused in words."""
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(KitError, match=said):
        read_picture(tmp_path / "a.png")


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        ("{file: no.png, alt: A map}", "no such file"),
        ("{file: ../a.png, alt: A map}", "not next to the item file"),
        ("{file: /etc/a.png, alt: A map}", "not next to the item file"),
        ("{file: 'https://x.example/a.png', alt: A map}", "not next to the item file"),
        ("{file: a.png}", "alt"),
        ("{file: a.png, alt: ' '}", "alt"),
        ("a.png", "picture"),
        ("{file: a.png, alt: A map, width: 3}", "width"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said_with_its_line(picture: str, said: str, tmp_path: Path):
    """A picture that is missing, elsewhere or without words is a problem of the item file."""
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "20-a.yaml").write_text(FILE.format(picture=picture), encoding="utf-8")
    (error,) = problems(tmp_path / "20-a.yaml")
    assert said in f"{error.what} {error.where}"
    assert "line 12" in error.where


def test_a_picture_comes_with_its_question(tmp_path: Path):
    """The public side holds the picture and its words; no path of the computer, and no star."""
    (tmp_path / "a.png").write_bytes(PNG)
    file = tmp_path / "20-a.yaml"
    file.write_text(FILE.format(picture="{file: a.png, alt: {en: A map, ja: 地図}}"), encoding="utf-8")
    (item,) = read_file(file).items
    shown = item.public_for("s", "ja")
    assert shown["picture"]["alt"] == "地図"
    assert shown["picture"]["src"].startswith("data:image/png;base64,")
    assert shown["stem"] == "What does the map show?"
    assert shown["runs"][shown["stem"]][1] == ("map", ("em",))
    assert str(tmp_path) not in str(shown)
