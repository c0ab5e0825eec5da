"""Claims as the points of a chart."""

from __future__ import annotations

import pytest

from claimx.plot.points import Dot, dot, told
from claimx.records import Claim, Money
from plot.claims import claim, euros, extraction, percent, period

H1 = ("2024-01-01", "2024-06-30")
Y2027 = ("2027-01-01", "2027-12-31")


def point(one: Claim, published: str | None = "2024-07-30") -> Dot | None:
    """The point of a claim in an article of that day."""
    (each,) = told([extraction(one, published=published)])
    return dot(each)


def place(one: Claim, published: str | None = "2024-07-30") -> tuple[object, object, object]:
    """The ends of the line of a claim, and where its point stands."""
    made = point(one, published)
    assert made is not None
    return made["start"], made["end"], made["at"]


class TestTime:
    @pytest.mark.parametrize(
        ("when", "start", "end", "at"),
        [
            (period(*H1), "2024-01-01", "2024-07-01", "2024-03-31"),
            (period(*Y2027, mod="start"), "2027-01-01", "2028-01-01", "2027-01-01"),
            (period(*Y2027, mod="end"), "2027-01-01", "2028-01-01", "2027-12-31"),
            (period(*Y2027, "by"), "2027-01-01", "2028-01-01", "2027-12-31"),
            (period(*Y2027, "until"), "2027-01-01", "2028-01-01", "2027-12-31"),
            (period("9999-01-01", "9999-12-31"), "9999-01-01", "9999-12-31", "9999-07-02"),
        ],
    )
    def test_period(self, when: object, start: str, end: str, at: str) -> None:
        """A line goes over the whole period, its last day included; the point is where the words put it."""
        assert place(claim(euros("6"), when=(when,))) == (start, end, at)

    def test_since(self) -> None:
        """What is counted since a day goes on to the day it is told, or to the period's end."""
        rise = claim(percent("22"), direction="up", when=(period(*H1, "since"),))
        assert place(rise) == ("2024-01-01", "2024-07-31", "2024-07-30")
        assert place(rise, None) == ("2024-01-01", "2024-07-01", "2024-06-30")

    def test_published(self) -> None:
        """Without a period of its own a claim stands on the day it was published, which is said."""
        for when in ((), (period(None, None, duration="P1D", relation="over"),), (period(None, None),)):
            made = point(claim(percent("6"), when=when))
            assert made is not None
            assert made["at"] == "2024-07-30"
            assert str(made["period"]).endswith("published 2024-07-30")
            assert point(claim(percent("6"), when=when), None) is None

    def test_basis(self) -> None:
        """A basis stands in its own period; a change does not stand in the one it is compared with."""
        versus = period("2023-01-01", "2023-06-30", "versus")
        assert place(claim(euros("6"), when=(versus,)))[0] == "2023-01-01"
        assert place(claim(percent("8"), direction="up", when=(versus,)))[0] == "2024-07-30"
        assert place(claim(percent("8"), direction="up", when=(versus, period(*H1))))[0] == "2024-01-01"

    def test_dated_first(self) -> None:
        """Of several periods the first that is dated places the claim."""
        assert place(claim(euros("6"), when=(period(None, None), period(*H1))))[0] == "2024-01-01"


class TestValue:
    @pytest.mark.parametrize(
        ("figure", "ends", "bound"),
        [
            (euros("6"), (6, 6, 6), None),
            (euros("3", "4", comparator="range"), (3, 3.5, 4), None),
            (euros("6", comparator="over"), (6, 6, 6), "from"),
            (euros("6", comparator="at_least"), (6, 6, 6), "from"),
            (euros(None, "6", comparator="under"), (6, 6, 6), "to"),
            (euros(None, "6", comparator="at_most"), (6, 6, 6), "to"),
            (euros("-6"), (-6, -6, -6), None),
        ],
    )
    def test_ends(self, figure: Money, ends: tuple[float, ...], bound: str | None) -> None:
        """A figure has its ends, the middle of them, and the side it is open to."""
        made = point(claim(figure))
        assert made is not None
        assert ((made["low"], made["value"], made["high"]), made["bound"]) == (ends, bound)

    @pytest.mark.parametrize(
        ("one", "panel"),
        [
            (claim(euros("6")), "revenue · EUR"),
            (claim(euros("6", currency="USD"), metric="share_price"), "share price · USD"),
            (claim(euros("6", per="action"), metric="dividend"), "dividend · EUR / action"),
            (claim(percent("6")), "revenue · %"),
            (claim(percent("6", unit="point")), "revenue · points"),
            (claim(percent("6", unit="basis_point")), "revenue · basis points"),
        ],
    )
    def test_panel(self, one: Claim, panel: str) -> None:
        """Values of different metrics, currencies or units are never on one axis."""
        made = point(one)
        assert made is not None
        assert made["panel"] == panel

    def test_beyond_floats(self) -> None:
        """A number no chart can hold has no point."""
        assert point(claim(euros(f"1{'0' * 400}"))) is None


class TestSentence:
    def test_marked(self) -> None:
        """The sentence has the figure marked, and nothing that steers a page or a terminal."""
        (each,) = told(
            [extraction(claim(euros("6")), text="Verrelec\x1b vise 6 M€."[:8] + " vise 6 M€.\r\n")]
        )
        made = dot(each)
        assert made is not None
        assert made["sentence"] == "Verrelec vise [6 M€]."

    def test_long(self) -> None:
        """A long sentence is cut between words, far from the figure."""
        text = f"{'bien ' * 100}6 M€{' mieux' * 100}."
        start = text.index("6")
        one = claim(euros("6"), start=start, end=start + 4)
        (each,) = told([extraction(one, text=text)])
        made = dot(each)
        assert made is not None
        sentence = str(made["sentence"])
        assert sentence.startswith("… bien bien")
        assert "bien [6 M€] mieux" in sentence
        assert sentence.endswith("mieux …")
        assert len(sentence) < 340
