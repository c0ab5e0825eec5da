"""What the figure stage finds: amounts and percentages as written, before any reading of their sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from claimx.records import Comparator
from claimx.source import Span

__all__ = ["Figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount of money or a percentage as written.

    ``low`` and ``high`` are never negative: the sign stands apart, since only the sentence tells a level
    ("-70 M€ de cash flow", negative) from a movement ("-3 %", direction down). "(6,5) %" has sign "-".
    One exception: a range across zero ("entre -1 % et +2 %") has a negative ``low`` and no sign.
    """

    span: Span
    kind: Literal["money", "percent"]
    low: Decimal | None
    high: Decimal | None
    unit: str
    """A currency code for money; "percent", "point" or "basis_point" for a percentage."""
    comparator: Comparator = "exact"
    sign: Literal["", "+", "-"] = ""
    per: str | None = None
    bound: Span | None = None
    """The words that state the comparator ("plus de"), outside or inside ``span``; None for "exact"."""
