"""What an adapter tells, in the shapes of claimx's records, made by the standard library alone."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

Item = dict[str, Any]
Ends = tuple[date, date]


@dataclass
class Found:
    """What a peer finds in a text."""

    claims: list[Item] = field(default_factory=list)
    dates: list[Item] = field(default_factory=list)
    companies: list[Item] = field(default_factory=list)


class Peer(Protocol):
    """A peer, loaded."""

    def read(self, text: str, published: date | None) -> Found:
        """Find what the peer claims to find in a text."""
        ...

    def value(self, words: str, published: date | None) -> Item | None:
        """Read words that were found before: a figure, or a period."""
        ...


class Reader:
    """A peer that reads texts and is given no words."""

    def value(self, words: str, published: date | None) -> Item | None:
        """Nothing: it is not asked."""
        raise NotImplementedError


def folded(text: str) -> str:
    """The text in plain typography, character by character: most peers know no ’ and no U+00A0."""
    return text.translate(FOLDS)


FOLDS = {ord(sign): "'" for sign in "’ʼ‘"} | {ord(sign): " " for sign in "\u00a0\u202f\u2009\u00ad"}


def span(start: int, end: int) -> Item:
    """A place in the text."""
    return {"start": start, "end": end}


def amount(number: str, currency: str | None) -> Item:
    """An amount of money; a currency that is not told is none of claimx's."""
    told = unsigned(number)
    return {
        "kind": "money",
        "low": told,
        "high": told,
        "currency": currency or "?",
        "per": None,
        "comparator": "exact",
    }


def percentage(low: str, high: str | None = None) -> Item:
    """A percentage, or a range of them."""
    ends = {"low": unsigned(low), "high": unsigned(low if high is None else high)}
    return {"kind": "percent", **ends, "unit": "percent", "comparator": "range" if high else "exact"}


def unsigned(number: str) -> str:
    """A number without its sign: "-3 %" is a movement, of 3 in the records, whatever a peer says."""
    return number.lstrip("+-−")


def claim(place: Item, figure: Item) -> Item:
    """A figure at its place; a peer tells nothing else of it."""
    return {
        **place,
        "figure": figure,
        **dict.fromkeys(("metric", "direction", "certainty")),
        **{role: [] for role in ("subjects", "counterparties", "sources", "when")},
    }


def dated(place: Item, period_: Item) -> Item:
    """A date at its place."""
    return {**place, "period": period_, "companies": []}


def company(place: Item, words: str) -> Item:
    """A company mentioned once; its name is its words."""
    return {"name": words, "mentions": [{**place, "text": words}]}


def period(ends: Ends | None, duration: str | None = None) -> Item:
    """A period by its ends, both included, or a duration."""
    first, last = (None, None) if ends is None else (day.isoformat() for day in ends)
    return {"start": first, "end": last, "duration": duration, "mod": None, "timex": None}


def around(day: date, unit: str) -> Ends:
    """The day, week, month or year that a day is in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
