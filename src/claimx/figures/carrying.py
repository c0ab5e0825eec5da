"""What a figure passes on to the next: its comparator to a conversion, what it is per to its counterpart."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claimx.figures.definitions import Figure
from claimx.figures.money import expand_all
from claimx.figures.window import before
from claimx.lexicon import alternation
from claimx.source import Source, Span

__all__ = ["carried"]

_CONVERSION = 40  # characters to a conversion in brackets
_SAME_VERB = 80  # characters to the second complement of "plafonnée à"
_COUNTERPART = 60  # characters to what a result per share is set against
_LARGER = 100  # a result per share, not the whole of it, at most this times another
_EARNED = 40  # characters before a result per share in which its noun stands


def carried(source: Source, figures: list[Figure]) -> list[Figure]:
    """The figures, each with what the one before it says for both."""
    out: list[Figure] = []
    for figure in figures:
        basis = out[-1] if out else None
        if basis and basis.kind == figure.kind and figure.span.start - basis.span.end < _SAME_VERB:
            figure = _set(source, basis, figure)  # noqa: PLW2901
        out.append(figure)
    return out


def _set(source: Source, basis: Figure, figure: Figure) -> Figure:
    if _is_conversion(source, basis, figure) or _has_same_verb(source, basis, figure):
        return _bounded(basis, figure)
    if _is_counterpart(source, basis, figure):
        return replace(figure, per=basis.per)
    return figure


def _bounded(basis: Figure, figure: Figure) -> Figure:
    value = figure.low
    return replace(
        figure,
        comparator=basis.comparator,
        bound=basis.bound,
        low=value if basis.low is not None else None,
        high=value if basis.high is not None else None,
    )


def _is_conversion(source: Source, basis: Figure, figure: Figure) -> bool:
    """A conversion in brackets has the comparator of what it converts: "plus de 500 M CHF (463 M€)"."""
    return (
        basis.kind == figure.kind == "money"
        and basis.unit != figure.unit
        and figure.comparator == "exact"
        and basis.comparator not in ("exact", "range")
        and figure.span.start - basis.span.end < _CONVERSION
        and source.slice(Span(basis.span.end, figure.span.start)).rstrip().endswith(("(", "(soit", "(ou"))
    )


def _has_same_verb(source: Source, basis: Figure, figure: Figure) -> bool:
    """As in "plafonnée à 4 000 euros pour les uns et à 2 000 euros pour les autres"."""
    if basis.bound is None or basis.comparator not in ("at_least", "at_most") or figure.comparator != "exact":
        return False
    gap = source.slice(Span(basis.span.end, figure.span.start))
    same = basis.unit == figure.unit and gap.endswith(" et à ") and not _BREAK.search(gap)
    return same and source.slice(basis.bound).endswith(" à")


_BREAK = re.compile(r"[.;:()\n]")


def _is_counterpart(source: Source, basis: Figure, figure: Figure) -> bool:
    """As in "un bénéfice de 1,23 dollar par action, contre 1,10": results per share are compared as such.

    A dividend or a price is not: "4 euros par action, contre 3 euros" leaves it unsaid.
    """
    start, end = basis.span.end, figure.span.start
    if basis.per is None or figure.per or basis.unit != figure.unit or end - start > _COUNTERPART:
        return False
    if source.sentence_index(basis.span) != source.sentence_index(figure.span):
        return False
    small = figure.high is None or basis.high is None or figure.high <= _LARGER * basis.high
    head = source.slice(before(source, basis.span, _EARNED))
    return (
        small
        and bool(_words("carried").search(source.folded, start, end))
        and bool(_words("earned").search(head))
    )


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{alternation(expand_all('per_units', table))})(?!\w)")
