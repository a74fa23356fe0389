"""What a class knows: hand-ins collected, scored and analysed, and the pages that show it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


class _Package(ModuleType):
    """The package, which is also the word `kit.class_report` of the notebooks: Python has one object for both."""

    @property
    def __wrapped__(self) -> Callable[..., Any]:  # where Python and JupyterLab look for the signature
        function = import_module(f"{__name__}.report").class_report
        explained: Callable[..., Any] = import_module("kit.wrong_calls").explained(function, __name__)
        return explained

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__wrapped__.__doc__

    def __call__(self, *values: object, **named: object) -> object:
        return self.__wrapped__(*values, **named)


sys.modules[__name__].__class__ = _Package
