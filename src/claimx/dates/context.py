"""What the text around a date says of it: is it a basis of comparison, when does the fiscal year begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claimx.dates.calendar import MONTHS_IN
from claimx.dates.definitions import DateExpression, Ending, Fiscal, Fixed, InYear, Tense, Value
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = [
    "closing",
    "closing_clauses",
    "closing_joints",
    "comparison",
    "fiscal_start",
    "joints",
    "leaning",
]

_REACH = 60
_WORD = re.compile(r"\w+'?")


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
def closing_clauses() -> frozenset[tuple[str, ...]]:
    """Return what ties the day that closes a period to it, word by word: "clos", "qui s'est achevé"."""
    return frozenset(tuple(_WORD.findall(form)) for form in (*_forms("verbs"), *_forms("clauses")))


@cache
def closing_joints() -> frozenset[str]:
    """Return what may stand between such a word and the date: "clos le", "clos en"."""
    return frozenset(rows("date_contexts")["closing"]["joints"])


def _forms(key: str) -> list[str]:
    return [form for row in rows("date_contexts")["closing"][key] for form in expand(row)]


@cache
def _years() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(_forms('years'))}\b", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    closed = alternation(_forms("verbs"))
    period = alternation((*_forms("years"), *_forms("parts")))
    return re.compile(rf"\b{period}\b[^.;\n]{{0,60}}?\b{closed}\b[^.;,\n]{{0,20}}$", re.IGNORECASE)


@cache
def _closed() -> re.Pattern[str]:
    closed = alternation(_forms("alone"))
    return re.compile(rf"\b(?:{closed})\b[^.;,\n]{{0,12}}$", re.IGNORECASE)


def closing(source: Source, span: Span) -> bool:
    """Whether a date only tells when a period ends: "clos fin mars"."""
    head = source.folded[max(0, span.start - 2 * _REACH) : span.start]
    return _closed().search(head[-_REACH // 2 :]) is not None or _closing().search(head) is not None


def fiscal_start(source: Source, expressions: Sequence[DateExpression]) -> int | None:
    """Return the month the fiscal year begins, where the text says when it or one of its parts ends."""
    for before, expression in zip((None, *expressions), expressions, strict=False):
        value = expression.value
        if isinstance(value, Ending):
            month = _month(value.end) if value.months == MONTHS_IN["year"] else None
        else:
            head = source.folded[max(0, expression.span.start - 2 * _REACH) : expression.span.start]
            month = _month(value) if _closing().search(head) else None
        if month is not None:
            gone = _months_gone(before) if before and _closes_part(source, before, value) else 0
            return (month - gone) % MONTHS_IN["year"] + 1
    return None


def _closes_part(source: Source, before: DateExpression, value: Value) -> bool:
    """Whether a day closes the part of a year before it, not the year that is named with it.

    In "troisième trimestre de son exercice 2023/24, clos fin juin" the year; "fin juin 2023" is too early.
    """
    if not isinstance(before.value, Fiscal) or not _years().search(source.slice(before.span)):
        return True
    return isinstance(value, Fixed) and value.interval.end.year < before.value.last


def _months_gone(before: DateExpression) -> int:
    """Return how many months into its year the part before ends: "premier trimestre, clos fin juin" is 3."""
    part = before.value.part if isinstance(before.value, Fiscal) else None
    return part.first * MONTHS_IN.get(part.kind, 0) if part is not None else 0


def _month(value: Value) -> int | None:
    if isinstance(value, InYear) and value.part.kind in {"day", "month"}:
        return value.part.first
    if isinstance(value, Fixed) and value.interval.days <= 31:  # noqa: PLR2004
        return value.interval.start.month
    return None
