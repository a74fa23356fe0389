"""What Moodle takes, whichever way an item goes there: shares, ids, texts of lists, and which item it cannot take."""

from __future__ import annotations

from kit.export.wording import Wording
from kit.export.zip_package import identifier
from kit.quiz.interactions import Choice, Interaction, Pairs, plain_number
from kit.quiz.item import Item

SECOND_TRY = "a second try without a price; Moodle's interactive mode takes a third of the points for it"
# Moodle has the shares of so many right options; one question with another stops the import of the whole file.
_COUNTS = (*range(1, 11), 20)
# Moodle's database has so much room for them, and a longer one stops the import of the whole file.
_ID, _LISTED = 100, 255


def percent(share: float) -> str:
    """Return a share in percent as Moodle writes it: a third is 33.33333."""
    return plain_number(round(100 * share, 5))


def id_number(name: str) -> str:
    """Return the id under which Moodle knows a question of that name."""
    return identifier(name, _ID)


def refusal(_item: Item, shape: Interaction, _wording: Wording) -> str:
    """Return why Moodle would refuse an item, and the file with it; empty when it takes it."""
    if isinstance(shape, Choice) and shape.several and len(shape.key) not in _COUNTS:
        count = len(shape.key)
        return f"{count} options are right; Moodle has no share of 1/{count}, only up to 1/10, and 1/20"
    if isinstance(shape, Pairs) and (longest := max(len(target.text) for target in shape.targets)) > _LISTED:
        return f"a text to choose from has {longest} characters; {_LISTED} fit"
    return ""
