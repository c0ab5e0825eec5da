"""A run that is killed anywhere and started again ends in the same tables."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_runs import Go, articles, read_lines, script, tables, write_jsonl
from claimx.archives import store
from claimx.errors import ArchiveError

COUNT = 160


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with some poison in it, and an id that comes twice."""
    rows: list[object] = [*articles(COUNT)]
    rows[40] = {"id": "bad"}
    rows[80] = {"id": "raises", "text": "RAISE"}
    rows[120] = rows[119]
    return write_jsonl(tmp_path_factory.mktemp("source") / "in.jsonl", rows)


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    """What an undisturbed run gives."""
    out = tmp_path_factory.mktemp("expected") / "out"
    subprocess.run(script(source, out), check=True, timeout=60)  # noqa: S603
    return everything(out)


def everything(out: Path) -> object:
    """All tables, rejects and duplicates."""
    found = tables(out)
    assert len(found["articles"]) == COUNT - 2
    rejects, duplicates = read_lines(out / "rejects.jsonl"), read_lines(out / "duplicates.jsonl")
    assert [row["id"] for row in rejects] == ["bad", "raises"]
    assert [row["number"] for row in duplicates] == [120]
    assert not list((out / store.SCRATCH).iterdir())
    return found, rejects, duplicates


@pytest.mark.slow
def test_kill_at_any_moment(source: Path, expected: object, tmp_path: Path) -> None:
    """Killed with its workers at 20 random moments, each time started again, the run ends the same."""
    moments = random.Random(7)  # noqa: S311
    killed, progress, out, runs = 0, set(), tmp_path / "0", 0
    while killed < 20:
        run = subprocess.Popen(script(source, out), start_new_session=True)  # noqa: S603
        until = written(out) + moments.randrange(
            7
        )  # lines, so that the moments do not bunch on a slow machine
        while written(out) < until and run.poll() is None:
            time.sleep(0.002)
        time.sleep(moments.uniform(0, 0.3))
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            killed += 1
            progress.add(written(out))
            continue
        assert run.returncode == 0
        assert everything(out) == expected
        runs += 1
        out = tmp_path / str(runs)
    subprocess.run(script(source, out), check=True, timeout=60)  # noqa: S603
    assert everything(out) == expected
    assert len(progress) > 3  # the moments were not all before the first batch


def written(out: Path) -> int:
    """How many lines the manifest has."""
    manifest = out / store.MANIFEST
    return manifest.read_bytes().count(b"\n") if manifest.exists() else 0


def test_interrupt(source: Path, expected: object, tmp_path: Path, go: Go) -> None:
    """Ctrl-C, which goes to the run and its workers alike, ends it at once; it goes on when started again."""
    out = tmp_path / "out"
    with subprocess.Popen(script(source, out), start_new_session=True) as run:  # noqa: S603
        wait_for(lambda: written(out) > 2)
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(timeout=10) == -signal.SIGINT
    assert 0 < go(source, out=out).resumed < COUNT
    assert everything(out) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_worker_ends_with_its_run(tmp_path: Path) -> None:
    """A worker that hangs in an article does not outlive a run that was killed alone."""
    rows = articles(16)
    rows[12]["text"] = "HANG"
    out = tmp_path / "out"
    with subprocess.Popen(script(write_jsonl(tmp_path / "in.jsonl", rows), out)) as run:  # noqa: S603
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        wait_for(lambda: written(out) == 2)
        time.sleep(1)  # the second batch is begun
        workers = [Path("/proc") / pid for pid in children.read_text(encoding="ascii").split()]
        assert len(workers) == 2
        run.kill()
    wait_for(lambda: not any(map(alive, workers)))


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds; fail after twenty seconds."""
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def alive(process: Path) -> bool:
    """Whether a process still runs: one that ended may wait for its new parent to notice."""
    try:
        return (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# The n-th rename of a part, or the writing of the manifest's n-th line, is the last thing the run does.
BEFORE_RENAME = """
import os
from claimx.archives import store
count, rename = 0, store.replace
def replace(source, target):
    global count
    count += 1
    if count == {n} and {before}: os.kill(os.getpid(), 9)
    rename(source, target)
    if count == {n}: os.kill(os.getpid(), 9)
store.replace = replace
"""


@pytest.mark.parametrize("moment", [(n, before) for n in (1, 3, 5) for before in (True, False)])
def test_kill_at_a_rename(
    moment: tuple[int, bool], source: Path, expected: object, tmp_path: Path, go: Go
) -> None:
    """Killed right before or after a rename, the run ends the same when started again."""
    out = tmp_path / "out"
    fault = BEFORE_RENAME.format(n=moment[0], before=moment[1])
    assert subprocess.run(script(source, out, fault), check=False, timeout=60).returncode == -9  # noqa: S603
    go(source, out=out)
    assert everything(out) == expected


def test_torn_manifest(source: Path, expected: object, tmp_path: Path, go: Go) -> None:
    """A line of the manifest that was half written is done again, and parts without a line are removed."""
    out = tmp_path / "out"
    go(source, out=out)
    manifest = out / store.MANIFEST
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[:12]) + lines[12][:40])
    assert go(source, out=out).resumed == 11 * 8
    assert everything(out) == expected
    assert manifest.read_bytes().splitlines(keepends=True)[:13] == lines[:13]


def test_again(source: Path, tmp_path: Path, go: Go) -> None:
    """A finished archive started again changes nothing, and needs no worker."""
    first = go(source)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/part-*")}
    again = go(source, reader="make_dead")
    assert (again.resumed, again.done, again.claims) == (COUNT, first.done, first.claims)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/part-*")} == before


def test_other_options_are_refused(source: Path, tmp_path: Path, go: Go) -> None:
    """Other options, inputs or another version are refused, with the way out; other workers are not."""
    go(source)
    other = tmp_path / "other.jsonl"
    other.write_bytes(source.read_bytes())
    with pytest.raises(ArchiveError, match=r"begun with other options .*, name a new folder, or delete"):
        go(source, max_chars=500)
    with pytest.raises(ArchiveError, match="begun with other inputs"):
        go(source, other)
    manifest = tmp_path / "out" / store.MANIFEST
    whole = manifest.read_bytes()
    manifest.write_bytes(whole.replace(b'"version": "', b'"version": "9.', 1))
    with pytest.raises(ArchiveError, match=r"begun with other version \(version: 9"):
        go(source)
    manifest.write_bytes(whole)
    assert go(source, workers=2, time_limit=9.0).resumed == COUNT


def test_changed_input_is_refused(tmp_path: Path, go: Go) -> None:
    """An input that changed since is refused: its rows would not be those of any one archive."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(20))
    go(source)
    rows = articles(20)
    rows[12]["text"] = "autre chose"
    write_jsonl(source, rows)
    with pytest.raises(ArchiveError, match=r"not what it was .*batch 1"):
        go(source)
    write_jsonl(source, articles(16))
    with pytest.raises(ArchiveError, match="16 articles were read, but 20 are accounted for"):
        go(source)


def test_missing_part_is_told(tmp_path: Path, go: Go) -> None:
    """A part that was taken away is told, not passed over."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(20))
    go(source)
    (tmp_path / "out" / store.part_name("claims", 1, "parquet")).unlink()
    with pytest.raises(ArchiveError, match="is gone, though the manifest names it"):
        go(source)
