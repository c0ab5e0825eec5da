"""A text as a line of words, each with its class: what the date rules read.

The classes and their words are the tables of the lexicons; numbers and codes ("3T22", "12/03/2024", "XXIe")
get a class by their form. A class is one character, so that a rule over words is a short regular expression
over a short string, and a word that dates never use costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claimx.errors import LexiconError
from claimx.lexicon import expand, rows
from claimx.source import Span

__all__ = ["FILES", "Line", "entries", "letter", "read"]

FILES = ("months_days", "time_units", "date_numbers", "date_expressions", "feasts")
_NOT_CLASSES = frozenset({"letters", "ten"})
# Classes that are seen by their form: numbers to 12, to 31, other ones, years, and so on.
_FORMED = (
    "hour_of_day",
    "month_number",
    "day_number",
    "count",
    "number",
    "year",
    "numeric",
    "code",
    "roman",
    "nth",
)
_FIRST = 0x100  # beyond the signs that mean something in a pattern
_OTHER = "."
_NO_ENTRY = (_OTHER, "")

# 12/03/2024 · 2 000 (one number, never a year) · 12,5 · words and codes up to an apostrophe · any sign
_TOKEN = re.compile(
    r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{2,4}(?![0-9])"
    r"|[12][0-9]{3}(?=[A-ZÀ-Ý][a-zà-ÿ])"  # "en 2019Interrogé": glued, as in scraped text
    r"|[0-9]{1,3}(?:[ .'][0-9]{3})+(?![0-9])|[0-9]+[.,][0-9]+"
    r"|\w+'?|\n|[^\s\w]"
)
_ROMAN = re.compile(r"(x{0,3}(?:ix|iv|v?i{0,3}))(?:e|er|ème)")
_NTH = re.compile(r"([0-9]{1,2})(?:er|re|ère|ers|ères|e|es|ème|eme|èmes|è|nd|nde|de)")
_CODE = re.compile(
    r"(?:([1-4])([tq])|([12])([sh])|([39]|6|12)(m))([0-9]{2}|[0-9]{4})?|([tq])([1-4])|([sh])([12])"
)
_CLOCK = re.compile(r"[0-9]{1,2}h(?:[0-9]{2})?")
_NUMERIC = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{2,4}")
_FORMS = (("hour_of_day", _CLOCK), ("code", _CODE), ("numeric", _NUMERIC))
_DIGITS = frozenset("0123456789")
_LONGEST_ROMAN = len("xxviiième")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a text: where each stands, its class letter, and its value."""

    text: str
    spans: Sequence[tuple[int, int]]
    classes: str
    values: Sequence[int | str]

    def word(self, index: int) -> str:
        """Return a word as written; "" outside the text."""
        if not 0 <= index < len(self.spans):
            return ""
        start, end = self.spans[index]
        return self.text[start:end]

    def span(self, first: int, last: int) -> Span:
        """Return the characters from one word to another, included."""
        return Span(self.spans[first][0], self.spans[last][1])


def entries() -> Iterator[tuple[str, str, str, int | str]]:
    """Yield every row of the date lexicons: file, class, form, value."""
    for file in FILES:
        for table, forms in rows(file).items():
            if table in _NOT_CLASSES:
                continue
            for form, value in forms.items():
                for written in expand(form):
                    yield file, table, written, value


def _tens() -> Iterator[tuple[str, int]]:
    """Yield the numbers in words from 20 to 99: vingt et un, soixante-douze, quatre-vingt-dix-sept."""
    tables = rows("date_numbers")
    atoms = {"un": 1, **tables["atom"], **{word: n for word, n in tables["cardinal"].items() if 16 < n < 20}}  # noqa: PLR2004
    for ten, value in tables["ten"].items():
        yield ten, value
        for atom, more in atoms.items():
            if more < 10 or value in {60, 80}:  # noqa: PLR2004  soixante-dix, quatre-vingt-dix
                for joint in ("-", " et " if more in {1, 11} else " "):
                    yield f"{ten}{joint}{atom}", value + more


@cache
def _letters() -> Mapping[str, str]:
    names = [*dict.fromkeys(table for _, table, _, _ in entries()), *_FORMED]
    return {name: chr(_FIRST + index) for index, name in enumerate(names)}


def letter(name: str) -> str:
    """Return the character that stands for a class of words."""
    letters = _letters()
    if name not in letters:
        raise LexiconError(
            f"no date lexicon has a table [{name}]; the classes are {', '.join(sorted(letters))}"
        )
    return letters[name]


Entry = tuple[str, int | str]


@cache
def _vocabulary() -> tuple[Mapping[str, Entry], Mapping[str, Sequence[tuple[tuple[str, ...], Entry]]]]:
    """Return the single words, and the phrases by their first word, longest first."""
    single: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    seen: dict[tuple[str, ...], str] = {}
    numbers = (("date_numbers", "cardinal", form, value) for form, value in _tens())
    for file, table, form, value in (*entries(), *numbers):
        words = tuple(match.group() for match in _TOKEN.finditer(form))
        if seen.get(words, table) != table:
            raise LexiconError(
                f"lexicons/{file}.toml: {form!r} is in [{table}] and in [{seen[words]}]; keep one"
            )
        seen[words] = table
        entry = (letter(_CARDINAL.get(table, table)), value)
        if len(words) == 1:
            single[words[0]] = entry
        else:
            phrases.setdefault(words[0], []).append((words, entry))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return single, phrases


_CARDINAL = {"atom": "cardinal"}


@lru_cache(maxsize=4096)
def _formed(word: str) -> Entry | None:
    """Return the class of a word by its form: a number, a code, or a Roman number."""
    if not _DIGITS.isdisjoint(word):
        return _number(word) if word.isdecimal() and word.isascii() else _mixed(word)
    return _roman(word) if word[0] in _ROMAN_DIGITS else None


def _mixed(word: str) -> Entry | None:
    """Return the class of digits and letters: 10h40, 2e, 3T22, 12/03/2024."""
    if match := _NTH.fullmatch(word):
        return letter("nth"), int(match[1])
    for name, pattern in _FORMS:
        if pattern.fullmatch(word):
            return letter(name), word
    return (letter("number"), word) if word[0] in _DIGITS else None


def _number(word: str) -> Entry:
    value = int(word[:10])
    if len(word) > 4 or (len(word) == 4 and not 1000 <= value <= 2999):  # noqa: PLR2004
        return letter("number"), word
    if len(word) == 4:  # noqa: PLR2004
        return letter("year"), value
    name = "month_number" if 1 <= value <= 12 else "day_number" if 1 <= value <= 31 else "count"  # noqa: PLR2004
    return letter(name), value


def _roman(word: str) -> Entry | None:
    match = _ROMAN.fullmatch(word)
    if not match or not match[1]:
        return None
    digits = [_ROMAN_DIGITS[sign] for sign in match[1]]
    signed = (-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    return letter("roman"), sum(signed)


def read(text: str, taken: Sequence[Span] = ()) -> Line:
    """Return the words of a text with their classes; words inside ``taken`` have none."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    words = [text[start:end].lower() for start, end in tokens]
    hidden = _hidden(tokens, taken)
    spans: list[tuple[int, int]] = []
    classes: list[str] = []
    values: list[int | str] = []
    index = 0
    while index < len(words):
        entry, length = _entry(words, index)
        if entry is None or index in hidden:
            entry = _NO_ENTRY
        spans.append((tokens[index][0], tokens[index + length - 1][1]))
        classes.append(entry[0])
        values.append(entry[1])
        index += length
    return Line(text, spans, "".join(classes), values)


def _entry(words: Sequence[str], index: int) -> tuple[Entry | None, int]:
    """Return the class and value of the word or phrase that starts at an index, and how many words it is."""
    single, phrases = _vocabulary()
    word = words[index]
    for phrase, meaning in phrases.get(word, ()):
        if tuple(words[index : index + len(phrase)]) == phrase:
            return meaning, len(phrase)
    entry = single.get(word)
    if entry is None and (word[0] in _DIGITS or len(word) <= _LONGEST_ROMAN):
        entry = _formed(word)
    return entry, 1


def _hidden(tokens: Sequence[tuple[int, int]], taken: Sequence[Span]) -> frozenset[int]:
    """Return the indices of the words that other stages have claimed."""
    if not taken:
        return frozenset()
    blocked = sorted(taken)
    hidden, at = set(), 0
    for index, (start, end) in enumerate(tokens):
        while at < len(blocked) and blocked[at].end <= start:
            at += 1
        if at < len(blocked) and blocked[at].start < end:
            hidden.add(index)
    return frozenset(hidden)
