"""A text as a line of words, each with its class: what the date rules read.

The classes and their words are the tables of the lexicons; numbers and codes ("3T22", "12/03/2024", "XXIe")
get a class by their form. A class is one character, so that a rule over words is a short regular expression
over a short string, and a word that dates never use costs one look-up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from claimx.errors import LexiconError
from claimx.lexicon import expand, place, rows
from claimx.source import Span

__all__ = ["FILES", "Line", "entries", "letter", "read", "vocabulary"]

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

# A piece of text: the spaces before a word, and the word. Pieces leave nothing out, so that their lengths
# tell where each one stands; every repetition is bounded, so that any text takes time in its length only.
_WORD = (
    r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])"  # 12/03/2024
    r"|[0-9]{1,4}\.[0-9]{1,2}\.[0-9]{2,4}(?![0-9])"
    r"|[0-9]{1,4}-[0-9]{1,2}-[0-9]{2,4}(?![0-9])"
    r"|[1-4] (?:er|ère|re|e|ème|nd|nde)\b(?!')"  # "1 er janvier", from superscripts
    r"|[12][0-9]{3}(?=[A-ZÀ-Ý][a-zà-ÿ])"  # "en 2019Interrogé": glued, as in scraped text
    r"|[0-9]{1,3}(?:[ .'][0-9]{3}){1,6}(?![0-9])"  # "2 000": one number, never a year
    r"|[0-9]{1,20}[.,][0-9]{1,20}"
    r"|\w{1,60}'?"  # words and codes, up to an apostrophe
    r"|[^\w ]"  # any sign, and the end of a line
)
_PIECE = re.compile(rf" {{0,8}}(?:{_WORD}| {{8}}|\Z)")
_ROMAN = re.compile(r"(x{0,3}(?:ix|iv|v?i{0,3}))(?:e|er|ème)")
_NTH = re.compile(r"([0-9]{1,2}) ?(?:ᵉʳ|ᵉ|er|re|ère|ers|ères|e|es|ème|eme|èmes|è|nd|nde|de)")
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
    """The words of a text: each as written with the spaces before it, its end, its class, its value."""

    pieces: Sequence[str]
    ends: Sequence[int]
    classes: str
    values: Sequence[int | str]

    def word(self, index: int) -> str:
        """Return a word as written; "" outside the text."""
        return self.pieces[index].lstrip(" ") if 0 <= index < len(self.pieces) else ""

    def glued(self, index: int) -> bool:
        """Whether no space stands before a word."""
        return not self.pieces[index].startswith(" ")

    def span(self, first: int, last: int) -> Span:
        """Return the characters from one word to another, included."""
        return Span(self.ends[first] - len(self.word(first)), self.ends[last])


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
Phrase = tuple[tuple[str, ...], Entry]


class Meaning(NamedTuple):
    """What a word means to dates: its class and value, itself in lower case, the phrases it begins."""

    letter: str
    value: int | str
    word: str
    phrases: Mapping[str, Sequence[Phrase]]
    """By their second word, the longest first."""


_NOTHING = Meaning(_OTHER, "", "", {})


@cache
def vocabulary() -> tuple[Mapping[str, Entry], Mapping[str, Mapping[str, Sequence[Phrase]]]]:
    """Return the single words, and the phrases by their first word, longest first."""
    single: dict[str, Entry] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    seen: dict[tuple[str, ...], str] = {}
    numbers = (("date_numbers", "cardinal", form, value) for form, value in _tens())
    for file, table, form, value in (*entries(), *numbers):
        if table in _MOST and not (isinstance(value, int) and 1 <= value <= _MOST[table]):
            raise LexiconError(f"{place(form, file)}{form!r} is {value!r}; it may be 1 to {_MOST[table]}")
        words = tuple(piece.lstrip(" ") for piece in _PIECE.findall(form) if piece)
        if seen.get(words, table) != table:
            raise LexiconError(
                f"lexicons/{file}.toml: {form!r} is in [{table}] and in [{seen[words]}]; keep one"
            )
        seen[words] = table
        entry = (letter(_CARDINAL.get(table, table)), value)
        if len(words) == 1:
            single[words[0]] = entry
        else:
            phrases.setdefault(words[0], {}).setdefault(words[1], []).append((words, entry))
    for seconds in phrases.values():
        for found in seconds.values():
            found.sort(key=lambda phrase: -len(phrase[0]))
    return single, phrases


_MOST = {"month": 12, "abbr": 12, "weekday": 7}
"""The greatest value of a row, by class."""
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


@lru_cache(maxsize=65_536)
def _meaning(piece: str) -> Meaning:
    """Return what a word means to dates. Texts repeat their words."""
    single, phrases = vocabulary()
    word = piece.lstrip(" ").lower()
    entry = single.get(word)
    if entry is None and word and (word[0] in _DIGITS or len(word) <= _LONGEST_ROMAN):
        entry = _formed(word)
    letter_, value = entry or _NO_ENTRY
    return Meaning(letter_, value, word, phrases.get(word, {}))


def read(text: str, taken: Sequence[Span] = ()) -> Line:
    """Return the words of a text with their classes; words inside ``taken`` have none."""
    pieces = _PIECE.findall(text)
    while pieces and not pieces[-1].strip(" "):
        pieces.pop()
    ends = list(accumulate(map(len, pieces)))
    meanings = list(map(_meaning, pieces))
    for index in _hidden(pieces, ends, taken):
        meanings[index] = _NOTHING
    return _join(pieces, ends, meanings, _phrases(meanings))


def _phrases(meanings: Sequence[Meaning]) -> Iterator[tuple[int, int, Entry]]:
    """Yield the phrases of a text: where each begins, how many words it has, what it means."""
    reached = 0
    beginnings = [index for index, meaning in enumerate(meanings[:-1]) if meaning.phrases]
    for index in beginnings:
        candidates = meanings[index].phrases.get(meanings[index + 1].word, ())
        if index < reached or not candidates:
            continue
        for phrase, entry in candidates:
            ahead = meanings[index : index + len(phrase)]
            if tuple(meaning.word for meaning in ahead) == phrase:
                yield index, len(phrase), entry
                reached = index + len(phrase)
                break


def _join(
    pieces: Sequence[str],
    ends: Sequence[int],
    meanings: Sequence[Meaning],
    phrases: Iterator[tuple[int, int, Entry]],
) -> Line:
    """Make one word of each phrase."""
    new_pieces: list[str] = []
    new_ends: list[int] = []
    classes: list[str] = []
    values: list[int | str] = []
    reached = 0

    def copy(end: int) -> None:
        new_pieces.extend(pieces[reached:end])
        new_ends.extend(ends[reached:end])
        classes.extend([meaning.letter for meaning in meanings[reached:end]])
        values.extend([meaning.value for meaning in meanings[reached:end]])

    for first, length, (letter_, value) in phrases:
        copy(first)
        reached = first + length
        new_pieces.append("".join(pieces[first:reached]))
        new_ends.append(ends[reached - 1])
        classes.append(letter_)
        values.append(value)
    copy(len(pieces))
    return Line(new_pieces, new_ends, "".join(classes), values)


def _hidden(pieces: Sequence[str], ends: Sequence[int], taken: Sequence[Span]) -> Iterator[int]:
    """Yield the indices of the words that other stages have claimed."""
    for span in taken:
        index = bisect_right(ends, span.start)
        while index < len(pieces) and ends[index] - len(pieces[index].lstrip(" ")) < span.end:
            yield index
            index += 1
