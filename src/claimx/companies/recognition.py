"""Which names of a text are companies: the known ones, those the model marks, those their context gives away.

Evidence, from the strongest: a known company's sure form; the label ORG, which the tuned model gives to
companies only; an ambiguous form or another label with a cue beside it; a place in a list of companies. What
is listed as no company is refused whoever says so, and a name once accepted counts wherever the text has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimx.companies.acronyms import acronym_of
from claimx.companies.boundaries import marked_names, trim
from claimx.companies.cues import (
    acts,
    division_after,
    has_article,
    is_agent,
    is_body,
    is_headline,
    is_object,
    is_person,
    is_place,
    is_product_name,
    is_source,
    is_thing,
    is_thing_of,
    is_whereabouts,
    says_company,
    strip_legal,
    written,
)
from claimx.companies.gazetteer import Gazetteer, Hit, counts, occurrences
from claimx.companies.lists import listed_with
from claimx.companies.negatives import concepts, named, never, person_before, surnames
from claimx.companies.register import is_ordinary
from claimx.forking import kept
from claimx.reading import Entity, Reading
from claimx.source import Span, longest, overlapping

__all__ = ["recognise"]

_ELSE = frozenset({"PER", "LOC"})
# Words in small letters only, two sentences glued ("eurosSelon"), a headline in capitals.
_NO_NAME = re.compile(r"[a-zà-ÿ' -]+$|[a-zà-ÿ]{4,}[A-ZÀ-Ý][a-zà-ÿ]+$|[A-ZÀ-Ý' -]{34,}$|[\d.,% ]+$|.$|.*[+?]$")
# "DB3S", "T2", "3U": a model, a terminal, a class.
_CODE = re.compile(r"[A-Z]{1,4}-?\d+[A-Z]{0,2}|\d+[A-Z]{1,2}|[A-Z]{2,3}\d[A-Z]|Bac\+\d")
# "Carlos Ghosn", "PER" of two words: the last one alone is the same person later on.
_SURNAME = re.compile(r"\w\S* (?:.* )?(\S+)$")
# "Louis" before "Renault" makes a person; "Véronique Cayla d'" before "Arte" does not.
_BEGUN = re.compile(r"[A-ZÀ-Ý](?!.*(?:\bd[eu] |\bd'|\bchez |[,(/] ?)$)")
_BRACKET = re.compile(r" \(([A-Z][A-Za-z]{1,6})\)")
_INSIDE = re.compile(r"[\w,'(;/] ?$")


def recognise(reading: Reading, gazetteer: Gazetteer) -> list[Span]:
    """Where the text names companies, in text order, no overlap."""
    judge = _Judge(reading, gazetteer)
    found = _longest([*judge.by_list(), *judge.by_model(), *judge.by_context()])
    found = _longest([*found, *judge.by_neighbours(found)])
    return [_without_legal_form(judge.text, span) for span in _longest([*found, *judge.again(found)])]


def _without_legal_form(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(strip_legal(text[span.start : span.end])))


@dataclass(frozen=True)
class _Judge:
    """One text, and what speaks for and against each of its names."""

    reading: Reading
    gazetteer: Gazetteer

    @property
    def text(self) -> str:
        return self.reading.source.folded

    @kept
    def known(self) -> list[Hit]:
        return self.gazetteer.hits(self.text)

    @kept
    def refused(self) -> list[Span]:
        return named(self.text)

    @kept
    def ordinary(self) -> bool:
        """Whether the text is about other things than business: there the label ORG needs a cue beside it."""
        sure = (hit for hit in self.known if hit.form.sure)
        return is_ordinary(
            self.reading.source.lowered, {hit.form.company for hit in sure if self._stands(hit)}
        )

    @kept
    def concepts(self) -> frozenset[str]:
        return concepts(self.text)

    @kept
    def surnames(self) -> frozenset[str]:
        """The last words of the people in the text: "Musk" is no company beside "Elon Musk"."""
        people = (
            self.text[each.span.start : each.span.end]
            for each in self.reading.entities
            if each.label == "PER"
        )
        marked = frozenset(match.group(1) for name in people if (match := _SURNAME.match(name)))
        return marked | surnames(self.text)

    @kept
    def doubted(self) -> frozenset[str]:
        """The names that the text gives to a person or a product, more often than to a company."""
        against, votes = Counter(self.surnames), Counter[str]()
        for entity in self.marked:
            name, span = self.text[entity.span.start : entity.span.end], entity.span
            if says_company(self.text, span, "PER"):
                votes[name] += len(self.marked)
            elif is_product_name(self.text, span) or is_person(self.text, span):
                against[name] += 1
            elif entity.label == "ORG":
                votes[name] += 1
        return frozenset(
            name for name, count in against.items() if count > votes[name] or name in self.surnames
        )

    @kept
    def marked(self) -> list[Entity]:
        return [
            entity
            for entity in marked_names(self.reading, self.known, self.gazetteer)
            if not self._refuses(entity.span)
        ]

    @kept
    def places(self) -> list[Span]:
        """Where the marked names stand."""
        return [entity.span for entity in self.marked]

    @kept
    def others(self) -> list[Span]:
        """Where the model marks people and places."""
        return [entity.span for entity in self.reading.entities if entity.label in _ELSE]

    def by_list(self) -> Iterator[Span]:
        """The known companies."""
        for hit in self.known:
            if self._stands(hit):
                yield division_after(self.text, hit.span) if hit.form.sure else hit.span

    def by_model(self) -> Iterator[Span]:
        """The names the model marks as companies, or as something else with a cue beside them."""
        for entity in self.marked:
            span, name = entity.span, self.text[entity.span.start : entity.span.end]
            if self.gazetteer.key_of(name) is not None:
                sure = self.gazetteer.forms[name].sure or not self.ordinary
                if entity.label == "ORG" and sure and self.may_be(span) and not counts(self.text, span):
                    yield span
            elif self._named_like_company(entity, name) and not self._elsewhere(span):
                yield span

    def _named_like_company(self, entity: Entity, name: str) -> bool:
        """Whether the label and the words around an unknown name say company."""
        span = entity.span
        if _NO_NAME.match(name) or is_thing_of(name, self.gazetteer) or self._is_other(name, span):
            return False
        if says_company(self.text, span, entity.label):
            return True
        if entity.label != "ORG":
            return entity.label == "MISC" and acts(self.text, span) and not _CODE.fullmatch(name)
        if _CODE.fullmatch(name) or is_headline(self.text, span) or self._lacks_verb(entity):
            return False
        doubts = (is_person, is_body, is_whereabouts, has_article)
        return not any(doubt(self.text, span) for doubt in doubts)

    def _lacks_verb(self, entity: Entity) -> bool:
        """Whether a name that the label alone speaks for stands where that is not enough."""
        if acts(self.text, entity.span):
            return False
        return self.ordinary or (entity.ordinary and not is_agent(self.text, entity.span))

    def _is_other(self, name: str, span: Span) -> bool:
        """Whether the text makes an unknown name a person's or a product's."""
        return (
            name in self.doubted or is_product_name(self.text, span) or person_before(self.text, span.start)
        )

    def by_context(self) -> Iterator[Span]:
        """The names that their context alone gives away."""
        for span in written(self.text):
            inside = trim(self.text, span, self.gazetteer)
            if inside and self.may_be(inside):
                yield inside

    def by_neighbours(self, found: Sequence[Span]) -> Iterator[Span]:
        """Members of a list of companies, and the acronym in brackets behind a company."""
        marked = {entity.span for entity in self.marked}
        for span in listed_with(self.text, found):
            if span in marked and self.may_be(span):
                yield span
        for span in found:
            bracket = _BRACKET.match(self.text, span.end)
            if bracket and acronym_of(bracket.group(1), self.text[span.start : span.end]):
                yield Span(*bracket.span(1))

    def again(self, found: Sequence[Span]) -> Iterator[Span]:
        """The accepted names wherever the text writes them, also in sentences the model did not read."""
        names = {strip_legal(self.text[span.start : span.end]) for span in found}
        for span in occurrences(self.text, names):
            known = self.gazetteer.key_of(self.text[span.start : span.end]) is not None
            ordinary = known and not self._inside_sentence(span)
            if not ordinary and not self._part_of_other(span) and not person_before(self.text, span.start):
                yield from () if self._elsewhere(span) else (span,)

    def may_be(self, span: Span) -> bool:
        """Whether nothing speaks against a name."""
        return not (
            self._refuses(span)
            or self._elsewhere(span)
            or self._part_of_other(span)
            or person_before(self.text, span.start)
            or (
                self.gazetteer.key_of(self.text[span.start : span.end]) is None
                and is_product_name(self.text, span)
            )
        )

    def _stands(self, hit: Hit) -> bool:
        """Whether a known form is the company here: no product, place, person or part of another name."""
        span = hit.span
        if self._elsewhere(span) or self._part_of_other(span) or person_before(self.text, span.start):
            return False
        if hit.form.sure:
            return True
        if is_product_name(self.text, span) or is_person(self.text, span):
            return False
        around = self.marked[overlapping(self.places, span)]
        labelled = not self.ordinary and any(entity.label == "ORG" for entity in around)
        if labelled or says_company(self.text, span):
            return True
        if is_source(self.text, span, self.gazetteer) or acts(self.text, span):
            return True
        named = any(entity.span == span and entity.label == "MISC" for entity in around)
        return named and self._inside_sentence(span)

    def _refuses(self, span: Span) -> bool:
        name = self.text[span.start : span.end]
        if self.gazetteer.key_of(name) is not None:
            return False
        if never(name) or never(strip_legal(name)) or name in self.concepts:
            return True
        return any(other.covers(span) for other in self.refused[overlapping(self.refused, span)])

    def _elsewhere(self, span: Span) -> bool:
        return (
            is_place(self.text, span)
            or is_object(self.text, span, self.gazetteer)
            or is_thing(self.text, span)
        )

    def _part_of_other(self, span: Span) -> bool:
        """Whether the name is but a part of a longer one that is no company, or of a person's."""
        refused, others = self.refused, self.others
        if any(other.covers(span) and other != span for other in refused[overlapping(refused, span)]):
            return True
        return any(
            other.covers(span) and _BEGUN.search(self.text[other.start : span.start])
            for other in others[overlapping(others, span)]
        )

    def _inside_sentence(self, span: Span) -> bool:
        """Whether the capital of a name is its own, not the sentence's."""
        before = self.text[max(0, span.start - 2) : span.start]
        return _INSIDE.search(before) is not None and not self.text[span.start : span.end].isupper()


def _longest(spans: Iterable[Span]) -> list[Span]:
    return longest(set(spans), lambda span: span)
