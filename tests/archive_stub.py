"""A reader for the tests of archives: fast, and dangerous when a text says so."""

from __future__ import annotations

import errno
import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from claimx.archives import store
from claimx.extractor import Article
from claimx.records import Claim, Company, DateMention, Evidence, Extraction, Mention, Money, Period, When

FIGURE = re.compile(r"(\d+) euros")


class Stub:
    """Every "123 euros" is a claim of Verrelec."""

    def __init__(self, delay: float = 0.0) -> None:
        self._delay = delay

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One after the other."""
        for article in articles:
            published = article.published
            assert published is None or isinstance(published, date)
            yield self.extract(article.text, published)

    def extract(self, text: str, published: date | None = None) -> Extraction:
        """Read, or do what the text tells."""
        time.sleep(self._delay)
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "EXIT" in text:
            os._exit(7)
        if "HANG" in text:
            time.sleep(600)
        if "RAISE" in text:
            raise ValueError("told to")
        when = When(start=date(2024, 1, 1), end=date(2024, 3, 31), timex="2024-Q1", relation="in")
        claims = tuple(_claim(match, when) for match in FIGURE.finditer(text))
        mentions = tuple(
            Mention(start=m.start(), end=m.end(), text=m.group()) for m in re.finditer("Verrelec", text)
        )
        dates = tuple(
            DateMention(start=m.start(), end=m.end(), text=m.group(), period=Period(timex="2024"))
            for m in re.finditer("2024", text)
        )
        companies = (Company(name="Verrelec", mentions=mentions),) if mentions else ()
        return Extraction(text=text, published=published, companies=companies, claims=claims, dates=dates)


def _claim(match: re.Match[str], when: When) -> Claim:
    number = Decimal(match.group(1))
    return Claim(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        figure=Money(low=number, high=number, currency="EUR"),
        metric="revenue",
        direction="up",
        certainty="stated",
        subjects=("Verrelec",),
        counterparties=(),
        sources=(),
        when=(when,),
        evidence=Evidence(),
        confidence=0.5,
    )


def make(*_: Path | None) -> Stub:
    """A fast reader."""
    return Stub()


def make_slow(*_: Path | None) -> Stub:
    """A reader that takes its time, so that a run can be killed in its midst."""
    return Stub(0.01)


def make_full(*_: Path | None) -> Stub:
    """A reader whose disk is full after a few files."""
    store.sync = full_after(5)
    return Stub()


def full_after(files: int) -> Callable[[int], None]:
    """What to put for ``store.sync``: so many files find space, the next ones none."""
    count = 0
    sync = store.sync

    def full(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count > files:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    return full


def make_dead(*_: Path | None) -> Stub:
    """A reader that cannot even be made."""
    os._exit(9)
