"""Whether files are the ones that ``datapackage.json`` describes, byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from kit.amounts import counted
from kit.checks.data_package import NAME, Resource, resources
from kit.checks.file_cache import FileCache
from kit.checks.problem import Problem
from kit.errors import KitError
from kit.files import write_whole, writing
from kit.paths import command, typed

_MARK = b"\xef\xbb\xbf"


def check_hashes(folder: Path, found: list[Resource], files: FileCache) -> Iterator[Problem]:
    """Yield each file that cannot be read or is not the one described."""
    for resource in found:
        try:
            mistake = _difference(resource, files.content(resource.path))
        except KitError as error:
            yield Problem.of(error)
            continue
        if mistake:
            renew = command(f"check --renew-hashes {typed(folder)}")
            do = f"If the change is meant, run `{renew}`; if not, put the file back."
            yield Problem(mistake, str(resource.path), do)


def damaged(folder: Path) -> list[Problem]:
    """Return every file of a folder that is missing, unreadable or changed."""
    files = FileCache()
    found, problems = resources(folder, files)
    return problems + list(check_hashes(folder, found, files))


def renew_hashes(folder: Path) -> list[str]:
    """Write the hashes and sizes of changed files into ``datapackage.json``; only files that have a hash.

    Returns
    -------
    list of str
        The names of the tables and files whose hash was renewed.

    Raises
    ------
    KitError
        When ``datapackage.json`` or a file it describes cannot be read, or when it cannot be written.
    """
    package = Path(folder) / NAME
    files = FileCache()
    found, problems = resources(Path(folder), files)
    for problem in problems:
        raise KitError(problem.what, where=problem.where, do=problem.do)
    described = files.json(package)
    renewed = []
    for resource, entry in zip(found, described["resources"], strict=True):
        content = files.content(resource.path)
        if resource.hash and _difference(resource, content):
            entry |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            renewed.append(resource.name)
    if renewed:
        with writing("The new hashes", package, "Check the permissions and the free space of the folder."):
            write_whole(package, (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode())
    return renewed


def _difference(resource: Resource, content: bytes) -> str:
    """Return a sentence on what is different; empty when nothing is, or when there is no hash."""
    if resource.bytes in (None, len(content)) and _fits(resource, content):
        return ""
    if _fits(resource, content):
        return f"The file has {counted(len(content), 'bytes')}, but datapackage.json says {resource.bytes}."
    if _fits(resource, content.removeprefix(_MARK)):
        return "The file now begins with an invisible byte-order mark; all else is as described in datapackage.json."
    if _fits(resource, content.removeprefix(_MARK).replace(b"\r\n", b"\n")):
        return "The lines now end as on Windows (CRLF); all else is as described in datapackage.json."
    return "The file is not the one whose hash datapackage.json has: its content has changed."


def _fits(resource: Resource, content: bytes) -> bool:
    """Return whether a content has the hash; without a prefix the standard means MD5."""
    algorithm, _, digest = resource.hash.rpartition(":")
    if not digest:
        return True
    try:
        return hashlib.new(algorithm or "md5", content, usedforsecurity=False).hexdigest() == digest.lower()
    except (ValueError, TypeError):  # no such algorithm, or one without a fixed length
        return False
