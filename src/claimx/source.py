"""The text as given and the folded view that rules read.

The offset law: every rule works on spans of ``Source.folded``; only this module knows how they map back
to the text as given, and no other module adds or subtracts offsets of the text as given.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from claimx.records import Mention

__all__ = ["Source", "Span"]

# One character for one: the typographic variants the press uses for the same sign.
_SAME = {
    **dict.fromkeys("’‘ʼ‛′`´", "'"),
    **dict.fromkeys(
        "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u2004\u2005\u2006\u205f\u3000\t\x0b\x0c", " "
    ),
    **dict.fromkeys("−‑‐﹣－", "-"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
    "٪": "%",
    "﹪": "%",
    "％": "%",
    "﹩": "$",
    "＄": "$",
    "٫": ",",
    "\x00": " ",
}
# No character at all: signs that only steer display (soft hyphen, zero width, bidi controls, BOM).
_NOTHING = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_TABLE = str.maketrans(_SAME)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOVING = re.compile(f"[{''.join(sorted(_NOTHING))}\u0300-\u036f\r]")

_BREAK = re.compile(
    r"""
    \n\s*                                              # a line is never one sentence with the next
  | (?<=[.!?…])["»')\]]*\ +(?=["«'(\[]?\ ?[A-ZÀ-Ý0-9–—-])  # "… 3 %. Le groupe"
  | (?<=[a-zà-ÿ0-9%€$»")][.!?…])(?=["«]?[A-ZÀ-Ý][a-zà-ÿ']) # "l'État.L'abattage": glued, as in scraped text
    """,
    re.VERBOSE,
)
# A full stop that ends no sentence: "M. Arnault", "J. P. Morgan", "env. 3 M€", "St. Gallen", "3e trim. 2024".
_ABBREVIATION = re.compile(
    r"(?:^|[\s('\"«-])(?:[A-ZÀ-Ý]|MM|Mme|Mr|Dr|Me|Pr|Sté|Cie|St|Ste|env|av|approx|art|cf|vol|trim|sem|hab|"
    r"Inc|Corp|Ltd|Co|Bros|no|n°|p|ex|resp|min|max|janv|févr|avr|juil|sept|oct|nov|déc)\.$"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (excluded) of the folded view."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Source:
    """A text and its folded view, one typography for all: ' for ’, a plain space for U+00A0, NFC.

    ``folded`` is what the rules match on. ``mention(span)`` gives the words of the text as given.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        folded = _SURROGATE.sub("\ufffd", text).translate(_TABLE)
        self._origins: list[int] | None = None  # None: every character stands where it stood
        if _MOVING.search(folded):
            folded, self._origins = _fold(folded)
        self.folded = folded

    def mention(self, span: Span) -> Mention:
        """The words of a span, with their offsets in the text as given."""
        start, end = span.start, span.end
        if self._origins is not None:
            start, end = self._origins[start], self._origins[end - 1] + 1
            while end < len(self.text) and unicodedata.combining(self.text[end]):
                end += 1  # a decomposed letter ends with its accents
        return Mention(start=start, end=end, text=self.text[start:end])

    def slice(self, span: Span) -> str:
        """The folded characters of a span."""
        return self.folded[span.start : span.end]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, in order, without the white space between them."""
        cuts = [0]
        for match in _BREAK.finditer(self.folded):
            ends_sentence = "\n" in match.group()
            if not ends_sentence:
                head = self.folded[max(0, match.start() - 12) : match.start()]
                ends_sentence = not _ABBREVIATION.search(head)
            if ends_sentence:
                cuts.append(match.end())
        cuts.append(len(self.folded))
        spans = (_strip(self.folded, a, b) for a, b in itertools.pairwise(cuts))
        return tuple(span for span in spans if span.start < span.end)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_index(self, span: Span) -> int:
        """The index in ``sentences`` of the sentence where a span starts."""
        return max(0, bisect_right(self._sentence_starts, span.start) - 1)

    def sentence(self, span: Span) -> Span:
        """The sentence where a span starts."""
        return self.sentences[self.sentence_index(span)]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _fold(text: str) -> tuple[str, list[int]]:
    """Drop display-only signs, make CRLF one newline and compose letters; tell where each one came from."""
    characters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        if character in _NOTHING:
            continue
        if character == "\r":
            if text[index + 1 : index + 2] == "\n":
                continue
            character = "\n"  # noqa: PLW2901  a lone CR is a newline
        elif characters and unicodedata.combining(character):
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1] = composed
                continue
        characters.append(character)
        origins.append(index)
    return "".join(characters), origins
