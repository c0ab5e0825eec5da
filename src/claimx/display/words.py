"""What a record says, in a few words, and words of a text that are safe to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from claimx.records import Figure, Money, Period, When

__all__ = ["NONE", "NO_CLAIM", "UNITS", "figure", "period", "printable", "shortened"]

NONE = "—"
"""What stands where a record has nothing to say."""
NO_CLAIM = "No amount of money and no percentage found."
UNITS = {"percent": "%", "point": "pt", "basis_point": "bp"}

_SIGNS = {
    "exact": "",
    "range": "",
    "approx": "≈ ",
    "over": "> ",
    "at_least": "≥ ",
    "under": "< ",
    "at_most": "≤ ",
}
_SCALES = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"))
_MODS = {"start": "start of ", "mid": "mid ", "end": "end of ", "approx": "about "}
_ONE_DURATION = re.compile(r"PT?(\d+)([YMWD])")
# Colours, moves of the cursor, titles of the window: what a terminal would obey, its parameters included.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]+[0-~]"
)
_DURATIONS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def figure(value: Figure) -> str:
    """A figure in short: "> 4,500 bn USD", "3–4 %", "≈ 1.30 EUR / action"."""
    numbers = [number for number in (value.low, value.high) if number is not None]
    ends = sorted(set(numbers))
    if isinstance(value, Money):
        scale, word = _scale(ends)
        unit = " ".join(part for part in (word, printable(value.currency)) if part)
        unit += f" / {printable(value.per)}" if value.per else ""
    else:
        scale, unit = Decimal(1), UNITS[value.unit]
    cents = isinstance(value, Money) and scale == 1
    shown = "–".join(_number(end / scale, cents=cents) for end in ends)
    return f"{_SIGNS[value.comparator]}{shown} {unit}"


def period(value: Period) -> str:
    """A period in short: "by 2030", "2024-Q3", "over 5 years", "until start of 2030–2039"."""
    if value.start is not None and value.end is not None:
        words = _days(value.start, value.end)
    elif value.duration is not None:
        words = _duration(value.duration)
    else:
        words = printable(value.timex or "no date")
    relation = f"{value.relation} " if isinstance(value, When) and value.relation != "in" else ""
    return f"{relation}{_MODS[value.mod] if value.mod else ''}{words}"


def printable(text: str) -> str:
    """Words of the text with white space as one space, and without what could steer a terminal."""
    spaced = re.sub(r"\s+", " ", _SEQUENCE.sub("", text))
    return "".join("\ufffd" if _half(sign) else sign for sign in spaced if not _steers(sign))


def shortened(text: str, length: int) -> str:
    """The first line of a text, cut after a word so as to have at most ``length`` characters.

    >>> shortened("Verrelec relève ses objectifs", 24)
    'Verrelec relève ses …'
    """
    line = printable(text.strip().partition("\n")[0])
    return line if len(line) <= length else f"{line[: length - 1].rpartition(' ')[0]} …"


def _half(sign: str) -> bool:
    return unicodedata.category(sign) == "Cs"


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"}


def _scale(numbers: Sequence[Decimal]) -> tuple[Decimal, str]:
    least = min((abs(number) for number in numbers), default=Decimal(0))
    return next(((scale, word) for scale, word in _SCALES if least >= scale), (Decimal(1), ""))


def _number(number: Decimal, *, cents: bool) -> str:
    whole, _, decimals = format(number, ",f").partition(".")
    decimals = decimals.rstrip("0")
    if cents and len(decimals) == 1:
        decimals += "0"  # "1.20 EUR", as prices are written
    return f"{whole}.{decimals}" if decimals else whole


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
        return printable(duration)
    count, unit = match.groups()
    return f"{count} {_DURATIONS[unit]}{'' if count == '1' else 's'}"
