"""The parts of a batch: one file a table, written to the scratch folder."""

from __future__ import annotations

import json
from collections.abc import Sequence

from claimx.archives import store
from claimx.archives.messages import Setup
from claimx.archives.rows import Rows
from claimx.archives.schema import TABLES, arrow_schema

__all__ = ["folders", "write_parts"]

_COUNTED = ("claims", "companies", "dates")


def folders(output: str) -> tuple[str, ...]:
    """The folders an archive of a format has."""
    return ("extractions",) if output == "jsonl" else tuple(TABLES)


def write_parts(
    setup: Setup, number: int, outcomes: Sequence[Rows | str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Write the parts of a batch; how many claims, companies and dates they have, and their names."""
    if setup.format == "jsonl":
        return _write_lines(setup, number, [each for each in outcomes if isinstance(each, str)])
    return _write_tables(setup, number, [each for each in outcomes if not isinstance(each, str)])


def _write_lines(setup: Setup, number: int, lines: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    part = store.part_name("extractions", number, "jsonl")
    store.write_synced(store.scratch(setup.out, setup.token, part), [line.encode() for line in lines])
    counts = dict.fromkeys(_COUNTED, 0)
    for line in lines:
        extraction = json.loads(line)["extraction"]
        for name in _COUNTED:
            counts[name] += len(extraction[name])
    return counts, (part,)


def _write_tables(setup: Setup, number: int, articles: list[Rows]) -> tuple[dict[str, int], tuple[str, ...]]:
    import pyarrow as pa  # noqa: PLC0415  for this format only
    import pyarrow.parquet as pq  # noqa: PLC0415

    counts, parts = {}, []
    for table in TABLES:
        rows = [row for article in articles for row in article[table]]
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows, arrow_schema(table)), sink, compression="zstd")
        part = store.part_name(table, number, "parquet")
        store.write_synced(store.scratch(setup.out, setup.token, part), [sink.getvalue().to_pybytes()])
        parts.append(part)
        counts[table] = len(rows)
    return {name: counts[name] for name in _COUNTED}, tuple(parts)
