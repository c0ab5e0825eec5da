"""Amounts of money: magnitudes, codes, signs and names of currencies; and what is no money."""

from __future__ import annotations

import pytest
from tests.figures.reading import Table, cases, figures, marked

MONEY: Table = {
    "3000 EUR": ["3 k€", "3 K€", "3k€", "3 kEUR", "3 milliers d'euros"],
    "7000000 EUR": [
        "7 M€",
        "7M€",
        "7 M d'€",
        "7 ME",
        "7 MEUR",
        "7 millions d'euros",
        "7 millions €",
        "7 mln d'euros",
        "7 mio d'euros",
        "7 Mio. EUR",
        "7 millions d’euros",
        "7 MILLIONS D'EUROS",
    ],
    "3200000000 EUR": [
        "3,2 Md€",
        "3,2 Mds€",
        "3,2 MdEUR",
        "3,2 Mds d'euros",
        "3,2 md€",
        "3,2 MdsE",
        "3,2 Mrd. d'euros",
        "3,2 bn€",
        "€ 3,2 milliards",
        "EUR 3,2 milliards",
        "€3,2bn",
    ],
    "8225000000 CHF": ["CHF 8 225 millions", "8 225 mio CHF", "8,225 milliards de francs suisses"],
    "5000000000 USD": [
        "5 G$",
        "5 milliards de $",
        "5 milliards $",
        "$5bn",
        "5 Mds$",
        "US$ 5 milliards",
        "5 G$ US",
    ],
    "2000000000000 USD": ["2 T$", "2.000 milliards de dollars"],
    "6 USD": ["6 $US", "6 $ US", "6 US$", "US$6", "6 USD", "USD 6", "six dollars américains"],
    "8 CAD": ["8 $ CA", "8 $CAN", "C$8", "8 $ canadiens", "8 dollars canadiens", "8 CAD"],
    "12 GBP": ["£12", "12 £", "12 livres sterling", "GBP 12"],
    "500 JPY": ["¥500", "500 yens", "500 ¥", "JPY 500"],
    "1.33 EUR": ["1,33E", "1,33 E", "1,33 €", "1,33 Eur"],
    "0.2 EUR": ["20 centimes", "20 centimes d'euro", "20 cents d'euro"],
    "0.02 GBP": ["2 pence"],
    "3.5 EUR": [
        "trois euros cinquante",
        "3 euros 50",
        "3 € 50",
        "3€50",
        "3 euros et 50 centimes",
        "3 euros 50 centimes",
    ],
    "2500000 EUR": ["deux virgule cinq millions d'euros", "2,5 M d'euros"],
    "100000000 USD": ["100 M de dollars", "100 MUSD", "$100m"],
    "10500 USD": ["$10,500", "US$10,500", "USD 10,500"],
    "1250 GBP": ["£1,250"],
    "450000000 NOK": ["NOK 450 millions", "450 MNOK"],
    "25 AOA": ["25 kwanzas", "25 kwanzas angolais"],
    "10000 EUR": ["les [10 000 premiers euros]"],
    "3000000 TRY": ["3 millions de livres turques"],
    "3000000 EGP": ["3 millions de livres égyptiennes"],
    "90 BEF": ["nonante francs belges"],
    "50 CDF": ["50 francs congolais"],
    "50 GNF": ["50 francs guinéens"],
    "50 FRF": ["50 anciens francs", "50 francs français"],
    "4 BRL": ["4 reais", "4 réals", "4 BRL"],
    "4 KRW": ["4 wons", "4 wons sud-coréens"],
    "4 SGD": ["4 dollars de Singapour", "4 dollars singapouriens"],
    "4 JMD": ["4 dollars jamaïcains"],
    "4 CLP": ["4 pesos chiliens"],
    "4 COP": ["4 pesos colombiens"],
    "4 EUR": ["EUR4", "4 EUR"],
    "11000000000 MAD": ["11 MMDH", "11 Mds DH", "11 milliards de dirhams marocains"],
    "22000000 MAD": ["22 MDH", "22 millions de DH"],
    "5000000 DZD": ["5 MDA", "5 millions de dinars algériens"],
    "5000000 TND": ["5 MDT", "5 MTND"],
    "50 BTC": ["une rançon de [50 bitcoins]", "50 BTC"],
    "3 ETH": ["3 ethers", "3 ETH"],
    "-70000000 EUR": ["-70 M€", "(70) M€"],
    "+9000000 EUR": ["+9 M€", "+ 9 M€"],
}

MANY: Table = {
    "3000000000.. EUR over": ["« plus de [3 milliards » d'euros] »"],
    "10 CHF, 5 CHF": ["un prix de [10 CHF] et de [CHF 5]"],
    "3 EUR, 5 EUR": ["[3 euros] ou [5 euros]"],
    "1 EUR, 1.1 USD": ["à parité, [1 €]=[1,10 $]"],
    "3 EUR": ["[3 euros] 50 fois par an", "[3 euros] 12 mois de suite"],
    "2 EUR, 3 EUR": ["[2 euros], [3 euros]"],
    "1.9 EUR, 2.15 EUR": ["le ticket passe de [1 euro 90] à [2 euros 15]"],
    "1.085 USD": ["l'euro à [$1,085]"],
    "20000000 EUR": ["il a versé [20 millions d'euros]Mais rien de plus"],
    "13000000 EUR": ["il a remporté[13 millions d'euros]"],
    "108000000 EUR": ["les [108 millions\" d'euros] de budget"],
    "6000 USD": ["[6.000 DOLLARS] POUR UN VISA"],
}

NONE = [
    "un franc succès",
    "un franc soutien",
    "12 livres vendus",
    "trois livres de poche",
    "deux couronnes dentaires",
    "une Mercedes 200 E",
    "un classe 500 TE",
    "l'Euro 2024",
    "20 Minutes et 6Play",
    "un euro fort",
    "un dollar plus faible",
    "un yen en baisse",
    "sans dépenser pas un centime",
    "20 F-16 du Sénégal",
    "300 MF",
    "15 M de visiteurs",
    "2^40 euros",
    "le vol de 5 000 bitcoins",
    "il détient 5 000 bitcoins",
    "CAC 40 EUR",
    "5 milliards de personnes",
    "un million de chats",
    "le TOP 50 et la COP 21",
    "une TPE et un CFA",
    "de l'or 18CT",
    "3 Mds",
    "€",
    "d'euros",
]


@pytest.mark.parametrize(("value", "surface"), cases(MONEY))
def test_an_amount_has_its_value(value: str, surface: str) -> None:
    """The whole surface is one amount of this value, alone and within brackets."""
    text, words = marked(surface)
    expected = [(value, each) for each in words]
    assert figures(text) == expected
    assert figures(f"(soit {text})") == expected


@pytest.mark.parametrize(("values", "surface"), cases(MANY))
def test_amounts_stand_apart(values: str, surface: str) -> None:
    """Several amounts, or one glued to other words, are told apart."""
    text, words = marked(surface)
    assert figures(text) == list(zip(values.split(", "), words, strict=True))


@pytest.mark.parametrize("surface", NONE)
def test_what_is_no_money_is_left(surface: str) -> None:
    """Books, crowns, cars, idioms and amounts without a currency anywhere are no money."""
    assert figures(surface) == []


def test_a_mention_is_the_words_as_given() -> None:
    """Soft hyphens, decomposed letters and exotic spaces stay in the words of the figure."""
    text = "un bénéfice de 3\u202f500\u00a0mil\u00adlions d’euros"
    assert figures(text) == [("3500000000 EUR", "3\u202f500\u00a0mil\u00adlions d’euros")]


@pytest.mark.parametrize("text", ["", " ", "\ud800 3 % \udfff", "\x00 3 %", "3 %" * 10, "(" * 500, "€" * 500])
def test_odd_texts_do_no_harm(text: str) -> None:
    """Empty texts, lone surrogates and walls of signs are read like any other."""
    assert len(figures(text)) == text.count("3 %")
