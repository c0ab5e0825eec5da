"""What stands around a hit: the lists of ``not_dates`` and the questions rules ask of them."""

from __future__ import annotations

from functools import cache

from claimx.dates.shapes import Hit
from claimx.dates.words import Line, letter
from claimx.lexicon import rows

__all__ = ["capital_inside", "is_class", "listed", "starts_sentence"]

_ENDS = frozenset(
    {"", "\n", ".", "!", "?", "…", ":", ";", '"', "«", "-", "–", "—", "(", "[", "•", "|", "*", "/"}
)


@cache
def listed(table: str, key: str = "before") -> frozenset[str]:
    """Return a list of the lexicon ``not_dates``."""
    return frozenset(rows("not_dates")[table][key])


def starts_sentence(hit: Hit) -> bool:
    """Whether nothing stands before the hit in its sentence."""
    return hit.before() in _ENDS


def capital_inside(hit: Hit, name: str) -> bool:
    """Whether a word has a capital that no sentence start explains: "la planète Mars", "M. Avril"."""
    word = hit.word(name)
    if word.islower() or not word[:1].isupper():
        return False
    if word.isupper() and len(word) > 1:  # a title in capitals: "PARIS, LUNDI"
        return False
    place = hit.at(name)
    titled = hit.line.word(place - 1) == "." and hit.line.word(place - 2).lower() in listed("titles")
    return titled or hit.line.word(place - 1) not in _ENDS


def is_class(line: Line, index: int, *names: str) -> bool:
    """Whether a word is of one of the classes."""
    return 0 <= index < len(line.classes) and line.classes[index] in {letter(name) for name in names}
