"""The corpus of marked passages: every mark can be read, and the splits share nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SPLITS = ("train", "dev", "test")
LEAST = 200  # passages


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """The scripts beside the corpus, which are no package, can be imported."""
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def corpus() -> Mapping[str, Sequence[dict[str, Any]]]:
    """The gold passages of each split; a broken mark raises here."""
    import markup  # noqa: PLC0415  once it can be

    return {
        split: [
            passage
            for file in sorted((BENCHMARKS / "corpus" / split).glob("*.txt"))
            for passage in markup.passages(file.read_text("utf-8"))
        ]
        for split in SPLITS
    }


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


def test_marks_of_an_archive_hold_no_word_of_it() -> None:
    """What was marked in passages that may not be copied is kept as places and values."""
    marks = [
        json.loads(line)
        for file in sorted((BENCHMARKS / "corpus" / "standoff").glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    assert marks
    for one in marks:
        article, _, place = one["id"].rpartition(":")
        start, end = (int(part) for part in place.split("-"))
        assert article
        assert set(one) == {"id", "companies", "claims", "dates"}
        for item in (*one["claims"], *one["dates"]):
            assert 0 <= item["start"] < item["end"] <= end - start
            assert not {"text", "name", "evidence"} & set(item)
        assert all(last <= end - start for places in one["companies"] for _, last in places)


def test_marks_join_their_passage_again() -> None:
    """A passage stripped of its words and joined with its article is the passage as it was."""
    import markup  # noqa: PLC0415  once they can be
    import standoff  # noqa: PLC0415

    marked = (
        "@ x 2024-07-30 general\n"
        "[[Velmor]] a gagné {{3 M€|3e6 EUR|profit|subj Velmor|in 2023}} en <<2023|2023|Velmor>>."
    )
    gold = next(markup.passages(marked))
    gold["id"] = f"a1:6-{6 + len(gold['text'])}"
    article = {"text": f"Titre\n{gold['text']} Suite.", "published": gold["published"]}
    assert standoff.join(standoff.strip(gold), {"a1": article}) == gold
    assert "Velmor" not in json.dumps(standoff.strip(gold))
