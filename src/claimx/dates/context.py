"""What the text around a date says of it: is it a basis of comparison, when does the fiscal year begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claimx.dates.definitions import DateExpression, Fixed, InYear, Tense
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = ["closing", "comparison", "fiscal_start", "joints", "leaning"]

_REACH = 60


@cache
def _prepositions() -> re.Pattern[str]:
    tables = rows("date_contexts")
    groups = (
        f"(?P<{tense}>{alternation(form for row in tables[tense]['before'] for form in expand(row))})"
        for tense in ("past", "future", "present")
    )
    return re.compile(rf"\b(?:{'|'.join(groups)})\s*$", re.IGNORECASE)


def leaning(source: Source, span: Span) -> Tense | None:
    """Return the tense that the preposition before a date tells: "depuis mars" is past."""
    match = _prepositions().search(source.folded[max(0, span.start - 20) : span.start])
    if match is None:
        return None
    return "past" if match["past"] else "future" if match["future"] else "present"


@cache
def joints() -> frozenset[str]:
    """Return what joins the days of a list."""
    return frozenset(rows("date_contexts")["lists"]["joints"])


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


@cache
def _closed() -> re.Pattern[str]:
    closed = alternation(form for row in rows("date_contexts")["closing"]["alone"] for form in expand(row))
    return re.compile(rf"\b(?:{closed})\b[^.;,\n]{{0,12}}$", re.IGNORECASE)


def closing(source: Source, span: Span) -> bool:
    """Whether a date only tells when a period ends: "clos fin mars"."""
    head = source.folded[max(0, span.start - 2 * _REACH) : span.start]
    return _closed().search(head[-_REACH // 2 :]) is not None or _closing().search(head) is not None


def fiscal_start(source: Source, expressions: Sequence[DateExpression]) -> int | None:
    """Return the month the fiscal year begins, where the text says when it ends: "clos fin mars"."""
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
