"""Cells of tables and lists under a header such as "(en millions d'euros)"."""

from __future__ import annotations

import re
from dataclasses import replace

from claimx.figures.amounts import Amount
from claimx.figures.money import header_unit
from claimx.source import Source

__all__ = ["fill_cells"]

# A cell: the number alone between separators ("CA : 137,7 / 158,9"), or at the end of its line.
_BEFORE = re.compile(r"(?:[:/|;\t]|\s{2}|(?:^|\n)|(?<=[0-9%)])\ )\s*[+–-]?\ ?\(?\Z")
_AFTER = re.compile(r"\)?\s*(?:[/|;]|\n|\Z|\s{2}|\ [+–(-]?\ ?[0-9])")
_PROSE = 14  # words: a line this long that ends with a full stop is prose, and closes the table


def fill_cells(source: Source, amounts: list[Amount]) -> list[Amount]:
    """Give the bare numbers under a header its magnitude and currency."""
    text = source.folded
    headers = list(header_unit(text))
    if not headers:
        return amounts
    out = list(amounts)
    for start, power, unit in headers:
        end = _table_end(text, start)
        for i, amount in enumerate(out):
            if start <= amount.span.start < end and _is_cell(text, amount):
                out[i] = replace(amount, magnitude=power, unit=unit)
    return out


def _table_end(text: str, start: int) -> int:
    """Where the lines of a table end: at the first line of prose."""
    at = text.find("\n", start)
    while at != -1:
        end = text.find("\n", at + 1)
        line = text[at + 1 : end if end != -1 else len(text)].strip()
        if line.endswith((".", "!", "?")) and len(line.split()) >= _PROSE:
            return at
        at = end
    return len(text)


def _is_cell(text: str, amount: Amount) -> bool:
    start, end = amount.span.start, amount.span.end
    return (
        amount.unit is None
        and amount.magnitude is None
        and not amount.year
        and bool(_BEFORE.search(text, max(0, start - 6), start))
        and bool(_AFTER.match(text, end))
    )
