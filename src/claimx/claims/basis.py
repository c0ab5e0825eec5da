"""Figures beside others: the basis of a comparison, and the level from which a move starts."""

from __future__ import annotations

import re

from claimx.claims.scene import Scene
from claimx.figures.definitions import Figure
from claimx.source import Span

__all__ = ["basis_words", "moves_to_next"]

_NEAR = 40  # characters that may stand between "contre" and its figure
_FROM = re.compile(r"(?<!\w)(?:de|d'|des)\s*(?:plus de\s*|environ\s*|près de\s*)?$")
_TO = re.compile(r"^,?\s*(?:à|aux|à environ|à près de|à plus de|l'an dernier à|en \d{4} à)\s*$")
_ADVERB = re.compile(r"\s*(?:\w+\s+){0,3}$")


def basis_words(scene: Scene, figure: Figure) -> Span | None:
    """The words that make a figure the basis of another: "contre" in "3 M€, contre 2 M€"; else None."""
    before = scene.figure_before(figure)
    for cue in reversed(scene.bases):
        if cue.span.end <= figure.span.start:
            between = scene.source.slice(Span(cue.span.end, figure.span.start))
            near = len(between) < _NEAR and _ADVERB.fullmatch(between)
            return cue.span if near and (before is None or before.span.end <= cue.span.start) else None
    return None


def moves_to_next(scene: Scene, figure: Figure) -> bool:
    """Whether a figure is where a move starts: "65" in "de 65 à 76 euros"."""
    following = scene.figure_after(figure)
    if following is None or following.kind != figure.kind or following.unit != figure.unit:
        return False
    return bool(
        _FROM.search(scene.before(figure.span)) and _TO.match(scene.gap(figure.span, following.span).text)
    )
