"""Reads a text from left to right into amounts: sign, number, magnitude, unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from claimx.figures.amounts import ARITHMETIC, Amount, Sign, Unit, is_whole, shifted
from claimx.figures.gate import may_be_joined, may_have_unit
from claimx.figures.money import Tail, match_after, match_before
from claimx.figures.numbers import Number, expanded, next_number
from claimx.figures.percent import match_percent
from claimx.lexicon import alternation, rows, single_spaced
from claimx.source import Source, Span

__all__ = ["scan"]

# "12,3(1) M€", "12,3² M€": a footnote mark between the number and its unit.
_FOOTNOTE = re.compile(r"(?:\([0-9]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\*{1,2})(?=\ ?[%€$a-zA-Z])")
_SIGN = re.compile(r"(?P<before>^|[\s(\[/:;,'\"«|>]|[^\w\s])(?P<sign>[+–-])(?P<space>\ ?)\Z")


# "à moins 5 %", "entre moins 1 % et plus 2 %"; never "au moins 5 %", "plus de moins 5 %" nor "de plus, 5 %".
_WORD_SIGN = re.compile(
    r"(?:\A|[:(\n]\ ?|(?<!plus\ )\b(?:de|entre|et|fait|font|affiche|affichent|soit|[àÀ])\ )"
    r"(?P<sign>(?i:moins|plus))\ \Z"
)


def scan(source: Source) -> list[Amount]:
    """All amounts of a text, with or without a unit, in order and without overlap."""
    text = source.folded
    out: list[Amount] = []
    reached = 0
    tabbed = "\t" in source.text
    while number := next_number(text, reached):
        cut = _untabbed(source, number) if tabbed else number
        amount = _read(text, cut, out[-1].span.end if out else 0)
        if amount:
            out.append(amount)
        reached = max(amount.span.end if amount else cut.end, cut.start + 1)
    return out


def _untabbed(source: Source, number: Number) -> Number:
    """Cut "427<tab>486", two cells of a table, that the folded view shows as "427 486"."""
    if " " not in source.folded[number.start : number.end]:
        return number
    for at in range(number.start, number.end):
        if source.mention(Span(at, at + 1)).text == "\t":
            return next_number(source.folded, number.start, at) or number
    return number


def _read(text: str, number: Number, reached: int) -> Amount | None:
    """Read what stands around a number; None for a number word that nothing makes an amount ("deux mois")."""
    bare = Amount(Span(number.start, number.end), number.value, year=number.year)
    if not may_have_unit(text, number.end):
        if number.words:
            return bare if may_be_joined(text, number.end) else None
        return _with_sign(text, _with_currency_before(text, bare, reached), reached)
    amount = _collective(text, number) or _with_unit(text, bare, _skip_note(text, number.end))
    amount = _negative_in_brackets(text, bare) or amount
    if number.words:
        amount = _fraction(text, bare) or amount
    amount = _with_currency_before(text, amount, reached)
    return _with_sign(text, amount, reached)


def _skip_note(text: str, at: int) -> int:
    note = _FOOTNOTE.match(text, at)
    return note.end() if note else at


def _with_unit(text: str, amount: Amount, at: int) -> Amount:
    """Add what stands behind the number: a percent sign, or magnitude and currency."""
    if percent := match_percent(text, at):
        end, unit = percent
        return _with_late_half(
            text, replace(amount, span=Span(amount.span.start, end), unit=unit, year=False)
        )
    tail = match_after(text, at)
    if tail is None:
        return amount
    amount = _compound(text, amount, tail) or _extended(amount, tail)
    return _with_cents(text, _with_late_half(text, amount))


# What closes a price: "3 euros 50", never "3 euros 50 fois par an".
_PRICE_END = re.compile(
    r"\s*(?:[.;:!?)»\"\n]|,(?![0-9])|\Z)|\ (?:l[ae]|l'|les|par|pour|de l'|et|en|à|au|HT|TTC)\b"
)
_HUNDRED = 100


def _with_cents(text: str, amount: Amount) -> Amount:
    """As in "3 euros 50", "3€50", "trois euros cinquante", "3 euros et 50 centimes": the cents behind."""
    unit, end = amount.unit, amount.span.end
    if unit is None or unit.shift or amount.magnitude is not None or not is_whole(amount.number):
        return amount
    joined = _AND_CENTS.match(text, end)
    start = joined.end() if joined else end
    cents = next_number(text, start, start + _LONGEST_CENTS) if joined or text[end - 1] == "€" else None
    if cents is None or cents.start != start or not 0 < cents.value < _HUNDRED:
        return amount
    tail = match_after(text, cents.end)
    if tail and tail.unit and tail.unit.shift and tail.magnitude is None:
        reached = tail.end
    elif _is_price(text, joined, cents):
        reached = cents.end
    else:
        return amount
    total = ARITHMETIC.add(amount.number, shifted(cents.value, -2))
    return replace(amount, span=Span(amount.span.start, reached), number=total)


_AND_CENTS = re.compile(r"\ (?:et\ )?(?=[0-9a-z])")
_LONGEST_CENTS = 24  # characters: "quatre-vingt-dix-neuf" and its like


def _is_price(text: str, joined: re.Match[str] | None, cents: Number) -> bool:
    """Whether cents that are not named are so: two digits or a word, and nothing to count behind."""
    if joined and "et" in joined[0]:
        return False
    written = cents.words or cents.end - cents.start == 2  # noqa: PLR2004
    return written and is_whole(cents.value) and bool(_PRICE_END.match(text, cents.end))


def _extended(amount: Amount, tail: Tail) -> Amount:
    number = ARITHMETIC.add(amount.number, Decimal("0.5")) if tail.half else amount.number
    return Amount(Span(amount.span.start, tail.end), number, tail.magnitude, tail.unit)


def _compound(text: str, amount: Amount, tail: Tail) -> Amount | None:
    """As in "Un milliard deux cents millions d'euros": a second, smaller magnitude, then the currency."""
    if tail.unit is not None or tail.magnitude is None or text[tail.end : tail.end + 1] != " ":
        return None
    second = next_number(text, tail.end + 1, tail.end + 60)
    if second is None or second.start != tail.end + 1:
        return None
    rest = match_after(text, second.end)
    if rest is None or rest.unit is None or (rest.magnitude or 0) >= tail.magnitude:
        return None
    total = ARITHMETIC.add(shifted(amount.number, tail.magnitude), shifted(second.value, rest.magnitude or 0))
    if shifted(second.value, rest.magnitude or 0) >= shifted(Decimal(1), tail.magnitude):
        return None
    return Amount(
        Span(amount.span.start, rest.end), shifted(total, -tail.magnitude), tail.magnitude, rest.unit
    )


def _with_late_half(text: str, amount: Amount) -> Amount:
    """As in "Deux euros et demi": the half behind the currency."""
    half = _half().match(text, amount.span.end)
    if half is None or amount.unit is None:
        return amount
    extra = Decimal(expanded("magnitudes", "half")[single_spaced(half["half"].casefold())])
    return replace(
        amount, span=Span(amount.span.start, half.end()), number=ARITHMETIC.add(amount.number, extra)
    )


@cache
def _half() -> re.Pattern[str]:
    return re.compile(rf"\ (?P<half>(?i:{alternation(expanded('magnitudes', 'half'))}))(?!\w)")


@cache
def _collective_pattern() -> re.Pattern[str]:
    """As in "(une) bonne centaine de": the collective right behind its number."""
    stout = alternation(expanded("number_words", "stout"))
    word = alternation(expanded("number_words", "collectives"))
    return re.compile(rf"\ (?:(?i:{stout})\ )?(?P<word>(?i:{word}))(?P<of>\ de\ |\ d'|(?!\w))")


def _collective(text: str, number: Number) -> Amount | None:
    """Read "une centaine de millions d'euros": approximate by itself. None without a unit or a magnitude."""
    match = _collective_pattern().match(text, number.end)
    if match is None or not number.words:
        return None
    value = ARITHMETIC.multiply(
        number.value,
        Decimal(expanded("number_words", "collectives")[single_spaced(match["word"].casefold())]),
    )
    about = Span(number.start, match.end("word"))
    # The currency is read as behind a magnitude: "d'" belongs to it.
    whole = _with_unit(
        text, Amount(Span(number.start, number.end), value), match.end() - (1 if match["of"] == " de " else 0)
    )
    if whole.unit is None and whole.magnitude is None:
        return None
    return replace(whole, about=about)


@cache
def _fraction_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"[\ -](?P<word>(?i:{alternation(expanded('number_words', 'fractions'))}))(?:-|\ (?:de\ |d')?)"
    )


def _fraction(text: str, bare: Amount) -> Amount | None:
    """Read "un demi-milliard", "un quart de point", "trois quarts de point". None without a unit."""
    match = _fraction_pattern().match(text, bare.span.end)
    if match is None:
        return None
    part = Decimal(expanded("number_words", "fractions")[single_spaced(match["word"].casefold())])
    whole = _with_unit(text, replace(bare, number=ARITHMETIC.multiply(bare.number, part)), match.end())
    return whole if whole.unit or whole.magnitude else None


def _negative_in_brackets(text: str, bare: Amount) -> Amount | None:
    """Read "(6,5) %", "(70) M€", which accountants write for a negative number."""
    start, end = bare.span.start, bare.span.end
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return None
    whole = _with_unit(text, replace(bare, span=Span(start - 1, end)), end + 1)
    return replace(whole, sign="-") if whole.unit else None


def _with_currency_before(text: str, amount: Amount, reached: int) -> Amount:
    """Add a currency written before the number: "€ 3,2 milliards", "CHF 8 225 millions"."""
    if amount.unit is not None:
        return amount
    match = match_before(text, amount.span.start, reached)
    if match is None:
        return amount
    start, unit = match
    letter = _LETTER.match(text, amount.span.end)
    magnitude, end = amount.magnitude, amount.span.end
    if magnitude is None and letter:  # "$3.5m", "£2bn"
        magnitude, end = _letters()[letter[0]], letter.end()
    number = _english(text[amount.span.start : amount.span.end], amount.number, unit)
    return replace(amount, span=Span(start, end), number=number, magnitude=magnitude, unit=unit, year=False)


# Two digits before the comma, or a nought at the end: no price has such decimals. "$1,085" may be a rate.
_ENGLISH = re.compile(r"[1-9][0-9]{1,2},[0-9]{3}|[1-9],[0-9]{2}0")


def _english(digits: str, number: Decimal, unit: Unit) -> Decimal:
    """Read the "$10,500" of English copy as thousands: the sign before the number tells."""
    written = unit.name in rows("currencies")["english"]["codes"] and _ENGLISH.fullmatch(digits)
    return shifted(number, 3) if written else number


_LETTER = re.compile(r"[kKmMB](?!\w)")


@cache
def _letters() -> dict[str, int]:
    return dict(rows("magnitudes")["letters"])


def _with_sign(text: str, amount: Amount, reached: int) -> Amount:
    if amount.sign or amount.unit is None:
        return amount
    start = amount.span.start
    if text.endswith("s ", 0, start):
        match = _WORD_SIGN.search(text, max(reached, start - 14), start)
        if match is None:
            return amount
        said: Sign = "-" if match["sign"].casefold() == "moins" else "+"
        if said == "+" and amount.unit.kind == "money":  # "(plus 100 euros par enfant)" adds
            return amount
        return replace(amount, span=Span(match.start("sign"), amount.span.end), sign=said)
    match = _SIGN.search(text, max(reached, start - 3), start)
    if match is None or not _is_sign(text, match, amount.unit):
        return amount
    sign: Sign = "+" if match["sign"] == "+" else "-"
    return replace(amount, span=Span(match.start("sign"), amount.span.end), sign=sign)


def _is_sign(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether a + or - is a sign, not a dash between words, a bullet or the "à" of a range."""
    at = match.start("sign")
    if text[max(0, at - 2) : at] == "+/":  # "+/- 5 %"
        return False
    if match["sign"] == "+" or not match["space"]:
        return True
    ahead = text[max(0, at - 2) : at].rstrip(" ")
    if not ahead or ahead.endswith("\n"):  # a bullet
        return False
    if ahead[-1] in "(/:[|;":
        return True
    return unit.kind == "percent" and match["sign"] == "-" and ahead[-1] not in "0123456789.%)"
