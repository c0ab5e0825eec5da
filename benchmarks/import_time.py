"""How long ``import claimx`` takes in a fresh interpreter, above an empty one.

Run: .venv/bin/python benchmarks/import_time.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9
SCRIPTS = ("import claimx", "import claimx; claimx.extract", "import claimx.cli")


def seconds(script: str) -> float:
    """The median wall time of a script in a fresh interpreter."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print a line a script."""
    empty = seconds("pass")
    for script in SCRIPTS:
        print(f"{script:<32} {seconds(script) - empty:6.3f} s")


if __name__ == "__main__":
    main()
