"""The pages of the results, made of the JSON files of benchmarks/results and of nothing else.

``write`` makes benchmarks/RESULTS.md out of results/template.md, where a mark as ``<!-- peers speed -->``
says which table goes there; besides the plots, and the table of the README between its two marks. The
documentation is completed with the same tables by docs/hooks.py.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import plots
from comparing import LINES, SHARES, TOLD

HERE = Path(__file__).parent
RESULTS = HERE / "results"
README = HERE.parent / "README.md"
QUOTED = re.compile(r"(?<=<!-- results -->\n).*?(?=<!-- /results -->)", re.DOTALL)
ROWS = HERE.parent / "docs" / "accuracy.toml"
MARK = re.compile(r"<!-- (accuracy|peers|cost|ablation|limits|real|all) (\w+) -->")
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
NONE = "—"
MISSING = "This was not measured."
FREQUENT = 5  # mistakes of a kind that are told
SURE = ("0.7", "0.8")
"""From which confidence on it is told how many claims are right."""

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
        lambda mark: "\n".join(_made(results, mark[1], mark[2])),
        template,
    )


def _made(results: Mapping[str, Part], part: str, name: str) -> Iterable[str]:
    """What a mark stands for."""
    if part == "all":
        return WHOLE[name](results) if "accuracy" in results else [MISSING]
    return TABLES[name](results[part]) if part in results else [MISSING]


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
    """How fast all are that read whole texts, the fastest first, and which of them are faster than claimx."""
    ran = sorted(
        (peer for peer in _ran(part).values() if peer["lines"]),
        key=lambda peer: -peer["characters a second"]["articles"],
    )
    speeds = {peer["name"]: peer["characters a second"] for peer in ran}
    told = [f"{name} {each['articles']:,} ({each['passages']:,})" for name, each in speeds.items()]
    faster = {
        kind: _listed([name for name, each in speeds.items() if each[kind] > speeds["claimx"][kind]])
        for kind in ("articles", "passages")
    }
    yield (
        f"Characters a second of articles (of passages full of figures), on one core in the same run: "
        f"{', '.join(told)}."
    )
    yield (
        f"claimx is slower than {faster['articles']} on articles, and on passages full of figures than "
        f"{faster['passages']}; each of these reads only a part of what claimx reads."
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(one for one in (", ".join(names[:-1]), *names[-1:]) if one) or "none"


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
        f"Measured on {part['date']} with claimx {part['claimx']} (code {part.get('code', NONE)}){told}, in "
        f"{part.get('seconds', NONE)} s: Python {part['python']}, {part['cores']} cores ({part['cpu']})."
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
    if "calibration" not in part:
        yield MISSING
        return
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


def costs(part: Part) -> Iterator[str]:
    """Set by set, seconds and ratios."""
    heads = ("spaCy", "spaCy, names only", "claimx", "ratio", "ratio, unread")
    rows = [
        [name, f"{each['texts']} of {each['characters']:,}", *(_f(each[head]) for head in heads)]
        for name, each in part["sets"].items()
    ]
    return table(["", "texts, characters", *heads], rows)


def stages(part: Part) -> Iterator[str]:
    """What it would cost without each stage, and where the time goes."""
    name = timed(part)
    each = part["sets"][name]
    rows = [["nothing", _f(each["ratio"])]]
    rows += [
        [key.removeprefix("ratio without "), _f(value)]
        for key, value in each.items()
        if key.startswith("ratio without ")
    ]
    yield from table([f"without, on the set “{name}”", "ratio to spaCy, in percent"], rows)
    yield ""
    told = sorted(part["shares"].items(), key=lambda pair: -pair[1])
    yield f"Shares of the time there, in percent: {', '.join(f'`{stage}` {_f(one)}' for stage, one in told)}."


def timed(part: Part) -> str:
    """The set that a whole is told of: real articles where there are any."""
    return next(name for name in ("business articles", "article") if name in part["sets"])


def services(part: Part) -> Iterator[str]:
    """What a service or an archive meets."""
    cold = part["cold"]
    yield f"- An extract of a brief of 80 words, warm, at the median: {part['brief']:.1f} ms."
    yield (
        f"- Cold: `import claimx` {cold['import claimx']:.3f} s; with a first extract "
        f"{cold['claimx and a first extract']:.3f} s, where `spacy.load` and one document take "
        f"{cold['spacy.load and a document']:.3f} s."
    )
    yield (
        f"- Sentences without a figure, added to an article, cost {_f(part['added'])} % of what plain "
        "spaCy takes to read them."
    )
    for name, each in part["rates"].items():
        yield (
            f"- {name}: {_f(each['articles a second'])} articles a second ({each['characters a second']:,} "
            f"characters), at most {each['peak memory, MB']} MB each."
        )
    if part["gate"]:
        told = "; ".join(
            f"{name}, {', '.join(f'{line} {_f(value)}' for line, value in lines.items())}"
            for name, lines in part["gate"].items()
        )
        yield f"- What reading every sentence would gain on the gold passages at hand, F1: {told}."


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


# --- of several parts, for the documentation too ------------------------------------------------------------


def overview(results: Mapping[str, Part]) -> Iterator[str]:
    """What docs/accuracy.toml lists, set by set, and what the sets are."""
    data = tomllib.loads(ROWS.read_text("utf-8"))
    test, press, held = (results.get(part, {}) for part in ("accuracy", "real", "held"))
    rows = []
    for each in data["measures"]:
        row = test["lines"][each["line"]]
        told = {
            "press": _f1(press["lines"], each["line"]) if press else NONE,
            "held": _f(held[each["held"]]) if held and "held" in each else NONE,
            "test": f"{_f(row['F1'])} ({row['low']:.0f} – {row['high']:.0f})",
        }
        rows.append([each["name"], each["meaning"], *(told[name] for name in data["sets"])])
    yield from table(["", "in percent", *data["sets"]], rows)
    yield ""
    counted = {
        "press": f"{press['passages']} " if press else "",
        "held": f"{held['claims']} claims of " if held else "",
        "test": f"{test['passages']} ",
    }
    for name, meaning in data["sets"].items():
        yield f"- **{name}**: {counted[name]}{meaning}."


def surest(results: Mapping[str, Part]) -> Iterator[str]:
    """How sure claimx is of its surest claims, and how many are right, on each set."""
    sets = {
        "accuracy": "the hard passages of the test split",
        "real": "passages of the press, which the weights know",
    }
    for part, name in sets.items():
        above = results.get(part, {}).get("calibration", {}).get("at least", {})
        told = [
            f"of {one['claims']} claims of {least} or more, {_f(one['whole'])} % are right "
            f"where the confidence is {_f(one['confidence'])} % on average: {_off(one)}"
            for least in SURE
            if (one := above.get(least))
        ]
        yield f"- On {name}: {'; '.join(told)}." if told else f"- On {name}: not measured."


def _off(one: Part) -> str:
    """How far the confidence is from what is right."""
    off = one["confidence"] - one["whole"]
    return f"{_f(abs(off))} points too {'high' if off > 0 else 'low'}"


def limits(results: Mapping[str, Part], level: str = "###") -> Iterator[str]:
    """Kind by kind, how often claimx errs on the test split, and sentences that it reads wrong."""
    examples = results.get("limits", {}).get("examples", {})
    for kind, counted in results["accuracy"]["mistakes"].items():
        frequent = ", ".join(f"{what} ({count})" for what, count in [*counted.items()][:FREQUENT])
        yield from (f"{level} {kind.capitalize()}", "", f"{sum(counted.values())} mistakes: {frequent}.", "")
        rows = [[_shown(one["words"]), one["right"], one["read"]] for one in examples.get(kind, ())]
        if rows:
            yield from (*table(["words", "right", "read"], rows), "")


def _shown(told: str) -> str:
    """Words with the place of the mistake in bold."""
    return told.replace("⟦", "**").replace("⟧", "**")


WHOLE: Mapping[str, Callable[[Mapping[str, Part]], Iterator[str]]] = {
    made.__name__: made for made in (overview, surest, limits)
}
TABLES: Mapping[str, Callable[[Part], Iterator[str]]] = {
    made.__name__: made
    for made in (
        *(when, lines, registers, confidence),
        *(given, whose, speed, costs, stages, services, installed, companies),
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
