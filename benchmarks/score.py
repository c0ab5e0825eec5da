"""Score claimx on gold passages: every line of the contract, how far chance goes, and the mistakes.

    python benchmarks/score.py GOLD...                        JSON lines of gold records, or marked text
    python benchmarks/score.py GOLD... --errors subjects      list the mistakes of a kind, or of "all"
    python benchmarks/score.py GOLD... --predictions FILE     score extractions made before, one a line
    python benchmarks/score.py GOLD... --registers            also tell each register and each file
    python benchmarks/score.py GOLD... --json FILE            write all of it

A figure, date or mention is found when one of its kind overlaps it, one to one, the longest overlap first. A
found company counts as the one whose mentions it overlaps, whatever name it was given; only "company names"
asks for the name. Precision, recall and F1 are of the whole set, in percent; lines without them are the share
of the figures found. WHOLE CLAIM is number, subjects, metric, direction and certainty, FIGURE + COMPANY the
first two. The interval holds F1 of 95 % of the sets drawn from these passages with replacement.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from comparing import KINDS, LINES, SHARES, TOLD, Comparison, compare
from markup import Gold, MarkupError, load
from numpy.typing import NDArray

import claimx

Row = dict[str, float]
Floats = NDArray[np.float64]

DRAWS, SEED = 1000, 1789  # of the intervals
FOUND = ("companies", "claims", "dates")
GOLD = ("id", "published", "text", *FOUND)  # fields that every passage has
FORMS = "give JSON lines of gold records, or a .txt marked as the head of benchmarks/markup.py tells"
FEW = 3  # passages: registers of fewer are told together


def predict(golds: Sequence[Gold]) -> list[Gold]:
    """What claimx finds in the passages."""
    read = claimx.Extractor()
    found = [read.extract(gold["text"], gold["published"]).model_dump(mode="json") for gold in golds]
    for gold, extraction in zip(golds, found, strict=True):
        mentions = [mention for company in extraction["companies"] for mention in company["mentions"]]
        for item in (*extraction["claims"], *extraction["dates"], *mentions):
            if gold["text"][item["start"] : item["end"]] != item["text"]:
                raise ValueError(f"{gold['id']}: the offsets of {item['text']!r} do not hold")
    return found


def compared(golds: Sequence[Gold], found: Sequence[Gold]) -> list[Comparison]:
    """The passages beside what was found in each."""
    if len(golds) != len(found):
        raise ValueError(f"{len(golds)} gold passages, but {len(found)} extractions")
    return [compare(gold, extraction) for gold, extraction in zip(golds, found, strict=True)]


def figures(passages: Sequence[Comparison], draws: int = DRAWS) -> dict[str, Row]:
    """Line → precision, recall and F1 in percent, the ends of the interval of F1, and what was counted.

    Lines of which there is nothing, marked or found, are left out.
    """
    lines = [line for line in LINES if any(any(passage.counts.get(line, ())) for passage in passages)]
    counts = np.array([[passage.counts.get(line, (0, 0, 0)) for line in lines] for passage in passages])
    drawn = np.random.default_rng(SEED).multinomial(
        len(passages), np.full(len(passages), 1 / len(passages)), draws
    )
    ends = np.nanpercentile(_f1(np.tensordot(drawn, counts, 1)), (2.5, 97.5), axis=0).T
    out: dict[str, Row] = {}
    for line, (right, gold, found), (low, high) in zip(lines, counts.sum(0).tolist(), ends, strict=True):
        out[line] = {
            "P": 100 * right / max(1, found),
            "R": 100 * right / max(1, gold),
            "F1": 200 * right / max(1, gold + found),
            "low": float(low),
            "high": float(high),
            "right": right,
            "gold": gold,
            "found": found,
        }
    return out


def _f1(counts: Floats) -> Floats:
    """F1, and no number where a draw has nothing that the line counts."""
    asked = counts[..., 1] + counts[..., 2]
    out: Floats = np.where(asked, 200 * counts[..., 0] / np.maximum(1, asked), np.nan)
    return out


def by_register(passages: Sequence[Comparison]) -> dict[str, dict[str, Row]]:
    """The figures of the passages of each register and of each file; registers of few passages together."""
    sizes = Counter(passage.gold.get("register") for passage in passages)
    groups: dict[str, list[Comparison]] = {}
    for passage in passages:
        register = passage.gold.get("register")
        name = "others" if register is None or sizes[register] < FEW else register
        groups.setdefault(f"register {name}", []).append(passage)
        groups.setdefault(f"file {passage.gold['file']}", []).append(passage)
    return {
        name: {"passages": {"count": len(some)}, **figures(some)} for name, some in sorted(groups.items())
    }


def mistakes(passages: Iterable[Comparison]) -> dict[str, dict[str, int]]:
    """Kind → what was done → how often, the most frequent first."""
    counted = Counter((one.kind, one.what) for passage in passages for one in passage.mistakes)
    return {
        kind: {what: count for (its, what), count in counted.most_common() if its == kind} for kind in KINDS
    }


def report(passages: Sequence[Comparison]) -> dict[str, Any]:
    """All of it, as it is written to a file."""
    return {
        "passages": len(passages),
        "lines": figures(passages),
        "registers": by_register(passages),
        "mistakes": mistakes(passages),
    }


def table(lines: Mapping[str, Row]) -> Iterable[str]:
    """The lines as they are printed."""
    for line, row in lines.items():
        interval = f"F1 {row['F1']:5.1f}  [{row['low']:5.1f} – {row['high']:5.1f}]"
        if line in SHARES:
            yield f"{line:20}  {'':18}{interval.replace('F1', '  ')}  {row['gold']} found"
        else:
            both = f"P {row['P']:5.1f}  R {row['R']:5.1f}"
            yield f"{line:20}  {both}  {interval}  {row['gold']} gold, {row['found']} found"


def _load(paths: Sequence[Path], fields: Iterable[str]) -> list[Gold]:
    """The passages of some files; what cannot be scored ends the program with a line that says what to do."""
    out = []
    for path in paths:
        try:
            some = load([path])
        except OSError as error:
            _refuse(f"{path} cannot be read ({error.strerror}): give a file of gold passages")
        except (MarkupError, ValueError, TypeError) as error:  # Unicode and JSON too
            _refuse(f"{path} is no gold ({error}): {FORMS}")
        if not some:
            _refuse(f"{path} holds no passage: {FORMS}")
        if lacking := [
            key for key in fields if not all(isinstance(one, dict) and key in one for one in some)
        ]:
            _refuse(f"{path} is no gold (a passage without {', '.join(lacking)}): {FORMS}")
        out += some
    return out


def _refuse(message: str) -> NoReturn:
    print(f"score.py: {' '.join(message.split())}", file=sys.stderr)
    raise SystemExit(2)


def main() -> None:
    """Print the figures, and what else is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--predictions", type=Path, help="extractions as JSON lines, in the order of GOLD")
    parser.add_argument("--errors", choices=(*KINDS, "all"), help="list the mistakes of this kind")
    parser.add_argument("--registers", action="store_true", help="tell each register and each file")
    parser.add_argument("--json", type=Path, help="write all of it to this file")
    args = parser.parse_args()
    golds = _load(args.gold, GOLD)
    passages = compared(golds, _load([args.predictions], FOUND) if args.predictions else predict(golds))
    for one in (one for passage in passages for one in passage.mistakes):
        if args.errors in {one.kind, "all"}:
            print(f"{one.passage}  {one.kind} {one.what}: {one.right} → {one.read}  {one.told}")
    whole = report(passages)
    print("\n".join(table(whole["lines"])))
    if args.registers:
        for name, lines in whole["registers"].items():
            row = "  ".join(f"{line} {lines[line]['F1']:.1f}" for line in TOLD if line in lines)
            print(f"{name} ({lines['passages']['count']}): {row}")
    if args.json:
        args.json.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
