"""A folder of two small tables, to be damaged cell by cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

FIELDS = [
    {"name": "visit_id", "type": "string"},
    {"name": "day", "type": "date"},
    {"name": "since", "type": "string", "partial_date": True},
    {"name": "guests", "type": "integer"},
    {"name": "km", "type": "number"},
    {"name": "by_sea", "type": "boolean"},
]
HEADING = ",".join(str(field["name"]) for field in FIELDS)
ROWS = ["visit-hanoi,1995-07-28,1973-09,12,3667.5,false", "visit-dili,,,,,", "visit-manila,2023-07-13,1977,3,-1,true"]


@pytest.fixture
def visits(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a table of visits, with some of its rows changed, and returns its folder."""

    def write(heading: str = HEADING, **rows: str) -> Path:
        changed = [rows.get(f"row_{number}", row) for number, row in enumerate(ROWS, start=2)]
        (tmp_path / "visits.csv").write_text("\n".join([heading, *changed, ""]), encoding="utf-8")
        resources = [{"name": "visits", "path": "visits.csv", "schema": {"fields": FIELDS}}]
        (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
        return tmp_path

    return write
