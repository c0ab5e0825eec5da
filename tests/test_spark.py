"""On Spark the same claims are found as on one machine, whatever befalls its tasks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import claimx.spark
from archive_runs import Rows, tables, write_jsonl
from claimx import archives
from claimx.archives.options import Options
from claimx.archives.schema import SPARK, TABLES
from claimx.errors import InputError
from claimx.spark import Job
from spark_faults import LOADS, Fault

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "examples" / "spark_job.py"
SCHEMA = "id string, text string, published string"
SENTENCES = (
    "Verrelec a réalisé en 2023 un chiffre d’affaires de {n} millions d’euros, en hausse de 8,1 %.",
    "Le groupe Novandis vise une marge d’au moins {n} % en 2025.",
    "Mardi, Sodalis a acquis {n} % de Brévin Automobile pour 2,5 à 3 milliards de dollars.",
    "Selon Orsane Énergies, la demande est restée soutenue.",
    "Son résultat net recule à {n} millions d’euros, contre 412 millions un an plus tôt.",
)


def articles(count: int) -> Rows:
    """Short articles, all different."""
    return [
        {
            "id": f"a{n}",
            "text": " ".join(
                SENTENCES[at % len(SENTENCES)].format(n=n + 2) for at in range(n, n + 1 + n % 3)
            ),
            "published": f"2024-{n % 12 + 1:02}-11",
        }
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a counted stub leaves its files."""
    return tmp_path_factory.mktemp("loads")


@pytest.fixture(scope="module")
def spark(spark_environment: Path, loads: Path) -> Iterator[SparkSession]:
    """A local session of two workers that tries a task three times."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  reads the environment

    session = (
        SparkSession.builder.master("local[2,3]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "Europe/Paris")
        .config("spark.sql.warehouse.dir", str(spark_environment / "warehouse"))
        .config(f"spark.executorEnv.{LOADS}", str(loads))
        # Several batches a task, so that one can fail in its midst.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "30")
        .getOrCreate()
    )
    yield session
    session.stop()


def frame(spark: SparkSession, rows: Rows, partitions: int) -> DataFrame:
    """Rows in their order, in so many partitions."""
    values = [tuple(row.get(name) for name in ("id", "text", "published")) for row in rows]
    return spark.createDataFrame(spark.sparkContext.parallelize(values, partitions), SCHEMA)


def collect(df: DataFrame) -> Rows:
    """The rows, in the order of the partitions."""
    return [row.asDict() for row in df.collect()]


def stubbed(df: DataFrame, time_limit: float = 30.0, reader: str = "archive_stub:make") -> DataFrame:
    """What the job makes of a frame with the stub for an extractor."""
    job = Job(Options(max_chars=4000), None, time_limit, reader)
    return claimx.spark.run(df, {"id": "id", "text": "text", "published": "published"}, job)


def test_same_rows_as_on_one_machine(spark: SparkSession, tmp_path: Path) -> None:
    """A few hundred articles give the rows of ``claimx archive``, even when tasks fail."""
    rows = articles(300)
    archives.run([write_jsonl(tmp_path / "in.jsonl", rows)], tmp_path / "out", workers=2)
    expected = tables(tmp_path / "out")["claims"]
    log = [tmp_path / name for name in ("before", "killed", "after")]
    df = frame(spark, rows, 4)
    df = df.mapInArrow(Fault(log[0], 0), SCHEMA).mapInArrow(Fault(log[1], 1, killed=True), SCHEMA)
    read = claimx.spark.extract(df)
    found = collect(read.mapInArrow(Fault(log[2], 2), read.schema))
    assert [sorted(set(each.read_text(encoding="ascii").split())) for each in log] == [["0", "1"]] * 3
    assert {(row.pop("reject_stage"), row.pop("reject_reason")) for row in found} == {(None, None)}
    numbers = {number: int(str(row["article_id"])[1:]) for row in found if (number := row["article"])}
    assert list(numbers) == sorted(numbers)  # in the order of the rows
    assert list(numbers.values()) == sorted(numbers.values())
    for row in found:
        row["article"] = int(str(row["article_id"])[1:])
    assert found == expected
    assert len(found) > 500


def test_schema(spark: SparkSession) -> None:
    """The columns are those of the table of claims, then two that say why an article was not read."""
    schema = stubbed(frame(spark, [], 1)).schema
    assert schema.names == [column.name for column in SPARK]
    assert schema.names[:-2] == [column.name for column in TABLES["claims"]]
    assert schema["low"].dataType.simpleString() == "decimal(38,9)"
    assert schema["subjects"].dataType.simpleString() == "array<string>"


BAD = {
    None: ("check", "text is empty"),
    " ": ("check", "text is empty"),
    "x" * 4001: ("check", "text is over-long: 4001 characters, the limit is 4000"),
    "RAISE": ("extract", "ValueError: told to"),
    "KILL": ("crash", "its worker died (killed by signal 9)"),
    "EXIT": ("crash", "its worker died (exit status 7)"),
    "HANG": ("timeout", "reading it took longer than the time limit of 1 s"),
}


def test_bad_rows_are_told(spark: SparkSession) -> None:
    """What cannot be read is a row with its reason; no task fails of it and no article is missing."""
    rows: Rows = [{"id": f"good{n}", "text": f"{n} euros", "published": "2024-05-06"} for n in range(20)]
    for place, bad in enumerate(BAD):
        rows.insert(3 * place, {"id": f"bad{place}", "text": bad})
    rows.append({"id": "date", "text": "1 euros", "published": "hier"})
    found = collect(stubbed(frame(spark, rows, 2), time_limit=1.0))
    rejects = [row for row in found if row["reject_stage"]]
    expected = [*BAD.values(), ("check", "published is no ISO date as 2025-09-15: 'hier'")]
    assert [(row["reject_stage"], row["reject_reason"]) for row in rejects] == expected
    assert [row["article_id"] for row in rejects] == [*(f"bad{n}" for n in range(len(BAD))), "date"]
    assert all(row["claim"] is None and row["text"] is None for row in rejects)
    assert [row["article_id"] for row in found if row not in rejects] == [f"good{n}" for n in range(20)]
    assert len({row["article"] for row in found}) == len(rows)


ODD = """SELECT * FROM VALUES
    ('good', CAST('1 euros' AS BINARY), DATE'2024-05-06'),
    ('text', X'C3A96CE96E', NULL),
    ('date', CAST('1 euros' AS BINARY), DATE'9999-12-31' + INTERVAL 1 DAY)
    AS odd(id, bytes, published)
    UNION ALL SELECT CAST(X'FF' AS STRING), X'61', NULL"""


def test_odd_values(spark: SparkSession) -> None:
    """Bytes that are no UTF-8 and days that Python has not, both of which Spark has, cost their rows only."""
    rows = collect(stubbed(spark.sql(ODD).selectExpr("id", "CAST(bytes AS STRING) AS text", "published")))
    assert [(row["article_id"], row["published"], row["reject_reason"]) for row in rows] == [
        ("good", date(2024, 5, 6), None),
        ("text", None, "text is not UTF-8: byte 0xe9 at 2"),
        ("date", None, "published is no ISO date as 2025-09-15: '+10000-01-01'"),
        ("\\udcff", None, "id is not UTF-8: byte 0xff at 0"),
    ]


def test_model_is_loaded_once_for_each_worker(spark: SparkSession, loads: Path) -> None:
    """A Python worker that reads many partitions loads the model for the first of them only."""
    df = spark.range(300).selectExpr("concat(id, ' euros') AS text", "null AS id", "null AS published")
    for _ in range(3):
        read = stubbed(df.repartition(20), reader="spark_faults:make_counted")
        assert read.count() == 300
    workers = [path.name.split("-")[0] for path in loads.iterdir()]
    assert 1 <= len(set(workers)) == len(workers) < 20


def test_reading_that_is_cut_short(spark: SparkSession) -> None:
    """Rows that nobody waited for do not turn up in the next reading."""
    first = stubbed(frame(spark, [{"id": f"x{n}", "text": "1 euros"} for n in range(400)], 1))
    assert len(first.limit(3).collect()) == 3
    second = stubbed(frame(spark, [{"id": f"y{n}", "text": "2 euros"} for n in range(100)], 1))
    assert [row["article_id"] for row in collect(second)] == [f"y{n}" for n in range(100)]


def test_columns(spark: SparkSession) -> None:
    """Columns have the names one gives, dates may be dates or timestamps, and id and published may lack."""
    values = [("1 euros", date(2024, 5, 6), datetime(2024, 5, 7, 0, 30))]  # noqa: DTZ001  Spark's local time
    df = spark.createDataFrame(values, "`le texte` string, day date, time timestamp")
    job = Job(Options(), None, 30.0, "archive_stub:make")
    for published, expected in (("day", date(2024, 5, 6)), ("time", date(2024, 5, 7)), (None, None)):
        names = {"id": None, "text": "le texte", "published": published}
        (row,) = collect(claimx.spark.run(df, names, job))
        assert (row["published"], row["article_id"]) == (expected, f"row:{row['article']}")


def test_own_companies(spark: SparkSession, tmp_path: Path) -> None:
    """Rows name one's own companies as their list does, which the model's column tells."""
    own = tmp_path / "own.csv"
    own.write_text("name;aliases\nVerre et Lumière;Verrelec\n", "utf-8")
    rows: Rows = [{"id": "a", "text": "Verrelec a perdu 3 millions d'euros."}]
    (row,) = collect(claimx.spark.extract(frame(spark, rows, 1), companies=own))
    assert row["company"] == "Verre et Lumière"
    assert ", own companies " in row["model"]


def test_wrong_arguments(spark: SparkSession, tmp_path: Path) -> None:
    """A missing column and an option out of range are told before anything is read."""
    df = frame(spark, [], 1)
    with pytest.raises(InputError, match="no column contenu; the columns are id, text, published"):
        claimx.spark.extract(df, "contenu")
    with pytest.raises(InputError, match="no column day"):
        claimx.spark.extract(df, published="day")
    with pytest.raises(InputError, match="time_limit must be more than 0"):
        claimx.spark.extract(df, time_limit=0)
    with pytest.raises(InputError, match="max_chars must be 1 or more"):
        claimx.spark.extract(df, max_chars=0)
    with pytest.raises(InputError, match=r"none\.csv: no such file"):
        claimx.spark.extract(df, companies=tmp_path / "none.csv")


def test_example(spark_environment: Path, tmp_path: Path) -> None:
    """The example runs under spark-submit and tells what it read, what it could not, and what it found."""
    rows: Rows = [*articles(10), {"id": "bad", "text": ""}]
    source = write_jsonl(tmp_path / "in.jsonl", rows)
    with source.open("a", encoding="utf-8") as file:
        file.write("no JSON at all\n")
    submit = Path(sys.executable).parent / "spark-submit"
    command = [submit, "--master", "local[2]", EXAMPLE, source, tmp_path / "out"]
    done = subprocess.run(  # noqa: S603
        list(map(str, command)),
        capture_output=True,
        text=True,
        check=False,
        cwd=spark_environment,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "12 articles, 10 read, 2 rejected"
    assert "bad  check: text is empty" in lines
    assert any("Verrelec" in line and "revenue" in line for line in lines)
