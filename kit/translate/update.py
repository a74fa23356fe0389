"""Bring the catalogues of a language up to date: new texts come in, changed English is marked, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from gettext import c2py
from io import BytesIO
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kit.amounts import counted
from kit.errors import KitError
from kit.files import write_whole
from kit.language_codes import is_language, language_meant, locale_of
from kit.suggest import did_you_mean, name_list
from kit.translate.sources import Source, sources, state_names
from kit.translations import ENGLISH, FUZZY, catalogue_path, parse_catalogue

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_IN_PAGE = re.compile(r"\d\d/|guide|class-report")
_SHOWN = 20  # how many contexts are named
_FORMATS = {"python-format", "python-brace-format"}
_COUNTED = 200  # up to which number plural forms are compared; a class counts no further
_ALIKE = 0.6  # how much of a changed text has to be the same
_PREVIOUS = "|"  # begins the lines of a comment with the English that a translation was made for


class Progress(NamedTuple):
    """How many texts a catalogue has, and the contexts of those that have to be looked at again or are missing."""

    path: Path
    texts: int
    fuzzy: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def translated(self) -> int:
        """How many texts have a translation of their English of today."""
        return self.texts - len(self.fuzzy) - len(self.missing)

    def __str__(self) -> str:
        counts = f"{self.translated} translated, {len(self.fuzzy)} fuzzy, {len(self.missing)} missing"
        return f"{self.path.parent.name}/{self.path.name}: {counted(self.texts, 'texts')}, {counts}"

    @property
    def left(self) -> list[str]:
        """What is still to be done, as lines: the first texts of each kind by their contexts."""
        return [
            _named(what, contexts) for what, contexts in (("fuzzy", self.fuzzy), ("missing", self.missing)) if contexts
        ]


def update(language: str, names: Collection[str] = (), folder: Path | None = None) -> list[Progress]:
    """Write the catalogues of a language anew, with every text that is there today.

    A text that moved keeps its translation. A translation whose English changed stays and becomes fuzzy, with a comment
    that says what the English was. A translation whose text is gone is kept at the end of its file. Names of states
    are filled in, and what another lesson says in the same words.

    Parameters
    ----------
    language : str
        ISO 639-1; one that has no catalogues yet gets them.
    names : collection of str
        The catalogues to write, such as ``lesson-02``; else all of them.
    folder : pathlib.Path, optional
        A data folder with a lesson of somebody's own; else the kit's own.

    Raises
    ------
    KitError
        When the language is not known or is English, there is no such catalogue, or a file cannot be read.
    OSError
        When a file cannot be written.
    """
    if language == ENGLISH or not is_language(language):
        raise not_a_language(language, "kit translate update")
    done = []
    for path, made in of_today(language, names, folder).items():
        content = po_file(made, language)
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        done.append(progress_of(path, made))
    return done


def not_a_language(language: str, where: object) -> KitError:
    """Return the error for a name that is not the code of a language into which texts are translated."""
    do = f"Give the code of a language, such as ja or id.{language_meant(language)}"
    return KitError(f"Nothing can be translated into {language!r}.", where=str(where), do=do)


def of_today(language: str, names: Collection[str] = (), folder: Path | None = None) -> dict[Path, Catalog]:
    """Return the catalogues of a language as an update would write them.

    Raises
    ------
    KitError
        When there is no such catalogue, or a file cannot be read.
    """
    wanted = sources(language, folder)
    for name in names:
        if name not in wanted:
            do = f"Give one of: {name_list(wanted)}.{did_you_mean(name, wanted)}"
            raise KitError(f"There is no catalogue {name!r}.", where="kit translate update", do=do)
    paths = {name: catalogue_path(language, name, folder) for name in wanted}
    earlier = {name: parse_catalogue(path) for name, path in paths.items() if path.exists()}
    known = _said_once(earlier.values()) | state_names(language)
    return {paths[name]: merged(wanted[name], earlier.get(name), language, known) for name in names or wanted}


def progress_of(path: Path, made: Catalog) -> Progress:
    """Count the texts of a catalogue."""
    messages = [message for message in made if message.id]
    fuzzy = tuple(str(message.context) for message in messages if message.fuzzy)
    missing = tuple(str(message.context) for message in messages if not message.fuzzy and not _is_whole(message))
    return Progress(path, len(messages), fuzzy, missing)


def _named(what: str, contexts: tuple[str, ...]) -> str:
    more = f" and {len(contexts) - _SHOWN} more" if len(contexts) > _SHOWN else ""
    return f"  {what}: {name_list(contexts[:_SHOWN])}{more}"


def _said_once(catalogues: Iterable[Catalog]) -> dict[str, str]:
    """Return what all pages say in the same words for the same English; items have their own words."""
    said: dict[str, set[str]] = {}
    for message in chain.from_iterable(catalogues):
        if _says(message) and not message.fuzzy and _IN_PAGE.match(message.context or ""):
            said.setdefault(_first(message), set()).add(str(message.string))
    return {english: translations.pop() for english, translations in said.items() if len(translations) == 1}


def merged(
    texts: Iterable[Source], old: Catalog | None, language: str, known: Mapping[str, str] = MappingProxyType({})
) -> Catalog:
    """Return a catalogue of the texts, in their order, with the translations of an older one, else those known."""
    from babel.messages.catalog import Catalog, Message

    earlier = _Earlier(old)
    made = Catalog(locale=language.replace("-", "_"))
    made.mime_headers = [("Plural-Forms", plural_forms(language))]
    found = {text: earlier.same(text) for text in texts}
    found |= {text: earlier.moved(text) for text, message in found.items() if message is None}
    for text, kept in found.items():
        changed = None if kept else earlier.changed(text)
        made[text.key] = new = Message(text.key, context=text.context)
        new.flags = set()
        if earlier_one := kept or changed:
            forms = earlier_one.string if isinstance(earlier_one.string, tuple) else (str(earlier_one.string or ""),)
            new.string = forms if text.plural else forms[0]
            new.user_comments = [line for line in earlier_one.user_comments if not line.startswith(_PREVIOUS)]
            was = _english_of(earlier_one)
            if was != text.english:
                new.flags, new.previous_id = {FUZZY}, [was] if was else []
        if not text.plural:
            new.string = new.string or known.get(text.english, "")
    for message in earlier.left():
        made.obsolete[_first(message), message.context or ""] = message
    return made


def _is_whole(message: Message) -> bool:
    """Return whether a message is translated, in each plural form."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _says(message: Message) -> bool:
    return any(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _english_of(message: Message) -> str:
    """Return the English that a translation was made for; of a fuzzy one, what its comment says."""
    from babel.messages.pofile import denormalize

    lines = [line.removeprefix(_PREVIOUS).strip() for line in message.user_comments if line.startswith(_PREVIOUS)]
    was = denormalize("\n".join(lines).removeprefix("msgid ")) if lines else ""
    return was if message.fuzzy else _first(message)


def _first(message: Message) -> str:
    """Return the English of a message; of one with plural forms, the first."""
    return message.id[0] if isinstance(message.id, tuple) else str(message.id)


def po_file(catalogue: Catalog, language: str) -> bytes:
    """Return a catalogue as the content of a file: the same texts give the same bytes."""
    from babel.messages.pofile import write_po

    head = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural_forms(language)}",
    ]
    lines = "".join(f'"{line}\\n"\n' for line in head)
    buffer = BytesIO()
    for message in (*catalogue, *catalogue.obsolete.values()):
        message.flags -= _FORMATS  # Babel sees the format of a programming language in "80 % of"
    write_po(buffer, catalogue, width=0, omit_header=True, include_previous=True)
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + buffer.getvalue().rstrip() + b"\n"


def plural_forms(language: str) -> str:
    """Return how a catalogue says its plural forms: as gettext usually does, where CLDR has the same forms."""
    from babel.messages.plurals import get_plural
    from babel.plural import PluralRule, to_gettext

    rule = locale_of(language).plural_form
    usual = get_plural(locale_of(language))
    said = {number: rule(number) for number in range(_COUNTED)}
    forms = set(said.values())
    if len(forms) == 1:
        return "nplurals=1; plural=0;"
    pairs = {(c2py(usual.plural_expr)(number), form) for number, form in said.items()}
    does_fit = len(pairs) == len(forms) == len({number for number, _ in pairs})
    own = PluralRule({form: when for form, when in rule.rules.items() if form in forms})
    return str(usual.plural_forms) if does_fit else to_gettext(own)


class _Earlier:
    """The translations of an older catalogue; each is taken once."""

    def __init__(self, old: Catalog | None) -> None:
        messages = [*(old or ()), *(old.obsolete.values() if old else ())]
        self._left: dict[tuple[str, str], Message] = {
            (message.context or "", _first(message)): message for message in messages if message.id
        }

    def same(self, text: Source) -> Message | None:
        """Return what there is for the same text in the same place."""
        return self._left.pop((text.context, text.english), None)

    def moved(self, text: Source) -> Message | None:
        """Return what there is for the same English in another place of the same cell or item, or that is left over."""
        places = [key for key, message in self._left.items() if key[1] == text.english and _says(message)]
        near = sorted(places, key=lambda key: _group(key[0]) != _group(text.context))
        return self._left.pop(near[0]) if near else None

    def changed(self, text: Source) -> Message | None:
        """Return what there is for other English in the same place, or for much the same English in the same group."""
        group = [
            key for key, message in self._left.items() if _says(message) and _group(key[0]) == _group(text.context)
        ]
        for key in group:
            if key[0] == text.context:
                return self._left.pop(key)
        alike = {key: SequenceMatcher(None, key[1], text.english).ratio() for key in group}
        best = max(alike, key=lambda key: alike[key], default=None)
        return self._left.pop(best) if best and alike[best] >= _ALIKE else None

    def left(self) -> list[Message]:
        """Return the translations whose texts are gone."""
        return [message for message in self._left.values() if _says(message)]


def _group(context: str) -> str:
    """Return the cell, item or row of a context."""
    return "/".join(context.split("/")[:2]) if context.count("/") > 1 else context.partition("/")[0]
