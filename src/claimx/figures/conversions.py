"""Amounts told again in another currency: "96 milliards de FCFA (146 millions d'euros)"."""

from __future__ import annotations

import re

from claimx.figures.amounts import Amount
from claimx.source import Source

__all__ = ["converts"]

_LONGEST = 60  # characters: "(soit entre 2,3 et 2,5 milliards d'euros au cours actuel)"
# In brackets behind the sum, or behind "soit" or "ou"; the bracket may open with the low end of a range.
_TOLD_AGAIN = re.compile(r"[ ,]*(?:\(|soit |ou )[^()]*")


def converts(source: Source, main: Amount | None, amount: Amount | None) -> bool:
    """Whether an amount is that of ``main``, right before it, told again in another currency."""
    if main is None or amount is None or main.unit is None or amount.unit is None:
        return False
    if "percent" in (main.unit.kind, amount.unit.kind) or main.unit.name == amount.unit.name:
        return False
    start, end = main.span.end, amount.span.start
    return start < end <= start + _LONGEST and bool(_TOLD_AGAIN.fullmatch(source.folded, start, end))
