"""Numbers side by side: what they share, and which pairs are one range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claimx.figures.amounts import ARITHMETIC, Amount
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = ["Measure", "measures", "share_back", "share_on"]

_REACH = 90  # characters before a number in which a verb still governs it
_ALIKE = 50  # numbers that share a magnitude do not differ more than this
_CLOSE = Decimal("1.5")  # "1,7 ou 1,8 milliard" is one range, "200 ou 400 euros" two figures
_SPREAD = 4  # "5 % à 6 %" without "de" is a range, "0,2 % à 8 %" a change and a level


@dataclass(frozen=True, slots=True)
class Measure:
    """One amount, or the two ends of a range."""

    first: Amount
    last: Amount
    opened: Span | None = None
    """The words that make it a range."""

    @property
    def span(self) -> Span:
        """From the first number's sign to the last unit."""
        return Span(self.first.span.start, self.last.span.end)

    @property
    def is_range(self) -> bool:
        """Whether there are two ends."""
        return self.first is not self.last


@cache
def _connector(kind: str) -> re.Pattern[str]:
    return re.compile(
        rf"\ ?(?i:{alternation(form for row in rows('ranges')['connectors'][kind] for form in expand(row))})\ ?"
    )


def _connection(source: Source, left: Amount, right: Amount) -> str | None:
    """How two numbers are joined ("to", "and", "or", "list"), None when other words stand between."""
    start, end = left.span.end, right.span.start
    if not start < end < start + 30:
        return None
    gap = source.folded[start:end]
    return next((kind for kind in ("to", "and", "or", "list") if _connector(kind).fullmatch(gap)), None)


@cache
def _cue(table: str, key: str = "forms", tail: str = "") -> re.Pattern[str]:
    forms = alternation(form for row in rows("ranges")[table][key] for form in expand(row))
    return re.compile(rf"(?<!\w)(?i:{forms})(?!\w){tail}")


def share_back(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give a bare number the unit and magnitude of the next one it is joined to: "3 à 4 milliards d'euros"."""
    out = list(amounts)
    kinds: dict[int, str] = {}
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        if left.unit is not None or right.unit is None:
            continue
        kind = _connection(source, left, right) or _moved(source, left, right)
        if kind is None or (
            kind == "list"
            and source.folded[left.span.end] == ","
            and kinds.get(i + 1) is None
            and not _denied(source, left)
        ):
            continue
        if _may_share(left, right, kind):
            out[i] = _taking(left, right)
            kinds[i] = kind
    return out


def _denied(source: Source, left: Amount) -> bool:
    """ "Non pas de cinq, mais de 35 millions": the gap holds more than a comma."""
    return (
        len(source.folded[left.span.end : left.span.end + 6].split()) > 1
        and source.folded[left.span.end : left.span.end + 6].strip(", ").isalpha()
    )


def _may_share(left: Amount, right: Amount, kind: str) -> bool:
    if left.year and (right.magnitude is not None or right.number < 1000 or right.unit is None):  # noqa: PLR2004
        return False
    if left.magnitude is not None:
        return right.unit is not None and right.unit.kind == "money"
    if kind == "to":
        return True
    return _alike(left, right)


def _alike(left: Amount, right: Amount) -> bool:
    low, high = sorted((left.number, right.number))
    return low > 0 and high <= low * _ALIKE


def _taking(left: Amount, right: Amount) -> Amount:
    magnitude = left.magnitude
    if magnitude is None:
        magnitude = right.magnitude
        if magnitude is not None and magnitude > 3 and left.number >= right.number * _ALIKE:  # noqa: PLR2004
            magnitude -= 3  # "de 800 à 1,2 milliard": 800 millions
    return replace(left, magnitude=magnitude, unit=right.unit, shared=True)


def _moved(source: Source, left: Amount, right: Amount) -> str | None:
    """ "Passé de 5,5 en 2016 à 7,9 euros": a date between the two, and a verb that moves the value."""
    gap = source.folded[left.span.end : right.span.start]
    if len(gap) > 30 or not re.fullmatch(r" (?:en|fin|au) [\w ]{2,20} à ", gap):
        return None
    return "to" if _governed(source, left, _cue("move")) else None


@cache
def _set_against() -> re.Pattern[str]:
    forms = alternation(form for row in rows("ranges")["set_against"]["forms"] for form in expand(row))
    return re.compile(rf"(?<!\w)(?i:{forms})\ ?\Z")


@cache
def _closed() -> re.Pattern[str]:
    forms = alternation(rows("ranges")["set_against"]["closed_by"])
    return re.compile(rf"\s*(?:[.,;:)!?\n]|\Z|(?i:{forms})(?!\w))")


def share_on(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give a bare number the unit of the figure it is set against: "2 euros au lieu de 3,85"."""
    out = list(amounts)
    basis: Amount | None = None
    for i, amount in enumerate(out):
        if amount.unit is not None:
            basis = amount
        elif basis is not None and amount.magnitude is None and _stands_against(source, basis, amount):
            out[i] = replace(amount, unit=basis.unit, magnitude=basis.magnitude, shared=True)
        elif basis is not None and amount.magnitude is None and _stands_in_list(source, basis, amount):
            out[i] = basis = replace(amount, unit=basis.unit, magnitude=basis.magnitude, shared=True)
    return out


def _stands_against(source: Source, basis: Amount, amount: Amount) -> bool:
    text, start, end = source.folded, amount.span.start, amount.span.end
    return (
        start - basis.span.end < 2 * _REACH
        and not amount.year
        and bool(_set_against().search(text, max(0, start - 24), start))
        and bool(_closed().match(text, end))
        and _alike(amount, basis)
        and "\n" not in text[basis.span.end : start]
    )


_IN_YEAR = re.compile(r" en (?:19|20)[0-9]{2},? (?:puis |et )?")


def _stands_in_list(source: Source, basis: Amount, amount: Amount) -> bool:
    """ "400 millions en 2021, 800 en 2022": the same shape once more."""
    text = source.folded
    between = text[basis.span.end : amount.span.start]
    return (
        len(between) < 20
        and bool(_IN_YEAR.fullmatch(between))
        and bool(_IN_YEAR.match(text[amount.span.end :][:12] + " "))
    )  # noqa: E501


def measures(source: Source, amounts: list[Amount]) -> list[Measure]:
    """Join the two ends of each range; every other amount with a unit stands alone."""
    out: list[Measure] = []
    joined: Amount | None = None
    for left, right in [*pairwise(amounts), (amounts[-1], None)] if amounts else []:
        if left is joined:
            continue
        opened = _range(source, left, right) if right else None
        if right and opened:
            out.append(Measure(left, right, opened))
            joined = right
        elif left.unit is not None:
            out.append(Measure(left, left))
    return out


def _range(source: Source, left: Amount, right: Amount) -> Span | None:
    """The words that make two amounts one range, or None."""
    if (
        left.unit is None
        or right.unit is None
        or left.unit.kind != right.unit.kind
        or left.unit.name != right.unit.name
    ):
        return None
    kind = _connection(source, left, right)
    gap = Span(left.span.end, right.span.start)
    rising = left.value < right.value or (left.value > right.value and right.sign == "-")
    if not rising or kind in (None, "list"):
        return None
    if kind == "or":
        return gap if right.value <= ARITHMETIC.multiply(left.value, _CLOSE) and not left.sign else None
    if kind == "and":
        return _opened_by_between(source, left)
    return gap if _spreads(source, left, right) else None


def _opened_by_between(source: Source, left: Amount) -> Span | None:
    start = left.span.start
    head = source.folded[max(0, start - 12) : start]
    match = _cue("between", tail=r"\ ?[\"«(]?\ ?\Z").search(head)
    return Span(start - len(head) + match.start(), start) if match else None


def _governed(source: Source, left: Amount, cue: re.Pattern[str]) -> re.Match[str] | None:
    """The last of some words that stand before a number in its sentence."""
    text, start = source.folded, left.span.start
    head = max(source.sentence(left.span).start, start - _REACH)
    found = None
    for match in cue.finditer(text, head, start):
        found = match
    return found


def _spreads(source: Source, left: Amount, right: Amount) -> bool:
    """Whether "X à Y" is one range and not a movement from X to Y, nor a change and a level."""
    if _governed(source, left, _cue("spread")):
        return True
    if not _OF.search(source.folded, max(0, left.span.start - 6), left.span.start):
        return left.shared or (
            right.unit is not None and right.unit.kind == "percent" and right.value <= left.value * _SPREAD
        )
    if _governed(source, left, _cue("move")):
        return False
    rises = _governed(source, left, _cue("rise")) and not _governed(source, left, _cue("ahead"))
    if right.unit is not None and right.unit.kind == "money":
        return not rises and (left.shared or not _governed(source, left, _cue("change")))
    return left.shared or not rises


_OF = re.compile(r"(?:\bde |\bd')(?:\+|-)?\Z")
