"""Rules over the folded text: a name, a pattern, and what to build from a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimx.source import Source, Span

__all__ = ["Found", "Rule", "find"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A shape of the language.

    ``build`` gets the match and returns the value it stands for, or None when the rule does not apply after
    all. When the pattern has a group named ``span``, that group is what was found; else the whole match is.
    """

    name: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], T | None]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a rule found: where, the value built, and the rule's name (for explanations)."""

    span: Span
    value: T
    rule: str


def find(rules: Sequence[Rule[T]], source: Source, taken: Sequence[Span] = ()) -> list[Found[T]]:
    """Apply the rules to the whole text: left to right, the longest wins, no overlap.

    Between matches of equal length, the rule that stands first wins. Nothing is found inside ``taken``.
    """
    candidates = [
        (start, -end, order, found)
        for order, rule in enumerate(rules)
        for found in _matches(rule, source.folded)
        for start, end in [(found.span.start, found.span.end)]
    ]
    candidates.sort(key=lambda candidate: candidate[:3])
    blocked = sorted(taken)
    out: list[Found[T]] = []
    reached = at = 0
    for start, _, _, found in candidates:
        while at < len(blocked) and blocked[at].end <= start:
            at += 1
        clear = at == len(blocked) or blocked[at].start >= found.span.end
        if start >= reached and clear:
            out.append(found)
            reached = found.span.end
    return out


def _matches(rule: Rule[T], text: str) -> list[Found[T]]:
    out = []
    for match in rule.pattern.finditer(text):
        value = rule.build(match)
        if value is not None:
            group = "span" if "span" in rule.pattern.groupindex else 0
            out.append(Found(Span(*match.span(group)), value, rule.name))
    return out
