"""A worker: a process with a model of its own that reads batches and writes their parts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol, cast

from claimx.archives.articles import Article, Reject
from claimx.archives.messages import Beat, Done, Failed, Outcome, Read, Ready, Setup, Task, Writing
from claimx.archives.parts import write_parts
from claimx.archives.rows import json_line, table_rows
from claimx.errors import ClaimxError
from claimx.extractor import Article as Text
from claimx.extractor import Extractor
from claimx.records import Extraction

__all__ = ["Reader", "main", "make_reader"]

_TOGETHER = 32  # articles that share a pass of the model
_PR_SET_PDEATHSIG = 1  # of Linux's prctl


class Reader(Protocol):
    """What reads texts: an ``Extractor``, or what stands for one in tests."""

    def extract(self, text: str, published: date | None = None) -> Extraction:
        """The claims of one text."""

    def extract_many(self, articles: Iterable[Text]) -> Iterator[Extraction]:
        """The claims of many texts."""


def make_reader(model: Path | None, companies: Path | None) -> Reader:
    """The extractor itself."""
    return cast("Reader", Extractor(model=model, companies=companies))


def main(descriptor: int) -> None:
    """Serve the run at the other end of a socket until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which then hangs up
    _die_with_run()
    with Connection(descriptor) as run:
        try:
            _serve(run)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            os._exit(1)  # the run is gone, and with it who would rename what was written


def _die_with_run() -> None:
    """Where the system can, end with the run even in an article that never ends and so hears no hang-up."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  for this call only

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _serve(run: Connection) -> None:
    setup: Setup = run.recv()
    try:
        module, _, function = setup.reader.partition(":")
        reader: Reader = getattr(import_module(module), function)(setup.model, setup.companies)
    except ClaimxError as error:
        run.send(Failed(str(error)))
        return
    run.send(Ready())
    while True:
        task: Task = run.recv()
        outcomes = _singly(task, reader, setup, run) if task.singly else _together(task, reader, setup, run)
        run.send(Writing())
        try:
            done = _done(task, outcomes, setup)
        except OSError as error:
            run.send(Failed(error.strerror or str(error), error.errno))
            return
        run.send(done)


def _together(task: Task, reader: Reader, setup: Setup, run: Connection) -> list[Outcome]:
    outcomes: list[Outcome] = []
    stream = iter(task.batch.articles)
    while chunk := list(islice(stream, _TOGETHER)):
        outcomes += _chunk(chunk, reader, setup)
        run.send(Beat())
    return outcomes


def _chunk(articles: Sequence[Article], reader: Reader, setup: Setup) -> list[Outcome]:
    if any(article.text is None for article in articles):
        return [_one(article, reader, setup) for article in articles]
    texts = [Text(article.text or "", article.published, article.id) for article in articles]
    try:
        extractions = list(reader.extract_many(texts))
        return [_outcome(*pair, setup) for pair in zip(articles, extractions, strict=True)]
    except Exception:  # noqa: BLE001  whichever article it was, read alone it says so itself
        return [_one(article, reader, setup) for article in articles]


def _singly(task: Task, reader: Reader, setup: Setup, run: Connection) -> list[Outcome]:
    for index, article in enumerate(task.batch.articles):
        if index not in task.known:
            task.known[index] = _one(article, reader, setup)
            run.send(Read(index, task.known[index]))
    return [task.known[index] for index in range(len(task.batch.articles))]


def _one(article: Article, reader: Reader, setup: Setup) -> Outcome:
    text = article.text
    if text is None:
        try:
            text = _page(article)
        except Exception as error:  # noqa: BLE001  a page that no parser takes is a reject, whatever it raised
            return article.reject("html", _told(error))
        if not text:
            return article.reject("html", "the page holds no text of an article")
    try:
        return _outcome(article, reader.extract(text, article.published), setup)
    except Exception as error:  # noqa: BLE001  an article that cannot be read must not stop the others
        return article.reject("extract", _told(error))


def _page(article: Article) -> str | None:
    from claimx.archives.pages import article_text  # noqa: PLC0415  only pages need it

    return article_text(article.html or "")


def _outcome(article: Article, extraction: Extraction, setup: Setup) -> Outcome:
    if setup.output and setup.output.format == "jsonl":
        return json_line(article, extraction, setup.maker)
    return table_rows(article, extraction, setup.maker)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _done(task: Task, outcomes: Sequence[Outcome], setup: Setup) -> Done:
    rejects = tuple(each for each in outcomes if isinstance(each, Reject))
    if setup.output is None:
        return Done(rejects, rows=tuple(each for each in outcomes if isinstance(each, dict)))
    good = [outcome for outcome in outcomes if not isinstance(outcome, Reject)]
    counts, parts = write_parts(setup.output, task.batch.number, good)
    return Done(rejects, counts, parts)
