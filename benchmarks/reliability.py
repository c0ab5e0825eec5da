"""How far ``Claim.confidence`` can be trusted: claims in order of confidence, and the share that is right.

    python benchmarks/reliability.py GOLD.jsonl [...] [--more GOLD.jsonl ...] [-o reliability.svg]

Every claim is made by weights that never saw its passage, and its confidence by a calibration that saw only
the other half of the claims. Printed: for each tenth of confidence, how many claims, how many wholly right,
how many with the right company; then what is left above each threshold. The plot shows the first against
the diagonal, on which a perfect confidence would lie.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markup import load
from train_claims import Judged, cross_predict, fit_confidence, learnt_from, prepare

from claimx.claims.confidence import overall
from claimx.reading import Model

BLOCK = 40  # claims in a row that go to the same half, so that passages stay together
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
SIDE, EDGE = 400, 50  # of the plot, in pixels


@dataclass(frozen=True)
class Point:
    """Claims of about the same confidence."""

    count: int
    confidence: float
    whole: float
    company: float


def calibrated(judged: Sequence[Judged]) -> list[tuple[float, Judged]]:
    """Each claim with the confidence that the other half of the claims gives it."""
    out: list[tuple[float, Judged]] = []
    for half in (0, 1):
        others = [one for at, one in enumerate(judged) if at // BLOCK % 2 == half]
        weights = {"confidence": fit_confidence(others)}
        out += [
            (overall(one.sures, weights), one) for at, one in enumerate(judged) if at // BLOCK % 2 != half
        ]
    return out


def point(claims: Sequence[tuple[float, Judged]]) -> Point:
    """Sum up some claims."""
    count = len(claims)
    return Point(
        count,
        sum(confidence for confidence, _ in claims) / count,
        sum(one.right["whole"] for _, one in claims) / count,
        sum(one.right["subjects"] for _, one in claims) / count,
    )


def plot(points: Sequence[Point]) -> str:
    """The points as an SVG: confidence across, the share wholly right upwards, the area for the count."""
    total = sum(one.count for one in points)
    dots = "".join(
        f'<circle cx="{EDGE + SIDE * one.confidence:.1f}" cy="{EDGE + SIDE * (1 - one.whole):.1f}" '
        f'r="{4 + 40 * math.sqrt(one.count / total):.1f}" fill="#27e" fill-opacity="0.5"/>'
        for one in points
    )
    size = SIDE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" font-family="sans-serif">'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#888"/>{dots}'
        f'<text x="{EDGE}" y="{size - 15}">confidence (0 to 1)</text>'
        f'<text x="{EDGE}" y="30">share of claims wholly right (0 to 1)</text></svg>\n'
    )


def main() -> None:
    """Print the table, and write the plot where one is wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", type=Path, default=[])
    parser.add_argument("--aside", nargs="*", type=Path, default=[])
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    model = Model()
    passages, more = prepare(load(args.gold), model), learnt_from(args.more, args.aside, model)
    claims = calibrated(list(cross_predict(passages, more, 5, 1.0)))
    points = []
    print("confidence  claims  wholly right  right company")
    for tenth in range(10):
        inside = [pair for pair in claims if tenth / 10 <= pair[0] < (tenth + 1) / 10]
        if inside:
            points.append(point(inside))
            one = points[-1]
            print(
                f"{one.confidence:10.2f} {one.count:7} {100 * one.whole:12.1f} % {100 * one.company:12.1f} %"
            )
    print("at least    claims  wholly right  right company")
    for threshold in THRESHOLDS:
        above = [pair for pair in claims if pair[0] >= threshold]
        if above:
            one = point(above)
            print(f"{threshold:10.2f} {one.count:7} {100 * one.whole:12.1f} % {100 * one.company:12.1f} %")
    if args.output:
        args.output.write_text(plot(points), "utf-8")


if __name__ == "__main__":
    main()
