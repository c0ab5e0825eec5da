"""From what the words say to the days they mean: against publication, the tense, and the dates before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimx.dates import calendar
from claimx.dates import tense as tenses
from claimx.dates.calendar import Interval, Part
from claimx.dates.context import closing, fiscal_start, joints, leaning
from claimx.dates.definitions import (
    DateExpression,
    Ending,
    Fiscal,
    Fixed,
    Holding,
    InYear,
    Length,
    Moved,
    Of,
    Range,
    ResolvedDate,
    Same,
    Slice,
    Stretch,
    Tense,
    Value,
    Weekday,
)
from claimx.dates.durations import length
from claimx.dates.nearest import occurrence
from claimx.dates.story import Story, YearsSaid
from claimx.records import Period
from claimx.source import Source, Span

__all__ = ["resolve_dates"]

_LONG_AGO = 330
"""Days after which a date that names its year sets the year of those after it in the sentence."""
_BESIDE = re.compile(r",? \(?")
_HALF_A_WEEK = 3
_MONTH, _YEAR, _TWO_YEARS = 31, 360, 700
_WEEKS = sorted(range(-26, 27), key=lambda count: abs(count + 0.1))


def resolve_dates(
    source: Source,
    expressions: Sequence[DateExpression],
    published: date | None,
    tense: Callable[[Span], Tense | None],
) -> tuple[ResolvedDate, ...]:
    """Give each expression its period, in order.

    ``tense`` is asked for the tense of the clause a date stands in; where it returns None, a guess is made.
    Without ``published``, relative dates keep null ends, and dates without a year take it from the passage.
    """
    story, years = Story(source), YearsSaid(source, expressions)
    fiscal = fiscal_start(source, expressions)
    resolved = []
    for index, expression in enumerate(expressions):
        before = expressions[index - 1] if index else None
        reader = _Reader(source, published, tense, story, years, fiscal, expression, before)
        interval = reader.interval(expression.value)
        if interval is not None:
            story.remember(expression, interval)
        resolved.append(ResolvedDate(expression.span, _period(expression, interval), expression.rule))
    return tuple(resolved)


@dataclass(slots=True)
class _Reader:
    """One expression, and all that its reading may depend on."""

    source: Source
    published: date | None
    told: Callable[[Span], Tense | None]
    story: Story
    years: YearsSaid
    fiscal: int | None
    """The month the fiscal year begins, where the text tells."""
    expression: DateExpression
    before: DateExpression | None

    def interval(self, value: Value) -> Interval | None:  # noqa: PLR0911  one kind of value a line
        """Return the days a value stands for, or None when nothing tells them."""
        match value:
            case Fixed():
                return value.interval
            case InYear():
                return self._in_year(value)
            case Weekday():
                return self._weekday(value)
            case Moved():
                return self._moved(value)
            case Fiscal():
                return self._fiscal(value)
            case Range():
                return self._range(value.first, value.last)
            case Of() | Holding() | Ending():
                return self._nested(value)
            case Same():
                return self._same(value.unit)
            case Stretch():
                return self._stretch(value)
            case _:
                return None

    def _tense(self) -> Tense | None:
        span = self.expression.span
        leans = leaning(self.source, span)
        if leans == "present" and isinstance(self.expression.value, Weekday):
            leans = None  # "dès lundi" is of either tense
        return leans or tenses.mended(self.source, span, self.told(span))

    # Parts of a year whose year is not said

    def _in_year(self, value: InYear) -> Interval | None:
        if self.published is None:
            year = None if value.way else self.years.around(self.expression.span.start)
            return value.part.within(year) if year else None
        return (
            self._closing(value) or self._narrated(value) or occurrence(value, self.published, self._tense())
        )

    def _closing(self, value: InYear) -> Interval | None:
        """Give "clos fin mars" the year in which the period before it ends, "exercice 2023/24"."""
        last, fiscal = self.story.last, self.before.value if self.before else None
        across = isinstance(fiscal, Fiscal) and fiscal.last > fiscal.first
        span = self.expression.span
        closes = isinstance(self.expression.value, Ending) or closing(self.source, span)
        if not across or last is None or not closes:
            return None
        end = last.interval.end
        interval = value.part.within(end.year)
        early = interval is not None and interval.end.month < end.month
        return value.part.within(end.year + 1) if early else interval

    def _narrated(self, value: InYear) -> Interval | None:
        """Give "puis le 12 juin" the year of "en mai 2015" before it in the sentence."""
        anchor = self.story.last
        if value.way or value.weekday or value.part.kind not in {"day", "month"} or anchor is None:
            return None
        here = self.source.sentence_index(self.expression.span)
        apart = anchor.sentence != here or anchor.compared or anchor.weekday or anchor.interval.days > _MONTH
        if apart or self.published is None or (self.published - anchor.interval.end).days < _LONG_AGO:
            return None
        return None if self._tense() == "future" else value.part.within(anchor.interval.start.year)

    # Days of the week

    def _weekday(self, value: Weekday) -> Interval | None:
        if self.published is None:
            return None
        gap = (self.published.isoweekday() - value.index) % 7
        if value.day:
            return self._numbered(value.day, calendar.move(self.published, "day", -gap))
        if value.way == "last":
            return self._day(-gap or -7)
        if value.way == "next":
            away = -gap % 7
            return self._day(away + 7 * value.weeks if value.weeks else away or 7)
        said = self._apposed(value.index) or self._listed(value.index)
        if said is not None:
            return said
        return self._day(-gap % 7 if self._ahead(value, gap) else -gap)

    def _ahead(self, value: Weekday, gap: int) -> bool:
        """Whether the next such day is meant; the last one was ``gap`` days ago."""
        tense, this = self._tense(), value.way == "this"
        if this and gap == 1:
            return False  # on a Friday, "ce jeudi" is no day of the next week
        if this and tense != "past":
            return tense == "future" or gap > _HALF_A_WEEK
        return tense == "future" or (tense == "present" and gap > 1)

    def _day(self, away: int) -> Interval | None:
        moment = calendar.move(self.published, "day", away) if self.published else None
        return Interval(moment, moment) if moment else None

    def _apposed(self, index: int) -> Interval | None:
        """Give the weekday of "demain, jeudi" or "hier (mardi)" the day it stands beside, where it is one."""
        before = self.before
        if before is None or not isinstance(before.value, Moved) or before.value.unit != "day":
            return None
        beside = _BESIDE.fullmatch(self.source.folded, before.span.end, self.expression.span.start)
        interval = self.interval(before.value) if beside else None
        return interval if interval and interval.start.isoweekday() == index else None

    def _listed(self, index: int) -> Interval | None:
        """Give "ce vendredi, samedi et dimanche" three days in a row."""
        last = self.story.last
        if self.before is None or last is None or not last.weekday:
            return None
        between = self.source.folded[self.before.span.end : self.expression.span.start].strip()
        if between not in joints():
            return None
        return calendar.shift(last.interval, "day", (index - last.interval.end.isoweekday() - 1) % 7 + 1)

    @staticmethod
    def _numbered(day: int, last: date | None) -> Interval | None:
        """Return the nearest such weekday that has a number: "mardi 12"."""
        moments = (calendar.move(last, "week", count) for count in _WEEKS) if last else ()
        return next((Interval(moment, moment) for moment in moments if moment and moment.day == day), None)

    # Moves

    def _moved(self, value: Moved) -> Interval | None:
        if value.keep:
            return self._kept(value)
        if value.origin == "text":
            return self._from_text(value.unit, value.count)
        if self.published is None:
            return None
        if value.unit == "fiscal":
            return self._fiscal_year(self.published, value.count)
        if value.unit == "weekend":
            return self._weekend(self.published, value.count)
        moment = calendar.move(self.published, value.unit, value.count)
        return calendar.around(moment, value.unit) if moment else None

    def _weekend(self, published: date, count: int) -> Interval | None:
        """Return the week-end meant: said on a Wednesday, the next one is that of the same week."""
        here = calendar.weekend(published)
        coming = here.start > published
        if count == 0:
            return calendar.shift(here, "week", -1) if coming and self._tense() == "past" else here
        return calendar.shift(here, "week", count - 1 if coming and count > 0 else count)

    def _kept(self, value: Moved) -> Interval | None:
        """Move the period spoken of: "un an plus tôt"; "trois semaines plus tôt" is that week."""
        basis = self.story.basis(value.unit, self.expression.span)
        moved = calendar.shift(basis, value.unit, value.count) if basis else None
        if basis is None or moved is None or value.unit in {"year", "fiscal", "day"}:
            return moved
        whole = basis.days == 1 or value.unit == "week"
        return calendar.around(moved.start, value.unit) if whole else moved

    def _from_text(self, unit: str, count: int) -> Interval | None:
        """Count from the date before: "la veille", "le trimestre précédent"."""
        if unit == "day":
            day = self.story.day()
            return calendar.shift(day, "day", count) if day else None
        base = self.story.fitting(unit)
        if base is None:
            return self._moved(Moved(unit, count))
        if unit == "fiscal":
            year = self.story.year()
            return calendar.shift(year, "year", count) if year else self._fiscal_year(base.start, count)
        if unit == "year" and base.days > _TWO_YEARS:
            return calendar.shift(base, "year", count)
        moment = calendar.move(base.start, unit, count)
        return calendar.around(moment, unit) if moment else None

    def _stretch(self, value: Stretch) -> Interval | None:
        """Return several units up to the date before: "les deux précédents mois"."""
        last = self.story.last
        if last is None:
            return None
        moments = [
            calendar.move(last.interval.start, value.unit, away)
            for away in (1 if value.count > 0 else -1, value.count)
        ]
        ends = sorted((calendar.around(x, value.unit) for x in moments if x), key=lambda x: x.start)
        return calendar.span(ends[0], ends[-1]) if ends else None

    # Fiscal years

    def _fiscal_year(self, moment: date, count: int) -> Interval | None:
        start = self.fiscal or 1
        there = calendar.move(moment.replace(day=1), "year", count)
        return calendar.months(there.year - (there.month < start), start, 12) if there else None

    def _fiscal(self, value: Fiscal) -> Interval | None:
        across = value.last == value.first + 1
        if value.part is not None:
            known = self.fiscal or value.last == value.first
            return self._fiscal_part(value.part, value.first) if known else None
        if value.first == value.last or (across and self.fiscal):
            return calendar.months(value.first, self.fiscal or 1, 12)
        return calendar.years(value.first, value.last - value.first + 1)

    def _fiscal_part(self, part: Part, year: int) -> Interval | None:
        interval = part.within(year)
        return calendar.shift(interval, "month", (self.fiscal or 1) - 1) if interval else None

    # Ranges, and parts of a base

    def _range(self, first: Value, last: Value) -> Interval | None:
        end = self.interval(last)
        if end is None:
            return None
        start = self.interval(first)
        if isinstance(first, InYear) and not first.way:
            start = first.part.within(end.start.year)
            if start and start.start > end.start:
                start = first.part.within(end.start.year - 1)
        if isinstance(first, Weekday) and start and start.start > end.start:
            start = calendar.shift(start, "week", -1)
        return calendar.span(start, end)

    def _nested(self, value: Of | Holding | Ending) -> Interval | None:
        if isinstance(value, Of):
            return self._of(value.part, value.base)
        if isinstance(value, Ending):
            end = self.interval(value.end)
            return calendar.ending(end.end, value.months) if end else None
        day = self.interval(value.day)
        return calendar.around(day.start, value.unit) if day else None

    def _of(self, part: Part | Slice | Same | Weekday, base: Value) -> Interval | None:
        outer = self.interval(base)
        if isinstance(part, Same):
            return self._same_in(outer)
        if outer is None:
            return self._of_the_year(part, base)
        if isinstance(part, Slice):
            return calendar.portion(outer, part.number, part.count)
        if isinstance(part, Weekday):
            return calendar.shift(Interval(outer.start, outer.start), "day", part.index - 1)
        if isinstance(base, Moved) and base.unit == "month":
            part = replace(part, first=outer.start.month)
        if isinstance(base, Moved) and base.unit == "fiscal":
            return self._reported(self._fiscal_part(part, outer.start.year), base)
        return part.within(outer.start.year)

    def _reported(self, interval: Interval | None, base: Moved) -> Interval | None:
        """Return a quarter "de son exercice" that has begun, when what is told of it is past."""
        ahead = interval and self.published and interval.start > self.published and not base.count
        return (
            calendar.shift(interval, "year", -1)
            if interval and ahead and self._tense() == "past"
            else interval
        )

    def _of_the_year(self, part: Part | Slice | Weekday, base: Value) -> Interval | None:
        """Give "les neuf premiers mois de l'année" the passage's year when publication is not known."""
        if not isinstance(part, Part) or not isinstance(base, Moved) or base.count:
            return None
        year = self.years.around(self.expression.span.start)
        return part.within(year) if year else None

    def _same_in(self, outer: Interval | None) -> Interval | None:
        """Return "la même période de 2019": the period spoken of, moved to that year."""
        base = self.story.period()
        if outer is None or base is None or outer.days < _YEAR:
            return outer
        return calendar.shift(base, "year", outer.start.year - base.start.year)

    def _same(self, unit: str) -> Interval | None:
        if not unit:
            return self.story.period()
        if unit == "day":
            return self.story.day()
        told = self.story.told
        return calendar.around(told[-1].interval.start, unit) if told else None


def _period(expression: DateExpression, interval: Interval | None) -> Period:
    value = expression.value
    if isinstance(value, Length):
        return Period(mod=expression.mod, duration=value.iso, timex=value.timex)
    if interval is None and isinstance(value, Stretch) and (lasting := length(abs(value.count), value.unit)):
        return Period(mod=expression.mod, duration=lasting.iso, timex=lasting.timex)
    if interval is None:
        return Period(mod=expression.mod, timex=_vague(value))
    return Period(start=interval.start, end=interval.end, mod=expression.mod, timex=calendar.timex(interval))


def _vague(value: Value) -> str | None:
    """Return the TIMEX3 value of a date whose year is not known."""
    if isinstance(value, InYear):
        return value.part.timex
    return f"XXXX-WXX-{value.index}" if isinstance(value, Weekday) else None
