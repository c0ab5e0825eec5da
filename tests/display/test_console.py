"""An extraction as text for a terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rich.console import Console

from claimx.display import figure, period, printable, terminal
from claimx.records import Claim, Evidence, Extraction, Money, Percentage, Period, When

TEXT = (
    "Un contrat à 300 milliards de dollars pour OpenAI.\r\nRésultat : +35\u202f% [bold] sur l’action :smile:."
)


def claim(text: str, value: Money | Percentage, **fields: Any) -> Claim:  # noqa: ANN401
    """A claim of ``TEXT``, bare but for the fields given."""
    start = TEXT.index(text)
    bare = {
        "metric": "other",
        "direction": None,
        "certainty": "stated",
        "confidence": 0.5,
        "evidence": Evidence(),
    }
    empty: dict[str, Any] = dict.fromkeys(("subjects", "counterparties", "sources", "when"), ())
    place = {"start": start, "end": start + len(text), "text": text, "figure": value}
    return Claim.model_validate({**bare, **empty, **place, **fields})


def extraction(*claims: Claim) -> Extraction:
    """An extraction of ``TEXT`` with these claims."""
    return Extraction(text=TEXT, published=None, companies=(), claims=claims, dates=())


def money(low: str | None, high: str | None, comparator: str = "exact", per: str | None = None) -> Money:
    """An amount in euros."""
    return Money.model_validate(
        {"low": low, "high": high, "currency": "EUR", "comparator": comparator, "per": per}
    )


def shown(what: Extraction, width: int = 120) -> str:
    """What a terminal of that width shows, without colours."""
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(terminal(what, width))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


CONTRACT = claim(
    "300 milliards de dollars",
    Money(low=Decimal(300_000_000_000), high=Decimal(300_000_000_000), currency="USD"),
    metric="operating_profit",
    certainty="estimated",
    subjects=("Oracle",),
    counterparties=("OpenAI",),
    sources=("Reuters",),
    when=(When(relation="until", start=date(2030, 1, 1), end=date(2039, 12, 31), mod="start", timex="203"),),
)
MOVE = claim(
    "+35\u202f%",
    Percentage(low=Decimal(35), high=Decimal(35)),
    direction="up",
    subjects=("Oracle",),
    when=(When(relation="over", duration="P1D"),),
)


class TestTable:
    def test_wide(self) -> None:
        """A wide terminal shows a row a claim, its sentence under it with the figure marked."""
        assert shown(extraction(CONTRACT, MOVE)) == (
            "figure      company          metric            direction  certainty  period\n"
            "300 bn USD  Oracle           operating profit  —          estimated  until start of 2030–2039\n"
            "            with: OpenAI\n"
            "            source: Reuters\n"
            "  Un contrat à [300 milliards de dollars] pour OpenAI.\n"
            "\n"
            "35 %        Oracle           other             up         stated     over 1 day\n"
            "  Résultat : [+35 %] [bold] sur l’action :smile:.\n"
        )

    def test_narrower(self) -> None:
        """In eighty columns the widest cells wrap, and no word is broken."""
        lines = shown(extraction(CONTRACT, MOVE), 80).splitlines()
        assert max(map(len, lines)) <= 80
        assert lines[1].split() == [
            "300",
            "bn",
            "USD",
            "Oracle",
            "operating",
            "—",
            "estimated",
            "until",
            "start",
            "of",
        ]

    def test_narrow(self) -> None:
        """A narrow terminal shows a block a claim, a field a line."""
        assert shown(extraction(CONTRACT), 40).splitlines() == [
            "300 bn USD",
            "  company: Oracle",
            "  with: OpenAI",
            "  source: Reuters",
            "  metric: operating profit",
            "  direction: —",
            "  certainty: estimated",
            "  period: until start of 2030–2039",
            "  Un contrat à [300 milliards de",
            "  dollars] pour OpenAI.",
        ]

    @pytest.mark.parametrize("width", [1, 8, 20, 61, 79, 250])
    def test_any_width(self, width: int) -> None:
        """Whatever its width, a terminal is never overrun."""
        assert max(map(len, shown(extraction(CONTRACT, MOVE), width).splitlines())) <= width

    def test_no_subject(self) -> None:
        """A claim about no company shows a dash."""
        bare = extraction(MOVE.model_copy(update={"subjects": ()}))
        assert shown(bare).splitlines()[1].split()[2:4] == ["—", "other"]

    def test_no_claim(self) -> None:
        """An extraction without claims says so."""
        assert shown(extraction()) == "No amount of money and no percentage found."


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
        ("\x1b[31mrouge\x07", "[31mrouge"),
        ("a\r\n\tb\u00a0c", "a b c"),
        ("mil\u00adliards\u202e\u200b", "milliards"),
        ("a\ud800b\x9b", "a\ufffdb"),
    ],
)
def test_printable(text: str, words: str) -> None:
    """Nothing of a text can steer the terminal it is shown on."""
    assert printable(text) == words
