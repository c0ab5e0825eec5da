"""What a price is per: "par action", "le baril", "/mois"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from claimx.figures.window import before
from claimx.lexicon import alternation, expand, rows, single_spaced
from claimx.source import Source, Span

__all__ = ["per_ahead", "per_behind"]

_MEASURED = 70  # characters: "le baril de brut américain se négociait à"


@cache
def _forms(table: str) -> Mapping[str, str]:
    return {
        form.casefold(): unit
        for unit, forms in rows("per_units")[table].items()
        for row in forms
        for form in expand(row)
    }


@cache
def _pattern() -> re.Pattern[str]:
    between = alternation(form for row in rows("per_units")["between"] for form in expand(row))
    return re.compile(
        rf"""
        (?:,?\ \(?(?i:{between})\)?(?!\w)){{0,3}}
        (?:
            ,?\ \(?(?i:
                (?P<article>{alternation(_forms("article"))})
              | (?P<adjective>{alternation(_forms("adjective"))})
              | par\ (?:(?P<par>{alternation(_forms("par"))})|(?P<noun>[a-zà-ÿ-]{{3,24}}))
            )(?!\w)
          | \ (?:par|pour|sur)\ chaque\ (?P<each>[a-zà-ÿ-]{{3,24}})(?!\w)
          | \ ?/\ ?(?P<slash>{alternation(_slashed())})(?!\w)
        )
        """,
        re.VERBOSE,
    )


@cache
def _slashed() -> Mapping[str, str]:
    return {form: unit for unit, forms in rows("per_units")["slash"].items() for form in forms}


def per_behind(source: Source, end: int) -> tuple[str, int] | None:
    """What the amount that ends at ``end`` is per, and where these words end."""
    match = _pattern().match(source.folded, end)
    if match is None:
        return _behind_complement(source, end)
    if match["slash"]:
        return _slashed()[match["slash"]], match.end()
    for table in ("article", "adjective", "par"):
        if match[table]:
            return _forms(table)[single_spaced(match[table].casefold())], match.end()
    noun = match["noun"] or match["each"]
    if not noun.islower() or noun.endswith(("s", "x")) or noun in _not_per():
        return None
    return noun, match.end()


# "22 millions d'euros de pièces par an", "600 millions d'économies nettes par an"
_COMPLEMENT = r"(?:de\ |d')(?:[\w-]+\ )(?:[a-zà-ÿ-]{4,}s\ )?"


@cache
def _distant() -> re.Pattern[str]:
    units = rows("per_units")["distant"]["units"]
    nouns = alternation({*units, *(form for form, unit in _forms("par").items() if unit in units)})
    rates = alternation(_forms("rate"))
    return re.compile(rf"\ (?:{_COMPLEMENT}par\ (?P<par>{nouns})|(?:de\ |d')(?P<rate>{rates}))(?!\w)")


def _behind_complement(source: Source, end: int) -> tuple[str, int] | None:
    """The period behind what a sum is of: "600 millions d'économies par an"."""
    match = _distant().match(source.folded, end)
    if match is None:
        return None
    if match["rate"]:
        return _forms("rate")[single_spaced(match["rate"])], match.end()
    return _forms("par").get(match["par"], match["par"]), match.end()


@cache
def _not_per() -> frozenset[str]:
    return frozenset(rows("per_units")["not_par"]["words"])


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<cue>(?i:{alternation(_forms('ahead'))}))|(?P<stop>{alternation(rows('per_units')['ahead_stop']['words'])}))(?!\w)"
    )


@cache
def _measured() -> re.Pattern[str]:
    priced = alternation(form for row in rows("per_units")["priced"]["forms"] for form in expand(row))
    return re.compile(
        rf"(?<!\w)(?P<unit>(?i:{alternation(_forms('measured'))}))"
        rf"(?:\ (?:de\ |d')[\w-]+(?:\ [\w-]+)?)?\ {priced}\ \Z"
    )


@cache
def _priced_ends() -> tuple[str, ...]:
    return tuple({f"{form[-2:]} " for row in rows("per_units")["priced"]["forms"] for form in expand(row)})


def per_ahead(source: Source, start: int) -> str | None:
    """What earlier words make the amount at ``start`` per: "un bénéfice par action de 2 euros"."""
    text = source.folded
    if text.endswith(_priced_ends(), 0, start):
        measured = _measured().search(text, max(0, start - _MEASURED), start)
        if measured:
            return _forms("measured")[single_spaced(measured["unit"].casefold())]
    unit = None
    for match in _ahead().finditer(text, before(source, Span(start, start)).start, start):
        unit = _forms("ahead")[single_spaced(match["cue"].casefold())] if match["cue"] else None
    return unit
