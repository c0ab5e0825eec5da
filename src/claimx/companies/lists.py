"""Names that stand in a list of companies are companies: "Abivax, Inotrem, Osivax et Genoscience"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimx.source import Span, overlapping

__all__ = ["listed_with"]

# The length of a word is bounded: a text without a space would be gone through from each of its letters.
_MEMBER = r"[A-ZÀ-Ý0-9][\w&+'.-]{0,40}(?: (?:de |du |des |d'|& )?[A-ZÀ-Ý0-9][\w&+'-]{0,40}){0,3}"
_SEPARATOR = r"(?:, (?:et |ou )?| et (?:de |d')?| ou | / )"
_LIST = re.compile(rf"(?<![\w-]){_MEMBER}(?:{_SEPARATOR}{_MEMBER}){{2,}}")
_CUT = re.compile(_SEPARATOR)
_ENOUGH = 0.5
"""The share of a list's members that must be companies before the others are taken for companies too."""


def listed_with(text: str, companies: Sequence[Span]) -> Iterator[Span]:
    """The members of lists of capitalised names of which half at least, and two, are companies.

    ``companies`` are in text order and do not overlap.
    """
    for match in _LIST.finditer(text):
        members = list(_members(text, Span(*match.span())))
        sure = [member for member in members if companies[overlapping(companies, member)]]
        if len(sure) >= 2 and len(sure) >= _ENOUGH * len(members):  # noqa: PLR2004
            known = set(sure)
            yield from (member for member in members if member not in known)


def _members(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for cut in _CUT.finditer(text, span.start, span.end):
        yield Span(start, cut.start())
        start = cut.end()
    yield Span(start, span.end)
