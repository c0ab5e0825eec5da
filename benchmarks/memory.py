"""Whether memory stays flat over a long life: extractions of texts whose names and numbers never come again.

    python benchmarks/memory.py              200 000 extractions, a line every 10 000
    python benchmarks/memory.py 20000        fewer

Prints the resident memory and fails when it grows, after the first quarter, by more than a tenth.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import claimx

LINES = 20
WARM = 4  # the first of so many parts warms up: the vocabulary fills, the caches of bounded size too
GROWTH = 1.1
SYLLABLES = ("bra", "cor", "del", "fis", "gra", "kel", "lum", "mor", "nov", "pri", "san", "tra", "val", "zen")
SHAPES = (
    "{name} a perdu {number} % en {year}.",
    "Le groupe {name} {other} vise {number} millions d'euros, dit {person} {other}.",
    "{person} {name} a cédé {other} {noun} pour {number} M$ au {noun}{number}.",
)


def word(chance: random.Random) -> str:
    """A word that was hardly ever written before."""
    return "".join(chance.choices(SYLLABLES, k=5))


def text(chance: random.Random) -> str:
    """A sentence of new words."""
    return chance.choice(SHAPES).format(
        name=word(chance).title(),
        other=word(chance).title(),
        person=word(chance).title(),
        noun=word(chance),
        number=f"{chance.randrange(10**6)},{chance.randrange(100):02}",
        year=chance.randrange(1950, 2050),
    )


def resident() -> float:
    """The resident memory of this process, in MB. Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    """Print a line a part; 1 when memory grew."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    chance = random.Random(20240730)  # noqa: S311  repeatable, nothing secret
    extractor = claimx.Extractor()
    started, claims = time.monotonic(), 0
    seen = [resident()]
    print(f"{0:>9,} extractions {seen[0]:8.1f} MB", flush=True)
    for part in range(LINES):
        for _ in range(total // LINES):
            claims += len(extractor.extract(text(chance), "2024-07-30").claims)
        seen.append(resident())
        done = (part + 1) * (total // LINES)
        print(f"{done:>9,} extractions {seen[-1]:8.1f} MB {time.monotonic() - started:7.0f} s", flush=True)
    warm, last = seen[LINES // WARM], max(seen[LINES // WARM :])
    print(f"{claims:,} claims; after the first quarter {warm:.1f} MB, at most {last:.1f} MB since")
    return int(last > GROWTH * warm)


if __name__ == "__main__":
    sys.exit(main())
