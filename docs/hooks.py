"""What the pages are completed with when they are built: tables of data, and the help of the commands.

A page says where: ``<!-- accuracy -->``, ``<!-- columns claims -->``, ``<!-- help archive -->``,
``<!-- limits -->``, ``<!-- metrics -->``, ``<!-- picture company_timeline 1 -->`` (the second picture of a
notebook).
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any, get_args

from typer.testing import CliRunner

from claimx.archives.schema import TABLES
from claimx.cli import app
from claimx.records import Metric

__all__ = ["on_page_markdown"]

_ACCURACY = Path(__file__).with_name("accuracy.toml")
_EXAMPLES = Path(__file__).parents[1] / "examples"
_BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
_SENTENCES = Path(__file__).with_name("limits.txt")
_FREQUENT = 5  # mistakes of a kind that are told
_MARK = re.compile(r"<!-- (accuracy|columns|help|limits|metrics|picture)((?: [\w-]+)*) -->")


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401  MkDocs passes what it likes
    """The page with its marks replaced."""
    makers = {
        "accuracy": accuracy,
        "columns": columns,
        "help": help_text,
        "limits": limits,
        "metrics": metrics,
        "picture": picture,
    }
    return _MARK.sub(lambda mark: makers[mark[1]](*mark[2].split()), markdown)


def accuracy() -> str:
    """The table of the figures, and what the sets are."""
    data = tomllib.loads(_ACCURACY.read_text(encoding="utf-8"))
    test, dev = _measured("accuracy"), _measured("real")
    rows = []
    for each in data["measures"]:
        row = test["lines"][each["line"]]
        told = {
            "dev": f"{dev['lines'][each['line']]['F1']:.1f}" if dev else "—",
            "held": f"{each['held']:.1f}" if "held" in each else "—",
            "test": f"{row['F1']:.1f} ({row['low']:.0f} – {row['high']:.0f})",
        }
        rows.append([each["name"], each["meaning"], *(told[name] for name in data["sets"])])
    passages = {"dev": dev, "held": dev, "test": test}
    legend = "\n".join(
        f"- **{name}**: {passages[name]['passages'] if passages[name] else ''} {meaning}."
        for name, meaning in data["sets"].items()
    )
    return f"{_table(['', 'in percent', *data['sets']], rows)}\n\n{legend}"


def _measured(part: str) -> dict[str, Any]:
    """What ``make bench`` wrote of a part."""
    file = _BENCHMARKS / "results" / f"{part}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def limits() -> str:
    """Kind by kind, how often claimx errs on the test split, and sentences that it reads wrong now."""
    if str(_BENCHMARKS) not in sys.path:
        sys.path.append(str(_BENCHMARKS))
    from markup import load  # noqa: PLC0415  once it can be
    from score import compared, predict  # noqa: PLC0415

    measured, golds = _measured("accuracy"), load([_SENTENCES])
    read = compared(golds, predict(golds))
    sections = []
    for kind, counted in measured["mistakes"].items():
        frequent = ", ".join(f"{what} ({count})" for what, count in list(counted.items())[:_FREQUENT])
        rows = [
            [_shown(one.told), one.right, one.read]
            for passage in read
            for one in passage.mistakes
            if passage.gold["register"] == kind == one.kind
        ]
        table = _table(["words", "right", "read"], rows) if rows else ""
        sections.append(f"## {kind.capitalize()}\n\n{sum(counted.values())} mistakes: {frequent}.\n\n{table}")
    return "\n\n".join(sections)


def _shown(told: str) -> str:
    """Words with the place of the mistake in bold."""
    return told.replace("⟦", "**").replace("⟧", "**")


def columns(table: str) -> str:
    """The columns of a table of the archive."""
    rows = [
        [f"`{each.name}`", each.type, "yes" if each.nullable else "", each.meaning] for each in TABLES[table]
    ]
    return _table(["column", "type", "nullable", "meaning"], rows)


def help_text(*command: str) -> str:
    """What ``--help`` of a command prints."""
    done = CliRunner().invoke(
        app, [*command, "--help"], prog_name="claimx", env={"COLUMNS": "80", "TERM": "dumb"}
    )
    if done.exit_code:
        raise ValueError(f"claimx {' '.join(command)} --help fails: {done.output}")
    lines = "\n".join(line.rstrip() for line in done.output.strip().splitlines())
    return f"```text\n{lines}\n```"


def metrics() -> str:
    """What may be measured."""
    return ", ".join(f"`{metric}`" for metric in get_args(Metric))


def picture(notebook: str, number: str) -> str:
    """A picture that a notebook of the examples shows, as an image of the page itself."""
    cells = json.loads((_EXAMPLES / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    shown = [output["data"] for cell in cells for output in cell.get("outputs", ()) if "data" in output]
    pictures = [data["image/png"] for data in shown if "image/png" in data]
    return (
        f'<img alt="A chart of claims" src="data:image/png;base64,{"".join(pictures[int(number)].split())}">'
    )


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)
