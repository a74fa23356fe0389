"""What takes seconds to import and is used nowhere is left out."""

from __future__ import annotations

import subprocess
import sys

import pytest

LAB = "from kit.lab.start_jupyterlab import run_lab; from jupyterlab.labapp import LabApp"
LEARNER = "import kit.hub.learner_server, jupyterhub.singleuser"
TABLES = "from frictionless import Resource; Resource(data=[['a'], ['1']]).validate()"


@pytest.mark.parametrize("imported", [LAB, LEARNER, TABLES])
def test_no_grammar_is_built(imported: str):
    """JupyterLab, a learner's server and a check of tables start without the grammars, and with jsonschema."""
    code = f"from kit.slow_imports import leave_out_slow_parts; leave_out_slow_parts(); {imported}"
    code += "; import jsonschema, sys; print('lark' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout == "False\n"


def test_what_is_imported_already_stays():
    """A process that has the grammars keeps them."""
    code = "import rfc3987_syntax, sys; from kit.slow_imports import leave_out_slow_parts; leave_out_slow_parts()"
    code += "; print(sys.modules['rfc3987_syntax'] is rfc3987_syntax)"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout == "True\n"
