"""One extraction or many, for functions that take either."""

from __future__ import annotations

from collections.abc import Iterable

from claimx.errors import InputError
from claimx.records import Extraction

__all__ = ["as_list"]


def as_list(extractions: object) -> list[Extraction]:
    """One extraction or many, as a list. Raises ``InputError`` when they are anything else."""
    items = [extractions] if isinstance(extractions, Extraction) else extractions
    if isinstance(items, Iterable):
        items = list(items)
        if all(isinstance(item, Extraction) for item in items):
            return items
    raise InputError(
        f"this takes an Extraction or many, not {type(extractions).__name__}: pass what claimx.extract or "
        "claimx.extract_many returned"
    )
