"""text2num: the numbers of words that were found before."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

from shapes import Found, Item, amount, folded
from text_to_num import alpha2digit

NUMBER = re.compile(r"\d+(?: \d{3})*(?:,\d+)?")


class Text2Num:
    """Its French."""

    def read(self, text: str, _published: date | None) -> Found:
        """Rewrite a text, which loses the places: it is timed, and nothing is counted."""
        alpha2digit(folded(text), "fr")
        return Found()

    def value(self, words: str, _published: date | None) -> Item | None:
        """The number, whatever the currency."""
        numbers = NUMBER.findall(alpha2digit(folded(words), "fr"))
        told = [Decimal(number.replace(" ", "").replace(",", ".")) for number in numbers]
        return amount(str(prod(told)), None) if told else None


def load(_options: dict[str, Any]) -> Text2Num:
    """Nothing is to be loaded."""
    return Text2Num()
