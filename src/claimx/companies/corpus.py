"""Marked passages: text with its companies, from inline marks or from JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import InputError
from claimx.source import Source, Span

__all__ = ["Passage", "parse_marked", "read_passages"]

_MARK = re.compile(r"\[\[([^\[\]]+)\]\]")
_STRAY = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the companies marked in it, in folded offsets."""

    source: Source
    companies: tuple[Span, ...]


def parse_marked(marked: str) -> Passage:
    """A passage from its marked form, "[[Renault]] recule de 2 %".

    Raises ``InputError`` when a mark is broken.
    """
    text, spans, reached = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[reached : match.start()]
        spans.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        reached = match.end()
    text += marked[reached:]
    if _STRAY.search(text):
        raise InputError(f"a mark is not closed, or not opened, in {text[:60]!r}: write [[Name]]")
    return _passage(text, spans)


def _passage(text: str, spans: list[tuple[int, int]]) -> Passage:
    companies = tuple(Span(_folded_offset(text, start), _folded_offset(text, end)) for start, end in spans)
    return Passage(Source(text), companies)


def _folded_offset(text: str, offset: int) -> int:
    return len(Source(text[:offset]).folded)


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file: ``.txt`` with inline marks, or ``.jsonl`` with `text` and `companies`.

    In ``.txt``, a blank line ends a passage and a line that begins with # is a comment.
    """
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for line in content.splitlines():
            record = json.loads(line)
            mentions = [mention for company in record["companies"] for mention in company["mentions"]]
            yield _passage(record["text"], [(mention["start"], mention["end"]) for mention in mentions])
        return
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    for block in re.split(r"\n\s*\n", "\n".join(lines)):
        if block.strip():
            yield parse_marked(block.strip())
