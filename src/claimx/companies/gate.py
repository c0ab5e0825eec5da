"""Where the model looks for names: the sentences with figures, and those around that may introduce a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimx.source import Source

__all__ = ["naming_sentences"]

_OPENING = 2  # sentences: the title and the first, which name whom the text is about
_BEFORE = 4  # sentences before a figure's in which its company may be introduced
_AFTER = 2  # and after
# A capital that no start of a sentence explains: "la start-up Valtis", "(Valtis", "d'Orlys", "IBM", "eBay".
_CAPITAL = re.compile(r"(?<=[\w,;:»\"'(«-] )[\"«(]?[A-ZÀ-Ý]|(?<=['(])[A-ZÀ-Ý]|[A-ZÀ-Ý]{2}|[a-zà-ÿ][A-ZÀ-Ý]")


def naming_sentences(source: Source, figures: Iterable[int]) -> frozenset[int]:
    """The indexes of the sentences to search for names, given those of the sentences with a figure.

    None for a text without figures; its companies are the known ones.
    """
    return frozenset(_near(source, sorted(figures)))


def _near(source: Source, figures: list[int]) -> Iterator[int]:
    last = len(source.sentences) - 1
    reached = -1  # every sentence is looked at once, however close the figures stand
    for number, index in enumerate(figures):
        if not number:
            yield from range(min(_OPENING, last + 1))
        yield from (index, max(index - 1, 0))
        for near in range(max(index - _BEFORE, reached + 1), min(index + _AFTER, last) + 1):
            if _CAPITAL.search(source.folded, source.sentences[near].start, source.sentences[near].end):
                yield near
            reached = near
