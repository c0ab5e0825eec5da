"""Coverage-guided fuzzing: what no string and no file may do to claimx.

    pip install atheris                                        # Linux, Python 3.11 to 3.13
    python benchmarks/fuzz/run.py extract -max_total_time=900

The targets are extract, figures, dates, companies, archives and views. Begins with
benchmarks/fuzz/corpus/TARGET; a folder named behind the target gets what is found. Stops at the first crash
and writes its input to a file: mend it, and put that input into tests/found.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import atheris

with atheris.instrument_imports(include=["claimx"]):
    from claimx.archives.articles import Item, admit
    from claimx.archives.formats import read_csv, read_jsonl
    from claimx.archives.options import Options
    from claimx.companies import find_companies
    from claimx.dates import find_dates, resolve_dates
    from claimx.display import table
    from claimx.extractor import Extractor
    from claimx.figures import find_figures
    from claimx.reading import Entity, Reading
    from claimx.records import Company, DateMention, Extraction, Listing, Mention
    from claimx.source import Source, Span

FOLDER = Path(__file__).parent
DAY = date(2024, 7, 30)
OPTIONS = Options(max_chars=2_000)


def text_of(data: bytes) -> str:
    """Bytes as text: UTF-8, and half characters for what is none."""
    return data.decode("utf-8", "surrogateescape")


def extract() -> Callable[[bytes], None]:
    """The whole way, offsets and JSON included."""
    extractor = Extractor()
    extractor.extract(
        "Velmor a gagné 3 % hier, contre 2 millions d'euros en 2023.", DAY
    )  # lexicons load once

    def one(data: bytes) -> None:
        text = text_of(data)
        extraction = extractor.extract(text, DAY)
        for claim in extraction.claims:
            spans = [claim, *(words for _, found in claim.evidence for words in found)]
            assert all(text[span.start : span.end] == span.text for span in spans), text  # noqa: S101
        content = extraction.model_dump_json()
        assert Extraction.model_validate_json(content).model_dump_json() == content, text  # noqa: S101

    return one


def figures() -> Callable[[bytes], None]:
    """Figures alone."""

    def one(data: bytes) -> None:
        source = Source(text_of(data))
        for figure in find_figures(source):
            mention = source.mention(figure.span)
            assert source.text[mention.start : mention.end] == mention.text != ""  # noqa: S101

    return one


def dates() -> Callable[[bytes], None]:
    """Dates alone, found and resolved."""

    def one(data: bytes) -> None:
        source = Source(text_of(data))
        for found in resolve_dates(source, find_dates(source), DAY, lambda _: None):
            start, end = found.period.start, found.period.end
            assert start is None or end is None or start <= end, source.text  # noqa: S101

    return one


LABELS = ("ORG", "PER", "LOC", "MISC")
WORD = re.compile(r"\S+")


def marks(source: Source) -> Iterator[Entity]:
    """Names as a model may mark them: up to three words in a row, anything at all, by chance that repeats."""
    for sentence in source.sentences:
        words = list(WORD.finditer(source.folded, sentence.start, sentence.end))
        at = 0
        while at < len(words):
            chance = crc32(words[at].group().encode())
            count = chance % 5 % 4  # words; no name begins here when it is 0
            last = words[at : at + count][-1:]
            if last:
                span = Span(words[at].start() + (chance >> 8 & 1), last[0].end())  # a sign may be cut off
                if span.start < span.end:
                    yield Entity(span, LABELS[chance >> 4 & 3], ordinary=chance >> 6 & 3 == 0)
            at += max(1, count)


def companies() -> Callable[[bytes], None]:
    """Companies among names marked at random, which costs less than asking the model."""

    def one(data: bytes) -> None:
        source = Source(text_of(data))
        found = find_companies(Reading(source, {}, tuple(marks(source))))
        spans = [mention.span for mention in found.mentions]
        assert all(one.end <= other.start for one, other in pairwise(spans)), source.text  # noqa: S101
        assert all(source.slice(span).strip() for span in spans), source.text  # noqa: S101
        assert {mention.name for mention in found.mentions} == set(found.names), source.text  # noqa: S101

    return one


def archives() -> Callable[[bytes], None]:
    """Lines of JSON and CSV."""

    def one(data: bytes) -> None:
        for reader in (read_jsonl, read_csv):
            for line, raw, fault in reader(BytesIO(data), OPTIONS.max_chars):
                admitted = admit(Item(0, "in", line, raw, fault), OPTIONS)
                json.loads(getattr(admitted, "extra", "{}"))

    return one


class Strict(HTMLParser):
    """Takes HTML apart and refuses what no view is made of."""

    TAGS = frozenset(
        [
            "div",
            "p",
            "ul",
            "li",
            "mark",
            "b",
            "i",
            "span",
            "small",
            "q",
            "dl",
            "dt",
            "dd",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "style",
        ]
    )
    ATTRIBUTES = frozenset({"class", "lang", "tabindex", "scope", "role", "hidden"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Refuse elements and attributes that are not the views' own."""
        assert tag in self.TAGS, tag  # noqa: S101
        assert all(name in self.ATTRIBUTES for name, _ in attrs), attrs  # noqa: S101
        assert tag != "style" or self.open == ["div"], self.open  # noqa: S101
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Refuse an end that is not that of the element open last."""
        assert self.open.pop() == tag, tag  # noqa: S101

    def handle_data(self, data: str) -> None:
        """Refuse signs that HTML has no room for."""
        assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", data)  # noqa: S101

    def handle_comment(self, data: str) -> None:
        """Refuse comments."""
        raise AssertionError(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


def views() -> Callable[[bytes], None]:
    """The HTML views: a text whose every word is a name, a date, a unit or the words of a claim."""

    def one(data: bytes) -> None:
        text = text_of(data)
        found = [
            Mention(start=match.start(), end=match.end(), text=match.group()) for match in WORD.finditer(text)
        ]
        words = [mention.text for mention in found] or [text]
        named = {"kind": "money", "low": "3", "high": "3", "currency": words[-1], "per": words[0]}
        fields = {
            "figure": named,
            "metric": "other",
            "direction": "up",
            "certainty": "stated",
            "confidence": 0.5,
            "subjects": words[:2],
            "counterparties": words[1:3],
            "sources": words[2:4],
            "when": [{"relation": "in", "timex": words[0]}, {"relation": "over", "duration": words[-1]}],
            "evidence": {"metric": found[:3], "subjects": found[1:6:2]},
        }
        extraction = Extraction.model_validate(
            {
                "text": text,
                "published": None,
                "companies": [
                    Company(name=each.text, mentions=(each,), listing=Listing(ticker=each.text))
                    for each in found[:5]
                ],
                "claims": [each.model_dump() | fields for each in found[:18:3]],
                "dates": [
                    DateMention.model_validate(each.model_dump() | {"period": {"timex": each.text}})
                    for each in found[:24:4]
                ],
            }
        )
        shown = [extraction, table(extraction), *extraction.claims[:2], *extraction.companies[:2]]
        for each in shown:
            html = each._repr_html_()
            html.encode()
            strict = Strict()
            strict.feed(html)
            strict.close()
            assert strict.open == [], text  # noqa: S101

    return one


TARGETS = {each.__name__: each for each in (extract, figures, dates, companies, archives, views)}


def main() -> None:
    """Fuzz one target until libFuzzer is told to stop."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:  # noqa: PLR2004  the program and its target
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    name = sys.argv.pop(1)
    seeds = FOLDER / "corpus" / name
    dictionary = f"-dict={FOLDER / 'words.dict'}"
    atheris.Setup([*sys.argv, dictionary, str(seeds)], TARGETS[name]())
    atheris.Fuzz()


if __name__ == "__main__":
    main()
