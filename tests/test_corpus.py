"""The corpus of marked passages: every mark can be read, and the splits share nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SPLITS = ("train", "dev", "test")
LEAST = 200  # passages


@pytest.fixture(scope="module")
def corpus() -> Iterator[Mapping[str, Sequence[dict[str, Any]]]]:
    """The gold passages of each split; a broken mark raises here."""
    sys.path.insert(0, str(BENCHMARKS))
    import markup  # noqa: PLC0415  a script beside the corpus, not a package

    yield {
        split: [
            passage
            for file in sorted((BENCHMARKS / "corpus" / split).glob("*.txt"))
            for passage in markup.passages(file.read_text("utf-8"))
        ]
        for split in SPLITS
    }
    sys.path.remove(str(BENCHMARKS))


def test_size_and_spread(corpus: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """There are passages enough in each split, and some with no company and some with no figure."""
    passages = [passage for split in SPLITS for passage in corpus[split]]
    assert len(passages) >= LEAST
    assert all(corpus[split] for split in SPLITS)
    assert any(not passage["companies"] for passage in passages)
    assert any(not passage["claims"] for passage in passages)


def test_spans_hold(corpus: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """Every mark stands at its words, and every name in a mark is a company of its passage."""
    for passage in (passage for split in SPLITS for passage in corpus[split]):
        names = {company["name"] for company in passage["companies"]}
        mentions = [mention for company in passage["companies"] for mention in company["mentions"]]
        for mark in (*passage["claims"], *passage["dates"], *mentions):
            assert passage["text"][mark["start"] : mark["end"]] == mark["text"], passage["id"]
        for claim in passage["claims"]:
            used = {*claim["subjects"], *claim["counterparties"], *claim["sources"]}
            assert used <= names, passage["id"]


def test_splits_are_apart(corpus: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """No passage stands twice, by its name or by its text."""
    passages = [passage for split in SPLITS for passage in corpus[split]]
    assert len({passage["id"] for passage in passages}) == len(passages)
    assert len({passage["text"] for passage in passages}) == len(passages)
