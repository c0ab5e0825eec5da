"""Where the model looks for names: the sentences with figures, and those around that may introduce a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimx.source import Source, Span

__all__ = ["naming_sentences"]

_OPENING = 2  # sentences: the title and the first, which name whom the text is about
_BEFORE = 3  # sentences before a figure's in which its company may be introduced
_AFTER = 1  # and after
# A capital that no start of a sentence explains: "la start-up Valtis", "(Valtis", "d'Orlys", "IBM", "eBay".
_CAPITAL = re.compile(r"(?<=[\w,;:»\"'(«-] )[\"«(]?[A-ZÀ-Ý]|(?<=['(])[A-ZÀ-Ý]|[A-ZÀ-Ý]{2}|[a-zà-ÿ][A-ZÀ-Ý]")
_NAME = re.compile(r"\b[A-ZÀ-Ý][\w'-]+|\b[a-zà-ÿ]+[A-ZÀ-Ý]\w+")


def naming_sentences(source: Source, figures: Iterable[int]) -> frozenset[int]:
    """The indexes of the sentences to search for names, given those of the sentences with a figure.

    None for a text without figures; its companies are the known ones.
    """
    with_figures = sorted(figures)
    if not with_figures:
        return frozenset()
    always = {*range(min(_OPENING, len(source.sentences))), *with_figures}
    return frozenset(always | set(_introducing(source, with_figures, always)))


def _introducing(source: Source, figures: list[int], always: Iterable[int]) -> Iterator[int]:
    """The sentences near a figure with a capitalised word that no sentence searched holds.

    A name that is found once is found wherever it stands, so those without a new word add nothing.
    """
    seen = {word for index in always for word in _words(source, source.sentences[index])}
    reached = -1  # every sentence is looked at once, however close the figures stand
    last = len(source.sentences) - 1
    for figure in figures:
        until = min(figure + _AFTER, last)
        for index in range(max(figure - _BEFORE, reached + 1), until + 1):
            sentence = source.sentences[index]
            # Just before a figure the first word may be the name: "Orlys souffre. La baisse atteint 3 %."
            if index == figure - 1 or _CAPITAL.search(source.folded, sentence.start, sentence.end):
                words = _words(source, sentence)
                if not words <= seen:
                    seen |= words
                    yield index
        reached = until


def _words(source: Source, sentence: Span) -> set[str]:
    return set(_NAME.findall(source.folded, sentence.start, sentence.end))
