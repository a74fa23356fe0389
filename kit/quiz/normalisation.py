"""Normalise texts so that what looks the same to a reader is the same to the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from kit.quiz.date_words import date_readings, is_plainly_a_date
from kit.quiz.member_names import names_at_home, names_in_lessons
from kit.quiz.number_words import with_digits
from kit.quiz.person_names import family_name, may_be_a_person
from kit.quiz.state_names import current_name

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # which look of a character
_THAI_MARKS = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])")  # of Lao too: typed in either order
_RAISED = {"²": "^2", "³": "^3", "¹": "^1", "½": "/", "¼": "/", "¾": "/", "º": "", "ª": ""}
_APOSTROPHES = dict.fromkeys("´`ʹʻʼʽ′‵＇‘’‛", "'")
_ONE_MARK = str.maketrans(
    _APOSTROPHES
    | dict.fromkeys("“”„‟«»〝〟", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\u0307": None, "ı": "i", "⁄": "/", "\u3164": None, "\u115f": None, "\u1160": None}
    | dict.fromkeys([0xAD, 0x34F, 0x180E, 0xFEFF, *range(0xFE00, 0xFE10), *range(0x200B, 0x2010)])
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x206A)])
)
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(0x30A1, 0x30F7)}
_WRITTEN = str.maketrans(_RAISED | _APOSTROPHES)
_LATIN = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_PERCENT = r"\bper[\s-]?cents?\b|\bpct\b\.?|パーセント|٪"
_ARTICLE = r"\A(?:(?:the|an?)\s+(?=\S)|(?:l|d)'(?=\w))"
_LEAD = (  # before a person, a place or a day, and never in a key alone
    r"\A(?:(?:(?:it|he|she|they)\s+(?:is|was|were)|it's|in|on|at)\s+(?=\S)"
    r"|(?:day|tanggal|tgl\.?|ngày|วันที่)\s*(?=\d)|(?:答え|正解|それ|これ)は\s*(?=\w)|ประเทศ(?=\w))"
)
SENTENCE_END = r"(?<=[\w%」])\s?(?:です|でした|だと思います|と思います|だ)[。.!]?$"  # of Japanese
_PERSON = (
    r"(?:(?:deputy|vice|acting)[\s-]+)?(?:minister\s+(?:for|of)\s+(?:foreign\s+affairs|defen[cs]e|finance|trade)|prime[\s-]+minister|foreign[\s-]+(?:minister|secretary)"
    r"|(?:defen[cs]e|finance|economy|trade|education)[\s-]+minister|chief[\s-]+(?:cabinet[\s-]+secretary|minister|justice)"
    r"|cabinet[\s-]+secretary|secretary[\s-]+general|secretary(?![\s-]+general)|general|president|minister|premier|chancellor"
    r"|chairman|chairperson|governor|senator|ambassador|p\.?m\.?|f\.?m\.?|menteri(?:\s+luar\s+negeri)?"
    r"|menlu|perdana\s+menteri|presiden|ngoại\s+trưởng|thủ\s+tướng|bộ\s+trưởng)(?:\s+of\s+\w+)?"
)
_HONORIFIC = (
    r"mr|mrs|ms|miss|dr|prof|professor|gen|pres|sir|dame|lord|lady|madam|(?:his|her)\s+excellency|excellency"
    r"|h\.?\s?e|(?:his|her)\s+majesty|majesty|king|queen|emperor|empress|prince|princess|sultan|hon"
    r"|dato'?|datuk|tun|tan\s+sri|bapak|pak|ibu|khun|samdech|ông|bà"
)
_TITLE = (
    r"(?:(?:the|his|her|former|then|late|japanese|ex|[^\W\d_]+'s)[\s-]+)*+"
    rf"(?:(?:{_PERSON}|{_HONORIFIC})(?:\s*[.,]\s*|[\s-]+))++(?=\w)"
)
_TITLE_JA = (
    "(?:内閣)?総理大臣|(?:前|元)?首相|(?:前|元)?副?大統領|(?:前|元)?外務大臣|(?:前|元)?外相|大臣|国王|女王|天皇|皇帝|事務総長"
    "|議長|大使|(?:前|元)?総理"
)
_TITLE_AFTER = (
    rf"(?<=.)(?:\s*(?:{_TITLE_JA}|氏|さん|様|先生)|[\s-](?:san|sama|sensei)"
    rf"|,?\s(?:jr|sr)\.?|,\s*(?:the\s+)?{_PERSON}"
    rf"|\s*\((?:(?:the\s+)?{_PERSON}|{_TITLE_JA})\))\Z"
)
_TITLE_BEFORE_JA = rf"\A(?:前|元)?(?:{_TITLE_JA})[\s・、の]+(?=.)"
_INITIAL = r"\A(?:[^\W\d_]\.\s*)+(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})[\s,]+(?:[^\W\d_]\.\s*)+\Z"
_TURNED = r"\A([^\W\d_][^,\d]*),\s*([^,\d]+)\Z"  # Fukuda, Takeo
_NAME = r"\A(\S+) (\S+)\Z"
_CAPITALS = r"[A-Z][^\W\d_A-Z]+ [A-Z][^\W\d_A-Z]+"  # Takeo Fukuda, who may be Fukuda Takeo
_THOUSAND = r"(?<=\d)\s?thousand\b"
_YEAR = r"(?<=\d{4})\s?(?:年(?:に)?|a\.?d\.?|c\.?e\.?)(?!\w)|\b(?:year|a\.?d\.?|西暦)\s?(?=\d{4}\b)"
_COUNTERS = r"(?<=\d)\s?[カヶヵケ箇](?=国|月|所|年)"
_VU = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"}
_ONE_SPELLING = {
    r"\bst\b\.?\s": "saint ",
    r"\bmt\b\.?\s": "mount ",
    r"\s*&\s*": " and ",
    r"(?<=[ァ-ヿ])[=゠](?=[ァ-ヿ])": "",
    r"\b(neighb|lab|hon|harb|fav|col|behavi|rum|hum|endeav)our": r"\1or",
    r"\b(cent|theat|met|lit|fib|kilomet)re(s?)\b": r"\1er\2",
    r"isation": "ization",
    "アセアン": "asean",
}
# What separates digits says which number it is: 1.5 is not 15, and 1-5 is not either. These characters are not dropped.
_GROUPED = r"(?<![\d.,])[1-9]\d{0,2}(?:([,.'’ ])\d{3})(?:\1\d{3})*(?!\d)"
_BETWEEN = (
    (r"(?<=\d)\s*(?:[-‐‑‒–—−~〜～]|\bto\b)\s*(?=\d)", "~"),
    (r"(?<=\d)[.,·٫](?=\d)", "∙"),
    (r"(?<=\d)\s*/\s*(?=\d)", "⁄"),
    (r"(?<=\d):(?=\d)", "∶"),
    (r"(?<=\d)\s*%", "÷"),
    (r"(?<=\d) +(?=\d)", "¦"),
    (r"(?<![\w∙~])[-‐‑–—−ー]\s?(?=\d)", "−"),
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ū": "uu", "þ": "th"})


def normalise(text: str) -> str:
    """Return a text in lower case, compatibility forms folded, the digits of any script as 0 to 9, nothing invisible.

    Examples
    --------
    >>> normalise("ＡＳＥＡＮ １９６７")
    'asean 1967'
    """
    folded = unicodedata.normalize("NFKC", text.translate(_WRITTEN)).casefold()
    if folded.isascii():
        return folded
    folded = _THAI_MARKS.sub(r"\2\1", _UNSEEN.sub("", folded)).replace("เเ", "แ").replace("ເເ", "ແ")
    return "".join(
        character if (digit := unicodedata.decimal(character, None)) is None else str(digit)
        for character in folded
        if unicodedata.category(character) != "Cf"  # zero-width characters, marks of direction
    )


def as_read(text: str) -> str:
    """Return a text as it reads in a list: case, width, spaces, a full stop and invisible characters aside.

    Marks that differ with the keyboard are one, too: dashes, quotation marks, a comma in 1,300, a space before %.

    Examples
    --------
    >>> as_read("Manila ") == as_read("manila.")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold().translate(_ONE_MARK))
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))|(?<=\d)\s+(?=[%°])", "", " ".join(folded.split()))
    return folded.rstrip(".,;:。、 ") or folded


@lru_cache(maxsize=4096)  # keys are compared with every answer
def normalise_loosely(text: str) -> str:
    """Return what is left of a text without spaces, punctuation, and the accents of Latin letters.

    Accents are dropped for Latin letters alone: a learner may lack the keyboard for Hà Nội, but が and か, or the
    vowels of Thai, are different letters.

    Examples
    --------
    >>> normalise_loosely("“Hà Nội”") == normalise_loosely("hanoi")
    True
    """
    decomposed = unicodedata.normalize("NFKD", normalise(text)).translate(_LATIN)
    letters = re.sub(r"([a-z])[\u0300-\u036f]+", r"\1", decomposed)
    kept = "".join(character for character in letters if unicodedata.category(character)[0] not in "PZC")
    return unicodedata.normalize("NFC", kept).translate(_HIRAGANA)


def is_one_of(typed: str, accepted: Iterable[str]) -> bool:
    """Return whether a typed text is one of the accepted ones in any usual form.

    Case, accents, punctuation and spaces do not matter, nor a leading article, a number in words or as an ordinal,
    or a title that is typed along with a name.

    Examples
    --------
    >>> is_one_of("the Twelfth", ["12"]), is_one_of("Foreign Minister Kamikawa", ["Kamikawa"])
    (True, True)
    """
    plain = normalise(typed).strip()
    if any(is_same_date(plain, form) for form in accepted):
        return True
    forms = {usual_form(spelling) for form in accepted for spelling in _spellings(form)}
    led = re.sub(SENTENCE_END, "", re.sub(_LEAD, "", plain))
    named = re.sub(rf"\A{_TITLE}", "", led)
    untitled = (
        typed,
        led,
        named,
        re.sub(_INITIAL, "", named),
        re.sub(_TITLE_AFTER, "", plain),
        re.sub(_TITLE_AFTER, "", named),
        re.sub(_TITLE_BEFORE_JA, "", plain),
        re.sub(_TURNED, r"\2 \1", plain),
        current_name(re.sub(_ARTICLE, "", led)),
    )
    return any(usual_form(form) in forms for form in (*untitled, *map(family_name, untitled[1:]))) or _is_same_member(
        untitled, accepted
    )


def _is_same_member(typed: Iterable[str], accepted: Iterable[str]) -> bool:
    """Return whether accepted forms name a member of ASEAN, and a typed one names it in another of its languages."""
    asked = {_codes(at_home=False).get(normalise_loosely(form)) for form in accepted} - {None}
    return bool(asked) and any(_codes(at_home=True).get(normalise_loosely(form)) in asked for form in typed)


@cache
def _codes(*, at_home: bool) -> dict[str, str]:
    """Return the ISO codes of members by their names in the languages of the kit, or in these and in their own."""
    known = [*names_in_lessons().items(), *(names_at_home().items() if at_home else ())]
    return {normalise_loosely(name): code for code, names in known for name in names}


def is_same_date(typed: str, form: str) -> bool:
    """Return whether an accepted form is a date, and a typed text may mean the same day."""
    wanted = _as_date(normalise(form))
    return is_plainly_a_date(wanted) and bool(date_readings(wanted) & date_readings(_as_date(normalise(typed))))


def _as_date(text: str) -> str:
    return with_digits(text.strip())


def _spellings(form: str) -> tuple[str, ...]:
    """Return a form, and as those write it who lack a letter: ue for ü; ou, oo or oh for ō; a name family first."""
    plain = unicodedata.normalize("NFC", form).casefold()
    written = (plain, *(plain.translate(_SPELLED_OUT).replace("ō", long) for long in ("ou", "oo", "oh")))
    turned = [re.sub(_NAME, r"\2 \1", each) for each in written] if _may_be_turned(form) else ()
    return (form, *written, *turned)


def _may_be_turned(form: str) -> bool:
    return bool(re.fullmatch(_CAPITALS, form)) and may_be_a_person(form)


@lru_cache(maxsize=4096)  # keys are compared with every answer
def usual_form(text: str) -> str:
    """Return what is left of a text without a leading article, with numbers in digits, loosely normalised."""
    plain = re.sub(_ARTICLE, "", re.sub(_PERCENT, "%", normalise(text).strip()))
    for form, one in _ONE_SPELLING.items():
        plain = re.sub(form, one, plain)
    for kana, one in _VU.items():
        plain = plain.replace(kana, one)
    plain = re.sub(_THOUSAND, "000", with_digits(plain))
    plain = re.sub(_COUNTERS, "か", re.sub(_YEAR, "", plain))
    plain = re.sub(_GROUPED, lambda number: re.sub(r"\D", "", number[0]), plain)
    for form, sign in _BETWEEN:
        plain = re.sub(form, sign, plain)
    return normalise_loosely(plain)
