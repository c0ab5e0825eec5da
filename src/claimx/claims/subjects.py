"""Whose figure it is: an actor of the sentence, the owner of the last figure, a company in mind, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimx.claims.definitions import History
from claimx.claims.features import lead, position, syntax
from claimx.claims.ranker import Candidate, Finding, choose
from claimx.claims.scene import Actor, Scene
from claimx.companies.definitions import TELLERS
from claimx.figures.definitions import Figure
from claimx.records import Metric
from claimx.source import Span

__all__ = ["TWO_SIDED", "decide_subjects", "subject_candidates"]

TWO_SIDED = frozenset(
    {"acquisition", "stake", "orders", "financing", "investment", "cost", "penalty", "debt"}
)
"""Metrics that have another side: a target, a client, a lender."""

Names = tuple[str, ...]


def decide_subjects(scene: Scene, figure: Figure, metric: Metric, history: History) -> Finding[Names]:
    """The companies whose figure it is, with the words that name or mean them; empty for no company."""
    return choose(scene.weights["subjects"], subject_candidates(scene, figure, metric, history))


def subject_candidates(
    scene: Scene, figure: Figure, metric: Metric, history: History
) -> list[Candidate[Names]]:
    """A candidate for each actor, for the owner of the figure before, for the companies in mind, and none."""
    actors = [actor for actor in scene.actors if actor.role != "dateline"]
    out = [_by_actor(scene, figure, metric, actor, actors) for actor in actors]
    out.extend(_by_history(scene, figure, history, actors))
    out.extend(_by_topic(scene, metric, actors))
    out.extend(_by_text(scene, actors))
    out.append(Candidate((), (), _nobody(scene, figure, metric, actors)))
    return out


def _by_actor(
    scene: Scene, figure: Figure, metric: Metric, actor: Actor, actors: Sequence[Actor]
) -> Candidate[Names]:
    left = [other for other in actors if other.span < figure.span]
    right = [other for other in actors if other.span > figure.span]
    side = "left" if actor.span < figure.span else "right"
    sided = metric if metric in TWO_SIDED else "one_sided"
    where = position(scene, figure, actor.span)
    led = lead(scene, actor.span)
    features = {
        f"actor.{_sort(actor)}": 1.0,
        f"actor.{_sort(actor)}.{side}": 1.0,
        f"role.{actor.role or 'none'}.{sided}": 1.0,
        f"{side}.{sided}": 1.0,
        "teller": float(bool(actor.tags & TELLERS)),
        "nearest.left": float(bool(left) and actor is left[-1]),
        "nearest.right": float(bool(right) and actor is right[0]),
        "first": float(actor is actors[0]),
        "starts": float(actor.span.start - scene.span.start < 15),  # noqa: PLR2004  "Le groupe Renault …"
        "only": float(len(actors) == 1),
        "weight": actor.weight,
        "share": max((scene.shares.get(name, 0.0) for name in actor.names), default=0.0),
        f"lead.{led}": 1.0,
        f"lead.{led}.{side}": 1.0,
        f"lead.{led}.{side}.{sided}": 1.0,
        **where,
        **syntax(scene, figure, actor.span),
    }
    between = Span(*sorted((actor.span.end, figure.span.start))) if side == "left" else None
    if between:
        features["crossed"] = float(min(3, sum(between.covers(other.span) for other in actors)))
    return Candidate(actor.names, (actor.span,), features)


def _sort(actor: Actor) -> str:
    if not actor.names:
        return "other"
    return "named" if actor.named else "reference"


def _by_history(
    scene: Scene, figure: Figure, history: History, actors: Sequence[Actor]
) -> list[Candidate[Names]]:
    if not history:
        return []
    last = history[-1]
    same = last.scene.span == scene.span
    features = {
        "before": 1.0,
        "before.sentence": float(same),
        "before.nobody": float(not last.subjects.value),
        "before.actorless": float(not actors),
        "before.nameless": float(not any(actor.named for actor in actors)),
    }
    if same:
        between = Span(last.figure.span.end, figure.span.start)
        gap = scene.gap(last.figure.span, figure.span)
        features["before.words"] = min(gap.words, 12) / 6
        features["before.breaks"] = gap.breaks
        features["before.new_name"] = float(any(a.named and between.covers(a.span) for a in actors))
        features["before.new_other"] = float(any(not a.names and between.covers(a.span) for a in actors))
    return [Candidate(last.subjects.value, last.subjects.evidence, features)]


def _by_topic(scene: Scene, metric: Metric, actors: Sequence[Actor]) -> Iterator[Candidate[Names]]:
    """The companies in the reader's mind when the sentence starts, the most salient first."""
    for rank, name in enumerate(scene.topics[:3]):
        features = {
            f"topic.{rank}": 1.0,
            f"topic.{metric}": 1.0,
            "topic.only": float(len(scene.topics) == 1),
            "topic.share": scene.shares.get(name, 0.0),
            **_company("topic", actors),
        }
        yield Candidate((name,), (), features)


def _company(prefix: str, actors: Sequence[Actor]) -> dict[str, float]:
    """What rivals a company from outside the sentence has inside it."""
    return {
        f"{prefix}.actorless": float(not actors),
        f"{prefix}.nameless": float(not any(actor.named for actor in actors)),
        f"{prefix}.other": float(any(not actor.names for actor in actors)),
    }


def _by_text(scene: Scene, actors: Sequence[Actor]) -> Iterator[Candidate[Names]]:
    """The company the whole text is mostly about, though it may be named only later."""
    if scene.shares:
        name = max(scene.shares, key=lambda key: scene.shares[key])
        features = {
            "main": 1.0,
            "main.share": scene.shares[name],
            "main.only": float(len(scene.shares) == 1),
            "main.unseen": float(name not in scene.topics),
            **_company("main", actors),
        }
        yield Candidate((name,), (), features)


def _nobody(scene: Scene, figure: Figure, metric: Metric, actors: Sequence[Actor]) -> dict[str, float]:
    return {
        "nobody": 1.0,
        f"nobody.{metric}": 1.0,
        f"nobody.{figure.kind}": 1.0,
        "nobody.topics": float(bool(scene.topics)),
        "nobody.named": float(any(actor.named for actor in actors)),
        "nobody.reference": float(any(actor.names and not actor.named for actor in actors)),
        "nobody.other": max((actor.weight for actor in actors if not actor.names), default=0.0),
    }
