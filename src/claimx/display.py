"""An extraction as text for a terminal."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.records import Claim, Extraction, Figure, Money, Period, When
from claimx.source import Source

__all__ = ["figure", "period", "printable", "terminal"]

_SIGNS = {
    "exact": "",
    "range": "",
    "approx": "≈ ",
    "over": "> ",
    "at_least": "≥ ",
    "under": "< ",
    "at_most": "≤ ",
}
_UNITS = {"percent": "%", "point": "pt", "basis_point": "bp"}
_SCALES = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"))
_MODS = {"start": "start of ", "mid": "mid ", "end": "end of ", "approx": "about "}
_ONE_DURATION = re.compile(r"PT?(\d+)([YMWD])")
_DURATIONS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_DIRECTION_STYLES = {"up": "green", "down": "red", "flat": "yellow"}
_NONE = "—"
_HEADS = ("figure", "company", "metric", "direction", "certainty", "period")
_GAP = 2


class _Row(NamedTuple):
    """A claim as the cells of the table, and its sentence."""

    cells: tuple[Text, ...]
    sentence: Text


def terminal(extraction: Extraction, width: int) -> RenderableType:
    """The claims of an extraction as a table with each sentence under its row; as blocks when narrow."""
    if not extraction.claims:
        return Text("No amount of money and no percentage found.")
    rows = [
        _Row(_cells(claim), sentence)
        for claim, sentence in zip(extraction.claims, _sentences(extraction), strict=True)
    ]
    widths = _widths([row.cells for row in rows], width)
    return _blocks(rows) if widths is None else _table(rows, widths)


def figure(value: Figure) -> str:
    """A figure in short: "> 4,500 bn USD", "3–4 %", "≈ 1.33 EUR / action"."""
    numbers = [number for number in (value.low, value.high) if number is not None]
    ends = sorted(set(numbers))
    if isinstance(value, Money):
        scale, word = _scale(ends)
        unit = " ".join(part for part in (word, value.currency) if part)
        unit += f" / {printable(value.per)}" if value.per else ""
    else:
        scale, unit = Decimal(1), _UNITS[value.unit]
    return f"{_SIGNS[value.comparator]}{'–'.join(_number(end / scale) for end in ends)} {unit}"


def period(value: Period) -> str:
    """A period in short: "by 2030", "2024-Q3", "over 5 years", "until start of 2030–2039"."""
    if value.start is not None and value.end is not None:
        words = _days(value.start, value.end)
    elif value.duration is not None:
        words = _duration(value.duration)
    else:
        words = value.timex or "no date"
    relation = f"{value.relation} " if isinstance(value, When) and value.relation != "in" else ""
    return f"{relation}{_MODS[value.mod] if value.mod else ''}{words}"


def printable(text: str) -> str:
    """Words of the text with white space as one space, and without what could steer a terminal."""
    spaced = re.sub(r"\s+", " ", text)
    return "".join("\ufffd" if _half(sign) else sign for sign in spaced if not _steers(sign))


def _half(sign: str) -> bool:
    return unicodedata.category(sign) == "Cs"


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"}


def _scale(numbers: Sequence[Decimal]) -> tuple[Decimal, str]:
    least = min((abs(number) for number in numbers), default=Decimal(0))
    return next(((scale, word) for scale, word in _SCALES if least >= scale), (Decimal(1), ""))


def _number(number: Decimal) -> str:
    plain = format(number, ",f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _days(start: date, end: date) -> str:
    after = end + timedelta(days=1) if end < date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month
    if start == end:
        return start.isoformat()
    if start.day != 1 or after.day != 1:
        return f"{start} to {end}"
    if start.month == 1 and months % 12 == 0:
        return f"{start.year}" if months == 12 else f"{start.year}–{end.year}"  # noqa: PLR2004
    if months in _PARTS and (start.month - 1) % months == 0:
        return f"{start.year}-{_PARTS[months]}{(start.month - 1) // months + 1}"
    return f"{start:%Y-%m}" if months == 1 else f"{start:%Y-%m} to {end:%Y-%m}"


_PARTS = {3: "Q", 6: "H"}


def _duration(duration: str) -> str:
    match = _ONE_DURATION.fullmatch(duration)
    if match is None or "T" in duration:
        return duration
    count, unit = match.groups()
    return f"{count} {_DURATIONS[unit]}{'s' if int(count) > 1 else ''}"


def _cells(claim: Claim) -> tuple[Text, ...]:
    return (
        Text(figure(claim.figure), style="bold"),
        _companies(claim),
        Text(claim.metric.replace("_", " ")),
        Text(claim.direction or _NONE, style=_DIRECTION_STYLES.get(claim.direction or "", "")),
        Text(claim.certainty),
        Text("\n".join(period(when) for when in claim.when) or _NONE),
    )


def _companies(claim: Claim) -> Text:
    """The subjects, then the other side and the source, each on a line of its own."""
    lines = [", ".join(map(printable, claim.subjects)) or _NONE]
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
