"""What the text around a date says of it: is it a basis of comparison, when does the fiscal year begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimx.dates.calendar import Interval
from claimx.dates.definitions import DateExpression, Fixed, InYear
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = ["Anchor", "comparison", "fiscal_start"]

_REACH = 60


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date resolved before, on which later ones may hang."""

    interval: Interval
    sentence: int
    compared: bool
    weekday: bool
    span: Span
    closing: bool = False


@cache
def _comparing() -> re.Pattern[str]:
    forms = [form for row in rows("date_contexts")["comparison"]["before"] for form in expand(row)]
    return re.compile(rf"\b(?:{alternation(forms)})(?![a-zà-ÿ])[^.;:\n]{{0,40}}$", re.IGNORECASE)


def comparison(source: Source, span: Span) -> bool:
    """Whether a date is what another is compared with: "contre 3 M€ en 2018", "par rapport à 2019"."""
    head = source.folded[max(0, span.start - _REACH, source.sentence(span).start) : span.start]
    return _comparing().search(head) is not None


@cache
def _closing() -> re.Pattern[str]:
    tables = rows("date_contexts")
    year = alternation(form for row in tables["closing"]["years"] for form in expand(row))
    closed = alternation(form for row in tables["closing"]["verbs"] for form in expand(row))
    return re.compile(rf"\b{year}\b[^.;\n]{{0,60}}?\b{closed}\b[^.;,\n]{{0,20}}$", re.IGNORECASE)


def fiscal_start(source: Source, expressions: Sequence[DateExpression]) -> int | None:
    """Return the month the fiscal year begins, where the text tells when it ends: "exercice clos fin mars"."""
    for expression in expressions:
        month = _month(expression)
        if month is None:
            continue
        head = source.folded[max(0, expression.span.start - 2 * _REACH) : expression.span.start]
        if _closing().search(head):
            return month % 12 + 1
    return None


def _month(expression: DateExpression) -> int | None:
    value = expression.value
    if isinstance(value, InYear) and value.part.kind in {"day", "month"}:
        return value.part.first
    if isinstance(value, Fixed) and value.interval.days <= 31:  # noqa: PLR2004
        return value.interval.start.month
    return None
