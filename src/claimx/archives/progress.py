"""What a run shows while it goes: nothing, a bar, or lines for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from claimx.archives.articles import Reject
from claimx.display import printable

__all__ = ["Bar", "Log", "Quiet", "Reporter", "State"]

_EVERY = 30.0  # seconds between two lines of the log


@dataclass(slots=True)
class State:
    """How far a run is; ``read`` and ``total`` are bytes of the input."""

    total: int | None
    read: int = 0
    articles: int = 0
    claims: int = 0
    rejects: int = 0
    resumed: int = 0


class Reporter(Protocol):
    """Who is told how the run goes."""

    def __enter__(self) -> Self:
        """The run begins."""

    def __exit__(self, *_: object) -> None:
        """The run ends."""

    def show(self, state: State) -> None:
        """Something moved."""

    def rejected(self, reject: Reject) -> None:
        """An article was rejected."""


class Quiet:
    """Shows nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def show(self, state: State) -> None:
        """Show nothing."""

    def rejected(self, reject: Reject) -> None:
        """Show nothing."""


class _Rate:
    """Articles a second of this run, without those of an earlier one."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, state: State) -> float:
        return max(0, state.articles - state.resumed) / max(time.monotonic() - self._began, 0.001)


class Bar(Quiet):
    """A bar on the terminal: articles, articles a second, claims, rejects and the time left."""

    def __init__(self) -> None:
        text = "{task.fields[articles]} articles  {task.fields[rate]:.1f}/s  {task.fields[claims]} claims  "
        self._bar = Progress(
            TextColumn(text + "{task.fields[rejects]} rejects"),
            BarColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task = self._bar.add_task("", total=None, articles=0, rate=0.0, claims=0, rejects=0)
        self._rate = _Rate()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, state: State) -> None:
        """Move the bar."""
        self._bar.update(
            self._task,
            total=state.total,
            completed=state.read,
            articles=state.articles,
            rate=self._rate(state),
            claims=state.claims,
            rejects=state.rejects,
        )


class Log(Quiet):
    """A line every half minute, and one for each reject."""

    def __init__(self, write: Callable[[str], object] = sys.stderr.write) -> None:
        self._write, self._last, self._rate = write, time.monotonic(), _Rate()

    def show(self, state: State) -> None:
        """Write a line when the last one is old."""
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            share = f", {100 * state.read // max(state.total, 1)} % of the input" if state.total else ""
            self._line(
                f"{state.articles} articles ({self._rate(state):.1f}/s), {state.claims} claims, "
                f"{state.rejects} rejects{share}"
            )

    def rejected(self, reject: Reject) -> None:
        """Write where it stands and why."""
        self._line(f"rejected {reject.input}:{reject.line} ({reject.stage}): {reject.reason}")

    def _line(self, text: str) -> None:
        line = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {printable(text)}\n"
        self._write(line)
