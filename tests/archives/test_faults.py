"""What goes wrong is told and kept apart; the run goes on."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_runs import Go, articles, read_lines, tables, text, write_jsonl
from archive_stub import full_after
from claimx.archives import store
from claimx.errors import ArchiveError

LONG = "x" * 5000
# A line of the input, and the stage and words of its reject. The limit of these tests is 4000 characters.
ZOO: list[tuple[bytes, str, str]] = [
    (b"{", "read", "bad JSON"),
    (b"}", "read", "bad JSON"),
    (b"nonsense", "read", "bad JSON"),
    (b'{"id": "x", "text": "a"', "read", "bad JSON"),
    (b'{"id": "x" "text": "a"}', "read", "bad JSON"),
    (b"{'id': 'x', 'text': 'a'}", "read", "bad JSON"),
    (b'{"id": "x", "text": "a",}', "read", "bad JSON"),
    (b'{"id": "x", "text": "a"} {}', "read", "bad JSON: extra data"),
    (b'{"id": "x", "text": "a\tb"}', "read", "bad JSON: invalid control"),
    (b'{"id": "x", "text": "\\x41"}', "read", "bad JSON"),
    (b'{"id": "x", "text": "\\u00g0"}', "read", "bad JSON"),
    (b'{"id": 1, "text": "a", "text": "b"}', "read", "the object names text twice"),
    (b'{"id": 1, "text": "a", "n": {"x": 1, "x": 2}}', "read", "the object names x twice"),
    (b'{"id": 1, "text": NaN}', "check", "text is empty"),
    (b'{"id": 1, "text": "a", "n": ' + b"9" * 5000 + b"}", "read", "bad JSON"),
    (b"[" * 50_000, "read", "bad JSON"),
    (b'{"a":' * 50_000, "read", "bad JSON"),
    (b"\x00", "read", "bad JSON"),
    (b"[]", "read", "no JSON object but list"),
    (b'["id", "text"]', "read", "no JSON object but list"),
    (b'"a text"', "read", "no JSON object but str"),
    (b"12", "read", "no JSON object but int"),
    (b"1.5", "read", "no JSON object but float"),
    (b"null", "read", "no JSON object but NoneType"),
    (b"true", "read", "no JSON object but bool"),
    ('{"id": "x", "text": "élan"}'.encode("latin-1"), "read", "not UTF-8: byte 0xe9 at 21"),
    ('{"id": "x", "text": "prix 3 €"}'.encode("cp1252"), "read", "not UTF-8: byte 0x80"),
    (b'{"id": "x", "text": "\xc3"}', "read", "not UTF-8: byte 0xc3"),
    (b'{"id": "x", "text": "\xed\xa0\x80"}', "read", "not UTF-8"),
    (b'\xff\xfe{\x00"\x00', "read", "not UTF-8: byte 0xff at 0"),
    (b'{"id": "x", "text": "' + b"y" * 1_200_000 + b'"}', "read", "over-long line"),
    (b"{}", "check", "no field text or html; the fields are none"),
    (b'{"id": "x"}', "check", "no field text or html; the fields are id"),
    (b'{"id": "x", "body": "a"}', "check", "the fields are id, body"),
    (b'{"id": "x", "Text": "a"}', "check", "the fields are id, Text"),
    (b'{"id": "x", "text": null}', "check", "text is empty"),
    (b'{"id": "x", "text": ""}', "check", "text is empty"),
    (b'{"id": "x", "text": "  \\n\\t "}', "check", "text is empty"),
    (b'{"id": "x", "html": ""}', "check", "html is empty"),
    (b'{"id": "x", "text": 12}', "check", "text must be a string, not an integer"),
    (b'{"id": "x", "text": 1.5}', "check", "text must be a string, not a number"),
    (b'{"id": "x", "text": true}', "check", "text must be a string, not a boolean"),
    (b'{"id": "x", "text": ["a"]}', "check", "text must be a string, not a list"),
    (b'{"id": "x", "text": {"a": 1}}', "check", "text must be a string, not an object"),
    (b'{"id": "x", "html": 5}', "check", "html must be a string, not an integer"),
    (b'{"id": ["x"], "text": "a"}', "check", "id must be a string or an integer, not a list"),
    (b'{"id": 1.5, "text": "a"}', "check", "id must be a string or an integer, not a number"),
    (b'{"id": false, "text": "a"}', "check", "id must be a string or an integer, not a boolean"),
    (b'{"id": "x", "text": "a", "title": 3}', "check", "title must be a string"),
    (b'{"id": "x", "text": "a", "url": []}', "check", "url must be a string"),
    (b'{"id": "x", "text": "a", "published": 20240506}', "check", "published must be a date"),
    (b'{"id": "x", "text": "a", "published": "06/05/2024"}', "check", "no ISO date as 2025-09-15: '06/05"),
    (b'{"id": "x", "text": "a", "published": "2024-02-30"}', "check", "published is no ISO date"),
    (b'{"id": "x", "text": "a", "published": "hier"}', "check", "published is no ISO date"),
    (b'{"id": "x", "text": "a", "published": ["2024-05-06"]}', "check", "published must be a date"),
    (b'{"id": "x", "text": "a \\ud83d b"}', "check", "text has half a character (U+D83D) at 2"),
    (b'{"id": "\\udc00", "text": "a"}', "check", "id has half a character"),
    (b'{"id": "x", "text": "a", "title": "\\ud83d"}', "check", "title has half a character"),
    (f'{{"id": "x", "text": "{LONG}"}}'.encode(), "check", "text is over-long: 5000 characters"),
    (f'{{"id": "x", "html": "{LONG}"}}'.encode(), "check", "html is over-long: 5000 characters"),
    (b'{"id": "x", "html": "<html><body></body></html>"}', "html", "the page holds no text"),
    (b'{"id": "x", "text": "RAISE"}', "extract", "ValueError: told to"),
]


def test_zoo(tmp_path: Path, go: Go) -> None:
    """Bad lines are rejected for the right reason, each with its line, and the good ones are read."""
    assert len(ZOO) >= 60
    good = json.dumps({"id": "good", "text": text(5)}).encode()
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"".join(bad + b"\n" + good + b"\n" for bad, _, _ in ZOO))
    summary = go(source, max_chars=4000, workers=2)
    assert (summary.articles, summary.done, summary.rejects) == (2 * len(ZOO), len(ZOO), len(ZOO))
    found = {row["line"]: row for row in read_lines(tmp_path / "out" / "rejects.jsonl")}
    wrong = [
        (bad[:60], found.get(2 * place + 1))
        for place, (bad, stage, reason) in enumerate(ZOO)
        if (row := found.get(2 * place + 1)) is None
        or row["stage"] != stage
        or reason not in str(row["reason"])
        or (b'"id": "x"' in bad and stage != "read" and row["id"] != "x")
    ]
    assert wrong == []
    assert {row["article_id"] for row in tables(tmp_path / "out")["articles"]} == {"good"}
    assert summary.duplicates == len(ZOO) - 1 + 1  # of "good", and of "x", which two admitted ones have


BAD_CSV = b"""id,text,published
a,"Verrelec, 3 euros",2024-05-06
b,too,many,fields
c,few

d,\xe9lan,2024-05-06
e,"two
lines",2024-05-06
f,"quoted"wrongly,2024-05-06
g,fine,
h,"never closed,2024-05-06
i,swallowed,2024-05-06
"""


def test_csv(tmp_path: Path, go: Go) -> None:
    """Bad rows of a CSV are told by the line they begin on."""
    (tmp_path / "in.csv").write_bytes(BAD_CSV)
    summary = go(tmp_path / "in.csv")
    found = [(row["line"], str(row["reason"])) for row in read_lines(tmp_path / "out" / "rejects.jsonl")]
    assert [line for line, _ in found] == [3, 4, 6, 9, 11]
    told = [
        "4 fields, the header has 3",
        "2 fields",
        "not UTF-8: byte 0xe9 at 0",
        "bad CSV",
        "lines 11 to 12",
    ]
    assert [words for words, (_, reason) in zip(told, found, strict=True) if words not in reason] == []
    rows = tables(tmp_path / "out")["articles"]
    assert [(row["article_id"], row["line"]) for row in rows] == [("a", 2), ("e", 7), ("g", 10)]
    assert summary.articles == 8


def test_damaged_files(tmp_path: Path, go: Go) -> None:
    """A file that breaks off is read as far as it goes, then told; the next file is read."""
    folder = tmp_path / "in"
    folder.mkdir()
    packed = gzip.compress(write_jsonl(tmp_path / "x.jsonl", articles(500)).read_bytes())
    (folder / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "b.parquet").write_bytes(b"PAR1 no parquet at all PAR1")
    (folder / "c.txt").write_bytes(b"\xe9lan")
    write_jsonl(folder / "d.jsonl", articles(3))
    summary = go(folder)
    rejects = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert [row["input"] for row in rejects] == ["a.jsonl.gz", "b.parquet", "c.txt"]
    assert [str(row["reason"])[:12] for row in rejects] == ["the file bre", "the file is ", "not UTF-8: b"]
    assert summary.done > 100


@pytest.mark.parametrize(
    ("word", "stage", "told"),
    [
        ("KILL", "crash", "killed by signal 9"),
        ("EXIT", "crash", "exit status 7"),
        ("HANG", "timeout", "0.5 s"),
    ],
)
def test_poison(word: str, stage: str, told: str, tmp_path: Path, go: Go) -> None:
    """An article that kills or hangs its worker is rejected, alone; all others are read."""
    rows = articles(30)
    for place in (3, 5):
        rows[place]["text"] = word
    summary = go(write_jsonl(tmp_path / "in.jsonl", rows), workers=2, time_limit=0.5)
    assert (summary.done, summary.rejects) == (28, 2)
    rejects = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert [(row["id"], row["line"], row["stage"]) for row in rejects] == [
        ("a3", 4, stage),
        ("a5", 6, stage),
    ]
    assert all(told in str(row["reason"]) for row in rejects)
    ids = [row["article_id"] for row in tables(tmp_path / "out")["articles"]]
    assert ids == [f"a{n}" for n in range(30) if n not in {3, 5}]


def test_workers_that_never_start(tmp_path: Path, go: Go) -> None:
    """When workers die before they read anything, the run says so instead of trying for ever."""
    with pytest.raises(ArchiveError, match=r"die before they read anything \(exit status 9\)"):
        go(write_jsonl(tmp_path / "in.jsonl", articles(3)), reader="make_dead")


def test_full_disk(tmp_path: Path, go: Go) -> None:
    """A full disk stops the run with the way out; with space again, the run ends as if nothing had been."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(60))
    with pytest.raises(ArchiveError, match=r"no space left on device; free some space and start again"):
        go(source, reader="make_full")
    manifest = tmp_path / "out" / store.MANIFEST
    assert len(manifest.read_bytes().splitlines()) == 2  # the header, and the batch that still had space
    assert go(source).resumed == 8
    go(source, out=tmp_path / "other")
    assert tables(tmp_path / "out") == tables(tmp_path / "other")


def test_full_disk_at_the_manifest(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full when the manifest is written does no harm either."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(60))
    monkeypatch.setattr(store, "sync", full_after(20))
    with pytest.raises(ArchiveError, match="free some space"):
        go(source)
    monkeypatch.undo()
    assert 0 < go(source).resumed < 60
    go(source, out=tmp_path / "other")
    assert tables(tmp_path / "out") == tables(tmp_path / "other")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which ``resize`` makes smaller or larger."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here ({done.stderr.strip()})")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)  # noqa: S603, S607


def mount(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run mount."""
    return subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607


def resize(disk: Path, size: str) -> None:
    """Give a small disk another size."""
    assert mount("-o", f"remount,size={size}", disk).returncode == 0


@pytest.mark.parametrize("size", ["12k", "20k", "40k", "64k", "100k", "160k", "240k"])
def test_disk_that_is_really_full(size: str, small_disk: Path, tmp_path: Path, go: Go) -> None:
    """Wherever a small disk is full, the run says so and harms nothing; with more space it ends the same."""
    rows = articles(60)
    rows[20]["text"] = 3
    source, out = write_jsonl(tmp_path / "in.jsonl", rows), small_disk / "out"
    resize(small_disk, size)
    with pytest.raises(ArchiveError, match=r"no space left on device; free some space and start again"):
        go(source, out=out)
    resize(small_disk, "50m")
    resumed = go(source, out=out)
    assert (resumed.done, resumed.rejects) == (59, 1)
    go(source, out=tmp_path / "other")
    assert tables(out) == tables(tmp_path / "other")
    for name in ("rejects.jsonl", "duplicates.jsonl"):
        assert (out / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_disk_that_is_really_read_only(small_disk: Path, tmp_path: Path, go: Go) -> None:
    """A disk that was mounted to be read only is told, and what is on it is left as it is."""
    source, out = write_jsonl(tmp_path / "in.jsonl", articles(20)), small_disk / "out"
    go(source, out=out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert mount("-o", "remount,ro", small_disk).returncode == 0
    for folder in (out, small_disk / "new"):
        with pytest.raises(ArchiveError, match="read-only file system; name a folder that can be written"):
            go(source, out=folder)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_read_only_out(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written is told, and nothing of it is changed."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(20))
    with pytest.raises(ArchiveError, match="cannot write"):
        go(source, out=Path("/proc/claimx"))
    with pytest.raises(ArchiveError, match="name a folder, not a file"):
        go(source, out=write_jsonl(tmp_path / "file", []))
    go(source)
    before = tables(tmp_path / "out")

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(ArchiveError, match="read-only file system; name a folder that can be written"):
        go(source)
    monkeypatch.undo()
    assert tables(tmp_path / "out") == before


def test_foreign_folder(tmp_path: Path, go: Go) -> None:
    """A folder that holds other things is not written into."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(3))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"holds other things \(thesis.txt\)"):
        go(source)


HOLD = """
import sys, time
sys.path[:0] = {path!r}
from pathlib import Path
from claimx.archives.store import locked
with locked(Path({out!r})):
    print("held", flush=True)
    time.sleep(60)
"""


def test_lock(tmp_path: Path, go: Go) -> None:
    """A second run is refused while the first lives, and goes on once it is dead."""
    source, out = write_jsonl(tmp_path / "in.jsonl", articles(3)), tmp_path / "out"
    code = HOLD.format(path=sys.path, out=str(out))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as owner:  # noqa: S603
        assert owner.stdout is not None
        owner.stdout.readline()
        with pytest.raises(ArchiveError, match=rf"another run \(process {owner.pid}\) is writing it"):
            go(source)
        owner.kill()
    assert go(source).done == 3
