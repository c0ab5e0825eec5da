"""An extraction as text for a terminal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.display.words import NO_CLAIM, NONE, figure, period, printable
from claimx.records import Claim, Extraction
from claimx.source import Source

__all__ = ["terminal"]

_DIRECTION_STYLES = {"up": "green", "down": "red", "flat": "yellow"}
_HEADS = ("figure", "company", "metric", "direction", "certainty", "period")
_GAP = 2


class _Row(NamedTuple):
    """A claim as the cells of the table, and its sentence."""

    cells: tuple[Text, ...]
    sentence: Text


def terminal(extraction: Extraction, width: int) -> RenderableType:
    """The claims of an extraction as a table with each sentence under its row; as blocks when narrow."""
    if not extraction.claims:
        return Text(NO_CLAIM)
    rows = [
        _Row(_cells(claim), sentence)
        for claim, sentence in zip(extraction.claims, _sentences(extraction), strict=True)
    ]
    widths = _widths([row.cells for row in rows], width)
    return _blocks(rows) if widths is None else _table(rows, widths)


def _cells(claim: Claim) -> tuple[Text, ...]:
    return (
        Text(figure(claim.figure), style="bold"),
        _companies(claim),
        Text(claim.metric.replace("_", " ")),
        Text(claim.direction or NONE, style=_DIRECTION_STYLES.get(claim.direction or "", "")),
        Text(claim.certainty),
        Text("\n".join(period(when) for when in claim.when) or NONE),
    )


def _companies(claim: Claim) -> Text:
    """The subjects, then the other side and the source, each on a line of its own."""
    lines = [", ".join(map(printable, claim.subjects)) or NONE]
    for label, names in (("with", claim.counterparties), ("source", claim.sources)):
        if names:
            lines.append(f"{label}: {', '.join(map(printable, names))}")
    return Text("\n".join(lines))


def _sentences(extraction: Extraction) -> Iterator[Text]:
    """For each claim, its sentence with the figure marked."""
    source = Source(extraction.text)
    sentences = [source.mention(span) for span in source.sentences]
    starts = [sentence.start for sentence in sentences]
    for claim in extraction.claims:
        sentence = sentences[max(0, bisect_right(starts, claim.start) - 1)]
        before = extraction.text[sentence.start : claim.start]
        after = extraction.text[claim.end : sentence.end]
        yield Text.assemble(
            (printable(before), "dim"), (f"[{printable(claim.text)}]", "bold"), (printable(after), "dim")
        )


def _widths(rows: Sequence[tuple[Text, ...]], width: int) -> tuple[int, ...] | None:
    """The widths of the columns: the widest cut until all fit; None when words would have to be broken."""
    columns = list(zip(tuple(map(Text, _HEADS)), *rows, strict=True))
    widths = [max(_longest(cell.plain.split("\n")) for cell in column) for column in columns]
    least = [max(_longest(cell.plain.split()) for cell in column) for column in columns]
    room = width - _GAP * (len(_HEADS) - 1)
    while sum(widths) > room:
        spare = [have - need for have, need in zip(widths, least, strict=True)]
        if max(spare) == 0:
            return None
        widths[spare.index(max(spare))] -= 1
    return tuple(widths)


def _longest(pieces: Sequence[str]) -> int:
    return max(map(cell_len, pieces))


def _table(rows: Sequence[_Row], widths: Sequence[int]) -> Group:
    lines: list[RenderableType] = [_line([Text(head, style="underline") for head in _HEADS], widths)]
    for row in rows:
        lines += [_line(row.cells, widths), Padding(row.sentence, (0, 0, 1, 2))]
    return Group(*lines)


def _line(cells: Sequence[Text], widths: Sequence[int]) -> Table:
    line = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for width in widths:
        line.add_column(width=width, overflow="fold")
    line.add_row(*cells)
    return line


def _blocks(rows: Sequence[_Row]) -> Group:
    """One block a claim, a field a line, for a terminal too narrow for the table."""
    lines: list[RenderableType] = []
    for row in rows:
        lines.append(row.cells[0])
        for head, cell in zip(_HEADS[1:], row.cells[1:], strict=True):
            lines.append(Padding(Text.assemble(f"{head}: ", cell), (0, 0, 0, 2)))
        lines.append(Padding(row.sentence, (0, 0, 1, 2)))
    return Group(*lines)
