"""What the pages are completed with when they are built: tables of data, and the help of the commands.

A page says where: ``<!-- accuracy -->``, ``<!-- columns claims -->``, ``<!-- help archive -->``,
``<!-- metrics -->``, ``<!-- picture company_timeline 1 -->`` (the second picture of a notebook).
"""

from __future__ import annotations

import json
import re
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
_MARK = re.compile(r"<!-- (accuracy|columns|help|metrics|picture)((?: [\w-]+)*) -->")


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401  MkDocs passes what it likes
    """The page with its marks replaced."""
    makers = {
        "accuracy": accuracy,
        "columns": columns,
        "help": help_text,
        "metrics": metrics,
        "picture": picture,
    }
    return _MARK.sub(lambda mark: makers[mark[1]](*mark[2].split()), markdown)


def accuracy() -> str:
    """The table of the figures, and what the sets are."""
    data = tomllib.loads(_ACCURACY.read_text(encoding="utf-8"))
    sets = data["sets"]
    rows = [
        [each["name"], each["meaning"], *(f"{each[name]:.1f}" if name in each else "—" for name in sets)]
        for each in data["measures"]
    ]
    legend = "\n".join(f"- **{name}**: {meaning}." for name, meaning in sets.items())
    return f"{_table(['', 'in percent', *sets], rows)}\n\n{legend}"


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
