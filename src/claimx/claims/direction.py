"""Which way a figure moves: its sign, a word of movement, or the change told beside it."""

from __future__ import annotations

import re
from typing import cast

from claimx.claims.basis import basis_words, moves_to_next
from claimx.claims.cues import Cue
from claimx.claims.definitions import History
from claimx.claims.features import position, syntax
from claimx.claims.ranker import Candidate, Finding, choose
from claimx.claims.scene import Scene
from claimx.claims.wording import worded
from claimx.figures.definitions import Figure
from claimx.records import Direction, Metric
from claimx.source import Span

__all__ = ["decide_direction", "direction_candidates", "is_level"]

_SIGNS: dict[str, Direction] = {"+": "up", "-": "down"}
_SIGNED_LEVELS = frozenset({"profit", "operating_profit", "ebitda", "cash_flow", "cash", "other", "loss"})
_RIGHT_BEFORE = 6  # characters: " de ", " d'un"
_STRONG = 0.8
# From a move to the level it leads to: "bondi de 19 % sur un an à 4,9 milliards", ", pour s'établir à".
_TO_LEVEL = re.compile(r"(?:,? [\w'/-]+){0,8},? à (?:environ |près d[e'] ?|plus d[e'] ?|quelque )?")
# From a level to its change: "3 M€, soit près de 5 % de plus", "3 M€ (5 % de mieux)".
_CHANGED = re.compile(r"\s*[,(:–-]?\s*(?:soit |c'est |ou )?(?:près d[e'] ?|plus d[e'] ?|environ |quelque )?")
_ASIDE = re.compile(r"\s*,?\s*(?:\(|soit|ou|,)?\s*(?:un|une)?\s*")


def is_level(scene: Scene, figure: Figure, metric: Metric) -> bool:
    """Whether a minus makes a level negative ("-70 M€ de cash flow", a margin of "(6,5) %"), not a fall."""
    if figure.sign != "-":
        return False
    if figure.kind == "percent":
        return metric == "margin" and not _moved(scene, figure)
    return metric in _SIGNED_LEVELS and not _moved(scene, figure)


def _moved(scene: Scene, figure: Figure) -> bool:
    """Whether a word of movement or a bracket after another figure stands right before: "recul de -3 M€"."""
    close = any(0 <= figure.span.start - cue.span.end < _RIGHT_BEFORE for cue in scene.directions)
    before = scene.figure_before(figure)
    return close or (before is not None and bool(_ASIDE.fullmatch(scene.gap(before.span, figure.span).text)))


def decide_direction(
    scene: Scene, figure: Figure, metric: Metric, history: History
) -> Finding[Direction | None]:
    """The movement stated for a figure, with the words that state it; None where none is."""
    return choose(scene.weights["direction"], direction_candidates(scene, figure, metric, history))


def direction_candidates(
    scene: Scene, figure: Figure, metric: Metric, history: History
) -> list[Candidate[Direction | None]]:
    """A candidate for the sign, for each word of movement near, for the change beside, and for none."""
    out: list[Candidate[Direction | None]] = []
    level = is_level(scene, figure, metric)
    if figure.sign and not level:
        out.append(Candidate(_SIGNS[figure.sign], (figure.span,), {"sign": 1.0}))
    out.extend(_by_words(scene, figure))
    out.extend(_by_change(scene, figure))
    out.extend(_by_start(scene, figure))
    out.extend(_by_basis(scene, figure, metric))
    out.extend(_by_history(scene, figure, history))
    out.append(Candidate(None, (), _none(scene, figure, metric, level=level)))
    return worded(scene, figure, out)


def _none(scene: Scene, figure: Figure, metric: Metric, *, level: bool) -> dict[str, float]:
    return {
        "none": 1.0,
        f"none.{figure.kind}": 1.0,
        f"none.{metric}": 1.0,
        f"none.{metric}.{figure.kind}": 1.0,
        "none.basis": float(basis_words(scene, figure) is not None),
        "none.from": float(moves_to_next(scene, figure)),
        "none.level": float(level),
        "none.wordless": float(not scene.directions),
    }


def _by_words(scene: Scene, figure: Figure) -> list[Candidate[Direction | None]]:
    left = [cue for cue in scene.directions if cue.span < figure.span]
    right = [cue for cue in scene.directions if cue.span > figure.span]
    near = [*left[-2:], *right[:1]]
    return [
        Candidate(cast("Direction", cue.value), (cue.span,), _word(scene, figure, cue, left, right))
        for cue in near
        if not cue.span.overlaps(figure.span)
    ]


def _word(scene: Scene, figure: Figure, cue: Cue, left: list[Cue], right: list[Cue]) -> dict[str, float]:
    return {
        "word": 1.0,
        "weight": cue.weight,
        f"word.{figure.kind}": 1.0,
        "nearest.left": float(bool(left) and cue is left[-1]),
        "nearest.right": float(bool(right) and cue is right[0]),
        "behind": float(_behind(scene, figure, cue)),
        "basis": float(basis_words(scene, figure) is not None),
        "from": float(moves_to_next(scene, figure)),
        **position(scene, figure, cue.span),
        **syntax(scene, figure, cue.span),
    }


def _behind(scene: Scene, figure: Figure, cue: Cue) -> bool:
    """Whether a word of movement stands right behind a figure: "3 M€ de plus", "3 % de mieux"."""
    return cue.span > figure.span and not scene.gap(figure.span, cue.span).text.strip()


def _by_change(scene: Scene, figure: Figure) -> list[Candidate[Direction | None]]:
    """The change told right after a level: "3 M€ (+5 %)", "3 M€, en hausse de 5 %", "3 M€, soit -5 %"."""
    following = scene.figure_after(figure)
    if following is None:
        return []
    gap = scene.gap(figure.span, following.span)
    if following.sign and _ASIDE.fullmatch(gap.text):
        return [Candidate(_SIGNS[following.sign], (following.span,), {"change.sign": 1.0})]
    moved = next((cue for cue in scene.directions if _behind(scene, following, cue)), None)
    if moved is not None and _CHANGED.fullmatch(gap.text):
        features = {"change.behind": 1.0, "change.weight": moved.weight}
        return [Candidate(cast("Direction", moved.value), (moved.span,), features)]
    following = _next_outside(scene, figure) or following
    gap = scene.gap(figure.span, following.span)
    between = Span(figure.span.end, following.span.start)
    for cue in scene.directions:
        if between.covers(cue.span) and basis_words(scene, following) is None:
            features = {
                "change": 1.0,
                "change.words": min(gap.words, 10) / 5,
                "change.breaks": gap.breaks,
                "change.weight": cue.weight,
                "change.aside": float(gap.text.lstrip()[:1] in {",", "("}),
                "change.actor": float(any(a.named and between.covers(a.span) for a in scene.actors)),
                "change.metric": float(
                    any(between.covers(c.span) and c.weight > _STRONG for c in scene.metrics)
                ),
            }
            return [Candidate(cast("Direction", cue.value), (cue.span,), features)]
    return []


def _by_start(scene: Scene, figure: Figure) -> list[Candidate[Direction | None]]:
    """The way from where the move starts: "passé de 5 M€ en 2020 à 8 M€"."""
    before = scene.figure_before(figure)
    if before is None or not moves_to_next(scene, before):
        return []
    way = _way(before, figure)
    return [Candidate(way, (before.span,), {"start": 1.0, f"start.{way}": 1.0})] if way else []


def _by_basis(scene: Scene, figure: Figure, metric: Metric) -> list[Candidate[Direction | None]]:
    """The way from the basis told behind: "530 milliards, au lieu de 620"; "contre" often tells no move."""
    following = _next_outside(scene, figure)
    words = basis_words(scene, following) if following is not None else None
    if following is None or words is None or words < figure.span:
        return []
    way = _way(following, figure)
    features = {
        "versus": 1.0,
        f"versus.{scene.source.slice(words).lower()}": 1.0,
        f"versus.{figure.kind}": 1.0,
        f"versus.{metric}": 1.0,
        "versus.words": min(scene.gap(figure.span, following.span).words, 10) / 5,
        "versus.wordless": float(not scene.directions),
    }
    return [Candidate(way, (words,), features)] if way else []


def _next_outside(scene: Scene, figure: Figure) -> Figure | None:
    """The figure after one, past those in a bracket behind it: "3 M$ (1 $ par action), contre 2 M$"."""
    following = scene.figure_after(figure)
    if following is None or scene.gap(figure.span, following.span).text.strip(" ,") != "(":
        return following
    closed = scene.source.folded.find(")", following.span.end, scene.span.end)
    while following is not None and following.span.start < closed:
        following = scene.figure_after(following)
    return following


def _way(start: Figure, end: Figure) -> Direction | None:
    """Which way it is from one figure to another of its kind; None when they cannot be compared."""
    first, last = start.low or start.high, end.low or end.high
    if start.kind != end.kind or start.unit != end.unit or first is None or last is None:
        return None
    return "up" if last > first else "down" if last < first else "flat"


def _by_history(scene: Scene, figure: Figure, history: History) -> list[Candidate[Direction | None]]:
    """A figure that goes on from the one before it: "+5 % (4 % à changes constants)", "5 %, à 3 M€"."""
    if not history or history[-1].scene.span != scene.span:
        return []
    last = history[-1]
    gap = scene.gap(last.figure.span, figure.span)
    text = gap.text.strip().lower()
    joins = (
        text
        if text in {"à", ", à", "(", "et", "et de", ", soit", "dont", ", dont", "ou", "et à", "/"}
        else "none"
    )
    features = {
        "before": 1.0,
        f"before.joins.{joins}": 1.0,
        f"before.{last.figure.kind}.{figure.kind}": 1.0,
        "before.words": min(gap.words, 12) / 6,
        "before.breaks": gap.breaks,
        "before.to": float(_TO_LEVEL.fullmatch(gap.text) is not None),
        "before.basis": float(basis_words(scene, figure) is not None),
        "before.from": float(moves_to_next(scene, figure)),
        "before.none": float(last.direction.value is None),
    }
    return [Candidate(last.direction.value, last.direction.evidence, features)]
