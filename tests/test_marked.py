"""The marked sentences of the tests are read as they are meant."""

from __future__ import annotations

import pytest

from marked import check, read


def test_read() -> None:
    """The marks are taken out, and each figure keeps its place and its fields."""
    marked = read("Velmor recule à [2 Md€](metric=revenue direction=down), puis à [3 %](direction=none).")
    assert marked.text == "Velmor recule à 2 Md€, puis à 3 %."
    assert marked.expected == (
        (16, "2 Md€", {"metric": "revenue", "direction": "down"}),
        (30, "3 %", {"direction": "none"}),
    )


def test_wrong_answer_fails() -> None:
    """A sentence whose answer is wrong does not pass."""
    with pytest.raises(AssertionError, match="Velmor atteint"):
        check("Le chiffre d'affaires de Velmor atteint [3 millions d'euros](metric=tax).")


def test_unclaimed_figure_fails() -> None:
    """A marked figure that is not claimed does not pass."""
    with pytest.raises(AssertionError, match="not claimed"):
        check("Velmor emploie [12 000](metric=workforce) salariés.")
