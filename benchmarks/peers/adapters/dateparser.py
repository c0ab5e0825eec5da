"""dateparser: its search, and its parser, which tells how large a date is."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates
from shapes import Found, Item, around, dated, folded, period, span

LANGUAGES = ["fr"]


def _settings(published: date | None) -> dict[str, Any]:
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}  # as the press mostly means
    if published:
        settings["RELATIVE_BASE"] = datetime.combine(published, time())
    return settings


class Dateparser:
    """The parser in French."""

    def read(self, text: str, published: date | None) -> Found:
        """What ``search_dates`` finds; it gives the words in order, and not their places."""
        plain, reached, found = folded(text), 0, Found()
        for words, at in search_dates(plain, languages=LANGUAGES, settings=_settings(published)) or ():
            start = plain.find(words, reached)
            if start >= 0:
                reached = start + len(words)
                told = self.value(words, published) or period(around(at.date(), "day"))
                found.dates.append(dated(span(start, reached), told))
        return found

    def value(self, words: str, published: date | None) -> Item | None:
        """The period of words."""
        told = DateDataParser(languages=LANGUAGES, settings=_settings(published)).get_date_data(folded(words))
        return period(around(told.date_obj.date(), told.period)) if told and told.date_obj else None


def load(_options: dict[str, Any]) -> Dateparser:
    """Load its French."""
    peer = Dateparser()
    peer.read("Le 3 mai 2023, une perte.", None)
    return peer
