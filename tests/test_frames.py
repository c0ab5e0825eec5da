"""Claims as data frames."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Literal, get_args

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

import claimx
from claimx import archives
from claimx.archives.schema import TABLES
from claimx.errors import ExtraError, InputError
from claimx.frames import formula_safe
from claimx.records import Certainty, Direction, Extraction, Metric
from handmade import claim, extraction, half_year

COLUMNS = [column.name for column in TABLES["claims"]]


def odd() -> Extraction:
    """A claim with every kind of value."""
    text = "Selon l’accord, +35 % d’ici 2030\ud800."
    made = claim(
        text,
        "+35 %",
        figure={"kind": "percent", "low": "0.35", "high": None, "unit": "point", "comparator": "over"},
        direction="up",
        subjects=("=Velmor", "Nordglas\udfff"),
        when=[{"relation": "by", "start": "2030-01-01", "end": "2030-12-31", "timex": "2030", "mod": "end"}],
    )
    return extraction(text, [made]).model_copy(update={"published": date(2024, 7, 30)})


class TestPandas:
    def test_columns(self) -> None:
        """The columns are those of the archive's claims, one row a claim."""
        frame = claimx.to_frame([half_year(), extraction("Rien."), odd()])
        assert list(frame.columns) == COLUMNS
        assert frame[["article", "article_id", "claim", "text"]].to_numpy().tolist() == [
            [0, "0", 0, "8 %"],
            [0, "0", 1, "3 M€"],
            [2, "2", 0, "+35 %"],
        ]

    def test_dtypes(self) -> None:
        """Days, numbers, truths, lists and closed lists of values have dtypes of their own."""
        frame = claimx.to_frame([half_year(), odd()])
        told = {name: str(dtype) for name, dtype in frame.dtypes.items()}
        assert {name for name, dtype in told.items() if dtype == "object"} == set()
        assert told["published"] == told["period_start"] == "datetime64[ms]"
        assert told["value"] == "decimal128(38, 9)[pyarrow]"
        assert told["subjects"] == "list<item: string>[pyarrow]"
        assert (told["exact"], told["confidence"], told["start"]) == ("bool", "float64", "int64")
        closed = {"metric": Metric, "direction": Direction, "certainty": Certainty}
        for name, values in closed.items():
            assert tuple(frame[name].cat.categories) == get_args(values)

    def test_values(self) -> None:
        """The values are those of the records, exactly."""
        row = claimx.to_frame(odd()).iloc[0]
        assert (row["low"], row["value"]) == (Decimal("0.350000000"), Decimal("0.350000000"))
        assert row["high"] is pd.NA
        assert row["published"] == datetime(2024, 7, 30)  # noqa: DTZ001  pandas' days have no zone
        assert (row["period_end"], row["period_mod"], row["unit"]) == (
            datetime(2030, 12, 31),  # noqa: DTZ001
            "end",
            "point",
        )
        assert list(row["subjects"]) == ["=Velmor", "Nordglas\ufffd"]
        assert row["sentence"].endswith("2030\ufffd.")

    def test_used(self) -> None:
        """Sums, comparisons and groups work as on any frame; empty frames and full ones go together."""
        frame = claimx.to_frame([half_year(), half_year()])
        money = frame[frame["kind"] == "money"]
        assert money["value"].sum() == Decimal(6_000_000)
        assert frame.groupby("metric", observed=True)["value"].max().to_dict() == {
            "revenue": Decimal(3_000_000)
        }
        assert frame["value"].astype(float).mean() == 1_500_004
        empty = claimx.to_frame([])
        assert (len(empty), list(empty.columns)) == (0, COLUMNS)
        assert empty.dtypes.equals(frame.dtypes)

    def test_far_days(self) -> None:
        """Days that no nanosecond clock reaches are kept."""
        when = [{"relation": "in", "start": "0001-01-01", "end": "9999-12-31"}]
        row = claimx.to_frame(extraction("8 %", [claim("8 %", "8 %", when=when)])).iloc[0]
        assert (row["period_start"].year, row["period_end"].year) == (1, 9999)

    def test_ids(self) -> None:
        """Articles may be named; each must be, then."""
        assert claimx.to_frame([half_year(), odd()], ids=["a", "b"])["article_id"].tolist() == ["a", "a", "b"]
        with pytest.raises(InputError, match="1 ids for 2 extractions: give each one"):
            claimx.to_frame([half_year(), odd()], ids=["a"])

    def test_method(self) -> None:
        """An extraction is a frame by itself too."""
        pd.testing.assert_frame_equal(odd().to_frame(), claimx.to_frame(odd()))


class TestPolars:
    def test_schema(self) -> None:
        """The columns are those of the archive's claims, with Polars' own types."""
        frame = claimx.to_polars([half_year(), odd()])
        assert frame.columns == COLUMNS
        assert frame.schema["published"] == pl.Date
        assert frame.schema["value"] == pl.Decimal(38, 9)
        assert frame.schema["subjects"] == pl.List(pl.String)
        assert frame.schema["direction"] == pl.Enum(get_args(Direction))
        assert frame["direction"].to_list() == ["up", None, "up"]
        assert frame["low"].to_list() == [Decimal(8), Decimal(3_000_000), Decimal("0.35")]

    def test_same_as_pandas(self) -> None:
        """Both frames have the same rows."""
        both = [half_year(), odd()]
        dicts = claimx.to_polars(both, ids="ab").to_dicts()
        frame = claimx.to_frame(both, ids="ab")
        for name in ("article_id", "company", "metric", "text", "start", "sentence", "comparator"):
            assert [row[name] for row in dicts] == [None if v is pd.NA else v for v in frame[name].tolist()]

    def test_method(self) -> None:
        """An extraction is a frame by itself too, and one without claims has the columns."""
        assert odd().to_polars().equals(claimx.to_polars(odd()))
        assert extraction("Rien.").to_polars().columns == COLUMNS


@pytest.mark.parametrize(("name", "package"), [("to_frame", "pandas"), ("to_polars", "polars")])
def test_missing(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its package, a frame says which extra installs it."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ExtraError, match=rf"pip install 'claimx\[{package}\]'"):
        getattr(claimx, name)(half_year())


@pytest.mark.slow
def test_same_as_archive(tmp_path: Path) -> None:
    """A frame has the rows an archive has of the same articles, but for what read them."""
    texts = ["Velmor gagne 3 M€ en 2024, en hausse de 8 %.", "Rien.", "Nordglas perd 1,5 % mardi."]
    (tmp_path / "in.jsonl").write_text(
        "".join(f'{{"id": "a{n}", "text": "{t}"}}\n' for n, t in enumerate(texts))
    )
    archives.run([str(tmp_path / "in.jsonl")], tmp_path / "out", workers=1)
    parts = sorted((tmp_path / "out" / "claims").glob("*.parquet"))
    written = pl.concat([pl.from_arrow(pq.read_table(part)) for part in parts]).drop(
        "claimx_version", "model"
    )
    frame = claimx.to_polars(claimx.extract_many(texts), ids=["a0", "a1", "a2"])
    assert len(written) >= 3
    assert frame.drop("claimx_version", "model").cast(dict(written.schema)).equals(written)
    assert frame["model"].null_count() == len(frame)


class TestFormulas:
    @pytest.mark.parametrize(
        "text",
        [
            "+35 %",
            "-3 %",
            "=cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠A1",
        ],
    )
    def test_text(self, text: str) -> None:
        """A text that a spreadsheet takes for a formula begins with an apostrophe."""
        frame = pd.DataFrame({"text": [text, "3 M€"], "n": [-1, 2]})
        safe = (
            f"'{text[0]}'{text[1:]}" if text[0] in "\t\r\n" else f"'{text}"
        )  # cut at a tab, it begins twice
        assert formula_safe(frame).to_dict("list") == {"text": [safe, "3 M€"], "n": [-1, 2]}
        assert frame["text"].tolist() == [text, "3 M€"]

    def test_claims(self) -> None:
        """No cell of claims written as CSV begins as a formula does, and nothing else changes."""
        frame = claimx.to_frame([odd(), half_year()])
        rows = list(csv.reader(StringIO(formula_safe(frame).to_csv(index=False))))
        assert rows[0] == COLUMNS
        first = dict(zip(rows[0], rows[1], strict=True))
        assert (first["text"], first["company"], first["subjects"]) == (
            "'+35 %",
            "'=Velmor",
            "'=Velmor; Nordglas\ufffd",
        )
        assert (first["low"], first["direction"], first["published"]) == ("0.350000000", "up", "2024-07-30")
        assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n"))] == []

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    def test_other_separator(self, separator: str, quoting: Literal[0, 1]) -> None:
        """A spreadsheet that cuts at another sign than the file does begins no formula within a text."""
        texts = ["Velmor;=1+1,=2\t-3", 'Velmor;"=1', "a; =1, @SUM(1)", "a;-2+3+cmd|' /C calc'!A0", 'a,"",+1']
        frame = pd.DataFrame({"text": texts, "names": [["a", "=1"], ["b;@2"], [], ["-1", "=2"], ["c"]]})
        written = formula_safe(frame).to_csv(index=False, quoting=quoting)
        cells = [cell for row in csv.reader(StringIO(written), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell.lstrip().startswith(("=", "@"))] == []
        assert [cell for cell in cells if cell.startswith(("+", "-"))] == []

    def test_ordinary_text(self) -> None:
        """Signs within an ordinary sentence stay as they are."""
        sentence = "Velmor (+3 %), Dorvane (-1 %) ; -2 % pour l’indice, +0,5 % hier, a@b.example"
        assert formula_safe(pd.DataFrame({"text": [sentence]}))["text"].tolist() == [sentence]

    def test_parquet_and_json(self) -> None:
        """Only spreadsheets need it: tables and JSON have the words as they were written."""
        assert claimx.to_frame([odd()])["text"].tolist() == ["+35 %"]
        text = "+35 %"
        made = extraction(text, [claim(text, text)])
        assert json.loads(made.model_dump_json())["claims"][0]["text"] == "+35 %"

    def test_missing_values(self) -> None:
        """What is missing stays missing."""
        frame = pd.DataFrame({"a": pd.array(["=1", pd.NA], dtype="string"), "b": [None, ["=1", "2"]]})
        safe = formula_safe(frame)
        assert safe["a"].isna().tolist() == [False, True]
        assert safe["b"].tolist() == [None, "'=1; 2"]

    @pytest.mark.parametrize("head", [" ", "\xa0", "\x0b", "\ufeff", "\0", "\t "])
    def test_blanks_before_a_formula(self, head: str) -> None:
        """What a spreadsheet may strip hides no formula, however much of it there is."""
        for words in (f"{head}=1", f"a;{' ' * 12}=1", f"a;{chr(34) * 12}=1"):
            safe = formula_safe(pd.DataFrame({"text": [words]}))["text"][0]
            assert "'" in safe
            assert safe.replace("'", "") == words

    def test_names_of_columns_and_rows(self) -> None:
        """Columns, also two of one name, and rows are named safely too."""
        frame = pd.DataFrame([["=1", "+2"]], columns=["=x", "=x"], index=["@a"])
        safe = formula_safe(frame)
        assert list(safe.columns) == ["'=x", "'=x"]
        assert list(safe.index) == ["'@a"]
        assert safe.to_numpy().tolist() == [["'=1", "'+2"]]


def test_duckdb() -> None:
    """DuckDB asks a frame as it asks a table of an archive."""
    frame = claimx.to_polars([half_year(), odd()])
    assert frame.height == 3
    found = duckdb.sql("SELECT max(value) FROM frame WHERE metric = 'revenue'").fetchall()
    assert found == [(Decimal(3_000_000),)]
