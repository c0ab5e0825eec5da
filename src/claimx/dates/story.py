"""What a text has dated so far, on which "un an plus tôt", "la veille" and "la même période" hang."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from claimx.dates import calendar
from claimx.dates.calendar import Interval
from claimx.dates.context import closing, comparison, leaning
from claimx.dates.definitions import (
    DateExpression,
    Ending,
    Fiscal,
    Fixed,
    Moved,
    Of,
    Range,
    Same,
    Value,
    Weekday,
)
from claimx.source import Source, Span

__all__ = ["Anchor", "Story", "YearsSaid"]

_MEMORY = 60
"""How many dates back a text is remembered: enough for any article, and time stays linear in long texts."""
_DAY, _WEEK, _MONTH, _YEAR = 1, 7, 31, 360
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date resolved before, on which later ones may hang."""

    interval: Interval
    sentence: int
    compared: bool
    """A basis of comparison ("contre 3 M€ en 2018"), or itself told from another date."""
    weekday: bool
    aside: bool
    """A look back from a day: what follows "la veille" hangs on the day it was the eve of."""
    span: Span


@dataclass(slots=True)
class Story:
    """The dates resolved so far, the last ones of a long text."""

    source: Source
    anchors: deque[Anchor] = field(default_factory=lambda: deque(maxlen=_MEMORY))

    def remember(self, expression: DateExpression, interval: Interval) -> None:
        """Add a date that was resolved."""
        anchor = Anchor(
            interval,
            self.source.sentence_index(expression.span),
            compared=_hangs(expression.value) or comparison(self.source, expression.span),
            weekday=isinstance(expression.value, Weekday),
            aside=_looks_back(expression.value),
            span=expression.span,
        )
        self.anchors.append(anchor)

    @property
    def last(self) -> Anchor | None:
        """The date just before."""
        return self.anchors[-1] if self.anchors else None

    @property
    def told(self) -> Sequence[Anchor]:
        """The dates that are no basis of comparison, or all of them when there is no other."""
        return [anchor for anchor in self.anchors if not anchor.compared] or list(self.anchors)

    def day(self) -> Interval | None:
        """Return the last single day."""
        on = self._last(self.anchors, lambda anchor: anchor.interval.days == _DAY and not anchor.aside)
        return on or self._last(self.anchors, lambda anchor: anchor.interval.days == _DAY)

    def year(self) -> Interval | None:
        """Return the last period of a year or more."""
        return self._last(self.told, lambda anchor: anchor.interval.days > _YEAR)

    def period(self) -> Interval | None:
        """Return the period spoken of: the last one longer than a month, else the last one."""
        long = self._last(self.told, lambda anchor: anchor.interval.days > _MONTH)
        return long or self._last(self.told, lambda _: True)

    def basis(self, unit: str, span: Span) -> Interval | None:
        """Return what "un an plus tôt" counts from: the period of the sentence, else the last long one."""
        usable = [x for x in self.anchors if not (x.compared or closing(self.source, x.span))]
        here = self.source.sentence_index(span)
        tests: list[Callable[[Anchor], bool]] = [
            lambda anchor: anchor.sentence == here and not anchor.weekday,
            lambda anchor: anchor.interval.days > _WEEK,
            lambda _: True,
        ]
        if unit in {"day", "week"}:
            tests = [lambda anchor: anchor.interval.days == _DAY, lambda _: True]
        return next((found for test in tests if (found := self._last(usable, test))), None)

    def fitting(self, unit: str) -> Interval | None:
        """Return the last date that a unit can be counted from: one no longer than it, best one as long."""
        told = self.told
        if not told:
            return None
        length = calendar.around(told[-1].interval.start, unit).days
        fits = [anchor for anchor in told if anchor.interval.days <= length + _SLACK]
        exact = [anchor for anchor in fits[-4:] if anchor.interval.days >= length - _SLACK]
        return (exact or fits or told)[-1].interval

    @staticmethod
    def _last(anchors: Sequence[Anchor] | deque[Anchor], test: Callable[[Anchor], bool]) -> Interval | None:
        return next((anchor.interval for anchor in reversed(anchors) if test(anchor)), None)


def _hangs(value: Value) -> bool:
    inner = value.part if isinstance(value, Of) else value
    return isinstance(inner, Same) or (isinstance(value, Moved) and value.keep)


def _looks_back(value: Value) -> bool:
    return isinstance(value, Moved) and value.unit == "day" and value.origin == "text" and value.count < 0


class YearsSaid:
    """The years a text says in full, for its dates without one when publication is not known."""

    def __init__(self, source: Source, expressions: Sequence[DateExpression]) -> None:
        self._told: list[tuple[int, int]] = []
        self._all: list[tuple[int, int]] = []
        for expression in expressions:
            for year in _years(expression.value):
                self._add(source, expression.span, year)

    def _add(self, source: Source, span: Span, year: int) -> None:
        if leaning(source, span) in {"future", "present"}:
            return  # "jusqu'en 2030" tells no year of the story
        self._all.append((span.start, year))
        if not comparison(source, span):
            self._told.append((span.start, year))

    def around(self, start: int) -> int | None:
        """Return the year said last before a place, else first after; a basis of comparison if no other."""
        for years in (self._told, self._all):
            before = bisect_right(years, start, key=itemgetter(0))
            if before:
                return years[before - 1][1]
        return self._all[0][1] if self._all else None


def _years(value: Value) -> Iterator[int]:
    if isinstance(value, Fixed) and value.interval.days <= _YEAR + 2 * _WEEK:
        yield value.interval.start.year
    elif isinstance(value, Fiscal):
        yield value.first
    elif isinstance(value, Range):
        yield from _years(value.last)
    elif isinstance(value, Ending):
        yield from _years(value.end)
    elif isinstance(value, Of):
        yield from _years(value.base)
