"""What the tests of Spark do to its tasks; it is imported by Spark's Python workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyspark import TaskContext

from archive_stub import Stub

LOADS = "CLAIMX_TEST_LOADS"


@dataclass(frozen=True)
class Fault:
    """Lets the rows through, but the first attempt at a partition ends after a batch of them."""

    log: Path
    partition: int
    killed: bool = False

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The rows of a task."""
        task = TaskContext.get()
        assert task is not None
        for batch in batches:
            yield batch
            if task.partitionId() == self.partition:
                with self.log.open("a", encoding="ascii") as log:
                    log.write(f"{task.attemptNumber()}\n")
                if task.attemptNumber() == 0:
                    if self.killed:
                        os.kill(os.getpid(), signal.SIGKILL)
                    raise RuntimeError("told to")


def make_counted(*_: Path | None) -> Stub:
    """A stub that leaves a file each time that it is made, named by the Python worker and the process."""
    (Path(os.environ[LOADS]) / f"{os.getppid()}-{os.getpid()}").touch()
    return Stub()
