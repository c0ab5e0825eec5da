"""What neighbours make together: "mars" + "2019", "début" + "août", "janvier" à "mars"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from claimx.dates.calendar import MONTHS_IN
from claimx.dates.context import closing_clauses, closing_joints
from claimx.dates.definitions import (
    Ending,
    Fiscal,
    Fixed,
    Holding,
    InYear,
    Length,
    Moved,
    Of,
    Range,
    Same,
    Slice,
    Value,
    Weekday,
)
from claimx.dates.shapes import Item, compiled
from claimx.dates.surroundings import is_class, listed
from claimx.dates.words import Line
from claimx.records import Modifier

__all__ = ["compose"]

_NEAR = 4
_YEAR = range(365, 367)
_PLACED = "<fuzz>(?:<genitive><determiner>?|<dash>)?$"
_HOLDING = "<determiner|these>?<unit><genitive>$"
_ABOUT = "<approx><genitive>?<determiner>?$"
LEADING = "day before another"
_CLAUSES = range(4, 0, -1)  # how many words such a clause has
_COUNTED = ("month_number", "day_number", "cardinal", "count")
PENDING = frozenset({"unit of a part", "unit of a slice"})
"""Rules whose finds count only as the base of what stands before them."""
_MODS: dict[str, Modifier] = {"start": "start", "mid": "mid", "end": "end"}


def compose(items: Sequence[Item], line: Line) -> list[Item]:
    """Join the items that belong together, from the inside out: years, then ranges, then "début", "fin"."""
    joined = _borrow(_pairwise(_pairwise(items, line, _with_year), line, _recalled))
    joined = [_holding(item, line) for item in _pairwise(joined, line, _range)]
    fuzzed = [_fuzz(item, line) for item in joined]
    return _endings([item for item in _pairwise(fuzzed, line, _range) if _whole(item, line)], line)


def _whole(item: Item, line: Line) -> bool:
    """Whether an item stands by itself, as "premiers mois" alone does not."""
    if isinstance(item.value, Slice) or item.rule in PENDING:
        return False
    return not _schedule(item, line)


def _schedule(item: Item, line: Line) -> bool:
    """Whether "du lundi au vendredi" is said, of any week."""
    value = item.value
    if not isinstance(value, Range) or not (
        isinstance(value.first, Weekday) and isinstance(value.last, Weekday)
    ):
        return False
    return line.word(item.first - 1).lower() in listed("of_any") and not value.first.day


def _borrow(items: Sequence[Item]) -> list[Item]:
    """Read "les 8 et 11 octobre 2018": the 8th takes its year from the 11th."""
    out = list(items)
    for index in range(len(out) - 2, -1, -1):
        value, after = out[index].value, out[index + 1].value
        if out[index].rule == LEADING and isinstance(after, Fixed) and isinstance(value, InYear):
            interval = value.part.within(after.interval.start.year)
            out[index] = replace(out[index], value=Fixed(interval)) if interval else out[index]
    return out


Join = Callable[[Item, Item, Line], Item | None]


def _pairwise(items: Sequence[Item], line: Line, join: Join) -> list[Item]:
    out: list[Item] = []
    for item in items:
        both = join(out[-1], item, line) if out and item.first - out[-1].last <= _NEAR else None
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
        same = isinstance(left.value, Same) and line.word(left.last + 1).lower() in listed("within")
        if not (same and len(between) == 1):
            return None
    value = _in_base(left.value, right.value)
    return Item(left.first, right.last, value, f"{left.rule} + {right.rule}", left.mod) if value else None


def _recalled(left: Item, right: Item, line: Line) -> Item | None:
    """Read "l'an passé à la même période": the period spoken of, in that year."""
    if not isinstance(right.value, Same) or not _matches("<up_to><determiner>?", _between(left, right, line)):
        return None
    year = isinstance(left.value, Fixed | Moved) and _is_year(left.value)
    value = Of(right.value, left.value) if year else None
    return Item(left.first, right.last, value, f"{right.rule} + {left.rule}", left.mod) if value else None


def _is_year(value: Fixed | Moved) -> bool:
    return value.unit == "year" if isinstance(value, Moved) else value.interval.days in _YEAR


def _in_base(left: Value, right: Value) -> Value | None:
    if isinstance(left, Range):
        first, last = _in_base(left.first, right), _in_base(left.last, right)
        return Range(first, last) if first and last else None
    if isinstance(left, Same | Slice):
        return Of(left, right) if _is_period(right) else None
    if isinstance(left, Weekday):
        weekly = isinstance(right, Moved) and right.unit == "week" and not right.keep
        return Of(left, right) if weekly and not (left.way or left.day) else None
    return _part_in(left, right) if isinstance(left, InYear) and not left.way else None


def _part_in(left: InYear, right: Value) -> Value | None:
    if isinstance(right, Fixed):
        start, end = right.interval.start, right.interval.end
        if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31) or start.year != end.year:
            return None
        interval = left.part.within(start.year)
        return Fixed(interval) if interval else None
    if isinstance(right, Fiscal) and right.part is None and left.part.kind == "season":
        interval = left.part.within(right.first)  # "l'hiver 2022-2023"
        return Fixed(interval) if interval else None
    if isinstance(right, Fiscal) and right.part is None:
        return Fiscal(right.first, right.last, left.part)
    if isinstance(right, Moved) and right.unit in {"year", "fiscal"}:
        return Of(left.part, right)
    return None


def _is_period(value: Value) -> bool:
    return isinstance(value, Fixed | Fiscal | InYear | Of) or (
        isinstance(value, Moved) and value.unit != "day"
    )


def _range(left: Item, right: Item, line: Line) -> Item | None:
    between = _between(left, right, line)
    lead = line.word(left.first - 1).lower()
    led = lead in listed("leading")
    dashed = _matches("<dash>", between)
    to = _matches("<up_to><determiner>?", between) and led
    follows = _consecutive(left.value, right.value)
    both = _matches("<and><determiner>?", between) and (_is_between(left, line) or follows)
    parted = _matches("<slash>", between) and follows  # "mars/avril 2016"
    if not (dashed or to or both or parted) or not _comparable(left.value, right.value):
        return None
    value = Range(left.value, right.value)
    return Item(left.first, right.last, value, f"{left.rule} – {right.rule}")


def _holding(item: Item, line: Line) -> Item:
    """Take in "la semaine" before one day: "la semaine du 18 mars"."""
    match = compiled(_HOLDING).search(line.classes[max(0, item.first - _NEAR) : item.first])
    if match is None or not _one_day(item.value):
        return item
    unit, place = str(line.values[item.first - 2]), item.first - 2
    if unit not in {"week", "weekend"} or line.word(place).endswith("s"):
        return item
    first = item.first - len(match.group())
    return replace(item, first=first, value=Holding(unit, item.value), rule=f"{unit} of {item.rule}")


def _endings(items: Sequence[Item], line: Line) -> list[Item]:
    """Take in the undated period that a day or month closes: "exercice clos fin mars 2024"."""
    out: list[Item] = []
    for item in items:
        ended = _ending(item, line)
        if not out or ended.first > out[-1].last:
            out.append(ended)
        elif isinstance(out[-1].value, Length) and ended.first <= out[-1].first:
            out[-1] = ended
        else:
            out.append(item)
    return out


def _ending(item: Item, line: Line) -> Item:
    clause = _clause(item.first, line) if _one_day(item.value) or _month_of(item.value) else None
    unit = str(line.values[clause - 1]) if clause and is_class(line, clause - 1, "unit") else ""
    if clause is None or unit not in MONTHS_IN:
        return item
    first, count = clause - 1, 1
    if line.word(first).endswith("s") and is_class(line, first - 1, *_COUNTED):
        first, count = first - 1, int(line.values[first - 1])
    value = Ending(count * MONTHS_IN[unit], item.value)
    return Item(first, item.last, value, f"{unit} ending {item.rule}")


def _clause(end: int, line: Line) -> int | None:
    """Return where the words begin that tie a day to the period it closes: "qui s'est achevé en"."""
    end -= line.word(end - 1).lower() in closing_joints()
    for length in _CLAUSES:
        words = tuple(line.word(place).lower() for place in range(end - length, end))
        if words in closing_clauses():
            return end - length
    return None


def _one_day(value: Value) -> bool:
    if isinstance(value, Fixed):
        return value.interval.days == 1
    return isinstance(value, InYear) and (
        value.part.kind == "day" or (value.part.kind == "feast" and not value.part.rule.startswith("months"))
    )


def _is_between(item: Item, line: Line) -> bool:
    return any(is_class(line, item.first - back, "between") for back in (1, 2))


def _consecutive(left: Value, right: Value) -> bool:
    """Whether "en mars et avril" is one period; "en mars et septembre" are two."""
    first, second = _month_of(left), _month_of(right)
    return first is not None and second == first % 12 + 1


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
    """Take in the words that place it, "début août", "mi-mai", and heed those that do not: "vers 2030"."""
    if item.mod is not None or (isinstance(item.value, Moved) and item.value.keep):
        return item  # "la trêve prend fin deux mois plus tard"
    left = line.classes[max(0, item.first - _NEAR) : item.first]
    if match := compiled(_PLACED).search(left):
        first = item.first - len(match.group())
        mod = _MODS[str(line.values[first])]
        return replace(item, first=first, mod=mod, rule=f"{mod} of {item.rule}")
    if compiled(_ABOUT).search(left):
        return replace(item, mod="approx", rule=f"about {item.rule}")
    return item
