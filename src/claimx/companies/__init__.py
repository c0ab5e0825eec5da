"""Companies: who a text names, under which names. ``find_companies(reading)`` is the stage."""

from __future__ import annotations

from claimx.companies.definitions import Companies, NamedMention
from claimx.companies.gate import naming_sentences
from claimx.companies.gazetteer import company_of, sectors
from claimx.companies.listings import find_listing
from claimx.companies.naming import group
from claimx.companies.recognition import recognise
from claimx.reading import Reading

__all__ = ["Companies", "NamedMention", "find_companies", "naming_sentences", "sectors"]


def find_companies(reading: Reading) -> Companies:
    """The companies a text names, each mention with its name.

    "Société Générale (SocGen)" is two mentions of the one name "Société Générale".
    """
    spans = recognise(reading)
    named = group(reading.source.folded, spans)
    names = tuple(dict.fromkeys(named[span] for span in spans))
    listings = {
        name: listing for name in names if (listing := find_listing(company_of(name) or name)) is not None
    }
    return Companies(
        names=names,
        mentions=tuple(NamedMention(span, named[span]) for span in spans),
        listings=listings,
        kinds={name: sectors(name) for name in names},
    )
