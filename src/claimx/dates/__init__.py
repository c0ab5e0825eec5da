"""Dates, periods and durations: found as expressions, then resolved as a French reader would."""

from claimx.dates.definitions import DateExpression, ResolvedDate, Tense
from claimx.dates.find import find_dates
from claimx.dates.resolve import resolve_dates

__all__ = ["DateExpression", "ResolvedDate", "Tense", "find_dates", "resolve_dates"]
