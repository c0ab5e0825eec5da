"""The tables claimx writes: every column once, with its type and what it means.

Numbers are ``decimal128(38, 9)``: 29 digits before the point, 9 after it. A number with more decimals is
rounded to the even neighbour, one of more than 29 digits is null; ``exact`` is then false, and ``text`` has
the words.

``article`` is the place of the article in the archive, from 0. It is unique and joins the tables, which
``article_id``, the input's own, need not do.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from claimx.records import (
    Certainty,
    Comparator,
    Direction,
    Extraction,
    Metric,
    Modifier,
    PercentUnit,
    Relation,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FRAME", "SPARK", "TABLES", "Column", "arrow_schema", "ddl", "fit"]

Type = Literal["string", "int", "float", "bool", "date", "decimal", "strings", "ints"]

_DIGITS, _DECIMALS = 38, 9
_CONTEXT = Context(prec=_DIGITS)
_UNIT = Decimal(1).scaleb(-_DECIMALS)


class Column(NamedTuple):
    """A column; ``nullable`` when a row may have no value in it, ``values`` where only these are possible."""

    name: str
    type: Type
    meaning: str
    nullable: bool = False
    values: tuple[str, ...] = ()


_KEY = (
    Column("article", "int", "place of the article in the archive, from 0: the key that joins the tables"),
    Column("article_id", "string", "id of the article as the input gives it, else file:line"),
    Column("published", "date", "day the article was published", nullable=True),
)
_PERIOD = (
    Column("period_start", "date", "first day of the period", nullable=True),
    Column("period_end", "date", "last day of the period, itself included", nullable=True),
    Column("period_mod", "string", "start, mid, end or approx", nullable=True, values=get_args(Modifier)),
    Column("duration", "string", "ISO 8601 duration", nullable=True),
    Column("timex", "string", "TIMEX3 value, such as 2024-Q3", nullable=True),
)
_OFFSETS = (
    Column("text", "string", "the words"),
    Column("start", "int", "offset of the words in the article's text, in characters"),
    Column("end", "int", "offset after the words"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "claims": (
        *_KEY,
        Column("claim", "int", "place of the claim in the article, from 0"),
        Column("company", "string", "the first of subjects", nullable=True),
        Column("subjects", "strings", "companies whose figure it is"),
        Column("counterparties", "strings", "companies on the other side"),
        Column("sources", "strings", "companies that say so"),
        Column("metric", "string", "what is measured: revenue, profit, …", values=get_args(Metric)),
        Column("kind", "string", "money or percent", values=("money", "percent")),
        Column("value", "decimal", "the number: low and high when equal, or the one given", nullable=True),
        Column("low", "decimal", "lower bound", nullable=True),
        Column("high", "decimal", "upper bound", nullable=True),
        Column("exact", "bool", "whether low and high are the numbers of the claim, unrounded"),
        Column("currency", "string", "ISO 4217 code, for money", nullable=True),
        Column(
            "unit",
            "string",
            "percent, point or basis_point, for percentages",
            nullable=True,
            values=get_args(PercentUnit),
        ),
        Column("per", "string", "what a price is per, such as action", nullable=True),
        Column(
            "comparator",
            "string",
            "exact, approx, over, at_least, under, at_most or range",
            values=get_args(Comparator),
        ),
        Column("direction", "string", "up, down or flat", nullable=True, values=get_args(Direction)),
        Column(
            "certainty",
            "string",
            "stated, forecast, estimated, conditional or denied",
            values=get_args(Certainty),
        ),
        Column(
            "relation",
            "string",
            "how the period bears on the figure: in, by, since, …",
            nullable=True,
            values=get_args(Relation),
        ),
        *_PERIOD,
        Column("versus_start", "date", "first day of the period it is compared with", nullable=True),
        Column("versus_end", "date", "last day of the period it is compared with", nullable=True),
        Column("periods", "strings", "all periods, each as relation and timex"),
        Column("sentence", "string", "the sentence of the figure"),
        Column("sentence_start", "int", "offset of the sentence"),
        *_OFFSETS,
        Column("confidence", "float", "0 to 1, for the whole claim"),
        Column("claimx_version", "string", "version that read it"),
        Column("model", "string", "model that read it"),
    ),
    "articles": (
        *_KEY,
        Column("title", "string", "title", nullable=True),
        Column("url", "string", "address", nullable=True),
        Column("text", "string", "the text as it was read: offsets count its characters"),
        Column("claims", "int", "how many claims it has"),
        Column("companies", "int", "how many companies it names"),
        Column("dates", "int", "how many dates it has"),
        Column("input", "string", "file it came from"),
        Column("line", "int", "line or row in that file, from 1"),
        Column("extra", "string", "all other fields of the input, as a JSON object"),
    ),
    "companies": (
        *_KEY,
        Column("company", "string", "name"),
        Column("mentions", "int", "how often the article names it"),
        Column("starts", "ints", "offsets of the mentions"),
        Column("ends", "ints", "offsets after the mentions"),
        Column("ticker", "string", "ticker of the share", nullable=True),
        Column("isin", "string", "ISIN of the share", nullable=True),
        Column("exchange", "string", "exchange it is listed on", nullable=True),
        Column("country", "string", "country of the company", nullable=True),
    ),
    "dates": (
        *_KEY,
        *_OFFSETS,
        *_PERIOD,
        Column("companies", "strings", "companies the dated event concerns"),
    ),
}

FRAME = tuple(
    column._replace(nullable=column.nullable or column.name in {"claimx_version", "model"})
    for column in TABLES["claims"]
)
"""The rows of ``claimx.to_frame``: claims, of which an extraction does not know what read them."""

SPARK = (
    *(column._replace(nullable=True) for column in TABLES["claims"]),
    Column("reject_stage", "string", "for an article that was not read: where it fell out", nullable=True),
    Column("reject_reason", "string", "for an article that was not read: why", nullable=True),
)
"""The rows of ``claimx.spark``: claims, and articles that were not read, with null for a claim's columns."""


def fit(number: Decimal | None) -> tuple[Decimal | None, bool]:
    """A number as the tables hold it, and whether it is still the same.

    >>> fit(Decimal("1e30"))
    (None, False)
    """
    if number is None:
        return None, True
    try:
        fitted = number.quantize(_UNIT, context=_CONTEXT)
    except InvalidOperation:
        return None, False
    return fitted, fitted == number


def arrow_schema(columns: Iterable[Column]) -> pa.Schema:
    """The Arrow schema of some columns, each with its meaning as metadata."""
    import pyarrow as pa  # noqa: PLC0415  loaded by who writes or reads tables only

    types = {
        "string": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "decimal": pa.decimal128(_DIGITS, _DECIMALS),
        "strings": pa.list_(pa.string()),
        "ints": pa.list_(pa.int64()),
    }
    return pa.schema(
        pa.field(each.name, types[each.type], nullable=each.nullable, metadata={"meaning": each.meaning})
        for each in columns
    ).with_metadata({"claimx_schema": Extraction.schema_version})


def ddl(columns: Iterable[Column]) -> str:
    """The same schema as Spark is told it.

    >>> ddl(TABLES["claims"][:3])
    'article bigint, article_id string, published date'
    """
    types = {
        "string": "string",
        "int": "bigint",
        "float": "double",
        "bool": "boolean",
        "date": "date",
        "decimal": f"decimal({_DIGITS},{_DECIMALS})",
        "strings": "array<string>",
        "ints": "array<bigint>",
    }
    return ", ".join(f"{each.name} {types[each.type]}" for each in columns)
