"""What a notebook shows of the records: HTML with a style sheet and no script.

Every rule of the style sheet holds for the view it is met in: many views stand in one page without ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from claimx.display.lighting import rules
from claimx.display.marking import Line, lines
from claimx.display.markup import Markup, element, joined
from claimx.display.words import NO_CLAIM, NONE, UNITS, figure, period
from claimx.errors import InputError
from claimx.many import as_list
from claimx.records import Check, Claim, Company, Extraction, Mention

__all__ = ["View", "body", "claim_view", "company_view", "extraction_view", "sheet", "table"]

_ROOT = "claimx tex2jax_ignore mathjax_ignore"  # "de 3 $ à 4 $" is no formula
_HEADS = ("Figure", "As written", "Company", "Metric", "Direction", "Certainty", "Period", "Confidence")
_HINT = "Point at a figure, click it or reach it with Tab: its record stands here, its words are lit."
_NOTHING = Markup("")
_ARROWS = {"up": "▲ up", "down": "▼ down", "flat": "▬ flat"}


@dataclass(frozen=True, slots=True)
class View:
    """What a notebook shows for it is ``html``."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def table(extractions: Iterable[Extraction], *, limit: int = 100) -> View:
    """The claims of many extractions as a table for a notebook: the first ``limit``, and how many more.

    Raises ``InputError`` when ``extractions`` is not many extractions, or when ``limit`` is less than 1.
    """
    read = as_list(extractions)
    if limit < 1:
        raise InputError(f"limit must be 1 or more, not {limit}")
    rows = (
        element("tr", element("td", f"{number}"), element("td", _day(extraction)), *_cells(claim))
        for number, extraction in enumerate(read)
        for claim in extraction.claims
    )
    count = sum(len(extraction.claims) for extraction in read)
    foot = [element("p", f"… and {count - limit:,} more", classes="cx-more")] if count > limit else []
    told = f"{_many(len(read), 'article')}, {_many(count, 'claim')}"
    shown = _table(("Article", "Published", *_HEADS), list(islice(rows, limit)))
    return View(_root(element("p", told, classes="cx-told"), shown, *foot))


def extraction_view(extraction: Extraction) -> str:
    """The text with all that was found in it, the record of each figure on hover or focus, and the claims."""
    read = list(lines(extraction))
    return _root(body(extraction, read), rules=rules([read]))


def claim_view(claim: Claim) -> str:
    """The record of one claim, with the words that tell of each field."""
    return _root(element("div", *_record(claim), classes="cx-card"))


def company_view(company: Company) -> str:
    """A company: its name, where it is listed, and how often the text has each form of its name."""
    listing = [
        element("span", f"{name} {value}", classes="cx-tag")
        for name, value in (company.listing or ())
        if value is not None
    ]
    forms = Counter(mention.text for mention in company.mentions)
    named = [element("li", form, f" × {count}") for form, count in forms.most_common()]
    return _root(
        element(
            "div",
            element("div", element("b", company.name, classes="cx-c"), *listing, classes="cx-title"),
            element("ul", *named),
            classes="cx-card",
        )
    )


@cache
def sheet(name: str) -> Markup:
    """A style sheet of this package."""
    return Markup((resources.files("claimx.display") / f"{name}.css").read_text(encoding="utf-8"))


def body(extraction: Extraction, read: Sequence[Line]) -> Markup:
    """The view of an extraction and the lines of its text, without style sheet."""
    paragraphs = [element("p", line.html, classes=f"cx-l cx-l{at}") for at, line in enumerate(read)]
    records = [_records(extraction.claims)] if extraction.claims else []
    text = element("div", *paragraphs, *records, classes="cx-text", lang="fr")
    if not extraction.claims:
        none = element("p", NO_CLAIM, classes="cx-told")
        return joined([_legend(extraction), text, none])
    side = element("div", _HINT, classes="cx-side", hidden="")
    rows = [element("tr", *_cells(claim)) for claim in extraction.claims]
    return joined(
        [
            _legend(extraction),
            element("div", text, side, classes="cx-read"),
            _table(_HEADS, rows),
            *_checks(extraction),
        ]
    )


def _root(*children: Markup, rules: Markup = _NOTHING) -> str:
    style = element("style", sheet("view"), rules)
    return element("div", style, *children, classes=_ROOT, lang="en")


def _legend(extraction: Extraction) -> Markup:
    """What the marks mean, and how many there are."""
    counts = (
        ("mark", "cx-f", len(extraction.claims), "figure"),
        ("b", "cx-c", len(extraction.companies), "company"),
        ("i", "cx-d", len(extraction.dates), "date"),
    )
    told = (joined([element(tag, _many(n, word), classes=name), " "]) for tag, name, n, word in counts)
    return element("div", *told, classes="cx-legend")


def _records(claims: Sequence[Claim]) -> Markup:
    """The records, of which the style sheet shows one beside the text; without it they follow the text."""
    records = [
        element("div", *_record(claim), classes=f"cx-card cx-r cx-r{index}", role="status")
        for index, claim in enumerate(claims)
    ]
    return element("div", *records, classes="cx-records", lang="en", hidden="")


def _record(claim: Claim) -> Iterator[Markup]:
    yield element("div", element("b", figure(claim.figure)), " ", _quote(claim.text), classes="cx-title")
    lines: list[Markup] = []
    for label, value, told in _fields(claim):
        words = dict.fromkeys(mention.text for mention in told)
        quotes = [part for each in words for part in (" ", _quote(each))]
        lines += [element("dt", label), element("dd", value, *quotes)]
    yield element("dl", *lines)


def _fields(claim: Claim) -> Iterator[tuple[str, str, Sequence[Mention]]]:
    told = claim.evidence
    yield "Company", ", ".join(claim.subjects) or NONE, told.subjects
    if claim.counterparties:
        yield "With", ", ".join(claim.counterparties), told.counterparties
    if claim.sources:
        yield "Source", ", ".join(claim.sources), told.sources
    yield "Metric", _plain(claim.metric), told.metric
    yield "Direction", _direction(claim), told.direction
    yield "Certainty", claim.certainty, told.certainty
    if claim.figure.comparator != "exact":
        yield "Bound", _plain(claim.figure.comparator), told.comparator
    yield "Period", _periods(claim), told.when
    yield "Confidence", f"{claim.confidence:.0%}", ()


def _quote(words: str) -> Markup:
    return element("q", words, lang="fr")


def _cells(claim: Claim) -> list[Markup]:
    others = [
        element("div", element("small", label), " ", ", ".join(names))
        for label, names in (("with", claim.counterparties), ("source", claim.sources))
        if names
    ]
    return [
        element("td", element("b", figure(claim.figure)), classes="cx-n"),
        element("td", claim.text, lang="fr"),
        element("td", ", ".join(claim.subjects) or NONE, *others),
        element("td", _plain(claim.metric)),
        element("td", _direction(claim), classes=f"cx-{claim.direction or 'none'}"),
        element("td", element("span", claim.certainty, classes=f"cx-tag cx-{claim.certainty}")),
        element("td", _periods(claim)),
        element("td", f"{claim.confidence:.0%}", classes="cx-n"),
    ]


def _table(heads: Sequence[str], rows: Sequence[Markup]) -> Markup:
    head = element("thead", element("tr", *(element("th", each, scope="col") for each in heads)))
    return element(
        "div", element("table", head, element("tbody", *rows), classes="cx-table"), classes="cx-wide"
    )


def _checks(extraction: Extraction) -> list[Markup]:
    if not extraction.checks:
        return []
    lines = [element("li", *_check(extraction.claims, check)) for check in extraction.checks]
    return [element("ul", *lines, classes="cx-checks")]


def _check(claims: Sequence[Claim], check: Check) -> Iterator[str]:
    value, basis, change = (figure(claims[at].figure) for at in (check.value, check.basis, check.change))
    unit = UNITS[check.unit]
    yield f"{change} told; from {basis} to {value} it is {check.computed:f} {unit}: "
    yield element("b", "agrees" if check.agrees else "does not agree")


def _day(extraction: Extraction) -> str:
    return extraction.published.isoformat() if extraction.published else NONE


def _plain(value: str) -> str:
    return value.replace("_", " ")


def _direction(claim: Claim) -> str:
    return _ARROWS[claim.direction] if claim.direction else NONE


def _periods(claim: Claim) -> str:
    return ", ".join(map(period, claim.when)) or NONE


def _many(count: int, word: str) -> str:
    plural = word if count == 1 else f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{count:,} {plural}"
