"""The claims of an extraction in a terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rich.console import Console

from claimx.display import terminal
from claimx.records import Claim, Evidence, Extraction, Money, Percentage, When

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
