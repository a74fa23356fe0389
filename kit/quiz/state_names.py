"""Formal and earlier names of the states of South-East Asia, as the names that lessons use."""

from __future__ import annotations

import re

_NAMES = {
    "brunei": ("brunei darussalam", "negara brunei darussalam"),
    "laos": ("lao", "lao pdr", "laos pdr", "lao p.d.r.", "lao people's democratic republic"),
    "myanmar": ("burma", "birma", "myanmar (burma)", "burma (myanmar)", "myanmar/burma", "burma/myanmar"),
    "timor-leste": ("east timor", "timor lorosae", "timor timur", "timor leste (east timor)"),
    "ミャンマー": ("ビルマ",),
    "東ティモール": ("東チモール", "ティモール・レステ", "チモール"),
    "フィリピン": ("フィリッピン",),
    "マレーシア": ("マレイシア",),
}
_CURRENT = {name: current for current, names in _NAMES.items() for name in names}
_STATES = r"cambodia|indonesia|laos?|malaysia|myanmar|philippines|singapore|thailand|timor[- ]leste|viet ?nam"
_STATES_JA = "カンボジア|インドネシア|ミャンマー|フィリピン|シンガポール|タイ|ベトナム|ラオス|東ティモール"
# `re` compiles these when they are first used, and keeps them: a lesson opens without them.
_FORMAL = (
    r"\A(?:the\s+)?(?:(?:socialist|people's|democratic)\s+)*(?:republic|kingdom)\s+of\s+(?:the\s+)?(?:union\s+of\s+)?"
    rf"(?={_STATES})"
)
_FORMAL_JA = rf"(?<=\A)({_STATES_JA})(?:王国|(?:社会主義|人民民主|民主)?共和国|連邦共和国|国)\Z"


def current_name(text: str) -> str:
    """Return the name that lessons use where a normalised text is a formal or earlier name of a state; else the text.

    The other way round nothing is changed: where an item asks for the earlier name, the current one is not right.

    Examples
    --------
    >>> current_name("burma"), current_name("kingdom of thailand"), current_name("タイ王国"), current_name("myanmar")
    ('myanmar', 'thailand', 'タイ', 'myanmar')
    """
    plain = " ".join(re.sub(_FORMAL_JA, r"\1", re.sub(_FORMAL, "", text)).split())
    return _CURRENT.get(plain, plain)
