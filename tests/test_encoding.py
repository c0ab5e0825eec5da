"""The quickened layers: what the model's own compute, whatever was read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from claimx import encoding
from claimx.encoding import Encoder, quicken

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Le groupe Valtis a publié mardi un chiffre d'affaires de 3,2 milliards d'euros.",
    "Zrblx, qwfpg ; la start-up lyonnaise (Orlys) lève 12 M€ auprès de Nexalia.",
    "Oui.",
    "Le titre perd 3 %  à Paris , et le CAC 40 gagne 0,4 %.",
)


@pytest.fixture(scope="module", params=["tok2vec", "ner"])
def layer(nlp: Language, request: pytest.FixtureRequest):  # noqa: ANN201  thinc's models are generic
    """A layer of the model that turns words into vectors."""
    model = nlp.get_pipe(request.param).model
    return model if request.param == "tok2vec" else model.get_ref("tok2vec").layers[0]


def test_same_vectors(nlp: Language, layer) -> None:  # noqa: ANN001
    """The vectors are those of the layer it stands for."""
    docs = [nlp.make_doc(text) for text in TEXTS]
    for expected, vectors in zip(layer.predict(docs), quicken(layer).predict(docs), strict=True):
        np.testing.assert_allclose(vectors, expected, atol=1e-4)


def test_no_history(nlp: Language, layer) -> None:  # noqa: ANN001
    """What is read of a text is the same to the last bit whatever was read before it."""
    docs = [nlp.make_doc(text) for text in TEXTS]
    alone = Encoder(layer)([docs[0]])[0]
    later = Encoder(layer)
    for doc in docs[::-1]:
        vectors = later([doc])[0]
    assert np.array_equal(alone, vectors)


def test_bounded(nlp: Language, layer, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN001
    """Words beyond those kept push the others out, and change no vector."""
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = [Encoder(layer)([doc])[0] for doc in docs]
    for kept in (1, 7, 20):
        monkeypatch.setattr(encoding, "_KNOWN", kept)
        small = Encoder(layer)
        for doc, vectors in zip(docs * 2, expected * 2, strict=True):
            assert np.array_equal(small([doc])[0], vectors)


def test_other_layers(nlp: Language, layer) -> None:  # noqa: ANN001
    """A layer of another make is refused, and a quickened one is not trained."""
    with pytest.raises(ValueError, match="no tok2vec of the French model"):
        Encoder(nlp.get_pipe("morphologizer").model)
    with pytest.raises(ValueError, match="cannot be trained"):
        quicken(layer)([nlp.make_doc(TEXTS[0])], is_train=True)
