"""Which metric a figure measures: the metric words near it, the share move it tells, or what came before."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import cast

from claimx.claims.counts import count_candidates
from claimx.claims.cues import Cue
from claimx.claims.definitions import History
from claimx.claims.features import position, syntax
from claimx.claims.ranker import Candidate, Finding, choose
from claimx.claims.scene import Scene
from claimx.claims.wording import worded
from claimx.figures.definitions import Figure
from claimx.records import Metric
from claimx.source import Span

__all__ = ["decide_metric", "metric_candidates"]


def decide_metric(scene: Scene, figure: Figure, history: History) -> Finding[Metric]:
    """The likeliest metric of a figure, with the words that name it (none when it is inherited)."""
    return choose(scene.weights["metric"], metric_candidates(scene, figure, history))


def metric_candidates(scene: Scene, figure: Figure, history: History) -> list[Candidate[Metric]]:
    """A candidate for each metric word of the sentence, a share move, what came before, and ``other``."""
    out = [
        *_by_words(scene, figure),
        *_by_share_of_sales(scene, figure),
        *count_candidates(scene, figure),
        *_by_move(scene, figure),
        *_by_history(scene, figure, history),
        *_by_told(scene, figure, history),
        *_by_text(scene, figure),
    ]
    out.append(Candidate("other", (), {"default": 1.0, f"default.{figure.kind}": 1.0}))
    if figure.per and figure.per not in _PER:
        out.append(Candidate("price", (), {"per_good": 1.0}))  # "33 euros par mégawattheure"
    traits = list(_traits(scene, figure))
    for candidate in out:
        candidate.features.update(_in_view(scene, candidate.value))
        candidate.features.update(dict.fromkeys((f"{trait}.{candidate.value}" for trait in traits), 1.0))
    return worded(scene, figure, out)


def _meanings(cues: Sequence[Cue]) -> Iterator[tuple[Cue, str]]:
    """Each cue with each metric it may mean."""
    for cue in cues:
        for meant in cue.values:
            yield cue, meant


def _in_view(scene: Scene, metric: Metric) -> dict[str, float]:
    """How much the whole text is about a metric."""
    share = scene.metric_shares.get(metric, 0.0)
    return {"text": share, f"text.{metric}": share, "text.none": float(share == 0)}


_BEHIND = re.compile(r"[(:\"]$|[\w']+(?=\s?$)")
_AHEAD = re.compile(r"\s?(?P<word>[(),.:;\"]|[\w']+)")
_SIZES = 8  # figures before the comma; larger amounts are all alike


def _traits(scene: Scene, figure: Figure) -> Iterator[str]:
    """What speaks for some metrics whatever the words: the size, the words beside, who is spoken of."""
    bound = figure.low if figure.low is not None else figure.high
    size = max(-1, min(_SIZES, bound.adjusted())) if bound else -1
    yield f"size.{figure.kind}.{size}"
    before, after = _BEHIND.search(scene.before(figure.span)), _AHEAD.match(scene.after(figure.span))
    if before is not None:
        yield f"behind.{before[0].lower()}"
    if after is not None:
        yield f"ahead.{after['word'].lower()}"
    if figure.kind == "percent" and _moves(scene, figure):
        yield "moves"
    if scene.persons:
        yield "persons"
    if scene.actors:
        nobody = [actor for actor in scene.actors if not actor.names]
        if nobody:
            yield "others"
        yield "others.alone" if len(nobody) == len(scene.actors) else "company"


def _moves(scene: Scene, figure: Figure) -> bool:
    """Whether a figure has a sign, or a word of movement stands right before it: "la hausse est de 3 %"."""
    left = [cue for cue in scene.directions if cue.span < figure.span]
    return bool(figure.sign) or (bool(left) and scene.gap(left[-1].span, figure.span).words <= _NEAR)


_NEAR = 4  # words between a word of movement and its figure
_LAST = 3  # metrics told before a sentence that come into question


def _by_told(scene: Scene, figure: Figure, history: History) -> list[Candidate[Metric]]:
    """The metric words of the sentences before, the last first: what the text has been about."""
    out = []
    seen: set[str] = set()
    here = scene.source.sentence_index(scene.span)
    strong = max((cue.weight for cue in scene.metrics), default=0.0)
    for cue in reversed(scene.told):
        value = _of_kind(cue.value, figure)
        back = here - scene.source.sentence_index(cue.span)
        if value in seen or len(seen) >= _LAST:
            continue
        features = {
            "told": 1.0,
            f"told.{len(seen)}": 1.0,
            f"told.back.{min(back, 4)}": 1.0,
            "told.weight": cue.weight,
            "told.wordless": float(not scene.metrics),
            "told.strong": strong,
            f"told.{value}.{figure.kind}": 1.0,
            "told.fresh": float(not history or history[-1].figure.span.start < cue.span.start),
        }
        seen.add(value)
        out.append(Candidate(value, (cue.span,), features))
    return out


def _by_text(scene: Scene, figure: Figure) -> list[Candidate[Metric]]:
    """What the whole text is mostly about, though its words may come only later."""
    out = []
    for rank, (name, share) in enumerate(islice(scene.metric_shares.items(), _MAIN)):
        value = _of_kind(name, figure)
        features = {
            "whole": 1.0,
            f"whole.{rank}": 1.0,
            "whole.share": share,
            "whole.wordless": float(not scene.metrics),
            f"whole.{value}.{figure.kind}": 1.0,
        }
        out.append(Candidate(value, (), features))
    return out


_MAIN = 2  # metrics that a whole text is about


def _by_words(scene: Scene, figure: Figure) -> list[Candidate[Metric]]:
    cues = [
        cue for cue in scene.metrics if not cue.span.overlaps(figure.span) and cue.kind in {"", figure.kind}
    ]
    left = [cue for cue in cues if cue.span < figure.span]
    right = [cue for cue in cues if cue.span > figure.span]
    out = []
    for cue, meant in _meanings(cues):
        value = _of_kind(meant, figure)
        features = {
            "word": 1.0,
            "word.second": float(meant != cue.value),
            f"word.second.{meant}": float(meant != cue.value),
            f"word.first.{meant}": float(meant == cue.value and len(cue.values) > 1),
            "weight": cue.weight,
            f"prior.{value}": 1.0,
            f"prior.{value}.{figure.kind}": 1.0,
            f"prior.{value}.{'left' if cue.span < figure.span else 'right'}": 1.0,
            **position(scene, figure, cue.span),
            **syntax(scene, figure, cue.span),
        }
        if left and cue is left[-1]:
            features["nearest.left"] = 1.0
            features["nearest.left.weight"] = cue.weight
        if right and cue is right[0]:
            features["nearest.right"] = 1.0
        nearer = left[bisect_right(left, cue.span.start, key=_start) :] if cue.span < figure.span else []
        features["outdone"] = float(any(other.weight >= cue.weight for other in nearer))
        if figure.per:
            features[f"per.{_PER.get(figure.per, 'good')}.{value}"] = 1.0
        crossed = _actor_between(scene, figure, cue)
        features["crossed"] = float(crossed)
        features[f"crossed.{value}"] = float(crossed)
        out.append(Candidate(value, (cue.span,), features))
    return out


_PER = {
    "action": "action",
    "titre": "action",
    "an": "time",
    "mois": "time",
    "jour": "time",
    "personne": "head",
}
_PROFITS = frozenset({"profit", "operating_profit", "ebitda", "cash_flow"})


def _start(cue: Cue) -> int:
    return cue.span.start


def _of_kind(metric: str, figure: Figure) -> Metric:
    """What a word means for money, for a percentage: "a racheté 60 %" a stake, "marge de 3 M€" a profit."""
    if metric == "acquisition" and figure.kind == "percent" and not figure.sign:
        return "stake"
    if metric == "margin" and figure.kind == "money":
        return "operating_profit"
    return cast("Metric", metric)


def _by_share_of_sales(scene: Scene, figure: Figure) -> list[Candidate[Metric]]:
    """A result as a share of sales is a margin: "résultat opérationnel de 11 %"."""
    left = [cue for cue in scene.metrics if cue.span < figure.span]
    if figure.kind != "percent" or figure.sign or not left or left[-1].value not in _PROFITS:
        return []
    following = [cue for cue in scene.metrics if cue.span > figure.span and cue.value == "revenue"]
    words = scene.gap(figure.span, following[0].span).words if following else 9
    between = Span(left[-1].span.end, figure.span.start)
    features = {
        "share": 1.0,
        "share.of_sales": float(words <= 1),
        "share.moves": float(any(between.covers(cue.span) for cue in scene.directions)),
        "share.words": min(scene.gap(left[-1].span, figure.span).words, 12) / 6,
    }
    return [Candidate("margin", (left[-1].span,), features)]


def _actor_between(scene: Scene, figure: Figure, cue: Cue) -> bool:
    first, last = sorted((cue.span, figure.span))
    between = Span(first.end, max(first.end, last.start))
    return any(actor.named and between.covers(actor.span) for actor in scene.actors)


# From a company to its move: "X (+3 %", "X : +3 %", "X a terminé en hausse de 3 %".
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
    owner = [
        actor for actor in scene.actors if actor.names and actor.span < at.span and actor.role != "dateline"
    ]
    if not owner:
        return []
    between = scene.gap(owner[-1].span, at.span)
    words = Span(owner[-1].span.end, at.span.start)
    moves = [cue for cue in scene.directions if words.covers(cue.span)]
    nouns = [cue for cue in scene.metrics if words.covers(cue.span) and cue.kind in {"", figure.kind}]
    following = scene.figure_after(at)
    priced = (
        following is not None
        and following.kind == "money"
        and bool(_PRICE.fullmatch(scene.gap(at.span, following.span).text))
    )
    if between.figures or not (moves or at.sign or priced):
        return []
    close = _MOVE.fullmatch(between.text) is not None and not nouns
    features = {
        "move": float(close),
        "move.far": float(not close),
        "move.far.priced": float(priced and not close),
        "move.far.index": float(scene.market and not close),
        "move.nouns": float(min(len(nouns), 3)),
        "move.words": math.log1p(between.words),
        "move.price": float(steps),
        "move.priced": float(priced),
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
        "before.sure": last.metric.sure,
        "before.evident": float(bool(last.metric.evidence)),
    }
    if same:
        gap = scene.gap(last.figure.span, figure.span)
        between = Span(last.figure.span.end, figure.span.start)
        features["before.words"] = min(gap.words, 12) / 6
        features["before.breaks"] = gap.breaks
        features["before.bracket"] = float(gap.text.strip() in {"(", "/", "à", "et"})
        features["before.new_word"] = max(
            (c.weight for c in scene.metrics if between.covers(c.span)), default=0.0
        )
        features["before.new_actor"] = float(any(a.named and between.covers(a.span) for a in scene.actors))
    return [Candidate(last.metric.value, last.metric.evidence if same else (), features)]
