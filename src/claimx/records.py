"""The records claimx returns: the public contract, as frozen Pydantic models.

All offsets are character offsets into the text as given: ``text[start:end] == mention.text``.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import pint
    import polars as pl

__all__ = [
    "Certainty",
    "Check",
    "Claim",
    "Company",
    "Comparator",
    "DateMention",
    "Direction",
    "Evidence",
    "Extraction",
    "Figure",
    "Listing",
    "Mention",
    "Metric",
    "Modifier",
    "Money",
    "PercentUnit",
    "Percentage",
    "Period",
    "Relation",
    "When",
]

Comparator = Literal["exact", "approx", "over", "at_least", "under", "at_most", "range"]
PercentUnit = Literal["percent", "point", "basis_point"]
Direction = Literal["up", "down", "flat"]
Certainty = Literal["stated", "forecast", "estimated", "conditional", "denied"]
Relation = Literal["in", "by", "since", "until", "over", "versus"]
Modifier = Literal["start", "mid", "end", "approx"]
Metric = Literal[
    "revenue",
    "orders",
    "profit",
    "operating_profit",
    "ebitda",
    "loss",
    "margin",
    "cash_flow",
    "cash",
    "debt",
    "financing",
    "investment",
    "cost",
    "savings",
    "acquisition",
    "stake",
    "valuation",
    "share_price",
    "dividend",
    "buyback",
    "price",
    "volume",
    "market_share",
    "workforce",
    "pay",
    "penalty",
    "tax",
    "subsidy",
    "rate",
    "index",
    "other",
]


def _plain(value: Decimal) -> str:
    """Write a decimal without an exponent: Decimal("3E+9") is "3000000000"."""
    return format(value, "f")


def whole(value: str) -> str:
    """Text as UTF-8 can hold it: half a character (a lone surrogate) is one U+FFFD, so offsets stay true."""
    return _SURROGATE.sub("\ufffd", value)


_SURROGATE = re.compile("[\ud800-\udfff]")

Words = Annotated[str, PlainSerializer(whole, return_type=str, when_used="json")]
Number = Annotated[Decimal, PlainSerializer(_plain, return_type=str, when_used="json")]


_SCHEMA = "1"  # of the records' shapes, and of the tables made of them


class Record(BaseModel):
    """Base of every record: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Record):
    """Words of the text: ``text[start:end]``, in characters of the text as given."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: Words


class Money(Record):
    """An amount of money, in whole currency units.

    ``low`` and ``high`` bound it: equal when exact or approximate, one of them null when the text gives
    one bound only ("plus de 3 M€": ``low`` 3000000, ``high`` null, ``comparator`` "over").
    ``per`` is what a price is per ("action", "baril"), else null.
    """

    kind: Literal["money"] = "money"
    low: Number | None
    high: Number | None
    currency: str = Field(description="ISO 4217 code, or BTC, ETH … for crypto units")
    per: str | None = None
    comparator: Comparator = "exact"

    @property
    def quantity(self) -> pint.Quantity[Decimal]:
        """The stated number as a Pint quantity, in ``currency`` or ``currency / per``.

        For a range, the quantity of its lower end.
        """
        from claimx import units  # noqa: PLC0415  Pint is loaded on first use only

        return units.quantity(self.low if self.low is not None else self.high, self.currency, self.per)

    def to(self, currency: str, *, rates: Mapping[tuple[str, str], Decimal]) -> Money:
        """Convert to another currency.

        ``rates`` maps (from, to) to the number of ``to`` units one ``from`` unit buys; the inverse pair
        serves too. Raises ``ConversionError`` when neither is given.
        """
        from claimx import units  # noqa: PLC0415  Pint is loaded on first use only

        def convert(number: Decimal | None) -> Decimal | None:
            return None if number is None else units.convert(number, self.currency, currency, rates)

        return self.model_copy(
            update={"low": convert(self.low), "high": convert(self.high), "currency": currency}
        )


class Percentage(Record):
    """A percentage, a number of percentage points or of basis points; bounds as in ``Money``."""

    kind: Literal["percent"] = "percent"
    low: Number | None
    high: Number | None
    unit: PercentUnit = "percent"
    comparator: Comparator = "exact"

    @property
    def quantity(self) -> pint.Quantity[Decimal]:
        """The stated number as a Pint quantity in percent, point or basis_point; a range's lower end."""
        from claimx import units  # noqa: PLC0415  Pint is loaded on first use only

        return units.quantity(self.low if self.low is not None else self.high, self.unit, None)


Figure = Annotated[Money | Percentage, Field(discriminator="kind")]


class Period(Record):
    """A period of time, both ends included, or a duration.

    ``start`` and ``end`` are null when the period cannot be resolved, or for a duration that nothing
    anchors; ``duration`` is ISO 8601 ("P5Y") or null; ``timex`` the TIMEX3 value ("2024-Q3", "203").
    """

    start: date | None = None
    end: date | None = None
    mod: Modifier | None = None
    duration: str | None = None
    timex: str | None = None


class When(Period):
    """A period a figure is about, and how: in, by, since, until, over, or versus it."""

    relation: Relation


class Evidence(Record):
    """For each field of a claim, the words that made claimx say so; empty where a default was taken."""

    metric: tuple[Mention, ...] = ()
    direction: tuple[Mention, ...] = ()
    certainty: tuple[Mention, ...] = ()
    subjects: tuple[Mention, ...] = ()
    counterparties: tuple[Mention, ...] = ()
    sources: tuple[Mention, ...] = ()
    comparator: tuple[Mention, ...] = ()
    when: tuple[Mention, ...] = ()


class Claim(Mention):
    """One figure of the text and what the text says of it. ``start``, ``end``, ``text`` are the figure's."""

    figure: Figure
    metric: Metric
    direction: Direction | None
    certainty: Certainty
    subjects: tuple[str, ...]
    counterparties: tuple[str, ...]
    sources: tuple[str, ...]
    when: tuple[When, ...]
    evidence: Evidence
    confidence: float = Field(ge=0, le=1)

    def _repr_html_(self) -> str:
        """The record as a notebook shows it."""
        from claimx import display  # noqa: PLC0415  who looks at nothing loads nothing

        return display.claim_view(self)


class Listing(Record):
    """Where a company's shares are listed; fields that are not sure are null."""

    ticker: str | None = None
    isin: str | None = None
    exchange: str | None = None
    country: str | None = None


class Company(Record):
    """A company the text names, with every mention of it by name, aliases and acronyms included."""

    name: str
    mentions: tuple[Mention, ...]
    listing: Listing | None = None

    def _repr_html_(self) -> str:
        """The company as a notebook shows it."""
        from claimx import display  # noqa: PLC0415

        return display.company_view(self)


class DateMention(Mention):
    """A date, period or duration expression, and the companies the dated event concerns."""

    period: Period
    companies: tuple[str, ...] = ()


class Check(Record):
    """A level, the level it is compared with, and the change told between them, with whether they agree.

    ``value``, ``basis`` and ``change`` are places in ``Extraction.claims``. ``computed`` is the change from
    basis to value, negative for a fall, in ``unit`` (percent between amounts; the points or basis points
    the text tells between percentages), rounded to two decimals. ``agrees`` is whether the change as told
    is possible for numbers that round to those written.
    """

    value: int = Field(ge=0)
    basis: int = Field(ge=0)
    change: int = Field(ge=0)
    computed: Number
    unit: PercentUnit
    agrees: bool


class Extraction(Record):
    """What a text claims, and whether the changes it tells agree with the levels beside them.

    ``schema_version``, which is no field, tells the shape of the records; it stands in their JSON Schema and
    in the Parquet files of archives. A version that only adds what may be left out is the same.
    """

    model_config = ConfigDict(json_schema_extra={"version": _SCHEMA})

    schema_version: ClassVar[str] = _SCHEMA

    text: Words
    published: date | None
    companies: tuple[Company, ...]
    claims: tuple[Claim, ...]
    dates: tuple[DateMention, ...]
    checks: tuple[Check, ...] = Field(default=(), exclude_if=lambda checks: not checks)
    """Left out of the JSON where there are none."""

    def _repr_html_(self) -> str:
        """The text as a notebook shows it: what was found is marked, each figure has its record."""
        from claimx import display  # noqa: PLC0415

        return display.extraction_view(self)

    def to_frame(self) -> pd.DataFrame:
        """The claims as a pandas DataFrame, one a row; see ``claimx.to_frame``."""
        from claimx import frames  # noqa: PLC0415

        return frames.to_frame(self)

    def to_polars(self) -> pl.DataFrame:
        """The claims as a Polars DataFrame, one a row; see ``claimx.to_polars``."""
        from claimx import frames  # noqa: PLC0415

        return frames.to_polars(self)
