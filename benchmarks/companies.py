"""How well companies are found and figures given to them, as a table and as JSON.

    python benchmarks/companies.py [GOLD.jsonl ...] [--seen GOLD.jsonl ...] [--model DIR] [-o OUT.md]

The set "own" is the test split of benchmarks/corpus, which nobody reads while changing rules; the GOLD files
together are the set "real". --seen are passages, besides those of benchmarks/corpus, that the component was
trained on. Without OUT, the files are companies.md and companies.json beside this one; --model is another
component than the one shipped.

A mention is found when a predicted one overlaps it, one to one; a name when it is the same but for capitals.
A name is unseen when it is in no training passage and on no list of claimx. A figure's company is right when
all its subjects are, predicted ones counting as the company whose mentions theirs overlap; a figure that was
not found is wrong. It is named when a mention of a subject stands in the figure's sentence.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from markup import Gold, load, passages
from matching import linked, matched, mentions_of, pair

import claimx
from claimx.companies import find_companies, naming_sentences, shipped
from claimx.companies.corpus import read_passages
from claimx.figures import find_figures
from claimx.reading import MODEL_NAME, MODEL_VERSION, Model, Reading, Request, load_base
from claimx.source import Source, Span

Found = tuple[list[Gold], set[str]]  # mentions and names
Row = dict[str, float]

CORPUS = Path(__file__).parent / "corpus"
BARS = {"mentions F1": 92.0, "unseen names": 85.0, "named": 92.0, "not named": 78.0}


# --- measures -----------------------------------------------------------------------------------------------


def f1(hits: int, gold: int, found: int) -> Row:
    """Precision, recall and F1 in percent."""
    return {
        "P": 100 * hits / found if found else 0.0,
        "R": 100 * hits / gold if gold else 0.0,
        "F1": 200 * hits / (gold + found) if gold + found else 0.0,
    }


def score_companies(golds: Sequence[Gold], found: Iterable[Found]) -> Row:
    """Mentions P, R, F1 and names F1."""
    mentions, names = Counter[str](), Counter[str]()
    for gold, (spans, called) in zip(golds, found, strict=True):
        wanted = mentions_of(gold)
        mentions.update(hits=len(pair(wanted, spans)), gold=len(wanted), found=len(spans))
        told = {company["name"].casefold() for company in gold["companies"]}
        folded = {name.casefold() for name in called}
        names.update(hits=len(told & folded), gold=len(told), found=len(folded))
    both = f1(**mentions), f1(**names)
    return {**{f"mentions {key}": value for key, value in both[0].items()}, "names F1": both[1]["F1"]}


def score_unseen(golds: Sequence[Gold], extractions: Sequence[Gold], seen: set[str]) -> Row:
    """Of the companies never seen: how many are found at all, and how many of their mentions."""
    count = Counter[str]()
    for gold, extraction in zip(golds, extractions, strict=True):
        wanted = mentions_of(gold)
        hit = {id(wanted[at]) for at in pair(wanted, mentions_of(extraction))}
        for company in gold["companies"]:
            forms = {company["name"], *(mention["text"] for mention in company["mentions"])}
            if not any(known(form, seen) for form in forms):
                found = sum(id(mention) in hit for mention in company["mentions"])
                count.update(companies=1, called=found > 0, mentions=len(company["mentions"]), found=found)
    return {
        "unseen names": 100 * count["called"] / max(1, count["companies"]),
        "of": count["companies"],
        "their mentions": 100 * count["found"] / max(1, count["mentions"]),
        "of mentions": count["mentions"],
    }


def known(form: str, seen: set[str]) -> bool:
    """Whether a form is in a training passage or on a list."""
    return form.casefold() in seen or shipped().company_of(form) is not None


def score_figures(golds: Sequence[Gold], extractions: Sequence[Gold]) -> Row:
    """How many figures have the right company, by where it is named."""
    right, asked = Counter[str](), Counter[str]()
    for gold, extraction in zip(golds, extractions, strict=True):
        name_of = linked(gold, extraction)
        for claim, told in matched(gold["claims"], extraction["claims"]):
            kind = place_of(gold, claim)
            subjects = None if told is None else {name_of(name) for name in told["subjects"]}
            for key in (kind, "all"):
                asked[key] += 1
                right[key] += subjects == set(claim["subjects"])
    out: Row = {}
    for key in ("named", "not named", "no company", "all"):
        out |= {key: 100 * right[key] / max(1, asked[key]), f"{key} of": asked[key]}
    return out


def place_of(gold: Gold, claim: Gold) -> str:
    """Whether the company of a figure is named in its sentence."""
    if not claim["subjects"]:
        return "no company"
    source = Source(gold["text"])
    spans = [source.mention(sentence) for sentence in source.sentences]
    sentence = next(span for span in reversed(spans) if span.start <= claim["start"])
    names = {
        company["name"]
        for company in gold["companies"]
        for mention in company["mentions"]
        if sentence.start <= mention["start"] < sentence.end
    }
    return "named" if names & set(claim["subjects"]) else "not named"


# --- what is measured ---------------------------------------------------------------------------------------


def ablation(golds: Sequence[Gold], component: Path | None) -> dict[str, Row]:
    """From the French model's own label ORG to the whole."""
    tuned = Model(component)
    with tempfile.TemporaryDirectory() as folder:
        base = untuned(Path(folder))
    rows = {
        f"{MODEL_NAME}, label ORG": (base, labelled),
        "lists and rules, no model": (None, ruled),
        f"{MODEL_NAME} + lists and rules": (base, ruled),
        "tuned component, label ORG": (tuned, labelled),
        "the whole: tuned component + lists and rules": (tuned, ruled),
    }
    return {
        name: score_companies(golds, (find(read(model, gold["text"])) for gold in golds))
        for name, (model, find) in rows.items()
    }


def untuned(folder: Path) -> Model:
    """The reading with the entity component as the makers of the French model trained it."""
    ner = load_base().get_pipe("ner")
    cast("Any", ner).to_disk(folder, exclude=["vocab"])
    meta = {"base": MODEL_NAME, "version": MODEL_VERSION}
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    return Model(folder)


def read(model: Model | None, text: str) -> Reading:
    """The sentences of a text that may name companies, as the extractor reads them."""
    source = Source(text)
    if model is None:
        return Reading(source)
    figures = frozenset(source.sentence_index(figure.span) for figure in find_figures(source))
    return model.read([Request(source, figures, naming_sentences(source, figures))])[0]


def labelled(reading: Reading) -> Found:
    """What the label ORG alone says, each under its own words."""
    return told(reading, [entity.span for entity in reading.entities if entity.label == "ORG"])


def ruled(reading: Reading) -> Found:
    """What the company stage makes of a reading."""
    companies = find_companies(reading)
    mentions, _ = told(reading, [mention.span for mention in companies.mentions])
    return mentions, set(companies.names)


def told(reading: Reading, spans: Iterable[Span]) -> Found:
    """Spans as mentions of the text as given, and their words."""
    mentions = [reading.source.mention(span).model_dump() for span in spans]
    return mentions, {mention["text"] for mention in mentions}


def seen_names(files: Iterable[Path]) -> set[str]:
    """Every way a company is written in the training passages, in small letters."""
    marked = [*CORPUS.glob("companies_*.txt"), *files]
    seen = {
        passage.source.slice(span).casefold()
        for path in marked
        for passage in read_passages(path)
        for span in passage.companies
    }
    for path in (CORPUS / "train").glob("*.txt"):
        for gold in passages(path.read_text("utf-8")):
            seen |= {company["name"].casefold() for company in gold["companies"]}
            seen |= {mention["text"].casefold() for mention in mentions_of(gold)}
    return seen


def measure(golds: Sequence[Gold], seen: set[str], component: Path | None) -> dict[str, Mapping[str, Any]]:
    """All figures of a set."""
    read_by = claimx.Extractor(model=component)
    extractions = [read_by.extract(g["text"], g["published"]).model_dump(mode="json") for g in golds]
    return {
        "ablation": ablation(golds, component),
        "unseen": score_unseen(golds, extractions, seen),
        "figures": score_figures(golds, extractions),
    }


# --- the page -----------------------------------------------------------------------------------------------


def page(sets: Mapping[str, Mapping[str, Any]], sizes: Mapping[str, int]) -> str:
    """The figures as Markdown."""
    lines = ["# Companies: who is found, and whose the figures are", "", *_head()]
    for name, result in sets.items():
        lines += ["", f"## {name} ({sizes[name]} passages)", ""]
        lines += ["| | mentions P | R | F1 | names F1 |", "|---|---|---|---|---|"]
        for row, values in result["ablation"].items():
            cells = (values[f"mentions {key}"] for key in ("P", "R", "F1"))
            lines.append(f"| {row} | {' | '.join(f'{x:.1f}' for x in (*cells, values['names F1']))} |")
        lines += ["", "| of the whole | right, % | of | bar |", "|---|---|---|---|", *_rows(result)]
    return "\n".join(lines) + "\n"


def _head() -> list[str]:
    return [
        "Made by `python benchmarks/companies.py`, whose head tells how each is measured. In percent. The",
        'lists and rules were made by reading errors on the set "real"; nobody reads the set "own".',
        "A bar is what we aim at.",
    ]


def _rows(result: Mapping[str, Any]) -> Iterator[str]:
    unseen, figures = result["unseen"], result["figures"]
    whole = list(result["ablation"].values())[-1]
    yield f"| mentions F1 | {whole['mentions F1']:.1f} | | {BARS['mentions F1']:.0f} |"
    yield f"| names never seen | {unseen['unseen names']:.1f} | {unseen['of']} | {BARS['unseen names']:.0f} |"
    yield f"| mentions of these | {unseen['their mentions']:.1f} | {unseen['of mentions']} | |"
    for key, label in (
        ("named", "company of a figure, named in its sentence"),
        ("not named", "company of a figure, not named there"),
        ("no company", "figure about no company"),
        ("all", "subjects all right"),
    ):
        bar = f"{BARS[key]:.0f}" if key in BARS else ""
        yield f"| {label} | {figures[key]:.1f} | {figures[f'{key} of']} | {bar} |"


def main() -> None:
    """Measure, and write the table and the JSON beside it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--seen", nargs="*", type=Path, default=[])
    parser.add_argument("--model", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_suffix(".md"))
    args = parser.parse_args()
    tests = sorted((CORPUS / "test").glob("*.txt"))
    golds = {"own": [gold for path in tests for gold in passages(path.read_text("utf-8"))]}
    if args.gold:
        golds["real"] = load(args.gold)
    seen = seen_names(args.seen)
    sets = {name: measure(some, seen, args.model) for name, some in golds.items()}
    text = page(sets, {name: len(some) for name, some in golds.items()})
    args.output.write_text(text, "utf-8")
    args.output.with_suffix(".json").write_text(
        json.dumps(sets, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    print(text)


if __name__ == "__main__":
    main()
