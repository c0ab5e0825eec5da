"""What the company stage gives: the companies a text names, under which names, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimx.records import Listing
from claimx.source import Span

__all__ = ["RATERS", "TELLERS", "Companies", "Identifiers", "NamedMention"]

TELLERS = frozenset({"media", "broker", "agency", "rating", "survey"})
"""Trades whose companies mostly tell about others."""
RATERS = TELLERS | {"bank"}
"""Trades whose companies set prices for the shares of others."""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The codes of a company that a user gives: LEI (ISO 17442), and SIREN of the French register."""

    lei: str | None = None
    siren: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class NamedMention:
    """A company named in the text: where, and under which of ``Companies.names`` it counts."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Companies:
    """The companies a text names.

    ``names`` are in order of first mention, each the fullest form the text uses; ``mentions`` in text order.
    """

    names: tuple[str, ...] = ()
    mentions: tuple[NamedMention, ...] = ()
    listings: Mapping[str, Listing] = field(default_factory=dict)
    """Name → its listing, for the names where a lookup is sure."""
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Name → its trades ("bank", "carmaker", "media", "broker", "agency" …); empty when they are unknown."""
