"""What only the text around tells: which dollar, which franc, whose cents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from claimx.figures.amounts import Amount, Unit
from claimx.figures.money import family
from claimx.figures.window import around
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source

__all__ = ["named"]

_RULES = (
    "default",
    "before",
    "as",
    "codes",
    "like",
    "dateline",
    "own",
    "abroad",
)  # keys of a noun that are no country's cues
_WANTED = 2  # distinct Canadian words that make "dollars" Canadian, where no euro stands beside
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Country:
    """What a text says of one shared noun: the currencies and nouns it names, and the cues for each."""

    codes: frozenset[str]
    cues: Mapping[str, int]
    large: frozenset[str]
    """The nouns that count millions somewhere: money, where "12 livres" may be books."""

    @property
    def likeliest(self) -> str | None:
        """The currency with most cues."""
        return max(self.cues, key=lambda code: self.cues[code]) if self.cues else None


def named(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Say which currency each shared noun is: "dollars" → USD, "FCFA" in a text on Cameroon → XAF."""
    nouns = {amount.unit.name for amount in amounts if amount.unit and amount.unit.shared}
    if not nouns:
        return amounts
    units = (amount.unit for amount in amounts)
    codes = frozenset(nouns).union(
        unit.name for unit in units if unit and unit.kind == "money" and not unit.shared
    )
    large = frozenset(
        amount.unit.name for amount in amounts if amount.unit and amount.unit.shared and amount.magnitude
    )
    countries = {
        noun: _Country(codes, _cues(noun, source.folded), large) for noun in nouns if not _is_hundredth(noun)
    }
    out = [_named(source, amount, countries) for amount in amounts]
    return _with_cents(source, out)


def _is_hundredth(noun: str) -> bool:
    return "codes" in _rule(noun)


def _rule(noun: str) -> Mapping[str, Any]:
    """The row of a noun, or of the noun whose cues it takes."""
    contexts = rows("currency_contexts")
    rule: Mapping[str, Any] = contexts[noun]
    return contexts[rule["as"]] if "as" in rule else rule


def _named(source: Source, amount: Amount, countries: Mapping[str, _Country]) -> Amount:
    unit = amount.unit
    if unit is None or not unit.shared or unit.name not in countries:
        return amount
    country = countries[unit.name]
    if _lacks_cue(source, amount, unit, country):
        return replace(amount, unit=None)
    if unit.name == "dollar":
        code = _dollar(source, amount, unit, country)
    else:
        code = _qualified(unit.name, country) or country.likeliest or _by_default(source, amount, unit)
    return replace(amount, unit=replace(unit, name=code, shared=False))


def _lacks_cue(source: Source, amount: Amount, unit: Unit, country: _Country) -> bool:
    """Whether "12 livres" may be books and "deux couronnes" crowns."""
    wants = rows("currency_contexts")["wants_cue"]
    wanting = unit.name in wants["always"] or (unit.name in wants["nouns"] and amount.magnitude is None)
    said = rows("currency_contexts")[unit.name].get("as") in country.codes
    if unit.name in wants["nouns"] and unit.name in country.large:
        said = said or source.folded[amount.span.start].isdigit()  # never "une livre de beurre"
    return wanting and not country.cues and not said and not family(unit.name) & country.codes


def _qualified(noun: str, country: _Country) -> str | None:
    """The one currency of a family that the text names in full."""
    codes = family(noun) & country.codes
    return next(iter(codes)) if len(codes) == 1 else None


def _by_default(source: Source, amount: Amount, unit: Unit) -> str:
    """The default of the noun; francs of 1995 are French, and those of a text with no later year."""
    rule = _rule(unit.name)
    limits = rule.get("before", {})
    years = _YEAR.findall(source.slice(around(source, amount.span))) if limits else []
    for limit, code in limits.items():
        if any(int(year) < int(limit) for year in years):
            return str(code)
        if 0 < _latest_year(source.folded) <= int(limit):
            return str(code)
    return str(rule["default"])


@lru_cache(maxsize=4)
def _latest_year(text: str) -> int:
    return max(map(int, _YEAR.findall(text)), default=0)


def _dollar(source: Source, amount: Amount, unit: Unit, country: _Country) -> str:
    """American, unless the text is Canadian or has named another dollar."""
    others = (family("dollar") & country.codes) - {"USD"}
    if len(others) == 1 and not _converts(source, amount):
        return next(iter(others))
    canadian = country.cues.get("CAD", 0)
    spoken = "EUR" not in country.codes and (canadian >= _WANTED or (canadian and _is_home(source.folded)))
    canadian_signs = canadian and (not unit.word or "USD" in country.codes)
    return "CAD" if canadian_signs or spoken else "USD"


def _is_home(text: str) -> bool:
    """Whether a text is dated from Canada, or speaks of its own affairs and of nothing American."""
    dateline, own, abroad = (_words(key) for key in ("dateline", "own", "abroad"))
    return bool(dateline.search(text) or (own.search(text) and not abroad.search(text)))


@cache
def _words(key: str) -> re.Pattern[str]:
    forms = (form for row in rows("currency_contexts")["dollar"][key] for form in expand(row))
    return re.compile(rf"(?<!\w){alternation(forms)}(?!\w)")


def _converts(source: Source, amount: Amount) -> bool:
    """As in "(6 milliards de dollars)" behind another dollar is its conversion."""
    head = source.folded[max(0, amount.span.start - 14) : amount.span.start]
    return "(" in head and ")" not in head


@cache
def _cue_pattern(noun: str) -> re.Pattern[str]:
    forms = (cue for key, cues in _rule(noun).items() if key not in _RULES for cue in cues)
    return re.compile(rf"(?<!\w){alternation(forms)}(?!\w)")


def _cues(noun: str, text: str) -> Mapping[str, int]:
    """How many different words of the text speak for each country's currency."""
    seen = {match.group() for match in _cue_pattern(noun).finditer(text)}
    counts: Counter[str] = Counter()
    for key, cues in _rule(noun).items():
        if key not in _RULES:
            counts[key] = sum(cue in seen for cue in cues)
    return +counts


def _with_cents(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Cents are those of the nearest amount in a currency that has them, else of the default."""
    out = list(amounts)
    places: dict[str, list[tuple[int, str]]] = {}
    for i, amount in enumerate(amounts):
        unit = amount.unit
        if unit and unit.shared:
            if unit.name not in places:
                places[unit.name] = _places(amounts, unit.name)
            code = _nearest(places[unit.name], amount.span.start) or _hundredths(source, unit.name)
            out[i] = replace(amount, unit=replace(unit, name=code, shared=False))
    return out


def _hundredths(source: Source, noun: str) -> str:
    """Whose cents they are where no amount tells: those of the text's country ("centimes" in Algiers)."""
    rule = _rule(noun)
    cues = {code: seen for like in rule.get("like", ()) for code, seen in _cues(like, source.folded).items()}
    likeliest = max(cues, key=lambda code: cues[code], default=None)
    return str(likeliest if likeliest in rule["codes"] else rule["default"])


def _places(amounts: list[Amount], noun: str) -> list[tuple[int, str]]:
    """Where the currencies that have such cents stand."""
    codes = _rule(noun)["codes"]
    return [
        (amount.span.start, amount.unit.name)
        for amount in amounts
        if amount.unit and not amount.unit.shared and amount.unit.name in codes
    ]


def _nearest(places: list[tuple[int, str]], start: int) -> str | None:
    at = bisect_left(places, (start, ""))
    near = places[max(0, at - 1) : at + 1]
    return min(near, key=lambda place: abs(place[0] - start))[1] if near else None
