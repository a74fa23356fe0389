"""Every string a learner sees outside a lesson's prose, from ``data/text/*.po``."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Protocol

from kit.errors import KitError
from kit.paths import data_folder


class Text(Protocol):
    """A function that gives the string of a key, with its ``{names}`` filled in."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the string of `key`."""


def languages() -> list[str]:
    """Return the languages of the kit's own strings, as ISO 639-1 codes."""
    return sorted(file.stem for file in (data_folder() / "text").glob("*.po"))


def strings(language: str) -> dict[str, str]:
    """Return all strings of one language, by key; a string not yet translated is in English.

    Raises
    ------
    KitError
        When there is no such language.
    """
    return {**_read("en"), **_read(language)}


def text_in(language: str = "en") -> Text:
    """Return the function that gives the kit's strings in one language.

    Examples
    --------
    >>> text_in("en")("card.check")
    'Check'
    """
    known = strings(language)

    def text(key: str, **values: object) -> str:
        return known[key].format(**values) if values else known[key]

    return text


def date_in(day: date, language: str = "en") -> str:
    """Return a day as one reads it in a language.

    Examples
    --------
    >>> import datetime
    >>> date_in(datetime.date(2023, 7, 13))
    '13 July 2023'
    """
    from babel.dates import format_date

    return format_date(day, "d MMMM y" if language == "en" else "long", locale=language)


def partial_date_in(partial: str, language: str = "en") -> str:
    """Return a date, of which perhaps only the year or the month is known, as one reads it in a language.

    Examples
    --------
    >>> partial_date_in("1996-07")
    'July 1996'
    """
    from babel.dates import format_skeleton

    year, *rest = (int(part) for part in partial.split("-"))
    first = date(year, *(*rest, 1, 1)[:2])
    return (
        date_in(first, language)
        if len(rest) > 1
        else format_skeleton(("y", "yMMMM")[len(rest)], first, locale=language)
    )


@cache
def _read(language: str) -> dict[str, str]:
    """Read one .po file; entries without a translation are left out."""
    from babel.messages.pofile import read_po

    if language not in languages():
        raise KitError(
            f"The kit has no texts in {language!r}.",
            where=str(data_folder() / "text"),
            do=f"Choose one of: {', '.join(languages())}.",
        )
    with (data_folder() / "text" / f"{language}.po").open("rb") as file:
        catalog = read_po(file)
    return {str(message.id): str(message.string) for message in catalog if message.id and message.string}
