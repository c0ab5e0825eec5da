"""Rules for dates told from another: from the day of publication, or from the date before in the text."""

from __future__ import annotations

from claimx.dates.calendar import UNITS
from claimx.dates.context import closing_clauses
from claimx.dates.definitions import FAR, Moved, Same, Value, Way, Weekday
from claimx.dates.durations import length
from claimx.dates.shapes import Hit, Rule
from claimx.dates.surroundings import capital_inside, is_class, is_firm, listed
from claimx.records import Modifier

__all__ = ["RULES"]

_WHOLE = frozenset({"year", "fiscal", "quarter", "half"})
_LONG = frozenset(
    {"year", "month", "week", "quarter", "half", "third", "decade", "century", "weekend", "fiscal"}
)


def _unit_adjective(hit: Hit) -> Value | None:
    """Read "la semaine dernière", "l'an prochain", "l'exercice précédent", "le trimestre en cours"."""
    unit, way = hit.text("unit"), hit.text("way")
    plural = hit.word("unit").lower().endswith("s") and unit != "month"
    many = hit.word("way").lower().endswith("s") and way != "current"
    if plural or many or hit.number("article") == 2:  # noqa: PLR2004
        return None  # "les mois qui viennent", "ces dernières années"
    if way in {"previous", "following"} and unit == "day":
        return Moved("day", -1 if way == "previous" else 1, "text")
    if unit not in _LONG:
        return None
    return Moved(unit, *FAR[way])


def _adjective_unit(hit: Hit) -> Value | None:
    """Read "la prochaine décennie", "le précédent exercice"."""
    if hit.text("way") == "current" or hit.before() in listed("owned"):
        return None
    if is_class(hit.line, hit.last + 1, "genitive"):
        return None  # "la dernière année de son mandat"
    return _unit_adjective(hit)


def _this_unit(hit: Hit) -> Value | None:
    """Read "cette année", "ce trimestre", "ce week-end"."""
    unit = hit.text("unit")
    if unit == "day":
        return Same("day") if hit.has("there") else None
    if hit.number("this") == 2 or unit not in _LONG:  # noqa: PLR2004
        return None
    return Moved(unit, 0)


def _this_daypart(_: Hit) -> Value | None:
    """Read "ce matin", "cette nuit"."""
    return Moved("day", 0)


def _last_night(hit: Hit) -> Value | None:
    """Read "la nuit dernière"."""
    return Moved("day", -1) if hit.text("way") == "last" and hit.word("part").islower() else None


def _deictic(hit: Hit) -> Value | None:
    before = hit.before()
    if hit.number("day") == 0 and not _today(hit):
        return None  # "il vaut aujourd'hui": nowadays
    if hit.number("day") == 1 and before in listed("bare_of"):
        return None  # "les métiers de demain"
    return Moved("day", hit.number("day"))


def _today(hit: Hit) -> bool:
    before = hit.before()
    if before in listed("bare_of"):
        return hit.before(2) in listed("starting")
    return before in listed("today") or before.endswith(tuple(listed("today", "endings")))


def _textual(hit: Hit) -> Value | None:
    """Read "la veille", "le lendemain": counted from the day before in the text."""
    if is_class(hit.line, hit.last + 1, "genitive"):
        return None  # "la veille du match"
    return Moved("day", hit.number("day"), "text")


def _weekday(hit: Hit) -> Value | None:
    if capital_inside(hit, "weekday") or is_firm(hit):
        return None
    if hit.before() in listed("rhythm") | listed("some") or is_class(
        hit.line, hit.first - 1, "ordinal", "nth"
    ):
        return None  # "le premier jeudi du mois": of every month
    if hit.before() in listed("habit") and hit.before(2) not in listed("once") and not hit.has("way"):
        return None  # "ouvert le dimanche"
    if hit.before() in listed("of_any") and hit.before(2) in listed("papers"):
        return None  # "le Journal du dimanche"
    way: Way = "this" if hit.has("this") else ""
    if hit.has("way"):
        adjective = {"last": "last", "next": "next", "following": "next", "previous": "last"}.get(
            hit.text("way")
        )
        if adjective is None:
            return None
        way = "last" if adjective == "last" else "next"
    return Weekday(hit.number("weekday"), way)


def _weekday_in_weeks(hit: Hit) -> Value | None:
    """Read "mardi en huit": a week after the next Tuesday; "en quinze" is two."""
    weeks = {8: 1, 15: 2}.get(hit.number("days"))
    return Weekday(hit.number("weekday"), "next", weeks=weeks) if weeks else None


def _ago(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """Read "il y a trois mois": that month; "il y a dix jours": that day."""
    return _away(hit, -1)


def _ahead(hit: Hit) -> tuple[Value, Modifier | None] | None:
    """Read "dans deux ans"."""
    return _away(hit, 1)


def _away(hit: Hit, sign: int) -> tuple[Value, Modifier | None] | None:
    unit = hit.text("unit")
    count = hit.number("about") or hit.number("count")
    mod: Modifier | None = "approx" if hit.has("about") else None
    if unit not in UNITS or length(count, unit) is None:
        return None
    episode = (
        count == 1 and sign > 0 and not hit.has("about") and hit.word("unit").lower() in listed("episodes")
    )
    if episode and hit.after() not in listed("clause_ends"):
        return None  # "dans une année électorale"
    if hit.has("demi") and unit == "year":
        return Moved("month", sign * (12 * count + 6)), mod
    return Moved(unit, sign * count), mod


def _earlier(hit: Hit) -> Value | tuple[Value, Modifier | None] | None:
    """Read "un an plus tôt": the same period, moved; "trois semaines plus tard"."""
    unit, sign = hit.text("unit"), hit.number("shift")
    count = hit.number("about") or hit.number("count")
    if hit.has("loose") and hit.after() not in listed("clause_ends"):
        return None
    sign = sign or hit.number("loose")
    if unit not in UNITS:
        return None
    if hit.after() in listed("than"):
        return None  # "quinze jours plus tard que d'habitude"
    if listed("bracket") & {hit.before(), hit.before(2)}:
        return length(count, unit)
    return Moved(unit, sign * count, "text", keep=True), "approx" if hit.has("about") else None


def _bare_unit(hit: Hit) -> Value | None:
    """Read "sur l'année", "de l'exercice", "fin de semaine": the one in course."""
    unit = hit.text("unit")
    if unit not in _LONG or (hit.word("unit").lower().endswith("s") and unit != "month"):
        return None
    if unit == "fiscal" and is_class(hit.line, hit.last + 1, "genitive"):
        return None  # "sur l'exercice du pouvoir"
    if is_class(hit.line, hit.last + 1, "year", "adjective") or is_class(hit.line, hit.last + 2, "month"):
        return None  # "l'exercice 2023", "la totalité du mois d'avril"
    return Moved(unit, 0)


def _is_closed(hit: Hit) -> bool:
    """Whether the day that closes the unit is to follow: "clos le 31 mars 2024", "s'achevant en mars"."""
    return any(
        words == tuple(hit.after(ahead).lower() for ahead in range(1, len(words) + 1))
        for words in closing_clauses()
    )


def _plain_unit(hit: Hit) -> Value | None:
    """Read "pour l'année", "tout le trimestre": bare, and dates all the same after these words."""
    unit, whole = hit.text("unit"), hit.word("article").lower() in listed("all_of")
    if not (hit.before() in listed("whole_unit") or (whole and unit != "year")):
        return None  # "ouvert toute l'année": any year
    if unit not in _WHOLE and not (whole and unit in _LONG):
        return None
    if hit.word("unit").lower() in listed("short_year") or _is_closed(hit):
        return None  # "l'exercice clos le 31 mars 2024": the day says it
    return _bare_unit(hit)


_RIGHT = r"(?:<way:adjective>)"
_PART = "<daypart>?"

RULES = (
    Rule("unit and adjective", f"<article:determiner>?<unit:unit>{_RIGHT}", _unit_adjective),
    Rule("adjective and unit", f"<article:determiner>?{_RIGHT}<unit:unit>", _adjective_unit),
    Rule("this unit", "<this:these><unit:unit><here>?", _this_unit),
    Rule("this part of the day", "<these><daypart>", _this_daypart),
    Rule("last night", "<determiner>?<part:daypart><way:adjective>", _last_night),
    Rule("deictic", "<day:deictic><daypart>?", _deictic),
    Rule("textual", "<determiner|up_to><day:textual>(?:<up_to>?<determiner>?<daypart>)?", _textual),
    Rule("weekday", f"<this:these>?<weekday:weekday>(?:<way:adjective>)?{_PART}", _weekday),
    Rule("weekday and weeks", "<weekday:weekday><in><days:small>(?!<unit>)", _weekday_in_weeks),
    Rule("ago", "<ago><count:amount><unit:unit><demi:demi>?", _ago),
    Rule("ago, about", "<ago><one><about:about><genitive><unit:unit>", _ago),
    Rule("within", "<within>(?P<span><count:amount><unit:unit><demi:demi>?)", _ahead),
    Rule("ahead", "<ahead><count:amount><unit:unit><demi:demi>?", _ahead),
    Rule("ahead, about", "<ahead><one><about:about><genitive><unit:unit>", _ahead),
    Rule("earlier", "<count:small><unit:unit>(?:<shift:shift>|<loose:loose_shift>)", _earlier),
    Rule(
        "earlier, about",
        "<one><about:about><genitive><unit:unit>(?:<shift:shift>|<loose:loose_shift>)",
        _earlier,
    ),
    Rule("fuzzy unit", "(?<=<fuzz><genitive>)(?P<span><determiner>?<unit:unit>)", _bare_unit),
    Rule("fuzzy unit, bare", "(?<=<fuzz>)(?P<span><unit:unit>)", _bare_unit),
    Rule("unit of a part", "(?<=<unit><genitive>)<unit:unit>", _bare_unit),
    Rule("unit of a slice", "(?<=<slice><genitive>)<unit:unit>", _bare_unit),
    Rule("unit after a preposition", "<article:determiner><unit:unit>", _plain_unit),
    Rule("whole unit", "<whole><genitive><unit:unit>", _bare_unit),
)
