"""How JupyterLab is started: with the kit's settings, and with trust in the course's own notebooks."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from traitlets.config import PyFileConfigLoader

from kit.errors import KitError
from kit.lab.present import present
from kit.lab.server import run_lab
from kit.paths import notebooks_folder


@pytest.fixture
def launched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Start nothing; return with which words JupyterLab would have been started."""
    words: list[list[str]] = []
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "of-mine")
    monkeypatch.setenv("JUPYTER_PATH", "")
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", words.append)
    return words


def test_jupyterlab_finds_the_settings_of_the_kit(launched: list[list[str]]):
    """Its settings come before those of the machine; Voila has the kit's template and shows lessons by steps."""
    run_lab(notebooks_folder(), ["--no-browser"])
    assert launched[0][1:] == ["--no-browser", str(notebooks_folder() / "00-start-here.ipynb")]
    first, *others = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert others == ["of-mine"]
    config = PyFileConfigLoader("jupyter_lab_config.py", first).load_config()
    assert config.VoilaConfiguration == {"template": "kit", "prelaunch_hook": present}
    assert config.LabApp.extension_manager == "readonly"
    assert (Path(os.environ["JUPYTER_PATH"]) / "voila" / "templates" / "kit" / "index.html.j2").is_file()


def test_the_course_is_trusted_and_nothing_else(launched: list[list[str]]):
    """JupyterLab need not ask before it runs a notebook as it came with the kit; it does ask about a changed one."""
    run_lab(notebooks_folder())
    assert launched
    notary = NotebookNotary()
    courses = [nbformat.read(path, as_version=4) for path in notebooks_folder().rglob("*.ipynb")]
    assert all(notary.check_signature(notebook) for notebook in courses)
    courses[0].cells[0].source += "!"
    assert not notary.check_signature(courses[0])


def test_a_folder_without_notebooks(tmp_path: Path, launched: list[list[str]]):
    """Where there is no notebook, JupyterLab is not started."""
    with pytest.raises(KitError, match="no notebook"):
        run_lab(tmp_path)
    assert launched == []
