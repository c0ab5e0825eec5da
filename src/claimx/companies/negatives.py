"""What is no company: indices, institutions, products, people."""

from __future__ import annotations

import re
from functools import cache

from claimx.companies.acronyms import acronym_of
from claimx.companies.gazetteer import bounded
from claimx.lexicon import alternation, rows
from claimx.source import Span

__all__ = ["concepts", "is_product", "named", "never", "person_before", "starts_with_person", "surnames"]

_PERSON_TITLE = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Mr|Dr|Me|Pr)\.? |\bfamille |\bclan |\bfrères |(?<!\w)[A-Z]\. )$"
)
_BRACKET = re.compile(r" \((?P<short>[A-Z][A-Za-z]{1,6})\)")
_TWO_WORDS = re.compile(r"(?<![\w-])(?=([A-ZÀ-Ý][\w-]+) ([A-ZÀ-Ý][\w'-]+))")
_WORD_BEFORE = re.compile(r"([A-ZÀ-Ý][\w'-]*) $")


@cache
def _names() -> dict[str, str]:
    return dict(rows("not_companies")["names"])


@cache
def _first_names() -> frozenset[str]:
    return frozenset(rows("first_names")["first_names"])


@cache
def _pattern() -> re.Pattern[str]:
    return bounded(alternation(_names()))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(rows('not_companies')['heads'])})(?= |$|')", re.IGNORECASE)


@cache
def _words() -> frozenset[str]:
    return frozenset(rows("not_companies")["words"])


def named(text: str) -> list[Span]:
    """Where the text names what is listed as no company."""
    return [Span(*match.span()) for match in _pattern().finditer(text)]


def never(name: str) -> bool:
    """Whether a name is listed as no company, or begins like an institution, a place or a prize.

    >>> never("CAC 40"), never("Ministère de la Santé"), never("Alstom")
    (True, True, False)
    """
    if name in _names() or _head().match(name) or (name.isupper() and name.title() in _names()):
        return True
    words = name.split(" ")
    return words[0] in _first_names() or not _words().isdisjoint(words)


def concepts(text: str) -> frozenset[str]:
    """The acronyms that the text explains in common words: "une zone touristique internationale (ZTI)"."""
    return frozenset(match["short"] for match in _BRACKET.finditer(text) if _in_common_words(text, match))


def _in_common_words(text: str, match: re.Match[str]) -> bool:
    """Whether the words before the bracket spell the acronym and are mostly no names."""
    words = re.findall(r"[\w-]+", text[max(0, match.start() - 120) : match.start()])
    letters = match["short"].lower()
    for size in range(len(letters), min(len(words), len(letters) + 6) + 1):
        phrase = words[-size:]
        if acronym_of(letters, " ".join(phrase)) and phrase[0][0].lower() == letters[0]:
            capitals = sum(word[0].isupper() for word in phrase)
            return phrase[0][0].islower() or capitals * 2 < size or never(" ".join(phrase))
    return False


def is_product(name: str) -> bool:
    """Whether a name is listed as a product."""
    return _names().get(name) == "product"


def person_before(text: str, start: int) -> bool:
    """Whether a first name or a title stands right before: "Louis Renault", "M. Leclerc"."""
    before = text[max(0, start - 24) : start]
    word = _WORD_BEFORE.search(before)
    if word and (word.group(1) in _first_names()):
        return True
    return _PERSON_TITLE.search(before) is not None


def surnames(text: str) -> frozenset[str]:
    """The words after a first name: "Musk" of "Elon Musk"."""
    return frozenset(
        match.group(2) for match in _TWO_WORDS.finditer(text) if match.group(1) in _first_names()
    )


def starts_with_person(words: str) -> bool:
    """Whether the words begin with a first name: "Scott Mayerowitz"."""
    return words.split(" ", maxsplit=1)[0] in _first_names()
