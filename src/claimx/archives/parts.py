"""The parts of a batch: one file a table, written to the scratch folder."""

from __future__ import annotations

import json
from collections.abc import Sequence

from claimx.archives import store
from claimx.archives.messages import Output
from claimx.archives.rows import Rows
from claimx.archives.schema import TABLES, arrow_schema

__all__ = ["folders", "write_parts"]

_COUNTED = ("claims", "companies", "dates")


def folders(output_format: str) -> tuple[str, ...]:
    """The folders an archive of a format has."""
    return ("extractions",) if output_format == "jsonl" else tuple(TABLES)


def write_parts(
    output: Output, number: int, outcomes: Sequence[Rows | str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Write the parts of a batch; how many claims, companies and dates they have, and their names."""
    if output.format == "jsonl":
        return _write_lines(output, number, [each for each in outcomes if isinstance(each, str)])
    return _write_tables(output, number, [each for each in outcomes if not isinstance(each, str)])


def _write_lines(output: Output, number: int, lines: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    part = store.part_name("extractions", number, "jsonl")
    store.write_synced(store.scratch(output.out, output.token, part), [line.encode() for line in lines])
    counts = dict.fromkeys(_COUNTED, 0)
    for line in lines:
        extraction = json.loads(line)["extraction"]
        for name in _COUNTED:
            counts[name] += len(extraction[name])
    return counts, (part,)


def _write_tables(
    output: Output, number: int, articles: list[Rows]
) -> tuple[dict[str, int], tuple[str, ...]]:
    import pyarrow as pa  # noqa: PLC0415  for this format only
    import pyarrow.parquet as pq  # noqa: PLC0415

    counts, parts = {}, []
    for table, columns in TABLES.items():
        rows = [row for article in articles for row in article[table]]
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows, arrow_schema(columns)), sink, compression="zstd")
        part = store.part_name(table, number, "parquet")
        store.write_synced(store.scratch(output.out, output.token, part), [sink.getvalue().to_pybytes()])
        parts.append(part)
        counts[table] = len(rows)
    return {name: counts[name] for name in _COUNTED}, tuple(parts)
