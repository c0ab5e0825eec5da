"""Memory and speed of ``claimx archive``, or of the Spark job, on generated articles of realistic lengths.

    python benchmarks/archives.py 2000 20000 --workers 2
    python benchmarks/archives.py 500 2500 --workers 2 --spark

Prints for each count the articles a second, start-up included, and the peak memory of all processes together
and of what they are (proportional set size, sampled twice a second). Two counts tell the rate without the
start-up. The articles are drawn with a seed: every call reads the same ones. Spark needs a Java.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

JOB = Path(__file__).parents[1] / "examples" / "spark_job.py"
# What a process is, by its command line; the first that fits.
KINDS = {b"java": "Java", b"archives.worker": "models", b"pyspark": "Python workers", b"": "main"}

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


def memory(session: int) -> Counter[str]:
    """The proportional set size of all processes of a session, in bytes, by what they are."""
    sizes: Counter[str] = Counter()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                command = (process / "cmdline").read_bytes()
                rollup = (process / "smaps_rollup").read_text()
                kind = next(kind for word, kind in KINDS.items() if word in command)
                sizes[kind] += 1024 * int(rollup.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):  # it ended between the two looks
            continue
    return sizes


def measure(count: int, workers: int, folder: Path, *, spark: bool) -> str:
    """Read so many articles; what it took."""
    source = folder / f"{count}.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article(number), ensure_ascii=False) + "\n" for number in range(count))
    out = folder / f"{count}-{workers}"
    if spark:
        submit = Path(sys.executable).parent / "spark-submit"
        command = [submit, "--master", f"local[{workers}]", JOB, source, out]
    else:
        command = [sys.executable, "-m", "claimx", "archive", source, "-o", out, "--workers", workers, "-q"]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    began, peak = time.monotonic(), Counter[str]()
    with (
        (folder / "printed").open("wb") as printed,
        subprocess.Popen(  # noqa: S603
            list(map(str, command)), start_new_session=True, env=environment, stdout=printed, stderr=printed
        ) as run,
    ):
        while run.poll() is None:
            peak = max(peak, memory(run.pid), key=Counter.total)
            time.sleep(0.5)
    if run.returncode:
        raise SystemExit((folder / "printed").read_text(encoding="utf-8"))
    seconds = time.monotonic() - began
    return (
        f"{count} articles, {workers} workers: {seconds:.1f} s, {count / seconds:.1f} articles/s, "
        f"peak {peak.total() / 1e6:.0f} MB: "
        + ", ".join(f"{size / 1e6:.0f} {kind}" for kind, size in peak.most_common())
    )


def main() -> None:
    """Measure each count that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--spark", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.counts:
            print(measure(count, arguments.workers, Path(folder), spark=arguments.spark), flush=True)


if __name__ == "__main__":
    main()
