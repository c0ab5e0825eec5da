"""How sure a whole record is: the probability that company, metric, movement and certainty are right."""

from __future__ import annotations

from claimx.claims.definitions import Decided
from claimx.claims.ranker import Candidate, Weights, accept

__all__ = ["confidence", "overall", "sures"]

_FIELDS = ("metric", "direction", "certainty", "subjects", "when")


def confidence(decided: Decided) -> float:
    """0 to 1, from the probability of each field by the weights named ``confidence``."""
    return round(overall(sures(decided), decided.scene.weights), 3)


def sures(decided: Decided) -> dict[str, float]:
    """The probability of each field, as features."""
    return {"one": 1.0, **{name: getattr(decided, name).sure for name in _FIELDS}}


def overall(features: dict[str, float], weights: Weights) -> float:
    """The probability of a record, from those of its fields."""
    return accept(weights["confidence"], Candidate(None, (), features))
