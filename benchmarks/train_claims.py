"""Fit the weights by which claimx.claims decides each field, from gold passages in the shape of the records.

    python benchmarks/train_claims.py GOLD [...] [--more GOLD ...] [--aside GOLD ...] [--test GOLD ...]
        -o src/claimx/lexicons/weights.json [--report benchmarks/results/held.json] [--folds 5]

Each field is a linear model over the candidates' features: a softmax over candidates for metric, direction,
certainty and subjects, a logistic for each candidate counterparty, source and period. The fit is
deterministic. GOLD is JSON lines in the shape of the records, or marked text. The passages are cut into
--folds parts, each scored by weights fitted on the others and on --more and --aside, passages that are only
learnt from (those of --aside, of another kind, count little); --test passages are scored by the final
weights.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from markup import Gold, load
from numpy.typing import NDArray
from provenance import digest

from claimx.claims.certainty import certainty_candidates
from claimx.claims.confidence import sures
from claimx.claims.definitions import Decided, History, Timing
from claimx.claims.direction import direction_candidates
from claimx.claims.link import decide
from claimx.claims.metric import metric_candidates
from claimx.claims.otherside import counterparty_candidates, source_candidates
from claimx.claims.ranker import Candidate, Finding, Weights
from claimx.claims.scene import Material, Scene
from claimx.claims.scenes import find_scenes
from claimx.claims.subjects import subject_candidates
from claimx.claims.when import when_candidates
from claimx.companies import shipped
from claimx.companies.definitions import Companies, NamedMention
from claimx.companies.references import find_references
from claimx.dates.definitions import ResolvedDate
from claimx.figures.definitions import Figure
from claimx.reading import Model, Reading, Request
from claimx.records import Period
from claimx.source import Source, Span

CHOSEN = ("metric", "direction", "certainty", "subjects")
ACCEPTED = ("counterparties", "sources", "when")
PRIORS: Mapping[str, Mapping[str, float]] = tomllib.loads(
    Path(__file__).with_name("claim_priors.toml").read_text(encoding="utf-8")
)
PENALTIES = {"subjects": 4.0, "sources": 4.0}  # times --penalty: many features, few examples of each
WORTH = {"gold": 1.0, "more": 0.8, "aside": 0.2}
"""How much a decision of each kind of passage counts."""
ROUNDS, ROUNDS_FIRST = 300, 120  # of a fit, and of one whose weights only make a history
RARE = 5  # a feature of fewer candidates is left out
SMALLEST = 0.02  # weights below it are left out of the file
SMALLEST_OF_WORDS = 0.08  # there are many of them
WORDS = ("near.", "said.")
MINUS = ("-", "−", "‑", "–", "(")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Passage:
    """A gold passage, and what the claim stage gets of it: gold figures, dates and companies, the reading."""

    gold: Gold
    material: Material
    worth: float = 1.0


@dataclass
class Examples:
    """Candidates of many decisions in flat arrays: which decision, which features, right or not."""

    group: list[int] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    worth: list[float] = field(default_factory=list)

    def add(
        self,
        group: int,
        candidates: Iterable[Candidate[Any]],
        right: Callable[[Any], bool],
        worth: float = 1.0,
    ) -> None:
        """Add the candidates of one decision."""
        for candidate in candidates:
            for name, value in candidate.features.items():
                if value:
                    self.rows.append(len(self.group))
                    self.names.append(name)
                    self.values.append(value)
            self.group.append(group)
            self.right.append(right(candidate.value))
            self.worth.append(worth)

    def extend(self, other: Examples) -> None:
        """Add the examples of another set as decisions of their own."""
        offset, rows = self.group[-1] + 1 if self.group else 0, len(self.group)
        self.group.extend(group + offset for group in other.group)
        self.right.extend(other.right)
        self.rows.extend(row + rows for row in other.rows)
        self.names.extend(other.names)
        self.values.extend(other.values)
        self.worth.extend(other.worth)


# --- gold to the stage's input ------------------------------------------------------------------------------


def prepare(golds: Sequence[Gold], model: Model, worth: float = 1.0) -> list[Passage]:
    """Read the passages and lay their gold figures, dates and companies over the readings."""
    sources = [Source(gold["text"]) for gold in golds]
    every = [frozenset(range(len(source.sentences))) for source in sources]
    readings = model.read(Request(source, all_, all_) for source, all_ in zip(sources, every, strict=True))
    return [passage(gold, reading, worth) for gold, reading in zip(golds, readings, strict=True)]


def learnt_from(more: Sequence[Path], aside: Sequence[Path], model: Model) -> list[Passage]:
    """The passages that are only learnt from, each kind at its worth."""
    return [
        *prepare(load(more), model, WORTH["more"]),
        *prepare(load(aside), model, WORTH["aside"]),
    ]


def passage(gold: Gold, reading: Reading, worth: float = 1.0) -> Passage:
    """Lay a gold passage's figures, dates and companies over its reading."""
    source = reading.source
    companies = _companies(gold, source)
    references = find_references(reading, companies)
    return Passage(
        gold, Material(reading, _figures(gold, source), _dates(gold, source), companies, references), worth
    )


def _span(source: Source, item: Gold) -> Span:
    """The folded span of a gold span (found by walking the mentions, since only Source knows the offsets)."""
    if source.text == source.folded or len(source.text) == len(source.folded):
        return Span(item["start"], item["end"])
    starts = [source.mention(Span(i, i + 1)).start for i in range(len(source.folded))]
    inside = [i for i, start in enumerate(starts) if item["start"] <= start < item["end"]]
    return Span(inside[0], inside[-1] + 1)


def _figures(gold: Gold, source: Source) -> tuple[Figure, ...]:
    out = []
    for claim in gold["claims"]:
        figure = claim["figure"]
        bounds = [None if figure[k] is None else abs(Decimal(figure[k])) for k in ("low", "high")]
        if None not in bounds:
            bounds.sort()
        head = claim["text"].strip()[:1]
        out.append(
            Figure(
                span=_span(source, claim),
                kind=figure["kind"],
                low=bounds[0],
                high=bounds[1],
                unit=figure.get("currency") or figure["unit"],
                comparator=figure["comparator"],
                sign="+" if head == "+" else "-" if head in MINUS else "",
                per=figure.get("per"),
            )
        )
    return tuple(sorted(out, key=lambda figure: figure.span))


def _dates(gold: Gold, source: Source) -> tuple[ResolvedDate, ...]:
    keys = ("start", "end", "mod", "duration", "timex")
    found = [
        ResolvedDate(_span(source, dated), Period.model_validate({k: dated["period"].get(k) for k in keys}))
        for dated in gold["dates"]
    ]
    return tuple(sorted(found, key=lambda dated: dated.span))


def _companies(gold: Gold, source: Source) -> Companies:
    mentions = sorted(
        NamedMention(_span(source, mention), company["name"])
        for company in gold["companies"]
        for mention in company["mentions"]
    )
    names = tuple(dict.fromkeys(mention.name for mention in mentions))
    return Companies(names, tuple(mentions), {}, {name: shipped().sectors(name) for name in names})


# --- examples -----------------------------------------------------------------------------------------------


def collect(passages: Sequence[Passage], weights: Weights | None = None) -> dict[str, Examples]:
    """The examples of every field: each decision is made in view of those before it in its text.

    Without ``weights`` those are the gold decisions; with them they are the ones the weights make, mistakes
    included, so that a decision learns how far the one before it can be trusted.
    """
    out = {name: Examples() for name in (*CHOSEN, *ACCEPTED)}
    group = 0
    for passage_ in passages:
        golds = sorted(passage_.gold["claims"], key=lambda claim: claim["start"])
        scenes = find_scenes(passage_.material, weights or {})
        pairs = [(scene, figure) for scene in scenes for figure in scene.figures]
        made = decide(passage_.material, weights) if weights else None
        history: History = []
        for number, ((scene, figure), gold) in enumerate(zip(pairs, golds, strict=True)):
            for name, candidates, right in _questions(scene, figure, gold, history):
                out[name].add(group, candidates, right, passage_.worth)
            history.append(made[number] if made else _as_decided(scene, figure, gold, history))
            group += 1
    return out


Question = tuple[str, Sequence[Candidate[Any]], Callable[[Any], bool]]


def _questions(scene: Scene, figure: Figure, gold: Gold, history: History) -> Iterator[Question]:
    """Each field's candidates for a figure, and which of them the gold says are right."""
    metric, subjects = gold["metric"], tuple(gold["subjects"])
    periods = {_gold_key(when) for when in gold["when"]}
    yield "metric", metric_candidates(scene, figure, history), lambda v: v == metric
    directions = direction_candidates(scene, figure, metric, history)
    yield "direction", directions, lambda v: v == gold["direction"]
    yield "certainty", certainty_candidates(scene, figure, metric, history), lambda v: v == gold["certainty"]
    owners = subject_candidates(scene, figure, metric, history)
    yield "subjects", owners, lambda v: set(v) == set(subjects)
    others = counterparty_candidates(scene, figure, metric, subjects, history)
    yield "counterparties", others, lambda v: bool(set(v) & set(gold["counterparties"]))
    tellers = source_candidates(scene, figure, metric, subjects, history)
    yield "sources", tellers, lambda v: bool(set(v) & set(gold["sources"]))
    dates = when_candidates(scene, figure, metric, gold["certainty"], history)
    yield "when", dates, lambda v: _key(v) in periods


def _key(timing: Timing) -> tuple[str | None, str | None, str | None, str]:
    dumped = timing.period.model_dump(mode="json")
    return (dumped["start"], dumped["end"], dumped["duration"], timing.relation)


def _gold_key(when: Gold) -> tuple[str | None, str | None, str | None, str]:
    return (when.get("start"), when.get("end"), when.get("duration"), when["relation"])


def _as_decided(scene: Scene, figure: Figure, gold: Gold, history: History) -> Decided:
    """The gold decision, with its periods tied to the dates they most likely come from."""
    candidates = when_candidates(scene, figure, gold["metric"], gold["certainty"], history)
    wanted = {_gold_key(when) for when in gold["when"]}
    found = {
        _key(candidate.value): candidate.value for candidate in candidates if _key(candidate.value) in wanted
    }
    missing = [
        Timing(
            Period.model_validate({k: when.get(k) for k in ("start", "end", "mod", "duration", "timex")}),
            when["relation"],
            figure.span,
        )
        for when in gold["when"]
        if _gold_key(when) not in found
    ]
    return Decided(
        figure,
        scene,
        Finding(gold["metric"]),
        Finding(gold["direction"], (figure.span,)),
        Finding(gold["certainty"]),
        Finding(tuple(gold["subjects"])),
        Finding(tuple(gold["counterparties"])),
        Finding(tuple(gold["sources"])),
        Finding((*found.values(), *missing)),
    )


# --- fitting ------------------------------------------------------------------------------------------------


def fit(
    examples: Examples, prior: Mapping[str, float], *, softmax: bool, penalty: float, rounds: int
) -> dict[str, float]:
    """Fit a linear model by Adam on the whole set: likelihood less the squared distances from the prior."""
    counts = Counter(examples.names)
    names = sorted({*(name for name, count in counts.items() if count >= RARE), *prior})
    centre = np.array([prior.get(name, 0.0) for name in names])
    index = {name: i for i, name in enumerate(names)}
    found = np.array([index.get(name, -1) for name in examples.names], dtype=np.int64)
    rows, columns = np.array(examples.rows, dtype=np.int64)[found >= 0], found[found >= 0]
    values = np.array(examples.values)[found >= 0]
    right, worth = np.array(examples.right, dtype=float), np.array(examples.worth)
    group = np.unique(np.array(examples.group), return_inverse=True)[1]
    weight = centre.copy()
    moment, spread = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, rounds + 1):
        sums = np.bincount(rows, weights=values * weight[columns], minlength=len(right))
        scores = np.asarray(sums, dtype=np.float64)
        slope = _softmax_slope(scores, right, group) if softmax else 1 / (1 + np.exp(-scores)) - right
        slope *= worth
        gradient = np.bincount(columns, weights=values * slope[rows], minlength=len(names)) + 2 * penalty * (
            weight - centre
        )
        moment = 0.9 * moment + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        weight -= 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return {
        name: round(float(value), 2)
        for name, value in zip(names, weight, strict=True)
        if abs(value) >= (SMALLEST_OF_WORDS if name.startswith(WORDS) else SMALLEST)
    }


def _softmax_slope(scores: Floats, right: Floats, group: Ints) -> Floats:
    """The gradient of -log of the share of the right candidates; decisions with none right teach nothing."""
    top = np.full(group.max() + 1, -np.inf)
    np.maximum.at(top, group, scores)
    mass = np.exp(scores - top[group])
    total = np.bincount(group, weights=mass)
    good = np.bincount(group, weights=mass * right)
    wanted = np.where(good[group] > 0, mass * right / np.maximum(good[group], 1e-300), 0.0)
    given = mass / total[group]
    slope: Floats = np.where(good[group] > 0, given - wanted, 0.0)
    return slope


def fit_all(
    passages: Sequence[Passage], more: Sequence[Passage], penalty: float, inner: int = 3
) -> dict[str, dict[str, float]]:
    """The weights of every field but ``confidence``, which starts neutral.

    First by the gold history alone; then on that and, for ``passages``, on the histories made for each inner
    part by weights fitted without it.
    """
    examples = _gold_history([*passages, *more])
    for part in range(inner):
        rest = [p for i, p in enumerate(passages) if i % inner != part]
        first = _fit_fields(_gold_history([*rest, *more]), penalty, rounds=ROUNDS_FIRST)
        made = collect([p for i, p in enumerate(passages) if i % inner == part], first)
        for name, one in examples.items():
            one.extend(made[name])
    return _fit_fields(examples, penalty)


def _gold_history(passages: Sequence[Passage]) -> dict[str, Examples]:
    """The examples of passages in view of gold decisions, collected once a passage."""
    out = {name: Examples() for name in (*CHOSEN, *ACCEPTED)}
    for one in passages:
        for name, examples in _of_passage(one).items():
            out[name].extend(examples)
    return out


@cache
def _of_passage(one: Passage) -> Mapping[str, Examples]:
    return collect([one])


def _fit_fields(
    examples: Mapping[str, Examples], penalty: float, rounds: int = ROUNDS
) -> dict[str, dict[str, float]]:
    out = {
        name: fit(
            examples[name],
            PRIORS.get(name, {}),
            softmax=name in CHOSEN,
            penalty=penalty * PENALTIES.get(name, 1.0),
            rounds=rounds,
        )
        for name in (*CHOSEN, *ACCEPTED)
    }
    return {**out, "confidence": {"one": 0.0}}


# --- confidence and cross-validation ------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """A claim made by weights that never saw its passage: what is right, and how sure each field was."""

    right: Mapping[str, bool]
    """By field; ``subjects`` with the gold figure is FIGURE + COMPANY."""
    found: Mapping[str, tuple[int, int, int]]
    """For counterparties, sources and when: how many are right, wanted and given."""
    sures: dict[str, float]


def fit_confidence(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights that turn the probabilities of the fields into one of the record, on unseen passages."""
    examples = Examples()
    for number, one in enumerate(judged):
        examples.add(number, [Candidate(one.right["whole"], (), one.sures)], bool)
    return fit(examples, {}, softmax=False, penalty=0.01, rounds=2000)


def cross_predict(
    passages: Sequence[Passage], more: Sequence[Passage], folds: int, penalty: float
) -> Iterator[Judged]:
    """Judge each part by weights of the others (and of ``more``, passages that are only learnt from)."""
    _gold_history([*passages, *more])  # before the processes part
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        parts = pool.map(_judge_part, [(passages, more, folds, part, penalty) for part in range(folds)])
        for judged in parts:
            yield from judged


Work = tuple[Sequence[Passage], Sequence[Passage], int, int, float]


def _judge_part(work: Work) -> list[Judged]:
    passages, more, folds, part, penalty = work
    rest = [p for i, p in enumerate(passages) if i % folds != part]
    weights = fit_all(rest, more, penalty)
    return [one for i, p in enumerate(passages) if i % folds == part for one in judge(p, weights)]


def judge(passage_: Passage, weights: Weights) -> Iterator[Judged]:
    """Compare what weights make of a passage with its gold."""
    golds = sorted(passage_.gold["claims"], key=lambda claim: claim["start"])
    for gold, one in zip(golds, decide(passage_.material, weights), strict=True):
        right = {name: getattr(one, name).value == gold[name] for name in CHOSEN[:3]}
        right["subjects"] = set(one.subjects.value) == set(gold["subjects"])
        right["whole"] = all(right.values())
        found = {
            name: _overlap(set(getattr(one, name).value), set(gold[name]))
            for name in ("counterparties", "sources")
        }
        periods = {_gold_key(when) for when in gold["when"]}
        found["when"] = _overlap({_key(timing) for timing in one.when.value}, periods)
        yield Judged(right, found, sures(one))


def _overlap(given: set[Any], wanted: set[Any]) -> tuple[int, int, int]:
    return len(given & wanted), len(wanted), len(given)


def report(judged: Sequence[Judged]) -> dict[str, float]:
    """Print each field's accuracy, and precision and recall where a field may hold several.

    Returns accuracies and F1, in percent, and how many claims there are.
    """
    told: dict[str, float] = {"claims": len(judged)}
    for name in judged[0].right:
        hit = sum(one.right[name] for one in judged)
        told[name] = round(100 * hit / len(judged), 1)
        print(f"{name:15} {told[name]:5.1f} of {len(judged)}")
    for name in judged[0].found:
        hit, wanted, given = (
            sum(column) for column in zip(*(one.found[name] for one in judged), strict=True)
        )
        scores = 100 * hit / max(given, 1), 100 * hit / max(wanted, 1), 200 * hit / max(given + wanted, 1)
        told[name] = round(scores[2], 1)
        print(f"{name:15} P {scores[0]:5.1f}  R {scores[1]:5.1f}  F1 {told[name]:5.1f} of {wanted}")
    return told


def main() -> None:
    """Fit, cross-validate, and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", type=Path, default=[], help="gold only learnt from")
    parser.add_argument("--aside", nargs="*", type=Path, default=[], help="gold of another kind, learnt from")
    parser.add_argument(
        "--test", nargs="*", type=Path, default=[], help="gold only judged, by the final weights"
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--report", type=Path, help="where to write how unseen passages were judged, as JSON")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=1.0)
    args = parser.parse_args()
    model = Model()
    passages = prepare(load(args.gold), model, WORTH["gold"])
    more = learnt_from(args.more, args.aside, model)
    judged = list(cross_predict(passages, more, args.folds, args.penalty))
    print("unseen passages, gold figures, dates and companies")
    held = report(judged)
    confidence = fit_confidence(judged)
    weights: Weights = {**fit_all(passages, more, args.penalty), "confidence": confidence}
    args.output.write_text(json.dumps(weights, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    if args.report:
        told = {**held, "weights": digest(args.output)}
        args.report.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    if args.test:
        print("test passages")
        report([one for passage_ in prepare(load(args.test), model) for one in judge(passage_, weights)])


if __name__ == "__main__":
    main()
