"""Percentages of counts: "412.000 voyageurs, soit 6 % de plus" tells of a volume."""

from __future__ import annotations

import math
import re

from claimx.claims.cues import cue_finder
from claimx.claims.ranker import Candidate
from claimx.claims.scene import Scene
from claimx.figures.definitions import Figure
from claimx.records import Metric
from claimx.source import Span

__all__ = ["count_candidates"]

# "412.000 voyageurs", "31 millions de billets", "18 500 postes".
_COUNT = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ .']?\d{3})*(?:,\d+)?\s(?:(?:millions?|milliards?|milliers) d(?:e |'))?"
    r"(?P<noun>[a-zà-ÿ-]+[sx])\b"
)
_NAMED = 0.8  # the weight of a metric word that names its metric outright


def count_candidates(scene: Scene, figure: Figure) -> list[Candidate[Metric]]:
    """The nearest counts on either side of a percentage: "(8 398 voitures)", "-7 % à 54.503 unités"."""
    if figure.kind != "percent":
        return []
    counts = _counts(scene)
    left = [span for span in counts if span < figure.span][-1:]
    right = [span for span in counts if span > figure.span][:1]
    return [
        Candidate("volume", (span,), _count(scene, figure, span, side))
        for side, near in (("left", left), ("right", right))
        for span in near
    ]


def _counts(scene: Scene) -> list[Span]:
    """The places of the sentence where things are counted."""
    nouns = cue_finder("uncounted")
    return [
        Span(*match.span())
        for match in _COUNT.finditer(scene.source.folded, scene.span.start, scene.span.end)
        if nouns.value_of(match["noun"]) is None
    ]


def _count(scene: Scene, figure: Figure, span: Span, side: str) -> dict[str, float]:
    gap = scene.gap(span, figure.span)
    return {
        "count": 1.0,
        f"count.{side}": 1.0,
        f"count.{side}.words": math.log1p(gap.words),
        f"count.{side}.figures": float(min(gap.figures, 3)),
        f"count.{side}.breaks": gap.breaks,
        "count.moves": float(bool(scene.directions) or bool(figure.sign)),
        "count.named": float(any(cue.weight > _NAMED for cue in scene.metrics)),
    }
