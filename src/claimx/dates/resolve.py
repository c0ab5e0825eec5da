"""From what the words say to the days they mean: against publication, the tense, and the dates before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimx.dates import calendar, tense as tenses
from claimx.dates.calendar import Interval, Part
from claimx.dates.context import Anchor, comparison, fiscal_start
from claimx.dates.definitions import (
    DateExpression,
    Fiscal,
    Fixed,
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
from claimx.records import Period
from claimx.source import Source, Span

__all__ = ["resolve_dates"]

_UNITS_BY_LENGTH = ("day", "weekend", "week", "month", "quarter", "third", "half", "year", "fiscal")
_NEARNESS_OF_FUTURE = 1.5


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
    resolver = _Resolver(source, expressions, published, tense)
    return tuple(resolver.resolve())


@dataclass
class _Resolver:
    source: Source
    expressions: Sequence[DateExpression]
    published: date | None
    tense: Callable[[Span], Tense | None]
    anchors: list[Anchor] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.fiscal = fiscal_start(self.source, self.expressions)
        self.years = [
            (x.span.start, year, comparison(self.source, x.span))
            for x in self.expressions
            for year in _years(x.value)
        ]

    def resolve(self) -> Iterator[ResolvedDate]:
        for self.at, expression in enumerate(self.expressions):
            interval = self._interval(expression.value)
            if interval is not None:
                self._remember(expression, interval)
            yield ResolvedDate(expression.span, _period(expression, interval), expression.rule)

    @property
    def span(self) -> Span:
        return self.expressions[self.at].span

    def _remember(self, expression: DateExpression, interval: Interval) -> None:
        value = expression.value
        moved = isinstance(value, Moved) and value.keep
        compared = moved or comparison(self.source, expression.span) or isinstance(value, Same)
        if isinstance(value, Of) and isinstance(value.part, Same):
            compared = True
        sentence = self.source.sentence_index(expression.span)
        self.anchors.append(Anchor(interval, sentence, compared, isinstance(value, Weekday), expression.span))

    def _tense(self) -> Tense | None:
        return self.tense(self.span) or tenses.guess(self.source, self.span)

    def _interval(self, value: Value) -> Interval | None:  # noqa: PLR0911  one kind of value a line
        match value:
            case Fixed(interval):
                return interval
            case InYear():
                return self._in_year(value)
            case Weekday():
                return self._weekday(value)
            case Moved():
                return self._moved(value)
            case Fiscal():
                return self._fiscal(value)
            case Range(first, last):
                return self._range(first, last)
            case Of(part, base):
                return self._of(part, base)
            case Same(unit):
                return self._same(unit)
            case Stretch(unit, count):
                return self._stretch(unit, count)
            case _:
                return None

    # Parts of a year whose year is not said

    def _in_year(self, value: InYear) -> Interval | None:
        if self.published is None:
            year = self._passage_year()
            return value.part.within(year) if year and not value.way else None
        earlier = self._narrated_year(value)
        if earlier:
            return earlier
        options = self._options(value.part, value.weekday)
        return _choose(options, self.published, self._wanted(value))

    def _options(self, part: Part, weekday: int) -> list[Interval]:
        assert self.published is not None  # noqa: S101
        year = self.published.year
        found = [part.within(y) for y in range(max(2, year - 4), min(9990, year + 5))]
        options = [interval for interval in found if interval]
        if part.kind == "day" and part.first == 2 and part.second == 29:  # noqa: PLR2004
            return options
        near = [x for x in options if abs(x.start.year - year) <= 1]
        if weekday:
            near = [x for x in near if x.start.isoweekday() == weekday] or near
        return near

    def _wanted(self, value: InYear) -> Tense | None:
        if value.way in {"last", "next"}:
            return "past" if value.way == "last" else "future"
        return self._tense()

    def _narrated_year(self, value: InYear) -> Interval | None:
        """ "en mai 2015 … puis le 12 juin": in one sentence, a day or month follows the year before it."""
        if value.way or value.weekday or value.part.kind not in {"day", "month"} or self.published is None:
            return None
        here = self.source.sentence_index(self.span)
        for anchor in reversed(self.anchors):
            if anchor.sentence != here or anchor.compared:
                return None
            if anchor.interval.days > 31 or anchor.weekday:  # noqa: PLR2004
                return None
            if (self.published - anchor.interval.end).days < 330:  # noqa: PLR2004
                return None
            if self._tense() == "future":
                return None
            return value.part.within(anchor.interval.start.year)
        return None

    def _passage_year(self) -> int | None:
        """The year said last before here, else first after; a basis of comparison gives none if another does."""
        here = self.span.start
        for compared in (False, True):
            before = [year for at, year, basis in self.years if at <= here and basis <= compared]
            if before:
                return before[-1]
        after = [year for at, year, _ in self.years if at > here]
        return after[0] if after else None

    # Days of the week

    def _weekday(self, value: Weekday) -> Interval | None:
        if self.published is None:
            return None
        gap = (self.published.isoweekday() - value.index) % 7
        last, ahead = (
            calendar.move(self.published, "day", -gap),
            calendar.move(self.published, "day", -gap % 7),
        )
        if last is None or ahead is None:
            return None
        if value.day:
            return self._weekday_number(value, last)
        if value.way == "last":
            last = last if gap else calendar.move(last, "day", -7) or last
            return Interval(last, last)
        if value.way == "next":
            ahead = ahead if gap else calendar.move(ahead, "day", 7) or ahead
            return Interval(ahead, ahead)
        wanted = self._tense()
        if wanted == "future" or (wanted == "present" and gap > 1):
            return Interval(ahead, ahead)
        return Interval(last, last)

    def _weekday_number(self, value: Weekday, last: date) -> Interval | None:
        """ "mardi 12": the nearest Tuesday that is a 12th."""
        weeks = sorted(range(-26, 27), key=lambda n: abs(n + 0.1))
        for count in weeks:
            day = calendar.move(last, "week", count)
            if day and day.day == value.day:
                return Interval(day, day)
        return None

    # Moves

    def _moved(self, value: Moved) -> Interval | None:
        if value.keep:
            return self._kept(value)
        if value.origin == "text":
            return self._from_text(value)
        if self.published is None:
            return None
        if value.unit == "fiscal":
            return self._fiscal_year(self.published, value.count)
        if value.unit == "weekend" and value.count == 0:
            return self._this_weekend()
        moment = calendar.move(self.published, value.unit, value.count)
        return calendar.around(moment, value.unit) if moment else None

    def _this_weekend(self) -> Interval | None:
        assert self.published is not None  # noqa: S101
        here = calendar.weekend(self.published)
        if here.start > self.published and self._tense() == "past":
            return calendar.shift(here, "week", -1)
        return here

    def _fiscal_year(self, moment: date, count: int) -> Interval | None:
        start = self.fiscal or 1
        year = moment.year - (moment.month < start) + count
        return calendar.months(year, start, 12) if 1 < year < 9990 else None  # noqa: PLR2004

    def _kept(self, value: Moved) -> Interval | None:
        """ "un an plus tôt": the period spoken of, a year before; "trois semaines plus tôt": that week."""
        anchor = self._basis(value.unit)
        if anchor is None:
            return None
        unit = "year" if value.unit == "fiscal" else value.unit
        moved = calendar.shift(anchor, unit, value.count)
        if moved is None or unit == "year" or unit == "day":
            return moved
        if anchor.days == 1 or unit == "week":
            return calendar.around(moved.start, unit)
        return moved

    def _basis(self, unit: str) -> Interval | None:
        """Return the period a comparison is made with."""
        here = self.source.sentence_index(self.span)
        usable = [anchor for anchor in self.anchors if not anchor.compared]
        if unit in {"day", "week"}:
            days = [a for a in usable if a.interval.days == 1] or usable
            return days[-1].interval if days else None
        same = [a for a in usable if a.sentence == here and not a.weekday and not a.closing]
        long = [a for a in usable if a.interval.days > 7 and not a.closing]  # noqa: PLR2004
        for choice in (same, long, usable):
            if choice:
                return choice[-1].interval
        return None

    def _from_text(self, value: Moved) -> Interval | None:
        """ "la veille", "le trimestre précédent": one unit from the date before."""
        unit = value.unit
        if unit == "day":
            days = [a for a in self.anchors if a.interval.days == 1]
            return calendar.shift(days[-1].interval, "day", value.count) if days else None
        usable = [a for a in self.anchors if not a.compared] or self.anchors
        if unit == "fiscal" and usable:
            longest = [a for a in usable if a.interval.days > 360]  # noqa: PLR2004
            base = longest[-1].interval if longest else None
            if base is not None:
                return calendar.shift(base, "year", value.count)
            return self._fiscal_year(usable[-1].interval.start, value.count)
        if not usable:
            return self._moved(Moved(unit, value.count)) if unit != "day" else None
        base = self._long_enough(usable, unit)
        if unit in {"year"} and base.days > 700:  # noqa: PLR2004
            return calendar.shift(base, "year", value.count)
        moment = calendar.move(base.start, unit, value.count)
        return calendar.around(moment, unit) if moment else None

    def _long_enough(self, usable: Sequence[Anchor], unit: str) -> Interval:
        length = calendar.around(usable[-1].interval.start, unit).days
        fits = [a for a in usable if a.interval.days <= length + 3]
        exact = [a for a in fits[-4:] if a.interval.days >= length - 3]
        return (exact or fits or list(usable))[-1].interval

    def _stretch(self, unit: str, count: int) -> Interval | None:
        """ "les deux précédents mois": that many units up to the date before."""
        base = self.anchors[-1].interval if self.anchors else None
        if base is None:
            return None
        near = calendar.move(base.start, unit, 1 if count > 0 else -1)
        far = calendar.move(base.start, unit, count)
        if near is None or far is None:
            return None
        ends = sorted((calendar.around(near, unit), calendar.around(far, unit)), key=lambda x: x.start)
        return calendar.span(*ends)

    # Fiscal years, ranges, parts of a base

    def _fiscal(self, value: Fiscal) -> Interval | None:
        start = self.fiscal
        if value.first == value.last:
            if value.part is not None and value.part.kind != "months" and not start:
                return value.part.within(value.first)
            if value.part is not None:
                return self._fiscal_part(value.part, value.first)
            return calendar.months(value.first, start or 1, 12)
        if value.part is not None:
            return self._fiscal_part(value.part, value.first) if start else None
        if start and value.last == value.first + 1:
            return calendar.months(value.first, start, 12)
        return calendar.years(value.first, value.last - value.first + 1)

    def _fiscal_part(self, part: Part, year: int) -> Interval | None:
        interval = part.within(year)
        return calendar.shift(interval, "month", (self.fiscal or 1) - 1) if interval else None

    def _range(self, first: Value, last: Value) -> Interval | None:
        end = self._interval(last)
        if end is None:
            return None
        start = self._interval(first)
        if isinstance(first, InYear) and not first.way:
            start = first.part.within(end.start.year)
            if start and start.start > end.start:
                start = first.part.within(end.start.year - 1)
        if isinstance(first, Weekday) and start and start.start > end.start:
            start = calendar.shift(start, "week", -1)
        return calendar.span(start, end)

    def _of(self, part: Part | Slice | Same, base: Value) -> Interval | None:
        outer = self._interval(base)
        if isinstance(part, Same):
            return self._same_in(outer)
        if outer is None:
            year = self._passage_year() if isinstance(base, Moved) and base.count == 0 else None
            return part.within(year) if year and isinstance(part, Part) else None
        if isinstance(part, Slice):
            return _slice(outer, part)
        if isinstance(base, Moved) and base.unit == "fiscal":
            return self._fiscal_part(part, outer.start.year)
        return part.within(outer.start.year)

    def _same_in(self, outer: Interval | None) -> Interval | None:
        base = self._same("")
        if outer is None or base is None:
            return outer
        if outer.days < 360:  # noqa: PLR2004
            return outer
        years = outer.start.year - base.start.year
        return calendar.shift(base, "year", years)

    def _same(self, unit: str) -> Interval | None:
        usable = [a for a in self.anchors if not a.compared] or self.anchors
        if not usable:
            return None
        if unit:
            moment = usable[-1].interval.start
            return calendar.around(moment, "year" if unit == "fiscal" else unit)
        long = [a for a in usable if a.interval.days > 31] or usable  # noqa: PLR2004
        return long[-1].interval


def _slice(outer: Interval, part: Slice) -> Interval:
    if part.count == 1:
        return outer
    months = round(outer.days / 30.44)
    if months >= part.count and months % part.count == 0:
        step = months // part.count
        start = calendar.add_months(outer.start, step * (part.number - 1))
        return calendar.months(start.year, start.month, step)
    step = outer.days // part.count
    first = outer.start.toordinal() + step * (part.number - 1)
    last = outer.end.toordinal() if part.number == part.count else first + step - 1
    return Interval(date.fromordinal(first), date.fromordinal(last))


def _choose(options: Sequence[Interval], published: date, tense: Tense | None) -> Interval | None:
    """Return the occurrence meant: the last one when past, the next when future, else the nearest."""
    if tense == "past":
        begun = [x for x in options if x.start <= published]
        return max(begun, key=lambda x: x.start, default=None)
    if tense == "future":
        left = [x for x in options if x.end >= published]
        return min(left, key=lambda x: x.start, default=None)

    def distance(x: Interval) -> float:
        if x.start > published:
            return (x.start - published).days * _NEARNESS_OF_FUTURE
        return max(0, (published - x.end).days)

    return min(options, key=distance, default=None)


def _years(value: Value) -> Iterator[int]:
    if isinstance(value, Fixed) and value.interval.days <= 367:  # noqa: PLR2004
        yield value.interval.start.year
    elif isinstance(value, Fiscal):
        yield value.first
    elif isinstance(value, Range):
        yield from _years(value.last)
    elif isinstance(value, Of):
        yield from _years(value.base)


def _period(expression: DateExpression, interval: Interval | None) -> Period:
    value = expression.value
    if isinstance(value, Length):
        return Period(mod=expression.mod, duration=value.iso, timex=value.timex)
    if interval is None:
        return Period(mod=expression.mod, timex=_vague(value))
    return Period(start=interval.start, end=interval.end, mod=expression.mod, timex=calendar.timex(interval))


def _vague(value: Value) -> str | None:
    """Return the TIMEX3 value of a date whose year is not known."""
    if isinstance(value, InYear):
        return value.part.timex
    return f"XXXX-WXX-{value.index}" if isinstance(value, Weekday) else None
