"""What each form of a date stands for, family by family, and beside each family what is no date.

Everything is read as published on Wednesday 15 May 2024. "…" stands for the words of the table within a
sentence that tells no tense.
"""

from __future__ import annotations

import pytest
from tests.dates.reading import PUBLISHED, periods

DAYS = {
    "2024-03-12": [
        "le 12 mars 2024",
        "12/03/2024",
        "12.03.24",
        "2024-03-12",
        "mardi 12 mars",
        "le mardi 12 mars 2024",
        "12-03-2024",
        "12-3-2024",
        "mardi, 12 mars 2024",
        "mardi, le 12 mars",
        "le 12/03",
        "12 mar. 2024",
        "le douze mars",
    ],
    "2024-01-01": [
        "1er janvier",
        "le 1er janvier 2024",
        "le 01/01/2024",
        "le premier janvier",
        "1 er janvier 2024",
        "le 1ᵉʳ janvier",
    ],
    "2023-12-31": ["le trente et un décembre 2023"],
    "2024-09-12": ["12 sept. 2024", "12 septembre 2024"],
    "2024-02-29": ["29 février", "le jeudi 29 février"],
    "1886-08-14": ["le 14 août 1886"],
    "2024-03-01..2024-04-30": ["en mars/avril 2024", "mars / avril 2024", "mars-avril 2024"],
    "2023-11-01..2023-12-31": ["novembre/décembre 2023"],
    "2024-03-12..2024-03-13": ["12 et 13 mars", "les 12 et 13 mars 2024", "12-13 mars"],
    "2024-03-12..2024-03-15": [
        "du 12 au 15 mars",
        "du mardi 12 au vendredi 15 mars",
        "entre le 12 et le 15 mars 2024",
    ],
    "2023-12-24..2024-01-02": ["du 24 décembre au 2 janvier", "du 24 décembre 2023 au 2 janvier 2024"],
}
NOT_DAYS = [
    "31 février",
    "le 31/02/2024",
    "2024-13-01",
    "32 mars",
    "29 février 2023",
    "31 février 2024",
    "les 3/4 des élus",
    "une note de 11/20",
    "l'association Treize Novembre",
    "2e mars",
    "3-2",
    "1.234.567",
    "0 janvier 3024 euros",
]

MONTHS = {
    "2024-03-01..2024-03-31": [
        "en mars",
        "mars 2024",
        "en mars dernier",
        "le mois de mars",
        "au mois de mars 2024",
        "03/2024",
    ],
    "2024-03-01..2024-04-30": [
        "mars-avril 2024",
        "en mars et avril",
        "de mars à avril 2024",
        "sur mars-avril",
    ],
    "2021-07-01..2022-06-30": ["entre juillet 2021 et juin 2022", "de juillet 2021 à juin 2022"],
    "2024-06-01..2024-06-30": ["en juin prochain"],
    "2024-04-01..2024-04-30": ["en avril", "le mois dernier", "au mois d'avril", "le mois passé"],
    "2024-03-01..2024-03-31 start": ["début mars", "au début du mois de mars", "les premiers jours de mars"],
    "2024-03-01..2024-03-31 mid": ["mi-mars", "à la mi-mars"],
    "2024-03-01..2024-03-31 end": ["fin mars", "à la fin du mois de mars"],
    "2024-02-26..2024-03-03": ["la dernière semaine de février"],
    "2024-03-16..2024-03-31": ["la seconde quinzaine de mars"],
    "1968-05-01..1968-05-31": ["Mai 68 a", "les barricades de mai 68 hantent"],
}
NOT_MONTHS = ["le groupe Mars", "la planète Mars", "cap sur Mars", "M. Avril", "ils étaient sept.", "le mois"]

YEARS = {
    "2024-01-01..2024-12-31": [
        "en 2024",
        "l'année 2024",
        "cette année",
        "l'exercice 2024",
        "pour l'année",
        "sur l'ensemble de l'année",
    ],
    "2005-01-01..2010-12-31": ["2005-2010", "entre 2005 et 2010", "de 2005 à 2010"],
    "1980-01-01..1989-12-31": ["les années 80", "les années 1980", "les années quatre-vingt"],
    "2001-01-01..2100-12-31": ["le XXIe siècle", "au 21e siècle"],
    "1801-01-01..1900-12-31": ["le XIXe siècle"],
    "1701-01-01..1900-12-31": ["les XVIIIe et XIXe siècles", "du XVIIIe au XIXe siècle"],
    "1850-01-01..1850-12-31 approx": ["aux alentours de 1850", "autour de 1850"],
    "1881-01-01..1881-12-31": ["la loi de 1881"],
    "2025-01-01..2025-12-31 end": ["fin 2025", "à la fin de l'année 2025"],
    "2025-01-01..2025-12-31 mid": ["mi-2025", "au milieu de l'année 2025"],
    "2030-01-01..2039-12-31 start": ["début de la prochaine décennie", "au début des années 2030"],
    "2030-01-01..2030-12-31": [
        "d'ici 2030",
        "à l'horizon 2030",
        "d'ici à 2030",
        "avant 2030",
        "jusqu'en 2030",
    ],
    "2030-01-01..2030-12-31 approx": ["vers 2030", "autour de 2030"],
    "1789-01-01..1789-12-31": ["en 1789"],
    "2020-01-01..2021-12-31": [
        "2020/21",
        "l'exercice 2020-2021",
        "la saison 2020-21",
        "la campagne 2020/2021",
    ],
}
NOT_YEARS = [
    "2000 salariés",
    "2 000 euros",
    "les 2024 participants",
    "en 999",
    "en 3000",
    "une Peugeot 2008",
    "la 2008",
    "au km 1990",
    "le roman 1984",
    "l'Agenda 2030",
    "la Vision 2025",
    "la norme RT-2012",
    "le CAC 40",
    "le SBF 120",
    "1789 personnes",
    "Action publique 2022",
]

QUARTERS = {
    "2024-01-01..2024-03-31": [
        "au premier trimestre",
        "au T1",
        "1T24",
        "T1 2024",
        "le 1er trimestre 2024",
        "au 1er trim. 2024",
        "Q1 2024",
        "les trois premiers mois de l'année",
        "le trimestre dernier",
    ],
    "2022-07-01..2022-09-30": [
        "3T22",
        "T3 2022",
        "au troisième trimestre 2022",
        "3e trimestre de 2022",
        "T3 22",
        "3ème trimestre 2022",
    ],
    "2024-04-01..2024-06-30": ["le trimestre en cours", "ce trimestre", "au deuxième trimestre"],
    "2023-07-01..2023-12-31": [
        "au second semestre 2023",
        "S2 2023",
        "2S23",
        "H2 2023",
        "le deuxième semestre de l'an dernier",
        "deuxième semestre de 2023",
    ],
    "2024-01-01..2024-06-30": [
        "S1 24",
        "1S24",
        "H1 2024",
        "au premier semestre",
        "les six premiers mois de 2024",
    ],
    "2022-01-01..2022-09-30": [
        "9M22",
        "9M 2022",
        "les neuf premiers mois de 2022",
        "les neuf premiers mois de l'année 2022",
    ],
    "2023-09-01..2023-12-31": ["le dernier quadrimestre 2023", "le troisième quadrimestre de 2023"],
    "2023-10-01..2023-12-31": [
        "les trois derniers mois de 2023",
        "le dernier trimestre 2023",
        "le quatrième trimestre de l'année dernière",
    ],
    "2023-01-01..2023-12-31": [
        "l'exercice 2023",
        "l'exercice précédent",
        "l'exercice écoulé",
        "l'année passée",
    ],
}
NOT_QUARTERS = [
    "un T3 lumineux",
    "la ligne T2",
    "une Audi Q3",
    "le premier ministre",
    "la Premier League",
    "le virus H1N1",
    "premier semestriel",
]

RELATIVE = {
    "2024-05-14": ["hier", "hier soir", "mardi", "mardi dernier", "ce mardi"],
    "2024-05-13": ["avant-hier", "lundi matin"],
    "2024-05-15": ["ce matin", "dès aujourd'hui", "mercredi", "ce mercredi"],
    "2024-05-16": ["demain", "demain matin", "jeudi prochain"],
    "2024-05-17": ["après-demain", "après demain", "apres-demain"],
    "2024-05-06..2024-05-12": ["la semaine dernière", "la semaine passée"],
    "2024-05-13..2024-05-19": ["cette semaine"],
    "2024-05-13..2024-05-19 start": ["en début de semaine", "au début de la semaine"],
    "2024-05-11..2024-05-12": ["le week-end dernier"],
    "2024-05-18..2024-05-19": ["le week-end prochain", "ce week-end"],
    "2023-01-01..2023-12-31": ["l'an dernier", "l'année dernière", "l'an passé", "il y a un an"],
    "2025-01-01..2025-12-31": ["l'an prochain", "l'année prochaine", "dans un an"],
    "2024-02-01..2024-02-29": ["il y a trois mois"],
    "2024-05-05": ["il y a dix jours"],
    "2024-05-20..2024-05-26": [
        "la semaine prochaine",
        "la semaine suivante",
        "la semaine du 21 mai",
        "dans une semaine",
    ],
    "2024-05-07": ["le mardi 7"],
    "2022-01-01..2022-12-31": ["il y a un peu plus de deux ans"],
    "2026-01-01..2026-12-31": ["dans deux ans", "d'ici deux ans", "d'ici à deux ans"],
    "2014-01-01..2014-12-31 approx": ["il y a une dizaine d'années"],
    "2024-01-01..2024-12-31 end": ["à la fin de l'année", "en fin d'année", "d'ici la fin de l'année"],
    "2023-01-01..2023-12-31 end": ["à la fin de l'année dernière", "fin 2023"],
    "2024-01-01..2024-12-31 start": ["depuis le début de l'année", "en début d'année"],
}
NOT_RELATIVE = [
    "la prochaine fois",
    "récemment",
    "à terme",
    "ces dernières années",
    "les mois qui viennent",
    "les métiers de demain",
    "il vaut aujourd'hui",
    "le magasin est ouvert le dimanche",
    "le marché se tient le mardi et le jeudi",
    "le Journal du dimanche",
    "du lundi au vendredi",
    "la boutique Vendredi a fermé",
    "le premier jeudi du mois",
    "sur l'exercice du pouvoir",
    "un potier de 49 ans qui vient de rouvrir",
    "sur 100 malades, 60 ont moins de 30 ans.",
    "ouvert toute l'année",
    "Avril, le groupe agroalimentaire, a perdu son patron.",
    "Mars rachète son rival.",
    "Vendredi, la boutique en ligne, a levé des fonds.",
    "Vendredi, la plateforme de mécénat, recrute.",
    "Vendredi, l'enseigne de seconde main, vient de fermer.",
    "Vendredi lève des fonds.",
    "Vendredi a racheté son rival.",
    "Mercredi, le loueur de vélos, est en faillite.",
    "Chez Vendredi, on se tait.",
    "par an",
    "deux fois par semaine",
    "chaque année",
    "tous les mois",
    "une minute",
    "sa dernière année de mandat",
]

FEASTS = {
    "2023-12-25": ["à Noël dernier", "Noël 2023", "le jour de Noël 2023"],
    "2024-03-31": ["à Pâques"],
    "2024-04-01": ["le lundi de Pâques"],
    "2024-05-09": ["le jeudi de l'Ascension"],
    "2024-05-19": ["à la Pentecôte"],
    "2024-07-14": ["le 14-Juillet", "la fête nationale"],
    "2024-11-29": ["le Black Friday 2024"],
    "2024-05-26": ["la fête des Mères"],
    "2024-06-16": ["la fête des pères"],
    "2024-06-21..2024-09-22": ["cet été", "l'été 2024", "à l'été 2024"],
    "2024-03-20..2024-06-20": ["au printemps", "ce printemps"],
    "2023-12-21..2024-03-19": ["l'hiver dernier", "l'hiver 2023-2024", "l'hiver 2023/24"],
    "2023-12-26": ["le lendemain de Noël"],
    "2001-09-11": ["le 11-Septembre", "les attentats du 11-septembre"],
    "2015-11-13": ["les attentats du 13-Novembre"],
    "2024-03-30..2024-03-31": ["le week-end de Pâques"],
    "2023-09-01..2023-09-30": ["à la rentrée 2023"],
}
NOT_FEASTS = [
    "le père Noël",
    "le marché de Noël",
    "Jean-Noël",
    "il a été vu",
    "les soldes d'été",
    "Nicolas Toussaint",
    "le Printemps de Bourges",
]

DURATIONS = {
    "P5Y": [
        "cinq ans",
        "en cinq ans",
        "depuis 5 ans",
        "les cinq dernières années",
        "ces cinq dernières années",
    ],
    "P2Y6M": ["deux ans et demi", "deux ans et six mois", "condamné à deux ans et six mois"],
    "PT2H20M": ["en deux heures et vingt minutes"],
    "PT30M": ["une demi-heure", "pendant une demi-heure"],
    "PT45M": ["trois quarts d'heure"],
    "P50Y": ["depuis un demi-siècle"],
    "PT4H": ["la durée est de quatre heures"],
    "P18M": ["dix-huit mois", "18 mois", "pendant dix-huit mois"],
    "P1M15D": ["un mois et demi"],
    "P15D": ["quinze jours", "les quinze derniers jours"],
    "P15D approx": ["une quinzaine", "une quinzaine de jours"],
    "PT24H": ["en 24 heures", "pendant vingt-quatre heures"],
    "PT48H": ["48 heures", "après 48 heures"],
    "P3M": ["pendant un trimestre"],
    "P1D": ["en une journée", "en une seule journée"],
    "P12M": ["les douze derniers mois", "12 à 18 mois", "douze mois", "les quatre derniers trimestres"],
    "P2W": ["deux semaines", "deux à trois semaines"],
    "P10Y": ["une décennie entière après une décennie", "le taux à 10 ans", "dix ans de prison"],
    "P2Y": ["condamné à deux ans de prison"],
}
NOT_DURATIONS = [
    "un homme de 45 ans",
    "âgée de 19 ans",
    "Léa Martin, 12 ans, a",
    "les 18-25 ans",
    "les moins de 25 ans",
    "à 20 heures",
    "vers 10h40",
    "à 20 heures 30",
    "de 9 heures à 13 heures",
    "35 heures par semaine",
    "deux jours sur cinq",
    "il a 45 ans",
    "une quinzaine de restaurants",
    "mort à 60 ans",
    "dès 16 ans",
    "tous les deux ans",
    "tous les deux ou trois ans",
    "un bébé de trois mois",
    "l'âge légal passera de 62 à 64 ans",
    "l'âge moyen est de 51 ans",
    "les 24 Heures du Mans",
    "24 heures sur 24",
    "il est 20 heures passées",
    "le JT de 20 heures",
    "une demi-heure après le coup d'envoi",
]

TABLES = (DAYS, MONTHS, YEARS, QUARTERS, RELATIVE, FEASTS, DURATIONS)
NOT_TABLES = (NOT_DAYS, NOT_MONTHS, NOT_YEARS, NOT_QUARTERS, NOT_RELATIVE, NOT_FEASTS, NOT_DURATIONS)
CASES = [(surface, period) for table in TABLES for period, surfaces in table.items() for surface in surfaces]


@pytest.mark.parametrize(("surface", "period"), CASES)
def test_a_form_stands_for_its_period(surface: str, period: str) -> None:
    """Each form of the tables gives its period, and nothing besides."""
    assert [found for found, _ in periods(f"À noter : {surface}.", PUBLISHED)][-1:] == [period]


@pytest.mark.parametrize("surface", [surface for table in NOT_TABLES for surface in table])
def test_what_only_looks_like_a_date_is_none(surface: str) -> None:
    """Prices, counts, names, ages, hours and habits are not dates."""
    assert periods(f"On parle, dit-on, de cela : {surface}.", PUBLISHED) == []
