"""A bare number takes the unit of a figure said before it: "33 euros, contre 11", "il en réclamait 12"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claimx.figures.amounts import Amount
from claimx.figures.conversions import converts
from claimx.figures.pronouns import told
from claimx.figures.sharing import LONGEST_GAP, alike, closed, cue, forms_of, governed, reaches, taking
from claimx.source import Source, Span

__all__ = ["share_on"]

_SUSPENDED = 100  # "10 000 euros dont 5 000 avec sursis"; smaller numbers are months
_THOUSAND = 1000


def share_on(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give a bare number the unit of a figure of its sentence that it is set against, or moves to."""
    out = list(amounts)
    basis: Amount | None = None
    paid: Amount | None = None
    for i, amount in enumerate(out):
        if amount.unit is not None:
            _share_moved(source, out, i)
            basis = basis if converts(source, basis, amount) else amount
            paid = basis if basis and basis.is_money else paid
        elif amount.magnitude is None and not amount.year and source.folded[amount.span.start].isdigit():
            # Never a word: "neuf ans au lieu de quatre". Of "3 % (182 contre 59)", the last is no percentage.
            basis = _completed(source, basis, paid, amount)
            if basis:
                out[i] = basis
                paid = basis if basis and basis.is_money else paid
    return out


def _completed(source: Source, basis: Amount | None, paid: Amount | None, amount: Amount) -> Amount | None:
    """A bare number with the unit of the figure before it, or of the last sum; None when it has neither."""
    if basis and _follows(source, basis, amount):
        return replace(amount, unit=basis.unit, magnitude=basis.magnitude, shared=True)
    return told(source, paid, amount, interrupted=basis is None)


def _share_moved(source: Source, amounts: list[Amount], at: int) -> None:
    """As in "Passé de 4 en 2021 à 6,5 euros": the first takes the unit of the second."""
    right = amounts[at]
    behind = at - 2 if at > 1 and amounts[at - 1].year else at - 1
    if behind < 0 or amounts[behind].unit is not None or amounts[behind].year:
        return
    left = amounts[behind]
    gap = source.slice(Span(left.span.end, right.span.start))
    floor = amounts[behind - 1].span.end if behind else 0
    if len(gap) <= LONGEST_GAP and _DATED.fullmatch(gap) and governed(source, left, cue("move"), floor):
        amounts[behind] = taking(left, right)


_DATED = re.compile(r" (?:en|fin|au|début|à la) [\w ]{2,20},? à (?:près de |environ |plus de )?")


def _follows(source: Source, basis: Amount, amount: Amount) -> bool:
    if not reaches(source, basis, amount) or not alike(amount, basis):
        return False
    between = Span(basis.span.end, amount.span.start)
    return (
        _stands_against(source, amount)
        or _stands_in_brackets(source, amount)
        or _stands_in_list(source, between, amount)
        or _stands_in_gap(source, basis, amount)
        or _is_suspended(source, basis, amount)
    )


@cache
def _set_against() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{forms_of('set_against', 'forms')})\ ?\Z")


def _stands_against(source: Source, amount: Amount) -> bool:
    """As in "Contre 2,9 un an plus tôt", "au lieu de 4,20": nothing that could be counted follows."""
    text, start = source.folded, amount.span.start
    return bool(_set_against().search(text, max(0, start - 24), start)) and closed(source, amount)


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"\ (?i:{forms_of('set_against', 'in_brackets')})(?!\w)")


def _stands_in_brackets(source: Source, amount: Amount) -> bool:
    """As in "50 euros (52 auparavant)"."""
    text, start = source.folded, amount.span.start
    return text[start - 1 : start] == "(" and bool(_told().match(text, amount.span.end))


@cache
def _suspended() -> re.Pattern[str]:
    return re.compile(rf"\ (?i:{forms_of('set_against', 'suspended')})(?!\w)")


def _is_suspended(source: Source, basis: Amount, amount: Amount) -> bool:
    """As in "10 000 euros d'amende, dont 5 000 avec sursis"."""
    behind = _suspended().match(source.folded, amount.span.end)
    return basis.is_money and amount.number >= _SUSPENDED and behind is not None


_IN_YEAR = re.compile(r" en (?:19|20)[0-9]{2}(?:,| puis| et|;)? ?(?:puis |et )?")


def _stands_in_list(source: Source, between: Span, amount: Amount) -> bool:
    """As in "300 millions en 2024, 500 en 2025": the same shape once more."""
    return bool(_IN_YEAR.fullmatch(source.slice(between)) and _IN_YEAR.match(source.folded, amount.span.end))


def _stands_in_gap(source: Source, basis: Amount, amount: Amount) -> bool:
    """As in "Le premier met 90.000 euros, le second 75.000", "10.000 euros par an, 5.000 au-delà"."""
    start = amount.span.start
    if not basis.is_money or basis.magnitude is not None:
        return False
    ends = source.folded[amount.span.end : amount.span.end + 1] in (",", ".", ";")
    ends = ends or bool(_beyond().match(source.folded, amount.span.end))
    thousands = min(amount.number, basis.number) >= _THOUSAND
    return thousands and ends and source.folded[max(0, start - 2) : start] == ", "


@cache
def _beyond() -> re.Pattern[str]:
    return re.compile(rf"\ (?i:{forms_of('set_against', 'beyond')})(?!\w)")
