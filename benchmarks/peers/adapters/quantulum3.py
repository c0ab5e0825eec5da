"""quantulum3, whose only language is English."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from quantulum3 import parser
from shapes import Found, Reader, amount, claim, folded, percentage, span

COMMA = re.compile(r"(?<=\d),(?=\d)")


class Quantulum(Reader):
    """Its parser, on a text of the same length with decimal points and English magnitudes."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words
        self._french = re.compile(rf"\b({'|'.join(words)})\b(?: (?:d'|de )?(\w+|[€$£]))?")

    def read(self, text: str, _published: date | None) -> Found:
        """Quantities that are money or percentages."""
        plain = COMMA.sub(".", folded(text))
        plain = self._french.sub(self._english, plain)
        found = Found()
        for one in parser.parse(plain):
            place = span(*one.span)
            if one.unit.entity.name == "currency":
                code = getattr(one.unit, "currency_code", None)
                found.claims.append(claim(place, amount(str(one.value), code)))
            elif one.unit.name == "percentage":
                found.claims.append(claim(place, percentage(str(one.value))))
        return found

    def _english(self, at: re.Match[str]) -> str:
        """A magnitude and the word behind it: "milliards d'euros" is "billion euros", and spaces."""
        return " ".join([self._words[at[1]], *filter(None, [at[2]])]).ljust(len(at[0]))


def load(options: dict[str, Any]) -> Quantulum:
    """Load its units, which the first call does."""
    peer = Quantulum(options["words"])
    peer.read("a loss of 3 € and 4 %", None)
    return peer
