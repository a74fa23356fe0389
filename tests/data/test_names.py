"""Names and codes of states are those of CLDR, the data of Unicode on languages and states."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_name, get_territory_currencies

from kit.facts.provenance import find
from kit.facts.tables import load

NO_STATES = {"WLD", "ASEAN"}
PARTNERS = load("partnerships")["partner_id"].tolist()
MEMBERS = load("members")["iso3"].tolist()


def iso2(iso3: str) -> str:
    """Return the two-letter code of a state; of the European Union, which is none, the code that CLDR gives it."""
    (code,) = get_global("territory_aliases")[iso3] if iso3 else ["EU"]
    return str(code)


def official_languages(code: str) -> tuple[str, ...]:
    """Return the official languages of a state, those of its regions and those of its offices too."""
    return tuple(get_official_languages(code, regional=True, de_facto=True))


def name(code: str, language: str) -> str:
    """Return the short name of a state, without the other one that CLDR puts in brackets after it."""
    return re.sub(r" \(.+\)$", "", Locale.parse(language).territories[code])


@pytest.mark.parametrize("table", ["indicators", "members", "partnerships", "places"])
def test_codes_are_those_of_iso(table: str):
    """Every three-letter code is one of ISO 3166-1, but for the world and for ASEAN itself."""
    codes = set(load(table)["iso3"].dropna()) - NO_STATES
    assert {code for code in codes if len(get_global("territory_aliases").get(code, [])) != 1} == set()


@pytest.mark.parametrize("iso3", MEMBERS)
def test_both_codes_of_a_member(iso3: str):
    """The two codes of a member belong to one state."""
    assert iso2(iso3) == find(iso3)["iso2"]


@pytest.mark.parametrize("iso3", MEMBERS)
def test_names_of_a_member(iso3: str):
    """A member has its name in English, in Japanese and in an official language of its own."""
    member = find(iso3)
    assert member["name_en"] == name(member["iso2"], "en")
    assert member["name_ja"] == name(member["iso2"], "ja")
    own = [language for language in official_languages(member["iso2"]) if language in locale_identifiers()]
    assert member["name_own"] in {name(member["iso2"], language) for language in own}


@pytest.mark.parametrize("iso3", MEMBERS)
def test_languages_of_a_member(iso3: str):
    """The official languages of a member are among those that CLDR knows, under their English names."""
    member = find(iso3)
    known = {Locale.parse("en").languages.get(language) for language in official_languages(member["iso2"])}
    assert set(member["official_languages"].split(";")) <= known


@pytest.mark.parametrize("iso3", MEMBERS)
def test_currency_of_a_member(iso3: str):
    """The currency of a member is the one in use today, under its English name."""
    member = find(iso3)
    in_use = [get_currency_name(currency, locale="en") for currency in get_territory_currencies(member["iso2"])]
    assert in_use == [member["currency"]]


@pytest.mark.parametrize("partner_id", PARTNERS)
def test_names_of_a_partner(partner_id: str):
    """A partner has its names in English and Japanese; the European Union has no code, and its letters in Japanese."""
    partner = find(partner_id).fillna("")
    code = iso2(partner["iso3"])
    assert (partner["name_en"], partner["name_ja"]) == (name(code, "en"), name(code, "ja") + "（EU）" * (code == "EU"))
    assert (partner["iso3"] == "") == (partner_id == "partner-european-union")
