"""The scenes of a text: each sentence that carries a figure, with what was found in and before it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimx.claims.actors import find_actors, tags
from claimx.claims.basis import compared_dates
from claimx.claims.cues import Cue, cue_finder
from claimx.claims.ranker import Weights
from claimx.claims.scene import Material, Scene, within
from claimx.claims.wording import words_near
from claimx.companies.definitions import TELLERS
from claimx.reading import Entity
from claimx.source import Span

__all__ = ["find_scenes"]

_CUES = ("directions", "certainty", "breaks", "basis", "relations", "announcements")
_EARLIER = 30  # dates before a sentence that may still govern it
_TOLD = 12  # metric words before a sentence that may still name what it measures


@dataclass(frozen=True)
class _Text:
    """What the scenes of a text share."""

    material: Material
    metrics: tuple[Cue, ...]
    shares: Mapping[str, float]
    tellers: Mapping[str, float]
    persons: Sequence[Entity]
    weights: Weights


def find_scenes(material: Material, weights: Weights) -> list[Scene]:
    """The sentences that carry a figure, each with what was found in it."""
    if not material.figures:
        return []
    source = material.reading.source
    metrics = cue_finder("metrics").find(source, Span(0, len(source.folded)))
    persons = sorted(
        (entity for entity in material.reading.entities if entity.label == "PER"),
        key=lambda entity: entity.span,
    )
    text = _Text(material, metrics, _shares(metrics), _tellers(material), persons, weights)
    spans = dict.fromkeys(source.sentence(figure.span) for figure in material.figures)
    scenes = [_scene(text, span) for span in spans]
    compared = frozenset(date for scene in scenes for date in compared_dates(scene))
    return [replace(scene, compared=compared) for scene in scenes]


def _shares(cues: Sequence[Cue]) -> Mapping[str, float]:
    """Metric → its share of the weight of the metric words, the largest first."""
    sums: dict[str, float] = defaultdict(float)
    for cue in cues:
        sums[cue.value] += cue.weight
    total = sum(sums.values())
    return {value: sums[value] / total for value in sorted(sums, key=lambda value: -sums[value])}


def _tellers(material: Material) -> Mapping[str, float]:
    """The companies whose trade is to tell about others → the share of their mentions in which they tell.

    A newspaper that a text is about acts in it as other companies do.
    """
    companies, references, source = material.companies, material.references, material.reading.source
    names = {name for name in companies.names if tags(name, companies, references) & TELLERS}
    mentions = [mention for mention in companies.mentions if mention.name in names]
    told: dict[str, list[bool]] = {name: [] for name in names}
    for sentence in dict.fromkeys(source.sentence(mention.span) for mention in mentions):
        for actor in find_actors(material, sentence):
            for name in names.intersection(actor.names):
                told[name].append(actor.role in {"source", "dateline"})
    return {name: sum(found) / max(len(found), 1) for name, found in sorted(told.items())}


def _scene(text: _Text, span: Span) -> Scene:
    material = text.material
    source, dates, references = material.reading.source, material.dates, material.references
    cues = {name: cue_finder(name).find(source, span) for name in _CUES}
    figures = within(material.figures, span)
    first = bisect_left(dates, span.start, key=lambda dated: dated.span.start)
    word = bisect_left(text.metrics, span.start, key=lambda cue: cue.span.start)
    return Scene(
        source=source,
        reading=material.reading,
        span=span,
        figures=figures,
        words=words_near(material.reading, figures),
        metrics=within(text.metrics, span),
        directions=cues["directions"],
        certainties=cues["certainty"],
        breaks=cues["breaks"],
        bases=cues["basis"],
        relations=cues["relations"],
        announcements=cues["announcements"],
        actors=find_actors(material, span),
        dates=within(dates, span),
        earlier=dates[max(0, first - _EARLIER) : first],
        topics=references.topics.get(source.sentence_index(span), ()),
        shares=references.shares,
        tellers=text.tellers,
        told=text.metrics[max(0, word - _TOLD) : word],
        metric_shares=text.shares,
        weights=text.weights,
        persons=bool(within(text.persons, span)),
        market="index" in text.shares,
    )
