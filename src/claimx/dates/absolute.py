"""Rules for dates by the calendar: days, months, years, decades, centuries, seasons, feasts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from claimx.dates import calendar
from claimx.dates.calendar import Interval, Part
from claimx.dates.definitions import Fiscal, Fixed, InYear, Range, Value, Way, Weekday
from claimx.dates.shapes import Hit, Rule
from claimx.dates.surroundings import capital_inside, is_class, is_firm, listed, starts_sentence
from claimx.lexicon import rows

__all__ = ["RULES"]

_MODERN = range(1900, 2101)
_DAY_CLASSES = ("month_number", "day_number", "count", "number", "nth")
_SHORTEST_YEAR = 32
_SIGNS = frozenset("%$€£°#")


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
    moment = dateparser.parse(written, languages=["fr"], settings=settings)
    if moment is None or moment.day != int(first):
        return None
    return moment.date() if 1000 <= moment.year <= 2999 else None  # noqa: PLR2004


def _numeric(hit: Hit) -> Value | None:
    written = hit.word("date")
    # "12.03.24" is a date, "10-12-14" a score or a formation.
    if "-" in written and len(written) < 10:  # noqa: PLR2004
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
    return Fixed(interval) if interval and hit.number("year") in _MODERN else None


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


def _no_such_day(hit: Hit) -> bool:
    """Whether the year ends an impossible date: "31 février 2024"."""
    if not (is_class(hit.line, hit.first - 1, "month") and is_class(hit.line, hit.first - 2, *_DAY_CLASSES)):
        return False
    number, month = hit.line.values[hit.first - 2], hit.line.values[hit.first - 1]
    return isinstance(number, int) and Part("day", int(month), number).within(hit.number("year")) is None


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
        hit.line, hit.first - 1, *_DAY_CLASSES
    ):
        return None  # "place Mars"; "31 février", which is no day, is no month either
    return InYear(Part("month", hit.number("month")), way)


def _short_year(hit: Hit) -> Value | None:
    """Read "Mai 68", "le 6 juin 44", "barricades de mai 68"; "en mai 68 personnes" goes on with a noun."""
    tens, after = hit.number("tens"), hit.after()
    noun = after.islower() and not is_class(hit.line, hit.last + 1, "determiner", "genitive", "and", "up_to")
    event = hit.before() in listed("bare_of") and not is_class(hit.line, hit.first - 2, "unit")
    verbs = listed("having") | listed("clock_verbs") if hit.has("day") else listed("having")
    goes_on = after in _SIGNS or (noun and not event and after not in listed("not_counted", "words") | verbs)
    if goes_on or tens < _SHORTEST_YEAR:
        return None
    month, day = hit.number("month"), hit.number("day")
    if hit.has("day") and not _is_day(hit, "day"):
        return None
    interval = (Part("day", month, day) if day else Part("month", month)).within(1900 + tens)
    return Fixed(interval) if interval else None


def _abbreviated(hit: Hit) -> Value | None:
    return InYear(Part("month", hit.number("month")))


def _year(hit: Hit) -> Value | None:
    number, before, after = hit.number("year"), hit.before(), hit.after()
    if before in listed("names") or before in _SIGNS or after in _SIGNS or _glued(hit) or _reference(hit):
        return None
    if is_class(hit.line, hit.first - 1, "month", "abbr", "season"):
        return None if _no_such_day(hit) else _fixed(number)
    cued = before in listed("year_cues") or _dated(hit)
    if number not in _MODERN and not (cued or _paired(hit)):
        return None
    if not cued and (before in listed("counting") or _counts(hit) or _plan(hit)):
        return None
    return _fixed(number)


def _dated(hit: Hit) -> bool:
    """Whether "de" ties the year to what was made in it, or nears it: "la loi de 1881", "autour de 1850"."""
    if hit.before() not in listed("bare_of"):
        return False
    return hit.before(2) in listed("dated") or is_class(hit.line, hit.first - 2, "approx")


def _paired(hit: Hit) -> bool:
    """Whether another year stands by: "entre 1856 et 1870", "de 1618 à 2020"."""
    before = is_class(hit.line, hit.first - 1, "between", "and", "up_to", "genitive")
    beside = is_class(hit.line, hit.last + 2, "year") or is_class(hit.line, hit.first - 2, "year")
    return before and beside


def _fixed(number: int) -> Fixed:
    return Fixed(calendar.years(number))


def _glued(hit: Hit) -> bool:
    """Whether the year is the end of a name: "RT-2012", "covid-2019"; "mi-2025" is not."""
    sign = hit.before()
    if sign not in {"-", "–", "+", "/", "."} or hit.before(2) in listed("year_cues"):
        return False
    return hit.line.glued(hit.first) and hit.before(2).isalnum()


def _reference(hit: Hit) -> bool:
    """Whether the year begins the number of a text: "le règlement 2016/679", "la loi n° 2016-1691"."""
    number = hit.after(2)
    if hit.after() not in {"/", "-"} or not number.isdecimal() or len(number) < 3:  # noqa: PLR2004
        return False
    return hit.line.glued(hit.last + 1) and hit.line.glued(hit.last + 2)


def _plan(hit: Hit) -> bool:
    """Whether the year ends the name of a plan: "plan stratégique Essentiel 2020"."""
    name = hit.line.word(hit.first - 1)
    near = {hit.before(back) for back in range(2, 5)}
    return name[:1].isupper() and bool(near & listed("plans"))


def _counts(hit: Hit) -> bool:
    """Whether the word after is a plural noun: "2000 salariés"."""
    after = hit.after()
    if not after.islower() or len(after) < 4 or after in listed("not_counted", "words"):  # noqa: PLR2004
        return False
    return after[-1] in "sx"


def _week(hit: Hit) -> Value | None:
    """Read "semaine 19"."""
    if hit.word("unit").lower() not in listed("numbered") or hit.after() in _SIGNS:
        return None
    number = hit.number("number")
    return InYear(Part("week", number)) if 1 <= number <= calendar.WEEKS and not _counts(hit) else None


def _years(hit: Hit) -> Value | None:
    if hit.text("kind") not in {"", "year", "fiscal", "1", "decade"}:
        return None
    first, last = hit.number("first"), hit.number("last")
    spaced = not hit.line.glued(hit.at("joint"))
    if hit.word("joint") == "/" and spaced:
        return None  # "2021 / 2022": the columns of a table
    if last < 100:  # noqa: PLR2004
        if spaced or len(hit.word("last")) != 2:  # noqa: PLR2004
            return None
        last += first - first % 100
    if not first < last <= first + 150 or first < 1000 or last > 2999:  # noqa: PLR2004
        return None
    if last == first + 1:
        return Fiscal(first, last)
    return Fixed(calendar.years(first, last - first + 1))


def _named_year(hit: Hit) -> Value | None:
    kind, number = hit.text("kind"), hit.number("year")
    if kind == "decade":
        return Fixed(calendar.decade(number)) if number % 10 == 0 else None
    if kind == "year":
        plural = hit.word("kind").lower().endswith("s")
        if plural:
            return Fixed(calendar.decade(number)) if number % 10 == 0 else Fixed(calendar.years(number))
        return Fixed(calendar.years(number))
    return Fiscal(number, number) if kind in {"fiscal", "1"} else _decade(hit)


def _decade(hit: Hit) -> Value | None:
    if hit.text("kind") not in {"year", "decade"} or (
        hit.text("kind") == "year" and not hit.word("kind").endswith("s")
    ):
        return None
    number = hit.number("year") if hit.has("year") else hit.number("tens")
    if number % 10 or (number < 1000 and not 10 <= number <= 90):  # noqa: PLR2004
        return None
    # "les années 20" are those of the last century still, in the press.
    return Fixed(calendar.decade(number if number >= 1000 else 1900 + number))  # noqa: PLR2004


def _century(hit: Hit) -> Value | None:
    number = hit.number("number")
    if hit.text("unit") != "century" or not 11 <= number <= 29:  # noqa: PLR2004
        return None
    return Fixed(calendar.century(number))


def _centuries(hit: Hit) -> Value | None:
    """Read "du XVe au XVIIe siècle", "les XVIIIe et XIXe siècles"."""
    first, last = hit.number("first"), hit.number("last")
    if hit.text("unit") != "century" or not 11 <= first < last <= 29:  # noqa: PLR2004
        return None
    if hit.has("and") and last != first + 1:
        return None
    return Fixed(calendar.years(100 * first - 99, 100 * (last - first + 1)))


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
    if not _is_day(hit, "day") or _counts(hit) or hit.after() in {"%", "€", "$", "-", "h"}:
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
        f"(?:<these>?<weekday:weekday><daypart>?<determiner>?)?<day:day|cardinal|ordinal><month:month|abbr>{_ADJ}",
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
    Rule("named year", "<kind:unit|yearly><year:year>", _named_year),
    Rule("named years", "<kind:unit|yearly><first:year><joint:dash|slash><last:year|two_digits>", _years),
    Rule("years", "<first:year><joint:dash|slash><last:year|two_digits>", _years),
    Rule("week by its number", "<unit:unit><number:month_number|day_number|count>", _week),
    Rule("decade", "<kind:unit><tens:cardinal|count|month_number|day_number>", _decade),
    Rule("century", "<number:roman|th><unit:unit>", _century),
    Rule(
        "centuries",
        "<first:roman|nth>(?:<and:and>|<up_to>|<dash>)<determiner>?<last:roman|nth><unit:unit>",
        _centuries,
    ),
    Rule("season", f"<article:determiner|these><season:season>{_ADJ}", _season),
    Rule("season of", f"<article:genitive|up_to>(?P<span><season:season>{_ADJ})", _season),
    Rule("season and year", "(?P<span><season:season>)(?=<year:year>)", _season),
    Rule("month of a year in short", "<day:day|ordinal>?<month:month><tens:count>", _short_year),
    Rule("feast", f"(?:<article:determiner|these|genitive|up_to>)(?P<span><feast:feast>{_ADJ})", _feast),
    Rule("feast without article", f"<feast:bare_feast>{_ADJ}", _feast),
    Rule("day of the week and number", "<weekday:weekday><day:day>", _weekday_number),
    Rule("year", "<year:year>", _year),
)
