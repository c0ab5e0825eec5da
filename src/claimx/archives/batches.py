"""The input cut into numbered batches: the same input gives the same batches, every time."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimx.archives.articles import Article, Item, Reject, admit
from claimx.archives.options import Options

__all__ = ["Batch", "Duplicate", "Ids", "cut"]

_COMMIT = 50_000  # ids that are held before they go to the disk


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article whose id an earlier one has; both are read."""

    id: str
    number: int
    input: str
    line: int
    first: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles that follow each other, and what stood between them and is none."""

    number: int
    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...]
    duplicates: tuple[Duplicate, ...]
    digest: str

    @property
    def size(self) -> int:
        """How many items of the input it covers."""
        return len(self.articles) + len(self.rejects)


class Ids:
    """The ids met so far, on the disk: memory does not grow with the archive."""

    def __init__(self, path: Path) -> None:
        self._added = 0
        with _disk():
            self._base = sqlite3.connect(path, isolation_level=None)
        try:
            self._create()
        except OSError:
            self.close()
            raise

    def _create(self) -> None:
        with _disk():
            self._base.execute("PRAGMA journal_mode = OFF")
            self._base.execute("PRAGMA synchronous = OFF")
            self._base.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID")
            self._base.execute("BEGIN")

    def first(self, article: Article) -> str | None:
        """Where the id was met before, or null when it is new."""
        with _disk():
            return self._first(article)

    def _first(self, article: Article) -> str | None:
        place = f"{article.input}:{article.line}".encode("utf-8", "backslashreplace").decode()
        added = self._base.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (article.id, place)).rowcount
        if not added:
            row = self._base.execute("SELECT place FROM ids WHERE id = ?", (article.id,)).fetchone()
            return str(row[0])
        self._added += 1
        if self._added % _COMMIT == 0:
            self._base.execute("COMMIT")
            self._base.execute("BEGIN")
        return None

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


@contextmanager
def _disk() -> Iterator[None]:
    """A full disk is told as everywhere else."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = errno.ENOSPC if "full" in str(error) else errno.EIO
        raise OSError(code, os.strerror(code) if code == errno.ENOSPC else str(error)) from error


def cut(items: Iterable[Item], options: Options, ids: Ids) -> Iterator[Batch]:
    """The batches of a stream of items."""
    stream = iter(items)
    number = 0
    while chunk := list(islice(stream, options.batch)):
        yield _batch(number, [admit(item, options) for item in chunk], ids)
        number += 1


def _batch(number: int, admitted: list[Article | Reject], ids: Ids) -> Batch:
    articles = tuple(each for each in admitted if isinstance(each, Article))
    rejects = tuple(each for each in admitted if isinstance(each, Reject))
    duplicates = tuple(
        Duplicate(article.id, article.number, article.input, article.line, first)
        for article in articles
        if (first := ids.first(article)) is not None
    )
    digest = hashlib.blake2b(digest_size=16)
    for each in admitted:
        digest.update(repr(each).encode("utf-8", "surrogatepass"))
    return Batch(number, articles, rejects, duplicates, digest.hexdigest())
