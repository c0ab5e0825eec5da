"""Numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from claimx.lexicon import alternation, expand, rows, single_spaced

__all__ = ["Number", "expanded", "next_number"]

_LONGEST = 30  # digits; what is longer is a code or noise, not an amount
_GLUE = r"(?:-et-|\ et\ |-|\ )"
_MOST_WORDS = 12  # words; "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf" has ten

# [0-9], not \d, which takes Arabic and other digits too.
_DIGITS = r"""
    [0-9]{1,3}(?:\ [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?   # "4 500", "1 250 000,50"
  | [0-9]{1,3}(?:'[0-9]{3})+(?![0-9])(?:[.,][0-9]+)?    # Swiss "1'250"
  | [0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?      # "4.500", "3.037,25"
  | [0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+                    # English "1,250.5"
  | [0-9]{1,3}(?:,[0-9]{3}){2,}(?![0-9])                # English "1,250,000"
  | (?:(?<=\bde\ )|(?<=\n)|(?<![\s\S]))[0-9]{1,3},\ [0-9]{1,2}(?=\ milli)  # "80, 5 milliards", a slip
  | [0-9]+(?:[.,][0-9]+)?
  | (?<!\S)[.,][0-9]+                                   # ",5"
"""
_GROUPED_BY_DOT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
# "25.8 milliards", "4.3 %": a text that writes so has no "4.500" for 4500.
_DOT_DECIMAL = re.compile(r"(?<![0-9.,])[0-9]+\.[0-9]{1,2}(?![0-9.,]) ?(?:%|[€$]|[Mm][A-Za-z€$])")
_COMMA_DECIMAL = re.compile(r"[0-9],[0-9]{1,2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text, from ``start`` to ``end``."""

    start: int
    end: int
    value: Decimal
    words: bool = False
    year: bool = False


@cache
def expanded(lexicon: str, table: str) -> Mapping[str, Any]:
    """A table of a lexicon with its forms written out and in lower case: form → value."""
    return {form.casefold(): value for row, value in rows(lexicon)[table].items() for form in expand(row)}


@cache
def _atoms() -> Mapping[str, tuple[str, int]]:
    """Every number word: its kind (units, tens, hundreds, thousands) and its value."""
    kinds = ("units", "tens", "hundreds", "thousands")
    return {form: (kind, value) for kind in kinds for form, value in expanded("number_words", kind).items()}


def _initials(forms: Iterable[str]) -> str:
    return "".join(sorted({letter for form in forms for letter in (form[0], form[0].upper())}))


@cache
def _pattern() -> re.Pattern[str]:
    word = alternation(_atoms())
    implied = "|".join(rf"(?<=\b{article}\ )" for article in expanded("magnitudes", "implied"))
    whole = alternation(form for form in expanded("magnitudes", "words") if not form.endswith("s"))
    leading = (sign for signs in rows("currencies")["before"].values() for sign in signs)
    codes = alternation(sign for sign in leading if sign.isalpha() and sign.isupper() and len(sign) == 3)  # noqa: PLR2004
    # A look at one letter first: this pattern is tried at every character of the text.
    first, large = _initials(_atoms()), _initials(expanded("magnitudes", "words"))
    return re.compile(
        rf"""
        (?=[0-9,.])
            (?:(?<!\w)|(?<={codes})|(?<=[a-zà-ÿ])(?=[0-9]{{1,3}}(?:,[0-9]{{1,3}})?\ ?(?:%|milli)))  # "28 %"
            (?<![0-9][.,'])(?<!\^)(?P<digits>{_DIGITS})
      | (?=[{first}])(?<!\w)(?P<words>(?i:{word})(?:{_GLUE}(?i:{word})){{0,{_MOST_WORDS}}})(?!\w)
      | (?=[{large}])(?<=\ )(?:(?i:{implied}))(?={whole}(?!\w))  # "au million de dollars"
        """,
        re.VERBOSE,
    )


@cache
def _atom_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<glue>{_GLUE})?(?P<word>(?i:{alternation(_atoms())}))(?!\w)")


def next_number(text: str, start: int, end: int | None = None) -> Number | None:
    """The first number from ``start``, before ``end`` when given, or None."""
    pattern = _pattern()
    at, end = start, len(text) if end is None else end
    while match := pattern.search(text, at, end):
        number = _read(match)
        if number is not None:
            return number
        at = max(match.end(), match.start() + 1)
    return None


def _read(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["words"] is not None:
        return _read_words(match.string, start, end)
    if match["digits"] is None:
        return Number(start, end, Decimal(1), words=True)
    digits = match["digits"]
    if len(digits) > _LONGEST or _runs_on(match.string, end):
        return None
    year = len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")  # noqa: PLR2004
    return Number(start, end, _value(digits, match.string), year=year)


def _runs_on(text: str, end: int) -> bool:
    """Whether a date, time or version goes on: "31.12" in "31.12.2024"."""
    return text[end : end + 1] in (".", ",", ":") and "0" <= text[end + 1 : end + 2] <= "9"


def _value(digits: str, text: str) -> Decimal:
    """The value of a number in digits.

    >>> _value("3.037,25", ""), _value("1'250", ""), _value("0.125", "")
    (Decimal('3037.25'), Decimal('1250'), Decimal('0.125'))
    """
    bare = digits.replace(" ", "").replace("'", "")
    last = max(bare.rfind(","), bare.rfind("."))
    if last < 0:
        return Decimal(bare)
    if _GROUPED_BY_DOT.fullmatch(bare) and (bare.count(".") > 1 or not _writes_dot_decimals(text)):
        return Decimal(bare.replace(".", ""))
    if bare.count(bare[last]) > 1:
        return Decimal(bare.replace(bare[last], ""))
    whole = bare[:last].replace(",", "").replace(".", "")
    return Decimal(f"{whole or '0'}.{bare[last + 1 :]}")


@lru_cache(maxsize=4)
def _writes_dot_decimals(text: str) -> bool:
    return bool(_DOT_DECIMAL.search(text)) and not _COMMA_DECIMAL.search(text)


def _read_words(text: str, start: int, end: int) -> Number | None:
    """Read as many words as make one number: of "deux et trois milliards", "deux"; "deux virgule cinq"."""
    number = _whole_words(text, start, end)
    if number is None or not text.startswith(" virgule ", number.end):
        return number
    decimals = _pattern().match(text, number.end + len(" virgule "))
    part = _whole_words(text, *decimals.span()) if decimals and decimals["words"] else None
    if part is None:
        return number
    value = Decimal(f"{number.value}.{part.value}")
    return Number(start, part.end, value, words=True)


def _whole_words(text: str, start: int, end: int) -> Number | None:
    alone = _atoms().get(text[start:end].casefold())
    if alone:
        return Number(start, end, Decimal(alone[1]), words=True)
    atoms = [
        (*_atoms()[single_spaced(match["word"].casefold())], "et" in (match["glue"] or ""), match.end())
        for match in _atom_pattern().finditer(text, start, end)
    ]
    value, used = _below_million(atoms)
    return Number(start, atoms[used - 1][3], Decimal(value), words=True) if used else None


_Atom = tuple[str, int, bool, int]


def _below_million(atoms: list[_Atom]) -> tuple[int, int]:
    value, used = _below_thousand(atoms, 0)
    if used < len(atoms) and atoms[used][0] == "thousands" and not (used and atoms[used][2]) and value != 1:
        rest, end = _below_thousand(atoms, used + 1)
        if end > used + 1 and (atoms[used + 1][2] or not rest):
            rest, end = 0, used + 1
        return max(value, 1) * 1000 + rest, end
    return value, used


def _below_thousand(atoms: list[_Atom], at: int) -> tuple[int, int]:
    value, used = _below_hundred(atoms, at)
    if used < len(atoms) and atoms[used][0] == "hundreds":
        led = used > at
        if not led or (1 < value < 10 and not atoms[used][2]):  # noqa: PLR2004  "deux cents", never "un cent"
            rest, end = _below_hundred(atoms, used + 1)
            if end > used + 1 and (atoms[used + 1][2] or not rest):
                rest, end = 0, used + 1
            return max(value, 1) * 100 + rest, end
    return value, used


def _below_hundred(atoms: list[_Atom], at: int) -> tuple[int, int]:
    if at >= len(atoms) or atoms[at][0] not in ("units", "tens"):
        return 0, at
    kind, value = atoms[at][:2]
    if kind == "tens" and at + 1 < len(atoms) and atoms[at + 1][0] == "units":
        _, unit, joined, _ = atoms[at + 1]
        most = 19 if value in (60, 80) else 9
        if 0 < unit <= most and (not joined or unit in (1, 11)):
            return value + unit, at + 2
    return value, at + 1
