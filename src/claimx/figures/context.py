"""What only the text around an amount tells: which dollar, which franc, and an elided currency."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from claimx.figures.amounts import Amount, Unit
from claimx.figures.money import expand_all, family
from claimx.lexicon import alternation, rows
from claimx.source import Source, Span

__all__ = ["elided", "named"]

_RULES = ("default", "before")  # keys of a noun that are no cues
_MILLION = 6  # as a power of ten
_BILLION = 9
_FAR = 2  # sentences
_WANTED = 2  # distinct Canadian words that make "dollars" Canadian, where no euro stands beside


def named(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Say which currency each shared noun is: "dollars" → USD, "FCFA" in a text on Cameroon → XAF."""
    if not any(amount.unit and amount.unit.shared for amount in amounts):
        return amounts
    codes = Counter(
        amount.unit.name
        for amount in amounts
        if amount.unit and amount.unit.kind == "money" and not amount.unit.shared
    )
    out = [_named(source, amount, codes) for amount in amounts]
    return [_named_cents(out, i) for i in range(len(out))]


def _named(source: Source, amount: Amount, codes: Mapping[str, int]) -> Amount:
    unit = amount.unit
    if unit is None or not unit.shared or "codes" in rows("currency_contexts")[unit.name]:
        return amount
    cues = _cues(unit.name, source.folded)
    if unit.name == "dollar":
        code = _dollar(source, amount, codes, cues)
    else:
        code = _qualified(unit.name, codes) or _most(cues) or _by_default(source, amount)
    if _lacks_cue(amount, codes, cues):
        return replace(amount, unit=None)
    return replace(amount, unit=replace(unit, name=code, shared=False))


def _lacks_cue(amount: Amount, codes: Mapping[str, int], cues: Mapping[str, int]) -> bool:
    """Whether "12 livres" may be books and "deux couronnes" crowns."""
    noun = amount.unit.name if amount.unit else ""
    wanting = noun in rows("currency_contexts")["wants_cue"]["nouns"] and amount.magnitude is None
    return wanting and not cues and not family(noun) & codes.keys()


def _qualified(noun: str, codes: Mapping[str, int]) -> str | None:
    """The one currency of a family that the text names in full."""
    named_ones = [code for code in codes if code in family(noun)]
    return named_ones[0] if len(named_ones) == 1 else None


def _most(cues: Mapping[str, int]) -> str | None:
    return max(cues, key=lambda code: cues[code]) if cues else None


def _by_default(source: Source, amount: Amount) -> str:
    """The default of the noun; francs of 1995 are French."""
    rule: Mapping[str, Any] = rows("currency_contexts")[amount.unit.name if amount.unit else ""]
    years = [int(year) for year in _YEAR.findall(source.slice(source.sentence(amount.span)))]
    for limit, code in rule.get("before", {}).items():
        if any(year < int(limit) for year in years):
            return str(code)
    return str(rule["default"])


_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def _dollar(source: Source, amount: Amount, codes: Mapping[str, int], cues: Mapping[str, int]) -> str:
    """American, unless the text is Canadian or has named another dollar."""
    canadian = cues.get("CAD", 0)
    others = [code for code in codes if code in family("dollar") and code != "USD"]
    if len(others) == 1 and not _converts(source, amount):
        return others[0]
    sign = amount.unit is not None and not amount.unit.word
    if canadian and (sign or "USD" in codes or (canadian >= _WANTED and "EUR" not in codes)):
        return "CAD"
    return "USD"


def _converts(source: Source, amount: Amount) -> bool:
    """ "(7,6 milliards de dollars)" behind another dollar is its conversion."""
    head = source.folded[max(0, amount.span.start - 14) : amount.span.start]
    return "(" in head and ")" not in head


@cache
def _cue_pattern(noun: str) -> re.Pattern[str]:
    forms = (cue for key, cues in rows("currency_contexts")[noun].items() if key not in _RULES for cue in cues)
    return re.compile(rf"(?<!\w){alternation(forms)}(?!\w)")


def _cues(noun: str, text: str) -> Mapping[str, int]:
    """How many different words of the text speak for each country's currency."""
    seen = {match.group() for match in _cue_pattern(noun).finditer(text)}
    counts: Counter[str] = Counter()
    for key, cues in rows("currency_contexts")[noun].items():
        if key not in _RULES:
            counts[key] = sum(cue in seen for cue in cues)
    return +counts


def _named_cents(amounts: list[Amount], at: int) -> Amount:
    """Cents are those of the nearest currency of the text, else of the euro."""
    amount = amounts[at]
    if amount.unit is None or not amount.unit.shared:
        return amount
    rule = rows("currency_contexts")[amount.unit.name]
    near = sorted(
        (abs(other.span.start - amount.span.start), other.unit.name)
        for other in amounts
        if other.unit and not other.unit.shared and other.unit.name in rule["codes"]
    )
    code = near[0][1] if near else rule["default"]
    return replace(amount, unit=replace(amount.unit, name=code, shared=False))


def elided(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give "2,9 milliards" the currency it is set against, when money and not things are counted."""
    out = list(amounts)
    things: Amount | None = None
    paid: Amount | None = None
    for i, amount in enumerate(out):
        if amount.unit is not None:
            paid = amount if amount.unit.kind == "money" else paid
        elif amount.magnitude is None or amount.magnitude < _MILLION:
            continue
        elif _counts_things(source, amount) or _set_against_things(source, amount, things, paid):
            things = amount
        elif unit := _nearest(source, out, i):
            out[i] = paid = replace(amount, unit=unit)
    return out


def _set_against_things(source: Source, amount: Amount, things: Amount | None, paid: Amount | None) -> bool:
    """Whether the counterpart of "contre 2 millions" is "3 millions de voitures", said before in the sentence."""
    if things is None or things.span.start < source.sentence(amount.span).start:
        return False
    if paid is None or paid.span.start < things.span.start:
        return True
    return things.magnitude == amount.magnitude != paid.magnitude


def _counts_things(source: Source, amount: Amount) -> bool:
    """Whether "3 millions" are of things, which is said right behind, or before in its clause."""
    text = source.folded
    behind = _behind().match(text, amount.span.end)
    if _counted().match(text, amount.span.end + 1):
        return True
    if behind:
        return not behind["money"] or _is_counted(behind["money"], amount)
    start = source.sentence(amount.span).start
    head = _CLAUSE.split(text[max(start, amount.span.start - 70) : amount.span.start])[-1]
    return bool(_counted().search(head))


def _is_counted(noun: str, amount: Amount) -> bool:
    """ "Un million de contrats" counts contracts; "un milliard de contrats" is their worth."""
    return amount.magnitude == _MILLION and noun.casefold() in rows("elided_money")["countable"]["nouns"]


_CLAUSE = re.compile(r"[;(–—]| - |, (?:pour|avec|soit|dont|contre)\b")


@cache
def _behind() -> re.Pattern[str]:
    """ "de" behind a bare magnitude, with whether what follows is money."""
    money = alternation([*expand_all("elided_money", "money"), *expand_all("elided_money", "bound")])
    return re.compile(rf"\ (?:de\ |d')(?:(?P<money>(?i:{money})(?!\w))|\w)")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(expand_all('elided_money', 'counted'))}(?!\w)")


def _nearest(source: Source, amounts: list[Amount], at: int) -> Unit | None:
    """The currency of the nearest money before, else of the nearest behind.

    Billions are of money. Far from any money, a sentence with millions must speak of money itself: "on en
    comptait 1,1 million" does not.
    """
    others = (*reversed(amounts[:at]), *amounts[at + 1 :])
    other = next((one for one in others if one.unit and one.unit.kind == "money"), None)
    if other is None or other.unit is None:
        return None
    sentence = source.sentence_index(amounts[at].span)
    near = (amounts[at].magnitude or 0) >= _BILLION or abs(sentence - source.sentence_index(other.span)) <= _FAR
    if near or _money_words().search(source.slice(source.sentences[sentence])):
        return replace(other.unit, shift=0)
    return None


@cache
def _money_words() -> re.Pattern[str]:
    words = alternation([*expand_all("elided_money", "money"), *expand_all("elided_money", "spent")])
    return re.compile(rf"(?<!\w)(?i:{words})(?!\w)")

