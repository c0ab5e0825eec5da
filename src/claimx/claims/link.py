"""From figures to claims: candidates, one small decision a field, a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimx.claims.actors import find_actors
from claimx.claims.certainty import decide_certainty
from claimx.claims.checks import find_checks
from claimx.claims.confidence import confidence
from claimx.claims.definitions import Decided, History, Timing
from claimx.claims.direction import decide_direction, is_level
from claimx.claims.metric import decide_metric
from claimx.claims.otherside import decide_counterparties, decide_sources
from claimx.claims.ranker import Weights, shipped_weights
from claimx.claims.scene import Material, Scene
from claimx.claims.scenes import find_scenes
from claimx.claims.subjects import decide_subjects
from claimx.claims.when import decide_when
from claimx.companies.definitions import Companies
from claimx.companies.references import find_references
from claimx.dates.definitions import ResolvedDate
from claimx.figures.definitions import Figure
from claimx.reading import Reading
from claimx.records import Check, Claim, DateMention, Evidence, Mention, Money, Percentage, When
from claimx.source import Source, Span

__all__ = ["Linked", "decide", "link"]


@dataclass(frozen=True, slots=True)
class Linked:
    """What the claim stage gives of a text."""

    claims: tuple[Claim, ...]
    dates: tuple[DateMention, ...]
    checks: tuple[Check, ...]


def link(
    reading: Reading,
    figures: Sequence[Figure],
    dates: Sequence[ResolvedDate],
    companies: Companies,
    weights: Weights | None = None,
) -> Linked:
    """Tie each figure, and each date, to its companies, metric, movement, certainty, period and source.

    ``weights`` takes the place of the shipped ones (for training and cross-validation).
    """
    references = find_references(reading, companies)
    material = Material(reading, tuple(figures), tuple(dates), companies, references)
    history = decide(material, weights or shipped_weights())
    claims = tuple(_claim(reading.source, decided) for decided in history)
    told = {timing.span: one.subjects.value for one in reversed(history) for timing in one.when.value}
    mentions = tuple(_date_mention(dated, material, told) for dated in dates)
    return Linked(claims, mentions, find_checks(history))


def decide(material: Material, weights: Weights) -> History:
    """Decide every field of every figure, left to right: each decision sees those before it."""
    history: History = []
    for scene in find_scenes(material, weights):
        for figure in scene.figures:
            history.append(_decide(scene, figure, history))
    return history


def _decide(scene: Scene, figure: Figure, history: History) -> Decided:
    metric = decide_metric(scene, figure, history)
    certainty = decide_certainty(scene, figure, metric.value, history)
    subjects = decide_subjects(scene, figure, metric.value, history)
    return Decided(
        figure=figure,
        scene=scene,
        metric=metric,
        direction=decide_direction(scene, figure, metric.value, history),
        certainty=certainty,
        subjects=subjects,
        counterparties=decide_counterparties(scene, figure, metric.value, subjects.value, history),
        sources=decide_sources(scene, figure, metric.value, subjects.value, history),
        when=decide_when(scene, figure, metric.value, certainty.value, history),
    )


def _claim(source: Source, decided: Decided) -> Claim:
    place = source.mention(decided.figure.span)
    return Claim(
        start=place.start,
        end=place.end,
        text=place.text,
        figure=_amount(decided),
        metric=decided.metric.value,
        direction=decided.direction.value,
        certainty=decided.certainty.value,
        subjects=decided.subjects.value,
        counterparties=decided.counterparties.value,
        sources=decided.sources.value,
        when=tuple(_when(timing) for timing in decided.when.value),
        evidence=_evidence(source, decided),
        confidence=confidence(decided),
    )


def _amount(decided: Decided) -> Money | Percentage:
    figure = decided.figure
    negative = is_level(decided.scene, figure, decided.metric.value)
    low, high = (_negated(figure.high), _negated(figure.low)) if negative else (figure.low, figure.high)
    if figure.kind == "money":
        return Money(low=low, high=high, currency=figure.unit, per=figure.per, comparator=figure.comparator)
    return Percentage.model_validate(
        {"low": low, "high": high, "unit": figure.unit, "comparator": figure.comparator}
    )


def _negated(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.copy_negate()


def _when(timing: Timing) -> When:
    return When(relation=timing.relation, **timing.period.model_dump())


def _evidence(source: Source, decided: Decided) -> Evidence:
    def words(spans: Sequence[Span]) -> tuple[Mention, ...]:
        return tuple(source.mention(span) for span in sorted(set(spans)))

    return Evidence(
        metric=words(decided.metric.evidence),
        direction=words(decided.direction.evidence),
        certainty=words(decided.certainty.evidence),
        subjects=words(decided.subjects.evidence),
        counterparties=words(decided.counterparties.evidence),
        sources=words(decided.sources.evidence),
        comparator=words((decided.figure.bound,) if decided.figure.bound else ()),
        when=words(decided.when.evidence),
    )


def _date_mention(
    dated: ResolvedDate, material: Material, told: Mapping[Span, tuple[str, ...]]
) -> DateMention:
    place = material.reading.source.mention(dated.span)
    return DateMention(
        start=place.start,
        end=place.end,
        text=place.text,
        period=dated.period,
        companies=_concerned(dated, material, told),
    )


def _concerned(
    dated: ResolvedDate, material: Material, told: Mapping[Span, tuple[str, ...]]
) -> tuple[str, ...]:
    """The companies a dated event concerns: those of the figure it dates, that act by it, or in mind."""
    if dated.span in told:
        return told[dated.span]
    source = material.reading.source
    actors = [
        actor
        for actor in find_actors(material, source.sentence(dated.span))
        if actor.names and actor.role not in {"source", "dateline"}
    ]
    if actors:
        before = [actor for actor in actors if actor.span < dated.span]
        return (before[-1] if before else actors[0]).names
    return material.references.topics.get(source.sentence_index(dated.span), ())[:1]
