"""What teachers assign and learners get: only the part for students leaves the teachers' folder, never the keys."""

from __future__ import annotations

import shutil
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
    """
    for students in sorted(assignments.glob("*/students")):
        for original in _files(students):
            copy = given / students.parent.name / original.relative_to(students)
            if not copy.exists():
                for folder in reversed(copy.relative_to(given).parents[:-1]):
                    (given / folder).mkdir(exist_ok=True)
                    (given / folder).chmod(0o755)
                write_whole(copy, original.read_bytes())
                copy.chmod(0o644)


def take(given: Path, course: Path) -> None:
    """Copy what was given out and is not here yet; a learner's own copy stays as it is."""
    for folder in sorted(given.iterdir()) if given.is_dir() else ():
        for original in _files(folder):
            copy = course / original.relative_to(given)
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(original, copy)


def _files(folder: Path) -> list[Path]:
    """Return the files below a folder; a link is not followed, as it may lead to what nobody assigned."""
    if folder.is_symlink():
        return []
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
