"""Make the folder of a new lesson: facts, events, sources, items, notebook and guide, each with one example."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.files import can_be_completed, safe_stem, write_new_files, writing
from kit.paths import data_folder, notebooks_folder
from kit.quiz.item_schema import NAME, schema_file

_LONGEST = 60  # characters of a name; it is in the names of folder and files
_SKELETON = Path(__file__).parent / "skeleton"
_NUMBERS = [f"{(90 + step) % 100:02}" for step in range(100)]
_TABLES = ("facts", "timeline", "sources")
_OF_THIS_STORY = ("bytes", "hash", "description")


def new_lesson(name: str, where: Path, number: str = "") -> list[Path]:
    """Write the folder of a new lesson and return its files.

    Examples have ids such as ``fact-p01-example`` and ``q-example-01``; `kit check` names each until it is replaced.

    Parameters
    ----------
    name : str
        A slug such as ``"rice-prices"``; the folder and the files are called so.
    where : pathlib.Path
        The folder in which it is made.
    number : str
        Two digits with which the lesson is opened and its answers are filed; the first free ones from 90 when empty.

    Returns
    -------
    list of pathlib.Path
        What was written: the notebook first.

    Raises
    ------
    KitError
        When the name is not a slug or ends in guide, the number is not two free digits, the folder is there already,
        or it cannot be written.

    Source: the descriptions of tables ``facts``, ``timeline`` and ``sources``, so that the columns are the kit's own.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or safe_stem(name, "lesson") != name or len(name) > _LONGEST:
        do = f"Use up to {_LONGEST} small Latin letters, digits and single hyphens, as in rice-prices."
        raise KitError(f"{name!r} is not a name for a lesson.", where="kit new-lesson", do=do)
    if f"-{name}".endswith("-guide"):
        do = "Choose a name that does not end in guide: the guide to a lesson is called so."
        raise KitError(f"{name!r} is not a name for a lesson.", where="kit new-lesson", do=do)
    folder = where / name
    number = _free_number(number, where, folder)
    stem = f"{number}-{name}"
    homes = {
        "lesson.ipynb": folder / f"{stem}.ipynb",
        "guide.ipynb": folder / f"{stem}-guide.ipynb",
        "items.yaml": folder / "items" / f"{stem}.yaml",
        **{f"{table}.csv": folder / f"{table}.csv" for table in _TABLES},
    }
    title = name.replace("-", " ").capitalize()
    files = {
        path: text.replace("@stem", stem).replace("@number", number).replace("@title", title).encode()
        for path, text in ((path, (_SKELETON / source).read_text(encoding="utf-8")) for source, path in homes.items())
    }
    files[folder / "items" / NAME] = schema_file().read_bytes()  # with which editors complete what is typed
    description = json.dumps(_description(name), indent=2, ensure_ascii=False)
    files[folder / "datapackage.json"] = f"{description}\n".encode()
    if folder.exists() and not can_be_completed(files, folder):
        raise KitError("This folder is there already.", where=str(folder), do="Choose another name.")
    with writing("The lesson", folder, "Choose a folder of your own."):
        return write_new_files(files)


def _free_number(number: str, where: Path, new: Path) -> str:
    """Return two digits that no lesson of the kit or next to the new one has."""
    homes = [notebooks_folder(), *(path for path in where.glob("*") if path.is_dir() and path != new)]
    taken = {path.name[:2]: path for home in homes for path in home.glob("[0-9][0-9]-*.ipynb")}
    typed = unicodedata.normalize("NFKC", number).strip()
    meant = [f"{int(typed):02}"] if re.fullmatch(r"[0-9]{1,2}", typed) else []
    free = next((each for each in (*meant, *_NUMBERS) if each not in taken), "")
    if not number and free:
        return free
    do = f"Use --number {free}, or leave it out." if free else "Take a lesson away first."
    if re.fullmatch(r"[0-9]{2}", number) is None:
        raise KitError(f"{number!r} is not a number for a lesson: two digits.", where="kit new-lesson", do=do)
    if number in taken:
        raise KitError(f"There is a lesson {number} already.", where=str(taken[number]), do=do)
    return number


def _description(name: str) -> dict[str, Any]:
    """Return the kit's description of the three tables, without what holds only for the kit's own story."""
    kit = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    resources = []
    for resource in kit["resources"]:
        if resource["name"] in _TABLES:
            kept = {key: value for key, value in resource.items() if key not in _OF_THIS_STORY}
            kept["schema"] = {key: value for key, value in resource["schema"].items() if key != "foreignKeys"}
            for field in kept["schema"]["fields"]:
                if field["name"] == "paragraph":
                    field["constraints"].pop("maximum", None)
            resources.append(kept)
    return {"$schema": kit["$schema"], "name": name, "resources": resources}
