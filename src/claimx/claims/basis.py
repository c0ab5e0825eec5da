"""Figures beside others: the basis of a comparison, and the level from which a move starts."""

from __future__ import annotations

import re
from bisect import bisect_right

from claimx.claims.cues import cue_finder
from claimx.claims.scene import Scene, of_figure
from claimx.figures.definitions import Figure
from claimx.source import Span

__all__ = ["basis_words", "compared_dates", "moves_to_next"]

_CONVERSIONS = 4  # brackets within each other that a basis may stand before
_NEAR = 40  # characters that may stand between "contre" and its figure
_ROUGHLY = r"(?:(?:un peu )?(?:plus|moins) d[e'] ?|environ |près d[e'] ?|quelque |seulement )?"
_FROM = re.compile(rf"(?<!\w)(?:de|d'|des)\s*{_ROUGHLY}$")
_TO = re.compile(
    r"^,?\s*(?:\(?(?:en|(?:à )?fin|(?:au )?début) (?:\w+ )?\d{4}\)?,? |l'an (?:dernier|passé),? |"
    r"(?:il y a )?(?:un|deux|trois) ans? (?:plus tôt |auparavant |avant )?|précédemment |auparavant )?"
    rf"(?:à|aux)\s*{_ROUGHLY}$"
)
_ADVERB = re.compile(r"\s*(?:\w+\s+){0,3}$")


@of_figure
def basis_words(scene: Scene, figure: Figure) -> Span | None:
    """The words that make a figure the basis of another: "contre" in "3 M€, contre 2 M€"; else None."""
    for _ in range(_CONVERSIONS):
        before = scene.figure_before(figure)
        words = _own_basis(scene, figure, before)
        if words or before is None or figure.sign or not _converted(scene, before, figure):
            return words
        figure = before  # "contre 3 M$ (0,7 $ par action)": both are bases
    return None


def _own_basis(scene: Scene, figure: Figure, before: Figure | None) -> Span | None:
    """The basis words right before a figure, with no other figure between."""
    at = bisect_right(scene.bases, figure.span.start, key=lambda cue: cue.span.end)
    if not at:
        return None
    words = scene.bases[at - 1].span
    between = scene.source.slice(Span(words.end, figure.span.start))
    near = len(between) < _NEAR and _ADVERB.fullmatch(between)
    return words if near and (before is None or before.span.end <= words.start) else None


def _converted(scene: Scene, before: Figure, figure: Figure) -> bool:
    return _CONVERTED.fullmatch(scene.source.folded, before.span.end, figure.span.start) is not None


def compared_dates(scene: Scene) -> frozenset[Span]:
    """The dates of a sentence that are only compared with: "contre 3 M€ en 2019", "un an plus tôt"."""
    out = {
        dated.span
        for dated in scene.dates
        if _VERSUS.search(scene.before(dated.span))
        or cue_finder("comparing_dates").find(scene.source, dated.span)
    }
    for figure in scene.figures:
        if basis_words(scene, figure) is not None:
            after = [dated for dated in scene.dates if dated.span > figure.span]
            if after and scene.gap(figure.span, after[0].span).words <= _CLOSE:
                out.add(after[0].span)
    return frozenset(out)


_CONVERTED = re.compile(r"\s*\(\s*(?:environ |soit |près de |quelque )?")
_CLOSE = 3  # words between a basis and its date: "contre 3 M€ à la fin 2019"
_VERSUS = re.compile(
    r"(?:par rapport (?:à|au)|comparée?s? (?:à|au)|face à|(?:plus|moins|mieux) qu[e']|"
    r"relativement à)\s*(?:en |à |au )?(?:l'|la |le |les |celui de |celle de |ceux de )?$"
)


@of_figure
def moves_to_next(scene: Scene, figure: Figure) -> bool:
    """Whether a figure is where a move starts: "65" in "de 65 à 76 euros"."""
    following = scene.figure_after(figure)
    if following is None or following.kind != figure.kind or following.unit != figure.unit:
        return False
    return bool(
        _FROM.search(scene.before(figure.span)) and _TO.match(scene.gap(figure.span, following.span).text)
    )
