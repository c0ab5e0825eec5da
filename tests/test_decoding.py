"""Names decided at once: those the model's own component marks, one word after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimx import decoding
from claimx.decoding import Decoder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = (
    "Le groupe Valtis et la Société marseillaise de crédit ont cédé leurs parts à Nexalia Partners.",
    "  Paris   ( Reuters )  - Emmanuel Roche, de la Caisse d'épargne d'Île-de-France, reste.\n\n",
    "Orlys",
    "Sont nommés : Jean Dupré, Marie-Claire de la Tour, Le Grand Hôtel du Lac de Genève.Nouvelle Aquitaine",
    "",
    " ",
    "VALTIS LÈVE 12 M€ AUPRÈS DE NEXALIA",
    "« La Commission européenne et l'Organisation de coopération et de développement économiques. »",
    "Zrblx Qwfpg Mnptr Vlks Dfgh Jklm Wxcv Bnml Poiuy Treza Qsdf Ghjk Lmwx Cvbn Azer Tyui",
)


def documents(nlp: Language, *, parsed: bool) -> list[Doc]:
    """The texts, read up to their names."""
    docs = [nlp.make_doc(text) for text in TEXTS]
    for name in ("tok2vec", "parser") if parsed else ():
        docs = list(nlp.get_pipe(name).pipe(docs))
    return docs


@pytest.mark.parametrize("parsed", [False, True])
@pytest.mark.parametrize("steps", [0, 1, 12])
def test_same_names(nlp: Language, monkeypatch: pytest.MonkeyPatch, steps: int, parsed: bool) -> None:
    """The names are the component's, also those longer than what is followed side by side."""
    monkeypatch.setattr(decoding, "_STEPS", steps)
    component = nlp.get_pipe("ner")
    docs = documents(nlp, parsed=parsed)
    found = Decoder(component)(docs)
    expected = [[(each.start, each.end, each.label_) for each in doc.ents] for doc in component.pipe(docs)]
    assert [[(name.start, name.end, name.label) for name in names] for names in found] == expected
    assert max(end - start for names in expected for start, end, _ in names) > 3
    assert {label for names in expected for _, _, label in names} == {"LOC", "MISC", "ORG", "PER"}


def test_alone_or_together(nlp: Language) -> None:
    """Documents read one by one have the same names."""
    docs = documents(nlp, parsed=False)
    decode = Decoder(nlp.get_pipe("ner"))
    assert [decode([doc])[0] for doc in docs] == decode(docs)
    assert decode([]) == []


def test_other_components(nlp: Language) -> None:
    """A component of another make is refused."""
    with pytest.raises(ValueError, match="no entity component of the French model"):
        Decoder(nlp.get_pipe("parser"))
