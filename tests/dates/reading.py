"""Reading dates in tests: text in, periods out, written as in the test tables."""

from __future__ import annotations

from datetime import date

from claimx.dates import Tense, find_dates, resolve_dates
from claimx.records import Period
from claimx.source import Source, Span

__all__ = ["PUBLISHED", "periods", "written"]

PUBLISHED = date(2024, 5, 15)


def no_tense(_: Span) -> Tense | None:
    """Stand for a reading that was not made."""
    return None


def written(period: Period) -> str:
    """Write a period as the tables do: "2024-03-01..2024-03-31 end", "P5Y", "?" when unresolved."""
    if period.duration:
        text = period.duration
    elif period.start is None:
        text = "?"
    elif period.start == period.end:
        text = str(period.start)
    else:
        text = f"{period.start}..{period.end}"
    return f"{text} {period.mod}" if period.mod else text


def periods(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """Return the dates of a text: each period, and its words as given."""
    source = Source(text)
    resolved = resolve_dates(source, find_dates(source), published, no_tense)
    return [(written(each.period), source.mention(each.span).text) for each in resolved]
