"""The way through the course: what the bar above a lesson says in each language."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from kit.site.front_page import Entry
from kit.site.way import way
from kit.text import languages

SAID = {"en": ("Who?", "Who is it?"), "ja": ("だれ？", "だれですか。")}
COURSE = Entry("02", SAID, 3, "02-who.ipynb", "02-who")
OWN = Entry("20", {"en": ("<b>Mine</b>", "Whose?")}, 4, "20-mine.ipynb", "", "own")


def test_each_lesson_has_its_title_its_place_and_its_link_in_every_language():
    """A lesson of the course is in the folder of the language, and its title and both its links speak it."""
    found = json.loads(way([COURSE]))
    assert list(found) == languages()
    (step,) = found["ja"]["lessons"]
    assert (step["path"], step["link"]) == ("ja/02-who.ipynb", "index.html?path=ja/02-who.ipynb")
    assert step["title"] == "2 だれ？"
    assert all("だれ？" in step[key] for key in ("back", "next"))
    assert found["ja"]["course"] == "../index.html?language=ja"


def test_a_teachers_own_lesson_is_on_the_way_and_its_title_ends_no_script():
    """A lesson of one's own follows the course in each language, and what is like HTML in its title stays text."""
    said = way([COURSE, OWN])
    assert "<" not in said
    for language in languages():
        step = json.loads(said)[language]["lessons"][1]
        assert (step["path"], step["title"]) == ("own/20-mine.ipynb", "20 <b>Mine</b>")
        assert step["link"] == f"index.html?path=own/20-mine.ipynb&language={language}"


def test_a_notebook_of_any_name_is_led_to():
    """A sign that means something in an address is a part of the name: the whole name arrives."""
    (step,) = json.loads(way([OWN._replace(file="20-Q&A+#1.ipynb")]))["en"]["lessons"]
    asked = parse_qs(urlsplit(step["link"]).query)
    assert asked["path"] == [step["path"]] == ["own/20-Q&A+#1.ipynb"]


def test_the_count_of_answers_is_left_to_the_browser():
    """The words for progress have two places, which the page fills with what the browser keeps."""
    for words in json.loads(way([])).values():
        assert {"{count}", "{total}"} <= {f"{{{part.split('}')[0]}}}" for part in words["done"].split("{")[1:]}
