"""The page on the item format: every example on it is an item that loads and is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.checks.folder import check_folder
from kit.paths import data_folder
from kit.quiz.bank import LessonItems, read_file
from kit.quiz.kinds.registry import KINDS
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.rules import Rules
from kit.quiz.score import score
from kit.quiz.template import Template

PAGE = (data_folder() / "items" / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the examples on the page that are marked with a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the examples as a teacher would type them one after the other: a head, then items."""
    path = tmp_path / "20-my-lesson.yaml"
    path.write_text("".join(blocks("yaml")), encoding="utf-8")
    return path


@pytest.fixture
def lesson(file: Path) -> LessonItems:
    """Give the lesson that the examples make."""
    return read_file(file)


@pytest.mark.parametrize("number", range(len(blocks("yaml"))))
def test_each_example_loads(number: int, tmp_path: Path):
    """The first example is a whole file, and each other one may follow its head alone."""
    head, *_ = blocks("yaml")
    path = tmp_path / "20-my-lesson.yaml"
    path.write_text(head + (blocks("yaml")[number] if number else ""), encoding="utf-8")
    added = 0 if number == 0 else 5 if "templates:" in blocks("yaml")[number] else 1
    assert len(read_file(path).items) == 2 + added


def test_every_kind_has_an_example(lesson: LessonItems):
    """The page shows each kind of item there is."""
    assert {item.kind for item in lesson.items} == set(KINDS)


def test_every_example_is_right(file: Path, lesson: LessonItems):
    """The check finds nothing: every fact exists, and every key is the one in the tables."""
    assert [str(problem) for problem in check_folder(file.parent)] == []
    assert sum(item.key_from is not None for item in lesson.items) >= 5


def test_every_field_is_explained():
    """Every field that an item or a template may have stands on the page."""
    fields = {field for kind in [*KINDS.values(), Template] for field in kind.__struct_fields__}
    assert {field for field in fields if not re.search(rf"\b{field}(:\s|`)", PAGE)} == set()


def test_every_rule_is_explained(lesson: LessonItems):
    """Every rule of a quiz has a line in the table on the page, and its example uses them all."""
    rows = re.findall(r"^\| `(\w+): [^`]+` \|", PAGE, re.MULTILINE)
    assert rows == list(Rules.__struct_fields__)
    assert all(getattr(lesson.rules, name) != getattr(Rules(), name) for name in rows)


def test_every_level_is_named(lesson: LessonItems):
    """The page names all levels, and its examples use most of them."""
    levels = ["recall", "understand", "apply", "analyse", "evaluate"]
    assert f"{', '.join(levels[:-1])} or {levels[-1]}" in PAGE
    assert {item.level for item in lesson.items} == set(levels)


def test_the_template_on_the_page_gives_items(file: Path):
    """The template on the page gives as many items as it says, others for another seed, and each can be answered."""
    (template,) = read_file(file).templates
    for seed in ("class a", "class b"):
        made = [item for item in read_file(file, seed).items if item.id.startswith(template.id)]
        assert len(made) == template.count
        assert all(isinstance(item, SingleChoice) and score(item, item.key).score == 1 for item in made)
    assert read_file(file, "class a").items != read_file(file, "class b").items


def test_the_schema_is_where_the_page_says():
    """The page leads to a file that lies beside it, and the line for an editor names a file of that name."""
    (link,) = re.findall(r"\[items\.schema\.json\]\((.+?)\)", PAGE)
    assert (data_folder() / "items" / link).read_text(encoding="utf-8").startswith("{")
    assert f"# yaml-language-server: $schema={link}\n" in PAGE
