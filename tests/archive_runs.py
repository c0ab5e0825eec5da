"""What the tests of archives share: generated articles, and the tables a run left."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from claimx.archives.run import Summary
from claimx.archives.schema import TABLES

Rows = list[dict[str, object]]


def text(number: int) -> str:
    """The text of a generated article."""
    return f"Verrelec annonce {number} euros en 2024. Il vise {number + 1} euros."


def articles(count: int) -> Rows:
    """Generated articles as the input has them."""
    return [
        {"id": f"a{n}", "text": text(n), "published": "2024-05-06", "title": f"T{n}", "desk": "éco"}
        for n in range(count)
    ]


def write_jsonl(path: Path, rows: Sequence[object]) -> Path:
    """Write rows as lines of JSON."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read_lines(path: Path) -> Rows:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tables(out: Path) -> dict[str, Rows]:
    """All rows of all tables, in the order of the parts."""
    return {
        name: [row for part in sorted((out / name).iterdir()) for row in pq.read_table(part).to_pylist()]
        for name in TABLES
    }


Go = Callable[..., Summary]


SCRIPT = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from claimx.archives.options import Options
from claimx.archives.progress import Quiet
from claimx.archives.run import Job
{before}
Job(({input!r},), Path({out!r}), Options(batch=8), 2, None, 30.0, "archive_stub:make_slow").run(Quiet())
"""


def script(source: Path, out: Path, before: str = "") -> list[str]:
    """The command of a run in a process of its own, which can be killed."""
    return [
        sys.executable,
        "-c",
        SCRIPT.format(path=sys.path, input=str(source), out=str(out), before=before),
    ]
