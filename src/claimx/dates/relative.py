"""Rules for dates told from another: from the day of publication, or from the date before in the text."""

from __future__ import annotations

from claimx.dates.contexts import capital_inside, listed
from claimx.dates.definitions import Moved, Same, Value, Way, Weekday
from claimx.dates.durations import length
from claimx.dates.shapes import Hit, Rule
from claimx.records import Modifier

__all__ = ["RULES"]

_FAR = {
    "last": (-1, "now"),
    "next": (1, "now"),
    "current": (0, "now"),
    "previous": (-1, "text"),
    "following": (1, "text"),
}
_LONG = frozenset(
    {"year", "month", "week", "quarter", "half", "third", "decade", "century", "weekend", "fiscal"}
)


def _unit_adjective(hit: Hit) -> Value | None:
    """ "la semaine dernière", "l'an prochain", "l'exercice précédent", "le trimestre en cours"."""
    unit, way = hit.text("unit"), hit.text("way")
    if hit.word("unit").lower() in {
        "ans",
        "années",
        "semaines",
        "trimestres",
        "exercices",
        "journées",
        "jours",
    }:
        return None
    if way in {"previous", "following"} and unit == "day":
        return Moved("day", -1 if way == "previous" else 1, "text")
    if unit not in _LONG:
        return None
    count, origin = _FAR[way]
    return Moved(unit, count, "text" if origin == "text" else "now")


def _adjective_unit(hit: Hit) -> Value | None:
    """ "la prochaine décennie", "le précédent exercice"; "ces dernières années" is too vague."""
    if hit.word("unit").lower().endswith("s") and hit.text("unit") != "month":
        return None
    if hit.word("way").lower().endswith("s") or hit.text("way") == "current":
        return None
    if hit.text("unit") not in _LONG:
        return None
    return _unit_adjective(hit)


def _this_unit(hit: Hit) -> Value | None:
    """ "cette année", "ce trimestre", "ce week-end"."""
    unit = hit.text("unit")
    if unit == "day":
        return Same("day") if hit.has("there") else None
    if hit.number("this") == 2 or unit not in _LONG:  # noqa: PLR2004
        return None
    return Moved(unit, 0)


def _this_daypart(hit: Hit) -> Value | None:
    """ "ce matin", "cette nuit"."""
    return Moved("day", 0)


def _deictic(hit: Hit) -> Value | None:
    return Moved("day", hit.number("day"))


def _textual(hit: Hit) -> Value | None:
    """ "la veille", "le lendemain": counted from the day before in the text."""
    if hit.after().lower() in {"de", "du", "d'", "des"}:
        return None
    return Moved("day", hit.number("day"), "text")


def _weekday(hit: Hit) -> Value | None:
    if capital_inside(hit, "weekday"):
        return None
    if hit.before() in {"chaque", "les", "des", "un", "tous", "aux"}:
        return None
    way: Way = "this" if hit.has("this") else ""
    if hit.has("way"):
        adjective = {"last": "last", "next": "next", "following": "next", "previous": "last"}.get(
            hit.text("way")
        )
        if adjective is None:
            return None
        way = "last" if adjective == "last" else "next"
    return Weekday(hit.number("weekday"), way)


def _ago(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """ "il y a trois mois": that month; "il y a dix jours": that day."""
    return _away(hit, -1)


def _ahead(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """ "dans deux ans"."""
    return _away(hit, 1)


def _away(hit: Hit, sign: int) -> tuple[Value, Modifier | None] | None:
    unit = hit.text("unit")
    count = hit.number("about") or hit.number("count")
    mod: Modifier | None = "approx" if hit.has("about") else None
    if unit in {"hour", "minute", "second"} or not 0 < count < 3000 or length(count, unit) is None:  # noqa: PLR2004
        return None
    if hit.has("demi") and unit == "year":
        return Moved("month", sign * (12 * count + 6)), mod
    return Moved(unit, sign * count), mod


def _earlier(hit: Hit) -> Value | None:
    """ "un an plus tôt": the same period, moved; "trois semaines plus tard"."""
    unit, sign = hit.text("unit"), hit.number("shift")
    if hit.has("loose") and hit.after() not in {
        ".",
        ",",
        ";",
        ")",
        ":",
        "",
        "\n",
        '"',
        "»",
        "-",
        "–",
        "!",
        "?",
    }:
        return None
    sign = sign or hit.number("loose")
    if unit in {"hour", "minute", "second"}:
        return None
    if hit.before() in {"plus", "moins"} or hit.before(2) in {"plus", "moins"}:
        return length(hit.number("count"), unit)
    return Moved(unit, sign * hit.number("count"), "text", keep=True)


def _bare_unit(hit: Hit) -> Value | None:
    """ "sur l'année", "de l'exercice", "fin de semaine": the one in course."""
    unit = hit.text("unit")
    if unit not in _LONG or hit.word("unit").lower().endswith("s") and unit != "month":
        return None
    return Moved(unit, 0)


def _plain_unit(hit: Hit) -> Value | None:
    """ "pour l'année", "sur l'exercice": bare, and dates all the same after these prepositions."""
    if hit.before() not in listed("whole_unit") or hit.text("unit") not in {
        "year",
        "fiscal",
        "quarter",
        "half",
    }:
        return None
    return None if hit.word("unit").lower() == "an" else _bare_unit(hit)


_RIGHT = r"(?:<way:adjective>)"
_PART = "<daypart>?"

RULES = (
    Rule("unit and adjective", f"<determiner>?<unit:unit>{_RIGHT}", _unit_adjective),
    Rule("adjective and unit", f"(?:<determiner>)?{_RIGHT}<unit:unit>", _adjective_unit),
    Rule("this unit", "<this:these><unit:unit><here>?", _this_unit),
    Rule("this part of the day", "<these><daypart>", _this_daypart),
    Rule("deictic", f"<day:deictic><daypart>?", _deictic),
    Rule("textual", f"<determiner><day:textual>(?:<up_to>?<determiner>?<daypart>)?", _textual),
    Rule("weekday", f"<this:these>?<weekday:weekday>(?:<way:adjective>)?{_PART}", _weekday),
    Rule("ago", "<ago><count:amount><unit:unit><demi:demi>?", _ago),
    Rule("ago, about", "<ago><one><about:about><genitive><unit:unit>", _ago),
    Rule("ahead", "<ahead><count:amount><unit:unit><demi:demi>?", _ahead),
    Rule("ahead, about", "<ahead><one><about:about><genitive><unit:unit>", _ahead),
    Rule("earlier", "<count:small><unit:unit>(?:<shift:shift>|<loose:loose_shift>)", _earlier),
    Rule("fuzzy unit", "(?<=<fuzz><genitive>)(?P<span><determiner>?<unit:unit>)", _bare_unit),
    Rule("fuzzy unit, bare", "(?<=<fuzz>)(?P<span><unit:unit>)", _bare_unit),
    Rule("unit of a part", "(?<=<unit|slice|adjective><genitive>)<unit:unit>", _bare_unit),
    Rule("unit after a preposition", "<determiner><unit:unit>", _plain_unit),
    Rule("whole unit", "<whole><genitive><unit:unit>", _bare_unit),
)
