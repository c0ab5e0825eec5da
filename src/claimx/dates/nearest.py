"""Which occurrence is meant of a day, month or quarter that comes back each year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, date

from claimx.dates.calendar import Interval, Part
from claimx.dates.definitions import InYear, Tense

__all__ = ["occurrence"]

Weights = dict[Tense | None, tuple[float, float]]

# The parts of a year that stand near publication, whatever the tense: days, months, feasts.
_NEAR = frozenset(
    {"day", "month", "season", "feast", "week_of_month", "weekend_of_month", "fortnight", "weekday_of_month"}
)
# How much longer a day ahead, and a day behind, counts.
_STRICT: Weights = {"past": (8, 1), "future": (1, 8), "present": (1, 1), None: (1.2, 1)}
_LOOSE: Weights = {"past": (3, 1), "future": (1, 6), "present": (1, 1), None: (1.2, 1)}
_REPORT = (1.5, 1)
_AT_HAND = 10
_NEXT_DOOR = range(-1, 2)
_LEAP_YEARS = range(-8, 9)


def occurrence(value: InYear, published: date, tense: Tense | None) -> Interval | None:
    """Return the occurrence meant, seen from the day of publication."""
    options = _options(value.part, published)
    if value.weekday:
        options = _on_weekday(options, value.weekday, published)
    if value.way == "last":
        return max((x for x in options if x.end < published), key=lambda x: x.start, default=None)
    if value.way == "next":
        return min((x for x in options if x.start > published), key=lambda x: x.start, default=None)
    if value.part.kind in _NEAR:
        weights = _LOOSE if value.part.kind == "season" else _STRICT
        return _nearest(options, published, weights[tense])
    return _by_tense(options, published, tense)


def _options(part: Part, published: date) -> Sequence[Interval]:
    """Return the occurrences of the years around; of years farther away only for 29 February."""
    found = _within(part, published.year, _NEXT_DOOR)
    return found if len(found) == len(_NEXT_DOOR) else _within(part, published.year, _LEAP_YEARS)


def _within(part: Part, year: int, away: range) -> list[Interval]:
    years = (year + count for count in away if 1 < year + count < MAXYEAR)
    return [interval for each in years if (interval := part.within(each))]


def _on_weekday(options: Sequence[Interval], weekday: int, published: date) -> Sequence[Interval]:
    """Keep the years in which the day is that weekday, unless it is at hand: the press errs on weekdays."""
    at_hand = [x for x in options if abs((x.start - published).days) <= _AT_HAND]
    return at_hand or [x for x in options if x.start.isoweekday() == weekday] or options


def _by_tense(options: Sequence[Interval], published: date, tense: Tense | None) -> Interval | None:
    """Return the last quarter begun when past, the next not over when future, else the nearest."""
    if tense == "past":
        return max((x for x in options if x.start <= published), key=lambda x: x.start, default=None)
    if tense == "future":
        return min((x for x in options if x.end >= published), key=lambda x: x.start, default=None)
    return _nearest(options, published, _REPORT)


def _nearest(options: Sequence[Interval], published: date, weights: tuple[float, float]) -> Interval | None:
    """Return the nearest occurrence, against the grain of the tense only when it is much nearer.

    "Il a réservé pour le 24 décembre", written on the 20th, is in four days, for all its past tense.
    """
    ahead, behind = weights

    def distance(x: Interval) -> float:
        if x.start > published:
            return (x.start - published).days * ahead
        return max(0, (published - x.end).days) * behind

    return min(options, key=distance, default=None)
