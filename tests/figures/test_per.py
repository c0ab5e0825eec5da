"""What a price is per."""

from __future__ import annotations

import pytest
from tests.figures.reading import Table, cases, figures

PER: Table = {
    "3 EUR/action": [
        "3 € par action",
        "3 € l'action",
        "3 €/action",
        "3 € / action",
        "un bénéfice par action de 3 €",
        "un BPA de 3 €",
    ],
    "70 USD/baril": ["70 dollars le baril", "70 $/b", "70 dollars par baril", "70 dollars du baril"],
    "300 EUR/tonne": ["300 euros la tonne", "300 €/t", "300 euros par tonne de blé"],
    "45 EUR/mégawattheure": ["45 €/MWh", "45 euros le mégawattheure", "45 euros par MWh"],
    "9.99 EUR/mois": [
        "9,99 € par mois",
        "9,99 €/mois",
        "9,99 euros TTC par mois",
        "9,99 euros mensuels",
        "9,99 € (TTC) par mois",
    ],
    "500 EUR/an": [
        "500 euros par an",
        "500 euros annuels",
        "500 euros (annuels)",
        "500 € HT par an",
        "500 euros nets par an",
    ],
    "12 EUR/heure": ["12 euros de l'heure", "12 euros l'heure", "12 €/h"],
    "3 EUR/pièce": ["3 euros pièce", "3 euros la pièce"],
    "9000 EUR/mètre carré": ["9 000 euros le mètre carré", "9 000 €/m2", "9 000 euros du m²"],
    "30 EUR/quintal": ["30 euros le quintal", "30 €/q", "30 euros par quintal"],
    "1000000 EUR/mégawatt": ["1 million d'euros par MW", "1 M€/MW"],
    "8000 USD/tonne": [
        "la tonne de cacao à 8 000 dollars",
        "la tonne de cacao se négocie à 8 000 dollars",
        "une tonne d'étain vaut 8 000 dollars",
    ],
    "8000.. USD/tonne over": ["la tonne de cacao se négocie à plus de 8 000 dollars"],
    "81 USD/baril": ["le baril de Brent valait 81 dollars", "un baril à 81 dollars"],
    "4000 EUR/mètre carré": ["le mètre carré se vend 4 000 euros", "le mètre carré est à 4 000 euros"],
    "81 USD": ["le titre vaut 81 dollars", "le baril recule, et la direction parle à 81 dollars"],
    "12 EUR/douzaine": ["12 € la douzaine", "12 euros la douzaine, vidées"],
    "4.95 EUR/pot": ["4,95 € le pot de 500 ml"],
    "400 EUR/borne": ["400 euros sur chaque borne posée", "400 euros par borne"],
    "600000000 EUR/an": [
        "600 M€ d'Ebitda par an",
        "600 millions d'euros de pièces par an",
        "600 millions d'euros d'économies nettes par an",
        "600 M€ de synergies annuelles",
    ],
    "600000000 EUR": [
        "600 M€ de budget annuel",
        "600 M€ de revenus annuels",
        "600 M€ de dette par action",
        "600 M€ par création de titres",
    ],
    "10 EUR/valise": ["10 euros par valise", "les 10 euros actuels par valise"],
    "10 EUR": [
        "10 euros par rapport à 2023",
        "10 euros par la suite",
        "10 euros par exemple",
        "10 euros par Axa",
        "10 euros par ses filiales",
        "10 euros",
        "10 euros versés par mois de retard",
        "10 euros par étapes",
    ],
}


@pytest.mark.parametrize(("value", "text"), cases(PER))
def test_a_price_is_per_what_is_written_at_it(value: str, text: str) -> None:
    """The unit is read, normalised, and left out of the figure's words."""
    [(found, words)] = figures(text)
    assert found == value
    assert words[0].isdigit()
    assert words[-1] in "€$s"


def test_what_comes_after_per_share_earnings_is_per_share_too() -> None:
    """Small amounts of the sentence are per share, sums in millions are not."""
    text = "Le bénéfice par action ressort à 3 euros, contre 2 euros, pour un profit de 5 millions d'euros"
    assert [value for value, _ in figures(text)] == ["3 EUR/action", "2 EUR/action", "5000000 EUR"]


def test_results_per_share_are_set_against_each_other() -> None:
    """The counterpart of a result per share is one too; a dividend's, or another sum, leaves it unsaid."""
    for text in (
        "Un bénéfice de 1,23 dollar par action, contre 1,10 un an plus tôt",
        "Un profit de 1,23 dollar par action ; les analystes en attendaient 1,10",
    ):
        assert [value for value, _ in figures(text)] == ["1.23 USD/action", "1.1 USD/action"]
    dividend = "Un dividende de 1,23 dollar par action, contre 1,10 dollar"
    assert [value for value, _ in figures(dividend)] == ["1.23 USD/action", "1.1 USD"]
    loss = "Une perte de 1,23 dollar par action, contre 26 millions de dollars"
    assert [value for value, _ in figures(loss)] == ["1.23 USD/action", "26000000 USD"]
