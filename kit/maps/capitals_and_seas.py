"""What is written on the land and the seas of a map: capitals, and the names of seas."""

from __future__ import annotations

from functools import cache

from kit.facts.localization import localized
from kit.facts.membership import states
from kit.facts.partners import japan
from kit.facts.provenance import cite
from kit.facts.tables import rows
from kit.maps.layers.places import Dot, Places
from kit.maps.layers.seas import Sea, Seas
from kit.text import strings, text_in


@cache
def capitals(language: str) -> Places:
    """Return the capitals of Japan and of all that are members today, west to east.

    Source: table ``places``.
    """
    text = text_in(language)
    named = {row["iso3"]: localized(row, "name", language) for row in (*states(), japan())}
    dots = []
    for row in sorted(rows("places"), key=lambda row: row["lon"]):
        if row["capital"] and row["iso3"] in named:
            words = (text("map.capital_of", name=named[row["iso3"]]),)
            dots.append(
                Dot(
                    localized(row, "name", language),
                    row["lat"],
                    row["lon"],
                    words,
                    row["iso3"],
                    cite(row, language=language),
                )
            )
    return Places(tuple(dots))


@cache
def seas(language: str) -> Seas:
    """Return the seas of table ``places``, each with all the names in use: it belongs to no state."""
    known, found = strings(language), []
    for row in rows("places"):
        if str(row["place"]).endswith(" Sea"):
            also = known.get(f"map.also.{row['place']}", "")
            names = (localized(row, "name", language), *filter(None, also.split("; ")))
            found.append(Sea(names, row["lat"], row["lon"], cite(row, language=language)))
    return Seas(tuple(found))
