"""The gate of the names: which sentences the model searches."""

from __future__ import annotations

import pytest

from claimx.companies import naming_sentences
from claimx.source import Source

FILLER = "il pleut encore sur la ville."


def searched(*sentences: str, figures: tuple[int, ...]) -> set[int]:
    """The sentences searched for names; each is given on a line of its own."""
    source = Source("\n".join(sentences))
    assert len(source.sentences) == len(sentences)
    return set(naming_sentences(source, figures))


def test_no_figure() -> None:
    """A text without figures is not searched at all."""
    assert searched("La start-up Valtis lève des fonds.", figures=()) == set()


def test_always() -> None:
    """The first two sentences are, and the one with the figure."""
    assert searched(*[FILLER] * 12, figures=(8,)) == {0, 1, 8}


@pytest.mark.parametrize(
    "sentence",
    [
        "pour la start-up Valtis, c'est un tournant.",
        "les ventes d'Orlys reculent.",
        "le titre (Orlys) recule.",
        "chez eBay, on se tait.",
        "IBM se tait.",
    ],
)
@pytest.mark.parametrize(("place", "found"), [(5, True), (9, True), (4, False), (10, False)])
def test_capitals_near(sentence: str, place: int, found: bool) -> None:
    """A capital that does not open its sentence is looked at up to three before a figure and one after."""
    sentences = [FILLER] * 14
    sentences[place] = sentence
    assert (place in searched(*sentences, figures=(8,))) is found


def test_first_word() -> None:
    """A name at the head of a sentence is looked for when the next has the figure, and only then."""
    sentences = [FILLER] * 12
    sentences[7] = "Orlys souffre."
    assert searched(*sentences, figures=(8,)) == {0, 1, 7, 8}
    assert searched(*sentences, figures=(9,)) == {0, 1, 9}


def test_known_names() -> None:
    """A sentence whose capitalised words all stand in a sentence searched is not."""
    sentences = [FILLER] * 12
    sentences[0] = "la start-up Valtis rachète Orlys."
    sentences[6] = "les ventes d'Orlys reculent, celles de Valtis aussi."
    assert searched(*sentences, figures=(8,)) == {0, 1, 8}
    sentences[6] = "les ventes d'Orlys reculent, celles de Nexalia aussi."
    assert searched(*sentences, figures=(8,)) == {0, 1, 6, 8}


def test_figures_everywhere() -> None:
    """Every sentence with a figure is searched."""
    assert searched(*[FILLER] * 9, figures=tuple(range(9))) == set(range(9))
