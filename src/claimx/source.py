"""The text as given and the folded view that rules read.

The offset law: every rule works on spans of ``Source.folded``; only this module knows how they map back
to the text as given, and no other module adds or subtracts offsets of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from html.entities import name2codepoint
from itertools import pairwise
from typing import NamedTuple, TypeVar

from claimx.forking import kept
from claimx.lexicon import rows
from claimx.records import Mention, whole

__all__ = ["BULLETS", "Source", "Span", "longest", "overlapping"]

T = TypeVar("T")

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
    # What patterns that ignore case take for a letter, though it is another in small letters.
    "ſ": "s",
    "ı": "i",
    "İ": "I",
    "\u212a": "K",
}
# No character at all: signs that only steer display (soft hyphen, zero width, bidi controls, BOM).
_NOTHING = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_TABLE = str.maketrans(_SAME)
# One character for several: a lone CR is a newline, and PDFs write "bénéﬁce".
_PARTS = {"\r": "\n", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# A character reference that a feed left in the text: "R&amp;D", "3&nbsp;M&euro;", "caf&#233;". Greek letters
# and signs of mathematics are left alone: no news has them, and their names are short ("&or;", "&Mu;").
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z]{2,6}[0-9]{0,2});")
_REST = re.compile(r"[A-Za-z0-9#]{1,12};")
_NAMED = frozenset(
    f"&{name};"
    for name, code in name2codepoint.items()
    if code < 0x180 or 0x2000 <= code < 0x2130  # noqa: PLR2004  Latin letters; spaces, dashes, quotes, € and ™
)
_MOVING = re.compile(f"[{''.join(sorted({*_NOTHING, *_PARTS}))}\u0300-\u036f]")

BULLETS = "•►▶♦◆●■▪"
_BULLET = f"[{BULLETS}]"
_BREAK = re.compile(
    rf"""
    (?:(?=[\n.!?…])|(?<=[.!?…])|(?<=\S)(?=\ *{_BULLET}))(?:  # where one may be: no other place is tried
    \n\s*                                             # a line is never one sentence with the next
  | (?<=[.!?…])(?:\ ?[»)\]]|["'])*\ +                 # "… 3 %. Le groupe", "« … 3 % ! » Le groupe"
      (?=["«'(\[]?\ ?[A-ZÀ-ÞŒŠŽ0-9+–—-])
  | (?:(?<=[a-zà-ÿ0-9%€$»")][.!?…])|(?<=[A-Z]{{2}}[.!?…])|(?<=\ [!?]))
      (?=["«]?[A-ZÀ-ÞŒ](?:[a-zà-ÿ']|\ [a-zà-ÿ])|MM?\.\ |-\ ) # glued: "l'AFP.Un"
  | (?<=[a-zà-ÿ]{{4}}\.)(?=\d)                        # "7 millions de dollars.6 853 véhicules"
  | (?<=\S)\ *(?={_BULLET})                           # "… 3 % • Le groupe"
    )""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"(?<![\w°/])([^\W\d]+|\d+)[.!]$")
_NEXT_WORD = re.compile(r"""["«'(\[ ]*([^\W\d]+'?)""")
_ITEM_NUMBER = re.compile(r"""["«(]?\d{1,2}\.""")
_THOUSANDS = re.compile(r"000(?!\d)")  # "10. 000 dollars", as badly typed
_LONGEST_WORD = 16  # of those that matter before a stop
_LONGEST_SENTENCE = 2_000  # characters; the press writes none of 1,600, and what is longer is no sentence
_PAUSE = re.compile(r"[;,:]\ |(?P<blank>\ )")


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (excluded) of the folded view."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def overlapping(spans: Sequence[Span], span: Span) -> slice:
    """Where in some spans, in text order and apart, those stand that share a character with another."""
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    return slice(first, bisect_left(spans, span.end, lo=first, key=lambda each: each.start))


def longest(items: Iterable[T], span: Callable[[T], Span]) -> list[T]:
    """Items without overlap, in text order: of two that overlap the longer stays, of equals the first."""
    out: list[T] = []
    for item in sorted(items, key=span):
        here, last = span(item), span(out[-1]) if out else None
        if last is None or here.start >= last.end:
            out.append(item)
        elif here.end - here.start > last.end - last.start:
            out[-1] = item
    return out


class Source:
    """A text and its folded view, one typography for all: ' for ’, a plain space for U+00A0, NFC.

    ``folded`` is what the rules match on. ``mention(span)`` gives the words of the text as given.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        folded = whole(text).translate(_TABLE)
        self._origins: _Origins | None = None  # None: every character stands where it stood
        if _MOVING.search(folded) or _REFERENCE.search(folded):
            folded, self._origins = _fold(folded)
        self.folded = folded

    def mention(self, span: Span) -> Mention:
        """The words of a span, with their offsets in the text as given."""
        start, end = span.start, span.end
        if self._origins is not None:
            start = self._origins.starts[start]
            end = self._origins.ends[end - 1] if span.start < span.end else start
        return Mention(start=start, end=end, text=self.text[start:end])

    def slice(self, span: Span) -> str:
        """The folded characters of a span."""
        return self.folded[span.start : span.end]

    @kept
    def lowered(self) -> str:
        """The folded view in small letters, each where it stands: quicker to search than in any case."""
        lowered = self.folded.lower()
        if len(lowered) == len(self.folded):
            return lowered
        return "".join([small if len(small := letter.lower()) == 1 else letter for letter in self.folded])

    @kept
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, in order, without the white space between them.

        What goes on without a stop (lists, tables, soup) is read in pieces: the time and the memory that
        reading takes grow with the length of a sentence faster than in proportion.
        """
        cuts = [0]
        for match in _BREAK.finditer(self.folded):
            if "\n" in match.group() or self._ends_sentence(cuts[-1], match):
                cuts.append(match.end())
        cuts.append(len(self.folded))
        wholes = (_strip(self.folded, a, b) for a, b in pairwise(cuts))
        pieces = (piece for whole in wholes for piece in _pieces(self.folded, whole))
        return tuple(span for span in pieces if span.start < span.end)

    def _ends_sentence(self, start: int, stop: re.Match[str]) -> bool:
        """Whether the stop before a match ends the sentence that began at ``start``."""
        text, end = self.folded, stop.start()
        last = _LAST_WORD.search(text, max(start, end - _LONGEST_WORD), end)
        if last is None:
            return True
        if _ITEM_NUMBER.fullmatch(text, start, end):
            return False  # "1. Un emprunt commun": the number of an item of a list
        following = _NEXT_WORD.match(text, stop.end())
        word = following.group(1) if following else ""
        if last.group(1).isdigit():
            return word.lower() not in _months() and not _THOUSANDS.match(text, stop.end())
        kind = _abbreviations().get(last.group())
        if kind is None and not (last.group(1).isupper() and len(last.group(1)) == 1):
            return True
        return kind != "name" and word in _starters()

    @kept
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @kept
    def _newlines(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.folded)]

    def newlines(self, span: Span) -> int:
        """How many lines end inside a span."""
        return bisect_left(self._newlines, span.end) - bisect_left(self._newlines, span.start)

    def sentence_index(self, span: Span) -> int:
        """The index in ``sentences`` of the sentence where a span starts."""
        return max(0, bisect_right(self._sentence_starts, span.start) - 1)

    def sentence(self, span: Span) -> Span:
        """The sentence where a span starts."""
        return self.sentences[self.sentence_index(span)]


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence, cut where it is too long: after the last pause that fits, else the last word that does."""
    start = sentence.start
    while sentence.end - start > _LONGEST_SENTENCE:
        pauses = list(_PAUSE.finditer(text, start + 1, start + _LONGEST_SENTENCE))
        ends = [pause.end() for pause in pauses if not pause["blank"]] or [pause.end() for pause in pauses]
        end = ends[-1] if ends else start + _LONGEST_SENTENCE
        yield _strip(text, start, end)
        start = end
    yield _strip(text, start, sentence.end)


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


class _Origins(NamedTuple):
    """Where each folded character begins in the text as given, and where it ends."""

    starts: list[int]
    ends: list[int]


def _fold(text: str) -> tuple[str, _Origins]:
    """Drop display-only signs, read references, make CRLF one newline, compose letters, part ligatures."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, character in _signs(text):
        if character == "\r" and text[end : end + 1] == "\n":
            continue
        if characters and unicodedata.combining(character):
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1] = composed
                ends[-1] = end
                continue
        for letter in _PARTS.get(character, character):
            characters.append(letter)
            starts.append(start)
            ends.append(end)
    starts.append(len(text))  # where an empty span at the very end stands
    return "".join(characters), _Origins(starts, ends)


def _signs(text: str) -> Iterator[tuple[int, int, str]]:
    """The characters that are shown, with their places; one that is written as a reference is read."""
    kept = [at for at, character in enumerate(text) if character not in _NOTHING]
    bare = "".join([text[at] for at in kept])
    done = 0
    for match in _REFERENCE.finditer(bare):
        sign = _referred(match)
        if sign:
            yield from ((at, at + 1, text[at]) for at in kept[done : match.start()])
            yield kept[match.start()], kept[match.end() - 1] + 1, sign
            done = match.end()
    yield from ((at, at + 1, text[at]) for at in kept[done:])


def _referred(match: re.Match[str]) -> str | None:
    """The character that a reference names, folded as it would be in the text; None when it is left alone.

    Nothing that was read may become part of another reference, so that a folded text folds to itself.
    """
    reference = match.group()
    if not reference.startswith("&#") and reference not in _NAMED:
        return None
    sign = unescape(reference).translate(_TABLE)
    if len(sign) != 1 or sign == "\ufffd" or sign in _NOTHING or (sign.isascii() and sign.isalnum()):
        return None
    return None if sign in "#;" or (sign == "&" and _REST.match(match.string, match.end())) else sign


@cache
def _abbreviations() -> dict[str, str]:
    return dict(rows("abbreviations")["abbreviations"])


@cache
def _starters() -> frozenset[str]:
    return frozenset(rows("abbreviations")["starters"])


@cache
def _months() -> frozenset[str]:
    return frozenset(rows("months_days")["month"])
