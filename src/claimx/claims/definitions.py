"""What the claim stage decides about a figure, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.claims.ranker import Finding
from claimx.claims.scene import Scene
from claimx.figures.definitions import Figure
from claimx.records import Certainty, Direction, Metric, Period, Relation
from claimx.source import Span

__all__ = ["Decided", "History", "Timing"]


@dataclass(frozen=True, slots=True)
class Timing:
    """One period of a figure and its relation to it; ``span`` is the date expression it comes from."""

    period: Period
    relation: Relation
    span: Span


@dataclass(frozen=True, slots=True)
class Decided:
    """A figure with every field decided."""

    figure: Figure
    scene: Scene
    metric: Finding[Metric]
    direction: Finding[Direction | None]
    certainty: Finding[Certainty]
    subjects: Finding[tuple[str, ...]]
    counterparties: Finding[tuple[str, ...]]
    sources: Finding[tuple[str, ...]]
    when: Finding[tuple[Timing, ...]]


History = list[Decided]
"""The figures decided so far in a text, in order."""
