"""Words for errors: names as a list to read, and the name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kit.text import LearnerError


def name_list(names: Iterable[str]) -> str:
    """Return names as a list to read.

    Examples
    --------
    >>> name_list(["facts", "members"])
    'facts, members'
    """
    return ", ".join(names)


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words that are spelled most like a word, the nearest first; none when all are far away."""
    from difflib import get_close_matches  # only a wrong name needs it

    return get_close_matches(str(word), list(known), n=most)


def unknown_name(key: str, name: str, known: Iterable[str], where: object) -> LearnerError:
    """Return the error for a name that is not known: all that are, and the nearest one.

    Examples
    --------
    >>> print(unknown_name("ask.map", "member", ["members", "trade"], "kit.map"))
    There is no map 'member'.
      Where: kit.map
      What to do: Choose one of: members, trade. Did you mean 'members'?
    """
    near = "".join(nearest(name, known, 1))
    do = "lesson.choose_near" if near else "lesson.choose"
    return LearnerError(key, where=where, do=do, name=name, known=name_list(known) or "–", near=near)


class MissingNameError(AttributeError):
    """A name after a dot that is not there, which a notebook says in the language of the lesson.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been meant.
    owner : str
        What is before the dot, such as ``lesson``.
    """

    def __init__(self, name: str, known: Iterable[str], owner: str) -> None:
        self.known, self.owner = sorted(known), owner
        super().__init__(f"{owner} has no {name!r}; it has {', '.join(self.known)}.", name=name)

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows."""
        return str(unknown_name("ask.word", str(self.name), self.known, self.owner)).splitlines()


def is_folder(name: str) -> bool:
    """Return whether there is a folder of a name that somebody wrote; one that is too long for a file has none."""
    with suppress(OSError):
        return bool(name) and Path(name).is_dir()
    return False


def folder_error(folder: str, pattern: str, known: Iterable[str]) -> LearnerError:
    """Return the error for a folder where a lesson was to be named: the files of lessons in it, else those known.

    Parameters
    ----------
    folder : str
        The folder as it was named.
    pattern : str
        What files of lessons are called, such as ``"*.yaml"``; they may also be in its folder ``items``.
    known : iterable of str
        The lessons of the course.
    """
    home = Path(folder)
    files = [str(path) for each in (home, home / "items") for path in sorted(each.glob(pattern))]
    do = "lesson.name_file" if files else "lesson.choose"
    return LearnerError("lesson.is_folder", where=folder, do=do, files=name_list(files), known=name_list(known))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the nearest known word and a space before it, or nothing.

    Examples
    --------
    >>> did_you_mean("fact", ["facts", "members"])
    " Did you mean 'facts'?"
    """
    near = nearest(word, known, 1)
    return f" Did you mean {near[0]!r}?" if near else ""
