"""The front door: what it takes, what it gives, in what order, and under threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import claimx
from claimx.errors import InputError, ModelError

TEXTS = (
    "Velmor a publié un chiffre d’affaires de 3,2 milliards d’euros, en hausse de 5 %.",
    "",
    "Il fait beau.\r\nLa dette de Brankel atteint 12\u202fM€ ; l’e\u0301te\u0301 sera chaud.",
    "Selon l'agence Brill, Dorvane aurait cédé 30 % de Kelmor pour 40 millions de dollars mardi.",
)


def test_empty_text() -> None:
    """Empty text gives an empty extraction."""
    extraction = claimx.extract("")
    assert (extraction.text, extraction.companies, extraction.claims, extraction.dates) == ("", (), (), ())


@pytest.mark.parametrize(
    "published",
    [date(2024, 7, 30), datetime(2024, 7, 30, 8, 15, tzinfo=UTC), "2024-07-30", "2024-07-30T08:15:00"],
)
def test_published(published: object) -> None:
    """The date of publication may be a date, a datetime or an ISO string; it anchors what is relative."""
    extraction = claimx.extract("Velmor a perdu 3 % hier.", published)  # type: ignore[arg-type]
    assert extraction.published == date(2024, 7, 30)
    assert extraction.dates[0].period.start == date(2024, 7, 29)


@pytest.mark.parametrize("published", ["30/07/2024", "hier", "", 20240730, ("2024", "07")])
def test_bad_published(published: object) -> None:
    """Any other date of publication is refused, with what to pass."""
    with pytest.raises(InputError, match="published"):
        claimx.extract("Velmor a perdu 3 %.", published)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [b"Velmor", None, 3, ["Velmor"]])
def test_bad_text(text: object) -> None:
    """Text that is not a str is refused, with what to pass."""
    with pytest.raises(claimx.ClaimxError, match="text must be a str"):
        claimx.extract(text)  # type: ignore[arg-type]


def test_bad_article() -> None:
    """An item that is neither a str nor an Article is refused when its turn comes."""
    with pytest.raises(InputError, match=r"claimx\.Article, not dict"):
        list(claimx.extract_many([{"text": "Velmor"}]))  # type: ignore[list-item]


@pytest.mark.parametrize("articles", ["Velmor", claimx.Article("Velmor"), None, 5])
def test_bad_articles(articles: object) -> None:
    """One text, or what cannot be gone through, is refused at once."""
    with pytest.raises(InputError, match="for one text call extract"):
        claimx.extract_many(articles)  # type: ignore[arg-type]


def test_many_is_as_one() -> None:
    """Reading together gives the very records that reading alone gives, in the same order."""
    together = list(claimx.extract_many(claimx.Article(text, "2024-07-30") for text in TEXTS * 20))
    alone = [claimx.extract(text, "2024-07-30") for text in TEXTS] * 20
    assert [one.model_dump_json() for one in together] == [one.model_dump_json() for one in alone]


def test_many_is_lazy() -> None:
    """Articles are taken as results are asked for, so that an endless stream can be read."""

    def endless() -> Iterator[str]:
        while True:
            yield TEXTS[0]

    stream = claimx.extract_many(endless())
    assert [next(stream).claims[0].text for _ in range(3)] == ["3,2 milliards d’euros"] * 3


def test_threads() -> None:
    """One extractor under many threads, first use included, gives what it gives alone."""
    extractor = claimx.Extractor()
    wanted = [extractor.extract(text, "2024-07-30").model_dump_json() for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: claimx.extract(text, "2024-07-30").model_dump_json(), TEXTS * 10))
    assert found == wanted * 10


@pytest.mark.parametrize("text", TEXTS)
def test_offset_law(text: str) -> None:
    """Every span of every record, evidence included, holds its words in the text as given."""
    extraction = claimx.extract(text, "2024-07-30")
    spans: list[claimx.Mention] = [*extraction.claims, *extraction.dates]
    spans += [mention for company in extraction.companies for mention in company.mentions]
    for claim in extraction.claims:
        spans += [mention for _, mentions in claim.evidence for mention in mentions]
    assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]
    assert claimx.Extraction.model_validate_json(extraction.model_dump_json()) == extraction


def test_evidence_points_at_words() -> None:
    """The words that made claimx say so stand in the evidence; a default has none."""
    claim = claimx.extract("Velmor vise un bénéfice net d'au moins 12 millions d'euros.").claims[0]
    evidence = claim.evidence
    assert [mention.text for mention in evidence.metric] == ["bénéfice net"]
    assert [mention.text for mention in evidence.certainty] == ["vise"]
    assert [mention.text for mention in evidence.subjects] == ["Velmor"]
    assert [mention.text for mention in evidence.comparator] == ["d'au moins"]
    assert evidence.direction == evidence.when == ()


def test_missing_component(tmp_path: Path) -> None:
    """A folder that holds no company component is refused, with its path."""
    with pytest.raises(ModelError, match=str(tmp_path)):
        claimx.Extractor(model=tmp_path)


def test_alone_or_together() -> None:
    """A text gives the same record alone as among others, whatever stands beside it."""
    alone = [claimx.extract(text, "2024-07-30").model_dump_json() for text in TEXTS]
    for texts in (TEXTS * 3, TEXTS[::-1], TEXTS[2:] + TEXTS[:2]):
        articles = [claimx.Article(text, "2024-07-30") for text in texts]
        together = [extraction.model_dump_json() for extraction in claimx.extract_many(articles)]
        assert together == [alone[TEXTS.index(text)] for text in texts]
