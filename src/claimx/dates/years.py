"""Rules for years: 2024, 2005-2010, "années 80", "XXIe siècle"; and "semaine 19"."""

from __future__ import annotations

from claimx.dates import calendar
from claimx.dates.calendar import Part
from claimx.dates.definitions import Fiscal, Fixed, InYear, Value
from claimx.dates.shapes import Hit, Rule
from claimx.dates.surroundings import is_class, listed

__all__ = ["DAY_CLASSES", "MODERN", "RULES", "SIGNS", "counts"]

DAY_CLASSES = ("month_number", "day_number", "count", "number", "nth")
MODERN = range(1900, 2101)
SIGNS = frozenset("%$€£°#")


def _year(hit: Hit) -> Value | None:
    number, before, after = hit.number("year"), hit.before(), hit.after()
    if before in listed("names") or before in SIGNS or after in SIGNS or _glued(hit) or _reference(hit):
        return None
    if is_class(hit.line, hit.first - 1, "month", "abbr", "season"):
        return None if _no_such_day(hit) else _fixed(number)
    cued = before in listed("year_cues") or _dated(hit)
    if number not in MODERN and not (cued or _paired(hit)):
        return None
    if not cued and (before in listed("counting") or counts(hit) or _plan(hit)):
        return None
    return _fixed(number)


def _no_such_day(hit: Hit) -> bool:
    """Whether the year ends an impossible date: "31 février 2024"."""
    if not (is_class(hit.line, hit.first - 1, "month") and is_class(hit.line, hit.first - 2, *DAY_CLASSES)):
        return False
    number, month = hit.line.values[hit.first - 2], hit.line.values[hit.first - 1]
    return isinstance(number, int) and Part("day", int(month), number).within(hit.number("year")) is None


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


def counts(hit: Hit) -> bool:
    """Whether the word after is a plural noun: "2000 salariés"."""
    after = hit.after()
    if not after.islower() or len(after) < 4 or after in listed("not_counted", "words"):  # noqa: PLR2004
        return False
    return after[-1] in "sx"


def _week(hit: Hit) -> Value | None:
    """Read "semaine 19"."""
    if hit.word("unit").lower() not in listed("numbered") or hit.after() in SIGNS:
        return None
    number = hit.number("number")
    return InYear(Part("week", number)) if 1 <= number <= calendar.WEEKS and not counts(hit) else None


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


def _listed_decade(hit: Hit) -> Value | None:
    """Read "90" in "les années 80 et 90": written as the one before, and counting nothing."""
    word, before = hit.word("tens"), hit.before(2)
    alike = word.isdecimal() == before.isdecimal() and (not word.isdecimal() or len(word) == len(before))
    return _decade(hit) if alike and hit.after() not in SIGNS and not counts(hit) else None


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


RULES = (
    Rule("named year", "<kind:unit|yearly><year:year>", _named_year),
    Rule("named years", "<kind:unit|yearly><first:year><joint:dash|slash><last:year|two_digits>", _years),
    Rule("years", "<first:year><joint:dash|slash><last:year|two_digits>", _years),
    Rule("week by its number", "<unit:unit><number:month_number|day_number|count>", _week),
    Rule("decade", "<kind:unit><tens:cardinal|count|month_number|day_number>", _decade),
    Rule(
        "decade of a list",
        "<kind:unit><listed>(?:<comma><listed>)*<comma>(?P<span><tens:listed>)"
        "(?=(?:<comma><listed>)*<and><listed>)",
        _listed_decade,
    ),
    Rule(
        "last decade of a list",
        "<kind:unit><listed>(?:<comma><listed>)*<and>(?P<span><tens:listed>)",
        _listed_decade,
    ),
    Rule("century", "<number:roman|th><unit:unit>", _century),
    Rule(
        "centuries",
        "<first:roman|nth>(?:<and:and>|<up_to>|<dash>)<determiner>?<last:roman|nth><unit:unit>",
        _centuries,
    ),
    Rule("year", "<year:year>", _year),
)
