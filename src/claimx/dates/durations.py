"""Rules for durations ("cinq ans", "dix-huit mois", "une quinzaine de jours"), and what is no duration."""

from __future__ import annotations

from claimx.dates.contexts import listed
from claimx.dates.definitions import Length, Value
from claimx.dates.shapes import Hit, Rule
from claimx.lexicon import rows
from claimx.records import Modifier

__all__ = ["RULES", "is_age", "length"]

_MAX = 10_000
_HALF = {
    "year": (6, "month"),
    "month": (15, "day"),
    "hour": (30, "minute"),
    "century": (50, "year"),
    "decade": (5, "year"),
    "minute": (30, "second"),
    "day": (12, "hour"),
}
_QUARTERS = {"quarter": "Q"}


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
    if hit.before() in listed("rhythm") or hit.before(2) in listed("rhythm") and hit.before() in {"les"}:
        return None
    word = hit.word("unit").lower()
    if count > 1 and not word.endswith(("s", "x", "h")) and not word.endswith("."):
        return None
    if unit == "year" and (is_age(hit) or count == 1 and not _lasting_year(hit)):
        return None
    if unit in {"hour", "minute", "second"} and not _lasts(hit, unit, count):
        return None
    if (
        count == 1
        and unit in {"week", "day", "quarter", "half", "month", "century", "decade", "weekend", "fiscal"}
        and not _lasting_one(hit, unit)
    ):
        return None
    if unit in {"weekend", "fiscal", "century"} and count == 1:
        return None
    return length(count, unit, hit.has("demi"))


def _lasting_year(hit: Hit) -> bool:
    # "un an" lasts; "une année difficile" is only a year, unless "pendant une année".
    return hit.word("unit").lower() == "an" or hit.before() in listed("lasting")


def _lasting_one(hit: Hit, unit: str) -> bool:
    if unit == "month" or hit.has("demi") or hit.word("count").count(" "):
        return True
    return hit.before() in listed("lasting") or hit.after() in {"plus", "après", "avant", "auparavant"}


def _lasts(hit: Hit, unit: str, count: int) -> bool:
    """Tell "pendant 20 heures" from "à 20 heures", and "dix minutes" from the paper 20 Minutes."""
    before = hit.before()
    if unit != "hour":
        return hit.word("unit").islower() and before not in {"la", "le"}
    if hit.after()[:1].isdecimal() or hit.word("unit") == "h":
        return False  # "20 heures 30"
    if count in {35, 39} and before == "les":  # noqa: PLR2004  the working week
        return False
    if count > 24:  # noqa: PLR2004
        return True
    clear = {"et", "entre", "-", "depuis", "le", "les", "avant", "de", "d'"}
    clock = listed("clock")
    if before in {"de", "d'"}:
        return hit.before(2) not in {"partir", "compter"} | clock
    return before not in clock or before in clear - clock


def is_age(hit: Hit) -> bool:
    """Whether a number of years is somebody's age: "âgé de 45 ans", "un homme de 30 ans", "Léa, 12 ans,"."""
    persons, before, second = listed("persons"), hit.before(), hit.before(2)
    if hit.line.values[hit.last] == "" or hit.word("unit").lower().startswith("ann"):
        return False
    if before in {"de", "d'"}:
        return second in persons or (
            second in {"moins", "plus"} and hit.before(3) in {"les", "aux", "des", "de"} | persons
        )
    if before in {"ses", "mes", "tes"} and hit.number("count") != 1:
        return True
    if before in {"partir", "dès"}:
        return True
    if before == "à":
        near = {hit.before(back) for back in range(2, 6)}
        return not near & listed("terms")
    return before in {",", "("} and _apposed(hit)


def _apposed(hit: Hit) -> bool:
    """ "Jean Dupont, 45 ans, …": a name, a comma, an age, and a stop."""
    name = hit.line.word(hit.first - 2)
    known = name[:1].isupper() or name.lower() in listed("persons")
    return known and hit.after() in {",", ")", ".", "a", "est", "et", "", "\n", "était", "avait", ":"}


def _about(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """ "une dizaine de jours" is approximate; "une quinzaine" alone, a fortnight."""
    unit = hit.text("unit") or "day"
    if not hit.has("unit") and hit.number("about") != 15:  # noqa: PLR2004
        return None
    if unit == "year" and is_age(hit):
        return None
    value = length(hit.number("about"), unit)
    return (value, "approx") if value else None


def _range(hit: Hit) -> Value | None:
    """ "12 à 18 mois": the lower bound, as for amounts in a range."""
    first, last = hit.number("first"), hit.number("last")
    if not 0 < first < last or (
        hit.text("unit") == "year" and (is_age(hit) or hit.before() in {"les", "des", "aux"})
    ):
        return None
    if hit.text("unit") in {"hour", "minute", "second"} and hit.before() in listed("clock"):
        return None
    return length(first, hit.text("unit"))


RULES = (
    Rule("duration", "<count:amount><unit:unit><demi:demi>?", _duration),
    Rule("about so long", "<one><about:about>(?:<genitive><unit:unit>)?", _about),
    Rule("duration between", "<first:small>(?:<up_to>|<and>|<dash>)<last:small><unit:unit>", _range),
)
