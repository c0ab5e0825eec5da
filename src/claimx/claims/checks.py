"""Does the arithmetic of a text hold? A level, the level it is compared with, and the change told between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from claimx.claims.basis import basis_words, moves_to_next
from claimx.claims.cues import cue_finder
from claimx.claims.definitions import Decided, History
from claimx.figures.amounts import is_whole, shifted
from claimx.records import Check
from claimx.source import Span

__all__ = ["find_checks"]

_NEAR = 2  # figures between a pair of levels and its change
_BESIDE = 40  # characters beside a change in which "à taux constants" tells of it
_CLOSED = re.compile(r"[,;()]")
_NUMBER = re.compile(r"\d[\d .']*(?:[.,]\d+)?")
_ROUND = Decimal(1000)  # "200 000 euros" is exact to the thousand, not to the euro
_BASIS_POINTS = 100  # in a point


def find_checks(history: History) -> tuple[Check, ...]:
    """The levels told with their basis and their change, and whether the change is their difference.

    Only plain statements are checked: exact levels of one metric, company and unit in one sentence, and a
    change that the text does not call adjusted. All numbers count as rounded to the digits written.
    """
    out = []
    for value, basis in _pairs(history):
        change = _change(history, value, basis)
        if change is not None:
            out.append(_check(history, value, basis, change))
    return tuple(out)


def _pairs(history: History) -> Iterator[tuple[int, int]]:
    """The places of each level and its basis: "3 M€, contre 2 M€", "de 2 à 3 M€"."""
    for at, (one, following) in enumerate(pairwise(history)):
        if moves_to_next(one.scene, one.figure) and _comparable(following, one):
            yield at + 1, at
    for at, one in enumerate(history):
        if basis_words(one.scene, one.figure) is not None:
            level = next(
                (
                    back
                    for back in range(at - 1, max(-1, at - 2 - _NEAR), -1)
                    if _comparable(history[back], one)
                    and basis_words(history[back].scene, history[back].figure) is None
                ),
                None,
            )
            if level is not None:
                yield level, at


def _comparable(value: Decided, basis: Decided) -> bool:
    """Whether two figures are exact levels of the same thing, in one sentence."""
    one, other = value.figure, basis.figure
    return (
        value.scene.span == basis.scene.span
        and (one.kind, one.unit, one.per) == (other.kind, other.unit, other.per)
        and value.metric.value == basis.metric.value
        and value.subjects.value == basis.subjects.value
        and all(f.comparator == "exact" and f.low == f.high and f.sign != "+" for f in (one, other))
        and bool(other.low)
        and _NUMBER.search(value.scene.source.slice(one.span)) is not None
        and _NUMBER.search(basis.scene.source.slice(other.span)) is not None
        and (one.kind == "money" or value.metric.value in {"margin", "stake", "market_share", "rate"})
    )


def _change(history: History, value: int, basis: int) -> int | None:
    """The nearest figure that tells the change between two levels, if the text tells one plainly."""
    first, last = sorted((value, basis))
    places = range(max(0, first - _NEAR), min(len(history), last + 1 + _NEAR))
    telling = [at for at in places if at not in {value, basis} and _tells_change(history[at], history[value])]
    beside = [at for at in telling if _beside(history, at, first, last)]
    return min(beside, key=lambda at: (min(abs(at - first), abs(at - last)), at), default=None)


def _beside(history: History, at: int, first: int, last: int) -> bool:
    """Whether nothing but other changes stands between a change and its levels."""
    between = history[at + 1 : first] if at < first else history[last + 1 : at]
    return all(one.figure.kind == "percent" and one.direction.value is not None for one in between)


def _tells_change(change: Decided, level: Decided) -> bool:
    figure = change.figure
    units = {"percent"} if level.figure.kind == "money" else {"point", "basis_point"}
    return (
        change.scene.span == level.scene.span
        and figure.unit in units
        and figure.low is not None
        and figure.low == figure.high
        and figure.comparator in {"exact", "approx"}
        and change.direction.value in {"up", "down"}
        and change.metric.value == level.metric.value
        and change.subjects.value == level.subjects.value
        and basis_words(change.scene, figure) is None
        and not _adjusted(change)
    )


def _adjusted(change: Decided) -> bool:
    """Whether words beside a change say that it is at constant rates, organic or an average."""
    source, span = change.scene.source, change.figure.span
    before = _CLOSED.split(change.scene.before(span, _BESIDE))[-1]
    after = _CLOSED.split(change.scene.after(span, _BESIDE))[0]
    beside = Span(span.start - len(before), span.end + len(after))
    return bool(cue_finder("adjusted_changes").find(source, beside))


@dataclass(frozen=True, slots=True)
class _Interval:
    """The numbers that round to a number as written."""

    low: Decimal
    high: Decimal


def _check(history: History, value: int, basis: int, change: int) -> Check:
    level, before, told = (_interval(history[at]) for at in (value, basis, change))
    figure = history[change].figure
    falls = history[change].direction.value == "down"
    wanted = _Interval(-told.high, -told.low) if falls else told
    # "7 624 euros, contre 9 186 sous son successeur, soit une hausse de 20 %" counts from the first
    agrees = any(
        _meet(_difference(one, other, figure.unit), wanted)
        for one, other in ((level, before), (before, level))
    )
    now, then = (history[at].figure.low or Decimal(0) for at in (value, basis))
    computed = _difference(_Interval(now, now), _Interval(then, then), figure.unit).low
    return Check.model_validate(
        {
            "value": value,
            "basis": basis,
            "change": change,
            "computed": _rounded(computed),
            "unit": figure.unit,
            "agrees": agrees,
        }
    )


def _rounded(number: Decimal) -> Decimal:
    """A number to two decimals; one of more digits than a context holds has none to round."""
    exponent = number.as_tuple().exponent
    return (round(number, 2) if isinstance(exponent, int) and exponent < -2 else number).normalize() + 0  # noqa: PLR2004


def _difference(value: _Interval, basis: _Interval, unit: str) -> _Interval:
    """The least and the greatest change from a basis to a value: in percent, points or basis points."""
    if unit == "percent":
        return _Interval((value.low / basis.high - 1) * 100, (value.high / basis.low - 1) * 100)
    scale = _BASIS_POINTS if unit == "basis_point" else 1
    return _Interval((value.low - basis.high) * scale, (value.high - basis.low) * scale)


def _meet(one: _Interval, other: _Interval) -> bool:
    return one.low <= other.high and other.low <= one.high


def _interval(decided: Decided) -> _Interval:
    """A figure with the rounding its digits allow: "3,3 milliards" lies between 3,25 and 3,35."""
    figure = decided.figure
    number = abs(figure.low or Decimal(0))
    written = _NUMBER.search(decided.scene.source.slice(figure.span))
    digits = Decimal(re.sub(r"\D", "", written.group())) if written else Decimal(1)
    last = number / digits if digits else Decimal(1)
    if last == 1 and number >= _ROUND and is_whole(shifted(number, -3)):
        last = _ROUND
    half = last / 2 if figure.comparator == "exact" else last
    return _Interval(max(number - half, Decimal("1e-9")), number + half)
