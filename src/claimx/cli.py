"""The ``claimx`` command."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console

import claimx
from claimx.display import printable, save, terminal
from claimx.errors import ClaimxError, InputError

__all__ = ["app"]

_Companies = Annotated[
    Path | None,
    typer.Option(
        metavar="CSV",
        help="Companies of your own: column name and any of aliases (A|B), lei, siren, isin, ticker, "
        "exchange, country, ambiguous.",
    ),
]

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Read French business news and tell what it claims: amounts, percentages and dates, "
    "tied to their companies, periods and certainty.",
    epilog="Example: claimx extract article.txt --published 2025-09-15",
)


def _say(text: str, *, err: bool = False) -> None:
    """Print lines without what could steer a terminal: a path or a reason may hold anything."""
    lines = (line[: len(line) - len(line.lstrip(" "))] + printable(line.strip()) for line in text.split("\n"))
    typer.echo("\n".join(lines), err=err)


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM: the run ends as after Ctrl-C."""


def _terminate(*_: object) -> None:
    raise _TerminatedError


@contextmanager
def _terminable() -> Iterator[None]:
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimx {metadata.version('claimx')}")
        raise typer.Exit


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2025-09-15") from error


@app.callback()
def _main(
    *,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read what comes before a command: nothing but --version."""


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file in UTF-8, or - for standard input.")
    ],
    *,
    published: Annotated[
        date | None,
        typer.Option(
            parser=_date,
            metavar="DATE",
            help='The day the article was published, as 2025-09-15. "mardi" or "le mois dernier" '
            "have no date without it.",
        ),
    ] = None,
    companies: _Companies = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print the whole extraction as JSON instead of the table.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="PAGE",
            help="Write the article with its claims as a page that stands alone, too.",
        ),
    ] = None,
) -> None:
    """Print the claims of one article.

    Each claim is shown with its figure, the company it is about, what is measured, the movement, how
    certain it is and its period, then the sentence it stands in.

    Example: claimx extract article.txt --published 2025-09-15 --json

    Exit status: 0 when the article was read, 1 when it cannot be, 2 when the command line is wrong.
    """
    try:
        text = _read(file)  # before the extractor loads: a wrong path is told at once
        read = claimx.Extractor(companies=companies).extract if companies else claimx.extract
        extraction = read(text, published=published)
        if html is not None:
            save(extraction, html)
            _say(f"claimx: wrote {html}", err=True)
    except ClaimxError as error:
        _say(f"claimx: {error}", err=True)
        raise typer.Exit(1) from error
    if json:
        _print_bytes(extraction.model_dump_json().encode() + b"\n")
    else:
        _print_table(extraction)


@app.command("train-companies")
def train_companies(
    corpus: Annotated[
        list[Path],
        typer.Argument(metavar="CORPUS...", exists=True, dir_okay=False, help="Files of marked passages."),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write the component.")
    ],
    rehearsal: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, dir_okay=False, help="A file of ordinary sentences, lest it forget places."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same inputs and seed give the same component.")] = 0,
    passes: Annotated[int, typer.Option(min=1, help="How often the passages are gone through.")] = 24,
) -> None:
    """Tune the component that finds companies on marked passages; Extractor(model=DIR) then uses it.

    Example: claimx train-companies passages.txt --rehearsal ordinary.txt --output component

    Exit status: 0 when it was written, 1 when it cannot be, 2 when the command line is wrong.
    """
    from claimx.companies import training  # noqa: PLC0415  loads spaCy

    try:
        done = training.train_companies(corpus, output, rehearsal=rehearsal or (), seed=seed, passes=passes)
    except ClaimxError as error:
        _say(f"claimx: {error}", err=True)
        raise typer.Exit(1) from error
    _say(f"{output}: tuned on {done.passages} passages, {done.companies} company mentions")


@app.command()
def archive(  # noqa: PLR0913  one parameter an option
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (.jsonl or .csv, also .gz and .zst; .parquet, .txt, .html), folders of them, or - "
            "for JSON lines on standard input.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="The folder to write, or to go on with.")
    ],
    *,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read.", show_default="as many as cores")
    ] = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="parquet|jsonl", help="Tables, or whole extractions.")
    ] = "parquet",
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=FIELD", help="What a field is called in the input: text=contenu."),
    ] = None,
    max_chars: Annotated[int, typer.Option(min=1, help="A longer text is rejected.")] = 200_000,
    batch: Annotated[int, typer.Option(min=1, help="Articles that make one part.")] = 256,
    time_limit: Annotated[
        float, typer.Option(min=0.1, help="Seconds after which an article is given up.")
    ] = 60.0,
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A company component of train-companies.")
    ] = None,
    companies: _Companies = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Print lines for a log instead of a bar.")] = False,
) -> None:
    """Read whole archives of articles into tables, or go on where an earlier run was stopped.

    Articles have the fields id, text (or html), published, title and url; other fields are carried along.
    What cannot be read stands in OUT/rejects.jsonl, ids that come twice in OUT/duplicates.jsonl.

    Example: claimx archive 2024.jsonl.gz pages/ --output claims --field text=contenu

    Exit status: 0 when every article was read, 3 when some were rejected, 1 when the run cannot go on, 2 when
    the command line is wrong, 130 after Ctrl-C, 143 after SIGTERM. Started again with the same command, it
    goes on.
    """
    from claimx import archives  # noqa: PLC0415  for this command only
    from claimx.archives.progress import Bar, Log, Quiet  # noqa: PLC0415

    try:
        options = archives.Options(
            format=cast("archives.options.Format", output_format),
            fields=archives.Fields.named(field or []),
            batch=batch,
            max_chars=max_chars,
        )
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    reporter = Quiet() if quiet else Log() if log or not sys.stderr.isatty() else Bar()
    try:
        with _terminable():
            summary = archives.run(
                inputs,
                output,
                options=options,
                workers=workers,
                model=model,
                companies=companies,
                time_limit=time_limit,
                reporter=reporter,
            )
    except ClaimxError as error:
        _say(f"claimx: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        _say("claimx: stopped; run the same command again to go on", err=True)
        raise typer.Exit(143 if isinstance(error, _TerminatedError) else 130) from error
    if not quiet:
        _say(summary.describe())
    if summary.rejects:
        raise typer.Exit(3)


@app.command()
def doctor() -> None:
    """Tell whether this installation is whole: versions, files of the models, lexicons and a self-test.

    Example: claimx doctor

    Exit status: 0 when all is well, 1 when something is not.
    """
    from claimx.doctor import examine  # noqa: PLC0415  for this command only

    ill = 0
    for finding in examine():
        ill += not finding.well
        _say(f"{'ok ' if finding.well else 'BAD'} {finding.subject}: {finding.told}")
    _say("claimx is whole" if not ill else f"claimx is not whole: see the {ill} above marked BAD")
    raise typer.Exit(int(ill > 0))


def _read(file: str) -> str:
    """The text of a file, its line ends as they are: offsets count them."""
    name = "standard input" if file == "-" else file
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        hint = "check the path, or pass - to read standard input"
        raise ClaimxError(f"{name}: {(error.strerror or str(error)).lower()}; {hint}") from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        byte = f"byte 0x{content[error.start]:02x} at {error.start}"
        hint = "convert it first, for example with: iconv -f WINDOWS-1252 -t UTF-8"
        raise ClaimxError(f"{name} is not UTF-8 text ({byte}); {hint}") from error


def _print_bytes(content: bytes) -> None:
    """Write JSON as UTF-8 whatever the terminal's encoding, as its readers expect."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _print_table(extraction: claimx.Extraction) -> None:
    console = Console(highlight=False)
    with console.capture() as capture:
        console.print(terminal(extraction, console.width))
    table = "\n".join(line.rstrip() for line in capture.get().splitlines())
    # Where the terminal cannot show a sign (€ in latin-1), ? is better than nothing at all.
    encoding = console.encoding
    sys.stdout.write(table.encode(encoding, errors="replace").decode(encoding) + "\n")
    sys.stdout.flush()
