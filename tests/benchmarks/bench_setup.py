"""What an installation takes, seconds and MB, beside JupyterLab with the three libraries; it needs a package index."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from run import row

ROOT = Path(__file__).parents[2]
LOCKS = {
    "a pupil's": ["--require-hashes", "-r", str(ROOT / "requirements-student.txt")],
    "a teacher's": ["--require-hashes", "-r", str(ROOT / "requirements.txt")],
}
LIBRARIES = ["jupyterlab", "pandas", "folium", "ipywidgets"]


def rows() -> list[dict[str, object]]:
    """Return seconds and MB of each installation in an environment of its own."""
    peer_seconds, peer_size = _install(LIBRARIES)
    found = []
    for name, packages in LOCKS.items():
        seconds, size = _install(packages)
        found.append(row(f"{name} set-up, seconds", seconds, "jupyterlab + the three libraries", peer_seconds))
        found.append(row(f"{name} set-up, MB", size, "jupyterlab + the three libraries", peer_size))
    return found


def _install(packages: list[str]) -> tuple[float, float]:
    """Return seconds and MB of a new environment with some packages."""
    with tempfile.TemporaryDirectory() as name:
        begin = time.perf_counter()
        bare = [] if packages else ["--without-pip"]
        subprocess.run([sys.executable, "-m", "venv", *bare, name], check=True)
        python = Path(name) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        if packages:
            quiet = ["--quiet", "--disable-pip-version-check"]
            subprocess.run([python, "-m", "pip", "install", *quiet, *packages], check=True)
        spent = time.perf_counter() - begin
        return spent, sum(path.stat().st_size for path in Path(name).rglob("*") if path.is_file()) / 1e6
