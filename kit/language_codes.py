"""Codes of languages: which there are, and which one was meant by ``jp``, ``eng`` or ``Japanese``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_OFTEN = {"en", "id", "ja", "km", "ko", "lo", "ms", "my", "th", "tl", "vi", "zh"}  # known without looking them up


def first_and_second(language: str) -> tuple[str, str]:
    """Return the language of a lesson, and the one in which its texts are shown too, or nothing.

    Examples
    --------
    >>> first_and_second("ja+en"), first_and_second("ja")
    (('ja', 'en'), ('ja', ''))
    """
    first, _, second = language.partition("+")
    return first, "" if second == first else second


@cache
def is_language(code: str) -> bool:
    """Return whether a text is the code of a language, such as ``ja``, ``zh-Hant`` or ``pt-BR``.

    Examples
    --------
    >>> is_language("ja"), is_language("jp")
    (True, False)
    """
    if code in _OFTEN:
        return True
    from babel import Locale
    from babel.core import parse_locale

    try:
        language = parse_locale(code, sep="-")[0]
    except ValueError:
        return False
    return language == code.partition("-")[0] and language in Locale("en").languages


@cache
def locale_of(language: str) -> Locale:
    """Return how a language writes dates, numbers and lists: of one that CLDR does not have, such as Tetum, English.

    Examples
    --------
    >>> str(locale_of("zh-Hant")), str(locale_of("tet"))
    ('zh_Hant', 'en')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return Locale("en")


def own_name(language: str) -> str:
    """Return what a language calls itself; its English name where CLDR does not have it.

    Examples
    --------
    >>> own_name("ja"), own_name("zh-Hant"), own_name("tet")
    ('日本語', '中文 (繁體)', 'Tetum')
    """
    locale = locale_of(language)
    is_known = locale.language == language.partition("-")[0]
    return str(locale.display_name if is_known else locale.languages.get(language, language))


def language_meant(word: str, known: Iterable[str] = ()) -> str:
    """Return a question with the language that was probably meant and a space before it, or nothing.

    Parameters
    ----------
    word : str
        The code of a state (``jp``), a code of three letters (``jpn``), or the name of a language.
    known : iterable of str
        The languages to choose from; any language when there are none.

    Examples
    --------
    >>> language_meant("jp"), language_meant("Japanese", ["en", "ja"])
    (" Did you mean 'ja'?", " Did you mean 'ja'?")
    """
    from babel import Locale
    from babel.core import get_global

    folded = unicodedata.normalize("NFKC", word).strip().casefold().replace("_", "-")
    name = "indonesian" if folded == "bahasa" else folded.removeprefix("bahasa ")
    known, states = list(known), {code: state for code, state in _english("territories").items() if code != "ZZ"}
    guesses = [re.split("[-+,.]", folded)[0], get_global("language_aliases").get(folded, "")]
    guesses += [code for code, language in _english("languages").items() if language.casefold() == name]
    guesses += [code for code in known for shown in known if _name_in(shown, code) == name]
    guesses += [code for code in sorted(_OFTEN - {"tl"}) if _name_in(code, code) == name]
    of_states = [code for code, state in states.items() if state.casefold() == name]
    if folded.isascii() and len(folded) <= len("jpn") and not is_language(word):
        guesses.append(folded[:2])
        of_states += [folded[:2].upper()] if folded[:2].upper() in states else []
    guesses += [Locale.parse(f"und_{code}").language for code in of_states if len(code) == len("JP")]
    near = next((code for code in guesses if code != word and is_language(code) and (not known or code in known)), "")
    return f" Did you mean {near!r}?" if near else ""


def _english(what: str) -> dict[str, str]:
    """Return the English names of all languages or states by their codes."""
    from babel import Locale

    return dict(getattr(Locale("en"), what))


def _name_in(shown: str, code: str) -> str:
    """Return the name of a language in another one, or in itself."""
    from babel import Locale

    return (Locale(shown).languages.get(code) or "").casefold()


def code_of(system: str) -> str:
    """Return the code of the language of a system's locale; empty where it names none.

    Examples
    --------
    >>> code_of("ja_JP.UTF-8"), code_of("Japanese_Japan"), code_of("C")
    ('ja', 'ja', '')
    """
    word = system.partition(".")[0].partition("_")[0]
    if word in {"", "C", "POSIX"}:
        return ""
    if len(word) in {2, 3} and is_language(word.lower()):
        return word.lower()
    from babel import Locale

    return next((code for code, name in Locale("en").languages.items() if name == word), "")
