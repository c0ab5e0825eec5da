"""What the date stage gives: expressions as written, then the periods they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimx.records import Period
from claimx.source import Span

__all__ = ["ResolvedDate", "Tense"]

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date expression and its period, resolved as far as the text allows."""

    span: Span
    period: Period
