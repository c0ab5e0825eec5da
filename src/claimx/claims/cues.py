"""The cue engine: one way to find the words of a lexicon in a text, for every field that reads cues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimx.errors import LexiconError
from claimx.lexicon import alternation, expand, place, rows
from claimx.source import Source, Span

__all__ = ["Cue", "CueFinder", "cue_finder"]


# A form that begins or ends with a letter stands as a whole word; one that begins with a sign (";") anywhere.
_WORD_STARTS = r"(?:(?<![\w-])(?=\w)|(?=\W))"
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
        self._patterns = tuple(
            (re.compile(rf"{_WORD_STARTS}(?:{alternation(forms)}){_WORD_ENDS}", flags), forms)
            for forms, flags in ((self._plain, re.IGNORECASE), (self._exact, 0))
            if forms
        )

    def find(self, source: Source, within: Span) -> tuple[Cue, ...]:
        """The cues of a part of a text, in order, none overlapping another."""
        found = [
            Cue(Span(*match.span()), row.value, row.weight, row.scope, row.other, row.kind)
            for pattern, forms in self._patterns
            for match in pattern.finditer(source.folded, within.start, within.end)
            for row in [forms[_form(match.group(), forms)]]
        ]
        found.sort(key=lambda cue: (cue.span.start, -cue.span.end))
        out: list[Cue] = []
        for cue in found:
            if not out or cue.span.start >= out[-1].span.end:
                out.append(cue)
        return tuple(cue for cue in out if cue.value != _NOTHING)

    def value_of(self, words: str) -> str | None:
        """What the lexicon says of these very words; None when they stand in no row."""
        row = self._exact.get(words) or self._plain.get(words.lower())
        return row.value if row else None


def _form(words: str, forms: Mapping[str, _Row]) -> str:
    single = re.sub(r" +", " ", words)
    return single if single in forms else single.lower()


def _row(name: str, form: str, content: object) -> _Row:
    if isinstance(content, str):
        return _Row(content, 1.0, "both")
    if isinstance(content, (int, float)):
        return _Row("", float(content), "both")
    if (
        isinstance(content, dict)
        and "is" in content
        and set(content) <= {"is", "or", "kind", "weight", "scope"}
    ):
        weight, scope = float(content.get("weight", 1.0)), content.get("scope", "both")
        return _Row(content["is"], weight, scope, content.get("or", ""), content.get("kind", ""))
    raise LexiconError(
        f"{place(form, name)}{form!r} = {content!r}: write a string, a number, or "
        f'{{ is = "…", weight = 0.5 }}; see the comment at its head'
    )


@cache
def cue_finder(name: str) -> CueFinder:
    """The finder of ``lexicons/<name>.toml``, built once."""
    return CueFinder(name, rows(name))
