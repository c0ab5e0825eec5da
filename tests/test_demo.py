"""The article of `make demo` says what its expectation file says."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import claimx

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
EXPECTED = tomllib.loads((ARTICLES / "verrelec.expected.toml").read_text(encoding="utf-8"))


@cache
def extraction() -> claimx.Extraction:
    """What claimx reads in the article."""
    text = (ARTICLES / "verrelec.txt").read_text(encoding="utf-8")
    return claimx.extract(text, published=EXPECTED["published"])


def found(text: str) -> claimx.Claim:
    """The one claim whose figure is ``text``."""
    claims = [claim for claim in extraction().claims if claim.text == text]
    assert len(claims) == 1, f"{text!r} is claimed {len(claims)} times"
    return claims[0]


def bounds(figure: dict[str, str]) -> dict[str, Any]:
    """An expected figure as the fields of a record."""
    numbers = {key: Decimal(figure[key]) if key in figure else None for key in ("low", "high")}
    return {"comparator": "exact", **figure, **numbers}


def short(when: claimx.When) -> str:
    """A period in the form of the expectation file."""
    period = f"{when.start}..{when.end}" if when.start else str(when.duration)
    return " ".join(part for part in (when.relation, period, when.mod) if part)


def test_figures_are_those_of_the_article() -> None:
    """Every figure of the article is claimed, in order, and nothing else is."""
    assert [claim.text for claim in extraction().claims] == [claim["text"] for claim in EXPECTED["claims"]]


def test_companies_are_those_of_the_article() -> None:
    """Every company of the article is named once, and nothing else is."""
    assert sorted(company.name for company in extraction().companies) == EXPECTED["companies"]


@pytest.mark.parametrize("expected", EXPECTED["claims"], ids=lambda claim: claim["text"])
class TestClaim:
    def test_figure(self, expected: dict[str, Any]) -> None:
        """A figure has the value, the unit and the comparator that a reader gives it."""
        wanted = bounds(expected["figure"])
        figure = found(expected["text"]).figure.model_dump()
        assert {key: figure[key] for key in wanted} == wanted

    @pytest.mark.parametrize("field", ["subjects", "counterparties", "sources"])
    def test_companies(self, expected: dict[str, Any], field: str) -> None:
        """A claim is tied to the companies that a reader ties it to."""
        assert sorted(getattr(found(expected["text"]), field)) == sorted(expected.get(field, []))

    @pytest.mark.parametrize("field", ["metric", "direction", "certainty"])
    def test_words(self, expected: dict[str, Any], field: str) -> None:
        """A claim has the metric, the direction and the certainty that a reader gives it."""
        assert getattr(found(expected["text"]), field) == expected.get(field)

    def test_when(self, expected: dict[str, Any]) -> None:
        """A claim has the periods that a reader gives it."""
        assert sorted(map(short, found(expected["text"]).when)) == sorted(expected.get("when", []))
