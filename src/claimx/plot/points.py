"""Claims as the points of a chart: where each stands in time, and its ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from claimx.archives.rows import claim_rows
from claimx.display import figure, period, printable
from claimx.records import Claim, Extraction, Money, When

__all__ = ["Dot", "Told", "dot", "told"]

_AROUND = 160  # characters of the sentence shown before the figure, and after it
_LARGEST = 1e300  # floats end not far from here
_HEADROOM = 1.15  # the axis goes on beyond the value, so that no point stands on its edge
_BOUNDS = {"over": "from", "at_least": "from", "under": "to", "at_most": "to"}
_MOVES = {"up": "+", "down": "−", "flat": "="}
_UNITS = {"percent": "%", "point": "points", "basis_point": "basis points"}

Dot = dict[str, str | float | None]
"""The values of a point, as Vega-Lite reads them."""


class Told(NamedTuple):
    """A claim with its sentence, and when it was told."""

    claim: Claim
    published: date | None
    sentence: str
    start: int

    @property
    def company(self) -> str:
        """The company it is set against others as: the first of its subjects, as in the archive's tables."""
        return self.claim.subjects[0] if self.claim.subjects else "no company"

    @property
    def unit(self) -> str:
        """What its number counts: claims of different units cannot share an axis."""
        value = self.claim.figure
        if not isinstance(value, Money):
            return _UNITS[value.unit]
        return printable(f"{value.currency} / {value.per}" if value.per else value.currency)


class _Place(NamedTuple):
    """Where a claim stands in time; ``at`` is where its point is drawn."""

    start: date
    end: date
    at: date
    words: str


def told(extractions: Iterable[Extraction]) -> Iterator[Told]:
    """The claims of many extractions, each with its sentence."""
    for extraction in extractions:
        rows = claim_rows(0, "", extraction)
        for claim, row in zip(extraction.claims, rows, strict=True):
            yield Told(claim, extraction.published, str(row["sentence"]), int(str(row["sentence_start"])))


def dot(each: Told) -> Dot | None:
    """The point of a claim; None when nothing says where in time it stands, or no chart can hold its number.

    A claim without a period stands on the day it was published.
    """
    place = _place(each)
    if place is None:
        return None
    claim = each.claim
    value = claim.figure
    ends = sorted(float(end) for end in (value.low, value.high) if end is not None)
    if max(map(abs, ends)) > _LARGEST:
        return None
    return {
        "panel": f"{claim.metric.replace('_', ' ')} · {each.unit}",
        "start": place.start.isoformat(),
        "end": _after(place.end).isoformat(),
        "at": place.at.isoformat(),
        "value": sum(ends) / len(ends),
        "low": ends[0],
        "high": ends[-1],
        "room": max(ends, key=abs) * _HEADROOM,
        "bound": _BOUNDS.get(value.comparator),
        "move": _MOVES.get(claim.direction or "", ""),
        "figure": figure(value),
        "company": ", ".join(map(printable, claim.subjects)) or "none",
        "metric": claim.metric.replace("_", " "),
        "certainty": claim.certainty,
        "direction": claim.direction or "—",
        "period": place.words,
        "published": each.published.isoformat() if each.published else "—",
        "confidence": round(claim.confidence, 2),
        "sentence": _quoted(each),
    }


def _place(each: Told) -> _Place | None:
    when = _own_period(each.claim)
    if when is not None and when.start is not None and when.end is not None:
        return _resolved(when, when.start, when.end, each.published)
    day = each.published
    if day is None:
        return None
    words = f"{period(when)}, " if when is not None else ""
    return _Place(day, day, day, f"{words}published {day.isoformat()}")


def _own_period(claim: Claim) -> When | None:
    """The period of the figure itself, dated ones first.

    A basis ("contre 2,9 milliards un an plus tôt") has its own period as ``versus``; of a change ("en hausse
    de 8 % par rapport à 2023"), ``versus`` is the other period.
    """
    own = [when for when in claim.when if when.relation != "versus" or claim.direction is None]
    own.sort(key=lambda when: (when.start is None or when.end is None, when.relation == "versus"))
    return own[0] if own else None


def _resolved(when: When, start: date, end: date, published: date | None) -> _Place:
    words = period(when)
    if when.relation == "since":  # "22 % depuis janvier": from then to the day it is told
        last = max(published, start) if published is not None else end
        return _Place(start, last, last, words)
    if when.relation in {"by", "until"} or when.mod == "end":
        return _Place(start, end, end, words)
    at = start if when.mod == "start" else start + (end - start) / 2
    return _Place(start, end, at, words)


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _quoted(each: Told) -> str:
    """The sentence with its figure marked, cut far from the figure."""
    start = each.claim.start - each.start
    before = printable(each.sentence[:start])
    after = printable(each.sentence[start + len(each.claim.text) :])
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    return f"{before}[{printable(each.claim.text)}]{after}"
