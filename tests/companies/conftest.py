"""One reading of the real model for all tests of the company stage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimx.companies import Companies, find_companies
from claimx.reading import Entity, Model, Reading, Request
from claimx.source import Source, Span


@pytest.fixture(scope="session")
def model() -> Model:
    """The French model with the company component that claimx ships."""
    return Model()


@pytest.fixture(scope="session")
def read(model: Model) -> Callable[[str], Companies]:
    """Find the companies of a text as users get them."""

    def find(text: str) -> Companies:
        source = Source(text)
        everything = frozenset(range(len(source.sentences)))
        return find_companies(model.read([Request(source, frozenset(), everything)])[0])

    return find


@pytest.fixture
def found() -> Callable[..., list[str]]:
    """Find companies without the model: the names it would mark are given as keyword label="name|name"."""

    def find(text: str, **labels: str) -> list[str]:
        source = Source(text)
        entities = tuple(
            Entity(Span(source.folded.index(name), source.folded.index(name) + len(name)), label)
            for label, names in labels.items()
            for name in names.split("|")
        )
        companies = find_companies(Reading(source, entities=entities))
        return [source.slice(mention.span) for mention in companies.mentions]

    return find
