"""The words around a figure as features, beyond those of the lexicons: what stands near such figures.

A lexicon tells what words mean; which of them decide beside "sondés", "enchères" or "au capital" is learnt.
The words count by their stems, by the side of the figure they stand on, and for each value apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from claimx.claims.ranker import Candidate
from claimx.claims.scene import Scene
from claimx.figures.definitions import Figure
from claimx.reading import Token

__all__ = ["worded"]

T = TypeVar("T")

_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
_LEFT, _RIGHT = 5, 4  # words of content on either side
_STEM = 6  # letters that tell a word apart from others and not from its own forms
_SHARE = 0.6  # less than a feature of the lexicons: there are many of these, each seen seldom


def worded(scene: Scene, figure: Figure, candidates: Sequence[Candidate[T]]) -> list[Candidate[T]]:
    """Add the words near a figure to the features of its candidates, and the words of their evidence."""
    near = _near(scene, figure)
    return [_with(scene, figure, candidate, near) for candidate in candidates]


def _with(scene: Scene, figure: Figure, candidate: Candidate[T], near: Iterable[str]) -> Candidate[T]:
    value = candidate.value
    said = [scene.source.slice(span).lower() for span in candidate.evidence[:1]]
    features = {
        **candidate.features,
        **{f"said.{words}": _SHARE for words in said},
        **{f"said.{words}.{figure.kind}.{value}": _SHARE for words in said},
        **{f"near.{word}.{value}": _SHARE for word in near},
    }
    return Candidate(value, candidate.evidence, features)


def _near(scene: Scene, figure: Figure) -> set[str]:
    """The stems near a figure: "l." on its left, "r." on its right, "n." right beside it, "v." its verb."""
    reading = scene.reading
    inside = {token.index for token in reading.tokens_in(figure.span)}
    figures = {token.index for other in scene.figures for token in reading.tokens_in(other.span)}
    content = [
        token
        for token in reading.sentence_tokens(figure.span)
        if token.pos in _CONTENT and token.index not in figures
    ]
    left = [_stem(token) for token in content if token.index < min(inside, default=0)][-_LEFT:]
    right = [_stem(token) for token in content if token.index > max(inside, default=0)][:_RIGHT]
    verb = reading.verb_over(figure.span)
    return {
        *(f"l.{stem}" for stem in left),
        *(f"r.{stem}" for stem in right),
        *(f"n.{stem}" for stem in (*left[-2:], *right[:1])),
        *((f"v.{_stem(verb)}",) if verb is not None else ()),
    }


def _stem(token: Token) -> str:
    return token.text.lower()[:_STEM]
