"""A quick look behind a number: most are counts and years, and need no closer reading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from claimx.figures.money import unit_forms
from claimx.figures.numbers import expanded
from claimx.figures.percent import percent_forms
from claimx.lexicon import expand, rows

__all__ = ["may_be_joined", "may_have_unit"]

_LOOK = 3  # characters: enough to tell "euros" from "employés"
_OPEN = frozenset('(*")¹²³⁴⁵⁶⁷⁸⁹⁰.')  # what may stand between a number and its unit


def _beginnings(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(form[:_LOOK].casefold() for form in forms)


@cache
def _unit_beginnings() -> frozenset[str]:
    tables = ("collectives", "stout", "fractions")
    words = (form for table in tables for form in expanded("number_words", table))
    others = (form for table in ("words", "between", "half") for form in expanded("magnitudes", table))
    return _beginnings([*unit_forms(), *percent_forms(), *words, *others, "de ", "d'"])


@cache
def _joining_beginnings() -> frozenset[str]:
    connectors = rows("ranges")["connectors"].values()
    return _beginnings(f"{form} " for forms in connectors for row in forms for form in expand(row))


def _behind(text: str, end: int) -> str:
    start = end + 1 if text[end : end + 1] in (" ", "-") else end
    return text[start : start + _LOOK].casefold().ljust(2)  # "1,33E" may end the text


def _begins(key: str, beginnings: frozenset[str]) -> bool:
    return key in beginnings or key[:2] in beginnings or key[:1] in beginnings


def may_have_unit(text: str, end: int) -> bool:
    """Whether what stands behind a number that ends at ``end`` may be a magnitude or a unit."""
    return text[end : end + 1] in _OPEN or _begins(_behind(text, end), _unit_beginnings())


def may_be_joined(text: str, end: int) -> bool:
    """Whether what stands behind it may join it to another number: "deux à trois milliards"."""
    return text[end : end + 1] in ("-", ",") or _begins(_behind(text, end), _joining_beginnings())
