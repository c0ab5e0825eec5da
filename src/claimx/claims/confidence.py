"""How sure a whole record is: the probability that company, metric, movement and certainty are right."""

from __future__ import annotations

from claimx.claims.definitions import Decided
from claimx.claims.ranker import Candidate, accept

__all__ = ["confidence"]


def confidence(decided: Decided) -> float:
    """0 to 1, from the probability of each field by the weights named ``confidence``."""
    features = {
        name: getattr(decided, name).sure for name in ("metric", "direction", "certainty", "subjects", "when")
    }
    return round(
        accept(decided.scene.weights["confidence"], Candidate(decided, (), {"one": 1.0, **features})), 3
    )
