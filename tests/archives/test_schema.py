"""The tables have the columns that the schema says, and numbers that fit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from archive_runs import Go, articles, tables, write_jsonl
from claimx.archives.articles import Article
from claimx.archives.rows import Maker, table_rows
from claimx.archives.schema import TABLES, arrow_schema, fit
from claimx.records import Claim, Evidence, Extraction, Percentage, When

FITS = {
    "0": ("0.000000000", True),
    "12.5": ("12.500000000", True),
    "3E+9": ("3000000000.000000000", True),
    "0.123456789": ("0.123456789", True),
    "0.1234567895": ("0.123456790", False),
    "0.1234567885": ("0.123456788", False),
    "99999999999999999999999999999": ("99999999999999999999999999999.000000000", True),
    "100000000000000000000000000000": (None, False),
    "-3.5": ("-3.500000000", True),
}


@pytest.mark.parametrize(("number", "expected"), FITS.items())
def test_fit(number: str, expected: tuple[str | None, bool]) -> None:
    """A number is kept, rounded to the even neighbour, or null when it is too large."""
    fitted, exact = fit(Decimal(number))
    assert (None if fitted is None else format(fitted, "f"), exact) == expected


def test_files_have_the_schema(tmp_path: Path, go: Go) -> None:
    """Every part has the documented columns, even one without rows."""
    rows = [*articles(8), *({"id": f"e{n}", "text": "rien"} for n in range(8))]
    go(write_jsonl(tmp_path / "in.jsonl", rows))
    for table, columns in TABLES.items():
        parts = sorted((tmp_path / "out" / table).iterdir())
        assert len(parts) == 2
        for part in parts:
            schema = pq.read_schema(part)
            assert schema.equals(arrow_schema(columns))
            told = [schema.field(column.name).metadata[b"meaning"].decode() for column in columns]
            assert told == [column.meaning for column in columns]
    assert {row["article_id"] for row in tables(tmp_path / "out")["claims"]} == {f"a{n}" for n in range(8)}


def test_columns_are_told_once() -> None:
    """No table has a column twice, and each says what it means."""
    for columns in TABLES.values():
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert all(column.meaning for column in columns)


def test_dataset_is_read_whole(tmp_path: Path, go: Go) -> None:
    """A folder of parts is one table to who reads it."""
    go(write_jsonl(tmp_path / "in.jsonl", articles(20)))
    table = pq.read_table(tmp_path / "out" / "claims")
    assert (table.num_rows, table.schema.names) == (40, [column.name for column in TABLES["claims"]])


def test_row_of_a_claim() -> None:
    """A claim's row has its bounds, both its periods and its sentence."""
    text = "Il y a peu. La marge gagne de 2 à 3 points au T1. Fin."
    start = text.index("de 2")
    claim = Claim(
        start=start,
        end=start + 15,
        text=text[start : start + 15],
        figure=Percentage(low=Decimal(2), high=Decimal(3), unit="point", comparator="range"),
        metric="margin",
        direction="up",
        certainty="stated",
        subjects=("A", "B"),
        counterparties=(),
        sources=("C",),
        when=(
            When(start=date(2023, 1, 1), end=date(2023, 3, 31), timex="2023-Q1", relation="versus"),
            When(start=date(2024, 1, 1), end=date(2024, 3, 31), timex="2024-Q1", relation="in"),
        ),
        evidence=Evidence(),
        confidence=0.75,
    )
    article = Article(4, "in.jsonl", 5, "x", text, None, None, None, None, "{}")
    extraction = Extraction(text=text, published=None, companies=(), claims=(claim,), dates=())
    (row,) = table_rows(article, extraction, Maker("1", "m"))["claims"]
    assert list(row) != []
    assert set(row) == {column.name for column in TABLES["claims"]}
    assert (row["value"], row["low"], row["high"], row["exact"]) == (None, 2, 3, True)
    assert (row["currency"], row["unit"], row["company"]) == (None, "point", "A")
    assert (row["relation"], row["timex"], row["period_start"]) == ("in", "2024-Q1", date(2024, 1, 1))
    assert (row["versus_start"], row["versus_end"]) == (date(2023, 1, 1), date(2023, 3, 31))
    assert row["periods"] == ["versus 2023-Q1", "in 2024-Q1"]
    assert row["sentence"] == "La marge gagne de 2 à 3 points au T1."
    assert row["sentence_start"] == text.index("La marge")


LAYOUT_1 = Path(__file__).parent / "layout_1"
"""An archive as claimx 0.1.0 wrote it before its files bore the version of the schema."""


def test_files_bear_the_version_of_the_schema(tmp_path: Path, go: Go) -> None:
    """Every Parquet file says by which version of the schema it is written."""
    go(write_jsonl(tmp_path / "in.jsonl", articles(3)))
    parts = [part for table in TABLES for part in (tmp_path / "out" / table).iterdir()]
    version = Extraction.schema_version.encode()
    assert [pq.read_schema(part).metadata[b"claimx_schema"] for part in parts] == [version] * 4
    assert Extraction.model_json_schema()["version"] == Extraction.schema_version


@pytest.mark.parametrize("table", TABLES)
def test_older_archives_have_the_columns_of_today(table: str) -> None:
    """A table of an older archive has columns of today's names and types; those added since are nullable."""
    old, now = pq.read_table(LAYOUT_1 / table).schema, arrow_schema(TABLES[table])
    assert set(old.names) <= set(now.names)
    assert [now.field(name) for name in old.names] == list(old)
    assert all(now.field(name).nullable for name in set(now.names) - set(old.names))


def test_older_archives_are_read() -> None:
    """The rows of an older archive read as they were written."""
    found = tables(LAYOUT_1)
    assert [(row["text"], row["company"], row["value"], row["period_start"]) for row in found["claims"]] == [
        ("3,2 milliards d’euros", "Verrelec", Decimal(3_200_000_000), date(2024, 1, 1)),
        ("8,1 %", "Verrelec", Decimal("8.1"), date(2024, 1, 1)),
        ("12 %", "Orange", Decimal(12), None),
    ]
    assert [(row["article"], row["article_id"], row["extra"]) for row in found["articles"]] == [
        (0, "a1", '{"rubrique": "éco"}'),
        (1, "a2", "{}"),
    ]


def test_older_and_newer_parts_are_one_table(tmp_path: Path, go: Go) -> None:
    """Parts of an older archive and of one written today are read together."""
    go(write_jsonl(tmp_path / "in.jsonl", articles(3)))
    parts = [*(LAYOUT_1 / "claims").iterdir(), *(tmp_path / "out" / "claims").iterdir()]
    assert pq.read_table(parts).num_rows == 3 + 6
