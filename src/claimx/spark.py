"""Articles of a Spark DataFrame in, claims out (the extra ``claimx[spark]``).

``claimx.spark.extract(df)`` reads the rows where they are. Each Python worker of Spark keeps one process with
the model, which is loaded once; nothing is broadcast. An article that crashes or hangs that process costs no
task: the process is replaced, and the article comes out as a row that says why it was not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.archives.articles import Article, Item, Reject, admit
from claimx.archives.batches import Batch
from claimx.archives.messages import Done, Setup
from claimx.archives.options import Options, model_name
from claimx.archives.rows import Maker, Row
from claimx.archives.schema import SPARK, arrow_schema, ddl
from claimx.archives.workers import Pool
from claimx.companies import read_companies
from claimx.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["extract"]

_TOGETHER = 64  # articles handed to the process with the model at a time


def extract(  # noqa: PLR0913  all but the first have a default that serves
    df: DataFrame,
    text: str = "text",
    published: str | None = "published",
    *,
    id: str | None = "id",  # noqa: A002  it is the name of the column
    max_chars: int = 200_000,
    time_limit: float = 60.0,
    model: str | PathLike[str] | None = None,
    companies: str | PathLike[str] | None = None,
) -> DataFrame:
    """The claims of the articles in ``df``, one a row, in the columns of the archive's table ``claims``.

    ``text``, ``published`` (a date, a timestamp or an ISO string) and ``id`` name columns of ``df``; pass
    ``None`` for an ``id`` or ``published`` it has not. ``article`` is ``monotonically_increasing_id()``:
    unique, in the order of ``df``, with gaps.

    An article that cannot be read is one row with ``reject_stage`` and ``reject_reason``, which claims have
    not, and nothing else but its number and id. It is rejected for what ``claimx archive`` rejects: a text
    that is empty or longer than ``max_chars`` characters, a date that is none, an error, a crash, or a
    reading that takes longer than ``time_limit`` seconds. ``model`` is the folder of a company component
    and ``companies`` a CSV file of one's own companies, the same on every machine.

    Lazy, as all of Spark: every action reads the texts again, so write the rows before anything is counted.

    Raises ``InputError`` when ``df`` lacks a column, an option is out of its range, or the companies cannot
    be read.
    """
    if not time_limit > 0:
        raise InputError(f"time_limit must be more than 0 seconds, not {time_limit}")
    options = Options(max_chars=max_chars)
    own = None if companies is None else Path(fspath(companies))
    if own is not None:
        read_companies(own)  # its faults are told here, not by the tasks
    job = Job(options, None if model is None else Path(fspath(model)), time_limit, companies=own)
    return run(df, {"id": id, "text": text, "published": published}, job)


def run(df: DataFrame, names: dict[str, str | None], job: Job) -> DataFrame:
    """The rows a job makes of the columns that are named by what they are for."""
    wanted = {field: name for field, name in names.items() if name is not None}
    if missing := [name for name in wanted.values() if name not in df.columns]:
        raise InputError(
            f"no column {', '.join(missing)}; the columns are {', '.join(df.columns)}: name another, or pass "
            "None for id or published"
        )
    quoted = {field: f"`{name.replace('`', '``')}`" for field, name in wanted.items()}
    # Spark's dates go further than Python's; as a string such a one is rejected, alone.
    fields = [
        f"{name} AS text" if field == "text" else f"CAST({name} AS STRING) AS {field}"
        for field, name in quoted.items()
    ]
    selected = df.selectExpr("monotonically_increasing_id() AS article", *fields)
    return selected.mapInArrow(job, ddl(SPARK))


@dataclass(frozen=True, slots=True)
class Job:
    """What each task does with its rows. ``reader`` names what makes the reader; tests put another there."""

    options: Options
    model: Path | None
    time_limit: float
    reader: str = "claimx.archives.worker:make_reader"
    companies: Path | None = None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The rows of a task."""
        # Asked where the work is done: another version on a machine must not go by the name of the driver's.
        maker = Maker(metadata.version("claimx"), model_name(self.model, self.companies))
        pool = _pool(Setup(self.reader, self.model, maker, companies=self.companies), self.time_limit)
        whole = False
        try:
            for number, rows in enumerate(_slices(batches)):
                pool.submit(self._batch(number, rows))
                while pool.waiting:  # one batch is read while Spark hands over the next
                    yield from _finished(pool)
            while pool.busy:
                yield from _finished(pool)
            whole = True
        finally:
            if not whole:  # the next task of this Python worker must not be handed this one's rows
                _drop()

    def _batch(self, number: int, rows: list[Row]) -> Batch:
        admitted = [admit(_item(row), self.options) for row in rows]
        return Batch(
            number,
            tuple(each for each in admitted if isinstance(each, Article)),
            tuple(each for each in admitted if isinstance(each, Reject)),
            duplicates=(),
            digest="",
        )


_kept: dict[tuple[Setup, float], Pool] = {}


def _pool(setup: Setup, time_limit: float) -> Pool:
    """The pool of this Python worker, which outlives the task: the model is loaded once."""
    key = (setup, time_limit)
    if key not in _kept:
        _drop()
        _kept[key] = Pool(setup, 1, time_limit)
    return _kept[key]


def _drop() -> None:
    while _kept:
        _kept.popitem()[1].close()


def _slices(batches: Iterable[pa.RecordBatch]) -> Iterator[list[Row]]:
    for batch in batches:
        for start in range(0, batch.num_rows, _TOGETHER):
            part = batch.slice(start, _TOGETHER)
            columns = [_values(column) for column in part.columns]
            yield [dict(zip(part.schema.names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pa.Array) -> list[object]:
    """The values of a column. Spark lets bytes pass that are no UTF-8: ``admit`` tells them."""
    import pyarrow as pa  # noqa: PLC0415  on the machines that read only

    binary = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}.get(column.type)
    if binary is None:
        return list(column.to_pylist())
    values: list[bytes | None] = column.cast(binary).to_pylist()
    return [None if value is None else value.decode("utf-8", "surrogateescape") for value in values]


def _item(row: Row) -> Item:
    number = int(str(row.pop("article")))
    return Item(number, "row", number, row)


def _finished(pool: Pool) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415

    for batch, done in pool.finished():
        if rows := _rows(batch, done):
            yield pa.RecordBatch.from_pylist(rows, arrow_schema(SPARK))


def _rows(batch: Batch, done: Done) -> list[Row]:
    """Claims and rejects, in the order of the articles."""
    rows = [claim for article in done.rows for claim in article["claims"]]
    rows += [_reject(each) for each in (*batch.rejects, *done.rejects)]
    return sorted(rows, key=lambda row: int(str(row["article"])))


def _reject(reject: Reject) -> Row:
    return {
        "article": reject.number,
        "article_id": None if reject.id is None else reject.id.encode("utf-8", "backslashreplace").decode(),
        "reject_stage": reject.stage,
        "reject_reason": reject.reason,
    }
