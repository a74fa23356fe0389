"""An event of the timeline in words, as a screen shows it and as paper does."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from kit.dates import span
from kit.facts.localization import AnyRow, localized
from kit.text import partial_date_in, text_in


def event_words(row: AnyRow, language: str, folder: Path | None = None) -> dict[str, str]:
    """Return when an event was, its title, what happened, and where the story names it; empty where it does not.

    Parameters
    ----------
    row : row of table ``timeline``
        The event.
    language : str
        ISO 639-1 code.
    folder : pathlib.Path, optional
        Another data folder, from which the row is.

    Returns
    -------
    dict of str to str
        ``when``, ``title``, ``what_happened`` and ``story``.
    """
    text, when = text_in(language), partial_date_in(row["date"], language)
    begin, end = span(row["date"])
    return {
        "when": when if begin == end else text("timeline.about", date=when),
        "title": localized(row, "title", language, folder),
        "what_happened": localized(row, "what_happened", language, folder),
        "story": "" if pd.isna(row["paragraph"]) else text("timeline.story", paragraph=row["paragraph"]),
    }
