"""Companies: who a text names, under which names. ``find_companies(reading)`` is the stage."""

from __future__ import annotations

from claimx.companies.definitions import Companies, Identifiers, NamedMention
from claimx.companies.gate import naming_sentences
from claimx.companies.gazetteer import Gazetteer, shipped
from claimx.companies.listings import find_listing
from claimx.companies.naming import group
from claimx.companies.own import gazetteer_with, read_companies
from claimx.companies.recognition import recognise
from claimx.reading import Reading

__all__ = [
    "Companies",
    "Gazetteer",
    "Identifiers",
    "NamedMention",
    "find_companies",
    "gazetteer_with",
    "naming_sentences",
    "read_companies",
    "shipped",
]


def find_companies(reading: Reading, gazetteer: Gazetteer | None = None) -> Companies:
    """The companies a text names, each mention with its name; those of ``gazetteer`` are known beforehand.

    "Société Générale (SocGen)" is two mentions of the one name "Société Générale".
    """
    known = gazetteer or shipped()
    spans = recognise(reading, known)
    named = group(reading.source.folded, spans, known)
    names = tuple(dict.fromkeys(named[span] for span in spans))
    listings = {
        name: listing
        for name in names
        if (listing := find_listing(known.company_of(name) or name, known)) is not None
    }
    return Companies(
        names=names,
        mentions=tuple(NamedMention(span, named[span]) for span in spans),
        listings=listings,
        kinds={name: known.sectors(name) for name in names},
    )
