"""Which names of a text are companies: the known ones, those the model marks, those their context gives away.

Evidence, from the strongest: a known company's sure form; the label ORG, which the tuned model gives to
companies only; an ambiguous form or another label with a cue beside it. What is listed as no company is
refused whoever says so, and a name once accepted counts wherever the text writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimx.companies.cues import acts, is_object, is_place, says_company, strip_legal, written
from claimx.companies.gazetteer import Hit, bounded, hits, key_of
from claimx.companies.negatives import named, never, person_before
from claimx.lexicon import alternation
from claimx.reading import Entity, Reading
from claimx.source import Span

__all__ = ["recognise"]

_LEAD = re.compile(
    r"(?:[\"«»'(\[•*–—:;,./ -]+|(?:l|d|qu|s|n|j|c)'|(?:[Ll]e|[Ll]a|[Ll]es|[Dd]e|[Dd]u|[Dd]es|[Aa]u|[Aa]ux|[Uu]n|[Uu]ne|[Ee]t|[Cc]hez|[Ss]elon|[Pp]our|[Ee]n|[Pp]ar|[Aa]vec|[Cc]omme|[Ll]eur|[Ss]on|[Ss]a)\s+"
    r"|[Gg]roupe\s+(?=[A-ZÀ-Ý]))"
)
_TRAIL = re.compile(r"[\"«»)\],;:.!?…•*/ –—-]+$|'s?$|\s+\(.*$|,.*$")
_DOTTED_END = re.compile(r"(?:[A-Z]\.|Inc\.|Corp\.|Ltd\.|Bros\.|Co\.|Ltée\.)$")
_LETTERS = re.compile(r"[^\W\d_]{2}|[A-Z]\d|\d[A-Z]|^[A-Z]$")
_LOWER_ONLY = re.compile(r"^[a-zà-ÿ' ]+$")


def recognise(reading: Reading) -> list[Span]:
    """Where the text names companies, in text order, no overlap."""
    text = reading.source.folded
    refused = named(text)
    marked = [entity for entity in _cleaned(reading) if not _refused(entity.span, refused, text)]
    known = [hit for hit in hits(text) if _known(hit, marked, refused, text)]
    accepted = _longest([*(hit.span for hit in known), *_by_model(marked, text), *_by_context(refused, text)])
    return _everywhere(accepted, marked, refused, text)


def _cleaned(reading: Reading) -> Iterator[Entity]:
    """The model's names without the articles, quotes and role nouns at their edges."""
    text = reading.source.folded
    for entity in reading.entities:
        span = _trim(text, entity.span)
        if span and _LETTERS.search(text[span.start : span.end]):
            yield Entity(span, entity.label)


def _trim(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and key_of(text[start:end]) is None:
        lead = _LEAD.match(text, start, end)
        trail = None if _DOTTED_END.search(text[start:end]) else _TRAIL.search(text[start:end])
        if lead and lead.end() > start:
            start = lead.end()
        elif trail:
            end = start + trail.start()
        else:
            break
    return Span(start, end) if start < end else None


def _refused(span: Span, refused: Iterable[Span], text: str) -> bool:
    name = text[span.start : span.end]
    if key_of(name) is not None:
        return False
    return never(name) or never(strip_legal(name)) or any(other.covers(span) for other in refused)


def _known(hit: Hit, marked: Iterable[Entity], refused: Iterable[Span], text: str) -> bool:
    """Whether a known form is the company here: not a product, a place, a person or part of another name."""
    span = hit.span
    if any(other.covers(span) and other != span for other in refused):
        return False
    if is_place(text, span) or is_object(text, span) or person_before(text, span.start):
        return False
    around = [entity for entity in marked if entity.span.overlaps(span)]
    if any(entity.label == "PER" and entity.span.start < span.start for entity in around):
        return False
    if hit.form.sure:
        return True
    if any(entity.label == "ORG" for entity in around) or says_company(text, span):
        return True
    return any(entity.span == span for entity in around) and _inside_sentence(text, span)


def _inside_sentence(text: str, span: Span) -> bool:
    """Whether the capital of a name is its own, not the sentence's."""
    before = text[max(0, span.start - 2) : span.start]
    return bool(re.search(r"[\w,'(;] ?$", before)) and not text[span.start : span.end].isupper()


def _by_model(marked: Iterable[Entity], text: str) -> Iterator[Span]:
    for entity in marked:
        span, name = entity.span, text[entity.span.start : entity.span.end]
        if is_place(text, span) or is_object(text, span) or _LOWER_ONLY.match(name):
            continue
        if entity.label == "ORG":
            yield span
        elif says_company(text, span) and not person_before(text, span.start):
            yield span
        elif entity.label == "MISC" and acts(text, span):
            yield span


def _by_context(refused: list[Span], text: str) -> Iterator[Span]:
    for span in written(text):
        inside = _trim(text, span)
        if inside and not _refused(inside, refused, text) and not is_object(text, inside):
            yield inside


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The spans without overlap: of two that overlap the longer one stays."""
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if kept and kept[-1].overlaps(span):
            if span.end - span.start > kept[-1].end - kept[-1].start:
                kept[-1] = span
        else:
            kept.append(span)
    return kept


def _everywhere(accepted: list[Span], marked: Iterable[Entity], refused: list[Span], text: str) -> list[Span]:
    """The accepted names wherever the text writes them, also in sentences the model did not read."""
    names = {strip_legal(text[span.start : span.end]) for span in accepted}
    if not names:
        return accepted
    persons = [entity.span for entity in marked if entity.label == "PER"]
    blocked = [*refused, *persons]
    found = [
        span
        for match in bounded(alternation(names)).finditer(text)
        for span in [Span(*match.span())]
        if not any(other.covers(span) and other != span for other in blocked)
        and not person_before(text, span.start)
        and not is_place(text, span)
        and not is_object(text, span)
        and (key_of(match.group()) is None or span in accepted or _inside_sentence(text, span))
    ]
    return _longest([*accepted, *found])
