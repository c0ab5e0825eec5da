"""Which names are companies: marked sentences are read by the model, the others by lists and context."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimx.companies import Companies
from claimx.companies.corpus import parse_marked

MARKED = [
    "[[Renault]] recule de 2 % après les chiffres de [[Nissan]].",
    "Le groupe [[Trivalis]] a relevé son objectif, selon [[Les Echos]].",
    "La start-up lyonnaise [[Klyova]] lève 12 millions d'euros auprès d'[[Elaia]] et de [[Bpifrance]].",
    "([[AOF]]) - [[Jefferies]] abaisse [[Sodexo]] de 90 à 85 euros.",
    "[[Odexis]] SA a publié un bénéfice de 3 millions d'euros.",
    "L'action [[Orange]] gagne 1 % ; [[Casino]] (-3,2 %) ferme la marche.",
    "[[Attijariwafa bank]] et la [[BMCE]] devancent [[CIH Bank]] à Casablanca.",
    "[[Hydro-Québec]] versera 3 milliards $ au gouvernement, rapporte [[La Presse]].",
    "La [[Socapalm]] et [[BGFIBank]] ont été cotées à Douala.",
    "Le titre [[UBS]] prend 2 % à Zurich, où le SMI cède 0,1 %.",
]
NOT = [
    "Le CAC 40 gagne 1 % et Wall Street recule.",
    "La BCE et la Banque de France attendent ; la Fed aussi.",
    "Le ministère de la Santé et l'AMF ont réagi, ainsi que la CGT.",
    "Une Ferrari 250 GTO et une Porsche 911 ont été vendues à Monaco.",
    "Il a réagi sur Twitter, puis sur sa page Facebook.",
    "L'iPhone et ChatGPT fascinent les élèves de Limoges.",
    "Louis Renault est né à Paris ; Vincent Bolloré, à Boulogne.",
    "Le PSG a battu l'OM au Stade de France.",
    "Batteries : l'Europe est à la traîne.",
    "Oxfam et Greenpeace ont manifesté devant l'Assemblée nationale.",
    "L'opérateur investira en France 3 milliards d'euros.",
    "Le coût est de 3M€ en 2024, contre 3M $ et 3M EUR.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_companies_in_a_marked_sentence(marked: str, read: Callable[[str], Companies]) -> None:
    """Companies in a marked sentence."""
    passage = parse_marked(marked)
    assert [mention.span for mention in read(passage.source.text).mentions] == list(passage.companies)


@pytest.mark.parametrize("text", NOT)
def test_no_company(text: str, read: Callable[[str], Companies]) -> None:
    """No company."""
    assert read(text).names == ()


def test_context_alone_gives_a_company_away(found: Callable[..., list[str]]) -> None:
    """Context alone gives a company away."""
    assert found("La société Zéphira a perdu 3 M€.") == ["Zéphira"]
    assert found("Zéphira SAS a perdu 3 M€.") == ["Zéphira"]
    assert found("Valeurs : Zéphira (+3,2 %) et Kelmo (-1 %).") == ["Zéphira", "Kelmo"]


def test_an_ambiguous_word_needs_a_cue(found: Callable[..., list[str]]) -> None:
    """An ambiguous word needs a cue."""
    assert found("Il mange une orange. Orange amère, dit-il.") == []
    assert found("Le groupe Orange recrute.") == ["Orange"]
    assert found("Les salariés d'Orange défilent.", ORG="Orange") == ["Orange"]


def test_a_name_once_accepted_counts_everywhere(found: Callable[..., list[str]]) -> None:
    """A name once accepted counts everywhere."""
    text = "Zéphira lève 3 M€. Les clients de Zéphira approuvent."
    assert found(text, ORG="Zéphira") == ["Zéphira", "Zéphira"]


def test_a_list_of_companies_makes_its_members_companies(found: Callable[..., list[str]]) -> None:
    """A list of companies makes its members companies."""
    text = "Danone, Kelmo et Nestlé sont visés."
    assert found(text, MISC="Kelmo") == ["Danone", "Kelmo", "Nestlé"]


def test_people_and_products_stay_out_of_the_whole_text(found: Callable[..., list[str]]) -> None:
    """People and products stay out of the whole text."""
    text = "Le fondateur, Yao Kouassi, a un forfait Luma. Il vend Luma en Suisse."
    assert found(text, ORG="Yao Kouassi|Luma") == []


def test_a_medium_is_a_company_where_it_is_a_source(found: Callable[..., list[str]]) -> None:
    """A medium is a company where it is a source."""
    assert found("Selon Marianne, le prix a doublé.") == ["Marianne"]
    assert found("Avec Marianne, sa fille, il a déménagé.", PER="Marianne") == []


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("le PDG de Zéphira a parlé", "PDG de Zéphira"),
        ('dit "Zéphira" hier', '"Zéphira"'),
        ("chez Zéphira.", "Zéphira."),
        ("à Zéphira - le groupe", "Zéphira - le groupe"),
    ],
)
def test_edges_of_a_name_are_cleaned(marked: str, name: str, found: Callable[..., list[str]]) -> None:
    """Edges of a name are cleaned."""
    assert found(f"La société Zéphira. Puis {marked}", ORG=name)[-1] == "Zéphira"


def test_capitals_are_found(found: Callable[..., list[str]]) -> None:
    """Capitals are found."""
    assert found("EURONEXT : LVMH ET L'ORÉAL EN HAUSSE") == ["EURONEXT", "LVMH", "L'ORÉAL"]


def test_a_subsidiary_takes_its_last_word(found: Callable[..., list[str]]) -> None:
    """A subsidiary takes its last word."""
    assert found("Altice France et Vinci Autoroutes signent.") == ["Altice France", "Vinci Autoroutes"]


@pytest.mark.parametrize(
    "text",
    [
        "<b>Kervadec</b> a gagné 3 M€ en 2023.",
        "Le groupe <strong>Kervadec</strong>, lui, a gagné 3 M€.",
        "<p>Kervadec</p><p>a levé 3 M€</p>",
        "[Kervadec](https://kervadec.example/a?b=c) a annoncé 3 M€ de revenus.",
        "**Kervadec** a annoncé 3 M€ de revenus.",
        "La start-up Kervadec😀 a levé 3 M€.",
        "😀 Kervadec 🚀 a levé 3 M€.",
        "Kervadec™ a gagné 3 M€.",
        "Le groupe Kervadec® a gagné 3 M€.",
        "Le groupe Kervadec\\n a gagné 3 M€.",
        "Kervadec&nbsp;SA a annoncé 3 M€ de bénéfice.",
    ],
)
def test_markup_and_pictures_are_no_part_of_a_name(text: str, read: Callable[[str], Companies]) -> None:
    """Markup, pictures and marks of trade that touch a name are no part of it."""
    assert read(text).names == ("Kervadec",)


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("<b>Kelmo</b> perd 3 %.", "Kelmo</b", ["Kelmo"]),
        ("<b>Kelmo</b> perd 3 %.", "b>Kelmo</b>", ["Kelmo"]),
        ('<a href="/k">Kelmo</a> perd 3 %.', 'href="/k">Kelmo</a', ["Kelmo"]),
        ("Kelmo|Zéphira|3 %", "Kelmo|Zéphira", ["Kelmo", "Zéphira"]),
        ("[Kelmo](http://kelmo.example) perd 3 %.", "Kelmo](http://kelmo.example", ["Kelmo"]),
        ("🇫🇷Kelmo↗️ perd 3 %.", "🇫🇷Kelmo↗️", ["Kelmo"]),
        ("_Kelmo_ perd 3 %.", "_Kelmo_", ["Kelmo"]),
        ("</b></i> perd 3 %.", "/b></i", []),
        ("Kelmo & Fils perd 3 %.", "Kelmo & Fils", ["Kelmo & Fils"]),
        ("Kelmo+ perd 3 %, E*Kelm! aussi.", "E*Kelm", ["E*Kelm"]),
    ],
)
def test_markup_within_what_the_model_marks(
    text: str, marked: str, names: list[str], found: Callable[..., list[str]]
) -> None:
    """What the model marks is cut at markup and pictures; signs that names have stay in them."""
    assert found(text, ORG=marked) == names


def test_a_reference_is_read_in_a_name(read: Callable[[str], Companies]) -> None:
    """A sign that a feed wrote as a character reference is read as that sign."""
    assert read("Le groupe Kervadec &amp; Fils a gagné 3 M€ en 2023.").names == ("Kervadec & Fils",)
