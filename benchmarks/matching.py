"""Which found span is which gold one, and which found company is which gold company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from markup import Gold


def pair(gold: Sequence[Gold], found: Sequence[Gold]) -> dict[int, int]:
    """Which found span is which gold one: one to one, the longest overlap first."""
    options = sorted(
        (
            (shared, -abs(g["start"] - f["start"]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if (shared := min(g["end"], f["end"]) - max(g["start"], f["start"])) > 0
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in options:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def of_kind(claims: Sequence[Gold], kind: str) -> list[Gold]:
    """The claims whose figure is of a kind, "money" or "percent"."""
    return [claim for claim in claims if claim["figure"]["kind"] == kind]


def matched(gold: Sequence[Gold], found: Sequence[Gold]) -> Iterator[tuple[Gold, Gold | None]]:
    """Every gold claim with the claim of the same kind that was found for it."""
    for kind in ("money", "percent"):
        here, there = of_kind(gold, kind), of_kind(found, kind)
        pairs = pair(here, there)
        for index, claim in enumerate(here):
            yield claim, there[pairs[index]] if index in pairs else None


def mentions_of(gold: Gold) -> list[Gold]:
    """All mentions of a gold passage or of an extraction."""
    return [mention for company in gold["companies"] for mention in company["mentions"]]


def linked(gold: Gold, extraction: Gold) -> Callable[[str], str]:
    """Found name → gold name, by the mentions they share; a name that shares none is one of its own."""
    votes = Counter(
        (company["name"], other["name"])
        for company in extraction["companies"]
        for mention in company["mentions"]
        for other in gold["companies"]
        for wanted in other["mentions"]
        if min(mention["end"], wanted["end"]) > max(mention["start"], wanted["start"])
    )
    names: dict[str, str] = {}
    for (name, other), _ in votes.most_common():
        names.setdefault(name, other)
    return lambda name: names.get(name, f"?{name}")
