"""The extractor: loads the model once and turns texts into extractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from claimx.claims.link import link
from claimx.companies import (
    Companies,
    Gazetteer,
    Identifiers,
    find_companies,
    gazetteer_with,
    naming_sentences,
    read_companies,
    shipped,
)
from claimx.dates import DateExpression, find_dates, resolve_dates
from claimx.errors import InputError
from claimx.figures import find_figures
from claimx.figures.definitions import Figure
from claimx.forking import ForkLock
from claimx.reading import Model, Reading, Request
from claimx.records import Company, Extraction, Mention
from claimx.source import Source

__all__ = ["LONGEST_TEXT", "Article", "Extractor", "extract", "extract_many"]

LONGEST_TEXT = 1_000_000
"""Characters of a text that an extractor takes unless it is told otherwise: some 150 articles."""
_BATCH = 32  # articles whose sentences share one pass of the model


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read, the date it was published (it anchors "hier", "mardi") and any id of the caller's."""

    text: str
    published: date | datetime | str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class _Scan:
    """What is found on the text alone, before the model reads anything."""

    source: Source
    published: date | None
    figures: tuple[Figure, ...]
    expressions: tuple[DateExpression, ...]

    def request(self) -> Request:
        """What the model must read: the sentences with a figure, and those that may name who it is about.

        A text without figures needs no model: its companies are the known ones, and the tense of its dates
        is told by their words.
        """
        figures = frozenset(self.source.sentence_index(figure.span) for figure in self.figures)
        return Request(self.source, figures, naming_sentences(self.source, figures))


class Extractor:
    """Reads French texts. Make one and keep it: the model is loaded once, and every method is thread-safe.

    ``model`` is the folder of a company component of one's own, as ``claimx train-companies`` writes it;
    without it, the one shipped. ``companies`` is a CSV file of companies of one's own: column ``name``, and
    any of ``aliases`` ("SocGen|SG"), ``lei``, ``siren``, ``isin``, ``ticker``, ``exchange``, ``country``
    and ``ambiguous``. Their mentions count under the name given there. ``max_length`` is how many characters
    a text may have.

    Raises ``ModelError`` when the French model is missing or of another version, or when the folder holds no
    component made for it; ``InputError``, which names every faulty line, when the companies cannot be read,
    or when ``max_length`` is no positive number.
    """

    def __init__(
        self,
        *,
        model: str | PathLike[str] | None = None,
        companies: str | PathLike[str] | None = None,
        max_length: int = LONGEST_TEXT,
    ) -> None:
        if not isinstance(max_length, int) or max_length < 1:
            raise InputError(f"max_length must be a number of characters, 1 or more, not {max_length!r}")
        self._max_length = max_length
        own = () if companies is None else read_companies(_path(companies, "companies"))
        self._model = Model(None if model is None else _path(model, "model"))
        self._gazetteer = gazetteer_with(own, self._model.is_word) if own else shipped()
        self._identifiers = MappingProxyType({company.name: company.identifiers for company in own})

    @property
    def identifiers(self) -> Mapping[str, Identifiers]:
        """LEI and SIREN of the companies of one's own, by their name, which is ``Company.name``."""
        return self._identifiers

    def extract(self, text: str, published: date | datetime | str | None = None) -> Extraction:
        """The claims of one text. ``published`` is a date, a datetime or an ISO string ("2025-09-15").

        Raises ``InputError`` when ``text`` is not a ``str`` or longer than ``max_length`` characters, or
        when ``published`` is none of these.
        """
        return next(self._extract_batch([Article(text, published)]))

    def extract_many(self, articles: Iterable[str | Article]) -> Iterator[Extraction]:
        """The claims of many texts, lazily and in order; the sentences of several texts share a pass.

        Raises ``InputError`` when ``articles`` is one text or no iterable, and at the first item that is
        neither a ``str`` nor an ``Article`` of good types, or too long.
        """
        if isinstance(articles, (str, Article)) or not isinstance(articles, Iterable):
            raise InputError(
                f"extract_many takes many str or claimx.Article, not one {type(articles).__name__}; "
                "for one text call extract"
            )
        return self._stream(_article(item) for item in articles)

    def _stream(self, stream: Iterator[Article]) -> Iterator[Extraction]:
        while batch := list(islice(stream, _BATCH)):
            yield from self._extract_batch(batch)

    def _extract_batch(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        scans = [_scan(article, self._max_length) for article in articles]
        readings = self._model.read(scan.request() for scan in scans)
        for scan, reading in zip(scans, readings, strict=True):
            yield _understand(scan, reading, self._gazetteer)


def _scan(article: Article, max_length: int) -> _Scan:
    source = Source(_text(article.text, max_length))
    figures = find_figures(source)
    expressions = find_dates(source, [figure.span for figure in figures])
    return _Scan(source, _date(article.published), figures, expressions)


def _understand(scan: _Scan, reading: Reading, gazetteer: Gazetteer) -> Extraction:
    source = scan.source
    companies = find_companies(reading, gazetteer)
    dates = resolve_dates(source, scan.expressions, scan.published, reading.tense)
    linked = link(reading, scan.figures, dates, companies)
    return Extraction(
        text=source.text,
        published=scan.published,
        companies=_companies(source, companies),
        claims=linked.claims,
        dates=linked.dates,
        checks=linked.checks,
    )


def _companies(source: Source, companies: Companies) -> tuple[Company, ...]:
    mentions: dict[str, list[Mention]] = {name: [] for name in companies.names}
    for mention in companies.mentions:
        mentions[mention.name].append(source.mention(mention.span))
    return tuple(
        Company(name=name, mentions=tuple(found), listing=companies.listings.get(name))
        for name, found in mentions.items()
    )


def _article(item: object) -> Article:
    if isinstance(item, Article):
        return item
    if isinstance(item, str):
        return Article(item)
    raise InputError(f"articles must be str or claimx.Article, not {type(item).__name__}")


def _text(value: object, max_length: int) -> str:
    if not isinstance(value, str):
        raise InputError(f"text must be a str, not {type(value).__name__}; decode bytes first")
    if len(value) > max_length:
        raise InputError(
            f"text has {len(value):,} characters, the limit is {max_length:,}: pass its articles one by one, "
            "split it at empty lines, or make an Extractor(max_length=...) that takes more"
        )
    return value


def _path(value: object, name: str) -> Path:
    if not isinstance(value, (str, PathLike)) or "\0" in str(value):
        raise InputError(f"{name} must be the path of a file or folder, not {value!r}")
    return Path(value)


def _date(value: object) -> date | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError as error:
            raise InputError(f"published={value!r} is no ISO date; write it as '2025-09-15'") from error
    raise InputError(f"published must be a date, a datetime or an ISO string, not {type(value).__name__}")


_making = ForkLock()


@cache
def _make_default() -> Extractor:
    return Extractor()


def _default() -> Extractor:
    with _making:  # two first calls at once make one extractor
        return _make_default()


def extract(text: str, published: date | datetime | str | None = None) -> Extraction:
    """The claims of one French text, by the shared extractor; see ``Extractor.extract``."""
    return _default().extract(text, published)


def extract_many(articles: Iterable[str | Article]) -> Iterator[Extraction]:
    """The claims of many French texts, by the shared extractor; see ``Extractor.extract_many``."""
    return _default().extract_many(articles)
