"""The notebooks of the examples run, and print what is committed under their cells."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ["archive_with_duckdb", "company_timeline", "first_look"]

pytestmark = pytest.mark.slow


def outputs(notebook: Path) -> list[tuple[str, list[str]]]:
    """What each cell of code prints, and the kinds of what it shows."""
    cells = nbformat.read(notebook, as_version=4).cells
    return [(printed(cell), shown(cell)) for cell in cells if cell.cell_type == "code"]


def printed(cell: Any) -> str:  # noqa: ANN401
    """The words a cell prints, in however many pieces they came."""
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def shown(cell: Any) -> list[str]:  # noqa: ANN401
    """The kinds of what a cell shows: words, a page, a picture."""
    return [kind for output in cell.outputs for kind in sorted(output.get("data", {}))]


def test_names() -> None:
    """Every notebook is tested."""
    assert sorted(path.stem for path in EXAMPLES.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_outputs(name: str, tmp_path: Path) -> None:
    """A notebook runs from its first cell to its last; ``make notebooks`` writes what it shows anew."""
    copy = shutil.copytree(EXAMPLES, tmp_path / "examples") / f"{name}.ipynb"
    command = [sys.executable, "-m", "jupyter", "execute", "--inplace", copy.name]
    done = subprocess.run(command, cwd=copy.parent, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    fresh = outputs(copy)
    assert sum(bool(words or kinds) for words, kinds in fresh) >= 4
    assert fresh == outputs(EXAMPLES / f"{name}.ipynb")


def test_charts_are_pictures() -> None:
    """The charts committed are pictures that a page without scripts shows."""
    kinds = [kind for _, shown in outputs(EXAMPLES / "company_timeline.ipynb") for kind in shown]
    assert kinds.count("image/png") == 2
