"""The regression gate: score the dev split of the corpus, fail when a headline figure fell.

python benchmarks/gate.py             compare with benchmarks/baseline.json; a fall of more than 1 point fails
python benchmarks/gate.py --record    write what is measured as the baseline, to be committed alone
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from comparing import Comparison
from markup import load
from score import compared, figures, predict

DEV = Path(__file__).parent / "corpus" / "dev"
BASELINE = Path(__file__).with_name("baseline.json")
ALLOWED = 1.0  # points
HEADLINES = (
    *("money value", "percent value", "dates value", "company mentions", "subjects all right"),
    *("metric", "direction", "certainty", "when", "FIGURE + COMPANY", "WHOLE CLAIM"),
)
"""Lines of so many marks that one more mistake is less than a point or about one."""


def headlines(passages: Sequence[Comparison]) -> dict[str, float]:
    """The F1 of the headline figures, rounded to the tenth."""
    lines = figures(passages)
    return {line: round(lines[line]["F1"], 1) for line in HEADLINES}


def fallen(now: Mapping[str, float], baseline: Mapping[str, float]) -> Iterator[str]:
    """What fell by more than is allowed; a figure that is measured no more has fallen."""
    for line, before in baseline.items():
        if now.get(line, 0.0) < before - ALLOWED:
            yield f"{line} fell from {before:.1f} to {now.get(line, 0.0):.1f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, or record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--record", action="store_true", help="write the figures as the new baseline")
    parser.add_argument("--baseline", type=Path, default=BASELINE)
    args = parser.parse_args(arguments)
    golds = load(sorted(DEV.glob("*.txt")))
    now = headlines(compared(golds, predict(golds)))
    if args.record:
        args.baseline.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
        print(f"recorded: {', '.join(f'{line} {value}' for line, value in now.items())}")
        return 0
    baseline = json.loads(args.baseline.read_text("utf-8"))
    faults = list(fallen(now, baseline))
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    if faults:
        print("gate: if that is meant, record it: python benchmarks/gate.py --record", file=sys.stderr)
        return 1
    risen = [f"{line} {before} → {now[line]}" for line, before in baseline.items() if now[line] > before]
    print(f"gate: nothing fell; {'higher than recorded: ' + ', '.join(risen) if risen else 'nothing rose'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
