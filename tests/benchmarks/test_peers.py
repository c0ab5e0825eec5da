"""The peers: what is asked of them, how they are counted, and what becomes of one that fails."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import markup
import peering
import pytest
import shapes

MARKED = (
    "@ one 2024-07-30 agency\n[[Velmor]] gagne {{3 M€|3e6 EUR|profit|subj Velmor}} en <<2023|2023|Velmor>>."
)


@pytest.mark.parametrize("key", list(peering.specs()))
def test_rows(key: str) -> None:
    """Every peer is pinned, has an adapter, and says what it is counted on."""
    spec = peering.specs()[key]
    assert spec.install
    assert [one for one in spec.install if not re.fullmatch(r"[\w-]+==[\w.]+", one)] == []
    assert (peering.PEERS / "adapters" / f"{spec.adapter}.py").exists()
    assert set(spec.reads) <= set(peering.LINES)
    assert set(spec.given) <= {"number", "amount", "dates"}
    assert spec.reads or spec.given


def test_asked_as_a_peer() -> None:
    """Claimx is asked in the same way, and answers in the shapes that are scored."""
    gold = next(markup.passages(MARKED))
    texts = [{"text": gold["text"], "published": gold["published"]}]
    told = peering.ask(peering.OURS, {"texts": texts, "given": [], "timed": {"some": [gold["text"]] * 4}})
    lines = peering.count_lines([gold], told["found"], ["money", "dates", "companies"])
    assert set(lines) == {line for kind in ("money", "dates", "companies") for line in peering.LINES[kind]}
    assert lines["money value"]["F1"] == 100
    assert told["seconds"]["some"] > 0
    assert told["load"] > 0


class TestFailing:
    def test_does_not_install(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A peer that does not install says so, without addresses and folders, and is tried again."""
        monkeypatch.setattr(peering, "ENVIRONMENTS", tmp_path)
        gone = peering.Spec("gone", "gone", install=[str(tmp_path / "gone-1.0-py3-none-any.whl")])
        with pytest.raises(peering.PeerError, match="does not install") as fault:
            peering.python_of(gone)
        assert str(tmp_path) not in str(fault.value)
        assert not list(tmp_path.glob("*/ready"))

    def test_does_not_run(self) -> None:
        """A peer without an adapter that runs says so."""
        with pytest.raises(peering.PeerError, match="does not run: ModuleNotFoundError"):
            peering.ask(peering.Spec("gone", "gone"), {"texts": [], "given": [], "timed": {}})

    def test_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The others are measured all the same, and the page says which failed and why."""
        gold = next(markup.passages(MARKED))

        def ask(spec: peering.Spec, request: dict[str, Any]) -> dict[str, Any]:
            if spec.adapter != "claimx":
                raise peering.PeerError("does not install: no such version")
            return {
                "found": [gold] * len(request["texts"]),
                "values": [],
                "load": 1.0,
                "seconds": {"some": 2.0},
            }

        monkeypatch.setattr(peering, "ask", ask)
        told = peering.measure([gold], {"some": ["abcd"]})
        assert told["peers"]["claimx"]["lines"]["FIGURE + COMPANY"]["F1"] == 100
        assert told["peers"]["claimx"]["characters a second"] == {"some": 2}
        assert told["peers"]["dateparser"]["failed"] == "does not install: no such version"
        assert "claimx" in told["whose"]


def test_addresses_are_not_told() -> None:
    """The last words of a fault are told without what names a machine."""
    line = "ERROR: no wheel at https://packages.example/simple/x/ nor in /home/somebody/x"
    assert peering.discreet(line) == "ERROR: no wheel at … nor in …"


def test_nearest_to_the_left() -> None:
    """Put together, a figure goes with the company that was mentioned last, or with none."""
    companies = [
        shapes.company(shapes.span(start, start + 2), name) for start, name in ((5, "Aa"), (9, "Bb"))
    ]
    figure = shapes.percentage("3")
    claims = [shapes.claim(shapes.span(start, start + 3), figure) for start in (0, 7, 20)]
    assert [claim["subjects"] for claim in peering.nearest(claims, companies)["claims"]] == [
        [],
        ["Aa"],
        ["Bb"],
    ]


def test_words_that_are_given() -> None:
    """Of given words the number counts, with or without its currency, or the period."""
    gold = next(markup.passages(MARKED))
    asked = peering.questions([gold])
    values = [shapes.amount("3000000", None)] * 2 + [shapes.period(shapes.around(date(2023, 5, 1), "year"))]
    assert [one["of"] for one in asked] == ["number", "amount", "dates"]
    assert {of: row["right"] for of, row in peering.count_given(asked, values).items()} == {
        "number": 1,
        "amount": 0,
        "dates": 1,
    }


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("day", date(2024, 2, 28), date(2024, 2, 28)),
        ("week", date(2024, 2, 26), date(2024, 3, 3)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_periods_around_a_day(unit: str, first: date, last: date) -> None:
    """A peer that tells one day and a unit means the whole of it."""
    assert shapes.around(date(2024, 2, 28), unit) == (first, last)


def test_plain_typography_keeps_places() -> None:
    """Peers get plain apostrophes and spaces, at the same places."""
    text = "3,2 milliards d’euros, 40\u202f000\u00a0€"
    assert shapes.folded(text) == "3,2 milliards d'euros, 40 000 €"
    assert len(shapes.folded(text)) == len(text)
