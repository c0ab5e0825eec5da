"""Calendar arithmetic, pure: intervals of days, parts of a year, moves by months that are months.

Nothing here knows French or reads a text. ``None`` stands for a day that does not exist.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

__all__ = [
    "MONTHS_IN",
    "UNITS",
    "Interval",
    "Part",
    "add_months",
    "around",
    "easter",
    "ending",
    "move",
    "portion",
    "shift",
    "span",
    "timex",
]

_DAY = timedelta(days=1)
# The astronomical seasons, to the day the press uses: spring, summer, autumn, winter.
_SEASONS = (((3, 20), (6, 20)), ((6, 21), (9, 22)), ((9, 23), (12, 20)), ((12, 21), (3, 19)))
_SEASON_NAMES = ("SP", "SU", "FA", "WI")
MONTHS_IN = {
    "month": 1,
    "quarter": 3,
    "third": 4,
    "half": 6,
    "year": 12,
    "fiscal": 12,
    "decade": 120,
    "century": 1200,
}
WEEKS = 53
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
UNITS = frozenset(MONTHS_IN) | frozenset(_DAYS_IN)
"""The units a date can be moved by."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days ``start`` to ``end``, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1


def span(first: Interval | None, last: Interval | None) -> Interval | None:
    """From the start of one interval to the end of another; None when that runs backwards."""
    if first is None or last is None or first.start > last.end:
        return None
    return Interval(first.start, last.end)


def day(year: int, month: int, number: int) -> Interval | None:
    """Return one day, or None: 31 February is none."""
    if not (1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):  # noqa: PLR2004
        return None
    only = date(year, month, number)
    return Interval(only, only)


def months(year: int, first: int, count: int = 1) -> Interval:
    """Return ``count`` months from month ``first`` of a year, which may run into the next one."""
    start = date(year, first, 1)
    return Interval(start, add_months(start, count) - _DAY)


def quarter(year: int, number: int) -> Interval:
    """Return a calendar quarter.

    >>> quarter(2022, 3)
    Interval(start=datetime.date(2022, 7, 1), end=datetime.date(2022, 9, 30))
    """
    return months(year, 3 * number - 2, 3)


def years(first: int, count: int = 1) -> Interval:
    """Return whole calendar years."""
    return Interval(date(first, 1, 1), date(first + count - 1, 12, 31))


def decade(year: int) -> Interval:
    """Return the decade a year belongs to: 2034 is in 2030–2039."""
    return years(year - year % 10, 10)


def century(number: int) -> Interval:
    """Return a century by its number: the XXIst runs from 2001 to 2100."""
    return years(100 * number - 99, 100)


def week(moment: date) -> Interval:
    """Return the ISO week of a day, Monday to Sunday."""
    monday = moment - timedelta(days=moment.weekday())
    return Interval(monday, monday + 6 * _DAY)


def weekend(moment: date) -> Interval:
    """Return the Saturday and Sunday of a day's ISO week."""
    sunday = week(moment).end
    return Interval(sunday - _DAY, sunday)


def season(year: int, index: int) -> Interval:
    """Return a season by its index, spring first; winter begins in its year and ends in the next."""
    (month, number), (last_month, last_number) = _SEASONS[index]
    last_year = year + (last_month < month)
    return Interval(date(year, month, number), date(last_year, last_month, last_number))


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian; the algorithm of Meeus, Jones and Butcher)."""
    golden, century_, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century_ - century_ // 4 - (century_ - (century_ + 8) // 25 + 1) // 3 + 15) % 30
    letter = (32 + 2 * (century_ % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * letter) // 451
    month, number = divmod(moon + letter - 7 * late + 114, 31)
    return date(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the n-th given weekday (Monday is 1) of a month; number -1 is the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (number - 1))
    last = months(year, month).end
    return last - timedelta(days=(last.weekday() - weekday + 1) % 7)


def feast(year: int, rule: str) -> Interval | None:
    """Return the day of a feast: "12-25", "easter+39", "nth 11 4 4 1".

    "nth 11 4 4 1" is a day after the 4th Thursday of November; "months 9 1" a whole month, as "la rentrée".
    """
    if rule.startswith("easter"):
        moment = easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    elif rule.startswith("nth"):
        month, weekday, number, more = (int(piece) for piece in rule.split()[1:])
        moment = nth_weekday(year, month, weekday, number) + timedelta(days=more)
    elif rule.startswith("months"):
        first, count = (int(piece) for piece in rule.split()[1:])
        return months(year, first, count)
    else:
        month, number = (int(piece) for piece in rule.split("-"))
        return day(year, month, number)
    return Interval(moment, moment)


def day_of_month(year: int, month: int, number: int) -> Interval | None:
    """Return the n-th day of a month, -1 its last: "le dernier jour d'octobre"."""
    return _one(months(year, month).end) if number < 0 else day(year, month, number)


def week_of_month(year: int, month: int, number: int) -> Interval:
    """Return the n-th week of a month: 1 is the ISO week of its first day, -1 that of its last."""
    whole = months(year, month)
    if number < 0:
        return week(whole.end + (number + 1) * 7 * _DAY)
    return week(whole.start + (number - 1) * 7 * _DAY)


def weekend_of_month(year: int, month: int, number: int) -> Interval:
    """Return the n-th week-end of a month, by its Saturday."""
    saturday = nth_weekday(year, month, 6, number)
    return Interval(saturday, saturday + _DAY)


def fortnight(year: int, month: int, number: int) -> Interval:
    """Return the first or second half of a month: "la première quinzaine de mars"."""
    whole = months(year, month)
    if number == 1:
        return Interval(whole.start, whole.start.replace(day=15))
    return Interval(whole.start.replace(day=16), whole.end)


_PARTS: dict[str, Callable[[int, int, int], Interval | None]] = {
    "day": day,
    "month": lambda year, number, _: months(year, number),
    "months": months,
    "quarter": lambda year, number, _: quarter(year, number),
    "third": lambda year, number, _: months(year, 4 * number - 3, 4),
    "half": lambda year, number, _: months(year, 6 * number - 5, 6),
    "season": lambda year, index, _: season(year, index),
    "week": lambda year, number, _: week(date(year, 1, 4) + 7 * (number - 1) * _DAY),
    "day_of_month": day_of_month,
    "week_of_month": week_of_month,
    "weekend_of_month": weekend_of_month,
    "fortnight": fortnight,
    "weekday_of_month": lambda year, month, code: _one(nth_weekday(year, month, code // 10, code % 10 or -1)),
}


def _one(moment: date) -> Interval:
    return Interval(moment, moment)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year that recurs each year: "12 mars", "troisième trimestre", "Noël"."""

    kind: str
    first: int = 0
    second: int = 0
    rule: str = ""

    def within(self, year: int) -> Interval | None:
        """Return this part in a given year, or None when that year has none (29 February)."""
        if self.kind == "feast":
            return feast(year, self.rule)
        return _PARTS[self.kind](year, self.first, self.second)

    @property
    def timex(self) -> str | None:
        """The TIMEX3 value with the year unknown: "XXXX-Q3"."""
        interval = self.within(2001)
        name = timex(interval) if interval else None
        return f"XXXX{name[4:]}" if name else None


def ending(last: date, count: int) -> Interval | None:
    """Return the months that end on a day: twelve ending on 31 March 2024 begin on 1 April 2023."""
    whole = (last + _DAY).day == 1
    start = move(last + _DAY if whole else last, "month", -count)
    return Interval(start if whole else start + _DAY, last) if start else None


def add_months(moment: date, count: int) -> date:
    """Move a day by months, keeping the day of the month, or the last one where it lacks.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = moment.year * 12 + moment.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(moment.day, monthrange(year, month + 1)[1]))


def _possible(moment: date, unit: str, count: int) -> bool:
    years_away = count * MONTHS_IN.get(unit, 0) / 12 + count * _DAYS_IN.get(unit, 0) / 365
    return 1 < moment.year + years_away < MAXYEAR - 101


def move(moment: date, unit: str, count: int) -> date | None:
    """Move a day by a number of units, or None when that leaves the calendar."""
    if not _possible(moment, unit, count):
        return None
    if unit in _DAYS_IN:
        return moment + timedelta(days=count * _DAYS_IN[unit])
    return add_months(moment, count * MONTHS_IN[unit])


def around(moment: date, unit: str) -> Interval:
    """Return the day, week, month, quarter … that holds a day."""
    if unit == "day":
        return Interval(moment, moment)
    if unit in {"week", "fortnight"}:
        return week(moment)
    if unit == "weekend":
        return weekend(moment)
    if unit == "decade":
        return decade(moment.year)
    if unit == "century":
        return century((moment.year + 99) // 100)
    length = MONTHS_IN[unit]
    return months(moment.year, (moment.month - 1) // length * length + 1, length)


def shift(interval: Interval, unit: str, count: int) -> Interval | None:
    """Return the same period so many units away: the third quarter of 2022 by a year is that of 2023.

    A period shorter than the unit keeps its shape; one that is not a whole number of months moves by days.
    """
    start, after = move(interval.start, unit, count), move(interval.end + _DAY, unit, count)
    if start is None or after is None:
        return None
    if interval.start == interval.end:
        return Interval(start, start)
    if interval.start.day == 1 and (interval.end + _DAY).day == 1:
        return Interval(start, after - _DAY)
    end = move(interval.end, unit, count)
    return Interval(start, end) if end else None


def portion(interval: Interval, number: int, count: int) -> Interval:
    """Return the n-th of so many equal portions: the second half of a decade is its last five years."""
    first, months_in = interval.start, round(interval.days / 30.44)
    if months_in >= count and months_in % count == 0:
        start = add_months(first, months_in // count * (number - 1))
        return months(start.year, start.month, months_in // count)
    days = interval.days // count
    start = first + days * (number - 1) * _DAY
    return Interval(start, interval.end if number == count else start + (days - 1) * _DAY)


def timex(interval: Interval) -> str | None:
    """Return the TIMEX3 value of an interval that has one: "2024-Q3", "2024-W37", "203"."""
    start, end = interval.start, interval.end
    if start == end:
        return start.isoformat()
    if start.day == 1 and (end + _DAY).day == 1:
        return _months_timex(interval)
    if interval.days == 7 and start.weekday() == 0:  # noqa: PLR2004
        year, number, _ = start.isocalendar()
        return f"{year:04}-W{number:02}"
    if interval.days == 2 and start.weekday() == 5:  # noqa: PLR2004
        year, number, _ = start.isocalendar()
        return f"{year:04}-W{number:02}-WE"
    for index, name in enumerate(_SEASON_NAMES):
        if interval == season(start.year, index):
            return f"{start.year:04}-{name}"
    return None


def _months_timex(interval: Interval) -> str | None:
    start = interval.start
    count = (interval.end.year - start.year) * 12 + interval.end.month - start.month + 1
    names = {
        1: (1, f"{start.year:04}-{start.month:02}"),
        3: (3, f"{start.year:04}-Q{(start.month + 2) // 3}"),
        6: (6, f"{start.year:04}-H{(start.month + 5) // 6}"),
        12: (12, f"{start.year:04}"),
    }
    if count in names:
        step, name = names[count]
        return name if (start.month - 1) % step == 0 else None
    if count == MONTHS_IN["decade"] and start.month == 1 and start.year % 10 == 0:
        return f"{start.year // 10:03}"
    if count == MONTHS_IN["century"] and start.month == 1 and start.year % 100 == 1:
        return f"{start.year // 100:02}"
    return None
