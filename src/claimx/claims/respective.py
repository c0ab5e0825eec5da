"""Which of several comes to which figure: "A et B gagnent respectivement 3 et 5 %"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.scene import Scene
from claimx.figures.definitions import Figure
from claimx.source import Span

__all__ = ["Rank", "respective_rank"]

_RESPECTIVELY = re.compile(r"(?<!\w)respective(?:ment|s)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a figure in a series told off by "respectivement", and where that word stands."""

    place: int
    count: int
    word: Span
    start: int
    """Where the series starts: what is told off stands before it."""


def respective_rank(scene: Scene, figure: Figure) -> Rank | None:
    """The place of a figure in its series; None when no "respectivement" rules it.

    In "3 % à 42 euros et 5 % à 12 euros" each price has the place of its percentage.
    """
    match = _RESPECTIVELY.search(scene.source.folded, scene.span.start, scene.span.end)
    if match is None:
        return None
    word = Span(*match.span())
    series = [one for one in scene.figures if one.span > word]
    if not series or scene.gap(word, series[0].span).words > _NEAR:
        series = [one for one in scene.figures if one.span < word]
    if figure not in series:
        return None
    first = series[0]
    heads = [one for one in series if (one.kind, one.unit) == (first.kind, first.unit)]
    place = sum(one.span <= figure.span for one in heads) - 1
    return Rank(place, len(heads), word, min(word.start, first.span.start))


_NEAR = 6  # words between "respectivement" and the first figure of its series
