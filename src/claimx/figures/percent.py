"""Percentages, percentage points and basis points."""

from __future__ import annotations

import re
from functools import cache

from claimx.figures.amounts import Unit
from claimx.figures.window import around
from claimx.lexicon import alternation, expand, rows, single_spaced
from claimx.source import Source, Span

__all__ = ["BARE_POINT", "is_percentage_point", "match_percent", "percent_forms"]

BARE_POINT = "bare_point"
_MOST_POINTS = 100
_NEAR = 240  # characters


@cache
def _units() -> dict[str, str]:
    return {
        form.casefold(): unit
        for table in ("signs", "units")
        for unit, row_forms in rows("percent_units")[table].items()
        for row in row_forms
        for form in expand(row)
    }


def percent_forms() -> list[str]:
    """Every sign and word of a percentage."""
    return [*_units()]


@cache
def _pattern() -> re.Pattern[str]:
    lettered = [form for form in _units() if form[-1].isalnum()]
    others = [form for form in _units() if not form[-1].isalnum()]
    return re.compile(rf"\ ?(?P<unit>(?i:{alternation(lettered)})(?!\w)|{alternation(others)})")


def match_percent(text: str, at: int) -> tuple[int, Unit] | None:
    """The percent sign or word behind a number that ends at ``at``: where it ends, and what it is."""
    match = _pattern().match(text, at)
    if match is None:
        return None
    return match.end(), Unit("percent", _units()[single_spaced(match["unit"].casefold())])


@cache
def _point_cues(key: str) -> re.Pattern[str]:
    forms = alternation(form for row in rows("percent_units")["points"][key] for form in expand(row))
    # "%" is a cue without a word boundary
    return re.compile(rf"(?<!\w){forms}(?!\w)" if key != "near" else rf"%|(?<!\w){forms}(?!\w)")


def is_percentage_point(source: Source, span: Span, value: int) -> bool:
    """Whether a bare "3 points" is a movement of a rate ("+0,5 point de marge"), not of an index."""
    text = source.folded
    after = text[span.end + 1 : span.end + 30]
    if value > _MOST_POINTS or _point_cues("not_followed_by").match(after):
        return False
    if _point_cues("followed_by").match(after):
        return True
    if _point_cues("against").search(source.slice(around(source, span))):
        return False
    if value == 1 and text[span.start].isalpha() and not _point_cues("one").match(after):
        return text[span.end : span.end + 1] in (",", ".", ")") and _near(source, span)
    return text[span.start] in "+-" or _near(source, span)


def _near(source: Source, span: Span) -> bool:
    """Whether the figure stands next to a rate."""
    return bool(_point_cues("near").search(source.folded, max(0, span.start - _NEAR), span.end + _NEAR // 3))
