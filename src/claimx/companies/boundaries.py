"""Where a name the model marked really begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimx.companies.cues import lead
from claimx.companies.gazetteer import Gazetteer, Hit
from claimx.companies.negatives import never, starts_with_person
from claimx.reading import Entity, Reading
from claimx.source import Span, overlapping

__all__ = ["marked_names", "trim"]

_LEAD = re.compile(
    r"[\"«»'(\[•*–—:;,./ ©®™@_-]+|(?:[ldsnjc]|qu)'(?=\w)"
    r"|(?:De|Du|Des|Aux?|Une?|Et|Chez|Selon|Pour|En|Par|Avec|Comme)\s+(?=[A-ZÀ-Ý])|(?!\w+$)[a-zà-ÿ][a-zà-ÿ'-]*\s+(?=\S*[A-ZÀ-Ý])|[Gg]roupe\s+(?=[A-ZÀ-Ý])"
)
_ARTICLE = re.compile(r"L[ae]s? (?=[A-ZÀ-Ý])")
_TRAIL = re.compile(r"[\"«»)\],;:.!?…•*/ ©®™_–—-]+$|'s?$|\s+[(–—-]\s?.*$|,.*$|(?<=\w)[\"»].*$")
# Two sentences glued, as in scraped text: "BFMTVComme", "CarnivalDepuis", "Twitter.Sur".
_GLUED = re.compile(
    r"(?<=[a-zà-ÿA-Z.])\.?(?:Selon|Depuis|Comme|Les?|La|L|Ils?|Elles?|Du|Des?|Une?|Si|Sur|En|Pour|Dans|Ces?|Cette"
    r"|Mais|Aux?|Et|On|Par|Après|Avant|Avec|Chaque|À|Ainsi|Lors|Malgré|Contactée?|Pendant)(?: .*)?$"
)
_DOTTED_END = re.compile(r"(?:[A-Z]\.|Inc\.|Corp\.|Ltd\.|Bros\.|Co\.|Ltée\.|inc\.)$")
_LONG_ENOUGH = 4
_LETTERS = re.compile(r"[^\W\d_]{2}|[A-Z]\d|\d[A-Z]|^[A-Z]$|\d/\d")
_PAIR = re.compile(r" (?:et|ou|/) |, ")
# What no name has, and the model's tokens may hold together with one: the rest of a tag ("Velmor</b",
# "b>Velmor", 'href="/velmor">Velmor'), the address of a link ("Velmor](http://…"), signs of markup, pictures.
_FOREIGN = re.compile(
    r"(?<=<)/?[a-zA-Z][^<>]*>|</?[a-zA-Z!][^<>]*>?|[a-z-]+=\"[^\"<>]*\"?[^<>]*>?|\]\([^)]*\)?"
    r"|[<>|\\\[\]{}`^~=\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\ufe0f\ufffd\U0001f000-\U0001faff]"
)


def marked_names(reading: Reading, known: list[Hit], gazetteer: Gazetteer) -> Iterator[Entity]:
    """The model's names without what stands at their edges, and one by one where it joined two."""
    text = reading.source.folded
    places = [hit.span for hit in known]
    for entity in reading.entities:
        near = known[overlapping(places, entity.span)]
        for part in _names(text, entity.span, near):
            span = trim(text, part, gazetteer)
            if span and _LETTERS.search(text[span.start : span.end]):
                yield Entity(_known_part(text, span, near), entity.label, entity.ordinary)


def _names(text: str, span: Span, near: Sequence[Hit]) -> Iterator[Span]:
    """The names in a span, of which each is free of markup and pictures."""
    start = span.start
    for cut in _FOREIGN.finditer(text, span.start, span.end):
        yield from _parts(text, Span(start, cut.start()), near)
        start = cut.end()
    yield from _parts(text, Span(start, span.end), near)


def _parts(text: str, span: Span, known: Sequence[Hit]) -> Iterator[Span]:
    """The names in a span: "Carglass et Autoglass" is two when one is known, "Pierre et Vacances" is one."""
    inside = [hit.span for hit in known if span.covers(hit.span)]
    start = span.start
    for cut in _PAIR.finditer(text, span.start, span.end):
        if inside and not any(hit.start < cut.start() and cut.end() < hit.end for hit in inside):
            yield Span(start, cut.start())
            start = cut.end()
    yield Span(start, span.end)


def trim(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """The name without articles, quotes, role nouns and titles at its edges; None when nothing is left."""
    start, end = span.start, span.end
    while start < end and gazetteer.key_of(text[start:end]) is None:
        if never(text[start:end]):
            return None
        leading = _LEAD.match(text, start, end)
        trail = None if _DOTTED_END.search(text[start:end]) else _TRAIL.search(text[start:end])
        leading = leading or _opening_article(text, start)
        if end - start > _LONG_ENOUGH:
            trail = trail or _GLUED.search(text[start:end])
        if leading:
            start = leading.end()
        elif trail:
            end = start + trail.start()
        elif lead(text, Span(start, end)) > start:
            start = lead(text, Span(start, end))
        else:
            break
    return Span(start, end) if start < end else None


def _opening_article(text: str, start: int) -> re.Match[str] | None:
    """The article of a name at the head of a sentence, which is the sentence's: "Le Losange recule"."""
    return (
        _ARTICLE.match(text, start)
        if not re.search(r"[\w,'(;\"«] ?$", text[max(0, start - 2) : start])
        else None
    )


def _known_part(text: str, span: Span, known: Sequence[Hit]) -> Span:
    """The known company in a name that holds more than a name: "Dan Ives de Wedbush Securities"."""
    inside = [hit.span for hit in known if hit.form.sure and span.covers(hit.span) and span != hit.span]
    if len(inside) != 1:
        return span
    rest = text[span.start : inside[0].start], text[inside[0].end : span.end]
    glued = any(re.search(r"(?<!\w)[a-zà-ÿ]{2,}", part) or starts_with_person(part.strip()) for part in rest)
    return inside[0] if glued else span
