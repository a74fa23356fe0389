# ruff: noqa: INP001 - Sphinx reads it as a file
"""The site of the docs: `make docs` writes it into build/docs. Nothing in it asks a network."""

import re

from sphinx.application import Sphinx

project = "Heart to heart"
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "alabaster"
html_theme_options = {"description": "Japan and ASEAN, read from one news story", "font_family": "sans-serif"}
html_show_sphinx = False
html_copy_source = False
suppress_warnings = ["myst.xref_missing"]  # links to files outside docs/: tests/docs follows them


def both_systems(_app: Sphinx, _name: str, source: list[str]) -> None:
    """Write each block of commands as it is typed on Linux and macOS, and in PowerShell on Windows."""

    def typed(found: re.Match[str]) -> str:
        unix = re.sub(r"(?m)^kit\b", ".venv/bin/kit", found[1])
        windows = re.sub(r"(?m)^kit\b", r".venv\\Scripts\\kit", found[1])
        return f"Linux and macOS:\n```sh\n{unix}```\nWindows:\n```powershell\n{windows}```"

    source[0] = re.sub(r"(?ms)^```kit\n(.*?)^```", typed, source[0])


def setup(app: Sphinx) -> None:
    """Let Sphinx call this module."""
    app.connect("source-read", both_systems)
