"""The ``claimx`` command, as a shell user meets it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

import claimx
from claimx import Claim, Evidence, Extraction, Percentage
from claimx.cli import app
from claimx.errors import ModelError

RUNNER = CliRunner()
COMMANDS: dict[str, Any] = getattr(get_command(app), "commands", {})


def gain(text: str, published: date | None) -> Extraction:
    """An extraction of one claim, the first "3 %" of a text."""
    start = text.index("3 %")
    claim = Claim(
        start=start,
        end=start + 3,
        text="3 %",
        figure=Percentage(low=Decimal(3), high=Decimal(3)),
        metric="share_price",
        direction="up",
        certainty="stated",
        subjects=("Alstom",),
        counterparties=(),
        sources=(),
        when=(),
        evidence=Evidence(),
        confidence=0.9,
    )
    return Extraction(text=text, published=published, companies=(), claims=(claim,), dates=())


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a short article, read by a stand-in for the model."""
    monkeypatch.setattr(claimx, "extract", gain, raising=False)
    path = tmp_path / "article.txt"
    path.write_bytes("Été 2024.\r\nAlstom gagne 3 % à la Bourse.".encode())
    return str(path)


def run(*arguments: str, stdin: bytes | None = None, **environment: str) -> Result:
    """The command's result, in a terminal of 100 columns unless said."""
    return RUNNER.invoke(
        app, arguments, input=stdin, env={"COLUMNS": "100", **environment}, prog_name="claimx"
    )


def shell(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401
    """The command in a process of its own."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "claimx", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


class TestOutput:
    def test_table(self, article: str) -> None:
        """The claims are printed as a table, without colour codes when the output is no terminal."""
        result = run("extract", article)
        assert result.exit_code == 0
        assert result.stdout == (
            "figure  company  metric       direction  certainty  period\n"
            "3 %     Alstom   share price  up         stated     —\n"
            "  Alstom gagne [3 %] à la Bourse.\n\n"
        )

    def test_colours(self, article: str) -> None:
        """Colours are there when asked for, and NO_COLOR takes them away."""
        assert "\x1b[" in run("extract", article, FORCE_COLOR="1", TERM="xterm-256color").stdout
        assert "\x1b[3" not in run("extract", article, FORCE_COLOR="1", NO_COLOR="1").stdout

    def test_json(self, article: str) -> None:
        """JSON is the whole extraction, its text with the line ends of the file."""
        result = run("extract", article, "--json", "--published", "2025-09-15")
        extraction = Extraction.model_validate_json(result.stdout)
        assert extraction == gain("Été 2024.\r\nAlstom gagne 3 % à la Bourse.", date(2025, 9, 15))

    def test_page(self, article: str, tmp_path: Path) -> None:
        """A page of the article is written beside the table; where it cannot be, that is told."""
        page = tmp_path / "page.html"
        result = run("extract", article, "--html", str(page))
        assert result.stdout == run("extract", article).stdout
        assert result.stderr == f"claimx: wrote {page}\n"
        assert "Alstom" in page.read_text("utf-8")
        missing = run("extract", article, "--html", str(tmp_path / "none" / "page.html"))
        assert missing.exit_code == 1
        assert "name a file in a folder that is there" in missing.stderr

    def test_standard_input(self, article: str) -> None:
        """A dash reads standard input."""
        result = run("extract", "-", "--json", stdin=Path(article).read_bytes())
        assert result.stdout == run("extract", article, "--json").stdout

    def test_control_characters(self, article: str) -> None:
        """Nothing of the article steers the terminal."""
        assert article
        result = run("extract", "-", stdin=b"\x1b[2JAlstom\x07 gagne 3 %.")
        assert "\n  Alstom gagne [3 %].\n" in result.stdout
        assert "\x1b" not in result.stdout

    def test_own_companies(self, article: str, tmp_path: Path) -> None:
        """Companies of one's own are shown under the name of their list; a fault of it is told."""
        own = tmp_path / "own.csv"
        own.write_text("name;aliases\nRails du Rhône;Alstom\n", encoding="utf-8")
        assert (
            "3 %     Rails du Rhône  share price" in run("extract", article, "--companies", str(own)).stdout
        )
        own.write_text("name;siren\nAlstom;1\n", encoding="utf-8")
        wrong = run("extract", article, "--companies", str(own))
        assert wrong.exit_code == 1
        assert "own.csv cannot be used as it is:\n  line 2: '1' is no SIREN" in wrong.stderr

    def test_options_before_the_file(self, article: str) -> None:
        """Options may stand before the file."""
        assert run("extract", "--json", article).exit_code == 0


class TestErrors:
    def check(self, result: Result, code: int, message: str) -> None:
        """A failure prints nothing on standard output, one message on standard error, and no traceback."""
        assert (result.exit_code, result.stdout) == (code, "")
        assert message in " ".join(result.stderr.split())
        assert "Traceback" not in result.stderr
        assert isinstance(result.exception, SystemExit)

    def test_missing_file(self) -> None:
        """A missing file is named, with what to do."""
        message = (
            "claimx: nowhere.txt: no such file or directory; check the path, or pass - to read standard input"
        )
        self.check(run("extract", "nowhere.txt"), 1, message)

    def test_folder(self, tmp_path: Path) -> None:
        """A folder is no article."""
        self.check(run("extract", str(tmp_path)), 1, "is a directory")

    def test_undecodable(self, tmp_path: Path) -> None:
        """A file in another encoding is refused by its first wrong byte, with how to convert it."""
        path = tmp_path / "latin.txt"
        path.write_bytes("bénéfice".encode("cp1252"))
        self.check(run("extract", str(path)), 1, "is not UTF-8 text (byte 0xe9 at 1); convert it first")
        self.check(run("extract", "-", stdin=b"\xff"), 1, "claimx: standard input is not UTF-8 text")

    @pytest.mark.parametrize("day", ["demain", "2025-13-01", "15/09/2025", ""])
    def test_bad_date(self, article: str, day: str) -> None:
        """A date that is none is refused, with how to write one."""
        self.check(run("extract", article, "--published", day), 2, "is no date; write it as 2025-09-15")

    @pytest.mark.parametrize(
        "arguments", [["extract"], ["extrait"], ["extract", "a", "b"], ["extract", "a", "--xml"]]
    )
    def test_wrong_usage(self, arguments: list[str]) -> None:
        """A wrong command line points to the help."""
        self.check(run(*arguments), 2, "--help' for help.")

    def test_claimx_error(self, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """What claimx raises on purpose is told by its message alone."""

        def fail(_text: str, published: date | None) -> Extraction:
            raise ModelError(f"the French model is missing ({published})")

        monkeypatch.setattr(claimx, "extract", fail)
        self.check(run("extract", article), 1, "claimx: the French model is missing (None)")


class TestHelp:
    def test_version(self) -> None:
        """The version is that of the package."""
        assert run("--version").stdout == "claimx 0.1.0\n"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--help"], ["extract", "--version", "--install-completion"]),
            (
                ["extract", "--help"],
                ["FILE", "--published", "--json", "Exit status", "standard input", "UTF-8"],
            ),
        ],
    )
    def test_help(self, arguments: list[str], words: list[str]) -> None:
        """The help names every argument, option and exit status."""
        result = run(*arguments)
        assert result.exit_code == 0
        assert [word for word in words if word not in result.stdout] == []

    @pytest.mark.parametrize("name", sorted(COMMANDS))
    def test_every_option_has_help(self, name: str) -> None:
        """Every argument and option of every command says what it is for."""
        silent = [each.name for each in COMMANDS[name].params if not getattr(each, "help", None)]
        assert silent == []

    @pytest.mark.parametrize("name", sorted(COMMANDS))
    def test_examples(self, name: str) -> None:
        """Every command has an example, of options that it has, and tells its exit statuses."""
        words = " ".join(run(name, "--help").stdout.split())
        (example,) = re.findall(r"Example: (claimx .+?) (?:Exit status|Arguments|╭|What)", words)
        command, *rest = example.split()[1:]
        options = {option for each in COMMANDS[name].params for option in each.opts}
        assert command == name
        assert {word for word in rest if word.startswith("--")} <= options
        assert any(word.startswith("--") for word in rest) or not options
        assert "Exit status: 0" in words

    def test_nothing(self) -> None:
        """Without arguments the command shows its help."""
        assert "Usage: claimx" in run().output

    @pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
    def test_completion(self, name: str) -> None:
        """A completion script is there for each shell."""
        result = run(_CLAIMX_COMPLETE=f"source_{name}")
        assert "_CLAIMX_COMPLETE=complete" in result.stdout

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            (["cl", "ex"], ["extract"]),
            (["claimx", "extract", "--p"], ["--published"]),
            (["claimx", "archive", "--"], ["--workers", "--field", "--time-limit", "--log"]),
        ],
    )
    def test_completed(self, typed: list[str], offered: list[str]) -> None:
        """The shell is offered the commands, and the options of each."""
        words = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
        found = run(_CLAIMX_COMPLETE="complete_bash", **words).stdout.split()
        assert set(offered) <= set(found)

    def test_installed(self, tmp_path: Path) -> None:
        """--install-completion writes what the shell it is called from reads when it starts."""
        command = f"{shlex.quote(sys.executable)} -m claimx --install-completion; true"
        home = {**os.environ, "HOME": str(tmp_path)}
        done = subprocess.run(["bash", "-c", command], env=home, capture_output=True, text=True, check=True)  # noqa: S603, S607
        written = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
        assert "completion installed" in done.stdout
        assert any("complete_bash" in text for text in written)


class TestProcess:
    def test_encodings(self) -> None:
        """JSON is UTF-8 whatever the terminal's encoding; a message is always shown."""
        process = shell("extract", "nowhere-é.txt", env={**os.environ, "PYTHONIOENCODING": "ascii:strict"})
        _, errors = process.communicate()
        assert process.returncode == 1
        assert errors.startswith(b"claimx: nowhere-")

    @pytest.mark.slow
    def test_broken_pipe(self, tmp_path: Path) -> None:
        """A reader that leaves early ends the command without a word."""
        path = tmp_path / "short.txt"
        path.write_text("Alstom gagne 3 %.", encoding="utf-8")
        with shell("extract", str(path), "--json") as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 1


def test_train_companies_needs_passages(tmp_path: Path) -> None:
    """A corpus without a passage is refused in one line, and nothing is written."""
    corpus, output = tmp_path / "corpus.txt", tmp_path / "component"
    corpus.write_text("", encoding="utf-8")
    result = run("train-companies", str(corpus), "-o", str(output))
    assert result.exit_code == 1
    assert "no passage" in result.stderr
    assert not output.exists()


def test_errors_steer_no_terminal() -> None:
    """A path that would clear the screen or set a title is told without what would do so."""
    done = RUNNER.invoke(app, ["extract", "a\x1b[2J\x1b]0;owned\x07\x9b31m\u202eb.txt"], color=True)
    assert done.exit_code == 1
    assert done.stderr.startswith("claimx: ab.txt: no such file")
