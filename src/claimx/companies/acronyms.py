"""Short forms made of a name's letters: "EDE" for "Economie d'Energie", "SocGen" for "Société Générale"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from claimx.lexicon import rows

__all__ = ["acronym_of", "plain"]

_INITIAL_LETTERS = 2
_LETTERS = 30  # more make no acronym


def acronym_of(short: str, name: str) -> bool:
    """Whether a short form is made of a name's initials, or of the beginnings of its words.

    >>> acronym_of("EDE", "Economie d'Energie"), acronym_of("SocGen", "Société Générale")
    (True, True)
    """
    words = [word for word in re.split(r"[\s'’-]+", plain(name)) if word]
    letters = re.sub(r"[^a-z0-9]", "", plain(short))
    if len(letters) < _INITIAL_LETTERS or len(words) < _INITIAL_LETTERS:
        return False
    return len(letters) <= _LETTERS and _Spelling(letters, words).spells(0, 0)


class _Spelling:
    """Letters to spell by the beginnings of words; what was found not to spell is not tried again."""

    def __init__(self, letters: str, words: Sequence[str]) -> None:
        self._letters, self._words = letters, words
        self._failed: set[tuple[int, int]] = set()

    def spells(self, at: int, first: int) -> bool:
        """Whether the letters from a place on are beginnings of words in order, the first's among them."""
        word = self._words[first]
        sizes = [size for size in range(1, len(word) + 1) if self._letters.startswith(word[:size], at)]
        return any(self._rest(at + size, first + 1) for size in reversed(sizes))

    def _rest(self, at: int, first: int) -> bool:
        """The same for what remains; small words may be left out, and one other word."""
        if at == len(self._letters):
            return True
        if (at, first) in self._failed:
            return False
        left_out = 0
        for index in range(first, len(self._words)):
            if self.spells(at, index):
                return True
            left_out += self._words[index] not in _small()
            if left_out > 1:
                break
        self._failed.add((at, first))
        return False


@cache
def _small() -> frozenset[str]:
    return frozenset(rows("company_cues")["small"])


def plain(name: str) -> str:
    """A name in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
