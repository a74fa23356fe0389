"""Read a number as pupils type it: digits of any script, separators, sign, and the unit typed along."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from kit.quiz.calendar_eras import with_era_name
from kit.quiz.fractions import fraction_signs, with_decimals
from kit.quiz.normalisation import SENTENCE_END, normalise
from kit.quiz.number_notation import as_ratio, in_months, in_years, without_powers
from kit.quiz.number_words import with_digits

_LONGEST = 200
_SIGNS = "+\\-−–—‐‑ー─˗➖△▲"  # plus and minus on the keyboards of all countries, and those of Japanese accounts
_THAI_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_MONEY = "[$€£¥₫฿₱₩]"
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_NUMBER = (
    rf"(?P<sign>[{_SIGNS}])?\s?(?:(?P<money>{_MONEY})\s?(?P<inner>[{_SIGNS}])?)?(?P<digits>\d(?:[\d.,'’ ]*\d)?|\.\d+)"
)
_FORMS = (
    (r"\d+(?:\.\d+)?|\.\d+", ""),  # 1973, 0.5
    (r"(?!0)\d{1,3}([,'’ ])\d{3}(?:\1\d{3})*(?:\.\d+)?", ",'’ "),  # 1,234,567.8
    (r"(?!0)\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?", ","),  # 12,34,567
    (r"(?!0)\d{1,3}(?:\.\d{3})+,\d+|(?!0)\d{1,3}(?:\.\d{3}){2,}", "."),  # 1.234.567,8
    (r"(?!0)\d{1,3}(?:[ '’]\d{3})+,\d+", " '’"),  # 1 234,5
    (r"\d+,\d+", ""),  # 0,5
)
_TWICE = r"\b(\d+)(年?)\s*[(（]\s*\1\s*年?\s*[)）]"  # ten (10), 2023年(令和5年)
_STACKED = r"\d[\d,.]*\s?千?\s?[万億兆](?:\s?\d[\d,.]*\s?千?\s?[万億兆])*(?:\s?\d[\d,.]*\s?千?)?"
_TENS_OF_UNIT = r"(\d+)\s?[千万億兆]"  # 十億ドル
_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12,
    "mil": 1e6, "mio": 1e6, "bil": 1e9, "ribu": 1e3, "juta": 1e6, "miliar": 1e9, "triliun": 1e12,
    "nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9,
    "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12,
}  # fmt: skip
_LETTERS = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}  # of what is counted, not measured
_NAMES = {
    "%": ("percent", "pct", "パーセント", "persen", "porsyento", "เปอร์เซ็นต์"),
    "$": ("dollar", "usd", "ドル", "米ドル", "dolar", "dolyar", "ดอลลาร์"),
    "yen": ("円", "¥", "jpy"),
    "€": ("euro", "eur", "ユーロ"),
    "£": ("pound", "gbp", "ポンド"),
    "rupiah": ("rp", "idr", "ルピア"),
    "dong": ("₫", "đ", "đồng", "vnd", "ドン"),
    "baht": ("฿", "thb", "บาท", "バーツ"),
    "peso": ("₱", "php", "ペソ"),
    "ringgit": ("rm", "myr", "リンギット"),
    "year": ("年", "年間", "周年", "年度", "ねん", "yr", "năm", "tahun", "taon", "taong", "ปี"),
    "month": ("か月", "ヶ月", "ヵ月", "カ月", "ケ月", "箇月"),
    "week": ("週", "週間", "wk"),
    "day": ("日", "日間"),
    "hour": ("時間", "h", "hr"),
    "minute": ("分", "分間", "min"),
    "time": ("倍", "回", "x", "×", "fold"),
    "person": ("人", "名", "people", "คน", "orang"),
    "か国": ("カ国", "ヶ国", "ヵ国", "ケ国", "箇国"),
    "km": ("kilometre", "kilometer", "キロメートル", "キロ", "kilo"),
    "m": ("metre", "meter", "メートル"),
    "cm": ("centimetre", "centimeter", "センチ", "センチメートル"),
    "mm": ("millimetre", "millimeter", "ミリ", "ミリメートル"),
    "ha": ("hectare", "ヘクタール"),
    "t": ("ton", "tonne", "トン"),
    "mile": ("マイル", "mi"),
    "kg": ("キログラム", "kilogram"),
    "l": ("litre", "liter", "リットル"),
    "°": ("degree", "度"),
}
_SAME = {name: unit for unit, names in _NAMES.items() for name in names}
_UNITS = {*_NAMES}
_COUNTED = {"$", "yen", "€", "£", "rupiah", "dong", "baht", "peso", "ringgit", "person", "か国"}
_STATES = {
    *("country", "countrie", "state", "nation", "member", "asean", "か国", "国", "つ", "個", "こ"),
    *("negara", "anggota", "mitra", "nước", "quốc", "gia", "thành", "viên", "ประเทศ", "bansa", "na"),
}
_SPELLINGS = (
    (r"(?:square|sq\.?)\s*(?:km|kilomet(?:re|er)s?)|平方(?:km|キロメートル|キロ)|km squared|sqkm", "km^2"),
    (r"(?:square|sq\.?)\s*(?:m|met(?:re|er)s?)\b|平方(?:m|メートル)|m squared", "m^2"),
    (r"kilomet(?:re|er)s? (?:per|an) hour|\bkm?ph\b|\bkmh\b|時速(?=.*km)", "km/h"),
    (r"\bper[\s-]+cents?\b|phần trăm|ร้อยละ", "%"),
    (r"đô[\s-]la", "$"),
    ("萬", "万"),
    ("[かカヵヶケ箇]?国・機関", "か国"),
    (r"\b(?:a\.\s?d\.|c\.\s?e\.)|ค\.?ศ\.?", " "),
    (SENTENCE_END, ""),
    (r"^'([^']+)'$", r"\1"),
    (r"\ba total of\b", ""),
    (r"\bus\s?\$|\bu\.?s\.? (?=dollar)", "$"),
    (r"\bjp\s?(?=¥)", ""),
    (r"\brp\.?\s?(?=\d)", "rp "),
    (r"\b(?:no|nr)\.?\s*(?=\d)|#(?=\d)|\bnumber\s(?=\d)", ""),
    (r"\b(?:minus|negative)\s+|マイナス", "-"),
    (r"\bplus\s+|プラス", "+"),
    (r"(?<=\d)\s?-?fold\b", " time"),
    (r"\btwice\b", "2 time"),
    (r"(?<=\d)[٬、](?=\d{3}(?!\d))", ","),
    (r"(?<=\d)[٫·。](?=\d)", "."),
    (r"(?<=\d)[.,]-", ""),  # 500.-
    (r"(?<=\d)-(?=[^\W\d_])", " "),  # a 50-year history
    (r"\bkurang lebih\b|\bc\.\s?(?=\d)|約|およそ|(?:くらい|ぐらい|ほど)$", " "),
    (r"٪", "%"),
)
_IDLE = {
    *(".", ",", "。", "、", "!", "?", "…", "(", ")", "[", "]", '"', "“", "”", "「", "」", ":", "'", "~", "≈", "〜"),
    *(
        "the",
        "of",
        "in",
        "at",
        "it",
        "is",
        "was",
        "were",
        "there",
        "had",
        "has",
        "now",
        "total",
        "only",
        "exactly",
        "all",
    ),
    *("all", "from", "since", "onward", "onwards", "cost", "costs", "ad", "ce", "西暦", "です", "に", "から"),
    *(
        "about",
        "around",
        "roughly",
        "approximately",
        "approx",
        "circa",
        "ca",
        "sekitar",
        "kira",
        "-",
        "khoảng",
        "ประมาณ",
    ),
    *("pada", "sejak", "dari", "masehi", "vào", "noong"),
}


def read_number(response: object, unit: str | dict[str, str] = "") -> float | None:
    """Return the number that was given, or None when there is none, more than one, or a unit not asked for.

    Parameters
    ----------
    response : object
        A JSON number, or the text that was typed.
    unit : str or dict
        The unit asked for, in one or more languages; it may be typed along, and "million" typed counts as such.

    Examples
    --------
    >>> read_number("１，９７３年", "year")
    1973.0
    >>> read_number("1967 or 1973") is None
    True
    """
    if isinstance(response, bool) or not isinstance(response, (int, float, str)):
        return None
    try:
        number = _typed(response, unit) if isinstance(response, str) else float(response)
    except OverflowError:
        return None
    return number if number is not None and math.isfinite(number) else None


def other_reading(response: object, number: float) -> float | None:
    """Return what a typed number is where a point groups thousands, or a comma does not; None where all read it alike.

    Examples
    --------
    >>> other_reading("1.300 km", 1.3), other_reading("1,300", 1300.0), other_reading("1.30", 1.3)
    (1300.0, 1.3, None)
    """
    typed = normalise(response) if isinstance(response, str) else ""
    found = re.search(r"(?<![\d.,])[1-9]\d{0,2}([.,])\d{3}(?![\d.,])", typed)
    if not found:
        return None
    return round(number * 1000, 9) if found[1] == "." else number / 1000


def as_percent(response: object, number: float, unit: str | dict[str, str]) -> float | None:
    """Return the percent that a decimal fraction means, typed where percent are asked for; None where it means none.

    Examples
    --------
    >>> as_percent("0.4", 0.4, "percent"), as_percent("0.4 %", 0.4, "percent"), as_percent("4", 4.0, "percent")
    (40.0, None, None)
    """
    units = set().union(*map(units_in, [unit] if isinstance(unit, str) else unit.values()))
    if "%" not in units or not 0 < number < 1 or (isinstance(response, str) and "%" in units_in(response)):
        return None
    return round(number * 100, 9)


def as_year(response: object, number: float, unit: str | dict[str, str]) -> tuple[float, ...]:
    """Return the years that two digits after an apostrophe mean, where a year is asked for: '67.

    Examples
    --------
    >>> as_year("'67", 67.0, "year"), as_year("67", 67.0, "year")
    ((1967.0, 2067.0), ())
    """
    units = set().union(*map(units_in, [unit] if isinstance(unit, str) else unit.values()))
    if "year" not in units or not isinstance(response, str) or not re.fullmatch(r"\s*['’‘´`]\d\d\W*", response):
        return ()
    return 1900 + number, 2000 + number


def has_one_number(response: object) -> bool:
    """Return whether there is one number in a text, whatever words are next to it.

    Examples
    --------
    >>> has_one_number("370 miles"), has_one_number("1967 or 1973")
    (True, False)
    """
    if not isinstance(response, str) or len(response) > _LONGEST:
        return False
    spelled = without_powers(_spelled(fraction_signs(response)))
    found = list(re.finditer(_NUMBER, with_decimals(spelled)))
    return len(found) == 1 and _value(found[0]["digits"]) is not None


def units_in(text: str) -> set[str]:
    """Return the units that a text names, each by one name whatever its language and number.

    Examples
    --------
    >>> units_in("370 kilometres"), units_in("370 nights")
    ({'km'}, set())
    """
    return _words(_spelled(text)) & _UNITS


def _typed(text: str, unit: str | dict[str, str]) -> float | None:
    if len(text) > _LONGEST:
        return None
    units = [_spelled(name) for name in ([unit] if isinstance(unit, str) else unit.values()) if name.strip()]
    folded = _without(_spelled(fraction_signs(text)), [name for name in units if re.search(r"\d|十", name)])
    if "kg" in units:
        folded = re.sub(r"キロ(?!メ)|\bkilos?\b", "kg", folded)
    of_units = {word for name in units for word in _words(name)}
    if "year" in of_units:  # in which 1/12 is a day
        digits = decimals = with_digits(with_era_name(in_years(folded)))
    else:
        folded = without_powers(in_months(folded) if "month" in of_units else folded)
        digits, decimals = with_digits(folded), with_decimals(folded)
        if "%" in of_units and (ratio := as_ratio(digits)) != digits:
            decimals = with_decimals(ratio)
    # half, where percent are asked for and not typed along
    is_share = "%" in of_units and "%" not in _words(decimals) and decimals != digits
    folded = re.sub(_TWICE, r"\1\2", _in_one_scale(decimals))
    found = list(re.finditer(_NUMBER, folded))
    if len(found) != 1:
        return None
    match = found[0]
    number = None if match["sign"] and match["inner"] else _value(match["digits"])
    if not units and re.fullmatch(r"\d{4}", match["digits"]):
        units = ["year"]  # 1982年 is a year whether the item says so or not
    around = f"{folded[: match.start()]} {match['money'] or ''} {folded[match.end() :]}"
    factor = _factor(_words(around), [_words(name) for name in units])
    if number is None or factor is None:
        return None
    if units and set(around) & set("千万億兆") and (tens := re.match(_TENS_OF_UNIT, with_digits(units[0]))):
        factor /= int(tens[1])
    return number * factor * (100 if is_share else 1) * (-1 if (match["sign"] or match["inner"] or "+") != "+" else 1)


def _spelled(text: str) -> str:
    """Return a normalised text with one spelling for units of two words, and for signs and separators."""
    spelled = normalise(text)
    for form, one in _SPELLINGS:
        spelled = re.sub(form, one, spelled)
    return spelled


def _without(text: str, names: list[str]) -> str:
    """Take out a unit that contains a digit, such as km², or the "of 100" of 12 of 100."""
    for name in names:
        if whole := re.fullmatch(r"of (\d+)", name):
            people, of = r"(?:people|persons?|人|名)", rf"(?:(?:out )?of|in|/)\s*{whole[1]}|{whole[1]}人(?:中|のうち)"
            percent = "|%" if whole[1] == "100" else ""
            text = re.sub(rf"\s*{people}?\s*(?:{of}{percent})\s*{people}?|\s*{people}", " ", text)
        for form in (name, name.replace("^", "")):
            if form in text:
                return text.replace(form, " ", 1)
    return text


def _in_one_scale(text: str) -> str:
    """Return a text with 6億8900万 as 6.89億."""
    return re.sub(_STACKED, lambda run: _in_first_scale(run[0]), text)


def _in_first_scale(run: str) -> str:
    found = re.findall(r"(\d[\d,.]*)\s?(千?)\s?([万億兆]?)", run)
    if any(digits.count(".") > 1 for digits, *_ in found):
        return run
    parts = [
        (float(digits.replace(",", "")) * _SCALES.get(thousand, 1), _SCALES.get(scale, 1.0))
        for digits, thousand, scale in found
    ]
    scales = [scale for _, scale in parts]
    if any(after >= before for before, after in pairwise(scales)):
        return run
    first = next(char for char in run if char in "万億兆")
    total = sum(number * scale for number, scale in parts) / scales[0]
    return f"{total:.12f}".rstrip("0").rstrip(".") + first


def _value(digits: str) -> float | None:
    """Return the value of digits with separators, None when the separators make no sense."""
    for form, grouping in _FORMS:
        if re.fullmatch(form, digits):
            kept = "".join(char for char in digits if char not in grouping)
            return float(kept.replace(",", "."))
    return None


def _words(text: str) -> set[str]:
    """Return the words and symbols of a text, in the singular and in one language."""
    spaced = re.sub(r"([千万億兆])", r" \1 ", text)
    ends = r"に|から"  # 1973年に
    found = re.findall(rf"(?:[^\W\d_]|{_THAI_MARK})+|[^\w\s]", re.sub(rf"(?<=年)(?:{ends})", " ", spaced))
    words = {word.removesuffix("s") for word in found if word not in _IDLE}
    return {_SAME.get(word, word) for word in words}


def _factor(typed: set[str], units: list[set[str]]) -> float | None:
    """Return what the words next to a number multiply it by; None when a word is neither unit nor scale."""
    expected: set[str] = set().union(*units)
    if expected & _COUNTED:
        typed = {_LETTERS.get(word, word) for word in typed - expected}
    if expected & {"member", "partner", *_STATES}:
        typed = typed - _STATES
    scales = [_SCALES[word] for word in typed - expected if word in _SCALES]
    if len(scales) > 1 or typed - expected - set(_SCALES):
        return None
    in_unit = math.prod(_SCALES.get(word, 1.0) for word in (units[0] if units else ()))
    return scales[0] / in_unit if scales else 1.0
