"""What is wrong with the translations that are shown, and which catalogues do not have the English of today."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kit.errors import KitError
from kit.language_codes import is_language
from kit.paths import data_folder
from kit.quiz.bank import item_files
from kit.quiz.item_texts import file_in
from kit.quiz.lesson_file import LessonFile, lesson_name, mistakes_of
from kit.quiz.yaml_nodes import load
from kit.text import SCREENS
from kit.translate.update import Progress, not_a_language, of_today, po_file, progress_of
from kit.translations import FUZZY, catalogue, catalogue_path, parse_catalogue

_KEPT = {  # what a translation has as often as its English
    "link": re.compile(r"\]\(([^) ]+)"),
    "code": re.compile(r"`([^`]+)`"),
    "name in braces": re.compile(r"\{([\w-]+)[:}]"),
}


def translated_languages(folder: Path | None = None) -> list[str]:
    """Return the languages that have catalogues of lessons or tables."""
    return [path.name for path in _catalogue_folders(folder or data_folder()) if is_language(path.name)]


def _catalogue_folders(home: Path) -> list[Path]:
    """Return the folders of catalogues, in order; JupyterLab makes hidden ones, which are not."""
    return sorted(path for path in (home / "text").glob("*") if path.is_dir() and not path.name.startswith("."))


def progress(language: str, folder: Path | None = None) -> tuple[list[Progress], list[str]]:
    """Return how far each catalogue is, compared with the English of today, and which ones an update would change.

    One that nobody has begun is counted, and is not behind.
    """
    made = of_today(language, (), folder)
    behind = [path.stem for path, one in made.items() if path.exists() and not _is_file(path, po_file(one, language))]
    return [progress_of(path, one) for path, one in made.items()], behind


def changed_since(folder: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the texts whose English has changed since they were translated, by the names of their catalogues.

    Learners see the English of these until somebody has looked at them.
    """
    made = [each for language in translated_languages(folder) for each in of_today(language, (), folder).items()]
    counted = [progress_of(path, catalog) for path, catalog in made]
    return {f"{one.path.parent.name}/{one.path.name}": one.fuzzy for one in counted if one.fuzzy}


def translation_problems(folder: Path | None = None) -> Iterator[KitError]:
    """Yield what is wrong with the translations that are shown: lost links, codes and names, and broken items.

    A folder of catalogues whose name is not the code of a language is wrong, too: nobody would see them.
    """
    home = folder or data_folder()
    for path in _catalogue_folders(home):
        if not is_language(path.name) and any(path.glob("*.po")):
            yield not_a_language(path.name, path)
    for language in translated_languages(home):
        for path in sorted((home / "text" / language).glob("*.po")):
            if path.name != SCREENS:  # kit.checks.screen_texts looks at it
                yield from _lost(path)
        if (home / "items").is_dir():
            for path in item_files(home / "items"):
                yield from _broken(path, language, folder)


def _lost(path: Path) -> Iterator[KitError]:
    """Yield each translation that does not have the links, codes and names in braces of its English."""
    for message in parse_catalogue(path):
        if not message.id or not isinstance(message.string, str) or not message.string or FUZZY in message.flags:
            continue
        for what, pattern in _KEPT.items():
            english, own = (Counter(pattern.findall(text)) for text in (str(message.id), message.string))
            if english != own:
                lost, added = ", ".join(english - own), ", ".join(own - english)
                said = " and ".join(filter(None, [lost and f"lacks {lost}", added and f"has {added} more"]))
                where = f"{path}, {message.context or message.id}"
                yield KitError(
                    f"The translation is not like the English: it {said}.",
                    where=where,
                    do=f"Keep each {what} of the English.",
                )


def _broken(path: Path, language: str, folder: Path | None) -> Iterator[KitError]:
    """Yield what is wrong with items in a language that is right in English."""
    file = msgspec.convert(load(path).content, LessonFile, strict=False)
    known = {mistake.what for mistake in mistakes_of(file, path)}
    name = f"lesson-{lesson_name(path)}"
    for mistake in mistakes_of(file_in(file, language, catalogue(language, name, folder)), path):
        if mistake.what not in known:
            part, *steps = mistake.path
            item = file.items[steps[0]].id if part == "items" and isinstance(steps[0], int) else part
            where = f"{catalogue_path(language, name, folder)}, {item}"
            yield KitError(mistake.what, where=where, do=mistake.do)


def _is_file(path: Path, content: bytes) -> bool:
    return path.read_bytes() == content
