"""How sure a figure is: cue words and their reach, the mood and tense of its verb, or what came before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from claimx.claims.basis import basis_words
from claimx.claims.cues import cue_finder
from claimx.claims.definitions import Decided, History
from claimx.claims.features import position
from claimx.claims.ranker import Candidate, Finding, choose
from claimx.claims.scene import Scene
from claimx.claims.wording import worded
from claimx.figures.definitions import Figure
from claimx.records import Certainty, Metric
from claimx.source import BULLETS, Span

__all__ = ["certainty_candidates", "decide_certainty"]

# The model misses rare conditionals ("lèverait"). Imperfects end otherwise ("espérait", "assurait"), but for
# a few in -irer ("attirait").
_CONDITIONAL = ("erait", "eraient", "irait", "iraient", "drait", "draient")
_FUTURE = ("era", "eront", "iront", "dront", "rront")  # and rare futures ("augmenteront"); "-ira" may be past


def decide_certainty(scene: Scene, figure: Figure, metric: Metric, history: History) -> Finding[Certainty]:
    """The certainty of a figure and the words that give it; ``stated`` by default."""
    return choose(scene.weights["certainty"], certainty_candidates(scene, figure, metric, history))


def certainty_candidates(
    scene: Scene, figure: Figure, metric: Metric, history: History
) -> list[Candidate[Certainty]]:
    """A candidate for each cue of the sentence, for the verb's mood, for what came before, and ``stated``."""
    out = [
        *_by_words(scene, figure, metric),
        *_by_mood(scene, figure, metric),
        *_by_negation(scene, figure),
        *_by_governor(scene, figure),
        *_by_heading(scene),
        *_by_history(scene, figure, metric, history),
    ]
    out.append(Candidate("stated", (), _stated(scene, figure, metric)))
    return worded(scene, figure, out)


def _stated(scene: Scene, figure: Figure, metric: Metric) -> dict[str, float]:
    """What speaks for a plain statement: a past tense, a participle, a relative clause, a basis."""
    features = {
        "stated": 1.0,
        f"stated.{metric}": 1.0,
        "stated.basis": float(basis_words(scene, figure) is not None),
        "stated.basis.past": float(_past_basis(scene, figure)),
    }
    verb = scene.reading.verb_over(figure.span)
    if verb is None:
        return features
    carrier = scene.reading.finite(verb)
    features[f"stated.{carrier.mood}.{carrier.tense}" if carrier else f"stated.form.{verb.form}"] = 1.0
    features[f"stated.dep.{verb.dep}"] = 1.0
    features["stated.wordless"] = float(not scene.certainties)
    return features


def _past_basis(scene: Scene, figure: Figure) -> bool:
    """Whether a basis has a date before the others of its sentence: "vise 5 M€ en 2024, contre 4 en 2023"."""
    if basis_words(scene, figure) is None:
        return False
    ends = {dated.span: dated.period.end for dated in scene.dates if dated.period.end is not None}
    own = next((end for span, end in ends.items() if span > figure.span), None)
    return own is not None and any(end > own for end in ends.values())


def _by_words(scene: Scene, figure: Figure, metric: Metric) -> list[Candidate[Certainty]]:
    cues = [cue for cue in scene.certainties if not cue.span.overlaps(figure.span)]
    left = [cue for cue in cues if cue.span < figure.span]
    out = []
    for cue in cues:
        side = "after" if cue.span < figure.span else "before"
        features = {
            "word": 1.0,
            "weight": cue.weight,
            f"word.{cue.value}": 1.0,
            f"word.{cue.value}.{side}": 1.0,
            "out_of_scope": float(cue.scope not in {"both", side}),
            "nearest.left": float(bool(left) and cue is left[-1]),
            "share_price": float(metric == "share_price"),
            f"but.{cue.value}": float(side == "after" and _turns(scene, cue.span, figure)),
            **position(scene, figure, cue.span),
        }
        out.append(Candidate(cast("Certainty", cue.value), (cue.span,), features))
    return out


_BUT = re.compile(r"(?<!\w)mais(?!\w)", re.IGNORECASE)


def _turns(scene: Scene, span: Span, figure: Figure) -> bool:
    """Whether "mais" stands between words and a figure: "non pas de cinq, mais de 35 millions"."""
    return _BUT.search(scene.gap(span, figure.span).text) is not None


def _by_mood(scene: Scene, figure: Figure, metric: Metric) -> list[Candidate[Certainty]]:
    """The conditional of hearsay ("aurait perdu 3 M€") and the future, by the finite verb over the figure."""
    verb, steps = scene.reading.verb_over(figure.span), 0
    while verb is not None:
        carrier = scene.reading.finite(verb)
        if carrier is not None:
            conditional = carrier.mood == "Cnd" or carrier.text.lower().endswith(_CONDITIONAL)
            future = carrier.tense == "Fut" or carrier.text.lower().endswith(_FUTURE)
            kind = "cnd" if conditional else "fut" if future else ""
            if not kind:
                return []
            # "devrait" foresees; it is no hearsay
            foresees = cue_finder("governors").value_of(carrier.text) == "forecast"
            value: Certainty = "conditional" if kind == "cnd" and not foresees else "forecast"
            features = {
                "mood": 1.0,
                f"mood.{kind}": 1.0,
                "mood.steps": float(steps),
                "mood.foresees": float(foresees),
                "mood.horizon": float(any(cue.value == "by" for cue in scene.relations)),
                "mood.forecast": float(any(cue.value == "forecast" for cue in scene.certainties)),
                "mood.estimated": float(any(cue.value == "estimated" for cue in scene.certainties)),
                f"mood.{metric}": 1.0,
            }
            out: list[Candidate[Certainty]] = [Candidate(value, (carrier.span,), features)]
            if value == "conditional":  # "d'ici 2030, le diesel ne pèserait que 5 %": a forecast all the same
                foreseen = {f"foreseen.{name}": one for name, one in features.items()}
                out.append(Candidate("forecast", (carrier.span,), foreseen))
            return out
        verb = next((t for t in scene.reading.ancestors(verb) if t.pos in {"VERB", "AUX"}), None)
        steps += 1
    return []


def _by_negation(scene: Scene, figure: Figure) -> list[Candidate[Certainty]]:
    """A verb denied: "n'a pas versé 3 M€". A negation that bounds denies nothing: "n'a pas dépassé 3 M€"."""
    verb, own = scene.reading.verb_over(figure.span), scene.reading.head_of(figure.span)
    if verb is None or own is None or figure.comparator not in {"exact", "approx"}:
        return []
    if own.head != verb.index or own.dep.split(":")[0] not in {"obj", "nsubj"}:
        return []  # "n'a pas convaincu, avec une marge de 3 %"
    for token in scene.reading.children(verb):
        if cue_finder("negations").value_of(token.text) is not None and token.index < verb.index + _NEGATED:
            features = {
                "negated": 1.0,
                "negated.but": float(_turns(scene, token.span, figure)),
            }
            return [Candidate("denied", (token.span,), features)]
    return []


_NEGATED = 3  # words behind a verb that "pas" may stand at


def _by_governor(scene: Scene, figure: Figure) -> list[Candidate[Certainty]]:
    """The verb that governs the infinitive over the figure: "va investir", "entend céder"."""
    verb = scene.reading.verb_over(figure.span)
    if verb is None or verb.form != "Inf":
        return []
    for steps, above in enumerate(scene.reading.ancestors(verb)):
        value = cue_finder("governors").value_of(above.text)
        if value is not None:
            features = {
                "governor": 1.0,
                f"governor.{value}": 1.0,
                "governor.steps": float(min(steps, 3)),
                f"governor.{verb.dep.split(':')[0]}": 1.0,
            }
            return [Candidate(cast("Certainty", value), (above.span,), features)]
    return []


def _by_heading(scene: Scene) -> list[Candidate[Certainty]]:
    """The words over a list: under "Perspectives 2025" its items foresee."""
    source = scene.source
    if not _ITEM.match(source.folded, scene.span.start):
        return []
    here = source.sentence_index(scene.span)
    for sentence in reversed(source.sentences[max(0, here - _ITEMS) : here]):
        if not _ITEM.match(source.folded, sentence.start):
            cues = cue_finder("certainty").find(source, sentence)
            short = source.slice(sentence).count(" ") < _HEADING
            return [
                Candidate(
                    cast("Certainty", cue.value), (cue.span,), {"heading": 1.0, f"heading.{cue.value}": 1.0}
                )
                for cue in (cues if short else ())
            ]
    return []


_ITEM = re.compile(rf"[{BULLETS}*–—-] ?")
_ITEMS = 12  # of a list that one heading stands over
_HEADING = 10  # words; a longer sentence is none


def _by_history(
    scene: Scene, figure: Figure, metric: Metric, history: History
) -> Iterator[Candidate[Certainty]]:
    """The certainty of the figure before, of one further back in the sentence, or of the sentence before."""
    if not history:
        return
    last = history[-1]
    if last.scene.span == scene.span:
        yield _before(scene, figure, last)
        yield from _further(scene, metric, history)
    elif last.certainty.value != "stated":  # "La hausse sera de 3 %. Elle est de 1 % pour …"
        value = last.certainty.value
        features = {
            "earlier": 1.0,
            f"earlier.{value}": 1.0,
            "earlier.metric": float(last.metric.value == metric),
            "earlier.wordless": float(not scene.certainties),
            "earlier.dates": float(bool(scene.dates)),
        }
        yield Candidate(value, (), features)


def _before(scene: Scene, figure: Figure, last: Decided) -> Candidate[Certainty]:
    gap = scene.gap(last.figure.span, figure.span)
    features = {
        "before": 1.0,
        f"before.{last.certainty.value}": 1.0,
        "before.words": min(gap.words, 12) / 6,
        "before.breaks": gap.breaks,
        "before.bracket": float(gap.text.strip() == "("),
        f"before.but.{last.certainty.value}": float(_turns(scene, last.figure.span, figure)),
        f"before.basis.{last.certainty.value}": float(basis_words(scene, figure) is not None),
    }
    return Candidate(last.certainty.value, last.certainty.evidence, features)


_FURTHER = 12  # figures back in the sentence that still tell


def _further(scene: Scene, metric: Metric, history: History) -> Iterator[Candidate[Certainty]]:
    """The last figure of the sentence whose certainty is another than that of the one before."""
    value = history[-1].certainty.value
    for one in reversed(history[-_FURTHER:-1]):
        if one.scene.span != scene.span:
            return
        if one.certainty.value != value:
            features = {
                "further": 1.0,
                f"further.{one.certainty.value}": 1.0,
                "further.metric": float(one.metric.value == metric),
                "further.alone": float(one.metric.value == metric != history[-1].metric.value),
            }
            yield Candidate(one.certainty.value, one.certainty.evidence, features)
            return
