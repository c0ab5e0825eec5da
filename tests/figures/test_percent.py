"""Percentages, percentage points, basis points; and points of another kind."""

from __future__ import annotations

import pytest
from tests.figures.reading import Table, cases, figures, marked

PERCENT: Table = {
    "3 percent": [
        "3 %",
        "3%",
        "3\u00a0%",
        "3 ％",
        "3 pour cent",
        "3 pourcent",
        "trois pour cent",
        "3 p. cent",
        "3 p.c.",
        "trois virgule zéro pour cent",
    ],
    "+3.5 percent": ["+3,5 %", "+ 3,5%", "+3,5 pour cent"],
    "-3 percent": ["-3 %", "−3 %", "(3) %", "(3,0)%", "[- 3 %] au total", "un recul : [moins 3 %]"],
    "-0.4 percent": ["Airbus [-0,4 %]", "l'action Boeing [-0,4%]", "Dow Jones [-0,4 %]", "Bel [-0,4%]"],
    "2.5 percent": ["deux virgule cinq pour cent", "deux pour cent et demi"],
    "25 basis_point": ["25 points de base", "25 pb", "25 bp", "25 bps"],
    "+30 basis_point": ["+30pb", "+ 30 points de base"],
    "0.5 point": [
        "0,5 point de pourcentage",
        "un demi-point de pourcentage",
        "[0,5 point] de marge",
        "0,5 pt",
    ],
    "2.5 point": ["[deux points et demi] de marge"],
    "2 point": ["deux points de pourcentage", "[deux points] de croissance", "[2 points] de PIB"],
    "+1.2 point": ["+1,2 pt", "+1,2 point"],
    "0 percent": ["0 %", "zéro pour cent"],
    "100 percent": ["100 %", "cent pour cent"],
}

NEAR_A_RATE: Table = {
    "-2 point, 14 percent": ["Sa part de marché recule ([-2 points] à [14 %])"],
    "0.25 point, 4.5 percent": ["Le taux directeur monte d'[un quart de point] à [4,5 %]"],
    "3 point": ["Le chômage baisse de [3 points] en un an"],
    "12 percent, 1.3 point": ["Une marge de [12 %], en hausse de [1,3 pp]"],
    "8.2 point": ["Ces aides ont permis de réduire le taux de pauvreté de [8,2 points]"],
    "28 percent": ["Une idée qui plaît aux Français[28 %] des sondés l'approuvent"],
}

NONE = [
    "L'indice gagne 30 points à 7 500,25 points",
    "Le CAC 40 cède 12 points",
    "Le PMI recule de 2 points, à 48,3",
    "3 points de vente",
    "un programme en 10 points",
    "il perd 6 points sur son permis",
    "de ce point de vue",
    "D'un point de vue comptable, le taux est bas",
    "une avance de quatre points au championnat",
    "cent pour cent d'accord",
    "3 pour mille",
    "un pourcentage",
    "12 pbx",
    "un roman de 96 pp.",
]


@pytest.mark.parametrize(("value", "surface"), cases(PERCENT))
def test_a_percentage_has_its_value(value: str, surface: str) -> None:
    """The whole surface is one percentage of this value, alone and within a sentence."""
    text, words = marked(surface)
    expected = [(value, each) for each in words]
    assert figures(text if not text.startswith("-") else f"soit {text}") == expected
    assert figures(f"Soit {text}, a-t-il dit.") == expected


@pytest.mark.parametrize(("values", "surface"), cases(NEAR_A_RATE))
def test_points_next_to_a_rate_are_percentage_points(values: str, surface: str) -> None:
    """A bare "points" is read by the words around it."""
    text, words = marked(surface)
    assert figures(text) == list(zip(values.split(", "), words, strict=True))


@pytest.mark.parametrize("surface", NONE)
def test_what_is_no_percentage_is_left(surface: str) -> None:
    """Index points, scores, points of sale and idioms are no percentages."""
    assert figures(surface) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Ventes - 3 %", "-"),
        ("- 3 % des clients", ""),
        ("en Europe (– 3 %)", "-"),
        ("un titre – 3 % du capital –", ""),
        ("5-6 %", ""),
        ("+/- 5 %", ""),
        ("au moins 5 %", ""),
        ("en plus 5 %", ""),
        ("Ventes : plus 5 %", "+"),
        ("150 euros (plus 100 euros par enfant)", ""),
    ],
)
def test_a_dash_is_a_sign_only_before_a_figure(text: str, signs: str) -> None:
    """Bullets, dashes between words and the dash of a range are no minus."""
    assert [value[0] for value, _ in figures(text) if value[0] in "+-"] == list(signs)
