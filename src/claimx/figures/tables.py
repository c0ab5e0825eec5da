"""Cells of tables and lists under a header such as "(en millions d'euros)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import zip_longest

from claimx.figures.amounts import Amount
from claimx.figures.money import header_unit
from claimx.source import Source, Span

__all__ = ["fill_cells"]

# A cell: the number alone between separators ("CA : 137,7 / 158,9"), or at the end of its line.
_BEFORE = re.compile(r"(?:[:/|;\t]|\s{2}|(?:^|\n)|(?<=[0-9%)])\ )\s*[+–-]?\ ?\(?\Z")
_AFTER = re.compile(r"\)?\s*(?:[/|;]|\n|\Z|\s{2}|\ [+–(-]?\ ?[0-9])")
_LEAST = 10  # a smaller number behind a word is a note or a rank
_LINE = 160  # characters
_PROSE = 14  # words: a line this long that ends with a full stop is prose, and closes the table


def fill_cells(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give the bare numbers under a header its magnitude and currency."""
    text = source.folded
    cells = [i for i, amount in enumerate(amounts) if _is_cell(source, amount)]
    headers = list(header_unit(text)) if cells else []
    starts = [amounts[i].span.start for i in cells]
    out = list(amounts)
    for (start, power, unit), limit in zip_longest(headers, [begun for begun, _, _ in headers[1:]]):
        end = _table_end(text, start, len(text) if limit is None else limit)
        for i in cells[bisect_left(starts, start) : bisect_left(starts, end)]:
            out[i] = _signed(source, replace(amounts[i], magnitude=power, unit=unit))
    return out


# A cell of its own in brackets is negative: "| (45) |"; "137,7 (130,1)" compares.
_OPENED = re.compile(r"[|;\t]\ ?\(\Z")
_CLOSED = re.compile(r"\)\ ?(?:[|;\t\n]|\Z)")


def _signed(source: Source, amount: Amount) -> Amount:
    text, start, end = source.folded, amount.span.start, amount.span.end
    if not _OPENED.search(text, max(0, start - 3), start) or not _CLOSED.match(text, end):
        return amount
    return replace(amount, span=Span(start - 1, end + 1), sign="-")


def _table_end(text: str, start: int, limit: int) -> int:
    """Where the lines of a table end: at the first line of prose, or at the next header."""
    at = text.find("\n", start, limit)
    while at != -1:
        end = text.find("\n", at + 1, limit)
        line = text[at + 1 : end if end != -1 else limit].strip()
        if line.endswith((".", "!", "?")) and len(line.split()) >= _PROSE:
            return at
        at = end
    return limit


def _is_cell(source: Source, amount: Amount) -> bool:
    text, start, end = source.folded, amount.span.start, amount.span.end
    if amount.unit is not None or amount.magnitude is not None or amount.year or not _AFTER.match(text, end):
        return False
    if _BEFORE.search(text, max(0, start - 6), start) or _follows_tab(source, start):
        return True
    return amount.number >= _LEAST and text[start - 1 : start] == " " and _is_row(text, start)


def _follows_tab(source: Source, start: int) -> bool:
    return start > 0 and "\t" in source.text and source.mention(Span(start - 1, start)).text == "\t"


def _is_row(text: str, at: int) -> bool:
    """Whether the line is a label with numbers: "Chiffre d'affaires 137,7 158,9"."""
    start = text.rfind("\n", max(0, at - _LINE), at) + 1
    end = text.find("\n", at, at + _LINE)
    line = text[start : end if end != -1 else len(text)]
    return len(line) < _LINE and not line.rstrip().endswith(".")
