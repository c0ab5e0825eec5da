"""Sums whose currency is not said again: "3,2 milliards d'euros, contre 2,9 milliards"."""

from __future__ import annotations

from dataclasses import replace

from claimx.figures.amounts import Amount, Unit
from claimx.figures.conversions import converts
from claimx.figures.counting import counts, money_words
from claimx.figures.window import around
from claimx.source import Source

__all__ = ["elided"]

_MILLION = 6  # as a power of ten
_BILLION = 9
_FAR = 2  # sentences


def elided(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give "2,9 milliards" the currency it is set against, when money and not things are counted."""
    out = list(amounts)
    following = _following(source, amounts)
    things: Amount | None = None
    paid: Amount | None = None
    usual: set[str] = set()
    for i, amount in enumerate(out):
        if amount.unit is not None:
            paid = amount if _is_basis(source, amount, paid, usual) else paid
            usual.update({paid.unit.name} if paid and paid.unit else ())
        elif amount.magnitude is None or amount.magnitude < _MILLION:
            continue
        elif _is_of_things(source, amount, things, paid):
            things = amount
        elif unit := _borrowed(source, amount, _nearest(source, amount, paid, following[i])):
            out[i] = paid = replace(amount, unit=unit)
    return out


def _is_basis(source: Source, amount: Amount, paid: Amount | None, usual: set[str]) -> bool:
    """Whether what comes after is in the currency of this amount.

    A conversion does not change it, unless it tells a sum in the currency that the text had used before.
    """
    if amount.unit is None or not amount.is_money:
        return False
    return amount.unit.name in usual or not converts(source, paid, amount)


def _is_of_things(source: Source, amount: Amount, things: Amount | None, paid: Amount | None) -> bool:
    counted = counts(source, amount)
    if counted == "unsaid":
        return _set_against_things(source, amount, things, paid)
    return counted == "things"


def _following(source: Source, amounts: list[Amount]) -> list[Amount | None]:
    """For each amount, the next one with a currency."""
    out: list[Amount | None] = []
    following: Amount | None = None
    for amount in reversed(amounts):
        out.append(None if converts(source, amount, following) else following)
        following = amount if amount.is_money else following
    return out[::-1]


def _nearest(source: Source, amount: Amount, paid: Amount | None, following: Amount | None) -> Amount | None:
    """The money before, unless it is far and the next sentence names another."""
    if paid is None or following is None:
        return paid or following
    place = source.sentence_index(amount.span)
    far = place - source.sentence_index(paid.span) > _FAR
    return following if far and source.sentence_index(following.span) - place <= 1 else paid


def _borrowed(source: Source, amount: Amount, other: Amount | None) -> Unit | None:
    """The currency of the nearest money, before or else behind.

    Billions are of money. Far from any money, a sentence with millions must speak of money itself: "on en
    comptait 1,1 million" does not.
    """
    if other is None or other.unit is None:
        return None
    distance = abs(source.sentence_index(amount.span) - source.sentence_index(other.span))
    near = distance <= _FAR or (amount.magnitude or 0) >= _BILLION
    if near or money_words().search(source.slice(around(source, amount.span))):
        return replace(other.unit, shift=0)
    return None


def _set_against_things(source: Source, amount: Amount, things: Amount | None, paid: Amount | None) -> bool:
    """Whether the counterpart of "contre 2 millions" is "3 millions de voitures", said before."""
    if things is None or things.span.start < source.sentence(amount.span).start:
        return False
    if paid is None or paid.span.start < things.span.start:
        return True
    return things.magnitude == amount.magnitude != paid.magnitude
