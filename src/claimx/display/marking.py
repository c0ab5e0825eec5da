"""The text of an extraction as HTML, its figures, companies and dates marked and what tells of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from claimx.display.markup import Markup, element, joined
from claimx.records import Claim, Extraction, Mention

__all__ = ["Line", "lines"]

_BREAK = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_TAGS = {"company": "b", "date": "i"}  # what shows where a page strips the style sheet
_CLASSES = {"company": "cx-c", "date": "cx-d"}


class _Label(NamedTuple):
    """What a stretch of the text is, and to which claim it belongs."""

    kind: Literal["figure", "evidence", "company", "date", "break"]
    claim: int = 0


_BREAKS = _Label("break")


class _Piece(NamedTuple):
    """A stretch of the text in which nothing begins or ends."""

    text: str
    labels: tuple[_Label, ...]
    figure: int | None
    """The claim whose figure this is: the first, where figures overlap."""

    @property
    def breaks(self) -> bool:
        return bool(self.labels) and _BREAKS in self.labels


class Line(NamedTuple):
    """A line of the text as HTML, the claims whose figures begin in it, and those it has evidence for."""

    html: Markup
    figures: tuple[int, ...]
    evidence: frozenset[int]


def lines(extraction: Extraction) -> Iterator[Line]:
    """The lines of the text that are not empty.

    A figure is a ``mark`` of the classes ``cx-f cx-h cx-hN`` for claim N, the words that tell of it have the
    class ``cx-eN``, companies ``cx-c`` and dates ``cx-d``. Stretches may nest and overlap.
    """
    shown: set[int] = set()
    pieces = _pieces(extraction.text, list(_labels(extraction)))
    for breaks, group in groupby(pieces, key=lambda piece: piece.breaks):
        line = list(group)
        if breaks or not any(piece.text.strip() for piece in line):
            continue
        figures = dict.fromkeys(piece.figure for piece in line if piece.figure is not None)
        told = (label.claim for piece in line for label in piece.labels if label.kind == "evidence")
        yield Line(
            joined(_line(line)), tuple(figure for figure in figures if figure not in shown), frozenset(told)
        )
        shown.update(figures)


def _evidence(claim: Claim) -> Iterator[Mention]:
    """The words that tell of any field of a claim."""
    for _, mentions in claim.evidence:
        yield from mentions


def _labels(extraction: Extraction) -> Iterator[tuple[int, int, _Label]]:
    for match in _BREAK.finditer(extraction.text):
        yield *match.span(), _BREAKS
    for company in extraction.companies:
        for mention in company.mentions:
            yield mention.start, mention.end, _Label("company")
    for day in extraction.dates:
        yield day.start, day.end, _Label("date")
    for index, claim in enumerate(extraction.claims):
        yield claim.start, claim.end, _Label("figure", index)
        for mention in _evidence(claim):
            yield mention.start, mention.end, _Label("evidence", index)


def _pieces(text: str, labels: Sequence[tuple[int, int, _Label]]) -> Iterator[_Piece]:
    """The text, cut wherever a stretch begins or ends."""
    starting: dict[int, list[_Label]] = defaultdict(list)
    ending: dict[int, list[_Label]] = defaultdict(list)
    for start, end, label in labels:
        if start < end <= len(text):
            starting[start].append(label)
            ending[end].append(label)
    held: Counter[_Label] = Counter()
    for start, end in pairwise(sorted({0, len(text), *starting, *ending})):
        held.update(starting[start])
        held.subtract(ending[start])
        held = +held
        figures = [label.claim for label in held if label.kind == "figure"]
        yield _Piece(text[start:end], tuple(held), min(figures, default=None))


def _line(pieces: Sequence[_Piece]) -> Iterator[Markup]:
    for figure, group in groupby(pieces, key=lambda piece: piece.figure):
        inside = joined(map(_marked, group))
        if figure is None:
            yield inside
        else:
            yield element("mark", inside, classes=f"cx-f cx-h cx-h{figure}", tabindex="0")


def _marked(piece: _Piece) -> str:
    classes = [_CLASSES[label.kind] for label in piece.labels if label.kind in _CLASSES]
    classes += [f"cx-e{label.claim}" for label in piece.labels if label.kind == "evidence"]
    if not classes:
        return piece.text
    tag = next((_TAGS[label.kind] for label in piece.labels if label.kind in _TAGS), "span")
    return element(tag, piece.text, classes=" ".join(["cx-w", *classes]))
