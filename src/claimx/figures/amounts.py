"""Amounts: numbers with the magnitude, unit and sign written at them; nothing is shared or bounded yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from claimx.source import Span

__all__ = ["ARITHMETIC", "Amount", "Sign", "Unit", "is_whole", "shifted"]

Sign = Literal["", "+", "-"]

# Never the thread's context: a caller may have set its precision, and it would round our numbers.
ARITHMETIC = Context(prec=80)


def shifted(number: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten without rounding.

    >>> shifted(Decimal("3.2"), 9)
    Decimal('3200000000')
    """
    if power == 0:
        return number
    sign, digits, exponent = number.as_tuple()
    exponent = int(exponent) + power
    return Decimal((sign, (*digits, *(0,) * max(exponent, 0)), min(exponent, 0)))


def is_whole(number: Decimal) -> bool:
    """Whether a number has no decimals; any number, while ``%`` fails for those longer than its context."""
    return number == number.to_integral_value()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    ``name`` is a currency code, a percentage unit, or, when ``shared``, a noun several countries share
    ("dollar"), which the context decides. ``shift`` is -2 for cents.
    """

    kind: Literal["money", "percent"]
    name: str
    shared: bool = False
    shift: int = 0
    word: bool = True
    """Written as a word ("dollars"), not as a sign ("$")."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, with whatever was written at it."""

    span: Span
    number: Decimal
    magnitude: int | None = None
    unit: Unit | None = None
    sign: Sign = ""
    about: Span | None = None
    """The words that make it approximate by themselves ("une centaine de")."""
    year: bool = False
    """Written as a year is: four plain digits."""
    shared: bool = False
    """The unit is written at another number ("3 à 4 %": the 3)."""

    @property
    def is_money(self) -> bool:
        """Whether a currency is written at it."""
        return self.unit is not None and self.unit.kind == "money"

    @property
    def value(self) -> Decimal:
        """The number in whole units."""
        shift = self.unit.shift if self.unit else 0
        return shifted(self.number, (self.magnitude or 0) + shift)
