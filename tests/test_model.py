"""The model's long life: loaded anew once it has met many words, and nothing told of it."""

from __future__ import annotations

import gc
import weakref

import pytest

from claimx import reading
from claimx.errors import ModelError
from claimx.reading import Model, Reading, Request
from claimx.source import Source

TEXTS = (
    "Valtis a perdu 3 % en 2024.",
    "La start-up Zrblxique vise 12 M€, dit Emmanuel Qwfpg.",
    "Le titre d'Orlys cède 2 %.",
)


def read(model: Model, text: str) -> Reading:
    """One text, every sentence of it."""
    source = Source(text)
    every = frozenset(range(len(source.sentences)))
    [found] = model.read([Request(source, every, every)])
    return found


def said(found: Reading) -> tuple[object, ...]:
    """What a reading says."""
    return dict(found.tokens), found.entities


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[weakref.ref[object]]:
    """Each model that is loaded, as long as it is there."""
    models: list[weakref.ref[object]] = []
    load = reading._load  # noqa: SLF001

    def counted() -> object:
        model = load()
        models.append(weakref.ref(model))
        return model

    monkeypatch.setattr(reading, "_load", counted)
    return models


def test_loaded_anew(monkeypatch: pytest.MonkeyPatch, loaded: list[weakref.ref[object]]) -> None:
    """After so many words the model is another, the old ones are gone, and it reads the same."""
    model = Model()
    expected = [said(read(model, text)) for text in TEXTS]
    assert len(loaded) == 1
    monkeypatch.setattr(reading, "_FORGOTTEN", 3)
    for text, before in zip(TEXTS, expected, strict=True):
        assert said(read(model, text)) == before
    gc.collect()
    assert len(loaded) > 1
    assert [one() is None for one in loaded] == [True] * (len(loaded) - 1) + [False]


def test_kept_while_words_repeat(monkeypatch: pytest.MonkeyPatch, loaded: list[weakref.ref[object]]) -> None:
    """Words that are known count for nothing, however often they come."""
    model = Model()
    read(model, TEXTS[0])
    monkeypatch.setattr(reading, "_FORGOTTEN", 100)
    for _ in range(50):
        read(model, TEXTS[0])
    assert len(loaded) == 1


def test_gone_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that can be loaded no more is an error that says so, at every reading until it is back."""
    model = Model()
    read(model, TEXTS[1])
    monkeypatch.setattr(reading, "_FORGOTTEN", 0)

    def missing() -> None:
        raise ModelError("the French model is missing")

    with monkeypatch.context() as away:
        away.setattr(reading, "_load", missing)
        for _ in range(2):
            with pytest.raises(ModelError, match="is missing"):
                read(model, TEXTS[1])
    assert read(model, TEXTS[1]).entities
