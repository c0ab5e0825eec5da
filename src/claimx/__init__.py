"""claimx reads French business news and returns what it claims.

``claimx.extract(text, published="2025-09-15")`` reads one article; ``claimx.extract_many`` reads many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimx.errors import ClaimxError
from claimx.records import (
    Claim,
    Company,
    DateMention,
    Evidence,
    Extraction,
    Listing,
    Mention,
    Money,
    Percentage,
    Period,
    When,
)

if TYPE_CHECKING:
    from claimx.extractor import Article, Extractor, extract, extract_many

__all__ = [
    "Article",
    "Claim",
    "ClaimxError",
    "Company",
    "DateMention",
    "Evidence",
    "Extraction",
    "Extractor",
    "Listing",
    "Mention",
    "Money",
    "Percentage",
    "Period",
    "When",
    "extract",
    "extract_many",
]


def __getattr__(name: str) -> object:
    """Load the extractor, and the lexicons behind it, when one of its names is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    from claimx import extractor  # noqa: PLC0415  importing claimx must stay light

    value: object = getattr(extractor, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, those not loaded yet included."""
    return __all__
