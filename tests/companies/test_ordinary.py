"""Ordinary articles, of sport, weather or cooking: people, places, clubs and products are no companies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimx.companies import Companies
from claimx.companies.corpus import parse_marked

ARTICLES = sorted((Path(__file__).parent / "ordinary").glob("*.txt"))


def test_there_are_ten() -> None:
    """Ten articles, of ten kinds, are read."""
    assert len(ARTICLES) == 10


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_one_false_company_at_most(path: Path, read: Callable[[str], Companies]) -> None:
    """Every sentence searched, at most one company is found that is not marked as one."""
    passage = parse_marked(path.read_text(encoding="utf-8"))
    false = {
        mention.name
        for mention in read(passage.source.text).mentions
        if not any(mention.span.overlaps(company) for company in passage.companies)
    }
    assert len(false) <= 1, f"not companies: {sorted(false)}"


def test_companies_named_in_passing_are_found(read: Callable[[str], Companies]) -> None:
    """Most of the companies that the articles do name are found."""
    passages = [parse_marked(path.read_text(encoding="utf-8")) for path in ARTICLES]
    marked = [(passage, company) for passage in passages for company in passage.companies]
    found = [
        company
        for passage, company in marked
        if any(mention.span.overlaps(company) for mention in read(passage.source.text).mentions)
    ]
    assert len(found) >= 0.8 * len(marked)
