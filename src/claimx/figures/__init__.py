"""Figures: every amount of money and every percentage of a text, as written. No model is needed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimx.figures.amounts import Amount, Unit
from claimx.figures.bounds import Bound, bound_of
from claimx.figures.carrying import carried
from claimx.figures.context import named
from claimx.figures.definitions import Figure
from claimx.figures.elision import elided
from claimx.figures.following import share_on
from claimx.figures.per import per_ahead, per_behind
from claimx.figures.percent import BARE_POINT, is_percentage_point
from claimx.figures.ranges import Measure, measures
from claimx.figures.scan import scan
from claimx.figures.sharing import share_back
from claimx.figures.tables import fill_cells
from claimx.figures.vetoes import is_figure
from claimx.records import Comparator
from claimx.source import Source, Span

__all__ = ["Figure", "find_figures"]


def find_figures(source: Source) -> tuple[Figure, ...]:
    """The figures of a text, in order, without overlap.

    >>> [figure] = find_figures(Source("un bénéfice de près de 3,2 milliards d’euros"))
    >>> figure.low, figure.unit, figure.comparator
    (Decimal('3200000000'), 'EUR', 'approx')
    """
    amounts = fill_cells(source, _decided(source, scan(source)))
    amounts = elided(source, share_back(source, amounts))
    amounts = share_back(source, share_on(source, amounts))
    amounts = named(source, amounts)
    figures = [_figure(source, measure) for measure in measures(source, amounts)]
    return tuple(carried(source, figures))


def _decided(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Drop what is no figure, and say what each bare "points" is."""
    decided = (_decide(source, amount) if amount.unit else amount for amount in amounts)
    return [amount for amount in decided if amount]


def _decide(source: Source, amount: Amount) -> Amount | None:
    if not is_figure(source, amount):
        return None
    if amount.unit and amount.unit.name == BARE_POINT:
        is_point = is_percentage_point(source, amount.span, int(amount.value))
        return replace(amount, unit=Unit("percent", "point")) if is_point else None
    return amount


def _figure(source: Source, measure: Measure) -> Figure:
    first, last = measure.first, measure.last
    unit = last.unit or Unit("percent", "percent")
    span = measure.span
    per = per_behind(source, span.end) if unit.kind == "money" else None
    ends = (span.end, per[1]) if per else (span.end,)
    bound = _bound(source, measure, span, ends)
    low, high = _ends(measure, bound.comparator if bound else "exact")
    unit_per = per[0] if per else None
    if per is None and unit.kind == "money" and not last.magnitude:
        unit_per = per_ahead(source, min(span.start, bound.span.start) if bound else span.start)
    return Figure(
        span=span,
        kind=unit.kind,
        low=low,
        high=high,
        unit=unit.name,
        comparator=bound.comparator if bound else "exact",
        sign="" if _crosses_zero(measure) else first.sign,
        per=unit_per,
        bound=bound.span if bound else None,
    )


def _bound(source: Source, measure: Measure, span: Span, ends: tuple[int, ...]) -> Bound | None:
    if measure.opened:
        return Bound("range", measure.opened)
    bound = bound_of(source, span, ends)
    if bound is None and measure.first.about:
        return Bound("approx", measure.first.about)
    return bound


def _ends(measure: Measure, comparator: Comparator) -> tuple[Decimal | None, Decimal | None]:
    first, last = measure.first, measure.last
    if _crosses_zero(measure):
        return -first.value, last.value
    low = high = first.value
    if measure.opened:
        low, high = sorted((low, last.value))
    return (
        None if comparator in ("under", "at_most") else low,
        None if comparator in ("over", "at_least") else high,
    )


def _crosses_zero(measure: Measure) -> bool:
    """As in "entre -1 % et +2 %": the only figure whose ends say their own signs."""
    return measure.opened is not None and measure.first.sign == "-" and measure.last.sign != "-"
