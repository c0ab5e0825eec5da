"""Extractions written by hand: for tests of what is made of them, without the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimx.records import Claim, Company, DateMention, Extraction, Mention

_BARE: dict[str, Any] = {
    "figure": {"kind": "percent", "low": "8", "high": "8"},
    "metric": "other",
    "direction": None,
    "certainty": "stated",
    "confidence": 0.5,
    "subjects": (),
    "counterparties": (),
    "sources": (),
    "when": (),
}


def mention(text: str, words: str) -> Mention:
    """The first place of these words in a text."""
    start = text.index(words)
    return Mention(start=start, end=start + len(words), text=words)


def claim(text: str, words: str, told: Mapping[str, Sequence[str]] | None = None, **fields: Any) -> Claim:  # noqa: ANN401
    """A claim whose figure is these words; ``told`` has the words of its evidence, by field."""
    evidence = {name: [mention(text, each) for each in found] for name, found in (told or {}).items()}
    return Claim.model_validate(
        {**_BARE, **mention(text, words).model_dump(), "evidence": evidence, **fields}
    )


def extraction(
    text: str, claims: Sequence[Claim] = (), companies: Sequence[str] = (), dates: Sequence[str] = ()
) -> Extraction:
    """An extraction with these claims, companies and dates, each at its first place in the text."""
    return Extraction(
        text=text,
        published=None,
        companies=tuple(Company(name=name, mentions=(mention(text, name),)) for name in companies),
        claims=tuple(claims),
        dates=tuple(
            DateMention.model_validate({**mention(text, words).model_dump(), "period": {"timex": words}})
            for words in dates
        ),
    )


HALF_YEAR = (
    "Velmor a publié ses comptes du premier semestre 2024.\nSon chiffre d’affaires croît de 8 %, à 3 M€."
)


def half_year() -> Extraction:
    """Two claims, with evidence in their own line and in the one before."""
    told = {
        "metric": ["chiffre d’affaires"],
        "subjects": ["Velmor"],
        "when": ["premier semestre 2024"],
        "direction": ["croît"],
    }
    money = {"kind": "money", "low": "3000000", "high": "3000000", "currency": "EUR"}
    return extraction(
        HALF_YEAR,
        [
            claim(HALF_YEAR, "8 %", told, metric="revenue", direction="up", subjects=("Velmor",)),
            claim(HALF_YEAR, "3 M€", {"metric": ["chiffre d’affaires"]}, figure=money, metric="revenue"),
        ],
        ["Velmor"],
        ["premier semestre 2024"],
    )
