"""Recognizers-Text, in its French culture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import recognize_currency
from recognizers_text import Culture
from shapes import Found, Item, Reader, amount, claim, dated, folded, percentage, period, span

FRENCH = Culture.French
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SENTENCE = re.compile(
    r"[^\s.!?](?:[^.!?\n]|[.!?](?!\s|$))*"
)  # without its full stop: of "mardi." it makes no date


class Recognizers(Reader):
    """Its recognizers of currency, percentage and date."""

    def __init__(self, currencies: dict[str, str]) -> None:
        self._currencies = currencies

    def read(self, text: str, published: date | None) -> Found:
        """Amounts with a number, percentages, dates with a value."""
        found = Found()
        for sentence in SENTENCE.finditer(folded(text)):  # in a whole text its dates are often none
            figures = [*self._money(sentence), *_percentages(sentence)]
            found.claims += figures
            # Its dates alone would take the numbers of figures for hours and days.
            found.dates += [one for one in _dates(sentence, published) if not _inside(one, figures)]
        return found

    def _money(self, sentence: re.Match[str]) -> Iterator[Item]:
        for one in recognize_currency(sentence[0], FRENCH):
            number = one.resolution["value"]
            if number is not None:  # a currency alone
                currency = self._currencies.get(one.resolution["unit"])
                yield claim(_place(sentence, one), amount(number.replace(",", "."), currency))


def _place(sentence: re.Match[str], one: Any) -> Item:  # noqa: ANN401  of the peer
    return span(sentence.start() + one.start, sentence.start() + one.end + 1)


def _inside(one: Item, figures: list[Item]) -> bool:
    return any(one["start"] < figure["end"] and figure["start"] < one["end"] for figure in figures)


def _percentages(sentence: re.Match[str]) -> Iterator[Item]:
    for one in recognize_percentage(sentence[0], FRENCH):
        number = one.resolution["value"].rstrip("%").replace(",", ".")
        yield claim(_place(sentence, one), percentage(number))


def _dates(sentence: re.Match[str], published: date | None) -> Iterator[Item]:
    reference = datetime.combine(published, time()) if published else None
    for one in recognize_datetime(sentence[0], FRENCH, reference=reference):
        values = (one.resolution or {}).get("values", ())
        told = [read for value in values if (read := _period(value)) is not None]
        if told:
            yield dated(_place(sentence, one), _meant(told, published))


def _meant(told: list[Item], published: date | None) -> Item:
    """Of several readings the last that does not begin after the publication, as the press mostly means."""
    latest = published.isoformat() if published else ""
    return max(
        (one for one in told if one["start"] and one["start"] <= latest),
        key=lambda one: one["start"],
        default=told[0],
    )


def _period(value: dict[str, str]) -> Item | None:
    if value["type"] == "duration":
        return period(None, value["timex"])
    days = [value.get(key, "") for key in _ENDS.get(value["type"], ())]
    if not days or not all(map(DAY.fullmatch, days)):  # an hour, or "not resolved"
        return None
    first, last = (date.fromisoformat(day) for day in (days[0], days[-1]))
    # The end that it tells of a range is the day after.
    return period((first, last - timedelta(days=len(days) - 1)))


_ENDS = {"date": ("value",), "daterange": ("start", "end")}


def load(options: dict[str, Any]) -> Recognizers:
    """Build its models, which the first call does."""
    peer = Recognizers(options["currencies"])
    peer.read("Le groupe a gagné 3 euros, soit 4 %, le 3 mai 2023.", None)
    return peer
