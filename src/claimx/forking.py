"""Locks that a fork waits for: a child inherits neither a held lock nor, half done, what the lock guards."""

from __future__ import annotations

import os
import sys
from threading import Lock
from types import TracebackType
from weakref import WeakSet

__all__ = ["ForkLock"]

_registry = Lock()  # guards the two below, from just before a fork until just after
_known: WeakSet[ForkLock] = WeakSet()
_held: list[ForkLock] = []


class ForkLock:
    """A lock, used by ``with``: a fork in another thread begins when nobody holds it."""

    def __init__(self) -> None:
        self._lock = Lock()
        with _registry:
            _known.add(self)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


def _before() -> None:
    _registry.acquire()
    _held[:] = _known
    for lock in _held:
        lock.__enter__()


def _after() -> None:
    for lock in _held:
        lock.__exit__(None, None, None)
    _held.clear()
    _registry.release()


if sys.platform != "win32":
    os.register_at_fork(before=_before, after_in_parent=_after, after_in_child=_after)
