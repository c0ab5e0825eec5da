"""Rules for dates by the calendar: days, months, seasons, feasts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from claimx.dates.calendar import Interval, Part
from claimx.dates.definitions import Fixed, InYear, Range, Value, Way, Weekday
from claimx.dates.shapes import Hit, Rule
from claimx.dates.surroundings import capital_inside, is_class, is_firm, listed, starts_sentence
from claimx.dates.years import DAY_CLASSES, MODERN, SIGNS, counts
from claimx.forking import ForkLock
from claimx.lexicon import rows

__all__ = ["RULES"]

_SHORTEST_YEAR = 32


_parsing = ForkLock()


@lru_cache(maxsize=4096)
def read_numeric(written: str) -> date | None:
    """Read 12/03/2024, 12.03.24 or 2024-03-12; None when there is no such day."""
    separator = next(sign for sign in "/.-" if sign in written)
    first, _, last = written.split(separator)
    if len(first) == 4:  # noqa: PLR2004  dateparser would read 2024-13-01 as 13 January
        try:
            return date.fromisoformat(written.replace(separator, "-"))
        except ValueError:
            return None
    if len(first) > 2 or len(last) == 3:  # noqa: PLR2004
        return None
    import dateparser  # noqa: PLC0415  slow to import, and few texts have such a date

    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}
    with _parsing:  # dateparser has locks of its own, which a child must not inherit held
        moment = dateparser.parse(written, languages=["fr"], settings=settings)
    if moment is None or moment.day != int(first):
        return None
    return moment.date() if 1000 <= moment.year <= 2999 else None  # noqa: PLR2004


def _numeric(hit: Hit) -> Value | None:
    written = hit.word("date")
    # "12.03.24" and "1-3-2024" are dates, "10-12-14" is a score or a formation.
    if "-" in written and max(map(len, written.split("-"))) < 4:  # noqa: PLR2004
        return None
    moment = read_numeric(written)
    return Fixed(Interval(moment, moment)) if moment else None


def _day_slash_month(hit: Hit) -> Value | None:
    """Read "le 20/03": after an article, and with the month in two digits, it is no fraction."""
    if len(hit.word("month")) != 2 or not _tight(hit) or hit.after() == "/":  # noqa: PLR2004
        return None
    part = Part("day", hit.number("month"), hit.number("day"))
    return InYear(part) if part.within(2024) else None


def _month_slash_year(hit: Hit) -> Value | None:
    """Read "03/2024"; "1/2000" is a fraction."""
    if len(hit.word("month")) != 2 or not _tight(hit) or hit.before() in {"/", "-"}:  # noqa: PLR2004
        return None
    interval = Part("month", hit.number("month")).within(hit.number("year"))
    return Fixed(interval) if interval and hit.number("year") in MODERN else None


def _tight(hit: Hit) -> bool:
    return hit.line.glued(hit.last) and hit.line.glued(hit.last - 1)


def _way(hit: Hit) -> Way | None:
    """Return what the adjective says; None when it says something else."""
    if not hit.has("way"):
        return ""
    return {"last": "last", "next": "next"}.get(hit.text("way"))  # type: ignore[return-value]


def _is_day(hit: Hit, name: str) -> bool:
    # "1er mars", "premier mars", "vingt-cinq mars", never "2e mars" or "premiers mars".
    if is_class(hit.line, hit.at(name), "ordinal"):
        return hit.word(name).lower() in listed("first_day")
    if is_class(hit.line, hit.at(name), "cardinal"):
        return not capital_inside(hit, name)
    return hit.word(name).isdecimal() or hit.number(name) == 1


def _day_month(hit: Hit) -> Value | None:
    way = _way(hit)
    part = Part("day", hit.number("month"), hit.number("day"))
    if way is None or not _is_day(hit, "day") or part.within(_year_after(hit)) is None:
        return None  # "29 février 2023" is no day
    if not (way or hit.has("weekday") or is_class(hit.line, hit.last + 1, "year")) and (event := _event(hit)):
        return event
    return InYear(part, way, hit.number("weekday"))


def _event(hit: Hit) -> Fixed | None:
    """Read "le 11 Septembre": with its capital it is the event, as with a hyphen."""
    name = f"{hit.number('day')} - {hit.word('month').lower()}"
    rule = rows("feasts")["bare_feast"].get(name, "")
    if not hit.word("month").istitle() or not rule.startswith("on "):
        return None
    return _on(rule)


def _on(rule: str) -> Fixed:
    """Return the day of an event that is known by it: "on 2001-09-11"."""
    moment = date.fromisoformat(rule.removeprefix("on "))
    return Fixed(Interval(moment, moment))


def _year_after(hit: Hit) -> int:
    """Return the year that follows, or one that has all days."""
    value = hit.line.values[hit.last + 1] if is_class(hit.line, hit.last + 1, "year") else 2024
    return int(value)


def _days_month(hit: Hit) -> Value | None:
    first, last = hit.number("first"), hit.number("last")
    joined = hit.text("joint")
    # "les 8 et 11 octobre" are two dates; "les 12 et 13 mars" run on, as after "entre".
    linked = is_class(hit.line, hit.first - 1, "between") or is_class(hit.line, hit.first - 2, "between")
    if joined and not linked and (last != first + 1 or joined == "2"):
        return None
    if not (_is_day(hit, "first") and _is_day(hit, "last")) or first >= last:
        return None
    month = hit.number("month")
    if Part("day", month, last).within(2024) is None:
        return None
    way = _way(hit)
    if way is None:
        return None
    return Range(InYear(Part("day", month, first), way), InYear(Part("day", month, last), way))


def _leading_day(hit: Hit) -> Value | None:
    """Read "les 8 et 11 octobre": the day that borrows the month of the next."""
    month, last = hit.number("month"), hit.number("last")
    part = Part("day", month, hit.number("first"))
    if part.within(2024) is None or hit.number("first") >= last:
        return None
    return InYear(part)


def _month(hit: Hit) -> Value | None:
    way = _way(hit)
    if hit.has("of") and hit.text("of") != "month":
        return None
    if way is None or is_firm(hit) or (capital_inside(hit, "month") and not hit.after()[:1].isdecimal()):
        return None
    if (hit.before() in listed("month_names") and hit.word("month")[0].isupper()) or is_class(
        hit.line, hit.first - 1, *DAY_CLASSES
    ):
        return None  # "place Mars"; "31 février", which is no day, is no month either
    return InYear(Part("month", hit.number("month")), way)


def _short_year(hit: Hit) -> Value | None:
    """Read "Mai 68", "le 6 juin 44", "barricades de mai 68"; "en mai 68 personnes" goes on with a noun."""
    tens, after = hit.number("tens"), hit.after()
    noun = after.islower() and not is_class(hit.line, hit.last + 1, "determiner", "genitive", "and", "up_to")
    event = hit.before() in listed("bare_of") and not is_class(hit.line, hit.first - 2, "unit")
    verbs = listed("having") | listed("clock_verbs") if hit.has("day") else listed("having")
    goes_on = after in SIGNS or (noun and not event and after not in listed("not_counted", "words") | verbs)
    if goes_on or tens < _SHORTEST_YEAR:
        return None
    month, day = hit.number("month"), hit.number("day")
    if hit.has("day") and not _is_day(hit, "day"):
        return None
    interval = (Part("day", month, day) if day else Part("month", month)).within(1900 + tens)
    return Fixed(interval) if interval else None


def _abbreviated(hit: Hit) -> Value | None:
    return InYear(Part("month", hit.number("month")))


def _season(hit: Hit) -> Value | None:
    way = _way(hit)
    # "d'été" qualifies (heure d'été), and "été" alone is the participle: it needs an article, or a year.
    if way is None or not (way or hit.number("article") or hit.has("year")):
        return None
    if capital_inside(hit, "season") and not hit.has("year"):
        return None  # "le Printemps de Bourges"
    return InYear(Part("season", hit.number("season")), way)


def _feast(hit: Hit) -> Value | None:
    way = _way(hit)
    if way is None or hit.before() in listed("feast_names") or _person(hit):
        return None
    if is_class(hit.line, hit.first - 1, "genitive", "determiner") and hit.before(2) in listed("feast_names"):
        return None  # "les vacances de la Toussaint"
    if hit.before() in listed("bare_of") and hit.before(2) not in listed("feast_times"):
        return None  # "la messe de Pâques"
    rule = hit.text("feast")
    if rule.startswith("on "):
        return _on(rule)
    return InYear(Part("feast", rule=rule), way)


def _person(hit: Hit) -> bool:
    """Whether a feast is a name: "Jean-Noël", "Nicolas Toussaint", "rue Saint-Jean"."""
    if hit.has("article"):
        return is_class(hit.line, hit.last + 1, "genitive") and hit.after(2)[:1].isupper()
    before, after = hit.line.word(hit.first - 1), hit.after()
    named = (before[:1].isupper() and not starts_sentence(hit) and len(before) > 2) or after[:1].isupper()  # noqa: PLR2004
    uncapped = hit.word("feast").isalpha() and hit.word("feast").islower()
    return before == "-" or named or uncapped


def _weekday_number(hit: Hit) -> Value | None:
    """Read "mardi 12": the nearest Tuesday that is a 12th."""
    if not _is_day(hit, "day") or counts(hit) or hit.after() in {"%", "€", "$", "-", "h"}:
        return None
    if hit.after() == "," and hit.after(2)[:1].isdecimal():
        return None  # "jeudi 3, 4 ou 5 fois"
    if hit.after()[:1].islower() and hit.after().lower() not in listed("not_counted", "words") | {
        "et",
        "à",
        "au",
    }:
        return None
    return Weekday(hit.number("weekday"), day=hit.number("day"))


_ADJ = "(?:<way:adjective>)?"

RULES = (
    Rule("numeric date", "<date:numeric>", _numeric),
    Rule(
        "day/month",
        "<determiner|up_to|genitive>(?P<span><day:two_digits><slash><month:month_number>)",
        _day_slash_month,
    ),
    Rule("month/year", "<month:month_number><slash><year:year>", _month_slash_year),
    Rule(
        "day and month",
        "(?:<these>?<weekday:weekday><daypart>?<comma>?<determiner>?)?"
        f"<day:day|cardinal|ordinal><month:month|abbr>{_ADJ}",
        _day_month,
    ),
    Rule(
        "days of a month",
        "(?:<these>?<weekday:weekday><determiner>?)?<first:day|cardinal>(?:<dash>|<up_to>|<joint:and>)<determiner>?<weekday>?<last:day|cardinal><month:month|abbr><way:adjective>?",
        _days_month,
    ),
    Rule(
        "day before another",
        "(?P<span><weekday>?<first:day>)(?=(?:<comma>(?:<determiner>?<weekday>?)<day>)*<and|comma><determiner>?<weekday>?<last:day><month:month|abbr>)",
        _leading_day,
    ),
    Rule("month of", f"<these>?<of:unit><genitive><month:month>{_ADJ}", _month),
    Rule("month", f"<month:month>{_ADJ}", _month),
    Rule("short month", "(?P<span><month:abbr>)(?=<year>)", _abbreviated),
    Rule("season", f"<article:determiner|these><season:season>{_ADJ}", _season),
    Rule("season of", f"<article:genitive|up_to>(?P<span><season:season>{_ADJ})", _season),
    Rule("season and year", "(?P<span><season:season>)(?=<year:year>)", _season),
    Rule("month of a year in short", "<day:day|ordinal>?<month:month><tens:count>", _short_year),
    Rule("feast", f"(?:<article:determiner|these|genitive|up_to>)(?P<span><feast:feast>{_ADJ})", _feast),
    Rule("feast without article", f"<feast:bare_feast>{_ADJ}", _feast),
    Rule("day of the week and number", "<weekday:weekday><day:day>", _weekday_number),
)
