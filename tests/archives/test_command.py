"""The command, and the function, with the extractor itself."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import claimx
from archive_runs import Go, tables, write_jsonl
from claimx import archives
from claimx.archives.articles import Reject
from claimx.archives.progress import Bar, Log, State
from claimx.cli import app
from claimx.errors import InputError

TEXTS = [
    "Verrelec a réalisé en 2023 un chiffre d’affaires de 3,2 milliards d’euros, en hausse de 8,1 %.",
    "Le groupe Novandis vise une marge de 12 % en 2025.",
    "Il fait beau.",
]


def command(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the claimx command."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "claimx", "archive", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_command(tmp_path: Path) -> None:
    """The rows are the claims that extract finds."""
    rows: list[object] = [{"id": n, "text": text, "published": "2024-07-30"} for n, text in enumerate(TEXTS)]
    source, out = write_jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out"
    done = command(source, "-o", out, "--workers", "1")
    assert done.returncode == 0, done.stderr
    # On a slow machine the run tells how far it is; nothing else is said.
    assert all(b" articles (" in line for line in done.stderr.splitlines())
    assert f"{out}: 3 articles, 3 done, 0 rejected" in done.stdout.decode()
    expected = [
        (n, claim.text, claim.metric, claim.figure.low, list(claim.subjects), claim.confidence)
        for n, text in enumerate(TEXTS)
        for claim in claimx.extract(text, published="2024-07-30").claims
    ]
    found = tables(out)["claims"]
    names = ("article", "text", "metric", "low", "subjects", "confidence")
    assert [tuple(row[name] for name in names) for row in found] == expected
    assert len(expected) == 3


def test_exit_status(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit status tells of rejects, of a run that cannot go on and of a wrong command line."""
    lines = json.dumps({"id": "a", "text": TEXTS[0]}) + "\n" + json.dumps({"id": "none"}) + "\n"
    out = tmp_path / "out"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    go("-", batch=256)
    again = command("-", "-o", out, "--quiet", given=lines.encode())  # all done: no model is loaded
    assert (again.returncode, again.stdout, again.stderr) == (3, b"", b"")
    source = write_jsonl(tmp_path / "in.jsonl", [])
    wrong = command(source, "-o", out, "--format", "jsonl")
    assert wrong.returncode == 1
    assert b"begun with other inputs, options" in wrong.stderr
    assert command(source, "-o", out, "--format", "xml").returncode == 2


def test_interrupt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C the command says how to go on, with the exit status that shells expect."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(archives, "run", interrupted)
    source = write_jsonl(tmp_path / "in.jsonl", [])
    done = CliRunner().invoke(app, ["archive", str(source), "-o", str(tmp_path / "out")])
    assert (done.exit_code, done.stderr) == (130, "claimx: stopped; run the same command again to go on\n")


@pytest.mark.slow
def test_terminated(tmp_path: Path) -> None:
    """After SIGTERM a run leaves a line that says how to go on, and the same command does."""
    source = write_jsonl(tmp_path / "in.jsonl", [{"id": n, "text": f"{TEXTS[0]} {n}"} for n in range(300)])
    out = tmp_path / "out"
    run = [
        sys.executable,
        "-m",
        "claimx",
        "archive",
        str(source),
        "-o",
        str(out),
        "--batch",
        "4",
        "--workers",
        "1",
    ]
    with subprocess.Popen(run, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        while not list(out.glob("claims/*")):
            time.sleep(0.05)
        process.terminate()
        _, told = process.communicate(timeout=60)
    assert process.returncode == 143
    assert told.endswith(b"claimx: stopped; run the same command again to go on\n")  # log lines before
    assert b"Traceback" not in told
    done = command(source, "-o", out, "--batch", "4", "--workers", "1")
    assert done.returncode == 0
    assert b"300 articles, 300 done" in done.stdout


def test_log_steers_no_terminal() -> None:
    """What a log tells of a reject cannot steer the terminal it is read on."""
    lines: list[str] = []
    Log(lines.append).rejected(Reject(0, "a\x1b[2J.jsonl", 1, "x", "check", "id is\x07\u202e bad"))
    assert lines[0].endswith(" rejected a.jsonl:1 (check): id is bad\n")


def test_arguments() -> None:
    """Wrong arguments of the function are told."""
    with pytest.raises(InputError, match="list of paths"):
        archives.run("in.jsonl", "out")
    with pytest.raises(InputError, match="workers must be 1 or more"):
        archives.run(["in.jsonl"], "out", workers=0)
    with pytest.raises(InputError, match="time_limit must be more than 0"):
        archives.run(["in.jsonl"], "out", time_limit=0)
    with pytest.raises(InputError, match="batch must be 1 or more"):
        archives.Options(batch=0)
    with pytest.raises(InputError, match="max_chars must be 1,000,000 at most"):
        archives.Options(max_chars=1_000_001)


def test_import_is_light() -> None:
    """The command loads no pyarrow before it archives, nor does the package of archives itself."""
    code = "import sys, claimx.cli, claimx.archives\nprint('pyarrow' in sys.modules, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False False\n"


def test_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log has a line for each reject, and one for the state now and then."""
    lines: list[str] = []
    monkeypatch.setattr("claimx.archives.progress._EVERY", 0.0)
    log = Log(lines.append)
    log.rejected(Reject(3, "in.jsonl", 4, "x", "check", "text is empty"))
    log.show(State(total=200, read=50, articles=10, claims=7, rejects=1))
    assert lines[0].endswith("rejected in.jsonl:4 (check): text is empty\n")
    assert "7 claims, 1 rejects, 25 % of the input" in lines[1]


def test_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """The bar tells articles, claims and rejects, on standard error."""
    with Bar() as bar:
        bar.show(State(total=200, read=50, articles=10, claims=7, rejects=1))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "10 articles" in printed.err


def test_own_companies(tmp_path: Path) -> None:
    """Rows name one's own companies as their list does; with another list the run is not gone on with."""
    source, out, own = (
        write_jsonl(tmp_path / "in.jsonl", [{"text": TEXTS[0]}]),
        tmp_path / "out",
        tmp_path / "o",
    )
    own.write_text("name;aliases\nVerre et Lumière;Verrelec\n", "utf-8")
    done = command(source, "-o", out, "--workers", "1", "--quiet", "--companies", own)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {row["company"] for row in tables(out)["claims"]} == {"Verre et Lumière"}
    own.write_text("name\nVerrelec\n", "utf-8")
    other = command(source, "-o", out, "--companies", own)
    assert other.returncode == 1
    assert b"begun with other model" in other.stderr
    assert b", own companies " in other.stderr
    own.write_text("name;siren\nVerrelec;1\n", "utf-8")
    wrong = command(source, "-o", tmp_path / "new", "--companies", own)
    assert wrong.returncode == 1
    assert b"line 2: '1' is no SIREN" in wrong.stderr
