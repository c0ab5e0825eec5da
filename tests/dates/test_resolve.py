"""Resolution: against publication, the tense, the dates before, and what the text tells."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.dates.reading import periods

from claimx.dates import Tense, find_dates, resolve_dates
from claimx.source import Source, Span

CHAINS = [
    ("Le groupe, né dans les années 1980 et 1990, tient bon.", "1990-01-01..1999-12-31"),
    ("Les tubes des années 80 et 90 reviennent.", "1990-01-01..1999-12-31"),
    ("Les krachs des années 70, 80 et 90.", "1990-01-01..1999-12-31"),
    ("Les années quatre-vingt et quatre-vingt-dix.", "1990-01-01..1999-12-31"),
    ("Pendant les années 1990 et 30 salariés plus tard.", "1990-01-01..1999-12-31"),
    ("Dans les années 2010 et en 2021.", "2021-01-01..2021-12-31"),
    ("Le conseil se tient demain, jeudi.", "2024-05-16"),
    ("Le titre a bondi hier (mardi).", "2024-05-14"),
    ("Rendez-vous après-demain vendredi.", "2024-05-17"),
    ("Il a démissionné hier, lundi encore il niait.", "2024-05-13"),
    (
        "Au troisième trimestre 2021, la marge est de 3 %, contre 2 % un an plus tôt.",
        "2020-07-01..2020-09-30",
    ),
    ("Fin juin 2023, il restait 7 lots, contre 9 six mois auparavant.", "2022-12-01..2022-12-31"),
    ("Arrêté jeudi 2 mai, il avait fui la veille.", "2024-05-01"),
    ("Le 8 janvier 2013, il meurt, blessé trois semaines plus tôt.", "2012-12-17..2012-12-23"),
    ("En 2019, tout allait bien. L'année suivante, tout a changé.", "2020-01-01..2020-12-31"),
    ("Au premier semestre 2019, +15 %. Lors de la même période, -3 %.", "2019-01-01..2019-06-30"),
    ("Au premier semestre 2019, +15 %, contre +3 % à la même période de 2018.", "2018-01-01..2018-06-30"),
    ("Au deuxième trimestre 2022, +3 %, après +2 % le trimestre précédent.", "2022-01-01..2022-03-31"),
    ("Né en 1986, le club a gagné. Cette année-là, la ville exultait.", "1986-01-01..1986-12-31"),
    ("Le 3 avril 2022, il gagne. Le même jour, elle perd.", "2022-04-03"),
    ("Le 30 mars 2024, un orage. Trois jours plus tard, le calme.", "2024-04-02"),
    ("En mars 2019, une grève. Deux mois plus tard, un accord.", "2019-05-01..2019-05-31"),
    ("Arrêté le 3 avril 2022, il a été libéré deux jours plus tard.", "2022-04-05"),
    ("Fondé en 2019, il vendait une dizaine d'années plus tôt.", "2009-01-01..2009-12-31 approx"),
    ("Sur l'exercice clos fin mars 2024, 3 M€, contre 2 M€ un an plus tôt.", "2022-04-01..2023-03-31"),
    ("Élu en 2010, il a fini en 2015 ; trois ans plus tard, il revient.", "2018-01-01..2018-12-31"),
    ("Sur l'exercice 2022-2023, 5 M€, contre 4 M€ l'exercice précédent.", "2021-01-01..2022-12-31"),
]


@pytest.mark.parametrize(("text", "last"), CHAINS)
def test_a_date_hangs_on_the_one_before(text: str, last: str) -> None:
    """Dates told from another count from the date before them, not from publication."""
    assert periods(text, date(2024, 5, 15))[-1][0] == last


def test_a_basis_of_comparison_does_not_govern() -> None:
    """After "par rapport à 2017", the period spoken of is still that of the report."""
    text = "En 2018, hausse de 4 % par rapport à 2017. Sur la même période, les coûts baissent."
    assert periods(text)[-1][0] == "2018-01-01..2018-12-31"


FISCAL = [
    ("L'exercice 2022-23, clos fin mars, est bon.", "2022-04-01..2023-03-31"),
    ("Au quatrième trimestre 2022-23 de l'exercice clos le 31 mars, un recul.", "2023-01-01..2023-03-31"),
    ("Sur l'exercice 2020/21, un recul.", "2020-01-01..2021-12-31"),
    ("L'exercice 2023 est bon.", "2023-01-01..2023-12-31"),
    ("L'exercice clos fin mars 2024 est bon.", "2023-04-01..2024-03-31"),
    ("L'exercice clos le 31 mars 2024 est bon.", "2023-04-01..2024-03-31"),
    ("Le résultat de l'exercice clos en mars a reculé.", "2023-04-01..2024-03-31"),
    ("L'exercice, le 30 juin 2023, est clos.", "2023-06-30"),
    ("Sur l'exercice clos au 28 septembre 2024, un recul.", "2023-09-29..2024-09-28"),
    ("L'année fiscale close en juin 2023 a été rude.", "2022-07-01..2023-06-30"),
    ("Les comptes du semestre clos le 30 juin 2023 sont bons.", "2023-01-01..2023-06-30"),
    ("Les neuf mois clos fin décembre 2023 ont été bons.", "2023-04-01..2023-12-31"),
    ("Pour l'exercice s'achevant le 30 juin 2025, il vise 3 M€.", "2024-07-01..2025-06-30"),
    ("L'exercice qui s'est achevé en septembre 2023 est bon.", "2022-10-01..2023-09-30"),
    ("Lors de l'exercice annuel clos au 31 août 2023, un recul.", "2022-09-01..2023-08-31"),
    ("Le trimestre clos le 30 décembre 2023 est bon.", "2023-10-01..2023-12-30"),
    ("L'exercice s'est achevé en mars 2024.", "2024-03-01..2024-03-31"),
    ("Le procès qui s'est achevé en mars 2024 fut long.", "2024-03-01..2024-03-31"),
    ("Au troisième trimestre de son exercice 2023/24, clos fin juin, un recul.", "2024-01-01..2024-03-31"),
    ("Au premier semestre de l'exercice 2023-24, clos fin mars 2024, un bond.", "2023-04-01..2023-09-30"),
    ("Au premier semestre de l'exercice 2023-24 (clos fin juin 2023), un bond.", "2023-01-01..2023-06-30"),
    ("Le dossier, clos en mars 2024, était vide.", "2024-03-01..2024-03-31"),
    ("Au premier trimestre 2023-24, clos fin juin, un recul.", "2023-04-01..2023-06-30"),
]


@pytest.mark.parametrize(("text", "first"), FISCAL)
def test_a_fiscal_year_is_as_the_text_tells(text: str, first: str) -> None:
    """A fiscal year across two is both of them, unless the text says when it ends."""
    assert periods(text)[0][0] == first


def test_the_day_that_closes_a_fiscal_year_lies_in_it() -> None:
    """After "exercice 2023/24" the March that closes it is that of 2024, whatever the tense."""
    told = periods("L'exercice 2022/23, clos fin mars, est bon.", date(2024, 5, 15))
    assert told == [
        ("2022-04-01..2023-03-31", "exercice 2022/23"),
        ("2023-03-01..2023-03-31 end", "fin mars"),
    ]


LATE = [
    (
        "Sur les neuf premiers mois de l'exercice 2023/24 clos fin mars, un bond.",
        "2024-03-01..2024-03-31 end",
    ),
    ("Au quatrième trimestre 2022-23 de l'exercice clos le 31 mars, un recul.", "2022-04-01..2023-03-31"),
]


@pytest.mark.parametrize(("text", "last"), LATE)
def test_the_day_that_closes_a_year_is_not_before_its_part(text: str, last: str) -> None:
    """The day is the first such one at the end of the part that is told of, or after it."""
    assert periods(text, date(2024, 5, 15))[-1][0] == last


def test_a_closed_fiscal_year_tells_where_the_others_begin() -> None:
    """Once a text says when the fiscal year closes, its quarters and the next year follow."""
    text = "L'exercice clos en mars 2024 est bon, le suivant aussi. Au premier trimestre 2024-25, hausse."
    assert periods(text, date(2024, 5, 15))[-1][0] == "2024-04-01..2024-06-30"


TENSES: list[tuple[str, Tense, str]] = [
    ("mardi", "past", "2024-05-14"),
    ("mardi", "future", "2024-05-21"),
    ("mercredi", "past", "2024-05-15"),
    ("mercredi", "future", "2024-05-15"),
    ("en novembre", "past", "2023-11-01..2023-11-30"),
    ("en novembre", "future", "2024-11-01..2024-11-30"),
    ("au premier trimestre", "past", "2024-01-01..2024-03-31"),
    ("au premier trimestre", "future", "2025-01-01..2025-03-31"),
    ("au quatrième trimestre", "past", "2023-10-01..2023-12-31"),
    ("au quatrième trimestre", "future", "2024-10-01..2024-12-31"),
    ("le 3 juin", "future", "2024-06-03"),
    ("le 3 mai", "past", "2024-05-03"),
]


@pytest.mark.parametrize(("words", "tense", "expected"), TENSES)
def test_the_tense_that_was_read_decides(words: str, tense: Tense, expected: str) -> None:
    """The tense of the parse chooses the day before or after publication."""

    def told(_: Span) -> Tense | None:
        return tense

    source = Source(f"Ceci, {words}.")
    (resolved,) = resolve_dates(source, find_dates(source), date(2024, 5, 15), told)
    start, end = resolved.period.start, resolved.period.end
    assert expected == (str(start) if start == end else f"{start}..{end}")


MENDED: list[tuple[str, Tense, str]] = [
    ("Le verdict est attendu jeudi.", "past", "2024-05-16"),
    ("Le verdict était attendu jeudi.", "past", "2024-05-09"),
    ("La ligne est coupée jusqu'à lundi.", "past", "2024-05-20"),
    ("Le concert du 8 août est annulé.", "past", "2024-08-08"),
    ("La visite s'est achevée lundi.", "past", "2024-05-13"),
    ("Il pleuvra samedi.", "past", "2024-05-18"),
    ("Il doit être jugé mardi.", "present", "2024-05-21"),
    ("Le prix atteindrait 2,5 % en octobre.", "past", "2024-10-01..2024-10-31"),
    ("L'accord conclu vendredi coûtera cher.", "future", "2024-05-10"),
    ("Il est soupçonné d'avoir volé samedi un camion.", "past", "2024-05-11"),
    ("Le match a été reporté à dimanche.", "past", "2024-05-19"),
    ("Le groupe vise l'équilibre au quatrième trimestre.", "present", "2024-10-01..2024-12-31"),
    ("Il a confirmé ses objectifs pour le second semestre.", "past", "2024-07-01..2024-12-31"),
    ("Il fait mieux qu'attendu au quatrième trimestre.", "past", "2023-10-01..2023-12-31"),
    ("À rendre au plus tard le 30 septembre.", "past", "2024-09-30"),
    ("Les travaux commencent vendredi.", "present", "2024-05-17"),
    ("Ce mardi, le maire parle.", "present", "2024-05-14"),
    ("Au quatrième trimestre de son exercice, il a perdu des clients.", "past", "2023-10-01..2023-12-31"),
]


@pytest.mark.parametrize(("text", "tense", "expected"), MENDED)
def test_the_words_by_the_date_mend_the_tense(text: str, tense: Tense, expected: str) -> None:
    """A parse that takes "est attendu" for a past, or a main verb for that of the date, is corrected."""
    source = Source(text)
    (resolved,) = resolve_dates(source, find_dates(source), date(2024, 5, 15), lambda _: tense)
    start, end = resolved.period.start, resolved.period.end
    assert expected == (str(start) if start == end else f"{start}..{end}")


EDGES = [
    ("Publié hier.", date(2024, 1, 1), "2023-12-31"),
    ("Il est mort lundi.", date(2024, 1, 1), "2024-01-01"),
    ("Il est mort dimanche.", date(2024, 1, 1), "2023-12-31"),
    ("La semaine dernière, il a plu.", date(2021, 1, 8), "2020-12-28..2021-01-03"),
    ("Le trimestre dernier a été bon.", date(2024, 1, 1), "2023-10-01..2023-12-31"),
    ("Le mois prochain, tout changera.", date(2023, 12, 31), "2024-01-01..2024-01-31"),
    ("Il y a un mois, il neigeait.", date(2024, 3, 31), "2024-02-01..2024-02-29"),
    ("Elle est née le 29 février.", date(2023, 6, 1), "2020-02-29"),
    ("Il a signé en décembre.", date(2024, 1, 1), "2023-12-01..2023-12-31"),
    ("Il signera en janvier.", date(2023, 12, 31), "2024-01-01..2024-01-31"),
    ("Il a signé le 31 décembre.", date(2024, 1, 1), "2023-12-31"),
    ("Tout commence demain.", date(2024, 2, 28), "2024-02-29"),
    ("Voilà cent ans.", date(1050, 1, 1), "950-01-01..950-12-31"),
]


@pytest.mark.parametrize(("text", "published", "expected"), EDGES[:-1])
def test_year_ends_and_leap_days(text: str, published: date, expected: str) -> None:
    """Articles of the first of January, the last of December, leap days and ISO week 53."""
    assert [period for period, _ in periods(text, published)] == [expected]


UNDATED = [
    ("Il est mort mardi.", ["?"]),
    ("Cette année, tout va mal.", ["?"]),
    ("Depuis le début de l'année, rien.", ["? start"]),
    ("Au T1, 3 %.", ["?"]),
    (
        "Le résultat du 3e trimestre 2022 : +3 %. Au T1, +1 %.",
        ["2022-07-01..2022-09-30", "2022-01-01..2022-03-31"],
    ),
    (
        "Au troisième trimestre, +3 %. Les ambitions 2021 sont confirmées.",
        ["2021-07-01..2021-09-30", "2021-01-01..2021-12-31"],
    ),
    ("Le 9 juin 2022, puis le 13 juin.", ["2022-06-09", "2022-06-13"]),
    ("Pendant trois ans.", ["P3Y"]),
]


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_without_publication_the_passage_gives_the_year(text: str, expected: list[str]) -> None:
    """Without a day of publication, relative dates stay open and yearless ones look around."""
    assert [period for period, _ in periods(text, None)] == expected


def test_taken_words_are_left_alone() -> None:
    """A number that belongs to a figure is no date."""
    source = Source("Une prime de 2000 euros en 2020.")
    taken = [Span(13, 23)]
    assert [source.slice(found.span) for found in find_dates(source, taken)] == ["2020"]


ADVERSARIAL = [
    "1 " * 100_000,
    "12/" * 100_000,
    "de " * 100_000,
    "du 12 au " * 50_000,
    "mars " * 100_000,
    "2020-" * 60_000,
    "a" * 500_000,
    "il y a " * 60_000,
    "12.03." * 60_000,
    "1 000 " * 60_000,
    "fin de la fin de " * 30_000,
    "mardi, " * 50_000,
    "lundi et " * 50_000,
    "\u0301" * 100_000,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=[text[:12] for text in ADVERSARIAL])
def test_time_grows_with_the_text_only(text: str) -> None:
    """Eight times the text takes no more than some eight times the time."""

    def seconds(sample: str) -> float:
        source = Source(sample)
        started = time.perf_counter()
        find_dates(source)
        return time.perf_counter() - started

    seconds(text[:1000])
    short, long = seconds(text[: len(text) // 8]), seconds(text)
    assert long < 8 * 4 * short + 0.5
