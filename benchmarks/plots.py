"""The plots of the results, as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from comparing import LINES

Rows = list[dict[str, Any]]
OURS, OTHER = "#1b6ca8", "#b9b9b9"
WIDTH = 460


def write(results: Mapping[str, Any], folder: Path) -> None:
    """Draw what was measured."""
    makers: dict[str, Callable[[Any], Iterator[tuple[str, alt.TopLevelMixin]]]] = {
        "accuracy": _accuracy,
        "peers": _peers,
        "cost": _costs,
        "ablation": _ablation,
    }
    for part, maker in makers.items():
        if part in results:
            for name, chart in maker(results[part]):
                svg = vl_convert.vegalite_to_svg(chart.to_dict())
                (folder / f"{name}.svg").write_text(svg + "\n", "utf-8")


def _accuracy(part: Mapping[str, Any]) -> Iterator[tuple[str, alt.TopLevelMixin]]:
    lines = [{"line": line, **part["lines"][line]} for line in LINES if line in part["lines"]]
    base = _chart(lines).encode(y=_order("line", LINES))
    dots = base.mark_point(filled=True, size=50, color=OURS).encode(x=_percent("F1", "F1, in percent"))
    yield "accuracy", base.mark_rule(color=OURS).encode(x="low:Q", x2="high:Q") + dots
    registers: Rows = [
        {"register": name.removeprefix("register "), "line": line, **lines[line]}
        for name, lines in part["registers"].items()
        if name.startswith("register ")
        for line in ("FIGURE + COMPANY", "WHOLE CLAIM")
        if line in lines
    ]
    grouped = _chart(registers).encode(
        y=alt.Y("register:N", title=None), yOffset="line:N", color=alt.Color("line:N", title=None)
    )
    bars = grouped.mark_bar().encode(x=_percent("F1", "F1, in percent"))
    yield "registers", bars + grouped.mark_rule().encode(x="low:Q", x2="high:Q", color=alt.value("black"))
    ideal = _chart([{"x": 0, "y": 0}, {"x": 100, "y": 100}]).mark_line(color=OTHER)
    points = _chart(part["calibration"]["tenths"]).mark_circle(color=OURS, opacity=0.7)
    yield (
        "calibration",
        ideal.encode(x="x:Q", y="y:Q")
        + points.encode(
            x=_percent("confidence", "confidence, in percent"),
            y=alt.Y("whole:Q", title="whole claims that are right, in percent"),
            size=alt.Size("claims:Q"),
        ),
    )


def _peers(part: Mapping[str, Any]) -> Iterator[tuple[str, alt.TopLevelMixin]]:
    ran = [peer for peer in part["peers"].values() if "failed" not in peer]
    wanted = ("money value", "percent value", "dates value", "company mentions")
    scores: Rows = [
        {"peer": peer["name"], "line": line, "F1": peer["lines"][line]["F1"]}
        for line in wanted
        for peer in ran
        if line in peer["lines"]
    ]
    yield (
        "peers",
        _bars(scores, "F1", "F1, in percent")
        .facet(row=alt.Row("line:N", title=None, sort=list(wanted)))
        .resolve_scale(y="independent"),
    )
    rates: Rows = [{"peer": peer["name"], "rate": peer["characters a second"]["articles"]} for peer in ran]
    axis = alt.X(
        "rate:Q",
        title="characters a second, articles",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(values=[10**power for power in range(2, 8)], format="~s"),
    )
    yield "speed", _coloured(rates).mark_point(filled=True, size=80).encode(x=axis)


def _costs(part: Mapping[str, Any]) -> Iterator[tuple[str, alt.TopLevelMixin]]:
    readers = ("spaCy", "spaCy, names only", "claimx")
    rows: Rows = [
        {"texts": name, "reader": reader, "seconds": each[reader]}
        for name, each in part["sets"].items()
        for reader in readers
    ]
    bars = _chart(rows).mark_bar()
    yield (
        "cost",
        bars.encode(
            x=alt.X("seconds:Q", title="seconds of the processor a million characters"),
            y=_order("texts", list(part["sets"])),
            yOffset=alt.YOffset("reader:N", sort=list(readers)),
            color=alt.Color(
                "reader:N",
                title=None,
                scale=alt.Scale(domain=list(readers), range=[OTHER, "#8a8a8a", OURS]),
            ),
        ),
    )


def _ablation(part: Mapping[str, Any]) -> Iterator[tuple[str, alt.TopLevelMixin]]:
    rows: Rows = [{"what": name, **row} for name, row in part["companies"].items()]
    base = _chart(rows).encode(y=_order("what", list(part["companies"])))
    yield "ablation", base.mark_bar(color=OURS).encode(x=_percent("mentions F1", "mentions, F1 in percent"))


def _chart(rows: Rows) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows), width=WIDTH)


def _bars(rows: Rows, field: str, title: str) -> alt.Chart:
    bars: alt.Chart = _coloured(rows).mark_bar().encode(x=_percent(field, title))
    return bars


def _coloured(rows: Rows) -> alt.Chart:
    colour = alt.condition("datum.peer == 'claimx'", alt.value(OURS), alt.value(OTHER))
    return _chart(rows).encode(y=alt.Y("peer:N", title=None, sort="-x"), color=colour)


def _order(field: str, names: Any) -> alt.Y:  # noqa: ANN401
    return alt.Y(f"{field}:N", sort=list(names), title=None, axis=alt.Axis(labelLimit=300))


def _percent(field: str, title: str) -> alt.X:
    return alt.X(f"{field}:Q", title=title, scale=alt.Scale(domain=[0, 100]))
