"""Sentences that carry their answer: ``recule à [2 Md€](metric=revenue direction=down)``.

In round brackets behind a figure stand the fields to check, as ``field=value``. Names are joined by ``+``,
and ``_`` stands for a space within one; ``none`` is an empty field. A period is ``relation:start..end``,
``relation:duration`` or ``relation:null``. Fields that are not named are not checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import claimx

__all__ = ["Marked", "check", "read"]

_FIGURE = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<fields>[^)]*)\)")


@dataclass(frozen=True)
class Marked:
    """A sentence without its marks, and for each marked figure its place and what is expected of it."""

    text: str
    expected: tuple[tuple[int, str, dict[str, str]], ...]


def read(marked: str) -> Marked:
    """Take the marks out of a sentence."""
    text, expected, done = "", [], 0
    for match in _FIGURE.finditer(marked):
        text += marked[done : match.start()]
        fields = dict(field.split("=", 1) for field in match["fields"].split())
        expected.append((len(text), match["words"], fields))
        text += match["words"]
        done = match.end()
    return Marked(text + marked[done:], tuple(expected))


def check(marked: str, published: str | None = "2024-07-30") -> None:
    """Extract a marked sentence and compare each marked figure with what it should be."""
    sentence = read(marked)
    assert sentence.expected, f"no figure is marked in {marked!r}"
    claims = {claim.start: claim for claim in claimx.extract(sentence.text, published).claims}
    for start, words, fields in sentence.expected:
        assert start in claims, f"{words!r} is not claimed in {sentence.text!r}"
        claim = claims[start]
        found = {"text": claim.text, **{name: _found(claim, name) for name in fields}}
        wanted = {"text": words, **{name: value.replace("_", " ") for name, value in fields.items()}}
        assert found == wanted, f"in {sentence.text!r}"


def _found(claim: claimx.Claim, field: str) -> str:
    value = getattr(claim, field)
    if field == "when":
        return "+".join(_period(when) for when in value) or "none"
    if isinstance(value, tuple):
        return "+".join(value) or "none"
    return "none" if value is None else str(value).replace("_", " ")


def _period(when: claimx.When) -> str:
    span = f"{when.start}..{when.end}" if when.start else when.duration or "null"
    return f"{when.relation}:{span}"
