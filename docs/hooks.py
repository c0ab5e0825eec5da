"""What the pages are completed with when they are built: tables of data, and the help of the commands.

A page says where: ``<!-- accuracy -->``, ``<!-- columns claims -->``, ``<!-- help archive -->``,
``<!-- confidence -->``, ``<!-- limits -->``, ``<!-- metrics -->``, ``<!-- picture company_timeline 1 -->``
(the second picture of a notebook). What stands behind a mark up to ``<!-- / -->`` is for readers of the
repository, and is replaced too.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from typer.testing import CliRunner

from claimx.archives.schema import TABLES
from claimx.cli import app
from claimx.records import Metric

__all__ = ["on_page_markdown"]

_EXAMPLES = Path(__file__).parents[1] / "examples"
_BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
_MARK = re.compile(
    r"<!-- (accuracy|columns|confidence|help|limits|metrics|picture)((?: [\w-]+)*) -->(?:[^\n]*<!-- / -->)?"
)


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401  MkDocs passes what it likes
    """The page with its marks replaced."""
    makers = {
        "accuracy": accuracy,
        "columns": columns,
        "confidence": confidence,
        "help": help_text,
        "limits": limits,
        "metrics": metrics,
        "picture": picture,
    }
    return _MARK.sub(lambda mark: makers[mark[1]](*mark[2].split()), markdown)


def accuracy() -> str:
    """The table of the figures, and what the sets are."""
    pages = _pages()
    return "\n".join(pages.overview(pages.read()))


def confidence() -> str:
    """How far the confidence holds on each set."""
    pages = _pages()
    return "\n".join(pages.surest(pages.read()))


def limits() -> str:
    """Kind by kind, how often claimx errs on the test split, and sentences that it reads wrong."""
    pages = _pages()
    return "\n".join(pages.limits(pages.read(), "##"))


def _pages() -> ModuleType:
    """The module that makes the pages of the results: what both tell is made there."""
    if str(_BENCHMARKS) not in sys.path:
        sys.path.append(str(_BENCHMARKS))
    return importlib.import_module("pages")


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
