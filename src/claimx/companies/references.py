"""Whom "le groupe", "le constructeur", "les deux entreprises" mean: references resolved by salience.

Salience is recency (0.8 a sentence), raised for a title and for the head of a sentence, damped for media,
brokers and agencies; agreement with the noun's sector and appositions seen in the text ("le constructeur X")
decide between equals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from claimx.companies.definitions import TELLERS, Companies, NamedMention
from claimx.lexicon import alternation, expand, rows, single_spaced
from claimx.reading import Reading
from claimx.source import Source, Span

__all__ = ["Reference", "References", "find_references", "is_dateline"]

_DECAY = 0.8
_PARAGRAPH = 0.6  # a new paragraph forgets more
_FORGOTTEN = 0.02
_HEADS = 0.6  # what heading a sentence adds
_TITLE = 0.6  # what standing in the title, or first sentence, adds for the whole text
_HEAD = 12  # characters: a name this near the start of a sentence heads it
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4}


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for companies named elsewhere, and whom they stand for."""

    span: Span
    names: tuple[str, ...]
    by_order: bool = False
    """Whether the order of the names tells whom they mean ("ce dernier"), which is as good as a name."""


@dataclass(frozen=True)
class References:
    """The references of a text, and the companies in mind at the start of each sentence, salient first."""

    mentions: tuple[Reference, ...]
    topics: Mapping[int, tuple[str, ...]]
    shares: Mapping[str, float]
    """Name → its share of all mentions and references in the text, bylines and datelines aside."""
    trades: Mapping[str, frozenset[str]]
    """Name → the trades that the text itself gives it: "le courtier X", "X, le quotidien …"."""


@dataclass
class _Salience:
    """How present each company is in the reader's mind."""

    companies: Companies
    scores: dict[str, float] = field(default_factory=dict)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)

    def fade(self, *, new_paragraph: bool) -> None:
        decay = _DECAY * (_PARAGRAPH if new_paragraph else 1.0)
        self.scores = {name: score * decay for name, score in self.scores.items() if score > _FORGOTTEN}

    def raise_(self, name: str, amount: float) -> None:
        if self.companies.kinds.get(name, frozenset()) & TELLERS:
            amount *= 0.3
        self.scores[name] = self.scores.get(name, 0.0) + amount

    def ranked(self, noun: str = "", sectors: Sequence[str] = ()) -> tuple[str, ...]:
        return tuple(
            sorted(self.scores, key=lambda name: -self.scores[name] - self._agreement(name, noun, sectors))
        )

    def fits(self, name: str, noun: str, sectors: Sequence[str]) -> float:
        """How well a company agrees with a noun, whenever it is named; a teller seldom is whom it means."""
        tells = bool(self.companies.kinds.get(name, frozenset()) & TELLERS)
        return self._agreement(name, noun, sectors) - tells

    def _agreement(self, name: str, noun: str, sectors: Sequence[str]) -> float:
        learnt = 1.5 if noun and noun in self.nouns.get(name, ()) else 0.0
        learnt += _TITLE if name in self.titled else 0.0
        tags = self.companies.kinds.get(name, frozenset())
        if not sectors or not tags:
            return learnt
        return learnt + (1.0 if tags & set(sectors) else -0.7)


def find_references(reading: Reading, companies: Companies) -> References:
    """Resolve the role nouns of a text against the companies named in it."""
    if not companies.mentions:
        return References((), {}, {}, {})
    source = reading.source
    salience = _Salience(companies)
    out: list[Reference] = []
    ahead: list[_Noun] = []
    topics: dict[int, tuple[str, ...]] = {}
    nouns = _nouns_by_sentence(source)
    anaphora = _anaphora_by_sentence(reading)
    names = _mentions_by_sentence(source, companies)
    counts: Counter[str] = Counter(mention.name for found in names.values() for mention in found)
    for index, sentence in enumerate(source.sentences):
        before = source.sentences[index - 1].end if index else 0
        salience.fade(new_paragraph="\n" in source.slice(Span(before, sentence.start)))
        topics[index] = salience.ranked()
        events = (*names.get(index, ()), *nouns.get(index, ()), *anaphora.get(index, ()))
        for event in sorted(events, key=lambda item: item.span):
            if isinstance(event, _Anaphor):
                _resolve_anaphor(event, index, names, salience, out)
            elif isinstance(event, NamedMention):
                salience.raise_(
                    event.name, 1.0 + (_HEADS if event.span.start - sentence.start < _HEAD else 0.0)
                )
                if index == 0:
                    salience.titled.add(event.name)
            elif not _resolve(event, source, companies, salience, out):
                ahead.append(event)
    out.extend(_resolve_ahead(ahead, companies, salience))
    out.sort(key=lambda reference: reference.span)
    counts.update(name for reference in out for name in reference.names)
    total = counts.total()
    shares = {name: count / total for name, count in counts.items()}
    return References(tuple(out), topics, shares, _trades(salience.nouns))


def _trades(nouns: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """The trades of the nouns that introduce a name, when a noun means one trade alone."""
    trades = _role_nouns()
    return {
        name: frozenset(trades[noun][0] for noun in found if len(trades.get(noun, ())) == 1)
        for name, found in nouns.items()
    }


def is_dateline(source: Source, mention: NamedMention) -> bool:
    """Whether a mention is the agency of a dateline or byline, "PARIS (Reuters) -", "(AOF) -"."""
    start = mention.span.start
    line_start = source.folded.rfind("\n", max(0, start - _BYLINE), start) + 1
    if not line_start and start >= _BYLINE:
        return False
    head = source.slice(Span(line_start, start))
    tail = source.slice(Span(mention.span.end, min(len(source.folded), mention.span.end + 20)))
    return bool(_BYLINE_HEAD.fullmatch(head) and _BYLINE_TAIL.match(tail))


_BYLINE = 120  # characters that a byline takes at most before the agency
_BYLINE_HEAD = re.compile(r"[^().]{0,45}\((?:[\w.]+\s?[/-]\s?)?")
_BYLINE_TAIL = re.compile(r"\s?(?:/[^)]{0,15})?\)\s*[-–—:]")


@dataclass(frozen=True, slots=True)
class _Noun:
    span: Span
    noun: str
    number: int


@dataclass(frozen=True, slots=True)
class _Anaphor:
    span: Span
    order: str


def _resolve(
    event: _Noun, source: Source, companies: Companies, salience: _Salience, out: list[Reference]
) -> bool:
    """Whom a role noun means; False when no company has been named before it."""
    beside = _name_beside(event, source, companies)
    if beside is not None:
        salience.nouns.setdefault(beside, set()).add(event.noun)
        return True
    ranked = salience.ranked(event.noun, _role_nouns().get(event.noun, ()))
    chosen = ranked[: event.number]
    if len(chosen) == event.number:
        out.append(Reference(event.span, chosen))
        for name in chosen:
            salience.raise_(name, 0.7)
    return bool(ranked)


def _resolve_ahead(nouns: Sequence[_Noun], companies: Companies, salience: _Salience) -> Iterator[Reference]:
    """Whom a role noun means that stands before any name: the first company named after it that agrees.

    A passage cut from an article, or a teaser, begins with "le groupe" and names it later.
    """
    for event in nouns:
        sectors = _role_nouns().get(event.noun, ())
        later = [mention.name for mention in companies.mentions if mention.span > event.span]
        best = max(
            dict.fromkeys(later), key=lambda name: salience.fits(name, event.noun, sectors), default=None
        )
        if best is not None and event.number == 1:
            yield Reference(event.span, (best,))


def _resolve_anaphor(
    event: _Anaphor,
    index: int,
    names: Mapping[int, Sequence[NamedMention]],
    salience: _Salience,
    out: list[Reference],
) -> None:
    """Whom "ce dernier" or "le second" means, of the companies named just before; "elle" one in mind."""
    if event.order == "mind":
        out.extend(Reference(event.span, (name,)) for name in salience.ranked()[:1])
        return
    here = [mention.name for mention in names.get(index, ()) if mention.span < event.span]
    before = list(dict.fromkeys(here or [mention.name for mention in names.get(index - 1, ())]))
    if event.order == "last":
        chosen = before[-1:]
    else:
        chosen = before[{"first": 0, "second": 1}[event.order] :][:1] if len(before) == _TWO else []
    if chosen:
        out.append(Reference(event.span, tuple(chosen), by_order=True))
        salience.raise_(chosen[0], 0.7)


_TWO = 2


def _anaphora_by_sentence(reading: Reading) -> dict[int, list[_Anaphor]]:
    source = reading.source
    out: dict[int, list[_Anaphor]] = {}
    for match in _anaphora_pattern().finditer(source.lowered):
        span = Span(*match.span())
        order = _anaphora()[single_spaced(match.group())]
        if _means_somebody(reading, span, order):
            out.setdefault(source.sentence_index(span), []).append(_Anaphor(span, order))
    return out


def _means_somebody(reading: Reading, span: Span, order: str) -> bool:
    if order == "none":
        return False
    if order == "mind":
        return _is_subject(reading, span)
    return order == "last" or _stands_alone(reading, span)


def _stands_alone(reading: Reading, span: Span) -> bool:
    """Whether no noun follows "le premier": it means a company named before, and no "premier semestre"."""
    tokens = reading.sentence_tokens(span)
    following = next((token for token in tokens if token.span.start >= span.end), None)
    return following is not None and following.pos in {"VERB", "AUX", "PUNCT", "PRON", "ADV", "NUM"}


def _is_subject(reading: Reading, span: Span) -> bool:
    """Whether a pronoun is the subject of a verb and means something: not "il faut", "il s'agit"."""
    return any(token.dep.startswith("nsubj") for token in reading.tokens_in(span))


@cache
def _anaphora() -> Mapping[str, str]:
    return {form: str(order) for key, order in rows("anaphora").items() for form in expand(key)}


@cache
def _anaphora_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation(_anaphora())})(?![\w-])")


def _name_beside(event: _Noun, source: Source, companies: Companies) -> str | None:
    """The company that a role noun introduces ("le constructeur X") or follows ("X, le géant …")."""
    mentions = companies.mentions
    after = bisect_left(mentions, event.span.end, key=lambda mention: mention.span.start)
    if after and _APPOSED.fullmatch(source.folded, mentions[after - 1].span.end, event.span.start):
        return mentions[after - 1].name
    if after < len(mentions):
        start, end = event.span.end, mentions[after].span.start
        if end - start < _NEAR and _INTRODUCES.fullmatch(source.folded, start, end):
            return mentions[after].name
    return None


_NEAR = 60  # characters that may stand between a role noun and its name
_APPOSED = re.compile(r"\s*,\s*")
# "le groupe Renault", "la banque espagnole Santander", "le titre d'Orange", "le constructeur de motos X"
_INTRODUCES = re.compile(r"\s*(?:[a-zà-ÿ'-]+\s+){0,2}(?:de\s+la\s+|de\s+l'|de\s+|du\s+|d'|l')?[\"«(]?\s?")


def _nouns_by_sentence(source: Source) -> dict[int, list[_Noun]]:
    out: dict[int, list[_Noun]] = {}
    for match in _pattern().finditer(source.lowered):
        number = _NUMBERS.get(match["number"] or "", 1)
        noun = single_spaced(match["noun"])
        if (number == 1) is (noun in _role_nouns()):
            singular = noun if number == 1 else noun.removesuffix("s")
            found = _Noun(Span(*match.span()), singular, number)
            out.setdefault(source.sentence_index(found.span), []).append(found)
    return out


def _mentions_by_sentence(source: Source, companies: Companies) -> dict[int, list[NamedMention]]:
    out: dict[int, list[NamedMention]] = {}
    for mention in companies.mentions:
        if is_dateline(source, mention):
            continue
        out.setdefault(source.sentence_index(mention.span), []).append(mention)
    return out


@cache
def _role_nouns() -> Mapping[str, tuple[str, ...]]:
    return {noun: tuple(sectors) for form, sectors in rows("role_nouns").items() for noun in expand(form)}


@cache
def _pattern() -> re.Pattern[str]:
    forms = [*_role_nouns(), *(f"{noun}s" for noun in _role_nouns())]
    return re.compile(
        rf"(?<![\w-])(?:(?:(?:les|des|aux|ces)\s+)?(?P<number>{'|'.join(_NUMBERS)})\s+|"
        rf"(?:le|la|l'|ce|cet|cette|du|au|sa|son)\s*)"
        rf"(?P<noun>{alternation(forms)})(?![\w-])"
    )
