"""A bare number that the words before it make a sum: "il en réclamait 12", "a porté son objectif à 21"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claimx.figures.amounts import ARITHMETIC, Amount
from claimx.figures.bounds import cues_before
from claimx.figures.counting import counted_words
from claimx.figures.money import expand_all
from claimx.figures.sharing import alike, closed, forms_of, reaches
from claimx.lexicon import alternation, rows
from claimx.source import Source, Span

__all__ = ["told"]

_HEAD = 60  # characters before a number in which these words stand
_LEAP = 4  # what moves to a new level seldom moves further
_THOUSAND = 1000


def told(source: Source, paid: Amount | None, amount: Amount, *, interrupted: bool) -> Amount | None:
    """A bare number as a sum in the currency of ``paid``, the last one said; None when nothing says so.

    ``interrupted`` is whether something else was counted since.
    """
    if paid is None or paid.unit is None or not _is_near(source, paid, amount):
        return None
    # "31 millions d'euros, et un bénéfice de 200 000": written out
    magnitude = None if amount.number >= _THOUSAND and paid.magnitude else paid.magnitude
    whole = replace(amount, unit=paid.unit, magnitude=magnitude, shared=True)
    head = source.folded[max(paid.span.end, amount.span.start - _HEAD) : amount.span.start]
    if pronoun := _of_it().search(head) if "en " in head else None:
        near = alike(paid, amount) if magnitude == paid.magnitude else True
        said = near and (bool(pronoun["pay"]) or not interrupted)
    elif source.sentence_index(paid.span) != source.sentence_index(amount.span):
        return None
    else:
        said = _is_sum(source, amount, head) or (not interrupted and _is_level(source, paid, amount))
    return whole if said else None


def _is_near(source: Source, paid: Amount, amount: Amount) -> bool:
    if not reaches(source, paid, amount):
        return False
    return source.sentence_index(amount.span) - source.sentence_index(paid.span) <= 1 and closed(
        source, amount
    )


@cache
def _of_it() -> re.Pattern[str]:
    """As in "n'en vaut plus que 3,62", "en a obtenu près de 240 000": "en" stands for the unit."""
    having = forms_of("of_it", "having")
    verbs = rf"(?P<pay>{forms_of('of_it', 'pay')})|(?P<want>{forms_of('of_it', 'want')})"
    return re.compile(
        rf"(?<!\w)en\ (?:{having}\ )?(?:{verbs})"
        rf"(?:(?:\ [^\W\d]+){{0,3}}\ qu(?:e\ |')|\ )(?:(?i:{cues_before()})\ ?)?\Z"
    )


def _is_sum(source: Source, amount: Amount, head: str) -> bool:
    """As in "un bénéfice d'à peine 200 000"; in "des aides de 2 000 à 5 000 élèves", pupils are counted."""
    opens = _TO.match(source.folded, amount.span.end)
    return amount.number >= _THOUSAND and opens is None and bool(_sum().search(head))


_TO = re.compile(r" à [0-9]")


@cache
def _sum() -> re.Pattern[str]:
    counted = set(rows("elided_money")["countable"]["nouns"])
    nouns = alternation(noun for noun in expand_all("elided_money", "money") if noun not in counted)
    return re.compile(rf"(?<!\w)(?i:{nouns})(?:\ nette?)?\ (?:de\ |d')(?:(?i:{cues_before()})\ ?)?\Z")


def _is_level(source: Source, paid: Amount, amount: Amount) -> bool:
    """As in "qui visait 16 euros, a porté son objectif à 21": the verb is that of the sum."""
    low, high = sorted((paid.number, amount.number))
    if high > ARITHMETIC.multiply(low, _LEAP):
        return False
    between = source.slice(Span(paid.span.end, amount.span.start))
    return bool(_level().fullmatch(between)) and not counted_words().search(between)


@cache
def _level() -> re.Pattern[str]:
    verbs, measures, leading = (forms_of("level", key) for key in ("verbs", "measures", "leading"))
    return re.compile(
        rf"(?:\ (?!et\ )(?:(?!\ et\ )[^,;.()]){{1,30}})??,?\ (?:{leading}\ ){{0,3}}(?i:{verbs})"
        rf"(?:\ (?:son|sa|leur|ce|cette|le|la|l')\ ?{measures})?\ à\ (?:(?i:{cues_before()})\ ?)?"
    )
