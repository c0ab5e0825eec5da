"""Short forms made of a name's letters: "EDE" for "Economie d'Energie", "SocGen" for "Société Générale"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from claimx.lexicon import rows

__all__ = ["acronym_of", "plain"]

_INITIAL_LETTERS = 2


def acronym_of(short: str, name: str) -> bool:
    """Whether a short form is made of a name's initials, or of the beginnings of its words.

    >>> acronym_of("EDE", "Economie d'Energie"), acronym_of("SocGen", "Société Générale")
    (True, True)
    """
    words = [word for word in re.split(r"[\s'’-]+", plain(name)) if word]
    letters = re.sub(r"[^a-z0-9]", "", plain(short))
    if len(letters) < _INITIAL_LETTERS or len(words) < _INITIAL_LETTERS:
        return False
    return _spells(letters, words)


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of the words in order, the first word's among them."""
    word, rest = words[0], words[1:]
    sizes = [size for size in range(1, len(word) + 1) if letters.startswith(word[:size])]
    return any(_spells_rest(letters[size:], rest) for size in reversed(sizes))


def _spells_rest(letters: str, words: Sequence[str]) -> bool:
    """The same for what remains; small words may be left out, and one other word."""
    if not letters:
        return True
    for index, word in enumerate(words):
        if _spells(letters, words[index:]):
            return True
        if word not in _small() and any(before not in _small() for before in words[:index]):
            return False
    return False


@cache
def _small() -> frozenset[str]:
    return frozenset(rows("company_cues")["small"])


def plain(name: str) -> str:
    """A name in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
