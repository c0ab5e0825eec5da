"""Points as an Altair chart: a panel for each metric and unit, time from left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from claimx.errors import InputError
from claimx.plot.points import Told, dot
from claimx.records import Certainty

__all__ = ["draw"]

_MOST = 5000  # points of one chart: Altair refuses more, and no eye tells them apart
_FEW = 3  # panels that stand one under the other, at full width
_LEGIBLE = 150  # points of a panel that leave room for words beside them
_ARROW = 18  # pixels
# The colours of Okabe and Ito, which the colour-blind tell apart.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_GREY = "#8C8C8C"
_OTHERS = "other companies"


class _Look(NamedTuple):
    """How a certainty is drawn: what is no fact is hollow, a path with a hole in it."""

    shape: str
    colour: str


_LOOKS: dict[Certainty, _Look] = {
    "stated": _Look("circle", "#0072B2"),
    "estimated": _Look("diamond", "#009E73"),
    "forecast": _Look("M-1,-1H1V1H-1ZM-.6,-.6V.6H.6V-.6Z", "#D55E00"),
    "conditional": _Look("M0,-1.1L1.1,.9H-1.1ZM0,-.2L-.5,.55H.5Z", "#CC79A7"),
    "denied": _Look(
        "M-1,-.75L-.75,-1L0,-.25L.75,-1L1,-.75L.25,0L1,.75L.75,1L0,.25L-.75,1L-1,.75L-.25,0Z", "#000000"
    ),
}
_SHORT_NUMBER = (
    "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, ',.6~r') + ' tn' : "
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, '.6~r') + ' bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, '.6~r') + ' m' : format(datum.value, ',.6~r')"
)
_TOLD = (
    "figure",
    "company",
    "metric",
    "certainty",
    "direction",
    "period",
    "published",
    "confidence",
    "sentence",
)


def draw(title: str, chosen: Sequence[Told], companies: Sequence[str] | None, *, log: bool) -> alt.FacetChart:
    """The chart of some claims, by company where ``companies`` names those with a colour.

    Raises ``InputError`` when none of them can be placed in time.
    """
    placed = [(each, point) for each in chosen if (point := dot(each)) is not None]
    if not placed:
        raise InputError(
            f"no claim of {title} can be placed in time: pass published= to extract, or to claimx.Article"
        )
    shown = [placed[at * len(placed) // _MOST] for at in range(_MOST)] if len(placed) > _MOST else placed
    order = list(_LOOKS)  # hollow points over filled ones of the same place: both are seen
    shown.sort(key=lambda pair: order.index(pair[0].claim.certainty))
    claims = [each for each, _ in shown]
    points = [point | {"hue": _hue(each, companies)} for each, point in shown]
    panels = Counter(str(point["panel"]) for point in points).most_common()
    few = len(panels) <= _FEW
    base = _base(log=log).properties(width=620 if few else 300, height=190 if few else 120)
    layers = _layers(base, _colours(claims, companies), _shapes(claims), panels[0][1] * (1 if few else 3))
    subtitle = _told(len(points), len(placed), len(chosen))
    chart: alt.FacetChart = (
        alt.layer(*layers, data=alt.InlineData(values=points))
        .facet(facet=_headed([panel for panel, _ in panels]), columns=1 if few else 2)
        .resolve_scale(y="independent")
        .resolve_axis(x="independent")
        .properties(title=alt.Title(title, subtitle=subtitle, anchor="start"))
    )
    return chart


def _hue(each: Told, companies: Sequence[str] | None) -> str:
    if companies is None:
        return each.claim.certainty
    return each.company if each.company in companies else _OTHERS


def _colours(claims: Sequence[Told], companies: Sequence[str] | None) -> alt.Color:
    legend = alt.Legend(symbolOpacity=1, symbolSize=90)
    if companies is None:  # a scale of the field that the shapes have too: they share one legend
        found = _certainties(claims)
        scale = alt.Scale(domain=found, range=[_LOOKS[each].colour for each in found])
        return alt.Color("certainty:N", title="certainty", scale=scale, legend=legend)
    names, colours = list(companies), list(_COLOURS[: len(companies)])
    if any(each.company not in names for each in claims):
        names, colours = [*names, _OTHERS], [*colours, _GREY]
    scale = alt.Scale(domain=names, range=colours)
    return alt.Color("hue:N", title="company", scale=scale, legend=legend)


def _shapes(claims: Sequence[Told]) -> alt.Shape:
    found = _certainties(claims)
    scale = alt.Scale(domain=found, range=[_LOOKS[each].shape for each in found])
    return alt.Shape("certainty:N", title="certainty", scale=scale)


def _certainties(claims: Sequence[Told]) -> list[Certainty]:
    """Those that occur, facts first."""
    found = {each.claim.certainty for each in claims}
    return [certainty for certainty in _LOOKS if certainty in found]


def _base(*, log: bool) -> alt.Chart:
    """The axes and the tooltip, which all layers share."""
    return alt.Chart().encode(
        x=alt.X(
            "at:T", title=None, scale=alt.Scale(type="utc", padding=10), axis=alt.Axis(labelOverlap=True)
        ),
        y=alt.Y(
            "value:Q",
            title=None,
            scale=alt.Scale(type="symlog" if log else "linear", nice=True),
            axis=alt.Axis(labelExpr=_SHORT_NUMBER, tickCount=5),
        ),
        tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in _TOLD],
    )


def _headed(panels: Sequence[str]) -> alt.Facet:
    header = alt.Header(labelAnchor="start", labelFontWeight="bold", labelFontSize=12)
    return alt.Facet("panel:N", title=None, sort=list(panels), header=header)


def _layers(base: alt.Chart, colours: alt.Color, shapes: alt.Shape, crowd: int) -> list[alt.Chart]:
    """The lines of the periods, the bars of the ranges, the arrows of the bounds, the points and their moves.

    The greater the crowd, the smaller and the fainter they are.
    """
    size, opacity = max(30.0, 110 - crowd / 4), max(0.35, min(0.9, 8 / crowd**0.5))
    coloured = base.encode(color=colours)
    bars = coloured.transform_filter("datum.low != datum.high")
    moves = coloured.mark_text(dx=13, dy=-7, fontSize=13).encode(text="move:N")
    return [
        base.mark_point(opacity=0).encode(y="room:Q"),
        coloured.mark_rule(opacity=opacity / 2, strokeWidth=1.5).encode(x="start:T", x2="end:T"),
        bars.mark_rule(opacity=opacity, strokeWidth=5).encode(y="low:Q", y2="high:Q"),
        *_arrow(coloured, "from", "triangle-up", -_ARROW, opacity),
        *_arrow(coloured, "to", "triangle-down", _ARROW, opacity),
        coloured.mark_point(filled=True, size=size, opacity=opacity).encode(shape=shapes),
        *([moves] if crowd <= _LEGIBLE else []),
    ]


def _arrow(
    coloured: alt.Chart, bound: str, head: str, offset: int, opacity: float
) -> tuple[alt.Chart, alt.Chart]:
    """The shaft and the head of the arrows that lead away from a bound."""
    bounded = coloured.transform_filter(f"datum.bound == '{bound}'")
    return (
        bounded.mark_rule(opacity=opacity, y2Offset=offset).encode(y2="value:Q"),
        bounded.mark_point(opacity=opacity, yOffset=offset, shape=head, size=40, filled=True),
    )


def _told(drawn: int, placed: int, chosen: int) -> list[str]:
    """The lines under the title: how many claims are here, how many are not, and how to read them."""
    counted = f"{drawn:,} claims" if drawn > 1 else "1 claim"
    if drawn < placed:
        counted += f", an even sample of {placed:,}"
    if placed < chosen:
        counted += f"; {chosen - placed:,} left out, without a date or too large"
    key = "line: its period (none: day of publication) · bar: range · arrow: at least, at most"
    return [counted, f"{key} · + − =: up, down, flat · hollow: no fact"]
