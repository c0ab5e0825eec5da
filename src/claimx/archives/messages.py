"""What the run and its workers say to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from claimx.archives.articles import Article, Reject
from claimx.archives.batches import Batch
from claimx.archives.options import Format
from claimx.archives.rows import Maker, Rows

__all__ = ["Beat", "Done", "Failed", "Outcome", "Output", "Read", "Ready", "Setup", "Task", "Writing"]

Outcome = Rows | str | Reject  # rows of the tables, a line of JSON, or why there is neither


@dataclass(frozen=True, slots=True)
class Output:
    """Where the parts of a run go."""

    format: Format
    out: Path
    token: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told once.

    ``reader`` names the function that makes what reads, as module:function. Without ``output`` nothing is
    written: the rows of the tables come back.
    """

    reader: str
    model: Path | None
    maker: Maker
    output: Output | None = None
    companies: Path | None = None


@dataclass(slots=True)
class Task:
    """A batch to read; ``singly`` after a worker died of it, then with the outcomes already ``known``."""

    batch: Batch
    singly: bool = False
    known: dict[int, Outcome] = field(default_factory=dict)
    written: int = 0

    def suspect(self) -> tuple[int, Article] | None:
        """The article that was being read when a worker died that read singly."""
        for index, article in enumerate(self.batch.articles):
            if index not in self.known:
                return index, article
        return None


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Some more articles are read."""


@dataclass(frozen=True, slots=True)
class Read:
    """One article is read."""

    index: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Writing:
    """All articles of the batch are read; the parts are being written."""


@dataclass(frozen=True, slots=True)
class Done:
    """The parts of the batch stand in the scratch folder, on the disk; or here are its ``rows``."""

    rejects: tuple[Reject, ...]
    counts: dict[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    rows: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """The worker cannot go on, and no article is to blame."""

    message: str
    code: int | None = None
