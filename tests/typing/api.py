"""A user's script: it is checked by mypy, and says what types the public names have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never, assert_type

import altair as alt
import pandas as pd
import polars as pl
from pyspark.sql import DataFrame

import claimx
import claimx.plot
import claimx.spark
from claimx import display
from claimx.errors import ConversionError, InputError


def read_one() -> claimx.Extraction:
    """Read one article; ``published`` is a date, a datetime, an ISO string or nothing."""
    claimx.extract("Alstom gagne 3 M€.")
    claimx.extract("Alstom gagne 3 M€.", "2025-09-15")
    claimx.extract("Alstom gagne 3 M€.", published=datetime(2025, 9, 15))  # noqa: DTZ001  no clock is read
    return claimx.extract("Alstom gagne 3 M€.", published=date(2025, 9, 15))


def read_many() -> Iterator[claimx.Extraction]:
    """Read many, as strings or articles."""
    articles: list[str | claimx.Article] = ["Alstom gagne 3 M€."]
    articles.append(claimx.Article("Alstom perd 3 M€.", published="2025-09-15", id="a1"))
    assert_type(claimx.extract_many(articles), Iterator[claimx.Extraction])
    return claimx.Extractor().extract_many(articles)


def use(claim: claimx.Claim) -> Decimal | None:
    """Use every field of a claim."""
    assert_type(claim.subjects, tuple[str, ...])
    assert_type(claim.evidence.metric, tuple[claimx.Mention, ...])
    assert_type(claim.when, tuple[claimx.When, ...])
    if claim.direction == "up" and claim.metric == "revenue" and claim.certainty != "denied":
        return None
    for when in claim.when:
        assert_type(when.start, date | None)
    match claim.figure:
        case claimx.Money() as money:
            assert_type(money.per, str | None)
            return in_dollars(money)
        case claimx.Percentage() as percentage:
            return percentage.low
        case never:
            assert_never(never)


def in_dollars(money: claimx.Money) -> Decimal | None:
    """Convert an amount."""
    try:
        return money.to("USD", rates={("EUR", "USD"): Decimal("1.08")}).low
    except (ConversionError, InputError) as error:
        raise SystemExit(str(error)) from error


def look(extractions: list[claimx.Extraction]) -> display.View:
    """Look at what was read: a page, data frames, a table."""
    display.save(extractions[0], "page.html")
    display.save(iter(extractions), "page.html", title="Résultats")
    assert_type(claimx.to_frame(extractions[0]), pd.DataFrame)
    assert_type(claimx.to_polars(extractions, ids=["a1"]), pl.DataFrame)
    assert_type(extractions[0].to_frame(), pd.DataFrame)
    return claimx.display.table(extractions, limit=20)


def in_pictures(extractions: list[claimx.Extraction]) -> list[alt.FacetChart]:
    """Draw what was read."""
    names = ["Verrelec", "Glasmark"]
    return [
        claimx.plot.timeline(extractions, company="Verrelec", metric="revenue"),
        claimx.plot.compare(extractions, metric="debt", companies=names, log=True),
    ]


def on_a_cluster(df: DataFrame) -> DataFrame:
    """Read the articles of a Spark DataFrame."""
    claimx.spark.extract(df)
    return claimx.spark.extract(df, "contenu", None, id="url", time_limit=10)


def wrong(claim: claimx.Claim) -> None:
    """Do what the types forbid; mypy says so if one of these becomes allowed."""
    claim.metric = "cost"  # type: ignore[misc]
    claimx.extract(b"bytes")  # type: ignore[arg-type]
    claimx.extract_many([1])  # type: ignore[list-item]
    _ = claim.metric == "turnover"  # type: ignore[comparison-overlap]
