"""EDS-NLP: its dates and its quantities, of which the percentages."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import edsnlp
import edsnlp.pipes as eds
from shapes import Ends, Found, Item, Reader, around, claim, dated, folded, percentage, period, span

UNITS = ("day", "week", "month", "year")  # the smallest first
ANY_DAY = date(2024, 1, 1)


class EdsNlp(Reader):
    """A pipeline of sentences, dates and quantities."""

    def __init__(self) -> None:
        self._nlp = edsnlp.blank("eds")
        self._nlp.add_pipe(eds.sentences())
        self._nlp.add_pipe(eds.dates())
        self._nlp.add_pipe(eds.quantities(quantities="all", extract_ranges=True, use_tables=False))

    def read(self, text: str, published: date | None) -> Found:
        """Percentages, dates and durations."""
        doc, found = self._nlp(folded(text)), Found()
        for one in doc.spans["quantities"]:
            if one._.value.unit == "%":
                place = span(one.start_char, one.end_char)
                found.claims.append(claim(place, _percentage(one._.value)))
        for one in doc.spans["dates"]:
            ends = _ends(one._.date, published)
            found.dates.append(dated(span(one.start_char, one.end_char), period(ends)))
        for one in doc.spans["durations"]:
            found.dates.append(dated(span(one.start_char, one.end_char), period(None, _iso(one._.duration))))
        return found


def _percentage(value: Any) -> Item:  # noqa: ANN401  of the peer
    ends = value.value if isinstance(value.value, tuple) else (value.value,)  # two of a range
    return percentage(*map(str, ends))


def _ends(told: Any, published: date | None) -> Ends | None:  # noqa: ANN401  of the peer
    note = datetime.combine(published or ANY_DAY, time())
    if published is None and told.mode.value == "relative":
        return None
    at = told.to_datetime(note_datetime=note, infer_from_context=True, tz=None)
    unit = next((unit for unit in UNITS if getattr(told, unit, None) is not None), "day")
    return around(at.date(), unit) if at else None


def _iso(told: Any) -> str | None:  # noqa: ANN401  of the peer
    parts = [
        f"{number}{unit[0].upper()}"
        for unit in reversed(UNITS)
        if (number := getattr(told, unit, None)) is not None
    ]
    return "P" + "".join(parts) if parts else None


def load(_options: dict[str, Any]) -> EdsNlp:
    """Build the pipeline."""
    peer = EdsNlp()
    peer.read("Une hausse de 3 % le 3 mai 2023.", None)
    return peer
