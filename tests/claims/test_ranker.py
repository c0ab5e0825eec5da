"""Candidates, weights, and the likeliest value."""

from __future__ import annotations

import pytest

from claimx.claims.ranker import Candidate, accept, choose, shipped_weights
from claimx.source import Span

TABLE = {"near": 1.0, "far": -1.0}
NEAR = Candidate("revenue", (Span(0, 2),), {"near": 1.0})
FAR = Candidate("profit", (Span(4, 6),), {"far": 1.0})


def test_likeliest_wins_with_its_words() -> None:
    """The candidate with the greatest score wins and gives the evidence and the probability."""
    finding = choose(TABLE, [FAR, NEAR])
    assert (finding.value, finding.evidence) == ("revenue", (Span(0, 2),))
    assert finding.sure == pytest.approx(0.8808, abs=1e-4)


def test_agreement_adds_up() -> None:
    """Candidates of one value count together: two fair ones outweigh a better one."""
    fair = [Candidate("profit", (), {"near": 0.6}) for _ in range(2)]
    assert choose(TABLE, [NEAR, *fair]).value == "profit"


def test_unknown_features_weigh_nothing() -> None:
    """A feature without a weight changes nothing."""
    assert accept(TABLE, Candidate("x", (), {"new": 5.0})) == pytest.approx(0.5)


def test_shipped_weights_have_every_field() -> None:
    """The shipped file holds a table for each field and for the confidence."""
    fields = {
        "metric",
        "direction",
        "certainty",
        "subjects",
        "counterparties",
        "sources",
        "when",
        "confidence",
    }
    assert set(shipped_weights()) == fields
    assert all(shipped_weights()[field] for field in fields)
