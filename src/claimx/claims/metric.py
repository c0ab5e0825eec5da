"""Which metric a figure measures: the metric words of its sentence, the share move it tells, or what came before."""

from __future__ import annotations

import re
from typing import cast

from claimx.claims.definitions import History
from claimx.claims.features import position, syntax
from claimx.claims.ranker import Candidate, Finding, choose
from claimx.claims.scene import Scene
from claimx.figures.definitions import Figure
from claimx.records import Metric
from claimx.source import Span

__all__ = ["decide_metric", "metric_candidates"]


def decide_metric(scene: Scene, figure: Figure, history: History) -> Finding[Metric]:
    """The likeliest metric of a figure, with the words that name it (none when it is inherited)."""
    return choose(scene.weights["metric"], metric_candidates(scene, figure, history))


def metric_candidates(scene: Scene, figure: Figure, history: History) -> list[Candidate[Metric]]:
    """A candidate for each metric word of the sentence, for a share move, for what came before, and ``other``."""
    out = [*_by_words(scene, figure), *_by_move(scene, figure), *_by_history(scene, figure, history)]
    out.append(Candidate("other", (), {"default": 1.0, f"default.{figure.kind}": 1.0}))
    return out


def _by_words(scene: Scene, figure: Figure) -> list[Candidate[Metric]]:
    cues = [cue for cue in scene.metrics if not cue.span.overlaps(figure.span)]
    left = [cue for cue in cues if cue.span < figure.span]
    right = [cue for cue in cues if cue.span > figure.span]
    out = []
    for cue in cues:
        features = {
            "word": 1.0,
            "weight": cue.weight,
            f"prior.{cue.value}": 1.0,
            f"prior.{cue.value}.{figure.kind}": 1.0,
            **position(scene, figure, cue.span),
            **syntax(scene, figure, cue.span),
        }
        if left and cue is left[-1]:
            features["nearest.left"] = 1.0
            features["nearest.left.weight"] = cue.weight
        if right and cue is right[0]:
            features["nearest.right"] = 1.0
        stronger = any(c.weight >= cue.weight for c in left[left.index(cue) + 1 :]) if cue in left else False
        features["outdone"] = float(stronger)
        out.append(Candidate(cast("Metric", cue.value), (cue.span,), features))
    return out


# "X (+3 %", "X : +3 %", "X, qui gagne 3 %", "X a terminé en hausse de 3 %"
_MOVE = re.compile(r"\s*[(:,]?\s*(?:[\w'-]+\s+){0,7}[\w'-]*\s*")
_PRICE = re.compile(r",?\s*(?:[\w']+\s+){0,2}à\s*")


def _by_move(scene: Scene, figure: Figure) -> list[Candidate[Metric]]:
    """Shares move when a company moves: "X (+3 % à 42 €)", "X gagne 3 %", "X cède 3 %, à 42 euros"."""
    at = figure
    steps = 0
    before = scene.figure_before(at)
    if before is not None and at.kind == "money" and before.kind == "percent":
        if not _PRICE.fullmatch(scene.gap(before.span, at.span).text):
            return []
        at, steps = before, 1
    elif at.kind == "money" and not _marked(scene, at):
        return []
    owner = [actor for actor in scene.actors if actor.names and actor.span < at.span and not actor.role]
    if not owner:
        return []
    between = scene.gap(owner[-1].span, at.span)
    words = Span(owner[-1].span.end, at.span.start)
    moves = [cue for cue in scene.directions if words.covers(cue.span)]
    nouns = [cue for cue in scene.metrics if words.covers(cue.span)]
    if between.figures or nouns or not (moves or at.sign) or not _MOVE.fullmatch(between.text):
        return []
    features = {
        "move": 1.0,
        "move.price": float(steps),
        "move.signed": float(bool(at.sign)),
        "move.bracket": float("(" in between.text),
        "move.named": float(owner[-1].named),
        "move.market": float(scene.market),
    }
    return [Candidate("share_price", (moves[0].span if moves else at.span,), features)]


def _marked(scene: Scene, figure: Figure) -> bool:
    return bool(figure.sign) and "(" in scene.before(figure.span, 3)


def _by_history(scene: Scene, figure: Figure, history: History) -> list[Candidate[Metric]]:
    if not history:
        return []
    last = history[-1]
    same = last.scene.span == scene.span
    features = {
        "before": 1.0,
        "before.sentence": float(same),
        f"before.{last.figure.kind}.{figure.kind}": 1.0,
        f"before.prior.{last.metric.value}": 1.0,
        "before.wordless": float(not scene.metrics),
    }
    if same:
        gap = scene.gap(last.figure.span, figure.span)
        between = Span(last.figure.span.end, figure.span.start)
        features["before.words"] = min(gap.words, 12) / 6
        features["before.breaks"] = gap.breaks
        features["before.bracket"] = float(gap.text.strip() in {"(", "/", "à", "et"})
        features["before.new_word"] = max((c.weight for c in scene.metrics if between.covers(c.span)), default=0.0)
        features["before.new_actor"] = float(any(a.named and between.covers(a.span) for a in scene.actors))
    return [Candidate(last.metric.value, last.metric.evidence if same else (), features)]
