"""How each kind of file is read: an iterator of (line, fields or null, fault or null).

Nothing is passed over in silence: what cannot be read is given as a fault, with the line it begins on.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from claimx.archives.options import Options

__all__ = ["Record", "read_csv", "read_jsonl", "read_page", "read_parquet"]

Record = Mapping[str, object]
Read = tuple[int, Record | None, str | None]

_SPARE = 1 << 20  # bytes a line may have beside its text
_WIDTH = 12  # bytes a character of text can take in JSON: two escapes of six signs
_ROWS = 64  # rows of a Parquet file held at a time


def read_jsonl(stream: BinaryIO, max_chars: int) -> Iterator[Read]:
    """One article a line; empty lines are none."""
    limit = _WIDTH * max_chars + _SPARE
    for number, line, whole in _lines(stream, limit):
        if not whole:
            yield number, None, f"over-long line: more than {limit} bytes"
        elif line.strip():
            yield number, *_parse(line)


def _parse(line: bytes) -> tuple[Record | None, str | None]:
    try:
        value = json.loads(line.decode(), parse_constant=_null, object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        return None, f"not UTF-8: byte 0x{line[error.start]:02x} at {error.start}"
    except json.JSONDecodeError as error:
        return None, f"bad JSON: {error.msg.lower()} at {error.pos}"
    except (ValueError, RecursionError) as error:
        return None, f"bad JSON: {error}"
    if not isinstance(value, dict):
        return None, f"no JSON object but {type(value).__name__}"
    return value, None


def _null(_: str) -> None:
    """Read NaN, which is no JSON and which many write all the same, as null."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if twice := _twice(names):
        raise ValueError(f"the object names {twice} twice")
    return dict(pairs)


def _twice(names: list[str]) -> str | None:
    """A name that stands twice: one of its values would be lost."""
    if len(set(names)) == len(names):
        return None
    return next(name for name in names if names.count(name) > 1)


def read_csv(stream: BinaryIO, max_chars: int) -> Iterator[Read]:
    """One article a row, under a header; the separator (comma, semicolon or tab) is told from the header."""
    limit = _WIDTH * max_chars + _SPARE
    before = csv.field_size_limit(limit)
    try:
        yield from _rows(stream, limit)
    finally:
        csv.field_size_limit(before)


def _rows(stream: BinaryIO, limit: int) -> Iterator[Read]:
    lines = (line.decode("utf-8", "surrogateescape") for _, line, _ in _lines(stream, limit))
    first = next(lines, "")
    separator = max(",;\t", key=first.count)
    try:
        header = next(csv.reader([first], delimiter=separator), [])
    except csv.Error as error:  # without a header no row has names: the file is one reject
        yield 1, None, f"bad CSV: the header cannot be read ({error})"
        return
    twice = _twice(header)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        begins = rows.line_num + 2  # the header is line 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield begins, None, f"bad CSV: {error} (lines {begins} to {rows.line_num + 1})"
            continue
        if row and twice:
            yield begins, None, f"bad CSV: the header names {twice} twice"
        elif row and len(row) != len(header):
            yield begins, None, f"bad CSV: {len(row)} fields, the header has {len(header)}"
        elif row:
            yield begins, dict(zip(header, row, strict=True)), None


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes, bool]]:
    """Number, content and wholeness of every line; of a line over the limit only the beginning is kept."""
    number = 0
    while line := stream.readline(limit):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        rest, whole = line, True
        while len(rest) == limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit)
            whole = whole and not rest
        yield number, line if whole else line + b"\n", whole


def read_parquet(path: Path) -> Iterator[Read]:
    """One article a row, a few rows at a time."""
    import pyarrow as pa  # noqa: PLC0415  loaded by who reads such a file only
    import pyarrow.parquet as pq  # noqa: PLC0415

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row, None
    except (pa.ArrowException, UnicodeDecodeError) as error:
        yield number + 1, None, f"the file is damaged or no Parquet: {str(error).splitlines()[0]}"


def read_page(path: Path, shown: str, options: Options) -> Read:
    """A file that is one article: its text or page, with its name as id."""
    size, limit = path.stat().st_size, 4 * options.max_chars
    if size > limit:
        return 1, None, f"over-long file: {size} bytes, the limit is {limit}"
    names = options.fields
    field = names.text if path.suffix.lower() == ".txt" else names.html
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        return 1, {names.id: shown, field: content.decode()}, None
    except UnicodeDecodeError as error:
        return 1, None, f"not UTF-8: byte 0x{content[error.start]:02x} at {error.start}"
