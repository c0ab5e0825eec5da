"""What a fork leaves whole: locks that it waits for, and values that are kept without a lock.

A child inherits neither a held lock nor, half done, what the lock guards.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, overload
from weakref import WeakSet

__all__ = ["ForkLock", "kept"]

T = TypeVar("T")

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


class kept(Generic[T]):  # noqa: N801  a decorator, as property is
    """A property that is computed once and kept; two threads at once may both compute it.

    ``functools.cached_property`` of Python 3.11 holds one lock for all instances meanwhile: a child that was
    forked while another thread computed would wait for it for ever.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | T:
        if instance is None:
            return self
        value: T = self._compute(instance)
        instance.__dict__[self._name] = value  # found from now on before this
        return value


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
