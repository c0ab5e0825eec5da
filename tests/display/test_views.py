"""What a notebook shows."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from claimx.display import View, table
from claimx.errors import InputError
from claimx.records import Check, Company, Extraction, Listing
from handmade import HALF_YEAR, claim, extraction, half_year, mention


def told(html: str) -> list[str]:
    """The words of a view, a piece an element, without the style sheet."""
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return [piece for piece in (unescape(each).strip() for each in re.split(r"<[^>]*>", bare)) if piece]


def html_of(record: Any) -> str:  # noqa: ANN401
    """What a notebook asks a record for."""
    shown: str = record._repr_html_()
    return shown


class TestExtraction:
    def test_parts(self) -> None:
        """The legend, the text, the records, the hint, and the claims as a table."""
        words = told(html_of(half_year()))
        assert words[:3] == ["2 figures", "1 company", "1 date"]
        assert words[3:6] == ["Velmor", "a publié ses comptes du", "premier semestre 2024"]
        head = words.index("Figure")
        assert words[head : head + 8] == [
            *("Figure", "As written", "Company", "Metric", "Direction", "Certainty", "Period", "Confidence")
        ]
        assert words[head + 8 :] == [
            *("8 %", "8 %", "Velmor", "revenue", "▲ up", "stated", "—", "50%"),
            *("3 m EUR", "3 M€", "—", "revenue", "—", "stated", "—", "50%"),
        ]

    def test_record(self) -> None:
        """A record says of each field what it is and which words tell it."""
        words = told(html_of(half_year()))
        start = words.index("Company")
        assert words[start - 2 : start + 14] == [
            *("8 %", "8 %", "Company", "Velmor", "Velmor", "Metric", "revenue", "chiffre d’affaires"),
            *("Direction", "▲ up", "croît", "Certainty", "stated", "Period", "—", "premier semestre 2024"),
        ]

    def test_no_claim(self) -> None:
        """A text without figures is shown, and that there are none is said."""
        words = told(html_of(extraction("Velmor recrute.", companies=["Velmor"])))
        assert words[-3:] == ["Velmor", "recrute.", "No amount of money and no percentage found."]

    def test_checks(self) -> None:
        """Changes that do not agree with their levels are told under the table."""
        text = "45 M€, contre 41 M€ : 12 %"
        money = {"kind": "money", "high": None, "currency": "EUR"}
        claims = [
            claim(text, "45 M€", figure=money | {"low": "45000000"}),
            claim(text, "41 M€", figure=money | {"low": "41000000"}),
            claim(text, "12 %", figure={"kind": "percent", "low": "12", "high": "12"}),
        ]
        check = Check(value=0, basis=1, change=2, computed=Decimal("9.76"), unit="percent", agrees=False)
        made = extraction(text, claims).model_copy(update={"checks": (check,)})
        assert told(html_of(made))[-2:] == [
            "12 % told; from 41 m EUR to 45 m EUR it is 9.76 %:",
            "does not agree",
        ]

    def test_same_every_time(self) -> None:
        """The same extraction is shown by the same HTML, which has no ids to clash in a page of many."""
        assert html_of(half_year()) == html_of(half_year())
        assert ' id="' not in html_of(half_year())

    def test_nothing_runs_or_is_fetched(self) -> None:
        """A view has no script, no handler, no link and no address."""
        view = html_of(half_year())
        assert (
            re.findall(r"<(?:script|link|img|iframe|a|form|input)\b|\son\w+=|https?:|url\(|@import", view)
            == []
        )

    def test_no_formulas(self) -> None:
        """Dollars are no LaTeX: what typesets formulas in notebooks passes over the view."""
        assert html_of(half_year()).startswith('<div class="claimx tex2jax_ignore mathjax_ignore" lang="en">')

    def test_odd_text(self) -> None:
        """Control characters and lone surrogates are shown as signs that can be written."""
        view = html_of(extraction("8 %\x00\ud800\x1b[31m\u202e", [claim("8 %", "8 %")]))
        assert "8 %</mark>\ufffd\ufffd\ufffd[31m</p>" in view
        assert view.encode()

    def test_grows_in_step(self) -> None:
        """Twice the text makes twice the HTML."""
        sizes = [len(html_of(repeated(count))) for count in (100, 200)]
        assert sizes[1] < 2.1 * sizes[0]


def repeated(count: int) -> Extraction:
    """The half year's text, so many times over."""
    text = f"{HALF_YEAR}\n" * count

    def moved(by: int) -> list[Any]:
        return [
            each.model_copy(update={"start": each.start + by, "end": each.end + by})
            for each in half_year().claims
        ]

    claims = [each for n in range(count) for each in moved(n * (len(HALF_YEAR) + 1))]
    return extraction(text, claims)


class TestClaim:
    def test_record(self) -> None:
        """A claim is its record; who else is in it and a bound have lines of their own."""
        text = "Selon Fil Éco, Velmor offre au moins 8 % à Nordglas."
        one = claim(
            text,
            "8 %",
            {"comparator": ["au moins"], "sources": ["Fil Éco"]},
            figure={"kind": "percent", "low": "8", "high": None, "comparator": "at_least"},
            subjects=("Velmor",),
            counterparties=("Nordglas",),
            sources=("Fil Éco",),
        )
        assert told(html_of(one)) == [
            *("≥ 8 %", "8 %", "Company", "Velmor", "With", "Nordglas", "Source", "Fil Éco", "Fil Éco"),
            *("Metric", "other", "Direction", "—", "Certainty", "stated", "Bound", "at least", "au moins"),
            *("Period", "—", "Confidence", "50%"),
        ]


class TestCompany:
    def test_forms(self) -> None:
        """A company is its name, its listing, and its forms, the most frequent first."""
        text = "Velmor SA, dit VLM, VLM"
        forms = (mention(text, "Velmor SA"), mention(text, "VLM"), mention(text, "VLM"))
        listing = Listing(ticker="VLM", country="FR")
        assert told(html_of(Company(name="Velmor", mentions=forms, listing=listing))) == [
            *("Velmor", "ticker VLM", "country FR", "VLM × 2", "Velmor SA × 1")
        ]

    def test_escaped(self) -> None:
        """Names are text."""
        assert "<b>R&amp;D &lt;b&gt;</b>" not in html_of(Company(name="R&D <b>", mentions=()))
        assert "R&amp;D &lt;b&gt;</b>" in html_of(Company(name="R&D <b>", mentions=()))


class TestTable:
    def test_rows(self) -> None:
        """Many extractions are one table, each claim with the place of its article."""
        shown = told(html_of(table([extraction("Rien."), half_year()])))
        assert shown[0] == "2 articles, 2 claims"
        assert shown[1:3] == ["Article", "Published"]
        assert shown[11:15] == ["1", "—", "8 %", "8 %"]

    def test_limit(self) -> None:
        """Only so many claims are shown, and how many there are besides is told."""
        shown = told(html_of(table([half_year()] * 4, limit=3)))
        assert shown[-1] == "… and 5 more"
        assert shown.count("50%") == 3

    def test_one(self) -> None:
        """One extraction is a table too."""
        assert isinstance(table(half_year()), View)

    @pytest.mark.parametrize("wrong", ["text", 3, None, [half_year(), "text"], half_year().claims])
    def test_wrong(self, wrong: Any) -> None:  # noqa: ANN401
        """What is no extraction is refused with what to pass."""
        with pytest.raises(InputError, match=r"pass what claimx\.extract"):
            table(wrong)

    def test_wrong_limit(self) -> None:
        """A table of no rows is refused."""
        with pytest.raises(InputError, match="limit must be 1 or more, not 0"):
            table([], limit=0)
