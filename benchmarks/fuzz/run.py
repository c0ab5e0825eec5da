"""Coverage-guided fuzzing: what no string and no file may do to claimx.

    pip install atheris                                        # Linux, Python 3.11 to 3.13
    python benchmarks/fuzz/run.py extract -max_total_time=900

The targets are extract, figures, dates and archives. Begins with benchmarks/fuzz/corpus/TARGET; a folder
named behind the target gets what is found. Stops at the first crash and writes its input to a file: mend it,
and put that input into tests/found.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["claimx"]):
    from claimx.archives.articles import Item, admit
    from claimx.archives.formats import read_csv, read_jsonl
    from claimx.archives.options import Options
    from claimx.dates import find_dates, resolve_dates
    from claimx.extractor import Extractor
    from claimx.figures import find_figures
    from claimx.records import Extraction
    from claimx.source import Source

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


def archives() -> Callable[[bytes], None]:
    """Lines of JSON and CSV."""

    def one(data: bytes) -> None:
        for reader in (read_jsonl, read_csv):
            for line, raw, fault in reader(BytesIO(data), OPTIONS.max_chars):
                admitted = admit(Item(0, "in", line, raw, fault), OPTIONS)
                json.loads(getattr(admitted, "extra", "{}"))

    return one


TARGETS = {each.__name__: each for each in (extract, figures, dates, archives)}


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
