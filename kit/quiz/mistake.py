"""Something that the author of an item has to fix."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from kit.suggest import did_you_mean, name_list

_BETWEEN_IDS = re.compile(r"[\s,、，;；]+")


class Mistake(NamedTuple):
    """Something an author has to fix: the way to it inside the item, what is wrong, what to do."""

    path: tuple[str | int, ...]
    what: str
    do: str

    def below(self, *path: str | int) -> Mistake:
        """Return the mistake as it is found from further above: the path leads there first."""
        return self._replace(path=(*path, *self.path))


def unknown(what: str, name: str, known: Collection[str], *path: str | int) -> Mistake:
    """Return the mistake of a name that nothing has, with those that there are; several may be written as one."""
    several = [part for part in _BETWEEN_IDS.split(name) if part]
    if len(several) > 1 and set(several) <= set(known):
        return Mistake(path, what, f"These are several ids. Write [{', '.join(several)}]")
    if not known:
        return Mistake(path, what, "There is none yet: write it, with this id.")
    return Mistake(path, what, f"Use one of {name_list(known)}.{did_you_mean(name, known)}")
