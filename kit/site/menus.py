"""Menus of JupyterLite, in the languages of the course for which JupyterLab has a language pack."""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

from kit.translations import ENGLISH

_FOLDER = Path(__file__).parents[1] / "lab" / "menus"  # a computer has the same menus
_SETTING = "@jupyterlab/translation-extension:plugin"


def locales() -> dict[str, str]:
    """Return the locale of the menus for each language that has them, such as ``{"ja": "ja_JP"}``."""
    found = {}
    for path in sorted(_FOLDER.glob("*/labconfig/default_setting_overrides.json")):
        settings = json.loads(path.read_text(encoding="utf-8"))
        found[path.parents[1].name] = settings[_SETTING]["locale"]
    return found


def write_menus(site: Path) -> None:
    """Write what JupyterLite asks for: names of the languages, and the words of the menus in each of them."""
    from jupyterlab_server.translation_utils import get_language_pack

    folder = site / "api" / "translations"
    folder.mkdir(parents=True)
    words = {ENGLISH: {}, **{locale: get_language_pack(locale)[0] for locale in locales().values()}}
    _write(folder / "all.json", {locale: _names(locale) for locale in words})
    for locale, said in words.items():
        _write(folder / f"{locale}.json", said)


def _names(locale: str) -> dict[str, str]:
    own = Locale.parse(locale)
    return {"displayName": own.get_display_name(ENGLISH) or locale, "nativeName": own.get_display_name() or locale}


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps({"data": data, "message": ""}, ensure_ascii=False) + "\n", encoding="utf-8")
