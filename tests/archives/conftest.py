"""A run of an archive with the stub."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_runs import Go
from claimx.archives.options import Options
from claimx.archives.progress import Quiet
from claimx.archives.run import Job, Summary


@pytest.fixture
def go(tmp_path: Path) -> Go:
    """Run an archive with the stub."""

    def go_(
        *inputs: Path | str,
        out: Path = tmp_path / "out",
        reader: str = "make",
        workers: int = 1,
        time_limit: float = 30.0,
        **options: object,
    ) -> Summary:
        job = Job(
            tuple(map(str, inputs)),
            out,
            Options(**({"batch": 8} | options)),  # type: ignore[arg-type]
            workers,
            None,
            time_limit,
            f"archive_stub:{reader}",
        )
        return job.run(Quiet())

    return go_
