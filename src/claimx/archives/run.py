"""The run of an archive: batches to the workers, finished ones to the manifest in their order."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib import metadata
from os import PathLike
from pathlib import Path

from claimx.archives.batches import Batch, Ids, cut
from claimx.archives.inputs import Feed
from claimx.archives.messages import Done, Output, Setup
from claimx.archives.options import Options, model_name
from claimx.archives.parts import folders
from claimx.archives.progress import Quiet, Reporter, State
from claimx.archives.rows import Maker
from claimx.archives.store import SCRATCH, Entry, Manifest, locked, replace, sweep, trouble, write_synced
from claimx.archives.workers import Pool
from claimx.errors import ArchiveError, InputError

__all__ = ["Summary", "run"]

_AHEAD = 3  # batches a worker may be ahead of the oldest unfinished one
_LAYOUT = 1  # of the folder; a later claimx that changes it counts up


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run. ``articles == done + rejects``, always; ``resumed`` of them were done before."""

    out: Path
    articles: int
    done: int
    rejects: int
    duplicates: int
    claims: int
    companies: int
    dates: int
    resumed: int
    seconds: float

    def describe(self) -> str:
        """The summary in a few lines."""
        lines = [
            f"{self.out}: {self.articles} articles, {self.done} done, {self.rejects} rejected",
            f"{self.claims} claims, {self.companies} companies, {self.dates} dates",
        ]
        if self.resumed:
            lines.append(f"{self.resumed} articles were done before")
        if self.rejects:
            lines.append(f"what was rejected, and why: {self.out / 'rejects.jsonl'}")
        if self.duplicates:
            lines.append(f"{self.duplicates} ids came before: {self.out / 'duplicates.jsonl'}")
        return "\n".join(lines)


def run(  # noqa: PLR0913  all but the first two have a default that serves
    inputs: Sequence[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    options: Options | None = None,
    workers: int | None = None,
    model: str | PathLike[str] | None = None,
    companies: str | PathLike[str] | None = None,
    time_limit: float = 60.0,
    reporter: Reporter | None = None,
) -> Summary:
    """Read every article of the inputs into the folder ``out``, or go on where an earlier run was stopped.

    ``inputs`` are files or folders, or "-" for JSON lines on standard input. ``workers`` are processes, as
    many as there are cores when not said; an article that takes longer than ``time_limit`` seconds is
    rejected; ``model`` and ``companies`` are those of ``Extractor``. Raises ``ArchiveError`` when the inputs
    cannot be read, or ``out`` cannot be written or belongs to another run; ``InputError`` when the companies
    cannot be read.
    """
    if isinstance(inputs, (str, PathLike)):
        raise InputError("inputs must be a list of paths; write [path] for one")
    if workers is not None and workers < 1:
        raise InputError(f"workers must be 1 or more, not {workers}")
    if not time_limit > 0:
        raise InputError(f"time_limit must be more than 0 seconds, not {time_limit}")
    job = Job(
        tuple(os.fspath(each) for each in inputs),
        Path(out),
        options or Options(),
        workers or _cores(),
        None if model is None else Path(model),
        time_limit,
        companies=None if companies is None else Path(companies),
    )
    return job.run(reporter or Quiet())


def _cores() -> int:
    """The cores this process may use; where the system does not say, all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Job:
    """A run with everything said. ``reader`` names what makes the reader; tests put their own there."""

    inputs: tuple[str, ...]
    out: Path
    options: Options
    workers: int
    model: Path | None
    time_limit: float
    reader: str = "claimx.archives.worker:make_reader"
    companies: Path | None = None

    def run(self, reporter: Reporter) -> Summary:
        """Do it."""
        if not self.inputs:
            raise InputError("no input; name files or folders, or - for standard input")
        for name in self.inputs:
            if name != "-" and self.out.resolve().is_relative_to(Path(name).resolve()):
                raise ArchiveError(f"{self.out} lies inside the input {name}; name a folder outside it")
        feed = Feed(self.inputs, self.options)
        try:
            with locked(self.out):
                return self._locked(feed, reporter)
        except OSError as error:
            raise trouble(self.out, error) from error

    def _locked(self, feed: Feed, reporter: Reporter) -> Summary:
        maker = Maker(metadata.version("claimx"), model_name(self.model, self.companies))
        token = secrets.token_hex(4)
        with closing(Manifest(self.out, self._header(maker))) as manifest:
            for folder in folders(self.options.format):
                (self.out / folder).mkdir(exist_ok=True)
            sweep(self.out, len(manifest.digests))
            output = Output(self.options.format, self.out, token)
            setup = Setup(self.reader, self.model, maker, output, self.companies)
            with closing(Ids(self.out / SCRATCH / f"{token}-ids")) as ids, reporter:
                work = _Work(manifest, output, State(total=feed.total), reporter)
                batches = cut(feed, self.options, ids)
                with Pool(setup, self.workers, self.time_limit) as pool:
                    try:
                        work.go(batches, feed, pool, self.workers * _AHEAD)
                    finally:
                        _write_lists(self.out, manifest)
            sweep(self.out, len(manifest.digests))
        return work.summary(self.out)

    def _header(self, maker: Maker) -> dict[str, object]:
        return {
            "layout": _LAYOUT,
            "version": maker.version,
            "model": maker.model,
            "inputs": list(self.inputs),
            "options": asdict(self.options),
        }


class _Work:
    """The state of a run: what was read, what is finished, what waits for its turn."""

    def __init__(self, manifest: Manifest, output: Output, state: State, reporter: Reporter) -> None:
        self._manifest, self._output, self._state, self._reporter = manifest, output, state, reporter
        self._began = time.monotonic()
        self._before = len(manifest.digests)
        self._read = 0
        self._ready: dict[int, tuple[Batch, Done]] = {}
        state.resumed = manifest.totals.articles

    def go(self, batches: Iterator[Batch], feed: Feed, pool: Pool, ahead: int) -> None:
        """Read all batches; those done before are only compared with what was read then."""
        for batch in batches:
            self._read += batch.size
            if batch.number < self._before:
                self._compare(batch)
                self._show(feed.read)
                continue
            pool.submit(batch)
            while pool.waiting or batch.number - len(self._manifest.digests) >= ahead:
                self._advance(pool, feed)
        while pool.busy:
            self._advance(pool, feed)
        self._assert_complete()

    def summary(self, out: Path) -> Summary:
        """What came of it."""
        totals = self._manifest.totals
        return Summary(
            out=out,
            articles=self._read,
            done=totals.done,
            rejects=totals.rejects,
            duplicates=totals.duplicates,
            claims=totals.counts.get("claims", 0),
            companies=totals.counts.get("companies", 0),
            dates=totals.counts.get("dates", 0),
            resumed=self._state.resumed,
            seconds=time.monotonic() - self._began,
        )

    def _compare(self, batch: Batch) -> None:
        if batch.digest != self._manifest.digests[batch.number]:
            raise ArchiveError(
                f"{self._output.out}: the input is not what it was when the archive was begun (batch "
                f"{batch.number}); put the input back, or name a new folder"
            )

    def _advance(self, pool: Pool, feed: Feed) -> None:
        for batch, done in pool.finished():
            self._ready[batch.number] = (batch, done)
        while (following := self._ready.pop(len(self._manifest.digests), None)) is not None:
            self._commit(*following)
        self._show(feed.read)

    def _commit(self, batch: Batch, done: Done) -> None:
        rejects = sorted((*batch.rejects, *done.rejects), key=lambda reject: reject.number)
        entry = {
            "batch": batch.number,
            "digest": batch.digest,
            "articles": batch.size,
            "done": len(batch.articles) - len(done.rejects),
            "rejects": [asdict(reject) for reject in rejects],
            "duplicates": [asdict(duplicate) for duplicate in batch.duplicates],
            "counts": done.counts,
        }
        self._manifest.commit(entry, done.parts, self._output.token)
        for reject in rejects:
            self._reporter.rejected(reject)

    def _show(self, read: int) -> None:
        totals = self._manifest.totals
        self._state.read, self._state.articles = read, totals.articles
        self._state.claims, self._state.rejects = totals.counts.get("claims", 0), totals.rejects
        self._reporter.show(self._state)

    def _assert_complete(self) -> None:
        totals = self._manifest.totals
        if not self._read == totals.articles == totals.done + totals.rejects:
            raise ArchiveError(
                f"{self._output.out}: {self._read} articles were read, but {totals.articles} are accounted "
                f"for ({totals.done} done, {totals.rejects} rejected): the input has fewer than when the "
                "archive was begun; put it back, or name a new folder"
            )


def _write_lists(out: Path, manifest: Manifest) -> None:
    """Write rejects.jsonl and duplicates.jsonl anew from the manifest: nothing stands twice in them."""
    for name in ("rejects", "duplicates"):
        fresh = out / SCRATCH / f"{name}.jsonl"
        write_synced(fresh, _listed(manifest.entries(), name))
        replace(fresh, out / f"{name}.jsonl")


def _listed(entries: Iterator[Entry], name: str) -> Iterator[bytes]:
    for entry in entries:
        for each in entry[name]:
            yield json.dumps(each, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
