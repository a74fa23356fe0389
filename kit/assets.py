"""Scripts and styles on their way to the browser: modules become one, and what only a reader needs is left out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

from kit.errors import KitError

_KIT = Path(__file__).resolve().parent
_IMPORT = re.compile(r"""^import \{([^}]*)\} from ["']([^"']+)["'];$""", re.MULTILINE)
# "a :is(b)" inside a block: rcssmin takes it for a property and a value, and would write "a:is(b)".
_INSIDE = re.compile(r"([\w\])]) :(?=[a-z-]+[\s(,{])")
_TOP = re.compile(r"^(export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b|export (?!default |(?:async )?(?:function|class|const|let) \w)).*", re.MULTILINE)


@cache
def esm(path: str) -> str:
    """Return a script of the kit and all that it imports as one ES module, minified.

    Parameters
    ----------
    path : str
        The script, relative to the folder ``kit``.

    Raises
    ------
    KitError
        When an import leads nowhere, modules import each other in a ring, or two declare the same name.
    """
    return str(rjsmin.jsmin(_join((_KIT / path).read_text(encoding="utf-8"), _KIT / path)))


@cache
def esm_from(source: str) -> str:
    """Return a script that is composed at run time and all that it imports as one ES module, minified.

    Parameters
    ----------
    source : str
        The script; its imports are relative to the folder ``kit``.

    Raises
    ------
    KitError
        As `esm` does.
    """
    return str(rjsmin.jsmin(_join(source, _KIT / "composed.js")))


@cache
def css(*paths: str) -> str:
    """Return style sheets of the kit as one, in this order, minified; paths are relative to the folder ``kit``."""
    return minified_css("\n".join((_KIT / path).read_text(encoding="utf-8") for path in paths))


@cache
def has_file(path: str) -> bool:
    """Return whether the kit has a file at a path, relative to the folder ``kit``."""
    return (_KIT / path).is_file()


def minified_css(text: str) -> str:
    """Return a style sheet without comments and spare spaces."""
    return str(rcssmin.cssmin(_INSIDE.sub(r"\1 *:", text)))


def _join(source: str, path: Path) -> str:
    """Return a script after all scripts that it needs; the names at the top of each are those of the whole."""
    texts: dict[Path, str] = {}
    owners: dict[str, Path] = {}
    _add(source, path, (), texts, owners)
    return "\n".join(texts.values())


def _add(source: str, path: Path, above: tuple[Path, ...], texts: dict[Path, str], owners: dict[str, Path]) -> set[str]:
    """Put what a script imports before it, then the script; return the names that it exports."""
    exported = {match[2] for match in _TOP.finditer(source) if match[1]}
    if path in texts:
        return exported
    for match in _IMPORT.finditer(source):
        other = (path.parent / match[2]).resolve()
        if other in (*above, path):
            raise _error("These scripts import each other.", path, match[0], "Move what both need to a third one.")
        if not other.is_file():
            raise _error("A script imports a file that does not exist.", path, match[0], "Correct the path.")
        found = _add(other.read_text(encoding="utf-8"), other, (*above, path), texts, owners)
        if missing := {name.strip() for name in match[1].split(",")} - {""} - found:
            do = f"Export {', '.join(sorted(missing))} in {other.name}; a name cannot be changed with `as`."
            raise _error("A script imports a name that is not exported.", path, match[0], do)
    text = _IMPORT.sub("", source)
    if other_form := _OTHER.search(text):
        do = 'Write `import { name } from "./file.js";` on one line or more, and `export` before a declaration.'
        raise _error("This form of import or export cannot be joined.", path, other_form[0], do)
    for match in _TOP.finditer(text):
        owner = owners.setdefault(match[2], path)
        if owner != path:
            raise _error(f"Two scripts declare {match[2]}.", path, match[0], f"Rename it here or in {owner.name}.")
    texts[path] = _EXPORT.sub("", text)
    return exported


def _error(what: str, path: Path, line: str, do: str) -> KitError:
    return KitError(what, where=f"{path.name}: {line}", do=do)
