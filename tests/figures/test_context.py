"""What only the text around an amount tells: which dollar, an elided currency, the header of a table."""

from __future__ import annotations

import pytest
from tests.figures.reading import Table, cases, figures, marked

WHICH: Table = {
    "3 USD": ["[3 dollars]", "À Paris, [3 $]"],
    "3000000 CAD": ["À Montréal, au Québec, [3 M$]", "Le Canada investit [3 millions de dollars] à Toronto"],
    "3000000 CAD, 2 USD": ["Au Québec, [3 M$] ou [2 $ US]"],
    "3 AUD, 2 USD": ["[3 dollars australiens] ([2 dollars])"],
    "13000000000 CAD": ["QUÉBEC | Il manquera [13 milliards de dollars] dans la caisse", "OTTAWA — [13 G$]"],
    "13000000000 USD": ["L'américain paie [13 milliards de dollars] une mine du Québec"],
    "5000000 FRF": [
        "La gare a accueilli plus de monde en 1999. Elle investira [5 millions de francs] à Lyon",
        "En décembre 2001, la prime était rare. Il offre [5 millions de francs]",
    ],
    "5000000 CHF": ["En 1999, la banque de Zurich y consacre [5 millions de francs]"],
    "1203400000 TND, 980000000 TND": ["À Sfax, un encours de [1.203,4 MD], contre [980 MD]"],
    "27000000 GBP, 29000 GBP": ["[27 millions de livres] de primes, dont [29 000 livres] pour le premier"],
    "27000000 GBP": ["[27 millions de livres] de primes et une livre de beurre"],
    "5 CHF": ["[5 francs]", "À Genève, [5 francs]", "[5 fr.]"],
    "5 FRF": ["En 1995, il payait [5 francs]"],
    "5 XOF": ["[5 francs CFA]", "À Abidjan, [5 FCFA]", "À Dakar, [5 francs]", "[5 F CFA]"],
    "500 XOF": ["À Abidjan, un kilo vendu [500 F]", "À Dakar, [500 CFA]"],
    "300000000 XOF": ["À Dakar, [300 MF]", "À Cotonou, [300 millions CFA]"],
    "5 XOF, 9 XOF": ["[5 FCFA], puis [9 F]"],
    "0.2 DZD": ["À Alger, [20 centimes]"],
    "0.2 CAD": ["À Montréal, au Québec, [20 ¢]"],
    "0.2 USD": ["[20 ¢]"],
    "5 XAF": ["Au Cameroun, [5 FCFA]", "À Libreville, [5 francs CFA]", "La BEAC prête [5 francs]"],
    "5 GBP": ["À Londres, [5 livres]", "[5 livres sterling]"],
    "5000000 GBP": ["[5 millions de livres]"],
    "5 TRY": ["À Istanbul, [5 livres]"],
    "5 AED": ["À Dubaï, [5 dirhams]"],
    "5 MAD": ["[5 dirhams]", "À Casablanca, [5 dirhams]"],
    "5 TND": ["À Tunis, [5 dinars]"],
    "5 KWD": ["Au Koweït, [5 dinars]"],
    "5 DZD": ["[5 dinars]"],
    "5 SAR": ["[5 riyals]"],
    "5 QAR": ["À Doha, [5 riyals]"],
    "5000000 DKK": ["À Copenhague, [5 millions de couronnes]"],
    "5 INR": ["[5 roupies]"],
    "5 ARS": ["À Buenos Aires, [5 pesos]"],
    "0.05 USD, 3 USD": ["[5 cents] de plus, à [3 dollars]"],
    "0.05 CHF, 3 CHF": ["[5 centimes] de plus, à [3 francs]"],
    "0.05 EUR, 3 USD": ["Un ticket à [5 centimes], quand le brut vaut [3 dollars]"],
}

ELIDED: Table = {
    "3200000000 EUR, 2900000000 EUR": [
        "[3,2 milliards d'euros], contre [2,9 milliards] un an plus tôt",
        "[3,2 milliards] attendus, après [2,9 milliards d'euros]",
        "[3,2 milliards d'euros], contre [2,9] un an plus tôt",
    ],
    "10000 EUR, 5000 EUR": ["[10 000 euros] d'amende, dont [5 000] avec sursis"],
    "500 EUR": ["[500 euros] d'amende et huit mois dont 12 avec sursis"],
    "2 EUR, 4.2 EUR": ["[2 euros] au lieu de [4,20]", "[2 euros] ([4,20] auparavant)"],
    "3 percent": [
        "[3 %] des voix (150 contre 40)",
        "[3 %] des voix (12 au total)",
        "[3 %] en neuf ans au lieu de quatre",
        "[3 %] en 2024, contre 12 pays",
    ],
    "5.3 percent, 4.8 percent": ["une marge de [5,3 %], contre [4,8] en 2023"],
    "4400000000 EUR, 1750000000 EUR": ["[4,4] et [1,75 milliard d'euros]"],
    "300000000 EUR, 500000000 EUR": ["[300 millions d'euros] en 2024, [500] en 2025"],
    "1000000 EUR, 2000000 EUR, 3000000 EUR": ["[1], [2] et [3 millions d'euros]"],
    "5000000000 EUR, 1000000000 EUR": ["un budget de [5 milliards d'euros], soit [un milliard] de plus"],
    "5000000000 EUR, 400000000 EUR": ["[5 milliards d'euros] de ventes et [400 millions] de bénéfice"],
    "2000000 EUR, 20000000 EUR": ["non pas de [deux], mais de [20 millions d'euros]"],
    "90000 EUR, 75000 EUR": ["Le premier met [90.000 euros], le second, [75.000]."],
    "340000000 EUR, 190000000 EUR": [
        "Cédée pour [340 millions d'euros], elle apportait [190 millions] de ventes",
        "La perte est de [340 millions d'euros], pour [190 millions] de ventes",
        "Il reste [340 millions d'euros] face à [190 millions] d'obligations à rembourser",
        "Le plan de [340 millions d'euros] exige [190 millions] d'argent frais",
        "Dotée de [340 millions d'euros], elle touche [190 millions] de la région",
        "Dotée de [340 millions d'euros], elle a reçu [190 millions] d'Innobourg en mars",
        "Il vaut [340 millions d'euros]. Son rival achète chaque année pour [190 millions] de cuivre",
        "Il vaut [340 millions d'euros]. Il paiera [190 millions] de sa poche",
        "L'usine coûte [340 millions d'euros]. L'armateur l'avait reprise pour [190 millions]",
        "Elle brasse 1,1 million d'hectolitres et a, pour [340 millions d'euros], [190 millions] de revenus",
        "Il promet [340 millions d'euros]. Les plaignants en réclamaient [190 millions]",
    ],
    "96000000000 XOF, 146000000 EUR, 10000000000 XOF": [
        "À Dakar, il coûte [96 milliards de FCFA] ([146 millions d'euros]) ; la ville en paie [10 milliards]",
        "À Lomé, [96 milliards de FCFA], soit [146 millions d'euros], après [10 milliards] en 2019",
    ],
    "17000000000..19000000000 NOK, 2300000000..2500000000 EUR, 22000000000..24000000000 NOK": [
        "Oslo : [17 à 19 milliards de couronnes] ([2,3 à 2,5 milliards d'euros]), contre [22 à 24 milliards]",
    ],
    "11000000 EUR, 150000000 RON, 30000000 EUR, 120000000 EUR": [
        "Une amende de [11 M d'euros], [150 millions de lei] ([30 millions d'euros]), puis [120 millions]",
    ],
    "16 EUR, 21 EUR": [
        "Ce courtier, qui visait [16 euros], a porté son objectif à [21].",
        "Le kilo, qui valait [16 euros] en mai, est remonté à [21] dans les halles.",
        "Le kilo, [16 euros] en mai, devrait remonter à [21].",
        "Ce plat coûte [16 euros] à Nantes, contre [21] outre-Manche.",
        "Ce plat coûte [16 euros] ; il n'en valait en mai que [21].",
        "Ils en perdent [16 euros], « nous en gagnons [21] », dit-elle.",
    ],
    "1600000 EUR, 240000 EUR": [
        "Il réclamait [1,6 million d'euros] ; il en a obtenu [240 000], mardi.",
        "Des ventes de [1,6 million d'euros] et un bénéfice de [240 000].",
    ],
    "180000000 USD, 60000000 USD/trimestre approx": [
        "Elle garde [180 millions de dollars] et en brûle près de [60] par trimestre"
    ],
    "900000 EUR, 240000 EUR": [
        "La région vote une aide de [900.000 euros], la ville une autre de [240.000]."
    ],
    "9000 EUR, 5000 EUR": ["Une prime de [9.000 euros] pour un studio, [5.000] au-delà"],
    "3000000 EUR": [
        "Payé [3 millions d'euros], le jeu a dépassé 2 millions de ventes",
        "La campagne, à [3 millions d'euros], a touché 12 millions d'Américains",
        "L'usine a coûté [3 millions d'euros] et fera 2 millions de Twingo",
        "[3 millions d'euros] pour un accord qui a été signé pour 2 millions de doses",
        "Après un chèque de [3 millions d'euros], 12 millions de la population restent pauvres",
        "Elle a levé [3 millions d'euros] et perdu 2 millions de clients",
        "Il a dépensé [3 millions d'euros] et vendu 1 500 vélos ; il en espérait 2 000.",
        "Un budget de [3 millions d'euros] et des aides de 2 000 à 5 000 élèves",
        "Il perd [3 millions d'euros]. Il en attendait 12 victoires",
        "Un gain de [3 millions d'euros], et son équipe est passée à 4.",
    ],
    "3000000000 EUR": [
        "[3 milliards d'euros] et 12 millions d'abonnés",
        "[3 milliards d'euros] pour 12 millions de voitures, contre 10 millions en 2019",
        "Le nombre de clients atteint 12 millions, pour [3 milliards d'euros] de ventes",
        "[3 milliards d'euros] et 2,5 millions habitants",
        "[3 milliards d'euros], contre 2019",
        "[3 milliards d'euros] en 2020",
        "[3 milliards d'euros] et un million de contrats",
    ],
}

TABLES = [
    ("(en millions d'euros)\nVentes 2024 : 137,7\nMarge : 12 %\n", ["137700000 EUR", "12 percent"]),
    (
        "En k€ / 2024 / 2023\n- Ventes : 137 / 158,9 / + 15,4%\n",
        ["137000 EUR", "158900 EUR", "+15.4 percent"],
    ),
    (
        "Chiffres en millions de francs suisses\nVentes 1 250,3 1 180,2\n",
        ["1250300000 CHF", "1180200000 CHF"],
    ),
    (
        "(en millions d'euros)\n\nLe groupe compte 137 sites, 12 usines et des ateliers partout au monde.\n",
        [],
    ),
    ("(en millions d'euros)\nVentes | 12,5 | 13\n", ["12500000 EUR", "13000000 EUR"]),
    ("(en M€) | 2024 | 2023\nRésultat net | (45) | 12\n", ["-45000000 EUR", "12000000 EUR"]),
    ("Md€ | 2024\nVentes | 3,2\n", ["3200000000 EUR"]),
    ("Mds€\t2023\t2024\nVentes\t3,2\t3,5", ["3200000000 EUR", "3500000000 EUR"]),
]


@pytest.mark.parametrize(("values", "surface"), cases(WHICH | ELIDED))
def test_the_text_around_decides(values: str, surface: str) -> None:
    """Which country's currency, and which currency is not said again."""
    text, words = marked(surface)
    assert figures(text) == list(zip(values.split(", "), words, strict=True))


@pytest.mark.parametrize(("text", "values"), TABLES)
def test_a_header_governs_the_cells_below(text: str, values: list[str]) -> None:
    """Numbers alone in their cell take the header's magnitude and currency; prose does not."""
    assert [value for value, _ in figures(text)] == values


def test_without_a_currency_anywhere_there_is_no_amount() -> None:
    """A bare magnitude is no money by itself."""
    assert figures("Le bénéfice atteint 3 milliards, contre 2 milliards") == []
