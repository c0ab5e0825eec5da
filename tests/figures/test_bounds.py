"""Comparators: how the words around a number bound the truth."""

from __future__ import annotations

import pytest
from tests.figures.reading import Table, cases, figures, marked

from claimx.figures import find_figures
from claimx.source import Source

BOUNDS: Table = {
    "..11000000 EUR at_most": [
        "il n'a pas dépassé [11 M€]",
        "ils n'ont jamais dépassé les [11 M€]",
        "ils ne dépasseront pas [11 M€]",
        "cela n'excède pas [11 M€]",
        "le risque n'y excède guère [11 M€]",
        "jamais plus de [11 M€]",
        "un tarif plafonné à [11 M€]",
    ],
    "..11000000 EUR under": [
        "le budget n'atteint pas [11 M€]",
        "ses ventes n'ont jamais atteint les [11 M€]",
    ],
    "11000000 EUR": [
        "la perte se limite à [11 M€]",
        "la collecte s'est limitée à [11 M€]",
        "les ventes plafonnaient à [11 M€]",
        "l'activité a plafonné à [11 M€]",
        "le cours est passé au-dessus des [11 M€] auxquels il l'avait payé",
        "[11 M€] et plus de la moitié du reste",
        "il reste en deçà des [11 M€] qu'elle espérait",
    ],
    "3 percent approx": [
        "environ [3 %]",
        "près de [3 %]",
        "quelque [3 %]",
        "autour de [3 %]",
        "autour des [3 %]",
        "de l'ordre de [3 %]",
        "proche de [3 %]",
        "aux alentours de [3 %]",
        "à peine [3 %]",
        "presque [3 %]",
        "[3 %] environ",
        "avoisinant les [3 %]",
        "il frôle les [3 %]",
        "~[3 %]",
        "≈ [3 %]",
        "+/- [3 %]",
        "quelque « [3 %] »",
    ],
    "3.. percent over": [
        "plus de [3 %]",
        "un peu plus de [3 %]",
        "supérieure à [3 %]",
        "supérieur aux [3 %]",
        "dépassant [3 %]",
        "il dépasse les [3 %]",
        "au-delà de [3 %]",
        "au-delà des [3 %]",
        "au-dessus de [3 %]",
        "> [3 %]",
        ">[3 %]",
        "+ de [3 %]",
    ],
    "3.. percent at_least": [
        "au moins [3 %]",
        "d'au moins [3 %]",
        "minimum [3 %]",
        "à partir de [3 %]",
        "pas moins de [3 %]",
        "dès [3 %]",
        "[3 %] ou plus",
        "[3 %] au moins",
        "[3 %] minimum",
        "≥ [3 %]",
        "supérieur ou égal à [3 %]",
    ],
    "..3 percent under": [
        "moins de [3 %]",
        "un peu moins de [3 %]",
        "inférieur à [3 %]",
        "inférieures à [3 %]",
        "sous les [3 %]",
        "sous la barre des [3 %]",
        "en dessous de [3 %]",
        "en deçà de [3 %]",
        "<[3 %]",
    ],
    "..3 percent at_most": [
        "jusqu'à [3 %]",
        "au maximum [3 %]",
        "plafonné à [3 %]",
        "maximum de [3 %]",
        "tout au plus [3 %]",
        "dans la limite de [3 %]",
        "pas plus de [3 %]",
        "sans dépasser [3 %]",
        "il ne dépasse pas [3 %]",
        "n'excède pas [3 %]",
        "[3 %] maximum",
        "[3 %] au plus",
        "≤ [3 %]",
        "inférieur ou égal à [3 %]",
    ],
    "3 percent": [
        "[3 %] de plus",
        "[3 %] de moins de 25 ans",
        "en plus des [3 %] prévus",
        "au-dessus des [3 %] attendus",
        "en deçà des [3 %] espérés",
        "ni plus ni moins de trois ans, [3 %]",
        "plus que [3 %]",
        "seulement [3 %]",
    ],
    "30.. EUR/mois at_least": ["[30 euros] par mois minimum", "à partir de [30 €] TTC par mois"],
}


@pytest.mark.parametrize(("value", "surface"), cases(BOUNDS))
def test_words_bound_a_number(value: str, surface: str) -> None:
    """The words beside the number, on either side, make the comparator."""
    text, words = marked(surface)
    expected = [(value, each) for each in words]
    assert figures(f"Soit {text}") == expected
    assert figures(f"Il s'agirait, dit-on, de « {text} ».") == expected


RANGES: Table = {
    "3..4 percent": [
        "3 à 4 %",
        "3 % à 4 %",
        "3-4 %",
        "3–4 %",
        "3 - 4 %",
        "entre [3 et 4 %]",
        "entre [3 % et 4 %]",
        "compris entre [3 et 4 %]",
        "une fourchette de [3 à 4 %]",
        "une baisse de [3 % à 4 %]",
        "allant de [3 % à 4 %]",
        "environ [3 à 4 %]",
        "3 ou 4 %",
    ],
    "3000000000..4000000000 EUR": [
        "3 à 4 milliards d'euros",
        "entre [trois et quatre milliards d'euros]",
        "de [3 à 4 Md€]",
        "3 milliards à 4 milliards d'euros",
        "3 voire 4 milliards d'euros",
    ],
    "800000..1000000 EUR": [
        "de [800 000 à un million d'euros]",
        "entre [800.000 et un million d'euros]",
        "de [800k à 1M€]",
    ],
    "800000000..1200000000 EUR": [
        "de [800 à 1,2 milliard d'euros]",
        "de [800 millions à 1,2 milliard d'euros]",
    ],
    "-3..5 percent": ["entre [-5 % et -3 %]", "de [-3 % à -5 %]"],
    "-1..2 percent": ["entre [-1 % et +2 %]", "-1 % à +2 %", "entre [moins 1 % et plus 2 %]"],
    "300000..400000 EUR": ["300 à 400 000 euros", "entre [300 et 400.000 euros]", "entre [300K et 400K€]"],
    "250..300 EUR": ["250/300 euros", "250 € à 300 €"],
    "10..20 EUR/mois": ["de [10 à 20 euros] par mois"],
    "3500000000..4000000000 EUR": ["entre [trois milliards et demi et quatre milliards d'euros]"],
    "2..4 EUR": ["entre [2 euros et inférieure à 4 euros]"],
}


@pytest.mark.parametrize(("value", "surface"), cases(RANGES))
def test_two_ends_are_one_range(value: str, surface: str) -> None:
    """A range is one figure, from its first number to its last unit."""
    text, words = marked(surface)
    assert figures(text) == [(value, each) for each in words]


TWO: Table = {
    "..4 percent at_most, ..2 percent at_most": [
        "Une hausse plafonnée à [4 %] pour les uns et à [2 %] pour les autres",
    ],
    "4.. percent at_least, 2.. percent at_least": ["Le taux démarre à [4 %] à Lyon et à [2 %] à Brest"],
    "4 percent, 2 percent": ["Elle se limite à [4 %] à Lyon et à [2 %] à Brest"],
    "65 EUR, 76 EUR": [
        "elle a hissé son objectif de cours de [65] à [76 euros]",
        "relevé de [65] à [76 euros]",
        "il passe de [65] à [76 euros]",
        "porté de [65 euros] à [76 euros]",
    ],
    "76 EUR, 65 EUR": ["abaissé de [76] à [65 euros]", "de [76] à [65 euros]"],
    "3 percent, 5 percent": [
        "la marge passe de [3 %] à [5 %]",
        "un taux porté de [3] à [5 %]",
        "l'un [3 %], l'autre [5 %]",
        "respectivement [3] et [5 %]",
    ],
    "12 EUR, 15 EUR": ["passé de [12] en 2020 à [15 euros] en 2021"],
    "200 EUR, 400 EUR": ["une prime de [200] ou [400 euros]", "plein tarif et réduit : [200]/[400 euros]"],
    "12 EUR": ["la place n° 3 à [12 euros]", "une note de 15/20 à [12 euros]"],
    "2000000000 EUR, 3000000000 EUR": ["respectivement [2] et [3 milliards d'euros]"],
    "3 percent, 12 EUR": ["le titre perd [3 %] à [12 euros]"],
    "0.1 EUR, 0.5 EUR": [
        "le titre gagne [0,10 euro] à [0,50 euro]",
        "un bénéfice en hausse de [0,10 euro] à [0,50 euro]",
    ],
    "1 percent, 2 percent": ["entre [1 %] pour l'un et [2 %] pour l'autre"],
}


@pytest.mark.parametrize(("values", "surface"), cases(TWO))
def test_a_movement_is_two_figures(values: str, surface: str) -> None:
    """From one value to another, a change and a level, or one each: two figures that share their unit."""
    text, words = marked(surface)
    assert figures(text) == list(zip(values.split(", "), words, strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plus de 3 %", ["plus de"]),
        ("3 % au moins", ["au moins"]),
        ("entre 3 et 4 %", ["entre"]),
        ("une centaine d'euros", ["une centaine"]),
        ("3 %", [None]),
        ("plus de 5 dollars (4 euros)", ["plus de", "plus de"]),
    ],
)
def test_a_bound_says_which_words_made_it(text: str, words: list[str | None]) -> None:
    """The comparator's words are kept, and there are none for an exact figure."""
    source = Source(text)
    assert [source.slice(each.bound) if each.bound else None for each in find_figures(source)] == words


def test_a_conversion_has_the_comparator_of_what_it_converts() -> None:
    """In brackets, right behind another currency."""
    text = "plus de 500 M$ (460 M€), puis environ 30 dollars, soit 27 euros"
    assert [value for value, _ in figures(text)] == [
        "500000000.. USD over",
        "460000000.. EUR over",
        "30 USD approx",
        "27 EUR",
    ]
