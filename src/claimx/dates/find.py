"""Finding date expressions: words, rules, then what neighbours make together."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.dates import absolute, business, durations, relative, years
from claimx.dates.compose import compose
from claimx.dates.definitions import DateExpression
from claimx.dates.shapes import apply
from claimx.dates.words import read
from claimx.source import Source, Span

__all__ = ["RULES", "find_dates"]

RULES = (*absolute.RULES, *years.RULES, *business.RULES, *relative.RULES, *durations.RULES)


def find_dates(source: Source, taken: Sequence[Span] = ()) -> tuple[DateExpression, ...]:
    """Find the dates, periods and durations of a text, in order, none overlapping another or ``taken``.

    ``taken`` are the spans of the figures: the "2 000" of "2 000 euros" is no year.
    """
    line = read(source.folded, taken)
    items = compose(apply(RULES, line), line)
    return tuple(
        DateExpression(line.span(item.first, item.last), item.value, item.rule, item.mod) for item in items
    )
