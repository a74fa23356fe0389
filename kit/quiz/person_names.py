"""Names of persons: the full name where a family name is asked for, and which two words may be a person."""

from __future__ import annotations

import re
from functools import cache

from kit.csv_files import shipped_rows
from kit.paths import data_folder

_OF_PLACES_AND_TREATIES = (
    "north south east west northern southern eastern western central upper lower new old great greater united free "
    "national international foreign economic political military common joint general prime special "
    "sea ocean strait straits river bay gulf lake island islands peninsula mount mountain cape coast canal delta city "
    "town port village state states kingdom republic union nation nations country countries korea zealand asia africa "
    "america europe pacific atlantic indian rim world region area zone belt road bridge airport railway line "
    "treaty doctrine agreement accord pact declaration statement charter vision plan programme program project "
    "initiative dialogue partnership cooperation community association organisation organization forum summit "
    "conference meeting council committee commission ministry minister court tribunal bank fund company university "
    "school party government parliament congress army navy war peace crisis trade aid investment rubber oil gas coal "
    "day week month year century decade house street square temple museum park centre center market "
    "phnom penh kuala lumpur timor leste viet nam hong kong sri lanka da nang ha noi saudi arabia"
)


def family_name(text: str) -> str:
    """Return the family name where a normalised text is the full name of a person of the story; else the text.

    Examples
    --------
    >>> family_name("takeo fukuda"), family_name("fukuda, takeo"), family_name("福田赳夫"), family_name("yasuo fukuda")
    ('fukuda', 'fukuda', '福田', 'yasuo fukuda')
    """
    return _families().get(_letters(text), text)


def may_be_a_person(name: str) -> bool:
    """Return whether two words can be a person's name, which is written in two orders; places and treaties cannot.

    Examples
    --------
    >>> may_be_a_person("Takeo Fukuda"), may_be_a_person("South China"), may_be_a_person("Fukuda Doctrine")
    (True, False, False)
    """
    return not set(_OF_PLACES_AND_TREATIES.split()).intersection(re.findall(r"[^\W\d_]+", name.casefold()))


def _letters(name: str) -> str:
    return re.sub(r"[\s,・]+", "", name.casefold().replace("ō", "o").replace("é", "e"))


@cache
def _families() -> dict[str, str]:
    """Return family names by full names, in either order; ``data/text/persons.csv`` says which row names the person."""
    known = shipped_rows(data_folder() / "text" / "persons.csv")
    persons = [(row[f"family{of}"], row[f"given{of}"]) for row in known for of in ("", "_ja")]
    return {_letters(name): one.casefold() for one, other in persons if one for name in (one + other, other + one)}
