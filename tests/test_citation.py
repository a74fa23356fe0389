"""CITATION.cff says how to cite the kit, in the form that readers of such files expect."""

from __future__ import annotations

import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[1]
CITATION = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
TEXT = {"type": "string", "minLength": 1}
FORM = {  # what of the Citation File Format 1.2.0 is used here
    "type": "object",
    "additionalProperties": False,
    "required": ["cff-version", "message", "title", "authors"],
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": TEXT,
        "type": {"enum": ["software", "dataset"]},
        "title": TEXT,
        "abstract": TEXT,
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": TEXT},
            },
        },
        "version": TEXT,
        "license": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT},
    },
}


def test_form_is_that_of_a_citation_file():
    """Every field is one of the Citation File Format 1.2.0, and none that it asks for is missing."""
    jsonschema.validate(CITATION, FORM)


@pytest.mark.parametrize("field", ["message", "authors", "title"])
def test_a_missing_field_is_noticed(field: str):
    """A file without one of the fields that are asked for has not this form."""
    with pytest.raises(jsonschema.ValidationError, match=field):
        jsonschema.validate({name: value for name, value in CITATION.items() if name != field}, FORM)


def test_it_says_what_the_package_says():
    """Version, licences and title are those of the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert CITATION["version"] == project["version"]
    assert CITATION["license"] == project["license"].split(" AND ")
    assert (ROOT / "README.md").read_text(encoding="utf-8").startswith(f"# {CITATION['title'][:14]}")
    assert set(CITATION["keywords"]) == set(project["keywords"]) - {"folium"}
