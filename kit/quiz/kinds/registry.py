"""Every kind of item there is."""

from __future__ import annotations

from typing import get_args

from kit.quiz.item import Item
from kit.quiz.kinds.fill_in.item import FillIn
from kit.quiz.kinds.grouping.item import Grouping
from kit.quiz.kinds.map_click.item import MapClick
from kit.quiz.kinds.matching.item import Matching
from kit.quiz.kinds.multiple_choice.item import MultipleChoice
from kit.quiz.kinds.numeric.item import Numeric
from kit.quiz.kinds.open_answer.item import OpenAnswer
from kit.quiz.kinds.ordering.item import Ordering
from kit.quiz.kinds.short_text.item import ShortText
from kit.quiz.kinds.single_choice.item import SingleChoice
from kit.quiz.kinds.true_false.item import TrueFalse

AnyItem = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | Numeric
    | ShortText
    | Ordering
    | Matching
    | Grouping
    | FillIn
    | MapClick
    | OpenAnswer
)

KINDS: dict[str, type[Item]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyItem)}
