"""Comparators: how the words beside a figure bound the truth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from claimx.lexicon import alternation, expand, rows, single_spaced
from claimx.records import Comparator
from claimx.source import Source, Span

__all__ = ["Bound", "bound_of", "cues_before"]

_REACH = 48  # the longest cue, with what may follow it
_LOOK = 5  # characters: enough to tell "plus de" from "une de"


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator and the words that state it."""

    comparator: Comparator
    span: Span


@cache
def _forms(table: str) -> Mapping[str, Comparator]:
    return {
        form.casefold(): comparator
        for comparator, forms in rows("comparators")[table].items()
        for row in forms
        for form in expand(row)
    }


@cache
def cues_before() -> str:
    """The words that bound the number behind them, as part of a pattern."""
    return alternation(_forms("before"))


@cache
def _before() -> re.Pattern[str]:
    words, signs = cues_before(), alternation(_forms("signs"))
    ignored = alternation(form for row in rows("comparators")["none"]["forms"] for form in expand(row))
    return re.compile(
        rf"(?:(?<!\w)(?i:(?P<none>{ignored})|(?P<cue>{words}))|(?P<sign>{signs}))(?:(?<=')|[\ ])?[\"«(]?\ ?\Z"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf",?\ (?P<open>\()?(?P<cue>(?i:{alternation(_forms('after'))}))(?!\w)(?(open)\))"
        r"(?!\ ?[0-9]|\ de\ (?:[0-9]|la\ ))"  # "60 euros et plus de 95 %"
    )


@cache
def _awaited() -> re.Pattern[str]:
    words = alternation(form for row in rows("comparators")["awaited"]["words"] for form in expand(row))
    return re.compile(rf"\ (?i:{words})(?:(?<=')|(?!\w))")


@cache
def _endings() -> frozenset[str]:
    """The last characters of each form that may stand before a number."""
    ignored = (form.casefold() for row in rows("comparators")["none"]["forms"] for form in expand(row))
    return frozenset(form[-_LOOK:] for form in (*_forms("before"), *_forms("signs"), *ignored))


def _may_end_cue(text: str, start: int) -> bool:
    """A quick look before a figure: most have no such words there."""
    head = text[max(0, start - _LOOK - 3) : start].rstrip(' "«(').casefold()
    return any(head[-length:] in _endings() for length in range(1, _LOOK + 1))


def bound_of(source: Source, span: Span, ends: tuple[int, ...]) -> Bound | None:
    """The comparator of a figure: the words before it, else those behind one of ``ends``.

    ``ends`` are where the figure ends, and where what it is per ends: "10 euros par mois minimum".
    """
    text = source.folded
    near = _may_end_cue(text, span.start)
    match = _before().search(text, max(0, span.start - _REACH), span.start) if near else None
    if match:
        if match["none"]:
            return None
        key = match["cue"] or match["sign"]
        name = "cue" if match["cue"] else "sign"
        comparator = (_forms("before") if match["cue"] else _forms("signs"))[single_spaced(key.casefold())]
        if _is_reference(text, span, key, comparator):
            return None
        return Bound(comparator, Span(*match.span(name)))
    for end in ends:
        if behind := _after().match(text, end):
            return Bound(_forms("after")[single_spaced(behind["cue"].casefold())], Span(*behind.span("cue")))
    return None


_DEFINITE = re.compile(r"(?:^|\b)(?:du|des|au|aux|les|le)\Z", re.IGNORECASE)


def _is_reference(text: str, span: Span, cue: str, comparator: Comparator) -> bool:
    """As in "En deçà des 2 milliards espérés": something else is below; the figure itself is exact."""
    if comparator not in ("over", "under") or not _DEFINITE.search(cue):
        return False
    return bool(_awaited().match(text, span.end))
