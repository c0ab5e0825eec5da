"""What the words around a name say: "le constructeur X", "X SA", "X (+3 %)" are companies; "une X" may not be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimx.companies.gazetteer import sectors
from claimx.companies.negatives import is_product
from claimx.lexicon import alternation, rows
from claimx.source import Span

__all__ = ["acts", "is_division", "is_object", "is_place", "says_company", "strip_legal", "written"]

_WORD = r"[A-ZÀ-Ý0-9][\w&+'’.-]*\w|[A-ZÀ-Ý]\b"
_NAME = rf"(?:{_WORD})(?: (?:(?:{_WORD})|&|\+)){{0,3}}"
# "X (+3 %)", "X (-2,1% à 34,5 euros)", "X (FR0000131906)", "X: +3 %", "X +1,2 %"
_MOVE = re.compile(
    r" ?(?:\((?:[+-] ?\d|(?:[A-Z]{2}[A-Z0-9]{9}\d)|(?:Euronext|Nasdaq|NASDAQ|NYSE|TSX|BRVM|SIX)[ :])|:? [+-] ?\d[\d.,]* ?%)"
)
_MODEL = re.compile(
    r" (?:[A-Z]{1,4}-?\d+\w*|\d{2,4}(?! ?[%€$]|[.,]\d| (?:euro|m|point|franc|dollar|emploi|sal))\b|(?:[A-Z][\w-]+))"
)
_MODEL_MAKERS = frozenset({"carmaker", "aerospace"})


def _words(key: str) -> str:
    return alternation(rows("company_cues")[key])


@cache
def _role_before() -> re.Pattern[str]:
    """A role noun, then at most three words that describe it, right before the name."""
    return re.compile(
        rf"(?<![\w-])(?i:{_words('roles')})"
        rf"(?: (?!(?:{_words('no_bridge')})(?![\w-]))[a-zà-ÿ][\w'-]*){{0,4}} (?:[\"«] ?)?$"
    )


@cache
def _role_name() -> re.Pattern[str]:
    """A role noun right before a capitalised name, for names the model did not mark."""
    return re.compile(rf"(?<![\w-])(?:{_words('roles')}) (?P<span>{_NAME})")


@cache
def _legal_after() -> re.Pattern[str]:
    return re.compile(rf",? (?:{_words('legal')})(?![\w-])")


@cache
def _legal_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<span>{_NAME}?),? (?:{_words('legal')})(?![\w-])")


@cache
def _moving_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[\n.;,:(] )|(?<=\n)|(?<=[•–-] ))(?P<span>{_NAME})(?= \([+-] ?\d[\d.,]* ?%)", re.MULTILINE
    )


@cache
def _tails() -> frozenset[str]:
    return frozenset(rows("company_cues")["tails"])


@cache
def _divisions() -> frozenset[str]:
    return frozenset(rows("company_cues")["divisions"])


@cache
def _verb_after() -> re.Pattern[str]:
    return re.compile(rf" (?:a |avait |va |vient d[e'] ?)?(?:{_words('verbs')})(?!\w)")


@cache
def _platform() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('platforms')})$")


@cache
def _on() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('on')}) (?:le réseau social )?$", re.IGNORECASE)


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('objects')}) $", re.IGNORECASE)


def says_company(text: str, span: Span) -> bool:
    """Whether the words next to a name make it a company's: a role noun, a legal form, a share's move."""
    before, after = text[max(0, span.start - 70) : span.start], text[span.end : span.end + 40]
    words = text[span.start : span.end].split(" ")
    return (
        _role_before().search(before) is not None
        or _legal_after().match(after) is not None
        or _MOVE.match(after) is not None
        or (len(words) > 1 and words[-1] in _tails())
    )


def acts(text: str, span: Span) -> bool:
    """Whether a verb of business follows the name ("X a annoncé", "X publie")."""
    return _verb_after().match(text, span.end) is not None


def written(text: str) -> Iterator[Span]:
    """Names that the context alone makes companies: "la start-up Zéphira", "Zéphira SAS", "Zéphira (+3 %)"."""
    for pattern in (_role_name(), _legal_name(), _moving_name()):
        for match in pattern.finditer(text):
            yield Span(*match.span("span"))


def is_place(text: str, span: Span) -> bool:
    """Whether a network is named as the place where something is said: "sur Facebook", "son compte X"."""
    if not _platform().match(text[span.start : span.end]):
        return False
    return _on().search(text[max(0, span.start - 36) : span.start]) is not None


def is_object(text: str, span: Span) -> bool:
    """Whether a maker's name stands for what it makes: "une Ferrari 250 GT", "la Porsche Panamera"."""
    if not sectors(text[span.start : span.end]) & _MODEL_MAKERS:
        return False
    model = _MODEL.match(text, span.end)
    word = model.group().strip() if model else ""
    if word and (any(c.isdigit() for c in word) or is_product(word)):
        return True
    article = _object().search(text[max(0, span.start - 14) : span.start])
    return article is not None and not is_division(word)


def is_division(word: str) -> bool:
    """Whether a last word makes a name a subsidiary's or a division's ("X France")."""
    return word in _divisions()


def strip_legal(name: str) -> str:
    """A name without its legal form.

    >>> strip_legal("Crédit Agricole SA"), strip_legal("Zéphira S.A.S.")
    ('Crédit Agricole', 'Zéphira')
    """
    match = re.search(rf",? (?:{_words('legal')})$", name)
    return name[: match.start()] if match and match.start() else name
