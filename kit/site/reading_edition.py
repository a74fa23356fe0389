"""The reading edition: a lesson as one page to read or print, with maps, charts, tables and the questions as text."""

from __future__ import annotations

import json
import os
import re
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kit.errors import KitError
from kit.html import templates
from kit.picture import Picture, drawn
from kit.text import text_in

_PAGES = Path(__file__).parent / "pages"
_SCRIPT = re.compile(r"<script\b.*?</script>", re.IGNORECASE | re.DOTALL)
_PATIENCE_SECONDS = 300
_KERNEL = {"KernelManager": {"transport_encryption": "auto"}}  # without it, the kernel warns of its open connection
_FIRST = "from kit.site.reading_edition import show_on_paper\n\nshow_on_paper()"


def reading_page(notebook: dict[str, Any], title: str, language: str) -> str:
    """Run a notebook, and return its page: nothing in it asks a network, and nothing in it can be answered.

    Parameters
    ----------
    notebook : dict
        The notebook as JSON, which starts its lesson in the language.
    title : str
        Title of the lesson.
    language : str
        ISO 639-1.

    Raises
    ------
    KitError
        When a cell of the notebook does not run.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbconvert import HTMLExporter
    from nbformat import reads, v4
    from traitlets.config import Config

    node = reads(json.dumps(notebook), as_version=4)
    node.cells.insert(0, v4.new_code_cell(_FIRST))
    with TemporaryDirectory(prefix="kit-") as folder:
        place = {"metadata": {"path": folder}}
        client = NotebookClient(
            node, timeout=_PATIENCE_SECONDS, kernel_name="python3", resources=place, config=Config(_KERNEL)
        )
        try:
            client.execute(env=os.environ | {"KIT_ANSWERS": folder})
        except CellExecutionError as error:
            raise KitError(f"A cell does not run: {error.ename}: {error.evalue}", where=title) from None
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(node)
    page = templates(_PAGES).get_template("reading.html")
    return page.render(body=_SCRIPT.sub("", body), title=title, language=language, text=text_in(language))


def show_on_paper() -> None:
    """Show maps and charts as they are printed from here on, each with all that it says as a list below it."""
    from kit.charts.view import ChartView
    from kit.maps.map_view import SceneMap

    for view in (ChartView, SceneMap):
        setattr(view, "_ipython_display_", _display)  # noqa: B010 - the name is IPython's


def _display(view: Picture) -> None:
    from IPython.display import HTML, display

    title, *lines = repr(view).splitlines()
    twin = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    display(HTML(f"<figure>{drawn(view)}<figcaption>{escape(title)}<ul>{twin}</ul></figcaption></figure>"))
