"""Parts of libraries that take seconds to import, and that nothing here uses."""

from __future__ import annotations

import sys


def leave_out_slow_parts() -> None:
    """Let a process of the kit's own start without them; called before Jupyter and Frictionless are imported.

    jsonschema imports ``rfc3987_syntax``, which then builds 38 grammars: more than half of the time that importing
    JupyterLab takes. They check IRIs in JSON documents, and no schema of Jupyter, Frictionless or the kit has an IRI.
    Where the import fails, jsonschema goes without.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: the import fails
