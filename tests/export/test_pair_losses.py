"""Pairs that a home counts one by one: what scores otherwise there is named."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kit.export.formats import Report
from kit.export.pair_losses import marking_losses
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Pairs
from kit.quiz.kinds.mark_text.item import MarkText
from kit.quiz.kinds.placing import Place

CATEGORIES = (Place(id="past", text="past"), Place(id="no-mark", text="not past"))


def marked(every_kind: LessonItems, *names: str) -> MarkText:
    """Return a text of three phrases of which some belong to a category."""
    item = every_kind.items[11]
    assert isinstance(item, MarkText)
    return msgspec.structs.replace(item, categories=CATEGORIES, key=dict.fromkeys(names, "past"))


@pytest.mark.parametrize("to", ["gift", "moodle-xml", "qti12", "qti21"])
def test_a_phrase_to_leave_alone_is_named(to: str, report: Callable[..., Report], every_kind: LessonItems):
    """Where a phrase belongs nowhere, leaving it alone earns a share there and nothing here; the report says so."""
    some, whole = marked(every_kind, "founded", "joined"), marked(every_kind, "founded", "summit", "joined")
    said = list(marking_losses(some.interaction("en")))  # type: ignore[arg-type]
    assert len(said) == 1
    assert report(to, msgspec.structs.replace(every_kind, items=(some,))).left_out[said[0]] == [some.id]
    assert said[0] not in report(to, msgspec.structs.replace(every_kind, items=(whole,))).left_out


def test_the_place_for_what_is_left_alone_has_an_id_of_its_own(every_kind: LessonItems):
    """A category may be called as the kit calls the place for no mark; the two stay two."""
    shape = marked(every_kind, "founded").interaction("en")
    assert isinstance(shape, Pairs)
    assert [target.id for target in shape.targets] == ["past", "no-mark", "no-mark-"]
