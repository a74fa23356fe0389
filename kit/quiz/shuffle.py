"""The order in which a learner sees options and items: mixed, and the same each time for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Protocol, TypeVar


class Pooled(Protocol):
    """Something with an id that may belong to a pool, as an item does."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def pool(self) -> str | None:
        """The name of the pool."""


T = TypeVar("T")
P = TypeVar("P", bound=Pooled)


def shuffled(things: Sequence[T], seed: str, keep_order: bool = False) -> list[T]:  # noqa: FBT001, FBT002
    """Return items or options in an order that depends on the seed and on their ids alone.

    Parameters
    ----------
    things : sequence
        Items, options, or their public dicts; each has an id.
    seed : str
        Names the learner and the attempt; the same seed gives the same order on every machine.
    keep_order : bool
        Return them as they are.

    Examples
    --------
    >>> [option["id"] for option in shuffled([{"id": "a"}, {"id": "b"}, {"id": "c"}], "me/1")]
    ['b', 'a', 'c']
    """
    if keep_order:
        return list(things)
    return sorted(things, key=lambda thing: _rank(seed, id_of(thing)))


def drawn(items: Sequence[P], pools: Mapping[str, int], seed: str) -> list[P]:
    """Return the items of one attempt: those without a pool, and from each pool the number asked for.

    Parameters
    ----------
    items : sequence of Item
        All items of a lesson.
    pools : mapping
        Name of a pool to the number of items to draw, as in an item file.
    seed : str
        Names the learner and the attempt; the same seed draws the same items.

    Returns
    -------
    list of Item
        In the order of the file.
    """
    chosen = {item.id for item in items if item.pool is None}
    for pool, count in pools.items():
        mixed = shuffled([item for item in items if item.pool == pool], f"{seed}/{pool}")
        chosen |= {item.id for item in mixed[:count]}
    return [item for item in items if item.id in chosen]


def id_of(thing: object) -> str:
    """Return the id of an item, of an option, or of its public dict."""
    return str(thing["id"] if isinstance(thing, dict) else getattr(thing, "id"))  # noqa: B009


def _rank(seed: str, name: str) -> bytes:
    """Sort by a hash: no state, no dependence on Python's own random numbers, and a new option moves no other."""
    return blake2b(f"{seed}\0{name}".encode(errors="surrogatepass"), digest_size=16).digest()
