"""The vectors of words in context, computed once a word and in few products.

The French model turns words into vectors by layers of thinc: an embedding of each word by itself, then a few
convolutions. Read sentence by sentence, more time goes to the calls between those layers than to the numbers.
``quicken`` puts one layer in their place that does the same sums: what a word is by itself is kept (a text's
words are mostly known ones), and the convolutions are plain products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from thinc.api import Model

    Matrix = np.ndarray[Any, np.dtype[np.float32]]

__all__ = ["Encoder", "matrix", "quicken"]

_KNOWN = 20_000  # words whose vectors are kept: 8 MB
_AT_ONCE = 2_000  # words
_TINY = 1e-8  # what thinc adds to a variance


@dataclass(frozen=True, slots=True)
class _Maxout:
    """A layer of thinc's Maxout and LayerNorm: the greatest of some products, brought to one scale."""

    weights: Matrix
    bias: Matrix
    gain: Matrix
    shift: Matrix

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Maxout:
        # Pieces side by side, not word by word: their maximum is then one of whole rows.
        weights = np.concatenate([*np.moveaxis(matrix(maxout, "W"), 1, 0)]).T
        bias = np.ravel(matrix(maxout, "b").T)
        return cls(np.ascontiguousarray(weights), bias, matrix(norm, "G"), matrix(norm, "b"))

    def __call__(self, rows: Matrix, multiply: Callable[[Matrix, Matrix], Matrix] = np.matmul) -> Matrix:
        products = multiply(rows, self.weights)
        products += self.bias
        width = len(self.gain)
        best = products[:, :width]
        for start in range(width, products.shape[1], width):
            best = np.maximum(best, products[:, start : start + width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(_TINY)
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        return cast("Matrix", best)


class Encoder:
    """What a tok2vec layer of the French model computes, for prediction only.

    Raises ``ValueError`` for a layer of another make than the model's.
    """

    def __init__(self, tok2vec: Model[Any, Any]) -> None:
        layers = list(tok2vec.walk())
        maxouts = [layer for layer in layers if layer.name == "maxout"]
        norms = [layer for layer in layers if layer.name == "layernorm"]
        hashes = [layer for layer in layers if layer.name == "hashembed"]
        vectors = [layer for layer in layers if layer.name == "static_vectors"]
        features = [layer for layer in layers if layer.name == "extract_features"]
        windows = [layer.attrs["window_size"] for layer in layers if layer.name == "expand_window"]
        if len(vectors) != 1 or len(features) != 1 or windows != [1] * (len(maxouts) - 1):
            raise ValueError(f"no tok2vec of the French model: {tok2vec.name}")
        self._columns = ["ORTH", *features[0].attrs["columns"]]
        self._hashes = hashes
        self._vectors = np.ascontiguousarray(matrix(vectors[0], "W").T)
        self._by_itself, *self._in_context = map(_Maxout.of, maxouts, norms)
        self._places: dict[bytes, int] = {}
        self._known = np.empty((_KNOWN, len(self._by_itself.gain)), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Matrix]:
        """The vectors of the words of each document."""
        return [rows for few in _parts(docs) for rows in self._encode(few)]

    def _encode(self, docs: Sequence[Doc]) -> list[Matrix]:
        pad = len(self._in_context)  # as far as a word's vector reaches: no document reaches the next
        starts, end = [], pad
        for doc in docs:
            starts.append(end)
            end += len(doc) + pad
        rows = np.zeros((end, self._known.shape[1]), dtype=np.float32)
        places = [np.arange(start, start + len(doc)) for doc, start in zip(docs, starts, strict=True)]
        rows[np.concatenate(places)] = self._embedded(docs)
        for layer in self._in_context:
            rows += layer(_windows(rows))
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)]

    def _embedded(self, docs: Sequence[Doc]) -> Matrix:
        """The vectors of the words of documents by themselves, one after the other."""
        values = np.concatenate([doc.to_array(self._columns) for doc in docs])
        data = values.tobytes()
        size = values.shape[1] * values.itemsize
        keys = [data[at : at + size] for at in range(0, len(data), size)]
        new = {key: index for index, key in enumerate(keys) if key not in self._places}
        if len(self._places) + len(new) > _KNOWN:
            self._places.clear()
            new = {key: index for index, key in enumerate(keys)}
        vocab = docs[0].vocab
        if len(new) > _KNOWN:  # more words than are kept: none of them is
            return self._embed(values, vocab)
        if new:
            first = len(self._places)
            self._known[first : first + len(new)] = self._embed(values[[*new.values()]], vocab)
            self._places.update(zip(new, range(first, first + len(new)), strict=True))
        return cast("Matrix", self._known[[self._places[key] for key in keys]])

    def _embed(self, values: np.ndarray[Any, Any], vocab: Vocab) -> Matrix:
        """The vectors of words by themselves, each the same whichever others are asked for with it."""
        vectors = vocab.vectors
        places = vectors.find(keys=values[:, 0])
        by_vectors = _row_by_row(vectors.data[places], self._vectors)
        by_vectors[places < 0] = 0  # words without a vector
        features = values[:, 1:]
        parts = [layer.predict(features[:, layer.attrs["column"]]) for layer in self._hashes]
        return self._by_itself(np.hstack([*parts, by_vectors]), _row_by_row)


def _parts(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """Documents, in parts of so many words that what is computed of them stays near the processor."""
    part: list[Doc] = []
    words = 0
    for doc in docs:
        if part and words + len(doc) > _AT_ONCE:
            yield part
            part, words = [], 0
        part.append(doc)
        words += len(doc)
    if part:
        yield part


def _row_by_row(rows: Matrix, weights: Matrix) -> Matrix:
    """A product whose every row is the same to the last bit whatever the others are.

    The sums of a product depend on its shape and, on some processors, on a row's place in it; here each row
    is a product of its own.
    """
    return cast("Matrix", (rows[:, None, :] @ weights)[:, 0])


def matrix(layer: Model[Any, Any], name: str) -> Matrix:
    """The numbers of a layer by the name of the parameter."""
    return cast("Matrix", np.asarray(layer.get_param(name), dtype=np.float32))


def _windows(rows: Matrix) -> Matrix:
    """Each row between the one before and the one after it; zeros where there is none."""
    count, width = rows.shape
    windows = np.zeros((count, 3 * width), dtype=np.float32)
    windows[1:, :width] = rows[:-1]
    windows[:, width : 2 * width] = rows
    windows[:-1, 2 * width :] = rows[1:]
    return windows


def quicken(tok2vec: Model[Any, Any]) -> Model[Any, Any]:
    """A layer that predicts what a tok2vec layer does, and cannot be trained."""
    from thinc.api import Model as ThincModel  # noqa: PLC0415  importing claimx must stay light

    encode = Encoder(tok2vec)

    def forward(
        _: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Matrix], Callable[[object], object]]:
        if is_train:
            raise ValueError("a quickened layer cannot be trained")
        return encode(docs), lambda gradient: gradient

    return ThincModel("encoder", forward, dims={"nO": tok2vec.get_dim("nO")})
