"""Names for training: known, listed and invented ones, drawn at random."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from claimx.companies.cues import strip_legal
from claimx.companies.gazetteer import shipped
from claimx.lexicon import rows

__all__ = ["Names"]

_INVENTED, _LISTED, _CAPITALS = 0.45, 0.7, 0.05


def _listed() -> list[str]:
    from pytickersymbols import PyTickerSymbols  # noqa: PLC0415  2 MB that only training needs

    names = {stock["name"].split(" (")[0] for stock in PyTickerSymbols().get_all_stocks()}
    return sorted(strip_legal(name) for name in names)


@dataclass
class Names:
    """A bag of company names; ``draw`` gives the next one, the same ones for the same seed."""

    random: Random
    known: Sequence[str] = field(
        default_factory=lambda: sorted(form for form in shipped().forms if not form.islower())
    )
    listed: Sequence[str] = field(default_factory=_listed)

    def draw(self) -> str:
        """A name: invented, of a listed company, or known to claimx; now and then in capitals."""
        dice = self.random.random()
        if dice < _INVENTED:
            name = self._invented()
        else:
            name = self.random.choice(self.listed if dice < _LISTED else self.known)
        return name.upper() if self.random.random() < _CAPITALS else name

    def _invented(self) -> str:
        parts, pick = rows("invented_names"), self.random.choice
        return str(pick(parts["patterns"])).format(
            name=self._word(),
            name2=self._word(),
            lower=self._word().lower(),
            camel=self._word() + self._word(),
            surname=pick(parts["surnames"]),
            surname2=pick(parts["surnames"]),
            word=pick(parts["words"]),
            tail=pick(parts["tails"]),
            suffix=pick(parts["suffixes"]),
            letters="".join(self.random.choices(string.ascii_uppercase, k=self.random.randint(2, 5))),
        )

    def _word(self) -> str:
        parts, pick = rows("invented_names"), self.random.choice
        return f"{pick(parts['starts'])}{pick(parts['middles'])}{pick(parts['ends'])}"
