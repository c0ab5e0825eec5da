"""The other companies of a figure: the counterparties of a deal, and the sources it is told on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from claimx.claims.cues import cue_finder
from claimx.claims.definitions import History
from claimx.claims.features import dealing, is_target, lead, position, syntax
from claimx.claims.ranker import Candidate, Finding, accept
from claimx.claims.scene import Actor, Scene
from claimx.claims.subjects import TWO_SIDED
from claimx.claims.wording import SHARE
from claimx.companies.definitions import RATERS, TELLERS
from claimx.figures.definitions import Figure
from claimx.records import Metric
from claimx.source import Span

__all__ = ["counterparty_candidates", "decide_counterparties", "decide_sources", "source_candidates"]

Names = tuple[str, ...]
_LIKELY = 0.5
_GOES_ON = "before"  # the trait of what goes on from the figure before, where its own sentence tells nobody


def decide_counterparties(
    scene: Scene, figure: Figure, metric: Metric, subjects: Names, history: History
) -> Finding[Names]:
    """The companies on the other side of a deal, contract, loan or payment, in text order."""
    return _accepted(
        scene.weights["counterparties"],
        counterparty_candidates(scene, figure, metric, subjects, history),
        subjects,
    )


def decide_sources(
    scene: Scene, figure: Figure, metric: Metric, subjects: Names, history: History
) -> Finding[Names]:
    """The companies on whose word the text gives a figure: never the company speaking of itself."""
    return _accepted(
        scene.weights["sources"], source_candidates(scene, figure, metric, subjects, history), subjects
    )


def _accepted(
    table: Mapping[str, float], candidates: list[Candidate[Names]], subjects: Names
) -> Finding[Names]:
    likely = [(accept(table, candidate), candidate) for candidate in candidates]
    kept = [candidate for probability, candidate in likely if probability >= _LIKELY]
    if any(_GOES_ON not in candidate.features for candidate in kept):
        kept = [candidate for candidate in kept if _GOES_ON not in candidate.features]
    names = tuple(
        dict.fromkeys(name for candidate in kept for name in candidate.value if name not in subjects)
    )
    evidence = tuple(
        span for candidate in kept for span in candidate.evidence if set(candidate.value) & set(names)
    )
    sure = min((max(p, 1 - p) for p, _ in likely), default=1.0)
    return Finding(names, evidence, sure)


def counterparty_candidates(
    scene: Scene, figure: Figure, metric: Metric, subjects: Names, history: History
) -> list[Candidate[Names]]:
    """The actors of the sentence that may stand on the other side, and those of the figure before."""
    if metric not in TWO_SIDED:
        return []
    out = [
        Candidate(actor.names, (actor.span,), _actor(scene, figure, actor, metric, subjects))
        for actor in scene.actors
        if actor.names and actor.role != "dateline" and not set(actor.names) & set(subjects)
    ]
    out.extend(_by_pronoun(scene, figure, subjects))
    out.extend(_by_mind(scene, figure, metric, subjects))
    if history and history[-1].counterparties.value and history[-1].metric.value == metric:
        last = history[-1]
        same = last.scene.span == scene.span
        features = {
            "before": 1.0,
            "before.sentence": float(same),
            "before.subjects": float(last.subjects.value == subjects),
        }
        out.append(Candidate(last.counterparties.value, last.counterparties.evidence, features))
    return out


_TOPICS = 3  # companies in mind that come into question


def _by_mind(scene: Scene, figure: Figure, metric: Metric, subjects: Names) -> Iterator[Candidate[Names]]:
    """The companies in mind that the sentence need not name: "son actionnaire détient 30 % du capital"."""
    here = scene.present
    alone = float(here <= set(subjects))
    for rank, name in enumerate(_in_mind(scene)):
        if name in subjects or name in here:
            continue
        traits = {
            "mind": 1.0,
            f"mind.{rank}": 1.0,
            f"mind.{metric}": 1.0,
            f"mind.{metric}.{figure.kind}": 1.0,
            f"mind.{metric}.alone": alone,
            "mind.subjectless": float(not subjects),
            "mind.subject_here": float(bool(here & set(subjects))),
            "mind.alone": alone,
            "mind.share": scene.shares.get(name, 0.0),
            "mind.teller": float(name in scene.tellers),
        }
        words = dict.fromkeys((f"mind.{word}" for word in scene.words[figure]), SHARE)
        yield Candidate((name,), (), {**traits, **words})


def _in_mind(scene: Scene) -> Names:
    """The companies in mind when a sentence starts, and the one the whole text is mostly about."""
    main = (scene.main,) if scene.main is not None else ()
    return tuple(dict.fromkeys((*scene.topics[:_TOPICS], *main)))


_EN = re.compile(r"(?:^|[\s'])(?:en|dont (?:il|elle)s?)\s+(?:[\w']+\s+){1,5}$", re.IGNORECASE)


def _by_pronoun(scene: Scene, figure: Figure, subjects: Names) -> list[Candidate[Names]]:
    """The company that "en" stands for, the last in mind besides the subject: "X en détient déjà 15 %"."""
    others = [name for name in scene.topics if name not in subjects]
    match = _EN.search(scene.before(figure.span))
    if match is None or not others:
        return []
    start = figure.span.start - len(match.group().lstrip(" '"))
    words = Span(start, start + match.group().lstrip(" '").index(" "))
    if not any(token.pos == "PRON" for token in scene.reading.tokens_in(words)):
        return []  # "en hausse de 3 %", "en cédant 15 %"
    return [Candidate((others[0],), (words,), {"en": 1.0})]


def _actor(scene: Scene, figure: Figure, actor: Actor, metric: Metric, subjects: Names) -> dict[str, float]:
    where = position(scene, figure, actor.span)
    features = {
        "actor": 1.0,
        "named": float(actor.named),
        f"role.{actor.role or 'none'}": 1.0,
        f"metric.{metric}": 1.0,
        f"metric.{metric}.{'left' if actor.span < figure.span else 'right'}": 1.0,
        "teller": float(bool(actor.tags & TELLERS)),
        "subjectless": float(not subjects),
        **dealing(scene, actor.span),
        **where,
        **syntax(scene, figure, actor.span),
    }
    led = lead(scene, actor.span)
    side = "left" if actor.span < figure.span else "right"
    for name in (
        f"lead.{led}",
        f"lead.{led}.{side}",
        f"lead.{led}.{metric}",
        f"lead.{led}.{side}.{figure.kind}",
    ):
        features[name] = 1.0
    if actor.span > figure.span:
        between = Span(figure.span.end, actor.span.start)
        features["crossed"] = float(any(a.names and between.covers(a.span) for a in scene.actors))
    return features


def source_candidates(
    scene: Scene, figure: Figure, metric: Metric, subjects: Names, history: History
) -> list[Candidate[Names]]:
    """The actors of the sentence that may be telling the figure, and the source of the figure before."""
    out = [
        Candidate(actor.names, (actor.span,), _teller(scene, figure, actor, metric))
        for actor in scene.actors
        if actor.names and actor.role != "dateline" and not set(actor.names) & set(subjects)
    ]
    out.extend(_by_memory(scene, figure, metric, subjects, history))
    if history and history[-1].sources.value:
        last = history[-1]
        same = last.scene.span == scene.span
        features = {
            "before": 1.0,
            "before.sentence": float(same),
            "before.subjects": float(last.subjects.value == subjects),
            f"before.{metric}": 1.0,
            "before.metric": float(last.metric.value == metric),
        }
        if same:
            features["before.breaks"] = scene.gap(last.figure.span, figure.span).breaks
        out.append(Candidate(last.sources.value, last.sources.evidence, features))
    return out


def _by_memory(
    scene: Scene, figure: Figure, metric: Metric, subjects: Names, history: History
) -> Iterator[Candidate[Names]]:
    """A teller the sentence does not name: the last in mind, or the source of figures further back."""
    here = scene.present
    last = history[-1].sources.value if history else ()
    told = [one.sources.value for one in history[-_BACK:] if one.sources.value]
    minds = [(name,) for name in scene.topics if name in scene.tellers]
    for names in dict.fromkeys((*reversed(told), *minds[:1])):
        if names == last or set(names) & (here | set(subjects)):
            continue
        traits = {
            "memory": 1.0,
            "memory.told": float(names in told),
            "memory.mind": float(names in minds),
            f"memory.{metric}": 1.0,
            "memory.rates": float(is_target(scene, figure, metric)),
            "memory.alone": float(not here - set(subjects)),
            "memory.quiet": float(not last),
            "memory.share": max(scene.shares.get(name, 0.0) for name in names),
            "memory.rival": float(bool(here & scene.tellers.keys())),
        }
        words = dict.fromkeys((f"memory.{word}" for word in scene.words[figure]), SHARE)
        yield Candidate(names, (), {**traits, **words})


_BACK = 6  # figures back that a source may still be remembered from


def _saying(scene: Scene, actor: Actor) -> dict[str, float]:
    """Whether an actor is the subject of a verb of saying: "Fortis s'attendait à", "relève l'institut X"."""
    head = scene.reading.noun_over(actor.span)
    if head is None or head.dep.split(":")[0] not in {"nsubj", "obl", "nmod"}:
        return {}
    above = next(iter(scene.reading.ancestors(head)), None)
    says = above is not None and cue_finder("sayings").value_of(above.text) is not None
    return {f"says.{head.dep.split(':')[0]}": float(says)}


def _teller(scene: Scene, figure: Figure, actor: Actor, metric: Metric) -> dict[str, float]:
    side = "left" if actor.span < figure.span else "right"
    sort = next(iter(sorted(actor.tags & TELLERS)), "none")
    tells = max((scene.tellers.get(name, 0.0) for name in actor.names), default=0.0)
    gap = scene.gap(actor.span, figure.span)
    cued = float(actor.role == "source")
    quoted = gap.text.count('"') % 2
    return {
        "actor": 1.0,
        "named": float(actor.named),
        f"role.{actor.role or 'none'}": 1.0,
        f"role.{actor.role or 'none'}.{side}": 1.0,
        f"sort.{sort}": 1.0,
        f"sort.{sort}.{actor.role or 'none'}": 1.0,
        f"sort.{sort}.share_price": float(metric == "share_price"),
        f"sort.{sort}.{metric}": 1.0,
        "quoted": float(quoted),
        "rates": float(bool(actor.tags & RATERS) and is_target(scene, figure, metric)),
        f"cued.{side}.next": cued * (gap.figures == 0),
        f"cued.{side}.breaks": cued * gap.breaks,
        f"cued.{side}.words": cued * math.log1p(gap.words),
        "tells": tells,
        f"tells.{metric}": tells,
        f"acts.{sort}": float(tells == 0),
        **_saying(scene, actor),
        **syntax(scene, figure, actor.span),
        f"lead.{lead(scene, actor.span)}": 1.0,
        **position(scene, figure, actor.span),
    }
