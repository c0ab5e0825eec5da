"""Extractions made by hand, for the tests of the charts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from claimx.records import Claim, Evidence, Extraction, Money, Percentage, When

__all__ = ["claim", "euros", "extraction", "percent", "period"]

TEXT = "Verrelec vise 6 M€."


def euros(low: str | None, high: str | None = None, **fields: Any) -> Money:  # noqa: ANN401
    """An amount in euros unless said; exact when one number is given and no comparator."""
    high = low if high is None and "comparator" not in fields else high
    return Money.model_validate({"low": low, "high": high, "currency": "EUR", **fields})


def percent(value: str, **fields: Any) -> Percentage:  # noqa: ANN401
    """An exact percentage."""
    return Percentage(low=Decimal(value), high=Decimal(value), **fields)


def period(start: str | None, end: str | None, relation: str = "in", **fields: Any) -> When:  # noqa: ANN401
    """A period and how it bears on the figure."""
    return When.model_validate({"start": start, "end": end, "relation": relation, **fields})


def claim(figure: Money | Percentage, **fields: Any) -> Claim:  # noqa: ANN401
    """A claim of "6 M€" in ``TEXT``, of Verrelec's revenue unless said."""
    bare = {"metric": "revenue", "direction": None, "certainty": "stated", "confidence": 0.9}
    names = {"subjects": ("Verrelec",), "counterparties": (), "sources": (), "when": ()}
    place = {"start": 14, "end": 18, "text": "6 M€", "figure": figure, "evidence": Evidence()}
    return Claim.model_validate({**bare, **names, **place, **fields})


def extraction(*claims: Claim, published: str | None = "2024-07-30", text: str = TEXT) -> Extraction:
    """An extraction of these claims."""
    day = None if published is None else date.fromisoformat(published)
    return Extraction(text=text, published=day, companies=(), claims=claims, dates=())
