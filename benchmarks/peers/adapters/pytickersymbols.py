"""pytickersymbols: its names of listed companies, looked up in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pytickersymbols import PyTickerSymbols
from shapes import Found, Reader, company, folded, span

SHORTEST = 3  # letters of a name


class Gazetteer(Reader):
    """All names as one pattern, the longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        longest = sorted({name for name in names if len(name) >= SHORTEST}, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def read(self, text: str, _published: date | None) -> Found:
        """The names, written as they are listed."""
        matches = self._pattern.finditer(folded(text))
        return Found(companies=[company(span(*match.span()), match[0]) for match in matches])


def _forms(name: str, legal: Iterable[str]) -> Iterator[str]:
    yield name
    for form in legal:
        if name.endswith(f" {form}"):
            yield name.removesuffix(form).rstrip(" ,")


def load(options: dict[str, Any]) -> Gazetteer:
    """Read its table of companies."""
    stocks = PyTickerSymbols().get_all_stocks()
    return Gazetteer(form for stock in stocks for form in _forms(stock["name"], options["legal_forms"]))
