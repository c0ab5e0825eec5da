"""The code of the README runs and prints what the README says."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks import blocks, links, run, unprinted

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_every_block_is_covered() -> None:
    """Every Python block of the README is followed by what it prints."""
    assert unprinted(README) == 0
    assert len(blocks(README)) >= 2


@pytest.mark.slow
def test_code_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks, run one after the other, print exactly what stands under them."""
    monkeypatch.chdir(tmp_path)
    run(README)


def test_links() -> None:
    """The files the README points to are there."""
    found = links(README)
    assert found
    assert [link for link in found if not (ROOT / link).exists()] == []
