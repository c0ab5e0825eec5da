"""The inputs of an archive as one stream of items, in an order that is the same every time."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from claimx.archives.articles import Item
from claimx.archives.formats import Record, read_csv, read_jsonl, read_page, read_parquet
from claimx.archives.options import Options
from claimx.errors import ArchiveError

__all__ = ["Feed"]

_LINES = (".jsonl", ".ndjson", ".csv")
_PAGES = (".txt", ".html", ".htm")
_PACKED = (".gz", ".zst")
_READS = "claimx reads .jsonl, .ndjson and .csv (also .gz, .zst), .parquet, .txt and .html"


class Feed:
    """The items of all inputs, streamed. ``read`` of ``total`` bytes are behind; total is null for a pipe."""

    def __init__(self, inputs: Sequence[str], options: Options) -> None:
        self._inputs, self._options = inputs, options
        self._passed = 0
        self._current: Callable[[], int] = _nothing
        self._folders = sum(Path(name).is_dir() for name in inputs if name != "-")
        _apart(inputs)
        try:
            for name in inputs:
                self._check(name)
            self.total = None if "-" in inputs else sum(map(_size, inputs))
        except OSError as error:
            raise ArchiveError(
                f"{error.filename}: {error.strerror}; make it readable and start again"
            ) from error

    @property
    def read(self) -> int:
        """Bytes that have been read, as they stand on the disk."""
        return self._passed + self._current()

    def __iter__(self) -> Iterator[Item]:
        number = 0
        for name in self._inputs:
            for source, line, raw, fault in self._records(name):
                yield Item(number, source, line, raw, fault)
                number += 1

    def _check(self, name: str) -> None:
        path = Path(name)
        if name == "-":
            return
        if not path.exists():
            raise ArchiveError(
                f"{name}: no such file or folder; check the path, or pass - for standard input"
            )
        if path.is_file() and _kind(path) is None:
            raise ArchiveError(f"{name}: {_READS}, by the ending of the name")
        for file in _files(path):
            _needs(file)

    def _records(self, name: str) -> Iterator[tuple[str, int, Record | None, str | None]]:
        if name == "-":
            for record in read_jsonl(sys.stdin.buffer, self._options.max_chars):
                yield "-", *record
            return
        root = Path(name)
        for path in _files(root):
            # A folder's files go by their path inside it, so that an id stays when the folder moves.
            inside = root.is_dir() and self._folders == 1
            shown = path.relative_to(root).as_posix() if inside else path.as_posix()
            try:
                for record in self._file(path, shown):
                    yield shown, *record
            except OSError as error:
                raise ArchiveError(f"{path}: {error.strerror or error}; mend it and start again") from error
            self._passed += _length(path)
            self._current = _nothing

    def _file(self, path: Path, shown: str) -> Iterator[tuple[int, Record | None, str | None]]:
        kind, fault = _kind(path), _no_file(path)
        if fault is not None:
            yield 1, None, fault
        elif kind is None:
            yield 1, None, f"{_READS}, not {path.suffix or 'files without an ending'}"
        elif kind in _PAGES:
            yield read_page(path, shown, self._options)
        elif kind == ".parquet":
            yield from read_parquet(path)
        else:
            yield from self._lines(path, kind)

    def _lines(self, path: Path, kind: str) -> Iterator[tuple[int, Record | None, str | None]]:
        reader = read_csv if kind == ".csv" else read_jsonl
        line = 0
        with path.open("rb") as raw, _unpacked(raw, path.suffix.lower()) as stream:
            self._current = raw.tell
            try:
                for record in reader(stream, self._options.max_chars):
                    line = record[0]
                    yield record
            except _broken() as error:
                yield line + 1, None, f"the file breaks off or is damaged here: {error}"


def _apart(inputs: Sequence[str]) -> None:
    """Refuse inputs that share a file, which would be read twice."""
    places: dict[Path, str] = {}
    for name in inputs:
        place = Path(name) if name == "-" else Path(name).resolve()
        if place in places:
            raise ArchiveError(f"an input is named twice ({places[place]}, {name}); name each once")
        places[place] = name
    for place, name in places.items():
        outer = next((places[parent] for parent in place.parents if parent in places), None)
        if outer is not None:
            raise ArchiveError(f"{name} lies in {outer} and would be read twice; name one of them")


def _size(name: str) -> int:
    return sum(map(_length, _files(Path(name))))


def _length(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _nothing() -> int:
    return 0


def _files(root: Path, above: frozenset[str] = frozenset()) -> Iterator[Path]:
    """The file itself, or every file under a folder by name; names that begin with a point are left out.

    A link back to a folder ``above`` is told as it is, not followed.
    """
    place = os.path.realpath(root)
    if not root.is_dir() or place in above:
        yield root
        return
    for path in sorted(root.iterdir()):
        if not path.name.startswith("."):
            yield from _files(path, above | {place})


def _no_file(path: Path) -> str | None:
    """Why a path under a folder is no file that can be read; None when it is one."""
    if path.is_dir():
        return "a link back to a folder it lies in, whose files are read already; remove it"
    if not path.exists():
        return "a link to nothing; remove it, or put back what it leads to"
    return None if path.is_file() else "no file but a pipe, a socket or a device; remove it"


def _kind(path: Path) -> str | None:
    """The ending that tells how to read a file, or nothing."""
    endings = [suffix.lower() for suffix in path.suffixes]
    if endings and endings[-1] in _PACKED:
        return endings[-2] if len(endings) > 1 and endings[-2] in _LINES else None
    last = endings[-1] if endings else ""
    return last if last in (*_LINES, *_PAGES, ".parquet") else None


def _needs(path: Path) -> None:
    """Tell at the start when a package is missing that a file needs, not hours later."""
    if path.suffix.lower() == ".zst":
        _zstandard()
    if path.suffix.lower() in {".html", ".htm"}:
        from claimx.archives.pages import require  # noqa: PLC0415  only pages need it

        require()


def _zstandard() -> object:
    try:
        import zstandard  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ArchiveError("reading .zst needs zstandard: pip install 'claimx[zstd]'") from error
    return zstandard


@contextmanager
def _unpacked(raw: IO[bytes], suffix: str) -> Iterator[BinaryIO]:
    if suffix == ".gz":
        with gzip.GzipFile(fileobj=raw) as stream:
            yield cast("BinaryIO", stream)
    elif suffix == ".zst":
        import io  # noqa: PLC0415

        import zstandard  # noqa: PLC0415  an extra

        unpacker = zstandard.ZstdDecompressor(max_window_size=2**31)
        with io.BufferedReader(unpacker.stream_reader(raw, read_across_frames=True)) as stream:
            yield cast("BinaryIO", stream)
    else:
        yield cast("BinaryIO", raw)


def _broken() -> tuple[type[Exception], ...]:
    """What a damaged packed file raises; an ordinary OSError (a disk that fails) is not among it."""
    errors: tuple[type[Exception], ...] = (EOFError, gzip.BadGzipFile, zlib.error)
    zstandard = sys.modules.get("zstandard")
    return errors if zstandard is None else (*errors, zstandard.ZstdError)
