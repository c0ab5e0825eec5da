"""Sums whose currency is not said again: "3,2 milliards d'euros, contre 2,9 milliards"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claimx.figures.amounts import Amount, Unit
from claimx.figures.money import expand_all
from claimx.figures.window import around, before
from claimx.lexicon import alternation, rows
from claimx.source import Source

__all__ = ["elided"]

_MILLION = 6  # as a power of ten
_BILLION = 9
_FAR = 2  # sentences
_HEAD = 70  # characters before a number in which a noun tells what is counted
_CLAUSE = re.compile(r"[;(–—]| - |, (?:pour|avec|soit|dont|contre)\b")


def elided(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give "2,9 milliards" the currency it is set against, when money and not things are counted."""
    out = list(amounts)
    following = _following(amounts)
    things: Amount | None = None
    paid: Amount | None = None
    for i, amount in enumerate(out):
        if amount.unit is not None:
            paid = amount if amount.unit.kind == "money" else paid
        elif amount.magnitude is None or amount.magnitude < _MILLION:
            continue
        elif _counts_things(source, amount) or _set_against_things(source, amount, things, paid):
            things = amount
        elif unit := _borrowed(source, amount, paid or following[i]):
            out[i] = paid = replace(amount, unit=unit)
    return out


def _following(amounts: list[Amount]) -> list[Amount | None]:
    """For each amount, the next one with a currency."""
    out: list[Amount | None] = []
    following: Amount | None = None
    for amount in reversed(amounts):
        out.append(following)
        following = amount if amount.unit and amount.unit.kind == "money" else following
    return out[::-1]


def _borrowed(source: Source, amount: Amount, other: Amount | None) -> Unit | None:
    """The currency of the nearest money, before or else behind.

    Billions are of money. Far from any money, a sentence with millions must speak of money itself: "on en
    comptait 1,1 million" does not.
    """
    if other is None or other.unit is None:
        return None
    distance = abs(source.sentence_index(amount.span) - source.sentence_index(other.span))
    near = distance <= _FAR or (amount.magnitude or 0) >= _BILLION
    if near or _money_words().search(source.slice(around(source, amount.span))):
        return replace(other.unit, shift=0)
    return None


@cache
def _money_words() -> re.Pattern[str]:
    words = alternation([*expand_all("elided_money", "money"), *expand_all("elided_money", "spent")])
    return re.compile(rf"(?<!\w)(?i:{words})(?!\w)")


def _set_against_things(source: Source, amount: Amount, things: Amount | None, paid: Amount | None) -> bool:
    """Whether the counterpart of "contre 2 millions" is "3 millions de voitures", said before."""
    if things is None or things.span.start < source.sentence(amount.span).start:
        return False
    if paid is None or paid.span.start < things.span.start:
        return True
    return things.magnitude == amount.magnitude != paid.magnitude


def _counts_things(source: Source, amount: Amount) -> bool:
    """Whether "3 millions" are of things, which is said right behind, or before in its clause."""
    text = source.folded
    if _counted().match(text, amount.span.end + 1):
        return True
    if behind := _behind().match(text, amount.span.end):
        return not behind["money"] or _is_counted(behind["money"], amount)
    head = _CLAUSE.split(source.slice(before(source, amount.span, _HEAD)))[-1]
    return bool(_counted().search(head))


def _is_counted(noun: str, amount: Amount) -> bool:
    """As in "Un million de contrats" counts contracts; "un milliard de contrats" is their worth."""
    return amount.magnitude == _MILLION and noun.casefold() in rows("elided_money")["countable"]["nouns"]


@cache
def _behind() -> re.Pattern[str]:
    """As in "de" behind a bare magnitude, with whether what follows is money."""
    money = alternation([*expand_all("elided_money", "money"), *expand_all("elided_money", "bound")])
    return re.compile(rf"\ (?:de\ |d')(?:(?P<money>(?i:{money})(?!\w))|\w)")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(expand_all('elided_money', 'counted'))}(?!\w)")
