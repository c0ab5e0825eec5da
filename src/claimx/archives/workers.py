"""The workers as the run sees them: batches go in and come out finished, whatever a worker dies of."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Self

from claimx.archives.articles import Stage
from claimx.archives.batches import Batch
from claimx.archives.messages import Beat, Done, Failed, Read, Ready, Setup, Task, Writing
from claimx.archives.store import trouble
from claimx.errors import ArchiveError

__all__ = ["Pool"]

_LOADING = 600.0  # seconds a model may take to load
_TRIES = 3  # workers that may die while loading or writing before the run gives up
_TICK = 0.5
_START = "import sys; sys.path[:] = {path!r}; from claimx.archives.worker import main; main(int(sys.argv[1]))"


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    deadline: float
    ready: bool = False
    task: Task | None = None


class Pool:
    """As many workers as asked for, each replaced when it dies or hangs."""

    def __init__(self, setup: Setup, workers: int, limit: float) -> None:
        self._setup, self._size, self._limit = setup, workers, limit
        self._workers: list[_Worker] = []
        self._queue: deque[Task] = deque()
        self._failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, whatever they do."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
            worker.process.wait()

    @property
    def waiting(self) -> int:
        """Batches that no worker has begun."""
        return len(self._queue)

    @property
    def busy(self) -> bool:
        """Whether a batch is unfinished."""
        return bool(self._queue) or any(worker.task for worker in self._workers)

    def submit(self, batch: Batch) -> None:
        """Hand in a batch."""
        self._queue.append(Task(batch))
        if len(self._workers) < self._size:
            self._workers.append(self._start())
        self._dispatch()

    def finished(self) -> Iterator[tuple[Batch, Done]]:
        """Wait a little for what happens; the batches that are finished by then."""
        heard = wait([worker.connection for worker in self._workers], timeout=_TICK)
        for index, worker in enumerate(self._workers):
            try:
                while worker.connection in heard and worker.connection.poll():
                    yield from self._hear(worker, worker.connection.recv())
            except (EOFError, OSError):
                self._workers[index] = self._bury(worker, "crash")
                continue
            if time.monotonic() > worker.deadline:
                self._workers[index] = self._bury(worker, "timeout")
        self._dispatch()

    def _hear(self, worker: _Worker, message: object) -> Iterator[tuple[Batch, Done]]:
        worker.deadline = time.monotonic() + self._limit
        match message:
            case Ready():
                worker.ready, worker.deadline, self._failures = True, float("inf"), 0
            case Beat():
                pass
            case Writing():
                worker.deadline = float("inf")  # a slow disk is not an article's fault
            case Read(index, outcome) if worker.task:
                worker.task.known[index] = outcome
            case Done() if worker.task:
                batch, worker.task, worker.deadline = worker.task.batch, None, float("inf")
                yield batch, message
            case Failed(text, code):
                output = self._setup.output
                raise trouble(output.out, OSError(code, text)) if code and output else ArchiveError(text)

    def _dispatch(self) -> None:
        for index, worker in enumerate(self._workers):
            if self._queue and worker.ready and worker.task is None:
                worker.task = self._queue.popleft()
                worker.deadline = time.monotonic() + self._limit
                try:
                    worker.connection.send(worker.task)
                except OSError:
                    # It died before it had the batch, which is innocent.
                    self._queue.appendleft(worker.task)
                    worker.task = None
                    self._workers[index] = self._bury(worker, "crash")

    def _bury(self, worker: _Worker, stage: Stage) -> _Worker:
        """Start another worker for one that died or hangs, and see to the batch it had."""
        worker.connection.close()
        worker.process.kill()
        status = worker.process.wait()
        how = f"time limit of {self._limit:g} s" if stage == "timeout" else _death(status)
        if worker.task is None:
            self._failures += 1
            if self._failures >= _TRIES:
                raise ArchiveError(f"workers die before they read anything ({how}); try fewer --workers")
        else:
            self._blame(worker.task, stage, how)
            self._queue.appendleft(worker.task)
        return self._start()

    def _blame(self, task: Task, stage: Stage, how: str) -> None:
        if not task.singly:
            task.singly = True  # one of them, or none: the next worker reads them one by one
            return
        suspect = task.suspect()
        if suspect is None:
            task.written += 1
            if task.written >= _TRIES:
                raise ArchiveError(f"workers die while they write batch {task.batch.number} ({how})")
            return
        index, article = suspect
        told = f"reading it took longer than the {how}" if stage == "timeout" else f"its worker died ({how})"
        task.known[index] = article.reject(stage, told)

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        path = [os.path.abspath(each) for each in sys.path]  # noqa: PTH100  "" is the folder we are in
        with theirs:
            # Not multiprocessing's own processes: these run the caller's script again, guarded or not.
            process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-c", _START.format(path=path), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        connection = Connection(ours.detach())
        worker = _Worker(process, connection, time.monotonic() + _LOADING)
        try:
            connection.send(self._setup)
        except OSError:
            worker.deadline = 0.0  # dead already: the next round sees to it
        return worker


def _death(status: int) -> str:
    return f"killed by signal {-status}" if status < 0 else f"exit status {status}"
