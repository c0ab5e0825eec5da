"""Charts, as Vega-Lite is told them and as it draws them."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import altair as alt
import pytest
import vl_convert

from claimx.errors import ExtraError, InputError
from claimx.plot import compare, timeline
from plot.claims import claim, euros, extraction, percent, period

H1 = period("2024-01-01", "2024-06-30")
STATED = claim(euros("3200000000"), when=(H1,))
AIM = claim(
    euros("6500000000", comparator="at_least"),
    certainty="forecast",
    when=(period("2024-01-01", "2024-12-31"),),
)
RANGE = claim(euros("400000000", "450000000", comparator="range"), metric="investment", certainty="forecast")
DENIED = claim(euros("500000000"), metric="financing", certainty="denied")
RIVAL = claim(euros("310000000"), subjects=("Nordglas",), when=(H1,))
NOBODY = claim(percent("2.2"), metric="rate", subjects=())
ARTICLE = extraction(STATED, AIM, RANGE, DENIED, RIVAL, NOBODY)


def spec(chart: alt.FacetChart) -> dict[str, Any]:
    """The chart as Vega-Lite is told it: valid by Altair's schema, and by the compiler of Vega-Lite."""
    told: dict[str, Any] = chart.to_dict()
    assert vl_convert.vegalite_to_vega(told)["marks"]
    return told


def values(chart: alt.FacetChart) -> list[dict[str, Any]]:
    """The points of a chart."""
    (points,) = spec(chart)["datasets"].values()
    return list(points)


def scale(chart: alt.FacetChart, channel: str) -> dict[Any, Any]:
    """What a channel shows for each value of its field."""
    told = spec(chart)["spec"]["layer"]
    (layer,) = [each for each in told if "shape" in each["encoding"]]
    scales = layer["encoding"][channel]["scale"]
    return dict(zip(scales["domain"], scales["range"], strict=True))


def drawn(chart: alt.FacetChart) -> str:
    """The chart as SVG."""
    return vl_convert.vegalite_to_svg(chart.to_dict())


class TestTimeline:
    def test_claims_of_the_company(self) -> None:
        """All claims of the company are there, whatever case it is written in, and no other."""
        chart = timeline(ARTICLE, company="VERRELEC")
        assert [point["value"] for point in values(chart)] == [3.2e9, 6.5e9, 4.25e8, 5e8]
        assert spec(chart)["title"]["text"] == "Verrelec"
        assert spec(chart)["title"]["subtitle"][0] == "4 claims"

    def test_one_metric(self) -> None:
        """One metric can be looked at alone."""
        assert {
            point["metric"] for point in values(timeline(ARTICLE, company="Verrelec", metric="revenue"))
        } == {"revenue"}

    def test_certainty(self) -> None:
        """Each certainty has a shape and a colour, one legend shows both; what is no fact has a hole."""
        chart = timeline(ARTICLE, company="Verrelec")
        shapes, colours = scale(chart, "shape"), scale(chart, "color")
        assert list(shapes) == list(colours) == ["stated", "forecast", "denied"]
        assert shapes["stated"] == "circle"
        assert shapes["forecast"].count("Z") == 2, "an outline and the hole in it"
        assert len(set(shapes.values())) == len(set(colours.values())) == 3
        order = [point["certainty"] for point in values(chart)]
        assert order == ["stated", "forecast", "forecast", "denied"], (
            "hollow points are drawn over filled ones"
        )

    def test_range_and_bound(self) -> None:
        """A range is drawn as a bar between its ends, a bound as an arrow."""
        exact, ranging, bounded = (
            drawn(timeline(extraction(one), company="Verrelec")) for one in (STATED, RANGE, AIM)
        )
        assert ['stroke-width="5"' in svg for svg in (exact, ranging, bounded)] == [False, True, False]
        symbols = [svg.count('aria-roledescription="point"') for svg in (exact, ranging, bounded)]
        assert symbols == [2, 2, 3], "the point, the room above it, and the head of the arrow"

    def test_hover(self) -> None:
        """Hovering tells the record and the sentence; what the article says is no markup of the chart."""
        chart = timeline(ARTICLE, company="Verrelec")
        told = spec(chart)["spec"]["layer"][-1]["encoding"]["tooltip"]
        assert [each["field"] for each in told][-1] == "sentence"
        assert values(chart)[0]["sentence"] == "Verrelec vise [6 M€]."
        assert "&lt;script&gt;" in drawn(
            timeline(extraction(claim(euros("6"), subjects=("<script>",))), company="<script>")
        )

    def test_panels(self) -> None:
        """Each metric and unit has a panel, those with most claims first, two in a row when they are many."""
        one = spec(timeline(ARTICLE, company="Verrelec", metric="revenue"))
        assert (one["facet"]["sort"], one["columns"]) == (["revenue · EUR"], 1)
        metrics = ("profit", "debt", "cash", "margin")
        many = spec(
            timeline(
                extraction(STATED, AIM, *(claim(euros("6"), metric=each) for each in metrics)),
                company="Verrelec",
            )
        )
        assert (many["facet"]["sort"][0], many["columns"]) == ("revenue · EUR", 2)
        assert many["resolve"]["scale"]["y"] == "independent"

    def test_logarithmic(self) -> None:
        """Values of very different sizes can be told apart on a logarithmic scale."""
        layer = spec(timeline(ARTICLE, company="Verrelec", log=True))["spec"]["layer"][1]
        assert layer["encoding"]["y"]["scale"]["type"] == "symlog"

    def test_undated(self) -> None:
        """Claims that nothing dates are left out, and their number is told."""
        chart = timeline([ARTICLE, extraction(DENIED, published=None)], company="Verrelec")
        assert len(values(chart)) == 4
        assert spec(chart)["title"]["subtitle"][0] == "4 claims; 1 left out, without a date or too large"


class TestCompare:
    def test_companies(self) -> None:
        """The companies of one metric have a colour each, those with most claims first."""
        chart = compare(iter([ARTICLE]), metric="revenue")
        assert [point["company"] for point in values(chart)] == ["Verrelec", "Nordglas", "Verrelec"]
        assert list(scale(chart, "color")) == ["Verrelec", "Nordglas"]
        assert list(scale(chart, "shape")) == ["stated", "forecast"]

    def test_named(self) -> None:
        """Only the companies that are named are shown, in their order."""
        chart = compare(ARTICLE, metric="revenue", companies=["nordglas"])
        assert [point["hue"] for point in values(chart)] == ["Nordglas"]

    def test_many_companies(self) -> None:
        """Seven companies have colours the colour-blind tell apart; all others are grey together."""
        claims = [claim(euros("6"), subjects=(f"Valmer {at}",)) for at in range(9)]
        chart = compare(extraction(*claims, *claims[3:]), metric="revenue")
        colours = scale(chart, "color")
        assert list(colours) == [f"Valmer {at}" for at in (3, 4, 5, 6, 7, 8, 0)] + ["other companies"]
        assert len(set(colours.values())) == 8
        assert sum(point["hue"] == "other companies" for point in values(chart)) == 2

    def test_no_company(self) -> None:
        """Figures about no company can be compared too."""
        assert list(scale(compare(ARTICLE, metric="rate"), "color")) == ["no company"]


class TestMany:
    def test_thousands(self) -> None:
        """More claims than a chart can hold are sampled evenly, which is told; they are small and faint."""
        claims = [claim(euros(str(at)), when=(H1,)) for at in range(6000)]
        chart = timeline(extraction(*claims), company="Verrelec")
        points = values(chart)
        assert (len(points), points[-1]["value"]) == (5000, 5998)
        assert spec(chart)["title"]["subtitle"][0] == "5,000 claims, an even sample of 6,000"
        few = spec(timeline(ARTICLE, company="Verrelec"))["spec"]["layer"]
        mark = spec(chart)["spec"]["layer"][-1]["mark"]
        (single,) = [layer["mark"] for layer in few if "shape" in layer["encoding"]]
        assert (mark["size"], mark["opacity"]) < (single["size"], single["opacity"])
        assert "text" not in {layer["mark"]["type"] for layer in spec(chart)["spec"]["layer"]}

    def test_one(self) -> None:
        """A single claim has a chart of its own."""
        chart = timeline(extraction(STATED), company="Verrelec")
        assert spec(chart)["title"]["subtitle"][0] == "1 claim"
        assert vl_convert.vegalite_to_png(chart.to_dict()).startswith(b"\x89PNG")


class TestErrors:
    @pytest.mark.parametrize(
        ("company", "message"),
        [
            ("Verelec", "no claim is about 'Verelec'; did you mean Verrelec?"),
            ("Zzz", "no claim is about 'Zzz'; companies here are Verrelec, Nordglas"),
        ],
    )
    def test_unknown_company(self, company: str, message: str) -> None:
        """A company no claim is about is told, with those that were meant."""
        with pytest.raises(InputError, match=message):
            timeline(ARTICLE, company=company)

    def test_no_claims(self) -> None:
        """Without claims there is no chart, and that is said."""
        with pytest.raises(InputError, match="no claim here has a company"):
            timeline([], company="Verrelec")
        with pytest.raises(InputError, match="no claim here is about revenue; metrics here: none"):
            compare([], metric="revenue")

    def test_unknown_metric(self) -> None:
        """A metric that is none is told those there are."""
        with pytest.raises(InputError, match="metric='sales' is none; metrics are revenue, orders"):
            compare(ARTICLE, metric="sales")  # type: ignore[arg-type]
        with pytest.raises(InputError, match="about debt; metrics here: revenue, investment, financing"):
            timeline(ARTICLE, company="Verrelec", metric="debt")

    @pytest.mark.parametrize(
        ("companies", "message"),
        [
            ([], "a list of 1 to 7 names"),
            ("Verrelec", "a list of 1 to 7 names"),
            (list("abcdefgh"), "a list of 1 to 7 names"),
            (["Nordglass"], "no claim of revenue is about 'Nordglass'; did you mean Nordglas?"),
        ],
    )
    def test_wrong_companies(self, companies: list[str], message: str) -> None:
        """Companies to compare are one to seven that claims are about."""
        with pytest.raises(InputError, match=message):
            compare(ARTICLE, metric="revenue", companies=companies)

    def test_no_dates(self) -> None:
        """Claims of which none can be placed in time are no chart."""
        with pytest.raises(InputError, match="can be placed in time: pass published="):
            timeline(extraction(DENIED, published=None), company="Verrelec")

    def test_no_extraction(self) -> None:
        """Something else than extractions is refused."""
        with pytest.raises(InputError, match="this takes an Extraction or many, not str"):
            compare("3 M€", metric="revenue")  # type: ignore[arg-type]

    def test_without_altair(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without Altair the message says which extra has it."""
        real = builtins.__import__

        def without(name: str, *rest: Any) -> Any:  # noqa: ANN401
            if name == "altair":
                raise ImportError(name)
            return real(name, *rest)

        monkeypatch.delitem(sys.modules, "claimx.plot.charts")
        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(ExtraError, match=r"pip install 'claimx\[plot\]'"):
            timeline(ARTICLE, company="Verrelec")
