"""Every kind of item there is."""

from __future__ import annotations

from typing import get_args

from kit.quiz.item import Item
from kit.quiz.map_click import MapClick
from kit.quiz.multiple_choice import MultipleChoice
from kit.quiz.numeric import Numeric
from kit.quiz.ordering import Ordering
from kit.quiz.single_choice import SingleChoice

AnyItem = SingleChoice | MultipleChoice | Numeric | Ordering | MapClick

KINDS: dict[str, type[Item]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyItem)}
