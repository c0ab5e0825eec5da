"""claimx itself, asked as the peers are."""

from __future__ import annotations

from datetime import date
from typing import Any

from shapes import Found, Reader

import claimx


class Claimx(Reader):
    """A loaded extractor."""

    def __init__(self) -> None:
        self._extractor = claimx.Extractor()

    def read(self, text: str, published: date | None) -> Found:
        """Everything: claims, dates and companies."""
        told = self._extractor.extract(text, published).model_dump(mode="json")
        return Found(told["claims"], told["dates"], told["companies"])


def load(_options: dict[str, Any]) -> Claimx:
    """Load the model, with a first text."""
    peer = Claimx()
    peer.read("Le groupe a gagné 3 M€.", None)
    return peer
