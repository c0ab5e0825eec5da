"""What a text is about: business, or the sport, weather and cooking that names few companies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claimx.lexicon import alternation, expand, rows

__all__ = ["is_ordinary"]

_SHORT = 100
"""Words below which a text is too short to tell."""
_ENOUGH = 0.0125
"""The share of different words of business, known companies among them, in the texts that are about it."""


def is_ordinary(text: str, companies: Iterable[str]) -> bool:
    """Whether a text, in small letters, is about other things than business, given the companies it names.

    There, a name that only looks like a company's is a rover's, a storm's or a hospital's.
    """
    length = len(text.split())
    if length < _SHORT:
        return False
    words = {match.group() for match in _pattern().finditer(text)}
    return len(words) + len(set(companies)) < _ENOUGH * length


@cache
def _pattern() -> re.Pattern[str]:
    words = [word for form in rows("business_words")["words"] for word in expand(form)]
    forms = alternation(word.lower() for word in (*words, *rows("company_cues")["roles"]))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")
