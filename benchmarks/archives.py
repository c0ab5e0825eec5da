"""Memory and speed of ``claimx archive`` on generated articles of realistic lengths.

    python benchmarks/archives.py 2000 20000 --workers 2
    python benchmarks/archives.py 1000 --workers 1

Prints for each count the articles a second and the peak memory of the run with its workers (proportional set
size, sampled twice a second). The articles are drawn with a seed: every call reads the same ones.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMPANIES = ("Verrelec", "Novandis", "Groupe Talmont", "Orsane Énergies", "Brévin Automobile", "Sodalis")
SENTENCES = (
    "{c} a réalisé en {y} un chiffre d’affaires de {n} millions d’euros, en hausse de {p} %.",
    "Le groupe vise une marge opérationnelle d’au moins {p} % en {y}.",
    "Selon {c}, la demande est restée soutenue tout au long de l’exercice.",
    "{c} a acquis {p} % du capital de {d} pour {n} millions d’euros.",
    "La direction n’a pas souhaité commenter ces informations.",
    "Son résultat net recule à {n} millions d’euros, contre {m} millions un an plus tôt.",
    "Les salariés avaient été informés du projet mardi, lors d’une réunion au siège.",
    "Les analystes attendaient mieux de cette activité, jugée stratégique par les actionnaires.",
)


def article(number: int) -> dict[str, str]:
    """One article of 5 to 40 sentences."""
    draw = random.Random(number)  # noqa: S311  it is a benchmark
    length = min(40, max(5, round(draw.lognormvariate(2.6, 0.5))))
    sentences = (
        draw.choice(SENTENCES).format(
            c=draw.choice(COMPANIES),
            d=draw.choice(COMPANIES),
            y=draw.randint(2019, 2025),
            n=draw.randint(10, 900),
            m=draw.randint(10, 900),
            p=f"{draw.uniform(1, 30):.1f}".replace(".", ","),
        )
        for _ in range(length)
    )
    return {"id": str(number), "text": " ".join(sentences), "published": "2024-07-30"}


def memory(group: int) -> int:
    """The proportional set size of a process and its children, in bytes."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                rollup = (status.parent / "smaps_rollup").read_text()
                total += 1024 * int(rollup.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):  # it ended between the two looks
            continue
    return total


def measure(count: int, workers: int, folder: Path) -> str:
    """Read so many articles; what it took."""
    source = folder / f"{count}.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article(number), ensure_ascii=False) + "\n" for number in range(count))
    out = folder / f"{count}-{workers}"
    command = [sys.executable, "-m", "claimx", "archive", source, "-o", out, "--workers", str(workers), "-q"]
    began, peak = time.monotonic(), 0
    with subprocess.Popen(command, start_new_session=True) as run:  # noqa: S603
        while run.poll() is None:
            peak = max(peak, memory(run.pid))
            time.sleep(0.5)
    if run.returncode:
        raise SystemExit(f"claimx archive failed with exit status {run.returncode}")
    seconds = time.monotonic() - began
    return (
        f"{count} articles, {workers} workers: {seconds:.0f} s, {count / seconds:.1f} articles/s, "
        f"peak {peak / 1e6:.0f} MB"
    )


def main() -> None:
    """Measure each count that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.counts:
            print(measure(count, arguments.workers, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
