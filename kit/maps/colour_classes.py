"""The members coloured by a figure: which class each belongs to, and what the legend says of the classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kit.facts.figures import member_figures
from kit.facts.localization import localized
from kit.facts.membership import is_member, states
from kit.facts.provenance import cite
from kit.facts.tables import Row
from kit.language_codes import locale_of
from kit.maps.colours import NO_FIGURE, NOT_YET, SCALE, Colouring
from kit.maps.layers.areas import Area
from kit.maps.layers.layer import Figure
from kit.maps.scene import Entry
from kit.suggest import name_list
from kit.text import LearnerError, date_in, figure_in, settings, text_in


def classed_members(as_of: date, indicator: str, language: str) -> Colouring:
    """Return the members of a day in classes by a figure, lighter for less.

    Classes hold about the same number of members each (quantiles). The figures are those of the last year, not after
    `as_of`, for which a member has one; a member without one is shown as such.

    Raises
    ------
    KitError
        When there is no such figure for members.

    Source: tables ``members`` and ``indicators``.
    """
    text = text_in(language)
    found, title = _figures(as_of, indicator, language)
    ranked = sorted(found, key=lambda iso3: found[iso3][0].value)
    count = min(len(SCALE), len(ranked))
    classes = {iso3: rank * count // len(ranked) for rank, iso3 in enumerate(ranked)}
    areas = []
    for row in states():
        iso3, member = row["iso3"], is_member(row, as_of)
        figure, source = found.get(iso3, (None, cite(row, language=language)))
        if not member:
            first, fill = text("map.not_yet", date=date_in(as_of, language)), NOT_YET
        elif figure:
            first, fill = (
                f"{title}{settings(language).colon}{figure_in(f'{figure.value:,.0f}', language)}",
                SCALE[classes[iso3]],
            )
        else:
            first, fill = text("map.no_figure", title=title), NO_FIGURE
        group = str(classes[iso3]) if iso3 in classes else ""
        areas.append(Area(iso3, localized(row, "name", language), fill, (first,), group, member, source, figure))
    legend = []
    for number in range(count):
        inside = [_short(found[iso3][0].value, language) for iso3 in ranked if classes[iso3] == number]
        low, high = inside[0], inside[-1]
        legend.append(Entry(SCALE[number], low if low == high else text("map.from_to", low=low, high=high)))
    if any(area.fill == NO_FIGURE for area in areas):
        legend.append(Entry(NO_FIGURE, text("map.no_figure_short")))
    return Colouring(tuple(areas), text("map.by_figure"), tuple(legend), title)


def _figures(as_of: date, indicator: str, language: str) -> tuple[dict[str, tuple[Figure, str]], str]:
    """Return the figure of each member with its source line, and what it is, unit and year included."""
    text = text_in(language)
    now = [row for row in states() if is_member(row, as_of)]
    if indicator == "area_km2":
        unit = text("map.km2")
        return {row["iso3"]: (Figure(float(row["area_km2"]), unit), cite(row, language=language)) for row in now}, text(
            "map.area"
        )
    known = member_figures()
    if indicator not in known:
        names = name_list(["joined", "rank", "area_km2", *sorted(known)])
        raise LearnerError("ask.colour", where="color_by", do="lesson.choose", name=indicator, known=names)
    here = {row["iso3"] for row in now}
    years = [year for year, rows in known[indicator].items() if year <= as_of.year and here & rows.keys()]
    year = max(years, default=as_of.year)
    rows: Mapping[str, Row] = known[indicator].get(year, {})
    values = {
        iso3: (Figure(float(row["value"]), row["unit"], year), cite(row, language=language))
        for iso3, row in rows.items()
        if iso3 in here
    }
    return values, text(f"figure.{indicator}", year=year)


def _short(value: float, language: str) -> str:
    """Return a number as one can take it in: "1.2 trillion"."""
    if abs(value) < settings(language).short_from:
        return figure_in(f"{value:,.0f}", language)
    from babel.numbers import format_compact_decimal, get_group_symbol

    form, locale = settings(language).numbers, locale_of(language)
    said = format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=1)
    return re.sub(r"^(-?\d)(?=\d{3}\D)", rf"\1{get_group_symbol(locale)}", said)  # Babel writes 1742.4万
