"""What a magnitude counts: "3 millions de bénéfice" is money, "3 millions d'abonnés" are things."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from claimx.figures.amounts import Amount
from claimx.figures.bounds import cues_before
from claimx.figures.money import expand_all
from claimx.figures.window import before
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source

__all__ = ["Counted", "counted_words", "counts", "money_words"]

Counted = Literal["money", "things", "unsaid"]

_MILLION = 6  # as a power of ten
_HEAD = 70  # characters before a number in which a noun tells what is counted
_CLAUSE = re.compile(r"[;(–—]| - |, (?:pour|avec|soit|dont|contre)\b")
_OWN = r"(?:(?:ses|leurs|nos)\ (?:propres\ )?)?"


def counts(source: Source, amount: Amount) -> Counted:
    """What a magnitude without a currency counts, as the words right behind say, or those of its clause."""
    text, end = source.folded, amount.span.end
    if counted_words().match(text, end + 1):
        return "things"
    head = source.slice(before(source, amount.span, _HEAD))
    behind = _behind().match(text, end)
    if behind is None:
        return "things" if counted_words().search(_CLAUSE.split(head)[-1]) else "unsaid"
    if behind["money"]:
        return "money" if _is_worth(source, amount, behind, head) else "things"
    if counted_words().match(text, behind.end("of")):
        return "things"
    paid = _bought().search(head) or (behind["payer"] and _received().search(head))
    return "money" if paid else "things"


def _is_worth(source: Source, amount: Amount, behind: re.Match[str], head: str) -> bool:
    """Whether a noun of money is not counted itself.

    "Un million de contrats" counts contracts; "un milliard de contrats", "une perte de 2 millions pour 80
    millions de ventes" and "90 millions d'obligations à rembourser" are their worth.
    """
    if (
        amount.magnitude != _MILLION
        or behind["money"].casefold() not in rows("elided_money")["countable"]["nouns"]
    ):
        return True
    due = _due().match(source.folded, behind.end())
    return bool(due or _yields().search(head))


@cache
def money_words() -> re.Pattern[str]:
    """The words that make a sentence speak of money."""
    words = alternation([*expand_all("elided_money", "money"), *expand_all("elided_money", "spent")])
    return re.compile(rf"(?<!\w)(?i:{words})(?!\w)")


@cache
def counted_words() -> re.Pattern[str]:
    """The words that mean that things are counted."""
    return re.compile(rf"(?<!\w){alternation(expand_all('elided_money', 'counted'))}(?!\w)")


@cache
def _behind() -> re.Pattern[str]:
    """As in "de" behind a bare magnitude, with whether what follows is money, or who pays.

    What is counted takes a bare "de": "2 millions de la région" come from it. A name pays too, unless it is a
    plural: "12 millions d'Américains".
    """
    money = alternation([*expand_all("elided_money", "money"), *expand_all("elided_money", "bound")])
    return re.compile(
        rf"""
        (?P<of>\ (?:de\ |d'))(?:{_OWN}(?P<money>(?i:{money})(?!\w))
          |(?P<payer>(?:la\ |l'|son\ |sa\ )\w|[A-ZÀ-Ý][\w-]*[^\Wsx](?!\w|\ [A-ZÀ-Ý0-9]))|\w)
        """,
        re.VERBOSE,
    )


@cache
def _yields() -> re.Pattern[str]:
    """As in "pour 80 millions de ventes", "apporte 90 millions de ventes"."""
    words = alternation(expand_all("elided_money", "yields"))
    return re.compile(rf"(?<!\w)(?i:{words})\ (?:(?i:{cues_before()})\ ?)?\Z")


@cache
def _bought() -> re.Pattern[str]:
    """As in "achète pour 22 millions de pièces"."""
    verbs = alternation(expand_all("elided_money", "bought"))
    between = alternation(expand_all("elided_money", "meanwhile"))
    return re.compile(rf"(?<!\w)(?i:{verbs})(?:\ {between})?\ pour\ (?:(?i:{cues_before()})\ ?)?\Z")


@cache
def _received() -> re.Pattern[str]:
    """As in "a touché 12 millions de la région": someone pays."""
    verbs = [*rows("elided_money")["received"]["verbs"], *rows("elided_money")["spent"]["verbs"]]
    words = alternation(form for row in verbs for form in expand(row))
    return re.compile(rf"(?<!\w)(?i:{words})(?:\ [a-zà-ÿ-]+){{0,2}}\ (?:(?i:{cues_before()})\ ?)?\Z")


@cache
def _due() -> re.Pattern[str]:
    return re.compile(rf"\ (?i:{alternation(expand_all('elided_money', 'due'))})(?!\w)")
