"""What the date stage gives: expressions as written, then the periods they stand for.

An expression has a symbolic value: what its words say, before any question of which year. The values are
small and nest: "le premier semestre de l'an dernier" is ``Of(Part("half", 1), Moved("year", -1))``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimx.dates.calendar import Interval, Part
from claimx.records import Modifier, Period
from claimx.source import Span

__all__ = [
    "FAR",
    "DateExpression",
    "Ending",
    "Fiscal",
    "Fixed",
    "Holding",
    "InYear",
    "Length",
    "Moved",
    "Of",
    "Range",
    "ResolvedDate",
    "Same",
    "Slice",
    "Stretch",
    "Tense",
    "Value",
    "Weekday",
]

Tense = Literal["past", "present", "future"]
Origin = Literal["now", "text"]
Way = Literal["", "last", "next", "this"]

FAR: dict[str, tuple[int, Origin]] = {
    "last": (-1, "now"),
    "next": (1, "now"),
    "current": (0, "now"),
    "previous": (-1, "text"),
    "following": (1, "text"),
}
"""How many units away, and from where: "le mois dernier", "le mois suivant"."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that needs no anchor: "12 mars 2024", "2005-2010", "années 80"."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class InYear:
    """A part of a year that is not said ("en mars", "au troisième trimestre"), or "mars dernier"."""

    part: Part
    way: Way = ""
    weekday: int = 0
    """1 to 7 when said: "mardi 12 mars"."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: "mardi", "mardi dernier", "ce mardi", "mardi 12", "mardi en huit"."""

    index: int
    way: Way = ""
    day: int = 0
    weeks: int = 0
    """How many weeks after the next one."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit of time so far from an origin: "hier", "la semaine dernière", "un an plus tôt", "la veille".

    With ``keep`` it is the same period, moved: "un an plus tôt" said of a quarter is a quarter.
    """

    unit: str
    count: int
    origin: Origin = "now"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Several units before or after the date before it in the text: "les deux mois précédents"."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Holding:
    """The unit that holds a day: "la semaine du 18 mars"."""

    unit: str
    day: Value


@dataclass(frozen=True, slots=True)
class Ending:
    """Months told by the day or month they end on: "exercice clos fin mars 2024" is twelve."""

    months: int
    end: Value


@dataclass(frozen=True, slots=True)
class Same:
    """The period spoken of: "la même période", "cette année-là"; of the unit given, if any."""

    unit: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A duration that nothing anchors: "cinq ans"."""

    iso: str
    timex: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of any period: "la seconde moitié de la décennie" is half 2 of 2."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year by the calendar years it is written with ("exercice 2020/21"), or a part of one."""

    first: int
    last: int
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Of:
    """A part of a base: "premier trimestre de l'an dernier", "lundi de la semaine prochaine".

    Within a month ("le 20 du mois prochain"), the part of the year has no month of its own: 0.
    """

    part: Part | Slice | Same | Weekday
    base: Value


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another: "entre janvier et mars 2019"."""

    first: Value
    last: Value


Value = (
    Fixed
    | InYear
    | Weekday
    | Moved
    | Stretch
    | Same
    | Length
    | Slice
    | Fiscal
    | Of
    | Range
    | Holding
    | Ending
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date, period or duration as the text writes it, not yet resolved."""

    span: Span
    value: Value
    rule: str
    """The rule that found it, for explanations."""
    mod: Modifier | None = None


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date expression and its period, resolved as far as the text allows."""

    span: Span
    period: Period
    rule: str = ""
