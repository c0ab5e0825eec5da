"""Numbers in digits and in words, whatever the typography; and what only looks like one."""

from __future__ import annotations

import pytest
from tests.figures.reading import Table, cases, figures, marked

DIGITS: Table = {
    "4500 EUR": [
        "4 500 €",
        "4\u00a0500 €",
        "4\u202f500\u00a0€",
        "4\u2009500 €",
        "4.500 €",
        "4'500 €",
        "4’500 €",
        "4500€",
    ],
    "1250000.5 EUR": ["1 250 000,50 euros", "1.250.000,50 euros", "1'250'000.50 euros", "1,250,000.50 euros"],
    "1250.5 USD": ["1,250.5 dollars", "1 250,5 dollars", "1.250,5 dollars"],
    "0.5 percent": ["0,5 %", ",5 %", "0.5 %", "0,50%"],
    "1.25 EUR": ["1,25 euro", "1.25 euro", "1,250 euro"],
    "0.125 EUR": ["0.125 euro", "0,125 euro"],
    "1525000000 EUR": ["1.525 millions d'euros", "1 525 M€"],
    "12300000 EUR": ["12,3(1) M€", "12,3² M€", "12,3* millions d'euros"],
    "1000000 EUR": ["1.000.000 d'euros", "1 000 000 d'euros", "1.000.000 euros"],
    "99999999999000000000 EUR": ["99 999 999 999 milliards d'euros", "99999999999000000000 euros"],
    "80500000000 EUR": ["Un rachat de [80, 5 milliards d'euros]"],
}

WORDS: Table = {
    "2500000000 EUR": ["deux milliards et demi d'euros", "2,5 milliards d'euros"],
    "1000000000 EUR": [
        "un milliard d'euros",
        "mille millions d'euros",
        "Le cap du [milliard d'euros] est passé",
    ],
    "105000000 USD": ["cent cinq millions de dollars"],
    "1200 EUR": ["mille deux cents euros", "douze cents euros"][:1],
    "300000 EUR": ["trois cent mille euros", "300 mille euros"],
    "12500 EUR": ["douze mille cinq cents euros"],
    "21000000 EUR": ["vingt et un millions d'euros"],
    "71 EUR": ["soixante et onze euros", "septante et un euros"],
    "75 EUR": ["soixante-quinze euros", "septante-cinq euros"],
    "82 CHF": [
        "huitante-deux francs suisses",
        "octante-deux francs suisses",
        "quatre-vingt-deux francs suisses",
    ],
    "99 EUR": ["quatre-vingt-dix-neuf euros", "nonante-neuf euros"],
    "80000000 EUR": ["quatre-vingts millions d'euros"],
    "999999 EUR": ["neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf euros"],
    "500000000 EUR": ["un demi-milliard d'euros", "cinq cents millions d'euros"],
    "3.5 EUR": ["trois euros et demi"],
    "1200000000 EUR": ["un milliard deux cents millions d'euros", "1 milliard 200 millions d'euros"],
    "3500000 EUR": ["3 millions 500 mille euros", "trois millions cinq cent mille euros"],
    "0.25 point": ["un quart de point de pourcentage"],
    "0.75 basis_point": ["trois quarts de point de base"],
    "1000000000000 USD": ["mille milliards de dollars", "1.000 milliards de dollars"],
    "40000000 EUR": ["40 autres millions d'euros"],
}

ABOUT: Table = {
    "100000000 EUR approx": ["une centaine de millions d'euros", "une bonne centaine de millions d'euros"],
    "20 EUR approx": ["une vingtaine d'euros"],
    "12000 EUR approx": ["une douzaine de milliers d'euros"],
    "1000 EUR approx": ["un millier d'euros"],
}

NONE = [
    "en 2024",
    "mi-2025",
    "12 000 salariés",
    "01 42 33 44 55",
    "+33 1 42 33 44 55",
    "FR0000120271",
    "une victoire 3-0",
    "l'article 5 du traité",
    "un 4x4 et le G7",
    "le 3e étage",
    "12 000 mètres",
    "12 rue de la Paix",
    "la version 3.2.1",
    "le 31.12.2024 %",
    "20h30",
    "10000000000000000000000000000000000000000 euros",
    "1" + "0" * 39 + " euros",
    "100 000 000 000 milliards d'euros",
    f"{'9' * 21} %",
    f"0,{'3' * 29} %",
    f"entre 3 et {'9' * 50} millions d'euros",
    f"de 3 à {'9' * 50} %",
    "٣٥ %",
    "des milliards d'euros",
    "quelques millions d'euros",
    "plusieurs centaines de millions d'euros",
    "plusieurs dizaines de millions d'euros",
    "le million",
    "deux cents",
]


@pytest.mark.parametrize(("value", "surface"), cases(DIGITS | WORDS | ABOUT))
def test_a_number_has_its_value(value: str, surface: str) -> None:
    """The whole surface is one figure of this value, alone and within a sentence."""
    text, words = marked(surface)
    expected = [(value, each) for each in words]
    assert figures(text) == expected
    assert figures(f"Le groupe parle de {text}, selon lui.") == expected


@pytest.mark.parametrize("surface", NONE)
def test_what_is_no_figure_is_left(surface: str) -> None:
    """Years, counts, codes, scores, vague and absurd amounts are no figures."""
    assert figures(surface) == []


def test_a_text_that_writes_decimal_points_has_no_thousands_with_a_point() -> None:
    """In "10.25 milliards", a point is decimal; then it is in "4.125 milliards" too."""
    text = "Un profit de 10.25 milliards d'euros et une dette de 4.125 milliards d'euros."
    assert [value for value, _ in figures(text)] == ["10250000000 EUR", "4125000000 EUR"]


def test_a_number_ends_where_the_next_cell_begins() -> None:
    """A tab is no thousands separator."""
    assert figures("(en M€)\nVentes\t427\t486\n") == [("427000000 EUR", "427"), ("486000000 EUR", "486")]


def test_no_digit_is_lost() -> None:
    """Values are exact to the last digit, whatever the precision of the thread."""
    assert figures("12345678901234567,89 euros") == [
        ("12345678901234567.89 EUR", "12345678901234567,89 euros")
    ]
