"""The code of the README runs and prints what the README says."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)


def test_every_block_is_covered() -> None:
    """Every Python block of the README is followed by what it prints."""
    assert len(BLOCKS) == README.count("```python") >= 2


@pytest.mark.slow
@pytest.mark.usefixtures("spark_environment")
def test_code_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks, run one after the other, print exactly what stands under them."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    try:
        for code, expected in BLOCKS:
            with redirect_stdout(StringIO()) as printed:
                exec(compile(code, "README.md", "exec"), names)  # noqa: S102  it is our own
            assert printed.getvalue() == expected
    finally:
        if session := names.get("spark"):
            session.stop()


def test_links() -> None:
    """The files the README points to are there."""
    links = re.findall(r"\]\((?!http)([^)]+)\)", README)
    assert links
    assert [link for link in links if not (Path(__file__).parents[1] / link).exists()] == []
