"""Records in a few words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claimx.display import figure, period, printable
from claimx.display.words import shortened
from claimx.records import Money, Percentage, Period, When


def money(low: str | None, high: str | None, comparator: str = "exact", per: str | None = None) -> Money:
    """An amount in euros."""
    return Money.model_validate(
        {"low": low, "high": high, "currency": "EUR", "comparator": comparator, "per": per}
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (money("3000000000", "3000000000"), "3 bn EUR"),
        (money("6941000000", "6941000000"), "6.941 bn EUR"),
        (money("1500", "1500"), "1,500 EUR"),
        (money("-70000000", "-70000000"), "-70 m EUR"),
        (money("3000000000", "4000000000", "range"), "3–4 bn EUR"),
        (money("900000000", "1200000000", "range"), "900–1,200 m EUR"),
        (money("4500000000000", None, "over"), "> 4,500 bn EUR"),
        (money("100", None, "at_least"), "≥ 100 EUR"),
        (money(None, "100", "under"), "< 100 EUR"),
        (money(None, "100", "at_most"), "≤ 100 EUR"),
        (money("100", "100", "approx"), "≈ 100 EUR"),
        (money("1.330", "1.330", per="action"), "1.33 EUR / action"),
        (money("0", "0"), "0 EUR"),
        (money("1.2", "1.2"), "1.20 EUR"),
        (money("1.5", "2", "range"), "1.50–2 EUR"),
        (money("1.2345", "1.2345"), "1.2345 EUR"),
        (money("1200000", "1200000"), "1.2 m EUR"),
        (Percentage(low=Decimal("3.50"), high=Decimal("3.50")), "3.5 %"),
        (Percentage(low=Decimal("0.25"), high=Decimal("0.25"), unit="point"), "0.25 pt"),
        (Percentage(low=Decimal(25), high=Decimal(25), unit="basis_point"), "25 bp"),
    ],
)
def test_figure(value: Money | Percentage, words: str) -> None:
    """A figure is written in short, with its bounds, every digit kept."""
    assert figure(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2020-01-01", "2021-12-31", "2020–2021"),
        ("2022-07-01", "2022-09-30", "2022-Q3"),
        ("2024-07-01", "2024-12-31", "2024-H2"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-01-01", "2024-09-30", "2024-01 to 2024-09"),
        ("2024-02-01", "2024-04-30", "2024-02 to 2024-04"),
        ("2024-05-14", "2024-05-14", "2024-05-14"),
        ("2024-06-21", "2024-09-22", "2024-06-21 to 2024-09-22"),
        ("9999-01-01", "9999-12-31", "9999-01-01 to 9999-12-31"),
    ],
)
def test_days(start: str, end: str, words: str) -> None:
    """A period is written by the calendar unit it fills, else by its two ends."""
    assert period(Period(start=date.fromisoformat(start), end=date.fromisoformat(end))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (When(relation="over", duration="P5Y"), "over 5 years"),
        (When(relation="over", duration="P1D"), "over 1 day"),
        (When(relation="over", duration="P1M15D"), "over P1M15D"),
        (When(relation="over", duration="PT36H"), "over PT36H"),
        (When(relation="by", timex="2030"), "by 2030"),
        (When(relation="in"), "no date"),
        (Period(start=date(2025, 1, 1), end=date(2025, 12, 31), mod="end"), "end of 2025"),
    ],
)
def test_period(value: Period, words: str) -> None:
    """A period is written with its relation and its modifier."""
    assert period(value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\x1b[31mrouge\x07", "rouge"),
        ("\x1b[1;31;4mrouge\x1b[0m", "rouge"),
        ("\x9b2Jrouge\x9b?25l", "rouge"),
        ("\x1b]0;titre\x07rouge\x1b]8;;https://x.example\x1b\\lien", "rougelien"),
        ("\x1b]0;sans fin", "]0;sans fin"),
        ("a\r\n\tb\u00a0c", "a b c"),
        ("mil\u00adliards\u202e\u200b", "milliards"),
        ("a\ud800b\x9b", "a\ufffdb"),
    ],
)
def test_printable(text: str, words: str) -> None:
    """Nothing of a text can steer the terminal it is shown on."""
    assert printable(text) == words


def test_unsafe_units() -> None:
    """Units and dates of records made elsewhere steer no terminal either."""
    amount = Money(low=Decimal(3), high=Decimal(3), currency="\x1b[31mEUR", per="\x1b[2Jaction")
    assert figure(amount) == "3 EUR / action"
    assert period(Period(timex="\x1b[31m2024")) == "2024"
    assert period(Period(duration="\x1b[31mP5X")) == "P5X"


def test_long_duration() -> None:
    """A duration of more digits than Python reads is written as it stands."""
    assert period(Period(duration=f"P{'9' * 5000}Y")) == f"{'9' * 5000} years"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Verrelec grandit\nLe groupe …", "Verrelec grandit"),
        ("\n\n  Verrelec   grandit\r\n", "Verrelec grandit"),
        ("Verrelec grandit encore un peu", "Verrelec grandit …"),
        ("", ""),
    ],
)
def test_shortened(text: str, line: str) -> None:
    """A text is named by its first line, cut between two words."""
    assert shortened(text, 20) == line
