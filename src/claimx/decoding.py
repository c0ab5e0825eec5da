"""The names of a text from the vectors of its words, decided for all words at once.

spaCy's entity component takes one word after the other and scores every move at each. Outside a name, where
most words stand, a move depends on the word alone: all of them are scored in one product, and only the
names of several words are followed word by word. The moves taken are those the component would take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from claimx.encoding import Encoder, matrix

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

    Matrix = np.ndarray[Any, np.dtype[np.float32]]
    Numbers = np.ndarray[Any, np.dtype[np.int64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

__all__ = ["Decoder", "Name"]

_STEPS = 12  # words for which all names that may begin are followed side by side
_IMPOSSIBLE = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Name:
    """A name by the places of its first word and of the word after it, with its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class _Words:
    """The words of some documents, one after the other."""

    rows: Matrix
    hidden: Matrix
    """What each word brings to the scores as the one to be decided."""
    closes: Flags
    """Whether a name must end here: at the end of a document or of a sentence."""
    blank: Flags


class Decoder:
    """What an entity component predicts, for documents that bear no entities yet.

    Raises ``ValueError`` for a component of another make than the French model's.
    """

    def __init__(self, component: EntityRecognizer) -> None:
        embed, lower, upper = component.model.layers
        layers = embed.layers
        if lower.get_dim("nF") != 3 or not component.model.attrs["has_upper"] or len(layers) != 3:  # noqa: PLR2004
            raise ValueError(f"no entity component of the French model: {component.model.name}")
        self._encode = Encoder(layers[0])
        self._places, shifts = _affine(layers[2], lower)
        bias_of_sums = np.ravel(matrix(lower, "b").T)
        self._outside = shifts[0] + bias_of_sums + _pieces_first(matrix(lower, "pad")[0])[1:].sum(axis=0)
        self._inside = shifts.sum(axis=0) + bias_of_sums
        self._pieces = lower.get_dim("nP")
        weights, bias = matrix(upper, "W"), matrix(upper, "b")
        moves = _moves(component)
        outside = [place for place, (move, _) in moves.items() if move in "BUO"]
        self._moves = [moves[place] for place in outside]
        self._weights, self._scores = np.ascontiguousarray(weights[outside].T), bias[outside]
        self._begins = np.array([move == "B" for move, _ in self._moves])
        self._names = np.array([move != "O" for move, _ in self._moves])
        self._out = next(index for index, (move, _) in enumerate(self._moves) if move == "O")
        self._labels = sorted({label for _, label in self._moves if label})
        at = {move: place for place, move in moves.items()}
        ends = [(at["L", label], at["I", label]) for label in self._labels]
        self._ending = np.array([weights[last] - weights[inside] for last, inside in ends])
        self._ending_bias = np.array([bias[last] - bias[inside] for last, inside in ends])

    def __call__(self, docs: Sequence[Doc]) -> list[list[Name]]:
        """The names of each document."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        ends = np.cumsum([len(doc) for doc in docs])
        words = self._read(docs, ends)
        out: list[list[Name]] = [[] for _ in docs]
        doc = offset = 0
        for name in self._follow(words):
            while name.start >= ends[doc]:
                offset, doc = int(ends[doc]), doc + 1
            out[doc].append(Name(name.start - offset, name.end - offset, name.label))
        return out

    def _read(self, docs: Sequence[Doc], ends: Numbers) -> _Words:
        rows = np.concatenate(self._encode(docs))
        values = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        closes = np.roll(values[:, 0] == 1, -1)
        closes[ends - 1] = True
        return _Words(rows, rows @ self._places[0], closes, values[:, 1] == 1)

    def _follow(self, words: _Words) -> Iterator[Name]:
        """The names in order. A word within a name begins none, whatever its own move would be."""
        scores = self._hidden(words.hidden + self._outside) @ self._weights + self._scores
        scores[np.ix_(words.closes, self._begins)] = _IMPOSSIBLE
        scores[np.ix_(words.blank, self._names)] = _IMPOSSIBLE
        moves = scores.argmax(axis=1)
        places = np.flatnonzero(moves != self._out)
        taken = [self._moves[move] for move in moves[places].tolist()]
        starts = np.array(
            [place for place, (move, _) in zip(places, taken, strict=True) if move == "B"], dtype=np.int64
        )
        labels = [label for move, label in taken if move == "B"]
        ends = dict(zip(starts.tolist(), self._ends(words, starts, labels, _STEPS).tolist(), strict=True))
        free = 0
        for place, (move, label) in zip(places.tolist(), taken, strict=True):
            if place < free:
                continue
            free = ends[place] if move == "B" else place + 1
            if free < 0:  # longer than those followed side by side
                free = int(self._ends(words, np.array([place]), [label], len(words.rows))[0])
            yield Name(place, free, label)

    def _ends(self, words: _Words, starts: Numbers, labels: Sequence[str], steps: int) -> Numbers:
        """Where names of several words end, behind their last word; -1 for those with more steps to go."""
        ends = np.full(len(starts), -1)
        going = np.arange(len(starts))
        kinds = np.array([self._labels.index(label) for label in labels], dtype=np.int64)
        begun = words.rows[starts] @ self._places[1] + self._inside
        at = starts
        for _ in range(steps):
            if not len(going):
                break
            at = at + 1
            hidden = self._hidden(words.hidden[at] + begun + words.rows[at - 1] @ self._places[2])
            margin = np.einsum("ij,ij->i", hidden, self._ending[kinds]) + self._ending_bias[kinds]
            last = (margin > 0) | words.closes[at]
            ends[going[last]] = at[last] + 1
            going, at, begun, kinds = going[~last], at[~last], begun[~last], kinds[~last]
        return ends

    def _hidden(self, sums: Matrix) -> Matrix:
        """The greatest of the pieces of each unit."""
        return cast("Matrix", sums.reshape(len(sums), self._pieces, -1).max(axis=1))


def _affine(linear: Any, lower: Any) -> tuple[Matrix, Matrix]:  # noqa: ANN401  thinc's models are generic
    """The weights and shifts from a word's vector to the sums of each of its three places.

    The places: the word to be decided, the first of the name begun, the one before.
    """
    weights = np.moveaxis(matrix(lower, "W"), 2, 1)  # place, unit, piece, in -> place, piece, unit, in
    weights = weights.reshape(len(weights), -1, weights.shape[-1])
    return (
        np.ascontiguousarray(np.einsum("fki,ij->fjk", weights, matrix(linear, "W"))),
        np.einsum("fki,i->fk", weights, matrix(linear, "b")),
    )


def _pieces_first(values: Matrix) -> Matrix:
    """Values by place, unit and piece, those of each piece side by side as ``_affine`` has them."""
    return cast("Matrix", np.moveaxis(values, 2, 1).reshape(len(values), -1))


def _moves(component: EntityRecognizer) -> dict[int, tuple[str, str]]:
    """Place among the scores → the move and its label; without the one that blocks a word."""
    names = [component.moves.get_class_name(place) for place in range(component.moves.n_moves)]
    pairs = {place: tuple(name.partition("-")[::2]) for place, name in enumerate(names)}
    return {place: (move, label) for place, (move, label) in pairs.items() if move == "O" or label}
