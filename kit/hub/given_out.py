"""What teachers assign and learners get: only the part for students leaves the teachers' folder, never the keys."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kit.files import write_whole

ASSIGNMENTS, GIVEN = "KIT_ASSIGNMENTS", "KIT_GIVEN"


def give_out(assignments: Path, given: Path) -> None:
    """Copy what teachers have assigned to where learners can read it; what is there already stays.

    Parameters
    ----------
    assignments : pathlib.Path
        The teachers' folder; in it are folders that `kit assign --out` wrote.
    given : pathlib.Path
        The folder that learners can read.

    Raises
    ------
    OSError
        When a file cannot be copied; the others are.
    """
    troubles = []
    for students in sorted(assignments.glob("*/students")):
        for original in _files(students):
            copy = given / students.parent.name / original.relative_to(students)
            try:
                if not copy.exists():
                    _copy(original, copy, given)
            except OSError as error:
                troubles.append(error)
    if troubles:
        raise troubles[0]


def _copy(original: Path, copy: Path, given: Path) -> None:
    content = original.read_bytes()
    for folder in reversed(copy.relative_to(given).parents[:-1]):
        (given / folder).mkdir(exist_ok=True)
        (given / folder).chmod(0o755)
    write_whole(copy, content)
    copy.chmod(0o644)


class Letterbox:
    """Brings to a learner what teachers give out, while her server runs.

    Parameters
    ----------
    given : pathlib.Path
        The folder that learners can read.
    course : pathlib.Path
        The learner's folder.
    """

    def __init__(self, given: Path, course: Path) -> None:
        self._given, self._course = given, course
        self._known: set[Path] = set()
        self.empty()

    def empty(self) -> None:
        """Copy what is new into the learner's folder.

        A copy that is there stays as it is; one that the learner has renamed or deleted does not come again before
        the next start of her server.
        """
        for path in sorted(self._found().keys() - self._known):
            copy = self._course / path
            with suppress(OSError):  # no room, or it goes away at this moment: it is tried again
                if not copy.exists():
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    write_whole(copy, (self._given / path).read_bytes())
                self._known.add(path)

    def notebooks(self) -> list[str]:
        """Return the notebooks that were given out and are in the learner's folder, those that came last first."""
        self.empty()
        found = self._found()
        here = [path for path in found if path.suffix == ".ipynb" and (self._course / path).is_file()]
        return [path.as_posix() for path in sorted(here, key=lambda path: (-found[path], path))]

    def _found(self) -> dict[Path, float]:
        """Return what was given out, and when."""
        folders = sorted(self._given.iterdir()) if self._given.is_dir() else ()
        return {path.relative_to(self._given): path.stat().st_mtime for folder in folders for path in _files(folder)}


def _files(folder: Path) -> list[Path]:
    """Return the files below a folder: no link, which may lead to what nobody assigned, and nothing half-written."""
    if folder.is_symlink():
        return []
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
