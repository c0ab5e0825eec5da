"""Reading figures in tests: text in, figures out, written as in the test tables."""

from __future__ import annotations

from claimx.figures import Figure, find_figures
from claimx.source import Source

__all__ = ["Table", "cases", "figures", "marked", "written"]

Table = dict[str, list[str]]


def written(figure: Figure) -> str:
    """Write a figure as the tables do: "-3000000 EUR", "5..6 percent", "70 USD/baril approx"."""
    ends = [f"{end.normalize():f}" if end is not None else "" for end in (figure.low, figure.high)]
    value = ends[0] if ends[0] == ends[1] else "..".join(ends)
    per = f"/{figure.per}" if figure.per else ""
    comparator = "" if figure.comparator in ("exact", "range") else f" {figure.comparator}"
    return f"{figure.sign}{value} {figure.unit}{per}{comparator}"


def figures(text: str) -> list[tuple[str, str]]:
    """Return the figures of a text: each value, and its words as given."""
    source = Source(text)
    return [(written(each), source.mention(each.span).text) for each in find_figures(source)]


def marked(surface: str) -> tuple[str, list[str]]:
    """Split "plus de [3 M€]" into its text and the words of its figures: all of it when nothing is marked."""
    pieces = surface.replace("]", "[").split("[")
    return "".join(pieces), pieces[1::2] or [surface]


def cases(table: Table) -> list[tuple[str, str]]:
    """Every value of a table with each of its surfaces."""
    return [(value, surface) for value, surfaces in table.items() for surface in surfaces]
