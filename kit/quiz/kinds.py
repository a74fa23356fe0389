"""Every kind of item there is."""

from __future__ import annotations

from typing import get_args

from kit.quiz.fill_in import FillIn
from kit.quiz.grouping import Grouping
from kit.quiz.item import Item
from kit.quiz.map_click import MapClick
from kit.quiz.matching import Matching
from kit.quiz.multiple_choice import MultipleChoice
from kit.quiz.numeric import Numeric
from kit.quiz.open_answer import OpenAnswer
from kit.quiz.ordering import Ordering
from kit.quiz.short_text import ShortText
from kit.quiz.single_choice import SingleChoice
from kit.quiz.true_false import TrueFalse

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
