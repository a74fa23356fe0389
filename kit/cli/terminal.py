"""What a command shows and asks in the terminal while it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import TypeVar
from unicodedata import normalize

import click

from kit.cli.words import say, spoken

_Part = TypeVar("_Part")


def with_a_bar(label: str) -> Callable[[list[_Part]], Iterator[_Part]]:
    """Return what gives parts of some work one by one; once this takes more than a second, it shows how far it is."""

    def watch(parts: list[_Part]) -> Iterator[_Part]:
        rest, begin, count = iter(parts), monotonic(), 0
        for part in rest:
            yield part
            count += 1
            if monotonic() - begin > 1:
                break
        if count < len(parts):
            with click.progressbar(rest, length=len(parts) - count, label=spoken(label), file=sys.stderr) as bar:
                yield from bar

    return watch


def agrees() -> bool:
    """Ask at the keyboard whether to delete; where nobody can answer, nothing is deleted."""
    if not sys.stdin.isatty():
        say("Nothing was removed. Add --yes to remove it without a question.")
        return False
    return agrees_to("Remove this for good?")


def may_replace(copy: Path) -> bool:
    """Ask at the keyboard; where nobody can answer, the student's copy stays."""
    if not sys.stdin.isatty():
        say(f"{copy.name}: the kit has a newer version. To take it, rename your copy and start again.")
        return False
    question = f"{copy.name}: the kit has a newer version. Take it, and keep your copy under another name?"
    return agrees_to(question)


def agrees_to(question: str, *, default: bool = False) -> bool:
    """Ask at the keyboard until the answer is yes or no, in English or in the language in which the command speaks."""
    answers = {"y": True, "yes": True, spoken("yes"): True, "n": False, "no": False, spoken("no"): False, "": default}
    while True:
        said = click.prompt(
            f"{spoken(question)} {spoken('[Y/n]:' if default else '[y/N]:')}",
            default="",
            show_default=False,
            prompt_suffix=" ",
        )
        if (typed := normalize("NFKC", said).strip().lower()) in answers:
            return answers[typed]
        say("Please type y for yes or n for no.")
