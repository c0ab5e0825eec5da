"""Rules for the periods of reports: quarters, halves, "neuf premiers mois", "3T22", "exercice en cours"."""

from __future__ import annotations

import re

from claimx.dates.calendar import UNITS, Part
from claimx.dates.definitions import FAR, Fiscal, InYear, Moved, Of, Range, Same, Slice, Stretch, Value
from claimx.dates.durations import length
from claimx.dates.shapes import Hit, Rule
from claimx.dates.surroundings import is_class, listed
from claimx.records import Modifier

__all__ = ["RULES"]

_IN_YEAR = {"quarter": 4, "half": 2, "third": 3, "month": 12, "week": 52}
_CODE = re.compile(r"(?P<before>[0-9]+)(?P<sign>[a-z])(?P<year>[0-9]*)|(?P<letter>[a-z])(?P<after>[0-9])")
_REPORTED = range(1950, 2100)
_FORTNIGHT = 15
_RANKS = frozenset({-1, 1, 2, 3, 4})
_KINDS = {"t": "quarter", "q": "quarter", "s": "half", "h": "half", "m": "months"}


def _part_of_year(hit: Hit) -> Value | None:
    """Read "troisième trimestre", "1er semestre", "dernier trimestre 2019"."""
    unit = hit.text("unit")
    if unit not in {"quarter", "half", "third"} or hit.word("unit").endswith("s"):
        return None
    count, number = _IN_YEAR[unit], hit.number("number")
    return InYear(Part(unit, number)) if 1 <= number <= count else None


def _last_part(hit: Hit) -> Value | None:
    """Read "le dernier trimestre 2019": the last of its year, when a year follows."""
    unit = hit.text("unit")
    if unit not in {"quarter", "half", "third"} or hit.text("way") != "last":
        return None
    return InYear(Part(unit, _IN_YEAR[unit]))


def _code(hit: Hit) -> Value | None:
    """Read "3T22", "T3 2022", "S1 22", "9M22", and "au T3"."""
    match = _CODE.fullmatch(hit.word("code").lower())
    if match is None or (match["after"] and not _is_code_of_period(hit)):
        return None
    number, kind = int(match["before"] or match["after"]), _KINDS[match["sign"] or match["letter"]]
    part = Part(kind, 1, number) if kind == "months" else Part(kind, number)
    year = hit.word("year") if hit.has("year") else match["year"]
    if not year:
        return InYear(part) if kind != "months" and _period_like(hit) else None  # "6M" may be six millions
    full = int(year) + (2000 if len(year) <= len("22") else 0)
    return Fiscal(full, full, part) if full in _REPORTED else None


def _is_code_of_period(hit: Hit) -> bool:
    """Whether it is no model or virus: "une Audi Q3"."""
    name = hit.line.word(hit.first - 1)
    return hit.word("code")[0].isupper() and not (name[:1].isupper() and len(name) > len("De"))


def _period_like(hit: Hit) -> bool:
    """Tell "au T3" and "T1 et T2" from a flat or a tram line."""
    before = hit.before()
    return before in listed("codes") or (
        is_class(hit.line, hit.first - 1, "and", "up_to", "dash", "comma")
        and is_class(hit.line, hit.first - 2, "code")
    )


def _first_months(hit: Hit) -> Value | None:
    """Read "les neuf premiers mois"."""
    unit = hit.text("unit")
    if unit not in _IN_YEAR or unit == "week" or hit.text("rank") not in {"1", "last"}:
        return None
    count = hit.number("count")
    months = count * 12 // _IN_YEAR[unit]
    if not 1 <= months < 12:  # noqa: PLR2004
        return None
    if hit.text("rank") == "1" and is_class(hit.line, hit.last + 1, "genitive") and not _based(hit):
        return length(count, unit)  # "les deux premiers mois de la crise"
    first = 1 if hit.text("rank") == "1" else 13 - months
    return InYear(Part("months", first, months))


def _based(hit: Hit) -> bool:
    """Whether a year, or a unit that is one in course, follows "de"."""
    ahead = range(hit.last + 2, hit.last + 4)
    return any(is_class(hit.line, index, "year", "unit", "yearly", "these", "adjective") for index in ahead)


def _few_months(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """Read "les premiers mois de 2020": vague, the start of it."""
    if hit.text("unit") not in {"month", "week", "day"} or hit.text("rank") not in {"1", "last"}:
        return None
    return Slice(1, 1), "start" if hit.text("rank") == "1" else "end"


def _last_units(hit: Hit) -> Value | None:
    """Read "les six derniers mois", "ces dix dernières années", "les deux précédents mois"."""
    rank = hit.text("rank")
    if hit.word("rank").lower().startswith("qui ") and hit.after() in listed("bare_of"):
        return None  # "un potier de 49 ans qui vient de rouvrir"
    if hit.word("rank").lower() in listed("prepositions"):
        return length(hit.number("count"), hit.text("unit"))  # "dans les 90 jours suivant la vente"
    if rank in {"previous", "following"} and hit.text("unit") in UNITS:
        sign = -1 if rank == "previous" else 1
        return Stretch(hit.text("unit"), sign * hit.number("count"))
    late = hit.text("unit") == "hour" and hit.before() in listed("clock_verbs")  # "il est 20 heures passées"
    return length(hit.number("count"), hit.text("unit")) if rank != "current" and not late else None


def _slice(hit: Hit) -> Value | None:
    count, rank = hit.number("slice"), hit.text("rank")
    number = count if rank == "last" else hit.number("rank")
    return Slice(number, count) if 1 <= number <= count else None


def _in_month(hit: Hit) -> Value | None:
    """Read "la dernière semaine de février", "le premier week-end du mois prochain", "le dernier jour"."""
    unit, number = hit.text("unit"), _rank(hit)
    if unit not in {"day", "week", "weekend"} or hit.word("unit").endswith("s"):
        return None
    return _part_of_month(hit, f"{unit}_of_month", number) if number in _RANKS or unit == "day" else None


def _weekday_in_month(hit: Hit) -> Value | None:
    """Read "le dernier dimanche de mars"."""
    number = _rank(hit)
    code = hit.number("weekday") * 10 + max(number, 0)
    return _part_of_month(hit, "weekday_of_month", code) if number in _RANKS else None


def _half_in_month(hit: Hit) -> Value | None:
    """Read "la première quinzaine de mars"."""
    number = 2 if _rank(hit) == -1 else _rank(hit)
    if hit.number("about") != _FORTNIGHT or number not in {1, 2}:
        return None
    return _part_of_month(hit, "fortnight", number)


def _day_in_month(hit: Hit) -> Value | None:
    """Read "le 20 du mois prochain", "du 4 au 22 de ce mois"."""
    days = [_part_of_month(hit, "day", hit.number(name)) for name in ("first", "last") if hit.has(name)]
    if None in days:
        return None
    return Range(days[0], days[1]) if len(days) > 1 else days[0]  # type: ignore[arg-type]


def _part_of_month(hit: Hit, kind: str, number: int) -> Value | None:
    """Return a part of the month the hit names, or tells from publication: "de mars", "du mois prochain"."""
    if hit.has("month"):
        return InYear(Part(kind, hit.number("month"), number))
    if hit.text("that") != "month" or not (hit.has("way") or hit.has("this")):
        return None  # "le premier vendredi du mois": of every month
    return Of(Part(kind, 0, number), Moved("month", *FAR[hit.text("way") or "current"]))


def _rank(hit: Hit) -> int:
    return -1 if hit.text("rank") == "last" else hit.number("rank")


def _same(_: Hit) -> Value | None:
    return Same()


def _same_unit(hit: Hit) -> Value | None:
    return Same(hit.text("unit")) if hit.text("unit") in UNITS else None


_RANK = "<rank:ordinal|nth|adjective>"
_THAT_MONTH = "<genitive><this:these>?<that:unit>(?:<way:adjective>|<here>)?"
_OF_MONTH = f"(?:<genitive>(?:<unit><genitive>)?<month:month>|{_THAT_MONTH})"

RULES = (
    Rule("part of a year", "<number:th><unit:unit>", _part_of_year),
    Rule(
        "last part of a year",
        "<determiner>?<way:adjective><unit:unit>(?=<year>|<genitive><year>|<genitive><unit>)",
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
        "<determiner>?<rank:ordinal|adjective><unit:unit>(?=<genitive><determiner>?(?:<year>|<unit>|<month>))",
        _few_months,
    ),
    Rule("last units", "(?:<determiner>|<these>)?<count:small><rank:adjective><unit:unit>", _last_units),
    Rule("units to come", "<determiner>?<count:small><unit:unit><rank:adjective>", _last_units),
    Rule("slice", "<determiner>?<rank:ordinal|nth|adjective><slice:slice>", _slice),
    Rule("week of a month", f"<determiner>?{_RANK}<unit:unit>{_OF_MONTH}", _in_month),
    Rule("weekday of a month", f"<determiner>?{_RANK}<weekday:weekday>{_OF_MONTH}", _weekday_in_month),
    Rule("day of that month", f"<first:day>(?:<up_to><last:day>)?{_THAT_MONTH}", _day_in_month),
    Rule("half of a month", f"<determiner>?{_RANK}<about:about>{_OF_MONTH}", _half_in_month),
    Rule("same period", "<determiner>?<same><period>", _same),
    Rule("same unit", "<determiner><same><unit:unit>", _same_unit),
    Rule("that unit", "<these><unit:unit><there>", _same_unit),
    Rule("that same unit", "<these><same><unit:unit>", _same_unit),
    Rule("that period", "<these><period><there>", _same),
)
