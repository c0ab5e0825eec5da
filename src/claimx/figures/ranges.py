"""Which two numbers are one range, and which are two figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from claimx.figures.amounts import ARITHMETIC, Amount
from claimx.figures.sharing import connection, cue, governed
from claimx.source import Source, Span

__all__ = ["Measure", "measures"]

_CLOSE = Decimal("1.5")  # "2,1 ou 2,2 milliards" is one range, "200 ou 400 euros" are two figures
_SPREAD = 4  # "5 % à 6 %" without "de" is a range, "0,2 % à 8 %" a change and a level


@dataclass(frozen=True, slots=True)
class Measure:
    """One amount, or the two ends of a range."""

    first: Amount
    last: Amount
    opened: Span | None = None
    """The words that make it a range; None when it is one amount."""

    @property
    def span(self) -> Span:
        """From the first number's sign to the last unit."""
        return Span(self.first.span.start, self.last.span.end)


def measures(source: Source, amounts: list[Amount]) -> list[Measure]:
    """Join the two ends of each range; every other amount with a unit stands alone."""
    out: list[Measure] = []
    joined: Amount | None = None
    for left, right in zip_longest(amounts, amounts[1:]):
        if left is joined or left.unit is None:
            continue
        opened = _opened(source, left, right, out[-1] if out else None) if right else None
        out.append(Measure(left, right, opened) if opened else Measure(left, left))
        joined = right if opened else None
    return out


def _opened(source: Source, left: Amount, right: Amount, previous: Measure | None) -> Span | None:
    """The words that make two amounts one range, or None."""
    kind = connection(source, left, right) if _same_unit(left, right) and _rises(left, right) else None
    gap = Span(left.span.end, right.span.start)
    if kind == "to":
        return gap if _spreads(source, left, right, previous.span.end if previous else 0) else None
    if kind == "or":
        near = right.value <= ARITHMETIC.multiply(left.value, _CLOSE) and not left.sign
        cells = source.slice(gap).strip() == "/" and not left.shared  # "137 / 158,9" in a table
        return gap if near and not cells else None
    if kind == "and":
        return _between(source, left) or (gap if _converts_range(source, left, previous) else None)
    return None


def _same_unit(left: Amount, right: Amount) -> bool:
    return bool(
        left.unit and right.unit and left.unit.kind == right.unit.kind and left.unit.name == right.unit.name
    )


def _rises(left: Amount, right: Amount) -> bool:
    """Whether the ends stand in the order of a range: "2 à 3 %", "-5 % à -3 %", "-1 % à +2 %"."""
    low, high = (-each.value if each.sign == "-" else each.value for each in (left, right))
    return low < high or (left.sign == right.sign == "-" and left.value < right.value)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?P<words>{cue('between').pattern})\ ?[\"«(]?\ ?\Z")


def _between(source: Source, left: Amount) -> Span | None:
    start = left.span.start
    match = _opening().search(source.folded, max(0, start - 14), start)
    return Span(*match.span("words")) if match else None


def _converts_range(source: Source, left: Amount, previous: Measure | None) -> bool:
    """As in "Entre 8 et 9 milliards de dollars (7 et 8 milliards d'euros)"."""
    if previous is None or previous.opened is None:
        return False
    return source.slice(Span(previous.span.end, left.span.start)).strip() == "("


def _spreads(source: Source, left: Amount, right: Amount, floor: int) -> bool:
    """Whether "X à Y" is one range, not a movement from X to Y, nor a change and a level."""
    percent = right.unit is not None and right.unit.kind == "percent"
    if governed(source, left, cue("spread"), floor):
        return True
    if not _OF.search(source.folded, max(0, left.span.start - 6), left.span.start):
        return (
            left.shared
            or _is_dash(source, left, right)
            or right.value <= left.value * (_SPREAD if percent else _CLOSE)
        )
    if governed(source, left, cue("move"), floor) or _MOVES_IN_BRACKETS.search(
        source.folded, max(0, left.span.start - 6), left.span.start
    ):
        return False
    rose = governed(source, left, cue("rise"), floor) and not governed(source, left, cue("ahead"), floor)
    if percent:
        return left.shared or not rose
    if rose or left.shared:
        return not rose
    return not governed(source, left, cue("change"), floor)


def _is_dash(source: Source, left: Amount, right: Amount) -> bool:
    """As in "5 M€ - 6 M€"."""
    return source.slice(Span(left.span.end, right.span.start)).strip() in ("-", "–", "—")


# A rise told again in brackets: "une hausse de 2 points (de 6 % à 8 %)".
_MOVES_IN_BRACKETS = re.compile(r"\(de \Z")
_OF = re.compile(r"(?:\bde |\bd')[+-]?\Z")
