"""Pictures and emphasis in other homes: a file with a name of its own, the HTML that shows it, what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from kit.emphasis import Emphasised
from kit.export.wording import Wording
from kit.export.zip_package import identifier
from kit.quiz.interactions import Pairs
from kit.quiz.item import Item
from kit.quiz.item_picture import read_picture


def emphasis_losses(shape: Pairs, *, things: bool = False) -> Iterator[str]:
    """Yield that places lose their emphasis, where they are in lists to choose from; so do `things`, if asked."""
    texts = [target.text for target in shape.targets if not shape.is_order]
    texts += [thing.text for thing in shape.things if things]
    if any(isinstance(text, Emphasised) for text in texts):
        yield "emphasis in lists to choose from; the words stay"


class NamedPicture(NamedTuple):
    """A picture that goes along: its name, its content, and the whole of it as an address."""

    name: str
    content: bytes
    uri: str


def picture_of(item: Item) -> NamedPicture | None:
    """Return the picture of an item under the id of the item; None when it has none."""
    if item.picture is None:
        return None
    found = read_picture(Path(item.picture.file))
    return NamedPicture(f"{identifier(item.id)}{found.ending}", found.content, found.uri)


def picture_html(item: Item, address: str, wording: Wording) -> str:
    """Return the HTML that shows the picture of an item, which is at an address."""
    return f'<p><img src="{escape(address)}" alt="{escape(alt_of(item, wording))}"></p>'


def alt_of(item: Item, wording: Wording) -> str:
    """Return in one line what the picture of an item shows; some homes take no line break there."""
    return " ".join(wording(item.picture.alt).split()) if item.picture else ""
