"""The names of a class: which read alike, and what the teacher has decided about them in ``names.csv``."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from kit.csv_files import csv_lines, csv_text
from kit.errors import KitError, place
from kit.quiz.normalisation import normalise, normalise_loosely
from kit.text_files import read_content

FILE = "names.csv"
KEY = ".kit-pseudonyms"  # the secret that makes numbers of names
_LONGEST = 60
_BETWEEN = r"[\s\-_.,・·'’]+"
_NOT_IN_NUMBERS = re.compile(rf"(?<!\d){_BETWEEN}|{_BETWEEN}(?!\d)")  # class and number, 1-11 and 11-1, stay two


@dataclass(frozen=True)
class Names:
    """What the teacher has decided: a row says which name a file, or a name as handed in, counts under.

    Parameters
    ----------
    path : Path
        The table: two columns with a heading, the file or name as handed in and the name that counts.
    rows : mapping of str to (int, str)
        By the first cell: the number of the row and the name that counts.
    """

    path: Path
    rows: Mapping[str, tuple[int, str]]

    def decided(self, file: str, name: str) -> tuple[str, str]:
        """Return the name that counts and the one as handed in, which is empty where a row names the file."""
        for each in _endings(file):
            if row := self.rows.get(each):
                return row[1], ""
        row = self.rows.get(name)
        return (row[1] if row else name), name

    def mistakes(self, handed_in: Iterable[tuple[str, str]]) -> list[str]:
        """Name the rows that belong to nothing, and those that belong to several files of one name."""
        there: Counter[str] = Counter()
        names = set()
        for file, name in handed_in:
            there.update(_endings(file))
            names.add(name)
        found = []
        for given, (number, _) in self.rows.items():
            where = place(Path(FILE), row=number)
            if there[given] > 1:
                found.append(f"{where}: {there[given]} files are called {given}. Write the folder in front of it.")
            elif given not in there and given not in names and number > 1:  # row 1 may be the heading
                found.append(f"{where}: nobody handed in {given}.")
        return found

    def alike(self, names: Counter[str]) -> list[str]:
        """Name those that read alike and are not decided yet, with the rows that decide it."""
        final = {name for _, name in self.rows.values()}
        found = []
        for several in _groups(names):
            if not final.issuperset(several):
                first, *others = sorted(several, key=lambda name: (-names[name], len(name), name))
                rows = "; ".join(as_row(name, first) for name in others)
                found.append(
                    f"{', '.join([first, *others])} read alike. One learner? Write into {FILE} beside the hand-ins, in "
                    f"rows of their own: {rows}. Several? Write a row for each, with the name in both cells."
                )
        return found


def read_names(folder: Path) -> Names:
    """Return what a teacher has decided in ``names.csv``; nothing when there is no such file.

    Raises
    ------
    KitError
        When the table cannot be read, or a row is not two cells, has no name or contradicts another one.
    """
    path = max((each for each in folder.glob("*.*") if is_table(each.name)), default=folder / FILE)
    rows: dict[str, tuple[int, str]] = {}
    if not path.is_file():
        return Names(path, rows)
    text = csv_text(read_content(path), path)
    first = text.partition("\n")[0]
    separator = next((sign for sign in (",", ";", "\t") if sign in first), ",")
    for number, cells in enumerate(csv_lines(text, path, separator), start=1):
        given, name, *more = (unicodedata.normalize("NFC", cell).strip() for cell in [*cells, "", ""])
        if not given and not name:
            continue
        where = place(path, row=number)
        if not given or not name or any(more):
            do = "Write the file or name as handed in into the first cell, the name that counts into the second one."
            raise KitError("The row does not have two cells with a text in each.", where=where, do=do)
        if len(name) > _LONGEST or not name.isprintable():
            do = f"Write a name of at most {_LONGEST} characters that can all be seen."
            raise KitError("The name cannot be used.", where=where, do=do)
        if rows.get(given, (0, name))[1] != name:
            what = f"{given} already counts as {rows[given][1]}, in row {rows[given][0]}."
            raise KitError(what, where=where, do="Keep one of the two rows.")
        rows.setdefault(given, (number, name))
    return Names(path, rows)


def is_table(file: str) -> bool:
    """Return whether a file is called as the table of names is, in capital or small letters."""
    return file.rpartition("/")[2].casefold() == FILE


def folded(name: str) -> str:
    """Return what is left of a name without case, width, spaces and marks, which learners type as it comes.

    Examples
    --------
    >>> folded("ｓ ０７") == folded("S-07"), folded("1-11") == folded("11-1")
    (True, False)
    """
    return _NOT_IN_NUMBERS.sub("", normalise(name)) or name


_ONE_KANJI = str.maketrans(
    "髙﨑邊邉濵濱澤廣國眞惠櫻嶋嶌齋齊斎𠮷學萬龍瀧榮壽鐵圓實寶靜淨總豐與縣舘槇堯遙彌禮祿嶽曾檜藪籠冨峯舩栁莊螢藝敎顯曉德應戶戸彥黑條團當",
    "高崎辺辺浜浜沢広国真恵桜島島斉斉斉吉学万竜滝栄寿鉄円実宝静浄総豊与県館槙尭遥弥礼禄岳曽桧薮篭富峰船柳荘蛍芸教顕暁徳応戸戸彦黒条団当",
)
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ") + 1)}
_HYPHEN_IN_KANA = re.compile(r"(?<=[ぁ-ヿ])[-‐‑–—−]")
_LETTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
_MOST_WORDS = 4


def reads_alike(one: str, other: str) -> bool:
    """Return whether two names may be one learner's, typed twice.

    Case, width, spaces and punctuation do not matter, nor kana or kanji in another form, zeros before a number, marks
    that one of the two leaves out, and the order of family name and given name. Different marks are different names.

    Examples
    --------
    >>> reads_alike("s7", "S 07"), reads_alike("Yamada Hanako", "Hanako YAMADA"), reads_alike("Hà", "Hạ")
    (True, True, False)
    """
    if _has_same_letters(_plainly(one), _plainly(other)):
        return True
    orders = [(_orders(one), _plainly(other)), (_orders(other), _plainly(one))]
    return any(_has_same_letters(order, plain) for several, plain in orders for order in several)


def _endings(file: str) -> list[str]:
    """Return how a row may name a file: with all folders, or fewer, in front of it; macOS writes its marks apart."""
    file = unicodedata.normalize("NFC", file)
    return [file.split("/", at)[-1] for at in range(file.count("/") + 1)]


def _groups(names: Iterable[str]) -> list[list[str]]:
    """Return the names that read alike, in groups of at least two."""
    near: dict[str, list[list[str]]] = {}
    for name in names:
        letters = normalise_loosely(_plainly(name))
        groups = near.setdefault(letters if _has_number(letters) else "".join(sorted(letters)), [])
        mine = [group for group in groups if any(reads_alike(name, other) for other in group)]
        groups[:] = [group for group in groups if group not in mine] + [
            [*(each for group in mine for each in group), name]
        ]
    return [group for key in sorted(near) for group in near[key] if len(group) > 1]


def _plainly(name: str) -> str:
    """Return a folded name in the letters that every keyboard has, without zeros before its numbers."""
    name = _HYPHEN_IN_KANA.sub("ー", normalise(name)).translate(_ONE_KANJI)
    return re.sub(r"(?<!\d)0+(?=\d)", "", folded(name).translate(_HIRAGANA))


def _orders(name: str) -> list[str]:
    """Return the other orders of a name's words; none where a number is among them, for class and number are two."""
    words = [_plainly(word) for word in re.split(_BETWEEN, normalise(name)) if word]
    if len(words) > _MOST_WORDS or _has_number(name):
        return []
    return ["".join(order) for order in permutations(words)]


def _has_number(name: str) -> bool:
    return any(char.isdecimal() for char in name)


def _has_same_letters(one: str, other: str) -> bool:
    """Return whether two names have the same letters, with the same marks or without them in one of the two."""
    if normalise_loosely(one) != normalise_loosely(other) or not normalise_loosely(one):
        return one == other
    pairs = [_LETTER.findall(unicodedata.normalize("NFD", name)) for name in (one, other)]
    return len(pairs[0]) != len(pairs[1]) or all(
        a == b or (1 in (len(a), len(b)) and normalise_loosely(a) == normalise_loosely(b))
        for a, b in zip(*pairs, strict=True)
    )


def as_row(given: str, name: str) -> str:
    """Return a row of the table."""
    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow([given, name])
    return file.getvalue()
