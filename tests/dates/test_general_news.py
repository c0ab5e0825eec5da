"""General French news: justice, sport, politics, local life, accidents, health, culture, the world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.dates.reading import periods

_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield the day of publication and the marked sentence of each line."""
    for line in Path(__file__).with_name("general_news.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            published, marked = line.split(" | ", 1)
            yield published, marked


def test_there_are_enough_sentences() -> None:
    """The table holds 150 sentences at least."""
    assert len(list(sentences())) >= 150


@pytest.mark.parametrize(("published", "marked"), list(sentences()))
def test_a_sentence_has_its_dates_and_no_other(published: str, marked: str) -> None:
    """Every date is found with the words that were marked, and means what the mark says."""
    text = _MARK.sub(r"\1", marked)
    expected = [(period, words) for words, period in _MARK.findall(marked)]
    assert periods(text, None if published == "-" else date.fromisoformat(published)) == expected
