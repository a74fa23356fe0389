"""How JupyterLab is started: quietly, with the kit's settings, with trust in the course's own notebooks."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import psutil
import pytest
from click.testing import CliRunner
from nbformat.sign import NotebookNotary
from traitlets.config import PyFileConfigLoader

from kit.cli import main
from kit.lab import start_jupyterlab
from kit.lab.present import present
from kit.lab.start_jupyterlab import run_lab
from kit.lab.voila_page import VOILA_SETTINGS
from kit.paths import command, data_folder, notebooks_folder
from kit.text import languages

KIT = Path(sys.executable).with_name("kit")
ITEMS = data_folder() / "items" / "02-who-is-asean.yaml"


@pytest.fixture
def launched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Start nothing; return with which words JupyterLab would have been started."""
    words: list[list[str]] = []
    server: Any = SimpleNamespace(
        local_url="http://127.0.0.1:8888/lab?token=1",
        identity_provider=SimpleNamespace(token_generated=True),
        io_loop=SimpleNamespace(add_callback=lambda call: call()),
        start=lambda: None,
        web_app=SimpleNamespace(settings={"base_url": "/"}, add_handlers=lambda *_: None),
    )
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        monkeypatch.setenv(f"JUPYTER_{name}", str(tmp_path / name))
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "of-mine")
    monkeypatch.setenv("JUPYTER_PATH", "")
    monkeypatch.setenv("KIT_COMMAND", "")
    monkeypatch.setattr(
        "kit.lab.start_jupyterlab.logging",
        SimpleNamespace(disable=int, captureWarnings=lambda capture: capture, WARNING=30),
    )
    monkeypatch.setattr("jupyterlab.labapp.LabApp.initialize_server", lambda given: words.append(given) or server)
    return words


def start(*options: str) -> None:
    """Start the course's own first notebook."""
    run_lab(notebooks_folder() / "00-start-here.ipynb", notebooks_folder(), options)


def test_jupyterlab_finds_the_settings_of_the_kit(launched: list[list[str]]):
    """Its settings come before those of the machine; Voila has the kit's template and shows lessons by steps."""
    start("--no-browser")
    root, address, *options = launched[0]
    assert root == f"--ServerApp.root_dir={notebooks_folder()}"
    assert address == "--LabApp.default_url=/doc/tree/00-start-here.ipynb"
    assert options == ["--no-browser"]
    button, first, *others = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert "Present" in (Path(button) / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8")
    assert others == ["of-mine"]
    config = PyFileConfigLoader("jupyter_lab_config.py", first).load_config()
    assert config.VoilaConfiguration == {**VOILA_SETTINGS, "prelaunch_hook": present}
    assert config.LabApp.extension_manager == "readonly"


def test_the_menus_of_a_japanese_course_are_japanese(
    launched: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """Menus and the button for the projector, alone or beside English; the language pack is there."""
    from jupyterlab_server.settings_utils import _get_overrides
    from jupyterlab_server.translation_utils import get_language_pack

    monkeypatch.setattr("kit.lab.start_jupyterlab.language_here", lambda _folder: "ja+en")
    start("--no-browser")
    overrides = _get_overrides(str(tmp_path))[0]
    locale = overrides["@jupyterlab/translation-extension:plugin"]["locale"]
    (button,) = overrides["@jupyterlab/notebook-extension:panel"]["toolbar"]
    assert button["label"] == "投影する"
    assert launched
    menus, problem = get_language_pack(locale)
    assert not problem
    assert menus["jupyterlab"]["Run All Cells"] == ["すべてのセルを実行"]


def test_each_language_of_the_button_is_one_of_the_kits():
    """A folder with the button in a language, or with menus, is of a language that lessons can be in."""
    for name in ("menus", "present_button"):
        assert {folder.name for folder in Path(start_jupyterlab.__file__).with_name(name).iterdir()} <= set(languages())


def test_the_button_differs_in_words_alone():
    """JupyterLab merges no lists of settings, so each language has the whole button, and only its words are others."""
    places = Path(start_jupyterlab.__file__).with_name("present_button").glob("*/labconfig/*.json")
    panels = [json.loads(path.read_text(encoding="utf-8"))["@jupyterlab/notebook-extension:panel"] for path in places]
    buttons = [button for panel in panels for button in panel["toolbar"]]
    assert len({button.pop("label") for button in buttons}) == len({button.pop("caption") for button in buttons}) == 3
    assert all(button == buttons[0] for button in buttons)


def test_a_notebook_knows_the_command_of_the_terminal(launched: list[list[str]], monkeypatch: pytest.MonkeyPatch):
    """The kernels of this JupyterLab print the command that works where it was started, not where they are."""
    here = command("check")
    start()
    monkeypatch.chdir("/")
    assert launched
    assert command("check") == here


def test_the_course_is_trusted_and_nothing_else(launched: list[list[str]]):
    """JupyterLab need not ask before it runs a notebook as it came with the kit; it does ask about a changed one."""
    start()
    assert launched
    notary = NotebookNotary()
    courses = [nbformat.read(path, as_version=4) for path in notebooks_folder().rglob("*.ipynb")]
    assert all(notary.check_signature(notebook) for notebook in courses)
    courses[0].cells[0].source += "!"
    assert not notary.check_signature(courses[0])


# ---- the real one ----


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home in which the user has a kernel of her own, called python3, that cannot run the kit."""
    kernel = tmp_path / ".local" / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps({"argv": ["/usr/bin/false"], "display_name": "Mine", "language": "python"}), "utf-8")
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a user with this home, and nothing else that she chose."""
    left_out = ("JUPYTER", "KIT_", "XDG_", "PYTHONDONT")
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)} | {"HOME": str(home)}


@pytest.fixture
def server(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Start `kit lab 02` in this home; end it, as a user does, by Ctrl+C pressed twice."""
    keyboard, terminal = os.openpty()  # at a terminal Jupyter asks before it stops
    words = [str(KIT), "lab", "02", "--no-browser", "--port=0"]
    with subprocess.Popen(
        words,
        cwd=home,
        env=environment(home),
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process
        process.kill()
    os.close(keyboard)
    os.close(terminal)


def ask(address: str, path: str, method: str = "GET") -> Any:  # noqa: ANN401 - JSON
    """Ask the server something."""
    root, token = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/.*\?token=(\w+)", address).groups()  # type: ignore[union-attr]
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{root}/api/{path}", method=method, headers={"Authorization": f"token {token}"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.loads(answer.read())


def test_it_starts_in_three_lines_with_this_kernel(server: subprocess.Popen[str], home: Path):
    """The address, the folder, how to stop, and no more; the kernel is this environment's, not the user's."""
    assert server.stdout
    address, folder, stop = (server.stdout.readline().split(maxsplit=3) for _ in range(3))
    assert folder == ["Your", "notebooks:", str(home / "my-notebooks")]
    assert stop[:2] == ["To", "stop:"]
    assert "/doc/tree/02-who-is-asean.ipynb?token=" in address[-1]
    url = address[-1].split()[-1]
    with urllib.request.urlopen(url, timeout=60) as page:  # noqa: S310 - our own server
        config = json.loads(re.search(r"jupyter-config-data[^>]*>(.*?)</script>", page.read().decode(), re.DOTALL)[1])
    assert (config["buildAvailable"], config["buildCheck"]) == (False, False)  # no page waits for a look at extensions
    kernel = ask(url, "kernels", "POST")["id"]
    (running,) = (
        process
        for process in psutil.Process(server.pid).children()
        if any(kernel in part for part in process.cmdline())
    )
    assert Path(running.cmdline()[0]).parent.samefile(Path(sys.executable).parent)
    server.send_signal(signal.SIGINT)
    question = "Shut down this Jupyter server (y/[n])? "
    assert server.stdout.read(len(question)) == question
    server.send_signal(signal.SIGINT)
    assert server.wait(60) == 0
    assert not running.is_running()


@pytest.mark.parametrize("words", [["lab"], ["present", "02"], ["preview", str(ITEMS)]], ids=lambda words: words[0])
def test_a_home_that_cannot_be_written_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    """Lab, projector and preview name the folder and a command after which they start."""
    home = tmp_path / "home"
    home.write_text("a file in the place of a home", encoding="utf-8")
    for name in set(os.environ) - set(environment(home)):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*words, "--no-browser"])
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: This cannot be written: Not a directory."), done.output
    assert f"Where: {home}" in done.stderr
    assert 'export JUPYTER_CONFIG_DIR="$PWD/kit-home"' in done.stderr
    assert isinstance(done.exception, SystemExit)
