"""What stands around a hit: the lists of ``not_dates`` and the questions rules ask of them."""

from __future__ import annotations

from functools import cache

from claimx.dates.shapes import Hit
from claimx.dates.words import Line, letter
from claimx.lexicon import rows

__all__ = ["capital_inside", "is_class", "is_firm", "listed", "starts_sentence"]

_ENDS = frozenset(
    {"", "\n", ".", "!", "?", "…", ":", ";", '"', "«", "-", "–", "—", "(", "[", "•", "|", "*", "/"}
    | {")", "]", "»", "“"}
)
_APPOSITION = 9  # words an apposition may hold: "la boutique en ligne de vêtements recyclés"


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


def is_firm(hit: Hit) -> bool:
    """Whether a day's name heads its sentence as a firm's: it lifts funds, or an apposition tells what it is.

    "Vendredi, la boutique, a levé" parts the subject from its verb unless the day is the subject; in
    "Vendredi, la boutique a levé" the day is a day.
    """
    if not starts_sentence(hit) or hit.first != hit.last or not hit.line.word(hit.first).istitle():
        return False
    if _does(hit, 1):
        return True
    if hit.after() != "," or hit.after(2).lower() not in listed("firm_deeds", "articles"):
        return False
    stops = listed("firm_deeds", "auxiliaries") | listed("firm_deeds", "verbs") | {".", "\n", ""}
    for ahead in range(3, 3 + _APPOSITION):
        if hit.after(ahead) == ",":
            return hit.after(ahead + 1) in listed("firm_deeds", "auxiliaries") or _does(hit, ahead + 1)
        if hit.after(ahead) in stops:
            return False
    return False


def _does(hit: Hit, ahead: int) -> bool:
    """Whether the word so far ahead is what a firm does: "lève", "a levé"."""
    if hit.after(ahead) in listed("firm_deeds", "verbs"):
        return True
    did = hit.after(ahead + 1) in listed("firm_deeds", "participles")
    return did and hit.after(ahead) in listed("firm_deeds", "auxiliaries")
