"""Measure everything again and write it down: benchmarks/RESULTS.md, its plots, and the table of the README.

    python benchmarks/bench.py                measure on the test split of the corpus, beside the peers
    python benchmarks/bench.py GOLD...        besides, score these gold files: the column "press" of the docs
    python benchmarks/bench.py --articles F…  besides, time the articles of these JSON lines
    python benchmarks/bench.py --only PART    measure accuracy, peers, cost, ablation, limits or real
    python benchmarks/bench.py --only pages   measure nothing, write the pages from the JSON there is

Each part is a JSON file of benchmarks/results, which says which code was measured and how many seconds that
took; the pages and plots are made of them and of nothing else. held.json is written by train_claims.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pages
import peering
import speed
from comparing import Comparison, Judged
from markup import Gold, load
from provenance import code
from score import compared, predict, report

import companies

TEST = Path(__file__).parent / "corpus" / "test"
SENTENCES = Path(__file__).parents[1] / "docs" / "limits.txt"
PARTS = ("accuracy", "peers", "cost", "ablation", "limits", "real", "pages")
DENSE, ARTICLES = 4, 6  # every so-many-th passage is timed, and so many made articles
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def machine() -> dict[str, Any]:
    """When and on what: the kind of the machine, and nothing that tells which."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", info.read_text("utf-8")) if info.exists() else None
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "cpu": model[1].strip() if model else platform.machine(),
        "python": platform.python_version(),
        "claimx": version("claimx"),
        "code": code(),
    }


def calibration(passages: Sequence[Comparison]) -> dict[str, Any]:
    """Claims by tenth of confidence, and those above each threshold, with the shares that are right."""
    judged = [one for passage in passages for one in passage.judged]
    tenths = [[one for one in judged if min(9, int(10 * one.confidence)) == tenth] for tenth in range(10)]
    above = {str(least): [one for one in judged if one.confidence >= least] for least in THRESHOLDS}
    points = [point(claims) for claims in tenths if claims]
    off = sum(one["claims"] * abs(one["whole"] - one["confidence"]) for one in points)
    return {
        "tenths": points,
        "at least": {least: point(claims) for least, claims in above.items() if claims},
        "error": off / max(1, len(judged)),
    }


def point(claims: Sequence[Judged]) -> dict[str, float]:
    """How many claims, how sure of them claimx is, and how many are right, in percent."""
    count = len(claims)
    return {
        "claims": count,
        "confidence": 100 * sum(one.confidence for one in claims) / count,
        "whole": 100 * sum(one.whole for one in claims) / count,
        "usable": 100 * sum(one.usable for one in claims) / count,
    }


def scored(golds: Sequence[Gold]) -> dict[str, Any]:
    """The figures of gold passages, and how far the confidence holds on them."""
    passages = compared(golds, predict(golds))
    return {**report(passages), "calibration": calibration(passages)}


def real(golds: Sequence[Gold]) -> dict[str, Any]:
    """The figures of passages that are not in the repository."""
    told = scored(golds)
    told.pop("registers")  # they name files that nobody else has
    return told


def limits() -> dict[str, Any]:
    """The sentences of docs/limits.txt that are read wrong, by the kind of mistake they were written for."""
    golds = load([SENTENCES])
    examples: dict[str, list[dict[str, str]]] = {}
    for passage in compared(golds, predict(golds)):
        for one in passage.mistakes:
            if one.kind == passage.gold["register"]:
                row = {"words": one.told, "right": one.right, "read": one.read}
                examples.setdefault(one.kind, []).append(row)
    return {"examples": examples}


def timed(golds: Sequence[Gold]) -> dict[str, list[str]]:
    """The texts that are timed: passages full of figures, and articles with as many as the press has."""
    draw, sides = random.Random(1789), speed.sentences()  # noqa: S311  it is a benchmark
    words, _ = speed.SIZES["article"]
    return {
        "passages": [gold["text"] for gold in golds[::DENSE]],
        "articles": [speed.made(words, speed.SHARE, draw, sides) for _ in range(ARTICLES)],
    }


def main() -> None:
    """Measure, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--articles", nargs="*", type=Path, default=[])
    parser.add_argument("--only", choices=PARTS)
    args = parser.parse_args()
    parts = {args.only} if args.only else set(PARTS)
    golds = load(sorted(TEST.glob("*.txt")))
    makers: dict[str, Callable[[], Mapping[str, Any]]] = {
        "accuracy": lambda: scored(golds),
        "cost": lambda: speed.measure(args.articles, [*golds, *load(args.gold)]),
        "ablation": lambda: {"companies": companies.ablation(golds, None)},
        "limits": limits,
        "real": lambda: real(load(args.gold)),
        "peers": lambda: {"rounds": peering.ROUNDS, **peering.measure(golds, timed(golds))},
    }
    for part, make in makers.items():
        if part in parts and (part != "real" or args.gold):
            measure(part, make)
    pages.write()


def measure(part: str, make: Callable[[], Mapping[str, Any]]) -> None:
    """Measure a part and write it down, with when, on what, of which code and in how many seconds."""
    ran, start = machine(), time.perf_counter()
    told = make()
    text = json.dumps(
        {**ran, "seconds": round(time.perf_counter() - start, 1), **told}, indent=1, ensure_ascii=False
    )
    (pages.RESULTS / f"{part}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
