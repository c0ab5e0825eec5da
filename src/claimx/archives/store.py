"""Where an archive is kept: the lock, the parts and the manifest, which alone says what is done.

A part is written to ``.tmp`` and fsynced, renamed to its place, its folder fsynced; only then does a line of
the manifest name it. A part that the manifest does not name was never finished: it is removed when the run
resumes.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimx.errors import ArchiveError

__all__ = [
    "Entry",
    "Manifest",
    "Totals",
    "locked",
    "part_name",
    "replace",
    "scratch",
    "sweep",
    "trouble",
    "write_synced",
]

Entry = Mapping[str, Any]
"""A line of the manifest: a finished batch, as JSON has it."""

MANIFEST, LOCK, SCRATCH = "manifest.jsonl", ".lock", ".tmp"
_PART = re.compile(r"part-(\d{8})\.")


def part_name(table: str, number: int, ending: str) -> str:
    """The place of a part, from the archive's folder."""
    return f"{table}/part-{number:08d}.{ending}"


def scratch(out: Path, token: str, part: str) -> Path:
    """Where a part is written before it is finished.

    The token is the run's own: a worker that outlives a killed run cannot touch what the next one writes.
    """
    return out / SCRATCH / f"{token}-{part.replace('/', '-')}"


def trouble(out: Path, error: OSError) -> ArchiveError:
    """An error of the disk in words, with the way out."""
    ways = {
        errno.ENOSPC: "free some space and start again: what is done is kept",
        errno.EDQUOT: "free some space and start again: what is done is kept",
        errno.EROFS: "name a folder that can be written",
        errno.EACCES: "name a folder that can be written",
        errno.EPERM: "name a folder that can be written",
        errno.ENOTDIR: "name a folder, not a file",
        errno.EEXIST: "name a folder, not a file",
    }
    way = ways.get(error.errno or 0, "mend it and start again: what is done is kept")
    return ArchiveError(f"{out}: cannot write: {(error.strerror or str(error)).lower()}; {way}")


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the archive: the system lets go of the lock when its owner ends, however it ends."""
    (out / SCRATCH).mkdir(parents=True, exist_ok=True)
    with (out / LOCK).open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            raise ArchiveError(
                f"{out}: another run (process {owner}) is writing it; wait for it or name another folder"
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def sync(descriptor: int) -> None:
    """Wait until a file or folder is on the disk."""
    os.fsync(descriptor)


def write_synced(path: Path, chunks: Iterator[bytes] | Sequence[bytes]) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        sync(file.fileno())


def replace(source: Path, target: Path) -> None:
    """Give a finished file its name."""
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sweep(out: Path, finished: int) -> None:
    """Remove parts that were never finished, and scraps."""
    stale = [path for path in (out / SCRATCH).iterdir() if path.is_file()]
    for path in out.glob("*/part-*"):
        match = _PART.match(path.name)
        if match and int(match.group(1)) >= finished:
            stale.append(path)
    for path in stale:
        path.unlink()


@dataclass(slots=True)
class Totals:
    """What the manifest's lines add up to."""

    articles: int = 0
    done: int = 0
    rejects: int = 0
    duplicates: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Count one line of the manifest."""
        self.articles += entry["articles"]
        self.done += entry["done"]
        self.rejects += len(entry["rejects"])
        self.duplicates += len(entry["duplicates"])
        for name, count in entry["counts"].items():
            self.counts[name] = self.counts.get(name, 0) + count


class Manifest:
    """The lines of finished batches, in order of their number, under a header that says whose they are."""

    def __init__(self, out: Path, header: Mapping[str, object]) -> None:
        self._out, self._path = out, out / MANIFEST
        self.digests: list[str] = []
        self.totals = Totals()
        if self._path.exists():
            self._load(header)
        else:
            self._create(header)
        self._file = self._path.open("ab")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def commit(self, entry: Entry, parts: Sequence[str], token: str) -> None:
        """Give the parts of a batch their names, then say that they are finished."""
        for part in parts:
            replace(scratch(self._out, token, part), self._out / part)
        for folder in sorted({str(Path(part).parent) for part in parts}):
            sync_folder(self._out / folder)
        self._file.write(_line({**entry, "parts": list(parts)}))
        self._file.flush()
        sync(self._file.fileno())
        self._count(entry)

    def entries(self) -> Iterator[Entry]:
        """The finished batches, read from the disk one by one."""
        with self._path.open("rb") as file:
            next(file)
            for line in file:
                yield json.loads(line)

    def _create(self, header: Mapping[str, object]) -> None:
        foreign = sorted(path.name for path in self._out.iterdir() if path.name not in {LOCK, SCRATCH})
        if foreign:
            raise ArchiveError(
                f"{self._out} holds other things ({', '.join(foreign[:3])}) and no manifest; "
                "name a new or empty folder"
            )
        fresh = self._out / SCRATCH / MANIFEST
        write_synced(fresh, [_line(header)])
        replace(fresh, self._path)
        sync_folder(self._out)

    def _load(self, header: Mapping[str, object]) -> None:
        whole = 0
        with self._path.open("rb") as file:
            first = file.readline()
            whole += len(first)
            self._compare(first, header)
            for line in file:
                if not line.endswith(b"\n"):
                    break  # the run was killed while it wrote this line: its batch is done again
                entry = self._entry(line)
                whole += len(line)
                self._count(entry)
                for part in entry["parts"]:
                    if not (self._out / str(part)).is_file():
                        raise ArchiveError(
                            f"{self._out / str(part)} is gone, though the manifest names it; put it back, or "
                            "name a new folder"
                        )
        if whole < self._path.stat().st_size:
            with self._path.open("rb+") as file:
                file.truncate(whole)
                sync(file.fileno())

    def _compare(self, first: bytes, header: Mapping[str, object]) -> None:
        try:
            before = json.loads(first)
        except ValueError as error:
            raise ArchiveError(f"{self._path} is damaged; name a new folder") from error
        now = json.loads(_line(header))
        other = [key for key in now if before.get(key) != now[key]]
        if other:
            changed = "; ".join(_changed(key, before.get(key), now[key]) for key in other)
            raise ArchiveError(
                f"{self._out} was begun with other {', '.join(other)} ({changed}); start with what it was "
                "begun with, name a new folder, or delete this one to begin again"
            )

    def _entry(self, line: bytes) -> Entry:
        try:
            entry: Entry = json.loads(line)
        except ValueError as error:
            raise ArchiveError(f"{self._path} is damaged; name a new folder") from error
        return entry

    def _count(self, entry: Entry) -> None:
        if entry["batch"] != len(self.digests):
            raise ArchiveError(f"{self._path} is damaged at batch {len(self.digests)}; name a new folder")
        self.digests.append(str(entry["digest"]))
        self.totals.add(entry)


def _changed(name: str, before: object, now: object) -> str:
    """What differs between two values, down to the single options of a table."""
    if isinstance(before, dict) and isinstance(now, dict):
        keys = [key for key in now if before.get(key) != now[key]]
        return "; ".join(_changed(key, before.get(key), now[key]) for key in keys)
    return f"{name}: {before}, now {now}"


def _line(value: Mapping[str, object]) -> bytes:
    # A name of a file may hold bytes that are no UTF-8; they are escaped, as in any JSON.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
