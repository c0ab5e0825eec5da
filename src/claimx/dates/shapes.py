"""Rules over a line of words: a name, a shape, and what to build from a hit.

A shape is a regular expression in which ``<class>`` stands for a word of that class, and
``<name:class|class>`` for a word of one of several, to be read back by name; spaces mean nothing. Shapes over
40 000 words take milliseconds, since a line of words is one character a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from claimx.dates.definitions import Value
from claimx.dates.words import Line, letter
from claimx.records import Modifier

__all__ = ["Hit", "Item", "Rule", "apply", "compiled"]

_STRETCH = re.compile(r"[^.]+")
_SLOT = re.compile(r"(?<!\?P)<(?:(\w+):)?([\w|]+)>")
# Classes that stand for one another in most rules.
_FAMILIES = {
    "day": ("month_number", "day_number", "nth"),
    "small": ("month_number", "day_number", "cardinal", "one", "count"),
    "amount": ("month_number", "day_number", "count", "number", "cardinal", "one", "year"),
    "th": ("nth", "ordinal"),
    "listed": ("cardinal", "count", "month_number", "day_number", "year"),
    "two_digits": ("month_number", "day_number", "count"),
}


# Every date has a word of one of these classes.
_MARKS = (
    "unit",
    "month",
    "abbr",
    "weekday",
    "daypart",
    "season",
    "year",
    "numeric",
    "code",
    "feast",
    "bare_feast",
    "deictic",
    "textual",
    "about",
    "slice",
    "slash",
    "period",
)


@cache
def compiled(shape: str) -> re.Pattern[str]:
    """Turn a shape into a pattern over class letters."""

    def slot(match: re.Match[str]) -> str:
        names = [name for word in match[2].split("|") for name in _FAMILIES.get(word, (word,))]
        letters = "".join(re.escape(letter(name)) for name in names)
        return f"(?P<{match[1]}>[{letters}])" if match[1] else f"[{letters}]"

    return re.compile(_SLOT.sub(slot, shape.replace(" ", "")))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a shape matched, with its named words."""

    line: Line
    match: re.Match[str]
    places: Sequence[int]
    """Where in the line each character of what was matched on stands."""

    @property
    def first(self) -> int:
        """The index of the first word."""
        group = "span" if "span" in self.match.re.groupindex else 0
        return self.places[self.match.start(group)]

    @property
    def last(self) -> int:
        """The index of the last word."""
        group = "span" if "span" in self.match.re.groupindex else 0
        return self.places[self.match.end(group) - 1]

    def has(self, name: str) -> bool:
        """Whether the named word is there."""
        return name in self.match.re.groupindex and self.match.group(name) is not None

    def at(self, name: str) -> int:
        """Return the index of the named word."""
        return self.places[self.match.start(name)]

    def word(self, name: str) -> str:
        """Return the named word as written."""
        return self.line.word(self.at(name))

    def text(self, name: str) -> str:
        """Return the value of the named word as text; "" when it is not there."""
        return str(self.line.values[self.at(name)]) if self.has(name) else ""

    def number(self, name: str, default: int = 0) -> int:
        """Return the value of the named word as a number; the default when it is not there or has none."""
        value = self.line.values[self.at(name)] if self.has(name) else default
        return value if isinstance(value, int) else default

    def before(self, back: int = 1) -> str:
        """Return a word before the hit, in lower case."""
        return self.line.word(self.first - back).lower()

    def after(self, ahead: int = 1) -> str:
        """Return a word after the hit, as written."""
        return self.line.word(self.last + ahead)


@dataclass(frozen=True, slots=True)
class Item:
    """A value found on words ``first`` to ``last``, both included."""

    first: int
    last: int
    value: Value
    rule: str
    mod: Modifier | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of the language. ``build`` returns None when the rule does not apply after all."""

    name: str
    shape: str
    build: Callable[[Hit], Value | tuple[Value, Modifier | None] | None]


def apply(rules: Sequence[Rule], line: Line) -> list[Item]:
    """Apply rules to a line: left to right, the longest wins, the first rule between equals."""
    classes, places = _dense(line)
    candidates = []
    for order, rule in enumerate(rules):
        for match in compiled(rule.shape).finditer(classes):
            hit = Hit(line, match, places)
            built = rule.build(hit)
            if built is None:
                continue
            value, mod = built if isinstance(built, tuple) else (built, None)
            first, last = hit.first, hit.last
            candidates.append((first, -last, order, Item(first, last, value, rule.name, mod)))
    candidates.sort(key=lambda candidate: candidate[:3])
    out: list[Item] = []
    for first, _, _, item in candidates:
        if not out or first > out[-1].last:
            out.append(item)
    return out


def _dense(line: Line) -> tuple[str, list[int]]:
    """Return the classes of the stretches where a date may be, and the place in the line of each.

    Most of a text is "le", "de", "et" between words of no class: the rules need not see it.
    """
    marks = compiled(f"<{'|'.join(_MARKS)}>")
    stretches: list[str] = []
    places: list[int] = []
    for match in _STRETCH.finditer(line.classes):
        if marks.search(match.group()):
            stretches.append(match.group())
            places.extend(range(match.start(), match.end() + 1))
    return ".".join(stretches), places
