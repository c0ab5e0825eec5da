"""Whose figure it is: an actor of the sentence, the owner of the last figure, a company in mind, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimx.claims.definitions import History
from claimx.claims.features import dealing, is_target, lead, position, syntax
from claimx.claims.ranker import Candidate, Finding, choose
from claimx.claims.respective import respective_rank
from claimx.claims.scene import Actor, Scene, nearest, within
from claimx.companies.definitions import RATERS
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
    actors = nearest([actor for actor in scene.actors if actor.role != "dateline"], figure.span)
    beside = _nearest(figure, actors)
    out = [_by_actor(scene, figure, metric, actor, actors, beside=beside) for actor in actors]
    out.extend(_by_history(scene, figure, history, actors))
    out.extend(_by_rank(scene, figure, actors))
    out.extend(_by_topic(scene, metric, actors))
    out.extend(_by_text(scene, metric, actors))
    lenders = _lenders(scene, metric, actors)
    out = [candidate for candidate in out if lenders.isdisjoint(candidate.value)]
    out.append(Candidate((), (), _nobody(scene, figure, metric, actors)))
    return out


def _lenders(scene: Scene, metric: Metric, actors: Sequence[Actor]) -> frozenset[str]:
    """Who is asked for money, "auprès de Bpifrance et du fonds X": on the other side, whoever asks."""
    if metric not in {"financing", "debt"}:
        return frozenset()
    out: list[Actor] = []
    for actor in actors:
        follows = bool(out) and _AND.fullmatch(scene.gap(out[-1].span, actor.span).text) is not None
        if follows or lead(scene, actor.span) == "auprès":
            out.append(actor)
    return frozenset(name for actor in out for name in actor.names)


# Between lenders: "Bpifrance et du fonds Siparex", "A, de B et de C".
_AND = re.compile(
    r"\s*(?:,\s*(?:de |d'|du |des )|(?:et|ou) (?:de |d'|du |des )?)(?:l'|la |le |les )?(?:[a-zà-ÿ-]+ ){0,2}"
)


def _nearest(figure: Figure, actors: Sequence[Actor]) -> tuple[Actor | None, Actor | None]:
    """The actors nearest to a figure, on its left and on its right."""
    left = next((actor for actor in reversed(actors) if actor.span < figure.span), None)
    return left, next((actor for actor in actors if actor.span > figure.span), None)


def _by_actor(  # noqa: PLR0913  an actor, and what it is judged against
    scene: Scene,
    figure: Figure,
    metric: Metric,
    actor: Actor,
    actors: Sequence[Actor],
    *,
    beside: tuple[Actor | None, Actor | None],
) -> Candidate[Names]:
    side = "left" if actor.span < figure.span else "right"
    sided = metric if metric in TWO_SIDED else "one_sided"
    where = position(scene, figure, actor.span)
    led = lead(scene, actor.span)
    tied = syntax(scene, figure, actor.span)
    dealt = dealing(scene, actor.span)
    features = {
        f"actor.{_sort(actor)}": 1.0,
        f"actor.{_sort(actor)}.{side}": 1.0,
        f"role.{actor.role or 'none'}.{sided}": 1.0,
        f"{side}.{sided}": 1.0,
        **_telling(scene, metric, actor.names),
        **dealt,
        **{f"{name}.{sided}": 1.0 for name in dealt if name.count(".") > 1},
        "relative": float(led in _RELATIVES and where.get("left.figures", 0) > 0),
        "nearest.left": float(actor is beside[0]),
        "nearest.right": float(actor is beside[1]),
        "first": float(actor is actors[0]),
        "starts": float(actor.span.start - scene.span.start < 15),  # noqa: PLR2004  "Le groupe Renault …"
        "only": float(len(actors) == 1),
        "weight": actor.weight,
        "share": max((scene.shares.get(name, 0.0) for name in actor.names), default=0.0),
        f"lead.{led}": 1.0,
        f"lead.{led}.{side}": 1.0,
        f"lead.{led}.{side}.{sided}": 1.0,
        **_enumerated(scene, figure, actor),
        "possessed": float(_POSSESSED.match(scene.after(actor.span)) is not None and side == "left"),
        "rates": float(bool(actor.tags & RATERS) and is_target(scene, figure, metric)),
        **where,
        **tied,
        **{f"{name}.{sided}": 1.0 for name in tied if name.startswith("of_verb.")},
    }
    between = Span(*sorted((actor.span.end, figure.span.start))) if side == "left" else None
    if between:
        features["crossed"] = float(min(3, len(within(actors, between))))
    return Candidate(actor.names, (actor.span,), features)


_RELATIVES = frozenset({"dont", "que", "qu'"})
"""What leads a clause in that its own figure ends: "X, dont Y détient 5 %, a gagné 3 M€"."""
# "Renault, son premier client (28 % des ventes)": the figure is the owner's.
_POSSESSED = re.compile(r"\s?,\s(?:son|sa|ses|leurs?)\s")
# From a name to its own figure in a list: "X 6 %, Y 4 %", "X (6 %), Y (4 %)", "X : 3 M€".
_ITEM = re.compile(r"\s*(?:\(|:|,? à|avec|,? de)?\s*")


def _enumerated(scene: Scene, figure: Figure, actor: Actor) -> dict[str, float]:
    """Whether a name stands right before its own figure, as in a list of names and figures."""
    before = scene.figure_before(figure)
    own = actor.span < figure.span and (before is None or before.span < actor.span)
    if not own or not _ITEM.fullmatch(scene.gap(actor.span, figure.span).text):
        return {}
    return {"item": 1.0, "item.fresh": float(before is not None)}


def _telling(scene: Scene, metric: Metric, names: Names) -> dict[str, float]:
    """Whether a company mostly tells of others, and how much of the text is about it."""
    if not names or not set(names) <= scene.tellers.keys():
        return {}
    tells = max(scene.tellers[name] for name in names)
    return {
        "teller": 1.0,
        "teller.share_price": float(metric == "share_price"),
        "teller.alone": float(len(scene.shares) == 1),
        "teller.share": max(scene.shares.get(name, 0.0) for name in names),
        "teller.others": float(any(name not in scene.tellers for name in scene.shares)),
        "teller.tells": tells,
        "teller.acts": float(tells == 0),
        f"teller.tells.{metric}": tells,
    }


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
        told = last.subjects.evidence[:1]
        relative = any(scene.span.covers(span) and lead(scene, span) in _RELATIVES for span in told)
        features["before.relative"] = float(relative and gap.text.startswith(","))
        features["before.words"] = min(gap.words, 12) / 6
        features["before.breaks"] = gap.breaks
        features["before.new_name"] = float(any(a.named and between.covers(a.span) for a in actors))
        features["before.new_other"] = float(any(not a.names and between.covers(a.span) for a in actors))
    return [Candidate(last.subjects.value, last.subjects.evidence, features)]


def _by_rank(scene: Scene, figure: Figure, actors: Sequence[Actor]) -> list[Candidate[Names]]:
    """The company of the figure's place: "A et B gagnent respectivement 3 et 5 %"."""
    rank = respective_rank(scene, figure)
    if rank is None:
        return []
    told = [(name, actor.span) for actor in actors if actor.span.end <= rank.start for name in actor.names]
    if len(told) < rank.count or rank.count < 2:  # noqa: PLR2004  a series has two members
        return []
    name, span = told[len(told) - rank.count + rank.place]
    return [Candidate((name,), (span, rank.word), {"respective": 1.0})]


def _by_topic(scene: Scene, metric: Metric, actors: Sequence[Actor]) -> Iterator[Candidate[Names]]:
    """The companies in the reader's mind when the sentence starts, the most salient first."""
    for rank, name in enumerate(scene.topics[:3]):
        features = {
            f"topic.{rank}": 1.0,
            f"topic.{metric}": 1.0,
            "topic.only": float(len(scene.topics) == 1),
            "topic.share": scene.shares.get(name, 0.0),
            **_telling(scene, metric, (name,)),
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


def _by_text(scene: Scene, metric: Metric, actors: Sequence[Actor]) -> Iterator[Candidate[Names]]:
    """The company the whole text is mostly about, though it may be named only later."""
    name = scene.main
    if name is not None:
        features = {
            "main": 1.0,
            "main.share": scene.shares[name],
            "main.only": float(len(scene.shares) == 1),
            "main.unseen": float(name not in scene.topics),
            **_telling(scene, metric, (name,)),
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
