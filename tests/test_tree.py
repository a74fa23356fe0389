"""What lies in the tree: nothing of this machine, nothing of the network, nothing of others, nothing of the story."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = {"__pycache__", "build", "dist", "my-notebooks", "my-notebooks-ja", "node_modules", "test-results"}
TEXTS = {
    ".csv",
    ".css",
    ".geojson",
    ".ipynb",
    ".js",
    ".json",
    ".md",
    ".po",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    "",
}
LONGEST_LINE = 250  # of a script written by hand
LARGEST_SCRIPT = 40_000  # bytes

Tree = dict[str, str]
Rule = Callable[[Tree], Iterator[str]]


def read(root: Path) -> Tree:
    """Return the text files of the project, path to text; of a notebook, what stands in its cells too."""
    tree = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        hidden = {part for part in name.parts if part.startswith(".") and part != ".ci"}
        if path.is_file() and path.suffix in TEXTS and not hidden and not LEFT_OUT & set(name.parts):
            tree[name.as_posix()] = path.read_text(encoding="utf-8")
    return tree


def lines(tree: Tree, pattern: str, *names: str) -> Iterator[str]:
    """Yield each line with a pattern in it, in files whose paths match one of the names."""
    for path, text in tree.items():
        if any(re.search(name, path) for name in names):
            for number, line in enumerate(text.splitlines(), start=1):
                if re.search(pattern, line):
                    yield f"{path}, line {number}: {line.strip()[:80]}"


# ---- rules ----


def locks_name_no_registry(tree: Tree) -> Iterator[str]:
    """No lock file has an address, or an option that names a place to load from."""
    yield from lines(tree, r"://|--(index|extra|find|trusted)|^-[if] | @ ", r"^requirements")


def docs_name_no_registry(tree: Tree) -> Iterator[str]:
    """No page, lesson or setting names a registry's address."""
    options = r"(?<!emit-)(index-url|find-links(?!=wheels))"  # a folder of wheels is no registry
    address = rf"(?i)pypi\.|pythonhosted|npmjs|registry\.\w|/simple\b|{options}|conda\.anaconda"
    yield from lines(tree, address, r"\.md$", r"\.ipynb$", r"\.toml$", r"^Makefile$", r"^\.ci/")


def nothing_names_a_machine(tree: Tree) -> Iterator[str]:
    """No file but a test has a path of the machine it was written on."""
    path = r"(?<![\w.~/-])(/(home|root|work|tmp|mnt|usr|var|Users|opt)/\w|[A-Z]:\\\w)"
    yield from lines(tree, path, r"^(?!tests/)")


def nothing_comes_from_a_network(tree: Tree) -> Iterator[str]:
    """No code, lesson or page names a network that serves scripts, styles or tiles to others."""
    served = (
        r"(?i)\bcdn\b|jsdelivr|unpkg|cdnjs|googleapis|gstatic|cloudflare|openstreetmap|cartocdn|<script[^>]+src=.http"
    )
    yield from lines(tree, served, r"^(?!tests/).+\.(py|js|css|ipynb|yaml|po|json)$")


def notebooks_are_clean(tree: Tree) -> Iterator[str]:
    """Every notebook lies in its folder, without outputs and without the numbers of a run."""
    for path, text in tree.items():
        if path.endswith(".ipynb"):
            cells = json.loads(text)["cells"]
            if not path.startswith(("notebooks/", "kit/authoring/skeleton/")) or any(
                cell.get("outputs") or cell.get("execution_count") for cell in cells
            ):
                yield path


def scripts_are_our_own(tree: Tree) -> Iterator[str]:
    """Every script and style is written by hand: short lines, no licence of others, not large, and not a library."""
    for path, text in tree.items():
        if path.endswith((".js", ".css")):
            longest = max(map(len, text.splitlines()), default=0)
            banner = re.search(r"(?i)/\*!|@license|copyright|\(c\) \d|sourceMappingURL|\bUMD\b", text)
            if longest > LONGEST_LINE or banner or len(text) > LARGEST_SCRIPT or ".min." in path:
                yield f"{path}: longest line {longest}, {len(text)} signs"


RULES: list[Rule] = [
    locks_name_no_registry,
    docs_name_no_registry,
    nothing_names_a_machine,
    nothing_comes_from_a_network,
    notebooks_are_clean,
    scripts_are_our_own,
]
DAMAGES: list[tuple[Rule, str, str]] = [
    (locks_name_no_registry, "requirements.txt", "--index-url https://example.org/simple"),
    (locks_name_no_registry, "requirements-test.txt", "six @ file:///six.whl"),
    (docs_name_no_registry, "README.md", "Take it from registry.example.org"),
    (nothing_names_a_machine, "data/README.md", "Written in /home/somebody/kit"),
    (nothing_names_a_machine, "kit/paths.py", r"FOLDER = 'C:\Users'"),
    (nothing_comes_from_a_network, "kit/maps/page.js", "import 'https://unpkg.com/leaflet'"),
    (nothing_comes_from_a_network, "notebooks/01-a.ipynb", '<script async src="http://example.org">'),
    (notebooks_are_clean, "notebooks/01-a.ipynb", '{"cells": [{"execution_count": 1}]}'),
    (notebooks_are_clean, "copy.ipynb", '{"cells": []}'),
    (scripts_are_our_own, "kit/widgets/a.js", "/*! library 1.0 */"),
    (scripts_are_our_own, "kit/widgets/a.js", "a" * 251),
    (scripts_are_our_own, "kit/widgets/a.min.css", ""),
    (scripts_are_our_own, "kit/widgets/a.js", "a\n" * 20_001),
]


@pytest.fixture(scope="module")
def tree() -> Tree:
    """Give all text files of the project."""
    return read(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_is_kept(rule: Rule, tree: Tree):
    """Every rule above is kept by the whole tree."""
    assert list(rule(tree)) == []


@pytest.mark.parametrize(("rule", "path", "text"), DAMAGES, ids=[rule.__name__ for rule, *_ in DAMAGES])
def test_what_breaks_a_rule_is_named(rule: Rule, path: str, text: str):
    """A file that breaks a rule is named."""
    (found,) = rule({path: text})
    assert found.startswith(path)


def test_every_rule_can_be_broken():
    """No rule is without a damage that it names."""
    assert {rule for rule, *_ in DAMAGES} == set(RULES)


# ---- the story's own sentences ----
# Its text is protected and is not here. Of each sentence one or two runs of seven words were taken, far apart from each
# other, and only their salted hashes are kept: enough to know a copied sentence, too little to write one.

RUNS = json.loads((ROOT / "tests" / "golden" / "story-runs.json").read_text(encoding="utf-8"))


def sealed(run: list[str]) -> str:
    """Return the salted hash of a run of words."""
    return blake2b(" ".join(run).encode(), digest_size=12, salt=bytes.fromhex(RUNS["salt"])).hexdigest()


def words(path: str, text: str) -> list[str]:
    """Return the words of a file as they are read, without the marks of its format."""
    if path.endswith(".ipynb"):
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    return re.findall(r"[a-z0-9]+", text.lower())


def copied(path: str, text: str, hashes: set[str]) -> list[str]:
    """Return the places where a file has a run of words whose hash is known."""
    read_words, length = words(path, text), RUNS["words"]
    runs = (read_words[place : place + length] for place in range(len(read_words) - length + 1))
    return [f"{path}: {' '.join(run)}" for run in runs if sealed(run) in hashes]


def test_no_sentence_of_the_story(tree: Tree):
    """No file has a sentence of the story, in whole or by half."""
    hashes = set(RUNS["hashes"])
    prose = {path: text for path, text in tree.items() if not path.endswith((".svg", ".geojson"))}
    assert [place for path, text in prose.items() for place in copied(path, text, hashes)] == []


def test_a_copied_sentence_is_named():
    """A run of words whose hash is known is found in a page, over the end of a line, and in a notebook."""
    run = ["seven", "words", "that", "stand", "in", "a", "row"]
    page = "Here are Seven words,\n  that stand in a row."
    notebook = json.dumps({"cells": [{"source": ["Seven words that\n", "*stand* in a row"]}]})
    assert copied("a.md", page, {sealed(run)}) == [f"a.md: {' '.join(run)}"]
    assert copied("a.ipynb", notebook, {sealed(run)}) == [f"a.ipynb: {' '.join(run)}"]
    assert copied("a.md", page.replace("stand", "are"), {sealed(run)}) == []
