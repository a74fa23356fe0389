"""Every string a learner sees outside a lesson's prose, from ``data/text/en.po`` and ``data/text/*/screens.po``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from kit.errors import KitError
from kit.language_codes import language_meant, locale_of
from kit.paths import data_folder
from kit.started_lesson import STARTED
from kit.translations import ENGLISH

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SCREENS = "screens.po"


class LanguageSettings(NamedTuple):
    """What differs between languages besides words.

    Parameters
    ----------
    font : str
        Fonts of a picture, as CSS names them: without these, characters may come from whichever font has them.
    joiner : str
        What separates two sentences.
    stop : str
        What separates a sentence from who says so.
    comma : str
        What is between a place and its date.
    colon : str
        What is between a name and what is said of it.
    in_brackets : str
        How a remark in brackets follows a sentence.
    marked : str
        What is around each phrase that may be chosen in a text.
    before_unit : str
        What is between a number and its unit.
    list_joiner : str
        What separates the parts of a list that may have commas in them.
    date : str
        How Babel writes a full date.
    numbers : str
        How Babel writes "1.2 million": long or short.
    short_from : int
        From which number on a legend writes it short.
    letters : str
        A pattern that tells the language among those of the kit, as `scripts/language.js` has it.
    counts_lessons : bool
        Whether a lesson has its number as one says it: 7 and not 07.
    """

    font: str = "sans-serif"
    joiner: str = " "
    stop: str = ". "
    comma: str = ", "
    colon: str = ": "
    in_brackets: str = " ({})"
    marked: str = "[{}]"
    before_unit: str = " "
    list_joiner: str = "; "
    date: str = "long"
    numbers: Literal["long", "short"] = "long"
    short_from: int = 1_000_000
    letters: str = "[A-Za-z]{3}"
    counts_lessons: bool = False


_QUOTED = re.compile(r"「{(?!excerpt)(\w+)}」")  # an official text is quoted as it was printed
_INNER = str.maketrans("「」", "『』")
_SETTINGS = {
    "en": LanguageSettings(date="d MMMM y"),
    "ja": LanguageSettings(
        font="Noto Sans CJK JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif",
        joiner="",
        stop="。",
        comma="、",
        colon="：",
        in_brackets="（{}）",
        marked="［{}］",
        before_unit="",
        list_joiner="；",
        numbers="short",  # Babel has no long form
        short_from=10_000,
        letters="[぀-ヿ一-鿿]",
        counts_lessons=True,
    ),
}


class Text(Protocol):
    """A function that gives the string of a key, with its ``{names}`` filled in."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the string of `key`; where it has plural forms, the one that fits the value `count`."""


class Key(str):
    """A key whose string is filled into another sentence, in the language of that sentence."""

    __slots__ = ()


def reason(error: Exception) -> Key | str:
    """Return why the system refused something: a key where the catalogues have its words, else the system's own."""
    import errno

    key = f"system.{errno.errorcode.get(getattr(error, 'errno', None) or 0)}"
    return Key(key) if key in _read(ENGLISH) else str(getattr(error, "strerror", None) or error)


class LearnerError(KitError):
    """An error that a learner may meet: its sentences are in the catalogues, in her language.

    Parameters
    ----------
    key : str
        Key of the sentence that says what is wrong.
    where : object
        File, row or item id, and column; empty when there is no place to name.
    do : str
        Key of the sentence that says what to do next; ``{key}_do`` where there is one, when empty.
    **values : object
        What is filled into the two sentences; a `Key` by its string, a date as one reads it.

    Examples
    --------
    >>> print(LearnerError("card.not_begun").in_language("ja"))
    まだ始まっていません。先に「始める」を押してください。
    """

    def __init__(self, key: str, *, where: object = "", do: str = "", **values: object) -> None:
        self.key, self._do, self._where, self._values = key, do or f"{key}_do", str(where), values
        said = self.in_language(STARTED.language)
        super().__init__(said.what, where=said.where, do=said.do, labels=said.labels)

    def in_language(self, language: str, say: Callable[[str], str] = str) -> KitError:
        """Return the same error in another language; `say` gives the English words that are filled in."""
        text, known = text_in(language), strings(language)
        values = {name: _said(value, language, say) for name, value in self._values.items()}
        do = text(self._do, **values) if self._do in known else ""
        return KitError(text(self.key, **values), where=self._where, do=do, labels=error_labels(language))


def error_labels(language: str) -> tuple[str, str]:
    """Return what is written in front of the place of an error and of what to do about it.

    Examples
    --------
    >>> error_labels("en"), error_labels("ja")
    (('Where: ', 'What to do: '), ('場所：', '次にすること：'))
    """
    text, colon = text_in(language), settings(language).colon
    return f"{text('error.where')}{colon}", f"{text('error.do')}{colon}"


def _said(value: object, language: str, say: Callable[[str], str]) -> object:
    if isinstance(value, Key):
        return text_in(language)(value)
    if isinstance(value, str):
        return say(value)
    return date_in(value, language) if type(value) is date else value


def session_language(language: str | None = None) -> str:
    """Return a language that was named, else the one in which the lesson was started."""
    return language or STARTED.language


def settings(language: str) -> LanguageSettings:
    """Return what differs in a language besides words."""
    return _SETTINGS.get(language, LanguageSettings())


def languages_in(text: str) -> set[str]:
    """Return the languages of the kit whose letters a text has.

    Examples
    --------
    >>> languages_in("Who joined first?"), languages_in("1967")
    ({'en'}, set())
    """
    return {name for name, known in _SETTINGS.items() if re.search(known.letters, text)}


def language_of(text: str, around: str) -> str:
    """Return the language of a text by its letters, where they tell it from the language around it.

    Examples
    --------
    >>> language_of("Who joined first?", "ja"), language_of("最初の加盟国", "id"), language_of("Siapa?", "id")
    ('en', 'ja', 'id')
    """
    known = others_in(text, around)
    return known.pop() if len(known) == 1 and not re.search(settings(around).letters, text) else around


def others_in(text: str, language: str) -> set[str]:
    """Return the languages of the kit, other than one, that a text has letters of; none where both have the same.

    Examples
    --------
    >>> others_in("Siapa? 最初の加盟国", "id"), others_in("Who joined first?", "id")
    ({'ja'}, set())
    """
    own = settings(language).letters
    return {name for name in languages_in(text) if _SETTINGS[name].letters != own}


def own_letters_first(texts: Iterable[str], language: str) -> list[str]:
    """Return texts with those in letters of other languages alone at the end.

    Examples
    --------
    >>> own_letters_first(["pillar", "3", "柱"], "ja"), own_letters_first(["柱", "pillar"], "id")
    (['3', '柱', 'pillar'], ['pillar', '柱'])
    """
    return sorted(texts, key=lambda text: language_of(text, language) != language)


def languages() -> list[str]:
    """Return the languages of the kit's own strings, as ISO 639-1 codes.

    English has them by key in ``en.po``; each other language has a catalogue with this English, ``id/screens.po``.
    """
    return sorted({ENGLISH, *(file.parent.name for file in (data_folder() / "text").glob(f"*/{SCREENS}"))})


@cache
def strings(language: str) -> Mapping[str, str]:
    """Return all strings of one language, by key; a string not yet translated is in English.

    Plural forms have keys of their own: ``card.tries_left[0]``, ``card.tries_left[1]``.

    Raises
    ------
    KitError
        When there is no such language.
    """
    return MappingProxyType({**_read(ENGLISH), **_read(language)})


def text_in(language: str = "en") -> Text:
    """Return the function that gives the kit's strings in one language.

    Examples
    --------
    >>> text_in("en")("card.check")
    'Check'
    >>> text_in("en")("card.tries_left", count=1)
    '1 try left.'
    >>> text_in("ja")("words.caption", lesson="07")
    '第7課の新しい言葉'
    """
    known = strings(language)

    def text(key: str, **values: object) -> str:
        if "lesson" in values:
            values["lesson"] = lesson_number(str(values["lesson"]), language)
        own = language if f"{key}[0]" in _read(language) else ENGLISH
        found = known.get(key) or known[f"{key}[{_plural_form(own)(int(str(values['count'])))}]"]
        return fill.vformat(found, (), values) if values else found

    fill = _Filling(language)
    return text


def sentences(parts: Iterable[str], language: str) -> str:
    """Return sentences one after another as a language sets them; what is empty is left out.

    Examples
    --------
    >>> sentences(["One.", "", "Two."], "en"), sentences(["一。", "二。"], "ja")
    ('One. Two.', '一。二。')
    """
    return settings(language).joiner.join(filter(None, parts))


def lesson_number(lesson: str, language: str) -> str:
    """Return the number of a lesson as one says it in a language.

    Examples
    --------
    >>> lesson_number("07", "en"), lesson_number("07", "ja"), lesson_number("00", "ja")
    ('07', '7', '0')
    """
    return lesson.removeprefix("0") if settings(language).counts_lessons else lesson


class _Filling(Formatter):
    """Fill figures into a text with the commas and points of a language, and quotations into quotation marks."""

    def __init__(self, language: str) -> None:
        self._language = language

    def vformat(self, format_string: str, args: Sequence[object], kwargs: Mapping[str, object]) -> str:
        """Return the text filled in; what is quoted within 「」 is in 『』."""
        quoted = {name: kwargs.get(name) for name in _QUOTED.findall(format_string)}
        inner = {name: value.translate(_INNER) for name, value in quoted.items() if type(value) is str}
        return super().vformat(format_string, args, {**kwargs, **inner})

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as its format says it."""
        said = str(super().format_field(value, format_spec))
        return figure_in(said, self._language) if format_spec and isinstance(value, int | float) else said


def figure_in(figure: str, language: str) -> str:
    """Return a figure that Python wrote with the commas and points of a language.

    Examples
    --------
    >>> figure_in("458,949", "id"), figure_in("114.9", "id"), figure_in("458,949", "ja")
    ('458.949', '114,9', '458,949')
    """
    return figure.translate(_commas_and_points(language))


@cache
def _commas_and_points(language: str) -> dict[int, str]:
    symbols = locale_of(language).number_symbols["latn"]
    return {ord(","): symbols["group"], ord("."): symbols["decimal"]}


def date_in(day: date, language: str = "en") -> str:
    """Return a day as one reads it in a language.

    Examples
    --------
    >>> import datetime
    >>> date_in(datetime.date(2023, 7, 13))
    '13 July 2023'
    """
    from babel.dates import format_date

    return format_date(day, settings(language).date, locale=locale_of(language))


def list_in(names: Sequence[str], language: str = "en") -> str:
    """Return names as a sentence of a language lists them.

    Examples
    --------
    >>> list_in(["Laos", "Myanmar", "Cambodia"]), list_in(["ラオス", "ミャンマー"], "ja")
    ('Laos, Myanmar, and Cambodia', 'ラオス、ミャンマー')
    """
    from babel.lists import format_list

    return format_list(names, locale=locale_of(language))


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
        else format_skeleton(("y", "yMMMM")[len(rest)], first, locale=locale_of(language))
    )


@cache
def _read(language: str) -> dict[str, str]:
    """Return the strings of one language by key, without those whose English is not translated as it is today."""
    found: dict[str, str] = {}
    for message in _catalog(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        key = str(message.context or english[0])
        keys = [f"{key}[{form}]" if isinstance(message.string, tuple) else key for form, _ in enumerate(forms)]
        is_of_today = language == ENGLISH or english[0] == _read(ENGLISH).get(keys[0])
        if key and is_of_today and not message.fuzzy:
            found |= dict(zip(keys, map(str, forms), strict=True))
    return {key: string for key, string in found.items() if string}


@cache
def _plural_form(language: str) -> Callable[[int], int]:
    """Return which plural form fits a number, as the head of the file says it."""
    from gettext import c2py

    return c2py(_catalog(language).plural_expr)


def _catalog(language: str) -> Catalog:
    from babel.messages.pofile import read_po

    if language not in languages():
        raise KitError(
            f"The kit has no texts in {language!r}.",
            where=str(data_folder() / "text"),
            do=f"Choose one of: {', '.join(languages())}.{language_meant(language, languages())}",
        )
    home = data_folder() / "text"
    with (home / "en.po" if language == ENGLISH else home / language / SCREENS).open("rb") as file:
        return read_po(file)
