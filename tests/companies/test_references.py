"""Whom role nouns and pronouns mean, in texts whose companies are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimx.companies import find_companies
from claimx.companies.references import find_references
from claimx.reading import Model, Request
from claimx.source import Source

Means = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def means(model: Model) -> Means:
    """The references of a text: the words, and the first company they mean."""

    def find(text: str) -> list[tuple[str, str]]:
        source = Source(text)
        everything = frozenset(range(len(source.sentences)))
        reading = model.read([Request(source, everything, everything)])[0]
        references = find_references(reading, find_companies(reading))
        return [(source.slice(each.span), each.names[0]) for each in references.mentions]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Danone investit. Le groupe recrute.", [("Le groupe", "Danone")]),
        ("Thales a racheté Gemalto. Cette dernière recrute.", [("Cette dernière", "Gemalto")]),
        # A noun before any name means a company named later.
        ("Le constructeur perd 3 M€. Renault ferme une usine.", [("Le constructeur", "Renault")]),
        ("La société de Billancourt recrute, dit Renault.", [("La société", "Renault")]),
        ("Le groupe recrute, selon Reuters. Danone investit.", [("Le groupe", "Danone")]),
        ("La banque recrute. Danone et BNP Paribas investissent.", [("La banque", "BNP Paribas")]),
        ("Les deux groupes recrutent. Danone investit.", []),
        ("Le groupe recrute.", []),
        # A pronoun that is the subject of a verb means the company in mind.
        ("Danone investit. Elle vise 3 M€ de ventes.", [("Elle", "Danone")]),
        ("Danone investit. Il vend son usine à Lactalis.", [("Il", "Danone")]),
        ("Danone investit. Il faut attendre.", []),
        ("Danone investit. Il y a du monde.", []),
        ("Danone investit. Il ne restait que 3 M€ en caisse.", []),
        ("Danone investit. Il s'agit de 3 M€.", []),
        ("Danone investit avec elle.", []),
        ("Il vend son usine.", []),
    ],
)
def test_references(means: Means, text: str, expected: list[tuple[str, str]]) -> None:
    """Each reference stands for the company in mind, one named later where none is, or nobody."""
    assert means(text) == expected
