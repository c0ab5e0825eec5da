"""Rules for the periods of reports: quarters, halves, "neuf premiers mois", "3T22", "exercice en cours"."""

from __future__ import annotations

import re

from claimx.dates.calendar import Part
from claimx.dates.contexts import starts_sentence
from claimx.dates.definitions import Fiscal, InYear, Same, Slice, Stretch, Value
from claimx.dates.durations import length
from claimx.dates.shapes import Hit, Rule
from claimx.records import Modifier

__all__ = ["RULES"]

_IN_YEAR = {"quarter": 4, "half": 2, "third": 3, "month": 12, "week": 52}
_CODE = re.compile(r"([0-9]+)([a-z])([0-9]*)|([a-z])([0-9])")
_KINDS = {"t": "quarter", "q": "quarter", "s": "half", "h": "half", "m": "months"}


def _part_of_year(hit: Hit) -> Value | None:
    """ "troisième trimestre", "1er semestre", "dernier trimestre 2019"."""
    unit = hit.text("unit")
    if unit not in {"quarter", "half", "third"} or hit.word("unit").endswith("s"):
        return None
    count, number = _IN_YEAR[unit], hit.number("number")
    return InYear(Part(unit, number)) if 1 <= number <= count else None


def _last_part(hit: Hit) -> Value | None:
    """ "le dernier trimestre 2019": the last of its year, when a year follows."""
    unit = hit.text("unit")
    if unit not in {"quarter", "half", "third"} or hit.text("way") != "last":
        return None
    return InYear(Part(unit, _IN_YEAR[unit]))


def _code(hit: Hit) -> Value | None:
    match = _CODE.fullmatch(hit.word("code").lower())
    if match is None:
        return None
    number, sign, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], "")
    if not match[1] and hit.word("code")[0].islower():
        return None
    kind = _KINDS[sign]
    part = Part("months", 1, int(number)) if kind == "months" else Part(kind, int(number))
    if hit.has("year"):
        year = hit.word("year")
    if kind == "months" and not year and not hit.after()[:1].isdecimal():
        return None  # "6M" alone is as well six millions
    if not year:
        return InYear(part) if not starts_sentence(hit) or hit.after()[:1].isdecimal() else None
    full = int(year) + 2000 if len(year) == 2 else int(year)  # noqa: PLR2004
    if not 1950 <= full <= 2099:  # noqa: PLR2004
        return None
    return Fiscal(full, full, part)


def _first_months(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """ "les neuf premiers mois", "premiers mois de 2020" (vague: the start of it)."""
    unit = hit.text("unit")
    if unit not in _IN_YEAR or unit == "week" or hit.text("rank") not in {"1", "last"}:
        return None
    count = hit.number("count")
    months = count * 12 // _IN_YEAR[unit]
    if not 1 <= months < 12:  # noqa: PLR2004
        return None
    first = 1 if hit.text("rank") == "1" else 13 - months
    return InYear(Part("months", first, months)), None


def _few_months(hit: Hit) -> tuple[Value, Modifier | None] | None:
    if hit.text("unit") not in {"month", "week", "day"} or hit.text("rank") not in {"1", "last"}:
        return None
    return Slice(1, 1), "start" if hit.text("rank") == "1" else "end"


def _last_units(hit: Hit) -> Value | None:
    """ "les six derniers mois", "ces dix dernières années", "les deux précédents mois"."""
    rank = hit.text("rank")
    if rank in {"previous", "following"}:
        sign = -1 if rank == "previous" else 1
        return Stretch(hit.text("unit"), sign * hit.number("count"))
    return length(hit.number("count"), hit.text("unit")) if rank in {"last", "next"} else None


def _slice(hit: Hit) -> Value | None:
    count, rank = hit.number("slice"), hit.text("rank")
    number = count if rank == "last" else hit.number("rank")
    if count == 3 and hit.word("slice") != "tiers":  # noqa: PLR2004
        return None
    return Slice(number, count) if 1 <= number <= count else None


def _in_month(hit: Hit) -> Value | None:
    """ "la dernière semaine de février", "la première quinzaine de mars", "le premier week-end de mai"."""
    kind = {"week": "week_of_month", "weekend": "weekend_of_month"}.get(hit.text("unit"))
    number = -1 if hit.text("rank") == "last" else hit.number("rank")
    if hit.has("about"):
        kind, number = (
            ("fortnight", 2 if number == -1 else number) if hit.number("about") == 15 else (None, 0)
        )  # noqa: PLR2004
    if hit.has("weekday"):
        kind, number = "weekday_of_month", hit.number("weekday") * 10 + max(number, 0)
    limit = 2 if hit.has("about") else 4
    if kind is None or not (-1 <= number <= limit or hit.has("weekday")) or number == 0:
        return None
    return InYear(Part(kind, hit.number("month"), number))


def _same(hit: Hit) -> Value | None:
    return Same()


def _same_unit(hit: Hit) -> Value | None:
    unit = hit.text("unit")
    return (
        Same(unit)
        if unit in {"year", "month", "week", "day", "quarter", "half", "third", "fiscal", "weekend"}
        else None
    )


_RANK = "<rank:ordinal|nth|adjective>"

RULES = (
    Rule("part of a year", "<number:th><unit:unit>", _part_of_year),
    Rule(
        "last part of a year",
        "<way:adjective><unit:unit>(?=<year>|<genitive><year>|<genitive><unit>)",
        _last_part,
    ),
    Rule("code", "<code:code><year:year|two_digits>?", _code),
    Rule("code alone", "<code:code>", _code),
    Rule("first months", "<determiner>?<count:small><rank:ordinal|nth><unit:unit>", _first_months),
    Rule(
        "last months of",
        "<determiner>?<count:small><rank:adjective><unit:unit>(?=<genitive><determiner>?(?:<year>|<unit>))",
        _first_months,
    ),
    Rule(
        "few months of",
        "<determiner>?<rank:ordinal|adjective><unit:unit>(?=<genitive><determiner>?(?:<year>|<unit>))",
        _few_months,
    ),
    Rule("last units", "(?:<determiner>|<these>)?<count:small><rank:adjective><unit:unit>", _last_units),
    Rule("units to come", "<determiner>?<count:small><unit:unit><rank:adjective>", _last_units),
    Rule("slice", "<determiner>?<rank:ordinal|nth|adjective><slice:slice>", _slice),
    Rule(
        "week of a month",
        f"<determiner>?{_RANK}(?:<unit:unit>|<about:about>|<weekday:weekday>)<genitive><of_month>?<month:month>",
        _in_month,
    ),
    Rule("same period", "<determiner>?<same><period>", _same),
    Rule("same unit", "<determiner>?<same><unit:unit>", _same_unit),
    Rule("that unit", "<these><unit:unit><there>", _same_unit),
    Rule("that period", "<these><period><there>?", _same),
)
