"""The companies known by name: ``lexicons/companies.toml``, and a user's own, as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from claimx.errors import LexiconError
from claimx.forking import kept
from claimx.lexicon import alternation, expand, place, rows, single_spaced
from claimx.records import Listing
from claimx.source import Span

__all__ = ["Gazetteer", "Hit", "KnownForm", "bounded", "counts", "occurrences", "shipped", "variants"]

_CAPITALS_FROM = 4
"""Shorter names in capitals are acronyms of something else more often than not."""
_COUNTED = re.compile(
    r"[.,]\d| ?(?:%|€|\$|M€|Md|m[ai]ll|euro|franc|dollar|point|an(?:s|née)|mois|jour|heure|fois|M\b)"
)
_SUM = re.compile(r"\d+[kKMG]")
_UNIT = re.compile(r" ?(?:[€$£¥]|EUR|USD|CHF|FCFA|euro)")
_ARTICLE = re.compile(r"(L[ae]s?|L') ?(?=.)")


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A way of writing a known company; ``sure`` is false for a form that is an ordinary word too."""

    company: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A known form found in a text."""

    span: Span
    form: KnownForm


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Known companies: what each form stands for, and what is known of each company."""

    forms: Mapping[str, KnownForm]
    trades: Mapping[str, frozenset[str]]
    own: Mapping[str, Listing | None] = field(default_factory=dict)
    """The user's companies, whose name is the one the user gives, with the listing the user gives."""

    def sectors(self, name: str) -> frozenset[str]:
        """The trades of a company, by any of its forms; none when it is unknown.

        >>> sorted(shipped().sectors("SocGen"))
        ['bank']
        """
        company = self.company_of(name)
        return self.trades.get(company, frozenset()) if company else frozenset()

    def key_of(self, name: str) -> str | None:
        """The company a form stands for; None when it is unknown."""
        known = self.forms.get(name)
        return known.company if known else None

    def company_of(self, name: str) -> str | None:
        """The company that a name found in a text stands for, with or without its article ("Figaro")."""
        found = (self.key_of(written) for written in (name, f"le {name}", f"la {name}", f"les {name}"))
        return next((company for company in found if company), None)

    def hits(self, text: str) -> list[Hit]:
        """The known forms in a text, left to right, the longest first, none inside another."""
        return [
            Hit(_without_article(match), self.forms[single_spaced(match.group())])
            for match in self._pattern.finditer(text)
            if not counts(text, Span(*match.span()))
        ]

    @kept
    def _pattern(self) -> re.Pattern[str]:
        return bounded(alternation(self.forms))


# "Uber" in "ex-Uber" and "--Uber", not in "anti-Uber", "#Uber" or "Uber-like".
_BEGINS = r"(?<![\w#&])(?:(?<!-)|(?<=--)|(?<=\bex-))"
_ENDS = r"(?![\w&]|-[a-zà-ÿ])"
_WORD = re.compile(r"\w+")
_FIRST_WORD = re.compile(rf"{_BEGINS}\w+")
_END = re.compile(_ENDS)


def bounded(body: str) -> re.Pattern[str]:
    """A pattern for whole names."""
    return re.compile(rf"{_BEGINS}(?:{body}){_ENDS}")


def occurrences(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Where a text has some of its own names, whole, the longest first: no pattern to make for each text."""
    beginning: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        if word := _WORD.match(name):
            beginning.setdefault(word.group(), []).append(name)
    reached = 0
    for word in _FIRST_WORD.finditer(text):
        start = word.start()
        for name in beginning.get(word.group(), ()) if start >= reached else ():
            if text.startswith(name, start) and _END.match(text, start + len(name)):
                reached = start + len(name)
                yield Span(start, reached)
                break


@cache
def shipped() -> Gazetteer:
    """The companies that come with claimx."""
    known: dict[str, KnownForm] = {}
    trades: dict[str, set[str]] = {}
    for trade, table in rows("companies").items():
        for row, others in table.items():
            company = row.rstrip("?")
            trades.setdefault(company, set()).add(trade)
            for entry in (row, *others):
                for form in expand(entry.rstrip("?")):
                    _add(known, form, KnownForm(company, not entry.endswith("?")))
    for form, known_form in list(known.items()):
        for variant in variants(form):
            known.setdefault(variant, known_form)
    return Gazetteer(known, {company: frozenset(names) for company, names in trades.items()})


def _add(known: dict[str, KnownForm], form: str, new: KnownForm) -> None:
    old = known.setdefault(form, new)
    if old.company != new.company:
        raise LexiconError(
            f"{place(form, 'companies')}{form!r} stands for {old.company!r} and for {new.company!r}; keep one"
        )


def variants(form: str) -> Iterator[str]:
    """The form in capitals, and with the article the sentence gives it: "la Poste", "l'Oréal"."""
    if len(form) >= _CAPITALS_FROM:
        yield form.upper()
    if _ARTICLE.match(form):
        yield form[0].lower() + form[1:]


def _without_article(match: re.Match[str]) -> Span:
    """The name in "la Poste" is "Poste": the sentence's own article is no part of it; an elided one is."""
    article = re.match(r"l[ae]s? ", match.group())
    return Span(match.start() + (article.end() if article else 0), match.end())


def counts(text: str, span: Span) -> bool:
    """Whether a name counts what follows: "en France 3 milliards" is no television, "3M€" not the company."""
    if _SUM.fullmatch(text, span.start, span.end) and _UNIT.match(text, span.end):
        return True
    return text[span.end - 1].isdigit() and _COUNTED.match(text, span.end) is not None
