"""Rules for durations ("cinq ans", "dix-huit mois", "une quinzaine de jours"), and what is no duration."""

from __future__ import annotations

from claimx.dates.definitions import Length, Value
from claimx.dates.lasting import is_age, is_rhythm, lasts
from claimx.dates.shapes import Hit, Rule
from claimx.dates.surroundings import is_class, listed
from claimx.lexicon import rows
from claimx.records import Modifier

__all__ = ["RULES", "length"]

_MAX = 10_000
_FORTNIGHT = 15
_AGES = 20
"""A range of years wider than this is one of ages."""
_HOLDS = {
    ("year", "month"): 12,
    ("month", "day"): 31,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of a smaller unit one holds: "quatre ans et 18 mois" are two terms."""
_HALF = {
    "year": (6, "month"),
    "month": (15, "day"),
    "hour": (30, "minute"),
    "century": (50, "year"),
    "decade": (5, "year"),
    "minute": (30, "second"),
    "day": (12, "hour"),
}


def length(count: int, unit: str, half: bool = False) -> Length | None:  # noqa: FBT002
    """Return a duration: 18 months is P18M, two years and a half P2Y6M.

    >>> length(5, "year")
    Length(iso='P5Y', timex='P5Y')
    """
    letters = rows("time_units")["letters"]
    if not 0 < count < _MAX or unit not in letters:
        return None
    pieces = [_piece(count, unit, letters)]
    if half:
        if unit not in _HALF:
            return None
        pieces.append(_piece(*_HALF[unit], letters))
    iso = _join(pieces)
    timex = f"P{count}Q" if unit == "quarter" and not half else iso
    return Length(iso, timex)


def _piece(count: int, unit: str, letters: dict[str, str]) -> tuple[bool, str]:
    worth = letters[unit]
    timed = worth.startswith("T")
    digits, sign = worth.lstrip("T")[:-1], worth[-1]
    return timed, f"{count * int(digits)}{sign}"


def _join(pieces: list[tuple[bool, str]]) -> str:
    days = "".join(text for timed, text in pieces if not timed)
    hours = "".join(text for timed, text in pieces if timed)
    return f"P{days}" + (f"T{hours}" if hours else "")


def _duration(hit: Hit) -> Value | None:
    unit, count = hit.text("unit"), hit.number("count")
    agrees = count <= 1 or any(word.endswith(("s", "h", ".")) for word in hit.word("unit").lower().split())
    if not agrees or is_rhythm(hit) or not lasts(hit, unit, count):
        return None
    return length(count, unit, hit.has("demi"))


def _two_units(hit: Hit) -> Value | None:
    """Read "trois ans et six mois", "deux heures et vingt minutes"."""
    large, small = hit.text("unit"), hit.text("small")
    if (
        hit.number("and") != 1
        or not 0 < hit.number("more") < _HOLDS.get((large, small), 0)
        or is_rhythm(hit)
        or (large == "year" and is_age(hit))
    ):
        return None
    first, second = length(hit.number("count"), large), length(hit.number("more"), small)
    clock = large in {"hour", "minute"} and hit.before() in listed("clock")
    if first is None or second is None or clock:
        return None
    iso = f"{first.iso}{second.iso.removeprefix('PT' if 'T' in first.iso else 'P')}"
    return Length(iso, iso)


def _about(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """Read "une dizaine de jours" is approximate; "une quinzaine" alone, a fortnight."""
    unit = hit.text("unit") or "day"
    alone = hit.number("about") == _FORTNIGHT and not is_class(hit.line, hit.last + 1, "genitive")
    if not hit.has("unit") and not alone:
        return None  # "une quinzaine de restaurants"
    if unit == "year" and is_age(hit):
        return None
    value = length(hit.number("about"), unit)
    return (value, "approx") if value else None


def _range(hit: Hit) -> Value | None:
    """Read "12 à 18 mois" by its lower bound."""
    first, last, unit = hit.number("first"), hit.number("last"), hit.text("unit")
    if not 0 < first < last or is_rhythm(hit):
        return None
    if unit == "year" and (
        is_age(hit)
        or hit.before() in listed("some")
        or (hit.before() in listed("bare_of") and last - first > _AGES)
    ):
        return None  # "les 18-25 ans", "de 15 à 70 ans"
    if unit in {"hour", "minute", "second"} and hit.before() in listed("clock"):
        return None
    return length(first, unit)


RULES = (
    Rule("duration", "<count:amount><unit:unit><demi:demi>?", _duration),
    Rule("two units", "<count:amount><unit:unit><and:and><more:amount><small:unit>", _two_units),
    Rule("about so long", "<one><about:about>(?:<genitive><unit:unit>)?", _about),
    Rule("duration between", "<first:small>(?:<up_to>|<and>|<dash>)<last:small><unit:unit>", _range),
)
