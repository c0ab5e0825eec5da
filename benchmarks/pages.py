"""The pages of the results, made of the JSON files of benchmarks/results and of nothing else.

``write`` makes benchmarks/RESULTS.md out of results/template.md, where a mark as ``<!-- peers speed -->``
says which table goes there; besides the plots, and the table of the README between its two marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import plots
from comparing import LINES, SHARES, TOLD

HERE = Path(__file__).parent
RESULTS = HERE / "results"
README = HERE.parent / "README.md"
QUOTED = re.compile(r"(?<=<!-- results -->\n).*?(?=<!-- /results -->)", re.DOTALL)
MARK = re.compile(r"<!-- (accuracy|peers|ablation|real) (\w+) -->")
PEERED = (
    *("money number", "money value", "percent number", "percent value"),
    *("dates found", "dates value", "company mentions"),
)
"""The lines on which peers are told."""
IN_README = {
    "Amounts of money: number, currency, bounds": "money value",
    "Percentages: number, bounds": "percent value",
    "Dates: both ends of the period": "dates value",
    "Companies: every mention": "company mentions",
    "A figure and whose it is": "FIGURE + COMPANY",
    "A whole claim": "WHOLE CLAIM",
}
IN_RATES = ("claimx", "spacy_md", "recognizers")
NONE = "—"
FREQUENT = 4  # mistakes of a kind that are told

Part = Mapping[str, Any]


def read() -> dict[str, Part]:
    """Every part that was measured, by its name."""
    return {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(RESULTS.glob("*.json"))}


def write() -> None:
    """Write all pages and plots again."""
    results = read()
    plots.write(results, RESULTS)
    (HERE / "RESULTS.md").write_text(page(results), "utf-8")
    text = README.read_text("utf-8")
    README.write_text(QUOTED.sub(lambda _: quoted(results), text), "utf-8")


def page(results: Mapping[str, Part]) -> str:
    """The whole page."""
    template = (RESULTS / "template.md").read_text("utf-8")
    return MARK.sub(
        lambda mark: (
            "\n".join(TABLES[mark[2]](results[mark[1]])) if mark[1] in results else "This was not measured."
        ),
        template,
    )


def quoted(results: Mapping[str, Part]) -> str:
    """What the README quotes."""
    accuracy, peers = results["accuracy"], results["peers"]
    rows = []
    for name, line in IN_README.items():
        row = accuracy["lines"][line]
        rows.append([f"{name}", _f(row["F1"]), _interval(row), _best(peers, line)])
    lines = table(["F1, in percent", "claimx", "95 % interval", "the best of the others"], rows)
    return "\n".join([*lines, "", *when(accuracy), "", *_rates(peers)]) + "\n"


def _rates(part: Part) -> Iterator[str]:
    ran = _ran(part)
    rates = [
        f"{ran[key]['name']} {ran[key]['characters a second']['articles']:,}"
        for key in IN_RATES
        if key in ran
    ]
    yield f"Characters of an article a second, on one core in the same run: {', '.join(rates)}."


def _best(part: Part, line: str) -> str:
    told = [
        (peer["lines"][line]["F1"], peer["name"])
        for key, peer in part["peers"].items()
        if key != "claimx" and line in peer.get("lines", {})
    ]
    if line == "FIGURE + COMPANY":
        told = [(row["F1"], name) for name, row in part["whose"].items() if "claimx" not in name]
    return "{:.1f} ({})".format(*max(told)) if told else NONE


# --- the tables ---------------------------------------------------------------------------------------------


def when(part: Part) -> Iterator[str]:
    """When and on what a part was measured."""
    told = f", {part['passages']} passages" if "passages" in part else ""
    yield (
        f"Measured on {part['date']} with claimx {part['claimx']}{told}: "
        f"Python {part['python']}, {part['cores']} cores ({part['cpu']})."
    )


def lines(part: Part) -> Iterator[str]:
    """Every line of the contract; or, of peers, the lines on which they are counted."""
    if "peers" in part:
        told = {peer["name"]: peer["lines"] for peer in _ran(part).values() if peer["lines"]}
        rows = [[name, *(_f1(has, line) for line in PEERED)] for name, has in told.items()]
        return table(["F1", *PEERED], rows)
    rows = [
        [
            line,
            *([NONE, NONE] if line in SHARES else [_f(row["P"]), _f(row["R"])]),
            *(_f(row["F1"]), _interval(row), row["gold"], row["found"]),
        ]
        for line in LINES
        if (row := part["lines"].get(line))
    ]
    return table(["", "precision", "recall", "F1", "95 % interval", "marked", "found"], rows)


def registers(part: Part) -> Iterator[str]:
    """The registers and the files, on a few lines."""
    rows = [
        [name, has["passages"]["count"], *(_f1(has, line) for line in TOLD)]
        for name, has in part["registers"].items()
    ]
    return table(["F1", "passages", *TOLD], rows)


def confidence(part: Part) -> Iterator[str]:
    """What is left above each threshold of confidence."""
    told = part["calibration"]
    rows = [
        [least, one["claims"], _f(one["confidence"]), _f(one["whole"]), _f(one["usable"])]
        for least, one in told["at least"].items()
    ]
    yield from table(
        ["at least", "claims", "mean confidence", "whole claim right", "figure and company right"], rows
    )
    yield from (
        "",
        f"By tenths, confidence and the share of whole claims are {told['error']:.1f} points apart.",
    )


def mistakes(part: Part) -> Iterator[str]:
    """How many mistakes of each kind, and the most frequent."""
    rows = [
        [
            kind,
            sum(done.values()),
            ", ".join(f"{what} ({count})" for what, count in [*done.items()][:FREQUENT]),
        ]
        for kind, done in part["mistakes"].items()
    ]
    return table(["kind", "mistakes", "the most frequent"], rows)


def given(part: Part) -> Iterator[str]:
    """Who reads words that somebody else has found."""
    rows = [
        [peer["name"], *(_share(peer["given"].get(of)) for of in ("number", "amount", "dates"))]
        for peer in _ran(part).values()
        if peer["given"]
    ]
    if ours := part["peers"]["claimx"].get("lines"):
        recall = [_f(ours[line]["R"]) for line in ("money number", "money number", "dates value")]
        rows.insert(0, ["claimx, which finds the words itself", *recall])
    return table(["right", "number", "number and currency", "period"], rows)


def whose(part: Part) -> Iterator[str]:
    """Figures with their company, by who finds which."""
    rows = [
        [name, _f(row["P"]), _f(row["R"]), _f(row["F1"]), _interval(row)]
        for name, row in part["whose"].items()
    ]
    return table(["FIGURE + COMPANY", "precision", "recall", "F1", "95 % interval"], rows)


def speed(part: Part) -> Iterator[str]:
    """The fastest first."""
    told = sorted(_ran(part).values(), key=lambda peer: -peer["characters a second"]["articles"])
    rows = [
        [
            peer["name"],
            *(f"{peer['characters a second'][key]:,}" for key in ("articles", "passages")),
            f"{peer['load']:.1f}",
        ]
        for peer in told
    ]
    return table(["characters a second", "articles", "passages full of figures", "seconds to load"], rows)


def installed(part: Part) -> Iterator[str]:
    """What was installed, and what failed."""
    rows = [
        [peer["name"], " ".join(f"`{one}`" for one in peer["install"]), peer.get("failed", peer["note"])]
        for key, peer in part["peers"].items()
        if key != "claimx"
    ]
    return table(["", "installed", ""], rows)


def companies(part: Part) -> Iterator[str]:
    """From the French model to the whole."""
    keys = ("mentions P", "mentions R", "mentions F1", "names F1")
    return table(
        ["", *keys], [[name, *(_f(row[key]) for key in keys)] for name, row in part["companies"].items()]
    )


TABLES: Mapping[str, Callable[[Part], Iterator[str]]] = {
    made.__name__: made
    for made in (
        *(when, lines, registers, confidence, mistakes),
        *(given, whose, speed, installed, companies),
    )
}


# --- Markdown -----------------------------------------------------------------------------------------------


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table of Markdown."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in row)} |"


def _ran(part: Part) -> dict[str, Part]:
    return {key: peer for key, peer in part["peers"].items() if "failed" not in peer}


def _f(value: float) -> str:
    return f"{value:.1f}"


def _f1(has: Part, line: str) -> str:
    return _f(has[line]["F1"]) if line in has else NONE


def _interval(row: Part) -> str:
    return f"{_f(row['low'])} – {_f(row['high'])}"


def _share(row: Mapping[str, int] | None) -> str:
    return _f(100 * row["right"] / max(1, row["of"])) if row else NONE
