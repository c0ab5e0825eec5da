"""A scene: one sentence with its figures and everything found around them, and how far apart things stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Protocol, TypeVar

from claimx.claims.cues import Cue
from claimx.claims.ranker import Weights
from claimx.companies.definitions import Companies
from claimx.companies.references import References
from claimx.dates.definitions import ResolvedDate
from claimx.figures.definitions import Figure
from claimx.reading import Reading
from claimx.source import Source, Span

__all__ = ["Actor", "Gap", "Material", "Scene", "Words", "nearest", "of_figure", "within"]


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_NEAREST = 25  # items on either side; the press names no more in a sentence
S = TypeVar("S", bound=_Spanned)
T = TypeVar("T")

Words = tuple[str, ...]
"""The stems of the words near a figure, each with where it stands."""


def within(items: Sequence[S], span: Span) -> tuple[S, ...]:
    """The items that start inside a span, of items in text order."""
    first = bisect_left(items, span.start, key=_start)
    return tuple(items[first : bisect_left(items, span.end, lo=first, key=_start)])


def nearest(items: Sequence[S], span: Span) -> Sequence[S]:
    """The items nearest to a span, of items in text order: all of them, but in what no sentence is."""
    at = bisect_left(items, span.start, key=_start)
    return items[max(0, at - _NEAREST) : at + _NEAREST]


def _start(item: _Spanned) -> int:
    return item.span.start


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a figure may be about: a company by name, a reference to one, or an actor that is no company.

    ``names`` are the companies it stands for; empty for an actor that is no company.
    """

    span: Span
    names: tuple[str, ...]
    weight: float = 1.0
    named: bool = True
    role: str = ""
    """"source", "counterparty" or "dateline" when the words around it say so, else ""."""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two spans of a sentence."""

    words: int
    breaks: float
    figures: int
    text: str


@dataclass(frozen=True)
class Material:
    """All the stages before give of one text."""

    reading: Reading
    figures: tuple[Figure, ...]
    dates: tuple[ResolvedDate, ...]
    companies: Companies
    references: References
    actors: dict[Span, tuple[Actor, ...]] = field(default_factory=dict, compare=False)
    """The actors of the sentences that were looked at, which ``find_actors`` fills in."""


@dataclass(frozen=True)
class Scene:
    """A sentence, its figures, and the cues, actors and dates around them, each in text order."""

    source: Source
    reading: Reading
    span: Span
    figures: tuple[Figure, ...]
    words: Mapping[Figure, Words]
    metrics: tuple[Cue, ...]
    directions: tuple[Cue, ...]
    certainties: tuple[Cue, ...]
    breaks: tuple[Cue, ...]
    bases: tuple[Cue, ...]
    relations: tuple[Cue, ...]
    actors: tuple[Actor, ...]
    dates: tuple[ResolvedDate, ...]
    earlier: Sequence[ResolvedDate]
    """The last dates of the text before this sentence."""
    announcements: tuple[Cue, ...]
    """Words that tell of an announcement: their day is not the figure's."""
    topics: tuple[str, ...]
    """The companies in the reader's mind when the sentence starts, the most salient first."""
    shares: Mapping[str, float]
    """Name → its share of the text's mentions."""
    tellers: Mapping[str, float]
    """Company whose trade is to tell about others → the share of its mentions in which it tells."""
    told: tuple[Cue, ...]
    """The metric words of the text before this sentence."""
    metric_shares: Mapping[str, float]
    """Metric → its share of the weight of all metric words of the text, the largest first."""
    weights: Weights
    persons: bool = False
    """Whether the model marks a person in the sentence."""
    market: bool = False
    """Whether the text speaks of share moves: it names an index."""
    compared: frozenset[Span] = frozenset()
    """The dates of the text that are only compared with: they govern nothing."""
    known: dict[tuple[str, Span], Any] = field(default_factory=dict, compare=False)
    """What ``of_figure`` keeps."""

    @property
    def main(self) -> str | None:
        """The company the whole text is mostly about; None where it names none."""
        return max(self.shares, key=lambda name: self.shares[name], default=None)

    @property
    def present(self) -> frozenset[str]:
        """The companies that act in the sentence, by name or by reference."""
        return frozenset(name for actor in self.actors for name in actor.names)

    def gap(self, one: Span, other: Span) -> Gap:
        """What lies between two spans, whichever comes first."""
        first, last = sorted((one, other))
        between = Span(first.end, max(first.end, last.start))
        text = self.source.slice(between)
        breaks = sum(cue.weight for cue in within(self.breaks, between))
        return Gap(
            words=text.count(" ") + text.count("\n"),
            breaks=breaks + self._depth(text),
            figures=len(within(self.figures, between)),
            text=text,
        )

    @staticmethod
    def _depth(text: str) -> float:
        """A bracket left open or closed between two spans parts them: one is an aside to the other."""
        return 0.35 * abs(text.count("(") - text.count(")"))

    def before(self, span: Span, words: int = 60) -> str:
        """The characters of the sentence just before a span."""
        return self.source.slice(Span(max(self.span.start, span.start - words), span.start))

    def after(self, span: Span, words: int = 60) -> str:
        """The characters of the sentence just after a span."""
        return self.source.slice(Span(span.end, min(self.span.end, span.end + words)))

    def figure_before(self, figure: Figure) -> Figure | None:
        """The figure of this sentence that stands before another; None for the first."""
        return _neighbour(self.figures, figure, -1)

    def figure_after(self, figure: Figure) -> Figure | None:
        """The figure of this sentence that stands after another; None for the last."""
        return _neighbour(self.figures, figure, 1)


def of_figure(compute: Callable[[Scene, Figure], T]) -> Callable[[Scene, Figure], T]:
    """Keep what is computed of a figure in its scene, as several fields ask for it."""

    @wraps(compute)
    def keeping(scene: Scene, figure: Figure) -> T:
        key = (compute.__name__, figure.span)
        if key not in scene.known:
            scene.known[key] = compute(scene, figure)
        value: T = scene.known[key]
        return value

    return keeping


def _neighbour(figures: Sequence[Figure], figure: Figure, step: int) -> Figure | None:
    at = bisect_left(figures, figure.span.start, key=_start) + step
    return figures[at] if 0 <= at < len(figures) else None
