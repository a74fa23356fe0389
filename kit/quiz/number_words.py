"""Numbers in words and as ordinals, as digits: seventeenth, 12th, forty-two, 十二, 第3回."""

from __future__ import annotations

import re

from kit.quiz.calendar_eras import in_common_era

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_IRREGULAR |= {"fourty": 40, "ninty": 90, "nineth": 9, "twelveth": 12, "twelth": 12}  # misspelled so; codespell:ignore
_VALUES |= _IRREGULAR | {f"{word}th": value for word, value in _VALUES.items() if value} | {
    f"{word.removesuffix('y')}ieth": _VALUES[word] for word in _TENS
}  # fmt: skip
_THOUSAND = 1000
_FACTORS = {"hundred": 100, "hundredth": 100, "thousand": _THOUSAND, "thousandth": _THOUSAND}
_WORD = "|".join(sorted([*_VALUES, *_FACTORS], key=len, reverse=True))
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_RUN = rf"(?<![\w\d])(?:{_WORD})(?:(?:[\s-]+and[\s-]+|[\s-]+)(?:{_WORD}))*(?!\w)"
_AFTER_DIGIT = r"\d\s*$"
_ORDINAL = r"(?<=\d)\s?(?:st|nd|rd|th)\b"
_COUNTED = r"第\s*(\d+)\s*(?:回|番|位)?目?|(\d+)\s*(?:番目?|回目)"
_PLAIN = (
    (r"\bhalf\s+(?:an?\s+)?dozen\b", "six"),
    (r"\b(?:an?|one)\s+dozen\b", "twelve"),
    (r"\b(?:two|2)\s+dozen\b", "twenty-four"),
    (r"\ban?\s+(?=(?:hundred|thousand|million|billion|trillion)\b)", "one "),
    *((rf"\b{word}[\s-]oh?[\s-]{digit}\b", f"{century}0{at}") for word, century in (("nineteen", 19), ("twenty", 20))
      for at, digit in enumerate(ONES[:10])),
)  # fmt: skip
_POINT = r"(?<=\d)(?:\s+(?:point|koma)\s+|点)(?=\d)"
_INDONESIAN = {
    word: value
    for value, word in enumerate(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
    )
} | {"seratus": 100, "seribu": _THOUSAND, "pertama": 1}
# duabelas, ketiga, ke-3
_INDONESIAN_JOINED = rf"\b(?:ke-?\s?)?({'|'.join(_INDONESIAN)})(?=(?:belas|puluh|ratus|ribu)?\b)|\bke-(?=\d)"
_INDONESIAN_RUN = rf"\b(?:{'|'.join(_INDONESIAN)})(?:\s+(?:{'|'.join(_INDONESIAN)}|belas|puluh|ratus|ribu))*\b"
_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "◯": 0}
_KANJI_FACTORS = {"十": 10, "百": 100, "千": 1000}
_KANJI_RUN = rf"(?<!\d)[{''.join(_KANJI)}十百千]+"


def with_digits(text: str) -> str:
    """Return a normalised text with its numbers in digits; "million" and 万 stay words.

    Examples
    --------
    >>> with_digits("the seventeenth"), with_digits("twelve members"), with_digits("nineteen sixty-seven")
    ('the 17', '12 members', '1967')
    >>> with_digits("the 12th"), with_digits("第十二回")
    ('the 12', '12')
    """
    for form, plain in _PLAIN:
        text = re.sub(form, plain, text)
    text = re.sub(_INDONESIAN_JOINED, lambda word: f"{word[1]} " if word[1] else "", text)
    text = re.sub(_INDONESIAN_RUN, lambda run: _in_indonesian(run[0]), re.sub(_ORDINAL, "", text))
    text = re.sub(_RUN, lambda run: run[0] if re.search(_AFTER_DIGIT, text[: run.start()]) else _in_words(run[0]), text)
    text = re.sub(_POINT, ".", re.sub(_KANJI_RUN, lambda run: _in_kanji(run[0]), text))
    return re.sub(_COUNTED, r"\1\2", in_common_era(text))


def _in_words(run: str) -> str:
    """Return the digits of number words; two groups side by side are a year, as in nineteen sixty-seven."""
    words = [word for word in re.findall(r"[a-z]+", run) if word != "and"]
    scale = words.pop() if words[-1] == "thousand" and len(words) > 1 else ""  # stays a word, as million does
    groups, group = [0], 0
    for word in words:
        factor, value = _FACTORS.get(word), _VALUES.get(word, 0)
        if factor == _THOUSAND:
            groups[-1], group = groups[-1] + max(group, 1) * factor, 0
        elif factor:
            group = max(group, 1) * factor
        elif group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and value < 10):  # noqa: PLR2004
            group += value
        else:
            groups[-1], group = groups[-1] + group, value
            groups.append(0)
    groups[-1] += group
    is_year = len(groups) == 2 and 18 <= groups[0] <= 20 and 10 <= groups[1] < 100  # noqa: PLR2004
    return f"{('' if is_year else ' ').join(map(str, groups))} {scale}".strip()


def _in_indonesian(run: str) -> str:
    """Return the digits of a number in Indonesian; ribu and juta after one group stay words, as million does."""
    total = group = 0
    words = run.split()
    scale = words.pop() if words[-1] == "ribu" and len(words) > 1 else ""
    for word in words:
        if word in _INDONESIAN:
            group += _INDONESIAN[word]
        elif word == "belas":
            group += 10
        elif word in {"puluh", "ratus"}:
            ones = group % 10 or 1
            group += ones * ((10 if word == "puluh" else 100) - 1)
        else:
            total, group = total + max(group, 1) * _THOUSAND, 0
    return f"{total + group} {scale}".strip()


def _in_kanji(run: str) -> str:
    """Return the digits of a number in kanji: 一九六七 by its places, 十二 by its factors."""
    if not set(run) - set("○◯"):
        return run  # a mark, not a number
    if not set(run) & _KANJI_FACTORS.keys():
        return "".join(str(_KANJI[char]) for char in run)
    if run == "千":
        return run  # a word of scale, as in 5千
    total, digit = 0, 0
    for char in run:
        if char in _KANJI:
            digit = _KANJI[char]
        else:
            total, digit = total + max(digit, 1) * _KANJI_FACTORS[char], 0
    return str(total + digit)
