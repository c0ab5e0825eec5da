"""The checks of a text's sums: which are made, what they compute, and when they agree."""

from __future__ import annotations

from decimal import Decimal

import pytest

import claimx

YEAR = "un an plus tôt"
AGREE = [
    (
        f"Les recettes de Velmor atteignent 3,3 milliards d'euros, contre 3 milliards {YEAR} (+10 %).",
        "10",
    ),
    ("Le bénéfice net de Velmor passe de 40 à 52 millions d'euros (+30 %).", "30"),
    ("Le bénéfice net de Velmor recule de 13 %, à 87 millions d'euros, contre 100 millions en 2022.", "-13"),
    (f"La marge de Velmor ressort à 5,2 %, contre 4,8 % {YEAR}, soit +40 points de base.", "40"),
    (f"La marge de Velmor ressort à 5,2 %, contre 4,8 % {YEAR}, soit une hausse de 0,4 point.", "0.4"),
]
DISAGREE = [
    (
        "Le bénéfice net de Velmor progresse de 12 %, à 45,2 millions d'euros, contre 41,1 millions en 2022.",
        "9.98",
    ),
    (
        f"Le chiffre d'affaires de Velmor tombe à 80 millions d'euros, contre 100 millions {YEAR} (-25 %).",
        "-20",
    ),
    (f"La marge de Velmor ressort à 5,2 %, contre 4,8 % {YEAR}, soit une hausse de 60 points de base.", "40"),
]
UNCHECKED = [
    "Les ventes de Velmor atteignent 120 M€, contre 100 M€ en 2022, soit +15 % à taux de change constants.",
    f"Les ventes de Velmor atteignent près de 120 M€, contre 100 M€ {YEAR}, en hausse de 15 %.",
    f"Les ventes de Velmor atteignent 120 M€, contre 100 M$ {YEAR}, en hausse de 15 %.",
    "Les ventes de Velmor ont progressé de 15 %. Elles atteignent 120 M€, contre 100 M€ en 2022.",
    f"Le bénéfice net de Velmor atteint 12 M€, contre 10 M€ {YEAR}.",
]


@pytest.mark.parametrize(("text", "computed"), AGREE)
def test_agrees(text: str, computed: str) -> None:
    """A change that its levels can round to agrees with them."""
    (check,) = claimx.extract(text, "2024-07-30").checks
    assert (check.agrees, check.computed) == (True, Decimal(computed))


@pytest.mark.parametrize(("text", "computed"), DISAGREE)
def test_disagrees(text: str, computed: str) -> None:
    """A change that no rounding of its levels gives is told, with the one computed."""
    extraction = claimx.extract(text, "2024-07-30")
    (check,) = extraction.checks
    assert (check.agrees, check.computed) == (False, Decimal(computed))
    assert extraction.claims[check.change].direction in {"up", "down"}


@pytest.mark.parametrize("text", UNCHECKED)
def test_unchecked(text: str) -> None:
    """No check is made of adjusted changes, of rough, unlike or distant figures, or of none."""
    extraction = claimx.extract(text, "2024-07-30")
    assert len(extraction.claims) > 1
    assert extraction.checks == ()


def test_json() -> None:
    """Checks come back from JSON; where there are none, the JSON says nothing of them."""
    with_one, without = (claimx.extract(text, "2024-07-30") for text in (AGREE[0][0], UNCHECKED[0]))
    assert claimx.Extraction.model_validate_json(with_one.model_dump_json()) == with_one
    assert "checks" in with_one.model_dump(mode="json")
    assert "checks" not in without.model_dump(mode="json")
