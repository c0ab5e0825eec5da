"""Under which name each mention counts."""

from __future__ import annotations

import time

import pytest

from claimx.companies import find_companies
from claimx.companies.acronyms import acronym_of
from claimx.reading import Entity, Reading
from claimx.source import Source, Span

NAMES = {
    "La Société Générale (SocGen) recule. SocGen cède 3 %.": ("Société Générale",),
    "Crédit Agricole SA publie. Le Crédit Agricole progresse.": ("Crédit Agricole",),
    "General Motors et GM": ("General Motors",),
    "EURONEXT monte. Euronext, opérateur de marché, relève.": ("Euronext",),
    "Renault cède Renault Trucks à Volvo.": ("Renault", "Renault Trucks", "Volvo"),
    "Hachette Livre grandit. Hachette emploie 500 personnes.": ("Hachette Livre",),
    "Google et Google Cloud": ("Google", "Google Cloud"),
}


@pytest.mark.parametrize(("text", "names"), NAMES.items())
def test_aliases_are_one_company_under_its_fullest_name(text: str, names: tuple[str, ...]) -> None:
    """Aliases are one company under its fullest name."""
    assert find_companies(Reading(Source(text))).names == names


def test_an_acronym_the_text_explains_is_an_alias() -> None:
    """An acronym the text explains is an alias."""
    text = "Ateliers Réunis du Sud (ARS2) signe. L'usine d'ARS2 rouvre."
    span = Span(0, len("Ateliers Réunis du Sud"))
    companies = find_companies(Reading(Source(text), entities=(Entity(span, "ORG"),)))
    assert companies.names[0] == "Ateliers Réunis du Sud"


def test_a_short_form_of_an_unknown_company_is_that_company() -> None:
    """A short form of an unknown company is that company."""
    text = "Zéphira Beauty Box a levé 3 M€. Zéphira vise la Suisse."
    entities = (Entity(Span(0, 18), "ORG"), Entity(Span(32, 39), "ORG"))
    assert find_companies(Reading(Source(text), entities=entities)).names == ("Zéphira Beauty Box",)


def test_names_stand_in_order_of_first_mention_and_mentions_in_text_order() -> None:
    """Names stand in order of first mention and mentions in text order."""
    companies = find_companies(Reading(Source("Nissan, Renault, puis Nissan.")))
    assert companies.names == ("Nissan", "Renault")
    assert [mention.name for mention in companies.mentions] == ["Nissan", "Renault", "Nissan"]
    assert companies.kinds["Nissan"] == {"carmaker"}


@pytest.mark.parametrize(
    ("short", "name", "is_one"),
    [
        ("EDE", "Economie d'Energie", True),
        ("SocGen", "Société Générale", True),
        ("CDPQ", "Caisse de dépôt et placement du Québec", True),
        ("GE", "General Electric", True),
        ("AAPL", "Apple", False),
        ("BMW", "Renault Trucks", False),
    ],
)
def test_acronyms(short: str, name: str, is_one: bool) -> None:
    """Acronyms."""
    assert acronym_of(short, name) is is_one


@pytest.mark.parametrize("name", ["aaa " * 35, "de " * 49 + "x", "aaaaaa " * 20])
def test_acronyms_that_spell_in_many_ways(name: str) -> None:
    """Letters that could be spelt in very many ways, and in the end in none, are soon given up."""
    began = time.process_time()
    assert not acronym_of("a" * 29 + "z", name)
    assert not acronym_of("d" * 29 + "z", name)
    assert time.process_time() - began < 1
