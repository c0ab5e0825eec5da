"""An extraction as rows of the tables."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from claimx.archives.articles import Article
from claimx.archives.schema import fit
from claimx.records import Claim, Company, DateMention, Extraction, Mention, Money, Period, When
from claimx.source import Source

__all__ = ["Maker", "Row", "Rows", "claim_rows", "json_line", "table_rows"]

Row = dict[str, object]
Rows = dict[str, list[Row]]


class Maker(NamedTuple):
    """Who read an extraction."""

    version: str
    model: str


def table_rows(article: Article, extraction: Extraction, maker: Maker) -> Rows:
    """The rows of one article, for every table."""
    key = _key(article.number, article.id, extraction)
    made: Row = {"claimx_version": maker.version, "model": maker.model}
    return {
        "claims": [row | made for row in claim_rows(article.number, article.id, extraction)],
        "articles": [key | _article(article, extraction)],
        "companies": [key | _company(company) for company in extraction.companies],
        "dates": [key | _date(mention) for mention in extraction.dates],
    }


def claim_rows(number: int, name: str, extraction: Extraction) -> list[Row]:
    """The rows of the claims of one article, but for what read them."""
    key = _key(number, name, extraction)
    sentences = _sentences(extraction)
    return [
        key | {"claim": index} | _claim(claim) | _sentence(sentence)
        for index, (claim, sentence) in enumerate(zip(extraction.claims, sentences, strict=True))
    ]


def json_line(article: Article, extraction: Extraction, maker: Maker) -> str:
    """The whole extraction as a line of JSON, with what the input says of the article."""
    head = _Line(
        article=article.number,
        id=article.id,
        title=article.title,
        url=article.url,
        input=article.input,
        line=article.line,
        claimx_version=maker.version,
        model=maker.model,
    )
    return f'{_json(head)[:-1]},"extra":{article.extra},"extraction":{extraction.model_dump_json()}}}\n'


class _Line(NamedTuple):
    article: int
    id: str
    title: str | None
    url: str | None
    input: str
    line: int
    claimx_version: str
    model: str


def _json(head: _Line) -> str:
    return json.dumps(head._asdict(), ensure_ascii=False, separators=(",", ":"))


def _key(number: int, name: str, extraction: Extraction) -> Row:
    return {"article": number, "article_id": name, "published": extraction.published}


def _article(article: Article, extraction: Extraction) -> Row:
    return {
        "title": article.title,
        "url": article.url,
        "text": extraction.text,
        "claims": len(extraction.claims),
        "companies": len(extraction.companies),
        "dates": len(extraction.dates),
        "input": article.input,
        "line": article.line,
        "extra": article.extra,
    }


def _claim(claim: Claim) -> Row:
    figure = claim.figure
    low, low_exact = fit(figure.low)
    high, high_exact = fit(figure.high)
    money = figure if isinstance(figure, Money) else None
    main = next((when for when in claim.when if when.relation != "versus"), None)
    versus = next((when for when in claim.when if when.relation == "versus"), None)
    return {
        "company": claim.subjects[0] if claim.subjects else None,
        "subjects": claim.subjects,
        "counterparties": claim.counterparties,
        "sources": claim.sources,
        "metric": claim.metric,
        "kind": figure.kind,
        "value": _value(low, high) if low_exact == high_exact else None,
        "low": low,
        "high": high,
        "exact": low_exact and high_exact,
        "currency": money.currency if money else None,
        "unit": None if isinstance(figure, Money) else figure.unit,
        "per": money.per if money else None,
        "comparator": figure.comparator,
        "direction": claim.direction,
        "certainty": claim.certainty,
        "relation": main.relation if main else None,
        **_period(main),
        "versus_start": versus.start if versus else None,
        "versus_end": versus.end if versus else None,
        "periods": [_named(when) for when in claim.when],
        "confidence": claim.confidence,
        **_offsets(claim),
    }


def _value(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """The one number of a figure; a range has none."""
    if low is None or high is None:
        return high if low is None else low
    return low if low == high else None


def _named(when: When) -> str:
    return f"{when.relation} {when.timex or when.duration or '?'}"


def _company(company: Company) -> Row:
    listing = company.listing
    return {
        "company": company.name,
        "mentions": len(company.mentions),
        "starts": [mention.start for mention in company.mentions],
        "ends": [mention.end for mention in company.mentions],
        "ticker": listing.ticker if listing else None,
        "isin": listing.isin if listing else None,
        "exchange": listing.exchange if listing else None,
        "country": listing.country if listing else None,
    }


def _date(mention: DateMention) -> Row:
    return _offsets(mention) | _period(mention.period) | {"companies": mention.companies}


def _offsets(mention: Mention) -> Row:
    return {"text": mention.text, "start": mention.start, "end": mention.end}


def _period(period: Period | None) -> Row:
    return {
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_mod": period.mod if period else None,
        "duration": period.duration if period else None,
        "timex": period.timex if period else None,
    }


def _sentence(sentence: Mention) -> Row:
    return {"sentence": sentence.text, "sentence_start": sentence.start}


def _sentences(extraction: Extraction) -> Iterator[Mention]:
    """For each claim, its sentence."""
    if not extraction.claims:
        return
    source = Source(extraction.text)
    sentences: Sequence[Mention] = [source.mention(span) for span in source.sentences]
    starts = [sentence.start for sentence in sentences]
    for claim in extraction.claims:
        yield sentences[max(0, bisect_right(starts, claim.start) - 1)]
