"""Numbers side by side share a magnitude and a unit: "3 à 4 milliards", "2 euros au lieu de 4,20"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Literal

from claimx.figures.amounts import Amount, is_whole, shifted
from claimx.figures.vetoes import is_numbered
from claimx.figures.window import before
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = [
    "LONGEST_GAP",
    "alike",
    "closed",
    "connection",
    "cue",
    "forms_of",
    "governed",
    "reaches",
    "share_back",
    "taking",
]

Connection = Literal["to", "and", "or", "list"]

_CONNECTIONS: tuple[Connection, ...] = ("to", "and", "or", "list")
_YEAR_WORDS = 14  # characters before a year that may hold the word that says so
_REACH = 90  # characters before a number in which a verb still governs it
LONGEST_GAP = 30  # characters between two numbers that are joined
_ALIKE = 50  # numbers that share a unit do not differ more than this
_ENTRE = 12  # characters before a number within which "entre" opens a range
_FAR = 200  # nor the ends of a range this
_NEAR = 5  # nor the ends of one that says its thousands once this
_FRACTION = 10  # "3/4 %" is a fraction, "20/25 %" two figures
_THOUSAND = 1000
_THOUSANDS = 3  # as a power of ten


@cache
def cue(table: str) -> re.Pattern[str]:
    """The words of a table of ``lexicons/ranges.toml``."""
    return re.compile(rf"(?<!\w)(?i:{forms_of(table, 'forms')})(?!\w)")


def forms_of(table: str, key: str) -> str:
    """A pattern for the forms of a list of ``lexicons/ranges.toml``."""
    return alternation(form for row in rows("ranges")[table][key] for form in expand(row))


@cache
def _connector() -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{kind}>{forms_of('connectors', kind)})" for kind in _CONNECTIONS)
    return re.compile(rf"\ ?(?i:{kinds})\ ?")


def connection(source: Source, left: Amount, right: Amount) -> Connection | None:
    """How two numbers are joined; None when other words stand between them."""
    start, end = left.span.end, right.span.start
    match = _connector().fullmatch(source.folded, start, end) if start < end <= start + LONGEST_GAP else None
    return next((kind for kind in _CONNECTIONS if match and match[kind]), None)


def governed(source: Source, amount: Amount, words: re.Pattern[str], floor: int) -> bool:
    """Whether some words stand before a number, in its sentence and behind ``floor``, the figure before."""
    head = before(source, amount.span, _REACH)
    start = max(head.start, floor)
    return start < head.end and bool(words.search(source.folded, start, head.end))


def reaches(source: Source, left: Amount, right: Amount) -> bool:
    """Whether a number is near enough to one before it, on its line, to take its unit."""
    start, end = left.span.end, right.span.start
    return end - start <= 2 * _REACH and "\n" not in source.slice(Span(start, end))


def share_back(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give a bare number the unit and magnitude of the one it is joined to: "3 à 4 milliards d'euros"."""
    out = list(amounts)
    joined: Connection | None = None
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        if left.unit is None and right.unit is not None:
            left = _lettered(source, left)
            kind = connection(source, left, right)
        else:
            kind = None
        if kind in ("and", "list") and _is_article(source, left):
            kind = None  # "pour l'un et 2 % pour l'autre"
        if kind == "list" and _is_comma(source, left, right) and joined is None:
            kind = None  # "1, 2 et 3 milliards" shares; "le 15, 3 milliards" does not
        if kind and _between(source, left, kind):
            kind = "to"
        if kind and _may_share(left, right, kind) and not _is_denied(source, left, right):
            out[i], joined = taking(left, right), kind
        else:
            joined = None
    return out


def _lettered(source: Source, left: Amount) -> Amount:
    """As in "200K" of "entre 200K et 1M€": the letter multiplies when the other number is money."""
    end = left.span.end
    letter = _THOUSAND_LETTER.match(source.folded, end) if left.magnitude is None else None
    return replace(left, span=Span(left.span.start, end + 1), magnitude=_THOUSANDS) if letter else left


_THOUSAND_LETTER = re.compile(r"[kK](?= (?:à|et|ou) |[-–])")


def _between(source: Source, left: Amount, kind: Connection) -> bool:
    """Whether "et" closes a range: its ends may differ more, as in "entre 500 000 et un million"."""
    return kind == "and" and governed(source, left, cue("between"), left.span.start - _ENTRE)


def _is_denied(source: Source, left: Amount, right: Amount) -> bool:
    """Whether the first number is that of a thing ("n° 3 à 12 euros"), or of a mark or fraction ("15/20")."""
    text, start = source.folded, left.span.start
    if text[left.span.end : right.span.start] == "/" and max(left.number, right.number) < _FRACTION:
        return True
    if left.year and _says_year().search(text, max(0, start - _YEAR_WORDS), start):
        return True
    if text[start - 1 : start] == "/" and text[left.span.end : right.span.start].strip() != "/":
        return True
    return is_numbered(text, start)


@cache
def _says_year() -> re.Pattern[str]:
    """The words right before a year, which is no amount: "12.000 euros en 2017 à 14.910 euros"."""
    forms = {*rows("ranges")["year"]["forms"], *rows("months_days")["month"]}
    return re.compile(rf"(?<!\w)(?i:{alternation(forms)})[ -]\Z")


def _is_article(source: Source, left: Amount) -> bool:
    """Whether a written "un" is an article or a pronoun: always, but in "entre un et deux milliards"."""
    if left.number != 1 or not source.folded[left.span.start].isalpha():
        return False
    return not governed(source, left, cue("between"), left.span.start - _ENTRE)


def _is_comma(source: Source, left: Amount, right: Amount) -> bool:
    return source.slice(Span(left.span.end, right.span.start)).strip() == ","


def _may_share(left: Amount, right: Amount, kind: Connection) -> bool:
    if left.year and (right.magnitude is not None or right.number < _THOUSAND):
        return False  # "en 2020 et 3 millions"
    if left.magnitude is not None:
        return right.is_money
    if kind == "to":
        # "8 à 150 000 euros": eight of them
        return left.number * _FAR >= right.number or _means_thousands(left, right)
    return alike(left, right)


def alike(left: Amount, right: Amount) -> bool:
    """Whether two numbers are near enough to share a unit."""
    low, high = sorted((left.number, right.number))
    return low > 0 and high <= low * _ALIKE


def _shared_magnitude(left: Amount, right: Amount) -> int | None:
    """The magnitude of the second number, unless the first would tower over it.

    "De 800 à 1,2 milliard" starts at 800 millions, "de 800 000 à un million" at 800 000.
    """
    whole = right.magnitude or 0
    for power in (whole, whole - _THOUSANDS, 0):
        if 0 < power <= whole and shifted(left.number, power) < _ALIKE * shifted(right.number, whole):
            return power
    return None


def _means_thousands(left: Amount, right: Amount) -> bool:
    """As in "300 à 400 000 euros", "10 à 20 000": the thousands are said once, of numbers that are near."""
    thousand = shifted(left.number, _THOUSANDS)
    return (
        not right.magnitude
        and left.number < _THOUSAND
        and thousand < right.number <= thousand * _NEAR
        and is_whole(shifted(right.number, -3))
    )


def taking(left: Amount, right: Amount) -> Amount:
    """Give the first of two numbers the unit of the second, and its magnitude."""
    if left.magnitude is None and _means_thousands(left, right):
        return replace(left, magnitude=_THOUSANDS, unit=right.unit, shared=True, year=False)
    magnitude = _shared_magnitude(left, right) if left.magnitude is None else left.magnitude
    return replace(left, magnitude=magnitude, unit=right.unit, shared=True, year=False)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[.,;:)!?\n»\"]|\Z|(?i:{forms_of('set_against', 'closed_by')})(?!\w))")


def closed(source: Source, amount: Amount) -> bool:
    """Whether nothing that could be counted stands behind a number: "contre 2,9 en 2023"."""
    return bool(_closing().match(source.folded, amount.span.end))
