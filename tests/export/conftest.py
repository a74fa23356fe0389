"""One item of each kind, and what the formats make of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kit.export.formats import Report, export
from kit.export.request import ExportRequest
from kit.quiz.bank import LessonItems

Exported = Callable[..., Path]


@pytest.fixture(scope="session")
def bank(bank: tuple[LessonItems, ...]) -> tuple[LessonItems, ...]:
    """Return the whole bank, without guesses and without the items whose answer is read from the page of the lesson."""
    return tuple(
        msgspec.structs.replace(
            lesson, items=tuple(item for item in lesson.items if not item.needs_page and item.use != "predict")
        )
        for lesson in bank
    )


@pytest.fixture
def report(every_kind: LessonItems, tmp_path: Path) -> Callable[..., Report]:
    """Return a function that exports every kind, or the lessons given, and returns the report."""

    def exported(to: str, *lessons: LessonItems, language: str = "en") -> Report:
        out = tmp_path / f"export-{to}-{language}-{len(lessons)}"
        return export(ExportRequest(lessons or (every_kind,), out, language), to)

    return exported


@pytest.fixture
def exported(report: Callable[..., Report]) -> Exported:
    """Return a function that exports every kind, or the lessons given, and returns the file."""

    def path(to: str, *lessons: LessonItems, language: str = "en") -> Path:
        return report(to, *lessons, language=language).files[0]

    return path


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write paper as HTML alone, as where Pango is not installed."""
    monkeypatch.setattr("kit.export.paper.has_pdf", lambda: False)
