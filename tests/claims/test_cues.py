"""The cue engine, and every lexicon it reads."""

from __future__ import annotations

import re

import pytest

from claimx.claims.cues import CueFinder, cue_finder
from claimx.errors import LexiconError
from claimx.lexicon import expand, rows
from claimx.source import Source, Span

LEXICONS = (
    "metrics",
    "directions",
    "certainty",
    "roles",
    "relations",
    "basis",
    "breaks",
    "actors",
    "announcements",
    "sayings",
    "negations",
    "uncounted",
)


def found(finder: CueFinder, text: str) -> list[tuple[str, str]]:
    """The words found in a text, with their values."""
    source = Source(text)
    return [(source.slice(cue.span), cue.value) for cue in finder.find(source, Span(0, len(source.folded)))]


def test_longest_wins() -> None:
    """Between forms that begin together the longest is found, and nothing inside it."""
    assert found(cue_finder("metrics"), "la marge d'EBITDA") == [("marge d'EBITDA", "margin")]


def test_whole_words() -> None:
    """A form is no part of a longer word."""
    finder = CueFinder("test", {"dette": "debt", "CA": "revenue"})
    assert found(finder, "une dettes, une endette, CAC 40, le CA") == [("CA", "revenue")]


def test_case() -> None:
    """A form in lower case is found in any case, one with a capital as written."""
    finder = CueFinder("test", {"dette": "debt", "CA": "revenue"})
    assert found(finder, "DETTE, Dette, ca, CA") == [("DETTE", "debt"), ("Dette", "debt"), ("CA", "revenue")]


def test_nothing() -> None:
    """A row that says "none" keeps its words from another row, and is not found itself."""
    assert found(cue_finder("directions"), "une augmentation de capital") == []
    assert found(cue_finder("directions"), "une augmentation des ventes") == [("augmentation", "up")]


@pytest.mark.parametrize("content", [["up"], {"weight": 1}, {"is": "up", "wieght": 0.5}])
def test_broken_row(content: object) -> None:
    """A row that is not as the head comment says is an error that names file, entry and fix."""
    with pytest.raises(LexiconError, match=r"lexicons/test\.toml: 'hausse'.*write a string"):
        CueFinder("test", {"hausse": content})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("metrics", "revnue", "'ventes' is 'revnue'; it may be acquisition, "),
        ("metrics", {"is": "revenue", "or": "volum"}, "'volum'"),
        ("certainty", {"is": "forcast", "scope": "after"}, "'forcast'"),
        ("directions", "upp", "it may be down, flat, up or none"),
        ("directions", {"is": "up", "weight": "x"}, "write a string"),
        ("directions", {"is": "up", "scope": "behind"}, "write a string"),
        ("metrics", {"is": "revenue", "kind": "euro"}, "write a string"),
        ("metrics", {"is": 5}, "'ventes'"),
        ("metrics", True, "write a string"),
    ],
)
def test_values_of_the_records(name: str, content: object, told: str) -> None:
    """A row says what the records may hold; anything else is told with its file when it is read."""
    with pytest.raises(LexiconError, match=rf"lexicons/{name}\.toml.*{re.escape(told)}"):
        CueFinder(name, {"ventes": content})


@pytest.mark.parametrize("name", LEXICONS)
def test_every_row_finds_itself(name: str) -> None:
    """Each form of each row is found whole by its own finder, unless its row says it is nothing."""
    finder = cue_finder(name)
    lost = []
    for form, row in rows(name).items():
        nothing = (row["is"] if isinstance(row, dict) else row) == "none"
        for variant in expand(form):
            words = [text for text, _ in found(finder, f"ici {variant} ici")]
            if (variant in words) is nothing and f" {variant.strip()} " not in [
                f" {w.strip()} " for w in words
            ]:
                lost.append(variant)
    assert lost == []


def test_two_meanings_and_one_kind() -> None:
    """A row may give a second meaning, and the only kind of figure it speaks of."""
    finder = CueFinder(
        "test", {"ventes": {"is": "revenue", "or": "volume"}, "perd": {"is": "loss", "kind": "money"}}
    )
    source = Source("perd des ventes")
    loss, sales = finder.find(source, Span(0, len(source.folded)))
    assert (loss.values, loss.kind) == (("loss",), "money")
    assert (sales.values, sales.kind) == (("revenue", "volume"), "")
