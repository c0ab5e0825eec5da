"""The cue engine: one way to find the words of a lexicon in a text, for every field that reads cues."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, get_args

from claimx.errors import LexiconError
from claimx.lexicon import alternation, expand, place, rows, single_spaced
from claimx.records import Certainty, Direction, Metric
from claimx.source import Source, Span, longest

__all__ = ["CHECKED", "Cue", "CueFinder", "cue_finder"]


# A form that begins or ends with a letter stands as a whole word; one that begins with a sign (";") anywhere.
_WORD_STARTS = r"(?<![\w-])"
_ANY_STARTS = rf"(?:{_WORD_STARTS}(?=\w)|(?=\W))"
_WORD_ENDS = r"(?:(?<=\W)|(?!\w))"


_NOTHING = "none"
"""The value of a row that only keeps words from being read as another row's: "à taux de change constants"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the text that stand in a lexicon, with what the lexicon says of them.

    ``other`` is a second meaning, ``kind`` the only kind of figure the words speak of; "" for none.
    """

    span: Span
    value: str
    weight: float = 1.0
    scope: str = "both"
    other: str = ""
    kind: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """All that the words may mean, the usual meaning first."""
        return (self.value, self.other) if self.other else (self.value,)


@dataclass(frozen=True, slots=True)
class _Row:
    value: str
    weight: float
    scope: str
    other: str = ""
    kind: str = ""


class CueFinder:
    """Finds the forms of one lexicon: the longest wins, left to right, whole words only.

    A form written in lower case matches in any case; one with a capital matches as written.
    """

    def __init__(self, name: str, table: Mapping[str, Any]) -> None:
        self._plain: dict[str, _Row] = {}
        self._exact: dict[str, _Row] = {}
        for form, content in table.items():
            row = _row(name, form, content)
            for variant in expand(form):
                (self._plain if variant == variant.lower() else self._exact)[variant] = row
        self._any_case = _pattern(self._plain)
        self._as_written = _pattern(self._exact)

    def find(self, source: Source, within: Span) -> tuple[Cue, ...]:
        """The cues of a part of a text, in order, none overlapping another."""
        found: list[Cue] = []
        for pattern, text, forms in (
            (self._any_case, source.lowered, self._plain),
            (self._as_written, source.folded, self._exact),
        ):
            for match in pattern.finditer(text, within.start, within.end) if pattern else ():
                row = forms[single_spaced(match[1])]
                span = Span(*match.span(1))
                found.append(Cue(span, row.value, row.weight, row.scope, row.other, row.kind))
        return tuple(cue for cue in longest(found, attrgetter("span")) if cue.value != _NOTHING)

    def value_of(self, words: str) -> str | None:
        """What the lexicon says of these very words; None when they stand in no row."""
        row = self._exact.get(words) or self._plain.get(words.lower())
        return row.value if row else None


def _pattern(forms: Collection[str]) -> re.Pattern[str] | None:
    if not forms:
        return None
    starts = _WORD_STARTS if all(form[0].isalnum() for form in forms) else _ANY_STARTS
    # Looked at from each place: a longer form may begin within another.
    return re.compile(f"{starts}(?=({alternation(forms)}){_WORD_ENDS})")


_VALUES: Mapping[str, frozenset[str]] = {
    "metrics": frozenset(get_args(Metric)),
    "certainty": frozenset(get_args(Certainty)),
    "governors": frozenset(get_args(Certainty)),
    "directions": frozenset(get_args(Direction)),
}
"""What the rows of a lexicon may say, where it is a value of the records."""
CHECKED = tuple(_VALUES)
_SCOPES = frozenset({"both", "before", "after"})
_KINDS = frozenset({"", "money", "percent"})


def _row(name: str, form: str, content: object) -> _Row:
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return _Row("", float(content), "both")
    told = {"is": content} if isinstance(content, str) else content
    if isinstance(told, dict) and "is" in told and set(told) <= {"is", "or", "kind", "weight", "scope"}:
        weight, scope, kind = told.get("weight", 1.0), told.get("scope", "both"), told.get("kind", "")
        said = (told["is"], told["or"]) if "or" in told else (told["is"],)
        allowed = _VALUES.get(name, frozenset())
        if wrong := [each for each in said if allowed and each not in allowed | {_NOTHING}]:
            raise LexiconError(
                f"{place(form, name)}{form!r} is {wrong[0]!r}; it may be {', '.join(sorted(allowed))} or none"
            )
        if (
            isinstance(weight, (int, float))
            and scope in _SCOPES
            and kind in _KINDS
            and all(isinstance(each, str) for each in said)
        ):
            return _Row(said[0], float(weight), scope, said[1] if len(said) > 1 else "", kind)
    raise LexiconError(
        f"{place(form, name)}{form!r} = {content!r}: write a string, a number, or "
        f'{{ is = "…", weight = 0.5 }}; see the comment at its head'
    )


@cache
def cue_finder(name: str) -> CueFinder:
    """The finder of ``lexicons/<name>.toml``, built once."""
    return CueFinder(name, rows(name))
