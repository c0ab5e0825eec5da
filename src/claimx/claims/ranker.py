"""The one way a field is decided: candidates with features, weights kept as data, the likeliest value wins.

The weights are linear and stand in ``claimx/lexicons/weights.json``, one table a field, so that every
decision can be read: the words of the winning candidate are its evidence, and its features say why it won.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from operator import mul
from typing import Generic, NamedTuple, TypeVar

from claimx.errors import LexiconError
from claimx.source import Span

__all__ = ["Candidate", "Finding", "Weights", "accept", "choose", "score", "shipped_weights"]

T = TypeVar("T")

Weights = Mapping[str, Mapping[str, float]]
"""Field → feature → weight."""


class Candidate(NamedTuple, Generic[T]):
    """A value a field may take, the words that speak for it, and what is true of them."""

    value: T
    evidence: tuple[Span, ...]
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A decision, the words that justify it (none where a default was taken), and its probability."""

    value: T
    evidence: tuple[Span, ...] = ()
    sure: float = 1.0


@cache
def shipped_weights() -> Weights:
    """The weights of every field, as shipped. Raises ``LexiconError`` when the file cannot be read."""
    path = resources.files("claimx") / "lexicons" / "weights.json"
    try:
        tables: Weights = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise LexiconError(f"lexicons/weights.json cannot be read ({error}): reinstall claimx") from error
    return tables


def score(candidate: Candidate[T], table: Mapping[str, float]) -> float:
    """The weighted sum of a candidate's features."""
    features = candidate.features
    total: float = sum(map(mul, features.values(), map(table.get, features, repeat(0.0))))
    return total


def choose(table: Mapping[str, float], candidates: Sequence[Candidate[T]]) -> Finding[T]:
    """The likeliest value: candidates that agree add up, and the best of them gives the evidence."""
    scores = [score(candidate, table) for candidate in candidates]
    top = max(scores)
    masses = [math.exp(value - top) for value in scores]
    total: dict[T, float] = {}
    for candidate, mass in zip(candidates, masses, strict=True):
        total[candidate.value] = total.get(candidate.value, 0.0) + mass
    value = max(total, key=lambda key: total[key])
    best = max(
        (pair for pair in zip(masses, candidates, strict=True) if pair[1].value == value),
        key=lambda pair: pair[0],
    )[1]
    return Finding(value, best.evidence, total[value] / sum(masses))


def accept(table: Mapping[str, float], candidate: Candidate[T]) -> float:
    """The probability that a candidate holds, taken by itself."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, score(candidate, table)))))
