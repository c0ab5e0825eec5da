"""What is no company: indices, institutions, products, people."""

from __future__ import annotations

import re
from functools import cache

from claimx.companies.gazetteer import bounded
from claimx.lexicon import alternation, rows
from claimx.source import Span

__all__ = ["is_product", "named", "never", "person_before"]

_PERSON_TITLE = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Mr|Dr|Me|Pr)\.? |\bfamille |\bclan |\bfrères |(?<!\w)[A-Z]\. )$"
)
_WORD_BEFORE = re.compile(r"([A-ZÀ-Ý][\w'-]*) $")


@cache
def _names() -> dict[str, str]:
    return dict(rows("not_companies")["names"])


@cache
def _first_names() -> frozenset[str]:
    return frozenset(rows("first_names")["first_names"])


@cache
def _pattern() -> re.Pattern[str]:
    return bounded(alternation(_names()))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(rows('not_companies')['heads'])})(?= |$|')")


def named(text: str) -> list[Span]:
    """Where the text names what is listed as no company."""
    return [Span(*match.span()) for match in _pattern().finditer(text)]


def never(name: str) -> bool:
    """Whether a name is listed as no company, or begins like an institution, a place or a prize.

    >>> never("CAC 40"), never("Ministère de la Santé"), never("Alstom")
    (True, True, False)
    """
    return name in _names() or _head().match(name) is not None or name.split(" ")[0] in _first_names()


def is_product(name: str) -> bool:
    """Whether a name is listed as a product."""
    return _names().get(name) == "product"


def person_before(text: str, start: int) -> bool:
    """Whether a first name or a title stands right before: "Louis Renault", "M. Leclerc", "famille Mulliez"."""
    before = text[max(0, start - 24) : start]
    word = _WORD_BEFORE.search(before)
    if word and (word.group(1) in _first_names()):
        return True
    return _PERSON_TITLE.search(before) is not None
