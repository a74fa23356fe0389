"""What tests of several folders share: golden files, a browser without a network, colours, an attempt, the bank."""

from __future__ import annotations

import gc
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from operator import mul
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from student import PATIENCE_MS
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex
from xdist.scheduler import LoadScopeScheduling

from kit.answers.attempt import Attempt
from kit.authoring.new_lesson import new_lesson
from kit.paths import data_folder
from kit.quiz.bank import LessonItems, load_bank, read_file
from kit.site.check import installed_browser
from kit.slow_imports import leave_out_slow_parts
from kit.started_lesson import STARTED, StartedLesson

pytest_plugins = ["pytester"]
os.environ["KIT_LANGUAGE"] = "en"  # commands speak the language of the computer, and tests read English
leave_out_slow_parts()
gc.set_threshold(100_000)  # looking for garbage a hundred times as often takes a tenth of all time
expect.set_options(timeout=PATIENCE_MS)  # a verdict of Playwright's own after 5 seconds would be one by the clock
# So would Hypothesis's after 200 milliseconds.
_AS_THEY_ARE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("patient", deadline=None, suppress_health_check=_AS_THEY_ARE)
settings.load_profile("patient")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP school.test 127.0.0.1",  # another name than localhost: no secure context
]
# What takes longest starts first, so that no worker is alone with it at the end. The tests of a file share what is made
# once for a file, and stay together; of the longest file each test goes to whoever is free.
_FIRST = (
    "hub",
    "tests/site/",
    "tests/browser/",
    "tests/benchmarks/",
    "tests/notebooks/",
    "tests/live/",
    "tests/widgets/",
)
_EACH_ALONE = "tests/browser/test_lesson.py"
# How people with each kind of colour vision see linear RGB (Machado, Oliveira and Fernandes 2009, full severity).
_VISIONS = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deuteranopia": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_Triple = tuple[float, float, float]


class GoldenFile(SingleFileSnapshotExtension):
    """A golden file: one text in `tests/golden` under the name that the test gives it, so that it can be opened."""

    _write_mode = WriteMode.TEXT
    file_extension = ""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:  # noqa: ARG003 - as syrupy has it
        """Return the one folder of all golden files."""
        return str(Path(__file__).parent / "golden")

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:  # noqa: ARG003
        """Return the name that the test gives."""
        return str(index)

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:  # noqa: ARG003
        """Let any test use any golden file."""
        return True


@pytest.fixture(autouse=True)
def nothing_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin and end each test in English, whatever lesson was started in whatever language."""
    for name, value in vars(StartedLesson()).items():
        monkeypatch.setattr(STARTED, name, value)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Give what a text is compared with: `golden(name="page.html")`; `pytest --snapshot-update` writes it anew."""
    return snapshot.use_extension(GoldenFile)


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that needs a browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over all that was imported and collected: it takes no part in any test."""
    gc.collect()
    gc.freeze()


def scope_of(nodeid: str) -> str:
    """Return what a test stays together with on one worker: its file, or all that make accounts of the system."""
    if nodeid.startswith("tests/hub/") or "benchmark_of_a_class_server" in nodeid:
        return "hub"
    return nodeid if nodeid.startswith(_EACH_ALONE) else nodeid.partition("::")[0]


class _LongestFirst(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker that is free a file, one that takes long before others.

    xdist's own groups are not seen with this pytest: tests with the same mark went to both workers.
    """

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: Any) -> None:  # noqa: ANN401 - xdist's own
        def place(scope: str) -> int:
            return next((at for at, start in enumerate(_FIRST) if scope.startswith(start)), len(_FIRST))

        self.workqueue.move_to_end(min(self.workqueue, key=place), last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Start one worker more than there are cores: many tests wait for a server that another process starts."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:  # noqa: ANN401 - xdist's own
    """Let files stay together, and the longest start first."""
    return _LongestFirst(config, log)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give the machine's Chromium, else Playwright's own; one for each worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=_FLAGS, timeout=PATIENCE_MS)
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE_MS))
        yield browser
        browser.close()


@pytest.fixture
def jupyter_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder in which Jupyter and the learner's answers are kept too."""
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "KIT_ANSWERS"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.delenv("KIT_LEARNER", raising=False)
    return tmp_path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every user of the machine may enter; a pytest that begins closes those in its own folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Give an empty page; the test fails if it asks for anything or if a script of it fails."""
    context = chromium.new_context(viewport={"width": 1000, "height": 640})
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("about:", "data:", "blob:"))] == []
    assert failed == []


@pytest.fixture(scope="session")
def least_apart() -> Callable[[Iterable[str]], float]:
    """Give what tells how far apart the two most alike colours are, in CIE L*a*b*, for whom they are most alike."""

    def least(colours: Iterable[str]) -> float:
        pairs = combinations(sorted(colours), 2)
        return min(
            sum((a - b) ** 2 for a, b in zip(_lab(one, vision), _lab(other, vision), strict=True)) ** 0.5
            for one, other in pairs
            for vision in _VISIONS
        )

    return least


@pytest.fixture(scope="session")
def contrast() -> Callable[[str, str], float]:
    """Give what tells the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""

    def ratio(one: str, other: str) -> float:
        dark, light = sorted(sum(map(mul, (0.2126, 0.7152, 0.0722), _linear(colour))) for colour in (one, other))
        return (light + 0.05) / (dark + 0.05)

    return ratio


@pytest.fixture
def attempt() -> Callable[..., Attempt]:
    """Return a function that makes an attempt, with fields changed."""

    def make(**changes: object) -> Attempt:
        usual = {
            "learner": "hanako",
            "lesson": "02",
            "item_id": "q-test-01",
            "response": "b",
            "score": 1.0,
            "max_score": 1.0,
            "verdict": "right",
        }
        return Attempt(**{**usual, **changes})

    return make


@pytest.fixture
def six_items() -> list[str]:
    """Return six items as a file has them, on the objective `count`: the numbers from 1 to 6 are to be typed."""
    item = """
- id: q-draw-0{number}
  kind: numeric
  objective: count
  level: recall
  stem: Type {number}.
  facts: [BRN]
  hints: [It is a number.]
  key: {number}
  feedback: {{right: Yes., wrong: Read again.}}
"""
    return [item.format(number=number) for number in range(1, 7)]


@pytest.fixture
def own_documents(tmp_path: Path) -> Path:
    """Return the item file of a new lesson in whose folder there is a document that the kit does not have."""
    files = {path.name: path for path in new_lesson("rice", tmp_path)}
    described = json.loads(files["datapackage.json"].read_text(encoding="utf-8"))
    kit = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    described["resources"] += [resource for resource in kit if resource["name"] == "documents"]
    files["datapackage.json"].write_text(json.dumps(described), encoding="utf-8")
    table = (data_folder() / "documents.csv").read_text(encoding="utf-8")
    mine = table.replace("doc-1967-founding", "doc-mine").replace("The door in 1967", "The door of rice")
    (tmp_path / "rice" / "documents.csv").write_text(mine, encoding="utf-8")
    return next(path for path in files.values() if path.suffix == ".yaml")


@pytest.fixture(scope="session")
def every_kind() -> LessonItems:
    """Return a lesson with one item of each kind; its texts are full of signs that mean something to a format."""
    return read_file(Path(__file__).parent / "export" / "20-every-kind.yaml")


@pytest.fixture(scope="session")
def sample_fields(every_kind: LessonItems) -> dict[str, dict[str, Any]]:
    """Return the fields of the sample item of each kind, with its texts in English."""

    def english(part: Any) -> Any:  # noqa: ANN401 - any part of an item
        if isinstance(part, dict):
            return part["en"] if "en" in part else {name: english(value) for name, value in part.items()}
        return [english(value) for value in part] if isinstance(part, (list, tuple)) else part

    return {item.kind: english(msgspec.to_builtins(item)) for item in every_kind.items}


@pytest.fixture(scope="session")
def bank() -> tuple[LessonItems, ...]:
    """Return the whole bank."""
    return load_bank()


def _linear(colour: str) -> tuple[float, ...]:
    """Return the red, green and blue light of a colour."""
    parts = (value / 255 for value in bytes.fromhex(colour[1:]))
    return tuple(((value + 0.055) / 1.055) ** 2.4 if value > 0.04045 else value / 12.92 for value in parts)


def _times(matrix: tuple[_Triple, _Triple, _Triple], values: tuple[float, ...]) -> tuple[float, ...]:
    """Multiply a matrix by a column."""
    return tuple(sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)


def _lab(colour: str, vision: str) -> tuple[float, ...]:
    """Return a colour in CIE L*a*b*, as somebody sees it."""
    seen = tuple(min(1.0, max(0.0, value)) for value in _times(_VISIONS[vision], _linear(colour)))
    x, y, z = (value / white for value, white in zip(_times(_XYZ, seen), (0.9505, 1, 1.089), strict=True))
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
