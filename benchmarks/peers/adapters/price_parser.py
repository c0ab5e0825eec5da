"""price-parser: the price in words that were found before."""

from __future__ import annotations

from datetime import date
from typing import Any

from price_parser import Price
from shapes import Found, Item, amount, folded


class PriceParser:
    """Its only function."""

    def __init__(self, currencies: dict[str, str]) -> None:
        self._currencies = currencies

    def read(self, text: str, _published: date | None) -> Found:
        """Read the first price of a text: it is timed, and nothing is counted."""
        Price.fromstring(folded(text))
        return Found()

    def value(self, words: str, _published: date | None) -> Item | None:
        """The amount and the currency."""
        price = Price.fromstring(folded(words))
        currency = price.currency or ""
        told = self._currencies.get(currency, currency)
        return None if price.amount is None else amount(str(price.amount), told)


def load(options: dict[str, Any]) -> PriceParser:
    """Nothing is to be loaded."""
    return PriceParser(options["currencies"])
