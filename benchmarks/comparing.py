"""One extraction beside its gold record: what is counted for every line of the contract, and each mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from markup import ROLES, Gold
from matching import linked, matched, mentions_of, of_kind, pair

KINDS = (
    *("figures", "dates", "companies", "subjects", "counterparties", "sources"),
    *("metric", "direction", "certainty", "when"),
)
"""The kinds of mistakes."""
LINES = (
    *(
        f"{kind} {what}"
        for kind in ("money", "percent")
        for what in ("found", "exact span", "number", "value")
    ),
    *("comparator", "per", "dates found", "dates value", "date companies"),
    *("company mentions", "company names", "subjects", "subjects all right", "counterparties", "sources"),
    *("metric", "direction", "certainty", "when", "FIGURE + COMPANY", "WHOLE CLAIM"),
)
"""The lines of the contract, as they are told."""
SHARES = frozenset({"comparator", "per", "metric", "direction", "certainty", "subjects all right"})
"""Lines that tell which share of the figures found is right: precision, recall and F1 are the same."""
TOLD = ("money value", "percent value", "dates value", "company mentions", "FIGURE + COMPANY", "WHOLE CLAIM")
"""The lines that are told of every register."""
STANCE = ("metric", "direction", "certainty")
NOTHING = "nothing"
BEFORE, AFTER = 80, 40  # characters of the text told with a mistake


class Count(NamedTuple):
    """What a line counts: how many are right, of how many there are and how many were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def plus(self, other: Count) -> Count:
        """The sum of both."""
        return Count(self.right + other.right, self.gold + other.gold, self.found + other.found)


class Judged(NamedTuple):
    """A claim that was found: how sure claimx is, if its figure and company are right, if all of it is."""

    confidence: float
    usable: bool
    whole: bool


class Mistake(NamedTuple):
    """A mistake of a kind: what was done, what is right and what was read, and the words around."""

    passage: str
    kind: str
    what: str
    right: str
    read: str
    told: str


@dataclass
class Comparison:
    """A passage and what was found in it."""

    gold: Gold
    found: Gold
    counts: dict[str, Count] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def count(self, line: str, right: Iterable[object], gold: int, found: int) -> None:
        """Add to a line: of the pairs, which are right."""
        counted = Count(sum(map(bool, right)), gold, found)
        self.counts[line] = self.counts.get(line, Count()).plus(counted)

    def share(self, line: str, right: Sequence[object]) -> None:
        """Add to a line that is a share of what was found."""
        self.count(line, right, len(right), len(right))

    def mistake(self, kind: str, what: str, item: Mapping[str, Any], right: str = "", read: str = "") -> None:
        """Note a mistake at a place of the text."""
        text, start, end = self.gold["text"], item["start"], item["end"]
        told = f"{_before(text[:start])}⟦{text[start:end]}⟧{_after(text[end:])}".replace("\n", " ")
        self.mistakes.append(Mistake(self.gold["id"], kind, what, right or NOTHING, read or NOTHING, told))


def _before(text: str) -> str:
    """The end of a text, from the beginning of a word."""
    return text if len(text) <= BEFORE else "… " + text[-BEFORE - 1 :].partition(" ")[2]


def _after(text: str) -> str:
    """The beginning of a text, to the end of a word."""
    return text if len(text) <= AFTER else text[: AFTER + 1].rpartition(" ")[0] + " …"


def compare(gold: Gold, found: Gold) -> Comparison:
    """Count a passage, and note what is wrong in it."""
    made = Comparison(gold, found)
    name_of = linked(gold, found)
    _companies(made)
    for kind in ("money", "percent"):
        _figures(made, kind)
    _dates(made, name_of)
    _claims(made, name_of)
    return made


def _pairs(
    made: Comparison, kind: str, gold: Sequence[Gold], found: Sequence[Gold]
) -> list[tuple[Gold, Gold]]:
    """Pair spans, noting what was missed and what is false."""
    pairs, text = pair(gold, found), made.gold["text"]
    for at, one in enumerate(gold):
        if at not in pairs:
            made.mistake(kind, "missed", one, right=text[one["start"] : one["end"]])
    for at, one in enumerate(found):
        if at not in pairs.values():
            made.mistake(kind, "false", one, read=text[one["start"] : one["end"]])
    return [(gold[i], found[j]) for i, j in sorted(pairs.items())]


def _companies(made: Comparison) -> None:
    gold, found = mentions_of(made.gold), mentions_of(made.found)
    made.count("company mentions", _pairs(made, "companies", gold, found), len(gold), len(found))
    names = [
        {company["name"].casefold() for company in side["companies"]} for side in (made.gold, made.found)
    ]
    made.count("company names", [1] * len(names[0] & names[1]), len(names[0]), len(names[1]))


def _figures(made: Comparison, kind: str) -> None:
    gold, found = of_kind(made.gold["claims"], kind), of_kind(made.found["claims"], kind)
    pairs = _pairs(made, "figures", gold, found)
    values = [(g["figure"], f["figure"]) for g, f in pairs]
    right = [same_value(*both) for both in values]
    for (one, _), (value, read), fits in zip(pairs, values, right, strict=True):
        if not fits:
            made.mistake("figures", "wrong value", one, _told(value), _told(read))
    spans = [(g["start"], g["end"]) == (f["start"], f["end"]) for g, f in pairs]
    numbers = [same_number(*both) for both in values]
    for what, those in (("found", pairs), ("exact span", spans), ("number", numbers), ("value", right)):
        made.count(f"{kind} {what}", those, len(gold), len(found))
    made.share("comparator", [g["comparator"] == f["comparator"] for g, f in values])
    if kind == "money":
        made.share("per", [g.get("per") == f.get("per") for g, f in values])


def _dates(made: Comparison, name_of: Callable[[str], str]) -> None:
    gold, found = made.gold["dates"], made.found["dates"]
    pairs = _pairs(made, "dates", gold, found)
    right = [same_period(g["period"], f["period"]) for g, f in pairs]
    for (one, other), fits in zip(pairs, right, strict=True):
        if not fits:
            made.mistake("dates", "wrong period", one, *(_ends(each["period"]) for each in (one, other)))
    made.count("dates found", pairs, len(gold), len(found))
    made.count("dates value", right, len(gold), len(found))
    common = [name for g, f in pairs for name in set(g["companies"]) & _named(f["companies"], name_of)]
    asked = sum(len(one["companies"]) for one in gold), sum(len(set(one["companies"])) for one in found)
    made.count("date companies", common, *asked)


def _claims(made: Comparison, name_of: Callable[[str], str]) -> None:
    gold, found = made.gold["claims"], made.found["claims"]
    pairs = [(g, f) for g, f in matched(gold, found) if f is not None]
    for role in ROLES.values():
        sets = [(g, set(g[role]), _named(f[role], name_of)) for g, f in pairs]
        _sets(made, role, sets, [set(one[role]) for one in gold], [set(one[role]) for one in found])
    periods = [(g, _periods(g), _periods(f)) for g, f in pairs]
    _sets(made, "when", periods, list(map(_periods, gold)), list(map(_periods, found)))
    for name in STANCE:
        made.share(name, [g[name] == f[name] for g, f in pairs])
        for g, f in pairs:
            if g[name] != f[name]:
                values = g[name] or "none", f[name] or "none"
                made.mistake(name, " → ".join(values), g, *values)
    who = [set(g["subjects"]) == _named(f["subjects"], name_of) for g, f in pairs]
    usable = [
        whose and same_number(g["figure"], f["figure"]) for whose, (g, f) in zip(who, pairs, strict=True)
    ]
    whole = [
        use and all(g[name] == f[name] for name in STANCE) for use, (g, f) in zip(usable, pairs, strict=True)
    ]
    verdicts = {id(f): both for (_, f), *both in zip(pairs, usable, whole, strict=True)}
    made.judged = [
        Judged(one.get("confidence", 1.0), *verdicts.get(id(one), (False, False))) for one in found
    ]
    made.share("subjects all right", who)
    made.count("FIGURE + COMPANY", usable, len(gold), len(found))
    made.count("WHOLE CLAIM", whole, len(gold), len(found))


def _sets(
    made: Comparison,
    line: str,
    pairs: Iterable[tuple[Gold, set[Any], set[Any]]],
    gold: Sequence[set[Any]],
    found: Sequence[set[Any]],
) -> None:
    """Count the members of a field that holds several, and note which were missed or added."""
    common = 0
    for one, wanted, got in pairs:
        common += len(wanted & got)
        if wanted != got:
            what = "missed" if got < wanted else "added" if wanted < got else "others"
            made.mistake(line, what, one, *(", ".join(sorted(map(_member, each))) for each in (wanted, got)))
    made.count(line, [1] * common, sum(map(len, gold)), sum(map(len, found)))


def _named(names: Iterable[str], name_of: Callable[[str], str]) -> set[str]:
    return {name_of(name) for name in names}


def _periods(claim: Gold) -> set[tuple[str | None, ...]]:
    return {(one.get("start"), one.get("end"), one.get("duration"), one["relation"]) for one in claim["when"]}


def _member(one: str | tuple[str | None, ...]) -> str:
    """A name, or a period with its relation, as they are told."""
    if isinstance(one, str):
        return one.removeprefix("?")
    start, end, duration, relation = one
    return f"{relation} {_ends({'start': start, 'end': end, 'duration': duration})}"


def _ends(period: Gold) -> str:
    if period["duration"]:
        return str(period["duration"])
    ends = dict.fromkeys((period["start"], period["end"]))  # one day once
    return " – ".join(ends) if period["start"] else "no period"


def _told(figure: Gold) -> str:
    ends = dict.fromkeys(str(end) for end in _bounds(figure) if end is not None)
    return f"{figure['comparator']} {' – '.join(ends)} {_unit(figure)}"


# --- values -------------------------------------------------------------------------------------------------


def same_value(one: Gold, other: Gold) -> bool:
    """Whether two figures have the same bounds and the same unit."""
    return (one["kind"], _unit(one), *_bounds(one)) == (other["kind"], _unit(other), *_bounds(other))


def same_number(one: Gold, other: Gold) -> bool:
    """Whether two figures tell the same number and unit, whatever bounds it: "over 3 M€" is 3 M€."""
    return (one["kind"], _unit(one), *stated(one)) == (other["kind"], _unit(other), *stated(other))


def same_period(one: Gold, other: Gold) -> bool:
    """Whether two periods have the same ends and the same duration."""
    return all((one.get(key) or None) == (other.get(key) or None) for key in ("start", "end", "duration"))


def _unit(figure: Gold) -> str:
    return str(figure["currency"] if figure["kind"] == "money" else figure["unit"])


def _bounds(figure: Gold) -> tuple[Decimal | None, Decimal | None]:
    low, high = (None if figure[end] is None else Decimal(str(figure[end])) for end in ("low", "high"))
    return low, high


def stated(figure: Gold) -> tuple[Decimal | None, Decimal | None]:
    """The number of a figure, twice, or the two of a range."""
    low, high = _bounds(figure)
    return high if low is None else low, low if high is None else high
