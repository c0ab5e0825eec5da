"""The words around a figure as features, beyond those of the lexicons: what stands near such figures.

A lexicon tells what words mean; which of them decide beside "sondés", "enchères" or "au capital" is learnt.
The words count by their stems, by the side of the figure they stand on, and for each value apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from claimx.claims.ranker import Candidate
from claimx.claims.scene import Scene, Words
from claimx.figures.definitions import Figure
from claimx.reading import Reading, Token

__all__ = ["SHARE", "worded", "words_near"]

T = TypeVar("T")

_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
_LEFT, _RIGHT = 5, 4  # words of content on either side
_STEM = 6  # letters that tell a word apart from others and not from its own forms
SHARE = 0.6
"""What a word near a figure counts: less than a feature of the lexicons, as many are seen seldom."""


def worded(scene: Scene, figure: Figure, candidates: list[Candidate[T]]) -> list[Candidate[T]]:
    """The candidates, given the words near a figure and those of their evidence as features too."""
    for candidate in candidates:
        candidate.features.update(dict.fromkeys(_names(scene, figure, candidate), SHARE))
    return candidates


def _names(scene: Scene, figure: Figure, candidate: Candidate[T]) -> list[str]:
    names = [f"near.{word}.{candidate.value}" for word in scene.words[figure]]
    if candidate.evidence:
        said = scene.source.slice(candidate.evidence[0]).lower()
        names += [f"said.{said}", f"said.{said}.{figure.kind}.{candidate.value}"]
    return names


def words_near(reading: Reading, figures: Sequence[Figure]) -> Mapping[Figure, Words]:
    """The stems near each figure of a sentence, once each.

    "l." stands on its left, "r." on its right, "n." right beside it, "v." is its verb.
    """
    inside = [[token.index for token in reading.tokens_in(figure.span)] for figure in figures]
    taken = {index for indexes in inside for index in indexes}
    content = [
        token
        for token in (reading.sentence_tokens(figures[0].span) if figures else ())
        if token.pos in _CONTENT and token.index not in taken
    ]
    return {
        figure: _stems(content, reading.verb_over(figure.span), indexes)
        for figure, indexes in zip(figures, inside, strict=True)
    }


def _stems(content: Sequence[Token], verb: Token | None, inside: Sequence[int]) -> Words:
    left = [_stem(token) for token in content if token.index < min(inside, default=0)][-_LEFT:]
    right = [_stem(token) for token in content if token.index > max(inside, default=0)][:_RIGHT]
    names = [
        *(f"l.{stem}" for stem in left),
        *(f"r.{stem}" for stem in right),
        *(f"n.{stem}" for stem in (*left[-2:], *right[:1])),
        *(f"v.{_stem(token)}" for token in (verb,) if token is not None),
    ]
    return tuple(dict.fromkeys(names))  # in order: sums of floats must be the same in every process


def _stem(token: Token) -> str:
    return token.text.lower()[:_STEM]
