"""What neighbours make together: "mars" + "2019", "début" + "août", "janvier" à "mars", "T3" + "de l'an dernier"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimx.dates.calendar import Interval
from claimx.dates.definitions import (
    Fiscal,
    Fixed,
    InYear,
    Moved,
    Of,
    Range,
    Same,
    Slice,
    Value,
    Weekday,
)
from claimx.dates.shapes import Item, compiled
from claimx.dates.words import Line
from claimx.records import Modifier

__all__ = ["compose"]

_NEAR = 4
_TAIL = "(?:<genitive>?<determiner>?|<comma>)"
_MODS: dict[str, Modifier] = {"start": "start", "mid": "mid", "end": "end"}


def compose(items: Sequence[Item], line: Line) -> list[Item]:
    """Join the items that belong together, from the inside out: years, then ranges, then "début", "fin"."""
    joined = _pairwise(items, line, _with_year)
    joined = [_slices(item) for item in joined if item]
    joined = _pairwise(joined, line, _range)
    fuzzed = [_fuzz(item, line) for item in joined]
    return [item for item in _pairwise(fuzzed, line, _range) if not isinstance(item.value, Slice)]


def _slices(item: Item) -> Item:
    return item


def _pairwise(items: Sequence[Item], line: Line, join: object) -> list[Item]:
    out: list[Item] = []
    for item in items:
        both = join(out[-1], item, line) if out and item.first - out[-1].last <= _NEAR else None  # type: ignore[operator]
        if both is not None:
            out[-1] = both
        else:
            out.append(item)
    return out


def _between(left: Item, right: Item, line: Line) -> str:
    return line.classes[left.last + 1 : right.first]


def _matches(shape: str, classes: str) -> bool:
    return compiled(shape).fullmatch(classes) is not None


def _with_year(left: Item, right: Item, line: Line) -> Item | None:
    between = _between(left, right, line)
    if not _matches("<genitive>?<determiner>?", between):
        same = isinstance(left.value, Same) and line.word(left.last + 1).lower() in {"en", "sur", "au"}
        if not (same and len(between) == 1):
            return None
    value = _in_base(left.value, right.value, bool(between))
    return Item(left.first, right.last, value, f"{left.rule} + {right.rule}", left.mod) if value else None


def _in_base(left: Value, right: Value, linked: bool) -> Value | None:  # noqa: FBT001, PLR0911
    if isinstance(left, Range) and isinstance(left.first, InYear) and isinstance(left.last, InYear):
        ends = _in_base(left.first, right, linked), _in_base(left.last, right, linked)
        return Range(*ends) if ends[0] and ends[1] else None  # type: ignore[arg-type]
    if isinstance(left, Same):
        return (
            Of(left, right)
            if isinstance(right, Fixed | InYear | Moved | Fiscal) and _is_period(right)
            else None
        )
    if isinstance(left, Slice):
        return Of(left, right) if _is_period(right) else None
    if not isinstance(left, InYear) or left.way:
        return None
    return _part_in(left, right)


def _part_in(left: InYear, right: Value) -> Value | None:
    if isinstance(right, Fixed):
        start, end = right.interval.start, right.interval.end
        if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31) or start.year != end.year:
            return None
        interval = left.part.within(start.year)
        return Fixed(interval) if interval else None
    if isinstance(right, Fiscal) and right.part is None:
        return Fiscal(right.first, right.last, left.part)
    if isinstance(right, Moved) and right.unit in {"year", "fiscal"}:
        return Of(left.part, right)
    return None


def _is_period(value: Value) -> bool:
    return isinstance(value, Fixed | Fiscal | InYear | Of) or (
        isinstance(value, Moved) and value.unit not in {"day"}
    )


def _range(left: Item, right: Item, line: Line) -> Item | None:
    between = _between(left, right, line)
    lead = line.word(left.first - 1).lower()
    led = lead in {"de", "d'", "du", "entre", "l'", "le", "des"} or line.word(left.first).lower() == "entre"
    dashed = _matches("<dash>", between)
    to = _matches("<up_to><determiner>?", between) and led
    both = _matches("<and><determiner>?", between) and (
        _is_between(left, line) or _consecutive(left.value, right.value)
    )
    if not (dashed or to or both) or not _comparable(left.value, right.value):
        return None
    value = Range(left.value, right.value)
    return Item(left.first, right.last, value, f"{left.rule} – {right.rule}", left.mod)


def _is_between(item: Item, line: Line) -> bool:
    return "entre" in {line.word(item.first - back).lower() for back in (1, 2)}


def _consecutive(left: Value, right: Value) -> bool:
    """ "en mars et avril" is one period; "en mars et septembre" are two."""
    months = [_month_of(left), _month_of(right)]
    return None not in months and months[1] == months[0] % 12 + 1  # type: ignore[operator]


def _month_of(value: Value) -> int | None:
    if isinstance(value, InYear) and value.part.kind == "month" and not value.way:
        return value.part.first
    if isinstance(value, Fixed) and value.interval.start.day == 1 and 28 <= value.interval.days <= 31:  # noqa: PLR2004
        return value.interval.start.month
    return None


def _comparable(left: Value, right: Value) -> bool:
    kinds = (Fixed, InYear, Weekday, Fiscal)
    if isinstance(left, Moved) and isinstance(right, Moved):
        return False
    return isinstance(left, kinds) and isinstance(right, (*kinds, Moved))


def _fuzz(item: Item, line: Line) -> Item:
    """Take in the words before that place it: "début août", "à la fin de l'année", "mi-mai", "vers 2030"."""
    match = _FUZZ_LEFT().search(line.classes[max(0, item.first - 4) : item.first])
    if match is None or item.mod is not None:
        return item
    first = item.first - len(match.group())
    mod = _MODS[str(line.values[first])]
    return replace(item, first=first, mod=mod, rule=f"{mod} of {item.rule}")


def _FUZZ_LEFT() -> re.Pattern[str]:  # noqa: N802
    return compiled("<fuzz>(?:<genitive><determiner>?|<dash>)?(?:<of_month>)?$")


_ = Interval
