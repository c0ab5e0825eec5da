"""Which periods a figure is about, and how: the dates of its sentence, or the period the report was in."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import cast

from claimx.claims.basis import basis_words
from claimx.claims.definitions import History, Timing
from claimx.claims.features import position, syntax
from claimx.claims.ranker import Candidate, Finding, accept
from claimx.claims.scene import Scene
from claimx.dates.calendar import Interval, shift
from claimx.dates.definitions import ResolvedDate
from claimx.figures.definitions import Figure
from claimx.records import Certainty, Metric, Period, Relation
from claimx.source import Span

__all__ = ["decide_when", "when_candidates"]

_ARTICLE = re.compile(
    r"\s*(?:(?:l'|la|le|les|ses|son|sa|ces|cette|ce|du|au|celui de|celle de|ceux de|celles de)\s*)?"
)
_LIKELY = 0.3  # a period is told rather than left out: most that are not told are inherited
_RECENT = 40  # figures back that a period still matters for


def decide_when(
    scene: Scene, figure: Figure, metric: Metric, certainty: Certainty, history: History
) -> Finding[tuple[Timing, ...]]:
    """The periods of a figure with their relations; empty when the text gives none."""
    likely = [
        (accept(scene.weights["when"], candidate), candidate)
        for candidate in when_candidates(scene, figure, metric, certainty, history)
    ]
    kept = _consistent(scene, figure, likely)
    timings = tuple({_key(c.value): c.value for c in kept}.values())
    sure = min((max(p, 1 - p) for p, _ in likely), default=1.0)
    return Finding(timings, tuple(timing.span for timing in timings), sure)


Likely = tuple[float, Candidate[Timing]]


def _consistent(scene: Scene, figure: Figure, likely: Sequence[Likely]) -> list[Candidate[Timing]]:
    """The likely periods that may stand together: a basis has its own alone, another figure one it is in."""
    kept = sorted((pair for pair in likely if pair[0] >= _LIKELY), key=lambda pair: -pair[0])
    if basis_words(scene, figure) is not None:
        return [candidate for _, candidate in kept if candidate.value.relation == "versus"][:1]
    own = any(candidate.evidence for _, candidate in kept)
    main = next((c for _, c in kept if c.value.relation == "in" and (c.evidence or not own)), None)
    return [
        candidate
        for _, candidate in kept
        if candidate.value.relation != "in" or candidate is main or _joined(scene, main, candidate)
    ]


def _joined(scene: Scene, main: Candidate[Timing] | None, other: Candidate[Timing]) -> bool:
    """Whether two periods are told together: "en 2017 et 2018"."""
    if main is None or not (main.evidence and other.evidence):
        return False
    return scene.gap(main.value.span, other.value.span).words <= 2  # noqa: PLR2004  " et en "


def _key(timing: Timing) -> tuple[object, ...]:
    period = timing.period
    return (period.start, period.end, period.duration, timing.relation)


def when_candidates(
    scene: Scene, figure: Figure, metric: Metric, certainty: Certainty, history: History
) -> list[Candidate[Timing]]:
    """A candidate for each date of the sentence, and for each period of the figures before."""
    basis = basis_words(scene, figure)
    main = _main_period(scene, figure, history)
    out = [
        Candidate(
            _timing(scene, figure, dated, basis, main),
            (dated.span,),
            _dated(scene, figure, dated, metric, basis),
        )
        for dated in scene.dates
    ]
    _mark_going_on(scene, figure, out, history)
    own = {_key(candidate.value) for candidate in out}
    inherited = _merged(
        [
            *_ruling(scene, figure, metric, certainty, history),
            *_by_history(scene, figure, metric, certainty, history),
        ]
    )
    return [*out, *(candidate for candidate in inherited if _key(candidate.value) not in own)]


_JOINS = frozenset({"(", "/", "et", "et de", "à", ", à", ", soit", "soit", "ou", ",", "puis"})


def _mark_going_on(
    scene: Scene, figure: Figure, candidates: Sequence[Candidate[Timing]], history: History
) -> None:
    """Mark the dates that are those of the figure right before, and the others: "3 M€ (5 %) en 2019"."""
    last = history[-1] if history else None
    if last is None or last.scene.span != scene.span:
        return
    keys = {_key(timing) for timing in last.when.value}
    joins = scene.gap(last.figure.span, figure.span).text.strip().lower()
    place = joins if joins in _JOINS else "far"
    basis = float(basis_words(scene, figure) is not None)
    for candidate in candidates:
        told = "told" if _key(candidate.value) in keys else "untold"
        candidate.features[told] = 1.0
        candidate.features[f"{told}.{candidate.value.relation}"] = 1.0
        candidate.features[f"{told}.{place}"] = 1.0
        candidate.features[f"{told}.basis"] = basis
        candidate.features[f"{told}.{last.figure.kind}.{figure.kind}"] = 1.0


def _merged(candidates: Sequence[Candidate[Timing]]) -> list[Candidate[Timing]]:
    """One candidate a period: what speaks for it adds up."""
    out: dict[tuple[object, ...], Candidate[Timing]] = {}
    for candidate in candidates:
        key = _key(candidate.value)
        first = out.get(key, candidate)
        features = {**candidate.features, **first.features}
        out[key] = Candidate(first.value, first.evidence, features)
    return list(out.values())


def _timing(
    scene: Scene, figure: Figure, dated: ResolvedDate, basis: Span | None, main: Period | None
) -> Timing:
    relation = _relation(scene, dated)
    if basis is not None and relation == "in" and (dated.span > figure.span or dated.span > basis):
        relation = "versus"
    if relation == "over" and figure.kind == "percent" and dated.period.duration in _ONE_YEAR:
        return Timing(_year_before(main), "versus", dated.span)  # "+3 % sur un an": against a year before
    return Timing(dated.period, relation, dated.span)


_ONE_YEAR = frozenset({"P1Y", "P12M"})


def _year_before(period: Period | None) -> Period:
    if period is None or period.start is None or period.end is None:
        return Period()
    before = shift(Interval(period.start, period.end), "year", -1)
    return Period(start=before.start, end=before.end) if before else Period()


def _main_period(scene: Scene, figure: Figure, history: History) -> Period | None:
    """The period the figures here are about: the nearest before in the sentence, else the one inherited."""
    here = [
        dated.period
        for dated in scene.dates
        if dated.span < figure.span and _relation(scene, dated) == "in" and _sort(dated) in _REPORTS
    ]
    if here:
        return here[-1]
    inherited = [t.period for t in history[-1].when.value if t.relation == "in"] if history else []
    return inherited[-1] if inherited else None


_REPORTS = frozenset({"quarter", "year", "long", "month"})


# Results stand in the period of their report; prices of goods, deals and forecasts do not.
_REPORTED = frozenset(
    {"revenue", "orders", "profit", "operating_profit", "ebitda", "loss", "margin", "cash_flow", "volume"}
)


def _class(metric: Metric) -> str:
    if metric in _REPORTED:
        return "reported"
    if metric in {"stake", "valuation", "market_share", "workforce"}:
        return "standing"  # true at the time of writing: no report's period reaches it
    return "market" if metric in {"share_price", "index"} else "deal"


def _ruling(
    scene: Scene, figure: Figure, metric: Metric, certainty: Certainty, history: History
) -> Iterator[Candidate[Timing]]:
    """The period of the report so far, and the last day named, which may still govern."""
    basis = basis_words(scene, figure)
    own = any(_relation(scene, dated) == "in" for dated in scene.dates)
    for name, sorts in (("report", _REPORTS - {"month"}), ("day", frozenset({"day"}))):
        last = _last_named(scene, history, sorts)
        if last is None:
            continue
        back = scene.source.sentence_index(scene.span) - scene.source.sentence_index(last.span)
        paragraphs = scene.source.newlines(Span(last.span.end, scene.span.start))
        governs = name == "report" and metric in _REPORTED and certainty == "stated"
        traded = name == "day" and _class(metric) == "market" and certainty == "stated"
        told = any(timing.span == last.span for one in history[-_RECENT:] for timing in one.when.value)
        features = {
            f"ruling.{name}": 1.0,
            f"ruling.{name}.{certainty}": 1.0,
            f"ruling.{name}.governs": float(governs or traded),
            f"ruling.{name}.governs.own": float((governs or traded) and own),
            f"ruling.{name}.governs.told": float((governs or traded) and told),
            f"ruling.{name}.told": float(told),
            f"ruling.{name}.back": math.log1p(back),
            f"ruling.{name}.paragraphs": math.log1p(paragraphs),
            f"ruling.{name}.{_class(metric)}": 1.0,
            f"ruling.{name}.{_class(metric)}.{certainty}": 1.0,
            f"ruling.{name}.{_sort(last)}": 1.0,
            f"ruling.{name}.own": float(own),
            f"ruling.{name}.basis": float(basis is not None),
            f"ruling.{name}.of_market": float(scene.market),
        }
        yield Candidate(Timing(last.period, "versus" if basis else "in", last.span), (), features)


def _last_named(scene: Scene, history: History, sorts: frozenset[str]) -> ResolvedDate | None:
    """The last date before the sentence that is no basis, no horizon and no start of another figure."""
    other = {t.span for one in history[-_RECENT:] for t in one.when.value if t.relation != "in"}
    return next(
        (
            dated
            for dated in reversed(scene.earlier)
            if _sort(dated) in sorts and dated.span not in other and dated.span not in scene.compared
        ),
        None,
    )


def _relation(scene: Scene, dated: ResolvedDate) -> Relation:
    """The relation that the words right before a date give it; ``in`` when none does."""
    for cue in reversed(scene.relations):
        if cue.span.start < dated.span.start:
            # "par rapport à la" and "la veille" may share the article
            first, last = sorted((cue.span.end, dated.span.start))
            if _ARTICLE.fullmatch(scene.source.slice(Span(first, last))):
                return _fitting(cast("Relation", cue.value), dated)
            break
    return "in"


def _fitting(relation: Relation, dated: ResolvedDate) -> Relation:
    """Tell "en 2024", in a period, from "en cinq ans", over a duration."""
    bare_duration = dated.period.duration is not None and dated.period.start is None
    if relation == "over" and not bare_duration:
        return "in"
    return relation


def _dated(
    scene: Scene, figure: Figure, dated: ResolvedDate, metric: Metric, basis: Span | None
) -> dict[str, float]:
    relation = _relation(scene, dated)
    side = "left" if dated.span < figure.span else "right"
    same_side = [other for other in scene.dates if (other.span < figure.span) == (side == "left")]
    nearest = bool(same_side) and dated is (same_side[-1] if side == "left" else same_side[0])
    between = Span(*sorted((figure.span.end, dated.span.start))) if side == "right" else None
    rivals = [f for f in scene.figures if between and between.covers(f.span)]
    bare = dated.period.duration is not None and dated.period.start is None
    where = position(scene, figure, dated.span)
    features = {
        "date": 1.0,
        f"relation.{relation}": 1.0,
        f"relation.{relation}.{side}": 1.0,
        f"relation.{relation}.{figure.kind}": 1.0,
        f"sort.{_sort(dated)}": 1.0,
        f"sort.{_sort(dated)}.{metric}": 1.0,
        f"metric.{metric}": 1.0,
        f"nearest.{side}": float(nearest),
        "only": float(len(scene.dates) == 1),
        "bare": float(bare),
        f"bare.{relation}": float(bare),
        "basis": float(basis is not None),
        f"basis.{side}": float(basis is not None),
        "rivals": float(len(rivals)),
        "announced": float(_announced(scene, dated)),
        "compared": float(dated.span in scene.compared),
        f"compared.{relation}": float(dated.span in scene.compared),
        "starts": float(dated.span.start - scene.span.start < 20),  # noqa: PLR2004  "Au premier semestre, …"
        **where,
        **{f"tree.{name}": one for name, one in syntax(scene, figure, dated.span).items()},
    }
    for name in [name for name in where if ".tied." in name or name.endswith((".next", ".close"))]:
        features[f"{name}.{relation}"] = 1.0
    return features


def _announced(scene: Scene, dated: ResolvedDate) -> bool:
    """Whether the date is an announcement's: "a annoncé mardi", "mardi, le groupe a publié"."""
    return any(
        scene.gap(cue.span, dated.span).words <= 3 and scene.gap(cue.span, dated.span).figures == 0  # noqa: PLR2004
        for cue in scene.announcements
    )


def _sort(dated: ResolvedDate) -> str:
    period = dated.period
    if period.start is None or period.end is None:
        return "duration" if period.duration else "open"
    return _SORTS[bisect_left(_DAYS, (period.end - period.start).days)]


_DAYS = (0, 7, 31, 300, 366)  # from the first day to the last, of the longest of each sort but the last
_SORTS = ("day", "week", "month", "quarter", "year", "long")


def _by_history(
    scene: Scene, figure: Figure, metric: Metric, certainty: Certainty, history: History
) -> Iterator[Candidate[Timing]]:
    """The periods of the figures just before, which go on in a sentence and through a report."""
    basis = basis_words(scene, figure)
    own = any(_relation(scene, dated) == "in" for dated in scene.dates)
    for back, last in enumerate(reversed(history[-3:])):
        same = "same" if last.scene.span == scene.span else "earlier"
        governs = metric in _REPORTED and last.metric.value in _REPORTED and certainty == last.certainty.value
        for timing in last.when.value:
            relation: Relation = (
                "versus" if basis is not None and timing.relation == "in" else timing.relation
            )
            prefix = f"before.{relation}.{same}"
            features = {
                "before": 1.0,
                f"before.back.{back}": 1.0,
                prefix: 1.0,
                f"{prefix}.governs": float(governs),
                f"{prefix}.{_class(metric)}": 1.0,
                f"{prefix}.own": float(own),
                f"{prefix}.certainty": float(certainty == last.certainty.value),
                f"{prefix}.metric": float(last.metric.value == metric),
                f"before.{relation}.{last.figure.kind}.{figure.kind}": 1.0,
                f"before.certainty.{certainty}": 1.0,
                f"{prefix}.compared": float(timing.span in scene.compared),
                "before.basis": float(basis is not None),
                "before.was_basis": float(basis_words(last.scene, last.figure) is not None),
                f"before.sort.{_sort(ResolvedDate(timing.span, timing.period))}": 1.0,
            }
            if same == "same":
                gap = scene.gap(last.figure.span, figure.span)
                features["before.breaks"] = gap.breaks
                features["before.words"] = min(gap.words, 12) / 6
            yield Candidate(Timing(timing.period, relation, timing.span), (), features)
