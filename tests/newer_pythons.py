"""Run what needs no browser under each newer CPython that is installed here: `make pythons`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEAST = (3, 12)  # `make test` runs under what it was set up with, 3.11 at least


def newer(folders: list[Path]) -> dict[tuple[int, int], Path]:
    """Return the newest CPython of each minor version in some folders of programs."""
    found: dict[tuple[int, int], tuple[str, Path]] = {}
    for program in (path for folder in folders for path in sorted(folder.glob("python3.*"))):
        if re.fullmatch(r"python3\.\d+(\.exe)?", program.name):
            about = "import platform as p; print(p.python_implementation(), p.python_version())"
            said = subprocess.run([program, "-c", about], capture_output=True, text=True, check=False).stdout.split()
            if said[:1] == ["CPython"] and re.fullmatch(r"\d+\.\d+\.\d+", said[1]):
                major, minor, patch = map(int, said[1].split("."))
                if (major, minor) >= LEAST and (f"{patch:03}", program) > found.get((major, minor), ("", Path())):
                    found[major, minor] = (f"{patch:03}", program)
    return {version: program for version, (_, program) in sorted(found.items())}


def main() -> int:
    """Make an environment for each, install the locked libraries, and run the tests; the last line counts them."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    folders = [*map(Path, os.get_exec_path()), *versions.glob("*/bin")]
    failed = []
    pythons = newer(folders)
    for version, python in pythons.items():
        name = ".".join(map(str, version))
        home = ROOT / "build" / f"python-{name}"
        shutil.rmtree(home, ignore_errors=True)
        own = home / ("Scripts" if os.name == "nt" else "bin") / "python"
        pip = [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        steps = (
            [python, "-m", "venv", home],
            [*pip, "--require-hashes", "-r", ROOT / "requirements-test.txt"],
            [*pip, "--no-deps", "--no-build-isolation", "-e", ROOT],
            [own, "-m", "pytest", "-n", "auto", "--dist", "loadscope", "-m", "not browser"],
        )
        print(f"== Python {name}: {python}", flush=True)  # noqa: T201
        if any(subprocess.run(step, cwd=ROOT, check=False).returncode for step in steps):
            failed.append(name)
        shutil.rmtree(home, ignore_errors=True)
    print(f"{len(pythons) - len(failed)} passed, {len(failed)} failed")  # noqa: T201
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
