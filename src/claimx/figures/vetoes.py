"""What looks like a figure and is none: "CAC 40", "un franc succès", "12 livres" of a bookshop."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claimx.figures.amounts import Amount
from claimx.figures.window import before
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source

__all__ = ["is_figure", "is_numbered"]

_REACH = 60  # characters before coins in which a verb still governs them
_MOST = Decimal(10) ** 20  # no sum of the world is larger, in any currency


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(rows('not_figures')['before']['words'])}\ ?\Z")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\ (?i:{alternation(_written('after'))})(?!\w)")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?i:{alternation(_written('whole'))})(?!\w)")


def _written(table: str) -> list[str]:
    return [form for row in rows("not_figures")[table]["forms"] for form in expand(row)]


@cache
def _things(noun: str) -> re.Pattern[str] | None:
    forms = [form for row in rows("not_figures")["books"].get(noun, ()) for form in expand(row)]
    return re.compile(rf"\ (?i:{alternation(forms)})(?!\w)") if forms else None


@cache
def _one(key: str) -> re.Pattern[str]:
    forms = alternation(form for row in rows("not_figures")["one"][key] for form in expand(row))
    return re.compile(rf"\ (?i:{forms})(?!\w)" if key == "after" else rf"(?<!\w)(?i:{forms})\ \Z")


def _is_currency_itself(text: str, amount: Amount) -> bool:
    """As in "un euro fort", "pas un centime": nothing is counted."""
    start, end = amount.span.start, amount.span.end
    is_money = amount.is_money
    if not is_money or amount.number != 1 or amount.magnitude or not text[start].isalpha():
        return False
    return bool(_one("after").match(text, end) or _one("before").search(text, max(0, start - 6), start))


@cache
def _holding(key: str) -> re.Pattern[str]:
    forms = alternation(form for row in rows("not_figures")["holdings"][key] for form in expand(row))
    return re.compile(rf"\ (?i:{forms})(?!\w)" if key == "after" else rf"(?<!\w)(?i:{forms})(?!\w)")


def _is_held(source: Source, amount: Amount) -> bool:
    """Whether coins are things held or stolen, not a sum paid."""
    if amount.unit is None or amount.unit.name not in rows("not_figures")["holdings"]["codes"]:
        return False
    text, head = source.folded, before(source, amount.span, _REACH)
    return bool(
        _holding("after").match(text, amount.span.end)
        or _holding("before").search(text, head.start, head.end)
    )


def is_numbered(text: str, start: int) -> bool:
    """Whether a number is that of a thing: "n° 3", "page 12", "CAC 40"."""
    return bool(_before().search(text, max(0, start - 12), start))


def is_figure(source: Source, amount: Amount) -> bool:
    """Whether an amount with a unit is one indeed."""
    text, start, end = source.folded, amount.span.start, amount.span.end
    # A number with its own per cent sign is the move of the name before it: "Airbus -0,4 %".
    own_percent = amount.unit is not None and amount.unit.kind == "percent" and not amount.shared
    if amount.value >= _MOST or (is_numbered(text, start) and not own_percent):
        return False
    if _after().match(text, end) or _whole().match(text, start):
        return False
    if _is_currency_itself(text, amount) or _is_held(source, amount):
        return False
    things = _things(amount.unit.name) if amount.unit and amount.unit.shared else None
    return not (things and things.match(text, end))
