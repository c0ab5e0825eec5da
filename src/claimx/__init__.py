"""claimx reads French business news and returns what it claims.

``claimx.extract(text, published="2025-09-15")`` reads one article; ``claimx.extract_many`` reads many.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimx import display as display
    from claimx.errors import ClaimxError
    from claimx.extractor import Article, Extractor, extract, extract_many
    from claimx.frames import to_frame, to_polars
    from claimx.records import (
        Check,
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

__all__ = [
    "Article",
    "Check",
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
    "to_frame",
    "to_polars",
]


def __getattr__(name: str) -> object:
    """Load a public name's module when it is first asked for: ``import claimx`` itself costs nothing."""
    if name == "display":
        return import_module("claimx.display")
    if name not in __all__:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    for module in ("errors", "records", "extractor", "frames"):
        value: object = getattr(import_module(f"claimx.{module}"), name, None)
        if value is not None:
            globals()[name] = value
            return value
    raise AttributeError(f"claimx has lost {name!r}: reinstall claimx")


def __dir__() -> list[str]:
    """The public names, those not loaded yet included."""
    return __all__
