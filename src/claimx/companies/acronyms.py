"""Short forms made of a name's letters: "EDE" for "Economie d'Energie", "SocGen" for "Société Générale"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["acronym_of", "plain"]

_INITIAL_LETTERS = 2
_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "of", "and", "the", "pour", "en"})


def acronym_of(short: str, name: str) -> bool:
    """Whether a short form is made of a name's initials, or of the beginnings of its words.

    >>> acronym_of("EDE", "Economie d'Energie"), acronym_of("SocGen", "Société Générale")
    (True, True)
    """
    words = [word for word in re.split(r"[\s'’-]+", plain(name)) if word and word not in _SMALL]
    letters = re.sub(r"[^a-z0-9]", "", plain(short))
    if len(letters) < _INITIAL_LETTERS or len(words) < _INITIAL_LETTERS:
        return False
    return _spells(letters, words)


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of the words in order, the first word's among them."""
    if not letters:
        return True
    if not words:
        return False
    word, rest = words[0], words[1:]
    return any(
        letters.startswith(word[:size]) and _spells_rest(letters[size:], rest)
        for size in range(len(word), 0, -1)
    )


def _spells_rest(letters: str, words: Sequence[str]) -> bool:
    if not letters:
        return True
    return any(_spells(letters, words[skipped:]) for skipped in range(min(2, len(words))))


def plain(name: str) -> str:
    """A name in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
