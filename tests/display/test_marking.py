"""The text, cut and marked."""

from __future__ import annotations

import re
from html import unescape

import pytest

from claimx.display.marking import lines
from claimx.records import Extraction
from handmade import claim, extraction, half_year


def html(what: Extraction) -> list[str]:
    """The lines as HTML."""
    return [line.html for line in lines(what)]


def test_marks() -> None:
    """Figures, companies, dates and words that tell of a figure have their classes."""
    text = "Velmor gagne 8 % en mai."
    made = extraction(text, [claim(text, "8 %", {"direction": ["gagne"]})], ["Velmor"], ["mai"])
    assert html(made) == [
        (
            '<b class="cx-w cx-c">Velmor</b> <span class="cx-w cx-e0">gagne</span> '
            '<mark class="cx-f cx-h cx-h0" tabindex="0">8 %</mark> en <i class="cx-w cx-d">mai</i>.'
        )
    ]


def test_nested_and_overlapping() -> None:
    """Stretches that nest or overlap are cut where one of them begins or ends."""
    text = "le premier semestre 2024 de Velmor : +8 %"
    told = {"direction": ["+"], "when": ["semestre 2024"], "subjects": ["2024 de Velmor"]}
    made = extraction(text, [claim(text, "+8 %", told)], ["Velmor"], ["premier semestre 2024"])
    assert html(made) == [
        (
            'le <i class="cx-w cx-d">premier </i><i class="cx-w cx-d cx-e0">semestre </i>'
            '<i class="cx-w cx-d cx-e0">2024</i><span class="cx-w cx-e0"> de </span>'
            '<b class="cx-w cx-c cx-e0">Velmor</b> : '
            '<mark class="cx-f cx-h cx-h0" tabindex="0"><span class="cx-w cx-e0">+</span>8 %</mark>'
        )
    ]


def test_shared_evidence() -> None:
    """Words that tell of two figures are lit by both."""
    first = html(half_year())[1]
    assert '<span class="cx-w cx-e0 cx-e1">chiffre d’affaires</span>' in first


def test_overlapping_figures() -> None:
    """Of figures that overlap, which only records made elsewhere do, the first has the common words."""
    text = "de 3 à 4 M€"
    made = extraction(text, [claim(text, "3 à 4"), claim(text, "4 M€"), claim(text, "3")])
    assert html(made) == [
        (
            'de <mark class="cx-f cx-h cx-h0" tabindex="0">3 à 4</mark>'
            '<mark class="cx-f cx-h cx-h1" tabindex="0"> M€</mark>'
        )
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\n \n\n"])
def test_lines(end: str) -> None:
    """Every end of a line makes a paragraph, empty lines make none."""
    assert html(extraction(f"un{end}deux{end}")) == ["un", "deux"]


def test_across_lines() -> None:
    """A figure across the end of a line is marked in both, and counts where it begins."""
    text = "soit 3\nmillions"
    first, second = lines(extraction(text, [claim(text, "3\nmillions")]))
    assert first.html.count("cx-h0") == second.html.count("cx-h0") == 1
    assert (first.figures, second.figures) == ((0,), ())


def test_places_outside() -> None:
    """Offsets that are none of the text's mark nothing."""
    made = extraction("3 M€", [])
    outside = claim("3 M€", "3 M€").model_copy(update={"start": 2, "end": 90})
    empty = outside.model_copy(update={"start": 2, "end": 2})
    assert html(made.model_copy(update={"claims": (outside, empty)})) == ["3 M€"]


def test_nothing_is_lost() -> None:
    """Without its tags, the HTML is the text."""
    what = half_year()
    told = "\n".join(unescape(re.sub(r"<[^>]*>", "", line)) for line in html(what))
    assert told == what.text
