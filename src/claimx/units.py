"""Pint quantities for the amounts of the records: currencies as base units, and what a price is per.

The registry is ours and small (Pint's own takes half a second to build); it is made on first use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Context, Decimal, localcontext
from functools import cache
from threading import Lock

import pint
from pint.facets.plain import PlainQuantity

from claimx.errors import ConversionError, InputError

__all__ = ["convert", "quantity", "registry"]

_PERCENT_UNITS = ("percent", "point", "basis_point")
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,4}")
_DEFINING = Lock()


@cache
def registry() -> pint.UnitRegistry[Decimal]:
    """The registry all claimx quantities share: numbers are ``Decimal``, units defined as they come up."""
    units: pint.UnitRegistry[Decimal] = pint.UnitRegistry(None, non_int_type=Decimal)
    units.define("fraction = []")
    units.define("percent = 0.01 * fraction = %")
    units.define("point = 0.01 * fraction")
    units.define("basis_point = 0.0001 * fraction")
    return units


def quantity(number: Decimal | None, unit: str, per: str | None) -> pint.Quantity[Decimal]:
    """A quantity of ``number`` in a currency (ISO 4217) or percent unit, by ``per`` when given ("action")."""
    if number is None:
        raise InputError("this figure states no number: it has neither low nor high")
    units = registry()
    name = unit if unit in _PERCENT_UNITS else _defined(unit, f"currency_{unit}")
    if per is not None:
        label = _unit_name(per)
        return units.Quantity(number, f"{name} / {_defined(label, f'item_{label}')}")
    return units.Quantity(number, name)


def convert(number: Decimal, source: str, target: str, rates: Mapping[tuple[str, str], Decimal]) -> Decimal:
    """Convert ``number`` of currency ``source`` to ``target`` through a Pint context built from ``rates``.

    ``rates[source, target]`` is the number of ``target`` units that one ``source`` unit buys; the inverse
    pair serves too. Raises ``ConversionError`` when neither is there, or when the rate is not positive.
    """
    for code in (source, target):
        if not _CODE.fullmatch(code):
            raise ConversionError(f"{code!r} is no currency code; use ISO 4217 ('EUR', 'USD')")
    if source == target:
        return number
    direct, inverse = rates.get((source, target)), rates.get((target, source))
    rate = direct if direct is not None else inverse
    if rate is None:
        raise ConversionError(
            f"no rate from {source} to {target}: pass rates={{({source!r}, {target!r}): ...}}"
        )
    if not isinstance(rate, Decimal) or not rate.is_finite() or rate <= 0:
        raise ConversionError(
            f"the rate between {source} and {target} must be a positive Decimal, not {rate!r}"
        )
    held, wanted = quantity(number, source, None), _defined(target, f"currency_{target}")

    def exchange(
        ureg: pint.UnitRegistry[Decimal], value: PlainQuantity[Decimal], **_: object
    ) -> PlainQuantity[Decimal]:
        bought = value.magnitude * rate if direct is not None else value.magnitude / rate
        return ureg.Quantity(bought, wanted)

    context = pint.Context()
    context.add_transformation(f"[currency_{source}]", f"[currency_{target}]", exchange)
    with localcontext(Context()):  # the caller's precision is the caller's: a rate is not to be cut to it
        return Decimal(held.to(wanted, context).magnitude)


def _defined(name: str, dimension: str) -> str:
    """Make sure the registry knows a base unit, and return its name."""
    units = registry()
    with _DEFINING:
        if name not in units:
            units.define(f"{name} = [{dimension}]")
    return name


def _unit_name(per: str) -> str:
    """A unit name from French words: "mégawatt-heure" → "megawatt_heure" (Pint names hold no accents)."""
    bare = unicodedata.normalize("NFKD", per).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"\W+", "_", bare).strip("_")
    # "par point" is not per percentage point, and a name cannot begin with a digit.
    return name if name[:1].isalpha() and name not in _PERCENT_UNITS else f"item_{name}"
