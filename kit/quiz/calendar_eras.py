"""Years of other eras as years of the common era: 昭和42年, S48, พ.ศ. 2510, B.E. 2516."""

from __future__ import annotations

import re

_YEAR_ZERO = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_YEAR_ZERO |= {"めいじ": 1867, "たいしょう": 1911, "しょうわ": 1925, "へいせい": 1988, "れいわ": 2018}
_YEAR_ZERO |= {
    "meiji": 1867,
    "taisho": 1911,
    "taishō": 1911,
    "showa": 1925,
    "shōwa": 1925,
    "heisei": 1988,
    "reiwa": 2018,
}
_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_BUDDHIST_YEARS_AHEAD = 543
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_JAPANESE = rf"({'|'.join(_YEAR_ZERO)})\s*(元|\d{{1,2}})(?=\s*(?:年|ねん|[)）]|$))"
_LETTER = r"\A([mtshr])\.?\s?(?=\d{1,2}年?\Z)"  # S48, as on Japanese forms
_BUDDHIST = r"(?:พุทธศักราช|พ\.?ศ\.?|\bb\.?e\.?|仏暦)\s*(2[45]\d\d)|(2[45]\d\d)\s*(?:พ\.?ศ\.?|b\.?e\b\.?)"


def in_common_era(text: str) -> str:
    """Return a normalised text, its numbers in digits, with years of Japanese and Buddhist eras as common years.

    Examples
    --------
    >>> in_common_era("昭和42年"), in_common_era("令和元年"), in_common_era("พ.ศ. 2510")
    ('1967年', '2019年', '1967')
    """
    text = re.sub(_JAPANESE, lambda era: str(_YEAR_ZERO[era[1]] + (1 if era[2] == "元" else int(era[2]))), text)
    return re.sub(_BUDDHIST, lambda year: str(int(year[1] or year[2]) - _BUDDHIST_YEARS_AHEAD), text)


def with_era_name(text: str) -> str:
    """Return a year whose era is a letter with the name of the era; only where a year is asked for.

    Examples
    --------
    >>> with_era_name("s48"), with_era_name("h.元")
    ('昭和48', 'h.元')
    """
    return re.sub(_LETTER, lambda era: _LETTERS[era[1]], text)


def year_in_thai(year: int) -> int:
    """Return the common year of one that is written in Thai, where the Buddhist era is meant unless said otherwise.

    Examples
    --------
    >>> year_in_thai(2510), year_in_thai(1967)
    (1967, 1967)
    """
    return year - _BUDDHIST_YEARS_AHEAD if 2400 <= year < 2600 else year  # noqa: PLR2004 - 1857 to 2056
