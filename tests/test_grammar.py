"""Rules over the folded text."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimx.grammar import Found, Rule, find
from claimx.source import Source, Span


def rule(name: str, pattern: str) -> Rule[str]:
    """A rule whose value is what it matched."""
    return Rule(name, re.compile(pattern), lambda match: match.group())


def values(rules: list[Rule[str]], text: str, taken: list[Span] | None = None) -> list[str]:
    """The values found in a text, in order."""
    return [found.value for found in find(rules, Source(text), taken or [])]


NUMBER = rule("number", r"\d+")
MONEY = rule("money", r"\d+ €")
YEAR = rule("year", r"\d{4}")


def test_found() -> None:
    """A find tells its span, its value and the rule that made it."""
    assert find([MONEY], Source("soit 12 €")) == [Found(Span(5, 9), "12 €", "money")]


def test_longest_wins() -> None:
    """Of matches that overlap, the longest wins, whatever the order of the rules."""
    assert values([NUMBER, MONEY], "12 € et 3") == values([MONEY, NUMBER], "12 € et 3") == ["12 €", "3"]


def test_first_rule_wins_a_tie() -> None:
    """Of matches of equal length, that of the rule that stands first wins."""
    assert [found.rule for found in find([YEAR, NUMBER], Source("2024"))] == ["year"]
    assert [found.rule for found in find([NUMBER, YEAR], Source("2024"))] == ["number"]


def test_leftmost_wins() -> None:
    """A match that begins earlier wins over a longer one that begins inside it."""
    assert values([rule("left", "ab"), rule("right", "bcd")], "abcd") == ["ab"]


def test_span_group() -> None:
    """A group named span is what was found; the rest of the match is context."""
    (found,) = find([rule("context", r"vaut (?P<span>\d+)")], Source("il vaut 12 €"))
    assert found.span == Span(8, 10)


def test_rule_that_does_not_apply() -> None:
    """A rule that builds None has found nothing, and leaves the place to others."""
    shy: Rule[str] = Rule("shy", re.compile(r"\d+ €"), lambda _match: None)
    assert values([shy, NUMBER], "12 €") == ["12"]


def test_taken() -> None:
    """Nothing is found that overlaps what is taken; what touches it is."""
    assert values([NUMBER], "12 34 56", [Span(3, 5)]) == ["12", "56"]
    assert values([NUMBER], "12 34 56", [Span(4, 7)]) == ["12"]
    assert values([NUMBER], "12 34 56", [Span(2, 3), Span(5, 6)]) == ["12", "34", "56"]


@given(st.text("ab 1€"), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_no_overlap(text: str, pairs: list[tuple[int, int]]) -> None:
    """Finds stand in text order and overlap neither each other nor what is taken."""
    taken = [Span(start, start + length) for start, length in pairs if length]
    found = [
        one.span for one in find([NUMBER, MONEY, rule("word", "a+b?"), rule("b", "b.*")], Source(text), taken)
    ]
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert not any(span.overlaps(other) for span in found for other in taken)
